"""The class's own page: what each role finds there, and what it costs."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from analys import regler as analysregler
from kartlaggning import instrument, regler
from kartlaggning.klassen import lagen
from kartlaggning.models import Farg, Kartlaggning, Markering
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Klass, Mentorskap, Placering, idag
from skolanknytning.start import klassida as vy

from .. import fabrik
from ..analys.moten import monster, mote, stangd_runda
from ..kartlaggning.individuella import eget_datum
from ..kartlaggning.rundor import GRON, runda
from ..klient import utan_nycklar

NYCKLAR = [p.nyckel for p in instrument.las(instrument.SENASTE_GRUPP).pastaenden]


@pytest.fixture(autouse=True)
def dag(monkeypatch):
    """The läsår of the tests' classes, whenever they are run."""
    monkeypatch.setattr(vy, "idag", lambda: date(2026, 11, 22))


def sida(klient, klass: Klass) -> str:
    svar = klient.get(reverse("klass", args=[klass.kod]))
    assert svar.status_code == 200
    return utan_nycklar(svar)


def text(html: str) -> str:
    """What stands on the page, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall))


def bedom(klass: Klass, person, **farger: int) -> Kartlaggning:
    """An open round where everyone is grönt on everything, but for the pupils (first name) given a colour on all."""
    runda = regler.starta(klass, av=person, datum=date(2026, 11, 20))
    Markering.objects.bulk_create(
        Markering(
            kartlaggning=runda,
            elev=elev,
            pastaende=p,
            farg=farger.get(elev.fornamn, Farg.GRON),
            version=1,
            andrad=timezone.now(),
            andrad_av=person,
        )
        for elev in klass.elever.filter(placeringar__till=None)
        for p in NYCKLAR
    )
    return runda


def stang(runda: Kartlaggning, person) -> Kartlaggning:
    return regler.stang(runda, av=person)


class TestMentor:
    def test_a_class_without_pupils_says_what_to_do_first(self, varld, logga_in):
        tom = fabrik.klass(varld.skola, "7D", varld.mentor)
        html = sida(logga_in(varld.mentor), tom)
        assert reverse("klass_las_in", args=[tom.kod]) in html
        assert "Läs in klasslistan, så kan ni börja." in html
        assert reverse("kartlaggning_starta", args=[tom.kod]) not in html

    def test_a_class_that_has_not_been_rated_offers_to_start(self, varld, logga_in):
        html = sida(logga_in(varld.mentor), varld.klass)
        assert f'href="{reverse("kartlaggning_starta", args=[varld.klass.kod])}">Starta kartläggning<' in html
        assert "5 elever · Mentorer: Maja Mentor, Milo Mentor" in text(html)
        assert [e.namn for e in varld.elever] == re.findall(r"<li><a[^>]*>(\w+ \w+)</a></li>", html)

    def test_an_open_round_is_gone_on_with_where_it_stopped(self, varld, logga_in):
        runda = bedom(varld.klass, varld.mentor)
        runda.markeringar.filter(pastaende__in=NYCKLAR[3:]).delete()
        html = sida(logga_in(varld.mentor2), varld.klass)
        assert "15 av 50 rutor bedömda" in html
        # What the style sheet moves the next thing up by on a phone.
        assert '<section class="yta vag" aria-labelledby="resa-rubrik">' in html
        assert "35 rutor är kvar att bedöma." in html
        assert '<progress class="framsteg" value="15" max="50"' in html
        assert f'd-md-inline-flex" href="{reverse("kartlaggning", args=[runda.kod])}"' in html
        # On a phone: straight to the first statement that has pupils left.
        assert f'd-md-none" href="{reverse("kartlaggning_pastaende", args=[runda.kod, 4])}"' in html

    def test_a_full_round_is_to_be_closed(self, varld, logga_in):
        runda = bedom(varld.klass, varld.mentor)
        html = sida(logga_in(varld.mentor), varld.klass)
        assert f'href="{reverse("kartlaggning_stang", args=[runda.kod])}">Stäng kartläggningen<' in html

    def test_a_closed_round_leads_to_the_summary_with_how_many_are_proposed(self, varld, logga_in):
        runda = stang(bedom(varld.klass, varld.mentor, Ada=Farg.ROD, Bo=Farg.GUL), varld.mentor)
        html = sida(logga_in(varld.mentor), varld.klass)
        assert "0 av 2 förslag beslutade" in html
        adress = reverse("kartlaggning_sammanstallning", args=[runda.kod])
        assert f'href="{adress}#forslag">Gå igenom förslagen<' in html
        assert 'aria-label="30 grönt, 10 gult, 10 rött, 0 ej bedömda"' in html
        assert "✓ 30 · ~ 10 · ✕ 10" in text(html)
        assert "Ny kartläggning" in html

    def test_a_pupil_who_has_left_is_not_counted_in_an_open_round(self, varld, logga_in):
        bedom(varld.klass, varld.mentor)
        Placering.objects.filter(elev=varld.elever[0]).update(till=date(2026, 11, 21), fran=date(2026, 8, 18))
        assert "40 av 40 rutor bedömda" in sida(logga_in(varld.mentor), varld.klass)

    def test_reading_the_names_is_logged(self, varld, logga_in):
        sida(logga_in(varld.mentor), varld.klass)
        [rad] = Handelse.objects.filter(objekt_kod=varld.klass.kod)
        assert (rad.vem_kod, rad.text) == (varld.mentor.kod, "klassens sida, 7A")


class TestMeetings:
    """The analysis on the class's page: the journey, the one next thing, and the list of meetings."""

    @pytest.fixture
    def rundan(self, varld):
        return stangd_runda(varld.klass, varld.mentor)

    @pytest.mark.parametrize("roll", ["mentor", "elevhalsa", "rektor"])
    def test_a_closed_round_leads_to_a_meeting(self, varld, rundan, logga_in, roll):
        html = sida(logga_in(getattr(varld, roll)), varld.klass)
        planera = reverse("analys_planera", args=[varld.klass.kod])
        assert f'href="{planera}">Planera analysmöte<' in html
        assert f'action="{planera}"' in html
        assert "Se sammanställningen" in html
        assert "Inget möte än." in text(html)

    def test_planned_under_way_and_held(self, varld, rundan, logga_in):
        klient = logga_in(varld.mentor)
        an = mote(varld.klass, varld.mentor, runda=rundan, datum=date(2026, 11, 24))
        html = sida(klient, varld.klass)
        assert "Planerat 24 november" in text(html)
        assert f'href="{reverse("analys", args=[an.kod])}">Till mötet<' in html
        assert reverse("analys_planera", args=[varld.klass.kod]) not in html
        monster(an, varld.mentor, angelagen=True)
        assert "Fortsätt mötet" in sida(klient, varld.klass)
        analysregler.avsluta(an, av=varld.mentor)
        html = sida(klient, varld.klass)
        assert "Hållet 24 november, 1 mönster, 1 angeläget" in text(html)
        assert f'href="{reverse("analys_sammanfattning", args=[an.kod])}">Se vad ni kom fram till<' in html
        # Another one can be planned.
        assert "Planera möte" in html

    def test_meetings_of_earlier_lasar_are_there_and_are_history(self, varld, logga_in):
        forra = fabrik.klass(varld.skola, "6A", varld.mentor, lasar=2025, stam=varld.klass.stam, elever=2)
        gammalt = mote(forra, varld.mentor, datum=date(2026, 3, 2))
        analysregler.avsluta(gammalt, av=varld.mentor)
        html = sida(logga_in(varld.mentor), varld.klass)
        assert "2 mars 2026 i 6A, 2025/26 inga mönster" in text(html)
        assert "Klassen har inte kartlagts det här läsåret." in text(html)

    def test_the_administrator_knows_nothing_of_it(self, varld, rundan, logga_in):
        mote(varld.klass, varld.mentor, runda=rundan)
        html = sida(logga_in(varld.administrator), varld.klass)
        assert "Analysmöten" not in html
        assert "Planerat" not in html


class TestOthers:
    def test_elevhalsa_sees_the_state_but_no_names(self, varld, logga_in):
        stang(bedom(varld.klass, varld.mentor, Ada=Farg.ROD), varld.mentor)
        html = sida(logga_in(varld.elevhalsa), varld.klass)
        assert "0 av 1 förslag beslutat" in html
        assert "Se sammanställningen" in html
        assert "Rutnät" not in html
        assert "Ny kartläggning" not in html
        for elev in varld.elever:
            assert elev.efternamn not in html
        assert not Handelse.objects.filter(objekt_kod=varld.klass.kod).exists()

    def test_rektor_sees_names_and_colours_but_does_not_judge(self, varld, logga_in):
        stang(bedom(varld.klass, varld.mentor), varld.mentor)
        html = sida(logga_in(varld.rektor), varld.klass)
        assert varld.elever[0].namn in html
        assert "Rutnät" in html
        assert "Ny kartläggning" not in html
        assert "Läs in ny klasslista" not in html

    def test_the_administrator_sees_names_but_nothing_of_colours(self, varld, logga_in):
        runda = stang(bedom(varld.klass, varld.mentor, Ada=Farg.ROD), varld.mentor)
        html = sida(logga_in(varld.administrator), varld.klass)
        assert varld.elever[0].namn in html
        assert "Kartläggningen är klar." in html
        assert "Läs in ny klasslista" in html
        assert f'href="{reverse("klass_uppgifter", args=[varld.klass.kod])}"' in html
        assert runda.kod not in html
        assert "föreslås" not in html
        assert "förslag" not in html
        assert "grönt, " not in html


class TestProtectedIdentity:
    @pytest.fixture
    def skyddad(self, varld):
        elev = fabrik.elev(varld.klass, "Kim", "Alias", skyddad=True)
        elev.far_se.add(varld.mentor)
        return elev

    def test_only_the_named_mentor_sees_or_counts_the_pupil(self, varld, skyddad, logga_in):
        stang(bedom(varld.klass, varld.mentor, Kim=Farg.ROD), varld.mentor)
        html = sida(logga_in(varld.mentor), varld.klass)
        assert "Kim Alias" in html
        assert "0 av 1 förslag beslutat" in html
        assert f'href="{reverse("elev_skydd", args=[skyddad.kod])}"' in html
        for person in (varld.mentor2, varld.rektor, varld.elevhalsa, varld.administrator):
            html = sida(logga_in(person), varld.klass)
            assert "Kim" not in html
            assert "6 elever" not in html
            assert 'aria-label="50 grönt, 0 gult, 0 rött' in html or person == varld.administrator

    def test_the_counts_of_an_open_round_leave_the_pupil_out(self, varld, skyddad, logga_in):
        bedom(varld.klass, varld.mentor)
        assert "60 av 60" in sida(logga_in(varld.mentor), varld.klass)
        assert "50 av 50" in sida(logga_in(varld.mentor2), varld.klass)


class TestThroughTheYears:
    @pytest.fixture
    def forra(self, varld):
        """Last läsår's class, of which only the mentors of now were mentors."""
        forra = fabrik.klass(varld.skola, "6A", lasar=2025, stam=varld.klass.stam)
        for elev in varld.elever:
            Placering.objects.create(elev=elev, klass=forra, fran=date(2025, 8, 19), till=date(2026, 8, 18))
        Mentorskap.objects.create(klass=forra, personal=varld.mentor)
        return forra

    def test_earlier_rounds_stand_under_those_of_now(self, varld, forra, logga_in):
        gammal = Kartlaggning.objects.create(
            klass=forra, instrument=instrument.SENASTE_GRUPP, datum=date(2026, 2, 17), stangd=timezone.now()
        )
        html = sida(logga_in(varld.mentor), varld.klass)
        assert "17 februari 2026 i 6A, 2025/26 Stängd" in text(html)
        assert reverse("kartlaggning_sammanstallning", args=[gammal.kod]) in html
        # What was done last läsår is not this läsår's kartläggning.
        assert "Starta kartläggning" in html

    def test_the_earlier_class_leads_to_the_one_of_now(self, varld, forra, logga_in):
        html = sida(logga_in(varld.mentor2), forra)
        assert f'<a href="{reverse("klass", args=[varld.klass.kod])}">Klassen heter nu 7A, 2026/27</a>' in html
        assert "Nästa steg" not in html
        assert "Läsåret är slut" in html

    def test_an_earlier_class_that_came_to_an_end(self, varld, logga_in):
        nian = fabrik.klass(varld.skola, "9A", varld.mentor, lasar=2025)
        html = sida(logga_in(varld.mentor), nian)
        assert "Nästa steg" not in html
        assert "Läsåret är slut" in html

    def test_a_class_that_went_on_without_its_mentor_asks_for_no_class_list(self, varld, logga_in):
        """Moved up before the läsår is over, to a class that the mentor of now is not mentor of."""
        varld.klass.placeringar.update(till=idag())
        html = sida(logga_in(varld.mentor), varld.klass)
        assert reverse("klass_las_in", args=[varld.klass.kod]) in html
        fabrik.klass(varld.skola, "8A", varld.annan_mentor, lasar=2027, stam=varld.klass.stam)
        html = sida(logga_in(varld.mentor), varld.klass)
        assert reverse("klass_las_in", args=[varld.klass.kod]) not in html
        assert "Klassen har flyttats upp, och ingen elev går i klassen längre." in html


def test_an_open_round_is_what_the_class_works_with(varld):
    """Also when a later one has been closed: a reopened round comes first."""
    oppen = regler.starta(varld.klass, av=varld.mentor, datum=date(2026, 9, 1))
    Kartlaggning.objects.create(
        klass=varld.klass, instrument=oppen.instrument, datum=date(2026, 11, 1), stangd=timezone.now()
    )
    assert lagen.rundor([varld.klass], varld.mentor, {})[varld.klass.id].kod == oppen.kod


def test_a_closed_round_counts_those_who_were_in_it_when_it_was_closed(varld):
    """Somebody who was judged and moved before that is in no number of the class's, as in the summary."""
    flyttad, *kvar = varld.elever
    oppen = runda(varld.klass, varld.mentor, dict.fromkeys(kvar, GRON) | {flyttad: "rrrrrrrrrr"})
    flyttad.placeringar.update(till=idag())
    Placering.objects.create(elev=flyttad, klass=varld.annan_klass)
    regler.stang(oppen, av=varld.mentor)
    rakning = lagen.rundor([varld.klass], varld.rektor, {})[varld.klass.id]
    assert (rakning.elever, rakning.bedomda, rakning.rutor, rakning.foreslagna) == (4, 40, 40, 0)
    assert lagen.fordelningar([oppen], varld.rektor)[oppen.id].rod == 0


@pytest.mark.parametrize(("elever", "rad"), [(1, "0 av 1 förslag beslutat"), (30, "0 av 3 förslag beslutade")])
@pytest.mark.parametrize("rundor", [1, 3])
def test_the_number_of_queries_is_the_same(varld, logga_in, django_assert_num_queries, elever, rad, rundor):
    klass = fabrik.klass(varld.skola, "8A", varld.mentor, elever=elever)
    for _ in range(rundor):
        stang(bedom(klass, varld.mentor, Ada=Farg.ROD), varld.mentor)
    for elev in klass.elever.all():
        eget_datum(elev, varld.mentor, datum=date(2026, 10, 1))
        eget_datum(elev, varld.mentor, tillfragad=varld.annan_mentor, stangd=False)
    klient = logga_in(varld.mentor)
    sida(klient, klass)
    with django_assert_num_queries(21):
        html = sida(klient, klass)
    assert rad in html
