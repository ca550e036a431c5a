"""The material's forms as data: versioned TOML, read once into frozen dataclasses.

Statements, questions and headings are word for word Plug Innan's (Göteborgsregionen); the *lathund* is our own words.
A row refers to an item by its key, so an answer stays readable when a newer version of the form arrives.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

MAPP = Path(__file__).parent
# The colour value of a statement that does not concern the pupil: judged, and neither good nor bad.
EJ_AKTUELLT = 4


@dataclass(frozen=True)
class Fargval:
    """A colour's word, its meaning in the material, and the symbol that survives a black-and-white copier."""

    varde: int
    nyckel: str
    namn: str
    betydelse: str
    symbol: str


@dataclass(frozen=True)
class Pastaende:
    """One statement. ``amnen`` is the follow-up question on subjects, or empty where the form asks for none.

    ``om_skolan``: it rates the school, and is never counted as the pupil's. ``ej_aktuellt``: it may be answered so.
    """

    nyckel: str
    nummer: int
    text: str
    kort: str
    lathund: str
    dimension: str
    amnen: str = ""
    om_skolan: bool = False
    ej_aktuellt: bool = False

    def tar_farg(self, farg: int) -> bool:
        """Whether the statement can be given this colour value; *ej aktuellt* is not for all."""
        return farg != EJ_AKTUELLT or self.ej_aktuellt


@dataclass(frozen=True)
class Dimension:
    """One of the four dimensions of skolanknytning, with its question and statements."""

    nyckel: str
    namn: str
    fraga: str
    pastaenden: tuple[Pastaende, ...]


@dataclass(frozen=True)
class Anteckningsfraga:
    """A question that asks for text. It may stand by a statement (``efter``) or a ``dimension``, both keys."""

    nyckel: str
    fraga: str
    efter: str = ""
    dimension: str = ""


@dataclass(frozen=True)
class Instrument:
    """A whole form of the material."""

    nyckel: str
    niva: str
    rubrik: str
    kalla: str
    farger: tuple[Fargval, ...]
    dimensioner: tuple[Dimension, ...]
    anteckningar: tuple[Anteckningsfraga, ...]

    @cached_property
    def pastaenden(self) -> tuple[Pastaende, ...]:
        """All statements in the form's order."""
        return tuple(p for d in self.dimensioner for p in d.pastaenden)

    @cached_property
    def per_nyckel(self) -> dict[str, Pastaende]:
        """Statements by key."""
        return {p.nyckel: p for p in self.pastaenden}

    @cached_property
    def amnesfragor(self) -> frozenset[str]:
        """Keys of the statements that ask for subjects."""
        return frozenset(p.nyckel for p in self.pastaenden if p.amnen)

    @cached_property
    def farg(self) -> dict[int, Fargval]:
        """Colours by value."""
        return {f.varde: f for f in self.farger}

    def anteckning(self, nyckel: str) -> Anteckningsfraga:
        """The note question of that key. Raises KeyError."""
        for fraga in self.anteckningar:
            if fraga.nyckel == nyckel:
                return fraga
        raise KeyError(nyckel)


def _dimension(rad: dict) -> Dimension:
    pastaenden = tuple(Pastaende(dimension=rad["nyckel"], **p) for p in rad["pastaenden"])
    return Dimension(rad["nyckel"], rad["namn"], rad["fraga"], pastaenden)


def _farg(nummer: int, rad: dict) -> Fargval:
    return Fargval(nummer, rad["farg"], rad["namn"], rad["betydelse"], rad["symbol"])


@cache
def las(nyckel: str) -> Instrument:
    """The instrument with this key and version, for instance ``grupp-1``. Raises KeyError when there is none."""
    fil = MAPP / f"{nyckel}.toml"
    if fil not in MAPP.glob("*.toml"):
        raise KeyError(nyckel)
    data = tomllib.loads(fil.read_text(encoding="utf-8"))
    return Instrument(
        nyckel=data["nyckel"],
        niva=data["niva"],
        rubrik=data["rubrik"],
        kalla=data["kalla"],
        farger=tuple(_farg(i, f) for i, f in enumerate(data["farger"], start=1)),
        dimensioner=tuple(_dimension(d) for d in data["dimensioner"]),
        anteckningar=tuple(Anteckningsfraga(**a) for a in data["anteckningar"]),
    )


SENASTE_GRUPP = "grupp-1"
SENASTE_INDIVID = "individ-1"
