"""The demo school, for tests that only read it."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from skolanknytning.logg.models import Handelse
from skolanknytning.start import regler

NU = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo school as it is at ``NU``, built once for a module; its log goes with it, and would stay otherwise."""
    with django_db_blocker.unblock():
        regler.bygg_demo(NU)
        yield
        regler.riv_demo()
        with connection.cursor() as markor:
            markor.execute(f"DELETE FROM {Handelse._meta.db_table}")
