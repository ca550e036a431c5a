"""Printouts of a pupil's individual form, filled and blank. Each is logged by name of who took it out."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning import pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from ..eleven import elever
from ..utskrift.individutskrift import Utskrift, elevens_blankett, html, ifylld, tom_blankett


@require_safe
def utskrift(request, kod):
    """The form with all its dates, as a page to print from the browser."""
    elev = elever.hamta_elev(request.user, kod)
    sida = ifylld(elev, request.user)
    _anteckna(request.user, elev, "individuell kartläggning av", sida.klass)
    return render(request, "kartlaggning/individ_utskrift.html", {"utskrift": sida, "elev": elev})


@require_safe
def individ_pdf(request, kod):
    """The form with all its dates, as a PDF."""
    elev = elever.hamta_elev(request.user, kod)
    sida = ifylld(elev, request.user)
    return _pdf(request.user, elev, sida, "individuell-kartlaggning.pdf", "individuell kartläggning (PDF) av")


@require_safe
def blankett(request, kod):
    """The form to fill in by hand, with the pupil's name."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    sida = elevens_blankett(elev, request.user)
    return _pdf(request.user, elev, sida, "blankett-individ.pdf", "blankett för")


@require_safe
def blankett_tom(request):
    """The form to fill in by hand, without any data: anyone who has logged in."""
    return pdf.svar(pdf.rendera(html(tom_blankett(request.user))), "blankett-individ.pdf")


def _pdf(person, elev, sida: Utskrift, filnamn: str, vad: str):
    svar = pdf.svar(pdf.rendera(html(sida)), filnamn)
    _anteckna(person, elev, vad, sida.klass)
    return svar


def _anteckna(person, elev, vad: str, klass: str) -> None:
    vem = f"en elev i {klass}" if klass else "en elev"
    anteckna(person, Handling.SKREV_UT, elev, f"{vad} {vem}", skola_kod=elev.skola.kod)
