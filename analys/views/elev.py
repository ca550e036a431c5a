"""One pupil in a meeting: the form at a glance, the pupil beside the class, and what the group writes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kartlaggning.eleven import elevkarta, elevsida_html
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Elev

from .. import elevunderlag, gang, urval
from ..dagordning import Plats, plats, synliga
from ..elevunderlag import Elevunderlag
from ..etiketter import initialer
from ..html import elev as html
from ..visning import Visning
from .lasning import anteckna_elev
from .ram import ram


@require_safe
def elev(request, kod, elev):
    """The pupil's page, with the next and the one before on the agenda."""
    analys = urval.hamta_analys(request.user, kod)
    visning = Visning.for_request(request, analys)
    innehall = urval.innehall(analys, request.user, elev)
    eleven = html.hamta(visning, innehall, elev)
    grund = elevunderlag.las(analys, eleven)
    anteckna_elev(request.user, analys, eleven)
    ritad = html.delen(visning, innehall, eleven, grund)
    platsen = plats(synliga(visning, innehall), eleven)
    kontext = ram(request, visning, innehall, f"{gang.ELEV}/{eleven.kod}", ritad, _grannar(visning, platsen))
    kontext |= {
        "elev": eleven,
        "namn": visning.elev(eleven),
        "plats": platsen,
        **_bild(visning, grund),
    }
    return render(request, "analys/elev.html", kontext)


def _grannar(visning: Visning, platsen: Plats) -> tuple[gang.Steg, gang.Steg]:
    """Where the two buttons lead: the pupil before and after, or the agenda and the recap."""

    def steg(elev: Elev) -> gang.Steg:
        return gang.Steg(f"{gang.ELEV}/{elev.kod}", visning.elev(elev))

    forra = steg(platsen.forra) if platsen.forra else gang.Steg(gang.DAGORDNING, gang.ELEVER)
    nasta = steg(platsen.nasta) if platsen.nasta else gang.Steg(gang.SAMMANFATTNING, "Sammanfattning")
    return forra, nasta


def _bild(visning: Visning, grund: Elevunderlag) -> dict:
    """The evidence: the form over time, the pupil beside the class, subjects, and comments where they may be shown."""
    form, historia, tillfallen = grund.form, grund.historia, grund.tillfallen
    if not tillfallen:
        return {"tillfallen": []}
    if visning.dold:
        tillfallen = [t._replace(kollega=initialer(t.kollega)) if t.kollega else t for t in tillfallen]
    namn = {kod: amne.namn for kod, amne in amnen.for_skola(historia.elev.skola).amnen.items()}
    tabeller = [
        (p, elevkarta.amnestabell(form, p, tillfallen, historia.rutor, namn)) for p in form.pastaenden if p.amnen
    ]
    return {
        "tillfallen": tillfallen,
        "tecken": elevkarta.tecken(form.nyckel, elevkarta.slag(tillfallen)),
        "karta_huvud": elevkarta.huvud(tillfallen, "Påstående"),
        "karta_kropp": elevkarta.kropp(form, tillfallen, historia.rutor),
        "amnen": [(p, tabell) for p, tabell in tabeller if tabell],
        **_jamforelse(grund),
        "kommentarer": _kommentarer(grund) if visning.anteckningar else "",
    }


def _jamforelse(grund: Elevunderlag) -> dict:
    """Where the pupil deviates stands first, the rest is folded away."""
    avviker = [rad for rad in grund.rader if rad.utfall.avviker]
    ovriga = [rad for rad in grund.rader if not rad.utfall.avviker]
    ser = grund.bild.visa_antal
    return {
        "jamfor_med": grund.jamfor_med,
        "ser_klassen": ser,
        "avviker": elevsida_html.jamforelse(grund.form, avviker, ser_klassen=ser) if avviker else "",
        "ovriga": elevsida_html.jamforelse(grund.form, ovriga, ser_klassen=ser) if ovriga else "",
        "antal_ovriga": len(ovriga),
        "avviker_kort": [rad.pastaende.kort for rad in avviker],
    }


def _kommentarer(grund: Elevunderlag) -> str:
    """All comments, the latest date first."""
    formular = grund.historia.formular
    return elevsida_html.kommentarer(formular, reversed(formular.kolumner))
