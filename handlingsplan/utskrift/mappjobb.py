"""Ordering a folder: made by the worker, or at once when it is small."""

from time import monotonic

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django_tasks import task

from skolanknytning import pdf
from skolanknytning.bakgrund import regler as bakgrund
from skolanknytning.bakgrund.models import Utskriftsjobb
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Personal

from . import mapp, mappval
from .mappval import Om, Val

# Seconds between two words of how far the worker has come.
BESKED = 0.5
INTE_LANGRE = "Det du valde får du inte längre se. Gör en ny mapp."


def tillverka(jobb: Utskriftsjobb, framsteg: bakgrund.Framsteg) -> bytes:
    """The folder of an order. Raises AvbojdError when the person may no longer see it."""
    person, val = jobb.personal, Val.ur(jobb.innehall)
    try:
        behorighet.krav(person.is_active)
        om = mappval.om(val.slag, person, jobb.objekt)
        behorighet.krav(mappval.far_hamta(om, person, val))
    except (Http404, PermissionDenied) as fel:
        raise bakgrund.AvbojdError(INTE_LANGRE) from fel
    # Until the first page is laid out goes as much time as for all of them; then some are laid out again.
    av = val.sidor * 3
    sagt = monotonic()

    def besked(steg: int) -> None:
        nonlocal sagt
        if monotonic() - sagt >= BESKED:
            sagt = monotonic()
            framsteg(min(val.sidor + steg, av - 1), av)

    framsteg(0, av)
    sida = mapp.html(om, person, val)
    framsteg(val.sidor // 2, av)
    return pdf.rendera(sida, besked)


@task()
def gor_mapp(kod: str) -> None:
    """Make the folder with that order's code."""
    bakgrund.gor(kod, tillverka)


def bestall(om: Om, person: Personal, val: Val) -> Utskriftsjobb:
    """Order the folder: made by the worker, or at once when it is small. Raises ForMangaError."""
    jobb = bakgrund.bestall(person, gor_mapp, objekt=om.objekt.kod, innehall=val.innehall, ko=not val.direkt)
    if val.direkt:
        bakgrund.gor(jobb.kod, tillverka)
        jobb.refresh_from_db(fields=["fel", "fardig", "puls", "omgang"])
    return jobb
