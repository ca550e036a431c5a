"""My reminders: the secret address of my calendar, and the week's letter; and the calendar itself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ..kalender import lasning
from ..kalender.ics import ics
from ..models import Kalenderadress, Paminnelse
from ..regler import paminnelser as regler


@require_safe
def paminnelser(request):
    """What the person has chosen."""
    return _visa(request)


def _visa(request, adress: str = ""):
    """The page; with the address the one time it is shown."""
    kontext = {
        "adress": adress,
        "kalender": Kalenderadress.objects.filter(personal=request.user).first(),
        "veckobrev": not Paminnelse.objects.filter(personal=request.user, vill_ha=False).exists(),
        "kan_mejla": bool(settings.EMAIL_HOST),
    }
    return render(request, "handlingsplan/paminnelser.html", kontext)


@require_POST
def kalender_ny(request):
    """A new address instead of the earlier one, shown at once and never again."""
    nyckel = regler.ny_kalender(request.user)
    return _visa(request, request.build_absolute_uri(reverse("kalender", args=[nyckel])))


@require_POST
def kalender_ta_bort(request):
    """The address ends."""
    regler.ta_bort_kalender(request.user)
    messages.success(request, "Kalenderadressen är borttagen. Ta också bort kalendern i ditt kalenderprogram.")
    return redirect("paminnelser")


@require_POST
def veckobrev(request):
    """The week's letter on or off."""
    pa = request.POST.get("vill_ha") == "ja"
    regler.valj_veckobrev(request.user, pa)
    messages.success(request, "Du får veckobrevet." if pa else "Du får inte längre veckobrevet.")
    return redirect("paminnelser")


@login_not_required
@require_safe
def kalender(request, nyckel):
    """The calendar, for whoever has its address: calendar programs cannot log in.

    What is there is asked of the person's roles each time. Knows nothing of cookies, writes nothing, and says the same
    of an address that has ended, that never was, or whose owner has left.
    """
    person = lasning.hamta_person(regler.digest(nyckel))
    if person is None:
        svar = HttpResponseNotFound("Kalendern finns inte.", content_type="text/plain; charset=utf-8")
    else:
        adress = f"{request.scheme}://{request.get_host()}"
        innehall = ics(lasning.handelser(person), adress=adress, nu=timezone.now())
        svar = HttpResponse(innehall, content_type="text/calendar; charset=utf-8")
        svar.headers["Content-Disposition"] = 'inline; filename="skolanknytning.ics"'
    svar.headers["Cache-Control"] = "no-store"
    return svar
