"""Reads: a printout is its orderer's alone, and for a day."""

from django.http import Http404
from django.utils import timezone

from skolanknytning.skola.models import Personal

from .models import LIVSTID, Utskriftsjobb


def hamta_jobb(person: Personal, kod: str, *, objekt: str, med_pdf: bool = False) -> Utskriftsjobb:
    """The order about an object; 404 for everybody but the one who made it, and when its day is over.

    Whether the person may still see what is in it is for the caller to ask.
    """
    egna = Utskriftsjobb.objects.filter(personal=person, skapad__gt=timezone.now() - LIVSTID)
    jobb = (egna if med_pdf else egna.defer("pdf")).filter(kod=kod, objekt=objekt).first()
    if jobb is None:
        raise Http404
    return jobb


def vantande(person: Personal, objekt: str) -> list[Utskriftsjobb]:
    """The person's orders about an object that have not been forgotten, latest first."""
    egna = Utskriftsjobb.objects.filter(personal=person, objekt=objekt, skapad__gt=timezone.now() - LIVSTID)
    return list(egna.defer("pdf").order_by("-skapad", "-id"))
