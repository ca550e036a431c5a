"""The phrases of the drafts as data, the school's thresholds, and the picture of a class from its summary."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest

from analys import utkast
from analys.utkast import Granser, granser_for
from analys.utkast.fraser import fras
from analys.utkast.orden import andelen, upprakning
from kartlaggning import instrument
from kartlaggning.klassen.sammanstallning import Amnesrad, Pastaenderad, Sammanstallning
from kartlaggning.tal.forandring import Forandring
from kartlaggning.tal.fordelning import Amnesantal, Fordelning
from skolanknytning.skola.models import Skola

from .omrakning import FRASER

GRUPP, INDIVID = instrument.las("grupp-1"), instrument.las("individ-1")
ALLA = {**GRUPP.per_nyckel, **INDIVID.per_nyckel}


def test_every_statement_has_its_phrases_and_nothing_else_has():
    assert set(FRASER) == set(ALLA)
    assert {n for n, f in FRASER.items() if "gult_eller_rott" in f} == set(GRUPP.per_nyckel)


@pytest.mark.parametrize("nyckel", FRASER)
def test_a_phrase_says_no_more_than_the_colour(nyckel):
    """Gult holds in part, rött does not, and the two together are never only one of them."""
    f = fras(nyckel)
    assert re.search(r"\b(delvis|gult)\b", f.gult)
    assert not re.search(r"\b(delvis|gult|gul)\b", f"{f.rott} {f.gront}")
    assert re.search(r"\b(inte|rött|konfliktfyllda)\b", f.rott)
    assert not f.gult_eller_rott or re.search(
        r"gult eller rött|inte, eller bara delvis,|helt eller delvis", f.gult_eller_rott
    )
    # Nothing that a reader of the sentence (and the recount) could take for the next clause or a number.
    assert not re.search(r"[;.%\d]", "".join(FRASER[nyckel].values()))


def test_what_holds_is_said_in_the_materials_words():
    """The green phrase is the statement itself, save where the form says "eleven" twice or differs between levels.

    And where it denies: "alla elever har inte några konflikter" can be read as that some do.
    """
    egna = {n for n, p in ALLA.items() if p.text != f"{'Skolan' if p.om_skolan else 'Eleven'} {fras(n).gront}."}
    assert egna == {"beteende-3", "beteende-4", "akademisk-2", "akademisk-4", "akademisk-5"}


@pytest.mark.parametrize("slag", ["pa", "gront", "gult", "rott", "gult_eller_rott"])
def test_no_two_statements_are_spoken_of_alike(slag):
    fraser = [f[slag] for f in FRASER.values() if slag in f]
    assert all(a != b for a, b in combinations(fraser, 2))


def test_a_statement_about_the_school_has_the_school_as_its_subject():
    for n, p in INDIVID.per_nyckel.items():
        if p.om_skolan:
            assert all(FRASER[n][farg].startswith("har ") for farg in ("gront", "gult", "rott"))


def test_a_colour_that_is_none_has_no_phrase():
    with pytest.raises(KeyError):
        fras("akademisk-5").for_farg(4)
    with pytest.raises(KeyError):
        fras("beteende-9")


@pytest.mark.parametrize(
    ("delar", "text"), [([], ""), (["FY"], "FY"), (["FY", "KE"], "FY och KE"), (["FY", "KE", "BI"], "FY, KE och BI")]
)
def test_a_list_in_a_sentence(delar, text):
    assert upprakning(delar) == text


@pytest.mark.parametrize(
    ("k", "f", "text"),
    [
        (5, Fordelning(20, 0, 5), "En femtedel av klassen, 5 av 25,"),
        (6, Fordelning(19, 0, 6), "En fjärdedel av klassen, 6 av 25,"),
        (8, Fordelning(20, 8, 0), "Nästan en tredjedel av klassen, 8 av 28,"),
        (8, Fordelning(17, 8, 0), "Nästan en tredjedel av klassen, 8 av 25,"),
        (9, Fordelning(18, 9, 0), "En tredjedel av klassen, 9 av 27,"),
        (12, Fordelning(13, 12, 0), "Nästan hälften av eleverna, 12 av 25,"),
        (14, Fordelning(14, 9, 5), "Hälften av eleverna, 14 av 28,"),
        (15, Fordelning(13, 9, 6), "Mer än hälften av eleverna, 15 av 28,"),
        (23, Fordelning(23, 5, 0), "En stor majoritet av eleverna, 23 av 28,"),
        (26, Fordelning(26, 2, 0), "Nästan alla elever, 26 av 28,"),
        (28, Fordelning(28, 0, 0), "Alla elever, 28 av 28,"),
        (5, Fordelning(20, 0, 5, 1), "En femtedel av de bedömda eleverna, 5 av 25 (1 ej bedömd),"),
        (12, Fordelning(12, 12, 0, 4), "Hälften av de bedömda eleverna, 12 av 24 (4 ej bedömda),"),
        (24, Fordelning(24, 1, 0, 2), "Nästan alla bedömda elever, 24 av 25 (2 ej bedömda),"),
        # No word is true, or the group is too small for one.
        (4, Fordelning(21, 0, 4), "4 av 25 elever"),
        (4, Fordelning(21, 0, 4, 3), "4 av 25 bedömda elever (3 ej bedömda)"),
        (9, Fordelning(0, 9, 0), "9 av 9 elever"),
    ],
)
def test_a_count_as_the_subject_of_a_sentence(k, f, text):
    assert andelen(k, f) == text


# --- The school's thresholds ---


def test_a_new_school_has_the_thresholds_of_krav():
    assert (
        granser_for(Skola()) == Granser(Fraction(1, 3), Fraction(1, 5), 3, Fraction(4, 5), Fraction(4, 5)) == Granser()
    )


def test_each_threshold_is_a_setting_of_its_own():
    skola = Skola(oro_andel="1/2", oro_rott_andel="1/4", oro_minst=5, bedomt_andel="9/10", styrka_andel="2/3")
    assert granser_for(skola) == Granser(Fraction(1, 2), Fraction(1, 4), 5, Fraction(9, 10), Fraction(2, 3))


def test_a_third_is_not_thirty_three_per_cent():
    assert not Granser().ar_oro(Fordelning(67, 33, 0))
    assert Granser().ar_oro(Fordelning(66, 34, 0))


def test_of_nobody_nothing_is_proposed_however_low_the_thresholds():
    inga, tom = Granser(minst_elever=0), Fordelning()
    assert [inga.nog_bedomda(tom), inga.ar_oro(tom), inga.ar_oro_i_rott(tom), inga.ar_styrka(tom)] == [False] * 4


def test_a_share_that_is_no_fraction_is_refused():
    with pytest.raises(ValueError, match="halften"):
        granser_for(Skola(oro_andel="halften"))


# --- From the summary ---


def test_the_picture_of_a_class_is_its_summary():
    p, q = GRUPP.pastaenden[0], GRUPP.pastaenden[1]
    amnesrad = Amnesrad(p, [Amnesantal("FY", "Fysik", 9, 28)], [], 5, 28)
    tom = Sammanstallning([], 0, 0, [], [], False, [], 0, [], None, [])
    s = replace(
        tom,
        rader=[
            Pastaenderad(p, Fordelning(14, 9, 5), (), Forandring(1, 9, 15)),
            Pastaenderad(q, Fordelning(28), (), None),
        ],
        amnen=[amnesrad],
        forra=date(2026, 5, 12),
    )
    bild = utkast.klassbild(GRUPP, s, dag=date(2026, 11, 22), kartlaggning=date(2026, 11, 20))
    assert bild == utkast.Klassbild(
        GRUPP,
        date(2026, 11, 22),
        date(2026, 11, 20),
        {p.nyckel: Fordelning(14, 9, 5), q.nyckel: Fordelning(28)},
        {p.nyckel: amnesrad},
        {p.nyckel: Forandring(1, 9, 15)},
        date(2026, 5, 12),
    )
    assert [u.nyckel for u in utkast.klassens(bild, Granser())] == [
        "oro:beteende-1",
        "oro:forandring:beteende-1",
        "styrka:beteende-2",
    ]
