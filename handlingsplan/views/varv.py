"""A plan's varv: the next one opened by a follow-up, and earlier ones read as they stood."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from skolanknytning.logg.regler import anteckna_lasning

from .. import avskrift, granskning, mallar, regler, urval
from ..forms.varv import FoljUppForm
from ..models import Skal
from .svar import olasligt

FEL = (regler.AvslutadError, regler.BorttagetError, regler.HosRektorError, regler.OgiltigError)


@require_safe
def tidigare(request: HttpRequest, kod: str, nummer: int) -> HttpResponse:
    """A varv that has ended, as the plan stood when it did."""
    plan = urval.hamta_plan(request.user, kod)
    varv = list(plan.varv.all())
    detta = next((v for v in varv if v.nummer == nummer), None)
    if detta is None:
        raise Http404
    if detta.avslutat is None:
        return redirect("plan", plan.kod)
    for om in filter(None, (plan, plan.elev)):
        anteckna_lasning(request.user, om, f"varv {nummer} i {plan.vad}", skola_kod=plan.skola.kod)
    rad = plan.avskrifter.filter(varv=detta, skal__in=[Skal.VARV, Skal.AVSLUT]).select_related("av").first()
    if rad is None:
        raise Http404
    kontext = {
        "plan": plan,
        "varv": detta,
        "varvet": f"Varv {nummer}",
        "bild": granskning.bild(avskrift.ur_json(rad.innehall), mallar.las(plan.mallar)),
        "av": rad.av,
        "forra": next((v for v in varv if v.nummer == nummer - 1), None),
        "nasta": next((v for v in varv if v.nummer == nummer + 1), None),
    }
    return render(request, "handlingsplan/varv.html", kontext)


@require_POST
def folj_upp(request: HttpRequest, kod: str) -> HttpResponse:
    """Follow up now: the varv ends as it stands, and the next one begins with all that goes on."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    form = FoljUppForm(request.POST)
    if not form.is_valid():
        # Without the varv that was on the page, each time it is sent would open one more.
        return olasligt()
    try:
        varv = regler.folj_upp(plan, av=request.user, fran=form.cleaned_data["fran"])
    except FEL as fel:
        messages.error(request, str(fel))
        return redirect("plan", plan.kod)
    messages.success(
        request, f"Varv {varv.nummer} är öppet. Det som går vidare är på plats, och varv {varv.nummer - 1} ligger kvar."
    )
    steg = mallar.las(plan.mallar).modul_2.steg(forsta=False)
    return redirect("plan_steg", plan.kod, mallar.MODUL_2, steg[0].nyckel)
