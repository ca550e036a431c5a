"""For whom an individual kartläggning is proposed, and why.

A rule proposes and gives its reason; a person decides.
The material: a red mark, or yellow marks on several questions. How many yellow is the school's setting
(krav.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .fordelning import GUL, ROD

# Above this share of the class, look at the group before the individuals.
GRUPPENS_ANDEL = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Forslag:
    """A pupil for whom an individual kartläggning is proposed, with the statements (keys) it rests on."""

    elev: int
    roda: tuple[str, ...]
    gula: tuple[str, ...]


def foreslas(elev: int, farger: Mapping[str, int], gult_for_individ: int) -> Forslag | None:
    """The proposal for one pupil from the colours by statement, or None: one red, or enough yellow."""
    roda = tuple(p for p, farg in farger.items() if farg == ROD)
    gula = tuple(p for p, farg in farger.items() if farg == GUL)
    return Forslag(elev, roda, gula) if galler(len(roda), len(gula), gult_for_individ) else None


def galler(roda: int, gula: int, gult_for_individ: int) -> bool:
    """Whether so many red and yellow are enough for a proposal: one red, or enough yellow."""
    return roda > 0 or gula >= gult_for_individ


def foreslagna(per_elev: Mapping[int, Mapping[str, int]], gult_for_individ: int) -> list[Forslag]:
    """All proposals, most red first, then most yellow, then in the order the pupils came."""
    forslag = (foreslas(elev, farger, gult_for_individ) for elev, farger in per_elev.items())
    return sorted((f for f in forslag if f), key=lambda f: (-len(f.roda), -len(f.gula)))


def skal(forslag: Forslag, kort: Mapping[str, str]) -> str:
    """Why, in words: "1 rött (Närvarande i alla ämnen), 2 gula". ``kort`` names the statements.

    The yellow ones are named where there is no red.
    """
    delar = []
    if forslag.roda:
        namn = ", ".join(kort[p] for p in forslag.roda)
        delar.append(f"{len(forslag.roda)} {'rött' if len(forslag.roda) == 1 else 'röda'} ({namn})")
    if forslag.gula:
        namn = "" if forslag.roda else f" ({', '.join(kort[p] for p in forslag.gula)})"
        delar.append(f"{len(forslag.gula)} {'gult' if len(forslag.gula) == 1 else 'gula'}{namn}")
    return ", ".join(delar)


def kan_vara_gruppen(foreslagna: int, elever: int) -> bool:
    """Whether so many are proposed (more than a third) that it may be a pattern of the group."""
    return foreslagna > elever * GRUPPENS_ANDEL
