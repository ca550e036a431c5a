"""Reads whose SQL is written once: the same rows as the queryset, whatever the values."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from skolanknytning.fraga import Fraga
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Elev, Klass, Placering

FRAGA = Fraga(
    lambda klass: (
        Placering.objects.filter(klass=klass, till=None)
        .filter(elev__in=Elev.objects.filter(placeringar__klass=klass))
        .values_list("elev_id", "elev__fornamn")
    )
)
NAMN = Fraga(lambda skola, namn: Klass.objects.filter(skola=skola, namn=namn, lasar=2026).values_list("kod"))
FORE = Fraga(lambda skola, dag: Placering.objects.filter(fran__lt=dag, klass__skola=skola).values_list("elev_id"))
SENARE = Fraga(lambda tid, vem: Handelse.objects.filter(tid__gt=tid, vem_kod=vem).order_by().values_list("text"))


def test_the_rows_are_the_queryset_s_for_every_id(varld):
    for klass in Klass.objects.all():
        vantade = Placering.objects.filter(klass=klass).values_list("elev_id", "elev__fornamn")
        assert sorted(FRAGA(klass.id)) == sorted(vantade)
    assert FRAGA(0) == []


def test_it_asks_one_question_with_the_id_as_a_parameter(varld):
    with CaptureQueriesContext(connection) as fangade:
        FRAGA(varld.klass.id)
    assert len(fangade) == 1
    sql, platser = FRAGA._skrivna[connection.vendor]
    assert str(varld.klass.id) not in sql.split()
    assert [plats for _, plats in platser].count(0) == 2


def test_the_sql_is_written_once(db):
    skrivna = []

    def bygg(id_):
        skrivna.append(id_)
        return Klass.objects.filter(id=id_).values_list("id")

    fraga = Fraga(bygg)
    assert [fraga(id_) for id_ in (1, 2, 3)] == [[], [], []]
    assert len(skrivna) == 1


def test_several_values_vary_and_the_rest_stands(varld):
    for klass in (varld.klass, varld.annan_klass, varld.granneklass):
        assert NAMN(klass.skola_id, klass.namn) == [(klass.kod,)]
    assert NAMN(varld.granne.id, "7B") == []
    Klass.objects.update(lasar=2025)
    assert NAMN(varld.skola.id, "7A") == []


def test_times_are_compared_as_times(varld):
    anteckna(varld.mentor, Handling.LASTE, varld.klass, "läste", skola_kod=varld.skola.kod)
    nu = timezone.now()
    assert SENARE(nu - timedelta(minutes=1), varld.mentor.kod) == [("läste",)]
    assert SENARE(nu + timedelta(minutes=1), varld.mentor.kod) == []
    assert SENARE(nu - timedelta(minutes=1), varld.mentor2.kod) == []


def test_days_vary_too(varld):
    for dag in (date(2026, 8, 18), date(2026, 8, 19), date(2027, 1, 1)):
        vantade = Placering.objects.filter(fran__lt=dag, klass__skola=varld.skola).values_list("elev_id")
        assert sorted(FORE(varld.skola.id, dag)) == sorted(vantade)
