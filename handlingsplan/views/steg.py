"""The steps of a plan, and what colleagues have changed since the page last heard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from .. import urval
from ..forms.rader import NyttForm
from ..gang import OVERSIKT
from ..html import steg as html
from ..html import vagar
from ..visning import Visning
from .lasning import anteckna_plan
from .ram import platsen, ram, ritning
from .svar import olasligt


@require_safe
def steg(request: HttpRequest, kod: str, mall: str, steg: str) -> HttpResponse:
    """A step of a template; one of the other kind of varv leads to the one that asks the same now."""
    plan = urval.hamta_plan(request.user, kod)
    innehall = urval.innehall(plan)
    plats = platsen(plan, innehall, f"{mall}/{steg}")
    if plats.steg.nyckel != steg:
        return redirect(vagar.sida(plan, plats.del_))
    anteckna_plan(request.user, plan)
    return render(request, "handlingsplan/steg.html", ram(request, plan, innehall, plats))


@require_safe
def nytt(request: HttpRequest, kod: str) -> HttpResponse:
    """The step ``del`` drawn anew; 204 when nothing has happened since the version ``sedan``."""
    plan = urval.hamta_plan(request.user, kod)
    form = NyttForm(request.GET)
    if not form.is_valid() or form.cleaned_data["del"] == OVERSIKT:
        return olasligt()
    if form.cleaned_data["sedan"] >= plan.version:
        return HttpResponse(status=204)
    del_ = form.cleaned_data["del"]
    innehall = urval.innehall(plan)
    plats = platsen(plan, innehall, del_)
    anteckna_plan(request.user, plan)
    return HttpResponse(html.svar(ritning(Visning.for_request(request, plan), innehall, plats, del_), plats))
