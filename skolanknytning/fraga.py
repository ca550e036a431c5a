"""Reads whose SQL is written once and asked many times."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.models import QuerySet


class Fraga:
    """A read with a few values that vary; for the few reads that every wide page asks.

    To write the SQL of a queryset with a join, and to convert six hundred rows field by field, takes Django from three
    to ten times as long as the database takes to answer. ``bygg`` makes a ``values_list`` queryset of the values
    (numbers, texts, days, times), with nothing else in it that varies. The rows come as the database has them: truth
    values may be 0 and 1, and dates and JSON are to be cast to text.
    """

    def __init__(self, bygg: Callable[..., QuerySet]):
        self._bygg = bygg
        self._skrivna: dict[str, tuple[str, list[tuple]]] = {}

    def __call__(self, *varden: int | str | date) -> list[tuple]:
        sql, platser = self._skrivna.get(connection.vendor) or self._skriv(varden)
        nu = [_som_i_databasen(varde) for varde in varden]
        with connection.cursor() as markor:
            markor.execute(sql, [fast if plats is None else nu[plats] for fast, plats in platser])
            return markor.fetchall()

    def _skriv(self, varden: tuple) -> tuple[str, list[tuple]]:
        """The SQL, and for each value in it what it always is, or which of the varying ones stands there."""
        platshallare = [_platshallare(varde, nummer) for nummer, varde in enumerate(varden)]
        sql, skrivna = self._bygg(*platshallare).query.sql_with_params()
        plats = {_som_i_databasen(varde): nummer for nummer, varde in enumerate(platshallare)}
        self._skrivna[connection.vendor] = sql, [(varde, plats.get(varde)) for varde in skrivna]
        return self._skrivna[connection.vendor]


def _platshallare(varde: int | str | date, nummer: int) -> int | str | date:
    """A value of the same kind that is found again in what has been written; it is never asked about."""
    if isinstance(varde, datetime):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=987_654_321 + nummer)
    if isinstance(varde, date):
        return date(1066, 10, 14) + timedelta(days=nummer)
    return f"platshållare {nummer}" if isinstance(varde, str) else -987_654_321 - nummer


def _som_i_databasen(varde: int | str | date) -> int | str | date:
    if isinstance(varde, datetime):
        return connection.ops.adapt_datetimefield_value(varde)
    return connection.ops.adapt_datefield_value(varde) if isinstance(varde, date) else varde
