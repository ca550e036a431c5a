"""What a person chooses of reminders, and the week's letter sent."""

import hashlib
import secrets
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Personal
from skolanknytning.skola.regler.personal import anteckna_eget

from ..brev.innehall import Brev, samma_vecka
from ..brev.mejl import mejl
from ..models import Kalenderadress, Paminnelse

# What the mail server, the way there and the address may answer with.
FEL = (OSError, ValueError, smtplib.SMTPException)


def digest(nyckel: str) -> str:
    """What is kept of a calendar's address."""
    return hashlib.sha256(nyckel.encode()).hexdigest()


@transaction.atomic
def ny_kalender(person: Personal) -> str:
    """A new secret for the person's calendar address (256 bits), which is never kept; the old one ends."""
    nyckel = secrets.token_urlsafe(32)
    Kalenderadress.objects.update_or_create(
        personal=person, defaults={"digest": digest(nyckel), "skapad": timezone.now()}
    )
    anteckna_eget(person, Handling.SKAPADE, "sin kalenderadress")
    return nyckel


@transaction.atomic
def ta_bort_kalender(person: Personal) -> None:
    """The person's calendar address ends. Nothing happens where there is none."""
    antal, _ = Kalenderadress.objects.filter(personal=person).delete()
    if antal:
        anteckna_eget(person, Handling.TOG_BORT, "sin kalenderadress")


@transaction.atomic
def valj_veckobrev(person: Personal, vill_ha: bool) -> None:
    """Whether the person wants the week's letter."""
    rad, _ = Paminnelse.objects.get_or_create(personal=person)
    if rad.vill_ha == vill_ha:
        return
    rad.vill_ha = vill_ha
    rad.save(update_fields=["vill_ha"])
    anteckna_eget(person, Handling.ANDRADE, f"veckobrevet: {'på' if vill_ha else 'av'}")


def skicka(breven: Iterable[Brev], *, adress: str, forbindelse: BaseEmailBackend) -> Iterator[tuple[Brev, str]]:
    """Send the letters one by one; yields each with what went wrong, "" for nothing.

    A run that is ended half-way goes on where it was the next time, and one who cannot be written to stops nobody else.
    Two runs at once, also from two machines, share the letters between them: each is taken before it is sent
    (``_ta``), and given back when it could not be. A run that is killed in the moment between, before it knows whether
    the letter has gone, leaves it taken, and so that one person without this week's. Rather that than two: what waits
    stands on the start page too, and in the letter of the next week.
    """
    for brev in breven:
        fore = _ta(brev)
        if fore is None:
            continue
        try:
            _skicka(brev, fore, adress, forbindelse)
        except FEL as fel:
            # The connection may be the fault: the next letter opens one of its own.
            with suppress(*FEL):
                forbindelse.close()
            yield brev, str(fel) or type(fel).__name__
        else:
            yield brev, ""


def _ta(brev: Brev) -> Paminnelse | None:
    """Mark the letter as this run's to send, by compare-and-set; what stood before.

    None for who has turned the letter off or left since it was read, and for a letter that another run has taken.
    """
    fore, _ = Paminnelse.objects.get_or_create(personal_id=brev.personal_id)
    if fore.skickad and samma_vecka(fore.skickad, brev.dag):
        return None
    # Without a join: Django would ask for it in a part of its own, where PostgreSQL does not see what another run has
    # written while this one waited for the row, and both would have it.
    kvar = Exists(Personal.objects.filter(pk=OuterRef("personal"), is_active=True))
    oror = Paminnelse.objects.filter(kvar, pk=fore.pk, skickad=fore.skickad, vill_ha=True)
    return fore if oror.update(skickad=brev.dag) else None


def _skicka(brev: Brev, fore: Paminnelse, adress: str, forbindelse: BaseEmailBackend) -> None:
    """Send the letter that has been taken, or give it back, also when the run is broken off. Raises ``FEL``."""
    try:
        forbindelse.send_messages([mejl(brev, adress)])
    except BaseException:
        Paminnelse.objects.filter(pk=fore.pk, skickad=brev.dag).update(skickad=fore.skickad)
        raise
