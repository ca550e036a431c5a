"""What is kept of a closed round for the school's page: sums by statement, movement, and subjects. Pure.

``Rutor`` are one round's squares: (colour, subject codes) by pupil id and statement key.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from .forandring import Forandring, jamfor
from .fordelning import EJ_BEDOMD, GUL, ROD, Fordelning, fordela

Rutor = Mapping[tuple[int, str], tuple[int, Collection[str]]]
TOM = (EJ_BEDOMD, ())


class Runda(NamedTuple):
    """The pupils of a closed round and their squares; a square of anybody else counts nowhere."""

    elever: Collection[int]
    rutor: Rutor

    def farger(self, nyckel: str) -> dict[int, int]:
        """Each pupil's colour on a statement; 0 where it is not judged."""
        return {elev: self.rutor.get((elev, nyckel), TOM)[0] for elev in self.elever}


def fordelningen(runda: Runda, nyckel: str) -> Fordelning:
    """The colours of one statement."""
    return fordela(runda.farger(nyckel).values())


def rorelsen(runda: Runda, forra: Runda, nyckel: str) -> Forandring:
    """How the pupils of two rounds have moved on a statement."""
    return jamfor(runda.farger(nyckel), forra.farger(nyckel))


def kombinationer(runda: Runda, nyckel: str) -> Counter[str]:
    """How many pupils with gult or rött have each combination of subjects; the codes sorted, with commas between."""
    antal: Counter[str] = Counter()
    for elev in runda.elever:
        farg, koder = runda.rutor.get((elev, nyckel), TOM)
        if farg in (GUL, ROD):
            antal[ihop(koder)] += 1
    return antal


def ihop(koder: Collection[str]) -> str:
    """Subject codes as one text: "BI,FY". They hold no comma, being letters and digits."""
    return ",".join(sorted(set(koder)))


def isar(text: str) -> tuple[str, ...]:
    """The codes of ``ihop``."""
    return tuple(text.split(",")) if text else ()
