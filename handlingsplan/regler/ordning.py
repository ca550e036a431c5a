"""Rows that people put in order."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Max


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
