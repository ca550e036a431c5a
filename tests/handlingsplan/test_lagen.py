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


def test_a_pupil_s_own_are_read_as_a_class_s(v, django_assert_num_queries):
    """In days and numbers of Python's, whatever the database has them as."""
    stangd, vantar, egen = (elevplan(v.ada, v.mentor, and_anda=True) for _ in range(3))
    elevplan(v.bo, v.mentor)
    regler.avsluta(stangd, v.mentor)
    boka(vantar, v.mentor, idag() + timedelta(days=30))
    with django_assert_num_queries(5):
        alla = lagen.for_eleven(v.ada.id)
    assert [(p.kod, p.nummer, p.avslutad, p.uppfoljning, p.fran, p.saknas > 0) for p in alla] == [
        (egen.kod, 1, None, None, idag(), True),
        (vantar.kod, 1, None, idag() + timedelta(days=30), idag(), True),
        (stangd.kod, 1, idag(), None, idag(), False),
    ]
    assert lagen.for_eleven(v.cleo.id) == []


def test_of_nobody_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lagen.for_klasser([]) == {}


@pytest.mark.parametrize("antal", [1, 4])
def test_as_many_questions_for_many_as_for_one(v, django_assert_num_queries, antal):
    klasser = [fabrik.klass(v.skola, f"8{nr}", v.mentor) for nr in range(antal)]
    for klass in klasser:
        plan(klass, v.mentor)
    with django_assert_num_queries(5):
        assert len(lagen.for_klasser(klasser)) == antal
