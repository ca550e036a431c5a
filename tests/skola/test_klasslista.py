"""Reading class lists: the words and files schools send, and every refusal with what it tells the person to do."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from skolanknytning.arbetsbok import MAX_BYTE
from skolanknytning.skola import klasslista
from skolanknytning.skola.klasslista_typer import KlasslistaError, Rad

from .filer import arbetsbok, lista, med_del


def rader(data: bytes) -> list[tuple]:
    """The pupils read, without the problems: (row, first name, last name, class, elev-id)."""
    return [(r.rad, r.fornamn, r.efternamn, r.klass, r.elev_id) for r in klasslista.las(data).rader]


def problem(data: bytes) -> list[tuple]:
    """(row, column, text) of the problems with rows."""
    return [(p.rad, p.kolumn, p.text) for p in klasslista.las(data).problem]


def nekad(data: bytes) -> str:
    """The message of a file that is refused whole."""
    with pytest.raises(KlasslistaError) as fel:
        klasslista.las(data)
    return str(fel.value)


ADA = (2, "Ada", "Ek", "7A", "1001")


@pytest.mark.parametrize(
    "huvud",
    [
        ["Förnamn", "Efternamn", "Klass", "Elev-id"],
        ["FÖRNAMN", "EFTERNAMN", "KLASS", "ElevID"],
        ["förnamn:", " Efternamn ", "Klassbeteckning", "Externt id"],
        ["Fornamn", "Efternamn", "Klassnamn", "Elevnummer"],
        ["Tilltalsnamn", "Efternamn", "Hemklass", "Extern-ID"],
        ["Förnamn", "Efternamn", "Undervisningsgrupp", "Elev id"],
        ["Förnamn", "Efternamn", "Grupp", "ID"],
        ["Fo\u0308rnamn", "Efternamn", "Klass", "Elev-id"],  # decomposed ö, as some programs write it
    ],
)
def test_headings_schools_use(huvud):
    assert rader(lista(["Ada", "Ek", "7A", 1001], huvud=huvud)) == [ADA]


@pytest.mark.parametrize(
    ("rubrik", "namn", "vantat"),
    [
        ("Namn", "Ada Ek", ("Ada", "Ek")),
        ("Elev", "Ek, Ada", ("Ada", "Ek")),
        ("Elevnamn", "Ada Maria von Ek", ("Ada", "Maria von Ek")),
        ("Efternamn, Förnamn", "Ek, Ada", ("Ada", "Ek")),
        ("Efternamn Förnamn", "von Ek Ada", ("Ada", "von Ek")),
        ("Namn", "Ada", ("Ada", "")),
        ("Namn", "Ek,", ("Ek", "")),
        ("Namn", "Ada\u00a0 Ek", ("Ada", "Ek")),
        ("Namn", "A\u030asa O\u0308berg", ("Åsa", "Öberg")),
    ],
)
def test_a_name_in_one_cell(rubrik, namn, vantat):
    (rad,) = klasslista.las(arbetsbok([rubrik, "Klass"], [namn, "7A"])).rader
    assert (rad.fornamn, rad.efternamn) == vantat


def test_the_name_a_pupil_goes_by_comes_first():
    data = arbetsbok(["Förnamn", "Tilltalsnamn", "Efternamn"], ["Ada Maria", "Maria", "Ek"], ["Bo Karl", None, "Alm"])
    assert [r[1] for r in rader(data)] == ["Maria", "Bo Karl"]


def test_the_heading_need_not_be_the_first_row():
    data = arbetsbok(["Björkskolan"], ["Klasslista 7A 2026-08-20"], [], ["Namn", "Klass"], ["Ada Ek", "7A"])
    assert rader(data) == [(5, "Ada", "Ek", "7A", "")]


def test_arskurs_and_protection_are_read():
    data = arbetsbok(
        ["Namn", "ÅK", "Skyddade personuppgifter"],
        ["Ada Ek", "Åk 7", "ja"],
        ["Bo Alm", 7, "Nej"],
        ["Cleo Asp", "F", None],
        ["Dag Lind", "7", "x"],
    )
    assert [(r.arskurs, r.skyddad) for r in klasslista.las(data).rader] == [
        (7, True),
        (7, False),
        (None, False),
        (7, True),
    ]


@pytest.mark.parametrize("rubrik", ["Skyddad identitet", "Sekretess", "Sekretessmarkering", "Skyddad"])
def test_words_for_protection(rubrik):
    (rad,) = klasslista.las(arbetsbok(["Namn", rubrik], ["Ada Ek", "Ja"])).rader
    assert rad.skyddad


def test_columns_that_are_not_needed_are_left_out_by_name():
    lasta = klasslista.las(
        arbetsbok(
            ["Namn", "E-post", "Vårdnadshavare 1", "Kön", "Klass"],
            ["Ada Ek", "ada@exempel.test", "Eva Ek", "F", "7A"],
        )
    )
    assert lasta.ignorerade == ("E-post", "Vårdnadshavare 1", "Kön")
    assert lasta.laste_kolumner == ("Namn", "Klass")
    assert lasta.rader == (Rad(rad=2, fornamn="Ada", efternamn="Ek", klass="7A"),)


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("avgransare", [";", ",", "\t"])
@pytest.mark.parametrize("radslut", ["\r\n", "\n", "\r"])
def test_text_files(kodning, avgransare, radslut):
    text = radslut.join(
        avgransare.join(r) for r in [["Förnamn", "Efternamn", "Klass"], ["Åsa", "Öberg", "7Ä"], ["Bo", "Alm", "7A"]]
    )
    assert rader(text.encode(kodning)) == [(2, "Åsa", "Öberg", "7Ä", ""), (3, "Bo", "Alm", "7A", "")]


def test_text_with_quotes_and_separators_inside():
    data = b'sep=;\r\n"Namn";"Klass"\r\n"Ek, Ada";"7A"\r\n'
    assert rader(data) == [(3, "Ada", "Ek", "7A", "")]


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("Ada Ek\nBo Alm\n", [(1, "Ada", "Ek"), (2, "Bo", "Alm")]),
        ("Namn\nEk, Ada\n", [(2, "Ada", "Ek")]),
        ("Klass 7A\nAda Ek\n", [(2, "Ada", "Ek")]),
        ("7A\n\nAda Ek\n", [(3, "Ada", "Ek")]),
        ("Ek, Ada\nAlm, Bo\n", [(1, "Ada", "Ek"), (2, "Bo", "Alm")]),
    ],
)
def test_lists_of_names_only(text, vantat):
    assert [r[:3] for r in rader(text.encode())] == vantat


def test_a_workbook_of_names_only():
    assert [r[:3] for r in rader(arbetsbok(["Ada Ek"], ["Bo Alm"]))] == [(1, "Ada", "Ek"), (2, "Bo", "Alm")]


def test_the_first_sheet_with_a_heading_is_read_and_named():
    data = arbetsbok(["Läs mig"], blad="Info", fler_blad=[("Elever", [["Namn", "Klass"], ["Ada Ek", "7A"]])])
    lasta = klasslista.las(data)
    assert [r.namn for r in lasta.rader] == ["Ada Ek"]
    assert lasta.upplysningar == ("Filen har flera blad. Bara bladet Elever lästes.",)


def test_a_group_is_known_by_its_heading():
    assert klasslista.las(arbetsbok(["Namn", "Grupp"], ["Ada Ek", "Franska"])).grupper
    assert not klasslista.las(arbetsbok(["Namn", "Klass", "Grupp"], ["Ada Ek", "7A", "Franska"])).grupper


# --- Personnummer ---------------------------------------------------------------------------------------------------

# Made up: the check digits are wrong on purpose where a form allows it.
PERSONNUMMER = ["20100101-1234", "100101-1234", "201001011234", "20100161-1234", "19991231+1234", "100101–1234"]


@pytest.mark.parametrize("rubrik", ["Personnummer", "Persnr", "Pnr", "Samordningsnummer", "Elevens personnummer"])
def test_a_personnummer_column_is_refused_by_name(rubrik):
    svar = nekad(arbetsbok(["Namn", rubrik], ["Ada Ek", "abc"]))
    assert svar.startswith(f"Kolumnen {rubrik} innehåller personnummer.")
    assert "Ta bort hela kolumnen" in svar


@pytest.mark.parametrize("varde", PERSONNUMMER)
@pytest.mark.parametrize("rubrik", ["Elev-id", "Övrigt"])
def test_values_shaped_like_personnummer_are_refused_under_any_heading(rubrik, varde):
    svar = nekad(arbetsbok(["Namn", rubrik], ["Ada Ek", varde]))
    assert svar.startswith(f"Kolumnen {rubrik} innehåller personnummer.")
    assert varde not in svar


def test_numbers_without_their_leading_nought_are_seen():
    assert "personnummer" in nekad(arbetsbok(["Namn", "Id"], ["Ada Ek", 801011234], ["Bo Alm", 811011234]))


def test_personnummer_without_a_heading_are_refused():
    assert nekad(b"20100101-1234\n20100102-1234\n").startswith("Kolumnen nummer 1 innehåller personnummer.")


def test_a_personnummer_among_a_name_leaves_the_row_out():
    data = lista(["Ada 20100101-1234", "Ek", "7A", 1], ["Bo", "Alm", "7A", 2])
    assert [r[1] for r in rader(data)] == ["Bo"]
    ((rad, kolumn, text),) = problem(data)
    assert (rad, kolumn) == (2, "Förnamn")
    assert "20100101" not in text


def test_a_single_id_that_could_be_a_personnummer_leaves_the_row_out():
    data = lista(["Ada", "Ek", "7A", "1001011236"], ["Bo", "Alm", "7A", 2], ["Cleo", "Asp", "7A", 3])
    assert [r[1] for r in rader(data)] == ["Bo", "Cleo"]
    assert [p[:2] for p in problem(data)] == [(2, "Elev-id")]


@pytest.mark.parametrize("elev_id", ["1234567890", "9999999999", "100101", "ab100101-1", "2010-01-01", "070-1234567"])
def test_other_numbers_are_not_personnummer(elev_id):
    assert rader(lista(["Ada", "Ek", "7A", elev_id])) == [(2, "Ada", "Ek", "7A", elev_id)]


# --- Rows with problems ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rad", "kolumn", "text"),
    [
        ([None, "Ek", "7A", 1], "Förnamn", "Namn saknas."),
        (["=B1", "Ek", "7A", 1], "Förnamn", "Cell A3 innehåller en formel."),
        (["Ada", "Ek", "7A", "=1+1"], "Elev-id", "Cell D3 innehåller en formel."),
        (["Ada", "Ek", date(2026, 1, 7), 1], "Klass", "Cell C3 är ett datum eller en tid."),
        (["A" * 81, "Ek", "7A", 1], "Förnamn", "Texten är längre än 80 tecken."),
        (["Ada", "Ek", "7" * 41, 1], "Klass", "Texten är längre än 40 tecken."),
        (["Ada\u202eX", "Ek", "7A", 1], "Förnamn", "Cellen innehåller osynliga styrtecken."),
        (["@Ada", "Ek", "7A", 1], "Förnamn", "Texten ser inte ut som ett namn."),
        (["-Ada", "Ek", "7A", 1], "Förnamn", "Texten ser inte ut som ett namn."),
        (["Antal elever: 25", None, None, None], "Förnamn", "Texten ser inte ut som ett namn."),
        (["070-123 45 67", None, None, None], "Förnamn", "Texten ser inte ut som ett namn."),
    ],
)
def test_a_row_with_a_problem_is_left_out_and_named(rad, kolumn, text):
    data = lista(["Bo", "Alm", "7A", 2], rad)
    assert [r[1] for r in rader(data)] == ["Bo"]
    ((radnummer, kolumnen, texten),) = problem(data)
    assert (radnummer, kolumnen) == (3, kolumn)
    assert texten.startswith(text)


def test_control_characters_in_text_files():
    assert problem("Förnamn;Klass\nA\x07da;7A\n".encode())[0][:2] == (2, "Förnamn")


def test_a_formula_in_a_text_file():
    ((rad, kolumn, text),) = problem("Förnamn;Klass\n=HYPERLINK(1);7A\n".encode())
    assert (rad, kolumn, text.split(".")[0]) == (
        2,
        "Förnamn",
        "Cell A2 börjar med ett likhetstecken och ser ut som en formel",
    )


def test_invisible_characters_are_taken_away():
    assert rader(lista(["\ufeffAda\u200b", "Ek\u00ad", "7A", 1001])) == [ADA]


def test_a_formula_in_a_column_that_is_not_read_is_no_problem():
    lasta = klasslista.las(arbetsbok(["Namn", "Summa"], ["Ada Ek", "=1+1"]))
    assert (len(lasta.rader), lasta.problem) == (1, ())


def test_merged_cells_below_the_heading_leave_their_rows_out():
    data = arbetsbok(["Namn", "Klass"], ["Ada Ek", "7A"], ["Bo Alm", None], ["Cleo Asp", "7A"], sammanfoga=["B2:B3"])
    assert [r[0] for r in rader(data)] == [4]
    assert [(p[0], p[1], p[2][:27]) for p in problem(data)] == [
        (2, "Klass", "Cellerna B2:B3 är sammanfog"),
        (3, "Klass", "Cellerna B2:B3 är sammanfog"),
    ]


def test_merged_titles_above_the_heading_are_no_problem():
    data = arbetsbok(["Klass 7A", None], ["Namn", "Klass"], ["Ada Ek", "7A"], sammanfoga=["A1:B1"])
    assert rader(data) == [(3, "Ada", "Ek", "7A", "")]


def test_empty_rows_and_footers_of_other_columns_are_passed_over():
    data = arbetsbok(["Namn", "Klass", "Anm"], ["Ada Ek", "7A", None], [], [None, None, "Utskriven i augusti"])
    assert (len(rader(data)), problem(data)) == (1, [])


# --- Files that are refused -----------------------------------------------------------------------------------------


def _zip(**delar: bytes) -> bytes:
    fil = io.BytesIO()
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as arkiv:
        for namn, innehall in delar.items():
            arkiv.writestr(namn, innehall)
    return fil.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
BOMB = _zip(**{"xl/worksheets/sheet1.xml": b"0" * 100_000_000})
ENTITETER = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaa">]><sst>&a;</sst>'
GILTIG = lista(["Ada", "Ek", "7A", 1])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "Filen är tom."),
        (b" \r\n\t\n", "Filen är tom."),
        (arbetsbok(), "Filen är tom."),
        (b"a" * (MAX_BYTE + 1), "Filen är större än 1 MB"),
        (b"PK\x03\x04 inte en arbetsbok", "Filen går inte att läsa som en Excel-fil."),
        (_zip(**{"brev.txt": b"hej"}), "Filen går inte att läsa som en Excel-fil."),
        (GILTIG[:-200], "Filen går inte att läsa som en Excel-fil."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Filen är skyddad med lösenord"),
        (OLE + "Workbook".encode("utf-16-le"), "Filen är sparad i Excels äldre format (.xls)."),
        (OLE, "Filen går inte att läsa som en Excel-fil."),
        (b"%PDF-1.7", "Filen är en PDF."),
        (b"<html><table><tr><td>Namn</td></tr></table>", "Filen är en webbsida"),
        (_zip(**{"mimetype": b"x", "content.xml": b"<a/>"}), "Filen är sparad i LibreOffices format (.ods)."),
        (BOMB, "Filen innehåller mycket mer än en klasslista"),
        (_zip(**{f"xl/del{i}.xml": b"" for i in range(400)}), "Filen innehåller mycket mer än en klasslista"),
        (med_del(GILTIG, "xl/sharedStrings.xml", ENTITETER), "Filen innehåller XML-entiteter"),
        (
            med_del(GILTIG, "xl/sharedStrings.xml", ENTITETER.decode().encode("utf-16")),
            "Filen innehåller XML-entiteter",
        ),
        (arbetsbok(["Förnamn", "Efternamn"], ["Ada", "Ek"], sammanfoga=["A1:B1"]), "Cellerna A1:B1 är sammanfogade."),
        (arbetsbok(["Efternamn", "Klass"], ["Ek", "7A"]), "Hittar ingen kolumn med elevernas namn."),
        (arbetsbok(["Namn", "Klass", "Namn"], ["Ada Ek", "7A", "Eva Ek"]), "Rubriken Namn betyder samma sak"),
        (arbetsbok(["Ada", "Ek"], ["Bo", "Alm"]), "Hittar ingen rubrikrad."),
        (b"Ada;Ek\nBo;Alm\n", "Hittar ingen rubrikrad."),
        (arbetsbok(["Förnamn", "Klass"]), "Filen har en rubrikrad men inga elever."),
        (bytes(range(256)) * 4, "Filen går inte att läsa."),
        (b"Namn;Klass\n" + b"Ada\x81;7A", "Filen går inte att läsa."),
    ],
)
def test_files_that_are_refused(data, text):
    assert nekad(data).startswith(text)


@pytest.mark.parametrize("namn", ["7A.xlsx", "7A.XLSX"])
def test_text_called_a_workbook_is_refused(namn):
    with pytest.raises(klasslista.KlasslistaError, match="Filen går inte att läsa som en Excel-fil"):
        klasslista.las(b"Namn\nAda Ek\n", namn)
    assert klasslista.las(b"Namn\nAda Ek\n", "7A.csv").rader
    assert klasslista.las(GILTIG, namn).rader


@pytest.mark.parametrize("slag", ["xlsx", "csv"])
def test_fifty_thousand_rows_are_refused(slag):
    if slag == "csv":
        data = b"Namn;Klass\n" + b"Ada Ek;7A\n" * 50_000
    else:
        data = arbetsbok(["Namn", "Klass"], *[["Ada Ek", "7A"]] * 50_000)
    assert "5 000 rader" in nekad(data)


def test_too_many_columns_are_refused():
    assert "60 kolumner" in nekad(arbetsbok(["Namn"] + [f"K{i}" for i in range(70)], ["Ada"] * 71))


def test_five_thousand_rows_are_read():
    namn = [f"{a}{b}{c} Ek" for a in "ABDEFGHIJK" for b in "aeiouåäö" for c in "bcdfghjklmnpqrstvwxz"]
    data = arbetsbok(["Namn", "Elev-id"], *([namn[i % len(namn)], f"e{i}"] for i in range(5000)))
    assert len(rader(data)) == 5000


def test_rows_far_down_and_columns_far_out_are_not_in_the_way():
    bok = openpyxl.Workbook()
    bok.active.append(["Namn", "Klass"])
    bok.active.append(["Ada Ek", "7A"])
    bok.active["XFD1048576"] = "långt bort"
    fil = io.BytesIO()
    bok.save(fil)
    assert rader(fil.getvalue()) == [(2, "Ada", "Ek", "7A", "")]


def test_defusedxml_is_in_force():
    assert openpyxl.DEFUSEDXML
