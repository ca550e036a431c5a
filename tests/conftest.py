"""What every test can ask for: the recurring people of the tests, and a client that inspects every answer."""

import os

os.environ["SKOLANKNYTNING_LAGE"] = "test"

from types import SimpleNamespace

import pytest

from skolanknytning.skola.models import Roll

from . import fabrik


@pytest.fixture
def varld(db):
    """A school and its neighbour: the class 7A with its two mentors, 7B with another, and one of each other role."""
    skola, granne = fabrik.skola("Björkskolan"), fabrik.skola("Grannskolan")
    v = SimpleNamespace(skola=skola, granne=granne)
    v.mentor = fabrik.personal("Maja Mentor", skola, Roll.MENTOR)
    v.mentor2 = fabrik.personal("Milo Mentor", skola, Roll.MENTOR)
    v.annan_mentor = fabrik.personal("Alva Annan", skola, Roll.MENTOR)
    v.elevhalsa = fabrik.personal("Elsa Hälsa", skola, Roll.ELEVHALSA)
    v.rektor = fabrik.personal("Rut Rektor", skola, Roll.REKTOR)
    v.administrator = fabrik.personal("Adam Administratör", skola, Roll.ADMINISTRATOR)
    v.utanfor = fabrik.personal("Gun Granne", granne, Roll.MENTOR)
    v.klass = fabrik.klass(skola, "7A", v.mentor, v.mentor2, elever=5)
    v.annan_klass = fabrik.klass(skola, "7B", v.annan_mentor, elever=3)
    v.granneklass = fabrik.klass(granne, "7A", v.utanfor, elever=3)
    v.elever = list(v.klass.elever.order_by("fornamn", "efternamn", "id"))
    return v
