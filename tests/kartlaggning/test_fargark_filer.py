"""Files that are no workbook, or would harm or cost much: each is refused at once, with what to do."""

import io
import random
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from kartlaggning.fargark.tolkning import arbetsbok, tolka
from kartlaggning.fargark.tolkning.typer import FargarkError
from skolanknytning.arbetsbok import MAX_BYTE

from ..skola.filer import med_del
from . import fargraxml
from .fargbocker import KORT, bok, rak, som_pappret, spara
from .fargprov import NAMN, hogst, planen, sammanhang
from .rundor import NYCKLAR

# A hostile file may cost more than an ordinary one, but not many times more.
HOGST = 250
GILTIG = rak(NAMN, {(0, n): 1 for n in NYCKLAR})
BLAD1 = "xl/worksheets/sheet1.xml"


def del_ur(data: bytes, namn: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(namn)


def nekad(data: bytes) -> str:
    """The message of a refused file; it may not take long to refuse it."""
    with hogst(HOGST, GILTIG), pytest.raises(FargarkError) as fel:
        tolka.tolka(arbetsbok.las(data), sammanhang())
    return str(fel.value)


def bomb(storlek: int) -> bytes:
    """A workbook with a part that unpacks to very much."""
    return med_del(GILTIG, BLAD1, b"<worksheet>" + b" " * storlek)


SLUMP = random.Random(1).randbytes(2000)


@pytest.mark.parametrize(
    ("data", "borjar"),
    [
        (b"", "Filen är tom."),
        (b"\0" * 50, "Filen är tom."),
        (SLUMP, "Filen går inte att läsa som en Excel-fil."),
        (b"PK\x03\x04" + SLUMP, "Filen går inte att läsa som en Excel-fil."),
        (GILTIG[:-200], "Filen går inte att läsa som en Excel-fil."),
        (med_del(GILTIG, BLAD1, b"<worksheet><sheetData><row>"), "Filen går inte att läsa som en Excel-fil."),
        (med_del(GILTIG, "xl/styles.xml", b"trasigt"), "Filen går inte att läsa som en Excel-fil."),
        (b"Namn;Konflikter\nAda Ek;G\n", "Filen är en textfil (till exempel .csv), och i den finns inga färger."),
        (b"%PDF-1.7 " + SLUMP, "Filen är en PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Filen är sparad i Excels äldre format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Filen är skyddad med lösenord"),
        (b"x" * (MAX_BYTE + 1), "Filen är större än 1 MB"),
        (bomb(30_000_000), "Filen innehåller mycket mer än en kartläggning"),
    ],
)
def test_a_file_that_is_refused_says_why_and_what_to_do(data, borjar):
    text = nekad(data)
    assert text.startswith(borjar)
    assert any(rad in text for rad in ("Välj", "välj", "läs in", "Öppna"))


def test_an_open_document_is_refused():
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as arkiv:
        arkiv.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        arkiv.writestr("content.xml", "<x/>")
    assert nekad(ut.getvalue()).startswith("Filen är sparad i LibreOffices format (.ods).")


@pytest.mark.parametrize("del_", [BLAD1, "xl/styles.xml", "xl/workbook.xml", "xl/theme/theme1.xml"])
def test_entities_are_refused_wherever_they_stand(del_):
    entiteter = b'<!DOCTYPE a [<!ENTITY x "skratt"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
    assert nekad(med_del(GILTIG, del_, entiteter + del_ur(GILTIG, del_))).startswith("Filen innehåller XML-entiteter")


def test_two_thousand_columns():
    bok = Workbook()
    bok.active.append(["Namn", *(f"Kolumn {n}" for n in range(2000))])
    bok.active.append(["Ada Ek", *("g" for _ in range(2000))])
    assert nekad(spara(bok)).startswith(
        "Filen innehåller mycket mer än en kartläggning (högst 400 rader och 80 kolumner"
    )


def test_thousands_of_rows():
    bok = Workbook()
    for n in range(3000):
        bok.active.append([f"Ada Ek{n}", "g"])
    assert nekad(spara(bok)).startswith("Filen innehåller mycket mer än en kartläggning")


def test_empty_cells_that_are_only_formatted_are_not_in_the_way():
    """A sheet where somebody has filled a thousand rows with white or green beyond the pupils."""
    bok = Workbook()
    bok.active.append(["Namn", "Närvaro"])
    bok.active.append(["Ada Ek", "r"])
    for rad in range(3, 1000):
        for kolumn in range(1, 27):
            bok.active.cell(rad, kolumn).fill = PatternFill("solid", fgColor="92D050" if rad % 2 else "FFFFFF")
    plan = planen(spara(bok))
    assert {p: r.farg for p, r in plan.rutor.items()} == {("Ada Ek", "beteende-1"): 3}


def test_a_sheet_full_of_words_does_not_take_long():
    slump = random.Random(2)
    orden = ["eleven", "har", "inte", "några", "konfliktfyllda", "relationer", "undervisning", "ada", "bo", "ek"]
    bok = Workbook()
    bok.active.append(["Namn", *(" ".join(slump.choices(orden, k=5)) for _ in range(30))])
    for namn in NAMN:
        bok.active.append([namn, "g"])
    for n in range(300):
        bok.active.append([f"Ada {n}", *(" ".join(slump.choices(orden, k=5)) for _ in range(30))])
    data = spara(bok)
    # It has more than a hundred times as many cells.
    with hogst(2 * HOGST, GILTIG):
        planen(data)


def med_xml(xml: str, *, fore: str = "</worksheet>") -> bytes:
    """The good workbook with something added to its sheet, last or before the first ``fore``."""
    return med_del(GILTIG, BLAD1, del_ur(GILTIG, BLAD1).decode().replace(fore, xml + fore, 1).encode())


def lang_text(text: str) -> bytes:
    """A sheet without headings, and above the names a text."""
    return spara(bok([text], *([namn, "Grönt", "Rött"] for namn in NAMN)))


HUNDRA_TUSEN_OMRADEN = " ".join(f"{kolumn}{rad}" for kolumn in "MNOPQR" for rad in range(2, 34_000, 2))


@pytest.mark.parametrize(
    "data",
    [
        med_xml(f"<!-- {'<mergeCell ' * 100_000} -->"),
        med_xml(f"<!-- {'<row ' * 100_000} -->"),
        med_xml('<!-- <col min="-300000000" max="5" style="1"/> -->'),
        lang_text(f"a{'.' * 30_000}b"),
        lang_text(f"a{'(' * 30_000}b"),
        lang_text(f"{'x' * 32_000}\nBeteende"),
    ],
    ids=["merged ranges without end", "rows without end", "columns below zero", "dots", "brackets", "a long line"],
)
def test_what_looks_like_much_takes_no_time_to_read(data):
    with hogst(HOGST, GILTIG):
        planen(data)


def test_a_text_longer_than_a_cell_holds_is_no_workbook_of_ours():
    data = fargraxml.arbetsbok([["Namn", *KORT], *([namn, "x" * 40_000] for namn in NAMN)])
    assert nekad(data).startswith("Filen innehåller mycket mer")


def test_columns_filled_far_beyond_the_table_are_not_written_out():
    """One empty cell far away, and whole columns filled as far: five million squares, of which a few are pupils'."""
    rader = [["Namn", *KORT], *([namn, "g"] for namn in NAMN)]
    data = fargraxml.arbetsbok(rader, kolumner='<cols><col min="2" max="1000" style="2"/></cols>')
    langt_bort = b'<row r="5000"><c r="ALL5000" s="2"/></row></sheetData>'
    data = med_del(data, BLAD1, del_ur(data, BLAD1).replace(b"</sheetData>", langt_bort))
    with hogst(HOGST, GILTIG):
        plan = planen(data)
    assert {ruta.farg for ruta in plan.rutor.values()} == {1}
    assert len(plan.rutor) == len(NAMN) * len(NYCKLAR)


def test_rules_with_very_many_ranges_are_not_followed():
    regel = (
        f'<conditionalFormatting sqref="{HUNDRA_TUSEN_OMRADEN}"><cfRule type="cellIs" dxfId="0" priority="1" '
        'operator="equal"><formula>"G"</formula></cfRule></conditionalFormatting>'
    )
    data = fargraxml.arbetsbok([["Namn", *KORT], *([namn, *"gggggggggg"] for namn in NAMN)], efter=regel)
    gront = '<dxf><fill><patternFill><bgColor rgb="FF92D050"/></patternFill></fill></dxf>'
    stilar = del_ur(data, "xl/styles.xml").decode().replace("</styleSheet>", f"<dxfs>{gront}</dxfs></styleSheet>")
    (ark,) = arbetsbok.las(med_del(data, "xl/styles.xml", stilar.encode()))
    assert "för många regler" in ark.anmarkningar[0]


def test_macros_are_never_opened_and_the_cells_are_read():
    typ = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    makro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = med_del(GILTIG, "[Content_Types].xml", del_ur(GILTIG, "[Content_Types].xml").replace(typ, makro))
    data = med_del(data, "xl/vbaProject.bin", b"<!ENTITY" + SLUMP)
    assert len(planen(data).rutor) == 10


def test_links_to_other_workbooks_are_not_followed():
    data = med_del(som_pappret(NAMN, {(0, "beteende-1"): 1}), "xl/externalLinks/externalLink1.xml", b"<!DOCTYPE x>")
    assert len(planen(data).rutor) == 1
