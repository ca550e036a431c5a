"""What the class's own page shows: its journey through every step, the one next thing, its rounds, meetings and pupils.

Whoever asks has been let in before (``behorighet.hamta_klass``).
"""

from analys import moten
from analys import urval as analysurval
from handlingsplan import lagen as planlagen
from kartlaggning import bilder, instrument
from kartlaggning import urval as rundurval
from kartlaggning.klassen import lagen
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Klass, Personal, Roll, idag, lasar_for

from . import klassresa, planresa


def kontext(klass: Klass, person: Personal) -> dict:
    """All that the page's template takes."""
    antal = lagen.antal_elever([klass], person)
    runda = lagen.rundor([klass], person, antal).get(klass.id)
    vem = vem_ar(person, klass)
    motena = moten.som_moten(analysurval.for_klass(klass)) if vem.laser else []
    mote = moten.valj(motena).get(klass.id)
    laser_planer = behorighet.far_planera(person, klass)
    planer = planlagen.for_klassen(klass) if laser_planer else []
    lasar_slut = klass.lasar < lasar_for(idag())
    senare = lagen.samma_klass_senare(klass, person)
    avslutad = senare is not None or (not antal.get(klass.id) and (lasar_slut or lagen.har_gatt_vidare(klass)))
    foljer = vem.bedomer or behorighet.har_roll(person, klass.skola_id, Roll.REKTOR, Roll.ELEVHALSA)
    return {
        "klass": klass,
        "mentorer": list(klass.mentorer.order_by("namn")),
        "antal_elever": antal.get(klass.id, 0),
        "runda": runda,
        "mote": mote,
        "steg": klassresa.steg(runda, mote, planer, idag=idag()),
        "nasta": klassresa.nasta(runda, mote, planer, elever=antal.get(klass.id, 0), vem=vem, idag=idag()),
        "vem": vem,
        "rundor": _rundor(klass, person, med_farger=vem.laser),
        "moten": motena,
        "planer": planresa.rader(planer, idag()),
        "laser_planer": laser_planer,
        "planerar": vem.analyserar and runda and not (runda.oppen or avslutad or (mote and mote.oppet)),
        "elever": lagen.namngivna_elever(klass, person),
        "med_sida": vem.bedomer or behorighet.har_roll(person, klass.skola_id, Roll.REKTOR),
        "individer": lagen.individer(klass, person) if foljer else [],
        "senare": senare,
        "lasar_slut": lasar_slut,
        "avslutad": avslutad,
        "administrerar": behorighet.far_administrera(person, klass.skola),
        "laser_farger": behorighet.far_se_farger(person, klass),
    }


def vem_ar(person: Personal, klass: Klass) -> klassresa.Vem:
    """What the person may do with the class, as its journey asks."""
    return klassresa.Vem(
        bedomer=behorighet.far_bedoma(person, klass),
        laser_in=behorighet.far_lasa_in(person, klass.skola, klass),
        laser=behorighet.far_se_sammanstallning(person, klass),
        analyserar=behorighet.far_analysera(person, klass),
        granskar=behorighet.har_roll(person, klass.skola_id, Roll.REKTOR),
    )


def _rundor(klass: Klass, person: Personal, *, med_farger: bool) -> list[dict]:
    """The rounds of the class, newest first, each with a picture of its colours for those who may see them."""
    rundor = list(rundurval.for_klass(klass))
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
