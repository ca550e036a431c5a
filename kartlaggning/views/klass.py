"""The class's own page: its journey, the one next thing, its rounds and its pupils."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Roll, idag, lasar_for

from .. import bilder, instrument, resa, urval
from ..klassen import lagen


@require_safe
def klass(request, kod):
    """Where the class stands, and all there is about it that the person may see."""
    person = request.user
    klass = behorighet.hamta_klass(person, kod)
    antal = lagen.antal_elever([klass], person)
    runda = lagen.rundor([klass], person, antal).get(klass.id)
    laser = behorighet.far_se_sammanstallning(person, klass)
    laser_in = behorighet.far_lasa_in(person, klass.skola, klass)
    bedomer = behorighet.far_bedoma(person, klass)
    lasar_slut = klass.lasar < lasar_for(idag())
    senare = lagen.samma_klass_senare(klass, person)
    elever = lagen.namngivna_elever(klass, person)
    foljer = bedomer or behorighet.har_roll(person, klass.skola_id, Roll.REKTOR, Roll.ELEVHALSA)
    individer = lagen.individer(klass, person) if foljer else []
    if elever or individer:
        anteckna_lasning(person, klass, f"klassens sida, {klass}", skola_kod=klass.skola.kod)
    kontext = {
        "klass": klass,
        "mentorer": list(klass.mentorer.order_by("namn")),
        "antal_elever": antal.get(klass.id, 0),
        "runda": runda,
        "steg": resa.steg(runda),
        "nasta": resa.nasta(runda, elever=antal.get(klass.id, 0), bedomer=bedomer, laser_in=laser_in, laser=laser),
        "rundor": _rundor(klass, person, med_farger=laser),
        "elever": elever,
        "med_sida": bedomer or behorighet.har_roll(person, klass.skola_id, Roll.REKTOR),
        "individer": individer,
        "senare": senare,
        "lasar_slut": lasar_slut,
        "avslutad": senare is not None or (not antal and (lasar_slut or lagen.har_gatt_vidare(klass))),
        "bedomer": bedomer,
        "laser": laser,
        "laser_in": laser_in,
        "administrerar": behorighet.far_administrera(person, klass.skola),
        "laser_farger": behorighet.far_se_farger(person, klass),
    }
    return render(request, "kartlaggning/klass.html", kontext)


def _rundor(klass, person, *, med_farger: bool) -> list[dict]:
    """The rounds of the class, newest first, each with a picture of its colours for those who may see them."""
    rundor = list(urval.for_klass(klass))
    fordelningar = lagen.fordelningar(rundor, person) if med_farger else {}
    tecken = bilder.symboler(instrument.las(instrument.SENASTE_GRUPP))
    return [
        {
            "runda": r,
            "egen": r.klass_id == klass.id,
            "bild": bilder.fargstapel(f, tecken) if (f := fordelningar.get(r.id)) and f.bedomda else "",
        }
        for r in rundor
    ]
