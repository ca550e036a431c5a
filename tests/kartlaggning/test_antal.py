"""Squares counted pupil by pupil, for the pages about all classes."""

from datetime import date

import pytest
from django.utils import timezone

from kartlaggning import regler, urval
from kartlaggning.models import Farg, Kartlaggning, Markering

from .. import fabrik


def bedom(runda: Kartlaggning, elev, *farger: Farg) -> None:
    """The colours on as many statements."""
    nycklar = [p.nyckel for p in urval.instrument_for(runda).pastaenden]
    Markering.objects.bulk_create(
        Markering(kartlaggning=runda, elev=elev, pastaende=p, farg=farg, version=1, andrad=timezone.now())
        for p, farg in zip(nycklar, farger, strict=False)
    )


def test_each_pupil_is_counted_by_colour(varld):
    runda = regler.starta(varld.klass, av=varld.mentor, datum=date(2026, 11, 1))
    ada, bo, cia, *_ = varld.elever
    bedom(runda, ada, Farg.GRON, Farg.GUL, Farg.GUL, Farg.ROD, Farg.EJ_BEDOMD)
    bedom(runda, bo, Farg.EJ_BEDOMD)
    bedom(runda, cia, Farg.GRON)
    assert urval.per_elev([runda.id]) == {
        runda.id: {ada.id: urval.Elevantal(4, 2, 1), cia.id: urval.Elevantal(1, 0, 0)}
    }


@pytest.mark.parametrize("antal", [1, 5])
def test_in_one_question_however_many_rounds(varld, antal, django_assert_num_queries):
    rundor = []
    for nummer in range(antal):
        klass = fabrik.klass(varld.skola, f"9{nummer}", varld.mentor, elever=2)
        runda = regler.starta(klass, av=varld.mentor, datum=date(2026, 11, 1))
        for elev in klass.elever.all():
            bedom(runda, elev, Farg.ROD)
        rundor.append(runda.id)
    with django_assert_num_queries(1):
        svar = urval.per_elev(rundor[::-1])
    assert list(svar) == rundor[::-1]
    assert [len(elever) for elever in svar.values()] == [2] * antal


def test_of_no_round_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert urval.per_elev(urval.med_senare([])) == {}


def test_the_later_rounds_of_the_same_school_come_after(varld):
    granne = fabrik.klass(fabrik.skola("Grannskolan"), "7A")
    form, dag = "grupp-1", [date(2026, 9, n) for n in (1, 2, 3)]
    rundor = [
        Kartlaggning.objects.create(klass=klass, instrument=form, datum=datum, stangd=timezone.now())
        for klass, datum in [
            (varld.klass, dag[2]),
            (varld.klass, dag[1]),
            (varld.annan_klass, dag[0]),
            (varld.annan_klass, dag[1]),
            (granne, dag[2]),
        ]
    ]
    sist, given, _, samma_dag, _ = rundor
    assert urval.med_senare([given]) == [given.id, samma_dag.id, sist.id]
