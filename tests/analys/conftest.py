"""What the tests of a meeting's rules can ask for."""

import pytest

from .moten import mote


@pytest.fixture
def v(varld):
    """The school with an open meeting about 7A: Ada and Bo on its agenda."""
    varld.ada, varld.bo, varld.cleo = varld.elever[:3]
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.ada, varld.bo])
    return varld
