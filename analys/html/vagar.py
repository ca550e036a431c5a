"""The meeting's addresses as its parts write them: begun once a page, since a page has a hundred."""

from functools import lru_cache

from django.urls import reverse

from ..gang import DAGORDNING
from ..models import Analys

PA_SIDAN = {DAGORDNING: "elever"}


def bas(analys: Analys) -> str:
    """What every address of the meeting begins with."""
    return _bas(analys.kod)


@lru_cache(maxsize=256)
def _bas(kod: str) -> str:
    return reverse("analys_nytt", args=[kod]).removesuffix("nytt/")


def sida(analys: Analys, del_: str) -> str:
    """The page that shows a part of the meeting."""
    return f"{bas(analys)}{PA_SIDAN.get(del_, del_)}/"
