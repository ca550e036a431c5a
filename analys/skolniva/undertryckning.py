"""How årskurser spread over the colours, statement by statement, with small numbers hidden. Pure.

What is shown of a group and a statement is one of four. *Whole*: how many are judged, grönt, gult, rött. *Merged*:
gult and rött as one number, since one of them is under five. *Closed*: only how many are judged, since grönt or gult
and rött together are under five. *Too few*: fewer than five judged; those pupils are in no number at all, so that the
others' sums say nothing of them, and so it is with a group of fewer than five pupils.

The whole school is shown by the same rule, and a group more is merged or closed when its sums would otherwise give a
hidden number away. It is done in two steps that do not touch each other (``spann.skydda``): first the split in grönt
and the rest, then that of the rest in gult and rött. What a closed group has of gult and rött is told nowhere, so it
stands in the second step as one hidden part, of which any share can be rött.

How many are *not* judged is told for the whole school only: a group has the same pupils in every statement, and a
single number would give all the others.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .spann import INGET, MINST, Delning, Dolt, Spann, Visat, dela, litet, skydda

Grupp = Hashable


class Tal(NamedTuple):
    """A group's colours on one statement, as counted."""

    gron: int = 0
    gul: int = 0
    rod: int = 0
    ej_bedomda: int = 0

    @property
    def bedomda(self) -> int:
        """Those with a colour."""
        return self.gron + self.gul + self.rod


class Visad(NamedTuple):
    """The same as it may be told: a number, or why there is none."""

    bedomda: Visat
    gron: Visat
    gul: Visat
    rod: Visat
    gul_eller_rod: Visat

    @property
    def hel(self) -> bool:
        """Whether every colour is told."""
        return type(self.rod) is int and type(self.gul) is int

    @property
    def delvis(self) -> bool:
        """Whether grönt, and gult and rött together, are told."""
        return type(self.gul_eller_rod) is int and type(self.gron) is int


FOR_FA = Visad(*[Dolt.FOR_FA] * 5)
TOM = Visad(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tabell:
    """What is told. ``grupper`` are the groups with rows, ``for_fa`` those with fewer than five pupils.

    ``ej_bedomda`` by statement, and ``elever``, are of the whole school; None when they cannot be told.
    """

    grupper: tuple[Grupp, ...]
    for_fa: tuple[Grupp, ...]
    celler: dict[tuple[Grupp, str], Visad]
    hela: dict[str, Visad]
    ej_bedomda: dict[str, int] | None
    elever: int | None

    def rad(self, grupp: Grupp | None) -> dict[str, Visad]:
        """A group's statements; the whole school's for None."""
        if grupp is None:
            return self.hela
        return {nyckel: self.celler[grupp, nyckel] for nyckel in self.hela}


def dolj(per_grupp: Mapping[Grupp, Mapping[str, Tal]], pastaenden: Sequence[str], *, ej_bedomda: bool = True) -> Tabell:
    """The table as it may be told, with the groups in the order they come.

    ``ej_bedomda``: whether to look for what may be told of those not judged.
    """
    elever = {g: max((sum(tal) for tal in rader.values()), default=0) for g, rader in per_grupp.items()}
    grupper = tuple(g for g, antal in elever.items() if antal >= MINST)
    celler, hela = {}, {}
    for nyckel in pastaenden:
        rader = [per_grupp[g].get(nyckel) or Tal(ej_bedomda=elever[g]) for g in grupper]
        hela[nyckel], *visade = _dolj_pastaende(tuple(tal[:3] for tal in rader))
        celler.update(((g, nyckel), visad) for g, visad in zip(grupper, visade, strict=True))
    bedomda = {g: [per_grupp[g].get(p, Tal()).bedomda for p in pastaenden] for g in grupper if ej_bedomda}
    antal = {g: elever[g] for g in bedomda}
    ej = _ej_bedomda(bedomda, antal)
    return Tabell(
        grupper,
        tuple(g for g, n in elever.items() if litet(n)),
        celler,
        hela,
        dict(zip(pastaenden, ej, strict=True)) if ej is not None else None,
        sum(antal.values()) if ej is not None else None,
    )


def _ej_bedomda(bedomda: Mapping[Grupp, Sequence[int]], elever: Mapping[Grupp, int]) -> list[int] | None:
    """How many are not judged of each statement in the whole school, or None when that cannot be told.

    Who knows these and how many are judged in each group knows how many pupils there are in all. Each group has at
    least as many as were ever judged in it, and five, so what is left to place is one number; when it is none, or there
    is but one group to place it in, every group's own numbers are known.
    """
    if not elever or any(litet(n) for rad in bedomda.values() for n in rad):
        return None
    ej = [sum(elever[g] - rad[p] for g, rad in bedomda.items()) for p in range(len(next(iter(bedomda.values()))))]
    if any(litet(n) for n in ej):
        return None
    att_placera = sum(elever[g] - max(MINST, *rad) for g, rad in bedomda.items())
    kanda = att_placera == 0 or len(elever) == 1
    if kanda and any(litet(elever[g] - n) for g, rad in bedomda.items() for n in rad):
        return None
    return ej


@lru_cache(maxsize=4096)
def _dolj_pastaende(rader: tuple[tuple[int, int, int], ...]) -> tuple[Visad, ...]:
    """One statement of all groups (grönt, gult, rött): first the whole school, then each group, as they may be told."""
    raknas = [sum(rad) >= MINST for rad in rader]
    raknade = [rad for rad, med in zip(rader, raknas, strict=True) if med]
    if not raknade:
        return tuple(TOM if not sum(rad) else FOR_FA for rad in ((), *rader))
    alla = tuple(map(sum, zip(*raknade, strict=True)))
    # The first split: gult or rött, of those judged. The second: rött, of gult or rött.
    forst = [dela(gul + rod, gron + gul + rod) for gron, gul, rod in (alla, *raknade)]
    skydda(forst[1:], forst[0])
    sedan = [dela(rod, gul + rod) for _, gul, rod in (alla, *raknade)]
    _skydda_delat(forst, sedan)
    summa, *visade = [_visad(f, s) for f, s in zip(forst, sedan, strict=True)]
    nasta = iter(visade)
    ovriga = (next(nasta) if med else (FOR_FA if sum(rad) else TOM) for rad, med in zip(rader, raknas, strict=True))
    return (summa, *ovriga)


def _skydda_delat(forst: Sequence[Delning], sedan: Sequence[Delning]) -> None:
    """The second step: the groups that are not closed beside those that are; nothing to do when the whole is closed."""
    if forst[0].dold:
        return
    oppna = [s for f, s in zip(forst[1:], sedan[1:], strict=True) if not f.dold]
    stangda = [s for f, s in zip(forst[1:], sedan[1:], strict=True) if f.dold]
    bredvid = Spann(0, sum(s.hela for s in stangda)) if stangda else INGET
    skydda(oppna, sedan[0], bredvid)


def _visad(forst: Delning, sedan: Delning) -> Visad:
    """The two splits of a group as what is told."""
    if forst.dold:
        ihop = _ord(forst, forst.antal)
        var_for_sig = Dolt.FARRE if ihop is Dolt.FARRE else Dolt.DOLD
        return Visad(forst.hela, _ord(forst, forst.rest), var_for_sig, var_for_sig, ihop)
    if sedan.dold:
        return Visad(forst.hela, forst.rest, _ord(sedan, sedan.rest), _ord(sedan, sedan.antal), sedan.hela)
    return Visad(forst.hela, forst.rest, sedan.rest, sedan.antal, sedan.hela)


def _ord(delning: Delning, antal: int) -> Dolt:
    return Dolt.FARRE if delning.sagt and litet(antal) else Dolt.DOLD


def summera(visade: Iterable[Visad]) -> Visad:
    """Several statements together, in answers: a sum is told when all of its parts are, and so tells nothing new.

    Statements of which nobody, or too few, are judged are left out.
    """
    raknade = [v for v in visade if v.bedomda not in (Dolt.FOR_FA, 0)]
    return Visad(*(_summa(kolumn) for kolumn in zip(*raknade, strict=True))) if raknade else TOM


def _summa(delar: Sequence[Visat]) -> Visat:
    return sum(delar) if all(type(d) is int for d in delar) else Dolt.DOLD
