"""Text files (CSV, one name a line) → sheets of text: the encodings and separators Swedish programs write."""

import csv
import re
from io import StringIO

from .klasslista_typer import MAX_CELLTEXT, MAX_KOLUMNER, MAX_LASTA, Blad, KlasslistaError

AVGRANSARE = ";\t,"
STYRTECKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
INTE_TEXT = (
    "Filen går inte att läsa. Läs in en Excel-fil (.xlsx) eller en textfil (.csv). Öppna listan i Excel, "
    "välj Spara som och typen Excel-arbetsbok (.xlsx)."
)
FOR_MANGA = (
    "Filen har fler än {rader} rader eller fler än {kolumner} kolumner. Kopiera bara elevernas rader till en "
    "ny fil och läs in den."
).format(rader="5 000", kolumner=MAX_KOLUMNER)
FORMEL = "Cell {plats} börjar med ett likhetstecken och ser ut som en formel. Skriv in värdet"


def avkoda(data: bytes) -> str:
    """The text of the file: UTF-8 or UTF-16 when it says so or is so, otherwise Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        kodningar = ["utf-16"]
    elif b"\0" in data[:200]:
        kodningar = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        kodningar = ["utf-8-sig", "cp1252"]
    for kodning in kodningar:
        try:
            text = data.decode(kodning)
        except UnicodeDecodeError:
            continue
        # A NUL is no text in any encoding, and no database keeps it.
        if "\0" in text or (STYRTECKEN.search(text) and kodning != "utf-8-sig"):
            break
        return text.lstrip("\ufeff")
    raise KlasslistaError(INTE_TEXT)


def ar_webbsida(text: str) -> bool:
    """Some systems save a web page under the name of a workbook."""
    return re.match(r"\s*<(!doctype|html|\?xml|table)", text, re.IGNORECASE) is not None


def tolkningar(data: bytes) -> list[Blad]:
    """The file as one column, and with each separator that occurs in it; the headings tell which is right."""
    text = avkoda(data)
    if ar_webbsida(text):
        raise KlasslistaError(
            "Filen är en webbsida och inte en klasslista, även om namnet slutar på .xls. Öppna den i Excel, "
            "välj Spara som och typen Excel-arbetsbok (.xlsx), och läs in den filen."
        )
    if angiven := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        return [_blad(text[angiven.end() :], angiven[1], hoppa=1)]
    return [_en_kolumn(text)] + [_blad(text, a, hoppa=0) for a in AVGRANSARE if a in text]


def _blad(text: str, avgransare: str, *, hoppa: int) -> Blad:
    rader, hinder = [], {}
    try:
        las = csv.reader(StringIO(text, newline=""), delimiter=avgransare)
        for nummer, celler in enumerate(las, start=1 + hoppa):
            _lagg_till(rader, hinder, nummer, [c.strip() for c in celler])
    except csv.Error as fel:
        raise KlasslistaError(INTE_TEXT) from fel
    return Blad("", rader, hinder)


def _en_kolumn(text: str) -> Blad:
    rader, hinder = [], {}
    for nummer, rad in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        _lagg_till(rader, hinder, nummer, [rad.strip().strip('"').strip()])
    return Blad("", rader, hinder)


def _lagg_till(rader: list, hinder: dict, nummer: int, celler: list[str]) -> None:
    while celler and not celler[-1]:
        celler.pop()
    if not celler:
        return
    if len(rader) >= MAX_LASTA or len(celler) > MAX_KOLUMNER:
        raise KlasslistaError(FOR_MANGA)
    rader.append((nummer, [c[: MAX_CELLTEXT + 1] for c in celler]))
    for i, cell in enumerate(celler):
        if cell.startswith("="):
            hinder[nummer, i] = FORMEL.format(plats=f"{chr(65 + i) if i < 26 else i + 1}{nummer}")
