"""A class list as a school system writes it, of a class the demo school does not have yet, to import."""

from itertools import islice
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from .elever import namnfoljd
from .plan import skolor

KLASS, ANTAL = "7D", 30
RUBRIKER = ("Förnamn", "Efternamn", "Klass", "Elev-id")


def rader() -> list[tuple[str, str, str, str]]:
    """The list's rows, by family name as such lists are; nobody in it is in the demo school."""
    upptagna = sum(k.elever + k.slutade for k in skolor()[0].klasser)
    namn = islice(namnfoljd(skolor()[0].nyckel), upptagna, upptagna + ANTAL)
    lista = [(f, e, KLASS, f"li7{upptagna + n:04d}") for n, (f, e, _) in enumerate(namn, start=1)]
    return sorted(lista, key=lambda rad: (rad[1], rad[0]))


def skriv(fil: Path) -> None:
    """Write the list as an Excel workbook."""
    bok = Workbook()
    blad = bok.active
    blad.title = "Klasslista"
    for rad in (RUBRIKER, *rader()):
        blad.append(rad)
    for cell in blad[1]:
        cell.font = Font(bold=True)
    for kolumn, bredd in zip("ABCD", (16, 20, 8, 12), strict=True):
        blad.column_dimensions[kolumn].width = bredd
    blad.freeze_panes = "A2"
    bok.save(fil)
