"""XLSX → sheets of text. Values come as the file stores them; a formula is named, its stored result never used."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import product

from openpyxl.utils import get_column_letter

from skolanknytning.arbetsbok import ArbetsbokError, Granser, Hinder, celltext, dolda_rader, oppnad, sammanfogade

from .klasslista_typer import MAX_KOLUMNER, MAX_LASTA, MAX_RADER, MAX_TAGGAR, Blad, KlasslistaError

GRANSER = Granser(taggar=MAX_TAGGAR, rader=MAX_RADER, kolumner=MAX_KOLUMNER)
# Columns looked at, to notice that there are too many; and rows, past which even empty ones are not followed.
SEDDA_KOLUMNER, SEDDA_RADER = 3 * MAX_KOLUMNER, 4 * MAX_RADER

NEJ = {
    Hinder.INTE_ARBETSBOK: "Filen går inte att läsa som en Excel-fil. Öppna den i Excel, välj Spara som och typen "
    "Excel-arbetsbok (.xlsx), och läs in den nya filen.",
    Hinder.FOR_STOR: "Filen innehåller mycket mer än en klasslista (högst 5 000 rader och 60 kolumner). Kopiera bara "
    "elevernas rader till en ny arbetsbok, spara den som .xlsx och läs in den.",
    Hinder.ENTITETER: "Filen innehåller XML-entiteter, som en klasslista aldrig behöver, och har inte öppnats. Kopiera "
    "elevernas rader till en ny arbetsbok och läs in den.",
    Hinder.LOSENORD: "Filen är skyddad med lösenord och går inte att läsa. Öppna den i Excel, välj Arkiv, Info, Skydda "
    "arbetsbok, ta bort lösenordet, spara och läs in den igen.",
    Hinder.ODS: "Filen är sparad i LibreOffices format (.ods). Välj Spara som och typen Excel (.xlsx), och läs "
    "in den filen.",
    Hinder.XLS: "Filen är sparad i Excels äldre format (.xls). Öppna den i Excel, välj Spara som och typen "
    "Excel-arbetsbok (.xlsx), och läs in den nya filen.",
}


def blad_ur(data: bytes) -> list[Blad]:
    """The visible sheets of a workbook, in order. KlasslistaError when it is not one, or holds too much."""
    try:
        return bladen(data)
    except ArbetsbokError as fel:
        raise KlasslistaError(NEJ[fel.hinder]) from fel


def _text(cell) -> str:
    return celltext(cell.value)


def bladen(data: bytes, text: Callable = _text) -> list[Blad]:
    """``blad_ur`` for any small table: ``text`` says how a cell is read. Raises ArbetsbokError."""
    with oppnad(data, GRANSER) as (lasare, delar):
        ut, kvar = [], MAX_LASTA
        for blad in lasare.wb.worksheets:
            if blad.sheet_state == "visible":
                ut.append(_blad(blad, delar, kvar, text))
                kvar -= len(ut[-1].rader)
        return ut


def _blad(blad, delar: dict[str, bytes], hogst: int, text: Callable) -> Blad:
    """One sheet. Reading stops as soon as it is clear that there is too much: more than ``hogst`` filled rows."""
    rader: list[tuple[int, list[str]]] = []
    hinder: dict[tuple[int, int], str] = {}
    tom = None
    blad.reset_dimensions()
    for nummer, celler in enumerate(blad.iter_rows(max_row=SEDDA_RADER, max_col=SEDDA_KOLUMNER), start=1):
        if celler is tom:  # openpyxl gives every row that is not in the file as one and the same
            continue
        texter = [text(cell) for cell in celler]
        while texter and not texter[-1]:
            texter.pop()
        if not texter:
            tom = celler
            continue
        if len(rader) >= hogst or len(texter) > MAX_KOLUMNER:
            raise ArbetsbokError(Hinder.FOR_STOR)
        rader.append((nummer, texter))
        hinder |= {(nummer, i): h for i, cell in enumerate(celler) if (h := _cellhinder(cell, nummer, i))}
    xml = delar.get(blad._worksheet_path, b"")
    for omrade, raderna, kolumnerna in sammanfogade(xml, GRANSER):
        fel = f"Cellerna {omrade} är sammanfogade. Dela upp dem (Excel: Sammanfoga, Dela upp celler)"
        for plats in product(raderna, kolumnerna):
            hinder.setdefault(plats, fel)
    return Blad(blad.title, rader, hinder, frozenset(dolda_rader(xml)))


def _cellhinder(cell, rad: int, kolumn: int) -> str:
    """Why a cell cannot be read as it stands, or nothing."""
    plats = f"{get_column_letter(kolumn + 1)}{rad}"
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return f"Cell {plats} innehåller en formel. Kopiera kolumnen och klistra in den som värden"
    if cell.data_type == "e":
        return f"Cell {plats} innehåller ett fel ({celltext(cell.value)[:12]}). Skriv in värdet"
    if isinstance(cell.value, (date, datetime, time, timedelta)):
        return f"Cell {plats} är ett datum eller en tid. Formatera cellen som text och skriv in värdet igen"
    return ""
