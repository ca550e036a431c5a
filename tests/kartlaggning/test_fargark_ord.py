"""Words, letters and signs, headings, and names: what each text means, and when it is asked about."""

import pytest

from kartlaggning.fargark.tolkning import ord
from kartlaggning.fargark.tolkning.namn import Hur, Namnregister
from kartlaggning.fargark.tolkning.rubriker import dimension_i, dimension_och_nummer, i_ordning, nummer_i, pastaende_i
from skolanknytning.skola.amnen import Amneslista, grundskolan, tolka

from .rundor import FORM, NYCKLAR

AMNEN = ord.amnesord(grundskolan())


def tolkat(text: str, *, fragar: bool = True) -> tuple:
    t = ord.tolka(text, AMNEN, fragar_amnen=fragar)
    return t.farg, t.sakert, t.undersok, t.amnen


# --- Words ---


@pytest.mark.parametrize(
    ("farg", "texter"),
    [
        (1, ["Grön", "GRÖNT", "gr", "Stämmer helt", " stämmer\u00a0helt ", "✓", "✔️", "🟢", "✅", "Grön.", "✓ Grönt"]),
        (2, ["gul", "Gult", "Y", "Stämmer delvis", "delvis", "~", "🟡", "~ Gult"]),
        (3, ["röd", "Rött", "r", "Stämmer inte alls", "stämmer inte", "✕", "✖", "❌", "🔴", "✕ Rött", "ro\u0308tt"]),
        (0, ["–", "-", "ej bedömd", "n/a"]),
    ],
)
def test_words_that_leave_no_doubt(farg, texter):
    assert {t: tolkat(t) for t in texter} == dict.fromkeys(texter, (farg, True, False, ()))


@pytest.mark.parametrize(("text", "farg"), [("1", 1), ("2", 2), ("3", 3), ("G", 1), ("ja", 1), ("Nej", 3), ("0", 0)])
def test_words_to_be_looked_at(text, farg):
    assert tolkat(text) == (farg, False, False, ())


@pytest.mark.parametrize("text", ["x", "nja", "gul/röd", "Ada är ofta trött", "12", "grön eller gul", "🤷"])
def test_words_that_are_not_known(text):
    assert tolkat(text)[0] is None


@pytest.mark.parametrize(
    ("text", "vantat"),
    [
        ("?", (None, True, True, ())),
        ("Behöver undersökas", (None, True, True, ())),
        ("✕ Rött ?", (3, True, True, ())),
        ("gult?", (2, True, True, ())),
        ("FY, KE", (None, True, False, ("FY", "KE"))),
        ("R: fy ke", (3, True, False, ("FY", "KE"))),
        ("Gult (Matematik)", (2, True, False, ("MA",))),
        ("NO", (None, True, False, ("BI", "FY", "KE"))),
        ("eng", (None, True, False, ("EN",))),
        ("Hem- och konsumentkunskap", (None, True, False, ("HKK",))),
        ("FY, KE ?", (None, True, True, ("FY", "KE"))),
    ],
)
def test_flags_and_subjects(text, vantat):
    assert tolkat(text) == vantat


def test_subjects_count_only_where_the_form_asks_for_them():
    assert tolkat("FY", fragar=False) == (None, True, False, ())


def test_a_school_of_its_own_subjects():
    egna = ord.amnesord(tolka("MAT1 Matematik 1\nENG5 Engelska 5"))
    assert ord.amnen_i("mat1, Engelska 5", egna) == (("ENG5", "MAT1"), "")
    assert ord.amnen_i("Engelska 5", egna) == (("ENG5",), "")
    assert "fy" not in egna
    assert ord.amnesord(Amneslista({}, {}, {"ENG": "EN"})) == {}


def test_what_is_no_subject_is_named():
    assert ord.amnen_i("BI och matte", AMNEN) == (("BI",), "matte")
    assert ord.amnen_i("-", AMNEN) == ((), "")


@pytest.mark.parametrize(
    ("text", "farg"),
    [
        ("Grönt = Stämmer helt", 1),
        ("Gult: stämmer delvis", 2),
        ("rött", 3),
        ("Grönt = gult", None),
        ("Klass: 7A", None),
        ("1", None),
        ("", None),
    ],
)
def test_explanations(text, farg):
    assert ord.forklarad(text) == farg


# --- Headings ---


@pytest.mark.parametrize("p", FORM.pastaenden, ids=NYCKLAR)
def test_every_statement_is_known_by_its_own_words(p):
    for text in (
        p.text,
        p.kort,
        f"{p.nummer}. {p.text}",
        p.text.upper(),
        f"Dimensionen\n{p.nummer}. {p.text}",
        p.text[:-1],
    ):
        traff = pastaende_i(text, FORM)
        assert (traff.nyckel, traff.sakert) == (p.nyckel, True), text


@pytest.mark.parametrize(
    ("text", "nyckel"),
    [
        ("Eleven är närvarande på undervisnigen i alla ämnen", "beteende-1"),
        ("Eleven har inte konfliktfyllda relationer med andra elever", "beteende-3"),
        ("Eleven når målen för betyg E / kunskapskrav i alla ämnen. Skriv här:", "akademisk-2"),
    ],
)
def test_a_slip_of_the_pen_is_still_the_statement(text, nyckel):
    assert pastaende_i(text, FORM).nyckel == nyckel


@pytest.mark.parametrize(
    ("text", "nyckel"),
    [
        ("Närvaro", "beteende-1"),
        ("Samspel", "beteende-2"),
        ("Konflikter elever", "beteende-3"),
        ("Konflikter lärare", "beteende-4"),
        ("Kunskapsutveckling", "akademisk-1"),
        ("Betyg E", "akademisk-2"),
        ("Värderar skolan", "kognitiv-1"),
        ("Studieteknik", "kognitiv-2"),
        ("Kamratrelationer", "affektiv-1"),
        ("Samhörighet", "affektiv-2"),
    ],
)
def test_a_few_words_are_a_suggestion_to_look_at(text, nyckel):
    traff = pastaende_i(text, FORM)
    assert (traff.nyckel, traff.sakert) == (nyckel, False)
    assert traff.skal


@pytest.mark.parametrize(
    "text", ["Frånvaro", "Trivsel", "Kommentar", "Klass", "Relationer och konflikter", "", "7", "Elev"]
)
def test_other_headings_are_not_guessed(text):
    assert pastaende_i(text, FORM) is None


def test_numbers_and_dimensions():
    assert [nummer_i(t) for t in ("3", "3.", "Fråga 3", "P10", "3b", "0", "")] == [3, 3, 3, 10, None, None, None]
    assert dimension_i("Vad gör eleven? Beteendemässiga dimensionen") == "beteende"
    assert dimension_i("Akademiska och kognitiva") == ""
    assert dimension_och_nummer("Bet 3") == ("beteende", 3)
    assert dimension_och_nummer("Kognitiv2") == ("kognitiv", 2)
    assert dimension_och_nummer("A1") is None, "akademisk eller affektiv"


def test_bare_numbers_count_only_in_the_forms_order():
    assert i_ordning(list(range(1, 11)), FORM) == NYCKLAR
    assert i_ordning([1, 2, 3, 4, 1, 2, 1, 2, 1, 2], FORM) == NYCKLAR
    assert i_ordning([1, 2, 3], FORM) is None
    assert i_ordning([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], FORM) is None


# --- Names ---

KLASS = ["Ada Ek", "Bo Björk", "Bo Alm", "Anna-Karin Maria Lind", "Zoë Nilsson", "Åke Ödman", "Ek Ström"]


def sok(text: str):
    traff = Namnregister((n, n) for n in KLASS).sok(text)
    return traff.kod, traff.hur, set(traff.kanske)


@pytest.mark.parametrize(
    ("text", "namn", "hur"),
    [
        ("Ada Ek", "Ada Ek", Hur.LIKA),
        ("  ada  EK ", "Ada Ek", Hur.LIKA),
        ("Ek, Ada", "Ada Ek", Hur.LIKA),
        ("Ek Ada", "Ada Ek", Hur.OMVANT),
        ("3. Ada Ek", "Ada Ek", Hur.LIKA),
        ("'Ada Ek", "Ada Ek", Hur.LIKA),
        ("Ada Ek (ny)", "Ada Ek", Hur.LIKA),
        ("Zoe Nilsson", "Zoë Nilsson", Hur.LIKA),
        ("A\u030ake O\u0308dman", "Åke Ödman", Hur.LIKA),
        ("Anna Karin Lind", "Anna-Karin Maria Lind", Hur.DEL),
        ("Ada Sofia Ek", "Ada Ek", Hur.DEL),
        ("Ada E", "Ada Ek", Hur.INITIAL),
        ("Bo Bj.", "Bo Björk", Hur.INITIAL),
        ("Ada", "Ada Ek", Hur.FORNAMN),
    ],
)
def test_names_that_are_known(text, namn, hur):
    assert sok(text)[:2] == (namn, hur)


def test_a_name_that_may_be_several_is_asked_about():
    assert sok("Bo") == ("", None, {"Bo Björk", "Bo Alm"})


def test_a_name_that_is_nearly_one_is_suggested_and_not_taken():
    assert sok("Bo Bjork") == ("", None, {"Bo Björk"})
    assert sok("Åke Odman") == ("", None, {"Åke Ödman"}), "o är inte ö"


@pytest.mark.parametrize("text", ["Kim Norr", "", "...", "Ake", "Ödman", "B"])
def test_a_name_that_nobody_has(text):
    assert sok(text)[0] == ""


def test_two_pupils_of_one_name_are_never_made_one():
    traff = Namnregister([("a", "Ada Ek"), ("b", "Ada Ek")]).sok("Ada Ek")
    assert (traff.kod, set(traff.kanske)) == ("", {"a", "b"})
