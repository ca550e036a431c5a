"""The plan's own page: how it stands, the one next thing, and all of it to be read."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from handlingsplan import regler, urval
from handlingsplan.models import Granskning, Insats, Lage, Plan
from handlingsplan.narvarolasning import Om
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Roll, idag

from .. import fabrik
from ..analys.moten import monster, mote
from . import narvarotal
from .planer import boka, elevplan, fylld, insats, mal, plan, skolplan, skriv, varvet
from .stegsidor import adress, text


def las(klient, p: Plan) -> str:
    """The page's HTML."""
    svar = klient.get(adress("plan", p))
    assert svar.status_code == 200
    return svar.content.decode()


def nasta(sidan: str) -> str:
    """What the box of the one next thing says, without the rest of the page."""
    return text(re.search(r'<section class="plan-nasta".*?</section>', sidan, re.DOTALL)[0], "section")


def granskad(p: Plan, av, svar: str = "", kommentar: str = "") -> Granskning:
    """The plan sent by ``av``, and answered."""
    granskning = Granskning.objects.create(
        plan=p, avskrift=regler.behall(p, "skickad", av), skickad_av=av, svar=svar, besvarad_av=av if svar else None
    )
    if kommentar:
        granskning.kommentarer.create(avsnitt=f"{varvet(p).kod}-nulage", text=kommentar, andrad_av=av)
    lage = {"": Lage.SKICKAD, "godkand": Lage.GODKAND, "aterlamnad": Lage.ATERLAMNAD}[svar]
    Plan.objects.filter(pk=p.pk).update(lage=lage)
    return granskning


class TestRead:
    def test_it_works(self, v, logga_in):
        sidan = las(logga_in(v.mentor), fylld(v.plan, v.mentor))
        ord_ = text(sidan)
        assert "Plan för 7A Närvaron i NO Utkast Varv 1" in ord_
        assert "Nuläge om närvaron i no." in ord_
        assert "Önskad effekt om närvaron i no." in ord_
        malen = ["Mål 1 Alla är med på NO-lektionerna.", "Mål 2 Lärarna arbetar med språket i NO."]
        assert all(m in ord_ for m in malen)
        assert "Lektionerna börjar på samma sätt." in ord_
        assert "Förebyggande Ansvarar: Maja Mentor senast 15 december 2026" in ord_
        assert "Grund: Professionell bedömning" in ord_
        assert "Tisdag 15 december 2026" in ord_
        assert "Kallade Maja Mentor och specialpedagog" in ord_
        assert "<title>Plan för 7A" in sidan

    def test_what_is_not_written_leads_to_where_it_is(self, v, logga_in):
        sidan = las(logga_in(v.mentor), v.plan)
        for ord_, steg in [("Skriv mål", "2"), ("Bestäm datum", "5"), ("Skriv</a>", "1")]:
            assert f'href="{adress("plan_steg", v.plan, "modul-2", steg)}">{ord_}' in sidan

    def test_texts_are_escaped(self, v, logga_in):
        m = mal(v.plan, v.mentor, "<b>Lugn</b>")
        insats(m, v.mentor, "<i>Samma</i>\nstart", ovriga="<u>kurator</u>")
        skriv(v.plan, f"{varvet(v.plan).kod}-nulage", "<s>Sena</s>\n\nofta", v.mentor)
        sidan = las(logga_in(v.mentor), v.plan)
        assert not re.search(r"<b>Lugn|<i>Samma|<u>kurator|<s>Sena", sidan)
        assert "<p>&lt;s&gt;Sena&lt;/s&gt;</p><p>ofta</p>" in sidan
        assert "&lt;i&gt;Samma&lt;/i&gt;<br>start" in sidan

    def test_the_read_log_names_the_plan_and_the_pupil(self, v, logga_in):
        p = elevplan(v.ada, v.mentor)
        las(logga_in(v.rektor), p)
        rader = Handelse.objects.filter(handling="laste", vem_kod=v.rektor.kod).order_by("id")
        assert [(r.objekt_kod, r.text) for r in rader] == [
            (p.kod, "plan för en elev"),
            (v.ada.kod, "plan för en elev"),
        ]

    def test_no_pupil_is_named_in_the_title_or_in_addresses(self, v, logga_in):
        sidan = las(logga_in(v.mentor), elevplan(v.ada, v.mentor))
        assert "Plan för Ada Ek" in text(sidan)
        assert "Ada" not in re.search(r"<title>.*?</title>", sidan)[0]
        assert not any("Ada" in a for a in re.findall(r'(?:href|action)="([^"]*)"', sidan))

    def test_what_has_been_left_is_folded_away(self, v, logga_in):
        m, kvar = mal(v.plan, v.mentor, "Gammalt mål"), mal(v.plan, v.mentor, "Nytt mål")
        i = insats(kvar, v.mentor, "Gammal insats")
        regler.lamna_mal(m, True, v.mentor)
        regler.lamna_insats(i, True, v.mentor)
        ord_ = text(las(logga_in(v.mentor), v.plan))
        assert "Lämnade mål och insatser (2) Mål: Gammalt mål Insats: Gammal insats" in ord_
        assert "Mål Nytt mål" in ord_

    def test_the_meeting_it_started_from_is_a_step_away_for_who_may_read_it(self, v, logga_in):
        an = mote(v.annan_klass, v.annan_mentor)
        adas = monster(an, v.annan_mentor, "Ada saknar ett sammanhang.", elev=v.ada)
        p = elevplan(v.ada, v.mentor, monster=[adas], analys=an)
        vart = f'href="{reverse("analys_sammanfattning", args=[an.kod])}"'
        # Ada has come from 7B, whose meetings her mentor now does not read.
        assert [vart in las(logga_in(x), p) for x in (v.rektor, v.mentor)] == [True, False]

    def test_the_figures_of_absence_stand_in_it(self, v, logga_in):
        assert "Inga siffror är inlagda än." in text(las(logga_in(v.mentor), v.plan))
        narvarotal.period(Om(v.skola, klass=v.klass), v.mentor)
        assert "narvarobild" in las(logga_in(v.mentor), v.plan)


class TestNext:
    def test_a_draft_with_gaps_leads_to_the_first(self, v, logga_in):
        sidan = las(logga_in(v.mentor), v.plan)
        assert nasta(sidan).startswith("Skriv färdigt planen Nuläget är inte beskrivet.")
        assert f'class="btn btn-primary btn-lg" href="{adress("plan_steg", v.plan, "modul-2", "1")}"' in sidan
        assert len(re.findall("btn-primary", sidan[sidan.index("<main") : sidan.index("</main>")])) == 1

    def test_a_whole_draft_is_sent(self, v, logga_in):
        sidan = las(logga_in(v.mentor), fylld(v.plan, v.mentor))
        assert "Planen är ifylld" in nasta(sidan)
        assert f'<form method="post" action="{adress("plan_skicka", v.plan)}">' in sidan

    def test_the_rektor_reviews_and_the_team_waits(self, v, logga_in):
        granskad(v.plan, v.mentor)
        rektors, mentors = (las(logga_in(p), v.plan) for p in (v.rektor, v.mentor))
        assert "Planen väntar på dig Maja Mentor skickade planen" in nasta(rektors)
        assert f'href="{adress("plan_granska", v.plan)}"' in rektors
        assert "Planen är hos rektor" in nasta(mentors)
        assert adress("plan_ta_tillbaka", v.plan) in mentors
        assert "Skriv i planen" not in mentors

    def test_a_returned_plan_shows_the_comments(self, v, logga_in):
        granskad(v.plan, v.rektor, "aterlamnad", "Vilka <b>lektioner</b>?")
        sidan = las(logga_in(v.mentor), v.plan)
        assert "Planen är återlämnad Rut Rektor har lämnat tillbaka planen med 1 kommentar." in nasta(sidan)
        assert "Rektors kommentarer Nuläge Vilka <b>lektioner</b>? Rut Rektor" in text(sidan)
        assert "<b>lektioner" not in sidan

        egen = las(logga_in(v.rektor), v.plan)
        assert nasta(egen).startswith("Planen är återlämnad Du har lämnat tillbaka planen. Den väntar på dem som skrev")
        assert "Läs kommentarerna" not in egen
        andra = fabrik.personal("Rune Rektor", v.skola, Roll.REKTOR)
        assert nasta(las(logga_in(andra), v.plan)).startswith(
            "Planen är återlämnad Rut Rektor har lämnat tillbaka planen. Den väntar på dem som skrev"
        )

    def test_a_plan_returned_without_comments_can_be_sent_again(self, v, logga_in):
        granskad(v.plan, v.rektor, "aterlamnad")
        sidan = las(logga_in(v.mentor), v.plan)
        assert "Rektor skrev inga kommentarer." in text(sidan)
        assert f'<form method="post" action="{adress("plan_skicka", v.plan)}">' in sidan

    def test_an_approval_of_an_earlier_varv_says_so(self, v, logga_in):
        p = fylld(v.plan, v.mentor)
        granskad(p, v.rektor, "godkand")
        assert "Godkänd av rektor" in text(las(logga_in(v.mentor), p))
        regler.folj_upp(p, v.mentor)
        ord_ = text(las(logga_in(v.mentor), p))
        assert "Varv 1 godkänt Varv 2" in ord_
        assert "Godkänd av rektor" not in ord_

    def test_a_follow_up_that_is_due_says_how_late(self, v, logga_in):
        boka(v.plan, v.mentor, idag() + timedelta(days=1))
        v.plan.varv.update(datum=idag() - timedelta(days=40), uppfoljning=idag() - timedelta(days=10))
        sidan = las(logga_in(v.mentor), v.plan)
        assert "Det är dags att följa upp" in nasta(sidan)
        assert "för 10 dagar sedan." in nasta(sidan)
        assert f'<form method="post" action="{adress("plan_folj_upp", v.plan)}">' in sidan
        assert '<input type="hidden" name="fran" value="1">' in sidan

    def test_all_goals_reached_leads_to_the_end(self, v, logga_in):
        p = fylld(v.plan, v.mentor)
        for rad in urval.innehall(p).mal:
            regler.satt_forflyttning(varvet(p), rad.mal, uppnatt="natt", fore={}, av=v.mentor)
        sidan = las(logga_in(v.mentor), p)
        assert nasta(sidan).startswith("Alla mål är nådda")
        assert f'btn-lg" href="{adress("plan_avsluta", p)}"' in sidan

    def test_a_closed_plan_leads_to_the_next(self, v, logga_in):
        skriv(v.plan, "resultat", "Färre sena.", v.mentor)
        regler.avsluta(v.plan, v.mentor)
        sidan = las(logga_in(v.mentor), v.plan)
        assert "Så blev det Resultat Färre sena." in text(sidan)
        assert f'href="{reverse("plan_ny_klass", args=[v.klass.kod])}?efter={v.plan.kod}"' in sidan
        ny = plan(v.klass, v.mentor, "Språk", foregaende=v.plan)
        sidan = las(logga_in(v.mentor), v.plan)
        assert "Den ledde till Språk" in nasta(sidan)
        assert f'href="{adress("plan", ny)}"' in sidan
        assert "efter Närvaron i NO" in text(las(logga_in(v.mentor), ny))

    def test_the_next_plan_is_of_the_class_as_it_is_now(self, v, logga_in):
        regler.avsluta(v.plan, v.mentor)
        attan = fabrik.klass(v.skola, "8A", v.mentor, lasar=2027, stam=v.klass.stam)
        vart = f"{reverse('plan_ny_klass', args=[attan.kod])}?efter={v.plan.kod}"
        klient = logga_in(v.mentor)
        assert f'href="{vart}"' in las(klient, v.plan)
        assert klient.get(vart).status_code == 200


class TestInsatser:
    def test_one_is_not_asked_about_while_the_plan_is_first_written(self, v, logga_in):
        i, klient = insats(mal(v.plan, v.mentor), v.mentor), logga_in(v.mentor)
        vart = adress("plan_insats_genomford", v.plan, i.kod)

        def fragas() -> set[bool]:
            steg = klient.get(adress("plan_steg", v.plan, "modul-2", "3" if varvet(v.plan).forsta else "8"))
            return {vart in sidan for sidan in (las(klient, v.plan), steg.content.decode())}

        assert fragas() == {False}
        for dagar in ({"start": idag()}, {"klart": idag()}, {"start": None, "klart": idag() - timedelta(1)}):
            Insats.objects.update(**{"start": None, "klart": None} | dagar)
            assert fragas() == {True}
        Insats.objects.update(start=idag() + timedelta(1), klart=None)
        assert fragas() == {False}
        # The one who is responsible has said so on the start page.
        Insats.objects.update(genomford=timezone.now())
        assert fragas() == {True}
        Insats.objects.update(genomford=None)
        Plan.objects.filter(pk=v.plan.pk).update(lage=Lage.SKICKAD)
        assert fragas() == {True}
        Plan.objects.filter(pk=v.plan.pk).update(lage=Lage.UTKAST)
        regler.folj_upp(v.plan, v.mentor)
        assert fragas() == {True}

    def test_one_is_marked_as_done(self, v, logga_in):
        i = insats(mal(v.plan, v.mentor), v.mentor, start=idag())
        klient = logga_in(v.mentor)
        sidan = las(klient, v.plan)
        vart = adress("plan_insats_genomford", v.plan, i.kod)
        assert f'<form class="plan-vaxla" method="post" action="{vart}">' in sidan
        svar = klient.post(vart, {"del": "oversikt", "pa": "on"}, follow=True)
        assert svar.redirect_chain == [(f"{adress('plan', v.plan)}#insats-{i.kod}", 302)]
        assert 'aria-pressed="true"><i class="bi bi-check-square-fill"' in svar.content.decode()
        i.refresh_from_db()
        assert i.genomford

    def test_a_late_one_says_so(self, v, logga_in):
        insats(mal(v.plan, v.mentor), v.mentor, start=date(2026, 9, 1), klart=date(2026, 9, 20))
        assert "1 september – 20 september 2026 Dröjer" in text(las(logga_in(v.mentor), v.plan))

    def test_what_it_asks_for_stands_out(self, v, logga_in):
        i = insats(mal(v.plan, v.mentor), v.mentor)
        skriv(v.plan, f"{i.kod}-resurser", "Tid i veckan.", v.mentor)
        assert "Mer om insatsen Behöver resurser Resurser och stöd Tid i veckan." in text(
            las(logga_in(v.rektor), v.plan)
        )
        regler.resurs_ordnad(i, True, v.rektor)
        assert "Mer om insatsen Resurserna är ordnade" in text(las(logga_in(v.rektor), v.plan))

    def test_support_that_is_asked_for_is_seen_to_by_the_rektor(self, v, logga_in):
        regler.folj_upp(v.plan, v.mentor)
        vart = adress("plan_stod", v.plan)
        assert vart not in las(logga_in(v.rektor), v.plan)
        skriv(v.plan, f"{varvet(v.plan).kod}-stod", "Planeringstid.", v.mentor)
        klient = logga_in(v.rektor)
        assert "Stöd till den som ansvarar Behöver stöd Planeringstid. Stödet är ordnat" in text(las(klient, v.plan))
        svar = klient.post(vart, {"del": "oversikt", "pa": "on"})
        assert svar.url == f"{adress('plan', v.plan)}#stod"
        assert "Stöd till den som ansvarar Stödet är ordnat Planeringstid." in text(las(klient, v.plan))
        i_steget = {"del": "modul-2/9"}
        steg = klient.post(vart, i_steget, headers={"HX-Request": "true"}).content.decode()
        assert f'id="stod-{varvet(v.plan).kod}" type="submit" name="pa" value="on" aria-pressed="false"' in steg
        assert varvet(v.plan).stod_ordnat is None


class TestAccess:
    @pytest.mark.parametrize(
        ("roll", "status"),
        [
            ("mentor", 200),
            ("mentor2", 200),
            ("elevhalsa", 200),
            ("rektor", 200),
            ("annan_mentor", 403),
            ("larare", 403),
            ("administrator", 403),
            ("utanfor", 404),
        ],
    )
    def test_who_reads_the_class_s_plan(self, v, logga_in, roll, status):
        assert logga_in(getattr(v, roll)).get(adress("plan", v.plan)).status_code == status

    def test_a_protected_pupil_s_plan_is_not_there_for_others(self, v, logga_in):
        kim = fabrik.elev(v.klass, "Kim", "Alias", skyddad=True)
        kim.far_se.add(v.mentor)
        p = elevplan(kim, v.mentor)
        assert [logga_in(x).get(adress("plan", p)).status_code for x in (v.mentor, v.rektor)] == [200, 404]

    def test_a_plan_about_the_school_is_elevhalsans_and_the_rektors(self, v, logga_in):
        p = skolplan(v.skola, v.rektor)
        assert "Plan för Björkskolan" in text(las(logga_in(v.elevhalsa), p))
        assert logga_in(v.mentor).get(adress("plan", p)).status_code == 403


class TestSpeed:
    @pytest.mark.parametrize("antal", [1, 4])
    def test_the_questions_do_not_grow(self, v, logga_in, antal):
        for _ in range(antal):
            m = mal(v.plan, v.mentor)
            for _ in range(antal):
                insats(m, v.mentor, ansvarig=v.mentor)
        boka(v.plan, v.mentor, kallade={v.mentor.id, v.rektor.id})
        klient = logga_in(v.mentor)
        las(klient, v.plan)
        with CaptureQueriesContext(connection) as fragor:
            las(klient, v.plan)
        assert len(fragor) == 14


def test_the_words_are_the_same_without_who_wrote_them(v):
    p = fylld(v.plan, v.mentor)
    allt, ord_ = urval.innehall(p), urval.innehall(p, bara_ord=True)
    assert {n: (t.text, t.falt, t.version) for n, t in allt.texter.items()} == {
        n: (t.text, t.falt, t.version) for n, t in ord_.texter.items()
    }


def test_every_address_on_the_page_is_there(v, logga_in):
    """The page writes its addresses itself, for speed."""
    p = fylld(v.plan, v.mentor)
    granskad(p, v.rektor, "godkand")
    regler.folj_upp(p, v.mentor)
    sidan = las(logga_in(v.mentor), p)
    egna = {a.split("#")[0].split("?")[0] for a in re.findall(r'(?:href|action)="(/[^"]*)"', sidan)}
    for a in egna - {a for a in egna if a.startswith("/static/")}:
        resolve(a)
    assert adress("plan_varv", p, 1) in egna
    assert adress("plan_andringar", p) in egna
