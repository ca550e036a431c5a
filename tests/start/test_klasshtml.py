"""The rows of the table of a school's classes."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from kartlaggning.resa import Runda
from skolanknytning.skola.models import Klass
from skolanknytning.start.klasshtml import tabellrader
from skolanknytning.start.urval import Kort

OPPEN = Runda("333333333333", date(2026, 11, 2), None, elever=5, bedomda=20, rutor=50)
STANGD = replace(OPPEN, stangd=date(2026, 11, 22), bedomda=50, foreslagna=0)


def rad(runda: Runda | None, mentorer: tuple[str, ...] = (), namn: str = "7A") -> str:
    klass = Klass(kod="222222222222", namn=namn, lasar=2026)
    return tabellrader([Kort(klass, list(mentorer), 5, runda, None, [], None)])


def text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", html))).strip()


@pytest.mark.parametrize(
    ("runda", "vantat"),
    [
        (None, "Inte börjad –"),
        (OPPEN, "Pågår 20 av 50 – Sammanställning"),
        (STANGD, "Stängd 22 november Föreslås: 0 av 5 Sammanställning"),
        (replace(STANGD, bedomda=48), "Stängd 22 november med 2 luckor Föreslås: 0 av 5 Sammanställning"),
        (
            replace(STANGD, foreslagna=3, obeslutade=2, pagar=1),
            "Stängd 22 november Föreslås: 3 av 5 2 väntar på beslut · 1 pågår Sammanställning",
        ),
        (
            replace(STANGD, foreslagna=3, beslutade=3),
            "Stängd 22 november Föreslås: 3 av 5 Alla är beslutade Sammanställning",
        ),
        (replace(STANGD, foreslagna=None), "Stängd 22 november – Sammanställning"),
    ],
)
def test_how_far_a_class_has_come(runda, vantat):
    assert text(rad(runda)) == f"7A Ingen mentor {vantat}"


def test_the_addresses_and_the_bars():
    html = rad(OPPEN)
    assert re.findall('href="([^"]+)"', html) == [
        reverse("klass", args=["222222222222"]),
        reverse("kartlaggning_sammanstallning", args=["333333333333"]),
    ]
    assert 'value="20" max="50" aria-label="Bedömda rutor i 7A"' in html
    assert "<progress" not in rad(replace(OPPEN, elever=0, bedomda=0, rutor=0))


def test_names_are_escaped():
    html = rad(OPPEN, ('Å "Å" <Åberg>', "Bo & Bo"), '7<b>"')
    assert "<b>" not in html
    assert "Åberg&gt;, Bo &amp; Bo" in html
    assert 'aria-label="Sammanställning 7&lt;b&gt;&quot;"' in html
