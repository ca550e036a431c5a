"""Writing the log: called by name from rules, exports and prints, never from signals."""

from datetime import timedelta

from django.utils import timezone

from skolanknytning.fraga import Fraga

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


_SAMMA_LASNINGAR = Fraga(
    lambda objekt, vem, text, sedan: (
        Handelse.objects.filter(objekt_kod=objekt, vem_kod=vem, handling=Handling.LASTE, text=text, tid__gt=sedan)
        .order_by()
        .values_list("id")[:1]
    )
)


def anteckna_lasning(person, objekt, text: str, *, skola_kod: str) -> Handelse | None:
    """Write that ``person`` opened ``objekt``; nothing when the same reading stands since a quarter of an hour."""
    if _SAMMA_LASNINGAR(objekt.kod, person.kod, text[:300], timezone.now() - SAMMA_LASNING):
        return None
    return anteckna(person, Handling.LASTE, objekt, text, skola_kod=skola_kod)
