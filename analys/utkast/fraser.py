"""What a draft says of a statement, by the colour: data in ``analys/guide/fraser.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kartlaggning.instrument import Pastaende
from kartlaggning.tal.fordelning import GRON, GUL, ROD

FIL = Path(__file__).parent.parent / "guide" / "fraser.toml"


@dataclass(frozen=True, slots=True)
class Fras:
    """The phrases of a statement. ``pa`` stands after "på", the others after a subject.

    ``gult_eller_rott`` is empty where the class form does not ask the statement.
    """

    pa: str
    gront: str
    gult: str
    rott: str
    gult_eller_rott: str = ""

    def for_farg(self, farg: int) -> str:
        """The phrase of that colour. Raises KeyError for a value that is not one of the three."""
        return {GRON: self.gront, GUL: self.gult, ROD: self.rott}[farg]


@cache
def _alla() -> dict[str, Fras]:
    return {nyckel: Fras(**rad) for nyckel, rad in tomllib.loads(FIL.read_text(encoding="utf-8")).items()}


def fras(pastaende: str) -> Fras:
    """The phrases of the statement with this key. Raises KeyError."""
    return _alla()[pastaende]


def om_eleven(pastaende: Pastaende, farg: int) -> str:
    """A colour as a clause about the pupil, or about the school where that is what the statement rates."""
    return f"{vem(pastaende)} {fras(pastaende.nyckel).for_farg(farg)}"


def vem(pastaende: Pastaende) -> str:
    """Whom a statement of the individual form is about."""
    return "Skolan" if pastaende.om_skolan else "Eleven"
