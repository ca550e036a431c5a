"""What an action on a step's page is answered with."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from skolanknytning import levande
from skolanknytning.skola.models import Personal

from .. import regler, urval
from ..forms.rader import DelForm, FlyttaForm, VaxlaForm
from ..gang import OVERSIKT
from ..html import steg as html
from ..html import vagar
from ..html.grund import Ritning
from ..models import Insats, Mal, Plan, Varv
from ..visning import Visning
from .ram import platsen, ram, ritning

Rad = Mal | Insats | Varv
TEXT = "text/plain; charset=utf-8"
FEL = (regler.AvslutadError, regler.BorttagetError, regler.HosRektorError, regler.OgiltigError)
INTE_SATT = "En kollega valde något annat samtidigt. Se under valet."


def hamta(request: HttpRequest, kod: str) -> Plan:
    """The plan, for who may write in it; one that is not written in now too, which the rules say no to in words."""
    return urval.hamta_plan(request.user, kod, urval.far_skriva)


def far_ordna(person: Personal, plan: Plan) -> bool:
    """Mark what is asked for as seen to: who writes in the plan, and the rektor."""
    return urval.far_skriva(person, plan) or urval.far_granska(person, plan)


def svar(
    request: HttpRequest, plan: Plan, del_: str, *, besked: str = "", ankare: str = "", valen: dict | None = None, **mer
) -> HttpResponse:
    """For htmx the fresh step, with what is to be told; otherwise the page of the step, at ``ankare``.

    ``valen`` are the choices that were not set (``krockar``, ``hallna`` and ``avvisade`` of ``ritning``).
    """
    if del_ != OVERSIKT and (request.htmx or valen):
        plan.refresh_from_db(fields=["version", "avslutad", "lage", "omrade"])
        innehall = urval.innehall(plan)
        plats = platsen(plan, innehall, del_)
        if not request.htmx:
            kontext = ram(request, plan, innehall, plats, **valen) | {"besked": besked}
            return render(request, "handlingsplan/steg.html", kontext, status=409)
        r = ritning(Visning.for_request(request, plan), innehall, plats, del_, **(valen or {}))
        return HttpResponse(html.svar(r, plats, besked=besked, **mer))
    if besked:
        messages.warning(request, besked)
    return redirect(f"{vagar.sida(plan, del_)}{f'#{ankare}' if ankare else ''}")


def gor(
    request: HttpRequest, plan: Plan, form: DelForm, handling: Callable[[dict], None], *, ankare: str = ""
) -> HttpResponse:
    """Do what was pressed with what the form holds; answer with the step it was pressed in. A rule's no is told."""
    if not form.is_valid():
        return olasligt()
    besked = ""
    try:
        handling(form.cleaned_data)
    except FEL as fel:
        besked = str(fel)
    return svar(request, plan, form.cleaned_data["del"], besked=besked, ankare=ankare)


def flytta(request: HttpRequest, plan: Plan, rad: Rad, regel: Callable, *, ankare: str) -> HttpResponse:
    """A row one place up or down."""
    return gor(
        request,
        plan,
        FlyttaForm(request.POST),
        lambda data: regel(rad, data["hall"] == "upp", request.user),
        ankare=ankare,
    )


def vaxla(request: HttpRequest, plan: Plan, rad: Rad, regel: Callable, *, ankare: str = "") -> HttpResponse:
    """A mark of a row that is set or taken away: left, done, seen to."""
    return gor(request, plan, VaxlaForm(request.POST), lambda data: regel(rad, data["pa"], request.user), ankare=ankare)


def ta_bort(request: HttpRequest, plan: Plan, rad: Rad, regel: Callable) -> HttpResponse:
    """A row that is taken away; the page has asked."""
    return gor(request, plan, DelForm(request.POST), lambda _: regel(rad, request.user))


def hallen(
    request: HttpRequest,
    plan: Plan,
    del_: str,
    laget: dict,
    *,
    id_: str,
    knapp: str,
    rubrik: str,
    rita: Callable[[Ritning], SafeString],
) -> HttpResponse:
    """A new row that was not taken (``laget`` of ``levande.tillstand``): beside its field what is asked.

    Without JavaScript a page with the form as ``rita`` draws it, with what was written and chosen.
    """
    visning = Visning.for_request(request, plan)
    if request.htmx:
        return HttpResponse(levande.tillstand(id_, knapp=knapp, **laget))
    if not visning.skriver:
        return utan_plats(request, plan, del_, rubrik, laget["fel"], request.POST.get("text", ""), status=409)
    innehall = urval.innehall(plan)
    r = ritning(visning, innehall, platsen(plan, innehall, del_), del_)
    kontext = {"plan": plan, "rubrik": rubrik, "falt": rita(r), "tillbaka": vagar.sida(plan, del_)}
    return render(request, "handlingsplan/text.html", kontext, status=409)


def utan_plats(
    request: HttpRequest, plan: Plan, del_: str, rubrik: str, fel: str, text: str, *, status: int
) -> HttpResponse:
    """A page with a text that has nowhere to be kept any more, and why, for its writer to copy."""
    kontext = {"plan": plan, "rubrik": rubrik, "fel": fel, "text": text, "tillbaka": vagar.sida(plan, del_)}
    return render(request, "handlingsplan/text.html", kontext, status=status)


def olasligt() -> HttpResponse:
    """What was sent is not what our own pages send."""
    return HttpResponse("Det gick inte att läsa. Ladda om sidan.", status=400, content_type=TEXT)
