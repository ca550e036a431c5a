"""What the tests of a plan's steps share: a step as it is answered, and what is pressed in it."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handlingsplan.models import Plan

from ..analys.sidor import text
from ..klient import HTMX, utan_nycklar

__all__ = ["adress", "faltet", "fragor", "las", "text", "tryck", "valt"]


def adress(sida: str, plan: Plan, *mer: str) -> str:
    """The address of one of the plan's pages."""
    return reverse(sida, args=[plan.kod, *mer])


def las(klient: Client, plan: Plan, del_: str) -> str:
    """A step, which must be let in to, without its csrf tokens."""
    svar = klient.get(adress("plan_steg", plan, *del_.split("/")))
    assert svar.status_code == 200, svar.status_code
    return utan_nycklar(svar)


def fragor(klient: Client, plan: Plan, del_: str) -> int:
    """How many questions the step asks the database, when what is read once has been read."""
    las(klient, plan, del_)
    with CaptureQueriesContext(connection) as stallda:
        las(klient, plan, del_)
    return len(stallda)


def tryck(klient: Client, sida: str, plan: Plan, *mer: str, del_: str = "modul-2/3", htmx: bool = True, **data):
    """The answer to a button in the step ``del_``; ``fore_start`` is sent as "fore-start"."""
    data = {re.sub("^fore_", "fore-", namn): varde for namn, varde in data.items()} | {"del": del_}
    return klient.post(adress(sida, plan, *mer), data, headers=HTMX if htmx else {})


def faltet(sidan: str, nyckel: str) -> str:
    """What stands in the textarea of a place, escaped as it is."""
    return re.search(rf'<textarea[^>]* id="text-{nyckel}"[^>]*>\n(.*?)</textarea>', sidan, re.DOTALL)[1]


def valt(sidan: str, id_: str) -> str:
    """The value of an input with that id."""
    return re.search(rf'<input[^>]* id="{id_}"[^>]* value="([^"]*)"', sidan)[1]
