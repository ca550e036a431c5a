"""What stands around the marks: titles, sums, notes, several sheets, formulas, hidden rows; and what is never kept."""

import json
from dataclasses import asdict

import pytest

from kartlaggning.fargark.tolkning import arbetsbok, tolka
from kartlaggning.fargark.tolkning.typer import FargarkError

from .fargbocker import KORT, blad_per_dimension, bok, fyll, mala, spara
from .fargprov import NAMN, farger, planen, sammanhang, texter
from .rundor import FORM, NYCKLAR


def tabeller(data: bytes):
    return tolka.tolka(arbetsbok.las(data), sammanhang())[0]


# --- What is never kept -----------------------------------------------------------------------------------------------


def test_notes_are_neither_kept_nor_shown():
    data = spara(
        bok(
            ["Namn", KORT[0], KORT[1], "Kommentar"],
            ["Ada Ek", "Ada har haft en tung höst hemma", None, "Hemlig anteckning om Ada"],
            ["Bo Björk", None, "ring hem och prata med vårdnadshavaren", "Mer hemligt"],
            ["Mamman ringde i går, allt är bra nu", None, None, None],
            farger={"B2": "92D050", "C3": "FF0000"},
        )
    )
    sparat = json.dumps([asdict(t) for t in tabeller(data)], ensure_ascii=False)
    for ord_ in ("tung", "hemma", "Hemlig", "hemligt", "ring hem", "vårdnadshavaren", "Mamman"):
        assert ord_ not in sparat
    plan = planen(data)
    assert farger(plan) == {("Ada Ek", "beteende-1"): 1, ("Bo Björk", "beteende-2"): 3}
    assert texter(plan) == [
        ("Blad1", "rad 2", "B", "Texten i cellen är en anteckning och läses inte in. Färgen läses in."),
        ("Blad1", "rad 3", "C", "Texten i cellen är en anteckning och läses inte in. Färgen läses in."),
    ]
    assert plan.blad[0].tabell.ovriga == ("Kommentar",)


@pytest.mark.parametrize(
    "rader",
    [
        [["Namn", "Personnummer", KORT[0]], ["Ada Ek", "", "G"]],
        [["Namn", "Född", KORT[0]], ["Ada Ek", "20120304-1234", "G"]],
        [["Namn", KORT[0]], ["Ada Ek 120304-1234", "G"]],
        [["Namn", "Id", KORT[0]], ["Ada Ek", 1203041234, "G"], ["Bo Björk", 1203051235, "G"]],
    ],
)
def test_a_workbook_with_personnummer_is_refused_and_the_number_not_repeated(rader):
    with pytest.raises(FargarkError) as fel:
        tabeller(spara(bok(*rader)))
    assert str(fel.value).startswith("Bladet Blad1 innehåller personnummer (")
    assert "Ta bort dem ur filen" in str(fel.value)
    assert "1234" not in str(fel.value)


def test_subjects_are_kept_as_codes_and_the_rest_named():
    data = spara(
        bok(
            ["Namn", FORM.pastaenden[0].text, "I vilka ämnen?"],
            ["Ada Ek", "rött", "Matematik och fysik, mest på morgonen"],
            ["Bo Björk", "gult", "NO"],
            ["Cleo Lind", None, "EN"],
            ["Dag Alm", "grönt", "SV"],
        )
    )
    plan = planen(data)
    assert {p[0]: r.amnen for p, r in plan.rutor.items()} == {
        "Ada Ek": ("FY", "MA"),
        "Bo Björk": ("BI", "FY", "KE"),
        "Dag Alm": (),
    }
    assert [t[3] for t in texter(plan)] == [
        "”mest på morgonen” finns inte bland skolans ämnen.",
        "Ämnena läses inte in, eftersom rutan är grön.",
        "Det står ämnen till ”Närvarande i alla ämnen” men ingen färg som läses in. Ämnena läses inte in.",
    ]


# --- Rows -------------------------------------------------------------------------------------------------------------


def test_sums_explanations_and_headings_are_no_pupils():
    rader = [["Namn", KORT[0]], ["Ada Ek", "r"], ["Antal gröna", 1], ["Summa", 3], ["Grönt = stämmer helt", "g"]]
    rader += [["Namn", KORT[0]], ["Klass 7A", "r"], ["Ej bedömda", 2], ["Bo Björk", "y"]]
    assert farger(planen(spara(bok(*rader)))) == {("Ada Ek", "beteende-1"): 3, ("Bo Björk", "beteende-1"): 2}


def test_a_coloured_row_without_a_name_is_named():
    data = bok(["Namn", *KORT], ["Ada Ek"], [None], farger={"B2": "92D050", "B3": "FF0000", "C3": "92D050"})
    assert texter(planen(spara(data))) == [
        ("Blad1", "rad 3", "", "Raden har färger men inget namn. Skriv elevens namn i raden. Raden läses inte in.")
    ]


def test_formulas_errors_and_dates_are_named_and_their_colours_read():
    data = bok(["Namn", *KORT], ["Ada Ek", "=A1", "=1/0"], ["=Klass!A3", "g"], ["Cleo Lind", "#N/A"])
    data.active["B2"].fill = fyll("92D050")
    data.active["B4"].data_type = "e"
    plan = planen(spara(data))
    assert farger(plan) == {("Ada Ek", "beteende-1"): 1}
    formel = "Cellen innehåller en formel. Kopiera den och klistra in den som värde."
    assert texter(plan) == [
        ("Blad1", "rad 3", "A", f"{formel} Raden läses inte in."),
        ("Blad1", "rad 2", "B", f"{formel} Färgen läses in."),
        ("Blad1", "rad 2", "C", f"{formel} Rutan läses inte in."),
        ("Blad1", "rad 4", "B", "Cellen innehåller ett fel. Skriv in värdet. Rutan läses inte in."),
    ]


def test_hidden_rows_and_columns_are_read_and_named():
    data = bok(["Namn", KORT[0], KORT[1]], ["Ada Ek", "gul", "grön"], ["Bo Björk", "röd", "röd"])
    data.active.row_dimensions[3].hidden = True
    data.active.column_dimensions["C"].hidden = True
    plan = planen(spara(data))
    assert len(plan.rutor) == 4
    assert plan.blad[0].tabell.vet == ("Dolt i Excel men läses in: rad 3.", "Dolt i Excel men läses in: C.")


# --- Columns ----------------------------------------------------------------------------------------------------------


def test_a_column_that_is_not_known_is_left_for_a_person():
    data = bok(["Namn", KORT[0], "Trivsel", ""], ["Ada Ek"], farger={"B2": "92D050", "C2": "FF0000", "D2": "FFFF00"})
    plan = planen(spara(data))
    assert [(k.plats, k.vald, k.kolumn.skal) for k in plan.blad[0].kolumner] == [
        ("B", "beteende-1", ""),
        ("C", "", "rubriken känns inte igen"),
        ("D", "", "kolumnen har ingen rubrik"),
    ]
    assert farger(plan) == {("Ada Ek", "beteende-1"): 1}


def test_a_statement_is_suggested_for_one_column_only():
    data = bok(["Namn", "Närvaro", "Närvaro vt"], ["Ada Ek", "g", "r"], ["Bo Björk", "y", "y"])
    assert [(k.vald, k.kolumn.skal) for k in planen(spara(data)).blad[0].kolumner] == [
        ("beteende-1", "känns igen på orden i rubriken"),
        ("", "samma påstående som kolumn B"),
    ]


def test_no_statement_known_leaves_every_column_to_a_person():
    data = bok(["Namn", "Trivsel", "Ork"], ["Ada Ek"], ["Bo Björk"], farger={"B2": "92D050", "C3": "FF0000"})
    plan = planen(spara(data))
    assert [(k.kolumn.rubrik, k.vald) for k in plan.blad[0].kolumner] == [("Trivsel", ""), ("Ork", "")]
    assert plan.rutor == {}


def test_names_are_found_where_the_class_is_known_whatever_the_headings_say():
    rader = [["Elev", "Vem", KORT[0]], ["1", "Ada Ek", "g"], ["2", "Bo Björk", "r"], ["3", "Cleo L", "y"]]
    assert {p[0] for p in farger(planen(spara(bok(*rader))))} == {"Ada Ek", "Bo Björk", "Cleo Lind"}


@pytest.mark.parametrize(
    "rader",
    [
        [["Namn", "Ålder"], ["Ada Ek", "12 år"]],
        [["Budget", "Kostnad"], ["Böcker", 100], ["Pennor", 20]],
        [[KORT[0], KORT[1]], ["g", "r"]],
    ],
)
def test_a_workbook_without_a_table_of_marks_is_refused_with_what_to_do(rader):
    with pytest.raises(
        FargarkError, match=r"^Hittar ingen tabell med elever och färger.*rubrik: Namn.*läs in den igen"
    ):
        tabeller(spara(bok(*rader)))


# --- Sheets -----------------------------------------------------------------------------------------------------------


def test_other_sheets_are_named():
    ny = bok(["Namn", KORT[0]], ["Ada Ek", "r"])
    ny.create_sheet("Budget").append(["Penna", 20])
    ny.create_sheet("Tomt")
    dolt = ny.create_sheet("Dolt")
    dolt.append(["Namn", KORT[0]])
    dolt.append(["Bo Björk", "r"])
    dolt.sheet_state = "hidden"
    funna, utan = tolka.tolka(arbetsbok.las(spara(ny)), sammanhang())
    assert [t.blad for t in funna] == ["Blad1"]
    assert [(a.blad, a.text) for a in utan] == [
        ("Budget", "Bladet har ingen tabell med elever och färger och läses inte in.")
    ]


def test_two_sheets_of_the_same_are_asked_about():
    ny = bok(["Namn", KORT[0]], ["Ada Ek", "r"], titel="Ht")
    vt = ny.create_sheet("Vt")
    vt.append(["Namn", KORT[0]])
    vt.append(["Ada Ek", "grön"])
    plan = planen(spara(ny))
    assert [(b.tabell.blad, b.med, b.skal) for b in plan.blad] == [
        ("Ht", True, ""),
        ("Vt", False, "samma elever och påståenden står i bladet Ht"),
    ]
    assert farger(plan) == {("Ada Ek", "beteende-1"): 3}


def test_a_sheet_of_another_class_is_left_out():
    ny = bok(["Namn", KORT[0]], ["Ada Ek", "r"], titel="7A")
    annan = ny.create_sheet("7B")
    annan.append(["Namn", KORT[0]])
    annan.append(["Kim Norr", "r"])
    plan = planen(spara(ny))
    assert [(b.med, b.skal) for b in plan.blad] == [(True, ""), (False, "ingen av eleverna i bladet känns igen")]


def test_two_sheets_with_half_the_class_each_are_both_read():
    ny = bok(["Namn", KORT[0]], ["Ada Ek", "röd"], titel="Grupp 1")
    andra = ny.create_sheet("Grupp 2")
    andra.append(["Namn", KORT[0]])
    andra.append(["Bo Björk", "grön"])
    assert farger(planen(spara(ny))) == {("Ada Ek", "beteende-1"): 3, ("Bo Björk", "beteende-1"): 1}


def test_a_dimension_in_the_sheets_name_counts_for_its_numbers():
    svar = {(0, n): 1 for n in NYCKLAR}
    assert set(farger(planen(blad_per_dimension(NAMN, svar)))) == {(NAMN[0], n) for n in NYCKLAR}


# --- Explanations of colours ------------------------------------------------------------------------------------------


def test_a_sheets_own_explanation_settles_an_uncertain_colour():
    data = bok(["Orange betyder", None], [None, "stämmer delvis"], ["Namn", KORT[0]], ["Ada Ek"], ["Bo Björk"])
    for plats, rgb in {"A2": "F4B084", "B4": "F4B084", "B5": "FFFF00"}.items():
        data.active[plats].fill = fyll(rgb)
    plan = planen(spara(data))
    assert farger(plan) == {("Ada Ek", "beteende-1"): 2, ("Bo Björk", "beteende-1"): 2}
    orange = next(t for t in plan.tecken if t.varde == "F4B084")
    assert (orange.sakert, orange.skal) == (True, "enligt förklaringen i arbetsboken")


def test_an_explanation_may_stand_on_a_sheet_of_its_own():
    data = bok(["Namn", KORT[0]], ["Ada Ek"], farger={"B2": "0070C0"})
    forklaring = data.create_sheet("Förklaring")
    mala(forklaring, 1, 1, 1, {1: "0070C0"}, "Stämmer inte alls")
    assert farger(planen(spara(data))) == {("Ada Ek", "beteende-1"): 3}


# --- More of what people do -------------------------------------------------------------------------------------------


def test_an_explanation_beside_the_pupils_is_no_column_of_marks():
    fyllda = {"B2": "F4B084", "B3": "92D050", "D2": "92D050", "D3": "F4B084"}
    rader = [["Namn", KORT[0]], ["Ada Ek", None, None, None, "Stämmer helt"], ["Bo Björk", None, None, None, "Rött"]]
    plan = planen(spara(bok(*rader, farger=fyllda)))
    assert [k.plats for k in plan.blad[0].kolumner] == ["B"]
    assert farger(plan) == {("Ada Ek", "beteende-1"): 3, ("Bo Björk", "beteende-1"): 1}
    utan_ord = planen(spara(bok(["Namn", KORT[0]], ["Ada Ek"], ["Bo Björk"], farger=fyllda)))
    assert [k.plats for k in utan_ord.blad[0].kolumner] == ["B", "D"], "utan ord bredvid är kolumnen en fråga"


def test_numbers_of_dimension_and_statement():
    nummer = [f"{d}.{p.nummer}" for d, dim in enumerate(FORM.dimensioner, start=1) for p in dim.pastaenden]
    plan = planen(spara(bok(["Namn", *nummer[:5], *map(float, nummer[5:])], ["Ada Ek", *"grygrygryg"])))
    assert [k.vald for k in plan.blad[0].kolumner] == NYCKLAR


def test_a_heading_over_two_terms_suggests_the_first():
    data = bok([None, KORT[0], None, KORT[1], None], ["Namn", "ht", "vt", "ht", "vt"], ["Ada Ek", "g", "r", "y", "y"])
    data.active.merge_cells("B1:C1")
    data.active.merge_cells("D1:E1")
    plan = planen(spara(data))
    assert [k.vald for k in plan.blad[0].kolumner] == ["beteende-1", "", "beteende-2", ""]
    assert farger(plan) == {("Ada Ek", "beteende-1"): 1, ("Ada Ek", "beteende-2"): 2}


def test_first_and_last_names_as_columns_heads_in_a_turned_sheet():
    data = bok(["", "Ada", "Bo"], ["", "Ek", "Björk"], [KORT[0], "g", "r"], [KORT[1], "r", "y"])
    assert farger(planen(spara(data))) == {
        ("Ada Ek", "beteende-1"): 1,
        ("Ada Ek", "beteende-2"): 3,
        ("Bo Björk", "beteende-1"): 3,
        ("Bo Björk", "beteende-2"): 2,
    }


def test_a_class_after_the_name_and_groups_between_do_not_disturb():
    rader = [["Namn", KORT[0]], ["Flickor"], ["Ada Ek 7A", "g"], ["Pojkar"], ["Bo\u00a0Björk", "r"], ["Namn", KORT[0]]]
    assert farger(planen(spara(bok(*rader, ["Dag Alm", "y"])))) == {
        ("Ada Ek", "beteende-1"): 1,
        ("Bo Björk", "beteende-1"): 3,
        ("Dag Alm", "beteende-1"): 2,
    }
