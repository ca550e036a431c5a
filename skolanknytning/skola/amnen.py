"""Subjects: the compulsory school's codes, or the list a school has made of its own."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Amne:
    """A subject. ``alla``: every pupil takes it, so the class is its denominator."""

    kod: str
    namn: str
    alla: bool


@dataclass(frozen=True)
class Amneslista:
    """A school's subjects by code, blocks of subjects (NO, SO) and other spellings of the codes."""

    amnen: dict[str, Amne]
    block: dict[str, tuple[str, ...]]
    alias: dict[str, str]

    def kod(self, text: str) -> str | None:
        """The code meant by ``text`` (a code or another spelling of it, in any case), or None."""
        stor = text.strip().upper()
        stor = self.alias.get(stor, stor)
        return stor if stor in self.amnen else None


@cache
def grundskolan() -> Amneslista:
    """The list that comes with the program."""
    data = tomllib.loads((Path(__file__).parent / "amnen.toml").read_text(encoding="utf-8"))
    return Amneslista(
        amnen={kod: Amne(kod, **rad) for kod, rad in data["amnen"].items()},
        block={namn: tuple(koder) for namn, koder in data["block"].items()},
        alias=data["alias"],
    )


@cache
def tolka(text: str) -> Amneslista:
    """A school's own list, one subject a line: code, space, name. Which pupils take them is not known (``alla``
    false).

    Raises ValueError naming the line that is not a code and a name.
    """
    amnen: dict[str, Amne] = {}
    for nummer, rad in enumerate(text.splitlines(), start=1):
        if not rad.strip():
            continue
        kod, _, namn = rad.strip().partition(" ")
        kod, namn = kod.upper(), namn.strip()
        if not namn or len(kod) > 8 or not kod.isalnum() or kod in amnen:
            raise ValueError(f"Rad {nummer}: skriv en kod (högst 8 tecken, en gång), mellanslag och ämnets namn.")
        amnen[kod] = Amne(kod, namn, alla=False)
    return Amneslista(amnen=amnen, block={}, alias={})


def for_skola(skola) -> Amneslista:
    """The subjects of a school: its own list, or the compulsory school's."""
    return tolka(skola.egna_amnen) if skola.egna_amnen.strip() else grundskolan()
