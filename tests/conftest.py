"""What every test can ask for: the recurring people of the tests, and a client that inspects every answer."""

from collections.abc import Callable
from types import SimpleNamespace

import hypothesis
import pytest
from django.conf import settings

from skolanknytning.skola.models import Personal, Roll

from . import fabrik
from .klient import Klient

# A slow machine is not a fault: no test asserts a time.
hypothesis.settings.register_profile("utan_klocka", deadline=None)
hypothesis.settings.load_profile("utan_klocka")

# Whitenoise warns of a missing folder; the tests' pages name static files but never collect them.
settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.fixture
def klient(db) -> Klient:
    """A client that nobody has logged in with."""
    return Klient()


@pytest.fixture
def logga_in(db) -> Callable[[Personal], Klient]:
    """A function that returns a client of its own for a person who has logged in."""

    def _logga_in(person: Personal) -> Klient:
        klient = Klient()
        klient.force_login(person)
        return klient

    return _logga_in


@pytest.fixture
def varld(db):
    """A school and its neighbour.

    The class 7A with its two mentors, 7B with another, one of each other role, and the neighbour's 7A.
    """
    skola, granne = fabrik.skola("Björkskolan"), fabrik.skola("Grannskolan")
    v = SimpleNamespace(skola=skola, granne=granne)
    v.mentor = fabrik.personal("Maja Mentor", skola, Roll.MENTOR)
    v.mentor2 = fabrik.personal("Milo Mentor", skola, Roll.MENTOR)
    v.annan_mentor = fabrik.personal("Alva Annan", skola, Roll.MENTOR)
    v.larare = fabrik.personal("Lena Lärare", skola, Roll.LARARE)
    v.elevhalsa = fabrik.personal("Elsa Hälsa", skola, Roll.ELEVHALSA)
    v.rektor = fabrik.personal("Rut Rektor", skola, Roll.REKTOR)
    v.administrator = fabrik.personal("Adam Administratör", skola, Roll.ADMINISTRATOR)
    v.utanfor = fabrik.personal("Gun Granne", granne, Roll.MENTOR)
    v.klass = fabrik.klass(skola, "7A", v.mentor, v.mentor2, elever=5)
    v.annan_klass = fabrik.klass(skola, "7B", v.annan_mentor, elever=3)
    v.granneklass = fabrik.klass(granne, "7A", v.utanfor, elever=3)
    v.elever = list(v.klass.elever.order_by("fornamn", "efternamn", "id"))
    return v
