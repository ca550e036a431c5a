"""What a meeting about a class rests on: its round counted without any pupil with protected identity, whoever asks.

What a meeting finds is shared, so its numbers are the same for all who sit in it; only the names differ. A meeting
about the school rests on the school's suppressed numbers (``skolniva.underlag``).
"""

from dataclasses import dataclass, replace
from functools import cache

from kartlaggning import instrument, urval
from kartlaggning.instrument import Instrument
from kartlaggning.klassen.sammanstallning import Sammanstallning, sammanstall
from kartlaggning.klassen.underlag import Farger, Underlag, las_rutor
from kartlaggning.models import Kartlaggning
from kartlaggning.tal import eskalering
from kartlaggning.tal.eskalering import Forslag
from kartlaggning.urval import Elevrad
from skolanknytning.skola import amnen, behorighet
from skolanknytning.skola.models import Elev, Personal, idag

from . import utkast
from .forslag import MedForslag
from .models import Analys
from .skolniva import underlag as skolans
from .skolniva.underlag import Skolunderlag
from .utkast import Klassbild, Utkast


@dataclass(frozen=True, slots=True)
class Gruppunderlag(MedForslag):
    """The class's round as the meeting sees it, with every draft that it bears out."""

    form: Instrument
    elever: list[Elevrad]
    summa: Sammanstallning
    foreslagna: list[Forslag]
    bild: Klassbild
    utkasten: list[Utkast]

    def dimensionen(self, dimension: str) -> dict:
        """The evidence of a whole dimension, as it is today. Raises KeyError."""
        return utkast.klassens_underlag(self.bild, dimension)

    def flaggade(self, dimension: str) -> list[tuple[Elevrad, str]]:
        """The pupils proposed for an individual kartläggning who have rött or gult in the dimension, and why."""
        egna = {p.nyckel for p in self.form.pastaenden if p.dimension == dimension}
        per_id = {elev.id: elev for elev in self.elever}
        kort = {p.nyckel: p.kort for p in self.form.pastaenden}
        return [
            (per_id[f.elev], eskalering.skal(f, kort))
            for f in self.foreslagna
            if not egna.isdisjoint((*f.roda, *f.gula))
        ]

    def undersok(self, dimension: str) -> int:
        """How many squares of the dimension are marked to be looked into."""
        return sum(len(rad.undersok) for rad in self.summa.rader if rad.pastaende.dimension == dimension)


def las(analys: Analys, person: Personal, dimension: str = "") -> Gruppunderlag | Skolunderlag | None:
    """Read it; of a meeting about the school, the school's suppressed numbers, and None before there are any.

    With ``dimension`` nothing else is counted, but for who is proposed: a page shows one dimension.
    """
    kartlaggning, skola = analys.kartlaggning, analys.skola
    if kartlaggning is None:
        return skolans.las(skola)
    form, grans = urval.instrument_for(kartlaggning), skola.gult_for_individ
    del_ = _en_dimension(form.nyckel, dimension) if dimension else form
    grund = _grund(kartlaggning, person, tuple(p.nyckel for p in del_.pastaenden) if dimension else ())
    summa = sammanstall(del_, grund, amnen=amnen.for_skola(skola), gult_for_individ=grans)
    bild = utkast.klassbild(del_, summa, dag=idag(), kartlaggning=kartlaggning.datum)
    nycklar = [p.nyckel for p in form.pastaenden]
    farger = {elev: {n: satta.get(n, 0) for n in nycklar} for elev, satta in grund.rutor.farger.items()}
    foreslagna = eskalering.foreslagna(farger, grans)
    utkasten = utkast.klassens(bild, utkast.granser_for(skola))
    return Gruppunderlag(form, grund.elever, summa, foreslagna, bild, utkasten)


@cache
def _en_dimension(form: str, dimension: str) -> Instrument:
    """The form with one of its dimensions only."""
    hela = instrument.las(form)
    return replace(hela, dimensioner=tuple(d for d in hela.dimensioner if d.nyckel == dimension))


def _grund(kartlaggning: Kartlaggning, person: Personal, forra_av: tuple[str, ...]) -> Underlag:
    """The squares of the pupils without protected identity, in both rounds; notes and proposals are asked elsewhere.

    Of the round before only the statements ``forra_av``; () for all.
    """
    rutor = las_rutor(kartlaggning.id, med_bedomare=False, forra_av=forra_av)
    elever = _elever(kartlaggning, person)
    rutor.farger = {elev.id: rutor.farger.get(elev.id, {}) for elev in elever}
    rutor.forra_farger = _utan_skyddade(rutor.forra_farger, rutor.farger)
    return Underlag(elever, rutor, {}, {}, set())


def _elever(kartlaggning: Kartlaggning, person: Personal) -> list[Elevrad]:
    """The pupils, by the names that the person may read: elevhälsan reads those of the flagged, who alone are named."""
    alla_namn = not behorighet.far_se_farger(person, kartlaggning.klass)
    elever = urval.elever_i(kartlaggning, person, alla_namn=alla_namn)
    return [elev for elev in elever if not elev.skyddad]


def _utan_skyddade(da: Farger, nu: Farger) -> Farger:
    """Last round's colours without protected pupils: they must not show as *borta* either."""
    borta = da.keys() - nu.keys()
    if not borta:
        return da
    oppna = set(Elev.objects.filter(id__in=borta, skyddad=False).values_list("id", flat=True))
    return {elev: farger for elev, farger in da.items() if elev in nu or elev in oppna}
