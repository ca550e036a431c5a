"""The school: the administrator's start and what the school decides for itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from .. import behorighet, urval
from ..forms.skola import InstallningarForm
from ..models import Roll, lasar_text
from ..regler import skola as regler
from . import skickat


@require_safe
def administration(request, kod):
    """What the school has, and what to do first."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    oversikt = urval.oversikt(request.user, skola)
    kontext = {"skola": skola, "oversikt": oversikt, "lasar": lasar_text(oversikt.lasar)}
    kontext["forra_lasaret"] = max((ar for ar in urval.lasar_med_klasser(skola) if ar < oversikt.lasar), default=None)
    return render(request, "skola/administration.html", kontext)


@require_http_methods(["GET", "HEAD", "POST"])
def installningar(request, kod):
    """Name, threshold and subjects."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    form = InstallningarForm(*skickat(request), instance=behorighet.hamta_skola(request.user, kod))
    if request.method == "POST" and form.is_valid():
        regler.andra_skola(skola, **form.cleaned_data, av=request.user)
        messages.success(request, "Inställningarna är sparade.")
        return redirect("skola_installningar", skola.kod)
    return render(request, "skola/installningar.html", {"skola": skola, "form": form})
