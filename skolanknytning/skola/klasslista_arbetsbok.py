"""XLSX → sheets of text. Everything that could harm is refused before a cell is read.

Only the parts of the workbook that hold cells are handed on to openpyxl; macros, drawings, links and comments
are never opened. Values come as the file stores them; a formula is named, its stored result never used.
"""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import product

import openpyxl
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader, _find_workbook_part, apply_stylesheet
from openpyxl.utils import get_column_letter, range_boundaries

from .klasslista_typer import (
    MAX_BIDEL,
    MAX_BLAD,
    MAX_DELAR,
    MAX_KOLUMNER,
    MAX_LASTA,
    MAX_RADER,
    MAX_SAMMANFOGADE,
    MAX_SAMMANFOGADE_CELLER,
    MAX_TAGGAR,
    MAX_UPPACKAT,
    Blad,
    KlasslistaError,
)

if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml saknas: utan det läses inga arbetsböcker.")

BEHALLS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\d*\.xml|xl/_rels/workbook\d*\.xml\.rels"
    r"|xl/sharedStrings\d*\.xml|xl/styles\d*\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
# The parts that may be large: texts and cells. All else is short in every class list.
STORA = re.compile(r"xl/sharedStrings\d*\.xml|xl/worksheets/[^/]+\.xml", re.IGNORECASE)
SAMMANFOGAD = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
RAD = re.compile(rb"<(?:\w+:)?row(?=[\s/>])[^>]*")
RADNUMMER = re.compile(rb'\sr="(\d{1,7})"')
DOLD = re.compile(rb'\shidden="(?:1|true)"')
MAX_STRANGAR = 60_000
# Columns looked at, to notice that there are too many; and rows, past which even empty ones are not followed.
SEDDA_KOLUMNER, SEDDA_RADER = 3 * MAX_KOLUMNER, 4 * MAX_RADER

INTE_ARBETSBOK = (
    "Filen går inte att läsa som en Excel-fil. Öppna den i Excel, välj Spara som och typen Excel-arbetsbok "
    "(.xlsx), och läs in den nya filen."
)
FOR_STOR = (
    "Filen innehåller mycket mer än en klasslista (högst 5 000 rader och 60 kolumner). Kopiera bara "
    "elevernas rader till en ny arbetsbok, spara den som .xlsx och läs in den."
)
ENTITETER = (
    "Filen innehåller XML-entiteter, som en klasslista aldrig behöver, och har inte öppnats. Kopiera "
    "elevernas rader till en ny arbetsbok och läs in den."
)


def blad_ur(data: bytes) -> list[Blad]:
    """The visible sheets of a workbook, in order. KlasslistaError when it is not one, or holds too much."""
    try:
        delar = _delar(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            bok = _oppna(delar)
            bladen, kvar = [], MAX_LASTA
            for blad in bok.worksheets:
                if blad.sheet_state == "visible":
                    bladen.append(_blad(blad, delar, kvar))
                    kvar -= len(bladen[-1].rader)
            return bladen
    except KlasslistaError:
        raise
    except Exception as fel:
        raise KlasslistaError(INTE_ARBETSBOK) from fel


def _delar(data: bytes) -> dict[str, bytes]:
    """The parts that hold cells, unpacked, after their sizes have been checked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as arkiv:
            innehall = arkiv.infolist()
            _granska_storlek(innehall, len(data))
            delar = {p.filename: arkiv.read(p) for p in innehall if BEHALLS.fullmatch(p.filename)}
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as fel:
        raise KlasslistaError(INTE_ARBETSBOK) from fel
    _granska_delar(delar)
    return delar


def _granska_delar(delar: dict[str, bytes]) -> None:
    """Refuse entities, and parts that would take long to read however small the file is."""
    for innehall in delar.values():
        if re.search(rb"<!(DOCTYPE|ENTITY)", innehall.replace(b"\0", b""), re.IGNORECASE):
            raise KlasslistaError(ENTITETER)
        if b"\0" in innehall:  # UTF-16, which no program writes and which the searches here would not see through
            raise KlasslistaError(INTE_ARBETSBOK)
    if any(len(d) > MAX_BIDEL for namn, d in delar.items() if not STORA.fullmatch(namn)):
        raise KlasslistaError(FOR_STOR)
    if sum(d.count(b"<si") for namn, d in delar.items() if "sharedstrings" in namn.lower()) > MAX_STRANGAR:
        raise KlasslistaError(FOR_STOR)
    if sum(d.count(b"<") for d in delar.values()) > MAX_TAGGAR:
        raise KlasslistaError(FOR_STOR)
    omraden = [omrade for d in delar.values() for omrade in _sammanfogade(d)]
    if len(omraden) > MAX_SAMMANFOGADE or sum(len(r) * len(k) for _, r, k in omraden) > MAX_SAMMANFOGADE_CELLER:
        raise KlasslistaError(FOR_STOR)


def _oppna(delar: dict[str, bytes]) -> openpyxl.Workbook:
    """openpyxl's own way to open a workbook, step by step, with a look at the list of sheets before any is read."""
    lasare = ExcelReader(_bara_celler(delar), read_only=True, keep_links=False)
    lasare.read_manifest()
    bok, texter = _find_workbook_part(lasare.package), lasare.package.find(SHARED_STRINGS)
    # What lists the sheets and what holds the texts are not hidden in parts that may be larger than such are.
    if STORA.fullmatch(bok.PartName[1:]) or (texter and "sharedstrings" not in texter.PartName.lower()):
        raise KlasslistaError(INTE_ARBETSBOK)
    lasare.read_strings()
    lasare.read_workbook()
    if len(lasare.parser.sheets) > MAX_BLAD:
        raise KlasslistaError(FOR_STOR)
    lankar = [lank for _, lank in lasare.parser.find_sheets()]
    vagar = [lank.target for lank in lankar]
    if len(set(vagar)) < len(vagar) or any("chartsheet" in k.Type and k.target in delar for k in lankar):
        raise KlasslistaError(INTE_ARBETSBOK)
    apply_stylesheet(lasare.archive, lasare.wb)
    lasare.read_worksheets()
    return lasare.wb


def _granska_storlek(innehall: list[zipfile.ZipInfo], packat: int) -> None:
    """Refuse what unpacks to too much. zipfile never unpacks more of a part than its declared size."""
    uppackat = sum(p.file_size for p in innehall)
    if len(innehall) > MAX_DELAR or uppackat > MAX_UPPACKAT or uppackat > max(200 * packat, MAX_UPPACKAT // 10):
        raise KlasslistaError(FOR_STOR)
    if any(p.flag_bits & 1 for p in innehall):
        raise KlasslistaError(LOSENORD)
    namn = {p.filename for p in innehall}
    if "mimetype" in namn and "content.xml" in namn:
        raise KlasslistaError(
            "Filen är sparad i LibreOffices format (.ods). Välj Spara som och typen Excel (.xlsx), och läs "
            "in den filen."
        )


LOSENORD = (
    "Filen är skyddad med lösenord och går inte att läsa. Öppna den i Excel, välj Arkiv, Info, Skydda "
    "arbetsbok, ta bort lösenordet, spara och läs in den igen."
)


def _bara_celler(delar: dict[str, bytes]) -> BytesIO:
    """A workbook of nothing but the kept parts."""
    fil = BytesIO()
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_STORED) as arkiv:
        for namn, innehall in delar.items():
            arkiv.writestr(namn, innehall)
    fil.seek(0)
    return fil


def _blad(blad, delar: dict[str, bytes], hogst: int) -> Blad:
    """One sheet. Reading stops as soon as it is clear that there is too much: more than ``hogst`` filled rows."""
    rader: list[tuple[int, list[str]]] = []
    hinder: dict[tuple[int, int], str] = {}
    tom = None
    blad.reset_dimensions()
    for nummer, celler in enumerate(blad.iter_rows(max_row=SEDDA_RADER, max_col=SEDDA_KOLUMNER), start=1):
        if celler is tom:  # openpyxl gives every row that is not in the file as one and the same
            continue
        texter = [_text(cell.value) for cell in celler]
        while texter and not texter[-1]:
            texter.pop()
        if not texter:
            tom = celler
            continue
        if len(rader) >= hogst or len(texter) > MAX_KOLUMNER:
            raise KlasslistaError(FOR_STOR)
        rader.append((nummer, texter))
        hinder |= {(nummer, i): h for i, cell in enumerate(celler) if (h := _cellhinder(cell, nummer, i))}
    xml = delar.get(blad._worksheet_path, b"")
    for omrade, raderna, kolumnerna in _sammanfogade(xml):
        text = f"Cellerna {omrade} är sammanfogade. Dela upp dem (Excel: Sammanfoga, Dela upp celler)"
        for plats in product(raderna, kolumnerna):
            hinder.setdefault(plats, text)
    return Blad(blad.title, rader, hinder, frozenset(_dolda(xml)))


def _text(varde: object) -> str:
    """A cell's value as the text a person sees."""
    if varde is None:
        return ""
    if isinstance(varde, bool):
        return "ja" if varde else "nej"
    if isinstance(varde, float) and varde.is_integer() and abs(varde) < 1e15:
        varde = int(varde)
    return str(varde).strip()


def _cellhinder(cell, rad: int, kolumn: int) -> str:
    """Why a cell cannot be read as it stands, or nothing."""
    plats = f"{get_column_letter(kolumn + 1)}{rad}"
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return f"Cell {plats} innehåller en formel. Kopiera kolumnen och klistra in den som värden"
    if cell.data_type == "e":
        return f"Cell {plats} innehåller ett fel ({_text(cell.value)[:12]}). Skriv in värdet"
    if isinstance(cell.value, (date, datetime, time, timedelta)):
        return f"Cell {plats} är ett datum eller en tid. Formatera cellen som text och skriv in värdet igen"
    return ""


def _sammanfogade(xml: bytes) -> Iterator[tuple[str, range, range]]:
    """The merged ranges of a sheet: as written, and their rows and column indices within what is read."""
    for traff in SAMMANFOGAD.finditer(xml):
        omrade = traff[1].decode()
        kolumn1, rad1, kolumn2, rad2 = range_boundaries(omrade)
        rader = range(rad1, min(rad2, rad1 + MAX_RADER) + 1)
        yield omrade, rader, range(kolumn1 - 1, min(kolumn2, MAX_KOLUMNER))


def _dolda(xml: bytes) -> Iterator[int]:
    """The numbers of a sheet's hidden rows: by hand, or by a filter."""
    nummer = 0
    for traff in RAD.finditer(xml):
        angivet = RADNUMMER.search(traff[0])
        nummer = int(angivet[1]) if angivet else nummer + 1
        if DOLD.search(traff[0]):
            yield nummer
