"""The pupil's page: one pupil's way, everything over time, and beside the class."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from kartlaggning import anteckningar, regler
from kartlaggning.eleven import elevhistoria
from kartlaggning.models import Kartlaggning
from kartlaggning.regler import individ
from kartlaggning.tal.avvikelse import Utfall
from kartlaggning.tal.fordelning import Fordelning
from skolanknytning.skola.models import Placering, Roll

from .. import fabrik
from ..kartlaggning.rundor import GRON, runda
from .elevsidan import HOST, ROTT, bedom, eget_datum, klassen_gron, sida, text


@pytest.fixture
def elev(varld):
    return varld.elever[0]


class TestTheWay:
    def test_a_pupil_nobody_has_judged_is_sent_to_the_class(self, varld, logga_in, elev):
        html = sida(logga_in(varld.mentor), elev)
        assert "Ada Ek" in text(html)
        assert "7A · Mentorer: Maja Mentor, Milo Mentor" in text(html)
        assert "Inget är bedömt än" in text(html)
        assert f'href="{reverse("klass", args=[varld.klass.kod])}">Till klassens sida<' in html
        assert "Börja med klassen." in text(html, "resa-rubrik")
        assert "Inget är beslutat om eleven än." in text(html, "beslut")
        assert "Vad har rört sig" not in html

    def test_a_pupil_in_no_class(self, varld, logga_in, elev):
        Placering.objects.filter(elev=elev).update(till=date(2026, 11, 1), fran=HOST)
        html = text(sida(logga_in(varld.rektor), elev))
        assert "Går inte i någon klass nu · Tidigare: 7A (till 1 november 2026)" in html
        assert "Skolans administratör placerar eleven i en klass" in html

    def test_a_proposal_has_its_reason_and_both_answers(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True)
        html = sida(logga_in(varld.mentor2), elev)
        assert "Individuell kartläggning föreslås: 1 rött (Närvarande i alla ämnen)." in text(html, "resa-rubrik")
        assert f'href="{reverse("individ_starta", args=[elev.kod])}"' in html
        assert f'href="{reverse("forslag_avsta", args=[elev.kod])}"' in html
        assert "20 november 2026, 10 av 10 bedömda" in text(html, "resa-rubrik")

    @pytest.mark.parametrize("roll", ["rektor", "elevhalsa"])
    def test_others_read_and_have_nothing_to_press(self, varld, logga_in, elev, roll):
        runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True)
        html = sida(logga_in(getattr(varld, roll)), elev)
        assert "Individuell kartläggning föreslås" in text(html)
        assert reverse("individ_starta", args=[elev.kod]) not in html
        assert reverse("forslag_avsta", args=[elev.kod]) not in html
        assert reverse("individ_fraga", args=[elev.kod]) not in html
        assert (reverse("registerutdrag", args=[elev.kod]) in html) == (roll == "rektor")

    def test_declined_with_who_and_why_and_can_be_started_all_the_same(self, varld, logga_in, elev):
        klassens = runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True)
        individ.avsta(elev, klassens, av=varld.mentor, ord_="Vi följer hela klassen.")
        html = sida(logga_in(varld.mentor), elev)
        assert "Ni avstod från individuell kartläggning" in text(html, "resa-rubrik")
        assert "Maja Mentor: ”Vi följer hela klassen.”" in text(html, "resa-rubrik")
        assert "Maja Mentor avstod från individuell kartläggning. ”Vi följer hela klassen.”" in text(html, "beslut")
        assert "Förslaget från 20 november 2026: 1 rött (Närvarande i alla ämnen)" in text(html, "beslut")
        assert "Starta individuell kartläggning ändå" in html
        assert reverse("forslag_avsta", args=[elev.kod]) not in html

    def test_under_way_and_done(self, varld, logga_in, elev):
        klassens = runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True)
        ny = individ.starta(elev, av=varld.mentor, datum=date(2026, 11, 21), forslag=klassens)
        bedom(ny, varld.mentor, {"beteende-1": 2})
        klient = logga_in(varld.mentor)
        html = sida(klient, elev)
        assert "20 påståenden är kvar att bedöma." in text(html, "resa-rubrik")
        assert f'href="{reverse("individ", args=[elev.kod])}">Fortsätt bedöma<' in html
        assert "Maja Mentor startade individuell kartläggning." in text(html, "beslut")
        regler.stang(ny, av=varld.mentor, skal="Räcker så.")
        html = sida(klient, elev)
        assert "Den individuella kartläggningen är gjord, senast den 21 november 2026." in text(html, "resa-rubrik")
        assert f'action="{reverse("individ_nytt_datum", args=[elev.kod])}"' in html
        assert "1 datum, 21 november 2026" in text(html, "resa-rubrik")

    def test_nothing_is_proposed(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: GRON}, stangd=True)
        html = text(sida(logga_in(varld.mentor), elev), "resa-rubrik")
        assert "Klassens kartläggning den 20 november 2026 föreslår ingen individuell kartläggning." in html
        assert "Föreslås inte" in html

    def test_an_open_class_round_is_not_called_done(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: GRON})
        html = sida(logga_in(varld.mentor), elev)
        assert "Klassens kartläggning den 20 november 2026 pågår" in text(html, "resa-rubrik")
        assert ">Till klassens sida<" in html


class TestOverTime:
    def test_both_levels_stand_in_order_of_time_and_colleagues_apart(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True, datum=HOST)
        eget_datum(elev, varld.mentor, date(2026, 9, 10), {"beteende-1": 3, "kognitiv-3": 2})
        runda(varld.klass, varld.mentor, {elev: GRON}, stangd=True, datum=date(2026, 10, 1))
        eget_datum(elev, varld.mentor, date(2026, 10, 9), {"beteende-1": 2, "akademisk-5": 4})
        larare = fabrik.personal("Lisa Lärare", varld.skola, Roll.LARARE)
        individ.fraga_kollegor(elev, [larare], av=varld.mentor)
        hennes = Kartlaggning.objects.get(tillfragad=larare)
        klient = logga_in(varld.mentor)
        # What is not handed in is no column, but who was asked stands among those who can see.
        assert "Kollegors bild" not in sida(klient, elev)
        bedom(hennes, larare, {"beteende-1": 1})
        Kartlaggning.objects.filter(pk=hennes.pk).update(datum=date(2026, 9, 20))
        html = sida(klient, elev)
        assert "Kollegors bild" not in html
        assert "Lisa Lärare tillfrågad 20 september: ser bara sin egen bild" in text(html, "insyn")
        regler.stang(hennes, av=larare)
        html = sida(klient, elev)
        tabell = re.search(r'<table class="tidstabell">(.*?)</table>', html, re.DOTALL)[1]
        datum = re.findall(r'<th scope="col" class="av-(\w+)[^"]*"><span aria-hidden="true">([\d/]+)<', tabell)
        assert datum == [
            ("klassen", "1/9"),
            ("mentor", "10/9"),
            ("klassen", "1/10"),
            ("mentor", "9/10"),
            ("kollega", "20/9"),
        ]
        rad = re.search(r"1\. Närvarande i alla ämnen</th>(.*?)</tr>", tabell)[1]
        assert re.findall(r'<span class="visually-hidden">([^<]+)<', rad) == ["rött", "rött", "grönt", "gult", "grönt"]
        rad = re.search(r'5\. Anpassningar och stöd vid behov <span class="skolmarke">bedömer skolan.*?</tr>', tabell)[
            0
        ]
        ord_ = re.findall(r'<span class="visually-hidden">([^<]+)<', rad)
        assert ord_ == ["frågas inte", "ej bedömd", "frågas inte", "ej aktuellt", "ej bedömd"]
        assert tabell.count("bedömer skolan") == 4

    def test_what_moved_is_between_the_mentors_own_dates(self, varld, logga_in, elev):
        eget_datum(elev, varld.mentor, date(2026, 9, 10), {"beteende-1": 3, "beteende-2": 1, "akademisk-4": 3})
        eget_datum(elev, varld.mentor, date(2026, 10, 9), {"beteende-1": 2, "beteende-2": 2, "akademisk-4": 1})
        html = sida(logga_in(varld.mentor), elev)
        rorelse = text(html, "rorelse")
        assert "Jämförelsen är mellan 10 september 2026 och 9 oktober 2026" in rorelse
        assert "9/10 0 grönt, 2 gult, 0 rött av 2 bedömda (2 ej bedömda)" in rorelse
        assert "10/9 → 9/10 1 bättre, 1 sämre, 0 lika" in rorelse
        assert "Bättre: Närvarande i alla ämnen rött → gult" in rorelse
        assert "Sämre: Interagerar med andra grönt → gult" in rorelse
        # What rates the school has a part of its own.
        egen, skolans = rorelse.split("Akademiska dimensionen", 1)[1].split("Bedömer skolan", 1)
        assert "Inte bedömd än." in egen
        assert "Bättre: Undervisning efter förutsättningar rött → grönt" in skolans
        assert 'aria-label="Om eleven. 10 september 2026: 1 grönt, 0 gult, 1 rött av 2 bedömda (2 ej bedömda).' in html

    def test_what_waits_to_be_confirmed_is_shown_and_not_counted(self, varld, logga_in, elev):
        klassens = runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True, datum=HOST)
        individ.starta(elev, av=varld.mentor, datum=date(2026, 9, 10), forslag=klassens, hamta=True)
        html = sida(logga_in(varld.mentor), elev)
        assert html.count("hämtat från klassen, inte bekräftat") == 10
        assert "0 av 21 bedömda" in text(html, "resa-rubrik")
        historia = elevhistoria.las(elev)
        assert set(historia.farger) == {klassens.id}

    def test_subjects_over_time(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: ROTT}, stangd=True, datum=HOST, amnen={(elev, 0): ["MA", "EN"]})
        eget_datum(elev, varld.mentor, date(2026, 9, 10), {"beteende-1": 2}, amnen={"beteende-1": ("MA",)})
        html = sida(logga_in(varld.mentor), elev)
        amnesdel = re.search(r'aria-label="Ämnen över tid: Närvarande i alla ämnen">(.*?)</table>', html, re.DOTALL)[1]
        rader = re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', amnesdel)
        assert [(namn, re.findall(r"visually-hidden\">([^<]+)<", celler)) for namn, celler in rader] == [
            ("Färg", ["rött", "gult"]),
            ("Engelska", ["angivet", "inte angivet"]),
            ("Matematik", ["angivet", "angivet"]),
        ]
        assert "Ämnen över tid: Når E" not in html

    def test_comments_by_date_with_who(self, varld, logga_in, elev):
        for nummer in range(3):
            ny = eget_datum(elev, varld.mentor, HOST + timedelta(days=nummer), {"beteende-1": 2}, stang=False)
            anteckningar.spara(ny, "kommentar-kognitiv", f"Ord nummer {nummer} <b>", ersatter=0, av=varld.mentor2)
            regler.stang(ny, av=varld.mentor, skal="Räcker så.")
        html = sida(logga_in(varld.mentor), elev)
        kommentarer = text(html, "kommentarer")
        forsta, andra, tredje = (kommentarer.index(f"Ord nummer {n} &lt;b&gt;") for n in (2, 1, 0))
        assert forsta < andra < kommentarer.index("Tidigare kommentarer (1 datum)") < tredje
        assert "3 september 2026 Kognitiva dimensionen Ord nummer 2 &lt;b&gt; Milo Mentor" in kommentarer


class TestBesideTheClass:
    def test_the_pupil_is_not_among_the_others(self, varld, elev):
        klassen_gron(varld.klass, varld.mentor, elev)
        rader = elevhistoria.med_klassen(elevhistoria.las(elev), varld.mentor)
        assert len(rader) == 10
        assert {rad.andra for rad in rader} == {Fordelning(12)}
        assert [rad.utfall for rad in rader] == [Utfall.SAMRE] * 5 + [Utfall.SOM_GRUPPEN] * 5

    def test_a_later_date_of_the_form_stands_instead_of_the_class_rounds_colour(self, varld, logga_in, elev):
        klassen_gron(varld.klass, varld.mentor, elev)
        eget_datum(elev, varld.mentor, date(2026, 8, 20), {"beteende-2": 1})
        eget_datum(elev, varld.mentor, date(2026, 9, 10), {"beteende-1": 1, "beteende-4": 3})
        rader = elevhistoria.med_klassen(elevhistoria.las(elev), varld.mentor)
        assert [(r.eleven.farg, r.eleven.i_klassen) for r in rader[:4]] == [
            (1, False),
            (2, True),
            (2, True),
            (3, False),
        ]
        jamfort = text(sida(logga_in(varld.mentor), elev), "jamfort")
        assert "bredvid de andra i 7A den 1 september 2026" in jamfort
        assert "Avviker från gruppen: Interagerar med andra, Inga konflikter med elever" in jamfort
        assert "Inga konflikter med personal ✕ rött 10/9 , individuellt" in jamfort
        assert "12 av 12 bedömda har grönt eller gult" in jamfort

    def test_pupils_hidden_from_the_reader_are_in_no_count(self, varld, elev):
        dold = fabrik.elev(varld.klass, "Alias", skyddad=True)
        dold.far_se.add(varld.mentor)
        klassen_gron(varld.klass, varld.mentor, elev)
        historia = elevhistoria.las(elev)
        assert {r.andra.gron for r in elevhistoria.med_klassen(historia, varld.mentor)} == {13}
        assert {r.andra.gron for r in elevhistoria.med_klassen(historia, varld.mentor2)} == {12}

    def test_too_few_others(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: ROTT} | dict.fromkeys(varld.elever[1:4], GRON), stangd=True)
        assert "För få andra är bedömda för att jämföra" in text(sida(logga_in(varld.mentor), elev), "jamfort")
