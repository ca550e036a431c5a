"""What the journey of a class or a pupil is told with: a round in numbers, a step, and days as people say them.

The class's journey goes through every app and is told in the roof (``skolanknytning.start.klassresa``).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Lage(StrEnum):
    """Where a step is: done, the one the class stands at, or further on."""

    KLART = "klart"
    NU = "nu"
    SEDAN = "sedan"


@dataclass(frozen=True, slots=True)
class Runda:
    """A class's latest round this läsår, counted over the pupils a person may know of.

    ``bedomda`` of ``rutor`` squares are judged; ``pastaende`` is the number of the first statement with some left
    (1 when none has, and in a closed round). ``foreslagna``, the pupils proposed for an individual kartläggning, is
    None for those who do not read summaries, and while the round is open; ``foreslagna_kvar`` are the ids of those of
    them who are in the class still, most red first. Of the proposals that are the class's own to decide about,
    ``beslutade`` are decided and ``obeslutade`` not (pupils who have moved on are in neither); ``pagar`` is how many of
    the class's pupils have an individual form under way.
    """

    kod: str
    datum: date
    stangd: date | None
    elever: int
    bedomda: int
    rutor: int
    pastaende: int = 1
    foreslagna: int | None = None
    foreslagna_kvar: tuple[int, ...] = ()
    beslutade: int = 0
    obeslutade: int = 0
    pagar: int = 0

    @property
    def oppen(self) -> bool:
        """Whether marks may still be set."""
        return self.stangd is None

    @property
    def kvar(self) -> int:
        """Squares not judged yet."""
        return self.rutor - self.bedomda

    @property
    def luckor(self) -> str:
        """What a closed round is closed with, to stand after a word: " med 3 luckor"; empty when all is judged."""
        return f" med {self.kvar} {'lucka' if self.kvar == 1 else 'luckor'}" if self.kvar else ""


@dataclass(frozen=True, slots=True)
class Steg:
    """A step with what can be said of it in a few words. ``sen``: what they say should have been done already."""

    namn: str
    lage: Lage
    rad: str
    sen: bool = False


MANADER = [
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
]  # fmt: skip


def dag(datum: date) -> str:
    """A day of this läsår as people say it: 20 november."""
    return f"{datum.day} {MANADER[datum.month - 1]}"


# A pupil's page says the same ten days a hundred times.
@lru_cache(maxsize=1024)
def dag_och_ar(datum: date) -> str:
    """A day of any year: 20 november 2026."""
    return f"{dag(datum)} {datum.year}"
