"""Writing the log: called by name from rules, exports and prints, never from signals."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from skolanknytning.fraga import Fraga

from .models import Handelse, Handling

# Opening the same page again within this time is the same reading.
SAMMA_LASNING = timedelta(minutes=15)


_SKRIV = f"""
    INSERT INTO {Handelse._meta.db_table} (tid, vem_kod, vem_namn, skola_kod, handling, objekt_typ, objekt_kod, text)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""  # noqa: S608 - the name of our own table


def anteckna(person, handling: Handling, objekt, text: str, *, skola_kod: str) -> None:
    """Write that ``person`` did ``handling`` to ``objekt`` (anything with a ``kod``); ``text`` is for people to read.

    The text never holds what staff wrote or judged about a pupil. In SQL of its own, since every save waits for it.
    """
    rad = [
        connection.ops.adapt_datetimefield_value(timezone.now()),
        person.kod,
        person.namn,
        skola_kod,
        Handling(handling).value,
        objekt._meta.verbose_name,
        objekt.kod,
        text[:300],
    ]
    with connection.cursor() as markor:
        markor.execute(_SKRIV, rad)


_SAMMA_LASNINGAR = Fraga(
    lambda objekt, vem, text, sedan: (
        Handelse.objects.filter(objekt_kod=objekt, vem_kod=vem, handling=Handling.LASTE, text=text, tid__gt=sedan)
        .order_by()
        .values_list("id")[:1]
    )
)


def anteckna_lasning(person, objekt, text: str, *, skola_kod: str) -> None:
    """Write that ``person`` opened ``objekt``; nothing when the same reading stands since a quarter of an hour."""
    if _SAMMA_LASNINGAR(objekt.kod, person.kod, text[:300], timezone.now() - SAMMA_LASNING):
        return
    anteckna(person, Handling.LASTE, objekt, text, skola_kod=skola_kod)
