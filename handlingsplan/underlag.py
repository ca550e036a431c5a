"""Reads of what a plan rests on: the patterns it was started from, and how it stood in its earlier varv."""

from collections import defaultdict
from dataclasses import dataclass, field

from analys import guide
from analys import urval as analysurval
from analys.models import Analys, Koppling, Monster
from analys.rader import Rader
from kartlaggning import instrument
from kartlaggning.instrument import Instrument
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Personal

from . import avskrift
from .avskrift import Avskriften
from .models import Avskrift, Plan, Skal


@dataclass(frozen=True, slots=True)
class Grund:
    """A pattern, its factors by name, and the form that its evidence was drawn from."""

    monster: Monster
    faktorer: list[str] = field(default_factory=list)
    form: Instrument | None = None


def monster(plan: Plan, person: Personal) -> list[Grund]:
    """The patterns that the plan was started from, in the meeting's order.

    Those about a pupil go with the pupil to mentors who may not open the meeting. What they rest on, where a class is
    counted, stays in it.
    """
    if plan.analys_id is None:
        return []
    kopplade: dict[int, list[str]] = defaultdict(list)
    for id_, faktor in _FAKTORER(plan.id):
        kopplade[id_].append(faktor)
    version = next(iter(_VERSIONER(plan.analys_id)), None)
    namn = guide.las(version[0]).faktor if version else {}
    form = instrument.las(version[1]) if version and version[1] else None
    alla = [Grund(m, [namn[f].namn for f in kopplade[m.id] if f in namn], form) for m in _MONSTER({}, plan.id)]
    if plan.elev and not _lases(plan, person):
        for grund in alla:
            grund.monster.underlag = {}
    return alla


def _lases(plan: Plan, person: Personal) -> bool:
    """Whether the person may open the meeting that the plan started from."""
    return analysurval.far_lasa(person, Analys.objects.select_related("klass").get(pk=plan.analys_id))


_MONSTER = Rader(Monster, lambda rader, plan: rader.filter(planer=plan), {})
_FAKTORER = Fraga(
    lambda plan: Koppling.objects.filter(monster__planer=plan).order_by("id").values_list("monster_id", "faktor")
)
_VERSIONER = Fraga(
    lambda analys: Analys.objects.filter(pk=analys).order_by().values_list("guide", "kartlaggning__instrument")
)


def tidigare_varv(plan: Plan) -> list[Avskriften]:
    """The plan as it stood when each of its varv was followed up, the latest first."""
    kopior = Avskrift.objects.filter(plan=plan, skal=Skal.VARV).order_by("-varv__nummer", "-tid", "-id")
    senaste: dict[int, dict] = {}
    for varv, innehall in kopior.values_list("varv_id", "innehall"):
        senaste.setdefault(varv, innehall)
    return [avskrift.ur_json(sparat) for sparat in senaste.values()]
