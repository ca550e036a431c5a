"""The conversation guide as data: versioned TOML, read once into frozen dataclasses.

Headings, questions and factor names are word for word Plug Innan's (Göteborgsregionen), Modul 1, *Samtalsguide för
konstruktiv dialog och analys*; the help is our own words. A row refers to a dimension, a question or a factor by its
key, so an analysis stays readable when a newer version of the guide arrives.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

MAPP = Path(__file__).parent
SENASTE = "guide-1"


@dataclass(frozen=True)
class Faktor:
    """What may lie behind a pattern, where a change may have to be made."""

    nyckel: str
    namn: str
    hjalp: str
    grupp: str


@dataclass(frozen=True)
class Faktorgrupp:
    """One of the material's two levels of factors; ``kort`` is its name in a table's head."""

    nyckel: str
    namn: str
    kort: str
    ledtext: str
    faktorer: tuple[Faktor, ...]


@dataclass(frozen=True)
class Dimension:
    """A dimension's row in the guide, with the question as it is asked there. The keys are the instruments'."""

    nyckel: str
    namn: str
    fraga: str
    hjalp: str


@dataclass(frozen=True)
class Avsnitt:
    """Patterns of one kind (``slag``: oro or styrka), dimension by dimension, and then their factors."""

    slag: str
    kort: str
    fraga: str
    faktorfraga: str
    dimensioner: tuple[Dimension, ...]

    def dimension(self, nyckel: str) -> Dimension:
        """The row of that dimension. Raises KeyError."""
        return {d.nyckel: d for d in self.dimensioner}[nyckel]


@dataclass(frozen=True)
class Fraga:
    """A question that is answered with a text of its own."""

    nyckel: str
    fraga: str
    hjalp: str


@dataclass(frozen=True)
class Del:
    """The guide for one level: the class, or one pupil. ``mall`` heads the blank form; ``fragor`` are of a pupil."""

    rubrik: str
    mall: str
    underlag: str
    monsterrubrik: str
    avsnitt: tuple[Avsnitt, ...]
    fragerubrik: str = ""
    fragor: tuple[Fraga, ...] = ()

    def avsnittet(self, slag: str) -> Avsnitt:
        """The part for patterns of that kind. Raises KeyError."""
        return {a.slag: a for a in self.avsnitt}[slag]

    def fraga(self, nyckel: str) -> Fraga:
        """The question of that key. Raises KeyError."""
        return {f.nyckel: f for f in self.fragor}[nyckel]


@dataclass(frozen=True)
class Guide:
    """The whole guide: first the class, then one pupil, with the same factors.

    ``faktorrubrik`` and ``fotnot`` stand by each list of factors and each table on paper.
    """

    nyckel: str
    rubrik: str
    kalla: str
    faktorrubrik: str
    fotnot: str
    faktorgrupper: tuple[Faktorgrupp, ...]
    grupp: Del
    individ: Del

    @cached_property
    def faktor(self) -> dict[str, Faktor]:
        """Factors by key, in the guide's order."""
        return {f.nyckel: f for grupp in self.faktorgrupper for f in grupp.faktorer}


def _faktorgrupp(rad: dict) -> Faktorgrupp:
    faktorer = tuple(Faktor(grupp=rad["nyckel"], **f) for f in rad["faktorer"])
    return Faktorgrupp(**rad | {"faktorer": faktorer})


def _avsnitt(rad: dict) -> Avsnitt:
    return Avsnitt(**rad | {"dimensioner": tuple(Dimension(**d) for d in rad["dimensioner"])})


def _del(rad: dict) -> Del:
    fragor = tuple(Fraga(**f) for f in rad.get("fragor", ()))
    return Del(**rad | {"avsnitt": tuple(_avsnitt(a) for a in rad["avsnitt"]), "fragor": fragor})


@cache
def las(nyckel: str = SENASTE) -> Guide:
    """The guide with this key and version. Raises KeyError when there is none."""
    fil = MAPP / f"{nyckel}.toml"
    if fil not in MAPP.glob("*.toml"):
        raise KeyError(nyckel)
    data = tomllib.loads(fil.read_text(encoding="utf-8"))
    return Guide(
        nyckel=data["nyckel"],
        rubrik=data["rubrik"],
        kalla=data["kalla"],
        faktorrubrik=data["faktorrubrik"],
        fotnot=data["fotnot"],
        faktorgrupper=tuple(_faktorgrupp(g) for g in data["faktorgrupper"]),
        grupp=_del(data["grupp"]),
        individ=_del(data["individ"]),
    )
