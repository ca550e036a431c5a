"""What reading in a class list would do: the values a preview is made of.

``Lage`` is what the school has, ``Mal`` where the list goes, ``Plan`` the answer
(``klasslista_jamforelse.jamfor``).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from skolanknytning.svenska import sorteringsnyckel

from .klasslista_typer import Problem, Rad


@dataclass(frozen=True, slots=True)
class Klasslage:
    """A class as it is stored. ``far_andras``: this person may read a list into it."""

    kod: str
    namn: str
    lasar: int
    grupp: bool
    far_andras: bool


@dataclass(frozen=True, slots=True)
class Elevlage:
    """A pupil as stored, with the classes they are in now. ``far_andras``: this person may move and rename
    them.
    """

    kod: str
    namn: str
    elev_id: str
    skyddad: bool
    klasser: tuple[Klasslage, ...]
    far_andras: bool


@dataclass(frozen=True, slots=True)
class Lage:
    """What the school has, as far as the person may see; ``lasar`` is the läsår the list is for."""

    lasar: int
    klasser: tuple[Klasslage, ...]
    elever: tuple[Elevlage, ...]
    upptagna: frozenset[str]
    administrator: bool


@dataclass(frozen=True, slots=True)
class Mal:
    """Where the list goes: ``fast`` is one class (its kod); otherwise ``klassnamn`` is for rows that name
    none.
    """

    klassnamn: str = ""
    fast: str = ""
    grupp: bool = False


@dataclass(frozen=True, slots=True)
class Atgard:
    """What would happen to the pupil of a row. ``elev`` None is a new pupil."""

    rad: Rad
    elev: Elevlage | None
    fran: tuple[Klasslage, ...] = ()
    placeras: bool = True
    nytt_namn: bool = False
    nytt_id: bool = False
    blir_skyddad: bool = False

    @property
    def ny(self) -> bool:
        """A pupil the school does not have."""
        return self.elev is None

    @property
    def flyttad(self) -> bool:
        """A pupil the school has, placed in the class."""
        return self.elev is not None and self.placeras

    @property
    def andrad(self) -> bool:
        """A pupil who stays in the class with another name, elev-id or protection."""
        return not self.ny and not self.placeras and (self.nytt_namn or self.nytt_id or self.blir_skyddad)

    @property
    def namn(self) -> str:
        """What to call the pupil on the page."""
        if self.rad.skyddad and (self.elev is None or not self.elev.skyddad):
            return self.elev.namn if self.elev else "Elev med skyddade personuppgifter"
        return self.elev.namn if self.elev and self.elev.skyddad else self.rad.namn


def ordnade(elever: Iterable) -> tuple:
    """By name as a class stands on every page, the first name first, whatever order the file had."""
    return tuple(sorted(elever, key=lambda e: sorteringsnyckel(e.namn)))


@dataclass(frozen=True, slots=True)
class Klassplan:
    """What would happen to a class, pupil by pupil in the class's order. ``kod`` is empty for one to be made."""

    namn: str
    kod: str
    grupp: bool
    arskurs: int | None
    atgarder: tuple[Atgard, ...]
    saknas: tuple[Elevlage, ...]

    @property
    def nya(self) -> list[Atgard]:
        return [a for a in self.atgarder if a.ny]

    @property
    def flyttade(self) -> list[Atgard]:
        return [a for a in self.atgarder if a.flyttad]

    @property
    def andrade(self) -> list[Atgard]:
        return [a for a in self.atgarder if a.andrad]

    @property
    def oforandrade(self) -> list[Atgard]:
        return [a for a in self.atgarder if not (a.ny or a.flyttad or a.andrad)]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole preview."""

    klasser: tuple[Klassplan, ...]
    problem: tuple[Problem, ...]
    upplysningar: tuple[str, ...]

    @property
    def andrar(self) -> bool:
        """Whether confirming changes anything, apart from what is ticked among the missing."""
        return any(k.nya or k.flyttade or k.andrade for k in self.klasser)

    @property
    def saknas(self) -> bool:
        """Whether any pupil of the classes is not in the file."""
        return any(k.saknas for k in self.klasser)

    def avtryck(self) -> str:
        """A digest of all the plan says: equal as long as neither the file nor the school has changed."""
        return hashlib.sha256(repr((self.klasser, self.problem)).encode()).hexdigest()


def klassnyckel(namn: str) -> str:
    """Names that mean the same class: "7A", "7 a"."""
    return "".join(namn.split()).casefold()


def namnnyckel(namn: str) -> str:
    """Names that are the same name."""
    return " ".join(namn.split()).casefold()
