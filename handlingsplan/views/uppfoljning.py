"""What is chosen of a plan as a whole: its development area, and when and by whom the varv is followed up."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from .. import regler, urval
from ..forms.val import OMRADE, ValForm, varvets
from ..html.grund import Kollision
from .svar import FEL, INTE_SATT, far_ordna, hamta, olasligt, svar, vaxla
from .val import INTE_GODTAGET, valj

# A field that has a form of its own is that form's row; the others are of the follow-up.
EGNA = frozenset({"datum", "insamlat"})


@require_POST
def uppfoljning(request: HttpRequest, kod: str) -> HttpResponse:
    """When the varv is followed up, by whom, and who come."""
    plan = hamta(request, kod)
    varv = plan.varv.latest("nummer")
    varv.plan = plan

    form = ValForm(request.POST, falt=varvets(urval.kan_ansvara(plan)))

    def satt(nytt: dict, fore: dict) -> regler.Andring:
        bekraftad = form.cleaned_data["bekraftad"]
        return regler.satt_uppfoljning(varv, nytt, fore=fore, av=request.user, bekraftad=bekraftad)

    return valj(request, plan, form, satt, lambda f: f if f in EGNA else "uppfoljning", ankare="v-uppfoljning")


@require_POST
def stod(request: HttpRequest, kod: str) -> HttpResponse:
    """Mark the support that is asked for in the varv as seen to, or take the mark away; the rektor too."""
    plan = urval.hamta_plan(request.user, kod, far_ordna)
    varv = plan.varv.latest("nummer")
    varv.plan = plan
    return vaxla(request, plan, varv, regler.stod_ordnat, ankare="stod")


@require_POST
def omrade(request: HttpRequest, kod: str) -> HttpResponse:
    """Give the development area another name; what names a pupil is asked about first."""
    plan = hamta(request, kod)
    form = ValForm(request.POST, falt=OMRADE)
    if not form.is_valid():
        return olasligt()
    del_, nytt = form.cleaned_data["del"], form.nytt.get("omrade")
    if nytt is None:
        return svar(request, plan, del_)
    try:
        villkor = {"fore": form.fore["omrade"], "bekraftad": form.cleaned_data["bekraftad"]}
        utfall = regler.andra_omrade(plan, nytt, av=request.user, **villkor)
    except regler.FaltError as fel:
        avvisade = {("omrade", "omrade"): (str(fel), form.skrivet["omrade"])}
        return svar(request, plan, del_, besked="" if request.htmx else INTE_GODTAGET, valen={"avvisade": avvisade})
    except FEL as fel:
        return svar(request, plan, del_, besked=str(fel))
    plats, valen, besked = ("omrade", "omrade"), None, ""
    if utfall.krock:
        valen, besked = {"krockar": {plats: Kollision(utfall.rad.omrade, nytt, nytt)}}, INTE_SATT
    elif utfall.varningar:
        valen, besked = {"hallna": {plats: (" ".join(utfall.varningar), nytt)}}, " ".join(utfall.varningar)
    return svar(request, plan, del_, besked=besked, valen=valen)
