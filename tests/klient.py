"""The test client that inspects every answer: strict pages, no writing by reading, nothing kept."""

import re
from contextlib import ExitStack

from django.db import connections
from django.test import Client

from .htmlgranskning import ar_hel_sida, granska

HTMX = {"HX-Request": "true"}
LASER = frozenset({"GET", "HEAD", "OPTIONS"})
# What reading may write: the log-in's clock, the read log, and the counters of throttling.
FAR_SKRIVAS = frozenset({"django_session", "logg_handelse", "cache"})
NYCKEL = re.compile(r"""("X-CSRFToken": "|name="csrfmiddlewaretoken" value=")\w+""")
SKRIVER = re.compile(
    r"""\s*(?:WITH\b.*?\)\s*)?(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?
    |(?:CREATE|ALTER|DROP)\s+\w+)\s+["`]?(?P<tabell>\w+)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def utan_nycklar(svar) -> str:
    """An answer's HTML without its csrf tokens, in which any three letters may happen to stand."""
    return NYCKEL.sub(r"\1", svar.content.decode())


def skriven_tabell(sql: str) -> str | None:
    """The table a statement writes to, or None for one that only reads."""
    traff = SKRIVER.match(sql)
    return traff["tabell"] if traff else None


class Skrivvakt:
    """Wraps the database's statements and notes each that writes where reading may not."""

    def __init__(self):
        self.fel: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        tabell = skriven_tabell(sql)
        if tabell is not None and tabell not in FAR_SKRIVAS:
            self.fel.append(f"läsning skriver till {tabell}")
        return execute(sql, params, many, context)


class Klient(Client):
    """Django's client, which fails the test when an answer breaks a rule that holds for every page."""

    def request(self, **miljo):
        vakt = Skrivvakt()
        with ExitStack() as stack:
            if miljo.get("REQUEST_METHOD", "GET") in LASER:
                for anslutning in connections.all():
                    stack.enter_context(anslutning.execute_wrapper(vakt))
            svar = super().request(**miljo)
        fel = vakt.fel + granska_svar(svar, htmx="HTTP_HX_REQUEST" in miljo)
        assert not fel, f"{miljo.get('REQUEST_METHOD')} {miljo.get('PATH_INFO')}: {'; '.join(fel)}"
        return svar


def granska_svar(svar, *, htmx: bool) -> list[str]:
    """What is wrong with an answer: its head, and its HTML when it is such."""
    fel = []
    person = getattr(svar.wsgi_request, "user", None)
    if person is not None and person.is_authenticated and svar.headers.get("Cache-Control") != "no-store":
        fel.append("Cache-Control är inte no-store för den som är inloggad")
    if svar.streaming or not svar.headers.get("Content-Type", "").startswith("text/html") or not svar.content:
        return fel
    policy = svar.headers.get("Content-Security-Policy", "unsafe")
    if "unsafe" in policy:
        fel.append("Content-Security-Policy saknas eller släpper in osäker kod")
    html = svar.content.decode()
    if not htmx and not ar_hel_sida(html):
        fel.append("en del av en sida som svar på en vanlig förfrågan")
    return fel + granska(html)
