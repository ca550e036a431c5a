"""The life of a round: started, closed, reopened."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from skolanknytning.skola import behorighet

from .. import regler, urval
from ..forms import StangForm, StartaForm


@require_http_methods(["GET", "POST"])
def starta(request, kod):
    """Begin a round for the class, or go on with the open one."""
    klass = behorighet.hamta_klass(request.user, kod)
    behorighet.krav(behorighet.far_bedoma(request.user, klass))
    form = StartaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kartlaggning = regler.starta(klass, av=request.user, datum=form.cleaned_data["datum"])
        return redirect("kartlaggning", kartlaggning.kod)
    return render(request, "kartlaggning/starta.html", {"klass": klass, "form": form})


@require_http_methods(["GET", "POST"])
def stang(request, kod):
    """Close a round: says what is left, asks why when squares are empty."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod, far=behorighet.far_bedoma)
    if not kartlaggning.oppen:
        return redirect("kartlaggning_sammanstallning", kartlaggning.kod)
    luckor = regler.luckor(kartlaggning, av=request.user)
    form = StangForm(request.POST if request.method == "POST" else None, luckor=luckor)
    if request.method == "POST" and form.is_valid():
        try:
            regler.stang(kartlaggning, av=request.user, skal=form.cleaned_data.get("skal", ""))
        except regler.OgiltigError as fel:
            messages.error(request, str(fel))
            return redirect("kartlaggning_stang", kartlaggning.kod)
        except regler.StangdError as fel:
            messages.info(request, str(fel))
        else:
            messages.success(request, "Kartläggningen är stängd. Här är sammanställningen.")
        return redirect("kartlaggning_sammanstallning", kartlaggning.kod)
    kontext = {
        "kartlaggning": kartlaggning,
        "klass": kartlaggning.klass,
        "form": form,
        "luckor": luckor,
        "antal_elever": len(urval.elever_i(kartlaggning, request.user)),
    }
    return render(request, "kartlaggning/stang.html", kontext)


@require_POST
def oppna(request, kod):
    """Reopen a closed round."""
    kartlaggning = urval.hamta_kartlaggning(request.user, kod, far=behorighet.far_bedoma)
    try:
        regler.oppna(kartlaggning, av=request.user)
    except regler.OgiltigError as fel:
        messages.error(request, str(fel))
        return redirect("kartlaggning_sammanstallning", kartlaggning.kod)
    messages.success(request, "Kartläggningen är öppen igen.")
    return redirect("kartlaggning", kartlaggning.kod)
