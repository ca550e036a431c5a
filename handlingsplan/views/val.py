"""What views of choices share: what was chosen is set field by field, and what two chose at once is told."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from .. import regler
from ..forms.val import ValForm
from ..html.grund import Kollision
from ..models import Plan
from .svar import FEL, INTE_SATT, olasligt, svar

Satt = Callable[[dict[str, Any], dict[str, Any]], regler.Andring]
INTE_GODTAGET = "Ett val är inte sparat. Det står vid fältet varför."


def valj(
    request: HttpRequest, plan: Plan, form: ValForm, satt: Satt, rad: Callable[[str], str], *, ankare: str
) -> HttpResponse:
    """Set what the form holds with ``satt`` (new, before). ``rad`` names the row of a field, for what was not set."""
    if not form.is_valid():
        return olasligt()
    besked, krockar, hallna, avvisade = "", (), {}, dict(form.fel)
    try:
        krockar, hallna, avvisade = _satt_det_som_gar(form, satt)
    except FEL as fel:
        besked = str(fel)
    valen = {}
    if krockar:
        valen["krockar"] = {(rad(k.falt), k.falt): _kollision(form, k) for k in krockar}
        besked = besked or INTE_SATT
    for vad, falten in (("hallna", hallna), ("avvisade", avvisade)):
        if falten:
            valen[vad] = {(rad(f), f): (varfor, form.skrivet[f]) for f, varfor in falten.items()}
    if hallna or avvisade:
        # With the script it is told where one is, and nothing is moved.
        besked = besked or ("" if request.htmx else INTE_GODTAGET)
    return svar(request, plan, form.cleaned_data["del"], besked=besked, ankare=ankare, valen=valen or None)


def _satt_det_som_gar(form: ValForm, satt: Satt) -> tuple[tuple[regler.Krock, ...], dict[str, str], dict[str, str]]:
    """Set the fields that can be as they were chosen.

    What collided, the fields that are asked about, with what, and those that were refused, with why.
    """
    nytt, hallna, avvisade = dict(form.nytt), {}, dict(form.fel)
    while nytt:
        try:
            return satt(nytt, form.fore).krockar, hallna, avvisade
        except regler.FaltError as fel:
            if fel.falt not in nytt:
                raise
            fragas = isinstance(fel, regler.FragaError)
            (hallna if fragas else avvisade)[fel.falt] = str(fel)
            del nytt[fel.falt]
    return (), hallna, avvisade


def _kollision(form: ValForm, krock: regler.Krock) -> Kollision:
    falt = form.falt[krock.falt]
    return Kollision(falt.ord_(krock.deras), falt.ord_(krock.min), falt.text(krock.min))
