"""What the tests of plans can ask for."""

import signal

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker

from handlingsplan.utskrift import mappval

from .planer import plan


@pytest.fixture
def v(varld):
    """The school with an open plan for 7A."""
    varld.ada, varld.bo, varld.cleo = varld.elever[:3]
    varld.plan = plan(varld.klass, varld.mentor)
    return varld


@pytest.fixture
def arbeta(monkeypatch):
    """A function that runs the worker until the queue is empty, in this process and on the test's own connection."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return lambda: call_command("arbetare", batch=True, startup_delay=False, interval=0)


@pytest.fixture
def stor(monkeypatch):
    """Every folder is large."""
    monkeypatch.setattr(mappval, "DIREKT", 0)
