"""The subjects of a statement across the school, with small numbers hidden. Pure.

Counted as in a class: distinct pupils with gult or rött in whose square the subject stands. Only for the whole school:
by årskurs most numbers would be small, and each would have to be hidden from its neighbours and its block.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .spann import MINST, Dolt, Visat, litet

# How many pupils have exactly these subjects.
Kombinationer = Mapping[tuple[str, ...], int]


class Amne(NamedTuple):
    """A subject and in how many pupils' squares it stands."""

    kod: str
    antal: Visat


class Block(NamedTuple):
    """A block of subjects: pupils with at least one of them, and with every one."""

    namn: str
    koder: tuple[str, ...]
    nagot: int
    alla: int


@dataclass(frozen=True, slots=True)
class Amnen:
    """Subjects, most pupils first, and blocks. Those under five come last, by code: their order tells nothing."""

    amnen: tuple[Amne, ...]
    block: tuple[Block, ...]


def dolj_amnen(per_elev: Kombinationer, block: Mapping[str, tuple[str, ...]], gul_eller_rod: Visat) -> Amnen | None:
    """The subjects as they may be told; None when it is not told how many have gult or rött, or those are under five.

    A subject under five is one of 1 to 4 whatever else is shown, since any of at least five pupils may have it. A block
    is told whole or not at all, so that nothing in it limits a number that is hidden.
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
    if not nagot or any(map(litet, (nagot, alla, *(antal[kod] for kod in koder)))):
        return None
    return Block(namn, koder, nagot, alla)
