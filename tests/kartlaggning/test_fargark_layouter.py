"""Workbooks as schools make them, in many layouts: each is read as the answers it was made of."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import fargraxml
from .fargbocker import LAYOUTER, rak, siffror_med_villkor
from .fargprov import NAMN, farger, planen, texter
from .fargraxml import GRA, GRON, GULD, MORKGRON, ROD, Inline
from .rundor import FORM, NYCKLAR

BOCKER = Path(__file__).parent / "bocker"
# Every colour in every column, and empty squares, also a whole pupil's.
SVAR = {(i, nyckel): farg for i in range(len(NAMN) - 1) for k, nyckel in enumerate(NYCKLAR) if (farg := (i + k) % 4)}


def per_namn(svar: dict[tuple[int, str], int], namn: list[str] = NAMN) -> dict[tuple[str, str], int]:
    return {(namn[i], nyckel): farg for (i, nyckel), farg in svar.items()}


@pytest.mark.parametrize("layout", LAYOUTER)
def test_it_is_read_as_it_was_made(layout):
    plan = planen(layout(NAMN, SVAR))
    assert farger(plan) == per_namn(SVAR)
    assert texter(plan) == []
    assert all(t.farg is not None for t in plan.tecken)
    assert all(n.elev for b in plan.blad for n in b.namn)


@pytest.mark.parametrize("layout", LAYOUTER)
def test_the_layouts_do_say_different_things(layout):
    """Another answer in the workbook is another answer read: none of the layouts is read from thin air."""
    andra = SVAR | {(0, "beteende-2"): 3, (1, "affektiv-2"): 3}
    assert farger(planen(layout(NAMN, andra))) == per_namn(andra) != per_namn(SVAR)


@settings(max_examples=60, deadline=None)
@given(
    layout=st.sampled_from(LAYOUTER),
    namn=st.lists(st.sampled_from(NAMN), min_size=2, unique=True),
    val=st.data(),
)
def test_any_grid_in_any_layout_is_read_back_equal(layout, namn, val):
    platser = st.tuples(st.integers(0, len(namn) - 1), st.sampled_from(NYCKLAR))
    # Half of the squares or more: with a few digits alone nobody, man or program, could tell which way a scale goes.
    svar = val.draw(st.dictionaries(platser, st.integers(1, 3), min_size=1))
    if layout is siffror_med_villkor:
        svar |= {(i, nyckel): farg for i in (0, 1) for nyckel, farg in zip(NYCKLAR, (1, 2, 3), strict=False)}
    assert farger(planen(layout(namn, svar), namn)) == per_namn(svar, namn)


# --- By other hands than openpyxl's -----------------------------------------------------------------------------------


def test_a_table_pasted_into_libreoffice_calc():
    plan = planen((BOCKER / "calc_tabell.xlsx").read_bytes())
    per_elev = {n: [plan.rutor.get((n, k)) for k in NYCKLAR] for n in NAMN[:3]}
    assert [r.farg if r else None for r in per_elev["Ada Ek"]] == [1, 2, 3, 1, 1, 3, None, 2, 1, 1]
    assert [r.farg if r else None for r in per_elev["Bo Björk"]] == [2, 1, 1, 1, 2, 1, 1, None, 3, 0]
    assert [r.farg for r in per_elev["Cleo Lind"]] == [1] * 10
    assert plan.rutor["Ada Ek", "akademisk-2"].amnen == ("FY", "MA")
    assert plan.rutor["Bo Björk", "beteende-1"].amnen == ("BI", "FY", "KE")
    assert [p for p, r in plan.rutor.items() if r.undersok] == [("Bo Björk", "akademisk-1"), ("Bo Björk", "affektiv-2")]
    assert plan.saknas == ("Dag Alm", "Edda Asp", "Åke Ödman")
    assert {t.skal for t in plan.tecken if t.ar_farg} == {"enligt förklaringen i arbetsboken"}


def test_conditional_formats_as_libreoffice_calc_writes_them():
    plan = planen((BOCKER / "calc_villkor.xlsx").read_bytes())
    vantat = {(i, n): 1 + (i + k) % 3 for i in range(3) for k, n in enumerate(NYCKLAR) if (i + 2 * k) % 7}
    assert farger(plan) == per_namn(vantat)
    assert {(t.varde, t.farg, t.sakert) for t in plan.tecken if not t.ar_farg} == {
        ("3", 1, True),
        ("2", 2, True),
        ("1", 3, True),
    }


HUVUD = [Inline("Elevens namn"), *(p.text for p in FORM.pastaenden)]


def test_theme_colours_with_tint_indexed_colours_and_both_kinds_of_text():
    rader = [HUVUD, ["Ada Ek", *((None, s) for s in (GRON, GULD, ROD, GRA, MORKGRON, 0, 1, 7))]]
    rader.append([Inline("Bo Björk"), ("?", GRON), (Inline("gult"), 0), (2, GULD)])
    plan = planen(fargraxml.arbetsbok(rader, tema=fargraxml.tema()))
    assert farger(plan) == {
        ("Ada Ek", "beteende-1"): 1,
        ("Ada Ek", "beteende-2"): 2,
        ("Ada Ek", "beteende-3"): 3,
        ("Ada Ek", "akademisk-1"): 1,
        ("Bo Björk", "beteende-1"): 1,
        ("Bo Björk", "beteende-2"): 2,
        ("Bo Björk", "beteende-3"): 2,
    }
    assert plan.rutor["Bo Björk", "beteende-1"].undersok


def test_a_workbooks_own_theme_decides_what_its_colours_are():
    rader = [HUVUD, ["Ada Ek", (None, GRON)]]
    rod = fargraxml.tema(accent6="C00000")
    assert farger(planen(fargraxml.arbetsbok(rader, tema=rod))) == {("Ada Ek", "beteende-1"): 3}
    assert farger(planen(fargraxml.arbetsbok(rader))) == {("Ada Ek", "beteende-1"): 1}


def test_a_whole_column_or_row_that_is_filled():
    """Excel writes no cells for the empty ones of a filled column."""
    kolumner = f'<cols><col min="2" max="2" width="9" style="{GRON}"/></cols>'
    rader = [[Inline("Namn"), (Inline("Närvarande i alla ämnen"), 0), (Inline("Interagerar med andra"), 0)]]
    rader += [["Ada Ek"], ["Bo Björk", (None, ROD)], ["Cleo Lind", None, (None, GULD)]]
    attribut = {4: f' s="{GULD}" customFormat="1"'}
    plan = planen(fargraxml.arbetsbok(rader, kolumner=kolumner, radattribut=attribut))
    assert farger(plan) == {
        ("Ada Ek", "beteende-1"): 1,
        ("Bo Björk", "beteende-1"): 3,
        ("Cleo Lind", "beteende-1"): 2,
        ("Cleo Lind", "beteende-2"): 2,
    }


def test_a_whole_class_is_read():
    """35 pupils, ten statements (how long it takes, make bench has)."""
    namn = [
        f"{a} {b}"
        for a in ("Ada", "Bo", "Cleo", "Dag", "Edda")
        for b in ("Ek", "Alm", "Asp", "Lind", "Björk", "Rönn", "Hed")
    ]
    farg = {(i, n): 1 + (i + k) % 3 for i in range(35) for k, n in enumerate(NYCKLAR)}
    plan = planen(rak(namn, farg), namn)
    assert farger(plan) == {(namn[i], nyckel): varde for (i, nyckel), varde in farg.items()}
