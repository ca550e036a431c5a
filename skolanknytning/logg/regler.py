"""Writing the log: called by name from rules, exports and prints, never from signals."""

from datetime import timedelta

from django.utils import timezone

from .models import Handelse, Handling

# Opening the same page again within this time is the same reading.
SAMMA_LASNING = timedelta(minutes=15)


def anteckna(person, handling: Handling, objekt, text: str, *, skola_kod: str) -> Handelse:
    """Write that ``person`` did ``handling`` to ``objekt`` (anything with a ``kod``); ``text`` is for people to read.

    The text never holds what staff wrote or judged about a pupil.
    """
    return Handelse.objects.create(
        vem_kod=person.kod,
        vem_namn=person.namn,
        skola_kod=skola_kod,
        handling=handling,
        objekt_typ=objekt._meta.verbose_name,
        objekt_kod=objekt.kod,
        text=text[:300],
    )


def anteckna_lasning(person, objekt, text: str, *, skola_kod: str) -> Handelse | None:
    """Write that ``person`` opened ``objekt``; nothing when the same reading stands since a quarter of an hour."""
    nyss = Handelse.objects.filter(
        objekt_kod=objekt.kod,
        vem_kod=person.kod,
        handling=Handling.LASTE,
        text=text[:300],
        tid__gt=timezone.now() - SAMMA_LASNING,
    )
    if nyss.exists():
        return None
    return anteckna(person, Handling.LASTE, objekt, text, skola_kod=skola_kod)
