"""No page of a meeting walks through all schools."""

import pytest

from ..fragornas_vag import over_alla
from ..kartlaggning.individuella import eget_datum
from .moten import monster, mote, svar
from .sidor import adress


@pytest.fixture
def v(varld):
    """A meeting with a pattern and a pupil who has a form."""
    varld.ada = varld.elever[0]
    eget_datum(varld.ada, varld.mentor, "rry" + "g" * 18)
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.ada])
    monster(varld.analys, varld.mentor)
    monster(varld.analys, varld.mentor, elev=varld.ada)
    svar(varld.analys, varld.ada, varld.mentor)
    return varld


@pytest.mark.parametrize(
    "sida",
    [
        ("analys_steg", "oro", "beteende"),
        ("analys_faktorer", "oro"),
        ("analys_dagordning",),
        ("analys_elev", "ada"),
        ("analys_sammanfattning",),
    ],
    ids=lambda sida: sida[0],
)
def test_no_page_of_a_meeting_walks_through_all_schools(v, logga_in, sida):
    namn, *mer = (v.ada.kod if ord_ == "ada" else ord_ for ord_ in sida)
    assert over_alla(logga_in(v.mentor), adress(namn, v.analys, *mer)) == []
