"""For whom an individual kartläggning is proposed: the material's rule, with the school's threshold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartlaggning.tal.eskalering import Forslag, foreslagna, foreslas, kan_vara_gruppen, skal

KORT = {"a": "Närvarande i alla ämnen", "b": "Når E i alla ämnen", "c": "Goda relationer", "d": "Tillhörighet"}


def farger(bokstaver: str) -> dict[str, int]:
    return {p: " gyr".index(b) for p, b in zip("abcd", bokstaver, strict=True)}


@pytest.mark.parametrize(
    ("bokstaver", "grans", "foreslagen"),
    [
        ("gggg", 2, False),
        ("    ", 2, False),
        ("yggg", 2, False),
        ("yygg", 2, True),
        ("y y ", 2, True),
        ("rggg", 2, True),
        ("r   ", 9, True),
        ("yyyg", 4, False),
        ("yyyy", 4, True),
        ("yggg", 1, True),
    ],
)
def test_one_red_or_enough_yellow(bokstaver, grans, foreslagen):
    assert (foreslas(7, farger(bokstaver), grans) is not None) is foreslagen


@pytest.mark.parametrize(
    ("bokstaver", "ord_"),
    [
        ("ryyg", "1 rött (Närvarande i alla ämnen), 2 gula"),
        ("rygg", "1 rött (Närvarande i alla ämnen), 1 gult"),
        ("rggr", "2 röda (Närvarande i alla ämnen, Tillhörighet)"),
        ("ggyy", "2 gula (Goda relationer, Tillhörighet)"),
    ],
)
def test_the_reason_in_words(bokstaver, ord_):
    assert skal(foreslas(7, farger(bokstaver), 2), KORT) == ord_


def test_most_red_first_then_most_yellow_then_the_class_order():
    klassen = {
        1: farger("yygg"),
        2: farger("ryyg"),
        3: farger("gggg"),
        4: farger("rrgg"),
        5: farger("yyyg"),
        6: farger("yggy"),
    }
    assert [f.elev for f in foreslagna(klassen, 2)] == [4, 2, 5, 1, 6]


def test_a_proposal_names_what_it_rests_on():
    assert foreslas(7, farger("ygry"), 2) == Forslag(7, roda=("c",), gula=("a", "d"))


@pytest.mark.parametrize(
    ("antal", "elever", "gruppen"), [(0, 0, False), (10, 30, False), (11, 30, True), (1, 3, False), (2, 3, True)]
)
def test_more_than_a_third_may_be_the_group(antal, elever, gruppen):
    assert kan_vara_gruppen(antal, elever) is gruppen


klasser = st.dictionaries(st.integers(1, 99), st.text(" gyr", min_size=4, max_size=4), min_size=0, max_size=35)


@given(klasser, st.integers(1, 5))
def test_against_a_recount_of_letters(klassen, grans):
    vantade = {elev for elev, b in klassen.items() if "r" in b or b.count("y") >= grans}
    forslag = foreslagna({elev: farger(b) for elev, b in klassen.items()}, grans)
    assert {f.elev for f in forslag} == vantade
    tal = [1000 * klassen[f.elev].count("r") + klassen[f.elev].count("y") for f in forslag]
    assert tal == sorted(tal, reverse=True)
