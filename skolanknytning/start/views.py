"""The start page, the pages of a class and a pupil, those about the program, and those about what went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kartlaggning.eleven import elever
from skolanknytning import pdf
from skolanknytning.htmx import rendera
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna, anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Roll, idag

from . import elevsida, klasshtml, klassida, planhtml, registerutskrift, urval
from .registerutdrag import ta_ut

ALDRIG_FIL = "En elev med skyddade personuppgifter förs aldrig ut som fil. Använd utdraget på papper."


@require_safe
def start(request):
    """What each role has before it today."""
    person, csrf = request.user, get_token(request)
    skolvyer = urval.skolvyer(person)
    kontext = {
        "skolvyer": [(vy, *_planer(vy, csrf)) for vy in skolvyer],
        "fragor": elever.fragor_till(person),
        "fornamn": person.namn.split()[0],
    }
    return render(request, "start/start.html", kontext)


def _planer(vy, csrf: str) -> tuple:
    """What waits in the school's plans, and what the person is to do, as the page shows it."""
    nu = idag()
    if vy.planer is None:
        return "", planhtml.mina(vy.insatser, vy.skola, csrf, idag=nu)
    vad = planhtml.planer(vy.planer, vy.skola, csrf, idag=nu, alla=vy.foljer_alla, granskar=vy.granskar)
    return vad, planhtml.mina(vy.insatser, vy.skola, csrf, idag=nu)


@require_safe
def skolans_klasser(request, kod):
    """How the school's classes stand: a page of its own, and a part that the start page fetches into itself."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.REKTOR, Roll.ELEVHALSA)
    vy = urval.skolans(request.user, skola)
    if vy.analys.flaggor:
        anteckna_lasning(request.user, skola, "startsidan med nyligen föreslagna elever", skola_kod=skola.kod)
    kontext = {"v": vy, "rader": klasshtml.tabellrader(vy.alla)}
    return rendera(request, "start/skolans_klasser.html", kontext, del_="klasserna")


@require_safe
def klass(request, kod):
    """Where the class stands, and all there is about it that the person may see."""
    klass = behorighet.hamta_klass(request.user, kod)
    kontext = klassida.kontext(klass, request.user)
    if kontext["elever"] or kontext["individer"]:
        anteckna_lasning(request.user, klass, f"klassens sida, {klass}", skola_kod=klass.skola.kod)
    return render(request, "start/klass.html", kontext)


@require_safe
def elev(request, kod):
    """All that has been judged, written and decided about one pupil, for who may follow the pupil."""
    elev = elever.hamta_elev(request.user, kod)
    kontext = elevsida.kontext(elev, request.user)
    klass = " och ".join(klass.namn for klass in kontext["klasser"]) or "ingen klass"
    anteckna_lasning(request.user, elev, f"en elevs sida, {klass}", skola_kod=elev.skola.kod)
    return render(request, "start/elev.html", kontext)


def _hamta_for_utdrag(request, kod):
    """The pupil, for the rektor: 404 as in ``behorighet.hamta_elev``, otherwise 403."""
    elev = behorighet.hamta_elev(request.user, kod)
    behorighet.krav(behorighet.far_ta_ut_registerutdrag(request.user, elev))
    return elev


@require_safe
def registerutdrag(request, kod):
    """What the extract from the register holds, and the ways to take it out."""
    elev = _hamta_for_utdrag(request, kod)
    anteckna_lasning(request.user, elev, "sidan om registerutdrag för en elev", skola_kod=elev.skola.kod)
    return render(request, "start/registerutdrag.html", {"elev": elev})


@require_safe
def registerutdrag_pdf(request, kod):
    """The extract as a PDF."""
    elev = _hamta_for_utdrag(request, kod)
    sida = registerutskrift.utskrift(ta_ut(elev, av=request.user), request.user.namn)
    svar = pdf.svar(pdf.rendera(registerutskrift.html(sida)), "registerutdrag.pdf")
    anteckna(request.user, Handling.SKREV_UT, elev, "registerutdrag (PDF) för en elev", skola_kod=elev.skola.kod)
    return svar


@require_safe
def registerutdrag_json(request, kod):
    """The extract as a file that other programs read; refused for a pupil with protected identity."""
    elev = _hamta_for_utdrag(request, kod)
    if elev.skyddad:
        return _fel(request, 403, "Det finns ingen fil att hämta", ALDRIG_FIL)
    svar = JsonResponse(ta_ut(elev, av=request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    svar.headers["Content-Disposition"] = 'attachment; filename="registerutdrag.json"'
    svar.headers["Cache-Control"] = "no-store"
    anteckna(request.user, Handling.EXPORTERADE, elev, "registerutdrag (fil) för en elev", skola_kod=elev.skola.kod)
    return svar


@login_not_required
def om(request):
    """What the program is, where the material comes from, and whose it is."""
    return render(request, "start/om.html")


@login_not_required
def tillganglighet(request):
    """The accessibility statement (tillgänglighetsredogörelse)."""
    person = request.user
    kontakter = urval.administratorer(person) if person.is_authenticated else []
    return render(request, "start/tillganglighet.html", {"kontakter": kontakter})


@require_POST
def forlang(request):
    """Stay logged in: the request itself counts as use."""
    return HttpResponse(status=204)


def _fel(request, status: int, rubrik: str, rad: str):
    return render(request, "fel.html", {"rubrik": rubrik, "rad": rad}, status=status)


def fel_400(request, exception=None):
    return _fel(request, 400, "Det gick inte att läsa förfrågan", "Gå tillbaka, ladda om sidan och försök igen.")


def fel_403(request, exception=None):
    return _fel(
        request,
        403,
        "Den här sidan är inte öppen för dig",
        "Din roll på skolan ger inte tillgång hit. Behöver du den i ditt arbete? Kontakta skolans administratör.",
    )


def fel_404(request, exception=None):
    return _fel(request, 404, "Sidan finns inte", "Adressen kan vara fel, eller så har det som fanns här tagits bort.")


def fel_500(request):
    return _fel(
        request,
        500,
        "Något gick fel hos oss",
        "Det du redan har sparat finns kvar. Försök igen om en stund, och säg till administratören"
        " om felet återkommer.",
    )


def csrf_fel(request, reason=""):
    """The form was sent from an old page, or cookies are off."""
    return _fel(
        request,
        403,
        "Sidan var för gammal",
        "Gå tillbaka, ladda om sidan och skicka igen. Hjälper det inte: tillåt kakor (cookies)"
        " för den här webbplatsen.",
    )
