"""Goals and insatser: set, put in order, left and taken away, and what is chosen of them against colleagues."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan import regler, urval
from handlingsplan.models import Forflyttning, Insats, Lage, Mal, Plan, Text
from handlingsplan.regler import ordning
from handlingsplan.regler.grund import andra_falten
from skolanknytning.skola.kod import ny_kod
from skolanknytning.skrivet import LANGST

from .planer import DAG, boka, insats, mal, plan, senast, skriv, varvet, version

GRUND = {"typ": "framjande", "grunder": {"vetenskap"}}


def ord_i(rader) -> list[str]:
    """The goals' or insatser's own texts, in their order."""
    falt = {Mal: "mal", Insats: "insats"}
    return [rad.texter.get(falt=falt[type(rad)]).text for rad in rader.order_by("ordning", "id")]


class TestMal:
    def test_it_is_set_last_with_its_text(self, v):
        mal(v.plan, v.mentor, "Ett")
        u = regler.lagg_mal(v.plan, " Två\r\nrader ", av=v.mentor2)
        assert (u.sparad, u.rad.text, u.rad.version, u.rad.andrad_av, u.rad.mal.varv) == (
            True,
            "Två\nrader",
            1,
            v.mentor2,
            varvet(v.plan),
        )
        assert u.rad.nyckel == f"{u.rad.mal.kod}-mal"
        assert ord_i(v.plan.mal) == ["Ett", "Två\nrader"]
        assert (senast(v.plan), version(v.plan)) == (("andrade", "mål i plan för 7A", v.skola.kod), 3)

    @pytest.mark.parametrize("text", ["", " \n", "x" * (LANGST + 1)])
    def test_empty_or_too_long_is_refused(self, v, text):
        with pytest.raises(regler.OgiltigError):
            regler.lagg_mal(v.plan, text, av=v.mentor)

    def test_a_name_is_asked_about(self, v):
        u = regler.lagg_mal(v.plan, "Bo kommer i tid", av=v.mentor)
        assert (u.rad, u.sparad, len(u.varningar), v.plan.mal.count()) == (None, False, 1, 0)

    def test_it_changes_places_among_those_worked_with(self, v):
        ett, tva, tre = (mal(v.plan, v.mentor, t) for t in ("Ett", "Två", "Tre"))
        regler.flytta_mal(tre, True, v.mentor)
        assert ord_i(v.plan.mal) == ["Ett", "Tre", "Två"]
        regler.flytta_mal(ett, True, v.mentor)
        regler.flytta_mal(tva, False, v.mentor)
        assert (ord_i(v.plan.mal), version(v.plan)) == (["Ett", "Tre", "Två"], 5)
        regler.lamna_mal(tre, True, v.mentor)
        regler.flytta_mal(tva, True, v.mentor)
        assert ord_i(v.plan.mal.filter(slut=None)) == ["Två", "Ett"]

    def test_it_is_left_with_its_insatser_and_taken_up_again(self, v):
        m = mal(v.plan, v.mentor)
        ett, tva, tre = (insats(m, v.mentor, t) for t in "abc")
        regler.folj_upp(v.plan, v.mentor)
        regler.lamna_insats(ett, True, v.mentor)
        regler.folj_upp(v.plan, v.mentor)
        regler.lamna_mal(m, True, v.mentor)
        nu = varvet(v.plan)
        assert (regler.lamna_mal(m, True, v.mentor).slut, nu.nummer) == (nu, 3)
        assert [i.slut.nummer for i in m.insatser.all()] == [2, 3, 3]
        for gor in (
            lambda: regler.lagg_insats(m, "Mer", **GRUND, av=v.mentor),
            lambda: regler.lamna_insats(tva, False, v.mentor),
            lambda: regler.andra_insats(tre, {"ovriga": "kurator"}, fore={"ovriga": ""}, av=v.mentor),
        ):
            with pytest.raises(regler.OgiltigError, match="lämnats"):
                gor()
        assert regler.lamna_mal(m, False, v.mentor).slut is None
        assert [i.slut and i.slut.nummer for i in m.insatser.all()] == [2, None, None]

    def test_what_was_left_on_purpose_is_not_taken_up_with_it(self, v):
        m = mal(v.plan, v.mentor)
        forr, med, ater = (insats(m, v.mentor, t) for t in "abc")
        regler.lamna_insats(forr, True, v.mentor)
        for _ in range(2):
            regler.lamna_mal(m, True, v.mentor)
            assert [i.med_malet for i in m.insatser.all()] == [False, True, True]
            regler.lamna_mal(m, False, v.mentor)
            assert [bool(i.slut) for i in m.insatser.all()] == [True, False, False]
        assert not m.insatser.filter(med_malet=True).exists()
        regler.lamna_mal(m, True, v.mentor)
        regler.lamna_mal(m, False, v.mentor)
        regler.lamna_insats(ater, True, v.mentor)
        regler.lamna_mal(m, True, v.mentor)
        regler.lamna_mal(m, False, v.mentor)
        assert list(m.insatser.filter(slut=None)) == [med]

    def test_what_was_left_before_that_was_kept_is_taken_up_as_it_was_then(self, v):
        m = mal(v.plan, v.mentor)
        tidigare, samma = (insats(m, v.mentor, t) for t in "ab")
        kvar = insats(mal(v.plan, v.mentor, "Ett till"), v.mentor)
        regler.lamna_insats(tidigare, True, v.mentor)
        regler.lamna_insats(kvar, True, v.mentor)
        regler.folj_upp(v.plan, v.mentor)
        regler.lamna_mal(m, True, v.mentor)
        Insats.objects.update(med_malet=False)
        import_module("handlingsplan.migrations.0005_lamnat_stod_och_kommentarer").lamnade_med_malet(apps, None)
        assert list(Insats.objects.filter(med_malet=True)) == [samma]

    def test_a_form_sent_twice_is_one(self, v):
        kod = ny_kod()
        ett, tva = (regler.lagg_mal(v.plan, "Alla är med.", av=v.mentor, kod=kod) for _ in range(2))
        assert (ett.rad, ett.rad.mal.kod, tva.sparad, tva.ny) == (tva.rad, kod, True, False)
        assert (ord_i(v.plan.mal), version(v.plan)) == (["Alla är med."], 2)
        # A page that was come back to, with another goal in its form.
        annat = regler.lagg_mal(v.plan, "Alla hinner.", av=v.mentor, kod=kod)
        assert (annat.ny, annat.rad.mal.kod == kod) == (True, False)
        m = ett.rad.mal
        insatser = [regler.lagg_insats(m, "Samma start.", **GRUND, av=v.mentor, kod=kod).rad for _ in range(2)]
        assert (insatser[0], insatser[0].insats.kod, m.insatser.count()) == (insatser[1], kod, 1)

    def test_a_code_of_another_plan_reaches_nothing_of_it(self, v):
        annan = plan(v.klass, v.mentor, and_anda=True)
        deras = mal(annan, v.mentor, "Alla är med.")
        i = insats(deras, v.mentor, "Samma start.")
        mitt = regler.lagg_mal(v.plan, "Alla är med.", av=v.mentor, kod=deras.kod).rad.mal
        min_ = regler.lagg_insats(mitt, "Samma start.", **GRUND, av=v.mentor, kod=i.kod).rad.insats
        assert (mitt.plan, mitt.kod == deras.kod, min_.mal, min_.kod == i.kod) == (v.plan, False, mitt, False)
        assert (list(annan.mal.all()), list(deras.insatser.all())) == ([deras], [i])

    def test_the_same_insats_under_another_goal_is_another_whatever_its_code(self, v):
        ett, annat = mal(v.plan, v.mentor, "Alla är med."), mal(v.plan, v.mentor, "Alla hinner.")
        insatser = [
            regler.lagg_insats(m, "Samma start.", **GRUND, av=v.mentor, kod="bcdfghjkmnpq").rad.insats
            for m in (ett, annat)
        ]
        assert ([i.mal for i in insatser], insatser[1].kod == insatser[0].kod) == ([ett, annat], False)

    def test_it_is_taken_away_in_the_varv_where_it_was_set(self, v):
        gammalt = mal(v.plan, v.mentor, "Gammalt")
        regler.folj_upp(v.plan, v.mentor)
        nytt = mal(v.plan, v.mentor, "Nytt")
        i = insats(nytt, v.mentor)
        skriv(v.plan, f"{i.kod}-insats", "Annat", v.mentor2)
        regler.satt_forflyttning(varvet(v.plan), nytt, uppnatt="ej", fore={}, av=v.mentor)
        regler.ta_bort_mal(nytt, v.mentor)
        assert senast(v.plan)[:2] == ("tog_bort", "mål i plan för 7A")
        assert (ord_i(v.plan.mal), Insats.objects.count(), Text.objects.filter(mal=None).count()) == (["Gammalt"], 0, 0)
        with pytest.raises(regler.OgiltigError, match="tidigare varv"):
            regler.ta_bort_mal(gammalt, v.mentor)
        for gor in (
            lambda: regler.ta_bort_mal(nytt, v.mentor),
            lambda: regler.flytta_mal(nytt, True, v.mentor),
            lambda: regler.lamna_mal(nytt, True, v.mentor),
            lambda: regler.lagg_insats(nytt, "Mer", **GRUND, av=v.mentor),
            lambda: regler.ta_bort_insats(i, v.mentor),
            lambda: regler.genomford(i, True, v.mentor),
        ):
            with pytest.raises(regler.BorttagetError):
                gor()

    def test_how_far_it_has_come(self, v):
        m, varv = mal(v.plan, v.mentor), varvet(v.plan)
        u = regler.satt_forflyttning(varv, m, uppnatt="pa_vag", fore={}, av=v.mentor)
        assert (u.rad.uppnatt, u.rad.konkret, u.krockar) == ("pa_vag", None, ())
        u = regler.satt_forflyttning(varv, m, konkret=False, fore={"konkret": None}, av=v.mentor2)
        assert (u.rad.uppnatt, u.rad.konkret, senast(v.plan)[1]) == ("pa_vag", False, "förflyttning i plan för 7A")
        u = regler.satt_forflyttning(varv, m, uppnatt="natt", fore={"uppnatt": ""}, av=v.mentor2)
        assert u.krockar == (regler.Krock("uppnatt", "pa_vag", "natt"),)
        assert urval.innehall(v.plan).forflyttning(varv, m).uppnatt == "pa_vag"
        u = regler.satt_forflyttning(varv, m, uppnatt="", konkret=None, fore=_som_star(varv, m), av=v.mentor)
        assert (u.rad.uppnatt, u.rad.konkret, u.krockar) == ("", None, ())

    def test_not_of_a_varv_that_has_been_followed_up_nor_nonsense(self, v):
        m, varv = mal(v.plan, v.mentor), varvet(v.plan)
        with pytest.raises(regler.OgiltigError, match="Välj"):
            regler.satt_forflyttning(varv, m, uppnatt="kanske", fore={}, av=v.mentor)
        regler.folj_upp(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError, match="uppföljt"):
            regler.satt_forflyttning(varv, m, uppnatt="natt", fore={}, av=v.mentor)

    def test_not_of_one_that_has_been_left_nor_its_insatser(self, v):
        m = mal(v.plan, v.mentor)
        i = insats(m, v.mentor)
        regler.lamna_mal(m, True, v.mentor)
        for gor in (
            lambda: regler.satt_forflyttning(varvet(v.plan), m, uppnatt="natt", fore={}, av=v.mentor2),
            lambda: regler.genomford(i, True, v.mentor2),
            lambda: regler.resurs_ordnad(i, True, v.rektor),
        ):
            with pytest.raises(regler.OgiltigError, match="lämnats"):
                gor()
        assert not Forflyttning.objects.exists()


def _som_star(varv, m) -> dict:
    return Forflyttning.objects.filter(varv=varv, mal=m).values("uppnatt", "konkret").get()


class TestInsats:
    def test_it_is_decided_on_last_under_its_goal(self, v):
        m = mal(v.plan, v.mentor)
        insats(m, v.mentor, "Ett")
        u = regler.lagg_insats(m, "Två", typ="atgardande", grunder={"avstamning", "vetenskap"}, av=v.mentor2)
        i = u.rad.insats
        assert (i.typ, i.vetenskap, i.bedomning, i.avstamning) == ("atgardande", True, False, True)
        assert (ord_i(m.insatser), u.rad.nyckel) == (["Ett", "Två"], f"{i.kod}-insats")
        assert senast(v.plan)[1] == "insats i plan för 7A"

    @pytest.mark.parametrize(
        ("text", "val", "fel"),
        [
            ("", GRUND, "Skriv"),
            ("Ett", GRUND | {"typ": ""}, "främjande"),
            ("Ett", GRUND | {"typ": "annat"}, "främjande"),
            ("Ett", GRUND | {"grunder": set()}, "grund"),
            ("Ett", GRUND | {"grunder": {"magkänsla"}}, "grund"),
        ],
    )
    def test_text_type_and_basis_are_asked_for(self, v, text, val, fel):
        with pytest.raises(regler.OgiltigError, match=fel):
            regler.lagg_insats(mal(v.plan, v.mentor), text, **val, av=v.mentor)

    def test_each_choice_stands_against_what_was_read(self, v):
        i = insats(mal(v.plan, v.mentor), v.mentor)
        fore = {"ansvarig": None, "klart": None, "ovriga": "", "typ": "forebyggande"}
        u = regler.andra_insats(i, fore | {"ansvarig": v.larare, "klart": DAG}, fore=fore, av=v.mentor)
        assert (u.rad.ansvarig, u.rad.klart, u.krockar, set(u.andrade)) == (v.larare, DAG, (), {"ansvarig", "klart"})
        mitt = fore | {"ansvarig": v.rektor, "klart": DAG, "ovriga": "kurator"}
        u = regler.andra_insats(i, mitt, fore=fore, av=v.mentor2)
        assert u.krockar == (regler.Krock("ansvarig", v.larare, v.rektor),)
        nu = Insats.objects.get()
        assert (nu.ansvarig, nu.klart, nu.ovriga) == (v.larare, DAG, "kurator")
        fore_version = version(v.plan)
        regler.andra_insats(i, fore, fore=fore, av=v.mentor)
        assert (Insats.objects.get().ovriga, version(v.plan)) == ("kurator", fore_version)

    def test_so_many_and_no_more(self, v, monkeypatch):
        monkeypatch.setattr(ordning, "FLEST", 2)
        m, _ = mal(v.plan, v.mentor, "Ett"), mal(v.plan, v.mentor, "Två")
        insats(m, v.mentor), insats(m, v.mentor)
        with pytest.raises(regler.OgiltigError, match="2 mål i planen"):
            regler.lagg_mal(v.plan, "Tre", av=v.mentor)
        with pytest.raises(regler.OgiltigError, match="2 insatser under målet"):
            regler.lagg_insats(m, "Tre", **GRUND, av=v.mentor)
        regler.lamna_mal(m, lamna=True, av=v.mentor)
        assert regler.lagg_mal(v.plan, "Tre", av=v.mentor).sparad

    @pytest.mark.parametrize(
        ("nytt", "fel"),
        [
            ({"bedomning": False}, "grund"),
            ({"typ": "annat"}, "främjande"),
            ({"start": DAG, "klart": date(2026, 12, 14)}, "klar innan"),
            ({"ovriga": "x" * 201}, "för långt"),
            ({"ovriga": "20100203-1234"}, "personnummer"),
            ({"ovriga": "Ada och hennes mentor"}, r"nämna en elev i klassen \(Ada\).*uppgift"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_changed(self, v, nytt, fel):
        i = insats(mal(v.plan, v.mentor), v.mentor)
        fore = {f: getattr(i, f) for f in nytt}
        with pytest.raises(regler.OgiltigError, match=fel):
            regler.andra_insats(i, nytt, fore=fore, av=v.mentor)
        nu = Insats.objects.get()
        assert {f: getattr(nu, f) for f in nytt} == fore

    def test_a_pupil_s_name_that_a_colleague_may_have_is_asked_about_once(self, v):
        i = insats(mal(v.plan, v.mentor), v.mentor)
        ada = {"ovriga": "Ada i köket"}
        with pytest.raises(regler.FragaError, match="Ada"):
            regler.andra_insats(i, ada, fore={"ovriga": ""}, av=v.mentor)
        assert regler.andra_insats(i, ada, fore={"ovriga": ""}, av=v.mentor, bekraftad=True).rad.ovriga == "Ada i köket"
        mer = {"ovriga": "Ada i köket, kurator"}
        assert regler.andra_insats(i, mer, fore=ada, av=v.mentor).rad.ovriga == "Ada i köket, kurator"
        nummer = {"ovriga": "20100203-1234"}
        with pytest.raises(regler.FaltError, match="personnummer") as fel:
            regler.andra_insats(i, nummer, fore=mer, av=v.mentor, bekraftad=True)
        assert not isinstance(fel.value, regler.FragaError)

    def test_the_basis_is_changed_to_another(self, v):
        i = insats(mal(v.plan, v.mentor), v.mentor)
        nytt, fore = {"bedomning": False, "avstamning": True}, {"bedomning": True, "avstamning": False}
        u = regler.andra_insats(i, nytt, fore=fore, av=v.mentor)
        assert (u.rad.bedomning, u.rad.avstamning) == (False, True)

    def test_order_leaving_and_taking_away(self, v):
        m = mal(v.plan, v.mentor)
        ett, tva, _ = (insats(m, v.mentor, t) for t in ("Ett", "Två", "Tre"))
        regler.flytta_insats(ett, False, v.mentor)
        assert ord_i(m.insatser) == ["Två", "Ett", "Tre"]
        assert regler.lamna_insats(tva, True, v.mentor).slut == varvet(v.plan)
        regler.flytta_insats(ett, True, v.mentor)
        assert ord_i(m.insatser.filter(slut=None)) == ["Ett", "Tre"]
        assert regler.lamna_insats(tva, False, v.mentor).slut is None
        regler.ta_bort_insats(tva, v.mentor)
        assert (ord_i(m.insatser), senast(v.plan)[0]) == (["Ett", "Tre"], "tog_bort")
        regler.folj_upp(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError, match="tidigare varv"):
            regler.ta_bort_insats(ett, v.mentor)

    def test_done_and_seen_to_also_while_the_rektor_has_it(self, v):
        i = insats(mal(v.plan, v.mentor), v.mentor)
        Plan.objects.update(lage=Lage.SKICKAD)
        fore = version(v.plan)
        assert regler.genomford(i, True, v.mentor).genomford
        assert regler.resurs_ordnad(i, True, v.rektor).resurs_ordnad
        assert (senast(v.plan)[1], version(v.plan)) == ("resurser för en insats i plan för 7A", fore + 2)
        nar = Insats.objects.get().genomford
        assert regler.genomford(i, True, v.mentor2).genomford == nar
        assert version(v.plan) == fore + 2
        assert regler.genomford(i, False, v.mentor).genomford is None
        assert Insats.objects.get().resurs_ordnad

    def test_nothing_else_while_the_rektor_has_it(self, v):
        m = mal(v.plan, v.mentor)
        i = insats(m, v.mentor)
        Plan.objects.update(lage=Lage.SKICKAD)
        for gor in (
            lambda: mal(v.plan, v.mentor),
            lambda: regler.flytta_mal(m, True, v.mentor),
            lambda: regler.lamna_mal(m, True, v.mentor),
            lambda: regler.ta_bort_mal(m, v.mentor),
            lambda: regler.satt_forflyttning(varvet(v.plan), m, uppnatt="natt", fore={}, av=v.mentor),
            lambda: insats(m, v.mentor),
            lambda: regler.andra_insats(i, {"klart": DAG}, fore={"klart": None}, av=v.mentor),
            lambda: regler.flytta_insats(i, True, v.mentor),
            lambda: regler.lamna_insats(i, True, v.mentor),
            lambda: regler.ta_bort_insats(i, v.mentor),
            lambda: boka(v.plan, v.mentor),
            lambda: regler.andra_omrade(v.plan, "Nytt", fore=v.plan.omrade, av=v.mentor),
        ):
            with pytest.raises(regler.HosRektorError):
                gor()


class TestTreVagar:
    VARDEN = st.fixed_dictionaries(dict.fromkeys("abc", st.integers(0, 2)))

    @given(VARDEN, VARDEN, VARDEN)
    def test_nobodys_change_is_lost_in_silence(self, fore, lagrat, nytt):
        svar = andra_falten(lagrat, nytt, fore)
        krockar = {k.falt: (k.deras, k.min) for k in svar.krockar}
        for falt in "abc":
            ror, deras = nytt[falt] != fore[falt], lagrat[falt] != fore[falt]
            satts = falt in svar.andrade
            assert satts == (ror and not deras)
            assert (falt in krockar) == (ror and deras and nytt[falt] != lagrat[falt])
            if falt in krockar:
                assert krockar[falt] == (lagrat[falt], nytt[falt])

    def test_what_nobody_says_how_it_was_is_not_set_in_silence(self):
        with pytest.raises(KeyError):
            andra_falten({"a": 1}, {"a": 2}, {})
