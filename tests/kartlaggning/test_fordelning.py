"""Shares and counts of small groups: a table of what is said, and recounts written another way."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartlaggning.models import Farg
from kartlaggning.tal.fordelning import (
    EJ_BEDOMD,
    GRON,
    GUL,
    ROD,
    Amnesantal,
    Blockantal,
    Fordelning,
    andel_i_ord,
    andelsord,
    fordela,
    k_av_n,
    procent,
    rakna_amnen,
    rakna_block,
)
from skolanknytning.skola.amnen import grundskolan, tolka


def test_the_values_are_those_that_are_stored():
    assert (EJ_BEDOMD, GRON, GUL, ROD) == (Farg.EJ_BEDOMD, Farg.GRON, Farg.GUL, Farg.ROD)


@pytest.mark.parametrize(
    ("k", "n", "ordet"),
    [
        (3, 9, ""),  # under ten: counts only
        (5, 9, ""),
        (9, 9, ""),
        (0, 25, ""),
        (1, 25, ""),
        (4, 25, ""),
        (5, 25, "en femtedel"),
        (5, 28, ""),  # 17,9 %
        (4, 22, "en femtedel"),  # 18,2 %
        (6, 25, "en fjärdedel"),
        (7, 28, "en fjärdedel"),
        (7, 25, "nästan en tredjedel"),
        (8, 25, "nästan en tredjedel"),
        (9, 27, "en tredjedel"),
        (9, 25, "en tredjedel"),
        (10, 25, "nästan hälften"),
        (12, 25, "nästan hälften"),
        (5, 10, "hälften"),
        (13, 26, "hälften"),
        (13, 25, "mer än hälften"),
        (18, 25, "mer än hälften"),
        (15, 20, "en stor majoritet"),
        (22, 25, "en stor majoritet"),
        (9, 10, "nästan alla"),
        (24, 25, "nästan alla"),
        (25, 25, "alla"),
    ],
)
def test_the_word_for_a_share(k, n, ordet):
    assert andelsord(k, n) == ordet


@pytest.mark.parametrize(
    ("k", "n", "sagt"),
    [
        (3, 9, ""),
        (0, 25, ""),
        (2, 30, "7\N{NO-BREAK SPACE}%"),
        (8, 25, "nästan en tredjedel, 32\N{NO-BREAK SPACE}%"),
        (25, 25, "alla"),
    ],
)
def test_the_share_as_it_is_said(k, n, sagt):
    assert andel_i_ord(k, n) == sagt


# From the lowest to the highest, as krav.md lists them.
I_ORDNING = [
    "",
    "en femtedel",
    "en fjärdedel",
    "nästan en tredjedel",
    "en tredjedel",
    "nästan hälften",
    "hälften",
    "mer än hälften",
    "en stor majoritet",
    "nästan alla",
    "alla",
]
k_och_n = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(k_och_n, k_och_n)
def test_a_larger_share_never_gets_a_smaller_word(en, annan):
    (k, n), (j, m) = en, annan
    if n >= 10 and m >= 10 and k * m <= j * n:
        assert I_ORDNING.index(andelsord(k, n)) <= I_ORDNING.index(andelsord(j, m))


@given(k_och_n)
def test_a_word_is_true(par):
    k, n = par
    andel = Decimal(k) / Decimal(n)
    ordet = andelsord(k, n)
    if n < 10:
        assert ordet == ""
    if ordet.startswith("nästan en tredjedel"):
        assert Decimal("0.28") <= andel < Decimal(1) / Decimal(3)
    if ordet == "nästan hälften":
        assert Decimal("0.4") <= andel < Decimal("0.5")
    if ordet == "mer än hälften":
        assert Decimal("0.5") < andel < Decimal("0.75")
    if ordet == "alla":
        assert k == n
    if andel >= Decimal("0.18") and n >= 10:
        assert ordet


@given(k_och_n)
def test_per_cent_is_whole_and_only_from_ten_up(par):
    k, n = par
    if n < 10:
        assert procent(k, n) is None
        return
    rundat = int((Decimal(100 * k) / Decimal(n)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if 0 < k < n:
        rundat = {0: 1, 100: 99}.get(rundat, rundat)
    assert procent(k, n) == rundat


@given(st.lists(st.sampled_from([EJ_BEDOMD, GRON, GUL, ROD]), max_size=40))
def test_every_pupil_is_counted_once(farger):
    f = fordela(farger)
    vantat = [farger.count(v) for v in (GRON, GUL, ROD, EJ_BEDOMD)]
    assert [f.gron, f.gul, f.rod, f.ej_bedomda] == vantat
    assert f.elever == len(farger)
    assert f.bedomda == len([v for v in farger if v])
    assert f.gul_eller_rod == len([v for v in farger if v > GRON])


@pytest.mark.parametrize(
    ("f", "rott", "gult_eller_rott"),
    [
        (
            Fordelning(17, 5, 3, 2),
            "3 av 25 bedömda (2 ej bedömda), 12\N{NO-BREAK SPACE}%",
            "8 av 25 bedömda (2 ej bedömda), nästan en tredjedel, 32\N{NO-BREAK SPACE}%",
        ),
        (Fordelning(6, 2, 1, 0), "1 av 9 bedömda", "3 av 9 bedömda"),
        (Fordelning(25, 0, 0, 0), "0 av 25 bedömda", "0 av 25 bedömda"),
    ],
)
def test_a_statement_in_words(f, rott, gult_eller_rott):
    assert (f.rott_i_ord, f.gult_eller_rott_i_ord) == (rott, gult_eller_rott)


def test_a_count_always_says_of_how_many():
    assert k_av_n(8, Fordelning(17, 5, 3, 2)) == "8 av 25 bedömda (2 ej bedömda)"
    assert k_av_n(8, Fordelning(17, 5, 3, 0)) == "8 av 25 bedömda"


# --- Subjects ---

GRUND = grundskolan()
koder = st.sampled_from(["BI", "FY", "KE", "MA", "SVA", "GE", "HI", "RE", "SH"])
elevers = st.dictionaries(st.integers(1, 40), st.lists(koder, max_size=6).map(tuple), max_size=30)


def test_subjects_most_pupils_first_with_the_class_as_denominator_only_where_all_take_it():
    per_elev = {1: ("MA", "SVA"), 2: ("MA",), 3: ("BI", "BI"), 4: ()}
    assert rakna_amnen(per_elev, GRUND.amnen, 25) == [
        Amnesantal("MA", "Matematik", 2, 25),
        Amnesantal("BI", "Biologi", 1, 25),
        Amnesantal("SVA", "Svenska som andraspråk", 1, None),
    ]


def test_a_subject_the_school_has_taken_out_stands_by_its_code():
    assert rakna_amnen({1: ("KEM1",)}, tolka("MAT1 Matematik 1").amnen, 20) == [Amnesantal("KEM1", "KEM1", 1, None)]


def test_a_block_is_a_union_and_an_intersection():
    per_elev = {1: ("BI", "FY", "KE"), 2: ("BI",), 3: ("KE", "MA"), 4: ("MA",)}
    assert rakna_block(per_elev, GRUND.block, GRUND.amnen, 25) == [Blockantal("NO", ("BI", "FY", "KE"), 3, 1, 25)]


def test_a_block_of_subjects_not_all_take_has_no_denominator():
    block = {"SPRÅK": ("SV", "SVA")}
    assert rakna_block({1: ("SVA",)}, block, GRUND.amnen, 25) == [Blockantal("SPRÅK", ("SV", "SVA"), 1, 0, None)]


@given(elevers)
def test_distinct_pupils_are_counted(per_elev):
    raknade = {rad.kod: rad.antal for rad in rakna_amnen(per_elev, GRUND.amnen, 30)}
    for kod in GRUND.amnen:
        assert raknade.get(kod, 0) == len({elev for elev in per_elev if kod in per_elev[elev]})


@given(elevers)
def test_blocks_by_set_algebra(per_elev):
    block = {rad.namn: rad for rad in rakna_block(per_elev, GRUND.block, GRUND.amnen, 30)}
    for namn, ingar in GRUND.block.items():
        med = [{elev for elev in per_elev if kod in per_elev[elev]} for kod in ingar]
        union, snitt = set.union(*med), set.intersection(*med)
        assert (namn in block) == bool(union)
        if union:
            assert (block[namn].nagot, block[namn].alla) == (len(union), len(snitt))
