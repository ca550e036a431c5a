"""Printouts of a pupil's individual form, filled and blank. Each is logged by name of who took it out."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from skolanknytning import pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from .. import elever
from ..individutskrift import elevens_blankett, html, ifylld, tom_blankett


@require_GET
def utskrift(request, kod):
    """The form with all its dates, as a page to print from the browser."""
    elev = elever.hamta_elev(request.user, kod)
    sida = ifylld(elev, request.user)
    _anteckna(request.user, elev, "individuell kartläggning av", sida.klass)
    return render(request, "kartlaggning/individ_utskrift.html", {"utskrift": sida, "elev": elev})


@require_GET
def individ_pdf(request, kod):
    """The form with all its dates, as a PDF."""
    elev = elever.hamta_elev(request.user, kod)
    sida = ifylld(elev, request.user)
    svar = pdf.svar(pdf.rendera(html(sida)), "individuell-kartlaggning.pdf")
    _anteckna(request.user, elev, "individuell kartläggning (PDF) av", sida.klass)
    return svar


@require_GET
def blankett(request, kod):
    """The form to fill in by hand, with the pupil's name."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    sida = elevens_blankett(elev, request.user)
    svar = pdf.svar(pdf.rendera(html(sida)), "blankett-individ.pdf")
    _anteckna(request.user, elev, "blankett för", sida.klass)
    return svar


@require_GET
def blankett_tom(request):
    """The form to fill in by hand, without any data: anyone who has logged in."""
    return pdf.svar(pdf.rendera(html(tom_blankett(request.user))), "blankett-individ.pdf")


def _anteckna(person, elev, vad: str, klass: str) -> None:
    text = f"{vad} en elev i {klass}" if klass else f"{vad} en elev"
    anteckna(person, Handling.SKREV_UT, elev, text, skola_kod=elev.skola.kod)
