"""Printouts in the background: ordered once, made by the worker, fetched by one person for a day, never stuck."""

import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.http import Http404
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from skolanknytning.bakgrund import regler, urval
from skolanknytning.bakgrund.models import LIVSTID, STILLA, VANTETID, Lage, Utskriftsjobb

from . import uppgifter

PDF = b"%PDF-1.7 prov"


@pytest.fixture
def tillverka(monkeypatch):
    """A function that says how the orders of this test are made."""

    def _tillverka(hur):
        monkeypatch.setitem(uppgifter.TILLVERKA, "nu", hur)

    _tillverka(lambda jobb, framsteg: PDF)
    return _tillverka


@pytest.fixture
def arbeta(monkeypatch):
    """A function that runs the worker until the queue is empty, in this process and on the test's own connection."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return lambda: call_command("arbetare", batch=True, startup_delay=False, interval=0)


def bestall(person, **innehall) -> Utskriftsjobb:
    return regler.bestall(person, uppgifter.prov, objekt="bcdfghjkmnpq", innehall=innehall)


def nu(jobb) -> Utskriftsjobb:
    return Utskriftsjobb.objects.get(pk=jobb.pk)


def aldre(jobb, tid: timedelta, falt: str = "skapad") -> None:
    Utskriftsjobb.objects.filter(pk=jobb.pk).update(**{falt: timezone.now() - tid})


# --- The ordinary way ---


def test_an_order_is_made_by_the_worker(varld, tillverka, arbeta):
    steg = []

    def hur(jobb, framsteg):
        framsteg(1, 4)
        steg.append((nu(jobb).klart, nu(jobb).av, nu(jobb).lage))
        return PDF + jobb.innehall["vad"].encode()

    tillverka(hur)
    jobb = bestall(varld.mentor, vad="!")
    assert jobb.lage == Lage.VANTAR
    arbeta()
    assert steg == [(1, 4, Lage.PAGAR)]
    klar = urval.hamta_jobb(varld.mentor, jobb.kod, objekt=jobb.objekt, med_pdf=True)
    assert (klar.lage, bytes(klar.pdf)) == (Lage.KLAR, PDF + b"!")
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_nobody_fills_the_queue_or_the_database(varld, tillverka, arbeta):
    jobben = [bestall(varld.mentor, vad=n) for n in range(regler.VANTAS_HOGST)]
    with pytest.raises(regler.ForMangaError):
        bestall(varld.mentor, vad="en till")
    # The same again, another person's, and one that does not wait in the queue are not too many.
    assert bestall(varld.mentor, vad=0).pk == jobben[0].pk
    assert bestall(varld.rektor, vad="en till")
    assert regler.bestall(varld.mentor, uppgifter.prov, objekt="bcdfghjkmnpq", innehall={"vad": "nu"}, ko=False)
    arbeta()
    Utskriftsjobb.objects.filter(personal=varld.mentor).update(fardig=timezone.now())
    for n in range(regler.SPARAS_HOGST):
        Utskriftsjobb.objects.filter(pk=bestall(varld.mentor, vad=f"sedan {n}").pk).update(fardig=timezone.now())
    kvar = Utskriftsjobb.objects.filter(personal=varld.mentor).order_by("id")
    assert [jobb.innehall["vad"] for jobb in kvar] == [f"sedan {n}" for n in range(regler.SPARAS_HOGST)]


def test_what_is_over_is_forgotten_when_somebody_orders(varld, tillverka):
    """Also where nobody runs ``stada``."""
    gammal = bestall(varld.rektor, vad="gammal")
    aldre(gammal, LIVSTID)
    bestall(varld.mentor, vad="ny")
    assert [jobb.innehall["vad"] for jobb in Utskriftsjobb.objects.all()] == ["ny"]


def test_the_same_order_twice_is_one_until_it_is_done(varld, tillverka, arbeta):
    forsta, andra = bestall(varld.mentor, vad="a"), bestall(varld.mentor, vad="a")
    assert forsta.pk == andra.pk
    assert bestall(varld.mentor, vad="b").pk != forsta.pk
    assert bestall(varld.rektor, vad="a").pk != forsta.pk
    arbeta()
    assert bestall(varld.mentor, vad="a").pk != forsta.pk


def test_it_is_the_orderers_alone_and_for_a_day(varld, tillverka):
    jobb = bestall(varld.mentor)
    with pytest.raises(Http404):
        urval.hamta_jobb(varld.rektor, jobb.kod, objekt=jobb.objekt)
    assert urval.vantande(varld.mentor, jobb.objekt) == [jobb]
    assert urval.vantande(varld.rektor, jobb.objekt) == []
    with pytest.raises(Http404):
        urval.hamta_jobb(varld.mentor, jobb.kod, objekt="222222222222")
    aldre(jobb, LIVSTID)
    assert urval.vantande(varld.mentor, jobb.objekt) == []
    with pytest.raises(Http404):
        urval.hamta_jobb(varld.mentor, jobb.kod, objekt=jobb.objekt)


# --- What may go wrong ---


def test_a_fault_is_told_of_and_keeps_nobody_waiting(varld, tillverka, arbeta, caplog):
    def hur(jobb, framsteg):
        raise ZeroDivisionError

    tillverka(hur)
    jobb, nasta = bestall(varld.mentor), bestall(varld.rektor)
    arbeta()
    assert (nu(jobb).lage, nu(jobb).fel) == (Lage.FEL, regler.GICK_INTE)
    assert nu(nasta).lage == Lage.FEL
    assert "gick inte att göra" in caplog.text
    # The queue's own row holds no traceback: that could hold a name.
    assert {r.traceback for r in DBTaskResult.objects.all()} == {""}


def test_the_maker_may_refuse_with_a_reason(varld, tillverka, arbeta):
    def hur(jobb, framsteg):
        raise regler.AvbojdError("Du får inte längre läsa analysen.")

    tillverka(hur)
    jobb = bestall(varld.mentor)
    arbeta()
    assert (nu(jobb).lage, nu(jobb).fel) == (Lage.FEL, "Du får inte längre läsa analysen.")


def test_a_worker_that_was_killed_is_not_missed(varld, tillverka, arbeta):
    """Its order says that it has stopped, and the next worker makes it."""
    jobb = bestall(varld.mentor)
    DBTaskResult.objects.update(status="RUNNING")
    regler._borja(jobb.kod)
    assert nu(jobb).lage == Lage.PAGAR
    aldre(jobb, STILLA, "puls")
    assert nu(jobb).lage == Lage.STANNAT
    arbeta()
    assert nu(jobb).lage == Lage.KLAR


def test_one_that_has_stopped_is_ordered_anew_by_ordering_it(varld, tillverka, arbeta):
    """Also while the worker lives: the one that stopped may have been another."""
    jobb = bestall(varld.mentor)
    DBTaskResult.objects.update(status="RUNNING")
    regler._borja(jobb.kod)
    assert bestall(varld.mentor).pk == jobb.pk
    assert DBTaskResult.objects.count() == 1
    aldre(jobb, STILLA, "puls")
    assert bestall(varld.mentor).pk == jobb.pk
    assert [r.args_kwargs["args"] for r in DBTaskResult.objects.filter(status="READY")] == [[jobb.kod]]


def test_who_brings_the_worker_down_every_time_is_given_up(varld, tillverka, arbeta):
    def hur(jobb, framsteg):
        raise AssertionError("ska inte göras en gång till")

    tillverka(hur)
    jobb = bestall(varld.mentor)
    for _ in range(regler.FORSOK):
        assert regler._borja(jobb.kod) is not None
    arbeta()
    assert nu(jobb).fel == regler.GICK_INTE_FLERA
    assert regler.ateruppta() == 0


def test_an_order_whose_maker_is_gone_stops_nobody(varld, tillverka, arbeta):
    """The program has been changed under a worker that was killed: the others' orders are still taken up."""
    gammal, ny = bestall(varld.mentor), bestall(varld.rektor)
    for jobb in (gammal, ny):
        regler._borja(jobb.kod)
    Utskriftsjobb.objects.filter(pk=gammal.pk).update(uppgift="analys.utskrift.fanns.gor")
    assert regler.ateruppta() == 1
    arbeta()
    assert (nu(gammal).fel, nu(ny).lage) == (regler.GICK_INTE, Lage.KLAR)


def test_who_is_overtaken_stops_and_writes_nothing(varld, tillverka):
    skrivet = []

    def hur(jobb, framsteg):
        regler._borja(jobb.kod)
        framsteg(1, 2)
        skrivet.append("för långt")
        return PDF

    jobb = bestall(varld.mentor)
    regler.gor(jobb.kod, hur)
    assert skrivet == []
    assert (nu(jobb).lage, nu(jobb).klart, nu(jobb).omgang) == (Lage.PAGAR, 0, 2)
    regler.gor(jobb.kod, lambda *_: PDF)
    assert (nu(jobb).lage, nu(jobb).omgang) == (Lage.KLAR, 3)
    # Done is done: a second row in the queue makes nothing.
    regler.gor(jobb.kod, lambda *_: b"annan")
    assert bytes(nu(jobb).pdf) == PDF


def test_an_order_that_nobody_takes_up_says_so(varld, tillverka):
    jobb = bestall(varld.mentor)
    assert nu(jobb).lage == Lage.VANTAR
    aldre(jobb, VANTETID)
    assert nu(jobb).lage == Lage.DROJER


# --- Gone after a day ---


def test_it_is_forgotten_after_a_day(varld, tillverka, arbeta):
    gammal, ny = bestall(varld.mentor), bestall(varld.rektor)
    arbeta()
    aldre(gammal, LIVSTID)
    DBTaskResult.objects.filter(args_kwargs__args=[gammal.kod]).update(enqueued_at=timezone.now() - LIVSTID)
    assert regler.glom_gamla() == 1
    assert list(Utskriftsjobb.objects.all()) == [ny]
    assert [r.args_kwargs["args"] for r in DBTaskResult.objects.all()] == [[ny.kod]]


def test_what_is_forgotten_is_not_made(varld, tillverka, arbeta):
    jobb = bestall(varld.mentor)
    aldre(jobb, LIVSTID)
    arbeta()
    assert nu(jobb).fardig is None
