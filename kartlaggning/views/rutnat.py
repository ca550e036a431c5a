"""The grid: both faces of one component, saving, and what colleagues have done since."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen, behorighet

from .. import regler, urval
from .. import rutnat as rita
from ..forms import MED_AMNEN, MarkeringarForm, forr_text, onskan_ur_pastaendeform
from ..instrument import Instrument
from ..models import Farg, Kartlaggning


def _grund(request, kartlaggning: Kartlaggning, instr: Instrument) -> dict:
    """What both faces show."""
    klass = kartlaggning.klass
    return {
        "kartlaggning": kartlaggning,
        "klass": klass,
        "instrument": instr,
        "far_bedoma": kartlaggning.oppen and behorighet.far_bedoma(request.user, klass),
        "amnen": tuple(amnen.for_skola(klass.skola).amnen.values()),
    }


def _logga_lasning(request, kartlaggning: Kartlaggning) -> None:
    klass = kartlaggning.klass
    anteckna_lasning(request.user, kartlaggning, f"kartläggning av {klass}", skola_kod=klass.skola.kod)


@require_GET
def rutnat(request, kod):
    """The grid: pupils as rows, statements as columns."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    instr = urval.instrument_for(kartlaggning)
    elever = urval.elever_i(kartlaggning, request.user)
    rutor = urval.rutor(kartlaggning)
    _logga_lasning(request, kartlaggning)
    anteckningar = urval.anteckningsrader(kartlaggning)
    grund = _grund(request, kartlaggning, instr)
    rakning = rita.rakna(instr, elever, rutor)
    kontext = grund | {
        "ram": rita.ram(instr.nyckel, grund["amnen"], grund["far_bedoma"]),
        "huvud": rita.huvud(instr, rakning.kvar),
        "raknat": rita.raknat(kartlaggning.datum, rakning),
        "rader": rita.rader(instr, elever, rutor),
        "antal_elever": len(elever),
        "noteringar": [(fraga, anteckningar.get(fraga.nyckel)) for fraga in instr.anteckningar],
    }
    return render(request, "kartlaggning/rutnat.html", kontext)


def _kolumner(instr: Instrument, kvar) -> list[dict]:
    """The statements in order, each with its dimension and how many pupils are left."""
    dimension = {p.nyckel: d for d in instr.dimensioner for p in d.pastaenden}
    return [
        {"nummer": n, "pastaende": p, "kvar": antal, "dimension": dimension[p.nyckel]}
        for n, (p, antal) in enumerate(kvar, start=1)
    ]


@require_POST
def markera(request, kod):
    """Save a batch of marks; answer with counters, collisions, and colleagues' marks since the page last heard."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod, far=behorighet.far_bedoma)
    form = MarkeringarForm(request.POST)
    if not form.is_valid():
        return _nej("Markeringarna gick inte att läsa. Ladda om sidan.", status=400)
    sedan, onskade = form.cleaned_data["sedan"], form.cleaned_data["marken"]
    koder = amnen.for_skola(kartlaggning.klass.skola).amnen
    try:
        sparat = regler.spara_markeringar(kartlaggning, onskade, av=request.user, amneskoder=koder)
    except regler.StangdError as fel:
        return _nej(str(fel), status=409)
    except regler.OgiltigError as fel:
        return _nej(str(fel), status=422)
    return _svar(kartlaggning, sedan, sparat)


def _nej(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@require_GET
def nytt(request, kod):
    """What colleagues have marked since the version the page has seen; 204 when nothing has happened."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod)
    sedan = request.GET.get("sedan", "")
    if not sedan.isascii() or not sedan.isdigit() or len(sedan) > 10:
        return _nej("Okänd version. Ladda om sidan.", status=400)
    if int(sedan) >= kartlaggning.version and kartlaggning.oppen:
        return HttpResponse(status=204)
    _logga_lasning(request, kartlaggning)
    star = regler.Sparat(
        kartlaggning.version, [], [], [], urval.elever_i(kartlaggning, request.user), urval.rutor(kartlaggning)
    )
    return _svar(kartlaggning, int(sedan), star)


def _svar(kartlaggning: Kartlaggning, sedan: int, sparat: regler.Sparat) -> HttpResponse:
    """The swapped parts: squares others have changed, counters, collisions, and the version the page now has."""
    instr = urval.instrument_for(kartlaggning)
    koder = {e.id: e.kod for e in sparat.elever}
    ider = {e.kod: e.id for e in sparat.elever}
    namn = {e.kod: e.namn for e in sparat.elever}
    egna = {(o.elev, o.pastaende) for o in sparat.sparade}
    krockade = {(k.onskan.elev, k.onskan.pastaende) for k in sparat.krockar}
    andras = {
        (elev, p): ruta
        for (elev, p), ruta in sparat.rutor.items()
        if elev in koder and ((ruta.version > sedan and (koder[elev], p) not in egna) or (koder[elev], p) in krockade)
    }
    kontext = {
        "stangd": not kartlaggning.oppen,
        "version": sparat.version,
        "sparade": " ".join(f"{e}.{p}.{sparat.rutor.get((ider[e], p), urval.TOM).version}" for e, p in egna),
        "avvisade": " ".join(f"{o.elev}.{o.pastaende}" for o in sparat.avvisade),
        "celler": rita.andrade_celler(
            instr, sparat.elever, andras, urval.personnamn(ruta.andrad_av for ruta in andras.values())
        ),
        "krockar": [_krock(k, namn, instr) for k in sparat.krockar],
        "raknare": rita.bytta_raknare(kartlaggning.datum, rita.rakna(instr, sparat.elever, sparat.rutor)),
    }
    # Without the request: the answer has nothing of a page's frame.
    return HttpResponse(render_to_string("kartlaggning/rutnat_svar.html", kontext))


def _krock(krock: regler.Krock, namn: dict[str, str], instr: Instrument) -> dict:
    """A collision in words."""
    return {
        "krock": krock,
        "namn": namn[krock.onskan.elev],
        "pastaende": instr.per_nyckel[krock.onskan.pastaende],
        "stod": Farg(krock.ruta.farg).label,
        "ville": Farg(krock.onskan.farg).label,
    }


@require_http_methods(["GET", "POST"])
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
    onskade = onskan_ur_pastaendeform(request.POST, elever, aktuellt.nyckel)
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
    _logga_lasning(request, kartlaggning)
    per_elev = {k.onskan.elev: k for k in krockar}
    rader = []
    for elev in elever:
        ruta = rutor.get((elev.id, aktuellt.nyckel), urval.TOM)
        krock = per_elev.get(elev.kod)
        rader.append(
            {
                "elev": elev,
                "ruta": ruta,
                "forr": forr_text(ruta.farg, ruta.undersok, ruta.amnen),
                "krock": krock,
                "ville": Farg(krock.onskan.farg).label if krock else "",
                "stod": Farg(krock.ruta.farg).label if krock else "",
                "fraga_amnen": aktuellt.amnen and (ruta.farg in MED_AMNEN),
            }
        )
    rakning = rita.rakna(instr, elever, rutor)
    kolumner = _kolumner(instr, rakning.kvar)
    kontext = _grund(request, kartlaggning, instr) | {
        "aktuellt": aktuellt,
        "nummer": nummer,
        "kolumn": kolumner[nummer - 1],
        "kolumner": kolumner,
        "elevrader": rader,
        "fel": fel,
        "antal": len(instr.pastaenden),
        "bedomda": rakning.bedomda,
        "totalt": rakning.totalt,
    }
    return render(request, "kartlaggning/pastaende.html", kontext, status=409 if krockar or fel else 200)
