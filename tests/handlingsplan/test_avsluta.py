"""Closing a plan with its result, opening it again, and removing one that nobody has written in."""

import pytest
from django.urls import reverse

from handlingsplan import regler, urval
from handlingsplan.models import Forflyttning, Lage, Plan
from skolanknytning.logg.models import Handelse

from ..klient import HTMX
from .planer import elevplan, fylld, mal, plan, skolplan, skriv, varvet
from .stegsidor import adress, text


def las(klient, p: Plan) -> str:
    svar = klient.get(adress("plan_avsluta", p))
    assert svar.status_code == 200
    return svar.content.decode()


def sand(klient, p: Plan, **data):
    """What the page's own forms send."""
    falten = {"varv": varvet(p).nummer} | {n.replace("_", "-"): v for n, v in data.items()}
    return klient.post(adress("plan_avsluta", p), falten, follow=True)


def texten(falt: str, text_: str = "Färre sena.", ersatter: int = 0, **mer) -> dict:
    return {"falt": falt, "text": text_, "ersatter": ersatter} | mer


class TestThePage:
    def test_it_works(self, v, logga_in):
        fylld(v.plan, v.mentor)
        sidan = las(logga_in(v.mentor), v.plan)
        ord_ = text(sidan)
        assert "Hur blev det?" in ord_
        assert "Det här ville ni Önskad effekt om närvaron i no." in ord_
        for rubrik in ("Resultat", "Analys och slutsatser", "Vi vill arbeta vidare med och/eller vidareutveckla"):
            assert rubrik in ord_
        assert "Mål 1: Alla är med på NO-lektionerna." in ord_
        assert sidan.count('type="radio"') == 6

    def test_the_read_log_names_the_plan_and_the_pupil(self, v, logga_in):
        p = elevplan(v.ada, v.mentor)
        las(logga_in(v.rektor), p)
        rader = Handelse.objects.filter(handling="laste", vem_kod=v.rektor.kod).order_by("id")
        assert [r.objekt_kod for r in rader] == [p.kod, v.ada.kod]

    @pytest.mark.parametrize("lage", ["hos rektor", "avslutad"])
    def test_not_when_it_is_not_written_in(self, v, logga_in, lage):
        if lage == "avslutad":
            regler.avsluta(v.plan, v.mentor)
        else:
            Plan.objects.update(lage=Lage.SKICKAD)
        svar = logga_in(v.mentor).get(adress("plan_avsluta", v.plan), follow=True)
        assert svar.redirect_chain == [(adress("plan", v.plan), 302)]
        assert f"Planen är {lage}." in text(svar.content.decode())


class TestTexts:
    @pytest.mark.parametrize("falt", ["resultat", "slutsatser", "vidare"])
    def test_each_is_saved_by_its_button(self, v, logga_in, falt):
        svar = sand(logga_in(v.mentor), v.plan, **texten(falt))
        assert svar.redirect_chain == [(f"{adress('plan_avsluta', v.plan)}#notering-{falt}", 302)]
        assert urval.text_for(v.plan, falt).text == "Färre sena."
        assert "Färre sena.</textarea>" in svar.content.decode()

    def test_it_is_saved_as_one_writes(self, v, logga_in):
        svar = logga_in(v.mentor).post(adress("plan_avsluta", v.plan), texten("resultat"), headers=HTMX)
        assert (svar.status_code, 'data-sparad="1"' in svar.content.decode()) == (200, True)

    def test_two_who_write_see_both_texts(self, v, logga_in):
        skriv(v.plan, "resultat", "Kollegans.", v.mentor2)
        svar = sand(logga_in(v.mentor), v.plan, **texten("resultat", "Min."))
        sidan = svar.content.decode()
        assert svar.status_code == 409
        assert "<blockquote>Kollegans.</blockquote>" in sidan
        assert "Min.</textarea>" in sidan
        assert urval.text_for(v.plan, "resultat").text == "Kollegans."

    def test_a_pupil_s_name_is_asked_about(self, v, logga_in):
        klient = logga_in(v.mentor)
        svar = sand(klient, v.plan, **texten("resultat", "Ada kommer i tid."))
        assert "Inte sparat än." in text(svar.content.decode())
        assert not urval.text_for(v.plan, "resultat").version
        sand(klient, v.plan, **texten("resultat", "Ada kommer i tid.", bekraftad="on"))
        assert urval.text_for(v.plan, "resultat").version == 1

    @pytest.mark.parametrize("gor", [regler.avsluta, regler.skicka])
    def test_one_that_comes_too_late_is_kept_in_the_field(self, v, logga_in, gor):
        gor(v.plan, v.mentor2)
        klient = logga_in(v.mentor)
        svar = sand(klient, v.plan, **texten("resultat", "Det sista."))
        assert svar.status_code == 409
        assert "Det sista.</textarea>" in svar.content.decode()
        svar = klient.post(adress("plan_avsluta", v.plan), texten("resultat"), headers=HTMX)
        assert "Inte sparat." in svar.content.decode()
        assert not urval.text_for(v.plan, "resultat").version

    def test_one_that_is_too_long_is_kept_in_the_field(self, v, logga_in):
        svar = sand(logga_in(v.mentor), v.plan, **texten("resultat", "x" * 10_001))
        assert "Texten är för lång." in text(svar.content.decode())
        assert "x" * 10_001 in svar.content.decode()

    @pytest.mark.parametrize("data", [{"falt": "nulage"}, {"falt": "resultat", "text": "x"}, {"falt": "x"}])
    def test_what_our_page_does_not_send_is_refused(self, v, logga_in, data):
        assert logga_in(v.mentor).post(adress("plan_avsluta", v.plan), data).status_code == 400


class TestClosing:
    def test_it_is_closed_with_how_far_each_goal_came(self, v, logga_in):
        m, n = mal(v.plan, v.mentor), mal(v.plan, v.mentor, "Ett till.")
        skriv(v.plan, "resultat", "Färre sena.", v.mentor)
        lagen = {f"lage-{m.kod}": "natt", f"fore-{m.kod}": "", f"lage-{n.kod}": "ej", f"fore-{n.kod}": ""}
        svar = sand(logga_in(v.mentor), v.plan, avsluta="on", **lagen)
        assert svar.redirect_chain == [(adress("plan", v.plan), 302)]
        ord_ = text(svar.content.decode())
        assert "Planen är avslutad." in ord_
        assert "Öppna nästa plan" in ord_
        v.plan.refresh_from_db()
        assert (v.plan.oppen, v.plan.avslutad_av) == (False, v.mentor)
        assert [f.uppnatt for f in Forflyttning.objects.order_by("mal_id")] == ["natt", "ej"]

    def test_without_a_result_it_is_asked_first(self, v, logga_in):
        klient = logga_in(v.mentor)
        svar = sand(klient, v.plan, avsluta="on")
        assert svar.status_code == 409
        assert "Resultatet är inte skrivet." in text(svar.content.decode())
        assert Plan.objects.get(pk=v.plan.pk).oppen
        sand(klient, v.plan, avsluta="on", anda="on")
        assert not Plan.objects.get(pk=v.plan.pk).oppen

    def test_the_goals_are_saved_without_closing(self, v, logga_in):
        m = mal(v.plan, v.mentor)
        svar = sand(logga_in(v.mentor), v.plan, spara="on", **{f"lage-{m.kod}": "pa_vag", f"fore-{m.kod}": ""})
        assert "Sparat. Planen är fortfarande öppen." in text(svar.content.decode())
        assert Forflyttning.objects.get().uppnatt == "pa_vag"

    def test_what_a_colleague_said_meanwhile_stands_and_is_told(self, v, logga_in):
        m = mal(v.plan, v.mentor)
        skriv(v.plan, "resultat", "Färre sena.", v.mentor)
        regler.satt_forflyttning(varvet(v.plan), m, uppnatt="ej", fore={}, av=v.mentor2)
        lagen = {f"lage-{m.kod}": "natt", f"fore-{m.kod}": ""}
        svar = sand(logga_in(v.mentor), v.plan, avsluta="on", **lagen)
        assert "En kollega har ändrat hur långt ett mål har nått" in text(svar.content.decode())
        assert Forflyttning.objects.get().uppnatt == "ej"
        assert Plan.objects.get(pk=v.plan.pk).oppen

    def test_not_when_a_colleague_has_followed_up_since_the_page_was_opened(self, v, logga_in):
        m = mal(v.plan, v.mentor)
        skriv(v.plan, "resultat", "Färre sena.", v.mentor)
        regler.folj_upp(v.plan, v.mentor2)
        svar = sand(logga_in(v.mentor), v.plan, varv=1, avsluta="on", **{f"lage_{m.kod}": "natt", f"fore_{m.kod}": ""})
        assert "En kollega har följt upp planen sedan du öppnade sidan." in text(svar.content.decode())
        assert Plan.objects.get(pk=v.plan.pk).oppen
        assert not Forflyttning.objects.exists()

    def test_an_unknown_choice_changes_nothing(self, v, logga_in):
        m = mal(v.plan, v.mentor)
        svar = sand(logga_in(v.mentor), v.plan, avsluta="on", **{f"lage-{m.kod}": "kanske"})
        assert "Det gick inte att läsa. Välj igen." in text(svar.content.decode())
        assert not Forflyttning.objects.exists()


class TestOpenAgain:
    def test_it_works(self, v, logga_in):
        regler.avsluta(v.plan, v.mentor)
        svar = logga_in(v.mentor2).post(adress("plan_oppna", v.plan), follow=True)
        assert "Planen är öppen igen." in text(svar.content.decode())
        assert Plan.objects.get(pk=v.plan.pk).oppen

    def test_not_beside_another(self, v, logga_in):
        regler.avsluta(v.plan, v.mentor)
        plan(v.klass, v.mentor, "Språk")
        svar = logga_in(v.mentor).post(adress("plan_oppna", v.plan), follow=True)
        assert "Det finns redan en plan som inte är avslutad." in text(svar.content.decode())
        assert not Plan.objects.get(pk=v.plan.pk).oppen


class TestRemove:
    @pytest.mark.parametrize(("vilken", "hem"), [("klass", "klass"), ("elev", "elev"), ("skola", "start")])
    def test_one_that_nobody_has_written_in(self, v, logga_in, vilken, hem):
        p = {
            "klass": lambda: v.plan,
            "elev": lambda: elevplan(v.ada, v.mentor),
            "skola": lambda: skolplan(v.skola, v.rektor),
        }[vilken]()
        kod = {"klass": [v.klass.kod], "elev": [v.ada.kod], "skola": []}[vilken]
        klient = logga_in(v.rektor)
        assert "Ta bort planen" in text(klient.get(adress("plan", p)).content.decode())
        svar = klient.post(adress("plan_ta_bort", p), follow=True)
        assert svar.redirect_chain == [(reverse(hem, args=kod), 302)]
        assert "Planen är borttagen." in text(svar.content.decode())
        assert not Plan.objects.filter(pk=p.pk).exists()

    def test_not_one_with_something_in_it(self, v, logga_in):
        mal(v.plan, v.mentor)
        klient = logga_in(v.mentor)
        assert "Ta bort planen" not in text(klient.get(adress("plan", v.plan)).content.decode())
        svar = klient.post(adress("plan_ta_bort", v.plan), follow=True)
        assert "Planen har redan innehåll och kan inte tas bort." in text(svar.content.decode())
        assert Plan.objects.filter(pk=v.plan.pk).exists()


@pytest.mark.parametrize("sida", ["plan_avsluta", "plan_oppna", "plan_ta_bort"])
def test_who_may_not(v, logga_in, sida):
    svar = [
        logga_in(getattr(v, roll)).post(adress(sida, v.plan)).status_code
        for roll in ("annan_mentor", "larare", "administrator", "utanfor")
    ]
    assert svar == [403, 403, 403, 404]
