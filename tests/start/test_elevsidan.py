"""The pupil's page: one pupil's way, everything over time, beside the class, and who can see it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kartlaggning import anteckningar, elevhistoria, individ, instrument, regler
from kartlaggning.avvikelse import Utfall
from kartlaggning.fordelning import Fordelning
from kartlaggning.models import Beslut, Kartlaggning, Markering
from kartlaggning.regler import Onskan
from skolanknytning.logg.models import Handelse
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Placering, Roll

from .. import fabrik
from ..kartlaggning.rundor import GRON, runda
from ..klient import utan_nycklar

FORM = instrument.las(instrument.SENASTE_INDIVID)
ROTT = "r" + GRON[1:]
HOST = date(2026, 9, 1)


def sida(klient, elev) -> str:
    svar = klient.get(reverse("elev", args=[elev.kod]))
    assert svar.status_code == 200
    return utan_nycklar(svar)


def text(html: str, rubrik: str = "") -> str:
    """What stands on the page, or in the section with the heading's id, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    if rubrik:
        innehall = re.search(rf'<section[^>]*aria-labelledby="{rubrik}".*?</section>', innehall, re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall)).strip()


def bedom(kartlaggning: Kartlaggning, av, farger: dict[str, int], **mer) -> None:
    """Mark the round as its page does; ``mer`` may hold subjects."""
    elev, koder = kartlaggning.elev, amnen.grundskolan().amnen
    onskade = [Onskan(elev.kod, p, farg, amnen=mer.get("amnen", {}).get(p, ())) for p, farg in farger.items()]
    regler.spara_markeringar(kartlaggning, onskade, av=av, amneskoder=koder)


def eget_datum(elev, av, datum: date, farger: dict[str, int], *, stang: bool = True, **mer) -> Kartlaggning:
    """A date of the form with these colours."""
    finns = Kartlaggning.objects.filter(elev=elev, tillfragad=None).exists()
    ny = individ.nytt_datum(elev, av=av) if finns else individ.starta(elev, av=av, datum=datum)
    bedom(ny, av, farger, **mer)
    if stang:
        regler.stang(ny, av=av, skal="Resten senare.")
    Kartlaggning.objects.filter(pk=ny.pk).update(datum=datum)
    return ny


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
        assert "1 datum 21 november 2026" in text(html, "resa-rubrik")

    def test_nothing_is_proposed(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: GRON}, stangd=True)
        html = text(sida(logga_in(varld.mentor), elev), "resa-rubrik")
        assert "Klassens kartläggning den 20 november 2026 föreslår ingen individuell kartläggning." in html
        assert "Föreslås inte" in html


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
        # A question nobody has answered is no column, but stands among those who can see.
        assert "Kollegors bild" not in sida(klient, elev)
        bedom(hennes, larare, {"beteende-1": 1})
        Kartlaggning.objects.filter(pk=hennes.pk).update(datum=date(2026, 9, 20))
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
        assert "Lisa Lärare tillfrågad 20 september: ser bara sin egen bild" in text(html, "insyn")

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
    def klassens(self, varld, elev):
        for nummer in range(8):
            fabrik.elev(varld.klass, f"Nils{nummer}")
        andra = [e for e in varld.klass.elever.all() if e != elev]
        return runda(
            varld.klass, varld.mentor, {elev: "yyyyyggggg"} | dict.fromkeys(andra, GRON), stangd=True, datum=HOST
        )

    def test_the_pupil_is_not_among_the_others(self, varld, elev):
        self.klassens(varld, elev)
        rader = elevhistoria.med_klassen(elevhistoria.las(elev), varld.mentor)
        assert len(rader) == 10
        assert {rad.andra for rad in rader} == {Fordelning(12)}
        assert [rad.utfall for rad in rader] == [Utfall.SAMRE] * 5 + [Utfall.SOM_GRUPPEN] * 5

    def test_a_later_date_of_the_form_stands_instead_of_the_class_rounds_colour(self, varld, logga_in, elev):
        self.klassens(varld, elev)
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
        self.klassens(varld, elev)
        historia = elevhistoria.las(elev)
        assert {r.andra.gron for r in elevhistoria.med_klassen(historia, varld.mentor)} == {13}
        assert {r.andra.gron for r in elevhistoria.med_klassen(historia, varld.mentor2)} == {12}

    def test_too_few_others(self, varld, logga_in, elev):
        runda(varld.klass, varld.mentor, {elev: ROTT} | dict.fromkeys(varld.elever[1:4], GRON), stangd=True)
        assert "För få andra är bedömda för att jämföra" in text(sida(logga_in(varld.mentor), elev), "jamfort")


class TestMoved:
    def flytta(self, varld, elev):
        Placering.objects.filter(elev=elev, klass=varld.klass).update(till=date(2026, 11, 1), fran=HOST)
        Placering.objects.create(elev=elev, klass=varld.annan_klass, fran=date(2026, 11, 1))

    def test_the_new_mentor_sees_the_history_and_the_old_one_no_longer(self, varld, logga_in, elev):
        TestBesideTheClass().klassens(varld, elev)
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

    def test_a_colleague_who_was_asked_does_not_get_the_page(self, varld, logga_in, elev):
        individ.starta(elev, av=varld.mentor, datum=HOST)
        individ.fraga_kollegor(elev, [varld.annan_mentor], av=varld.mentor)
        assert logga_in(varld.annan_mentor).get(reverse("elev", args=[elev.kod])).status_code == 403

    def test_each_reading_is_logged_without_the_pupils_name(self, varld, logga_in, elev):
        sida(logga_in(varld.mentor), elev)
        (rad,) = Handelse.objects.filter(objekt_kod=elev.kod)
        assert (rad.handling, rad.vem_namn, rad.text) == ("laste", "Maja Mentor", "en elevs sida, 7A")


@pytest.mark.parametrize("antal", [1, 12])
@pytest.mark.parametrize(("roll", "fragor"), [("mentor", 18), ("rektor", 15), ("elevhalsa", 16)])
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
