"""What a meeting about the school rests on: the school's suppressed numbers, as the drafts and the questions ask.

Only what may be told: a statement whose colours are not told whole has no evidence and no draft. How pupils have moved
is on the school's page alone, since it has no one day to be counted from.
"""

from dataclasses import dataclass

from kartlaggning.instrument import Instrument
from kartlaggning.klassen.sammanstallning import Amnesrad
from kartlaggning.tal.fordelning import Amnesantal, Blockantal, Fordelning
from kartlaggning.urval import terminstal
from skolanknytning.skola import amnen as skolans_amnen
from skolanknytning.skola.amnen import Amneslista
from skolanknytning.skola.models import Skola, idag

from .. import utkast
from ..forslag import MedForslag
from ..utkast import Klassbild, Utkast
from . import sagt
from .lasning import las as las_bild
from .skolbild import Skolbild
from .undertryckning import Visad


@dataclass(frozen=True, slots=True)
class Skolunderlag(MedForslag):
    """The school as the meeting sees it, with every draft that its numbers bear out.

    ``skolbild`` is the picture of the latest term; ``bild`` what of it the drafts are computed from.
    """

    form: Instrument
    skolbild: Skolbild
    bild: Klassbild
    utkasten: list[Utkast]

    def dimensionen(self, dimension: str) -> dict:
        """The evidence of a whole dimension, as it is today. Raises KeyError."""
        return utkast.klassens_underlag(self.bild, dimension)

    def dolda(self, dimension: str) -> list[str]:
        """The short names of the dimension's statements whose colours are not told whole. Raises KeyError."""
        pastaenden = {d.nyckel: d.pastaenden for d in self.form.dimensioner}[dimension]
        return [p.kort for p in pastaenden if p.nyckel not in self.bild.fordelningar]


def las(skola: Skola) -> Skolunderlag | None:
    """Read it; None before any class has closed a round."""
    bilden = las_bild(skola)
    if bilden is None:
        return None
    lista = skolans_amnen.for_skola(skola)
    bild = Klassbild(
        bilden.form,
        idag(),
        terminstal.senaste_dag(skola, bilden.termin),
        fordelningar=_fordelningar(bilden),
        amnen=_amnen(bilden, lista),
    )
    utkasten = [
        u for u in utkast.klassens(bild, utkast.granser_for(skola)) if bilden.nog_bedomda.issuperset(u.pastaenden)
    ]
    return Skolunderlag(bilden.form, bilden, bild, utkasten)


def _fordelningar(bild: Skolbild) -> dict[str, Fordelning]:
    """The statements whose colours are told whole."""
    alla = {n: sagt.fordelning(bild.tabell.hela[n], bild.ej_bedomda(n)) for n in bild.tabell.hela}
    return {n: f for n, f in alla.items() if f is not None}


def _amnen(bild: Skolbild, lista: Amneslista) -> dict[str, Amnesrad]:
    """The subjects that are told by number; those under five are named nowhere."""
    svar = {}
    for nyckel, amnen in bild.amnen.items():
        visad = bild.tabell.hela[nyckel]
        if amnen is None or not visad.hel:
            continue
        rader = [
            Amnesantal(a.kod, _namn(lista, a.kod), a.antal, _av(lista, a.kod, visad))
            for a in amnen.amnen
            if type(a.antal) is int
        ]
        block = [Blockantal(b.namn, b.koder, b.nagot, b.alla, visad.bedomda) for b in amnen.block if b.alla is not None]
        svar[nyckel] = Amnesrad(bild.form.per_nyckel[nyckel], rader, block, 0, visad.bedomda)
    return svar


def _namn(lista: Amneslista, kod: str) -> str:
    return lista.amnen[kod].namn if kod in lista.amnen else kod


def _av(lista: Amneslista, kod: str, visad: Visad) -> int | None:
    """Of how many: all who are judged, of a subject that every pupil takes."""
    amne = lista.amnen.get(kod)
    return visad.bedomda if amne and amne.alla else None
