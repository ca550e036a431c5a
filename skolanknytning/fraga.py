"""Reads whose SQL is written once and asked many times."""

from collections.abc import Callable

from django.db import connection
from django.db.models import QuerySet


class Fraga:
    """A read about one thing, known by its id; for the few that every wide page asks.

    To write the SQL of a queryset with a join, and to convert six hundred rows field by field, takes Django from three
    to ten times as long as the database takes to answer. ``bygg`` makes a ``values_list`` queryset of the id, with
    nothing else in it that varies. The rows come as the database has them: truth values may be 0 and 1, and dates and
    JSON are to be cast to text.
    """

    _STAR_FOR_ID = -987_654_321

    def __init__(self, bygg: Callable[[int], QuerySet]):
        self._bygg = bygg
        self._skrivna: dict[str, tuple[str, tuple]] = {}

    def __call__(self, id_: int) -> list[tuple]:
        sql, varden = self._skrivna.get(connection.vendor) or self._skriv()
        with connection.cursor() as markor:
            markor.execute(sql, [id_ if varde == self._STAR_FOR_ID else varde for varde in varden])
            return markor.fetchall()

    def _skriv(self) -> tuple[str, tuple]:
        skriven = self._bygg(self._STAR_FOR_ID).query.sql_with_params()
        self._skrivna[connection.vendor] = skriven
        return skriven
