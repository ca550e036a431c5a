"""One pupil against the class: what deviates, what is said of the others, and what outsiders are not told."""

import re
from datetime import date
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartlaggning import instrument
from kartlaggning.tal.avvikelse import (
    Bedomning,
    Jamforelserad,
    Utfall,
    andra_i_ord,
    andra_utat,
    battre_an,
    jamfor_med_klassen,
    samre_an,
    utat,
    utfall,
)
from kartlaggning.tal.fordelning import GRON, GUL, ROD, Fordelning, fordela

DAG = date(2026, 11, 20)
FORM = instrument.las(instrument.SENASTE_GRUPP)
farger = st.lists(st.sampled_from([GRON, GUL, ROD]), max_size=35)


@pytest.mark.parametrize(
    ("farg", "andra", "vantat"),
    [
        # More than half, not half.
        (GUL, Fordelning(6, 4, 0), Utfall.SAMRE),
        (GUL, Fordelning(5, 5, 0), Utfall.SOM_GRUPPEN),
        (ROD, Fordelning(3, 3, 4), Utfall.SAMRE),
        (ROD, Fordelning(2, 3, 5), Utfall.SOM_GRUPPEN),
        (GRON, Fordelning(4, 3, 3), Utfall.BATTRE),
        (GRON, Fordelning(5, 3, 2), Utfall.SOM_GRUPPEN),
        # Yellow among red is no strength.
        (GUL, Fordelning(0, 0, 20), Utfall.SOM_GRUPPEN),
        # Five judged are enough, four are not, however many there are.
        (ROD, Fordelning(5), Utfall.SAMRE),
        (ROD, Fordelning(4, ej_bedomda=20), Utfall.FOR_FA),
        (0, Fordelning(20), Utfall.EJ_BEDOMD),
        (4, Fordelning(20), Utfall.EJ_BEDOMD),
        (0, Fordelning(), Utfall.EJ_BEDOMD),
    ],
)
def test_what_deviates(farg, andra, vantat):
    assert utfall(farg, andra) == vantat


@pytest.mark.parametrize(
    ("farg", "andra", "vantat"),
    [
        # Three of five have green, or yellow and red: no count is told, and "avviker" would tell it.
        (GUL, Fordelning(3, 2, 0), Utfall.FOR_FA),
        (GRON, Fordelning(2, 1, 3), Utfall.FOR_FA),
        (ROD, Fordelning(2, 1, 3), Utfall.FOR_FA),
        # Enough on one side: said as to everybody.
        (GUL, Fordelning(5, 2, 0), Utfall.SAMRE),
        (GRON, Fordelning(1, 3, 4), Utfall.BATTRE),
        (0, Fordelning(3, 2, 0), Utfall.EJ_BEDOMD),
    ],
)
def test_what_deviates_for_outsiders(farg, andra, vantat):
    egen = Bedomning(farg, DAG, True) if farg else None
    rad = Jamforelserad(FORM.pastaenden[0], egen, andra, utfall(farg, andra))
    assert utat(rad).utfall == vantat
    assert (utat(rad).utfall == Utfall.FOR_FA) == (farg != 0 and andra_utat(andra) == "för få för att visas")


@given(st.sampled_from([GRON, GUL, ROD]), farger)
def test_against_a_recount_pupil_by_pupil(farg, andras):
    """Counts the others one by one; green is never a concern, and only green a strength."""
    andra = fordela(andras)
    battre = len([a for a in andras if a < farg])
    samre = len([a for a in andras if a > farg])
    assert (battre_an(farg, andra), samre_an(farg, andra)) == (battre, samre)
    if len(andras) < 5:
        vantat = Utfall.FOR_FA
    elif farg in (GUL, ROD) and battre > len(andras) - battre:
        vantat = Utfall.SAMRE
    elif farg == GRON and samre > len(andras) - samre:
        vantat = Utfall.BATTRE
    else:
        vantat = Utfall.SOM_GRUPPEN
    assert utfall(farg, andra) == vantat


@given(st.sampled_from([GRON, GUL, ROD]), st.lists(st.sampled_from([GRON, GUL, ROD]), min_size=5, max_size=35))
def test_to_deviate_is_to_be_beyond_the_middle_of_the_group(farg, andras):
    """As the module says: the same as being strictly worse, or better, than the median however it is taken."""
    fick = utfall(farg, fordela(andras))
    assert (fick == Utfall.SAMRE) == (farg > median_high(andras))
    assert (fick == Utfall.BATTRE) == (farg == GRON and farg < median_low(andras))


@given(st.sampled_from([GRON, GUL, ROD]), farger)
def test_one_more_of_the_same_colour_never_makes_a_pupil_deviate(farg, andras):
    if len(andras) >= 5 and not utfall(farg, fordela(andras)).avviker:
        assert not utfall(farg, fordela([*andras, farg])).avviker


def test_every_shared_statement_in_the_order_of_the_form():
    forsta, andra, tredje = FORM.pastaenden[:3]
    egen = Bedomning(ROD, DAG, True)
    rader = jamfor_med_klassen(
        [forsta, andra, tredje],
        {forsta.nyckel: egen, tredje.nyckel: Bedomning(GRON, DAG, False)},
        {forsta.nyckel: Fordelning(10), andra.nyckel: Fordelning(9, 1)},
    )
    assert rader == [
        Jamforelserad(forsta, egen, Fordelning(10), Utfall.SAMRE),
        Jamforelserad(andra, None, Fordelning(9, 1), Utfall.EJ_BEDOMD),
        Jamforelserad(tredje, Bedomning(GRON, DAG, False), Fordelning(), Utfall.FOR_FA),
    ]


@pytest.mark.parametrize(
    ("farg", "andra", "ord_"),
    [
        (GUL, Fordelning(18, 4, 2, ej_bedomda=1), "18 av 24 bedömda har grönt (1 ej bedömd)"),
        (ROD, Fordelning(18, 4, 2, ej_bedomda=3), "22 av 24 bedömda har grönt eller gult (3 ej bedömda)"),
        (GRON, Fordelning(4, 10, 2), "12 av 16 bedömda har gult eller rött"),
        (GRON, Fordelning(12, 3, 1), "12 av 16 bedömda har grönt"),
        (GRON, Fordelning(ej_bedomda=27), "Ingen av de andra är bedömd"),
        (0, Fordelning(12, 3, 1), "12 av 16 bedömda har grönt"),
    ],
)
def test_the_others_in_words(farg, andra, ord_):
    egen = Bedomning(farg, DAG, True) if farg else None
    assert andra_i_ord(Jamforelserad(FORM.pastaenden[0], egen, andra, utfall(farg, andra))) == ord_


@pytest.mark.parametrize(
    ("andra", "ord_"),
    [
        (Fordelning(18, 4, 2), "18 av 24 bedömda har grönt"),
        (Fordelning(20, 3, 1), "fler än 19 av 24 bedömda har grönt"),
        (Fordelning(23, 1, 0), "fler än 19 av 24 bedömda har grönt"),
        (Fordelning(4, 10, 10), "färre än 5 av 24 bedömda har grönt"),
        (Fordelning(24), "24 av 24 bedömda har grönt"),
        (Fordelning(0, 4, 20), "0 av 24 bedömda har grönt"),
        (Fordelning(4, 4, 0), "för få för att visas"),
        (Fordelning(4), "för få för att visas"),
        (Fordelning(), "för få för att visas"),
    ],
)
def test_the_others_for_outsiders(andra, ord_):
    assert andra_utat(andra) == ord_


@given(farger, st.integers(0, 5))
def test_an_outsider_cannot_tell_a_small_cell(andras, ej_bedomda):
    """Any small number of pupils gives the same words as every other small number of as many judged."""
    f = fordela(andras)
    n, gront = f.bedomda, f.gron
    sagt = andra_utat(Fordelning(f.gron, f.gul, f.rod, ej_bedomda))
    assert sagt == andra_utat(f)
    sma = range(1, 5)
    if gront in sma and n - gront >= 5:
        assert {andra_utat(Fordelning(k, n - k)) for k in sma if n - k >= 5} == {sagt}
    if n - gront in sma and gront >= 5:
        assert {andra_utat(Fordelning(n - k, k)) for k in sma if n - k >= 5} == {sagt}
    if n >= 9 and (gront in sma or n - gront in sma):
        assert not re.search(rf"(?<!än )\b({gront}|{n - gront})\b av", sagt)


@given(farger)
def test_yellow_and_red_are_not_told_apart_to_outsiders(andras):
    f = fordela(andras)
    assert andra_utat(f) == andra_utat(Fordelning(f.gron, f.rod, f.gul))
