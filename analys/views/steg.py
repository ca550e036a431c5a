"""The steps about the class or the school: a question a dimension, and the factors."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kartlaggning import urval as kartlaggningar
from kartlaggning.tal.termin import terminsnamn

from .. import gang, gruppens, underlag, urval
from ..html import bild, gruppen
from ..html import underlag as underlag_html
from ..skolniva.underlag import Skolunderlag
from ..underlag import Gruppunderlag
from ..visning import Visning
from .ram import ram


@require_safe
def steg(request, kod, slag, dimension):
    """The question, the picture beside it, the drafts, and what the group has written."""
    analys = urval.hamta_analys(request.user, kod)
    avsnitt = gruppen.avsnittet(analys, slag)
    try:
        fragan = avsnitt.dimension(dimension)
    except KeyError as fel:
        raise Http404 from fel
    visning = Visning.for_request(request, analys)
    innehall = gruppens.gruppens(analys, motiveringar=False)
    grund = underlag.las(analys, request.user, dimension)
    ritad = gruppen.steg(visning, innehall, grund, slag, dimension)
    kontext = ram(request, visning, innehall, f"{gang.GRUPPEN}/{slag}/{dimension}", ritad) | {
        "avsnitt": avsnitt,
        "dimension": fragan,
        **_bild(visning, grund, dimension),
    }
    return render(request, "analys/steg.html", kontext)


def _bild(visning: Visning, grund: Gruppunderlag | Skolunderlag | None, dimension: str) -> dict:
    """What stands beside the question; at the school level only what may be told, and nothing of any pupil."""
    if isinstance(grund, Gruppunderlag):
        return {"bild": bild.rita(visning, grund, dimension, _noteringar(visning, dimension))}
    if grund is None:
        return {}
    return {
        "bild": underlag_html.rita(grund.dimensionen(dimension), grund.form),
        "terminen": terminsnamn(grund.skolbild.termin),
        "klasser": grund.skolbild.klasser,
        "dolda": grund.dolda(dimension),
    }


def _noteringar(visning: Visning, dimension: str) -> list[tuple[str, str]]:
    """The round's notes that belong to the dimension, or to the class as a whole: (question, text)."""
    if not visning.anteckningar:
        return []
    runda = visning.analys.kartlaggning
    skrivna, form = kartlaggningar.anteckningsrader(runda), kartlaggningar.instrument_for(runda)
    egna = [f for f in form.anteckningar if not f.efter or form.per_nyckel[f.efter].dimension == dimension]
    return [(f.fraga, skrivna[f.nyckel].text) for f in egna if f.nyckel in skrivna and skrivna[f.nyckel].text]


@require_safe
def faktorer(request, kod, slag):
    """Every pattern of a kind, and the factors it hangs together with."""
    analys = urval.hamta_analys(request.user, kod)
    avsnitt = gruppen.avsnittet(analys, slag)
    visning = Visning.for_request(request, analys)
    innehall = gruppens.gruppens(analys, motiveringar=True)
    kontext = ram(request, visning, innehall, f"{gang.GRUPPEN}/{slag}/{gang.FAKTORER}") | {"avsnitt": avsnitt}
    return render(request, "analys/faktorer.html", kontext)
