"""The conversation guide as it stands on paper: sheets of questions, dimensions and factors, filled or with lines.

Plain shapes for the template; who may see what has been asked before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..guide import Avsnitt, Del, Dimension, Faktor, Faktorgrupp, Fraga, Guide

if TYPE_CHECKING:
    from ..models import Steg
    from ..urval import Monsterrad


@dataclass(frozen=True, slots=True)
class Monster:
    """A pattern with its number on the sheet, and the sentence of the evidence it rests on."""

    nummer: int
    text: str
    angelagen: bool
    underlag: str


@dataclass(frozen=True, slots=True)
class Faktorrad:
    """A factor's box: ticked when some pattern is tied to it, with (pattern's number, why) of each."""

    faktor: Faktor
    motiveringar: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Sektion:
    """One kind of pattern: a row a dimension with its patterns, and a list of boxes a group of factors."""

    avsnitt: Avsnitt
    rader: list[tuple[Dimension, list[Monster]]]
    grupper: list[tuple[Faktorgrupp, list[Faktorrad]]]

    @property
    def kopplad(self) -> bool:
        """Whether any pattern is tied to any factor."""
        return any(rad.motiveringar for _, rader in self.grupper for rad in rader)


@dataclass(frozen=True, slots=True)
class Blad:
    """The guide for the class, the school or one pupil. ``fragor`` are the questions with their answers."""

    rubrik: str
    del_: Del
    monsterrubrik: str
    sektioner: list[Sektion]
    namn: str = ""
    klass: str = ""
    kod: str = ""
    fragor: list[tuple[Fraga, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Steget:
    """What is to be done, by whom and when, and when it was done."""

    text: str
    vem: str
    nar: date | None
    gjort: datetime | None


@dataclass(frozen=True, slots=True)
class Sammanfattningsrad:
    """A row of the recap: the class or a pupil, the pattern, its factors, and the next steps."""

    vem: str
    nummer: int
    text: str
    oro: bool
    angelagen: bool
    faktorer: list[str]
    steg: list[Steget]


def sektioner(guide: Guide, del_: Del, rader: "Sequence[Monsterrad]") -> list[Sektion]:
    """The guide's parts with the patterns of the class or the pupil, numbered from one in the order of the sheet."""
    nummer = numrera(del_, rader)
    return [_sektion(guide, avsnitt, rader, nummer) for avsnitt in del_.avsnitt]


def numrera(del_: Del, rader: "Iterable[Monsterrad]") -> dict[int, int]:
    """The patterns' numbers by their id: kind by kind, dimension by dimension, in their order."""
    plats = {
        (avsnitt.slag, d.nyckel): (n, m)
        for n, avsnitt in enumerate(del_.avsnitt)
        for m, d in enumerate(avsnitt.dimensioner)
    }
    i_ordning = sorted(rader, key=lambda r: plats[r.monster.slag, r.monster.dimension])
    return {rad.monster.id: n for n, rad in enumerate(i_ordning, start=1)}


def _sektion(guide: Guide, avsnitt: Avsnitt, rader: "Sequence[Monsterrad]", nummer: dict[int, int]) -> Sektion:
    egna = [r for r in rader if r.monster.slag == avsnitt.slag]
    motiveringar: dict[str, list[tuple[int, str]]] = {}
    for rad in sorted(egna, key=lambda r: nummer[r.monster.id]):
        for koppling in rad.kopplingar:
            motiveringar.setdefault(koppling.faktor, []).append((nummer[rad.monster.id], koppling.text))
    return Sektion(
        avsnitt,
        [(d, [_monster(r, nummer) for r in egna if r.monster.dimension == d.nyckel]) for d in avsnitt.dimensioner],
        [(g, [Faktorrad(f, motiveringar.get(f.nyckel, [])) for f in g.faktorer]) for g in guide.faktorgrupper],
    )


def _monster(rad: "Monsterrad", nummer: dict[int, int]) -> Monster:
    m = rad.monster
    mening = m.underlag.get("mening", "")
    return Monster(nummer[m.id], m.text, m.angelagen, "" if mening == m.text else mening)


def sammanfattning(guide: Guide, del_: Del, vem: str, rader: "Sequence[Monsterrad]") -> list[Sammanfattningsrad]:
    """The recap's rows about the class or a pupil, in the order of the sheet."""
    nummer = numrera(del_, rader)
    return [
        Sammanfattningsrad(
            vem,
            nummer[rad.monster.id],
            rad.monster.text,
            rad.monster.slag == "oro",
            rad.monster.angelagen,
            [faktornamn(guide, k.faktor) for k in rad.kopplingar],
            [_steget(steg) for steg in rad.steg],
        )
        for rad in sorted(rader, key=lambda r: nummer[r.monster.id])
    ]


def faktornamn(guide: Guide, nyckel: str) -> str:
    """The factor's name; with its group where two have the same: "Trygghet och ordning (skolans organisering)"."""
    faktor = guide.faktor[nyckel]
    if sum(f.namn == faktor.namn for f in guide.faktor.values()) == 1:
        return faktor.namn
    kort = next(g.kort for g in guide.faktorgrupper if g.nyckel == faktor.grupp)
    return f"{faktor.namn} ({kort[0].lower()}{kort[1:]})"


def _steget(steg: "Steg") -> Steget:
    return Steget(steg.text, steg.ansvarig.namn if steg.ansvarig else "", steg.klart, steg.gjort)
