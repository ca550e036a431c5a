"""What the tests of a plan's steps share: a step as it is answered, and what is pressed in it."""

from collections.abc import Iterable

from django.test import Client
from django.urls import reverse

from handlingsplan.models import Plan

from ..analys.sidor import text
from ..klient import HTMX, utan_nycklar

__all__ = ["adress", "las", "tryck", "text"]


def adress(sida: str, plan: Plan, *mer: str) -> str:
    """The address of one of the plan's pages."""
    return reverse(sida, args=[plan.kod, *mer])


def las(klient: Client, plan: Plan, del_: str) -> str:
    """A step, which must be let in to, without its csrf tokens."""
    svar = klient.get(adress("plan_steg", plan, *del_.split("/")))
    assert svar.status_code == 200, svar.status_code
    return utan_nycklar(svar)


def tryck(klient: Client, sida: str, plan: Plan, *mer: str, del_: str, htmx: bool = True, **data: str | Iterable[str]):
    """The answer to a button in the step ``del_``."""
    fore = {f"fore-{namn.removeprefix('fore_')}": varde for namn, varde in data.items() if namn.startswith("fore_")}
    egna = {namn: varde for namn, varde in data.items() if not namn.startswith("fore_")}
    return klient.post(adress(sida, plan, *mer), egna | fore | {"del": del_}, headers=HTMX if htmx else {})
