"""How the database finds what a page asks for: from the meeting, the pupil, the class or the school, never from what
most rows of every school have in common.

Asked of SQLite, which has not counted its tables, as the program's own never has: it chooses by the indexes alone.
PostgreSQL chooses by how many rows there are, so its way through the few of a test says nothing of the way through
many; that is measured (``make bench``).
"""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# A table read whole, and indexes that are begun with where nothing stands: that no colleague was asked, that a goal or
# an insats goes on.
OVER_ALLA = re.compile(r"\bSCAN (?!CONSTANT)\w+|_(?:tillfragad|slut)_id_[0-9a-f]{8}\b")


def over_alla(klient: Client, adress: str, **huvuden: str) -> list[str]:
    """The ways through all schools that the page's questions take, when what is read once has been read.

    None on PostgreSQL, where only the page and its questions are tried.
    """
    klient.get(adress, headers=huvuden)
    with CaptureQueriesContext(connection) as stallda:
        svar = klient.get(adress, headers=huvuden)
    assert svar.status_code == 200, svar.status_code
    fragor = [f["sql"] for f in stallda if f["sql"].lstrip().startswith("SELECT")]
    assert len(fragor) > 5
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as markor:
        vagar = []
        for fraga in fragor:
            markor.execute(f"EXPLAIN QUERY PLAN {fraga}")
            vagar.append(" | ".join(str(falt) for rad in markor.fetchall() for falt in rad))
    return [vag for vag in vagar if OVER_ALLA.search(vag)]
