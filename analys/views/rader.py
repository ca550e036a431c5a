"""What is pressed on a pattern: made, marked, moved, tied to factors, taken away; and drafts left out or brought back.

Every view takes a POST of a plain form. With htmx the fresh part of the page is the answer, otherwise the page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from skolanknytning.skola.models import Elev

from .. import elevunderlag, guide, regler, underlag, urval
from ..forms.rader import DelForm, FlyttaForm, KopplaForm, MonsterForm, UtkastForm, VaxlaForm
from ..forslag import MedForslag
from ..html import nytt as nytt_html
from ..html import vagar
from ..models import Analys, Koppling, Monster, Skrivet
from ..visning import Visning
from .svar import olasligt, svar

FEL = (regler.AvslutadError, regler.BorttagetError, regler.OgiltigError)
BORTA = "Förslaget stämmer inte längre med kartläggningen, som har ändrats."


def hamta(request: HttpRequest, kod: str) -> Analys:
    """The meeting, for who may write in it; an ended one too, which the rules say no to in words."""
    return urval.hamta_analys(request.user, kod, far=urval.far_skriva)


def gor(
    request: HttpRequest, analys: Analys, form: DelForm, handling: Callable[[dict], str | None], *, ankare: str = ""
) -> HttpResponse:
    """Do what was pressed with what the form holds; answer with the part it was pressed in.

    ``handling`` may return what is to be told. What a rule says no to is told too.
    """
    if not form.is_valid():
        return olasligt()
    try:
        besked = handling(form.cleaned_data) or ""
    except FEL as fel:
        besked = str(fel)
    return svar(request, analys, form.cleaned_data["del"], besked=besked, ankare=ankare)


def _rad(request: HttpRequest, kod: str, modell: type[Skrivet], rad: str) -> tuple[Analys, Skrivet]:
    analys = hamta(request, kod)
    return analys, urval.hamta_rad(request.user, analys, modell, rad)


def _grund(analys: Analys, request: HttpRequest, elev: Elev | None) -> MedForslag | None:
    """What a pattern rests on: the class's round, the school's numbers, or what is known of the pupil."""
    return elevunderlag.las(analys, elev) if elev else underlag.las(analys, request.user)


@require_POST
def nytt_monster(request, kod):
    """A pattern in the group's own words, or a draft taken as it is; what is held back keeps its text.

    The evidence is computed here, now: of a draft only its key is believed.
    """
    analys = hamta(request, kod)
    form = MonsterForm(request.POST, guide=guide.las(analys.guide))
    if not form.is_valid():
        return olasligt()
    data = form.cleaned_data
    elev = urval.hamta_elev(request.user, analys, data["elev"]) if data["elev"] else None
    grund = _grund(analys, request, elev)
    vad = {"slag": data["slag"], "dimension": data["dimension"], "text": data["text"], "bekraftad": data["bekraftad"]}
    if data["utkast"]:
        u = grund and grund.utkastet(data["utkast"])
        if not u:
            return _hallet(request, analys, data, fel=BORTA)
        # The program's own sentence names nobody, whatever its words happen to look like.
        egen = vad["text"].strip() or u.mening
        vad |= {"slag": u.slag, "dimension": u.dimension, "text": egen, "underlag": dict(u.underlag)}
        vad["bekraftad"] |= egen == u.mening
    else:
        vad["underlag"] = grund.dimensionen(data["dimension"]) if grund else {}
    try:
        utfall = regler.lagg_till(analys, **vad, utkast=data["utkast"], elev=elev, av=request.user)
    except FEL as fel:
        return _hallet(request, analys, data, fel=str(fel))
    if not utfall.sparad:
        return _hallet(request, analys, data, varningar=utfall.varningar)
    return _tillagt(request, analys, utfall.rad, data)


def _tillagt(request: HttpRequest, analys: Analys, monster: Monster, data: dict) -> HttpResponse:
    if data["redigera"] and not request.htmx:
        return redirect(f"{vagar.bas(analys)}text/monster/{monster.kod}/?del={data['del']}")
    mer = {"fokus": f"text-{monster.kod}"} if data["redigera"] else {}
    if not data["utkast"]:
        mer["tom"] = nytt_html.id_for(data["slag"], data["dimension"])
    return svar(request, analys, data["del"], ankare=f"m-{monster.kod}", **mer)


def _hallet(
    request: HttpRequest, analys: Analys, data: dict, *, varningar: tuple[str, ...] = (), fel: str = ""
) -> HttpResponse:
    """A pattern that was not taken: beside its field what is asked; without JavaScript a page with the field."""
    visning = Visning.for_request(request, analys)
    laget = {"varningar": varningar, "fel": fel}
    id_ = nytt_html.id_for(data["slag"], data["dimension"])
    if request.htmx and not data["text"]:
        return svar(request, analys, data["del"], besked=fel or " ".join(varningar))
    if request.htmx:
        return HttpResponse(nytt_html.tillstand(visning, id_, knapp="Lägg till mönstret", **laget))
    if not visning.skriver:
        return svar(request, analys, data["del"], besked=fel)
    # A draft that no longer holds becomes the group's own words, if they want it still.
    egen = data["utkast"] if not fel else ""
    om = {n: data[n] for n in ("slag", "dimension", "elev", "text")} | {"del_": data["del"], "utkast": egen}
    kontext = {
        "analys": analys,
        "rubrik": "Nytt mönster",
        "falt": nytt_html.monster(visning, etikett="Mönstret", **om, **laget),
        "tillbaka": vagar.sida(analys, data["del"]),
    }
    return render(request, "analys/text.html", kontext, status=409)


@require_POST
def angelagen(request, kod, rad):
    """Mark a pattern as *angelägen*, or take the mark away."""
    analys, monster = _rad(request, kod, Monster, rad)

    def handling(data):
        regler.angelagen(monster, data["pa"], av=request.user)

    return gor(request, analys, VaxlaForm(request.POST), handling, ankare=f"m-{rad}")


@require_POST
def flytta(request, kod, rad):
    """A pattern one place up or down."""
    analys, monster = _rad(request, kod, Monster, rad)

    def handling(data):
        regler.flytta(monster, upp=data["hall"] == "upp", bland_angelagna=data["angelagna"], av=request.user)

    return gor(request, analys, FlyttaForm(request.POST), handling, ankare=f"m-{rad}")


@require_POST
def ta_bort(request, kod, rad):
    """Take a pattern away; the page has asked."""
    analys, monster = _rad(request, kod, Monster, rad)
    return gor(request, analys, DelForm(request.POST), lambda _: regler.ta_bort(monster, av=request.user))


@require_POST
def koppla(request, kod, rad):
    """Tie a pattern to a factor, or untie it from one that nothing is written about."""
    analys, monster = _rad(request, kod, Monster, rad)

    def handling(data):
        if data["faktor"]:
            regler.koppla(monster, data["faktor"], av=request.user)
            return ""
        koppling = monster.kopplingar.filter(faktor=data["bort"]).first()
        if koppling and koppling.text:
            return "Det finns en motivering till faktorn. Ta bort kopplingen under motiveringen om ni vill det."
        if koppling:
            regler.koppla_bort(koppling, av=request.user)
        return ""

    form = KopplaForm(request.POST, guide=guide.las(analys.guide))
    return gor(request, analys, form, handling, ankare=f"m-{rad}")


@require_POST
def koppling_ta_bort(request, kod, rad):
    """Untie a factor, with what is written about it; the page has asked."""
    analys, koppling = _rad(request, kod, Koppling, rad)
    ankare = f"m-{koppling.monster.kod}"
    handling = lambda _: regler.koppla_bort(koppling, av=request.user)  # noqa: E731
    return gor(request, analys, DelForm(request.POST), handling, ankare=ankare)


@require_POST
def utkast_avfarda(request, kod):
    """Leave a draft out of the meeting."""
    analys = hamta(request, kod)

    def handling(data):
        elev = urval.hamta_elev(request.user, analys, data["elev"]) if data["elev"] else None
        grund = _grund(analys, request, elev)
        if not grund or not grund.utkastet(data["utkast"]):
            return BORTA
        regler.avfarda(analys, data["utkast"], elev=elev, av=request.user)
        return ""

    return gor(request, analys, UtkastForm(request.POST), handling)


@require_POST
def utkast_ta_fram(request, kod):
    """Bring a draft back that was left out."""
    analys = hamta(request, kod)

    def handling(data):
        elev = urval.hamta_elev(request.user, analys, data["elev"]) if data["elev"] else None
        regler.ta_fram(analys, data["utkast"], elev=elev, av=request.user)

    return gor(request, analys, UtkastForm(request.POST), handling)
