"""Staff: accounts, roles and one-time links."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import behorighet, urval
from ..forms.personal import KontoForm, NyPersonalForm, RollerForm
from ..models import Roll
from ..regler import OgiltigError
from ..regler import personal as regler
from . import skickat


def _hamta(request, kod, person):
    """The administrator's school and a person who works there."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    return skola, urval.hamta_personal(skola, person)


@require_safe
def lista(request, kod):
    """Everyone with a role at the school."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    return render(request, "skola/personal.html", {"skola": skola, "rader": urval.personal_vid(skola)})


@require_http_methods(["GET", "HEAD", "POST"])
def ny(request, kod):
    """A new member of staff. The one-time link is shown in the answer, this once."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    form = NyPersonalForm(*skickat(request))
    if request.method == "POST" and form.is_valid():
        try:
            person = regler.lagg_till(skola, **form.cleaned_data, av=request.user)
        except OgiltigError as fel:
            form.add_error("epost", str(fel))
        else:
            if behorighet.far_styra_konto(request.user, person):
                return _visa_lank(request, skola, person)
            messages.success(
                request,
                f"{form.cleaned_data['epost']} har redan ett konto, som öppnar även en annan skola, och loggar in som "
                "vanligt.",
            )
            return redirect("personal_lista", skola.kod)
    return render(request, "skola/personal_ny.html", {"skola": skola, "form": form})


def _visa_lank(request, skola, person):
    """A new one-time link, shown and, where that is set up, e-mailed."""
    adress = request.build_absolute_uri(reverse("inbjudan", args=[regler.bjud_in(person, skola, av=request.user)]))
    mejlad = regler.mejla_inbjudan(person, skola, adress)
    kontext = {"skola": skola, "person": person, "lank": adress, "mejlad": mejlad, "dagar": regler.INBJUDAN_GALLER.days}
    return render(request, "skola/inbjudan_lank.html", kontext)


def _kontext(request, skola, person, **mer) -> dict:
    return {
        "skola": skola,
        "person": person,
        "styr_konto": behorighet.far_styra_konto(request.user, person),
        "mentor_for": person.mentor_for.filter(skola=skola).order_by("-lasar", "namn"),
        "roller_form": RollerForm(initial={"roller": urval.roller_vid(person, skola)}),
        "konto_form": KontoForm(initial={"namn": person.namn, "epost": person.email}),
        **mer,
    }


@require_safe
def uppgifter(request, kod, person):
    """A person: roles, account, and how to let them in or out."""
    skola, person = _hamta(request, kod, person)
    return render(request, "skola/person.html", _kontext(request, skola, person))


@require_POST
def roller(request, kod, person):
    """Change the person's roles at the school."""
    skola, person = _hamta(request, kod, person)
    form = RollerForm(request.POST)
    if form.is_valid():
        try:
            regler.andra_roller(person, skola, form.cleaned_data["roller"], av=request.user)
        except OgiltigError as fel:
            form.add_error("roller", str(fel))
        else:
            messages.success(request, f"Rollerna för {person} är sparade och gäller redan.")
            return redirect("personal_lista", skola.kod)
    kontext = _kontext(request, skola, person, roller_form=form)
    return render(request, "skola/person.html", kontext, status=422)


@require_POST
def konto(request, kod, person):
    """Change the name and e-mail."""
    skola, person = _hamta(request, kod, person)
    behorighet.krav(behorighet.far_styra_konto(request.user, person))
    form = KontoForm(request.POST)
    if form.is_valid():
        try:
            regler.andra_konto(person, **form.cleaned_data, av=request.user, skola=skola)
        except OgiltigError as fel:
            form.add_error("epost", str(fel))
        else:
            messages.success(request, "Kontot är sparat.")
            return redirect("personal_uppgifter", skola.kod, person.kod)
    kontext = _kontext(request, skola, person, konto_form=form)
    return render(request, "skola/person.html", kontext, status=422)


@require_POST
def lank(request, kod, person):
    """A new one-time link instead of the earlier one."""
    skola, person = _hamta(request, kod, person)
    behorighet.krav(behorighet.far_styra_konto(request.user, person))
    return _visa_lank(request, skola, person)


@require_http_methods(["GET", "HEAD", "POST"])
def avsluta(request, kod, person):
    """The person no longer works at the school."""
    skola, person = _hamta(request, kod, person)
    kontext = {"skola": skola, "person": person, "mentor_for": person.mentor_for.filter(skola=skola)}
    if request.method == "POST":
        try:
            arvda = regler.avsluta(person, skola, av=request.user)
        except OgiltigError as fel:
            return render(request, "skola/person_avsluta.html", kontext | {"fel": str(fel)}, status=409)
        messages.success(request, f"{person} har inte längre tillgång till {skola}.")
        if arvda:
            messages.warning(
                request,
                f"{person} var ensam om att få se {arvda} elever med skyddade personuppgifter. Du får se dem i "
                "stället. Ange på varje elevs sida vilka i personalen som ska få se eleven.",
            )
        return redirect("personal_lista", skola.kod)
    return render(request, "skola/person_avsluta.html", kontext)
