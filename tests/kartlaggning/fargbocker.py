"""Coloured workbooks as schools make them, built for the tests. Every function takes names and answers.

``Svar`` is by (row from 0, statement's key): a colour, or a colour with a flag and subjects. What is not there is not
judged.
"""

import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .rundor import FORM, NYCKLAR

Svar = dict[tuple[int, str], int]
STARKA = {1: "92D050", 2: "FFFF00", 3: "FF0000"}  # Excel's standard colours
BLEKA = {1: "C6EFCE", 2: "FFEB9C", 3: "FFC7CE"}  # Excel's styles Bra, Neutral, Dålig
MOTET = {1: "00B050", 2: "FFC000", 3: "C00000"}
KORT = [p.kort for p in FORM.pastaenden]


def spara(bok: Workbook) -> bytes:
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


def fyll(rgb: str) -> PatternFill:
    return PatternFill("solid", fgColor=rgb)


def mala(blad, rad: int, kolumn: int, farg: int, palett: dict[int, str] = STARKA, text=None):
    cell = blad.cell(rad, kolumn, text)
    if farg:
        cell.fill = fyll(palett[farg])
    return cell


def bok(*rader: list, farger: dict[str, str] | None = None, titel: str = "Blad1") -> Workbook:
    """A workbook of one sheet: its rows, and the fills of cells by place."""
    ny = Workbook()
    ny.active.title = titel
    for rad in rader:
        ny.active.append(rad)
    for plats, rgb in (farger or {}).items():
        ny.active[plats].fill = fyll(rgb)
    return ny


def rak(namn: list[str], svar: Svar) -> bytes:
    """Names and short headings in the first row, strong colours, nothing else."""
    bok = Workbook()
    blad = bok.active
    blad.append(["Namn", *(p.kort for p in FORM.pastaenden)])
    for i, n in enumerate(namn):
        blad.cell(i + 2, 1, n)
        for k, nyckel in enumerate(NYCKLAR, start=2):
            mala(blad, i + 2, k, svar.get((i, nyckel), 0))
    return spara(bok)


def som_pappret(namn: list[str], svar: Svar) -> bytes:
    """The paper form copied: title, class, explanation, dimensions over statements, gaps, sums and a note below."""
    bok = Workbook()
    blad = bok.active
    blad.title = "Kartläggning 7A"
    blad["A1"] = "Kartläggning av en grupp-/klass skolanknytning"
    blad.merge_cells("A1:K1")
    blad["A2"] = "Klass: 7A   Datum: 2026-11-03   Mentor/Klassföreståndare: Maja Mentor"
    blad.merge_cells("A2:K2")
    for rad, (farg, text) in enumerate(
        [(1, "Grönt = Stämmer helt"), (2, "Gult = Stämmer delvis"), (3, "Rött = Stämmer inte alls")], start=3
    ):
        mala(blad, rad, 1, farg, BLEKA, text)
    kolumn = 2
    blad["A7"] = "Namn ( elev)"
    for d in FORM.dimensioner:
        cell = blad.cell(6, kolumn, d.namn)
        cell.fill, cell.alignment = fyll("DDEBF7"), Alignment(horizontal="center")
        blad.merge_cells(start_row=6, end_row=6, start_column=kolumn, end_column=kolumn + len(d.pastaenden) - 1)
        for p in d.pastaenden:
            blad.cell(7, kolumn, f"{p.nummer}. {p.text}").alignment = Alignment(wrap_text=True)
            kolumn += 1
    rad = 8
    for i, n in enumerate(namn):
        rad += 1 if i and i % 10 == 0 else 0  # an empty row after every tenth
        blad.cell(rad, 1, n)
        for k, nyckel in enumerate(NYCKLAR, start=2):
            mala(blad, rad, k, svar.get((i, nyckel), 0), BLEKA)
        rad += 1
    blad.cell(rad + 1, 1, "Antal gröna").font = Font(bold=True)
    for k in range(2, kolumn):
        blad.cell(rad + 1, k, f"=COUNTIF({get_column_letter(k)}8:{get_column_letter(k)}40,1)")
    blad.cell(rad + 3, 1, "I vilka ämnen närvarar inte eleverna? Matematik och engelska verkar svåra på måndagar.")
    return spara(bok)


def blad_per_dimension(namn: list[str], svar: Svar) -> bytes:
    """One sheet a dimension, as the paper has pages; statements by number only, the pupils numbered."""
    bok = Workbook()
    bok.remove(bok.active)
    for d in FORM.dimensioner:
        blad = bok.create_sheet(d.namn.removesuffix(" dimensionen"))
        blad.append([d.fraga])
        blad.append(["Nr", "Elev", *(p.nummer for p in d.pastaenden)])
        for i, n in enumerate(namn):
            blad.append([i + 1, n])
            for k, p in enumerate(d.pastaenden, start=3):
                mala(blad, i + 3, k, svar.get((i, p.nyckel), 0), MOTET)
    return spara(bok)


def bokstaver(namn: list[str], svar: Svar) -> bytes:
    """No colours: G, Y and R under the numbers 1–10; first and last names in columns of their own."""
    bok = Workbook()
    blad = bok.active
    blad.append(["Efternamn", "Förnamn", "Klass", *range(1, 11)])
    for i, n in enumerate(namn):
        fornamn, _, efternamn = n.partition(" ")
        tecken = [" GYR"[svar.get((i, nyckel), 0)].strip() or None for nyckel in NYCKLAR]
        blad.append([efternamn, fornamn, "7A", *tecken])
    return spara(bok)


def med_ord(namn: list[str], svar: Svar) -> bytes:
    """Words, under dimensions that are merged over numbers; "Efternamn, Förnamn" in one column."""
    ord_for = {0: None, 1: "Stämmer helt", 2: "delvis", 3: "Stämmer inte"}
    bok = Workbook()
    blad = bok.active
    kolumn = 2
    for d in FORM.dimensioner:
        blad.cell(1, kolumn, d.namn)
        blad.merge_cells(start_row=1, end_row=1, start_column=kolumn, end_column=kolumn + len(d.pastaenden) - 1)
        for p in d.pastaenden:
            blad.cell(2, kolumn, p.nummer)
            kolumn += 1
    blad["A2"] = "Efternamn, Förnamn"
    for i, n in enumerate(namn):
        fornamn, _, efternamn = n.partition(" ")
        blad.append([f"{efternamn}, {fornamn}", *(ord_for[svar.get((i, nyckel), 0)] for nyckel in NYCKLAR)])
    return spara(bok)


def vriden(namn: list[str], svar: Svar) -> bytes:
    """Pupils as columns, statements as rows under their dimensions."""
    bok = Workbook()
    blad = bok.active
    blad.append(["Påstående", *namn])
    rad = 2
    for d in FORM.dimensioner:
        blad.cell(rad, 1, d.namn).fill = fyll("D9D9D9")
        rad += 1
        for p in d.pastaenden:
            blad.cell(rad, 1, f"{p.nummer}. {p.text}")
            for i in range(len(namn)):
                mala(blad, rad, i + 2, svar.get((i, p.nyckel), 0), BLEKA)
            rad += 1
    return spara(bok)


def siffror_med_villkor(namn: list[str], svar: Svar) -> bytes:
    """Three for green, one for red, coloured by rules; the headings are a few words of the statements."""
    rubriker = ["Närvaro", "Samspel", "Konflikter elever", "Konflikter personal", "Progression", "Når E"]
    rubriker += ["Värderar skolan", "Strategier", "Kamratrelationer", "Tillhörighet"]
    bok = Workbook()
    blad = bok.active
    blad.append(["Elev", *rubriker, "Kommentar"])
    for i, n in enumerate(namn):
        siffror = [4 - f if (f := svar.get((i, nyckel), 0)) else None for nyckel in NYCKLAR]
        blad.append([n, *siffror, "Vi pratar vidare på nästa möte om hur det går"])
    for siffra, farg in ((3, 1), (2, 2), (1, 3)):
        regel = CellIsRule(operator="equal", formula=[str(siffra)], fill=PatternFill(bgColor=STARKA[farg]))
        blad.conditional_formatting.add("B2:K60", regel)
    return spara(bok)


def kryss(namn: list[str], svar: Svar) -> bytes:
    """Three columns a statement, headed with the colours, and a cross in one of them."""
    bok = Workbook()
    blad = bok.active
    blad["A2"] = "Namn"
    for plats, p in enumerate(FORM.pastaenden):
        forsta = 2 + 3 * plats
        blad.cell(1, forsta, p.text)
        blad.merge_cells(start_row=1, end_row=1, start_column=forsta, end_column=forsta + 2)
        for steg, text in enumerate(["Grön", "Gul", "Röd"]):
            mala(blad, 2, forsta + steg, steg + 1, BLEKA, text)
    for i, n in enumerate(namn):
        blad.cell(i + 3, 1, n)
        for plats, nyckel in enumerate(NYCKLAR):
            if farg := svar.get((i, nyckel), 0):
                blad.cell(i + 3, 1 + 3 * plats + farg, "x")
    return spara(bok)


def utan_namnrubrik(namn: list[str], svar: Svar) -> bytes:
    """A blank corner, first names only, and a dimension's letters with numbers: "Bet 1", "Ak 2"."""
    kort = {"beteende": "Bet", "akademisk": "Ak", "kognitiv": "Kog", "affektiv": "Aff"}
    bok = Workbook()
    blad = bok.active
    blad.append([None, *(f"{kort[d.nyckel]} {p.nummer}" for d in FORM.dimensioner for p in d.pastaenden)])
    for i, n in enumerate(namn):
        blad.cell(i + 2, 1, n.partition(" ")[0])
        for k, nyckel in enumerate(NYCKLAR, start=2):
            mala(blad, i + 2, k, svar.get((i, nyckel), 0), MOTET)
    return spara(bok)


LAYOUTER: list[Callable[[list[str], Svar], bytes]] = [
    rak,
    som_pappret,
    blad_per_dimension,
    bokstaver,
    med_ord,
    vriden,
    siffror_med_villkor,
    kryss,
    utan_namnrubrik,
]
