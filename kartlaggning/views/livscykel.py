"""The life of a round: started, closed, reopened."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from skolanknytning.skola import behorighet

from .. import regler, urval
from ..forms import StangForm, StartaForm
from ..models import Kartlaggning
from .vagar import till_formularet


@require_http_methods(["GET", "HEAD", "POST"])
def starta(request, kod):
    """Begin a round for the class, or go on with the open one."""
    klass = behorighet.hamta_klass(request.user, kod)
    behorighet.krav(behorighet.far_bedoma(request.user, klass))
    form = StartaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kartlaggning = regler.starta(klass, av=request.user, datum=form.cleaned_data["datum"])
        return redirect("kartlaggning", kartlaggning.kod)
    return render(request, "kartlaggning/starta.html", {"klass": klass, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def stang(request, kod):
    """Close a round: says what is left, asks why when squares are empty."""
    kartlaggning = urval.hamta_runda(request.user, kod, urval.far_stanga)
    if not kartlaggning.oppen:
        return redirect(_efterat(request, kartlaggning))
    luckor = regler.luckor(kartlaggning, av=request.user)
    kollega = kartlaggning.tillfragad_id == request.user.id
    kravs = regler.skal_kravs(kartlaggning, luckor, av=request.user)
    data = request.POST if request.method == "POST" else None
    form = StangForm(data, niva=kartlaggning.niva, luckor=luckor, kravs=kravs, kollega=kollega)
    if request.method == "POST" and form.is_valid():
        try:
            regler.stang(kartlaggning, av=request.user, skal=form.cleaned_data.get("skal", ""))
        except regler.OgiltigError as fel:
            messages.error(request, str(fel))
            return redirect("kartlaggning_stang", kartlaggning.kod)
        except regler.StangdError as fel:
            messages.info(request, str(fel))
        else:
            messages.success(request, _stangt(request, kartlaggning))
        return redirect(_efterat(request, kartlaggning))
    kontext = {
        "kartlaggning": kartlaggning,
        "klass": kartlaggning.klass,
        "elev": kartlaggning.elev,
        "kollega": kollega,
        "kravs": kravs,
        "form": form,
        "luckor": luckor,
        "antal_elever": len(urval.elever_i(kartlaggning, request.user)),
        "tillbaka": till_formularet(kartlaggning, request.user),
    }
    return render(request, "kartlaggning/stang.html", kontext)


def _efterat(request, kartlaggning: Kartlaggning) -> str:
    """Where a closed round is read: its summary, the pupil's page; a colleague reads nothing any more."""
    if kartlaggning.elev_id is None:
        return reverse("kartlaggning_sammanstallning", args=[kartlaggning.kod])
    if kartlaggning.tillfragad_id == request.user.id:
        return reverse("start")
    return reverse("elev", args=[kartlaggning.elev.kod])


def _stangt(request, kartlaggning: Kartlaggning) -> str:
    if kartlaggning.elev_id is None:
        return "Kartläggningen är stängd. Här är sammanställningen."
    if kartlaggning.tillfragad_id == request.user.id:
        return "Tack! Din bild är inlämnad till elevens mentorer."
    return "Datumet är klart. Här är allt om eleven samlat."


@require_POST
def oppna(request, kod):
    """Reopen a closed round."""
    kartlaggning = urval.hamta_runda(request.user, kod, urval.far_styra)
    try:
        regler.oppna(kartlaggning, av=request.user)
    except regler.OgiltigError as fel:
        messages.error(request, str(fel))
        return redirect(_efterat(request, kartlaggning))
    if kartlaggning.tillfragad_id:
        messages.success(request, f"{kartlaggning.tillfragad.namn} kan nu ändra sin bild. Den väntar på startsidan.")
    else:
        messages.success(request, "Datumet är öppet igen." if kartlaggning.elev_id else "Kartläggningen är öppen igen.")
    return redirect(till_formularet(kartlaggning, request.user))
