"""Pupils: the roster's facts only, never what is judged."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from skolanknytning.logg.regler import anteckna_lasning

from .. import behorighet, urval
from ..forms.elever import ElevForm, PlaceraForm, SkyddForm
from ..models import Klass
from ..regler import OgiltigError
from ..regler import elever as regler
from . import skickat


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request, kod):
    """A pupil added by hand to a class."""
    klass = behorighet.hamta_klass_att_administrera(request.user, kod)
    form = ElevForm(*skickat(request))
    if request.method == "POST" and form.is_valid():
        try:
            elev = regler.skapa_elev(klass, **form.cleaned_data, av=request.user)
        except OgiltigError as fel:
            form.add_error("externt_id", str(fel))
        else:
            messages.success(request, f"{elev} är tillagd i {klass}.")
            return redirect("klass_uppgifter", klass.kod)
    return render(request, "skola/elev_ny.html", {"skola": klass.skola, "klass": klass, "form": form})


def _hamta_att_lasa(request, kod):
    """The pupil, of whom something is shown; that is written in the log."""
    elev = behorighet.hamta_elev_uppgifter(request.user, kod)
    anteckna_lasning(request.user, elev, "en elevs uppgifter", skola_kod=elev.skola.kod)
    return elev


@require_safe
def uppgifter(request, kod):
    """The pupil's facts, classes over time, and what can be done."""
    elev = _hamta_att_lasa(request, kod)
    return render(request, "skola/elev.html", _kontext(elev, PlaceraForm(skola=elev.skola)))


def _kontext(elev, form) -> dict:
    placeringar = urval.placeringar_for(elev)
    return {
        "skola": elev.skola,
        "elev": elev,
        "placeringar": placeringar,
        "oppna": [p for p in placeringar if p.till is None],
        "far_se": elev.far_se.order_by("namn") if elev.skyddad else [],
        "form": form,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def andra(request, kod):
    """Name, elev-id and protection."""
    elev = _hamta_att_lasa(request, kod)
    nu = {falt: getattr(elev, falt) for falt in ElevForm.base_fields}
    form = ElevForm(*skickat(request), initial=nu)
    if request.method == "POST" and form.is_valid():
        try:
            regler.andra_elev(elev, **form.cleaned_data, av=request.user)
        except OgiltigError as fel:
            form.add_error("externt_id" if "Elev-id" in str(fel) else "fornamn", str(fel))
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("elev_uppgifter", elev.kod)
    return render(request, "skola/elev_andra.html", {"skola": elev.skola, "elev": elev, "form": form})


@require_POST
def placera(request, kod):
    """Move the pupil to a class, or place them also in a group."""
    elev = behorighet.hamta_elev_uppgifter(request.user, kod)
    form = PlaceraForm(request.POST, skola=elev.skola)
    if not form.is_valid():
        return render(request, "skola/elev.html", _kontext(elev, form), status=422)
    klass = form.cleaned_data["klass"]
    if regler.placera(elev, klass, av=request.user):
        messages.success(request, f"{elev} är nu placerad i {klass} {klass.lasar_text}.")
    else:
        messages.info(request, f"{elev} går redan i {klass} {klass.lasar_text}.")
    return redirect("elev_uppgifter", elev.kod)


@require_POST
def lamna(request, kod, klass):
    """The pupil leaves one class or group."""
    elev = behorighet.hamta_elev_uppgifter(request.user, kod)
    klass = Klass.objects.filter(skola=elev.skola, kod=klass).first()
    if klass is None:
        raise Http404
    regler.lamna(elev, klass, av=request.user)
    messages.success(request, f"{elev} går inte längre i {klass} {klass.lasar_text}.")
    return redirect("elev_uppgifter", elev.kod)


@require_http_methods(["GET", "HEAD", "POST"])
def sluta(request, kod):
    """The pupil has left the school."""
    elev = _hamta_att_lasa(request, kod)
    if request.method == "POST":
        regler.sluta(elev, av=request.user)
        messages.success(request, f"{elev} har slutat och går inte längre i någon klass.")
        return redirect("elev_uppgifter", elev.kod)
    return render(request, "skola/elev_sluta.html", {"skola": elev.skola, "elev": elev})


@require_http_methods(["GET", "HEAD", "POST"])
def skydd(request, kod):
    """Who may see a protected pupil; for those who may themselves."""
    elev = behorighet.hamta_skyddad_elev(request.user, kod)
    anteckna_lasning(request.user, elev, "vilka som får se en skyddad elev", skola_kod=elev.skola.kod)
    form = SkyddForm(*skickat(request), skola=elev.skola, initial={"personal": elev.far_se.all()})
    administrerar = behorighet.far_administrera(request.user, elev.skola)
    if request.method == "POST" and form.is_valid():
        regler.satt_far_se(elev, form.cleaned_data["personal"], av=request.user)
        messages.success(request, "Vilka som får se eleven är sparat.")
        kvar = form.cleaned_data["personal"].filter(pk=request.user.pk).exists()
        return redirect("elev_uppgifter", elev.kod) if administrerar and kvar else redirect("start")
    kontext = {"skola": elev.skola, "elev": elev, "form": form, "administrerar": administrerar}
    return render(request, "skola/elev_skydd.html", kontext)
