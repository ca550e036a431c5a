"""The meeting's folder: chosen, waited for when it is large, and fetched. Each fetch is logged by name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from skolanknytning import pdf
from skolanknytning.bakgrund.models import Lage, Utskriftsjobb
from skolanknytning.bakgrund.regler import ForMangaError
from skolanknytning.bakgrund.urval import hamta_jobb, vantande
from skolanknytning.htmx import rendera
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Personal

from .. import urval
from ..models import Analys
from ..utskrift import mapp as mappen
from .utskrift import anteckna_elever

RUBRIKER = {
    Lage.VANTAR: "Mappen väntar på sin tur",
    Lage.DROJER: "Det dröjer",
    Lage.PAGAR: "Mappen görs",
    Lage.STANNAT: "Arbetet har stannat",
    Lage.KLAR: "Mappen är klar",
    Lage.FEL: "Mappen gick inte att göra",
}


@require_http_methods(["GET", "HEAD", "POST"])
def mapp(request: HttpRequest, kod: str) -> HttpResponse:
    """What goes into the folder, all of it chosen beforehand; and the folders one has made and can still fetch."""
    analys = urval.hamta_analys(request.user, kod)
    if request.method == "POST":
        return _bestall(request, analys)
    kontext = {
        "analys": analys,
        "finns": mappen.erbjudande(analys, request.user),
        "gjorda": [jobb for jobb in vantande(request.user, analys.kod) if jobb.lage != Lage.FEL],
    }
    return render(request, "analys/mapp.html", kontext)


def _bestall(request: HttpRequest, analys: Analys) -> HttpResponse:
    val = mappen.valj(
        analys,
        request.user,
        rutnat="rutnat" in request.POST,
        formular=request.POST.getlist("elev"),
        med_analys="analys" in request.POST,
    )
    if val.tom:
        messages.error(request, mappen.TOM)
        return redirect("analys_mapp", analys.kod)
    try:
        jobb = mappen.bestall(analys, request.user, val)
    except ForMangaError as fel:
        messages.error(request, str(fel))
        return redirect("analys_mapp", analys.kod)
    return redirect("analys_mapp_pdf" if jobb.lage == Lage.KLAR else "analys_mapp_vantar", analys.kod, jobb.kod)


@require_safe
def vantar(request: HttpRequest, kod: str, jobb: str) -> HttpResponse:
    """How far a folder has come; the page asks for its middle part anew until there is no more to wait for.

    It says where it thinks that the folder stands (``lage``), and only what is new is read aloud.
    """
    analys, bestallning = _hamta(request.user, kod, jobb)
    kontext = {
        "analys": analys,
        "jobb": bestallning,
        "rubrik": RUBRIKER[bestallning.lage],
        "nytt_lage": request.htmx and request.GET.get("lage") != bestallning.lage,
    }
    return rendera(request, "analys/mapp_vantar.html", kontext, del_="lage")


@require_safe
def mapp_pdf(request: HttpRequest, kod: str, jobb: str) -> HttpResponse:
    """The folder, for its orderer, while the person may still see all that is in it: otherwise 403."""
    analys, bestallning = _hamta(request.user, kod, jobb, med_pdf=True)
    if bestallning.lage != Lage.KLAR:
        return redirect("analys_mapp_vantar", analys.kod, bestallning.kod)
    val = mappen.Val.ur(bestallning.innehall)
    behorighet.krav(mappen.far_hamta(analys, request.user, val))
    svar = pdf.svar(bytes(bestallning.pdf), "motesmapp.pdf")
    _anteckna(request.user, analys, val)
    return svar


def _hamta(person: Personal, kod: str, jobb: str, *, med_pdf: bool = False) -> tuple[Analys, Utskriftsjobb]:
    """The meeting and the order: 404 for another's order, and for one about another meeting."""
    analys = urval.hamta_analys(person, kod)
    return analys, hamta_jobb(person, jobb, objekt=analys.kod, med_pdf=med_pdf)


def _anteckna(person: Personal, analys: Analys, val: mappen.Val) -> None:
    """The folder, the round whose grid is in it, and each pupil with a sheet of their own."""
    vad = f"mötesmapp för {analys.vad}"
    anteckna(person, Handling.SKREV_UT, analys, vad, skola_kod=analys.skola.kod)
    if val.rutnat:
        runda = analys.kartlaggning
        anteckna(person, Handling.SKREV_UT, runda, f"{runda.vad} i mötesmapp", skola_kod=analys.skola.kod)
    anteckna_elever(person, analys, sorted({*val.formular, *val.omtalade}), f"{vad}, bladen om en elev")
