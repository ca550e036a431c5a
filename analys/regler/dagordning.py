"""The pupils on a meeting's agenda, in the order the meeting chooses."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from skolanknytning.skola.models import Elev, Personal

from ..models import Analys, Punkt
from .grund import andrad, las_oppen, las_rad


@transaction.atomic
def satt_upp(analys: Analys, elever: Iterable[Elev], *, av: Personal) -> None:
    """Put the pupils last on the agenda; who is there already stays where they are. Raises AvslutadError."""
    last = las_oppen(analys)
    redan = set(last.punkter.values_list("elev_id", flat=True))
    sist = last.punkter.aggregate(sist=Max("ordning"))["sist"] or 0
    nya = [elev for elev in dict.fromkeys(elever) if elev.id not in redan]
    Punkt.objects.bulk_create(Punkt(analys=last, elev=e, ordning=sist + n) for n, e in enumerate(nya, start=1))
    if nya:
        andrad(last, av, "dagordningen")


@transaction.atomic
def ta_av(punkt: Punkt, *, av: Personal) -> None:
    """Take a pupil off the agenda; what has been written stays. Raises AvslutadError, BorttagetError."""
    last = las_oppen(punkt.analys)
    las_rad(punkt).delete()
    andrad(last, av, "dagordningen")


@transaction.atomic
def flytta_punkt(punkt: Punkt, *, upp: bool, bland: Iterable[int], av: Personal) -> None:
    """Change places with the one before or after among the pupils ``bland`` (ids): those the person sees.

    Raises AvslutadError, BorttagetError.
    """
    last = las_oppen(punkt.analys)
    las_rad(punkt)
    # Renumbered each time: two may have got the same number.
    alla = list(last.punkter.all())
    ser = set(bland)
    synliga = [p for p in alla if p.elev_id in ser]
    plats = next((n for n, p in enumerate(synliga) if p.pk == punkt.pk), None)
    ny = None if plats is None else plats - 1 if upp else plats + 1
    if ny is None or not 0 <= ny < len(synliga):
        return
    i, j = alla.index(synliga[plats]), alla.index(synliga[ny])
    alla[i], alla[j] = alla[j], alla[i]
    for ordning, p in enumerate(alla, start=1):
        p.ordning = ordning
    Punkt.objects.bulk_update(alla, ["ordning"])
    andrad(last, av, "dagordningen")


@transaction.atomic
def satt_klar(punkt: Punkt, klar: bool, *, av: Personal) -> None:
    """Mark the pupil as talked of, or not. Raises AvslutadError, BorttagetError."""
    last = las_oppen(punkt.analys)
    nu = las_rad(punkt)
    if nu.klar != klar:
        nu.klar = klar
        nu.save(update_fields=["klar"])
        andrad(last, av, "dagordningen")
