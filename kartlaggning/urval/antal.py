"""How many squares of each kind every pupil has, in many rounds at once: counted by the database, not read one by one.

Forty classes have twelve thousand squares, of which a page about all of them shows none.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from ..models import Farg, Kartlaggning, Markering, Niva


class Elevantal(NamedTuple):
    """One pupil's squares in one round: how many have a colour, and how many of them are yellow and red."""

    bedomda: int
    gula: int
    roda: int


_PER_ELEV = f"""
    SELECT kartlaggning_id, elev_id, COUNT(*), SUM(CASE WHEN farg = {Farg.GUL.value} THEN 1 ELSE 0 END),
        SUM(CASE WHEN farg = {Farg.ROD.value} THEN 1 ELSE 0 END)
    FROM {Markering._meta.db_table} WHERE kartlaggning_id IN ({{rundor}}) AND farg <> {Farg.EJ_BEDOMD.value}
    GROUP BY kartlaggning_id, elev_id ORDER BY kartlaggning_id, elev_id
"""  # noqa: S608 - names of our own tables and values


def per_elev(rundor: Iterable[int]) -> dict[int, dict[int, Elevantal]]:
    """By round and pupil id, in the order the rounds are given; a pupil with nothing judged is not there.

    Whoever asks, and also those who have left the class: that is for the caller.
    """
    svar: dict[int, dict[int, Elevantal]] = {runda: {} for runda in rundor}
    if not svar:
        return svar
    with connection.cursor() as markor:
        markor.execute(_PER_ELEV.format(rundor=", ".join(["%s"] * len(svar))), list(svar))
        for runda, elev, *antal in markor.fetchall():
            svar[runda][elev] = Elevantal(*antal)
    return svar


def med_senare(rundor: Iterable[Kartlaggning]) -> list[int]:
    """The ids of these class rounds and of all the later ones of their schools, the oldest first."""
    givna = list(rundor)
    if not givna:
        return []
    forsta = min(givna, key=lambda k: (k.datum, k.id))
    skolor = {k.klass.skola_id for k in givna}
    alla = Kartlaggning.objects.filter(
        Q(datum__gt=forsta.datum) | Q(datum=forsta.datum, id__gte=forsta.id), niva=Niva.GRUPP, klass__skola__in=skolor
    )
    return list(alla.order_by("datum", "id").values_list("id", flat=True))
