"""Deciding about several proposals at once; one at a time is ``individ.starta`` and ``individ.avsta``."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from skolanknytning.skola.models import Elev, Personal

from ..models import Kartlaggning
from . import individ


def starta_flera(
    elever: Iterable[Elev], *, av: Personal, datum: date, forslag: Kartlaggning, hamta: bool
) -> list[Kartlaggning]:
    """Begin the form of each pupil the class round proposes, all or none; in the order of the pupils.

    Whoever has an open date already keeps it. Raises OgiltigError when one of them is in no class.
    """
    with transaction.atomic():
        # Always in the same order, so that two mentors who press at once never wait for each other.
        startade = {
            elev.id: individ.starta(elev, av=av, datum=datum, forslag=forslag, hamta=hamta)
            for elev in sorted(elever, key=lambda elev: elev.id)
        }
    return [startade[elev.id] for elev in elever]
