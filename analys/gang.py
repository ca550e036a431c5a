"""The way through a meeting: its steps in the guide's order, and which comes before and after. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .guide import Guide

GRUPPEN, FAKTORER, DAGORDNING, ELEV, SAMMANFATTNING = "gruppen", "faktorer", "dagordning", "elev", "sammanfattning"
ELEVER = "Elever"


@dataclass(frozen=True, slots=True)
class Steg:
    """A step. ``del_`` is the part of the meeting it shows, as an address names it; ``grupp`` the heading it is under.

    ``slag`` and ``dimension`` are empty where the step is not of one kind or one dimension.
    """

    del_: str
    namn: str
    grupp: str = ""
    slag: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Plats:
    """A step with its neighbours in the way; None at the ends."""

    steg: Steg
    forra: Steg | None
    nasta: Steg | None


def stegen(guide: Guide, *, med_elever: bool) -> tuple[Steg, ...]:
    """All steps in order: what worries and what is good, each dimension by dimension and then its factors; the pupils,
    in a meeting about a class; the recap.
    """
    steg = []
    for avsnitt in guide.grupp.avsnitt:
        bas = f"{GRUPPEN}/{avsnitt.slag}"
        for d in avsnitt.dimensioner:
            steg.append(Steg(f"{bas}/{d.nyckel}", d.nyckel.capitalize(), avsnitt.kort, avsnitt.slag, d.nyckel))
        steg.append(Steg(f"{bas}/{FAKTORER}", "Faktorer", avsnitt.kort, avsnitt.slag))
    if med_elever:
        steg.append(Steg(DAGORDNING, ELEVER))
    return (*steg, Steg(SAMMANFATTNING, "Sammanfattning"))


def plats(steg: Sequence[Steg], del_: str) -> Plats:
    """Where in the way a part stands; a pupil's is at the pupils' step. Raises KeyError for a part not in it."""
    del_ = DAGORDNING if del_.split("/")[0] == ELEV else del_
    for n, s in enumerate(steg):
        if s.del_ == del_:
            return Plats(s, steg[n - 1] if n else None, steg[n + 1] if n + 1 < len(steg) else None)
    raise KeyError(del_)


def kort_namn(namn: str) -> str:
    """A dimension's name as it is said beside others: "Beteendemässiga dimensionen" → "Beteendemässiga"."""
    return namn.removesuffix(" dimensionen")


def antal(steg: Steg, monster: Sequence[tuple[str, str]]) -> int:
    """How many patterns, of (slag, dimension), a step has; only the questions have any."""
    return sum(1 for m in monster if m == (steg.slag, steg.dimension)) if steg.dimension else 0


def per_del(steg: Sequence[Steg]) -> Mapping[str, Steg]:
    """The steps by the part they show."""
    return {s.del_: s for s in steg}
