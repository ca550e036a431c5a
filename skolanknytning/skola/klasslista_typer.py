"""The values that pass between the steps of reading a class list, and the limits of what is read.

A file is read in three steps, each a pure module:

1. ``klasslista_arbetsbok`` / ``klasslista_text``: bytes → sheets of text (``Blad``);
2. ``klasslista_kolumner``: the words of the heading row → what each column holds;
3. ``klasslista``: rows of pupils and the problems with them (``Klasslista``).

What to do with the rows is for ``klasslista_jamforelse``.
"""

from dataclasses import dataclass, field

MAX_TAGGAR = 1_500_000  # of all parts: 5,000 rows of 60 cells and their texts
MAX_RADER = 5000
MAX_LASTA = MAX_RADER + 20  # with titles and a heading above the pupils
MAX_KOLUMNER = 60
MAX_CELLTEXT = 500
MAX_NAMN = 80
MAX_KLASS = 40
MAX_ELEV_ID = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader of the preview has to know: where, and a sentence that says what to do.

    ``rad`` is the row's number in the file (from 1), None for the whole file; ``kolumn`` is its heading.
    """

    text: str
    rad: int | None = None
    kolumn: str = ""


class KlasslistaError(ValueError):
    """The whole file is refused; nothing of it is read in. ``problem`` says why."""

    def __init__(self, *problem: Problem | str):
        self.problem = tuple(p if isinstance(p, Problem) else Problem(p) for p in problem)
        super().__init__(" ".join(p.text for p in self.problem))


@dataclass(frozen=True, slots=True)
class Blad:
    """A sheet as text. ``rader``: (row number, cells) of the rows that hold something.

    ``hinder`` says, by (row number, column index from 0), why a cell cannot be trusted: a formula, a merged
    cell, a date that Excel has made of something else. ``dolda``: the numbers of rows that Excel does not show.
    """

    namn: str
    rader: list[tuple[int, list[str]]]
    hinder: dict[tuple[int, int], str] = field(default_factory=dict)
    dolda: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rad:
    """A pupil as the file says. Before a row is stored, a protected pupil's name is taken out of it."""

    rad: int
    fornamn: str
    efternamn: str = ""
    klass: str = ""
    elev_id: str = ""
    arskurs: int | None = None
    skyddad: bool = False
    elev_kod: str = ""

    @property
    def namn(self) -> str:
        """First and last name in one."""
        return f"{self.fornamn} {self.efternamn}".strip()


@dataclass(frozen=True, slots=True)
class Klasslista:
    """What a file held: pupils, problems row by row, and the headings that were not read."""

    rader: tuple[Rad, ...]
    problem: tuple[Problem, ...] = ()
    upplysningar: tuple[str, ...] = ()
    laste_kolumner: tuple[str, ...] = ()
    ignorerade: tuple[str, ...] = ()
    grupper: bool = False
