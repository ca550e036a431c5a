"""The dates of a pupil's form: a new one, taken over and confirmed, taken back; and colleagues who are asked."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from skolanknytning.skola import behorighet

from .. import regler, urval
from ..eleven import elever, formular
from ..forms import KollegorForm
from ..models import Kartlaggning
from ..regler import individ
from .vagar import till_formularet


@require_POST
def nytt_datum(request, kod):
    """Begin today's date of the form."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    try:
        individ.nytt_datum(elev, av=request.user)
    except regler.OgiltigError as fel:
        messages.error(request, str(fel))
    return redirect("individ", elev.kod)


@require_POST
def hamta(request, kod):
    """Take over the ten shared statements from the class round, to be confirmed."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_styra)
    behorighet.krav(kartlaggning.tillfragad_id is None)
    return _efter_andring(
        request,
        kartlaggning,
        lambda: individ.hamta_fran_klassen(kartlaggning, av=request.user),
        lambda antal: (
            f"{antal} svar hämtade från klassens kartläggning. Bekräfta dem ett och ett, eller alla på en gång."
        ),
        "Det finns inget mer att hämta från klassens kartläggning.",
    )


@require_POST
def bekrafta(request, kod):
    """Confirm everything that was taken over."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_markera)
    return _efter_andring(
        request,
        kartlaggning,
        lambda: individ.bekrafta_hamtade(kartlaggning, av=request.user),
        lambda antal: f"{antal} svar bekräftade.",
        "Inget svar väntar på att bekräftas.",
    )


def _efter_andring(request, kartlaggning: Kartlaggning, gor, sagt, inget: str):
    """Do it, tell how many squares it concerned, and show the form again."""
    try:
        sparat = gor()
    except regler.StangdError as fel:
        messages.error(request, str(fel))
    else:
        antal = len(sparat.sparade) if sparat else 0
        messages.info(request, sagt(antal) if antal else inget)
    return redirect(till_formularet(kartlaggning, request.user))


@require_POST
def ta_tillbaka(request, kod):
    """Remove a date or a question that was begun by mistake."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_styra)
    elev = kartlaggning.elev
    try:
        individ.ta_tillbaka(kartlaggning, av=request.user)
    except (regler.OgiltigError, regler.StangdError) as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Frågan är återtagen." if kartlaggning.tillfragad_id else "Datumet är borttaget.")
    return redirect("individ", elev.kod)


@require_http_methods(["GET", "HEAD", "POST"])
def fraga(request, kod):
    """Ask colleagues for their view of the pupil."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    redan = {k.kollega_id for k in formular.las(elev).kolumner if k.kollega and k.oppen}
    kollegor = behorighet.kan_tillfragas(elev).exclude(pk__in=redan | {request.user.pk})
    form = KollegorForm(request.POST if request.method == "POST" else None, kollegor=kollegor)
    if request.method == "POST" and form.is_valid():
        try:
            fragade = individ.fraga_kollegor(elev, form.cleaned_data["kollegor"], av=request.user)
        except regler.OgiltigError as fel:
            messages.error(request, str(fel))
        else:
            namn = ", ".join(kollega.namn for kollega in fragade)
            messages.success(request, f"Frågan visas nu på startsidan för {namn}.")
        return redirect("individ", elev.kod)
    kontext = {"elev": elev, "klass": elever.klass_nu(elev, request.user), "form": form, "finns": kollegor.exists()}
    return render(request, "kartlaggning/fraga.html", kontext, status=422 if form.errors else 200)
