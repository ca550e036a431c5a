"""What a person chooses of reminders, and the week's letter sent."""

import hashlib
import secrets
from datetime import date

from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Personal
from skolanknytning.skola.regler.personal import anteckna_eget

from ..models import Kalenderadress, Paminnelse


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


def skickat(person_id: int, dag: date) -> None:
    """The person has been sent the letter of the week that the day is in."""
    Paminnelse.objects.update_or_create(personal_id=person_id, defaults={"skickad": dag})
