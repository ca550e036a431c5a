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


def valj(
    request: HttpRequest, plan: Plan, form: ValForm, satt: Satt, rad: Callable[[str], str], *, ankare: str
) -> HttpResponse:
    """Set what the form holds with ``satt`` (new, before). ``rad`` names the row of a field, for what collided."""
    if not form.is_valid():
        return olasligt()
    besked, krockar = form.fel, ()
    try:
        if form.nytt:
            krockar = satt(form.nytt, form.fore).krockar
    except FEL as fel:
        besked = str(fel)
    kollisioner = {(rad(k.falt), k.falt): _kollision(form, k) for k in krockar}
    valen = {"krockar": kollisioner} if kollisioner else None
    besked = besked or (INTE_SATT if valen else "")
    return svar(request, plan, form.cleaned_data["del"], besked=besked, ankare=ankare, valen=valen)


def _kollision(form: ValForm, krock: regler.Krock) -> Kollision:
    falt = form.falt[krock.falt]
    return Kollision(falt.ord_(krock.deras), falt.ord_(krock.min), falt.text(krock.min))
