"""The start page: each role's first sight, in a constant number of questions."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from kartlaggning import instrument, regler
from kartlaggning.models import Deltagare, Farg, Markering
from kartlaggning.regler import individ
from skolanknytning.skola import urval as skola_urval
from skolanknytning.skola.models import Klass, Mentorskap, Personal, Placering, Roll, Tjanst
from skolanknytning.start import urval

from .. import fabrik
from .startsidan import sida, text

PASTAENDEN = [p.nyckel for p in instrument.las(instrument.SENASTE_GRUPP).pastaenden]


@pytest.fixture(autouse=True)
def dag(monkeypatch):
    """The läsår of the tests' classes, whenever they are run."""
    for modul in (urval, skola_urval):
        monkeypatch.setattr(modul, "idag", lambda: date(2026, 11, 22))


def bedom(klass: Klass, person, pastaenden=PASTAENDEN, farg=Farg.GRON):
    """An open round where everyone in the class has the colour on the statements."""
    runda = regler.starta(klass, av=person, datum=date(2026, 11, 20))
    Markering.objects.bulk_create(
        Markering(
            kartlaggning=runda, elev=elev, pastaende=p, farg=farg, version=1, andrad=timezone.now(), andrad_av=person
        )
        for elev in klass.elever.all()
        for p in pastaenden
    )
    return runda


class TestMentor:
    def test_each_class_is_a_card_with_one_thing_to_do(self, varld, logga_in):
        ny = fabrik.klass(varld.skola, "8D", varld.mentor, elever=2)
        runda = bedom(varld.klass, varld.mentor, PASTAENDEN[:6])
        html = sida(logga_in(varld.mentor))
        assert re.findall(r'<h3 class="kort-namn"[^>]*><a href="([^"]+)">(\w+)<', html) == [
            (reverse("klass", args=[varld.klass.kod]), "7A"),
            (reverse("klass", args=[ny.kod]), "8D"),
        ]
        # One button a card; the one that leads to the grid is two, by width.
        assert len(re.findall('class="btn btn-primary[^>]*href', html)) == 3
        assert "Kartläggning · 30 av 50 rutor bedömda 30 av 50 20 rutor är kvar att bedöma." in text(html)
        assert reverse("kartlaggning_pastaende", args=[runda.kod, 7]) in html
        assert reverse("kartlaggning_starta", args=[ny.kod]) in html
        assert "7B" not in html
        assert "Skolans klasser" not in html

    def test_a_closed_round_leads_to_the_summary(self, varld, logga_in):
        runda = regler.stang(bedom(varld.klass, varld.mentor, farg=Farg.ROD), av=varld.mentor)
        html = sida(logga_in(varld.mentor2))
        assert "Individer · 0 av 5 förslag beslutade" in text(html)
        adress = reverse("kartlaggning_sammanstallning", args=[runda.kod])
        assert f'href="{adress}#forslag">Gå igenom förslagen<' in html

    def test_without_a_class_the_list_can_be_read_in(self, varld, logga_in):
        Mentorskap.objects.filter(personal=varld.mentor).delete()
        html = sida(logga_in(varld.mentor))
        assert f'href="{reverse("klasslista_las_in", args=[varld.skola.kod])}">Läs in din klasslista<' in html
        assert "Tidigare läsår" not in html

    def test_earlier_lasar_are_folded_away(self, varld, logga_in):
        forra = fabrik.klass(varld.skola, "6A", lasar=2025, stam=varld.klass.stam)
        fabrik.klass(varld.skola, "6B", lasar=2025)
        html = sida(logga_in(varld.mentor))
        assert '<details class="tidigare">' in html
        assert f'<a href="{reverse("klass", args=[forra.kod])}">6A</a>' in html
        assert "6B" not in html
        assert html.count('class="kort-namn"') == 1

    @pytest.mark.parametrize("fortsatter", [True, False])
    def test_a_class_that_has_been_moved_up_is_an_earlier_one(self, varld, logga_in, fortsatter):
        """Also before its läsår is over, and when the class has got other mentors."""
        mentorer = [varld.mentor] if fortsatter else []
        ny = fabrik.klass(varld.skola, "8A", *mentorer, lasar=2027, stam=varld.klass.stam, elever=3)
        Placering.objects.filter(klass=varld.klass).update(till=date(2026, 11, 21), fran=date(2026, 8, 18))
        html = sida(logga_in(varld.mentor))
        kort = re.findall(r'<h3 class="kort-namn"[^>]*><a href="([^"]+)">', html)
        assert kort == ([reverse("klass", args=[ny.kod])] if fortsatter else [])
        assert "Tidigare läsår (1) 7A 2026/27" in text(html)
        assert "Läs in klasslistan" not in html
        assert reverse("klass_las_in", args=[varld.klass.kod]) not in html

    def test_a_class_of_another_school_with_the_same_stam_moves_nothing_up(self, varld, logga_in):
        fabrik.klass(varld.granne, "8A", lasar=2027, stam=varld.klass.stam)
        html = sida(logga_in(varld.mentor))
        assert html.count('class="kort-namn"') == 1
        assert "Tidigare läsår" not in html

    def test_a_class_given_to_somebody_else_is_gone_at_once(self, varld, logga_in):
        klient = logga_in(varld.mentor)
        assert "7A" in sida(klient)
        Tjanst.objects.filter(personal=varld.mentor).delete()
        html = sida(klient)
        assert "7A" not in html
        assert "Du har ingen roll på någon skola än" in html

    def test_a_protected_pupil_is_counted_only_for_the_one_who_sees(self, varld, logga_in):
        elev = fabrik.elev(varld.klass, "Kim", "Alias", skyddad=True)
        elev.far_se.add(varld.mentor)
        bedom(varld.klass, varld.mentor)
        assert "60 av 60 rutor bedömda" in sida(logga_in(varld.mentor))
        assert "50 av 50 rutor bedömda" in sida(logga_in(varld.mentor2))


class TestOthers:
    @pytest.mark.parametrize("roll", ["elevhalsa", "rektor"])
    def test_every_class_with_its_state(self, varld, logga_in, roll):
        fabrik.klass(varld.skola, "9A", elever=1)
        runda = regler.stang(bedom(varld.klass, varld.mentor, farg=Farg.ROD), av=varld.mentor)
        bedom(varld.annan_klass, varld.annan_mentor, PASTAENDEN[:1])
        html = sida(logga_in(getattr(varld, roll)))
        innehall = text(html)
        assert "1 av 3 kartlagda, 1 pågår, 1 inte börjad" in innehall
        assert "7A Maja Mentor, Milo Mentor" in innehall
        assert "Föreslås: 5 av 5 5 väntar på beslut" in innehall
        assert "5 förslag väntar på beslut" in innehall
        assert "7B Alva Annan Pågår 3 av 30" in innehall
        assert "9A Ingen mentor Inte börjad" in innehall
        assert reverse("kartlaggning_sammanstallning", args=[runda.kod]) in html
        assert "Dina klasser" not in html
        # Of pupils only those who have been proposed lately are named.
        assert set(re.findall(r'href="/elev/(\w+)/"', html)) == {elev.kod for elev in varld.elever}

    @pytest.mark.parametrize(("antal", "rad"), [(10, "Stängd 22 november"), (9, "Stängd 22 november med 5 luckor")])
    def test_a_round_closed_with_gaps_says_so(self, varld, logga_in, antal, rad):
        runda = bedom(varld.klass, varld.mentor, PASTAENDEN[:antal])
        runda.stangd, runda.stangd_skal = datetime(2026, 11, 22, 12, tzinfo=UTC), "Elever borta"
        runda.save()
        Deltagare.objects.bulk_create(Deltagare(kartlaggning=runda, elev=elev) for elev in varld.elever)
        assert f"{rad} Föreslås: 0 av 5" in text(sida(logga_in(varld.rektor)))

    def test_a_school_without_classes(self, varld, logga_in):
        skola = fabrik.skola("Nyskolan")
        person = fabrik.personal("Nils Ny", skola, Roll.REKTOR)
        assert "Inga klasser läsåret 2026/27 än" in sida(logga_in(person))

    def test_the_administrator_sees_what_is_missing_and_no_colours(self, varld, logga_in):
        fabrik.klass(varld.skola, "9A")
        regler.stang(bedom(varld.klass, varld.mentor, farg=Farg.ROD), av=varld.mentor)
        Personal.objects.exclude(pk=varld.mentor.pk).update(last_login=timezone.now())
        html = sida(logga_in(varld.administrator))
        assert "1 klass saknar mentor." in html
        assert "1 person har inte loggat in än." in html
        assert "3 klasser · 8 elever · 7 i personalen" in text(html)
        assert reverse("skola_administration", args=[varld.skola.kod]) in html
        assert "föreslås" not in html
        assert "kartlagda" not in html

    def test_the_administrator_is_told_when_nothing_is_missing(self, varld, logga_in):
        Personal.objects.update(last_login=timezone.now())
        assert "Alla klasser har mentor och all personal har loggat in." in sida(logga_in(varld.administrator))

    def test_several_roles_and_schools_stand_apart(self, varld, logga_in):
        for skola, roll in [
            (varld.skola, Roll.REKTOR),
            (varld.granne, Roll.MENTOR),
            (varld.granne, Roll.ADMINISTRATOR),
        ]:
            Tjanst.objects.create(personal=varld.mentor, skola=skola, roll=roll)
        innehall = text(sida(logga_in(varld.mentor)))
        bjork, granne = innehall.split("Grannskolan", 1)
        assert "Dina klasser 7A" in bjork
        assert "Skolans klasser" in bjork
        assert "Administration" not in bjork
        assert "Du är inte mentor för någon klass det här läsåret" in granne
        assert "Administration" in granne
        assert "Skolans klasser" not in granne


@pytest.mark.parametrize("antal", [1, 6])
@pytest.mark.parametrize(
    ("roller", "fragor"),
    [
        ([Roll.MENTOR], 21),
        ([Roll.LARARE], 6),
        ([Roll.ELEVHALSA], 27),
        ([Roll.REKTOR], 27),
        ([Roll.ADMINISTRATOR], 10),
        ([Roll.MENTOR, Roll.ELEVHALSA, Roll.ADMINISTRATOR], 49),
    ],
)
def test_the_number_of_queries_is_the_same(varld, logga_in, django_assert_num_queries, antal, roller, fragor):
    skola = fabrik.skola("Talskolan")
    person = fabrik.personal("Tove Tal", skola, *roller)
    kollega = fabrik.personal("Kaj Kollega", skola, Roll.MENTOR)
    for nummer in range(antal):
        mentorer = [kollega, person] if Roll.MENTOR in roller and nummer % 2 == 0 else [kollega]
        stangd = fabrik.klass(skola, f"7{nummer}", *mentorer, elever=3)
        regler.stang(bedom(stangd, kollega, farg=Farg.GUL), av=kollega)
        for elev in stangd.elever.all()[:2]:
            individ.starta(elev, av=kollega, datum=date(2026, 11, 21))
            if roller != [Roll.ADMINISTRATOR]:
                individ.fraga_kollegor(elev, [person], av=kollega)
        bedom(fabrik.klass(skola, f"8{nummer}", *mentorer, elever=3), kollega, PASTAENDEN[:4])
        fabrik.klass(skola, f"6{nummer}", lasar=2025, stam=stangd.stam)
    klient = logga_in(person)
    sida(klient)
    with django_assert_num_queries(fragor):
        html = sida(klient)
    assert (">70<" in html) == (roller not in ([Roll.ADMINISTRATOR], [Roll.LARARE]))


def test_names_of_people_moved_from_a_class_do_not_stay(varld, logga_in):
    Placering.objects.update(till=date(2026, 11, 1), fran=date(2026, 8, 18))
    assert "Läs in klasslistan" in sida(logga_in(varld.mentor))


class TestWhoIsAsked:
    @pytest.fixture
    def larare(self, varld):
        return fabrik.personal("Lo Lärare", varld.skola, Roll.LARARE)

    def fraga(self, varld, elev, kollega):
        individ.starta(elev, av=varld.mentor, datum=date(2026, 11, 20))
        individ.fraga_kollegor(elev, [kollega], av=varld.mentor)
        return elev.kartlaggningar.get(tillfragad=kollega)

    @pytest.mark.parametrize("vem", ["larare", "annan_mentor", "elevhalsa", "rektor"])
    def test_the_question_stands_first_with_who_asked(self, varld, larare, logga_in, vem):
        kollega = larare if vem == "larare" else getattr(varld, vem)
        fraga = self.fraga(varld, varld.elever[0], kollega)
        html = sida(logga_in(kollega))
        assert re.search(r"Kollegor ber om din bild .*Ada Ek , 7A Maja Mentor frågade \d+ \w+ Svara", text(html))
        assert f'href="{reverse("individ_svara", args=[fraga.kod])}"' in html
        # Before the person's own classes.
        rubriker = re.findall(r"<h2[^>]*>([^<]+)<", html[html.index("<main") :])
        assert rubriker[0] == "Kollegor ber om din bild"

    def test_a_teacher_is_told_kindly_that_there_is_nothing(self, varld, larare, logga_in):
        bedom(varld.klass, varld.mentor)
        html = sida(logga_in(larare))
        assert "Du är med som lärare" in text(html)
        assert "Just nu är det ingen som ber om din bild av en elev." in text(html)
        for bort in ("7A", "Dina klasser", "Skolans klasser", "Kollegor ber", "Du har ingen roll"):
            assert bort not in text(html)

    def test_a_mentor_who_is_a_teacher_too_has_the_mentor_s_page(self, varld, logga_in):
        Tjanst.objects.create(personal=varld.mentor, skola=varld.skola, roll=Roll.LARARE)
        assert "Du är med som lärare" not in text(sida(logga_in(varld.mentor)))

    def test_what_is_answered_is_gone(self, varld, larare, logga_in):
        fraga = self.fraga(varld, varld.elever[0], larare)
        regler.stang(fraga, av=larare, skal="Ser inte eleven på raster.")
        html = sida(logga_in(larare))
        assert "Ada" not in html
        assert fraga.kod not in html

    def test_a_pupil_with_protected_identity_is_shown_to_the_named_alone(self, varld, larare, logga_in):
        self.fraga(varld, varld.elever[0], larare)
        type(varld.elever[0]).objects.filter(pk=varld.elever[0].pk).update(skyddad=True)
        assert "Ada" not in sida(logga_in(larare))
        varld.elever[0].far_se.add(larare)
        assert "Ada" in sida(logga_in(larare))


@pytest.mark.parametrize("roll", ["elevhalsa", "rektor"])
def test_what_waits_and_what_is_under_way_is_counted_for_each_class(varld, logga_in, roll):
    runda = regler.stang(bedom(varld.klass, varld.mentor, farg=Farg.ROD), av=varld.mentor)
    individ.starta(varld.elever[0], av=varld.mentor, datum=date(2026, 11, 21), forslag=runda)
    individ.avsta(varld.elever[1], runda, av=varld.mentor, ord_="Klassen först.")
    innehall = text(sida(logga_in(getattr(varld, roll))))
    assert "3 väntar på beslut · 1 pågår" in innehall
    assert "3 förslag väntar på beslut" in innehall


def test_how_the_classes_stand_is_a_page_of_its_own_for_who_has_no_javascript(varld, logga_in):
    klient = logga_in(varld.rektor)
    dit = reverse("skolans_klasser", args=[varld.skola.kod])
    assert f'<a href="{dit}">Se hur klasserna ligger till</a>' in klient.get(reverse("start")).content.decode()
    hela = klient.get(dit).content.decode()
    delen = klient.get(dit, headers={"HX-Request": "true"}).content.decode()
    assert "<h1>Klasserna</h1>" in hela
    assert "<h1>" not in delen
    for sida_ in (hela, delen):
        assert f'href="{reverse("klass", args=[varld.klass.kod])}"' in sida_
