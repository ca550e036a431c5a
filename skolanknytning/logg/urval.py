"""Reads of the log. Who may read it is for the caller to have asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from .models import Handelse

PER_SIDA = 100


@dataclass(frozen=True)
class Sida:
    """A page of the log, newest first. ``fore`` begins the next page; None on the last."""

    rader: list[Handelse]
    fore: int | None


def for_skola(
    skola_kod: str, *, dag: date | None = None, vem_kod: str = "", handling: str = "", fore: int | None = None
) -> Sida:
    """The rows of a school that match, older than the row ``fore``.

    Pages are found from where the last one ended, so that the first and the thousandth cost the same, and rows
    written meanwhile move nothing.
    """
    rader = Handelse.objects.filter(skola_kod=skola_kod)
    if dag:
        rader = rader.filter(tid__date=dag)
    if vem_kod:
        rader = rader.filter(vem_kod=vem_kod)
    if handling:
        rader = rader.filter(handling=handling)
    lasta = list(_efter(rader, skola_kod, fore)[: PER_SIDA + 1])
    sida = lasta[:PER_SIDA]
    return Sida(sida, sida[-1].id if len(lasta) > PER_SIDA else None)


def _efter(rader: QuerySet[Handelse], skola_kod: str, fore: int | None) -> QuerySet[Handelse]:
    sista = Handelse.objects.filter(skola_kod=skola_kod, pk=fore).first() if fore else None
    if sista is None:
        return rader
    return rader.filter(Q(tid__lt=sista.tid) | Q(tid=sista.tid, id__lt=sista.id))


Under = tuple[Collection[str], date, date | None]


def om(koder: Collection[str], *, under: Iterable[Under] = ()) -> QuerySet[Handelse]:
    """What has been done to these objects, oldest first; ``under``: to others from a day to another (None: now)."""
    villkor = Q(objekt_kod__in=koder)
    for andra, fran, till in under:
        tid = Q(tid__date__gte=fran)
        if till:
            tid &= Q(tid__date__lte=till)
        villkor |= Q(objekt_kod__in=andra) & tid
    return Handelse.objects.filter(villkor).order_by("tid", "id")


def personer(skola_kod: str) -> list[tuple[str, str]]:
    """(kod, name) of everyone in the school's log, by name; of somebody who has changed names, one of them."""
    namnen: dict[str, str] = {}
    for kod, namn in (
        Handelse.objects.filter(skola_kod=skola_kod).order_by().values_list("vem_kod", "vem_namn").distinct()
    ):
        namnen[kod] = namn
    return sorted(namnen.items(), key=lambda par: par[1])
