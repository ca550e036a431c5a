"""Reads of the log. Who may read it is for the caller to have asked."""

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


def personer(skola_kod: str) -> list[tuple[str, str]]:
    """(kod, name) of everyone in the school's log, by name; of somebody who has changed names, one of them."""
    namnen: dict[str, str] = {}
    for kod, namn in (
        Handelse.objects.filter(skola_kod=skola_kod).order_by().values_list("vem_kod", "vem_namn").distinct()
    ):
        namnen[kod] = namn
    return sorted(namnen.items(), key=lambda par: par[1])
