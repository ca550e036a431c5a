"""A draft: a sentence that the colours bear out, for a meeting to take, change or leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from kartlaggning.instrument import Pastaende
from kartlaggning.tal.forandring import Forandring
from kartlaggning.tal.fordelning import Amnesantal, Blockantal, Fordelning

ORO, STYRKA = "oro", "styrka"
# As many drafts as are read and talked of before the next question; the rest are folded away.
FORST = 4


@dataclass(frozen=True, slots=True)
class Utkast:
    """A proposal to look at, never a finding. ``slag`` is oro or styrka, ``pastaenden`` the keys it rests on.

    ``nyckel`` is the same each time the same thing is proposed, at most 60 characters: what is dismissed stays away.
    ``underlag`` is what it was computed from, as it was that day, in JSON's own types.
    """

    nyckel: str
    slag: str
    dimension: str
    mening: str
    pastaenden: tuple[str, ...]
    underlag: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lista:
    """The drafts of one question: those that are shown first, and the rest."""

    forst: tuple[Utkast, ...]
    fler: tuple[Utkast, ...]


def lista(utkasten: Iterable[Utkast], dimension: str, slag: str) -> Lista:
    """The drafts of that dimension and kind, in the order they come.

    Four first: what forty minutes have time for, over four dimensions of both kinds and some pupils after that.
    """
    dessa = tuple(u for u in utkasten if u.dimension == dimension and u.slag == slag)
    return Lista(dessa[:FORST], dessa[FORST:])


# --- What is asked of a class's summary (``kartlaggning.klassen.sammanstallning``), which reaches tables -------------


class Amnesrad(Protocol):
    """The subjects of a statement, counted in the yellow and red squares; ``utan``: squares that name none."""

    pastaende: Pastaende
    amnen: Sequence[Amnesantal]
    block: Sequence[Blockantal]
    utan: int


class Pastaenderad(Protocol):
    """A statement of the summary: its colours, and the change (None: nothing to compare with)."""

    pastaende: Pastaende
    fordelning: Fordelning
    forandring: Forandring | None


class Sammanstallning(Protocol):
    """The summary; ``forra`` is the day of the round compared with."""

    rader: Sequence[Pastaenderad]
    amnen: Sequence[Amnesrad]
    forra: date | None
