"""The bytes of a file → its sheets as text; everything that could harm or cannot be a small table is refused.

What a file is shows in its bytes. Its name only keeps a broken workbook from being read as text.
"""

import csv
import re
from decimal import Decimal
from io import StringIO

from skolanknytning.arbetsbok import MAX_BYTE, OLE, ArbetsbokError, Hinder, aldre_format, celltext
from skolanknytning.skola.klasslista_arbetsbok import NEJ as LISTANS_NEJ
from skolanknytning.skola.klasslista_arbetsbok import bladen
from skolanknytning.skola.klasslista_text import AVGRANSARE, FORMEL, ar_webbsida, avkoda
from skolanknytning.skola.klasslista_typer import MAX_CELLTEXT, MAX_KOLUMNER, Blad, KlasslistaError

from .typer import NarvaroError

MAX_RADER = 300
TOM_FIL = "Filen är tom. Kontrollera att tabellen är sparad, och välj filen igen."
STOR_FIL = (
    "Filen är större än 1 MB, vilket en tabell över frånvaro aldrig är. Kopiera bara raderna med ämnen till en ny "
    "arbetsbok, spara den som .xlsx och läs in den."
)
FOR_MYCKET = (
    f"Filen innehåller mycket mer än en tabell över ämnen (högst {MAX_RADER} rader och {MAX_KOLUMNER} kolumner). Har "
    "den en rad för varje elev? Ta ut en sammanställning med en rad för varje ämne, och läs in den."
)
INTE_TEXT = "Filen är varken en Excel-fil (.xlsx) eller en textfil (.csv). Välj en fil av något av de slagen."
NEJ = LISTANS_NEJ | {
    Hinder.FOR_STOR: FOR_MYCKET,
    Hinder.ENTITETER: "Filen innehåller XML-entiteter, som en tabell över frånvaro aldrig behöver, och har inte "
    "öppnats. Kopiera raderna till en ny arbetsbok och läs in den.",
}
# PNG, JPEG, GIF, WebP/WAV/AVI, TIFF, gzip, RTF: what their files begin with.
ANDRA_SLAG = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\x1f\x8b", b"{\\rtf")
_CITERAT = re.compile(r'"[^"]*"|\\.')


def blad_ur(data: bytes, filnamn: str = "") -> list[Blad]:
    """The sheets that hold something; of a text file one for each separator in it. Raises NarvaroError."""
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise NarvaroError(TOM_FIL)
    if len(data) > MAX_BYTE:
        raise NarvaroError(STOR_FIL)
    if data.startswith(OLE):
        raise NarvaroError(NEJ[aldre_format(data)])
    if data.startswith(b"%PDF"):
        raise NarvaroError("Filen är en PDF. Ta ut tabellen som Excel-fil (.xlsx) eller textfil (.csv).")
    alla = _arbetsbok(data) if data.startswith(b"PK") else _textfil(data, filnamn)
    fyllda = [blad for blad in alla if blad.rader]
    if not fyllda:
        raise NarvaroError(TOM_FIL)
    return fyllda


def _arbetsbok(data: bytes) -> list[Blad]:
    try:
        return bladen(data, _celltext)
    except ArbetsbokError as fel:
        raise NarvaroError(NEJ[fel.hinder]) from fel


def _celltext(cell) -> str:
    """A cell as it is shown: a share that Excel shows as per cent (0,12 as 12 %) is read as it is shown."""
    varde = cell.value
    if not isinstance(varde, (int, float)) or isinstance(varde, bool):
        return celltext(varde)
    form = cell.number_format or ""
    if "%" in _CITERAT.sub("", form):
        return f"{Decimal(repr(varde)) * 100:f} %"
    return f"{celltext(varde)} %" if "%" in form else celltext(varde)


def _textfil(data: bytes, filnamn: str) -> list[Blad]:
    if filnamn.lower().endswith(".xlsx"):
        raise NarvaroError(NEJ[Hinder.INTE_ARBETSBOK])
    if _ar_annat(data):
        raise NarvaroError(INTE_TEXT)
    try:
        text = avkoda(data)
    except KlasslistaError as fel:
        raise NarvaroError(INTE_TEXT) from fel
    if ar_webbsida(text):
        raise NarvaroError(
            "Filen är en webbsida, även om namnet slutar på .xls. Öppna den i Excel, välj Spara som och typen "
            "Excel-arbetsbok (.xlsx), och läs in den filen."
        )
    if angiven := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        return [_tabell(text[angiven.end() :], angiven[1], hoppa=1)]
    return [_tabell(text, a, hoppa=0) for a in AVGRANSARE if a in text] or [_tabell(text, ";", hoppa=0)]


def _ar_annat(data: bytes) -> bool:
    """Whether the bytes begin as a picture's, a film's or another file's that no encoding makes a table of."""
    return data.startswith(ANDRA_SLAG) or data[4:8] == b"ftyp"


def _tabell(text: str, avgransare: str, *, hoppa: int) -> Blad:
    rader: list[tuple[int, list[str]]] = []
    hinder = {}
    try:
        for nummer, celler in enumerate(csv.reader(StringIO(text, newline=""), delimiter=avgransare), start=1 + hoppa):
            rensade = [c.strip()[: MAX_CELLTEXT + 1] for c in celler]
            if not any(rensade):
                continue
            if len(rader) > MAX_RADER or len(rensade) > MAX_KOLUMNER:
                raise NarvaroError(FOR_MYCKET)
            rader.append((nummer, rensade))
            hinder |= {
                (nummer, i): FORMEL.format(plats=f"{chr(65 + i) if i < 26 else i + 1}{nummer}")
                for i, cell in enumerate(rensade)
                if cell.startswith("=")
            }
    except csv.Error as fel:
        raise NarvaroError(INTE_TEXT) from fel
    return Blad("", rader, hinder)
