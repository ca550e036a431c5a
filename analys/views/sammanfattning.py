"""The recap at the end of a meeting, and what one comes back to after it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning.svenska import sorteringsnyckel

from .. import gang, urval
from ..html import sammanfattning as html
from ..visning import Visning
from .ram import ram


@require_safe
def sammanfattning(request, kod):
    """Pupil or class → pattern → factor → who does what next; the end of the meeting."""
    analys = urval.hamta_analys(request.user, kod)
    visning = Visning.for_request(request, analys)
    innehall = urval.innehall(analys, request.user)
    kontext = ram(request, visning, innehall, gang.SAMMANFATTNING)
    rader = html.pa_skarmen(visning, innehall)
    elever = {r.monster.elev_id: r.monster.elev for r in rader if r.monster.elev_id}
    kontext |= {
        "far_skriva": urval.far_skriva(request.user, analys),
        "antal": len(rader),
        "angelagna": sum(1 for r in rader if r.monster.angelagen),
        "elever": len(elever),
        "med_monster": sorted(elever.values(), key=lambda elev: sorteringsnyckel(elev.namn)),
        "avslutad_av": visning.personal(analys.avslutad_av) if analys.avslutad_av_id else "",
    }
    return render(request, "analys/sammanfattning.html", kontext)
