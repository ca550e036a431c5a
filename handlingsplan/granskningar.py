"""Reads of reviews and kept copies. Whoever asks may read the plan."""

from dataclasses import dataclass

from django.db.models import QuerySet

from . import avskrift, mallar, urval
from .avskrift import Andring
from .models import Avskrift, Granskning, Kommentar, Plan, Skal, Svar, TidigareKommentar


@dataclass(frozen=True, slots=True)
class Last:
    """A review with what it is about: its comments by place, and the one that was answered before it.

    ``andringar`` are the changes since the rektor read it then; ``forra_kommentarer`` what was said of it.
    """

    granskning: Granskning
    kommentarer: dict[str, Kommentar]
    forra: Granskning | None
    forra_kommentarer: dict[str, Kommentar]
    andringar: list[Andring]


def senaste(plan: Plan) -> Granskning | None:
    """The latest review, answered or not; None when the plan has never been sent, or every time was taken back."""
    return _granskningar(plan).exclude(svar=Svar.TILLBAKA).first()


def las(granskning: Granskning) -> Last:
    """All that the page of a review shows of it."""
    tidigare = _granskningar(granskning.plan).filter(svar__in=[Svar.ATERLAMNAD, Svar.GODKAND])
    forra = tidigare.filter(skickad__lt=granskning.skickad).first()
    andringar = []
    if forra:
        andringar = avskrift.jamfor(*(avskrift.ur_json(g.avskrift.innehall) for g in (forra, granskning)))
    return Last(granskning, _kommentarer(granskning), forra, _kommentarer(forra) if forra else {}, andringar)


def _granskningar(plan: Plan) -> QuerySet[Granskning]:
    return plan.granskningar.select_related("avskrift", "skickad_av", "besvarad_av")


def _kommentarer(granskning: Granskning) -> dict[str, Kommentar]:
    return {rad.avsnitt: rad for rad in granskning.kommentarer.select_related("andrad_av")}


def tidigare(rad: Kommentar) -> QuerySet[TidigareKommentar]:
    """Earlier wordings of a comment, newest first; none of one that nobody has written."""
    if not rad.pk:
        return TidigareKommentar.objects.none()
    return rad.tidigare.select_related("andrad_av")


def godkand(plan: Plan) -> Avskrift | None:
    """The plan as it was last approved; None when it never was."""
    return plan.avskrifter.filter(skal=Skal.GODKAND).select_related("av", "varv").first()


def andringar_sedan_godkand(plan: Plan) -> tuple[Avskrift | None, list[Andring]]:
    """The plan as it was last approved, and what has been changed since."""
    da = godkand(plan)
    if da is None:
        return None, []
    nu = avskrift.av(urval.innehall(plan), mallar.las(plan.mallar))
    return da, avskrift.jamfor(avskrift.ur_json(da.innehall), nu)


def kopior(plan: Plan) -> QuerySet[Avskrift]:
    """The copies that are kept of the plan, newest first, without their content."""
    return plan.avskrifter.select_related("av", "varv").defer("innehall")
