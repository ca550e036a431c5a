"""All that is stored of a pupil, for the rektor to hand out: a page about it, on paper, and as a file."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning import pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna, anteckna_lasning
from skolanknytning.skola import behorighet

from ..utskrift.registerutdrag import ta_ut
from ..utskrift.registerutskrift import html, utskrift

ALDRIG_FIL = "En elev med skyddade personuppgifter förs aldrig ut som fil. Använd utdraget på papper."


def _hamta(request, kod):
    """The pupil, for the rektor: 404 as in ``behorighet.hamta_elev``, otherwise 403."""
    elev = behorighet.hamta_elev(request.user, kod)
    behorighet.krav(behorighet.far_ta_ut_registerutdrag(request.user, elev))
    return elev


@require_safe
def registerutdrag(request, kod):
    """What the extract holds, and the ways to take it out."""
    elev = _hamta(request, kod)
    anteckna_lasning(request.user, elev, "sidan om registerutdrag för en elev", skola_kod=elev.skola.kod)
    return render(request, "kartlaggning/registerutdrag.html", {"elev": elev})


@require_safe
def registerutdrag_pdf(request, kod):
    """The extract as a PDF."""
    elev = _hamta(request, kod)
    sida = utskrift(ta_ut(elev, av=request.user), request.user.namn)
    svar = pdf.svar(pdf.rendera(html(sida)), "registerutdrag.pdf")
    anteckna(request.user, Handling.SKREV_UT, elev, "registerutdrag (PDF) för en elev", skola_kod=elev.skola.kod)
    return svar


@require_safe
def registerutdrag_json(request, kod):
    """The extract as a file that other programs read; refused for a pupil with protected identity."""
    elev = _hamta(request, kod)
    if elev.skyddad:
        return render(request, "fel.html", {"rubrik": "Det finns ingen fil att hämta", "rad": ALDRIG_FIL}, status=403)
    svar = JsonResponse(ta_ut(elev, av=request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    svar.headers["Content-Disposition"] = 'attachment; filename="registerutdrag.json"'
    svar.headers["Cache-Control"] = "no-store"
    anteckna(request.user, Handling.EXPORTERADE, elev, "registerutdrag (fil) för en elev", skola_kod=elev.skola.kod)
    return svar
