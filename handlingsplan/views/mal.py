"""What is pressed on a goal: set, moved, left, taken away, and judged.

Every view takes a POST of a plain form. With htmx the fresh step is the answer, otherwise the page.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from .. import regler
from ..forms.rader import MalForm
from ..forms.val import ValForm, forflyttningens
from ..html import mal as html
from ..models import Mal, Plan
from . import svar as svaret
from .svar import FEL, hallen, hamta, olasligt, svar
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
        vad = {namn: data[namn] for namn in ("bekraftad", "kod")}
        utfall = regler.lagg_mal(plan, data["text"], **vad, av=request.user)
    except FEL as fel:
        laget = {"fel": str(fel)}
    else:
        laget = {} if utfall.sparad else {"varningar": utfall.varningar}
        ankare = f"mal-{utfall.rad.mal.kod}" if utfall.sparad else ""
    if not laget:
        return svar(request, plan, data["del"], ankare=ankare, tom=html.NYTT)
    vad = {"id_": html.NYTT, "knapp": html.KNAPP, "rubrik": "Nytt mål"}
    return hallen(request, plan, data["del"], laget, **vad, rita=lambda r: html.nytt(r, text=data["text"], **laget))


@require_POST
def flytta(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """A goal one place up or down."""
    return svaret.flytta(request, *hamta_mal(request, kod, rad), regler.flytta_mal, ankare=f"mal-{rad}")


@require_POST
def lamna(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Leave a goal, which stays in the plan's history, or take it up again."""
    return svaret.vaxla(request, *hamta_mal(request, kod, rad), regler.lamna_mal)


@require_POST
def ta_bort(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """Take a goal of this varv away; the page has asked."""
    return svaret.ta_bort(request, *hamta_mal(request, kod, rad), regler.ta_bort_mal)


@require_POST
def forflyttning(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """How far the goal has come in this varv, and whether it is concrete enough."""
    plan, mal = hamta_mal(request, kod, rad)
    varv = plan.varv.latest("nummer")

    def satt(nytt: dict, fore: dict) -> regler.Andring:
        return regler.satt_forflyttning(varv, mal, **nytt, fore=fore, av=request.user)

    form = ValForm(request.POST, falt=forflyttningens())
    return valj(request, plan, form, satt, lambda _: rad, ankare=f"mal-{rad}")
