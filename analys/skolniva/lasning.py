"""Reads the school's stored sums, which leave here suppressed only. Who asks has been let in before."""

from collections.abc import Iterable
from fractions import Fraction

from kartlaggning import instrument
from kartlaggning.tal.termin import termin_for
from kartlaggning.urval import terminstal
from skolanknytning.fraga import Fraga
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Skola, idag

from ..models import Analys, Niva
from .skolbild import UTAN_ARSKURS, Skolbild, skolbild

# So many terms back, the one under way included, can be looked at: three läsår.
TERMINER = 6


def las(skola: Skola, termin: int | None = None, arskurs: int | None = None) -> Skolbild | None:
    """The picture of a term (the latest by default, also for one that has none); None before any round is closed."""
    skolans = terminstal.las(skola, fran=termin_for(idag()) - TERMINER + 1, termin=termin)
    if skolans.termin is None:
        return None

    def las_amnen(arskurser: Iterable[int]):
        return terminstal.amnen(skolans, [None if a == UTAN_ARSKURS else a for a in arskurser])

    terminer = {
        t: {UTAN_ARSKURS if a is None else a: tal for a, tal in skolans.arskurser(t).items()} for t in skolans.terminer
    }
    form = instrument.las(instrument.SENASTE_GRUPP)
    block = amnen.for_skola(skola).block
    bedomt = Fraction(skola.bedomt_andel)
    return skolbild(form, terminer, skolans.termin, arskurs, las_amnen=las_amnen, block=block, bedomt=bedomt)


def oppen_analys(skola: Skola) -> str | None:
    """The code of the school's meeting that is not ended, if there is one."""
    return next((kod for (kod,) in _OPPEN(skola.id)), None)


_OPPEN = Fraga(lambda skola: Analys.objects.filter(skola=skola, niva=Niva.SKOLA, avslutad=None).values_list("kod"))
