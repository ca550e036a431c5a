"""Class lists in: choose a file, look at the preview, confirm."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from skolanknytning.logg.regler import anteckna_lasning

from .. import behorighet, urval
from ..forms.inlasning import InlasningForm
from ..klasslista_typer import KlasslistaError
from ..models import Inlasning
from ..regler import inlasning as regler
from . import skickat


@require_http_methods(["GET", "HEAD", "POST"])
def for_skola(request, kod):
    """A list for any classes (administrator), or for a new class of one's own (mentor)."""
    skola = behorighet.hamta_skola(request.user, kod)
    behorighet.krav(behorighet.far_lasa_in(request.user, skola, None))
    return _valj_fil(request, skola, None)


@require_http_methods(["GET", "HEAD", "POST"])
def for_klass(request, kod):
    """A list for one class."""
    klass = behorighet.hamta_klass(request.user, kod)
    behorighet.krav(behorighet.far_lasa_in(request.user, klass.skola, klass))
    return _valj_fil(request, klass.skola, klass)


def _valj_fil(request, skola, klass):
    administrerar = behorighet.far_administrera(request.user, skola)
    form = InlasningForm(*skickat(request), klass=klass, administrerar=administrerar)
    kontext = {"skola": skola, "klass": klass, "form": form, "administrerar": administrerar}
    if request.method != "POST":
        return render(request, "skola/inlasning_ny.html", kontext)
    if form.is_valid():
        data = {"lasar": klass.lasar if klass else None, **form.cleaned_data}
        fil = data.pop("fil")
        try:
            inlasning = regler.las_in(fil.read(), filnamn=fil.name, skola=skola, klass=klass, **data, av=request.user)
        except KlasslistaError as fel:
            kontext["fel"] = fel.problem
        else:
            return redirect("inlasning_granska", inlasning.kod)
    return render(request, "skola/inlasning_ny.html", kontext, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def granska(request, kod):
    """The preview. POST does what it says, unless the school has changed meanwhile: then it is shown anew."""
    try:
        inlasning = urval.hamta_inlasning(request.user, kod)
    except Http404:
        return render(request, "skola/inlasning_borta.html", status=404)
    behorighet.krav(behorighet.far_lasa_in(request.user, inlasning.skola, inlasning.klass))
    if request.method == "POST":
        try:
            slutar, avtryck = request.POST.getlist("slutar"), request.POST.get("avtryck", "")
            utfall = regler.bekrafta(inlasning, avtryck=avtryck, slutar=slutar, av=request.user)
        except Inlasning.DoesNotExist:
            return render(request, "skola/inlasning_borta.html", status=404)
        except regler.ForandradError:
            messages.warning(request, "Något har ändrats på skolan sedan du tittade. Se över listan och bekräfta igen.")
        else:
            return _klart(request, inlasning, utfall)
    kontext = _kontext(request, inlasning)
    _anteckna_lasning(request.user, inlasning, kontext["plan"])
    return render(request, "skola/inlasning_granska.html", kontext)


def _anteckna_lasning(person, inlasning, plan) -> None:
    """Who looked at a preview has seen the names of the pupils in the file, and of those the classes have."""
    klasser = ", ".join(k.namn for k in plan.klasser[:5]) + (" med flera" if len(plan.klasser) > 5 else "")
    text = f"klasslista att granska{f', {klasser}' if klasser else ''}"
    anteckna_lasning(person, inlasning.klass or inlasning.skola, text, skola_kod=inlasning.skola.kod)


def _kontext(request, inlasning) -> dict:
    """The preview; what was ticked stays ticked when it is shown anew."""
    plan = regler.plan_for(inlasning)
    return {
        "skola": inlasning.skola,
        "klass": inlasning.klass,
        "inlasning": inlasning,
        "plan": plan,
        "avtryck": plan.avtryck(),
        "antal": {
            vad: sum(len(getattr(k, vad)) for k in plan.klasser)
            for vad in ("nya", "flyttade", "andrade", "oforandrade", "saknas")
        },
        "slutar": request.POST.getlist("slutar"),
        "administrerar": behorighet.far_administrera(request.user, inlasning.skola),
    }


def _klart(request, inlasning, utfall):
    """Say what was done, and go where the next step is."""
    ord_for = {"nya": "nya", "flyttade": "flyttade", "andrade": "ändrade", "slutade": "har lämnat klassen"}
    delar = [f"{n} {text}" for vad, text in ord_for.items() if (n := getattr(utfall, vad))]
    messages.success(request, f"Klasslistan är inläst: {', '.join(delar) or 'inget ändrades'}.")
    if utfall.skyddade:
        messages.warning(
            request,
            f"{utfall.skyddade} elever med skyddade personuppgifter fick ett alias. Bara du får se dem tills du har "
            "angett vilka fler som får det, på elevens sida.",
        )
    administrerar = behorighet.far_administrera(request.user, inlasning.skola)
    if len(utfall.klasser) == 1:
        return redirect("klass_uppgifter" if administrerar else "klass", utfall.klasser[0].kod)
    return redirect("klass_lista", inlasning.skola.kod) if administrerar else redirect("start")


@require_POST
def avbryt(request, kod):
    """Forget the preview."""
    inlasning = urval.hamta_inlasning(request.user, kod)
    skola, klass = inlasning.skola, inlasning.klass
    regler.avbryt(inlasning)
    messages.info(request, "Inget lästes in.")
    if klass:
        return redirect("klass_las_in", klass.kod)
    return redirect("klasslista_las_in", skola.kod)
