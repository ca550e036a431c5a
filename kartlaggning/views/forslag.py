"""From proposal to decision: individual kartläggningar are started, together or one by one, or declined with a word."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen, behorighet
from skolanknytning.skola.models import Elev, Personal

from .. import anteckningar, bilder, regler, urval
from ..eleven import elever
from ..forms import AvstaForm, StartaIndividForm
from ..forslag import forslagslage
from ..klassen.sammanstallning import Forslagsrad, sammanstall
from ..klassen.underlag import underlag
from ..models import Kartlaggning
from ..regler import besluta, individ
from ..tal import eskalering


@require_http_methods(["GET", "HEAD", "POST"])
def starta(request, kod):
    """Start the individual kartläggning of one or several pupils whom the class round proposes, open or closed."""
    runda = urval.hamta_kartlaggning(request.user, kod, far=behorighet.foljer_klassen)
    valda = _valda(request, [rad for rad in _forslag(runda, request.user) if rad.kan_startas])
    if not valda:
        beslutat = request.method == "POST" or "elev" in request.GET
        messages.info(request, "Förslaget är redan beslutat." if beslutat else "Välj minst en elev bland förslagen.")
        return redirect("kartlaggning_sammanstallning", runda.kod)
    form = StartaIndividForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _starta(request, runda, [rad.elev.id for rad in valda], form.cleaned_data)
    instrument = urval.instrument_for(runda)
    anteckna_lasning(request.user, runda, f"sammanställning av {runda.klass}", skola_kod=runda.klass.skola.kod)
    kontext = {
        "kartlaggning": runda,
        "klass": runda.klass,
        "rader": list(zip(valda, bilder.remsor(instrument, [rad.farger for rad in valda]), strict=True)),
        "form": form,
        "tillbaka": _till_forslagen(runda),
    }
    return render(request, "kartlaggning/forslag_starta.html", kontext, status=422 if form.errors else 200)


def _forslag(runda: Kartlaggning, person: Personal) -> list[Forslagsrad]:
    """What the round proposes, as the summary shows it to the person."""
    skola = runda.klass.skola
    grund = underlag(runda, person, gult_for_individ=skola.gult_for_individ)
    lista = amnen.for_skola(skola)
    return sammanstall(urval.instrument_for(runda), grund, amnen=lista, gult_for_individ=skola.gult_for_individ).forslag


def _valda(request, rader: list[Forslagsrad]) -> list[Forslagsrad]:
    """The rows that were chosen by code, or with one button all that nobody has decided about."""
    if "alla" in request.GET and request.method != "POST":
        return [rad for rad in rader if rad.vantar]
    koder = set((request.POST if request.method == "POST" else request.GET).getlist("elev"))
    return [rad for rad in rader if rad.elev.kod in koder]


def _starta(request, runda: Kartlaggning, ider: list[int], data: dict):
    valda = list(Elev.objects.select_related("skola").filter(id__in=ider))
    try:
        startade = besluta.starta_flera(valda, av=request.user, datum=data["datum"], forslag=runda, hamta=data["hamta"])
    except regler.OgiltigError as fel:
        messages.error(request, str(fel))
        return redirect("kartlaggning_sammanstallning", runda.kod)
    if len(startade) == 1:
        return redirect("individ", valda[0].kod)
    antal = len(startade)
    messages.success(
        request, f"{antal} individuella kartläggningar är startade. Öppna dem från förslagen här nedanför."
    )
    return redirect("kartlaggning_sammanstallning", runda.kod)


@require_http_methods(["GET", "HEAD", "POST"])
def avsta(request, kod):
    """Decline what the pupil's latest class round proposes, with a word on why."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    runda, grund = _senaste_forslag(elev)
    tillbaka = _tillbaka(runda, elev, request.user)
    if grund is None:
        messages.info(request, "Det finns inget förslag att ta ställning till.")
        return redirect(_utan_ankare(tillbaka))
    form = AvstaForm(request.POST or None)
    varningar = []
    if request.method == "POST" and form.is_valid():
        ord_ = form.cleaned_data["ord"]
        if not form.cleaned_data["bekraftad"]:
            varningar = anteckningar.varningar_om_elev(elev, ord_, aven_eget_namn=True)
        if not varningar:
            try:
                individ.avsta(elev, runda, av=request.user, ord_=ord_)
            except regler.OgiltigError as fel:
                messages.error(request, str(fel))
            else:
                messages.success(request, "Ni avstår. Skälet står kvar vid förslaget, och ni kan starta ändå senare.")
            return redirect(_utan_ankare(tillbaka))
    anteckna_lasning(request.user, elev, f"förslaget om en elev i {runda.klass}", skola_kod=elev.skola.kod)
    kort = {p.nyckel: p.kort for p in urval.instrument_for(runda).pastaenden}
    kontext = {
        "elev": elev,
        "klass": elever.klass_nu(elev, request.user),
        "runda": runda,
        "skal": eskalering.skal(grund, kort),
        "form": form,
        "varningar": varningar,
        "ater": tillbaka,
    }
    return render(request, "kartlaggning/forslag_avsta.html", kontext, status=422 if form.errors or varningar else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def starta_utan(request, kod):
    """Start from the pupil's page, with or without a proposal; a form that is under way is gone on with."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    if elever.oppet_datum(elev):
        return redirect("individ", elev.kod)
    runda, grund = _senaste_forslag(elev)
    form = StartaIndividForm(request.POST or None)
    if runda is None:
        del form.fields["hamta"]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            individ.starta(
                elev,
                av=request.user,
                datum=data["datum"],
                forslag=runda if grund else None,
                hamta=data.get("hamta", False),
            )
        except regler.OgiltigError as fel:
            messages.error(request, str(fel))
            return redirect("elev", elev.kod)
        return redirect("individ", elev.kod)
    kontext = {"elev": elev, "klass": elever.klass_nu(elev, request.user), "runda": runda, "form": form}
    return render(request, "kartlaggning/individ_starta.html", kontext, status=422 if form.errors else 200)


def _senaste_forslag(elev: Elev) -> tuple[Kartlaggning | None, eskalering.Forslag | None]:
    """The pupil's latest class round, and what it proposes as long as that waits for a decision or may be changed."""
    runda = elever.klassens_senaste(elev)
    grund = elever.foreslas(runda, elev) if runda else None
    if grund and not forslagslage.for_runda(runda).tillstand(runda, elev.id).kan_startas:
        return runda, None
    return runda, grund


def _till_forslagen(runda: Kartlaggning) -> str:
    return reverse("kartlaggning_sammanstallning", args=[runda.kod]) + "#forslag"


def _utan_ankare(adress: str) -> str:
    """The top of the page, where a message stands."""
    return adress.partition("#")[0]


def _tillbaka(runda: Kartlaggning | None, elev: Elev, person: Personal) -> str:
    """Where the proposal stands: in the summary, or on the pupil's page for one who has come from another class."""
    if runda and behorighet.far_se_sammanstallning(person, runda.klass):
        return _till_forslagen(runda)
    return reverse("elev", args=[elev.kod])
