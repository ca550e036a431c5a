"""Notes: saved as you write, with the colleague's text beside yours when both wrote."""

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet

from .. import anteckningar, regler, urval
from ..forms import AnteckningForm
from ..rutnat import notering_html
from .vagar import till_formularet


def _fraga(kartlaggning, falt):
    try:
        return urval.instrument_for(kartlaggning).anteckning(falt)
    except KeyError as fel:
        raise Http404 from fel


def _logga_lasning(request, kartlaggning):
    skola_kod = kartlaggning.klass.skola.kod
    anteckna_lasning(request.user, kartlaggning, f"noteringar i {kartlaggning.vad}", skola_kod=skola_kod)


def _grund(request, kartlaggning, falt) -> dict:
    """What both pages show: the round, the question, and the way back. The pupil, where the round is one's own."""
    return {
        "kartlaggning": kartlaggning,
        "klass": kartlaggning.klass,
        "elev": kartlaggning.elev,
        "kollega": kartlaggning.tillfragad_id == request.user.id,
        "fraga": _fraga(kartlaggning, falt),
        "tillbaka": till_formularet(kartlaggning, request.user),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def anteckning(request, kod, falt):
    """The note's own form (GET), and saving it (POST) whole or, for htmx, just its state."""
    kartlaggning = urval.hamta_runda(request.user, kod, urval.far_markera)
    kontext = _grund(request, kartlaggning, falt)
    rad = anteckningar.anteckning_for(kartlaggning, falt)
    if request.method != "POST":
        behorighet.krav(urval.far_lasa(request.user, kartlaggning))
        _logga_lasning(request, kartlaggning)
        return _sida(request, kartlaggning, kontext, rad)
    form = AnteckningForm(request.POST)
    if not form.is_valid():
        return HttpResponse(
            "Texten gick inte att läsa. Ladda om sidan.", status=400, content_type="text/plain; charset=utf-8"
        )
    data, fel = form.cleaned_data, ""
    try:
        utfall = anteckningar.spara(
            kartlaggning, falt, data["text"], ersatter=data["ersatter"], av=request.user, bekraftad=data["bekraftad"]
        )
    except (regler.StangdError, regler.OgiltigError) as e:
        utfall, fel = None, str(e)
    else:
        rad = utfall.rad
    laget = {"far_skriva": kartlaggning.oppen, "utfall": utfall, "fel": fel}
    if request.htmx:
        # htmx swaps answers of 2xx only; the state in the answer says whether the text was saved.
        return HttpResponse(notering_html.tillstand(kartlaggning.kod, kontext["fraga"], rad, **laget))
    if utfall and utfall.sparad:
        return redirect(kontext["tillbaka"])
    return _sida(request, kartlaggning, kontext, rad, status=409, text=data["text"], **laget)


def _sida(request, kartlaggning, kontext, rad, status=200, **laget):
    """The note's own page."""
    laget = {"far_skriva": kartlaggning.oppen} | laget
    falt = notering_html.notering(kartlaggning.kod, kontext["fraga"], rad, csrf=get_token(request), **laget)
    return render(request, "kartlaggning/anteckning.html", kontext | {"notering": falt}, status=status)


@require_safe
def versioner(request, kod, falt):
    """Earlier texts of a note, each with who and when."""
    kartlaggning = urval.hamta_runda(request.user, kod)
    grund = _grund(request, kartlaggning, falt)
    _logga_lasning(request, kartlaggning)
    rad = anteckningar.anteckning_for(kartlaggning, falt)
    tidigare = rad.versioner.select_related("andrad_av") if rad.pk else []
    kontext = grund | {
        "rad": rad,
        "tidigare": tidigare,
        "far_bedoma": kartlaggning.oppen and urval.far_markera(request.user, kartlaggning),
    }
    return render(request, "kartlaggning/versioner.html", kontext)
