"""One pupil against the class, statement by statement: "avviker från gruppen", and no sum score (krav.md).

Only the statements that both forms ask, and the pupil is not among the others. The colours have an order and no
distances, so what can be said of the group on a statement is its middle: a pupil whose colour is yellow or red deviates
when more than half of the others have a strictly better one, which is the same as being worse than the group's median
whichever way an even number of pupils is split. The other way round, a green pupil stands out as a strength when more
than half of the others have a worse colour. A yellow colour is never called a strength, nor a green one a concern: the
colour says how far the statement holds for the pupil, whatever it is for the others.

It is said of each statement by itself. How many statements deviate is not a measure of the pupil: they overlap, and
with so many of them some pupils deviate on a few in any class. With fewer than five others judged nothing is compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ..instrument import Pastaende
from .fordelning import GRON, GUL, ROD, Fordelning

# Fewer others than this are no group to compare with (krav.md: groups under five).
MINSTA_GRUPP = 5


class Utfall(StrEnum):
    """What can be said of a pupil's colour beside the others'."""

    SAMRE = "samre"
    BATTRE = "battre"
    SOM_GRUPPEN = "som_gruppen"
    FOR_FA = "for_fa"
    EJ_BEDOMD = "ej_bedomd"

    @property
    def avviker(self) -> bool:
        """Whether the pupil deviates, in either direction."""
        return self in (Utfall.SAMRE, Utfall.BATTRE)


@dataclass(frozen=True, slots=True)
class Bedomning:
    """The pupil's latest colour on a statement, the day it was set, and whether it was in the class's round."""

    farg: int
    datum: date
    i_klassen: bool


@dataclass(frozen=True, slots=True)
class Jamforelserad:
    """A statement: the pupil (None when not judged) and the others."""

    pastaende: Pastaende
    eleven: Bedomning | None
    andra: Fordelning
    utfall: Utfall


def battre_an(farg: int, andra: Fordelning) -> int:
    """How many of the others have a strictly better colour."""
    return {GRON: 0, GUL: andra.gron, ROD: andra.gron + andra.gul}[farg]


def samre_an(farg: int, andra: Fordelning) -> int:
    """How many of the others have a strictly worse colour."""
    return {GRON: andra.gul + andra.rod, GUL: andra.rod, ROD: 0}[farg]


def utfall(farg: int, andra: Fordelning) -> Utfall:
    """What can be said of the colour (0, or anything that is not one of the three: not judged)."""
    if farg not in (GRON, GUL, ROD):
        return Utfall.EJ_BEDOMD
    if andra.bedomda < MINSTA_GRUPP:
        return Utfall.FOR_FA
    if farg == GRON:
        return Utfall.BATTRE if 2 * samre_an(farg, andra) > andra.bedomda else Utfall.SOM_GRUPPEN
    return Utfall.SAMRE if 2 * battre_an(farg, andra) > andra.bedomda else Utfall.SOM_GRUPPEN


def jamfor_med_klassen(
    gemensamma: Sequence[Pastaende], eleven: Mapping[str, Bedomning], andra: Mapping[str, Fordelning]
) -> list[Jamforelserad]:
    """Every shared statement in the form's order; ``andra`` is without the pupil, none where nobody is judged."""
    rader = []
    for p in gemensamma:
        egen, de_andra = eleven.get(p.nyckel), andra.get(p.nyckel, Fordelning())
        rader.append(Jamforelserad(p, egen, de_andra, utfall(egen.farg if egen else 0, de_andra)))
    return rader


def andra_i_ord(rad: Jamforelserad) -> str:
    """The others, for who may read the class's colours: the count that the comparison rests on, of those judged."""
    f = rad.andra
    if not f.bedomda:
        return "Ingen av de andra är bedömd"
    rest = f" ({f.ej_bedomda} ej bedömda)" if f.ej_bedomda > 1 else " (1 ej bedömd)" if f.ej_bedomda else ""
    farg = rad.eleven.farg if rad.eleven else 0
    if farg == ROD:
        return f"{f.gron + f.gul} av {f.bedomda} bedömda har grönt eller gult{rest}"
    if farg == GRON and rad.utfall == Utfall.BATTRE:
        return f"{f.gul_eller_rod} av {f.bedomda} bedömda har gult eller rött{rest}"
    return f"{f.gron} av {f.bedomda} bedömda har grönt{rest}"


def visas_utat(f: Fordelning) -> bool:
    """Whether anything of the others is told to who may not read the class."""
    gront, rest = f.gron, f.bedomda - f.gron
    return f.bedomda >= MINSTA_GRUPP and not (0 < gront < MINSTA_GRUPP and 0 < rest < MINSTA_GRUPP)


def utat(rad: Jamforelserad) -> Jamforelserad:
    """The row for who may not read the class: where no count is told, nor is what the count would say of the pupil.

    "Avviker" says what more than half of the others have, and of five that is three.
    """
    if rad.utfall is Utfall.EJ_BEDOMD or visas_utat(rad.andra):
        return rad
    return replace(rad, utfall=Utfall.FOR_FA)


def andra_utat(f: Fordelning) -> str:
    """The others, for who may not read the class: the mentor of a pupil who has moved on from it.

    krav.md, aggregates outside: green against the rest in two cells, a cell of one to four never as a number of its
    own, and the other then not either. Where both would be so small nothing is told.
    """
    gront, rest = f.gron, f.bedomda - f.gron
    if not visas_utat(f):
        return "för få för att visas"
    if 0 < gront < MINSTA_GRUPP:
        return f"färre än {MINSTA_GRUPP} av {f.bedomda} bedömda har grönt"
    if 0 < rest < MINSTA_GRUPP:
        return f"fler än {f.bedomda - MINSTA_GRUPP} av {f.bedomda} bedömda har grönt"
    return f"{gront} av {f.bedomda} bedömda har grönt"
