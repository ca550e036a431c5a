"""What the tests of the meeting's pages share: a page as it is answered, what stands on it, and what is pressed."""

import html
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analys.models import Analys

from ..klient import HTMX, utan_nycklar


def adress(sida: str, analys: Analys, *mer: str) -> str:
    """The address of one of the meeting's pages."""
    return reverse(sida, args=[analys.kod, *mer])


def las(klient: Client, sida: str, analys: Analys, *mer: str) -> str:
    """The page, which must be let in to, without its csrf tokens."""
    svar = klient.get(adress(sida, analys, *mer))
    assert svar.status_code == 200, svar.status_code
    return utan_nycklar(svar)


def fragor(klient: Client, sida: str, analys: Analys, *mer: str) -> int:
    """How many questions the page asks the database, when what is read once has been read."""
    las(klient, sida, analys, *mer)
    with CaptureQueriesContext(connection) as stallda:
        las(klient, sida, analys, *mer)
    return len(stallda)


def text(sidan: str, del_: str = "main") -> str:
    """What is read on the page (or in its first element of that name) without tags."""
    innehall = re.search(rf"<{del_}\b.*?</{del_}>", sidan, re.DOTALL)[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", innehall))).strip()


def rad(sidan: str, id_: str) -> str:
    """What is read in the list item with that id."""
    borjan = sidan.index(f'id="{id_}"')
    return text("<li " + sidan[borjan : sidan.index("</li>", borjan)] + "</li>", "li")


def tryck(klient: Client, sida: str, analys: Analys, *mer: str, htmx: bool = False, **data):
    """The answer to a button; ``del_`` is the part it stands in."""
    data = {n.rstrip("_"): v for n, v in data.items()}
    return klient.post(adress(sida, analys, *mer), data, headers=HTMX if htmx else {})


def moteslage(klient: Client, analys: Analys) -> None:
    """Enter mötesläge of the meeting."""
    svar = klient.post(adress("analys_moteslage", analys), {"lage": "pa"})
    assert svar.status_code == 302
