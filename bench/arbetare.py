"""A process of its own for each database, that does what it is told: one word a line in, one line of JSON out.

``fyll 200`` makes the tables and fills them; ``start`` logs in and warms up; ``sidor`` and ``utskrifter`` measure one
round each and answer with lists of seconds by name. The process that asks (``bench.korning``) lets several of these
take turns, so that the ups and downs of the machine hit all databases alike.

It runs with a school's own settings (``SKOLANKNYTNING_LAGE=drift``): the same middleware, static files with names that
change with their content, templates compiled once. Started by ``bench.korning`` after ``django.setup()``.
"""

import json
import sys
import time
from collections.abc import Iterable

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from . import fyll, sidor

VARM_SIDOR, VARM_UTSKRIFTER = 5, 2
# How often everything is done in a round. The first time is thrown away: it wakes a process that has been waiting while
# others had the processor, and would make whatever comes first look slow.
GANGER = 1 + 3


class Arbetare:
    """The words and what they do."""

    def __init__(self):
        settings.ROOT_URLCONF = "bench.urls"
        self.sidorna: dict[str, sidor.Sak] = {}
        self.utskrifterna: dict[str, sidor.Sak] = {}

    def fyll(self, skolor: str) -> dict:
        """Tables and schools in an empty database; how long it took and what it is."""
        start = time.monotonic()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        fyll.fyll(int(skolor))
        return {"sekunder": time.monotonic() - start, "databas": databasens_namn()}

    def start(self) -> dict:
        """Log in, do everything often enough that nothing is done for the first time, and count the questions."""
        runda = fyll.matt_runda()
        self.sidorna, self.utskrifterna = sidor.saker(runda, fyll.matt_elev(runda))
        for _ in range(VARM_SIDOR):
            self.sidor()
        for _ in range(VARM_UTSKRIFTER):
            self.utskrifter()
        return {namn: sak.fragor() for namn, sak in (self.sidorna | self.utskrifterna).items()}

    def sidor(self) -> dict:
        """The pages and saves in turn, a few times; seconds by name."""
        ganger = [{namn: sak.tid() for namn, sak in self.sidorna.items()} for _ in range(GANGER)][1:]
        return {namn: [gang[namn] for gang in ganger] for namn in self.sidorna}

    def utskrifter(self) -> dict:
        """The two ways to the PDF once each, so slow that no waking up shows; seconds by name."""
        return {namn: [sak.tid()] for namn, sak in self.utskrifterna.items()}


def databasens_namn() -> str:
    """The database with its version, as the table names it."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return "SQLite " + ".".join(map(str, connection.Database.sqlite_version_info))
    return "PostgreSQL " + ".".join(map(str, connection.get_database_version()))


def lyssna(rader: Iterable[str]) -> None:
    """Answer each line until there are no more."""
    arbetare = Arbetare()
    for rad in rader:
        ord_, *argument = rad.split()
        svar = {"fyll": arbetare.fyll, "start": arbetare.start, "sidor": arbetare.sidor,
                "utskrifter": arbetare.utskrifter}[ord_](*argument)  # fmt: skip
        print(json.dumps(svar), flush=True)


def main() -> None:
    """Answer what comes on the standard input."""
    lyssna(sys.stdin)
