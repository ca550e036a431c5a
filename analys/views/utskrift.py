"""Printouts of the analysis, filled and blank. Each is logged by name of who took it out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning import pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Elev, Personal, Skola

from .. import urval
from ..models import Analys
from ..utskrift import analysen


@require_safe
def utskrift(request: HttpRequest, kod: str) -> HttpResponse:
    """The filled analysis as a page to print from the browser."""
    analys = urval.hamta_analys(request.user, kod)
    sida = analysen.ifylld(analys, request.user)
    _anteckna(request.user, analys, sida, analys.vad)
    return render(request, "analys/utskrift.html", {"utskrift": sida, "analys": analys})


@require_safe
def analys_pdf(request: HttpRequest, kod: str) -> HttpResponse:
    """The filled analysis as a PDF."""
    analys = urval.hamta_analys(request.user, kod)
    sida = analysen.ifylld(analys, request.user)
    svar = pdf.svar(pdf.rendera(analysen.html(sida)), "analys.pdf")
    _anteckna(request.user, analys, sida, f"{analys.vad} (PDF)")
    return svar


@require_safe
def blankett(request: HttpRequest) -> HttpResponse:
    """The guide for the class to fill in by hand, without any data: anyone who has logged in."""
    return pdf.svar(pdf.rendera(analysen.html(analysen.tom_grupp(request.user))), "analys-blankett.pdf")


@require_safe
def blankett_individ(request: HttpRequest) -> HttpResponse:
    """The guide for one pupil to fill in by hand, without any data: anyone who has logged in."""
    return pdf.svar(pdf.rendera(analysen.html(analysen.tom_individ(request.user))), "analys-blankett-individ.pdf")


def _anteckna(person: Personal, analys: Analys, sida: analysen.Utskrift, vad: str) -> None:
    """The analysis, and each pupil with a sheet in it."""
    anteckna(person, Handling.SKREV_UT, analys, vad, skola_kod=analys.skola.kod)
    anteckna_elever(person, analys.skola, [blad.kod for blad in sida.elever], f"{vad}, bladet om en elev")


def anteckna_elever(person: Personal, skola: Skola, koder: list[str], vad: str) -> None:
    """That each of these pupils was printed; it stands in the pupil's own log."""
    for elev in Elev.objects.filter(kod__in=koder).order_by("id"):
        anteckna(person, Handling.SKREV_UT, elev, vad, skola_kod=skola.kod)
