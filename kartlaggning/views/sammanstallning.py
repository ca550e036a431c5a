"""What the class looks like: the summary of a kartläggning."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen, behorighet

from .. import bilder, urval
from ..instrument import Instrument
from ..klassen import forslag_html, varmekarta
from ..klassen import sammanstallning_html as rita
from ..klassen.sammanstallning import Sammanstallning, sammanstall
from ..klassen.underlag import underlag
from ..models import Kartlaggning


@require_safe
def sammanstallning(request, kod):
    """The summary, also of an open round: it says how much is judged."""
    person = request.user
    kartlaggning = urval.hamta_kartlaggning(person, kod, far=behorighet.far_se_sammanstallning)
    klass, skola = kartlaggning.klass, kartlaggning.klass.skola
    instrument = urval.instrument_for(kartlaggning)
    grans = skola.gult_for_individ
    grund = underlag(kartlaggning, person, gult_for_individ=grans)
    summa = sammanstall(instrument, grund, amnen=amnen.for_skola(skola), gult_for_individ=grans)
    anteckna_lasning(person, kartlaggning, f"sammanställning av {klass}", skola_kod=skola.kod)
    kontext = {
        "kartlaggning": kartlaggning,
        "klass": klass,
        "instrument": instrument,
        "summa": summa,
        "gult_for_individ": grans,
        "far_se_farger": behorighet.far_se_farger(person, klass),
        "far_bedoma": behorighet.far_bedoma(person, klass),
        "vantar": sum(1 for rad in summa.forslag if rad.vantar),
        "att_starta": sum(1 for rad in summa.forslag if rad.vantar and rad.beslutar),
        "karta_huvud": varmekarta.huvud(instrument),
        "karta_kropp": varmekarta.kropp(instrument, grund),
        **(_delar(instrument, summa, kartlaggning) if summa.elever else {}),
    }
    return render(request, "kartlaggning/sammanstallning.html", kontext)


def _delar(instrument: Instrument, summa: Sammanstallning, kartlaggning: Kartlaggning) -> dict:
    """The page's repeated rows and pictures."""
    tecken = bilder.symboler(instrument)
    return {
        "bedomt_bild": bilder.andelsstapel(summa.bedomda, summa.rutor),
        "forslag_bild": bilder.andelsstapel(len(summa.forslag), len(summa.elever)),
        "forslag": forslag_html.forslag(instrument, summa.forslag, kartlaggning.kod, kartlaggning.datum.year),
        "pastaenden": rita.pastaenden(instrument, summa, tecken),
        "undersok": rita.undersok(instrument, summa),
        "amnen": rita.amnen(summa.amnen),
        "forandringar": rita.forandringar(instrument, summa),
    }
