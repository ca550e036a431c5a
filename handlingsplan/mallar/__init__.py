"""The templates of Modul 2 and Uppgift 5 as data: versioned TOML, read once into frozen dataclasses.

Headings and questions are word for word the material's: Plug Innan (Göteborgsregionen), Modul 2, *Mall för att
genomföra förändringar och följa upp dem*, and *Uppgift 5: Ta fram en handlingsplan …*. The short names and the help are
our own words. Both templates ask for the same fields (``Falt``): what is written under one heading stands under the
other's. A text refers to its field by key, so a plan stays readable when a newer version arrives.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

MAPP = Path(__file__).parent
SENASTE = "mallar-1"
MODUL_2, UPPGIFT_5 = "modul-2", "uppgift-5"


class Agare(StrEnum):
    """What a field is asked of: the plan, a varv, a goal, an insats, or a goal or an insats in one varv."""

    PLAN = "plan"
    VARV = "varv"
    MAL = "mal"
    INSATS = "insats"
    VARV_MAL = "varv_mal"
    VARV_INSATS = "varv_insats"


class Typ(StrEnum):
    """What a part of a step is made of.

    ``TEXT`` and ``INSATSTEXT`` name one field: of the varv or the plan, or of every insats. ``BAKGRUND`` is the
    development area, the date, patterns and factors; ``MAL`` the goals with their signs; ``INSATSER`` the insatser
    under their goals with type and basis; ``ANSVAR`` who is responsible for each and what is expected; ``TIDPLAN`` when
    each begins and is to be done. In a later varv ``FORFLYTTNING``, ``KONKRET`` and ``ANSVARET_GICK`` ask of each goal
    and insats. ``UPPFOLJNING`` is when, who and who are invited, ``INSAMLAT`` the day the figures are to be at hand,
    and ``NARVARO`` the figures of absence.
    """

    TEXT = "text"
    BAKGRUND = "bakgrund"
    MAL = "mal"
    INSATSER = "insatser"
    INSATSTEXT = "insats-text"
    ANSVAR = "ansvar"
    TIDPLAN = "tidplan"
    FORFLYTTNING = "forflyttning"
    KONKRET = "konkret"
    ANSVARET_GICK = "ansvaret-gick"
    UPPFOLJNING = "uppfoljning"
    INSAMLAT = "insamlat"
    NARVARO = "narvaro"


@dataclass(frozen=True)
class Falt:
    """A long text that a plan may hold: what it is asked of, its short name, and help in our own words."""

    nyckel: str
    agare: Agare
    namn: str
    hjalp: str


@dataclass(frozen=True)
class Del:
    """A part of a step: heading and question as they stand in the template, both empty where it has none.

    ``tillagg``: the other template asks for it and this one does not; ``rubrik`` is then our own.
    """

    typ: Typ
    rubrik: str = ""
    fraga: str = ""
    falt: str = ""
    tillagg: bool = False


@dataclass(frozen=True)
class Steg:
    """A step of a template: ``nyckel`` stands in its address, ``kort`` in the line of steps."""

    nyckel: str
    kort: str
    rubrik: str
    delar: tuple[Del, ...]


@dataclass(frozen=True)
class Mall:
    """A template: ``forsta`` are the steps of a plan's first varv, ``senare`` those of every later one.

    ``rubrik_forsta`` and ``rubrik_senare`` head the two parts on paper.
    """

    nyckel: str
    namn: str
    rubrik: str
    kalla: str
    rubrik_forsta: str
    rubrik_senare: str
    bakgrund: str
    forsta: tuple[Steg, ...]
    senare: tuple[Steg, ...]

    def steg(self, *, forsta: bool) -> tuple[Steg, ...]:
        """The steps of a plan's first varv, or of a later one."""
        return self.forsta if forsta else self.senare

    def steget(self, nyckel: str, *, forsta: bool) -> Steg:
        """The step of that key. Raises KeyError."""
        return {s.nyckel: s for s in self.steg(forsta=forsta)}[nyckel]


@dataclass(frozen=True)
class Mallar:
    """One version of both templates, and the fields they ask for by key, in the order of Modul 2."""

    nyckel: str
    falt: dict[str, Falt]
    modul_2: Mall
    uppgift_5: Mall

    def mall(self, nyckel: str) -> Mall:
        """The template of that key. Raises KeyError."""
        return {m.nyckel: m for m in (self.modul_2, self.uppgift_5)}[nyckel]


def _steg(rader: list[dict]) -> tuple[Steg, ...]:
    return tuple(Steg(**rad | {"delar": tuple(_del(d) for d in rad["delar"])}) for rad in rader)


def _del(rad: dict) -> Del:
    return Del(**rad | {"typ": Typ(rad["typ"])})


def _mall(rad: dict) -> Mall:
    forsta = _steg(rad["forsta"])
    senare = _steg(rad["senare"]) if "senare" in rad else forsta
    return Mall(**rad | {"forsta": forsta, "senare": senare})


@cache
def las(nyckel: str = SENASTE) -> Mallar:
    """The templates of this version. Raises KeyError when there is none."""
    mapp = MAPP / nyckel
    if mapp not in MAPP.glob("mallar-*"):
        raise KeyError(nyckel)
    falt = _toml(mapp / "falt.toml")["falt"]
    return Mallar(
        nyckel=nyckel,
        falt={rad["nyckel"]: Falt(**rad | {"agare": Agare(rad["agare"])}) for rad in falt},
        modul_2=_mall(_toml(mapp / "modul-2.toml")),
        uppgift_5=_mall(_toml(mapp / "uppgift-5.toml")),
    )


def _toml(fil: Path) -> dict:
    return tomllib.loads(fil.read_text(encoding="utf-8"))
