"""A plan is closed with its result, opened again, or removed when nobody has written in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from skolanknytning import textfalt
from skolanknytning.logg.regler import anteckna_lasning

from .. import mallar, regler, urval
from ..forms.avsluta import SLUTTEXTER, AvslutaForm, SluttextForm
from ..html.grund import OM_NAMN
from ..mallar import Typ
from ..models import Plan, Uppnatt
from ..urval import Innehall

FEL = (regler.AvslutadError, regler.BorttagetError, regler.HosRektorError, regler.OgiltigError)
INGET_RESULTAT = "Resultatet är inte skrivet. Skriv det först, eller avsluta planen utan resultat."
KROCK = "En kollega har ändrat hur långt ett mål har nått medan du skrev. Se efter att det stämmer."

FOLJD_UPP = "En kollega har följt upp planen sedan du öppnade sidan. Läs varvet som är nu innan ni avslutar."


@require_http_methods(["GET", "HEAD", "POST"])
def avsluta(request: HttpRequest, kod: str) -> HttpResponse:
    """The last page of a plan: how far each goal came, the result, what it teaches, and what to go on with."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    # A text that comes too late is answered beside it, by the rule that says no: it is not to be lost.
    if not plan.skrivs and "falt" not in request.POST:
        messages.info(request, str(regler.HosRektorError() if plan.oppen else regler.AvslutadError()))
        return redirect("plan", plan.kod)
    if request.method != "POST":
        for om in filter(None, (plan, plan.elev)):
            anteckna_lasning(request.user, om, plan.vad, skola_kod=plan.skola.kod)
        return _sida(request, plan)
    return _spara_text(request, plan) if "falt" in request.POST else _avsluta(request, plan)


@require_POST
def oppna(request: HttpRequest, kod: str) -> HttpResponse:
    """Open a closed plan again."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    try:
        regler.oppna(plan, av=request.user)
    except (*FEL, regler.OppenPlanError) as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Planen är öppen igen.")
    return redirect("plan", kod)


@require_POST
def ta_bort(request: HttpRequest, kod: str) -> HttpResponse:
    """Remove a plan that nobody has written in."""
    plan = urval.hamta_plan(request.user, kod, urval.far_skriva)
    hem = redirect("klass", plan.klass.kod) if plan.klass else redirect("start")
    if plan.elev:
        hem = redirect("elev", plan.elev.kod)
    try:
        regler.ta_bort(plan, av=request.user)
    except regler.BorttagetError:
        """Pressed twice, or by two: it is removed all the same."""
    except FEL as fel:
        messages.error(request, str(fel))
        return redirect("plan", kod)
    messages.success(request, "Planen är borttagen.")
    return hem


def _avsluta(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Save how far the goals have come, and close the plan unless its result is missing."""
    innehall = urval.innehall(plan)
    form = AvslutaForm(request.POST, mal=[rad.mal for rad in innehall.aktuella])
    if not form.is_valid():
        messages.error(request, "Det gick inte att läsa. Välj igen.")
        return redirect("plan_avsluta", plan.kod)
    if form.cleaned_data["varv"] != innehall.nu.nummer:
        messages.warning(request, FOLJD_UPP)
        return redirect("plan_avsluta", plan.kod)
    try:
        if _spara_malen(request, innehall, form):
            messages.warning(request, KROCK)
            return redirect("plan_avsluta", plan.kod)
        if not form.cleaned_data["avsluta"]:
            messages.success(request, "Sparat. Planen är fortfarande öppen.")
            return redirect("plan_avsluta", plan.kod)
        if not (innehall.text("resultat") or form.cleaned_data["anda"]):
            return _sida(request, plan, saknar=INGET_RESULTAT, status=409)
        regler.avsluta(plan, av=request.user)
    except FEL as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Planen är avslutad.")
    return redirect("plan", plan.kod)


def _spara_malen(request: HttpRequest, innehall: Innehall, form: AvslutaForm) -> bool:
    """Save what was said of each goal; whether a colleague had said something else of one meanwhile."""
    krock = False
    for mal, lage, fore in form.valda:
        if lage != fore:
            andring = regler.satt_forflyttning(innehall.nu, mal, uppnatt=lage, fore={"uppnatt": fore}, av=request.user)
            krock = krock or bool(andring.krockar)
    return krock


def _spara_text(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Save one of the texts, as one writes or by its button."""
    form = SluttextForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Det gick inte att läsa. Ladda om sidan.", status=400, content_type="text/plain")
    data, utfall, fel = form.cleaned_data, None, ""
    sparas = {n: data[n] for n in ("ersatter", "bekraftad")}
    try:
        utfall = regler.spara_text(plan, data["falt"], data["text"], **sparas, av=request.user)
    except FEL as e:
        fel = str(e)
    rad = utfall.rad if utfall else urval.text_for(plan, data["falt"])
    if request.htmx:
        falt = _falt(plan, data["falt"])
        return HttpResponse(textfalt.tillstand(falt, rad, far_skriva=True, utfall=utfall, fel=fel))
    if utfall and utfall.sparad:
        return redirect(f"{reverse('plan_avsluta', args=[plan.kod])}#notering-{data['falt']}")
    return _sida(request, plan, laget={data["falt"]: {"text": data["text"], "utfall": utfall, "fel": fel}}, status=409)


def _sida(
    request: HttpRequest, plan: Plan, *, laget: dict[str, dict] | None = None, saknar: str = "", status: int = 200
) -> HttpResponse:
    """The page; ``laget`` is what became of a text that was not saved."""
    innehall = urval.innehall(plan)
    falt = [
        textfalt.formular(
            _falt(plan, f),
            innehall.texter.get(f),
            csrf=get_token(request),
            far_skriva=True,
            **(laget or {}).get(f, {}),
        )
        for f in SLUTTEXTER
    ]
    kontext = {
        "plan": plan,
        "nu": innehall.nu,
        "mal": [_mal(innehall, rad.mal) for rad in innehall.aktuella],
        "val": Uppnatt.choices,
        "falt": falt,
        "saknar": saknar,
        "effekt": innehall.text("effekt", innehall.nu),
    }
    return render(request, "handlingsplan/avsluta.html", kontext, status=status)


def _mal(innehall: Innehall, mal) -> dict:
    """A goal as it is judged: its text, and what has been said of it in this varv."""
    lage = innehall.forflyttning(innehall.nu, mal)
    return {"kod": mal.kod, "text": innehall.text("mal", mal), "lage": lage.uppnatt if lage else ""}


def _falt(plan: Plan, falt: str) -> textfalt.Falt:
    """Where one of the texts is written: heading and question as the template has them."""
    bas = reverse("plan", args=[plan.kod])
    delen = _delen(plan, falt)
    hjalp = mallar.las(plan.mallar).falt[falt].hjalp
    return textfalt.Falt(
        nyckel=falt,
        etikett=delen.rubrik,
        adress=f"{bas}avsluta/",
        tidigare=f"{bas}text/{falt}/tidigare/",
        dolt=(("falt", falt),),
        rader=5,
        hjalp=" ".join(filter(None, [delen.fraga, hjalp, OM_NAMN])),
    )


def _delen(plan: Plan, falt: str) -> mallar.Del:
    """The part of Uppgift 5 that asks for a text."""
    steg = mallar.las(plan.mallar).uppgift_5.forsta
    return next(d for s in steg for d in s.delar if d.typ == Typ.TEXT and d.falt == falt)
