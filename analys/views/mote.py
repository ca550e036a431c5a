"""A meeting around the meeting: planned, changed, called off, begun, ended and opened again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Klass, Skola, idag

from .. import gang, guide, moten, regler, urval
from ..forms.mote import MoteForm, PlaneraMoteForm
from ..html import vagar
from ..models import Analys, Niva
from ..visning import Visning

FINNS = "Det finns redan ett möte som inte är avslutat. Här är det."
INGEN_RUNDA = "Mötet utgår från en stängd kartläggning, och klassen har ingen än."


@require_http_methods(["GET", "HEAD", "POST"])
def planera(request: HttpRequest, kod: str) -> HttpResponse:
    """A meeting about a class; with ``nu`` it begins at once, today and with the one who asks."""
    klass = behorighet.hamta_klass(request.user, kod)
    behorighet.krav(behorighet.far_analysera(request.user, klass))
    if finns := moten.oppet(klass):
        messages.info(request, FINNS)
        return redirect("analys", finns.kod)
    runda = urval.mote_att_planera(klass)
    if runda is None:
        messages.info(request, INGEN_RUNDA)
        return redirect("klass", klass.kod)
    elever = moten.elever_att_ta_upp(klass, request.user)
    if "nu" in request.POST:
        nu = {"datum": idag(), "deltagare": [request.user], "elever": elever}
        return _planera(request, regler.planera, runda, borja=True, **nu)
    form = PlaneraMoteForm(
        *_skickat(request),
        elever=elever,
        **_personal(klass.skola, klass),
        initial={
            "datum": idag(),
            "deltagare": [m.kod for m in {*klass.mentorer.all(), request.user}],
            "elever": [elev.kod for elev in elever],
        },
    )
    if request.method == "POST" and form.is_valid():
        return _planera(request, regler.planera, runda, borja="borja" in request.POST, **form.cleaned_data)
    kontext = {"klass": klass, "skola": klass.skola, "runda": runda, "form": form, "elever": elever}
    return render(request, "analys/planera.html", kontext)


@require_http_methods(["GET", "HEAD", "POST"])
def planera_skola(request: HttpRequest, kod: str) -> HttpResponse:
    """A meeting about the whole school."""
    skola = behorighet.hamta_skola(request.user, kod)
    behorighet.krav(behorighet.far_se_skolniva(request.user, skola))
    if finns := moten.oppet_om_skolan(skola):
        messages.info(request, FINNS)
        return redirect("analys", finns.kod)
    if "nu" in request.POST:
        nu = {"datum": idag(), "deltagare": [request.user]}
        return _planera(request, regler.planera_skola, skola, borja=True, **nu)
    initial = {"datum": idag(), "deltagare": [request.user.kod]}
    form = MoteForm(*_skickat(request), **_personal(skola, None), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _planera(request, regler.planera_skola, skola, borja="borja" in request.POST, **form.cleaned_data)
    return render(request, "analys/planera.html", {"skola": skola, "form": form})


def _planera(request: HttpRequest, regel, om: object, *, borja: bool, **varden) -> HttpResponse:
    """Make the meeting by the rule, and go to it; to the one a colleague made a moment ago if there is one."""
    try:
        analys = regel(om, **varden, av=request.user)
    except regler.PagarError:
        messages.info(request, FINNS)
        finns = moten.oppet_om_skolan(om) if isinstance(om, Skola) else moten.oppet(om.klass)
        return redirect("analys", finns.kod) if finns else redirect("start")
    if borja:
        return redirect(f"{vagar.sida(analys, _stegen(analys)[0].del_)}#mote")
    messages.success(request, "Mötet är planerat.")
    return redirect("analys", analys.kod)


@require_safe
def oversikt(request: HttpRequest, kod: str) -> HttpResponse:
    """When the meeting is, who takes part, what is on its agenda, and the way into it."""
    analys = urval.hamta_analys(request.user, kod)
    visning = Visning.for_request(request, analys)
    innehall = urval.innehall(analys, request.user)
    anteckna_lasning(request.user, analys, analys.vad, skola_kod=analys.skola.kod)
    stegen = _stegen(analys)
    dar = moten.dar_det_star(stegen, innehall)
    deltagare = analys.deltagare.order_by("namn")
    kontext = {
        "analys": analys,
        "visning": visning,
        "om_klass": analys.niva == Niva.KLASS,
        "far_skriva": urval.far_skriva(request.user, analys),
        "deltagare": [visning.personal(person) for person in deltagare],
        "ovriga": visning.text(analys.ovriga),
        "rader": [(elev, visning.elev(elev)) for elev in visning.ordna(p.elev for p in innehall.punkter)],
        "klara": {p.elev_id for p in innehall.punkter if p.klar},
        "borjat": bool(innehall.alla or innehall.svar),
        "dar": dar,
        "vidare": vagar.sida(analys, dar.del_),
        "monster": len(innehall.alla),
        "om_elever": sum(1 for rad in innehall.alla if rad.monster.elev_id),
        "angelagna": sum(1 for rad in innehall.alla if rad.monster.angelagen),
        "nasta_steg": sum(len(rad.steg) for rad in innehall.alla),
        "avslutad_av": visning.personal(analys.avslutad_av) if analys.avslutad_av_id else "",
    }
    return render(request, "analys/mote.html", kontext)


@require_http_methods(["GET", "HEAD", "POST"])
def andra(request: HttpRequest, kod: str) -> HttpResponse:
    """Another time, or other participants."""
    analys = urval.hamta_analys(request.user, kod, urval.far_skriva)
    if not analys.oppen:
        messages.info(request, str(regler.AvslutadError()))
        return redirect("analys", analys.kod)
    nu = {falt: getattr(analys, falt) for falt in ("datum", "tid", "ovriga")}
    nu["deltagare"] = list(analys.deltagare.values_list("kod", flat=True))
    form = MoteForm(*_skickat(request), **_personal(analys.skola, analys.klass), initial=nu)
    if request.method == "POST" and form.is_valid():
        try:
            regler.andra(analys, **form.cleaned_data, av=request.user)
        except regler.AvslutadError as fel:
            messages.info(request, str(fel))
        else:
            messages.success(request, "Ändringen är sparad.")
        return redirect("analys", analys.kod)
    kontext = {"analys": analys, "skola": analys.skola, "form": form, "oskrivet": urval.oskrivet(analys)}
    return render(request, "analys/andra.html", kontext)


@require_POST
def stall_in(request: HttpRequest, kod: str) -> HttpResponse:
    """Call off a meeting that nobody has written in."""
    analys = urval.hamta_analys(request.user, kod, urval.far_skriva)
    try:
        regler.stall_in(analys, av=request.user)
    except (regler.AvslutadError, regler.OgiltigError) as fel:
        messages.error(request, str(fel))
        return redirect("analys", kod)
    except regler.BorttagetError:
        """Pressed twice, or by two: it is called off all the same."""
    messages.success(request, "Mötet är inställt.")
    return redirect("klass", analys.klass.kod) if analys.klass else redirect("start")


@require_POST
def avsluta(request: HttpRequest, kod: str) -> HttpResponse:
    """End the meeting."""
    analys = urval.hamta_analys(request.user, kod, urval.far_skriva)
    try:
        regler.avsluta(analys, av=request.user)
    except regler.AvslutadError as fel:
        messages.info(request, str(fel))
    else:
        messages.success(request, "Mötet är avslutat. Här är det ni kom fram till.")
    return redirect("analys_sammanfattning", kod)


@require_POST
def oppna(request: HttpRequest, kod: str) -> HttpResponse:
    """Open an ended meeting again."""
    analys = urval.hamta_analys(request.user, kod, urval.far_skriva)
    try:
        regler.oppna(analys, av=request.user)
    except regler.PagarError as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Mötet är öppet igen.")
    return redirect("analys", kod)


def _stegen(analys: Analys) -> tuple[gang.Steg, ...]:
    return gang.stegen(guide.las(analys.guide), med_elever=analys.niva == Niva.KLASS)


def _personal(skola: Skola, klass: Klass | None) -> dict:
    ord_, nara = moten.personalen(skola, klass)
    return {"skola": skola, "ord_": ord_, "nara": nara}


def _skickat(request: HttpRequest) -> tuple:
    return (request.POST,) if request.method == "POST" else ()
