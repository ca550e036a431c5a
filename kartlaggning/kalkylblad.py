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

from .instrument import Instrument, Pastaende

if TYPE_CHECKING:
    from .urval import Elevrad, Ruta, Rutor

# The page's three colours: ground and text.
FARGER = {1: ("1B7A3D", "FFFFFF"), 2: ("FFD24D", "1C2733"), 3: ("B3261E", "FFFFFF")}
_LINJE = Side(style="thin", color="8593A0")
_RAM = Border(left=_LINJE, right=_LINJE, top=_LINJE, bottom=_LINJE)
_HUVUD = PatternFill("solid", fgColor="E6EEF6")
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
    blad = bok.active
    blad.title = "Kartläggning"
    kols = kolumner(instrument)
    _skriv_huvud(blad, kols)
    for rad, elev in enumerate(elever, start=2):
        _ruta(blad, rad, 1, ofarlig(elev.namn)).alignment = Alignment(vertical="center")
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
    return cell


def _skriv_huvud(blad: Worksheet, kols: list[Kolumn]) -> None:
    for nummer, rubrik in enumerate(["Namn (elev)", *(k.rubrik for k in kols)], start=1):
        cell = _ruta(blad, 1, nummer, rubrik)
        cell.font, cell.fill = Font(bold=True), _HUVUD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        blad.column_dimensions[get_column_letter(nummer)].width = 26 if nummer == 1 else 19
    blad.row_dimensions[1].height = 122
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
    cell.fill, cell.font = PatternFill("solid", fgColor=grund), Font(color=text, bold=True)


def _sidlayout(blad: Worksheet) -> None:
    """Landscape A4, as wide as the page, heads on every page, page x of y."""
    blad.page_setup.orientation, blad.page_setup.paperSize = "landscape", blad.PAPERSIZE_A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
    blad.print_title_rows = "1:1"
    blad.page_margins.left = blad.page_margins.right = 0.4
    blad.oddFooter.left.text = "Plug Innan, Göteborgsregionen"
    blad.oddFooter.right.text = "Sida &P av &N"


def _forklaring(blad: Worksheet, instrument: Instrument, uppgifter: Iterable[tuple[str, str]]) -> None:
    """What the signs mean, and what this is: class, date, who took it out and when."""
    blad.append(["Tecken", "Betyder"])
    for f in instrument.farger:
        rad = blad.max_row + 1
        _mala(_ruta(blad, rad, 1, f"{f.symbol} {f.namn}"), f.varde)
        _ruta(blad, rad, 2, f.betydelse)
    for tecken, betyder in [(UNDERSOK, "Behöver undersökas"), ("(tom)", "Ej bedömd")]:
        blad.append([tecken, betyder])
    blad.append([])
    for etikett, varde in uppgifter:
        rad = blad.max_row + 1
        blad.cell(rad, 1, etikett)
        _ruta(blad, rad, 2, ofarlig(varde)).border = Border()
    blad["A1"].font = blad["B1"].font = Font(bold=True)
    _tva_kolumner(blad)


def _noteringar(blad: Worksheet, noteringar: Iterable[tuple[str, str]]) -> None:
    for rad, (fraga, text) in enumerate(noteringar, start=1):
        _ruta(blad, rad, 1, fraga).font = Font(bold=True)
        _ruta(blad, rad, 2, ofarlig(text))
    _tva_kolumner(blad)


def _tva_kolumner(blad: Worksheet) -> None:
    blad.column_dimensions["A"].width, blad.column_dimensions["B"].width = 34, 90
    for rad in blad.iter_rows():
        for cell in rad:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    blad.page_setup.orientation, blad.page_setup.paperSize = "landscape", blad.PAPERSIZE_A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
