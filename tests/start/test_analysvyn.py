"""What the start page tells of the analysis: what waits, what is due, meetings, new proposals."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from analys import regler
from analys.models import Analys
from handlingsplan import regler as planregler
from kartlaggning.models import Kartlaggning
from kartlaggning.regler import individ
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Roll, Tjanst, idag
from skolanknytning.start import analysvy

from .. import fabrik
from ..analys.moten import monster, mote, stangd_runda, steg
from ..handlingsplan.planer import plan
from ..kartlaggning.rundor import GRON
from .startsidan import sida

ROTT = "r" + GRON[1:]


def text(html: str, rubrik: str = "") -> str:
    """What stands on the page, or under a heading of the analysis until the next, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    ren = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<h[23][^>]*>", "#", innehall)))
    return next((d.strip() for d in ren.split("#") if d.strip().startswith(rubrik)), "")


def om(dagar: int) -> date:
    return idag() + timedelta(days=dagar)


@pytest.fixture
def v(varld):
    """The class 7A with a closed round, where Ada has a red mark."""
    varld.ada, varld.bo = varld.elever[:2]
    varld.runda = stangd_runda(varld.klass, varld.mentor, {varld.ada: ROTT})
    return varld


class TestWaiting:
    @pytest.mark.parametrize("roll", ["elevhalsa", "rektor"])
    def test_a_class_waits_until_a_meeting_is_planned(self, v, logga_in, roll):
        klient = logga_in(getattr(v, roll))
        html = sida(klient)
        assert re.fullmatch(
            r"Väntar på analysmöte 7A Kartlagd \d+ \w+ · 1 förslag väntar på beslut Planera möte om 7A",
            text(html, "Väntar på analysmöte"),
        )
        assert reverse("analys_planera", args=[v.klass.kod]) in html
        an = mote(v.klass, v.mentor, runda=v.runda, datum=om(3))
        html = sida(klient)
        assert "Väntar på analysmöte" not in html
        assert re.fullmatch(r"Möten framför er 7A Planerat \d+ \w+", text(html, "Möten framför er"))
        assert reverse("analys", args=[an.kod]) in html

    def test_it_waits_again_after_the_next_round(self, v, logga_in):
        regler.avsluta(mote(v.klass, v.mentor, runda=v.runda), av=v.mentor)
        html = sida(logga_in(v.rektor))
        assert "Väntar på analysmöte" not in html
        assert text(html, "Hållna möten").endswith("inga mönster")
        stangd_runda(v.klass, v.mentor, datum=om(0))
        html = sida(logga_in(v.rektor))
        assert "Väntar på analysmöte" in html
        assert "Hållna möten" in html

    @pytest.mark.parametrize("roll", ["elevhalsa", "rektor"])
    def test_a_class_that_began_a_plan_without_a_meeting_waits_for_none(self, v, logga_in, roll):
        """As its own page says; until the next round, or when the plan is older than the round."""
        klient = logga_in(getattr(v, roll))
        p = plan(v.klass, v.mentor)
        assert "Väntar på analysmöte" not in sida(klient)
        assert "Planen började utan möte" in klient.get(reverse("klass", args=[v.klass.kod])).content.decode()
        p.varv.update(datum=om(-1))
        assert text(sida(klient), "Väntar på analysmöte").startswith("Väntar på analysmöte 7A")
        p.varv.update(datum=om(0))
        planregler.avsluta(p, v.mentor)
        assert text(sida(klient), "Väntar på analysmöte").startswith("Väntar på analysmöte 7A")

    def test_the_longest_wait_stands_first_and_many_are_folded(self, v, logga_in):
        for nummer in range(8):
            klass = fabrik.klass(v.skola, f"9{chr(65 + nummer)}", v.mentor, elever=1)
            runda = stangd_runda(klass, v.mentor)
            Kartlaggning.objects.filter(pk=runda.pk).update(stangd=timezone.now() - timedelta(days=10 - nummer))
        html = sida(logga_in(v.elevhalsa))
        assert "3 klasser till" in html
        assert re.findall(r"Planera möte<span[^>]*> om (\w+)<", html) == [
            *("9A", "9B", "9C", "9D", "9E", "9F", "9G", "9H"),
            "7A",
        ]

    def test_the_mentors_have_it_on_their_card(self, v, logga_in):
        individ.avsta(v.ada, v.runda, av=v.mentor, ord_="Klassen först.")
        html = sida(logga_in(v.mentor))
        assert "Analys och uppföljning" not in html
        assert "Planera ett analysmöte, eller börja nu." in html
        assert f'action="{reverse("analys_planera", args=[v.klass.kod])}"' in html

    def test_a_meeting_long_ago_is_not_told_of(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda, datum=om(0) - analysvy.HALLET - timedelta(days=1))
        regler.avsluta(an, av=v.mentor)
        assert "Hållna möten" not in sida(logga_in(v.rektor))

    def test_a_meeting_about_the_whole_school(self, v, logga_in):
        an = regler.planera_skola(v.skola, datum=om(5), av=v.rektor)
        assert "Hela skolan Planerat" in text(sida(logga_in(v.elevhalsa)), "Möten framför er")
        assert an.kod not in sida(logga_in(v.mentor))
        regler.avsluta(an, av=v.rektor)
        assert "Hela skolan Hållet" in text(sida(logga_in(v.rektor)), "Hållna möten")

    def test_when_nothing_waits_the_page_says_so(self, varld, logga_in):
        html = sida(logga_in(varld.rektor))
        assert "Inget väntar just nu." in html
        assert reverse("skolniva", args=[varld.skola.kod]) in html


class TestFollowUp:
    def test_the_late_first_and_whose_they_are(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        eget = monster(an, v.mentor)
        steg(eget, v.mentor, "Om två veckor.", ansvarig=v.mentor, klart=om(14))
        steg(eget, v.mentor, "Om länge.", ansvarig=v.mentor, klart=om(15))
        steg(eget, v.mentor, "Mitt utan dag.", ansvarig=v.elevhalsa)
        steg(eget, v.mentor, "Ingens utan dag.")
        steg(eget, v.mentor, "Skulle vara gjort.", klart=om(-1))
        regler.steget_gjort(steg(eget, v.mentor, "Är gjort.", klart=om(-2)), True, av=v.mentor)
        innehall = text(sida(logga_in(v.elevhalsa)), "Nästa steg från möten")
        assert re.sub(r"\d+ \w+", "D", innehall) == (
            "Nästa steg från möten D Skulle vara gjort. 7A · ingen ansvarig Skulle vara klart D"
            " Om två veckor. 7A · Maja Mentor Klart senast D Mitt utan dag. 7A · du Inget datum"
        )
        assert "1 försenat" in innehall
        # The mentors have theirs; who leads another class has none.
        assert "Om länge." in text(sida(logga_in(v.mentor)), "Nästa steg från möten")
        assert "Nästa steg från möten" not in sida(logga_in(v.annan_mentor))
        assert "Skulle vara gjort." not in sida(logga_in(v.administrator))

    def test_it_goes_with_the_class_to_its_mentors_of_now(self, v, logga_in):
        """Who was mentor before it moved up can no longer tick it off, and is not reminded of it."""
        an = mote(v.klass, v.mentor, runda=v.runda)
        steg(monster(an, v.mentor), v.mentor, "Skulle vara gjort.", ansvarig=v.mentor, klart=om(-1))
        fabrik.klass(v.skola, "8A", v.mentor2, v.annan_mentor, lasar=2027, stam=v.klass.stam)
        assert "Skulle vara gjort." not in sida(logga_in(v.mentor))
        for person in (v.mentor2, v.annan_mentor, v.rektor):
            assert "Skulle vara gjort." in text(sida(logga_in(person)), "Nästa steg från möten")

    def test_of_a_pupil_only_for_who_follows_the_pupil(self, v, logga_in):
        individ.starta(v.ada, av=v.mentor, datum=om(0))
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada, v.bo])
        for elev in (v.ada, v.bo):
            steg(monster(an, v.mentor, elev=elev), v.mentor, f"Om {elev.fornamn}.", klart=om(1))
        innehall = {roll: sida(logga_in(getattr(v, roll))) for roll in ("mentor", "elevhalsa", "rektor")}
        assert {roll: ("Om Ada." in h, "Om Bo." in h) for roll, h in innehall.items()} == {
            "mentor": (True, True),
            "elevhalsa": (True, False),
            "rektor": (True, True),
        }
        assert "Ada Ek, 7A" in innehall["mentor"]

    def test_what_is_older_than_a_lasar_is_left(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        steg(monster(an, v.mentor), v.mentor, "Gammalt.", klart=om(-300))
        assert "Gammalt." in sida(logga_in(v.rektor))
        Analys.objects.update(datum=om(0) - analysvy.GAMMALT - timedelta(days=1))
        assert "Gammalt." not in sida(logga_in(v.rektor))

    def test_many_are_folded(self, v, logga_in):
        eget = monster(mote(v.klass, v.mentor, runda=v.runda), v.mentor)
        for nummer in range(8):
            steg(eget, v.mentor, f"Steg {nummer}.", klart=om(nummer))
        assert "2 steg till" in sida(logga_in(v.mentor))


class TestNewProposals:
    def test_names_of_those_proposed_lately(self, v, logga_in):
        html = sida(logga_in(v.elevhalsa))
        assert text(html, "Nya förslag") == "Nya förslag på individuell kartläggning 7A Ada Ek"
        assert f'href="{reverse("elev", args=[v.ada.kod])}"' in html
        assert v.bo.kod not in html
        assert logga_in(v.elevhalsa).get(reverse("elev", args=[v.ada.kod])).status_code == 200
        rad = Handelse.objects.get(vem_kod=v.elevhalsa.kod, objekt_kod=v.skola.kod)
        assert rad.text == "startsidan med nyligen föreslagna elever"

    def test_after_two_weeks_they_are_no_news(self, v, logga_in):
        Kartlaggning.objects.update(stangd=timezone.now() - timedelta(days=16))
        assert "Nya förslag" not in sida(logga_in(v.rektor))
        assert not Handelse.objects.filter(vem_kod=v.rektor.kod).exists()

    def test_protected_and_moved_pupils_are_not_there(self, varld, logga_in):
        skyddad = fabrik.elev(varld.klass, "Kim", "Alias", skyddad=True)
        flyttad = varld.elever[3]
        stangd_runda(varld.klass, varld.mentor, {skyddad: ROTT, flyttad: ROTT, varld.elever[0]: ROTT})
        flyttad.placeringar.update(till=idag())
        html = sida(logga_in(varld.elevhalsa))
        assert text(html, "Nya förslag") == "Nya förslag på individuell kartläggning 7A Ada Ek"
        skyddad.far_se.add(varld.elevhalsa)
        assert "Kim" in text(sida(logga_in(varld.elevhalsa)), "Nya förslag")

    def test_many_are_counted(self, varld, logga_in):
        for nummer in range(3):
            fabrik.elev(varld.klass, f"Nils{nummer}", "Ny")
        stangd_runda(varld.klass, varld.mentor, dict.fromkeys(varld.klass.elever.all(), ROTT))
        assert text(sida(logga_in(varld.rektor)), "Nya förslag").endswith("och 3 till")


@pytest.mark.parametrize("antal", [1, 5])
def test_the_number_of_queries_is_the_same(varld, logga_in, django_assert_num_queries, antal):
    """However many classes, meetings, steps, pupils and other schools there are."""
    Tjanst.objects.create(personal=varld.elevhalsa, skola=varld.granne, roll=Roll.REKTOR)
    for nummer in range(antal):
        fabrik.klass(fabrik.skola(f"Skola {nummer}"), "7A", elever=2)
        klass = fabrik.klass(varld.skola, f"8{nummer}", varld.mentor, elever=3)
        ada, bo = klass.elever.all()[:2]
        runda = stangd_runda(klass, varld.mentor, {ada: ROTT, bo: ROTT})
        individ.starta(ada, av=varld.mentor, datum=idag())
        an = mote(klass, varld.mentor, runda=runda, elever=[ada])
        steg(monster(an, varld.mentor), varld.mentor, klart=idag())
        steg(monster(an, varld.mentor, elev=ada), varld.mentor, klart=idag())
        stangd_runda(fabrik.klass(varld.skola, f"9{nummer}", varld.mentor, elever=1), varld.mentor)
    regler.planera_skola(varld.skola, datum=idag(), av=varld.rektor)
    klient = logga_in(varld.elevhalsa)
    sida(klient)
    with django_assert_num_queries(38):
        html = sida(klient)
    assert text(html, "Möten framför er").count("Pågår") == antal
    assert text(html, "Nästa steg från möten").count("Klart senast") == 2 * antal
