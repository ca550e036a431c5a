"""Reads whose SQL is written once: the same answer as the queryset, whatever the values."""

from datetime import timedelta

from django.utils import timezone

from skolanknytning.fraga import Fraga
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Klass

KLASSER = Fraga(lambda skola, namn: Klass.objects.filter(skola=skola, namn=namn, lasar=2026).values_list("kod"))
SENARE = Fraga(lambda tid, vem: Handelse.objects.filter(tid__gt=tid, vem_kod=vem).order_by().values_list("text"))


def test_the_values_vary_and_the_rest_stands(varld):
    for klass in (varld.klass, varld.annan_klass, varld.granneklass):
        assert KLASSER(klass.skola_id, klass.namn) == [(klass.kod,)]
    assert KLASSER(varld.granne.id, "7B") == []
    Klass.objects.update(lasar=2025)
    assert KLASSER(varld.skola.id, "7A") == []


def test_times_are_compared_as_times(varld):
    anteckna(varld.mentor, Handling.LASTE, varld.klass, "läste", skola_kod=varld.skola.kod)
    nu = timezone.now()
    assert SENARE(nu - timedelta(minutes=1), varld.mentor.kod) == [("läste",)]
    assert SENARE(nu + timedelta(minutes=1), varld.mentor.kod) == []
    assert SENARE(nu - timedelta(minutes=1), varld.mentor2.kod) == []
