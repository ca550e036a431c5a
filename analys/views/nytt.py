"""What colleagues have changed since the page last heard."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from skolanknytning.logg.regler import anteckna_lasning

from .. import gang, gruppens, urval
from ..forms.rader import NyttForm
from ..html import levande
from ..visning import Visning
from .lasning import anteckna_elev
from .svar import olasligt


@require_safe
def nytt(request, kod):
    """The part ``del`` drawn anew; 204 when nothing has happened since the version ``sedan``."""
    analys = urval.hamta_analys(request.user, kod)
    form = NyttForm(request.GET)
    if not form.is_valid():
        return olasligt()
    if form.cleaned_data["sedan"] >= analys.version:
        return HttpResponse(status=204)
    visning = Visning.for_request(request, analys)
    anteckna_lasning(request.user, analys, analys.vad, skola_kod=analys.skola.kod)
    del_ = form.cleaned_data["del"]
    svar = HttpResponse(levande.svar(visning, gruppens.innehall(analys, request.user, del_), del_))
    if del_.startswith(f"{gang.ELEV}/"):
        anteckna_elev(request.user, analys, urval.hamta_elev(request.user, analys, del_.removeprefix(f"{gang.ELEV}/")))
    return svar
