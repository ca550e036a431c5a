"""The meeting's addresses as its parts write them: begun once a page, since a page has a hundred."""

from django.urls import reverse

from ..gang import DAGORDNING
from ..models import Analys

PA_SIDAN = {DAGORDNING: "elever"}


def bas(analys: Analys) -> str:
    """What every address of the meeting begins with."""
    return reverse("analys_nytt", args=[analys.kod]).removesuffix("nytt/")


def sida(analys: Analys, del_: str) -> str:
    """The page that shows a part of the meeting."""
    return f"{bas(analys)}{PA_SIDAN.get(del_, del_)}/"
