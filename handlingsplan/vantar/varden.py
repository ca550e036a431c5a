"""What waits in plans, as plain values."""

from dataclasses import dataclass, field
from datetime import date, timedelta

# A first varv has so long to be given a day for its follow-up; a later one is begun at a follow-up, where the next is
# decided.
UTAN_DAG = timedelta(days=14)


def borde_ha_dag(uppfoljning: date | None, nummer: int, datum: date, *, idag: date) -> bool:
    """Whether a varv (its number, and the day it began) has no day for its follow-up, and should."""
    return uppfoljning is None and (nummer > 1 or datum <= idag - UTAN_DAG)


@dataclass(frozen=True, slots=True)
class Planrad:
    """A plan in a list: what it is about, the day that is told of (None: none has been set), and whose task it is.

    ``vem`` is "" when it is nobody's.
    """

    kod: str
    omrade: str
    om: str
    dag: date | None
    vem: str


@dataclass(frozen=True, slots=True)
class Behov:
    """Something that an insats (its kod and text) asks for, of a plan that has been sent or approved.

    Or, without ``insats``, the support that those responsible need in a varv (its kod); ``text`` is then the plan's
    development area.
    """

    plan: str
    insats: str
    text: str
    behov: str
    om: str
    varv: str = ""


@dataclass(frozen=True, slots=True)
class Klassrad:
    """A class, with how many plans go on and how many of them should have been followed up."""

    kod: str
    namn: str
    lasar: int
    oppna: int
    sena: int


@dataclass(frozen=True, slots=True)
class Lista:
    """The first rows of a list, and how many there are in all."""

    rader: list = field(default_factory=list)
    antal: int = 0

    @property
    def fler(self) -> int:
        """How many are not shown."""
        return self.antal - len(self.rader)


@dataclass(frozen=True, slots=True)
class Vantar:
    """One school's part. ``klasser`` are those with plans; ``individ`` and ``om_skolan`` how many go on of the others.

    ``granska``, ``behov`` and ``stod`` are the rektor's, empty for others; ``aterlamnade`` those others'. ``utan_dag``
    have no day for their follow-up, and should.
    """

    granska: Lista
    aterlamnade: Lista
    sena: Lista
    snart: Lista
    utan_dag: Lista
    behov: Lista
    stod: Lista
    klasser: list[Klassrad]
    individ: int
    om_skolan: int

    @property
    def tom(self) -> bool:
        """Whether no plan goes on that the person sees."""
        return not (self.klasser or self.individ or self.om_skolan)


@dataclass(frozen=True, slots=True)
class Egen:
    """An insats that the person is responsible for. ``plan`` is "" for who may not open the plan.

    ``om`` is then "en elev" when the plan is about a pupil, and all else but the day is empty: that much and no more is
    theirs. ``forvantan`` is what is expected, ``uppfoljning`` the day the plan is followed up.
    """

    plan: str
    insats: str
    text: str
    om: str
    klart: date | None
    forvantan: str = ""
    uppfoljning: date | None = None

    @property
    def markeras(self) -> bool:
        """Whether it is marked as done where it is told of: the plan is not theirs to open, but this is."""
        return bool(self.insats) and not self.plan

    def sen(self, idag: date) -> bool:
        """Whether it should have been done."""
        return self.klart is not None and self.klart < idag
