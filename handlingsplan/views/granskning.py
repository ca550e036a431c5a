"""The rektor's review: the plan is sent, read on one page, commented part by part, approved or returned."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from skolanknytning import textfalt
from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.textfalt import Falt

from .. import avskrift, granskning, granskningar, mallar, regler, urval
from ..forms.granskning import KommentarForm, SvarForm
from ..models import Granskning, Kommentar, Lage, Plan
from ..saknas import saknas

# What the whole is called in an address.
HELHETEN = "helheten"
FEL = (regler.AvslutadError, regler.BesvaradError, regler.BorttagetError, regler.HosRektorError, regler.OgiltigError)
OLASLIGT = "Det gick inte att läsa. Ladda om sidan."


def anteckna_plan(request: HttpRequest, plan: Plan) -> None:
    """Write that the plan was opened, and whom it is about if it is about a pupil."""
    for om in (plan, plan.elev):
        if om is not None:
            anteckna_lasning(request.user, om, plan.vad, skola_kod=plan.skola.kod)


@require_http_methods(["GET", "HEAD", "POST"])
def skicka(request: HttpRequest, kod: str) -> HttpResponse:
    """What the plan lacks before it is sent (GET), and sending it (POST)."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    if request.method == "POST":
        return _gor(request, plan, regler.skicka, "Planen är skickad till rektor.")
    if not plan.oppen or plan.lage == Lage.SKICKAD:
        return redirect("plan", kod)
    anteckna_plan(request, plan)
    brister = saknas(urval.innehall(plan), mallar.las(plan.mallar))
    kontext = {
        "plan": plan,
        "allvarliga": [b for b in brister if b.allvarlig],
        "ovriga": [b for b in brister if not b.allvarlig],
    }
    return render(request, "handlingsplan/skicka.html", kontext)


@require_POST
def ta_tillbaka(request: HttpRequest, kod: str) -> HttpResponse:
    """The team takes the plan back before the rektor has answered."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    return _gor(request, plan, regler.ta_tillbaka, "Planen är tillbaka hos er och kan ändras.")


@require_POST
def godkann(request: HttpRequest, kod: str) -> HttpResponse:
    """The rektor approves what the page showed."""
    return _besvara(request, kod, regler.godkann, "Planen är godkänd.")


@require_POST
def aterlamna(request: HttpRequest, kod: str) -> HttpResponse:
    """The rektor returns the plan with comments."""
    return _besvara(request, kod, regler.aterlamna, "Planen är återlämnad. De som skrev den ser dina kommentarer.")


def _besvara(request: HttpRequest, kod: str, regel: Callable, besked: str) -> HttpResponse:
    plan = urval.hamta_plan(request.user, kod, urval.far_granska)
    form = SvarForm(request.POST)
    if not form.is_valid():
        return HttpResponse(OLASLIGT, status=400, content_type="text/plain; charset=utf-8")
    return _gor(request, plan, regel, besked, till="plan_granska", last_kod=form.cleaned_data["granskning"])


def _gor(request: HttpRequest, plan: Plan, regel: Callable, besked: str, *, till: str = "plan", **mer) -> HttpResponse:
    """Do it by the rule, and say how it went."""
    try:
        regel(plan, request.user, **mer)
    except FEL as fel:
        messages.error(request, str(fel))
        return redirect(till, plan.kod)
    messages.success(request, besked)
    return redirect("plan", plan.kod)


# --- The page --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Delar:
    """The blocks of a copy with what is said of each: the field to write in, or what was written, and the time before.

    ``skrivs``: comments are written. ``visas``: what has been written may be read.
    """

    request: HttpRequest
    plan: Plan
    last: granskningar.Last
    skrivs: bool
    visas: bool

    def om(self, block: granskning.Block, *, helheten: bool = False) -> dict:
        """A block as the page shows it."""
        egen = bool(block.avsnitt) or helheten
        sagt = (self.last.kommentarer, self.last.forra_kommentarer)
        rad, forra = (alla.get(block.avsnitt) if egen else None for alla in sagt)
        skriven = bool(rad and rad.text)
        return {
            "block": block,
            "ankare": f"k-{block.avsnitt or HELHETEN}" if egen else "",
            "falt": self._falt(rad, block.avsnitt) if self.skrivs and egen else "",
            "skriven": skriven,
            "kommentar": rad if skriven and self.visas else None,
            "forra": forra if forra and forra.text else None,
        }

    def _falt(self, rad: Kommentar | None, avsnitt: str) -> SafeString:
        return _falt(self.request, self.plan, rad, avsnitt)

    def alla(self, bild: granskning.Bild) -> dict:
        """The picture, for the template."""
        return {
            "helheten": self.om(granskning.Block(granskning.HELHETEN, "Hela planen"), helheten=True),
            "resurser": [self.om(b) for b in bild.resurser],
            "vad": [self.om(b) for b in bild.vad],
            "varfor": [self.om(b) for b in bild.varfor],
            "mal": [(self.om(rad.mal), [self.om(b) for b in rad.insatser]) for rad in bild.mal],
            "uppfoljning": self.om(bild.uppfoljning) if bild.uppfoljning else None,
            "ovrigt": [self.om(b) for b in bild.ovrigt],
            "losa": _losa(self.last, bild) if self.visas else [],
        }


@require_safe
def granska(request: HttpRequest, kod: str) -> HttpResponse:
    """The plan as it was sent. The rektor comments and answers; the others read the answer."""
    plan = urval.hamta_plan(request.user, kod)
    senaste = granskningar.senaste(plan)
    if senaste is None:
        messages.info(request, "Planen är inte skickad till rektor.")
        return redirect("plan", kod)
    anteckna_plan(request, plan)
    oppen, far_granska = senaste.besvarad is None, urval.far_granska(request.user, plan)
    last = granskningar.las(senaste)
    bild = granskning.bild(avskrift.ur_json(senaste.avskrift.innehall), mallar.las(plan.mallar))
    delar = Delar(request, plan, last, skrivs=far_granska and oppen, visas=far_granska or not oppen)
    kontext = {
        "plan": plan,
        "last": last,
        "granskning": senaste,
        "bild": bild,
        "skrivs": delar.skrivs,
        "far_ta_tillbaka": oppen and urval.far_skriva(request.user, plan),
        **delar.alla(bild),
    }
    return render(request, "handlingsplan/granska.html", kontext)


def _losa(last: granskningar.Last, bild: granskning.Bild) -> list[Kommentar]:
    """Comments about what is no longer in the plan."""
    return [rad for avsnitt, rad in last.kommentarer.items() if avsnitt not in bild.avsnitt and rad.text]


def _falt(request: HttpRequest, plan: Plan, rad: Kommentar | None, avsnitt: str, **laget) -> SafeString:
    falt = _textfalt(plan, avsnitt)
    return textfalt.formular(falt, rad, csrf=get_token(request), far_skriva=True, **laget)


def _textfalt(plan: Plan, avsnitt: str) -> Falt:
    i_adress = avsnitt or HELHETEN
    adress = reverse("plan_kommentar", args=[plan.kod, i_adress])
    etikett = "Kommentar till hela planen" if not avsnitt else "Kommentar"
    return Falt(f"k-{i_adress}", etikett, adress, tidigare=f"{adress}tidigare/", rader=3 if avsnitt else 4)


@require_http_methods(["GET", "HEAD", "POST"])
def kommentar(request: HttpRequest, kod: str, avsnitt: str) -> HttpResponse:
    """What the rektor says of a part: its own form (GET), and saving it (POST)."""
    plan = urval.hamta_plan(request.user, kod, urval.far_granska)
    senaste = granskningar.senaste(plan)
    if senaste is None and request.method == "POST":
        # It has been taken back meanwhile: the rule says so, beside the comment that was on its way.
        senaste = plan.granskningar.first()
    if senaste is None:
        raise Http404
    senaste.plan = plan
    plats = granskning.HELHETEN if avsnitt == HELHETEN else avsnitt
    if request.method != "POST":
        anteckna_plan(request, plan)
        return _kommentarsida(request, plan, regler.kommentar_for(senaste, plats), plats)
    form = KommentarForm(request.POST)
    if not form.is_valid():
        return HttpResponse(OLASLIGT, status=400, content_type="text/plain; charset=utf-8")
    return _spara(request, plan, senaste, plats, form.cleaned_data)


def _spara(request: HttpRequest, plan: Plan, senaste: Granskning, plats: str, data: dict) -> HttpResponse:
    utfall, fel = None, ""
    try:
        utfall = regler.kommentera(
            senaste, plats, data["text"], ersatter=data["ersatter"], av=request.user, bekraftad=data["bekraftad"]
        )
    except FEL as e:
        fel = str(e)
    rad = utfall.rad if utfall else regler.kommentar_for(senaste, plats)
    if request.htmx:
        # htmx swaps answers of 2xx only; the state in the answer says whether the text was saved.
        ord_ = textfalt.tillstand(_textfalt(plan, plats), rad, far_skriva=True, utfall=utfall, fel=fel)
        return HttpResponse(ord_)
    if utfall and utfall.sparad:
        return redirect(f"{reverse('plan_granska', args=[plan.kod])}#k-{plats or HELHETEN}")
    return _kommentarsida(request, plan, rad, plats, status=409, text=data["text"], utfall=utfall, fel=fel)


def _kommentarsida(
    request: HttpRequest, plan: Plan, rad: Kommentar, plats: str, *, status: int = 200, **laget
) -> HttpResponse:
    """The comment's own page, for who has no JavaScript and must be asked something."""
    kontext = {"plan": plan, "falt": _falt(request, plan, rad, plats, **laget), "avsnitt": plats or HELHETEN}
    return render(request, "handlingsplan/kommentar.html", kontext, status=status)


@require_safe
def kommentar_tidigare(request: HttpRequest, kod: str, avsnitt: str) -> HttpResponse:
    """Earlier wordings of what the rektor says of a part, each with who and when."""
    plan = urval.hamta_plan(request.user, kod, urval.far_granska)
    senaste = granskningar.senaste(plan)
    if senaste is None:
        raise Http404
    anteckna_plan(request, plan)
    rad = regler.kommentar_for(senaste, granskning.HELHETEN if avsnitt == HELHETEN else avsnitt)
    kontext = {
        "plan": plan,
        "rubrik": "Kommentar",
        "rad": rad,
        "tidigare": granskningar.tidigare(rad),
        "aterstall": "" if senaste.besvarad else reverse("plan_kommentar", args=[kod, avsnitt]),
        "tillbaka": f"{reverse('plan_granska', args=[kod])}#k-{avsnitt}",
    }
    return render(request, "handlingsplan/tidigare.html", kontext)


# --- Kept copies -----------------------------------------------------------------------------------------------------


@require_safe
def andringar(request: HttpRequest, kod: str) -> HttpResponse:
    """What has been changed since the plan was approved, word by word."""
    plan = urval.hamta_plan(request.user, kod)
    da, andrat = granskningar.andringar_sedan_godkand(plan)
    if da is None:
        messages.info(request, "Planen är inte godkänd än.")
        return redirect("plan", kod)
    anteckna_plan(request, plan)
    return render(request, "handlingsplan/andringar.html", {"plan": plan, "da": da, "andringar": andrat})


@require_safe
def avskriften(request: HttpRequest, kod: str, rad: str) -> HttpResponse:
    """The plan as it stood when it was sent, approved, followed up or closed."""
    plan = urval.hamta_plan(request.user, kod)
    kopia = get_object_or_404(plan.avskrifter.select_related("av", "varv"), kod=rad)
    anteckna_plan(request, plan)
    kontext = {
        "plan": plan,
        "kopia": kopia,
        "bild": granskning.bild(avskrift.ur_json(kopia.innehall), mallar.las(plan.mallar)),
        "kopior": [k for k in granskningar.kopior(plan) if k.kod != kopia.kod],
    }
    return render(request, "handlingsplan/avskrift.html", kontext)
