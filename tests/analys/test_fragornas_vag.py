"""How the database finds what a meeting's pages ask for: from the meeting, the pupil or the class, never from what all
schools have in common.

Asked of a database that has not counted its tables, as the program's own SQLite never has.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..kartlaggning.individuella import eget_datum
from .moten import monster, mote, svar
from .sidor import adress, las

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
# A table read whole, and an index that begins with what most rounds of every school have: that no colleague was asked.
OVER_ALLA = re.compile(r"\bSCAN (?!CONSTANT)\w+|kartlaggning_kartlaggning_tillfragad_id_\w+")


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
    klient = logga_in(v.mentor)
    las(klient, namn, v.analys, *mer)
    with CaptureQueriesContext(connection) as stallda:
        klient.get(adress(namn, v.analys, *mer))
    fragor = [f["sql"] for f in stallda if f["sql"].lstrip().startswith("SELECT")]
    assert len(fragor) > 5
    with connection.cursor() as markor:
        for fraga in fragor:
            markor.execute(EXPLAIN[connection.vendor] + fraga)
            vag = " | ".join(str(falt) for rad in markor.fetchall() for falt in rad)
            assert not OVER_ALLA.search(vag), f"{vag}\n{fraga}"
