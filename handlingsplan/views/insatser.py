"""What is pressed on an insats: decided on, chosen, moved, done, left, taken away.

Every view takes a POST of a plain form. With htmx the fresh step is the answer, otherwise the page.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from .. import regler, urval
from ..forms.rader import InsatsForm
from ..forms.val import ValForm, insatsens
from ..html import insatser as html
from ..models import Insats, Plan
from . import svar as svaret
from .mal import hamta_mal
from .svar import FEL, far_ordna, hallen, olasligt, svar
from .val import valj


def _hamta(request: HttpRequest, kod: str, rad: str, far=urval.far_skriva) -> tuple[Plan, Insats]:
    """An insats of a plan that the person may write in (or as ``far`` says); 404 when it is not there."""
    plan = urval.hamta_plan(request.user, kod, far)
    insats = Insats.objects.select_related("mal").filter(mal__plan=plan, kod=rad).first()
    if insats is None:
        raise Http404
    insats.mal.plan = plan
    return plan, insats


@require_POST
def ny(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """An insats under a goal; what is held back keeps what was written and chosen."""
    plan, mal = hamta_mal(request, kod, rad)
    form = InsatsForm(request.POST)
    if not form.is_valid():
        return olasligt()
    data, laget, ankare = form.cleaned_data, {}, ""
    try:
        vad = {namn: data[namn] for namn in ("typ", "bekraftad", "kod")} | {"grunder": form.grunder}
        utfall = regler.lagg_insats(mal, data["text"], **vad, av=request.user)
    except FEL as fel:
        laget = {"fel": str(fel)}
    else:
        laget = {} if utfall.sparad else {"varningar": utfall.varningar}
        ankare = f"insats-{utfall.rad.insats.kod}" if utfall.sparad else ""
    if not laget:
        return svar(request, plan, data["del"], ankare=ankare, tom=html.id_for(rad))
    valt = {"text": data["text"], "typ": data["typ"], "grunder": form.grunder}
    vad = {"id_": html.id_for(rad), "knapp": html.KNAPP, "rubrik": "Ny insats"}
    return hallen(request, plan, data["del"], laget, **vad, rita=lambda r: html.ny(r, mal, **valt, **laget))


@require_POST
def valen(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """What is chosen of an insats: kind, basis, who, and when."""
    plan, insats = _hamta(request, kod, rad)

    form = ValForm(request.POST, falt=insatsens(urval.kan_ansvara(plan)))

    def satt(nytt: dict, fore: dict) -> regler.Andring:
        bekraftad = form.cleaned_data["bekraftad"]
        return regler.andra_insats(insats, nytt, fore=fore, av=request.user, bekraftad=bekraftad)

    return valj(request, plan, form, satt, lambda _: rad, ankare=f"insats-{rad}")


@require_POST
def flytta(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """An insats one place up or down under its goal."""
    return svaret.flytta(request, *_hamta(request, kod, rad), regler.flytta_insats, ankare=f"insats-{rad}")


@require_POST
def lamna(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Leave an insats, which stays in the plan's history, or take it up again."""
    return svaret.vaxla(request, *_hamta(request, kod, rad), regler.lamna_insats)


@require_POST
def ta_bort(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Take an insats of this varv away; the page has asked."""
    return svaret.ta_bort(request, *_hamta(request, kod, rad), regler.ta_bort_insats)


@require_POST
def genomford(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Mark an insats as done, also while the rektor has the plan, or take the mark away."""
    return svaret.vaxla(request, *_hamta(request, kod, rad), regler.genomford, ankare=f"insats-{rad}")


@require_POST
def egen_genomford(request: HttpRequest, rad: str) -> HttpResponse:
    """Who is responsible for an insats marks it as done on the start page, without being let into the plan."""
    insats = urval.hamta_egen_insats(request.user, rad)
    try:
        regler.genomford(insats, True, request.user)
    except FEL as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Insatsen är markerad som genomförd. Det syns i planen.")
    return redirect(f"{reverse('start')}#mina-insatser-{insats.mal.plan.skola.kod}")


@require_POST
def resurs(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Mark what an insats asks for as seen to, or take the mark away; the rektor too."""
    return svaret.vaxla(request, *_hamta(request, kod, rad, far_ordna), regler.resurs_ordnad, ankare=f"insats-{rad}")
