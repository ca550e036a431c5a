"""Saving marks, and what colleagues have marked since: the same for the class grid and the individual form."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen

from .. import regler, urval
from ..forms import MarkeringarForm
from ..instrument import Instrument
from ..models import Farg, Kartlaggning, Niva
from ..rutnat import individrutnat, klassrutnat

# Each level's own drawing of squares and counters.
RITA = {Niva.GRUPP: klassrutnat, Niva.INDIVID: individrutnat}


def logga_lasning(request, kartlaggning: Kartlaggning) -> None:
    """Write that the person has read the round."""
    anteckna_lasning(request.user, kartlaggning, kartlaggning.vad, skola_kod=kartlaggning.klass.skola.kod)


@require_POST
def markera(request, kod):
    """Save a batch of marks; answer with counters, collisions, and colleagues' marks since the page last heard."""
    kartlaggning = urval.hamta_runda(request.user, kod, urval.far_markera)
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


@require_safe
def nytt(request, kod):
    """What colleagues have marked since the version the page has seen; 204 when nothing has happened."""
    kartlaggning = urval.hamta_runda(request.user, kod)
    sedan = request.GET.get("sedan", "")
    if not sedan.isascii() or not sedan.isdigit() or len(sedan) > 10:
        return _nej("Okänd version. Ladda om sidan.", status=400)
    if int(sedan) >= kartlaggning.version and kartlaggning.oppen:
        return HttpResponse(status=204)
    logga_lasning(request, kartlaggning)
    star = regler.Sparat(
        kartlaggning.version, [], [], [], urval.elever_i(kartlaggning, request.user), urval.rutor(kartlaggning)
    )
    return _svar(kartlaggning, int(sedan), star)


def _svar(kartlaggning: Kartlaggning, sedan: int, sparat: regler.Sparat) -> HttpResponse:
    """The swapped parts: squares others have changed, counters, collisions, and the version the page now has."""
    instr, rita = urval.instrument_for(kartlaggning), RITA[kartlaggning.niva]
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
        "raknare": rita.bytta_raknare(kartlaggning, instr, sparat.elever, sparat.rutor),
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
