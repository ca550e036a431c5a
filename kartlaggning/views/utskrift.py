"""Printouts and exports of the class form. Each is logged by name of who took it out."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning import export, pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import behorighet

from .. import urval
from ..models import Kartlaggning
from ..utskrift.klassutskrift import arbetsbok, html, ifylld, klassens_blankett, tom_blankett


@require_safe
def utskrift(request, kod):
    """The filled form as a page to print from the browser."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    sida = ifylld(kartlaggning, request.user)
    _anteckna(request.user, Handling.SKREV_UT, kartlaggning, "kartläggning")
    return render(request, "kartlaggning/utskrift.html", {"utskrift": sida, "kartlaggning": kartlaggning})


@require_safe
def kartlaggning_pdf(request, kod):
    """The filled form as a PDF."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    svar = pdf.svar(pdf.rendera(html(ifylld(kartlaggning, request.user))), "kartlaggning.pdf")
    _anteckna(request.user, Handling.SKREV_UT, kartlaggning, "kartläggning (PDF)")
    return svar


@require_safe
def kartlaggning_xlsx(request, kod):
    """The filled form as a workbook."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    svar = export.svar(arbetsbok(kartlaggning, request.user), "kartlaggning.xlsx")
    _anteckna(request.user, Handling.EXPORTERADE, kartlaggning, "kartläggning (Excel)")
    return svar


@require_safe
def blankett(request, kod):
    """The form to fill in by hand, with the class's names."""
    klass = behorighet.hamta_klass(request.user, kod)
    behorighet.krav(behorighet.far_se_farger(request.user, klass))
    svar = pdf.svar(pdf.rendera(html(klassens_blankett(klass, request.user))), "blankett.pdf")
    anteckna(request.user, Handling.SKREV_UT, klass, f"blankett för {klass}", skola_kod=klass.skola.kod)
    return svar


@require_safe
def blankett_tom(request):
    """The form to fill in by hand, without any data: anyone who has logged in."""
    return pdf.svar(pdf.rendera(html(tom_blankett(request.user))), "blankett.pdf")


def _anteckna(person, handling: Handling, kartlaggning: Kartlaggning, vad: str) -> None:
    klass = kartlaggning.klass
    anteckna(person, handling, kartlaggning, f"{vad} av {klass}", skola_kod=klass.skola.kod)
