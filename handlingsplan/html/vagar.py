"""A plan's addresses as its parts write them: begun once a page, since a page has a hundred."""

from functools import cache, lru_cache

from django.urls import reverse

from ..gang import OVERSIKT
from ..models import Plan

# A kod of no plan.
KOD = "2" * 12


def bas(plan: Plan) -> str:
    """What every address of the plan begins with."""
    return _bas(plan.kod)


def till(kod: str) -> str:
    """The page of a plan, for lists of many."""
    return f"{_alla()}{kod}/"


@lru_cache(maxsize=256)
def _bas(kod: str) -> str:
    return reverse("plan_nytt", args=[kod]).removesuffix("nytt/")


@cache
def _alla() -> str:
    return reverse("plan", args=[KOD]).removesuffix(f"{KOD}/")


def sida(plan: Plan, del_: str) -> str:
    """The page that shows a step, or the plan's own page."""
    return bas(plan) if del_ == OVERSIKT else f"{bas(plan)}steg/{del_}/"
