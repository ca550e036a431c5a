"""What is pressed on a goal: set, moved, left, taken away, and judged.

Every view takes a POST of a plain form. With htmx the fresh step is the answer, otherwise the page.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from skolanknytning import levande

from .. import regler, urval
from ..forms.rader import DelForm, FlyttaForm, MalForm, VaxlaForm
from ..forms.val import ValForm, forflyttningens
from ..html import mal as html
from ..html import vagar
from ..models import Mal, Plan
from ..visning import Visning
from .ram import platsen, ritning
from .svar import FEL, gor, hamta, olasligt, svar
from .val import valj


def hamta_mal(request: HttpRequest, kod: str, rad: str) -> tuple[Plan, Mal]:
    """A goal of a plan that the person may write in; 404 when it is not there."""
    plan = hamta(request, kod)
    mal = plan.mal.filter(kod=rad).first()
    if mal is None:
        raise Http404
    mal.plan = plan
    return plan, mal


@require_POST
def nytt(request: HttpRequest, kod: str) -> HttpResponse:
    """A goal; what is held back keeps its text."""
    plan = hamta(request, kod)
    form = MalForm(request.POST)
    if not form.is_valid():
        return olasligt()
    data, laget, ankare = form.cleaned_data, {}, ""
    try:
        utfall = regler.lagg_mal(plan, data["text"], av=request.user, bekraftad=data["bekraftad"])
    except FEL as fel:
        laget = {"fel": str(fel)}
    else:
        laget = {} if utfall.sparad else {"varningar": utfall.varningar}
        ankare = f"mal-{utfall.rad.mal.kod}" if utfall.sparad else ""
    if laget:
        return _hallet(request, plan, data, laget)
    return svar(request, plan, data["del"], ankare=ankare, tom=html.NYTT)


def _hallet(request: HttpRequest, plan: Plan, data: dict, laget: dict) -> HttpResponse:
    visning = Visning.for_request(request, plan)
    if request.htmx:
        return HttpResponse(levande.tillstand(html.NYTT, knapp=html.KNAPP, **laget))
    if not visning.skriver:
        return svar(request, plan, data["del"], besked=laget["fel"])
    innehall = urval.innehall(plan)
    r = ritning(visning, innehall, platsen(plan, innehall, data["del"]), data["del"])
    kontext = {
        "plan": plan,
        "rubrik": "Nytt mål",
        "falt": html.nytt(r, text=data["text"], **laget),
        "tillbaka": vagar.sida(plan, data["del"]),
    }
    return render(request, "handlingsplan/text.html", kontext, status=409)


@require_POST
def flytta(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """A goal one place up or down."""
    plan, mal = hamta_mal(request, kod, rad)

    def handling(data: dict) -> None:
        regler.flytta_mal(mal, data["hall"] == "upp", request.user)

    return gor(request, plan, FlyttaForm(request.POST), handling, ankare=f"mal-{rad}")


@require_POST
def lamna(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Leave a goal, which stays in the plan's history, or take it up again."""
    plan, mal = hamta_mal(request, kod, rad)

    def handling(data: dict) -> None:
        regler.lamna_mal(mal, data["pa"], request.user)

    return gor(request, plan, VaxlaForm(request.POST), handling)


@require_POST
def ta_bort(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Take a goal of this varv away; the page has asked."""
    plan, mal = hamta_mal(request, kod, rad)
    return gor(request, plan, DelForm(request.POST), lambda _: regler.ta_bort_mal(mal, request.user))


@require_POST
def forflyttning(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """How far the goal has come in this varv, and whether it is concrete enough."""
    plan, mal = hamta_mal(request, kod, rad)
    varv = plan.varv.latest("nummer")

    def satt(nytt: dict, fore: dict) -> regler.Andring:
        return regler.satt_forflyttning(varv, mal, **nytt, fore=fore, av=request.user)

    form = ValForm(request.POST, falt=forflyttningens())
    return valj(request, plan, form, satt, lambda _: rad, ankare=f"mal-{rad}")
