"""A copy of a plan as plain values, and as the JSON that is stored."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stycke:
    """A piece of text under a heading. ``nyckel`` is its place in the plan, the same from copy to copy."""

    nyckel: str
    rubrik: str
    text: str


@dataclass(frozen=True, slots=True)
class Avskriften:
    """A plan as it stood in one varv (``nummer``, begun on ``datum``); no piece of it is empty.

    ``varv`` is the varv's code, which the keys of what belongs to the varv begin with.
    """

    omrade: str
    nummer: int
    datum: date
    stycken: tuple[Stycke, ...]
    varv: str = ""

    def text(self, nyckel: str) -> str:
        """What stands at a place, empty where nothing does."""
        return next((s.text for s in self.stycken if s.nyckel == nyckel), "")

    def som_json(self) -> dict:
        """The copy as it is stored."""
        return {
            "omrade": self.omrade,
            "nummer": self.nummer,
            "datum": self.datum.isoformat(),
            "varv": self.varv,
            "stycken": [asdict(stycke) for stycke in self.stycken],
        }


def ur_json(sparat: dict) -> Avskriften:
    """A stored copy. Raises KeyError, TypeError or ValueError for what is not one."""
    return Avskriften(
        omrade=sparat["omrade"],
        nummer=sparat["nummer"],
        datum=date.fromisoformat(sparat["datum"]),
        stycken=tuple(Stycke(**stycke) for stycke in sparat["stycken"]),
        varv=sparat.get("varv", ""),
    )
