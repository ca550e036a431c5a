"""What the timeline shows, as plain values: days and words, no rows of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from ..models import Insats, Varv
    from ..urval import Innehall


class Lage(StrEnum):
    """Where an insats stands; ``SEN``: its last day has passed, ``EJ_GJORD``: not done when the plan was closed."""

    KOMMANDE = "kommande"
    PAGAR = "pagar"
    GJORD = "gjord"
    SEN = "sen"
    LAMNAD = "lamnad"
    EJ_GJORD = "ej_gjord"


@dataclass(frozen=True, slots=True)
class Bedomning:
    """How far a goal had come on a day: "natt", "pa_vag" or "ej"."""

    datum: date
    uppnatt: str


@dataclass(frozen=True, slots=True)
class Insatsrad:
    """An insats from ``fran`` to ``till``, both included.

    A day that nobody has said (``fran_sagd``, ``till_sagd``) is its varv's: when it began, when it is followed up.
    """

    text: str
    fran: date
    till: date
    lage: Lage
    fran_sagd: bool = True
    till_sagd: bool = True
    gjord: date | None = None


@dataclass(frozen=True, slots=True)
class Malrad:
    """A goal from the day of the varv where it was set, till it was left or the plan was closed (None: still there).

    ``nummer`` is that of the goals that are worked towards, and 0 for one that has been left.
    """

    nummer: int
    text: str
    fran: date
    till: date | None = None
    bedomningar: tuple[Bedomning, ...] = ()
    insatser: tuple[Insatsrad, ...] = ()


@dataclass(frozen=True, slots=True)
class Varvrad:
    """A varv from its first day to its last (None: under way), and the day it is to be followed up, if one is set."""

    nummer: int
    fran: date
    till: date | None = None
    uppfoljning: date | None = None

    def sen(self, idag: date | None) -> bool:
        """Whether it should have been followed up (``idag``: None when the plan is closed)."""
        return bool(idag and not self.till and self.uppfoljning and self.uppfoljning < idag)


@dataclass(frozen=True, slots=True)
class Tidslinje:
    """A plan in time. ``idag`` is None when the plan is closed, and then nothing in it is late."""

    varv: tuple[Varvrad, ...]
    mal: tuple[Malrad, ...]
    idag: date | None = None

    @property
    def spann(self) -> tuple[date, date]:
        """The first and the last day of all that is shown."""
        dagar = {v.fran for v in self.varv} | {dag for v in self.varv for dag in (v.till, v.uppfoljning) if dag}
        for mal in self.mal:
            dagar |= {mal.fran, *(b.datum for b in mal.bedomningar)} | ({mal.till} if mal.till else set())
            for i in mal.insatser:
                dagar |= {i.fran, i.till} | ({i.gjord} if i.gjord else set())
        if self.idag:
            dagar.add(self.idag)
        return min(dagar), max(dagar)


def av(innehall: "Innehall", idag: date) -> Tidslinje:
    """The timeline of a plan as it is read."""
    varv = tuple(_varv(v) for v in innehall.varv)
    slut = innehall.plan.avslutad
    lage = _Lage(varv, None if slut else idag, lokal(slut) if slut else None)
    kvar = [rad for rad in innehall.mal if rad.mal.slut_id is None]
    lamnade = [rad for rad in innehall.mal if rad.mal.slut_id is not None]
    mal = list(enumerate(kvar, start=1)) + [(0, rad) for rad in lamnade]
    return Tidslinje(varv, tuple(_mal(innehall, rad, nummer, lage) for nummer, rad in mal), lage.idag)


def lokal(tid: datetime) -> date:
    """The day of a moment, in the school's time."""
    return timezone.localtime(tid).date()


@dataclass(frozen=True, slots=True)
class _Lage:
    varv: Sequence[Varvrad]
    idag: date | None
    avslutad: date | None

    def i(self, nummer: int) -> Varvrad:
        """The varv with that number."""
        return next(v for v in self.varv if v.nummer == nummer)


def _varv(v: "Varv") -> Varvrad:
    return Varvrad(v.nummer, v.datum, lokal(v.avslutat) if v.avslutat else None, v.uppfoljning)


def _mal(innehall: "Innehall", rad, nummer: int, lage: _Lage) -> Malrad:
    mal = rad.mal
    nummer_av = {v.id: v.nummer for v in innehall.varv}
    slut = lage.i(nummer_av[mal.slut_id]).fran if mal.slut_id else lage.avslutad
    return Malrad(
        nummer,
        innehall.text("mal", mal),
        lage.i(nummer_av[mal.varv_id]).fran,
        slut,
        tuple(_bedomningar(innehall, mal, lage)),
        tuple(_insats(innehall, insats, lage, nummer_av) for insats in rad.insatser),
    )


def _bedomningar(innehall: "Innehall", mal, lage: _Lage):
    """What a varv says of the goal holds for the day it began; what the first one says, for the day it ended."""
    for v, rad in zip(innehall.varv, lage.varv, strict=True):
        sagt = innehall.forflyttning(v, mal)
        dag = rad.fran if rad.nummer > 1 else rad.till
        if sagt and sagt.uppnatt and dag:
            yield Bedomning(dag, sagt.uppnatt)


def _insats(innehall: "Innehall", insats: "Insats", lage: _Lage, nummer_av: dict[int, int]) -> Insatsrad:
    v = lage.i(nummer_av[insats.varv_id])
    gjord = lokal(insats.genomford) if insats.genomford else None
    lamnad = lage.i(nummer_av[insats.slut_id]).fran if insats.slut_id else None
    fran = insats.start or min(filter(None, (v.fran, insats.klart)))
    till = insats.klart or gjord or lamnad or max(filter(None, (v.uppfoljning, v.till, v.fran, fran)))
    return Insatsrad(
        innehall.text("insats", insats),
        fran,
        max(fran, till),
        lage_for(fran, insats.klart, gjord=bool(gjord), lamnad=bool(lamnad), idag=lage.idag),
        insats.start is not None,
        insats.klart is not None,
        gjord,
    )


def lage_for(fran: date, klart: date | None, *, gjord: bool, lamnad: bool, idag: date | None) -> Lage:
    """Where an insats stands on a day (None: the plan is closed)."""
    if gjord:
        return Lage.GJORD
    if lamnad or idag is None:
        return Lage.LAMNAD if lamnad else Lage.EJ_GJORD
    if klart and klart < idag:
        return Lage.SEN
    return Lage.PAGAR if fran <= idag else Lage.KOMMANDE
