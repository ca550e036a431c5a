"""The plan is sent to the rektor, taken back, commented on, approved or returned.

What the rektor reads is the copy that was kept when the plan was sent, and what is approved is that copy.
"""

from functools import partial

from django.db import transaction
from django.utils import timezone

from skolanknytning import skrivet
from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import Utfall

from .. import avskrift, granskning, mallar
from ..models import Avskrift, Granskning, Kommentar, Lage, Plan, Skal, Svar, TidigareKommentar
from .grund import OgiltigError, andrad, las, las_oppen, ren
from .kopior import behall
from .texter import varningar

VAD = {Svar.GODKAND: "godkänd av rektor", Svar.ATERLAMNAD: "återlämnad av rektor", Svar.TILLBAKA: "taget tillbaka"}


class BesvaradError(ValueError):
    """The review has been answered, or the plan has been taken back, since the page was opened."""

    def __init__(self):
        super().__init__("Planen är inte längre hos rektor. Läs hur det gick innan du går vidare.")


@transaction.atomic
def skicka(plan: Plan, av: Personal) -> Granskning:
    """Send the plan to the rektor as it stands now; pressed twice it is sent once.

    Raises AvslutadError, BorttagetError.
    """
    last = las_oppen(plan)
    if last.lage == Lage.SKICKAD:
        return last.granskningar.get(besvarad=None)
    kopia = behall(last, Skal.SKICKAD, av)
    forra = last.granskningar.first()
    ny = Granskning.objects.create(plan=last, avskrift=kopia, skickad_av=av)
    if forra and forra.svar == Svar.TILLBAKA:
        # What the rektor had begun to write goes on with the plan.
        forra.kommentarer.update(granskning=ny)
    _satt_lage(last, Lage.SKICKAD)
    andrad(last, av, "skickad till rektor")
    return ny


@transaction.atomic
def ta_tillbaka(plan: Plan, av: Personal) -> Granskning:
    """Take the plan back before the rektor has answered: it is what it was. Raises BesvaradError, BorttagetError."""
    last, oppen = _hos_rektor(plan)
    fore = last.granskningar.filter(svar__in=[Svar.GODKAND, Svar.ATERLAMNAD]).first()
    return _besvara(last, oppen, Svar.TILLBAKA, Lage(fore.svar) if fore else Lage.UTKAST, av)


@transaction.atomic
def godkann(plan: Plan, av: Personal, *, last_kod: str = "") -> Granskning:
    """Approve what the rektor has read, and keep it as approved.

    ``last_kod`` is the review that was read, so that a plan that has been changed and sent anew meanwhile is not
    approved unread. Raises BesvaradError, BorttagetError.
    """
    last, oppen = _hos_rektor(plan, last_kod)
    lasta = oppen.avskrift
    Avskrift.objects.create(plan=last, varv=lasta.varv, skal=Skal.GODKAND, av=av, innehall=lasta.innehall)
    return _besvara(last, oppen, Svar.GODKAND, Lage.GODKAND, av)


@transaction.atomic
def aterlamna(plan: Plan, av: Personal, *, last_kod: str = "") -> Granskning:
    """Return the plan with what has been commented.

    Raises BesvaradError, BorttagetError, and OgiltigError when nothing has been commented.
    """
    last, oppen = _hos_rektor(plan, last_kod)
    if not oppen.kommentarer.exclude(text="").exists():
        raise OgiltigError("Skriv minst en kommentar, så att de vet vad som behöver ändras.")
    return _besvara(last, oppen, Svar.ATERLAMNAD, Lage.ATERLAMNAD, av)


def kommentera(
    granskningen: Granskning, avsnitt: str, text: str, *, ersatter: int, av: Personal, bekraftad: bool = False
) -> Utfall:
    """Save what the rektor says of a part of the plan ("" of the whole), unless another has saved since ``ersatter``.

    Raises BesvaradError, BorttagetError, and OgiltigError for a text that is too long or is about no part.
    """
    text = ren(text)
    with transaction.atomic():
        last, oppen = _hos_rektor(granskningen.plan, granskningen.kod)
        if avsnitt not in granskning.avsnitt_i(avskrift.ur_json(oppen.avskrift.innehall), mallar.las(last.mallar)):
            raise OgiltigError("Den delen finns inte i planen.")
        rad = kommentar_for(oppen, avsnitt)
        fraga = partial(varningar, last)
        utfall = skrivet.byt(
            rad, text, ersatter=ersatter, av=av, fraga=fraga, behall=TidigareKommentar.behall, bekraftad=bekraftad
        )
        if utfall.ny:
            andrad(last, av, "kommentar till granskning")
    return utfall


def kommentar_for(granskningen: Granskning, avsnitt: str) -> Kommentar:
    """The comment as it stands; an unsaved empty one (version 0) when nobody has written."""
    rad = granskningen.kommentarer.select_related("andrad_av").filter(avsnitt=avsnitt).first()
    return rad or Kommentar(granskning=granskningen, avsnitt=avsnitt)


def _hos_rektor(plan: Plan, last_kod: str = "") -> tuple[Plan, Granskning]:
    """The plan, locked, with the review that has not been answered: the one that was read, if it is said which."""
    last = las(plan)
    oppen = last.granskningar.select_related("avskrift__varv").filter(besvarad=None).first()
    if last.lage != Lage.SKICKAD or oppen is None or last_kod not in ("", oppen.kod):
        raise BesvaradError
    oppen.plan = last
    return last, oppen


def _besvara(plan: Plan, oppen: Granskning, svar: Svar, lage: Lage, av: Personal) -> Granskning:
    oppen.svar, oppen.besvarad, oppen.besvarad_av = svar, timezone.now(), av
    oppen.save(update_fields=["svar", "besvarad", "besvarad_av"])
    _satt_lage(plan, lage)
    andrad(plan, av, VAD[svar], Handling.ANDRADE)
    return oppen


def _satt_lage(plan: Plan, lage: Lage) -> None:
    plan.lage = lage
    plan.save(update_fields=["lage"])
