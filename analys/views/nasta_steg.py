"""Next steps: who does what, by when, and that it is done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from skolanknytning.skola import behorighet

from .. import regler, urval
from ..forms.rader import DelForm, PlaneraForm, StegForm, VaxlaForm
from ..html import nasta_steg as steg_html
from ..html import nytt as nytt_html
from ..html import vagar
from ..models import Analys, Monster, Steg
from ..visning import Visning
from .rader import FEL, gor, hamta
from .svar import olasligt, svar


@require_POST
def nytt_steg(request, kod, rad):
    """A step for a pattern; what is held back keeps its text."""
    analys = hamta(request, kod)
    monster = urval.hamta_rad(request.user, analys, Monster, rad)
    form = StegForm(request.POST, personal=behorighet.kan_delta(analys.skola))
    if not form.is_valid():
        return olasligt()
    data, laget = form.cleaned_data, {}
    vem = {"ansvarig": data["ansvarig"], "klart": data["klart"]}
    try:
        utfall = regler.lagg_steg(monster, data["text"], **vem, av=request.user, bekraftad=data["bekraftad"])
    except FEL as fel:
        laget = {"fel": str(fel)}
    else:
        laget = {} if utfall.sparad else {"varningar": utfall.varningar}
    if laget:
        return _hallet(request, analys, monster, data, laget)
    return svar(request, analys, data["del"], ankare=f"m-{rad}", tom=steg_html.id_for(rad))


def _hallet(request: HttpRequest, analys: Analys, monster: Monster, data: dict, laget: dict) -> HttpResponse:
    visning = Visning.for_request(request, analys)
    if request.htmx:
        id_ = steg_html.id_for(monster.kod)
        return HttpResponse(nytt_html.tillstand(visning, id_, knapp="Lägg till steget", **laget))
    if not visning.skriver:
        return svar(request, analys, data["del"], besked=laget["fel"])
    personal = list(behorighet.kan_delta(analys.skola))
    om = {n: data[n] for n in ("text", "ansvarig", "klart")} | {"del_": data["del"]}
    kontext = {
        "analys": analys,
        "rubrik": "Nästa steg",
        "falt": steg_html.nytt(visning, monster, personal, **om, **laget),
        "tillbaka": vagar.sida(analys, data["del"]),
    }
    return render(request, "analys/text.html", kontext, status=409)


@require_POST
def planera(request, kod, rad):
    """Who does the step, and by when."""
    analys = hamta(request, kod)
    steg = urval.hamta_rad(request.user, analys, Steg, rad)

    def handling(data):
        varden = {namn: data[namn] for namn in ("ansvarig", "klart", "bara")}
        regler.planera_steg(steg, **varden, av=request.user)

    form = PlaneraForm(request.POST, personal=behorighet.kan_delta(analys.skola))
    return gor(request, analys, form, handling, ankare=f"s-{rad}")


@require_POST
def gjort(request, kod, rad):
    """Mark the step as done, also when the meeting has been ended, or take the mark away."""
    analys = hamta(request, kod)
    steg = urval.hamta_rad(request.user, analys, Steg, rad)

    def handling(data):
        regler.steget_gjort(steg, data["pa"], av=request.user)

    return gor(request, analys, VaxlaForm(request.POST), handling, ankare=f"s-{rad}")


@require_POST
def ta_bort(request, kod, rad):
    """Take the step away; the page has asked."""
    analys = hamta(request, kod)
    steg = urval.hamta_rad(request.user, analys, Steg, rad)
    return gor(request, analys, DelForm(request.POST), lambda _: regler.ta_bort_steg(steg, av=request.user))
