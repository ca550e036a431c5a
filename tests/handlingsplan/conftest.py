"""What the tests of plans can ask for."""

import pytest

from .planer import plan


@pytest.fixture
def v(varld):
    """The school with an open plan for 7A."""
    varld.ada, varld.bo, varld.cleo = varld.elever[:3]
    varld.plan = plan(varld.klass, varld.mentor)
    return varld
