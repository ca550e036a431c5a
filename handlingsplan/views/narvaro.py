"""Figures of absence: seen as a picture, put in by hand or from a file, changed and removed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kartlaggning.models import dag_och_tid
from kartlaggning.resa import dag_och_ar
from skolanknytning import export
from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.amnen import for_skola

from .. import narvaro as tal
from .. import narvarolasning as lasning
from ..forms.narvaro import NarvarofilForm, NarvaroForm, VersionForm
from ..models import Narvaroperiod, Niva
from ..narvarolasning import Om
from ..regler import narvaro as regler
from ..regler.grund import BorttagetError

SIDA = {Niva.KLASS: "narvaro_klass", Niva.INDIVID: "narvaro_elev", Niva.SKOLA: "narvaro_skola"}
KROCK = (
    "{vem} ändrade perioden {nar}, efter att du öppnade sidan. Nu gäller den {dagar}. Inget av ditt är sparat än. Där "
    "talen skiljer sig står det som är sparat vid ämnet. Spara igen för att ersätta det med ditt."
)
FINNS = (
    "Det finns redan en period med samma datum. Inget är sparat än. Där talen skiljer sig står det som är sparat vid "
    "ämnet. Spara igen för att ersätta det med ditt."
)
BORTA = "En kollega har tagit bort perioden."


@require_http_methods(["GET", "HEAD", "POST"])
def klass(request: HttpRequest, kod: str) -> HttpResponse:
    """A class's absence."""
    return _sida(request, lasning.hamta_klass(request.user, kod))


@require_http_methods(["GET", "HEAD", "POST"])
def elev(request: HttpRequest, kod: str) -> HttpResponse:
    """A pupil's absence."""
    return _sida(request, lasning.hamta_elev(request.user, kod))


@require_http_methods(["GET", "HEAD", "POST"])
def skola(request: HttpRequest, kod: str) -> HttpResponse:
    """A school's absence."""
    return _sida(request, lasning.hamta_skola(request.user, kod))


def _sida(request: HttpRequest, om: Om) -> HttpResponse:
    """The page of the figures. POST puts in a period, or reads a file into the form without saving anything."""
    if request.method == "POST":
        behorighet.krav(lasning.far_skriva(request.user, om))
        return _las_fil(request, om) if "las" in request.POST else _lagg_in(request, om)
    anteckna_lasning(request.user, om.objekt, om.vad, skola_kod=om.skola.kod)
    return _visa(request, om)


def _visa(request: HttpRequest, om: Om, *, status: int = 200, **mer) -> HttpResponse:
    """The page, with an empty form unless it is given one; ``mer``: what the form says beside its fields."""
    perioder = lasning.perioder_for(om)
    kontext = {
        "om": om,
        "perioder": perioder[::-1],
        "bild": tal.bild(perioder),
        "far_skriva": lasning.far_skriva(request.user, om),
        "form": NarvaroForm(lista=for_skola(om.skola)),
        "filform": NarvarofilForm(),
        "oppen": bool(mer) or not perioder,
    }
    return render(request, "handlingsplan/narvaro.html", kontext | mer, status=status)


def _las_fil(request: HttpRequest, om: Om) -> HttpResponse:
    """The form filled in with what the file holds: the preview. Nothing is saved."""
    filform = NarvarofilForm(request.POST, request.FILES)
    if not filform.is_valid():
        return _visa(request, om, filform=filform, status=422)
    fil = filform.cleaned_data["fil"]
    try:
        last = tal.las(fil.read(), for_skola(om.skola), fil.name)
    except tal.NarvaroError as fel:
        return _visa(request, om, filfel=fel.problem, status=422)
    form = NarvaroForm(lista=for_skola(om.skola), initial=NarvaroForm.varden(last.tal))
    return _visa(request, om, form=form, last=last)


def _lagg_in(request: HttpRequest, om: Om) -> HttpResponse:
    form = NarvaroForm(request.POST, lista=for_skola(om.skola))
    if not form.is_valid():
        return _visa(request, om, form=form, status=422)
    data = form.cleaned_data
    try:
        utfall = regler.lagg_in(
            om, data["fran"], data["till"], data["rader"], ersatter=data["ersatter"], av=request.user
        )
    except regler.PeriodFinnsError as fel:
        form.add_error("fran", str(fel))
        return _visa(request, om, form=form, status=422)
    if utfall.krock:
        sagt = FINNS if data["ersatter"] is None else _krock(utfall.period)
        return _visa(request, om, form=_med_deras(request, om, utfall.period), krock=sagt, status=409)
    return _sparat(request, om)


@require_http_methods(["GET", "HEAD", "POST"])
def period(request: HttpRequest, kod: str) -> HttpResponse:
    """Change a period, in the version that was read."""
    om, perioden = lasning.hamta_period(request.user, kod)
    rader = regler.rader_i(perioden)
    if request.method != "POST":
        anteckna_lasning(request.user, om.objekt, om.vad, skola_kod=om.skola.kod)
        initial = {"fran": perioden.fran, "till": perioden.till, "ersatter": perioden.version}
        form = NarvaroForm(lista=for_skola(om.skola), fler=rader, initial=initial | NarvaroForm.varden(rader))
        return _visa_period(request, om, perioden, form)
    form = NarvaroForm(request.POST, lista=for_skola(om.skola), fler=rader)
    if not form.is_valid():
        return _visa_period(request, om, perioden, form, status=422)
    data = form.cleaned_data
    ersatter = -1 if data["ersatter"] is None else data["ersatter"]
    try:
        utfall = regler.andra(om, kod, data["fran"], data["till"], data["rader"], ersatter=ersatter, av=request.user)
    except regler.PeriodFinnsError as fel:
        form.add_error("fran", str(fel))
        return _visa_period(request, om, perioden, form, status=422)
    except BorttagetError as fel:
        raise Http404 from fel
    if utfall.krock:
        form = _med_deras(request, om, utfall.period)
        return _visa_period(request, om, utfall.period, form, krock=_krock(utfall.period), status=409)
    return _sparat(request, om)


def _visa_period(
    request: HttpRequest, om: Om, perioden: Narvaroperiod, form: NarvaroForm, *, status: int = 200, **mer
) -> HttpResponse:
    kontext = {"om": om, "period": perioden, "form": form, "sida": _adress(om)}
    return render(request, "handlingsplan/narvaro_period.html", kontext | mer, status=status)


@require_POST
def ta_bort(request: HttpRequest, kod: str) -> HttpResponse:
    """Remove a period, unless it has been changed since it was read."""
    om, _ = lasning.hamta_period(request.user, kod)
    form = VersionForm(request.POST)
    ersatter = form.cleaned_data["ersatter"] if form.is_valid() else -1
    try:
        utfall = regler.ta_bort(om, kod, ersatter=ersatter, av=request.user)
    except BorttagetError:
        messages.info(request, BORTA)
        return redirect(_adress(om))
    if utfall.krock:
        messages.warning(request, "Perioden har ändrats sedan du öppnade sidan. Se över den innan du tar bort den.")
        return redirect("narvaro_period", kod)
    messages.success(request, "Perioden är borttagen.")
    return redirect(_adress(om))


@require_safe
def mall(request: HttpRequest, kod: str) -> HttpResponse:
    """An empty table with the school's subjects, to fill in and read in."""
    skolan = behorighet.hamta_skola(request.user, kod)
    return export.svar(tal.arbetsbok(for_skola(skolan)), "narvaro-mall.xlsx")


# --- What becomes of what was sent ------------------------------------------------------------------------------------


def _sparat(request: HttpRequest, om: Om) -> HttpResponse:
    messages.success(request, "Frånvaron är sparad.")
    return redirect(_adress(om))


def _adress(om: Om) -> str:
    return resolve_url(SIDA[om.niva], om.objekt.kod)


def _med_deras(request: HttpRequest, om: Om, perioden: Narvaroperiod) -> NarvaroForm:
    """The form as it was sent, beside what is stored; saved again it replaces that."""
    rader = regler.rader_i(perioden)
    sant = request.POST.copy()
    sant["ersatter"] = str(perioden.version)
    form = NarvaroForm(sant, lista=for_skola(om.skola), fler=rader)
    form.is_valid()
    form.deras = rader
    return form


def _krock(perioden: Narvaroperiod) -> str:
    vem = perioden.andrad_av.namn if perioden.andrad_av else "En kollega"
    dagar = f"{dag_och_ar(perioden.fran)} – {dag_och_ar(perioden.till)}"
    return KROCK.format(vem=vem, nar=dag_och_tid(perioden.andrad), dagar=dagar)
