"""What the journey of a class or a pupil tells of its plans. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kartlaggning.resa import dag, dag_och_ar

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


FOLJS_UPP = frozenset({Laget.SEN, Laget.IDAG})
# So many days away, a day needs no year.
NARA = 180
# Nobody has anything to do with it today.
VILAR = frozenset({Laget.PAGAR, Laget.AVSLUTAD})


@dataclass(frozen=True, slots=True)
class Planlage:
    """A plan in its latest varv (``nummer``), begun on the day ``fran`` and to be followed up on ``uppfoljning``.

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
    fran: date | None = None

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
        if self.lage == ATERLAMNAD:
            return Laget.ATERLAMNAD
        if self.uppfoljning and self.uppfoljning <= idag:
            return Laget.IDAG if self.uppfoljning == idag else Laget.SEN
        if self.lage == GODKAND:
            return Laget.PAGAR if self.uppfoljning else Laget.UTAN_DATUM
        return Laget.SAKNAR if self.saknas else Laget.REDO

    def rad(self, idag: date) -> str:
        """Where it stands, in a few words, without its follow-up."""
        match self.laget(idag):
            case Laget.AVSLUTAD:
                return f"Avslutad {_dag(self.avslutad, idag)}"
            case Laget.HOS_REKTOR:
                return "Hos rektor"
            case Laget.ATERLAMNAD:
                return "Återlämnad av rektor"
            case Laget.SAKNAR:
                return f"Utkast, {self.saknas} {'sak' if self.saknas == 1 else 'saker'} saknas"
            case Laget.REDO:
                return "Utkast, redo att skickas"
        lage = "Godkänd" if self.lage == GODKAND else "Utkast"
        return f"{lage}, varv {self.nummer}" if self.nummer > 1 else lage

    def uppfoljningen(self, idag: date) -> str:
        """When it is followed up, in a few words."""
        if not self.oppen:
            return "Avslutad"
        if self.uppfoljning is None:
            return "Datum saknas"
        if self.uppfoljning == idag:
            return "I dag"
        dagen = _dag(self.uppfoljning, idag)
        return f"Försenad, skulle ske {dagen}" if self.uppfoljning < idag else dagen

    def sen(self, idag: date) -> bool:
        """Whether its follow-up should have been held."""
        return self.oppen and self.uppfoljning is not None and self.uppfoljning < idag

    def nasta(self, idag: date, *, skriver: bool, granskar: bool = False) -> str:
        """The one next thing, in a sentence that tells why and, to who writes in the plan, one of what to do.

        ``granskar``: to the rektor who reviews it.
        """
        laget = self.laget(idag)
        mening = f"Planen ”{self.omrade}” {self._varfor(laget, idag)}"
        if laget == Laget.HOS_REKTOR:
            return f"Planen ”{self.omrade}” väntar på din granskning." if granskar else mening
        return f"{mening} {self._gor(laget)}".strip() if skriver else mening

    def _varfor(self, laget: Laget, idag: date) -> str:
        match laget:
            case Laget.SEN:
                return f"skulle ha följts upp den {_dag(self.uppfoljning, idag)}."
            case Laget.IDAG:
                return "ska följas upp i dag."
            case Laget.ATERLAMNAD:
                return "är återlämnad av rektor."
            case Laget.SAKNAR:
                saknas = "en sak" if self.saknas == 1 else f"{self.saknas} saker"
                return f"är påbörjad, och {saknas} saknas."
            case Laget.REDO:
                return "är ifylld."
            case Laget.UTAN_DATUM:
                return "har inget datum för nästa uppföljning."
            case Laget.HOS_REKTOR:
                return "är hos rektor för granskning."
            case Laget.PAGAR:
                return f"är godkänd och pågår. Den följs upp den {_dag(self.uppfoljning, idag)}."
        return f"avslutades den {_dag(self.avslutad, idag)}."

    def _gor(self, laget: Laget) -> str:
        match laget:
            case Laget.SEN | Laget.IDAG if self.nummer > 1:
                return "Följ upp nu, eller avsluta planen om ni är framme."
            case Laget.SEN | Laget.IDAG:
                return "Följ upp nu: har ni närmat er målen?"
            case Laget.ATERLAMNAD:
                return "Läs kommentarerna, ändra det som behövs och skicka den igen."
            case Laget.SAKNAR:
                return "Fyll i det, så kan den skickas till rektor."
            case Laget.REDO:
                return "Skicka den till rektor för granskning."
            case Laget.UTAN_DATUM:
                return "Bestäm när ni följer upp igen."
            case Laget.AVSLUTAD:
                return "Starta nästa plan med det ni vill arbeta vidare med."
        return ""


def _dag(datum: date, idag: date) -> str:
    """A day as it is said, with its year when it is not near."""
    return dag(datum) if abs((datum - idag).days) <= NARA else dag_och_ar(datum)


def den_som_avgor(planer: Iterable[Planlage], idag: date) -> Planlage | None:
    """Of several plans the one the journey tells of: the most urgent open one, the soonest follow-up before later ones,
    or else the one closed last.
    """
    return min(planer, key=lambda plan: _ordning(plan, idag), default=None)


def _ordning(plan: Planlage, idag: date) -> tuple[int, int]:
    laget = plan.laget(idag)
    dagen = plan.uppfoljning or date.max
    return laget, -plan.avslutad.toordinal() if plan.avslutad else dagen.toordinal()
