"""The picture of absence and its sentence, counted again from whole tenths of a per cent."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan import narvaro
from handlingsplan.narvaro import Period, Rad

from ..htmlgranskning import granska
from .narvarotal import EFTER, FORE

NAMN = {"": "Alla ämnen", "MA": "Matematik", "EN": "Engelska", "X": "<i>Eget & nytt</i>"}


def period(tiondelar: dict[str, tuple[int, int]], dagar=FORE) -> Period:
    """A period of figures in tenths of a per cent: giltig and ogiltig by subject."""
    rader = [Rad(k, NAMN[k], Decimal(g) / 10, Decimal(o) / 10) for k, (g, o) in tiondelar.items()]
    return Period("abc", *dagar, 1, tuple(rader))


def hela(tiondelar: int) -> int:
    return (tiondelar + 5) // 10


def rader_i(html: str) -> list[tuple[str, str, str]]:
    """(subject, when, words) of every row of the picture."""
    ut, amne = [], ""
    for rad in re.findall(r"<tr>(.*?)</tr>", html.split("</thead>")[1]):
        if huvud := re.search(r'<th scope="row(?:group)?" rowspan="\d">(.*?)</th>', rad):
            amne = huvud[1]
        nar = re.search(r'class="narvaro-nar">(.*?)<', rad)
        ut.append((amne, nar[1] if nar else "", re.search(r'class="narvaro-(?:ord|tomt)">(.*?)<', rad)[1]))
    return ut


def bredder(html: str) -> list[tuple[float, float]]:
    """How wide the filled and the light part of every bar are, in hundredths of the bar."""
    ut = []
    for stapel in re.findall(r'<svg class="narvarostapel".*?</svg>', html):
        delar = {f: float(b) for b, f in re.findall(r'width="([\d.]+)%" height="14" fill="(#\w+)"', stapel)}
        ut.append((delar.get("#8a2f00", 0.0), delar.get("#f3dfc8", 0.0)))
    return ut


par_ = st.integers(0, 1000).flatmap(lambda g: st.tuples(st.just(g), st.integers(0, 1000 - g)))
tabeller = st.dictionaries(st.sampled_from(list(NAMN)), par_, min_size=1)


@given(tabeller, tabeller)
def test_the_picture_says_and_draws_every_figure_of_the_first_and_the_last_period(forsta, sista):
    mitt = period({"": (999, 1)}, (date(2026, 9, 1), date(2026, 9, 2)))
    html = str(narvaro.bild([period(forsta), mitt, period(sista, EFTER)]))
    assert granska(html) == []
    skala = int(re.search(r"bredd är (\d+) procent", html)[1])
    vantat, breda = [], []
    for kod in [*sista, *(k for k in forsta if k not in sista)]:
        for nar, tabell in (("Före", forsta), ("Efter", sista)):
            namn = NAMN[kod].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            if kod not in tabell:
                vantat.append((namn, nar, "inga uppgifter"))
                continue
            ogiltig = hela(tabell[kod][1])
            giltig = min(hela(tabell[kod][0]), 100 - ogiltig)
            vantat.append((namn, nar, f"{ogiltig} % ogiltig, {giltig} % giltig"))
            breda.append((100 * ogiltig / skala, 100 * giltig / skala))
    assert rader_i(html) == vantat
    assert bredder(html) == [pytest.approx(par, abs=0.006) for par in breda]
    assert all(o + g <= 100.01 for o, g in bredder(html))


@pytest.mark.parametrize(
    ("forsta", "sista", "mening"),
    [
        ((85, 180), (84, 90), "Ogiltig frånvaro har minskat från 18 till 9 procent. Giltig frånvaro har minskat från 9 "
         "till 8 procent."),
        ((50, 94), (70, 86), "Ogiltig frånvaro är oförändrad, 9 procent. Giltig frånvaro har ökat från 5 till 7 "
         "procent."),
    ],
)  # fmt: skip
def test_the_sentence(forsta, sista, mening):
    perioder = [period({"": forsta}), period({"": sista}, EFTER)]
    assert narvaro.sammanfattning(perioder) == mening
    assert mening in narvaro.bild(perioder)


@given(par_, par_)
def test_the_sentence_is_in_whole_per_cent(forsta, sista):
    mening = narvaro.sammanfattning([period({"": forsta}), period({"": sista}, EFTER)])
    for vad, plats in (("Ogiltig", 1), ("Giltig", 0)):
        da, nu = hela(forsta[plats]), hela(sista[plats])
        ord_ = f"har {'minskat' if nu < da else 'ökat'} från {da} till {nu} procent"
        assert f"{vad} frånvaro {ord_ if da != nu else f'är oförändrad, {nu} procent'}." in mening


def test_one_period_says_how_it_is():
    html = narvaro.bild([period({"": (85, 180), "MA": (0, 0)})])
    assert "Alla ämnen, 18 augusti – 30 september 2026: ogiltig frånvaro 18 procent och giltig 9 procent." in html
    assert rader_i(html) == [
        ("Alla ämnen", "", "18 % ogiltig, 9 % giltig"),
        ("Matematik", "", "0 % ogiltig, 0 % giltig"),
    ]


def test_without_periods_there_is_no_picture_and_without_all_subjects_no_sentence():
    assert narvaro.bild([]) == ""
    assert narvaro.sammanfattning([]) == ""
    assert narvaro.sammanfattning([period({"MA": (1, 1)}), period({"": (1, 1)})]).startswith("Alla ämnen, 18")
    assert narvaro.sammanfattning([period({"": (1, 1)}), period({"MA": (1, 1)})]) == ""


def test_a_period_names_its_years():
    assert period({}, (date(2025, 12, 1), date(2026, 1, 31))).text == "1 december 2025 – 31 januari 2026"
