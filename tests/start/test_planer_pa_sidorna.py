"""Plans on the class's and the pupil's own pages: where they stand, the next thing, and who sees it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from analys import regler as analysregler
from handlingsplan import regler
from handlingsplan.models import Lage, Plan
from kartlaggning.models import Kartlaggning
from skolanknytning.skola.models import idag

from .. import fabrik
from ..analys.moten import monster, mote, stangd_runda
from ..handlingsplan import planer
from ..handlingsplan.planer import boka, elevplan, fylld, plan
from ..kartlaggning.rundor import GRON
from ..klient import utan_nycklar
from .elevsidan import eget_datum, text
from .startsidan import sida as startsida

IGAR = idag() - timedelta(days=1)


@pytest.fixture
def v(varld):
    """7A's round is closed, and a meeting of it has been held; Ada has a form of her own that it talked of."""
    varld.ada = varld.elever[0]
    varld.runda = stangd_runda(varld.klass, varld.mentor)
    Kartlaggning.objects.filter(pk=varld.runda.pk).update(datum=date(2026, 9, 1))
    eget_datum(varld.ada, varld.mentor, date(2026, 9, 10), {"beteende-1": 3})
    varld.mote = mote(varld.klass, varld.mentor, runda=varld.runda, elever=[varld.ada])
    monster(varld.mote, varld.mentor, angelagen=True)
    monster(varld.mote, varld.mentor, "Kommer sent.", elev=varld.ada)
    varld.mote = analysregler.avsluta(varld.mote, av=varld.mentor)
    return varld


def sida(klient, objekt) -> str:
    """The page of a class or a pupil."""
    svar = klient.get(reverse("elev" if hasattr(objekt, "fornamn") else "klass", args=[objekt.kod]))
    assert svar.status_code == 200
    return utan_nycklar(svar)


def nasta(html: str) -> str:
    """What stands under the next thing, with its buttons."""
    del_ = re.search(r'<div class="nasta">.*?</section>', html, re.DOTALL)[0]
    return text(f"<main>{del_}</main>").removeprefix("&gt; ").removeprefix("> ")


def lankar(html: str, rubrik: str) -> dict[str, str]:
    """The links in a section, by what stands on them."""
    del_ = re.search(rf'<section[^>]*aria-labelledby="{rubrik}".*?</section>', html, re.DOTALL)[0]
    return {
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", ord_)).strip(): adress
        for adress, ord_ in re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', del_, re.DOTALL)
    }


class TestTheClass:
    def test_a_held_meeting_leads_to_a_plan(self, v, logga_in):
        html = sida(logga_in(v.mentor), v.klass)
        assert nasta(html).endswith("Gör en plan utifrån det angelägna. Gör en plan Se vad ni kom fram till")
        ny = reverse("plan_ny_klass", args=[v.klass.kod])
        assert lankar(html, "resa-rubrik")["Gör en plan"] == f"{ny}?analys={v.mote.kod}"
        assert lankar(html, "planer-rubrik") == {
            "Gör en plan": ny,
            "Närvaro": reverse("narvaro_klass", args=[v.klass.kod]),
        }
        assert "Ingen plan än." in text(html, "planer-rubrik")

    @pytest.mark.parametrize(
        ("lage", "knapp"),
        [("utkast", "Skicka till rektor"), ("skickad", "Se planen"), ("aterlamnad", "Läs kommentarerna")],
    )
    def test_what_a_plan_waits_for(self, v, logga_in, lage, knapp):
        p = fylld(plan(v.klass, v.mentor), v.mentor)
        Plan.objects.update(lage=lage)
        html = sida(logga_in(v.mentor2), v.klass)
        assert lankar(html, "resa-rubrik")[knapp] == reverse("plan", args=[p.kod])
        assert "Uppföljning: 15 december" in text(html, "planer-rubrik")
        assert lankar(html, "planer-rubrik")[planer.OMRADE] == reverse("plan", args=[p.kod])

    def test_a_draft_says_how_much_is_missing(self, v, logga_in):
        plan(v.klass, v.mentor)
        html = sida(logga_in(v.elevhalsa), v.klass)
        assert "Utkast, 5 saker saknas" in text(html, "resa-rubrik")
        assert "Fyll i det som saknas" in nasta(html)

    def test_the_rektor_reviews(self, v, logga_in):
        p = fylld(plan(v.klass, v.mentor), v.mentor)
        Plan.objects.update(lage=Lage.SKICKAD)
        html = sida(logga_in(v.rektor), v.klass)
        assert lankar(html, "resa-rubrik")["Granska planen"] == reverse("plan_granska", args=[p.kod])

    def test_a_late_follow_up_is_said_in_red_words_and_followed_up_in_one_press(self, v, logga_in):
        p = fylld(plan(v.klass, v.mentor), v.mentor)
        p.varv.update(uppfoljning=IGAR)
        Plan.objects.update(lage=Lage.GODKAND)
        klient = logga_in(v.mentor)
        html = sida(klient, v.klass)
        assert '<strong class="sen">Försenad uppföljning.</strong>' in html
        assert 'class="resa-steg resa-nu resa-sen" aria-current="step"' in html
        form = re.search(rf'<form method="post" action="{reverse("plan_folj_upp", args=[p.kod])}">.*?</form>', html)[0]
        assert 'name="fran" value="1"' in form
        klient.post(reverse("plan_folj_upp", args=[p.kod]), {"fran": "1"})
        assert p.varv.count() == 2

    def test_the_most_urgent_of_several_tells(self, v, logga_in):
        fylld(plan(v.klass, v.mentor), v.mentor)
        sen = fylld(plan(v.klass, v.mentor, "Läsning", and_anda=True), v.mentor)
        sen.varv.update(uppfoljning=IGAR)
        html = sida(logga_in(v.mentor), v.klass)
        assert "Planen ”Läsning” skulle ha följts upp" in nasta(html)
        assert "2 öppna planer" in text(html, "resa-rubrik")

    def test_a_closed_plan_leads_to_the_next(self, v, logga_in):
        p = fylld(plan(v.klass, v.mentor), v.mentor)
        regler.avsluta(p, v.mentor)
        html = sida(logga_in(v.mentor), v.klass)
        ny = reverse("plan_ny_klass", args=[v.klass.kod])
        assert lankar(html, "resa-rubrik")["Gör nästa plan"] == f"{ny}?efter={p.kod}"
        assert "Uppföljning:" not in text(html, "planer-rubrik")

    @pytest.mark.parametrize("roll", ["administrator", "annan_mentor", "larare"])
    def test_who_reads_no_summary_sees_nothing_of_plans(self, v, logga_in, roll):
        p = fylld(plan(v.klass, v.mentor, "Hemligheten"), v.mentor)
        p.varv.update(uppfoljning=IGAR)
        svar = logga_in(getattr(v, roll)).get(reverse("klass", args=[v.klass.kod]))
        html = svar.content.decode()
        assert "Hemligheten" not in html
        assert "planer-rubrik" not in html
        assert "Försenad" not in html
        assert svar.status_code == (200 if roll == "administrator" else 403)

    def test_the_number_of_questions_is_the_same_however_many_plans(self, v, logga_in, django_assert_num_queries):
        klient = logga_in(v.mentor)
        # The reading is logged and the session's use noted once.
        sida(klient, v.klass)
        for nummer in range(3):
            plan(v.klass, v.mentor, f"Område {nummer}", and_anda=True)
            with django_assert_num_queries(25):
                html = sida(klient, v.klass)
        assert text(html, "planer-rubrik").count("Utkast") == 3


class TestTheClassHasMovedUp:
    """7A is 8A in the next läsår, with mentor2 who came along and a new mentor."""

    @pytest.fixture
    def nu(self, v):
        v.plan = fylld(plan(v.klass, v.mentor, "Lugna starter"), v.mentor)
        v.plan.varv.update(uppfoljning=IGAR)
        return fabrik.klass(v.skola, "8A", v.mentor2, v.annan_mentor, lasar=2027, stam=v.klass.stam, elever=2)

    @pytest.mark.parametrize("roll", ["mentor2", "annan_mentor"])
    def test_the_card_and_the_page_tell_of_the_plan_alike(self, v, nu, logga_in, roll):
        klient = logga_in(getattr(v, roll))
        html = startsida(klient)
        kort = html[html.index(f'href="{reverse("klass", args=[nu.kod])}"') :]
        for den in (kort, sida(klient, nu)):
            assert "Planen ”Lugna starter” skulle ha följts upp" in den
            assert f'action="{reverse("plan_folj_upp", args=[v.plan.kod])}"' in den

    def test_the_page_of_the_class_as_it_was(self, v, nu, logga_in):
        """To its mentors of now it has the plan; to one it has left, only where the plan has gone."""
        for person in (v.mentor2, v.annan_mentor, v.rektor):
            html = sida(logga_in(person), v.klass)
            assert lankar(html, "planer-rubrik")["Lugna starter"] == reverse("plan", args=[v.plan.kod])
        klient = logga_in(v.mentor)
        html = sida(klient, v.klass)
        assert "Lugna starter" not in html + startsida(klient)
        assert "Klassens planer har följt med den och läses av dess mentorer nu." in text(html, "planer-rubrik")
        Plan.objects.all().delete()
        assert "Ingen plan gjordes." in text(sida(logga_in(v.mentor2), v.klass), "planer-rubrik")
        assert set(lankar(html, "planer-rubrik")) == {"Närvaro"}


class TestThePupil:
    def test_a_held_meeting_leads_to_a_plan(self, v, logga_in):
        for person in (v.mentor, v.rektor, v.elevhalsa):
            html = sida(logga_in(person), v.ada)
            assert "Gör en plan utifrån det ni kom fram till." in nasta(html)
            ny = reverse("plan_ny_elev", args=[v.ada.kod])
            assert lankar(html, "resa-rubrik")["Gör en plan"] == f"{ny}?analys={v.mote.kod}"
            assert lankar(html, "planer") == {
                "Gör en plan": ny,
                "Närvaro": reverse("narvaro_elev", args=[v.ada.kod]),
            }

    def test_absence_is_offered_to_who_may_read_it(self, varld, logga_in):
        """Elevhälsan follows a pupil who is proposed, and starts a plan, or reads in one, when there is more."""
        bo = varld.elever[1]
        stangd_runda(varld.klass, varld.mentor, {bo: "r" + GRON[1:]})
        narvaro, klient = reverse("narvaro_elev", args=[bo.kod]), logga_in(varld.elevhalsa)
        assert (narvaro in sida(klient, bo), klient.get(narvaro).status_code) == (False, 403)
        elevplan(bo, varld.mentor)
        assert (narvaro in sida(klient, bo), klient.get(narvaro).status_code) == (True, 200)

    def test_a_late_follow_up(self, v, logga_in):
        p = fylld(elevplan(v.ada, v.mentor), v.mentor)
        p.varv.update(uppfoljning=IGAR)
        html = sida(logga_in(v.mentor), v.ada)
        assert nasta(html).startswith("Nästa steg Försenad uppföljning. Planen ”Trygghet på rasterna” skulle ha följts")
        assert "Följ upp nu" in nasta(html)
        assert "Utkast Uppföljning: försenad" in text(html, "planer")

    def test_a_survey_under_way_goes_before_a_plan_that_waits(self, v, logga_in):
        elevplan(v.ada, v.mentor)
        Kartlaggning.objects.filter(elev=v.ada).update(stangd=None)
        html = sida(logga_in(v.mentor), v.ada)
        assert "Fortsätt bedöma" in nasta(html)
        assert "Utkast, 5 saker saknas" in text(html, "resa-rubrik")

    def test_a_plan_from_nothing_is_gone_on_with(self, v, logga_in):
        bo = v.elever[1]
        p = elevplan(bo, v.mentor)
        html = sida(logga_in(v.mentor), bo)
        assert lankar(html, "resa-rubrik")["Fyll i det som saknas"] == reverse("plan", args=[p.kod])

    def test_a_closed_plan_leads_to_the_next(self, v, logga_in):
        p = fylld(elevplan(v.ada, v.mentor), v.mentor)
        regler.avsluta(p, v.mentor)
        html = sida(logga_in(v.mentor), v.ada)
        ny = reverse("plan_ny_elev", args=[v.ada.kod])
        assert lankar(html, "resa-rubrik")["Gör nästa plan"] == f"{ny}?efter={p.kod}"

    def test_another_pupils_plan_is_not_there(self, v, logga_in):
        elevplan(v.elever[1], v.mentor, "Bos område")
        boka(plan(v.klass, v.mentor, "Klassens område"), v.mentor)
        html = sida(logga_in(v.mentor), v.ada)
        assert "Bos område" not in html
        assert "Klassens område" not in html


def test_a_plan_of_the_school_is_on_no_class(v, logga_in):
    planer.skolplan(v.skola, v.rektor, "Skolans område")
    fabrik.elev(v.klass, "Ny")
    assert "Skolans område" not in sida(logga_in(v.rektor), v.klass)
