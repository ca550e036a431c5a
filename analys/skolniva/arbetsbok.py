"""The school's patterns as a workbook: one row of heads over plain rows, to be sorted and filtered. Pure.

Of the same suppressed numbers as the page. A number that is not told is text, so that no sum is made of it unnoticed.
"""

from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kartlaggning.tal.termin import terminsnamn
from skolanknytning.export import ofarlig

from . import sagt
from .skolbild import Skolbild, arskursnamn, rubrik
from .spann import Dolt
from .undertryckning import FOR_FA

FORKLARING = (
    ("färre än 5", "Talet är under fem och visas inte."),
    ("visas inte", "Talet skulle göra att ett annat, som är under fem, gick att räkna ut."),
    ("för få elever", "Färre än fem elever, eller färre än fem bedömda. De är inte med i skolans tal."),
    ("Gult eller rött", "Andelen är av dem som är bedömda på påståendet."),
    ("Ämnen", "Olika elever med gult eller rött där ämnet är angivet, i hela skolan."),
    ("Sedan förra terminen", "Elever som bedömts båda gångerna, i klasser som har en kartläggning en tidigare termin."),
)
_FARGRUBRIKER = ("Bedömda", "Grönt", "Gult", "Rött", "Gult eller rött")


def arbetsbok(bild: Skolbild, amnesnamn: dict[str, str], uppgifter: Iterable[tuple[str, str]]) -> Workbook:
    """The workbook. ``amnesnamn`` are the school's subjects by code, ``uppgifter`` (label, value) say what it is."""
    bok = Workbook()
    bok.properties.creator, bok.properties.title = "Skolanknytning", rubrik(bild)
    _skriv(bok.active, "Årskurser", ("Årskurs", "Dimension", "Påstående", *_FARGRUBRIKER), _arskurser(bild))
    _skriv(bok.create_sheet(), "Terminer", ("Termin", "Dimension", "Påstående", *_FARGRUBRIKER), _terminer(bild))
    rorelse = ("Dimension", "Påstående", "Bättre", "Sämre", "Lika", "Nya", "Borta", "Sammantaget")
    _skriv(bok.create_sheet(), "Sedan förra terminen", rorelse, _rorelser(bild))
    amnen = ("Påstående", "Ämne eller block", "Elever", "Alla i blocket", "Av med gult eller rött")
    _skriv(bok.create_sheet(), "Ämnen", amnen, _amnen(bild, amnesnamn))
    _skriv(bok.create_sheet(), "Förklaring", ("Ord", "Betyder"), [*FORKLARING, *uppgifter])
    return bok


def _arskurser(bild: Skolbild) -> Iterator[tuple]:
    for arskurs in (None, *bild.grupper):
        for dimension, p in _pastaenden(bild):
            visad = bild.tabell.hela[p.nyckel] if arskurs is None else bild.tabell.celler.get((arskurs, p.nyckel))
            yield arskursnamn(arskurs), dimension, p.text, *(visad or FOR_FA)


def _terminer(bild: Skolbild) -> Iterator[tuple]:
    for termin in bild.terminer:
        for dimension, p in _pastaenden(bild):
            yield terminsnamn(termin), dimension, p.text, *bild.tabeller[termin].hela[p.nyckel]


def _rorelser(bild: Skolbild) -> Iterator[tuple]:
    for dimension, p in _pastaenden(bild):
        r = bild.rorelser[p.nyckel]
        tal = (r.battre, r.samre, r.lika, r.nya, r.borta) if r else (None,) * 5
        yield dimension, p.text, *(Dolt.DOLD if n is None else n for n in tal), sagt.om_rorelsen(r)[1]


def _amnen(bild: Skolbild, namn: dict[str, str]) -> Iterator[tuple]:
    for _, p in _pastaenden(bild):
        amnen = bild.amnen.get(p.nyckel)
        if amnen is None:
            continue
        av = bild.tabell.hela[p.nyckel].gul_eller_rod
        for b in amnen.block:
            yield p.text, f"{b.namn} ({', '.join(b.koder)})", b.nagot, Dolt.DOLD if b.alla is None else b.alla, av
        for a in amnen.amnen:
            yield p.text, namn.get(a.kod, a.kod), a.antal, "", av


def _pastaenden(bild: Skolbild):
    for dimension in bild.form.dimensioner:
        for p in dimension.pastaenden:
            yield dimension.namn, p


# --- The sheets ------------------------------------------------------------------------------------------------------


def _skriv(blad: Worksheet, namn: str, rubriker: Sequence[str], rader: Iterable[Sequence]) -> None:
    """A sheet: heads that stay, a filter, columns wide enough for their texts."""
    blad.title = namn
    _rad(blad, 1, rubriker)
    for cell in blad[1]:
        cell.font, cell.fill = Font(name="Calibri", bold=True), PatternFill("solid", fgColor="E6EEF6")
    sista = 1
    for sista, rad in enumerate(rader, start=2):
        _rad(blad, sista, rad)
    for nummer, rubrik_ in enumerate(rubriker, start=1):
        bredd = {"Påstående": 60, "Betyder": 90, "Dimension": 28}.get(rubrik_, max(14, len(rubrik_) + 4))
        blad.column_dimensions[get_column_letter(nummer)].width = bredd
    blad.freeze_panes = "A2"
    blad.auto_filter.ref = f"A1:{get_column_letter(len(rubriker))}{sista}"
    blad.page_setup.orientation, blad.page_setup.paperSize = "landscape", blad.PAPERSIZE_A4
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, 0
    blad.sheet_properties.pageSetUpPr.fitToPage = True
    blad.print_title_rows = "1:1"
    blad.oddFooter.left.text, blad.oddFooter.right.text = "Plug Innan, Göteborgsregionen", "Sida &P av &N"


def _rad(blad: Worksheet, rad: int, varden: Sequence) -> None:
    for kolumn, varde in enumerate(varden, start=1):
        cell = blad.cell(rad, kolumn)
        cell.font, cell.alignment = Font(name="Calibri"), Alignment(wrap_text=True, vertical="top")
        if isinstance(varde, int):
            cell.value = varde
        elif varde:
            cell.value, cell.data_type = ofarlig(str(varde)), "s"
