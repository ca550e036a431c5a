"""Tables of absence read from files: what they may look like, and what is refused and why."""

import random
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from handlingsplan import narvaro
from skolanknytning.skola.amnen import grundskolan, tolka

from ..skola.filer import arbetsbok, med_del, med_dolda
from .narvarotal import HUVUD, bok, rader, text

LISTA = grundskolan()
BLAD1 = "xl/worksheets/sheet1.xml"


def las(data: bytes, lista=LISTA, namn: str = "") -> dict:
    return narvaro.las(data, lista, namn).tal


def nekad(data: bytes, namn: str = "") -> tuple:
    """Why a file is refused: (row, column, text) for each problem."""
    with pytest.raises(narvaro.NarvaroError) as fel:
        narvaro.las(data, LISTA, namn)
    return tuple((p.rad, p.kolumn, p.text) for p in fel.value.problem)


# --- What is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "huvud",
    [
        "Ämne;Giltig;Ogiltig",
        "ämneskod;Giltig frånvaro (%);Ogiltig frånvaro (%)",
        "Kurs;Anmäld frånvaro i procent;Oanmäld frånvaro i procent",
        "Ämnesnamn;Frånvaro, giltig;Frånvaro - ogiltig",
        "ÄMNE;GILTIG FRÅNVARO %;OGILTIG FRÅNVARO %",
    ],
)
def test_headings_are_found(huvud):
    assert las(text("MA;12;3", huvud=huvud)) == rader({"MA": ("12", "3")})


@pytest.mark.parametrize(
    ("amne", "kod"),
    [
        ("MA", "MA"),
        ("ma", "MA"),
        ("Matematik", "MA"),
        ("matematik (MA)", "MA"),
        ("MA - Matematik", "MA"),
        ("Eng", "EN"),
        ("Bild", "BL"),
        ("Hem- och konsumentkunskap", "HKK"),
        ("Alla ämnen", ""),
        ("Totalt", ""),
        ("Samtliga", ""),
    ],
)
def test_subjects_are_recognised(amne, kod):
    assert las(text(f"{amne};12;3")) == rader({kod: ("12", "3")})


def test_a_school_with_subjects_of_its_own():
    lista = tolka("MAT1 Matematik 1\nFRI Friluftsliv")
    assert las(text("MAT1;1,5;3", "Friluftsliv;2;0"), lista) == rader({"MAT1": ("1.5", "3"), "FRI": ("2", "0")})


@pytest.mark.parametrize(
    ("skrivet", "tal"),
    [("12", "12"), ("12,5", "12.5"), ("12.5", "12.5"), ("12 %", "12"), ("12,55%", "12.6"), ("0", "0"), ("100", "100")],
)
def test_numbers(skrivet, tal):
    assert las(text(f"MA;{skrivet};0"))["MA"][0] == Decimal(tal)


def test_a_share_that_excel_shows_as_per_cent_is_read_as_it_is_shown():
    data = bok(["MA", 0.125, 0.03], ["EN", 0.5, 1], former={"B2": "0%", "C2": "0.0 %", "B3": "0%", "C3": '0" %"'})
    assert las(data) == rader({"MA": ("12.5", "3"), "EN": ("50", "1")})


def test_a_share_that_excel_shows_as_a_share_is_not_guessed():
    ((_, _, varfor),) = nekad(bok(["MA", 0.125, 0.03], ["EN", 1, 0]))
    assert "Är de andelar" in varfor
    assert las(bok(["MA", 0.125, 0.03], ["EN", 2, 0]))["MA"] == (Decimal("0.1"), Decimal("0.0"))


def test_titles_other_columns_and_empty_rows_are_left_alone():
    data = bok(
        ["Ämne", "Lektioner", "Giltig frånvaro (min)", "Giltig frånvaro (%)", "Ogiltig frånvaro (%)", "Närvaro"],
        ["Matematik", 40, 500, 12, 3, 85],
        [None, None, None, None, None, None],
        ["Engelska", 30, None, None, None, None],
        huvud=["Frånvaro för 8A"],
    )
    assert las(data) == rader({"MA": ("12", "3")})


def test_a_name_beside_a_subject_is_the_subjects():
    data = text("MA;Matematik;12;3", "X9;Engelska;1;2", huvud="Ämne;Namn;Giltig;Ogiltig")
    assert narvaro.las(data, LISTA).upplysningar == ("Rad 3 (X9) är inget av skolans ämnen och lästes inte.",)


def test_what_is_no_subject_is_left_out_and_named():
    last = narvaro.las(text("MA;12;3", "Mentorstid;4;4", "Lunch;;"), LISTA)
    assert last.tal == rader({"MA": ("12", "3")})
    assert last.upplysningar == ("Rad 3 (Mentorstid) är inget av skolans ämnen och lästes inte.",)


def test_hidden_rows_and_further_sheets_are_told():
    last = narvaro.las(med_dolda([HUVUD, ["MA", 12, 3]], [2]), LISTA)
    assert last.upplysningar == ("Rad 2 är dold i Excel men läses in.",)
    blad = arbetsbok(["Anteckningar"], fler_blad=[("Data", [HUVUD, ["MA", 12, 3]])])
    assert narvaro.las(blad, LISTA).upplysningar == ("Filen har flera blad. Bara bladet Data lästes.",)


def test_rounding_never_makes_more_than_all_the_time():
    assert las(text("MA;50,05;49,95")) == rader({"MA": ("50.1", "49.9")})


# --- What is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "vantat"),
    [
        (text("MA;tolv;3"), (2, "Giltig", "Det är inte ett tal. Skriv procent, till exempel 12 eller 12,5.")),
        (text("MA;-1;3"), (2, "Giltig", "Talet är mindre än 0. Frånvaron skrivs i procent, från 0 till 100.")),
        (text("MA;1;140"), (2, "Ogiltig", "Talet är större än 100. Frånvaron skrivs i procent, från 0 till 100.")),
        (text("MA;12;"), (2, "Ogiltig", "Talet saknas. Skriv 0 om det inte finns någon frånvaro.")),
        (text(";12;3"), (2, "Ämne", "Ämne saknas. Skriv ämnet, eller Alla ämnen för hela tiden.")),
        (text("MA;60;50"), (2, "", "Giltig och ogiltig frånvaro är tillsammans mer än 100 procent.")),
        (text("MA;1e1;3"), (2, "Giltig", "Det är inte ett tal. Skriv procent, till exempel 12 eller 12,5.")),
    ],
)
def test_a_bad_number_names_its_row_and_column(data, vantat):
    assert nekad(data) == (vantat,)


def test_a_formula_is_named():
    ((rad, kolumn, varfor),) = nekad(bok(["MA", "=A1+1", 3]))
    assert (rad, kolumn) == (2, "Giltig frånvaro")
    assert varfor.startswith("Cell B2 innehåller en formel.")


def test_a_long_list_of_faults_is_cut():
    problem = nekad(text(*["MA;tolv;1"] * 14))
    assert len(problem) == 11
    assert problem[-1] == (None, "", "Och 4 fel till.")


@pytest.mark.parametrize(
    "data",
    [
        text("Ada Ek;12;3", huvud="Elev;Giltig;Ogiltig"),
        text("Ada;Ek;12;3", huvud="Förnamn;Efternamn;Giltig;Ogiltig"),
        text("Ada Ek;MA;12;3", huvud="Elev;Ämne;Giltig;Ogiltig"),
        text("Ada Ek;12;3", huvud="Namn;Giltig;Ogiltig"),
        text("20130101-1234;12;3"),
        text("MA;12;3;130101-1234", huvud="Ämne;Giltig;Ogiltig;Övrigt"),
        text("MA;12;3", huvud="Personnummer;Giltig;Ogiltig"),
        text("Ada Ek;12;3", "Bo Björk;2;3"),
        text("MA;12;3", "MA;2;3"),
        bok(["Ada Ek", 12, 3], huvud=["Elevens namn", "Giltig", "Ogiltig"]),
    ],
)
def test_a_file_about_single_pupils_is_refused_and_says_what_to_do(data):
    problem = nekad(data)
    assert any("en rad för varje ämne, utan elevernas namn. Ta ut en sådan sammanställning" in t for *_, t in problem)
    assert not any("130101" in t for *_, t in problem)


def test_several_classes_are_refused():
    ((_, _, varfor),) = nekad(text("7A;MA;12;3", "7B;EN;1;2", huvud="Klass;Ämne;Giltig;Ogiltig"))
    assert varfor.startswith("Filen gäller flera klasser.")
    assert las(text("7A;MA;12;3", "7A;EN;1;2", huvud="Klass;Ämne;Giltig;Ogiltig"))


@pytest.mark.parametrize(
    ("data", "namn", "vantat"),
    [
        (b"", "", "Filen är tom."),
        (b"\xef\xbb\xbf\r\n", "", "Filen är tom."),
        (b"%PDF-1.7", "", "Filen är en PDF."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "Filen går inte att läsa som en Excel-fil."),
        (b"PK\x03\x04skadad", "", "Filen går inte att läsa som en Excel-fil."),
        (b"inte en bok", "a.xlsx", "Filen går inte att läsa som en Excel-fil."),
        (b"<html><table>", "", "Filen är en webbsida"),
        (b"a\x00b\x00c", "", "Filen är varken en Excel-fil (.xlsx) eller en textfil (.csv)."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.png", "Filen är varken en Excel-fil"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.csv", "Filen är varken en Excel-fil"),
        (b"\0\0\0\x18ftypheic", "", "Filen är varken en Excel-fil"),
        (b"MA;12;3", "", "Hittar ingen rubrikrad."),
        (b"x" * (1024 * 1024 + 1), "", "Filen är större än 1 MB"),
        (text(*["MA;1;2"] * 400), "", "Filen innehåller mycket mer än en tabell över ämnen"),
        (bok(*[["MA", 1, 2]] * 400), "", "Filen innehåller mycket mer än en tabell över ämnen"),
        (bok(*[["MA", 1, 2]] * 5100), "", "Filen innehåller mycket mer än en tabell över ämnen"),
        (text(), "", "Filen har en rubrikrad men inga tal."),
        (text("Trolleri;12;3"), "", "Inget av ämnena i filen finns på skolan (rad 2: Trolleri)."),
        (text("12;3", huvud="Giltig;Ogiltig"), "", "Hittar ingen kolumn med ämnen."),
        (text("MA;3", huvud="Ämne;Ogiltig"), "", "Hittar ingen kolumn med giltig frånvaro."),
        (text("MA;1;2;3", huvud="Ämne;Giltig;Giltig frånvaro;Ogiltig"), "", "Kolumnerna Giltig och Giltig frånvaro"),
        (
            text("MA;120;30", huvud="Ämne;Giltig min;Ogiltig min"),
            "",
            "Hittar ingen kolumn med giltig frånvaro i procent.",
        ),
    ],
)
def test_what_is_no_table_of_absence(data, namn, vantat):
    assert nekad(data, namn)[0][2].startswith(vantat)


def test_entities_and_zip_bombs_are_refused():
    xml = zipfile.ZipFile(BytesIO(bok(["MA", 1, 2]))).read(BLAD1)
    med_entitet = med_del(bok(["MA", 1, 2]), BLAD1, b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    assert nekad(med_entitet)[0][2].startswith("Filen innehåller XML-entiteter")
    stor = med_del(bok(["MA", 1, 2]), BLAD1, xml.replace(b"</sheetData>", b" " * 25_000_000 + b"</sheetData>"))
    assert nekad(stor)[0][2].startswith("Filen innehåller mycket mer")


# --- Whatever the bytes are -------------------------------------------------------------------------------------------


def granska(data: bytes) -> None:
    """A file is read to sound figures about the school's subjects, or refused with whole sentences."""
    nekat = None
    try:
        last = narvaro.las(data, LISTA)
    except narvaro.NarvaroError as fel:
        nekat = fel.problem
    if nekat is not None:
        assert nekat
        assert all(p.text.endswith(".") for p in nekat)
        return
    assert last.tal
    assert set(last.tal) <= {"", *LISTA.amnen}
    for par in last.tal.values():
        assert min(par) >= 0
        assert sum(par) <= 100
        assert par == tuple(round(t, 1) for t in par)


@given(st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", "Ämne;Giltig;Ogiltig\n".encode()]), st.binary(max_size=300))
@example(b"", b'"')
@example("Ämne;Giltig;Ogiltig\n".encode(), "MA;²;٣\n".encode())
def test_random_bytes(borjan, data):
    granska(borjan + data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=6))
def test_random_cells(celler):
    granska("\n".join(["Ämne\tGiltig\tOgiltig", *("\t".join(rad) for rad in celler)]).encode("utf-8", "replace"))


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=60)
def test_workbooks_with_changed_bytes(andringar):
    data = bytearray(bok(["MA", 12, 3]))
    for plats, varde in andringar:
        data[plats % len(data)] = varde
    granska(bytes(data))


# --- Every way to write a figure, counted again -----------------------------------------------------------------------

# Tenths of a per cent: whole numbers, so that the test counts in another way than the program does.
par_ = st.integers(0, 1000).flatmap(lambda g: st.tuples(st.just(g), st.integers(0, 1000 - g)))
tabeller = st.dictionaries(st.sampled_from(["", *LISTA.amnen]), par_, min_size=1)
SATT = [
    lambda n: f"{n // 10},{n % 10}",
    lambda n: f"{n // 10}.{n % 10} %",
    lambda n: f" {n // 10},{n % 10}0%",
]


def som_tiondelar(tal: dict) -> dict:
    return {kod: tuple(int(t * 10) for t in par) for kod, par in tal.items()}


def amnesord(kod: str, slump: random.Random) -> str:
    namn = LISTA.amnen[kod].namn if kod else "Alla ämnen"
    return slump.choice([namn, namn.upper(), kod or "Totalt", f"{namn} ({kod})" if kod else "Summa"])


@given(tabeller, st.randoms(use_true_random=False), st.sampled_from(";\t"), st.sampled_from(["utf-8-sig", "cp1252"]))
def test_what_a_text_file_says_is_what_is_read(tabell, slump, skilje, kodning):
    skriv = slump.choice(SATT)
    assume("%" in skriv(0) or max(max(par) for par in tabell.values()) > 10)
    rader_ = [["Ämne", "Giltig", "Ogiltig"]]
    rader_ += [[amnesord(kod, slump), skriv(g), skriv(o)] for kod, (g, o) in tabell.items()]
    slump.shuffle(kolumner := [0, 1, 2])
    data = "\r\n".join(skilje.join(rad[k] for k in kolumner) for rad in rader_).encode(kodning)
    assert som_tiondelar(las(data)) == tabell


@given(tabeller, st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=40)
def test_what_a_workbook_shows_is_what_is_read(tabell, slump, andelar):
    assume(andelar or max(max(par) for par in tabell.values()) > 10)
    delare = 1000 if andelar else 10
    former = {f"{k}{n}": "0.0%" for k in "BC" for n in range(2, 30)} if andelar else None
    data = bok(*([amnesord(kod, slump), g / delare, o / delare] for kod, (g, o) in tabell.items()), former=former)
    assert som_tiondelar(las(data)) == tabell


def test_the_template_is_read_when_it_is_filled_in():
    mall = narvaro.arbetsbok(LISTA)
    blad = mall.active
    assert [rad[0].value for rad in blad.iter_rows(min_row=2)] == [
        "Alla ämnen",
        *(a.namn for a in LISTA.amnen.values()),
    ]
    fil = BytesIO()
    mall.save(fil)
    assert nekad(fil.getvalue())[0][2].startswith("Filen har en rubrikrad men inga tal.")
    for nummer in range(2, blad.max_row + 1):
        blad[f"B{nummer}"], blad[f"C{nummer}"] = nummer, 1
    fil = BytesIO()
    mall.save(fil)
    last = narvaro.las(fil.getvalue(), LISTA)
    assert list(last.tal) == ["", *LISTA.amnen]
    assert last.upplysningar == ("Filen har flera blad. Bara bladet Frånvaro lästes.",)
