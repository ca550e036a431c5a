"""A plan's addresses as its parts write them: begun once a page, since a page has a hundred."""

from functools import lru_cache

from django.urls import reverse

from ..gang import OVERSIKT
from ..models import Plan


def bas(plan: Plan) -> str:
    """What every address of the plan begins with."""
    return _bas(plan.kod)


@lru_cache(maxsize=256)
def _bas(kod: str) -> str:
    return reverse("plan_nytt", args=[kod]).removesuffix("nytt/")


def sida(plan: Plan, del_: str) -> str:
    """The page that shows a step, or the plan's own page."""
    return bas(plan) if del_ == OVERSIKT else f"{bas(plan)}steg/{del_}/"
