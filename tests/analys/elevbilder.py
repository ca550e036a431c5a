"""Pupils as the program pictures them on its way to the drafts, from the squares that ``omrakning_elev`` counts."""

from datetime import date

from analys.utkast import Elevbild
from kartlaggning import instrument
from kartlaggning.tal.avvikelse import Bedomning, jamfor_med_klassen, utat
from kartlaggning.tal.fordelning import fordela
from kartlaggning.tal.utveckling import Tillfalle, utveckla
from skolanknytning.skola.amnen import grundskolan

from .omrakning import GRON, GUL, ROD
from .omrakning_elev import FORM, Eleven

GEMENSAMMA = [p for p in instrument.las("grupp-1").pastaenden if p.nyckel in FORM.per_nyckel]
DAG, NU, DA = date(2026, 11, 22), date(2026, 11, 20), date(2026, 5, 12)
FRAGAR = frozenset(FORM.per_nyckel)
BLOCK = grundskolan().block


def bild(eleven: Eleven, *, ser_klassen: bool = True) -> Elevbild:
    """What the program makes of the pupil on its way to the drafts."""
    bedomningar = {p: Bedomning(farg, NU, False) for p, farg in eleven.farger.items() if farg}
    andra = {p.nyckel: fordela([a.get(p.nyckel, 0) for a in eleven.andra]) for p in GEMENSAMMA}
    egna = {p: b for p, b in bedomningar.items() if b.farg in (GRON, GUL, ROD)}
    rader = jamfor_med_klassen(GEMENSAMMA, egna, andra) if eleven.andra else []
    utveckling = utveckla(
        FORM,
        [Tillfalle(1, DA, FRAGAR), Tillfalle(2, NU, FRAGAR)],
        {i: {p: farg for p, farg in farger.items() if farg} for i, farger in ((1, eleven.fore), (2, eleven.farger))},
    )
    return Elevbild(
        FORM,
        DAG,
        NU,
        bedomningar,
        rader if ser_klassen else [utat(rad) for rad in rader],
        ser_klassen,
        eleven.amnen,
        eleven.block,
        utveckling,
    )
