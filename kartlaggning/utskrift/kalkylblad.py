"""The filled class form as a workbook: coloured cells with symbols, subjects beside, an explanation on its own sheet.

One row of heads over one row a pupil, nothing merged, so that it can be sorted, filtered and read in again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from skolanknytning.export import ofarlig

from ..instrument import Instrument, Pastaende

if TYPE_CHECKING:
    from ..urval import Elevrad, Ruta, Rutor

# The page's three colours: ground and text.
FARGER = {1: ("1B7A3D", "FFFFFF"), 2: ("FFD24D", "1C2733"), 3: ("B3261E", "FFFFFF")}
_LINJE = Side(style="thin", color="8593A0")
_RAM = Border(left=_LINJE, right=_LINJE, top=_LINJE, bottom=_LINJE)
_HUVUD = PatternFill("solid", fgColor="E6EEF6")
_TYPSNITT = "Calibri"
_RADHOJD = 15  # points, of one line of text
UNDERSOK = "?"


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column of the sheet: a statement's colours, or the subjects that go with it."""

    rubrik: str
    pastaende: Pastaende
    amnen: bool = False


def kolumner(instrument: Instrument) -> list[Kolumn]:
    """The columns after the name: every statement, and beside it the subjects where the form asks for them."""
    ut = []
    for d in instrument.dimensioner:
        for p in d.pastaenden:
            ut.append(Kolumn(f"{d.namn}\n{p.nummer}. {p.text}", p))
            if p.amnen:
                ut.append(Kolumn(p.amnen, p, amnen=True))
    return ut


def arbetsbok(
    instrument: Instrument,
    elever: "Iterable[Elevrad]",
    rutor: "Rutor",
    *,
    uppgifter: Iterable[tuple[str, str]],
    noteringar: Iterable[tuple[str, str]],
) -> Workbook:
    """The workbook. ``uppgifter`` (label, value) say what it is, ``noteringar`` are (question, text)."""
    bok = Workbook()
    bok.properties.creator, bok.properties.title = "Skolanknytning", instrument.rubrik
    blad = bok.active
    blad.title = "Kartläggning"
    kols = kolumner(instrument)
    _skriv_huvud(blad, kols)
    for rad, elev in enumerate(elever, start=2):
        _ruta(blad, rad, 1, ofarlig(elev.namn)).alignment = Alignment(wrap_text=True, vertical="center")
        for kolumn, k in enumerate(kols, start=2):
            _skriv_ruta(blad, rad, kolumn, k, rutor.get((elev.id, k.pastaende.nyckel)), instrument)
    _sidlayout(blad)
    _forklaring(bok.create_sheet("Förklaring"), instrument, uppgifter)
    _noteringar(bok.create_sheet("Noteringar"), noteringar)
    return bok


def _ruta(blad: Worksheet, rad: int, kolumn: int, text: str):
    """A framed cell that holds text, whatever the text looks like."""
    cell = blad.cell(rad, kolumn)
    cell.value, cell.data_type, cell.border = text or None, "s" if text else "n", _RAM
    cell.font = Font(name=_TYPSNITT)
    return cell


def _skriv_huvud(blad: Worksheet, kols: list[Kolumn]) -> None:
    for nummer, rubrik in enumerate(["Namn (elev)", *(k.rubrik for k in kols)], start=1):
        cell = _ruta(blad, 1, nummer, rubrik)
        cell.font, cell.fill = Font(name=_TYPSNITT, bold=True), _HUVUD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        blad.column_dimensions[get_column_letter(nummer)].width = 28 if nummer == 1 else 18
    blad.row_dimensions[1].height = 9 * _RADHOJD
    blad.freeze_panes = "B2"


def _skriv_ruta(blad: Worksheet, rad: int, kolumn: int, k: Kolumn, ruta: "Ruta | None", instrument: Instrument) -> None:
    if k.amnen:
        _ruta(blad, rad, kolumn, ofarlig(", ".join(ruta.amnen)) if ruta else "")
        return
    cell = _ruta(blad, rad, kolumn, _ruttext(ruta, instrument))
    cell.alignment = Alignment(horizontal="center", vertical="center")
    if ruta and ruta.farg:
        _mala(cell, ruta.farg)


def _ruttext(ruta: "Ruta | None", instrument: Instrument) -> str:
    """Symbol and word: "✕ Rött"; a question mark where it is to be looked into; nothing where nobody has judged."""
    if ruta is None:
        return ""
    farg = instrument.farg.get(ruta.farg)
    delar = [f"{farg.symbol} {farg.namn}" if farg else "", UNDERSOK if ruta.undersok else ""]
    return " ".join(filter(None, delar))


def _mala(cell, farg: int) -> None:
    grund, text = FARGER[farg]
    cell.fill, cell.font = PatternFill("solid", fgColor=grund), Font(name=_TYPSNITT, color=text, bold=True)


def _sidlayout(blad: Worksheet) -> None:
    """Landscape A4, as wide as the page, heads on every page, page x of y."""
    _liggande(blad)
    blad.print_title_rows = "1:1"
    blad.page_margins.left = blad.page_margins.right = 0.4
    blad.oddFooter.left.text = "Plug Innan, Göteborgsregionen"
    blad.oddFooter.right.text = "Sida &P av &N"


def _liggande(blad: Worksheet) -> None:
    blad.page_setup.orientation, blad.page_setup.paperSize = "landscape", blad.PAPERSIZE_A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True


def _forklaring(blad: Worksheet, instrument: Instrument, uppgifter: Iterable[tuple[str, str]]) -> None:
    """What the signs mean, and what this is: class, date, who took it out and when."""
    rader = [(f"{f.symbol} {f.namn}", f.betydelse, f.varde) for f in instrument.farger]
    rader += [(UNDERSOK, "Behöver undersökas", 0), ("(tom)", "Ej bedömd", 0)]
    rader += [(etikett, ofarlig(varde), 0) for etikett, varde in uppgifter]
    for nummer, (etikett, varde, farg) in enumerate([("Tecken", "Betyder", 0), *rader], start=1):
        _textrad(blad, nummer, etikett, varde)
        if farg:
            _mala(blad.cell(nummer, 1), farg)
    _textblad(blad)


def _noteringar(blad: Worksheet, noteringar: Iterable[tuple[str, str]]) -> None:
    """Each question beside its text, a row a paragraph: a row can only be so high."""
    rader = []
    for fraga, text in noteringar:
        stycken = [stycke for stycke in text.split("\n") if stycke.strip()] or [""]
        rader += [(fraga if plats == 0 else "", stycke) for plats, stycke in enumerate(stycken)]
    for nummer, (fraga, stycke) in enumerate(rader, start=1):
        _textrad(blad, nummer, fraga, ofarlig(stycke))
    _textblad(blad)


def _textrad(blad: Worksheet, rad: int, etikett: str, text: str) -> None:
    """A label and its text, high enough for both."""
    _ruta(blad, rad, 1, etikett).font = Font(name=_TYPSNITT, bold=True)
    _ruta(blad, rad, 2, text)
    for kolumn in (1, 2):
        blad.cell(rad, kolumn).alignment = Alignment(wrap_text=True, vertical="top")
    rader = max(_antal_rader(etikett, 38), _antal_rader(text, 85))
    blad.row_dimensions[rad].height = min(409, _RADHOJD * rader + 3)


def _antal_rader(text: str, bredd: int) -> int:
    """How many lines a text takes in a column that holds ``bredd`` characters."""
    return sum(1 + len(stycke) // bredd for stycke in (text or " ").split("\n"))


def _textblad(blad: Worksheet) -> None:
    blad.column_dimensions["A"].width, blad.column_dimensions["B"].width = 44, 95
    _liggande(blad)
