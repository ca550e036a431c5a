"""The way through a plan: a template's steps in the varv that is open, and what a step draws together. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from .mallar import Del, Mall, Mallar, Steg, Typ

# The plan's own page, where the step that something was pressed in is asked for.
OVERSIKT = "oversikt"
# Parts that are asked of every goal, and of every insats: those that follow each other are drawn as one.
OM_MAL = frozenset({Typ.MAL, Typ.KONKRET, Typ.FORFLYTTNING})
OM_INSATS = frozenset({Typ.INSATSER, Typ.INSATSTEXT, Typ.ANSVAR, Typ.TIDPLAN, Typ.ANSVARET_GICK})
# What in a kept copy answers a part, besides the field that the part names: the last word of its key.
SVAR = {
    Typ.BAKGRUND: {"monster", "faktorer"},
    Typ.MAL: {"mal", "tecken", "lage"},
    Typ.FORFLYTTNING: {"mal", "lage", "forflyttning"},
    Typ.KONKRET: {"mal", "lage"},
    Typ.INSATSER: {"mal", "insats", "val", "gjort"},
    Typ.ANSVAR: {"insats", "val", "forvantan"},
    Typ.TIDPLAN: {"insats", "val", "tidplan"},
    Typ.ANSVARET_GICK: {"insats", "forvantan", "ansvaret_gick"},
    Typ.INSATSTEXT: {"insats"},
    Typ.UPPFOLJNING: {"uppfoljning"},
    Typ.INSAMLAT: {"uppfoljning"},
}


@dataclass(frozen=True, slots=True)
class Plats:
    """A step in its template, with its neighbours in the way; None at the ends."""

    mall: Mall
    steg: Steg
    forra: Steg | None
    nasta: Steg | None

    @property
    def del_(self) -> str:
        """The step as an address names it."""
        return f"{self.mall.nyckel}/{self.steg.nyckel}"


@dataclass(frozen=True, slots=True)
class Grupp:
    """Parts of a step that are drawn together: of every goal, of every insats, or a part by itself."""

    om: str
    delar: tuple[Del, ...]


def plats(mallar: Mallar, del_: str, *, forsta: bool) -> Plats:
    """Where a step stands in the plan's first varv or a later. Raises KeyError for what is no step there."""
    mall, _, nyckel = del_.partition("/")
    steg = mallar.mall(mall).steg(forsta=forsta)
    for n, s in enumerate(steg):
        if s.nyckel == nyckel:
            return Plats(mallar.mall(mall), s, steg[n - 1] if n else None, steg[n + 1] if n + 1 < len(steg) else None)
    raise KeyError(del_)


def i_varvet(mallar: Mallar, del_: str, *, forsta: bool) -> Plats:
    """The same; for a step of the other kind of varv the one that asks the same. Raises KeyError."""
    try:
        return plats(mallar, del_, forsta=forsta)
    except KeyError:
        nr = nummer(plats(mallar, del_, forsta=not forsta), forsta=not forsta)
        mall = mallar.mall(del_.partition("/")[0])
        return plats(mallar, f"{mall.nyckel}/{mall.steg(forsta=forsta)[nr].nyckel}", forsta=forsta)


def nummer(platsen: Plats, *, forsta: bool) -> int:
    """Which of its template's steps it is, from 0."""
    return platsen.mall.steg(forsta=forsta).index(platsen.steg)


def motsvarande(platsen: Plats, mallar: Mallar, *, forsta: bool) -> tuple[Mall, Steg]:
    """The step of the other template that asks for the most of the same."""
    annan = mallar.uppgift_5 if platsen.mall is mallar.modul_2 else mallar.modul_2
    har = _fragar(platsen.steg)
    return annan, max(annan.steg(forsta=forsta), key=lambda s: len(har & _fragar(s)))


def _fragar(steg: Steg) -> set[tuple[str, str]]:
    return {(d.typ, d.falt) for d in steg.delar}


def grupper(steg: Steg) -> list[Grupp]:
    """The step's parts in order, those about the same rows together."""

    def om(par: tuple[int, Del]) -> str:
        nr, del_ = par
        return "mal" if del_.typ in OM_MAL else "insats" if del_.typ in OM_INSATS else f"{nr}"

    return [Grupp(nyckel, tuple(d for _, d in delar)) for nyckel, delar in groupby(enumerate(steg.delar), key=om)]


def besvaras_av(steg: Iterable[Steg]) -> set[str]:
    """The last words of the keys in a kept copy that answer what the steps ask."""
    delar = [d for s in steg for d in s.delar]
    return {falt for d in delar for falt in ({d.falt} if d.falt else set()) | SVAR.get(d.typ, set())}
