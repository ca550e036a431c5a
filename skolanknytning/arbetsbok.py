"""Workbooks that somebody sends in: everything that could harm is refused before a cell is read.

Only the parts of the workbook that hold cells are handed on to openpyxl; macros, drawings, links and comments
are never opened.
"""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO

import openpyxl
from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader, _find_workbook_part, apply_stylesheet
from openpyxl.utils import range_boundaries

if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml saknas: utan det läses inga arbetsböcker.")

MAX_BYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEHALLS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\d*\.xml|xl/_rels/workbook\d*\.xml\.rels"
    r"|xl/sharedStrings\d*\.xml|xl/styles\d*\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
TEMA = re.compile(r"xl/theme/theme\d*\.xml", re.IGNORECASE)
# The parts that may be large: texts and cells. All else is short in every workbook that is a list.
STORA = re.compile(r"xl/sharedStrings\d*\.xml|xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Never past the next "<": what looks like a thousand tags without an end must not be searched a thousand times over.
SAMMANFOGAD = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
RAD = re.compile(rb"<(?:\w+:)?row(?=[\s/>])[^<>]*")
RADNUMMER = re.compile(rb'\sr="(\d{1,7})"')
DOLD = re.compile(rb'\shidden="(?:1|true)"')
MAX_STRANGAR = 60_000
LANGST_TEXT = 32_767  # of a cell, in every program that writes workbooks


class Hinder(Enum):
    """Why a file is refused; what to say about it is for whoever asked for the file."""

    INTE_ARBETSBOK = auto()
    FOR_STOR = auto()
    ENTITETER = auto()
    LOSENORD = auto()
    ODS = auto()
    XLS = auto()


class ArbetsbokError(ValueError):
    """The whole file is refused."""

    def __init__(self, hinder: Hinder):
        self.hinder = hinder
        super().__init__(hinder.name)


@dataclass(frozen=True, slots=True)
class Granser:
    """How much of a workbook is read. Sizes in bytes, unpacked; ``taggar`` are the XML elements of all parts.

    ``bidel`` is of a part that holds no cells: styles, the list of sheets. ``rader`` and ``kolumner`` are how far
    merged ranges are followed. ``tema``: whether the theme's colours are kept.
    """

    taggar: int
    rader: int
    kolumner: int
    uppackat: int = 20 * 1024 * 1024
    delar: int = 300
    bidel: int = 1024 * 1024
    blad: int = 30
    sammanfogade: int = 200
    sammanfogade_celler: int = 10_000
    tema: bool = False


@contextmanager
def oppnad(data: bytes, granser: Granser) -> Iterator[tuple[ExcelReader, dict[str, bytes]]]:
    """openpyxl's reader of the workbook, read-only, and its parts by name.

    Raises ArbetsbokError when it is not one, or holds too much, also for whatever goes wrong while it is read.
    """
    try:
        delar = _delar(data, granser)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield _oppna(delar, granser), delar
    except ArbetsbokError:
        raise
    except Exception as fel:
        raise ArbetsbokError(Hinder.INTE_ARBETSBOK) from fel


def aldre_format(data: bytes) -> Hinder:
    """What the old container holds: a workbook with a password, one of before 2007, or another program's file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Hinder.LOSENORD
    if any(namn.encode("utf-16-le") in data for namn in ("Workbook", "Book")):
        return Hinder.XLS
    return Hinder.INTE_ARBETSBOK


def _delar(data: bytes, granser: Granser) -> dict[str, bytes]:
    """The parts that hold cells, unpacked, after their sizes have been checked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as arkiv:
            innehall = arkiv.infolist()
            _granska_storlek(innehall, len(data), granser)
            delar = {p.filename: arkiv.read(p) for p in innehall if _behalls(p.filename, granser)}
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        RuntimeError,
        OSError,
        EOFError,
    ) as fel:
        raise ArbetsbokError(Hinder.INTE_ARBETSBOK) from fel
    _granska_delar(delar, granser)
    return delar


def _behalls(namn: str, granser: Granser) -> bool:
    return bool(BEHALLS.fullmatch(namn) or (granser.tema and TEMA.fullmatch(namn)))


def _granska_storlek(innehall: list[zipfile.ZipInfo], packat: int, granser: Granser) -> None:
    """Refuse what unpacks to too much. zipfile never unpacks more of a part than its declared size."""
    uppackat, mest = sum(p.file_size for p in innehall), granser.uppackat
    if len(innehall) > granser.delar or uppackat > mest or uppackat > max(200 * packat, mest // 10):
        raise ArbetsbokError(Hinder.FOR_STOR)
    if any(p.flag_bits & 1 for p in innehall):
        raise ArbetsbokError(Hinder.LOSENORD)
    namn = {p.filename for p in innehall}
    if "mimetype" in namn and "content.xml" in namn:
        raise ArbetsbokError(Hinder.ODS)


def _granska_delar(delar: dict[str, bytes], granser: Granser) -> None:
    """Refuse entities, and parts that would take long to read however small the file is."""
    for innehall in delar.values():
        if re.search(rb"<!(DOCTYPE|ENTITY)", innehall.replace(b"\0", b""), re.IGNORECASE):
            raise ArbetsbokError(Hinder.ENTITETER)
        if b"\0" in innehall:  # UTF-16, which no program writes and which the searches here would not see through
            raise ArbetsbokError(Hinder.INTE_ARBETSBOK)
    if any(len(d) > granser.bidel for namn, d in delar.items() if not STORA.fullmatch(namn)):
        raise ArbetsbokError(Hinder.FOR_STOR)
    if sum(d.count(b"<si") for namn, d in delar.items() if "sharedstrings" in namn.lower()) > MAX_STRANGAR:
        raise ArbetsbokError(Hinder.FOR_STOR)
    if sum(d.count(b"<") for d in delar.values()) > granser.taggar:
        raise ArbetsbokError(Hinder.FOR_STOR)
    omraden = [omrade for d in delar.values() for omrade in sammanfogade(d, granser)]
    celler = sum(len(r) * len(k) for _, r, k in omraden)
    if len(omraden) > granser.sammanfogade or celler > granser.sammanfogade_celler:
        raise ArbetsbokError(Hinder.FOR_STOR)


def _oppna(delar: dict[str, bytes], granser: Granser) -> ExcelReader:
    """openpyxl's own way to open a workbook, step by step, with a look at the list of sheets before any is read."""
    lasare = ExcelReader(_bara_celler(delar), read_only=True, keep_links=False)
    lasare.read_manifest()
    bok, texter = _find_workbook_part(lasare.package), lasare.package.find(SHARED_STRINGS)
    # What lists the sheets and what holds the texts are not hidden in parts that may be larger than such are.
    if STORA.fullmatch(bok.PartName[1:]) or (texter and "sharedstrings" not in texter.PartName.lower()):
        raise ArbetsbokError(Hinder.INTE_ARBETSBOK)
    lasare.read_strings()
    lasare.read_workbook()
    if len(lasare.parser.sheets) > granser.blad:
        raise ArbetsbokError(Hinder.FOR_STOR)
    lankar = [lank for _, lank in lasare.parser.find_sheets()]
    vagar = [lank.target for lank in lankar]
    if len(set(vagar)) < len(vagar) or any("chartsheet" in k.Type and k.target in delar for k in lankar):
        raise ArbetsbokError(Hinder.INTE_ARBETSBOK)
    apply_stylesheet(lasare.archive, lasare.wb)
    lasare.read_worksheets()
    return lasare


def _bara_celler(delar: dict[str, bytes]) -> BytesIO:
    """A workbook of nothing but the kept parts."""
    fil = BytesIO()
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_STORED) as arkiv:
        for namn, innehall in delar.items():
            arkiv.writestr(namn, innehall)
    fil.seek(0)
    return fil


# --- What openpyxl's own reading of a sheet leaves out ----------------------------------------------------------------


def sammanfogade(xml: bytes, granser: Granser) -> Iterator[tuple[str, range, range]]:
    """The merged ranges of a sheet: as written, and their row numbers and column indices within what is read."""
    for traff in SAMMANFOGAD.finditer(xml):
        omrade = traff[1].decode()
        kolumn1, rad1, kolumn2, rad2 = range_boundaries(omrade)
        rader = range(rad1, min(rad2, rad1 + granser.rader) + 1)
        yield omrade, rader, range(kolumn1 - 1, min(kolumn2, granser.kolumner))


def dolda_rader(xml: bytes) -> Iterator[int]:
    """The numbers of a sheet's hidden rows: by hand, or by a filter."""
    nummer = 0
    for traff in RAD.finditer(xml):
        angivet = RADNUMMER.search(traff[0])
        nummer = int(angivet[1]) if angivet else nummer + 1
        if DOLD.search(traff[0]):
            yield nummer


def celltext(varde: object) -> str:
    """A cell's value as the text a person sees."""
    if varde is None:
        return ""
    if isinstance(varde, bool):
        return "ja" if varde else "nej"
    if isinstance(varde, float) and varde.is_integer() and abs(varde) < 1e15:
        varde = int(varde)
    return str(varde).strip()
