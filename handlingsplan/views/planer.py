"""All plans of a school that the person sees, and what they ask for ticked off from the start page."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Personal, Roll, idag, lasar_text

from .. import listan, regler, urval, vantar
from ..forms.granskning import FilterForm
from ..html import planlista
from ..models import Insats, Niva, Plan, Varv


@require_safe
def planer(request: HttpRequest, kod: str) -> HttpResponse:
    """The list, narrowed by what stands in the address; what cannot be read there narrows nothing."""
    skola = next((s for s in behorighet.mina_skolor(request.user) if s.kod == kod), None)
    if skola is None:
        raise Http404
    behorighet.krav(behorighet.har_roll(request.user, skola.id, Roll.MENTOR, Roll.ELEVHALSA, Roll.REKTOR))
    form = FilterForm(request.GET)
    form.is_valid()
    valt = {namn: form.cleaned_data.get(namn) or "" for namn in ("lage", "niva", "klass")}
    sida = listan.sida(request.user, skola, listan.Filter(**valt), form.cleaned_data.get("sida") or 1)
    if any(rad.om_elev for rad in sida.rader):
        anteckna_lasning(request.user, skola, "listan över planer, med elevers planer", skola_kod=skola.kod)
    kontext = {
        "skola": skola,
        "sida": sida,
        "rader": planlista.rader(sida.rader, idag()),
        "valt": valt,
        "filtrerat": any(valt.values()),
        "lagen": listan.LAGEN.items(),
        "nivaer": Niva.choices,
        "klasser": [(klass, namn, lasar_text(lasar)) for klass, namn, lasar in vantar.klasser(request.user, skola)],
        "fore": _adress(valt, sida.nummer - 1) if sida.nummer > 1 else "",
        "efter": _adress(valt, sida.nummer + 1) if sida.nummer < sida.sidor else "",
        "far_starta_skolans": urval.far_starta(request.user, niva=Niva.SKOLA, skola=skola),
    }
    return render(request, "handlingsplan/planer.html", kontext)


def _adress(valt: dict[str, str], nummer: int) -> str:
    return "?" + urlencode({namn: varde for namn, varde in valt.items() if varde} | {"sida": nummer})


@require_POST
def resurs_ordnad(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """What an insats asks for has been seen to; back to where it was ticked, on the start page."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    insats = get_object_or_404(Insats.objects.select_related("mal__plan"), mal__plan=plan, kod=rad)
    return _ordnat(request, plan, regler.resurs_ordnad, insats)


@require_POST
def stod_ordnat(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """The support that those responsible need in a varv has been seen to; back to where it was ticked."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    varv = get_object_or_404(Varv.objects.select_related("plan"), plan=plan, kod=rad)
    return _ordnat(request, plan, regler.stod_ordnat, varv)


def _ordnat(
    request: HttpRequest, plan: Plan, regel: Callable[[Insats | Varv, bool, Personal], object], rad: Insats | Varv
) -> HttpResponse:
    try:
        regel(rad, True, request.user)
    except (regler.AvslutadError, regler.BorttagetError, regler.OgiltigError) as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Markerat som ordnat. Det syns i planen.")
    return redirect(f"{reverse('start')}#planer-{plan.skola.kod}")
