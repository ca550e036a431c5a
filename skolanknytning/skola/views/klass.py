"""Classes and groups, as the administrator keeps them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from skolanknytning.logg.regler import anteckna_lasning

from .. import behorighet, urval
from ..forms.klasser import KlassForm, NyKlassForm
from ..models import Roll, idag, lasar_for, lasar_text
from ..regler import OgiltigError
from ..regler import klasser as regler
from . import skickat, valt_lasar


@require_safe
def lista(request, kod):
    """The classes of a läsår, the one that is now unless another is asked for."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    nu = lasar_for(idag())
    alla = sorted({nu, *urval.lasar_med_klasser(skola)}, reverse=True)
    lasar = valt_lasar(request.GET.get("lasar", ""), alla) or nu
    kontext = {
        "skola": skola,
        "klasser": urval.klasser_i_lasar(request.user, skola, lasar),
        "lasar": lasar,
        "lasar_text": lasar_text(lasar),
        "alla_lasar": [(ar, lasar_text(ar)) for ar in alla],
    }
    return render(request, "skola/klasser.html", kontext)


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request, kod):
    """A new class or group."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    form = NyKlassForm(*skickat(request), skola=skola)
    if request.method == "POST" and form.is_valid():
        try:
            klass = regler.skapa_klass(skola, **form.cleaned_data, av=request.user)
        except OgiltigError as fel:
            form.add_error("namn", str(fel))
        else:
            messages.success(request, f"{klass} är skapad. Läs in klasslistan, eller lägg till elever för hand.")
            return redirect("klass_uppgifter", klass.kod)
    return render(request, "skola/klass_ny.html", {"skola": skola, "form": form})


@require_safe
def uppgifter(request, kod):
    """The class: its mentors and its pupils."""
    klass = behorighet.hamta_klass_att_administrera(request.user, kod)
    anteckna_lasning(request.user, klass, f"elevlistan för {klass} {klass.lasar_text}", skola_kod=klass.skola.kod)
    kontext = {
        "skola": klass.skola,
        "klass": klass,
        "mentorer": urval.mentorer_i(klass),
        "elever": urval.elever_i(request.user, klass),
    }
    return render(request, "skola/klass.html", kontext)


@require_http_methods(["GET", "HEAD", "POST"])
def andra(request, kod):
    """Name, årskurs and mentors."""
    klass = behorighet.hamta_klass_att_administrera(request.user, kod)
    nu = {"namn": klass.namn, "arskurs": klass.arskurs, "mentorer": urval.mentorer_i(klass)}
    form = KlassForm(*skickat(request), skola=klass.skola, initial=nu)
    if request.method == "POST" and form.is_valid():
        try:
            regler.andra_klass(klass, **form.cleaned_data, av=request.user)
        except OgiltigError as fel:
            form.add_error("namn", str(fel))
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("klass_uppgifter", klass.kod)
    return render(request, "skola/klass_andra.html", {"skola": klass.skola, "klass": klass, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def ta_bort(request, kod):
    """Remove a class that was read in by mistake: says first what goes with it."""
    klass = behorighet.hamta_klass_att_administrera(request.user, kod)
    kontext = {"skola": klass.skola, "klass": klass, "antal": len(urval.elever_i(request.user, klass))}
    if request.method == "POST":
        namn = f"{klass} {klass.lasar_text}"
        try:
            borttagna = regler.ta_bort_klass(klass, av=request.user)
        except OgiltigError as fel:
            return render(request, "skola/klass_ta_bort.html", kontext | {"fel": str(fel)}, status=409)
        messages.success(request, f"{namn} är borttagen. {borttagna} elever utan annan klass togs bort samtidigt.")
        return redirect("klass_lista", kontext["skola"].kod)
    return render(request, "skola/klass_ta_bort.html", kontext)
