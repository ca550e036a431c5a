"""Following up, and the varv that have been."""

import pytest

from handlingsplan import regler, urval
from handlingsplan.models import Lage, Plan
from skolanknytning.logg.models import Handelse

from .planer import elevplan, fylld, mal, skriv, varvet
from .stegsidor import adress, text


@pytest.fixture
def w(v):
    """The plan for 7A, filled in."""
    fylld(v.plan, v.mentor)
    return v


class TestFollowUp:
    def test_the_next_varv_opens_with_what_goes_on(self, w, logga_in):
        svar = logga_in(w.mentor).post(adress("plan_folj_upp", w.plan), {"fran": "1"}, follow=True)
        assert svar.redirect_chain == [(adress("plan_steg", w.plan, "modul-2", "6"), 302)]
        innehall = urval.innehall(w.plan)
        assert [v.nummer for v in innehall.varv] == [1, 2]
        assert innehall.text("effekt", innehall.nu) == "Önskad effekt om närvaron i no."
        assert "Varv 2 är öppet." in text(svar.content.decode())

    def test_pressed_twice_it_opens_one(self, w, logga_in):
        klient = logga_in(w.mentor)
        for _ in range(2):
            klient.post(adress("plan_folj_upp", w.plan), {"fran": "1"})
        assert w.plan.varv.count() == 2

    def test_not_while_the_rektor_has_it(self, w, logga_in):
        Plan.objects.update(lage=Lage.SKICKAD)
        svar = logga_in(w.mentor).post(adress("plan_folj_upp", w.plan), {"fran": "1"}, follow=True)
        assert svar.redirect_chain == [(adress("plan", w.plan), 302)]
        assert "Planen är hos rektor." in text(svar.content.decode())
        assert w.plan.varv.count() == 1

    def test_not_when_it_is_closed(self, w, logga_in):
        regler.avsluta(w.plan, w.mentor)
        svar = logga_in(w.mentor).post(adress("plan_folj_upp", w.plan), {"fran": "1"}, follow=True)
        assert "Planen är avslutad." in text(svar.content.decode())

    @pytest.mark.parametrize("data", [{}, {"fran": ""}, {"fran": "x"}, {"fran": "0"}, {"fran": "99999"}])
    def test_without_the_varv_that_was_read_nothing_is_followed_up(self, w, logga_in, data):
        assert logga_in(w.mentor).post(adress("plan_folj_upp", w.plan), data).status_code == 400
        assert w.plan.varv.count() == 1

    def test_who_only_reads_may_not(self, w, logga_in):
        svar = [logga_in(p).post(adress("plan_folj_upp", w.plan)).status_code for p in (w.larare, w.utanfor)]
        assert svar == [403, 404]


class TestEarlier:
    def test_it_works(self, w, logga_in):
        m = urval.innehall(w.plan).mal[0].mal
        regler.folj_upp(w.plan, w.mentor)
        skriv(w.plan, f"{m.kod}-mal", "Ett annat mål.", w.mentor)
        klient = logga_in(w.elevhalsa)
        svar = klient.get(adress("plan_varv", w.plan, 1))
        assert svar.status_code == 200
        ord_ = text(svar.content.decode())
        assert "Varv 1" in ord_
        assert "Så stod det när varvet följdes upp av Maja Mentor." in ord_
        # As it stood, not as it is.
        assert "Alla är med på NO-lektionerna." in ord_
        assert "Ett annat mål." not in ord_
        assert f'href="{adress("plan_varv", w.plan, 1)}"' in klient.get(adress("plan", w.plan)).content.decode()

    def test_the_neighbours_are_a_step_away(self, w, logga_in):
        for _ in range(2):
            regler.folj_upp(w.plan, w.mentor)
        klient = logga_in(w.mentor)
        forsta, andra = (klient.get(adress("plan_varv", w.plan, n)).content.decode() for n in (1, 2))
        assert f'href="{adress("plan_varv", w.plan, 2)}"' in forsta
        assert f'href="{adress("plan_varv", w.plan, 1)}"' in andra
        assert f'href="{adress("plan_varv", w.plan, 3)}"' in andra

    def test_the_one_under_way_is_the_plan_s_own_page(self, w, logga_in):
        svar = logga_in(w.mentor).get(adress("plan_varv", w.plan, 1))
        assert (svar.status_code, svar.url) == (302, adress("plan", w.plan))

    def test_the_last_of_a_closed_plan_is_read(self, w, logga_in):
        regler.avsluta(w.plan, w.mentor)
        assert "Alla är med på NO-lektionerna." in text(
            logga_in(w.mentor).get(adress("plan_varv", w.plan, 1)).content.decode()
        )

    @pytest.mark.parametrize("nummer", [0, 2, 99])
    def test_one_that_is_not_there(self, w, logga_in, nummer):
        assert logga_in(w.mentor).get(adress("plan_varv", w.plan, nummer)).status_code == 404

    def test_the_read_log_names_the_varv_and_the_pupil(self, v, logga_in):
        p = elevplan(v.ada, v.mentor)
        mal(p, v.mentor)
        assert varvet(p).nummer == 1
        regler.folj_upp(p, v.mentor)
        logga_in(v.rektor).get(adress("plan_varv", p, 1))
        rader = Handelse.objects.filter(handling="laste", vem_kod=v.rektor.kod).order_by("id")
        assert [(r.objekt_kod, r.text) for r in rader] == [
            (p.kod, "varv 1 i plan för en elev"),
            (v.ada.kod, "varv 1 i plan för en elev"),
        ]
