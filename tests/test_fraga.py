"""Reads whose SQL is written once: the same rows as the queryset, for whatever id."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev, Klass, Placering

FRAGA = Fraga(
    lambda klass: (
        Placering.objects.filter(klass=klass, till=None)
        .filter(elev__in=Elev.objects.filter(placeringar__klass=klass))
        .values_list("elev_id", "elev__fornamn")
    )
)


def test_the_rows_are_the_queryset_s_for_every_id(varld):
    for klass in Klass.objects.all():
        vantade = Placering.objects.filter(klass=klass).values_list("elev_id", "elev__fornamn")
        assert sorted(FRAGA(klass.id)) == sorted(vantade)
    assert FRAGA(0) == []


def test_it_asks_one_question_with_the_id_as_a_parameter(varld):
    with CaptureQueriesContext(connection) as fangade:
        FRAGA(varld.klass.id)
    assert len(fangade) == 1
    sql, parametrar = FRAGA._skrivna[connection.vendor]
    assert str(varld.klass.id) not in sql.split()
    assert parametrar.count(Fraga._STAR_FOR_ID) == 2


def test_the_sql_is_written_once():
    skrivna = []

    def bygg(id_):
        skrivna.append(id_)
        return Klass.objects.filter(id=id_).values_list("id")

    fraga = Fraga(bygg)
    sql = [fraga._skriv() if not fraga._skrivna else fraga._skrivna[connection.vendor] for _ in range(3)]
    assert len(skrivna) == 1
    assert sql[0] == sql[2]
