"""The subjects of a statement across the school, with small numbers hidden. Pure.

Counted as in a class: distinct pupils with gult or rött in whose square the subject stands. Only for the whole school:
by årskurs most numbers would be small, and each would have to be hidden from its neighbours and its block.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .spann import INGET, MINST, Dolt, Spann, Visat, litet

# How many pupils have exactly these subjects.
Kombinationer = Mapping[tuple[str, ...], int]


class Amne(NamedTuple):
    """A subject and in how many pupils' squares it stands."""

    kod: str
    antal: Visat


class Block(NamedTuple):
    """A block of subjects: pupils with at least one of them, and with every one (None: not told)."""

    namn: str
    koder: tuple[str, ...]
    nagot: int
    alla: int | None


@dataclass(frozen=True, slots=True)
class Amnen:
    """Subjects, most pupils first, and blocks. Those under five come last, by code: their order tells nothing."""

    amnen: tuple[Amne, ...]
    block: tuple[Block, ...]


def dolj_amnen(per_elev: Kombinationer, block: Mapping[str, tuple[str, ...]], gul_eller_rod: Visat) -> Amnen | None:
    """The subjects as they may be told; None when it is not told how many have gult or rött, or those are under five.

    A subject under five is one of 1 to 4 whatever else is shown, since any of at least five pupils may have it. A block
    is told only when all its subjects are, so that nothing in it limits a number that is hidden.
    """
    if isinstance(gul_eller_rod, Dolt) or gul_eller_rod < MINST:
        return None
    antal = Counter()
    for koder, n in per_elev.items():
        antal.update(dict.fromkeys(koder, n))
    visade = [Amne(kod, Dolt.FARRE if litet(n) else n) for kod, n in antal.items() if n]
    visade.sort(key=lambda a: (isinstance(a.antal, Dolt), 0 if isinstance(a.antal, Dolt) else -a.antal, a.kod))
    blocken = (_block(namn, koder, per_elev, antal) for namn, koder in block.items())
    return Amnen(tuple(visade), tuple(b for b in blocken if b))


def _block(namn: str, koder: tuple[str, ...], per_elev: Kombinationer, antal: Mapping[str, int]) -> Block | None:
    """A block, or None when nobody has any of it, or a number in it is under five."""
    sokta = set(koder)
    nagot = sum(n for elevens, n in per_elev.items() if sokta & set(elevens))
    alla = sum(n for elevens, n in per_elev.items() if sokta <= set(elevens))
    amnena = [antal[kod] for kod in koder]
    if not nagot or any(map(litet, (nagot, *amnena))):
        return None
    if not litet(alla):
        return Block(namn, koder, nagot, alla)
    return None if _alla_kan_vara(amnena, nagot).ett else Block(namn, koder, nagot, None)


def _alla_kan_vara(amnena: Sequence[int], nagot: int) -> Spann:
    """How many can have every subject of a block, for who knows how many have each and how many have any.

    And that they are 1 to 4, since otherwise it would be told. What each pupil has beside one subject adds up to the
    sum of the subjects less all who have any: one who has every subject adds most.
    """
    fler = len(amnena) - 1
    summa = sum(amnena)
    return Spann(max(1, summa - fler * nagot), min(MINST - 1, (summa - nagot) // fler)) if fler else INGET
