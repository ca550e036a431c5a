"""Changes of a plan made at the same moment: nothing is lost, and nothing is there twice."""

from functools import partial

import pytest

from handlingsplan import regler, urval
from handlingsplan.models import Avskrift, Insats, Mal, Plan, Varv
from skolanknytning.skola.kod import ny_kod

from ..samtidigt import samtidigt
from .planer import DAG, insats, mal, plan, varvet, version


@pytest.fixture
def v(transactional_db, varld):
    """A plan with a goal and an insats, and the people who write in it."""
    varld.plan = plan(varld.klass, varld.mentor)
    varld.mal = mal(varld.plan, varld.mentor)
    varld.insats = insats(varld.mal, varld.mentor)
    varld.tre = [varld.mentor, varld.mentor2, varld.rektor]
    return varld


def las_om(rad):
    return type(rad).objects.get(pk=rad.pk)


def test_of_texts_saved_at_once_one_stands_and_the_others_meet_it(v):
    for nyckel in ("resultat", f"{varvet(v.plan).kod}-nulage", f"{v.mal.kod}-mal"):
        for _ in range(2):
            fore = urval.text_for(v.plan, nyckel).version
            svar = samtidigt(
                *(
                    partial(regler.spara_text, las_om(v.plan), nyckel, f"{p.namn} {fore}", ersatter=fore, av=p)
                    for p in v.tre
                )
            )
            nu = urval.text_for(v.plan, nyckel)
            assert [u.sparad for u in svar].count(True) == 1
            assert ({u.rad.text for u in svar}, nu.version) == ({nu.text}, fore + 1)


def test_of_two_who_begin_a_plan_the_second_is_asked(v):
    for gor in (
        lambda p: plan(v.annan_klass, p),
        lambda p: regler.starta(niva="individ", skola=v.skola, elev=v.elever[0], omrade="Ro", av=p),
        lambda p: regler.starta(niva="skola", skola=v.skola, omrade="Ro", av=p),
    ):
        svar = samtidigt(*(partial(gor, p) for p in v.tre))
        assert svar.count(regler.OppenPlanError) == 2
    assert Plan.objects.count() == 4


def test_of_two_who_open_one_each_the_second_is_asked(v):
    regler.avsluta(v.plan, v.mentor)
    annan = plan(v.klass, v.mentor)
    regler.avsluta(annan, v.mentor)
    svar = samtidigt(
        partial(regler.oppna, las_om(v.plan), v.mentor),
        partial(regler.oppna, las_om(annan), v.mentor2),
        lambda: plan(v.klass, v.rektor),
    )
    assert svar.count(regler.OppenPlanError) == 2
    assert Plan.objects.filter(avslutad=None).count() == 1


def test_followed_up_by_all_at_once_is_one_varv(v):
    for nummer in (1, 2):
        svar = samtidigt(*(partial(regler.folj_upp, las_om(v.plan), p, fran=nummer) for p in v.tre))
        assert {u.nummer for u in svar} == {nummer + 1}
    assert (v.plan.varv.count(), Avskrift.objects.count()) == (3, 2)


def test_a_closed_plan_takes_nothing_that_came_a_moment_late(v):
    for _ in range(3):
        fore = Mal.objects.count()
        svar = samtidigt(
            partial(regler.lagg_mal, las_om(v.plan), "Sent", av=v.mentor),
            partial(regler.folj_upp, las_om(v.plan), v.mentor2),
            partial(regler.avsluta, las_om(v.plan), v.rektor),
        )
        assert Mal.objects.count() - fore == (svar[0] is not regler.AvslutadError)
        assert not Varv.objects.filter(avslutat=None).exists()
        regler.oppna(v.plan, v.rektor)
        assert Varv.objects.filter(avslutat=None).count() == 1


def test_choices_of_an_insats_made_at_once_are_all_there(v):
    inget = {"ansvarig": None, "klart": None, "ovriga": ""}
    a, b, c = (las_om(v.insats) for _ in range(3))
    svar = samtidigt(
        lambda: regler.andra_insats(a, inget | {"ansvarig": v.larare}, fore=inget, av=v.mentor),
        lambda: regler.andra_insats(b, inget | {"klart": DAG}, fore=inget, av=v.mentor2),
        lambda: regler.andra_insats(c, inget | {"ovriga": "kurator"}, fore=inget, av=v.rektor),
        lambda: regler.genomford(v.insats, True, v.mentor),
        lambda: regler.resurs_ordnad(v.insats, True, v.rektor),
    )
    nu = Insats.objects.get(pk=v.insats.pk)
    assert all(u.krockar == () for u in svar[:3])
    assert (nu.ansvarig, nu.klart, nu.ovriga) == (v.larare, DAG, "kurator")
    assert nu.genomford
    assert nu.resurs_ordnad


def test_of_two_days_for_the_follow_up_one_stands_and_the_other_is_told(v):
    varv, inget = varvet(v.plan), {"uppfoljning": None, "kallade": set()}
    svar = samtidigt(
        *(
            lambda p=p, n=n: regler.satt_uppfoljning(
                las_om(varv), {"uppfoljning": DAG.replace(day=15 + n), "kallade": {p.id}}, fore=inget, av=p
            )
            for n, p in enumerate(v.tre)
        )
    )
    assert sorted(len(u.krockar) for u in svar) == [0, 1, 1]
    assert {k.falt for u in svar for k in u.krockar} == {"uppfoljning"}
    assert set(varvet(v.plan).kallade.all()) == set(v.tre)


def test_a_form_sent_by_two_clicks_at_once_is_one_row(v):
    kod = ny_kod()
    anrop = partial(regler.lagg_mal, text="Alla är med.", av=v.mentor, kod=kod)
    svar = samtidigt(*(partial(anrop, las_om(v.plan)) for _ in range(3)))
    assert ({u.rad.mal.kod for u in svar}, [u.ny for u in svar].count(True)) == ({kod}, 1)
    anrop = partial(regler.lagg_insats, text="Mer", typ="framjande", grunder={"vetenskap"}, av=v.mentor, kod=kod)
    svar = samtidigt(*(partial(anrop, las_om(v.mal)) for _ in range(3)))
    assert ({u.rad.insats.kod for u in svar}, [u.ny for u in svar].count(True)) == ({kod}, 1)
    assert (v.plan.mal.count(), v.mal.insatser.count()) == (2, 2)


def test_how_far_a_goal_has_come_said_by_all_at_once(v):
    varv = varvet(v.plan)
    svar = samtidigt(
        *(
            lambda p=p, x=x: regler.satt_forflyttning(las_om(varv), las_om(v.mal), uppnatt=x, fore={}, av=p)
            for p, x in zip(v.tre, ("natt", "pa_vag", "ej"), strict=True)
        )
    )
    assert sorted(len(u.krockar) for u in svar) == [0, 1, 1]
    assert varv.forflyttningar.count() == 1


def test_a_goal_taken_away_while_it_is_written_in(v):
    for n in range(3):
        m = mal(v.plan, v.mentor, f"M{n}")
        svar = samtidigt(
            partial(regler.lagg_insats, las_om(m), "Mer", typ="framjande", grunder={"vetenskap"}, av=v.mentor),
            partial(regler.flytta_mal, las_om(m), True, v.mentor2),
            partial(regler.ta_bort_mal, las_om(m), v.rektor),
        )
        assert svar[2] is None
        assert all(s is None or s is regler.BorttagetError or s.sparad for s in svar[:2])
        assert not Mal.objects.filter(pk=m.pk).exists()
    assert list(v.plan.mal.all()) == [v.mal]


def test_presses_on_the_order_at_once_lose_nobody(v):
    for n in range(3):
        mal(v.plan, v.mentor, f"M{n}")
    alla = set(v.plan.mal.all())
    for _ in range(3):
        rader = list(v.plan.mal.all())
        samtidigt(
            partial(regler.flytta_mal, rader[-1], True, v.mentor),
            partial(regler.flytta_mal, rader[0], False, v.mentor2),
            partial(regler.lagg_insats, rader[1], "Mer", typ="framjande", grunder={"vetenskap"}, av=v.rektor),
        )
        assert set(v.plan.mal.all()) == alla
        assert len(set(v.plan.mal.values_list("ordning", flat=True))) == len(alla)


def test_every_change_is_counted(v):
    fore = version(v.plan)
    samtidigt(*(partial(mal, v.plan, p, f"M{n}") for n, p in enumerate(v.tre)))
    assert version(v.plan) == fore + 3
    assert len(set(v.plan.mal.values_list("ordning", flat=True))) == 4
