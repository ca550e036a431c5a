"""The pupil's page: who can see it, also when the pupil has moved, and in how many questions."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kartlaggning import anteckningar, instrument, regler
from kartlaggning.models import Beslut, Kartlaggning, Markering
from kartlaggning.regler import individ
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Placering, Roll

from .. import fabrik
from ..kartlaggning.rundor import GRON, runda
from .elevsidan import HOST, ROTT, bedom, eget_datum, klassen_gron, sida, text

FORM = instrument.las(instrument.SENASTE_INDIVID)


@pytest.fixture
def elev(varld):
    return varld.elever[0]


class TestMoved:
    def flytta(self, varld, elev):
        Placering.objects.filter(elev=elev, klass=varld.klass).update(till=date(2026, 11, 1), fran=HOST)
        Placering.objects.create(elev=elev, klass=varld.annan_klass, fran=date(2026, 11, 1))

    def test_the_new_mentor_sees_the_history_and_the_old_one_no_longer(self, varld, logga_in, elev):
        klassen_gron(varld.klass, varld.mentor, elev)
        eget_datum(elev, varld.mentor, date(2026, 9, 10), {"kognitiv-3": 3})
        assert logga_in(varld.annan_mentor).get(reverse("elev", args=[elev.kod])).status_code == 403
        self.flytta(varld, elev)
        assert logga_in(varld.mentor).get(reverse("elev", args=[elev.kod])).status_code == 403
        html = sida(logga_in(varld.annan_mentor), elev)
        assert "7B · Mentor: Alva Annan · Tidigare: 7A (till 1 november 2026)" in text(html)
        tabell = re.search(r'<table class="tidstabell">(.*?)</table>', html, re.DOTALL)[1]
        assert re.findall(r"av-(klassen|mentor)[^>]*><span aria-hidden=\"true\">([\d/]+)<", tabell) == [
            ("klassen", "1/9"),
            ("mentor", "10/9"),
        ]
        # Numbers of the old class, and no other pupil of it.
        assert "12 av 12 bedömda har grönt" in text(html, "jamfort")
        for annan in [*varld.elever[1:], *varld.klass.elever.filter(fornamn__startswith="Nils")]:
            assert annan.fornamn not in text(html)
            assert annan.kod not in html

    def test_the_new_mentor_is_told_no_small_number_of_the_old_class(self, varld, logga_in, elev):
        for nummer in range(8):
            fabrik.elev(varld.klass, f"Nils{nummer}")
        andra = [e for e in varld.klass.elever.all() if e != elev]
        farger = {elev: "y" * 10} | {e: ("r" if plats < 2 else "g") * 10 for plats, e in enumerate(andra)}
        runda(varld.klass, varld.mentor, farger, stangd=True, datum=HOST)
        forut = text(sida(logga_in(varld.mentor), elev), "jamfort")
        assert forut.count("10 av 12 bedömda har grönt") == 10
        self.flytta(varld, elev)
        jamfort = text(sida(logga_in(varld.annan_mentor), elev), "jamfort")
        assert jamfort.count("fler än 7 av 12 bedömda har grönt") == 10
        assert jamfort.count("Avviker från gruppen") == 11
        assert "10 av 12" not in jamfort
        assert "✕ 2" not in jamfort


class TestWhoCanSee:
    def test_people_and_why(self, varld, logga_in, elev):
        html = text(sida(logga_in(varld.mentor), elev), "insyn")
        assert "Maja Mentor (du) mentor för 7A Milo Mentor mentor för 7A Rut Rektor rektor" in html
        assert "Elsa" not in html
        runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True)
        html = text(sida(logga_in(varld.mentor), elev), "insyn")
        assert html.index("Elsa Hälsa elevhälsa: individuell kartläggning föreslås eller görs") < html.index("Maja")
        assert "Alva" not in html
        assert "Adam" not in html

    def test_the_list_is_those_whom_the_page_lets_in(self, varld, logga_in, elev):
        """Read the other way round: everyone on the list gets the page, and nobody else at the school."""
        for farger in (GRON, ROTT):
            runda(varld.klass, varld.mentor, {elev: farger}, stangd=True, datum=HOST)
            pa_listan = text(sida(logga_in(varld.mentor), elev), "insyn")
            for person in [varld.mentor, varld.mentor2, varld.annan_mentor, varld.elevhalsa, varld.rektor,
                           varld.administrator]:  # fmt: skip
                fick = logga_in(person).get(reverse("elev", args=[elev.kod])).status_code
                assert (fick == 200) == (person.namn in pa_listan), person
            Markering.objects.all().delete()

    def test_elevhalsan_only_when_flagged(self, varld, logga_in, elev):
        klient, adress = logga_in(varld.elevhalsa), reverse("elev", args=[elev.kod])
        assert klient.get(adress).status_code == 403
        runda(varld.klass, varld.mentor, {elev: GRON}, stangd=True)
        assert klient.get(adress).status_code == 403
        individ.starta(elev, av=varld.mentor, datum=HOST)
        assert klient.get(adress).status_code == 200

    def test_a_protected_pupil_is_seen_by_the_named_alone(self, varld, logga_in):
        dold = fabrik.elev(varld.klass, "Alias", skyddad=True)
        dold.far_se.add(varld.mentor)
        runda(varld.klass, varld.mentor, {dold: ROTT}, stangd=True)
        adress = reverse("elev", args=[dold.kod])
        for person in [varld.mentor2, varld.annan_mentor, varld.elevhalsa, varld.rektor, varld.administrator]:
            assert logga_in(person).get(adress).status_code == 404
        html = sida(logga_in(varld.mentor), dold)
        insyn = text(html, "insyn")
        assert "Maja Mentor (du) mentor för 7A" in insyn
        assert not any(namn in insyn for namn in ("Milo", "Rut", "Elsa"))
        assert "bara de som är namngivna ser eleven" in insyn
        assert reverse("individ_utskrift", args=[dold.kod]) not in html

    def test_only_classes_the_reader_may_open_are_links(self, varld, logga_in, elev):
        Placering.objects.create(elev=elev, klass=fabrik.klass(varld.skola, "Läsgrupp", varld.annan_mentor, grupp=True))
        html = sida(logga_in(varld.mentor), elev)
        assert "7A, Läsgrupp · Mentorer: Alva Annan, Maja Mentor, Milo Mentor" in text(html)
        # With the way back to the start page.
        assert re.findall(r'<nav class="stig".*?</nav>', html)[0].count("<a") == 1 + 1
        assert re.findall(r'<nav class="stig".*?</nav>', sida(logga_in(varld.rektor), elev))[0].count("<a") == 1 + 2

    def test_a_colleague_who_was_asked_does_not_get_the_page(self, varld, logga_in, elev):
        individ.starta(elev, av=varld.mentor, datum=HOST)
        individ.fraga_kollegor(elev, [varld.annan_mentor], av=varld.mentor)
        assert logga_in(varld.annan_mentor).get(reverse("elev", args=[elev.kod])).status_code == 403

    def test_each_reading_is_logged_without_the_pupils_name(self, varld, logga_in, elev):
        sida(logga_in(varld.mentor), elev)
        (rad,) = Handelse.objects.filter(objekt_kod=elev.kod)
        assert (rad.handling, rad.vem_namn, rad.text) == ("laste", "Maja Mentor", "en elevs sida, 7A")


@pytest.mark.parametrize("antal", [1, 12])
@pytest.mark.parametrize(("roll", "fragor"), [("mentor", 19), ("rektor", 17), ("elevhalsa", 19)])
def test_the_number_of_queries_is_the_same(varld, logga_in, django_assert_num_queries, elev, antal, roll, fragor):
    larare = fabrik.personal("Lisa Lärare", varld.skola, Roll.LARARE)
    for nummer in range(antal):
        dag = HOST + timedelta(days=2 * nummer)
        runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, ROTT), stangd=True, datum=dag)
        ny = eget_datum(elev, varld.mentor, dag, {p.nyckel: 2 for p in FORM.pastaenden}, stang=False)
        for fraga in FORM.anteckningar:
            anteckningar.spara(ny, fraga.nyckel, "Lugnt.", ersatter=0, av=varld.mentor)
        regler.stang(ny, av=varld.mentor)
        individ.fraga_kollegor(elev, [larare], av=varld.mentor)
        hennes = Kartlaggning.objects.get(tillfragad=larare, stangd=None)
        bedom(hennes, larare, {"beteende-1": 1})
        regler.stang(hennes, av=larare, skal="Räcker så.")
        if nummer:
            fabrik.personal(f"Rektor{nummer} Rektor", varld.skola, Roll.REKTOR)
            Beslut.objects.create(elev=elev, val="avsta", ord="Nej.", nar=timezone.now())
    klient = logga_in(getattr(varld, roll))
    sida(klient, elev)
    with django_assert_num_queries(fragor):
        html = sida(klient, elev)
    assert html.count("av-kollega") >= antal
