"""What the class looks like: the summary of a kartläggning."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen, behorighet

from .. import bilder, urval, varmekarta
from ..instrument import Instrument
from ..sammanstallning import Sammanstallning, sammanstall


@require_GET
def sammanstallning(request, kod):
    """The summary, also of an open round: it says how much is judged."""
    person = request.user
    kartlaggning = urval.hamta_kartlaggning(person, kod, far=behorighet.far_se_sammanstallning)
    klass, skola = kartlaggning.klass, kartlaggning.klass.skola
    instrument = urval.instrument_for(kartlaggning)
    grans = skola.gult_for_individ
    underlag = urval.underlag(kartlaggning, person, gult_for_individ=grans)
    summa = sammanstall(instrument, underlag, amnen=amnen.for_skola(skola), gult_for_individ=grans)
    anteckna_lasning(person, kartlaggning, f"sammanställning av {klass}", skola_kod=skola.kod)
    kontext = {
        "kartlaggning": kartlaggning,
        "klass": klass,
        "instrument": instrument,
        "summa": summa,
        "gult_for_individ": grans,
        "far_se_farger": behorighet.far_se_farger(person, klass),
        "far_bedoma": behorighet.far_bedoma(person, klass),
        "karta_huvud": varmekarta.huvud(instrument),
        "karta_kropp": varmekarta.kropp(instrument, summa.elever, underlag.rutor),
        **_bilder(instrument, summa),
    }
    return render(request, "kartlaggning/sammanstallning.html", kontext)


def _bilder(instrument: Instrument, summa: Sammanstallning) -> dict:
    """The pictures, beside what they show."""
    tecken = bilder.symboler(instrument)
    per_nyckel = {rad.pastaende.nyckel: rad for rad in summa.rader}
    nummer = {p.nyckel: n for n, p in enumerate(instrument.pastaenden, start=1)}
    return {
        "bedomt_bild": bilder.andelsstapel(summa.bedomda, summa.rutor),
        "forslag_bild": bilder.andelsstapel(len(summa.forslag), len(summa.elever)),
        "forslag": [(rad, bilder.remsa(instrument, rad.farger, tecken)) for rad in summa.forslag],
        "dimensioner": [
            (d, [_pastaende(per_nyckel[p.nyckel], nummer[p.nyckel], tecken) for p in d.pastaenden])
            for d in instrument.dimensioner
        ],
        "amnen": [
            {
                "rad": rad,
                "amnen": [(a, bilder.andelsstapel(a.antal, rad.bedomda)) for a in rad.amnen],
                "block": [(b, bilder.andelsstapel(b.nagot, rad.bedomda, b.alla)) for b in rad.block],
            }
            for rad in summa.amnen
        ],
    }


def _pastaende(rad, nummer: int, tecken: dict[int, str]) -> dict:
    return {
        "rad": rad,
        "nummer": nummer,
        "bild": bilder.fargstapel(rad.fordelning, tecken) if rad.fordelning.elever else "",
        "forandringsbild": bilder.forandringsstapel(rad.forandring)
        if rad.forandring and rad.forandring.matchade
        else "",
    }
