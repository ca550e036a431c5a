"""The meeting's long texts: saved as one writes, both texts shown when two wrote, earlier ones read and restored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from .. import gang, guide, regler, urval
from ..forms.rader import DelForm, TextForm
from ..html import falt, vagar
from ..models import Analys, Skrivet, Svar
from ..visning import Visning
from .lasning import anteckna_rad
from .rader import FEL, hamta
from .svar import olasligt

NAMNGIVEN = "Texten nämner någon vid namn och ändras utanför mötesläget."
RUBRIKER = {"monster": "Mönster", "koppling": "Varför hör de ihop?", "steg": "Nästa steg"}
# A page has one textarea, with room to write.
HOJD = 6


def _raden(request: HttpRequest, analys: Analys, typ: str, rad: str) -> Skrivet:
    if typ not in falt.TYPER:
        raise Http404
    return urval.hamta_rad(request.user, analys, falt.TYPER[typ], rad)


def _svaret(request: HttpRequest, analys: Analys, elev: str, fraga: str) -> Svar:
    if fraga not in {f.nyckel for f in guide.las(analys.guide).individ.fragor}:
        raise Http404
    return regler.svar_for(analys, urval.hamta_elev(request.user, analys, elev), fraga)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request, kod, typ, rad):
    """A pattern's, motivation's or step's own form (GET), and saving it (POST)."""
    analys = hamta(request, kod)
    return _text(request, analys, _raden(request, analys, typ, rad), RUBRIKER[typ])


@require_http_methods(["GET", "HEAD", "POST"])
def svar(request, kod, elev, fraga):
    """The answer to a question about a pupil: its own form (GET), and saving it (POST)."""
    analys = hamta(request, kod)
    raden = _svaret(request, analys, elev, fraga)
    return _text(request, analys, raden, guide.las(analys.guide).individ.fraga(fraga).fraga)


def _visning(request: HttpRequest, analys: Analys, rad: Skrivet) -> Visning:
    """The look at the meeting; 404 when the text is about a pupil whom the screen may not show."""
    visning = Visning.for_request(request, analys)
    if rad.elev is not None and not visning.far_se(rad.elev):
        raise Http404
    return visning


def _text(request: HttpRequest, analys: Analys, rad: Skrivet, rubrik: str) -> HttpResponse:
    visning = _visning(request, analys, rad)
    if request.method != "POST":
        anteckna_rad(request.user, analys, rad)
        return _sida(request, visning, rad, rubrik, _delen(request, rad))
    form = TextForm(request.POST)
    if not form.is_valid():
        return olasligt()
    data, utfall, fel = form.cleaned_data, None, ""
    try:
        if analys.oppen and not falt.kan_andras(visning, rad):
            raise regler.OgiltigError(NAMNGIVEN)
        bekraftad = data["bekraftad"]
        utfall = regler.spara(rad, data["text"], ersatter=data["ersatter"], av=request.user, bekraftad=bekraftad)
    except FEL as e:
        fel = str(e)
    laget = {"utfall": utfall, "fel": fel}
    nu = _i_motet(utfall.rad, rad) if utfall else rad
    if request.htmx:
        # htmx swaps answers of 2xx only; the state in the answer says whether the text was saved.
        return HttpResponse(falt.tillstand(visning, nu, **laget))
    if utfall and utfall.sparad:
        return redirect(vagar.sida(analys, data["del"]))
    return _sida(request, visning, nu, rubrik, data["del"], status=409, text=data["text"], **laget)


def _i_motet(nu: Skrivet, last: Skrivet) -> Skrivet:
    """The row as it has been saved, of the same pattern or meeting as the one that was read."""
    if hasattr(last, "monster"):
        nu.monster = last.monster
    else:
        nu.analys = last.analys
    return nu


def _delen(request: HttpRequest, rad: Skrivet) -> str:
    """The part that the page is reached from, or the one where the text stands."""
    form = DelForm(request.GET)
    if form.is_valid():
        return form.cleaned_data["del"]
    if rad.elev is not None:
        return f"{gang.ELEV}/{rad.elev.kod}"
    monster = getattr(rad, "monster", rad)
    return f"{gang.GRUPPEN}/{monster.slag}/{monster.dimension}"


def _sida(request, visning: Visning, rad: Skrivet, rubrik: str, del_: str, *, status: int = 200, **laget):
    """The text's own page."""
    kontext = {
        "analys": visning.analys,
        "rubrik": rubrik,
        "falt": falt.text(visning, rad, rubrik, del_=del_, hojd=HOJD, tyst=True, **laget),
        "fel": laget.get("fel", "") if not falt.kan_andras(visning, rad) else "",
        "text": visning.text(laget.get("text", "")),
        "tillbaka": vagar.sida(visning.analys, del_),
    }
    return render(request, "analys/text.html", kontext, status=status)


@require_safe
def tidigare(request, kod, typ, rad):
    """Earlier texts of a row, each with who and when."""
    analys = urval.hamta_analys(request.user, kod)
    return _tidigare(request, analys, _raden(request, analys, typ, rad))


@require_safe
def svar_tidigare(request, kod, elev, fraga):
    """Earlier texts of an answer about a pupil."""
    analys = urval.hamta_analys(request.user, kod)
    return _tidigare(request, analys, _svaret(request, analys, elev, fraga))


def _tidigare(request: HttpRequest, analys: Analys, rad: Skrivet) -> HttpResponse:
    visning = _visning(request, analys, rad)
    anteckna_rad(request.user, analys, rad)
    aldre = urval.tidigare(rad) if rad.pk else []
    del_ = _delen(request, rad)
    kontext = {
        "analys": analys,
        "rad": rad,
        "text": visning.text(rad.text),
        "av": visning.personal(rad.andrad_av),
        "tidigare": [(t, visning.text(t.text), visning.personal(t.andrad_av)) for t in aldre],
        "aterstall": falt.adress(rad) if falt.kan_andras(visning, rad) and not visning.dold else "",
        "del": del_,
        "tillbaka": vagar.sida(analys, del_),
    }
    return render(request, "analys/tidigare.html", kontext)
