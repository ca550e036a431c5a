"""A plan's long texts: saved as one writes, both texts shown when two wrote, earlier ones read and restored."""

from html import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from skolanknytning import textfalt

from .. import mallar, regler, urval
from ..forms.rader import DelForm, TextForm
from ..gang import OVERSIKT
from ..html import grund, vagar
from ..models import Plan, Text
from ..visning import Visning
from .lasning import anteckna_plan
from .svar import FEL, hamta, olasligt, utan_plats

# A page has one textarea, with room to write.
HOJD = 8
BORTA = "En kollega har tagit bort det som texten gällde."


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, kod: str, nyckel: str) -> HttpResponse:
    """A text's own form (GET), and saving it (POST)."""
    plan = hamta(request, kod)
    try:
        rad = urval.text_for(plan, nyckel)
    except Http404:
        return _borta(request, plan)
    visning = Visning.for_request(request, plan)
    if request.method != "POST":
        anteckna_plan(request.user, plan)
        return _sida(request, visning, rad, _delen(request))
    form = TextForm(request.POST)
    if not form.is_valid():
        return olasligt()
    data, utfall, fel = form.cleaned_data, None, ""
    try:
        villkor = {"ersatter": data["ersatter"], "bekraftad": data["bekraftad"]}
        utfall = regler.spara_text(plan, nyckel, data["text"], av=request.user, **villkor)
    except FEL as e:
        fel = str(e)
    laget = {"utfall": utfall, "fel": fel}
    nu = utfall.rad if utfall and utfall.rad is not None else rad
    if request.htmx:
        # htmx swaps answers of 2xx only; the state in the answer says whether the text was saved.
        return HttpResponse(grund.tillstand(visning, nu, data["del"], **laget))
    if utfall and utfall.sparad:
        return redirect(f"{vagar.sida(plan, data['del'])}#notering-{nyckel}")
    return _sida(request, visning, nu, data["del"], status=409, text=data["text"], **laget)


def _borta(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What the text was of is gone. What somebody was writing stands there to be copied; the script keeps its own."""
    form = TextForm(request.POST)
    if request.htmx or request.method != "POST" or not form.is_valid() or not form.cleaned_data["text"]:
        raise Http404
    data = form.cleaned_data
    return utan_plats(request, plan, data["del"], "Borttaget", BORTA, data["text"], status=404)


def _delen(request: HttpRequest) -> str:
    """The step that the page is reached from, or the plan's own page."""
    form = DelForm(request.GET)
    return form.cleaned_data["del"] if form.is_valid() else OVERSIKT


def _sida(request: HttpRequest, visning: Visning, rad: Text, del_: str, *, status: int = 200, **laget) -> HttpResponse:
    """The text's own page."""
    falt = mallar.las(visning.plan.mallar).falt[rad.falt]
    skrivs = visning.skriver
    ritat = grund.eget_falt(visning, rad, del_, escape(falt.namn), f"{falt.hjalp} {grund.OM_NAMN}", HOJD)
    kontext = {
        "plan": visning.plan,
        "rubrik": falt.namn,
        "falt": textfalt.formular(ritat, grund.visad(rad), csrf=visning.csrf, far_skriva=True, **laget)
        if skrivs
        else grund.lasbar(rad),
        "fel": "" if skrivs else laget.get("fel", visning.varfor),
        "text": laget.get("text", ""),
        "tillbaka": vagar.sida(visning.plan, del_),
    }
    return render(request, "handlingsplan/text.html", kontext, status=status)


@require_safe
def tidigare(request: HttpRequest, kod: str, nyckel: str) -> HttpResponse:
    """Earlier texts of a place, each with who and when."""
    plan = urval.hamta_plan(request.user, kod)
    rad = urval.text_for(plan, nyckel)
    anteckna_plan(request.user, plan)
    del_ = _delen(request)
    kontext = {
        "plan": plan,
        "rubrik": mallar.las(plan.mallar).falt[rad.falt].namn,
        "rad": rad,
        "tidigare": urval.tidigare(rad),
        "aterstall": f"{vagar.bas(plan)}text/{nyckel}/" if _far_aterstalla(request, plan, rad) else "",
        "del": del_,
        "tillbaka": vagar.sida(plan, del_),
    }
    return render(request, "handlingsplan/tidigare.html", kontext)


def _far_aterstalla(request: HttpRequest, plan: Plan, rad: Text) -> bool:
    return Visning.for_request(request, plan).skriver and not (rad.varv and rad.varv.avslutat)
