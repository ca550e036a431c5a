"""A pupil's form: statements × dates for those who follow the pupil, one column for a colleague who was asked."""

from django.contrib import messages
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen, behorighet
from skolanknytning.skola.models import Elev, idag

from .. import instrument, urval
from ..eleven import elever, formular
from ..eleven.formular import Formular, Kolumn
from ..rutnat import individrutnat
from ..rutnat import klassrutnat as rita
from .kommentarer import kommentarer
from .spara import logga_lasning


@require_safe
def formularet(request, kod):
    """All dates of the pupil's form; the open one is marked here by the pupil's mentors."""
    elev = elever.hamta_elev(request.user, kod)
    form = formular.las(elev)
    klass = elever.klass_nu(elev, request.user)
    anteckna_lasning(request.user, elev, f"en elevs formulär i {klass or 'ingen klass'}", skola_kod=elev.skola.kod)
    mentor = behorighet.far_bedoma_elev(request.user, elev)
    alla = "alla" in request.GET
    kolumner = form.kolumner if alla else form.senaste()
    egen = form.oppen if mentor else None
    kontext = _ram(request, form, kolumner, egen, elev) | {
        "elev": elev,
        "klass": klass,
        "mentor": mentor,
        "far_bedoma": egen is not None,
        "idag": idag(),
        "vikta": len(form.kolumner) - len(kolumner),
        "hamtade": individrutnat.antal_hamtade(_rutor_i(form, egen)),
        "kan_hamta": egen is not None and _har_tomma_gemensamma(form, egen) and elever.klassens_rundor(elev).exists(),
        "datumlista": individrutnat.datumlista(form, get_token(request)) if mentor else "",
    }
    return render(request, "kartlaggning/individ.html", kontext)


@require_safe
def svara(request, kod):
    """The column of a colleague who was asked: that alone, until it is handed in."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_markera)
    if kartlaggning.tillfragad_id is None:
        return redirect("individ", kartlaggning.elev.kod)
    if not kartlaggning.oppen:
        messages.info(request, "Din bild är inlämnad. Behöver du ändra något? Be mentorn öppna den igen.")
        return redirect("start")
    form = formular.las_en(kartlaggning)
    logga_lasning(request, kartlaggning)
    (egen,) = form.kolumner
    kontext = _ram(request, form, form.kolumner, egen, kartlaggning.elev) | {
        "elev": kartlaggning.elev,
        "klass": kartlaggning.klass,
        "kollega": True,
        "far_bedoma": True,
        "fragade": kartlaggning.skapad_av,
    }
    return render(request, "kartlaggning/individ.html", kontext)


def _ram(request, form: Formular, kolumner: list[Kolumn], egen: Kolumn | None, elev: Elev) -> dict:
    """What the form shows to everyone: the grid, what stands around it, and the comments."""
    rad = urval.Elevrad(elev.id, elev.kod, elev.namn, elev.skyddad)
    amneslista = tuple(amnen.for_skola(elev.skola).amnen.values())
    egen_id = egen.id if egen else None
    return {
        "instrument": form.instrument,
        "formular": form,
        "egen": egen,
        "ram": rita.ram(form.instrument.nyckel, amneslista, egen is not None),
        "huvud": individrutnat.huvud(form, kolumner, egen_id),
        "kropp": individrutnat.kropp(form, kolumner, egen_id, rad),
        "raknat": individrutnat.raknat(egen, form.instrument, _rutor_i(form, egen)) if egen else "",
        "kommentarer": kommentarer(request, form, egen, far_skriva=egen is not None),
    }


def _rutor_i(form: Formular, kolumn: Kolumn | None) -> dict:
    return {plats: ruta for plats, ruta in form.rutor.items() if kolumn and plats[0] == kolumn.id}


def _har_tomma_gemensamma(form: Formular, egen: Kolumn) -> bool:
    """Whether any of the statements that the class form has too is empty on the open date."""
    gemensamma = instrument.las(instrument.SENASTE_GRUPP).per_nyckel
    return not all((egen.id, nyckel) in form.rutor for nyckel in gemensamma)
