"""Classes as the program pictures them on its way to the drafts, from the squares that ``omrakning`` counts."""

from datetime import date

from analys.utkast import Granser, Klassbild
from kartlaggning import instrument
from kartlaggning.klassen.sammanstallning import Amnesrad
from kartlaggning.tal.forandring import jamfor
from kartlaggning.tal.fordelning import fordela, rakna_amnen, rakna_block
from skolanknytning.skola.amnen import grundskolan

from .omrakning import GUL, ROD, Klassen

FORM = instrument.las("grupp-1")
PER_NYCKEL = FORM.per_nyckel
GRUND = grundskolan()
DAG, RUNDA, FORRA = date(2026, 11, 22), date(2026, 11, 20), date(2026, 5, 12)
KRAV = Granser()


def bild(klassen: Klassen) -> Klassbild:
    """What the program makes of the class on its way to the drafts."""
    fordelningar, amnen, forandringar = {}, {}, {}
    for p in FORM.pastaenden:
        farger = [elev.get(p.nyckel, 0) for elev in klassen.farger]
        f = fordelningar[p.nyckel] = fordela(farger)
        if p.amnen:
            per_elev = {i: tuple(klassen.amnen[i].get(p.nyckel, ())) for i, c in enumerate(farger) if c in (GUL, ROD)}
            amnen[p.nyckel] = Amnesrad(
                p,
                rakna_amnen(per_elev, GRUND.amnen, f.bedomda),
                rakna_block(per_elev, GRUND.block, GRUND.amnen, f.bedomda),
                sum(1 for koder in per_elev.values() if not koder),
                f.bedomda,
            )
        if klassen.fore:
            da = {i: elev.get(p.nyckel, 0) for i, elev in enumerate(klassen.fore)}
            forandringar[p.nyckel] = jamfor(dict(enumerate(farger)), da)
    return Klassbild(FORM, DAG, RUNDA, fordelningar, amnen, forandringar, FORRA if klassen.fore else None)
