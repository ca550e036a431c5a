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

# A new address travels to the page that shows it in a cookie of a minute, which is taken back as it is shown. A session
# is kept in the database, where nothing but the address's digest is to be.
NYSS, NYSS_SEKUNDER = "ny_kalender", 60


@require_safe
def paminnelser(request):
    """What the person has chosen; and a new calendar address, the one time it is shown."""
    kalender = Kalenderadress.objects.filter(personal=request.user).first()
    kontext = {
        "adress": _nyss_gjord(request, kalender),
        "kalender": kalender,
        "veckobrev": not Paminnelse.objects.filter(personal=request.user, vill_ha=False).exists(),
        "kan_mejla": bool(settings.EMAIL_HOST),
    }
    svar = render(request, "handlingsplan/paminnelser.html", kontext)
    if NYSS in request.COOKIES:
        svar.delete_cookie(NYSS, path=request.path, samesite="Strict")
    return svar


def _nyss_gjord(request, kalender: Kalenderadress | None) -> str:
    """The address that has just been made, if it is this person's and still holds; otherwise ""."""
    nyckel = request.COOKIES.get(NYSS, "")
    if kalender is None or regler.digest(nyckel) != kalender.digest:
        return ""
    return request.build_absolute_uri(reverse("kalender", args=[nyckel]))


@require_POST
def kalender_ny(request):
    """A new address instead of the earlier one. Shown by the page that comes next, and not when that is reloaded."""
    svar = redirect("paminnelser")
    svar.set_cookie(
        NYSS,
        regler.ny_kalender(request.user),
        max_age=NYSS_SEKUNDER,
        path=reverse("paminnelser"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return svar


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
