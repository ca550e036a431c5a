"""What the start page tells of plans: reviews, follow-ups, what is asked for, plans per class, one's own insatser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from handlingsplan import platser, regler, urval, vantar
from handlingsplan.models import Insats, Plan, Varv
from skolanknytning.skola.models import Mentorskap, Roll, Tjanst, idag

from .. import fabrik
from ..handlingsplan.planer import boka, elevplan, fylld, insats, mal, plan, skolplan, skriv, varvet
from .startsidan import sida, text


@pytest.fixture
def v(varld):
    """The school with a whole plan for 7A."""
    varld.ada, varld.bo = varld.elever[:2]
    varld.plan = fylld(plan(varld.klass, varld.mentor), varld.mentor)
    return varld


def forsenad(plan: Plan, dagar: int = 3) -> Plan:
    """The plan's follow-up should have been held so many days ago."""
    Varv.objects.filter(plan=plan, avslutat=None).update(uppfoljning=idag() - timedelta(days=dagar))
    return plan


def delen(html: str, rubrik: str) -> str:
    """What stands under a heading of the section of plans, without tags; empty when there is no such heading."""
    ren = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<h[23][^>]*>", "#", html[html.index("<main") :])))
    return next((d.strip() for d in ren.split("#") if d.strip().startswith(rubrik)), "")


class TestRektor:
    def test_what_waits_for_review_stands_first_and_leads_there(self, v, logga_in):
        regler.skicka(v.plan, v.mentor)
        html = sida(logga_in(v.rektor))
        assert delen(html, "Att granska").startswith("Att granska 1 Närvaron i NO 7A · från Maja Mentor Skickad ")
        assert f'href="{reverse("plan_granska", args=[v.plan.kod])}"' in html
        assert html.index("Att granska") < html.index("Skolans klasser")
        regler.godkann(v.plan, v.rektor)
        assert not delen(sida(logga_in(v.rektor)), "Att granska")

    @pytest.mark.parametrize("roll", ["elevhalsa", "mentor"])
    def test_others_are_not_asked_to_review(self, v, logga_in, roll):
        regler.skicka(v.plan, v.mentor)
        assert not delen(sida(logga_in(getattr(v, roll))), "Att granska")

    def test_late_and_soon(self, v, logga_in):
        forsenad(v.plan)
        snart = plan(v.annan_klass, v.annan_mentor, "Rasterna")
        boka(snart, v.annan_mentor, idag() + timedelta(days=14), foljer_upp=v.annan_mentor)
        sen = plan(v.klass, v.mentor, "Långt fram", and_anda=True)
        boka(sen, v.mentor, idag() + timedelta(days=15))
        html = sida(logga_in(v.rektor))
        assert delen(html, "Försenade uppföljningar").startswith(
            "Försenade uppföljningar 1 Närvaron i NO 7A · följer upp: Maja Mentor Skulle ske"
        )
        assert delen(html, "Följs upp inom två veckor").startswith(
            "Följs upp inom två veckor 1 Rasterna 7B · följer upp: Alva Annan"
        )

    def test_a_plan_without_a_day_is_not_forgotten(self, v, logga_in):
        """A later varv at once, a first one when it has had two weeks to be given one."""
        saknas = "Datum för uppföljning saknas"
        ny = plan(v.annan_klass, v.annan_mentor, "Rasterna")
        assert not delen(sida(logga_in(v.rektor)), saknas)
        Varv.objects.filter(plan=ny).update(datum=idag() - timedelta(days=14))
        regler.folj_upp(v.plan, v.mentor)
        html = sida(logga_in(v.rektor))
        assert delen(html, saknas).startswith(
            f"{saknas} 2 Rasterna 7B Bestäm datum Närvaron i NO 7A · följer upp: Maja"
        )
        boka(v.plan, v.mentor, idag() + timedelta(days=30))
        assert delen(sida(logga_in(v.rektor)), saknas).startswith(f"{saknas} 1 Rasterna")
        assert delen(sida(logga_in(v.annan_mentor)), saknas).startswith(f"{saknas} 1 Rasterna")
        assert not delen(sida(logga_in(v.mentor)), saknas)

    def test_what_is_asked_for_is_ticked_where_it_stands(self, v, logga_in):
        klient = logga_in(v.rektor)
        assert not delen(sida(klient), "Resurser som efterfrågas")
        regler.skicka(v.plan, v.mentor)
        html = sida(klient)
        assert delen(html, "Resurser som efterfrågas").startswith("Resurser som efterfrågas 3 Resurser och stöd om")
        dit = re.findall(r'action="([^"]+/insats/[^"]+/ordnat/)"', html)
        assert len(dit) == 3
        svar = klient.post(dit[0])
        assert svar.url == f"{reverse('start')}#planer-{v.skola.kod}"
        assert delen(sida(klient), "Resurser som efterfrågas").startswith("Resurser som efterfrågas 2")
        assert Insats.objects.exclude(resurs_ordnad=None).count() == 1
        regler.ta_tillbaka(v.plan, v.mentor)
        skriv(
            v.plan,
            platser.nyckel("resurser", rad=Insats.objects.get(resurs_ordnad__isnull=False).kod),
            "Tid.",
            v.mentor,
        )
        assert not Insats.objects.exclude(resurs_ordnad=None)

    def test_support_for_those_responsible_is_ticked_there_too(self, v, logga_in):
        klient, rubrik = logga_in(v.rektor), "Stöd som efterfrågas"
        skriv(v.plan, f"{varvet(v.plan).kod}-stod", "Planeringstid för alla.", v.mentor)
        assert not delen(sida(klient), rubrik), "the plan has not been sent"
        regler.skicka(v.plan, v.mentor)
        assert not delen(sida(logga_in(v.mentor)), rubrik), "not the mentor's to see to"
        html = sida(klient)
        assert delen(html, rubrik) == (
            f"{rubrik} 1 Planeringstid för alla. Till Närvaron i NO , 7A Ordnat : Planeringstid för alla."
        )
        (dit,) = re.findall(r'action="([^"]+/stod/[^"]+/ordnat/)"', html)
        assert klient.post(dit).url == f"{reverse('start')}#planer-{v.skola.kod}"
        assert varvet(v.plan).stod_ordnat
        assert not delen(sida(klient), rubrik)
        regler.ta_tillbaka(v.plan, v.mentor)
        skriv(v.plan, f"{varvet(v.plan).kod}-stod", "Planeringstid, två timmar.", v.mentor)
        regler.skicka(v.plan, v.mentor)
        assert "två timmar" in delen(sida(klient), rubrik), "asked for in other words, and so again"
        regler.ta_tillbaka(v.plan, v.mentor)
        regler.folj_upp(v.plan, v.mentor)
        assert "Varvet är redan uppföljt" in text(klient.post(dit, follow=True).content.decode())

    def test_of_a_closed_plan_nothing_can_be_ticked(self, v, logga_in):
        en = Insats.objects.first()
        regler.avsluta(v.plan, v.mentor)
        svar = logga_in(v.rektor).post(reverse("plan_resurs_ordnad", args=[v.plan.kod, en.kod]), follow=True)
        assert "Planen är avslutad" in text(svar.content.decode())

    def test_how_many_plans_each_class_has(self, v, logga_in):
        forsenad(v.plan)
        plan(v.klass, v.mentor, and_anda=True)
        elevplan(v.ada, v.mentor)
        skolplan(v.skola, v.rektor)
        html = sida(logga_in(v.rektor))
        assert delen(html, "Planer som pågår") == (
            "Planer som pågår 7A 2 planer 1 försenad Elever 1 plan Skolnivå 1 plan"
        )
        assert f'href="{reverse("planer", args=[v.skola.kod])}?klass={v.klass.kod}"' in html

    def test_six_of_each_and_the_rest_a_press_away(self, v, logga_in):
        for nr in range(7):
            forsenad(plan(v.klass, v.mentor, f"Plan {nr}", and_anda=True), dagar=nr + 10)
        html = sida(logga_in(v.rektor))
        delarna = delen(html, "Försenade uppföljningar")
        assert delarna.count("Skulle ske") == 6
        assert delarna.endswith("Visa alla 7 : försenade uppföljningar")
        assert "Plan 6" in delarna
        assert "Plan 0" not in delarna

    def test_without_plans_the_page_says_when_there_will_be(self, varld, logga_in):
        assert "Inga planer pågår." in text(sida(logga_in(varld.rektor)))
        assert "Inga planer pågår." not in text(sida(logga_in(varld.mentor)))

    def test_with_plans_and_nothing_to_do_it_says_so(self, varld, logga_in):
        plan(varld.klass, varld.mentor)
        assert "Inget att granska eller följa upp de närmaste två veckorna." in text(sida(logga_in(varld.rektor)))
        assert "Inget att följa upp de närmaste två veckorna." in text(sida(logga_in(varld.elevhalsa)))


class TestMentor:
    def test_only_of_own_classes_and_pupils(self, v, logga_in):
        forsenad(v.plan)
        forsenad(elevplan(v.ada, v.mentor))
        forsenad(skolplan(v.skola, v.rektor))
        assert delen(sida(logga_in(v.mentor)), "Försenade").startswith("Försenade uppföljningar 2")
        assert "Planer som pågår" not in sida(logga_in(v.mentor))
        assert not delen(sida(logga_in(v.annan_mentor)), "Försenade")

    def test_what_came_back_leads_to_the_comments(self, v, logga_in):
        g = regler.skicka(v.plan, v.mentor)
        regler.kommentera(g, "", "Mer.", ersatter=0, av=v.rektor)
        regler.aterlamna(v.plan, v.rektor)
        html = sida(logga_in(v.mentor))
        assert delen(html, "Återlämnade av rektor").startswith(
            "Återlämnade av rektor 1 Närvaron i NO 7A · av Rut Rektor"
        )
        assert f'href="{reverse("plan", args=[v.plan.kod])}#kommentarer"' in html
        regler.skicka(v.plan, v.mentor)
        assert not delen(sida(logga_in(v.mentor)), "Återlämnade av rektor")
        regler.ta_tillbaka(v.plan, v.mentor)
        assert delen(sida(logga_in(v.mentor)), "Återlämnade av rektor").startswith("Återlämnade av rektor 1")


class TestMyInsatser:
    def ansvarig(self, plan: Plan, person, text: str, av, **val) -> Insats:
        return insats(mal(plan, av), av, text, ansvarig=person, **val)

    def test_a_teacher_reads_what_is_theirs_of_a_class_and_of_a_pupil_only_that_there_is_something(self, v, logga_in):
        self.ansvarig(v.plan, v.larare, "Lektionsstarter.", v.mentor, klart=idag() + timedelta(days=40))
        om_ada = elevplan(v.ada, v.mentor, "Adas trygghet")
        self.ansvarig(om_ada, v.larare, "Prata med Ada varje fredag.", v.mentor)
        html = sida(logga_in(v.larare))
        mina = delen(html, "Mina insatser")
        assert mina.startswith("Mina insatser Lektionsstarter. 7A Klar senast")
        assert "En insats om en elev fråga elevens mentor vad den gäller" in mina
        for hemligt in ("Ada", "fredag", "trygghet", om_ada.kod, v.plan.kod):
            assert hemligt not in html

    def test_who_may_not_open_the_plan_reads_what_is_expected_and_marks_it_as_done(self, v, logga_in):
        en = self.ansvarig(v.plan, v.larare, "Lektionsstarter.", v.mentor)
        skriv(v.plan, platser.nyckel("forvantan", rad=en.kod), "Tavlan är klar när eleverna kommer.", v.mentor)
        boka(v.plan, v.mentor, idag() + timedelta(days=30))
        klient = logga_in(v.larare)
        html = sida(klient)
        mina = delen(html, "Mina insatser")
        assert "Ansvar och förväntningar: Tavlan är klar när eleverna kommer. Planen följs upp" in mina
        assert html.index("Mina insatser") < html.index("Du är med som lärare")
        dit = reverse("insats_genomford", args=[en.kod])
        assert f'action="{dit}"' in html
        klient.post(dit)
        assert not delen(sida(klient), "Mina insatser")
        en.refresh_from_db()
        assert en.genomford
        assert "Tavlan" not in sida(logga_in(v.rektor))

    def test_only_one_s_own_of_a_class_that_is_worked_with_is_marked(self, v, logga_in):
        andras = self.ansvarig(v.plan, v.mentor2, "Någon annans.", v.mentor)
        om_ada = self.ansvarig(elevplan(v.ada, v.mentor), v.larare, "Prata med Ada.", v.mentor)
        lamnad = self.ansvarig(v.plan, v.larare, "Lämnad.", v.mentor)
        regler.lamna_insats(lamnad, True, v.mentor)
        klient = logga_in(v.larare)
        for en in (andras, om_ada, lamnad):
            assert klient.post(reverse("insats_genomford", args=[en.kod])).status_code == 404
        egen = self.ansvarig(v.plan, v.larare, "Min.", v.mentor)
        regler.avsluta(v.plan, v.mentor)
        svar = klient.post(reverse("insats_genomford", args=[egen.kod]), follow=True)
        assert "Planen är avslutad" in svar.content.decode()
        assert not Insats.objects.exclude(genomford=None).exists()

    def test_who_reads_the_plan_is_led_to_it(self, v, logga_in):
        self.ansvarig(elevplan(v.ada, v.mentor), v.mentor2, "Prata med Ada varje fredag.", v.mentor)
        html = sida(logga_in(v.mentor2))
        assert "Prata med Ada varje fredag. Ada Ek" in delen(html, "Mina insatser")
        assert f'href="{reverse("plan", args=[Plan.objects.get(elev=v.ada).kod])}"' in html

    def test_not_what_is_done_left_or_of_another_school(self, v, logga_in):
        klar = self.ansvarig(v.plan, v.larare, "Klar.", v.mentor)
        lamnad = self.ansvarig(v.plan, v.larare, "Lämnad.", v.mentor)
        regler.genomford(klar, True, v.mentor)
        regler.lamna_insats(lamnad, True, v.mentor)
        self.ansvarig(plan(v.granneklass, v.utanfor), v.larare, "Grannens.", v.utanfor)
        assert not delen(sida(logga_in(v.larare)), "Mina insatser")

    def test_late_ones_are_counted_and_many_folded(self, v, logga_in):
        for nr in range(8):
            en = self.ansvarig(v.plan, v.larare, f"Insats {nr}.", v.mentor)
            Insats.objects.filter(pk=en.pk).update(klart=idag() + timedelta(days=nr - 2))
        mina = delen(sida(logga_in(v.larare)), "Mina insatser")
        assert mina.startswith("Mina insatser 2 försenade Insats 0. 7A Skulle vara klar")
        assert "2 insatser till" in mina

    def test_a_protected_pupil_is_nobody_s_but_the_named(self, v, logga_in):
        om_ada = elevplan(v.ada, v.mentor)
        for vem in (v.rektor, v.mentor):
            self.ansvarig(om_ada, vem, "Prata varje fredag.", v.mentor)
        v.ada.skyddad = True
        v.ada.save()
        v.ada.far_se.add(v.mentor)
        # Not even that there is one: to a rektor it would say that the pupil is protected.
        assert "Mina insatser" not in sida(logga_in(v.rektor))
        assert "Prata varje fredag." in delen(sida(logga_in(v.mentor)), "Mina insatser")
        self.ansvarig(om_ada, v.larare, "Prata varje måndag.", v.mentor)
        v.ada.far_se.add(v.larare)
        assert "En insats om en elev" in delen(sida(logga_in(v.larare)), "Mina insatser")

    def test_who_has_become_an_administrator_only_has_none(self, v, logga_in):
        self.ansvarig(v.plan, v.larare, "Lektionsstarter.", v.mentor)
        Tjanst.objects.filter(personal=v.larare).update(roll=Roll.ADMINISTRATOR)
        assert "Lektionsstarter" not in sida(logga_in(v.larare))


@pytest.mark.parametrize("vem", ["rektor", "elevhalsa", "mentor", "annan_mentor", "larare", "administrator", "dubbel"])
def test_no_more_and_no_less_than_the_plans_one_sees(v, vem):
    """The lists' own SQL lets through the same plans as ``urval.synliga_planer``."""
    v.dubbel = fabrik.personal("Dag Dubbel", v.skola, Roll.MENTOR)
    Tjanst.objects.create(personal=v.dubbel, skola=v.granne, roll=Roll.REKTOR)
    Mentorskap.objects.create(klass=v.annan_klass, personal=v.dubbel)
    fjol = fabrik.klass(v.skola, "6A", v.mentor2, v.annan_mentor, lasar=2025, stam=v.klass.stam)
    skyddad = fabrik.elev(v.klass, "Alias", skyddad=True)
    skyddad.far_se.add(v.mentor)
    om_elever = [elevplan(v.ada, v.mentor), elevplan(skyddad, v.mentor)]
    om_klasser = [plan(v.annan_klass, v.annan_mentor), plan(v.granneklass, v.utanfor)]
    for en in [*om_klasser, plan(fjol, v.mentor2, and_anda=True), *om_elever, skolplan(v.skola, v.rektor)]:
        forsenad(en)
    forsenad(v.plan)
    person = getattr(v, vem)
    for skola in (v.skola, v.granne):
        nu = vantar.vantar(person, skola, idag())
        syns = urval.synliga_planer(person).filter(skola=skola)
        assert {r.kod for r in nu.sena.rader} if nu else set() == set(syns.values_list("kod", flat=True))
        assert (nu.sena.antal if nu else 0) == syns.count()
        if nu:
            assert sum(k.oppna for k in nu.klasser) + nu.individ + nu.om_skolan == syns.count()


@pytest.mark.parametrize("antal", [1, 5])
@pytest.mark.parametrize(("vem", "fragor"), [("rektor", 11), ("mentor", 21), ("larare", 5)])
def test_the_number_of_queries_is_the_same(v, logga_in, django_assert_num_queries, antal, vem, fragor):
    person = getattr(v, vem)
    for nr in range(antal):
        en = plan(fabrik.klass(v.skola, f"8{nr}", v.mentor), v.mentor)
        i = insats(mal(en, v.mentor), v.mentor, ansvarig=person)
        skriv(en, platser.nyckel("resurser", rad=i.kod), "En kurator.", v.mentor)
        skriv(en, f"{varvet(en).kod}-stod", "Planeringstid.", v.mentor)
        regler.skicka(forsenad(en), v.mentor)
        om = elevplan(fabrik.elev(v.klass, f"Nils{nr}", "Ny"), v.mentor)
        insats(mal(om, v.mentor), v.mentor, ansvarig=person)
    varvet(v.plan)
    klient = logga_in(person)
    klient.get(reverse("start"))
    with django_assert_num_queries(fragor):
        klient.get(reverse("start"))
