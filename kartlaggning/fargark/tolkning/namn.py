"""A name as a workbook has it → which of the class's pupils it is, or who it may be.

Two pupils are never made one: where a name does not tell, it is asked about.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from skolanknytning.skola.klasslista_rader import dela_namn
from skolanknytning.svenska import sorteringsnyckel

SNARLIKT = 0.8
LANGSTA_NAMN = 200  # a longer text is no name, and is not searched for one
_BISAK = re.compile(r"\([^)]*\)|^\W*\d{1,2}\s*[.:)]?\s+|^\W+|[\s*.,:;]+$")


class Hur(StrEnum):
    """What a name was known by; only the first two need no look."""

    LIKA = "samma namn"
    OMVANT = "efternamnet först"
    DEL = "ett namn mer eller mindre"
    INITIAL = "förnamn och initial"
    FORNAMN = "bara förnamnet"


@dataclass(frozen=True, slots=True)
class Namntraff:
    """The pupil's kod and what it rests on, or nobody and the kods of those it may be, likeliest first."""

    kod: str = ""
    hur: Hur | None = None
    kanske: tuple[str, ...] = ()

    @property
    def sakert(self) -> bool:
        """Whether nobody needs to look."""
        return self.hur in (Hur.LIKA, Hur.OMVANT)


def stada(namn: str) -> str:
    """A name without the number before it and what stands in brackets after."""
    return " ".join(_BISAK.sub(" ", _BISAK.sub(" ", namn)).split())


def delar(namn: str) -> tuple[str, ...]:
    """The names of a name as they are compared: no case, no accents but å ä ö, hyphens as spaces."""
    return tuple(d for d in re.split(r"[\s\-–.,'’]+", sorteringsnyckel(stada(namn))) if d)


class Namnregister:
    """The names of the pupils that a person sees in a class."""

    def __init__(self, elever: Iterable[tuple[str, str]]):
        self.elever = {kod: delar(namn) for kod, namn in elever}
        self._lika: dict[tuple, list[str]] = defaultdict(list)
        self._bland: dict[tuple, list[str]] = defaultdict(list)
        self._med: dict[str, set[str]] = defaultdict(set)
        for kod, namn in self.elever.items():
            self._lika[namn].append(kod)
            self._bland[tuple(sorted(namn))].append(kod)
            for del_ in namn:
                self._med[del_].add(kod)

    def sok(self, text: str, *, snarlika: bool = True) -> Namntraff:
        """Whom a name means. ``snarlika``: when it means nobody, say whom it is like (which takes longer)."""
        if len(text) > LANGSTA_NAMN:
            return Namntraff()
        fornamn, efternamn = dela_namn(stada(text)) if "," in text else (text, "")
        namn = delar(f"{fornamn} {efternamn}")
        if not namn:
            return Namntraff()
        for hur, koder in self._i_tur_och_ordning(namn):
            if len(koder) == 1:
                return Namntraff(koder[0], hur, tuple(koder))
            if koder:
                return Namntraff(kanske=tuple(koder))
        return Namntraff(kanske=self._snarlika(namn)) if snarlika else Namntraff()

    def _i_tur_och_ordning(self, namn: tuple[str, ...]):
        """The ways to know a name, the surest first, each with the pupils it gives."""
        nara = set().union(*(self._med[d] for d in namn if d in self._med))
        yield Hur.LIKA, self._lika.get(namn, [])
        yield Hur.OMVANT, self._bland.get(tuple(sorted(namn)), [])
        for hur, prov in ((Hur.DEL, _del_av), (Hur.INITIAL, _initialer), (Hur.FORNAMN, _fornamn)):
            yield hur, [kod for kod in self.elever if kod in nara and prov(namn, self.elever[kod])]

    def _snarlika(self, namn: tuple[str, ...]) -> tuple[str, ...]:
        grader = [
            (SequenceMatcher(None, " ".join(namn), " ".join(elevens)).ratio(), kod)
            for kod, elevens in self.elever.items()
        ]
        return tuple(kod for grad, kod in sorted(grader, reverse=True) if grad >= SNARLIKT)[:3]


def _del_av(namn: tuple[str, ...], elevens: tuple[str, ...]) -> bool:
    """Two names or more in common, and one of the two has nothing else: a middle name more or less."""
    korta, langa = sorted((set(namn), set(elevens)), key=len)
    return len(korta) > 1 and korta < langa


def _initialer(namn: tuple[str, ...], elevens: tuple[str, ...]) -> bool:
    """The first name whole, the others begun: "Ada E", "Ada Bj"."""
    if len(namn) < 2 or not elevens or namn[0] != elevens[0] or len(namn[-1]) > 3:
        return False
    kvar = iter(elevens[1:])
    return all(any(e.startswith(n) for e in kvar) for n in namn[1:])


def _fornamn(namn: tuple[str, ...], elevens: tuple[str, ...]) -> bool:
    return len(namn) < len(elevens) and elevens[: len(namn)] == namn
