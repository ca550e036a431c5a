"""The folder for a meeting or a follow-up: chosen, waited for when it is large, and fetched.

Each fetch is logged by name, of all that the folder holds.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from analys.views.utskrift import anteckna_elever
from skolanknytning import pdf
from skolanknytning.bakgrund.models import Lage, Utskriftsjobb
from skolanknytning.bakgrund.regler import ForMangaError
from skolanknytning.bakgrund.urval import hamta_jobb, vantande
from skolanknytning.htmx import rendera
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Personal

from ..utskrift import mappjobb, mappval
from ..utskrift.mapp import MOTESMAPP, TITEL
from ..utskrift.mappval import MOTE, UPPFOLJNING, Om, Val

NAMN = {MOTE: MOTESMAPP, UPPFOLJNING: TITEL}
ADRESSER = {MOTE: "analys_mapp", UPPFOLJNING: "plan_mapp"}
# What it is called in the log, and the word before what it is about.
ORD = {MOTE: ("mötesmapp", "för"), UPPFOLJNING: ("mapp till uppföljningen", "av")}
FILER = {MOTE: "motesmapp.pdf", UPPFOLJNING: "uppfoljning-mapp.pdf"}
TOM = "Välj minst en del."
RUBRIKER = {
    Lage.VANTAR: "Mappen väntar på sin tur",
    Lage.DROJER: "Det dröjer",
    Lage.PAGAR: "Mappen görs",
    Lage.STANNAT: "Arbetet har stannat",
    Lage.KLAR: "Mappen är klar",
    Lage.FEL: "Mappen gick inte att göra",
}


@require_http_methods(["GET", "HEAD", "POST"])
def mapp(request: HttpRequest, kod: str, slag: str) -> HttpResponse:
    """What goes into the folder, all of it chosen beforehand; and the folders one has made and can still fetch."""
    om = mappval.om(slag, request.user, kod)
    if request.method == "POST":
        return _bestall(request, om)
    gjorda = [jobb for jobb in vantande(request.user, om.objekt.kod) if jobb.lage != Lage.FEL and _var(jobb)]
    kontext = _kontext(om) | {
        "finns": mappval.erbjudande(om, request.user),
        "gjorda": [(jobb, _adress(om, "_pdf" if jobb.lage == Lage.KLAR else "_vantar", jobb)) for jobb in gjorda],
    }
    return render(request, "handlingsplan/mapp.html", kontext)


def _bestall(request: HttpRequest, om: Om) -> HttpResponse:
    val = mappval.valj(
        om,
        request.user,
        rutnat="rutnat" in request.POST,
        formular=request.POST.getlist("elev"),
        planer=request.POST.getlist("plan"),
        blad="blad" in request.POST,
        med_analys="analys" in request.POST,
    )
    if val.tom:
        messages.error(request, TOM)
        return redirect(_adress(om))
    try:
        jobb = mappjobb.bestall(om, request.user, val)
    except ForMangaError as fel:
        messages.error(request, str(fel))
        return redirect(_adress(om))
    return redirect(_adress(om, "_pdf" if jobb.lage == Lage.KLAR else "_vantar", jobb))


@require_safe
def vantar(request: HttpRequest, kod: str, jobb: str, slag: str) -> HttpResponse:
    """How far a folder has come; the page asks for its middle part anew until there is no more to wait for.

    It says where it thinks that the folder stands (``lage``), and only what is new is read aloud.
    """
    om, bestallning = _hamta(request.user, kod, jobb, slag)
    kontext = _kontext(om) | {
        "jobb": bestallning,
        "rubrik": RUBRIKER[bestallning.lage],
        "nytt_lage": request.htmx and request.GET.get("lage") != bestallning.lage,
        "sidans_adress": _adress(om, "_vantar", bestallning),
        "pdf_adress": _adress(om, "_pdf", bestallning),
    }
    return rendera(request, "handlingsplan/mapp_vantar.html", kontext, del_="lage")


@require_safe
def mapp_pdf(request: HttpRequest, kod: str, jobb: str, slag: str) -> HttpResponse:
    """The folder, for its orderer, while the person may still see all that is in it: otherwise 403."""
    om, bestallning = _hamta(request.user, kod, jobb, slag, med_pdf=True)
    if bestallning.lage != Lage.KLAR:
        return redirect(_adress(om, "_vantar", bestallning))
    val = Val.ur(bestallning.innehall)
    behorighet.krav(mappval.far_hamta(om, request.user, val))
    svar = pdf.svar(bytes(bestallning.pdf), FILER[slag])
    _anteckna(request.user, om, val)
    return svar


def _hamta(person: Personal, kod: str, jobb: str, slag: str, *, med_pdf: bool = False) -> tuple[Om, Utskriftsjobb]:
    """What it is about, and the order: 404 for another's order, and for one about another meeting or plan."""
    om = mappval.om(slag, person, kod)
    bestallning = hamta_jobb(person, jobb, objekt=om.objekt.kod, med_pdf=med_pdf)
    if not _var(bestallning):
        raise Http404
    return om, bestallning


def _var(jobb: Utskriftsjobb) -> bool:
    """Whether the choice can be read: an earlier version of the program, with another maker, kept it in another way."""
    return jobb.uppgift == mappjobb.gor_mapp.module_path


def _adress(om: Om, vad: str = "", jobb: Utskriftsjobb | None = None) -> str:
    return reverse(ADRESSER[om.slag] + vad, args=[om.objekt.kod, *([jobb.kod] if jobb else [])])


def _kontext(om: Om) -> dict:
    """What both pages show: what it is about, for the path to it, and where the choice is made."""
    vems = {"analys": om.analys} if om.slag == MOTE else {"plan": om.objekt}
    return vems | {"namn": NAMN[om.slag], "valj_adress": _adress(om)}


def _anteckna(person: Personal, om: Om, val: Val) -> None:
    """What the folder is about, the round whose grid is in it, each plan, and each pupil with a sheet of their own."""
    skola, (mappen, om_vad) = om.objekt.skola.kod, ORD[om.slag]
    vad = f"{mappen} {om_vad} {om.objekt.vad}"
    anteckna(person, Handling.SKREV_UT, om.objekt, vad, skola_kod=skola)
    andra = [mappval.las_rutnat(person, val), *mappval.las_planer(person, val), om.analys if val.analys else None]
    for rad in andra:
        if rad and rad != om.objekt:
            anteckna(person, Handling.SKREV_UT, rad, f"{rad.vad} i {mappen}", skola_kod=skola)
    elever = {*val.formular, *val.omtalade}
    if om.slag == UPPFOLJNING and om.objekt.elev:
        elever.add(om.objekt.elev.kod)
    anteckna_elever(person, om.objekt.skola, sorted(elever), f"{vad}, bladen om en elev")
