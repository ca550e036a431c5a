"""The trail at the top of a page (*stig*): it begins at the start page and ends where one is."""

import re

import pytest
from django.urls import reverse

from kartlaggning import regler
from kartlaggning.regler import individ
from skolanknytning.skola.models import idag


@pytest.fixture
def koder(varld):
    """What the pages are about, by the address's first word."""
    runda = regler.starta(varld.klass, av=varld.mentor, datum=idag())
    eget = individ.starta(varld.elever[0], av=varld.mentor, datum=idag())
    return {"klass": varld.klass.kod, "runda": runda.kod, "elev": varld.elever[0].kod, "datum": eget.kod}


@pytest.mark.parametrize(
    ("sida", "om", "mer", "stig"),
    [
        ("klass", "klass", [], "Start › 7A"),
        ("klass_las_in", "klass", [], "Start › 7A 2026/27 › Läs in klasslista"),
        ("kartlaggning_starta", "klass", [], "Start › 7A 2026/27 › Ny kartläggning"),
        ("fargark_las_in", "klass", [], "Start › 7A 2026/27 › Läs in färgad arbetsbok"),
        ("kartlaggning", "runda", [], "Start › 7A 2026/27 › Kartläggning"),
        ("kartlaggning_pastaende", "runda", [3], "Start › 7A 2026/27 › Kartläggning › Påstående 3 av 10"),
        ("kartlaggning_sammanstallning", "runda", [], "Start › 7A 2026/27 › Sammanställning"),
        ("kartlaggning_stang", "runda", [], "Start › 7A 2026/27 › Kartläggning › Stäng"),
        ("kartlaggning_anteckning", "runda", ["reflektion"], "Start › 7A 2026/27 › Kartläggning › Notering"),
        ("anteckning_versioner", "runda", ["reflektion"], "Start › 7A 2026/27 › Kartläggning › Tidigare texter"),
        ("individ", "elev", [], "Start › 7A 2026/27 › Ada Ek › Individuell kartläggning"),
        ("individ_fraga", "elev", [], "Start › 7A 2026/27 › Ada Ek › Fråga en kollega"),
        (
            "individ_dimension",
            "datum",
            ["kognitiv"],
            "Start › 7A 2026/27 › Ada Ek › Individuell kartläggning › Kognitiva dimensionen",
        ),
    ],
)
def test_a_trail_leads_from_the_start_page(varld, koder, logga_in, sida, om, mer, stig):
    html = logga_in(varld.mentor).get(reverse(sida, args=[koder[om], *mer])).content.decode()
    (nav,) = re.findall(r'<nav class="stig" aria-label="Du är här">(.*?)</nav>', html)
    assert re.sub(r"<[^>]+>", "", nav) == stig
    assert nav.startswith(f'<a href="{reverse("start")}">Start</a> › ')
    assert not nav.endswith("</a>")
