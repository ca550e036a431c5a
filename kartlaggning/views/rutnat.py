"""The class grid, and its other face: one statement, all pupils."""

from django.contrib import messages
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from skolanknytning.skola import amnen, behorighet

from .. import regler, urval
from ..forms import onskan_ur_form
from ..instrument import Instrument
from ..models import Kartlaggning
from ..rutnat import klassrutnat as rita
from ..rutnat import notering_html
from .spara import logga_lasning
from .val import valrad


def _grund(request, kartlaggning: Kartlaggning, instr: Instrument) -> dict:
    """What both faces show."""
    klass, csrf = kartlaggning.klass, get_token(request)
    far_bedoma = kartlaggning.oppen and behorighet.far_bedoma(request.user, klass)
    anteckningar = urval.anteckningsrader(kartlaggning)
    return {
        "kartlaggning": kartlaggning,
        "klass": klass,
        "instrument": instr,
        "far_bedoma": far_bedoma,
        "far_oppna": urval.far_oppna(request.user, kartlaggning),
        "amnen": tuple(amnen.for_skola(klass.skola).amnen.values()),
        "noteringar": [
            notering_html.notering(
                kartlaggning.kod, fraga, anteckningar.get(fraga.nyckel), csrf=csrf, far_skriva=far_bedoma
            )
            for fraga in instr.anteckningar
        ],
    }


@require_safe
def rutnat(request, kod):
    """The grid: pupils as rows, statements as columns."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    instr = urval.instrument_for(kartlaggning)
    elever = urval.elever_i(kartlaggning, request.user)
    rutor = urval.rutor(kartlaggning)
    logga_lasning(request, kartlaggning)
    grund = _grund(request, kartlaggning, instr)
    rakning = rita.rakna(instr, elever, rutor)
    kontext = grund | {
        "ram": rita.ram(instr.nyckel, grund["amnen"], grund["far_bedoma"]),
        "huvud": rita.huvud(instr, rakning.kvar),
        "raknat": rita.raknat(kartlaggning.datum, rakning),
        "rader": rita.rader(instr, elever, rutor),
        "antal_elever": len(elever),
    }
    return render(request, "kartlaggning/rutnat.html", kontext)


def _kolumner(instr: Instrument, kvar) -> list[dict]:
    """The statements in order, each with its dimension and how many pupils are left."""
    dimension = {p.nyckel: d for d in instr.dimensioner for p in d.pastaenden}
    return [
        {"nummer": n, "pastaende": p, "kvar": antal, "dimension": dimension[p.nyckel]}
        for n, (p, antal) in enumerate(kvar, start=1)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def pastaende(request, kod, nummer):
    """One statement, all pupils: an ordinary form that needs neither a wide screen nor JavaScript."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    instr = urval.instrument_for(kartlaggning)
    if not 1 <= nummer <= len(instr.pastaenden):
        raise Http404
    aktuellt = instr.pastaenden[nummer - 1]
    krockar, fel = [], ""
    if request.method == "POST":
        behorighet.krav(behorighet.far_bedoma(request.user, kartlaggning.klass))
        try:
            krockar = _spara_pastaende(request, kartlaggning, aktuellt)
        except regler.StangdError as e:
            fel = str(e)
        except (regler.OgiltigError, ValueError):
            fel = "Något i formuläret gick inte att läsa. Det som visas nedan är det som är sparat."
        if not krockar and not fel:
            return _vidare(request, kartlaggning, instr, nummer)
        kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    return _rita_pastaende(request, kartlaggning, instr, nummer, krockar, fel)


def _spara_pastaende(request, kartlaggning, aktuellt):
    """Save what the form changed, then the rest as grönt if asked to; tell what was done, return collisions."""
    koder = amnen.for_skola(kartlaggning.klass.skola).amnen
    elever = urval.elever_i(kartlaggning, request.user)
    onskade = onskan_ur_form(request.POST, [(elev.kod, elev.kod, aktuellt.nyckel) for elev in elever])
    sparat = regler.spara_markeringar(kartlaggning, onskade, av=request.user, amneskoder=koder)
    if "resten" in request.POST:
        resten = regler.resten_gront(kartlaggning, aktuellt.nyckel, av=request.user, amneskoder=koder)
        messages.success(request, f"{len(resten.sparade)} elever sattes grönt samlat på ”{aktuellt.kort}”.")
    elif sparat.sparade:
        antal = len(sparat.sparade)
        messages.success(
            request, f"{antal} {'markering' if antal == 1 else 'markeringar'} sparade på ”{aktuellt.kort}”."
        )
    return sparat.krockar


def _vidare(request, kartlaggning, instr, nummer):
    """Where the button that was pressed leads."""
    if "nasta" in request.POST and nummer < len(instr.pastaenden):
        return redirect("kartlaggning_pastaende", kartlaggning.kod, nummer + 1)
    if "nasta" in request.POST:
        if luckor := regler.luckor(kartlaggning, av=request.user):
            messages.info(request, f"Sparat. {luckor} {'ruta' if luckor == 1 else 'rutor'} är kvar att bedöma.")
            return redirect("klass", kartlaggning.klass.kod)
        return redirect("kartlaggning_stang", kartlaggning.kod)
    return redirect("kartlaggning_pastaende", kartlaggning.kod, nummer)


def _rita_pastaende(request, kartlaggning, instr, nummer, krockar, fel):
    aktuellt = instr.pastaenden[nummer - 1]
    elever = urval.elever_i(kartlaggning, request.user)
    rutor = urval.rutor(kartlaggning)
    logga_lasning(request, kartlaggning)
    per_elev = {k.onskan.elev: k for k in krockar}
    rader = [
        valrad(
            instr,
            aktuellt,
            rutor.get((elev.id, aktuellt.nyckel), urval.TOM),
            elev.kod,
            elev.namn,
            per_elev.get(elev.kod),
        )
        for elev in elever
    ]
    rakning = rita.rakna(instr, elever, rutor)
    kolumner = _kolumner(instr, rakning.kvar)
    kontext = _grund(request, kartlaggning, instr) | {
        "aktuellt": aktuellt,
        "nummer": nummer,
        "kolumn": kolumner[nummer - 1],
        "kolumner": kolumner,
        "valrader": rader,
        "fel": fel,
        "antal": len(instr.pastaenden),
        "bedomda": rakning.bedomda,
        "totalt": rakning.totalt,
    }
    return render(request, "kartlaggning/pastaende.html", kontext, status=409 if krockar or fel else 200)
