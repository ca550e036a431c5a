"""The demo's plans: one in every state, written as the program's own rules would have left them."""

import pytest

from handlingsplan import avskrift, mallar, saknas
from handlingsplan import urval as planurval
from handlingsplan.models import Avskrift, Insats, Kommentar, Lage, Narvarorad, Niva, Plan, Skal, Text, Varv
from handlingsplan.platser import las
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import Elev, Personal

from .conftest import NU


@pytest.fixture
def planer(demo, db):
    return {plan.omrade: plan for plan in Plan.objects.all()}


def allt(plan: Plan) -> list[str]:
    return [s.vad for s in saknas.saknas(planurval.innehall(plan), mallar.las(plan.mallar)) if s.allvarlig]


class TestLagen:
    def test_every_state_and_level_is_there(self, planer):
        oppna = [plan for plan in planer.values() if plan.oppen]
        assert {plan.lage for plan in oppna} == set(Lage)
        assert {plan.niva for plan in planer.values()} == set(Niva)
        assert [plan.omrade for plan in planer.values() if not plan.oppen] == ["Lugna lektionsstarter"]

    def test_one_is_late_and_one_in_its_second_varv(self, planer):
        oppna = Varv.objects.filter(avslutat=None)
        assert [v.plan.omrade for v in oppna.filter(uppfoljning__lt=NU)] == ["Studieteknik på lektionstid"]
        assert [v.plan.omrade for v in oppna.filter(nummer=2)] == ["Närvaron på NO-lektionerna"]

    def test_what_was_sent_lacks_nothing(self, planer):
        for plan in planer.values():
            if plan.oppen and plan.lage in (Lage.SKICKAD, Lage.GODKAND):
                assert not allt(plan), plan.omrade

    def test_the_next_plan_knows_what_led_to_it(self, planer):
        assert planer["Trygga raster"].foregaende == planer["Lugna lektionsstarter"]

    def test_a_plan_from_a_meeting_has_its_patterns_and_words(self, planer):
        plan = planer["Studieteknik på lektionstid"]
        monster = plan.monster.get()
        assert monster.angelagen
        assert planurval.innehall(plan).text("monster", plan.varv.get()) == monster.text


class TestTexterna:
    def test_every_text_stands_at_a_place_of_its_plan(self, planer):
        falt = mallar.las().falt
        for text in Text.objects.select_related("varv", "mal", "insats"):
            plats = las(text.nyckel, falt)
            rad = text.mal or text.insats
            assert (plats.falt, plats.varv, plats.rad) == (
                text.falt,
                text.varv.kod if text.varv else "",
                rad.kod if rad else "",
            )

    def test_nobody_is_named_and_nothing_is_shaped_like_a_personnummer(self, planer):
        namn = list(Elev.objects.values_list("fornamn", flat=True))
        personal = {ord_ for p in Personal.objects.all() for ord_ in p.namn.split()}
        for text in [*Text.objects.values_list("text", flat=True), *Kommentar.objects.values_list("text", flat=True)]:
            assert not personuppgifter.liknar_personnummer(text)
            assert not set(personuppgifter.namn_i(text, namn)) - personal, text

    def test_nothing_is_written_after_now(self, planer):
        assert not Text.objects.filter(andrad__gt=NU)
        assert not Insats.objects.filter(genomford__gt=NU)


class TestKopiorna:
    def test_an_ended_varv_is_kept_as_it_was(self, planer):
        forsta = Avskrift.objects.get(skal=Skal.VARV)
        assert (forsta.plan, forsta.varv.nummer) == (planer["Närvaron på NO-lektionerna"], 1)
        texter = [s.text for s in avskrift.ur_json(forsta.innehall).stycken]
        assert not [t for t in texter if "Språkstödet har kommit i gång" in t]

    def test_a_plan_has_changed_since_it_was_approved(self, planer):
        plan = planer["Närvaron på NO-lektionerna"]
        da = avskrift.ur_json(Avskrift.objects.get(plan=plan, skal=Skal.GODKAND).innehall)
        nu = avskrift.av(planurval.innehall(plan), mallar.las(plan.mallar))
        assert ["specialpedagogen" in a.nu for a in avskrift.jamfor(da, nu)] == [True]


def test_absence_goes_down(planer):
    for elev in (None, planer["Tillbaka till NO-lektionerna"].elev):
        fore, efter = Narvarorad.objects.filter(amne="KE", period__elev=elev).order_by("period__fran")
        assert fore.ogiltig > efter.ogiltig


def test_the_log_tells_of_plans(planer):
    handelser = Handelse.objects.filter(objekt_typ="plan")
    assert handelser.filter(handling=Handling.SKAPADE).count() == len(planer)
    assert handelser.filter(handling=Handling.STANGDE).count() == 1
