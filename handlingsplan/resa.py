"""What the journey of a class or a pupil tells of its plans. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kartlaggning.resa import dag

SKICKAD, ATERLAMNAD, GODKAND = "skickad", "aterlamnad", "godkand"


class Laget(IntEnum):
    """What a plan waits for, the most urgent first."""

    SEN = 0
    IDAG = 1
    ATERLAMNAD = 2
    SAKNAR = 3
    REDO = 4
    UTAN_DATUM = 5
    HOS_REKTOR = 6
    PAGAR = 7
    AVSLUTAD = 8


# What somebody has to see to before the plan goes on.
ATT_GORA = frozenset(Laget) - {Laget.PAGAR, Laget.AVSLUTAD}
FOLJS_UPP = frozenset({Laget.SEN, Laget.IDAG})


@dataclass(frozen=True, slots=True)
class Planlage:
    """A plan in its latest varv (``nummer``), which is to be followed up on the day ``uppfoljning``.

    ``lage`` is where it stands with the rektor (``models.Lage``) and ``niva`` what it is about (``models.Niva``);
    ``avslutad`` is the day it was closed. ``saknas`` is how much it lacks before it can be sent.
    """

    kod: str
    omrade: str
    lage: str
    nummer: int = 1
    avslutad: date | None = None
    uppfoljning: date | None = None
    saknas: int = 0
    niva: str = "klass"

    @property
    def oppen(self) -> bool:
        """Whether it is still worked with."""
        return self.avslutad is None

    def laget(self, idag: date) -> Laget:
        """What it waits for. While the rektor reads it, it cannot be followed up."""
        if not self.oppen:
            return Laget.AVSLUTAD
        if self.lage == SKICKAD:
            return Laget.HOS_REKTOR
        if self.uppfoljning and self.uppfoljning <= idag:
            return Laget.IDAG if self.uppfoljning == idag else Laget.SEN
        if self.lage == ATERLAMNAD:
            return Laget.ATERLAMNAD
        if self.lage == GODKAND:
            return Laget.PAGAR if self.uppfoljning else Laget.UTAN_DATUM
        return Laget.SAKNAR if self.saknas else Laget.REDO

    def rad(self, idag: date) -> str:
        """Where it stands, in a few words, without its follow-up."""
        match self.laget(idag):
            case Laget.AVSLUTAD:
                return f"Avslutad {dag(self.avslutad)}"
            case Laget.HOS_REKTOR:
                return "Hos rektor"
            case Laget.ATERLAMNAD:
                return "Återlämnad av rektor"
            case Laget.SAKNAR:
                return f"Utkast, {self.saknas} {'sak' if self.saknas == 1 else 'saker'} saknas"
            case Laget.REDO:
                return "Utkast, redo att skickas"
        lage = {GODKAND: "Godkänd", ATERLAMNAD: "Återlämnad av rektor"}.get(self.lage, "Utkast")
        return f"{lage}, varv {self.nummer}" if self.nummer > 1 else lage

    def uppfoljningen(self, idag: date) -> str:
        """When it is followed up, in a few words."""
        if not self.oppen:
            return "Avslutad"
        if self.uppfoljning is None:
            return "Datum saknas"
        if self.uppfoljning == idag:
            return "I dag"
        return f"Försenad, skulle ske {dag(self.uppfoljning)}" if self.uppfoljning < idag else dag(self.uppfoljning)

    def sen(self, idag: date) -> bool:
        """Whether its follow-up should have been held."""
        return self.oppen and self.uppfoljning is not None and self.uppfoljning < idag

    def nasta(self, idag: date, *, granskar: bool = False) -> str:
        """The one next thing, in a sentence or two that tell why. ``granskar``: to the rektor who reviews it."""
        om = f"Planen ”{self.omrade}”"
        match self.laget(idag):
            case Laget.SEN:
                return f"{om} skulle ha följts upp den {dag(self.uppfoljning)}. {_folj_upp(self.nummer)}"
            case Laget.IDAG:
                return f"{om} ska följas upp i dag. {_folj_upp(self.nummer)}"
            case Laget.ATERLAMNAD:
                return f"{om} är återlämnad av rektor. Läs kommentarerna, ändra det som behövs och skicka den igen."
            case Laget.SAKNAR:
                saknas = "En sak" if self.saknas == 1 else f"{self.saknas} saker"
                return f"{om} är påbörjad. {saknas} saknas innan den kan skickas till rektor."
            case Laget.REDO:
                return f"{om} är ifylld. Skicka den till rektor för granskning."
            case Laget.UTAN_DATUM:
                return f"{om} har inget datum för nästa uppföljning. Bestäm när ni följer upp igen."
            case Laget.HOS_REKTOR if granskar:
                return f"{om} väntar på din granskning."
            case Laget.HOS_REKTOR:
                return f"{om} är hos rektor för granskning."
            case Laget.PAGAR:
                return f"{om} är godkänd och pågår. Den följs upp den {dag(self.uppfoljning)}."
        return f"{om} avslutades den {dag(self.avslutad)}. Starta nästa plan med det ni vill arbeta vidare med."


def _folj_upp(nummer: int) -> str:
    if nummer > 1:
        return "Följ upp nu, eller avsluta planen om ni är framme."
    return "Följ upp nu: har ni närmat er målen?"


def den_som_avgor(planer: Iterable[Planlage], idag: date) -> Planlage | None:
    """Of several plans the one the journey tells of: the most urgent open one, the soonest follow-up before later ones,
    or else the one closed last.
    """
    return min(planer, key=lambda plan: _ordning(plan, idag), default=None)


def _ordning(plan: Planlage, idag: date) -> tuple[int, int]:
    laget = plan.laget(idag)
    dagen = plan.uppfoljning or date.max
    return laget, -plan.avslutad.toordinal() if plan.avslutad else dagen.toordinal()
