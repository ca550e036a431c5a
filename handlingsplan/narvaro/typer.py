"""The values of absence: a period with its rows, and what a file gave."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kartlaggning.resa import dag, dag_och_ar
from skolanknytning.skola.klasslista_typer import Problem

ALLA_AMNEN = "Alla ämnen"


@dataclass(frozen=True, slots=True)
class Rad:
    """Absence in a subject (``amne``: its code, "" for all together), in per cent of the time in the timetable."""

    amne: str
    namn: str
    giltig: Decimal
    ogiltig: Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """The absence from a day to a day, both included; ``version`` is what a change of it is made upon."""

    kod: str
    fran: date
    till: date
    version: int
    rader: tuple[Rad, ...]

    @property
    def text(self) -> str:
        """The period as people say it: "18 augusti – 17 oktober 2026"."""
        fran = dag(self.fran) if self.fran.year == self.till.year else dag_och_ar(self.fran)
        return f"{fran} – {dag_och_ar(self.till)}"

    def rad(self, amne: str) -> Rad | None:
        """The row of a subject, or None when the period has none."""
        return next((rad for rad in self.rader if rad.amne == amne), None)


@dataclass(frozen=True, slots=True)
class Lasta:
    """What a file held: rows by subject's code, and what whoever sent it should know."""

    tal: dict[str, tuple[Decimal, Decimal]]
    upplysningar: tuple[str, ...] = ()


class NarvaroError(ValueError):
    """The whole file is refused, and nothing is changed; ``problem`` says why, and what to do."""

    def __init__(self, *problem: Problem | str):
        self.problem = tuple(p if isinstance(p, Problem) else Problem(p) for p in problem)
        super().__init__(" ".join(p.text for p in self.problem))
