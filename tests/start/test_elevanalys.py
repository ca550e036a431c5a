"""What the meetings have said of a pupil, on the pupil's page: the section, and the journey."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from analys import regler
from kartlaggning.eleven.elevresa import Stallning
from kartlaggning.models import Kartlaggning
from kartlaggning.resa import Lage, Steg
from skolanknytning.skola.models import Placering, idag
from skolanknytning.start import elevanalys

from .. import fabrik
from ..analys.moten import koppling, monster, mote, stangd_runda, steg, svar
from ..kartlaggning.rundor import GRON
from .elevsidan import HOST, eget_datum, sida, text

ROTT = "r" + GRON[1:]


@pytest.fixture
def v(varld):
    """Ada has a red mark in the class's round, and a form that is done."""
    varld.ada = varld.elever[0]
    varld.runda = stangd_runda(varld.klass, varld.mentor, {varld.ada: ROTT})
    Kartlaggning.objects.filter(pk=varld.runda.pk).update(datum=HOST)
    eget_datum(varld.ada, varld.mentor, HOST + timedelta(days=10), {"beteende-1": 3})
    return varld


def test_without_a_meeting_there_is_no_section(v, logga_in):
    html = sida(logga_in(v.mentor), v.ada)
    assert 'aria-labelledby="analys"' not in html
    assert "Till analysmötet" not in html


class TestOnTheAgenda:
    def test_the_journey_and_the_button_say_so(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada])
        html = sida(logga_in(v.mentor), v.ada)
        assert "På dagordningen 22 november 2026" in text(html)
        assert "Eleven står på dagordningen för analysmötet den 22 november 2026." in text(html)
        assert f'href="{reverse("analys_elev", args=[an.kod, v.ada.kod])}">Till analysmötet<' in html
        assert text(html, "analys") == "Analys Analysmöte 22 november 2026 7A · på dagordningen"

    def test_a_form_under_way_goes_first(self, v, logga_in):
        Kartlaggning.objects.filter(elev=v.ada).update(stangd=None)
        mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada])
        html = sida(logga_in(v.mentor), v.ada)
        assert "På dagordningen" in text(html)
        assert "Till analysmötet" not in html
        assert "Fortsätt bedöma" in html


class TestFound:
    @pytest.fixture
    def hallet(self, v):
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada])
        eget = monster(an, v.mentor, "Kommer sent till NO.", elev=v.ada, angelagen=True)
        koppling(eget, v.mentor, "org-schema", "NO ligger sist på dagen.")
        steg(eget, v.mentor, "Byt pass.", ansvarig=v.mentor2, klart=date(2026, 11, 1))
        monster(an, v.mentor, "Om en annan.", elev=v.elever[1])
        monster(an, v.mentor, "Om klassen.")
        svar(an, v.ada, v.mentor, "Ja, i NO.")
        return regler.avsluta(an, av=v.mentor)

    @pytest.mark.parametrize("roll", ["mentor", "elevhalsa", "rektor"])
    def test_patterns_factors_and_steps_of_the_pupil_alone(self, v, hallet, logga_in, roll):
        html = sida(logga_in(getattr(v, roll)), v.ada)
        assert text(html, "analys") == (
            "Analys Analysmöte 22 november 2026 7A Finns det ett eller flera resultat från den individuella"
            " kartläggningen som sticker ut från gruppens samlade resultat av kartläggningen? Ja, i NO."
            " Väcker oro Beteendemässiga Angeläget Kommer sent till NO. Schemaläggning : NO ligger sist på"
            " dagen. Nästa steg: Byt pass. Milo Mentor, skulle vara klart 1 november 2026"
        )
        assert "22 november 2026, 1 mönster" in text(html)
        assert "Analysmötet den 22 november 2026 handlade om eleven: 1 mönster. 1 nästa steg är inte gjort." in text(
            html
        )

    def test_it_goes_with_the_pupil_to_the_next_class(self, v, hallet, logga_in):
        Placering.objects.filter(elev=v.ada).update(till=idag())
        Placering.objects.create(elev=v.ada, klass=v.annan_klass)
        html = sida(logga_in(v.annan_mentor), v.ada)
        assert "Kommer sent till NO." in html
        # The meeting itself is about a class that is not theirs.
        assert reverse("analys_elev", args=[hallet.kod, v.ada.kod]) not in html
        assert reverse("analys_elev", args=[hallet.kod, v.ada.kod]) in sida(logga_in(v.rektor), v.ada)

    def test_a_later_form_is_for_the_next_meeting(self, v, hallet, logga_in):
        eget_datum(v.ada, v.mentor, idag() + timedelta(days=1), {"beteende-1": 1})
        html = sida(logga_in(v.mentor), v.ada)
        assert "Ta med den till analysen" in text(html)
        assert "Kommer sent till NO." in html

    def test_a_meeting_that_found_nothing_says_so(self, v, logga_in):
        regler.avsluta(mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada]), av=v.mentor)
        assert text(sida(logga_in(v.mentor), v.ada), "analys").endswith("Inga mönster skrevs ner om eleven.")

    def test_a_protected_pupil_s_for_those_named(self, v, logga_in):
        skyddad = fabrik.elev(v.klass, "Kim", "Alias", skyddad=True)
        skyddad.far_se.add(v.mentor)
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[skyddad])
        monster(an, v.mentor, "Trivs i slöjden.", slag="styrka", elev=skyddad)
        assert "Trivs i slöjden." in sida(logga_in(v.mentor), skyddad)
        assert logga_in(v.rektor).get(reverse("elev", args=[skyddad.kod])).status_code == 404


@pytest.mark.parametrize("antal", [1, 4])
def test_the_number_of_queries_is_the_same(v, logga_in, django_assert_num_queries, antal):
    for nummer in range(antal):
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada], datum=idag() - timedelta(days=nummer))
        for _ in range(antal):
            eget = monster(an, v.mentor, elev=v.ada)
            koppling(eget, v.mentor)
            steg(eget, v.mentor)
        regler.avsluta(an, av=v.mentor)
    klient = logga_in(v.mentor)
    sida(klient, v.ada)
    with django_assert_num_queries(24):
        html = sida(klient, v.ada)
    assert html.count('class="elevmote"') == antal


STEG = [Steg(namn, Lage.KLART, "") for namn in ("Kartläggning", "Individ")]
SEN = [Steg("Plan", Lage.SEDAN, "Efter analysen"), Steg("Uppföljning", Lage.SEDAN, "Efter planen")]


def test_the_journey_without_meetings_is_as_it_was():
    steg_, text_ = elevanalys.pa_vagen(
        [*STEG, Steg("Analys", Lage.NU, "x"), *SEN], "Gör så.", Stallning.GJORD, [], efter=None
    )
    assert ([s.rad for s in steg_][2], text_) == ("x", "Gör så.")
