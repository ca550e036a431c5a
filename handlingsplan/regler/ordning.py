"""Rows that people put in order, and how many there may be."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Max

from .grund import OgiltigError

# So many goals in a plan, and insatser under a goal: more is no longer something to gather round.
FLEST = 30


def krav_pa_antal(rader: models.QuerySet, vad: str) -> None:
    """Raise OgiltigError when there are as many of the rows as there may be; ``vad`` is what they are called."""
    if rader.filter(slut=None).count() >= FLEST:
        raise OgiltigError(
            f"Det är redan {FLEST} {vad}. Lämna eller ta bort något först, och håll er till det viktigaste."
        )


def sist(rader: models.QuerySet) -> int:
    """The number that puts a new row last."""
    return (rader.aggregate(sist=Max("ordning"))["sist"] or 0) + 1


def byt_plats(rader: Sequence[models.Model], rad: models.Model, *, upp: bool) -> bool:
    """Let the row change places with the one before or after; False at the end, where nothing happens.

    Renumbered each time: two may have got the same number.
    """
    alla = list(rader)
    plats = next((n for n, r in enumerate(alla) if r.pk == rad.pk), None)
    ny = None if plats is None else plats - 1 if upp else plats + 1
    if ny is None or not 0 <= ny < len(alla):
        return False
    alla[plats], alla[ny] = alla[ny], alla[plats]
    for ordning, r in enumerate(alla, start=1):
        r.ordning = ordning
    type(rad).objects.bulk_update(alla, ["ordning"])
    return True
