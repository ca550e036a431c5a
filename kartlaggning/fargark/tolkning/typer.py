"""The values that pass between the steps of reading a coloured workbook, and the limits of what is read."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from ...instrument import Instrument
from .namn import Namnregister
from .ord import Amnesord

MAX_RADER = 400  # of a sheet, with something in them
MAX_KOLUMNER = 80
SEDDA_RADER, SEDDA_KOLUMNER = 5000, 1000  # beyond these nothing is looked at, not even to notice that there is much
MAX_RUBRIK = 160
MAX_NAMN = 80
MAX_ORD = 30  # the longest text that may be a sign or subjects; a longer one is somebody's note and is not kept

Plats = tuple[int, int]


class FargarkError(ValueError):
    """The whole workbook is refused, with a sentence that says what to do; nothing has been read in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person sees it. ``fyllning``: "RRGGBB", or nothing. ``hinder``: why its text cannot be trusted.

    ``villkor``: the fill comes of conditional formatting.
    """

    text: str = ""
    fyllning: str = ""
    hinder: str = ""
    villkor: bool = False


TOM = Cell()


@dataclass(frozen=True, slots=True)
class Ark:
    """A sheet: its cells by (row, column), both from 1, merged ranges filled out.

    ``vriden``: rows and columns have changed places, so that pupils are rows.
    """

    namn: str
    celler: dict[Plats, Cell]
    dolda_rader: frozenset[int] = frozenset()
    dolda_kolumner: frozenset[int] = frozenset()
    anmarkningar: tuple[str, ...] = ()
    vriden: bool = False

    def cell(self, rad: int, kolumn: int) -> Cell:
        """The cell, empty where there is none."""
        return self.celler.get((rad, kolumn), TOM)

    def plats(self, rad: int, kolumn: int) -> str:
        """Where a cell stands in the workbook: "C5"."""
        return cellplats(rad, kolumn, self.vriden)

    def vrid(self) -> "Ark":
        """The sheet with rows as columns."""
        celler = {(k, r): cell for (r, k), cell in self.celler.items()}
        return Ark(self.namn, celler, self.dolda_kolumner, self.dolda_rader, self.anmarkningar, vriden=not self.vriden)


def cellplats(rad: int, kolumn: int, vriden: bool) -> str:
    """Where a cell stands in the workbook, also when rows and columns have changed places: "C5"."""
    rad, kolumn = (kolumn, rad) if vriden else (rad, kolumn)
    return f"{get_column_letter(kolumn)}{rad}"


def radplats(rad: int, vriden: bool) -> str:
    """Where a pupil stands: "rad 5", or "kolumn E" in a sheet with pupils as columns."""
    return f"kolumn {get_column_letter(rad)}" if vriden else f"rad {rad}"


def kolumnplats(kolumn: int, vriden: bool) -> str:
    """Where a statement stands: "D", or "rad 4" in a sheet with pupils as columns."""
    return f"rad {kolumn}" if vriden else get_column_letter(kolumn)


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column of marks. ``forslag``: a statement's key, "amnen:" and the key for its subjects, or nothing.

    ``sakert``: the heading says so beyond doubt; otherwise ``skal`` says what the suggestion rests on.
    ``kryss``: the column is one of a statement's three, and whatever stands in it means this colour (0: it is not).
    """

    nummer: int
    rubrik: str
    forslag: str = ""
    sakert: bool = False
    skal: str = ""
    kryss: int = 0


@dataclass(frozen=True, slots=True)
class Rad:
    """A row that may be a pupil: its number, the name as it stands, and (fill, text) by column number."""

    nummer: int
    namn: str
    celler: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Anmarkning:
    """Something that was not understood, and where: ``rad`` ("rad 5") and ``kolumn`` ("C"), or nothing."""

    text: str
    blad: str = ""
    rad: str = ""
    kolumn: str = ""

    @property
    def var(self) -> str:
        """Where, in words: "Blad1, rad 5, kolumn C"."""
        kolumn = f"kolumn {self.kolumn}" if self.kolumn.isalpha() else self.kolumn
        return ", ".join(filter(None, (self.blad, self.rad, kolumn)))


@dataclass(frozen=True, slots=True)
class Tabell:
    """A sheet that has been understood: what is stored while a person looks at the preview.

    ``forklaring``: colours that the sheet itself explains ("RRGGBB" → 1, 2 or 3). ``ovriga``: headings of columns
    that hold no marks, and are not read. ``vet``: what is good to know.
    """

    blad: str
    vriden: bool
    kolumner: tuple[Kolumn, ...]
    rader: tuple[Rad, ...]
    forklaring: dict[str, int] = field(default_factory=dict)
    ovriga: tuple[str, ...] = ()
    anmarkningar: tuple[Anmarkning, ...] = ()
    vet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sammanhang:
    """What a workbook is read against: the form, the school's words for subjects, the names of the class."""

    instrument: Instrument
    amnen: Amnesord
    namn: Namnregister
