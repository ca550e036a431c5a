"""What a person corrects, and how a workbook meets a round where something already stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartlaggning.fargark.tolkning.rubriker import AMNEN
from kartlaggning.fargark.tolkning.val import FORESLAGET, Val

from .fargbocker import BLEKA, KORT, STARKA, bok, mala, rak, spara
from .fargprov import NAMN, farger, planen, texter
from .rundor import FORM, NYCKLAR

SVAR = {(0, "beteende-1"): 1, (0, "beteende-2"): 2, (1, "beteende-1"): 3}


def test_only_empty_squares_are_filled():
    star = {
        ("Ada Ek", "beteende-1"): (1, False, ()),
        ("Ada Ek", "beteende-2"): (3, False, ()),
        ("Bo Björk", "beteende-2"): (2, False, ()),
    }
    plan = planen(rak(NAMN, SVAR), star=star)
    assert {p: r.lage for p, r in plan.rutor.items()} == {
        ("Ada Ek", "beteende-1"): "lika",
        ("Ada Ek", "beteende-2"): "kvar",
        ("Bo Björk", "beteende-1"): "ny",
    }
    assert list(plan.nya) == [("Bo Björk", "beteende-1")]
    assert (plan.lika, plan.kvar) == (1, 1)


def test_a_colour_can_be_corrected():
    val = Val(tecken={f"F{STARKA[1]}": 3, f"F{STARKA[2]}": None, f"F{STARKA[3]}": 0})
    plan = planen(rak(NAMN, SVAR), val=val)
    assert farger(plan) == {("Ada Ek", "beteende-1"): 3}
    assert {t.varde: (t.forslag, t.farg, t.skal) for t in plan.tecken} == {
        STARKA[1]: (1, 3, "ditt val"),
        STARKA[2]: (2, None, "ditt val"),
        STARKA[3]: (3, 0, "ditt val"),
    }


def test_a_word_can_be_corrected():
    data = spara(bok(["Namn", *KORT[:2]], ["Ada Ek", "nja", "1"]))
    assert farger(planen(data)) == {("Ada Ek", "beteende-2"): 1}
    assert farger(planen(data, val=Val(tecken={"Onja": 2, "O1": 3}))) == {
        ("Ada Ek", "beteende-1"): 2,
        ("Ada Ek", "beteende-2"): 3,
    }


def test_a_column_can_be_corrected_and_left_out():
    plan = planen(rak(NAMN, SVAR), val=Val(kolumner={"0-2": "affektiv-2", "0-3": ""}))
    assert farger(plan) == {("Ada Ek", "affektiv-2"): 1, ("Bo Björk", "affektiv-2"): 3}
    assert [k.andrad for k in plan.blad[0].kolumner][:3] == [True, True, False]


def test_a_column_can_be_the_subjects_of_another():
    rader = [["Namn", KORT[5], "Vilka"], ["Ada Ek", "r", "MA"], ["Bo Björk", "y", "FY KE"]]
    assert [k.vald for k in planen(spara(bok(*rader))).blad[0].kolumner] == ["akademisk-2"], "bara ämnen är inga märken"
    data = spara(bok(*rader, farger={"C2": "92D050", "C3": "92D050"}))
    plan = planen(data, val=Val(kolumner={"0-3": f"{AMNEN}akademisk-2"}))
    assert plan.rutor["Ada Ek", "akademisk-2"].amnen == ("MA",)
    assert plan.rutor["Bo Björk", "akademisk-2"].amnen == ("FY", "KE")


@pytest.mark.parametrize("val", ["finns-inte", f"{AMNEN}finns-inte", "<script>"])
def test_a_column_cannot_be_what_the_form_has_not(val):
    plan = planen(rak(NAMN, SVAR), val=Val(kolumner={"0-2": val}))
    assert plan.blad[0].kolumner[0].vald == ""


def test_a_name_can_be_corrected_and_left_out():
    data = rak(["Kim Norr", "Bo Björk"], SVAR)
    assert {p[0] for p in farger(planen(data))} == {"Bo Björk"}
    assert {p[0] for p in farger(planen(data, val=Val(namn={"0-2": "Dag Alm", "0-3": ""})))} == {"Dag Alm"}
    assert {p[0] for p in farger(planen(data, val=Val(namn={"0-2": "ingen-elev"})))} == {"Bo Björk"}


def test_two_rows_of_one_pupil_are_asked_about():
    plan = planen(rak(["Ada Ek", "Ada Ek", "Bo Björk"], {(0, "beteende-1"): 1, (1, "beteende-1"): 3}))
    assert [(n.elev, n.skal) for n in plan.blad[0].namn] == [("", "samma elev som en annan rad")] * 2 + [
        ("Bo Björk", "samma namn")
    ]
    assert plan.rutor == {}


def test_of_two_rows_the_one_with_the_whole_name_is_taken():
    plan = planen(rak(["Ada", "Ada Ek"], {(0, "beteende-1"): 1, (1, "beteende-1"): 3}))
    assert farger(plan) == {("Ada Ek", "beteende-1"): 3}


def test_rows_that_a_person_makes_one_pupil_are_read_where_they_agree():
    svar = {
        (0, "beteende-1"): 1,
        (1, "beteende-1"): 3,
        (0, "beteende-2"): 2,
        (1, "beteende-2"): 2,
        (1, "affektiv-1"): 1,
    }
    plan = planen(rak(["Kim Norr", "Ada Ek"], svar), val=Val(namn={"0-2": "Ada Ek"}))
    assert farger(plan) == {("Ada Ek", "beteende-2"): 2, ("Ada Ek", "affektiv-1"): 1}
    text = "Flera rutor säger olika om samma elev och påstående (grönt, rött). Ingen av dem läses in."
    assert texter(plan) == [("Sheet", "rad 3", "B", text)]


def test_a_sheet_can_be_chosen_instead_of_another():
    ny = bok(["Namn", KORT[0]], ["Ada Ek", "röd"], titel="Ht")
    vt = ny.create_sheet("Vt")
    vt.append(["Namn", KORT[0]])
    vt.append(["Ada Ek", "grön"])
    assert farger(planen(spara(ny), val=Val(blad={"0": False, "1": True}))) == {("Ada Ek", "beteende-1"): 1}
    olika = planen(spara(ny), val=Val(blad={"1": True}))
    assert olika.rutor == {}
    assert "Flera rutor säger olika" in olika.anmarkningar[0].text


def test_a_flag_without_colour_is_read():
    plan = planen(spara(bok(["Namn", *KORT[:2]], ["Ada Ek", "?", "g"], ["Bo Björk", "r ?", "y"])))
    assert {p: (r.farg, r.undersok) for p, r in plan.rutor.items()} == {
        ("Ada Ek", "beteende-1"): (0, True),
        ("Ada Ek", "beteende-2"): (1, False),
        ("Bo Björk", "beteende-1"): (3, True),
        ("Bo Björk", "beteende-2"): (2, False),
    }


def test_subjects_in_a_cell_without_colour_are_named():
    plan = planen(spara(bok(["Namn", KORT[0]], ["Ada Ek", "FY"], ["Bo Björk", "r"])))
    assert texter(plan)[0][1:] == ("rad 2", "B", "Det står ämnen men ingen färg. Rutan läses inte in.")


def test_the_digest_changes_with_what_would_be_saved_and_with_nothing_else():
    data = rak(NAMN, SVAR)
    nu = planen(data).avtryck()
    assert planen(data).avtryck() == nu
    assert planen(data, val=Val(tecken={"F123456": 1})).avtryck() == nu
    assert planen(data, val=Val(tecken={f"F{STARKA[1]}": 2})).avtryck() != nu
    assert planen(data, star={("Ada Ek", "beteende-1"): (2, False, ())}).avtryck() != nu
    assert planen(rak(NAMN, SVAR | {(2, "beteende-1"): 1})).avtryck() != nu


def test_a_colour_that_two_palettes_share_is_one_sign_a_colour():
    ny = bok(["Namn", *KORT])
    for k in range(2, 5):
        mala(ny.active, 2, k, k - 1, STARKA)
        mala(ny.active, 3, k, k - 1, BLEKA)
    ny.active["A2"], ny.active["A3"] = "Ada Ek", "Bo Björk"
    assert [(t.farg, t.antal) for t in planen(spara(ny)).tecken] == [(1, 1), (1, 1), (2, 1), (2, 1), (3, 1), (3, 1)]


# --- What the page sends ---


def test_what_is_as_suggested_is_no_correction():
    data = {
        "tecken-F92D050": FORESLAGET,
        "tecken-Onja": "2",
        "tecken-Ox": "",
        "tecken-Oy": "9",
        "kolumn-0-2": "",
        "kolumn-0-3": "beteende-1",
        "namn-0-2": "abc",
        "namn-0-3": FORESLAGET,
        "blad-0": "0",
        "blad-1": "1",
        "csrfmiddlewaretoken": "x",
        "avtryck": "y",
        "tecken-": "1",
        "namn-0-9": "x" * 200,
    }
    val = Val.ur_formular(data)
    assert val == Val(
        {"0": False, "1": True}, {"0-2": "", "0-3": "beteende-1"}, {"Onja": 2, "Ox": None}, {"0-2": "abc"}
    )
    assert Val.ur_json(val.som_json()) == val


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=20))
def test_whatever_the_page_sends_nothing_breaks(data):
    val = Val.ur_formular({f"{slag}-{n}": v for n, v in data.items() for slag in ("tecken", "kolumn", "namn", "blad")})
    plan = planen(rak(NAMN[:2], SVAR), val=val)
    assert set(plan.rutor) <= {(n, k) for n in NAMN for k in NYCKLAR}
    assert all(r.farg in (1, 2, 3) for r in plan.rutor.values())
    assert len(FORM.pastaenden) == len(plan.blad[0].kolumner)
