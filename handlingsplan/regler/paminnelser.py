"""What a person chooses of reminders, and the week's letter sent."""

import hashlib
import secrets
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Personal
from skolanknytning.skola.regler.personal import anteckna_eget

from ..brev import lasning
from ..brev.innehall import Brev
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
    """Send the letters one by one, and mark each when it has gone; yields each with what went wrong, "" for nothing.

    A run that is ended half-way has marked those it sent, so the next one goes on. One who cannot be written to stops
    nobody else. Whoever has turned the letter off, or been sent it by another run since it was read, is passed over.
    """
    for brev in breven:
        if not lasning.vill_ha(brev.personal_id, brev.dag):
            continue
        try:
            forbindelse.send_messages([mejl(brev, adress)])
        except FEL as fel:
            # The connection may be the fault: the next letter opens one of its own.
            with suppress(*FEL):
                forbindelse.close()
            yield brev, str(fel) or type(fel).__name__
        else:
            Paminnelse.objects.update_or_create(personal_id=brev.personal_id, defaults={"skickad": brev.dag})
            yield brev, ""
