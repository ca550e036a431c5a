"""What the week's letter to a person says: plain values. Nothing of pupils, and nothing that anyone has written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

# What is due within this is told of.
SNART = timedelta(days=14)
# So many lines of a kind; the rest are on the start page.
RADER = 8


class Slag(StrEnum):
    """What waits for somebody, in the order it is told."""

    FORSENAD = "forsenad"
    GRANSKA = "granska"
    ATERLAMNAD = "aterlamnad"
    SNART = "snart"
    UTAN_DAG = "utan_dag"
    INSATS = "insats"
    STEG = "steg"

    @property
    def har_frist(self) -> bool:
        """Whether its day is when it is to be done; the day of the others is since when it waits."""
        return self not in (Slag.ATERLAMNAD, Slag.UTAN_DAG)


# One of them, and several.
ORD = {
    Slag.FORSENAD: ("försenad uppföljning", "försenade uppföljningar"),
    Slag.GRANSKA: ("plan att granska", "planer att granska"),
    Slag.ATERLAMNAD: ("plan återlämnad av rektor", "planer återlämnade av rektor"),
    Slag.SNART: ("uppföljning inom två veckor", "uppföljningar inom två veckor"),
    Slag.UTAN_DAG: ("plan utan datum för uppföljning", "planer utan datum för uppföljning"),
    Slag.INSATS: ("insats som du ansvarar för", "insatser som du ansvarar för"),
    Slag.STEG: ("nästa steg som du ansvarar för", "nästa steg som du ansvarar för"),
}


@dataclass(frozen=True, slots=True)
class Sak:
    """Something that waits: what it is about ("Plan för 7A"), its day, and its page for who may open it.

    The day of a plan that has come back is when it did; of one without a day for its follow-up, when its varv began.
    """

    slag: Slag
    om: str
    dag: date | None = None
    klockan: time | None = None
    vag: str = ""
    skola: str = ""


@dataclass(frozen=True, slots=True)
class Grupp:
    """What waits of a kind; ``fler`` are not listed."""

    slag: Slag
    rubrik: str
    saker: tuple[Sak, ...]
    fler: int


@dataclass(frozen=True, slots=True)
class Brev:
    """A letter to a person, of the week that ``dag`` is in."""

    personal_id: int
    namn: str
    epost: str
    dag: date
    grupper: tuple[Grupp, ...]
    flera_skolor: bool = False

    @property
    def vecka(self) -> int:
        """The week's number, as Swedish calendars count."""
        return self.dag.isocalendar().week

    @property
    def amne(self) -> str:
        """The subject: the two most urgent kinds."""
        return f"Skolanknytning vecka {self.vecka}: {', '.join(g.rubrik for g in self.grupper[:2])}"


def grupper(saker: Iterable[Sak]) -> tuple[Grupp, ...]:
    """What waits by kind, each with the earliest first; what has no day comes last."""
    alla = sorted(saker, key=lambda s: (s.dag or date.max, s.klockan or time.min, s.skola, s.om))
    per_slag = {slag: [sak for sak in alla if sak.slag == slag] for slag in Slag}
    return tuple(
        Grupp(slag, f"{len(av)} {ORD[slag][len(av) != 1]}", tuple(av[:RADER]), max(0, len(av) - RADER))
        for slag, av in per_slag.items()
        if av
    )


def samma_vecka(en: date, annan: date) -> bool:
    """Whether two days are in the same week, Monday to Sunday."""
    return en.isocalendar()[:2] == annan.isocalendar()[:2]
