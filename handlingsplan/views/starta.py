"""A plan is started, from what a meeting found or from nothing."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.kod import KodKonverterare

from .. import mallar, regler, urval
from ..forms.starta import StartaForm
from ..models import Niva, Plan
from ..utgang import Om, Utgang, utgang


@require_http_methods(["GET", "HEAD", "POST"])
def om_klass(request: HttpRequest, kod: str) -> HttpResponse:
    """A plan for a class."""
    klass = behorighet.hamta_klass(request.user, kod)
    return _starta(request, Om(Niva.KLASS, klass.skola, klass=klass))


@require_http_methods(["GET", "HEAD", "POST"])
def om_elev(request: HttpRequest, kod: str) -> HttpResponse:
    """A plan for one pupil."""
    elev = behorighet.hamta_elev(request.user, kod)
    return _starta(request, Om(Niva.INDIVID, elev.skola, elev=elev))


@require_http_methods(["GET", "HEAD", "POST"])
def om_skola(request: HttpRequest, kod: str) -> HttpResponse:
    """A plan for the whole school."""
    return _starta(request, Om(Niva.SKOLA, behorighet.hamta_skola(request.user, kod)))


def _starta(request: HttpRequest, om: Om) -> HttpResponse:
    behorighet.krav(urval.far_starta(request.user, **om.som_varden))
    foregaende = _foregaende(request, om)
    utgar_fran = utgang(om, request.user, _kod(request, "analys"))
    _anteckna(request, om, utgar_fran)
    if request.method == "POST":
        return _skickat(request, om, utgar_fran, foregaende)
    oppna = [] if "anda" in request.GET else list(urval.oppna_planer(**om.agare))
    valda = _valda_fran_borjan(utgar_fran, foregaende)
    return _sida(request, om, utgar_fran, foregaende, valda=valda, oppna=oppna, bara_fragan=bool(oppna))


def _skickat(request: HttpRequest, om: Om, utgar_fran: Utgang, foregaende: Plan | None) -> HttpResponse:
    """The plan is made; or the form again, with what has to be answered first."""
    form = StartaForm(request.POST, val=utgar_fran.val)
    valda = set(request.POST.getlist("monster")) | set(request.POST.getlist("faktor"))
    igen = {"form": form, "valda": valda}
    if not form.is_valid():
        return _sida(request, om, utgar_fran, foregaende, **igen)
    data = form.cleaned_data
    try:
        utfall = regler.starta(
            **om.som_varden,
            omrade=data["omrade"],
            monster=data["monster"],
            faktorer=data["faktor"],
            analys=utgar_fran.analys if data["monster"] else None,
            foregaende=foregaende,
            av=request.user,
            and_anda=data["and_anda"],
            bekraftad=data["bekraftad"],
        )
    except regler.OppenPlanError as fel:
        return _sida(request, om, utgar_fran, foregaende, oppna=list(fel.planer), status=409, **igen)
    except regler.OgiltigError as fel:
        form.add_error("omrade", str(fel))
        return _sida(request, om, utgar_fran, foregaende, **igen)
    if not utfall.sparad:
        return _sida(request, om, utgar_fran, foregaende, varningar=utfall.varningar, status=409, **igen)
    messages.success(
        request, "Planen är startad. Det ni valde ur analysen är ifyllt." if data["monster"] else "Planen är startad."
    )
    return redirect("plan_steg", utfall.rad.kod, mallar.MODUL_2, mallar.las().modul_2.forsta[0].nyckel)


def _sida(
    request: HttpRequest,
    om: Om,
    utgar_fran: Utgang,
    foregaende: Plan | None,
    *,
    form: StartaForm | None = None,
    valda: set[str] = frozenset(),
    status: int = 200,
    **mer,
) -> HttpResponse:
    kontext = {
        "om": om,
        "utgang": utgar_fran,
        "foregaende": foregaende,
        "vidare": urval.text_for(foregaende, "vidare").text if foregaende else "",
        "form": form or StartaForm(val=utgar_fran.val),
        "valda": valda,
        "oppna_ovriga": any(v.monster.kod in valda for v in utgar_fran.ovriga),
        "anda_adress": _anda(request),
        "anda": "anda" in request.GET or "and_anda" in request.POST,
        **mer,
    }
    return render(request, "handlingsplan/starta.html", kontext, status=status)


def _kod(request: HttpRequest, namn: str) -> str:
    """What the address asks for by its kod; empty when it is none, and so never there."""
    kod = request.GET.get(namn, "")
    return kod if re.fullmatch(KodKonverterare.regex, kod) else ""


def _anda(request: HttpRequest) -> str:
    """The same page for who wants another plan all the same."""
    fraga = request.GET.copy()
    fraga["anda"] = "1"
    return f"?{fraga.urlencode()}"


def _foregaende(request: HttpRequest, om: Om) -> Plan | None:
    """The closed plan whose result led to this one (``?efter=``); 404 when it is about something else, or is open."""
    if "efter" not in request.GET:
        return None
    kod = _kod(request, "efter")
    plan = urval.hamta_plan(request.user, kod)
    samma = plan.klass.stam == om.klass.stam if om.klass and plan.klass else plan.klass == om.klass
    if plan.oppen or (plan.niva, plan.skola_id, plan.elev_id) != (om.niva, om.skola.id, om.elev and om.elev.id):
        raise Http404
    if not samma:
        raise Http404
    return plan


def _valda_fran_borjan(utgar_fran: Utgang, foregaende: Plan | None) -> set[str]:
    """What is chosen before anybody has chosen: what the meeting marked, or what the plan before started from."""
    val = utgar_fran.angelagna
    if foregaende:
        forr = set(foregaende.monster.values_list("kod", flat=True))
        val = [v for v in utgar_fran.val if v.monster.kod in forr] or val
    return {v.monster.kod for v in val} | {f.kod for v in utgar_fran.val for f in v.faktorer}


def _anteckna(request: HttpRequest, om: Om, utgar_fran: Utgang) -> None:
    """The patterns on the page have been read; those about a pupil are the pupil's too."""
    if utgar_fran.analys:
        an = utgar_fran.analys
        anteckna_lasning(request.user, an, an.vad, skola_kod=om.skola.kod)
    if om.elev:
        anteckna_lasning(request.user, om.elev, "underlag för en plan för en elev", skola_kod=om.skola.kod)
