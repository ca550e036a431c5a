"""The start page as a person sees it: with the parts that it fetches into itself."""

import re

from django.urls import reverse

from ..klient import utan_nycklar

HAMTAS = re.compile(r'<section class="[^"]*\bhamtas\b[^>]* hx-get="([^"]+)".*?</section>', re.DOTALL)


def sida(klient) -> str:
    """The page's HTML, each part in its place."""
    html = utan_nycklar(klient.get(reverse("start")))
    return HAMTAS.sub(lambda traff: utan_nycklar(klient.get(traff[1], headers={"HX-Request": "true"})), html)


def text(html: str) -> str:
    """What stands on the page, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall))
