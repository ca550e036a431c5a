"""The steps about the class or the school: a question a dimension, and the factors."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kartlaggning import urval as kartlaggningar

from .. import gang, underlag, urval
from ..html import gruppen
from ..html import underlag as underlag_html
from ..models import Analys
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
    innehall = urval.innehall(analys, request.user)
    grund = underlag.las(analys, request.user)
    ritad = gruppen.steg(visning, innehall, grund, slag, dimension)
    kontext = ram(request, visning, innehall, f"{gang.GRUPPEN}/{slag}/{dimension}", ritad) | {
        "avsnitt": avsnitt,
        "dimension": fragan,
        **(_bild(visning, grund, dimension) if grund else {}),
    }
    return render(request, "analys/steg.html", kontext)


def _bild(visning: Visning, grund: Gruppunderlag, dimension: str) -> dict:
    """What stands beside the question: the colours, the flagged pupils, and the notes of the round."""
    dagens, form = grund.dimensionen(dimension), grund.form
    flaggade = {rad.elev.id: rad for rad in grund.flaggade(dimension)}
    elever = visning.ordna(rad.elev for rad in flaggade.values())
    kort = {p.nyckel: p.kort for p in form.pastaenden}
    return {
        "bild": underlag_html.rita(dagens, form),
        "fotnot": underlag_html.fotnot(dagens),
        "antal_elever": len(grund.summa.elever),
        "flaggade": [(visning.elev(e), flaggade[e.id].skal) for e in elever],
        "undersok": grund.undersok(dimension),
        "noteringar": _noteringar(visning.analys, dimension, kort) if visning.anteckningar else [],
    }


def _noteringar(analys: Analys, dimension: str, kort: dict[str, str]) -> list[tuple[str, str]]:
    """The round's notes that belong to the dimension, or to the class as a whole: (question, text)."""
    skrivna = kartlaggningar.anteckningsrader(analys.kartlaggning)
    fragor = kartlaggningar.instrument_for(analys.kartlaggning).anteckningar
    egna = [f for f in fragor if not f.efter or (f.efter in kort and f.efter.startswith(f"{dimension}-"))]
    return [(f.fraga, skrivna[f.nyckel].text) for f in egna if f.nyckel in skrivna and skrivna[f.nyckel].text]


@require_safe
def faktorer(request, kod, slag):
    """Every pattern of a kind, and the factors it hangs together with."""
    analys = urval.hamta_analys(request.user, kod)
    avsnitt = gruppen.avsnittet(analys, slag)
    visning = Visning.for_request(request, analys)
    innehall = urval.innehall(analys, request.user)
    kontext = ram(request, visning, innehall, f"{gang.GRUPPEN}/{slag}/{gang.FAKTORER}") | {"avsnitt": avsnitt}
    return render(request, "analys/faktorer.html", kontext)
