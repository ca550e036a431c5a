"""An empty table of absence to fill in: a row a subject of the school, and headings that are read again."""

from openpyxl import Workbook
from openpyxl.styles import Font

from skolanknytning.export import ofarlig
from skolanknytning.skola.amnen import Amneslista

from .typer import ALLA_AMNEN

RUBRIKER = ("Ämne", "Giltig frånvaro %", "Ogiltig frånvaro %")
HJALP = (
    "Skriv procent av tiden i schemat, till exempel 12 eller 12,5.",
    "Rader utan tal läses inte. Skriv 0 där det inte finns någon frånvaro.",
    "Skriv inte in något om enskilda elever: inga namn och inga personnummer.",
    f"{ALLA_AMNEN} är frånvaron av all tid i schemat, inte ett medelvärde av raderna under.",
)


def arbetsbok(lista: Amneslista) -> Workbook:
    """The workbook; what it is about and how to fill it in stands on a sheet of its own."""
    bok = Workbook()
    bok.properties.creator, bok.properties.title = "Skolanknytning", "Frånvaro"
    blad = bok.active
    blad.title = "Frånvaro"
    blad.append(RUBRIKER)
    for cell in blad[1]:
        cell.font = Font(bold=True)
    for namn in (ALLA_AMNEN, *(amne.namn for amne in lista.amnen.values())):
        blad.append([ofarlig(namn)])
    blad.freeze_panes = "B2"
    for kolumn, bredd in zip("ABC", (34, 20, 20), strict=True):
        blad.column_dimensions[kolumn].width = bredd
    hjalp = bok.create_sheet("Så här gör du")
    hjalp.column_dimensions["A"].width = 90
    for rad in HJALP:
        hjalp.append([rad])
    return bok
