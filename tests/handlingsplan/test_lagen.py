"""Where plans stand, for many classes or pupils at once."""

from datetime import timedelta

import pytest

from handlingsplan import lagen, regler
from handlingsplan.models import Varv
from skolanknytning.skola.models import idag

from .. import fabrik
from .planer import boka, elevplan, plan


def test_open_ones_first_each_kind_the_newest_first_in_their_latest_varv(v):
    stangd = plan(v.klass, v.mentor, "Rasterna", and_anda=True)
    regler.avsluta(stangd, v.mentor)
    senast = plan(v.klass, v.mentor, "Lektionsstarter", and_anda=True)
    Varv.objects.filter(plan=v.plan).update(uppfoljning=idag())
    regler.folj_upp(v.plan, v.mentor)
    boka(v.plan, v.mentor, idag() + timedelta(days=30))
    alla = lagen.for_klasser([v.klass, v.annan_klass])
    assert list(alla) == [v.klass.id]
    assert [(p.kod, p.nummer, p.uppfoljning, p.oppen) for p in alla[v.klass.id]] == [
        (senast.kod, 1, None, True),
        (v.plan.kod, 2, idag() + timedelta(days=30), True),
        (stangd.kod, 1, None, False),
    ]


def test_each_pupil_s_own(v):
    om_ada, om_bo = elevplan(v.ada, v.mentor), elevplan(v.bo, v.mentor)
    alla = lagen.for_elever([v.ada.id, v.bo.id, v.cleo.id])
    assert {elev: [p.kod for p in planer] for elev, planer in alla.items()} == {
        v.ada.id: [om_ada.kod], v.bo.id: [om_bo.kod]
    }  # fmt: skip


def test_of_nobody_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lagen.for_klasser([]) == lagen.for_elever([]) == {}


@pytest.mark.parametrize("antal", [1, 4])
def test_as_many_questions_for_many_as_for_one(v, django_assert_num_queries, antal):
    klasser = [fabrik.klass(v.skola, f"8{nr}", v.mentor) for nr in range(antal)]
    for klass in klasser:
        plan(klass, v.mentor)
    with django_assert_num_queries(5):
        assert len(lagen.for_klasser(klasser)) == antal
