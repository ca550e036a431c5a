"""The other face of a pupil's form: one dimension of one date, all its statements."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from skolanknytning.skola import amnen, behorighet

from .. import regler, urval
from ..eleven import formular
from ..eleven.formular import Formular, Kolumn
from ..forms import onskan_ur_form
from ..models import Kartlaggning
from ..rutnat import klassrutnat as rita
from .kommentarer import kommentarer
from .spara import logga_lasning
from .vagar import till_formularet
from .val import valrad


@require_http_methods(["GET", "HEAD", "POST"])
def dimension(request, kod, dimension):
    """One dimension of one date: an ordinary form that needs neither a wide screen nor JavaScript."""
    kartlaggning = urval.hamta_individ(request.user, kod)
    instr = urval.instrument_for(kartlaggning)
    nycklar = [d.nyckel for d in instr.dimensioner]
    if dimension not in nycklar:
        raise Http404
    plats = nycklar.index(dimension)
    krockar, fel = [], ""
    if request.method == "POST":
        behorighet.krav(urval.far_markera(request.user, kartlaggning))
        try:
            krockar = _spara_dimension(request, kartlaggning, instr.dimensioner[plats])
        except regler.StangdError as e:
            fel = str(e)
        except (regler.OgiltigError, ValueError):
            fel = "Något i formuläret gick inte att läsa. Det som visas nedan är det som är sparat."
        if not krockar and not fel:
            return _vidare(request, kartlaggning, nycklar, plats)
        kartlaggning = urval.hamta_individ(request.user, kod)
    return _rita_dimension(request, kartlaggning, plats, krockar, fel)


def _spara_dimension(request, kartlaggning: Kartlaggning, dimension):
    elev = kartlaggning.elev
    onskade = onskan_ur_form(request.POST, [(p.nyckel, elev.kod, p.nyckel) for p in dimension.pastaenden])
    koder = amnen.for_skola(elev.skola).amnen
    sparat = regler.spara_markeringar(kartlaggning, onskade, av=request.user, amneskoder=koder)
    if sparat.sparade:
        antal = len(sparat.sparade)
        messages.success(
            request, f"{antal} {'svar sparat' if antal == 1 else 'svar sparade'} i {dimension.namn.lower()}."
        )
    return sparat.krockar


def _vidare(request, kartlaggning: Kartlaggning, nycklar: list[str], plats: int):
    """Where the button that was pressed leads."""
    if "nasta" not in request.POST:
        return redirect("individ_dimension", kartlaggning.kod, nycklar[plats])
    if plats + 1 < len(nycklar):
        return redirect("individ_dimension", kartlaggning.kod, nycklar[plats + 1])
    if luckor := regler.luckor(kartlaggning, av=request.user):
        messages.info(
            request, f"Sparat. {luckor} påståenden är kvar." if luckor > 1 else "Sparat. Ett påstående är kvar."
        )
        return redirect(till_formularet(kartlaggning, request.user))
    return redirect("kartlaggning_stang", kartlaggning.kod)


def _rita_dimension(request, kartlaggning: Kartlaggning, plats: int, krockar, fel: str):
    elev = kartlaggning.elev
    instr = urval.instrument_for(kartlaggning)
    aktuell = instr.dimensioner[plats]
    logga_lasning(request, kartlaggning)
    kollega = kartlaggning.tillfragad_id == request.user.id
    form = formular.las_en(kartlaggning) if kollega else formular.las(elev)
    egna = {p: ruta for (k, p), ruta in form.rutor.items() if k == kartlaggning.id}
    per_pastaende = {k.onskan.pastaende: k for k in krockar}
    far_bedoma = kartlaggning.oppen and urval.far_markera(request.user, kartlaggning)
    alla = kommentarer(request, form, _kolumn(form, kartlaggning), far_skriva=far_bedoma)
    (kommentar,) = [k for k in alla if k["dimension"] == aktuell]
    kontext = {
        "kartlaggning": kartlaggning,
        "elev": elev,
        "klass": kartlaggning.klass,
        "instrument": instr,
        "dimension": aktuell,
        "kollega": kollega,
        "nummer": plats + 1,
        "antal": len(instr.dimensioner),
        "steg": [
            (d, sum(1 for p in d.pastaenden if not egna.get(p.nyckel, urval.TOM).bedomd)) for d in instr.dimensioner
        ],
        "valrader": [
            _pastaenderad(form, kartlaggning, instr, p, per_pastaende.get(p.nyckel)) for p in aktuell.pastaenden
        ],
        "kommentar": kommentar,
        "amnen": tuple(amnen.for_skola(elev.skola).amnen.values()),
        "far_bedoma": far_bedoma,
        "far_oppna": urval.far_oppna(request.user, kartlaggning),
        "bedomda": sum(1 for ruta in egna.values() if ruta.bedomd),
        "tillbaka": till_formularet(kartlaggning, request.user),
        "fel": fel,
    }
    return render(request, "kartlaggning/dimension.html", kontext, status=409 if krockar or fel else 200)


def _kolumn(form: Formular, kartlaggning: Kartlaggning) -> Kolumn:
    return next(k for k in form.kolumner if k.id == kartlaggning.id)


def _pastaenderad(form: Formular, kartlaggning: Kartlaggning, instr, pastaende, krock) -> dict:
    """A statement as a group of choices, with what was said of it on the mentors' earlier dates."""
    ruta = form.rutor.get((kartlaggning.id, pastaende.nyckel), urval.TOM)
    rubrik = f"{pastaende.nummer}. {pastaende.text}"
    tidigare = [
        f"{k.rubrik} {rita.FARGORD[form.rutor[k.id, pastaende.nyckel].farg].split(',')[0]}"
        for k in form.egna
        if k.id != kartlaggning.id and (k.id, pastaende.nyckel) in form.rutor
    ]
    return valrad(instr, pastaende, ruta, pastaende.nyckel, rubrik, krock) | {
        "om_skolan": pastaende.om_skolan,
        "forut": f"Förut: {' · '.join(tidigare[-3:])}" if tidigare else "",
        "lathund": pastaende.lathund,
    }
