"""Printouts of a plan, filled and blank: a page first, a PDF second. Each is logged by name of who took it out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning import pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Personal

from .. import urval
from ..mallar import MODUL_2, UPPGIFT_5
from ..models import Plan
from ..utskrift import motesblad, planen

Blad = planen.Utskrift | motesblad.Motesblad


@dataclass(frozen=True, slots=True)
class Slag:
    """A kind of printout: its name on links, its page, and how it is put together filled, blank and as HTML."""

    namn: str
    sida: str
    ifylld: Callable[[Plan, Personal], Blad]
    tom: Callable[[Personal], Blad]
    html: Callable[[Blad], str]


def _mall(nyckel: str, namn: str) -> Slag:
    return Slag(
        namn,
        "handlingsplan/utskrift.html",
        lambda plan, person: planen.ifylld(plan, person, nyckel),
        lambda person: planen.tom(person, nyckel),
        planen.html,
    )


SLAG = {
    MODUL_2: _mall(MODUL_2, "Modul 2"),
    UPPGIFT_5: _mall(UPPGIFT_5, "Uppgift 5"),
    motesblad.NYCKEL: Slag(
        "Uppföljningsmötets blad",
        "handlingsplan/utskrift_uppfoljning.html",
        motesblad.ifylld,
        motesblad.tom,
        motesblad.html,
    ),
}


@require_safe
def utskrift(request: HttpRequest, kod: str, mall: str) -> HttpResponse:
    """The plan as a page to print from the browser."""
    slag = _slag(mall)
    plan = urval.hamta_plan(request.user, kod)
    sida = slag.ifylld(plan, request.user)
    _anteckna(request.user, plan, slag.namn)
    andra = [(nyckel, annat.namn) for nyckel, annat in SLAG.items() if nyckel != mall]
    return render(request, slag.sida, {"utskrift": sida, "plan": plan, "mall": mall, "andra": andra})


@require_safe
def plan_pdf(request: HttpRequest, kod: str, mall: str) -> HttpResponse:
    """The plan as a PDF."""
    slag = _slag(mall)
    plan = urval.hamta_plan(request.user, kod)
    svar = pdf.svar(pdf.rendera(slag.html(slag.ifylld(plan, request.user))), f"plan-{mall}.pdf")
    _anteckna(request.user, plan, f"{slag.namn}, PDF")
    return svar


@require_safe
def blankett(request: HttpRequest, mall: str) -> HttpResponse:
    """The template to fill in by hand, without any data: anyone who has logged in."""
    slag = _slag(mall)
    return pdf.svar(pdf.rendera(slag.html(slag.tom(request.user))), f"blankett-{mall}.pdf")


def _slag(mall: str) -> Slag:
    if mall not in SLAG:
        raise Http404
    return SLAG[mall]


def _anteckna(person: Personal, plan: Plan, vad: str) -> None:
    """The plan; and the pupil whom it is about, so that it stands in the pupil's own log."""
    skola = plan.skola.kod
    anteckna(person, Handling.SKREV_UT, plan, f"{plan.vad} ({vad})", skola_kod=skola)
    if plan.elev:
        anteckna(person, Handling.SKREV_UT, plan.elev, f"{plan.vad} ({vad})", skola_kod=skola)
