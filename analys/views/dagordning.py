"""The agenda: shown, and changed by one button a row."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from skolanknytning.skola.models import Elev

from .. import gang, regler, urval
from ..dagordning import AV, INTE_KLAR, KLAR, SATT_UPP, UPP, nasta_kvar, synliga
from ..forms.dagordning import PunktForm
from ..html import dagordning as dagordning_html
from ..html import elev as elev_html
from ..html import vagar
from ..models import Analys, Punkt
from ..visning import Visning
from .rader import gor, hamta
from .ram import ram
from .svar import olasligt


@require_http_methods(["GET", "HEAD", "POST"])
def dagordning(request, kod):
    """The pupils of the meeting; a POST of one of its buttons changes the list."""
    if request.method == "POST":
        return _andra(request, hamta(request, kod))
    analys = urval.hamta_analys(request.user, kod)
    _om_klass(analys)
    visning = Visning.for_request(request, analys)
    innehall = urval.innehall(analys, request.user)
    platsen = dagordning_html.platsen(visning, innehall)
    kontext = ram(request, visning, innehall, gang.DAGORDNING, grannar=(platsen.forra, platsen.nasta))
    return render(request, "analys/dagordning.html", kontext)


def _om_klass(analys: Analys) -> None:
    if analys.klass_id is None:
        raise Http404


def _andra(request: HttpRequest, analys: Analys) -> HttpResponse:
    _om_klass(analys)
    form = PunktForm(request.POST)
    if not form.is_valid():
        return olasligt()
    data = form.cleaned_data
    if data["gor"] == SATT_UPP:
        return gor(request, analys, form, lambda _: _satt_upp(request, analys, data["elev"]))
    visning = Visning.for_request(request, analys)
    elev = elev_html.hamta(visning, urval.innehall(analys, request.user), data["elev"][0])
    handling = _handlingen(visning, elev, data["gor"])
    if data["vidare"]:
        return _vidare(request, visning, elev, form, handling)
    return gor(request, analys, form, handling, ankare=f"p-{elev.kod}")


def _satt_upp(request: HttpRequest, analys: Analys, koder: list[str]) -> None:
    """Put up those of the chosen who can be."""
    visning = Visning.for_request(request, analys)
    kan = visning.ordna(urval.att_satta_upp(analys, request.user))
    regler.satt_upp(analys, [elev for elev in kan if elev.kod in koder], av=request.user)


def _handlingen(visning: Visning, elev: Elev, vad: str) -> Callable[[dict], None]:
    """What a button does to a point. Raises, when done, BorttagetError for a pupil who is no longer on the agenda."""
    analys, av = visning.analys, visning.person

    def handling(_data: dict) -> None:
        punkt = Punkt.objects.filter(analys=analys, elev=elev).first()
        if punkt is None:
            raise regler.BorttagetError
        punkt.analys = analys
        if vad in (KLAR, INTE_KLAR):
            regler.satt_klar(punkt, vad == KLAR, av=av)
        elif vad == AV:
            regler.ta_av(punkt, av=av)
        else:
            ser = urval.foljda(av, analys, list(analys.punkter.values_list("elev_id", flat=True)))
            regler.flytta_punkt(punkt, upp=vad == UPP, bland=ser, av=av)

    return handling


def _vidare(
    request: HttpRequest, visning: Visning, elev: Elev, form: PunktForm, handling: Callable[[dict], None]
) -> HttpResponse:
    """Do it, and go on to the next pupil who is not ready; to the recap when all are."""
    svar = gor(request, visning.analys, form, handling)
    if request.htmx or svar.status_code != 302:
        return svar
    nasta = nasta_kvar(synliga(visning, urval.innehall(visning.analys, request.user)), elev)
    del_ = f"{gang.ELEV}/{nasta.kod}" if nasta else gang.SAMMANFATTNING
    return redirect(f"{vagar.sida(visning.analys, del_)}#mote")
