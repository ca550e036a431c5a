"""The pages of the review: sent, read on one page, commented, answered; changes, copies, and the list."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from handlingsplan import platser, regler
from handlingsplan.models import Avskrift, Kommentar, Lage, Plan, Varv
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Klass, idag

from .. import fabrik
from ..klient import utan_nycklar
from . import planer
from .planer import boka, elevplan, fylld, insats, mal, plan, skolplan, skriv, varvet


@pytest.fixture
def v(v):
    """The open plan of 7A, written whole."""
    fylld(v.plan, v.mentor)
    v.nulage = platser.nyckel("nulage", varv=varvet(v.plan).kod)
    return v


def adress(namn, plan, *mer) -> str:
    return reverse(namn, args=[plan.kod, *mer])


def sida(klient, namn, plan, *mer) -> str:
    svar = klient.get(adress(namn, plan, *mer))
    assert svar.status_code == 200
    return utan_nycklar(svar)


def text(html: str) -> str:
    """What stands on the page, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall))


def tryck(klient, namn, plan, *mer, **data) -> str:
    """A press, and the messages on the page it leads to."""
    svar = klient.post(adress(namn, plan, *mer), data, follow=True)
    return " ".join(str(m) for m in svar.context["messages"]) if svar.context else svar.content.decode()


class TestSend:
    def test_what_is_lacking_leads_to_where_it_is_written(self, v, logga_in):
        tom = plan(v.klass, v.mentor, and_anda=True)
        html = sida(logga_in(v.mentor), "plan_skicka", tom)
        assert "Planen har inget mål" in text(html)
        assert adress("plan_steg", tom, "modul-2", "2") in html
        assert "Skicka ändå" in html

    def test_of_a_whole_plan_nothing_is_said_to_be_lacking(self, v, logga_in):
        klient = logga_in(v.mentor)
        assert "Allt som materialet frågar efter är ifyllt." in text(sida(klient, "plan_skicka", v.plan))
        assert tryck(klient, "plan_skicka", v.plan) == "Planen är skickad till rektor."
        assert Plan.objects.get(pk=v.plan.pk).lage == Lage.SKICKAD

    def test_a_comment_that_was_on_its_way_when_it_was_taken_back_is_not_lost(self, v, logga_in):
        regler.skicka(v.plan, v.mentor)
        regler.ta_tillbaka(v.plan, v.mentor)
        rektor = logga_in(v.rektor)
        svar = rektor.post(adress("plan_kommentar", v.plan, "helheten"), {"text": "Mer om när.", "ersatter": "0"})
        assert svar.status_code == 409
        assert "Mer om när.</textarea>" in svar.content.decode()
        assert "inte längre hos rektor" in text(svar.content.decode())
        assert rektor.get(adress("plan_kommentar", v.plan, "helheten")).status_code == 404
        assert not Kommentar.objects.exists()

    def test_taken_back(self, v, logga_in):
        regler.skicka(v.plan, v.mentor)
        klient = logga_in(v.mentor2)
        assert "Ta tillbaka planen" in sida(klient, "plan_granska", v.plan)
        assert "tillbaka hos er" in tryck(klient, "plan_ta_tillbaka", v.plan)
        assert "inte längre hos rektor" in tryck(klient, "plan_ta_tillbaka", v.plan)


class TestOnePage:
    def test_the_rektor_reads_it_as_it_was_sent_and_answers(self, v, logga_in):
        g = regler.skicka(v.plan, v.mentor)
        html = sida(logga_in(v.rektor), "plan_granska", v.plan)
        for stycke in g.avskrift.innehall["stycken"]:
            assert stycke["text"] in text(html)
        assert "Det här ber de om" in text(html)
        assert (
            f'name="granskning" value="{g.kod}"'
            in logga_in(v.rektor).get(adress("plan_granska", v.plan)).content.decode()
        )
        assert html.count('class="kommentera"') == len(re.findall(r'id="text-k-(?!helheten)', html)) > 10
        assert Handelse.objects.filter(objekt_kod=v.plan.kod, vem_kod=v.rektor.kod, handling="laste").exists()

    def test_the_team_reads_what_was_sent_and_not_what_is_being_written(self, v, logga_in):
        g = regler.skicka(v.plan, v.mentor)
        regler.kommentera(g, "", "Halvfärdig tanke.", ersatter=0, av=v.rektor)
        html = sida(logga_in(v.mentor), "plan_granska", v.plan)
        assert "Halvfärdig tanke." not in html
        assert "<textarea" not in html
        assert reverse("plan_godkann", args=[v.plan.kod]) not in html

    def test_what_is_said_of_what_is_asked_for_stands_beside_it(self, v, logga_in):
        g = regler.skicka(v.plan, v.mentor)
        dit = platser.nyckel("resurser", rad=v.plan.mal.first().insatser.first().kod)
        regler.kommentera(g, dit, "Från vecka 49.", ersatter=0, av=v.rektor)
        regler.aterlamna(v.plan, v.rektor)
        html = sida(logga_in(v.mentor), "plan_granska", v.plan)
        begart = html[html.index('class="yta granska-resurser"') : html.index('class="yta granska-delar"')]
        assert begart.index(f'id="k-{dit}"') < begart.index("Från vecka 49.")
        assert html.count("Från vecka 49.") == 1
        assert "som inte finns kvar" not in html

    def test_a_comment_is_saved_as_one_writes_and_two_lose_nothing(self, v, logga_in):
        regler.skicka(v.plan, v.mentor)
        klient, dit = logga_in(v.rektor), adress("plan_kommentar", v.plan, v.nulage)
        data = {"text": "Vilka siffror?", "ersatter": "0"}
        svar = klient.post(dit, data, headers={"HX-Request": "true"})
        assert 'data-sparad="1"' in svar.content.decode()
        svar = klient.post(dit, {"text": "Något annat.", "ersatter": "0"}, headers={"HX-Request": "true"})
        assert "Vilka siffror?" in svar.content.decode()
        assert 'data-sparad=""' in svar.content.decode()
        assert Kommentar.objects.get().text == "Vilka siffror?"

    def test_without_javascript_a_comment_has_a_page_of_its_own(self, v, logga_in):
        regler.skicka(v.plan, v.mentor)
        klient, dit = logga_in(v.rektor), adress("plan_kommentar", v.plan, "helheten")
        svar = klient.post(dit, {"text": "Fråga Ada.", "ersatter": "0"})
        assert (svar.status_code, "Spara ändå" in svar.content.decode()) == (409, True)
        svar = klient.post(dit, {"text": "Fråga Ada.", "ersatter": "0", "bekraftad": "on"})
        assert svar.url == f"{adress('plan_granska', v.plan)}#k-helheten"
        assert "Fråga Ada." in sida(klient, "plan_kommentar", v.plan, "helheten")
        assert klient.post(dit, {"text": "x"}).status_code == 400

    def test_an_earlier_wording_is_read_and_restored(self, v, logga_in):
        g, klient = regler.skicka(v.plan, v.mentor), logga_in(v.rektor)
        regler.kommentera(g, v.nulage, "Vilka siffror?", ersatter=0, av=v.mentor2)
        assert "Tidigare texter" not in sida(klient, "plan_granska", v.plan)
        regler.kommentera(g, v.nulage, "Bra.", ersatter=1, av=v.rektor)
        tidigare = adress("plan_kommentar_tidigare", v.plan, v.nulage)
        assert f'href="{tidigare}"' in sida(klient, "plan_granska", v.plan)
        html = sida(klient, "plan_kommentar_tidigare", v.plan, v.nulage)
        dit = re.search(r'<form method="post" action="([^"]+/om/[^"]+)">', html)[1]
        sparas = dict(re.findall(r'name="(text|ersatter|bekraftad)" value="([^"]*)"', html))
        assert sparas == {"text": "Vilka siffror?", "ersatter": "2", "bekraftad": "on"}
        assert klient.post(dit, sparas).url == f"{adress('plan_granska', v.plan)}#k-{v.nulage}"
        assert Kommentar.objects.get().text == "Vilka siffror?"
        regler.aterlamna(v.plan, v.rektor)
        assert "Återställ" not in sida(klient, "plan_kommentar_tidigare", v.plan, v.nulage)

    def test_after_the_answer_nothing_is_written(self, v, logga_in):
        g = regler.skicka(v.plan, v.mentor)
        regler.godkann(v.plan, v.rektor)
        svar = logga_in(v.rektor).post(
            adress("plan_kommentar", v.plan, "helheten"), {"text": "Sent.", "ersatter": "0"},
            headers={"HX-Request": "true"},
        )  # fmt: skip
        assert "inte längre hos rektor" in svar.content.decode()
        assert "inte längre hos rektor" in tryck(logga_in(v.rektor), "plan_aterlamna", v.plan, granskning=g.kod)

    def test_returned_and_sent_again(self, v, logga_in):
        klient, team = logga_in(v.rektor), logga_in(v.mentor)
        g = regler.skicka(v.plan, v.mentor)
        assert "minst en kommentar" in tryck(klient, "plan_aterlamna", v.plan, granskning=g.kod)
        regler.kommentera(g, v.nulage, "Vilka siffror?", ersatter=0, av=v.rektor)
        assert "återlämnad" in tryck(klient, "plan_aterlamna", v.plan, granskning=g.kod)
        assert "Vilka siffror?" in text(sida(team, "plan_granska", v.plan))
        skriv(v.plan, v.nulage, "Sju av tjugo var borta.", v.mentor)
        ny = regler.skicka(v.plan, v.mentor)
        html = sida(klient, "plan_granska", v.plan)
        assert "1 sak har ändrats sedan planen lämnades tillbaka" in text(html)
        assert "Förra gången, Rut Rektor Vilka siffror?" in text(html)
        assert tryck(klient, "plan_godkann", v.plan, granskning=ny.kod) == "Planen är godkänd."
        assert klient.post(adress("plan_godkann", v.plan), {"granskning": "<>"}).status_code == 400

    def test_a_plan_that_was_never_sent_has_no_review(self, v, logga_in):
        klient = logga_in(v.rektor)
        assert klient.get(adress("plan_granska", v.plan)).url == adress("plan", v.plan)
        assert klient.get(adress("plan_kommentar", v.plan, "helheten")).status_code == 404

    def test_names_of_pupils_are_not_in_the_title(self, v, logga_in):
        om_ada = elevplan(v.ada, v.mentor)
        regler.skicka(om_ada, v.mentor)
        html = sida(logga_in(v.rektor), "plan_granska", om_ada)
        assert v.ada.fornamn not in html[: html.index("</title>")]
        assert f"Plan för {v.ada.namn}" in text(html)
        assert Handelse.objects.filter(objekt_kod=v.ada.kod, vem_kod=v.rektor.kod, handling="laste").exists()


class TestKeptCopies:
    def test_changes_stand_against_what_was_approved(self, v, logga_in):
        klient = logga_in(v.mentor)
        regler.skicka(v.plan, v.mentor)
        regler.godkann(v.plan, v.rektor)
        assert "Inget har ändrats." in text(sida(klient, "plan_andringar", v.plan))
        skriv(v.plan, v.nulage, "Nuläge om våren.", v.mentor)
        html = sida(klient, "plan_andringar", v.plan)
        assert "<del>" in html
        assert "<ins>" in html
        godkand = Avskrift.objects.get(plan=v.plan, skal="godkand")
        kopia = text(sida(klient, "plan_avskrift", v.plan, godkand.kod))
        assert "Nuläge om närvaron i no." in kopia
        assert "Nuläge om våren." not in kopia
        assert "Skickad till rektor" in kopia

    def test_a_copy_of_another_plan_is_not_found(self, v, logga_in):
        regler.skicka(v.plan, v.mentor)
        annan = plan(v.klass, v.mentor, and_anda=True)
        kopia = Avskrift.objects.get(plan=v.plan)
        assert logga_in(v.mentor).get(adress("plan_avskrift", annan, kopia.kod)).status_code == 404

    def test_of_a_plan_that_was_not_approved_there_are_no_changes(self, v, logga_in):
        assert logga_in(v.mentor).get(adress("plan_andringar", v.plan)).status_code == 302


class TestTheList:
    @pytest.fixture
    def w(self, v):
        """Plans about 7A (late), 7B (soon), a pupil of 7A and the school."""
        Varv.objects.filter(plan=v.plan).update(uppfoljning=idag() - timedelta(days=3))
        v.i7b = plan(v.annan_klass, v.annan_mentor, "Rasterna i 7B")
        boka(v.i7b, v.annan_mentor, idag() + timedelta(days=5))
        v.om_ada = elevplan(v.ada, v.mentor)
        v.skolans = skolplan(v.skola, v.rektor)
        return v

    def planerna(self, klient, w, **valt) -> list[str]:
        html = utan_nycklar(klient.get(reverse("planer", args=[w.skola.kod]), valt))
        return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', html)

    def test_the_soonest_follow_up_first_and_only_what_one_sees(self, w, logga_in):
        alla = ["Närvaron i NO", "Rasterna i 7B", "Samsyn om närvaro", "Trygghet på rasterna"]
        assert self.planerna(logga_in(w.rektor), w) == alla
        assert self.planerna(logga_in(w.elevhalsa), w) == alla
        assert self.planerna(logga_in(w.mentor), w) == ["Närvaron i NO", "Trygghet på rasterna"]
        assert self.planerna(logga_in(w.annan_mentor), w) == ["Rasterna i 7B"]

    @pytest.mark.parametrize(
        ("valt", "vantat"),
        [
            ({"lage": "sena"}, ["Närvaron i NO"]),
            ({"lage": "snart"}, ["Rasterna i 7B"]),
            ({"lage": "skickad"}, ["Samsyn om närvaro"]),
            ({"lage": "godkand"}, []),
            ({"lage": "utkast"}, ["Närvaron i NO", "Rasterna i 7B", "Trygghet på rasterna"]),
            ({"lage": "avslutade"}, []),
            ({"niva": "individ"}, ["Trygghet på rasterna"]),
            ({"niva": "skola", "lage": "skickad"}, ["Samsyn om närvaro"]),
            ({"niva": "nonsens", "sida": "x"}, ["Närvaron i NO", "Rasterna i 7B", "Samsyn om närvaro",
                                                 "Trygghet på rasterna"]),
        ],
    )  # fmt: skip
    def test_narrowed(self, w, logga_in, valt, vantat):
        regler.skicka(w.skolans, w.rektor)
        assert self.planerna(logga_in(w.rektor), w, **valt) == vantat

    def test_narrowed_to_a_class_and_to_what_is_closed(self, w, logga_in):
        assert self.planerna(logga_in(w.rektor), w, klass=w.annan_klass.kod) == ["Rasterna i 7B"]
        regler.avsluta(w.i7b, w.annan_mentor)
        assert self.planerna(logga_in(w.rektor), w, klass=w.annan_klass.kod) == []
        assert self.planerna(logga_in(w.rektor), w, lage="avslutade") == ["Rasterna i 7B"]

    def test_a_protected_pupil_s_plan_is_the_named_one_s(self, w, logga_in):
        w.ada.skyddad = True
        w.ada.save()
        w.ada.far_se.add(w.mentor)
        assert "Trygghet på rasterna" not in self.planerna(logga_in(w.rektor), w)
        assert "Trygghet på rasterna" in self.planerna(logga_in(w.mentor), w)

    def test_an_empty_list_says_what_to_do(self, varld, logga_in):
        html = utan_nycklar(logga_in(varld.rektor).get(reverse("planer", args=[varld.skola.kod])))
        assert "Inga planer pågår" in html
        html = utan_nycklar(logga_in(varld.rektor).get(reverse("planer", args=[varld.skola.kod]), {"lage": "sena"}))
        assert "Inga planer med de valen" in html

    def test_a_plan_for_the_school_is_started_here_by_who_may(self, w, logga_in):
        adress = f'href="{reverse("plan_ny_skola", args=[w.skola.kod])}"'
        for person, far in [(w.rektor, True), (w.elevhalsa, True), (w.mentor, False)]:
            html = utan_nycklar(logga_in(person).get(reverse("planer", args=[w.skola.kod])))
            assert (adress in html) is far

    def test_fifty_to_a_page(self, w, logga_in, monkeypatch):
        monkeypatch.setattr("handlingsplan.listan.SIDAN", 3)
        klient = logga_in(w.rektor)
        assert len(self.planerna(klient, w)) == 3
        assert len(self.planerna(klient, w, sida=2)) == 1
        assert len(self.planerna(klient, w, sida=99)) == 1
        html = utan_nycklar(klient.get(reverse("planer", args=[w.skola.kod]), {"niva": "", "sida": 2}))
        assert "sida 2 av 2" in html
        assert 'href="?sida=1"' in html

    def test_pupils_in_the_list_are_a_reading(self, w, logga_in):
        self.planerna(logga_in(w.annan_mentor), w)
        assert not Handelse.objects.filter(vem_kod=w.annan_mentor.kod, handling="laste").exists()
        self.planerna(logga_in(w.rektor), w)
        assert Handelse.objects.filter(vem_kod=w.rektor.kod, handling="laste").latest("id").text == (
            "listan över planer, med elevers planer"
        )


@pytest.mark.parametrize("antal", [1, 4])
def test_the_number_of_queries_is_the_same(varld, logga_in, django_assert_num_queries, antal):
    for nr in range(antal):
        klass: Klass = fabrik.klass(varld.skola, f"8{'ABCD'[nr]}", varld.mentor, elever=1)
        boka(plan(klass, varld.mentor), varld.mentor)
        elevplan(klass.elever.get(), varld.mentor)
    klient = logga_in(varld.rektor)
    dit = reverse("planer", args=[varld.skola.kod])
    klient.get(dit)
    with django_assert_num_queries(6):
        html = utan_nycklar(klient.get(dit))
    assert html.count('scope="row"') == 2 * antal


@pytest.mark.parametrize("antal", [1, 4])
def test_the_review_asks_as_much_of_a_small_plan_as_of_a_large(varld, logga_in, django_assert_num_queries, antal):
    p = plan(varld.klass, varld.mentor)
    for _ in range(antal):
        insats(mal(p, varld.mentor), varld.mentor)
    regler.skicka(planer.fylld(p, varld.mentor), varld.mentor)
    klient = logga_in(varld.rektor)
    sida(klient, "plan_granska", p)
    with django_assert_num_queries(8):
        sida(klient, "plan_granska", p)
