"""Change between rounds: matched pupils only, and when it may be called a movement."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartlaggning.tal.forandring import Forandring, ar_tydlig, jamfor


@pytest.mark.parametrize(("flest", "av"), [(6, 6), (7, 7), (8, 8), (8, 9), (9, 10), (10, 11), (10, 12)])
def test_the_table_of_krav(flest, av):
    assert ar_tydlig(flest, av - flest)
    assert ar_tydlig(av - flest, flest)
    assert not ar_tydlig(flest - 1, av - flest + 1)
    assert not ar_tydlig(av - flest + 1, flest - 1)


@pytest.mark.parametrize("av", range(6))
def test_under_six_who_moved_nothing_is_clear(av):
    assert not any(ar_tydlig(k, av - k) for k in range(av + 1))


@pytest.mark.parametrize("av", range(1, 13))
def test_against_every_row_of_tosses(av):
    """Counts the rows of heads and tails at least as lopsided, out of all there are."""
    rader = list(product((0, 1), repeat=av))
    for battre in range(av + 1):
        skevast = max(battre, av - battre)
        lika_skeva = sum(1 for rad in rader if max(sum(rad), av - sum(rad)) >= skevast)
        assert ar_tydlig(battre, av - battre) == (Fraction(lika_skeva, len(rader)) <= Fraction(1, 20))


@pytest.mark.parametrize(
    ("f", "ord_", "riktning"),
    [
        (Forandring(6, 2, 17, 2, 1), "6 bättre, 2 sämre, 17 lika, 2 nya, 1 borta", "ingen tydlig förflyttning"),
        (Forandring(9, 1, 15, 1, 0), "9 bättre, 1 sämre, 15 lika, 1 ny", "fler har blivit bättre"),
        (Forandring(0, 6, 20), "0 bättre, 6 sämre, 20 lika", "fler har blivit sämre"),
        (Forandring(), "0 bättre, 0 sämre, 0 lika", "ingen tydlig förflyttning"),
        (Forandring(8, 8, 2), "8 bättre, 8 sämre, 2 lika", "ingen tydlig förflyttning"),
    ],
)
def test_in_words(f, ord_, riktning):
    assert (f.i_ord, f.riktning) == (ord_, riktning)


def test_only_pupils_judged_both_times_are_compared():
    nu = {1: 1, 2: 3, 3: 2, 4: 0, 5: 1}
    da = {1: 2, 2: 1, 3: 2, 4: 1, 6: 3, 7: 0}
    assert jamfor(nu, da) == Forandring(battre=1, samre=1, lika=1, nya=1, borta=2)


farger = st.dictionaries(st.integers(1, 40), st.integers(0, 3), max_size=35)


@given(farger, farger)
def test_against_a_recount_by_pupil(nu, da):
    utfall = []
    for elev in range(41):
        n, d = nu.get(elev) or None, da.get(elev) or None
        utfall.append(
            ""
            if n is d is None
            else "nya"
            if d is None
            else "borta"
            if n is None
            else ("lika", "samre", "battre")[(n > d) - (n < d)]
        )
    f = jamfor(nu, da)
    assert {namn: getattr(f, namn) for namn in ("battre", "samre", "lika", "nya", "borta")} == {
        namn: utfall.count(namn) for namn in ("battre", "samre", "lika", "nya", "borta")
    }


@given(farger, farger)
def test_the_other_way_round_better_is_worse(nu, da):
    framat, bakat = jamfor(nu, da), jamfor(da, nu)
    assert (framat.battre, framat.samre, framat.nya) == (bakat.samre, bakat.battre, bakat.borta)
