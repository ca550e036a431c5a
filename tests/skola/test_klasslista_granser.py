"""Small files that would cost much to read, hidden rows, and what a class may be called."""

import io
import random
import re
import zipfile

import openpyxl
import pytest

from skolanknytning.skola import klasslista
from skolanknytning.skola.klasslista_typer import KlasslistaError

from .filer import arbetsbok, lista, med_del, med_dolda

GILTIG = lista(["Ada", "Ek", "7A", 1], ["Bo", "Alm", "7A", 2])
BLAD1 = "xl/worksheets/sheet1.xml"
FOR_STOR = "Filen innehåller mycket mer än en klasslista"
INTE_ARBETSBOK = "Filen går inte att läsa som en Excel-fil."


def del_ur(data: bytes, namn: str) -> bytes:
    """One part of a workbook, unpacked."""
    return zipfile.ZipFile(io.BytesIO(data)).read(namn)


def med_andrad_del(data: bytes, namn: str, fran: bytes, till: bytes) -> bytes:
    """A copy in which the text ``fran`` of a part is another."""
    innehall = del_ur(data, namn)
    assert fran in innehall
    return med_del(data, namn, innehall.replace(fran, till))


def nekad(data: bytes) -> str:
    """The message of a refused file, which is a small one."""
    assert len(data) < 200_000
    with pytest.raises(KlasslistaError) as fel:
        klasslista.las(data)
    return str(fel.value)


# --- Small files that would cost much -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "omraden",
    [
        ["A1:BH5000"] * 2000,  # 300,000 cells each
        ["A5:BH5000"],
        [f"A{n}:B{n}" for n in range(5, 300)],
    ],
)
def test_too_many_merged_cells(omraden):
    celler = "".join(f'<mergeCell ref="{o}"/>' for o in omraden).encode()
    till = b"</sheetData><mergeCells>" + celler + b"</mergeCells>"
    assert nekad(med_andrad_del(GILTIG, BLAD1, b"</sheetData>", till)).startswith(FOR_STOR)


def test_as_many_merged_cells_as_a_list_may_have():
    data = arbetsbok(["Namn", "Klass"], ["Ada Ek", "7A"], sammanfoga=[f"D{n}:E{n}" for n in range(3, 203)])
    assert [r.namn for r in klasslista.las(data).rader] == ["Ada Ek"]


def test_many_sheets_of_one_part():
    bok = b"".join(b'<sheet name="B%d" sheetId="%d" state="visible" r:id="rId1"/>' % (n, n) for n in range(2, 20))
    xmlns = b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    bok = bok.replace(b"<sheet ", b"<sheet" + xmlns + b" ")
    data = med_andrad_del(GILTIG, "xl/workbook.xml", b"</sheets>", bok + b"</sheets>")
    assert nekad(data).startswith(INTE_ARBETSBOK)


def test_more_sheets_than_a_school_has_classes():
    rader = [["Namn"], ["Ada Ek"]]
    assert klasslista.las(arbetsbok(*rader, fler_blad=[(f"B{n}", rader) for n in range(29)])).rader
    assert nekad(arbetsbok(*rader, fler_blad=[(f"B{n}", rader) for n in range(30)])).startswith(FOR_STOR)


def test_all_sheets_share_one_number_of_rows():
    rader = [["Namn"], *[["Ada Ek"]] * 3000]
    assert nekad(arbetsbok(*rader, fler_blad=[("B2", rader)])).startswith(FOR_STOR)


def test_rows_far_down_on_every_sheet_are_not_in_the_way():
    bok = openpyxl.Workbook()
    for blad in [bok.active, *(bok.create_sheet(f"B{n}") for n in range(29))]:
        blad.append(["Namn"])
        blad.append(["Ada Ek"])
        blad["XFD1048576"] = "långt bort"
    fil = io.BytesIO()
    bok.save(fil)
    assert [r.namn for r in klasslista.las(fil.getvalue()).rader] == ["Ada Ek"]


def test_large_styles():
    stil = b"<xf" + b" " * 1_100_000 + b"/>"
    data = med_andrad_del(GILTIG, "xl/styles.xml", b"</cellXfs>", stil + b"</cellXfs>")
    assert nekad(data).startswith(FOR_STOR)


def test_millions_of_empty_elements():
    """Beside a picture, so that the file does not unpack to suspiciously much for its size."""
    med_bild = med_del(GILTIG, "xl/media/bild.png", random.Random(1).randbytes(100_000))
    data = med_andrad_del(med_bild, BLAD1, b"</sheetData>", b"<row/>" * 1_500_000 + b"</sheetData>")
    assert nekad(data).startswith(FOR_STOR)


def test_a_list_of_sheets_in_a_part_that_may_be_large():
    data = med_del(GILTIG, "xl/worksheets/bok.xml", del_ur(GILTIG, "xl/workbook.xml"))
    data = med_andrad_del(data, "[Content_Types].xml", b"/xl/workbook.xml", b"/xl/worksheets/bok.xml")
    assert nekad(data).startswith(INTE_ARBETSBOK)


def test_texts_in_a_part_whose_texts_are_not_counted():
    typ = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    lank = f'<Override PartName="/xl/worksheets/texter.xml" ContentType="{typ}"/></Types>'.encode()
    data = med_andrad_del(GILTIG, "[Content_Types].xml", b"</Types>", lank)
    data = med_del(data, "xl/worksheets/texter.xml", b"<sst/>")
    assert nekad(data).startswith(INTE_ARBETSBOK)


def test_parts_in_utf_16_are_not_searched_in_vain():
    xml = re.sub(r"^<\?xml.*?\?>", "", del_ur(GILTIG, BLAD1).decode())
    assert nekad(med_del(GILTIG, BLAD1, xml.encode("utf-16"))).startswith(INTE_ARBETSBOK)


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_nul_is_no_text_wherever_it_stands(kodning):
    rader = ["Namn;Klass;Anm", *["Ada Ek;7A;x"] * 50, "Bo Alm;7A;\0"]
    assert nekad("\n".join(rader).encode(kodning)).startswith("Filen går inte att läsa.")


# --- Hidden rows ----------------------------------------------------------------------------------------------------


NAMN = [["Namn"], *([f"Ada {efternamn}"] for efternamn in ["Ek", "Alm", "Asp", "Lind"])]


@pytest.mark.parametrize(
    ("dolda", "text"),
    [
        ([3], "Rad 3 är dold i Excel men läses in. Ta bort raden ur filen om eleven inte ska med."),
        (
            [2, 4, 9],
            "2 rader är dolda i Excel men läses in (rad 2, 4). Ta bort dem ur filen om eleverna inte ska med.",
        ),
    ],
)
def test_hidden_rows_are_read_and_named(dolda, text):
    lasta = klasslista.las(med_dolda(NAMN, dolda))
    assert (len(lasta.rader), lasta.upplysningar) == (4, (text,))


def test_many_hidden_rows_are_summed_up():
    (text,) = klasslista.las(med_dolda([["Namn"], *[["Ada Ek"]] * 20], list(range(2, 22)))).upplysningar
    assert text.startswith("20 rader är dolda i Excel men läses in (rad 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 med flera).")


def test_hidden_rows_without_pupils_are_no_news():
    assert klasslista.las(med_dolda([["Klass 7A"], *NAMN], [1, 9])).upplysningar == ()


# --- What a class may be called -------------------------------------------------------------------------------------


@pytest.mark.parametrize("klass", ["7A", "7 a", "EK24A", "Franska 1", "F-klass", "9A/9B", "Idrott & hälsa", "Ma (sen)"])
def test_names_of_classes(klass):
    (rad,) = klasslista.las(lista(["Ada", "Ek", klass, 1])).rader
    assert rad.klass == klass


@pytest.mark.parametrize("huvud", ["Klass", "Grupp"])
@pytest.mark.parametrize("klass", ["@SUM(1)", "+7A", "-7A", '7"A', "<b>7A", "7A|x"])
def test_what_cannot_be_the_name_of_a_class(huvud, klass):
    lasta = klasslista.las(arbetsbok(["Namn", huvud], ["Ada Ek", klass], ["Bo Alm", "7A"]))
    assert [r.namn for r in lasta.rader] == ["Bo Alm"]
    ((rad, kolumn, text),) = [(p.rad, p.kolumn, p.text) for p in lasta.problem]
    assert (rad, kolumn) == (2, huvud)
    assert text == "Texten ser inte ut som namnet på en klass. Rätta den. Raden läses inte in."
