"""A school's coloured workbook in: choose a file, look at the preview, correct it, confirm."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from skolanknytning.arbetsbok import MAX_BYTE
from skolanknytning.htmx import rendera
from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet

from .. import regler
from ..fargark import farginlasning
from ..fargark.farggranskning import granskning
from ..fargark.tolkning.arbetsbok import STOR_FIL
from ..fargark.tolkning.typer import FargarkError
from ..fargark.tolkning.val import Val, valens_namn
from ..forms import FargarkForm, StartaForm
from ..models import Farginlasning

MALL, FORMULAR = "kartlaggning/fargark_granska.html", "form.fargark"


@require_http_methods(["GET", "HEAD", "POST"])
def las_in(request, kod):
    """Choose a workbook for a class."""
    klass = behorighet.hamta_klass(request.user, kod)
    behorighet.krav(behorighet.far_bedoma(request.user, klass))
    skickat = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FargarkForm(*skickat)
    kontext = {"klass": klass, "form": form, "runda": farginlasning.oppen_runda(klass)}
    if request.method != "POST":
        return render(request, "kartlaggning/fargark_las_in.html", kontext)
    status = 422
    if form.is_valid():
        fil = form.cleaned_data["fil"]
        if fil.size > MAX_BYTE:
            kontext["fel"], status = STOR_FIL, 413
        else:
            try:
                inlasning = farginlasning.las_in(fil.read(), klass=klass, av=request.user)
            except FargarkError as fel:
                kontext["fel"] = str(fel)
            else:
                return redirect("fargark_granska", inlasning.kod)
    return render(request, "kartlaggning/fargark_las_in.html", kontext, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def granska(request, kod):
    """The preview. POST remembers what was corrected and draws it anew, or does what it said."""
    try:
        inlasning = _hamta(request.user, kod)
    except Http404:
        if request.htmx:  # the page asks for itself anew, and then says that it is gone
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "kartlaggning/fargark_borta.html", status=404)
    form = None
    if request.method == "POST":
        farginlasning.ratta(inlasning, Val.ur_formular(request.POST))
        if "las_in" not in request.POST:
            return _uppdaterad(request, inlasning)
        form = StartaForm(request.POST)
        if svar := _bekrafta(request, inlasning, form):
            return svar
    return _visa(request, inlasning, form)


def _hamta(person, kod) -> Farginlasning:
    inlasning = farginlasning.hamta(person, kod)
    behorighet.krav(behorighet.far_bedoma(person, inlasning.klass))
    return inlasning


def _uppdaterad(request, inlasning):
    """The preview with what was corrected; without htmx by way of a redirect, so that it can be reloaded."""
    return _visa(request, inlasning, None) if request.htmx else redirect("fargark_granska", inlasning.kod)


def _visa(request, inlasning, form):
    """The page, or for htmx what comes of a correction: the outcome, and how each choice stands.

    When the choices themselves are others (a sheet more, a colour less), the whole form.
    """
    lage = farginlasning.lage_for(inlasning, request.user)
    sida, klass = granskning(lage), inlasning.klass
    samma = valens_namn(request.POST) == {v.namn for v in sida.valjare}
    kontext = {
        "klass": klass,
        "inlasning": inlasning,
        "runda": lage.runda,
        "plan": lage.plan,
        "granskning": sida,
        "avtryck": lage.avtryck(),
        "antal_elever": len(lage.elever),
        "form": form or StartaForm(),
        "delvis": bool(request.htmx) and samma,
    }
    anteckna_lasning(request.user, klass, f"färgad arbetsbok att granska, {klass}", skola_kod=klass.skola.kod)
    status = 422 if form and form.errors else 200
    svar = rendera(request, MALL, kontext, del_="utfall" if samma else "", status=status)
    if request.htmx and not samma:
        svar.headers["HX-Retarget"] = svar.headers["HX-Reselect"] = FORMULAR
        svar.headers["HX-Reswap"] = "outerHTML"
    return svar


def _bekrafta(request, inlasning, form):
    """Do what the preview said and go to the round; None when the preview is to be shown anew, with the reason."""
    datum = form.cleaned_data["datum"] if form.is_valid() else None
    try:
        utfall = farginlasning.bekrafta(
            inlasning, avtryck=request.POST.get("avtryck", ""), datum=datum, av=request.user
        )
    except Farginlasning.DoesNotExist:
        return render(request, "kartlaggning/fargark_borta.html", status=404)
    except farginlasning.ForandradError:
        text = "Något har ändrats sedan förhandsvisningen ritades. Se över den och tryck på Läs in igen."
        messages.warning(request, text)
        return redirect("fargark_granska", inlasning.kod)
    except (regler.OgiltigError, regler.StangdError) as fel:
        if form.is_valid():
            messages.warning(request, str(fel))
            return redirect("fargark_granska", inlasning.kod)
        return None
    messages.success(request, _sammanfatta(utfall))
    return redirect("kartlaggning", utfall.runda.kod)


def _sammanfatta(utfall) -> str:
    rutor = "1 ruta" if utfall.fyllda == 1 else f"{utfall.fyllda} rutor"
    text = f"{rutor} lästes in{' i en ny kartläggning' if utfall.ny else ''}."
    if utfall.kvar:
        var = "1 ruta som redan var ifylld lämnades" if utfall.kvar == 1 else f"{utfall.kvar} redan ifyllda lämnades"
        text += f" {var} som de stod." if utfall.kvar > 1 else f" {var} som den stod."
    return text


@require_POST
def avbryt(request, kod):
    """Forget the preview."""
    inlasning = _hamta(request.user, kod)
    klass = inlasning.klass
    farginlasning.avbryt(inlasning)
    messages.info(request, "Inget lästes in.")
    return redirect("klass", klass.kod)
