"""What goes into a folder: offered, chosen, and asked about again.

A folder is for a meeting, or for the follow-up of a plan. What is chosen is kept in codes (``Val``), so that the folder
can be made by the worker; what the person may see is asked when it is chosen, when it is made and when it is fetched.
"""

from dataclasses import asdict, dataclass, field

from django.core.exceptions import PermissionDenied
from django.http import Http404

from analys import urval as analyser
from analys.models import Analys
from analys.utskrift import analysen
from kartlaggning import urval as kartlaggningar
from kartlaggning.klassen import lagen
from kartlaggning.models import Kartlaggning
from kartlaggning.urval import FLYTTAD
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal

from .. import urval
from ..models import Plan

MOTE, UPPFOLJNING = "mote", "uppfoljning"
# Pages that are made while the person waits: about three seconds.
DIREKT = 12
# So many patterns, each with its factors and in the recap, fill a page more.
MONSTER_PER_SIDA = 5
# About so many pages a varv fills, and the timeline with the next meeting's sheet.
SIDOR_PER_VARV, SIDOR_OM_PLANEN = 3, 1


@dataclass(frozen=True, slots=True)
class Om:
    """What a folder is about: a meeting, or a plan to follow up, with the meeting it started from if that is read."""

    slag: str
    objekt: Analys | Plan
    analys: Analys | None


@dataclass(frozen=True, slots=True)
class Erbjudande:
    """What a person can have in a folder: a round's grid, pupils' forms, plans, the follow-up's sheet, the analysis.

    ``omtalade`` are the pupils on a sheet of the analysis.
    """

    rutnat: Kartlaggning | None = None
    elever: list[Elev] = field(default_factory=list)
    omtalade: list[Elev] = field(default_factory=list)
    planer: list[Plan] = field(default_factory=list)
    blad: bool = False
    analys: bool = False


@dataclass(frozen=True, slots=True)
class Val:
    """What somebody chose: codes of the round of the grid, of pupils with a form, of plans.

    ``omtalade`` are codes of the pupils on a sheet of the analysis, ``i_rutnatet`` of those named in the grid.
    ``monster`` is how many patterns the analysis has, ``varv`` how many varv the plans: for how large it becomes.
    """

    slag: str
    rutnat: str = ""
    formular: tuple[str, ...] = ()
    planer: tuple[str, ...] = ()
    blad: bool = False
    analys: bool = False
    omtalade: tuple[str, ...] = ()
    i_rutnatet: tuple[str, ...] = ()
    monster: int = 0
    varv: int = 0

    @classmethod
    def ur(cls, innehall: dict) -> "Val":
        """The choice as an order keeps it."""
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in innehall.items()})

    @property
    def innehall(self) -> dict:
        """The choice in JSON's own types."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @property
    def tom(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.rutnat or self.formular or self.planer or self.blad or self.analys)

    @property
    def sidor(self) -> int:
        """About how many pages it becomes. Of what a follow-up goes back to there is only the recap."""
        blad = 3 + 2 * len(self.omtalade) if self.slag == MOTE else 1
        analysen_ = (blad + self.monster // MONSTER_PER_SIDA) * self.analys
        planerna = SIDOR_OM_PLANEN * len(self.planer) + SIDOR_PER_VARV * self.varv
        return 1 + 2 * bool(self.rutnat) + 2 * len(self.formular) + 2 * self.blad + planerna + analysen_

    @property
    def direkt(self) -> bool:
        """Whether it is small enough to be made while the person waits."""
        return self.sidor <= DIREKT


def om(slag: str, person: Personal, kod: str) -> Om:
    """What the folder is about; 404 and 403 as the meeting and the plan themselves answer."""
    if slag == MOTE:
        analys = analyser.hamta_analys(person, kod)
        return Om(slag, analys, analys)
    plan = urval.hamta_plan(person, kod)
    analys = plan.analys
    return Om(slag, plan, analys if analys and analyser.far_lasa(person, analys) else None)


def erbjudande(om: Om, person: Personal) -> Erbjudande:
    """What the person can have in this folder. No form of a pupil with protected identity is ever in one."""
    return _motets(om.analys, person) if om.slag == MOTE else _planens(om, person)


def _motets(analys: Analys, person: Personal) -> Erbjudande:
    """The meeting's own round, the pupils on its agenda, and the open plans for the class or the school."""
    omtalade = analysen.elever_pa_utskrift(analyser.innehall(analys, person))
    formular = analyser.med_formular([elev.id for elev in omtalade])
    oppna = urval.oppna_planer(klass=analys.klass) if analys.klass else urval.oppna_planer(skola=analys.skola)
    return Erbjudande(
        rutnat=_far_rutnat(analys.kartlaggning, person),
        elever=[elev for elev in omtalade if elev.id in formular],
        omtalade=omtalade,
        planer=[plan for plan in oppna.order_by("skapad", "id") if urval.far_lasa(person, plan)],
        analys=True,
    )


def _planens(om: Om, person: Personal) -> Erbjudande:
    """The class's latest closed round, its pupils with a form whom the person follows, and the plan.

    For a plan about a pupil that pupil alone, and no grid; nothing was found of one with protected identity.
    """
    plan, rutnat, elever = om.objekt, None, []
    if plan.klass:
        klass = lagen.samma_klass_senare(plan.klass, person) or plan.klass
        rutnat = _far_rutnat(kartlaggningar.for_klass(klass).exclude(stangd=None).first(), person)
        elever = _foljda(klass, person)
    elif plan.elev and not plan.elev.skyddad and analyser.med_formular([plan.elev.id]):
        elever = [plan.elev]
    dold = plan.elev is not None and plan.elev.skyddad
    fann = om.analys is not None and not dold and om.analys.monster.filter(elev=plan.elev).exists()
    return Erbjudande(rutnat=rutnat, elever=elever, planer=[plan], blad=True, analys=fann)


def _far_rutnat(runda: Kartlaggning | None, person: Personal) -> Kartlaggning | None:
    return runda if runda and behorighet.far_se_farger(person, runda.klass) else None


def _foljda(klass: Klass, person: Personal) -> list[Elev]:
    """The pupils in the class now with an individual form that the person reads, none with protected identity."""
    elever = [rad.elev for rad in lagen.individer(klass, person) if not rad.elev.skyddad]
    return [elev for elev in elever if behorighet.far_folja_elev(person, elev, flaggad=True)]


def valj(
    om: Om,
    person: Personal,
    *,
    rutnat: bool = False,
    formular: list[str] = (),
    planer: list[str] = (),
    blad: bool = False,
    med_analys: bool = False,
) -> Val:
    """The choice, of what the person can have; what they cannot is left out."""
    finns = erbjudande(om, person)
    runda = finns.rutnat if rutnat else None
    valda = [plan for plan in finns.planer if plan.kod in planer]
    med_analys = med_analys and finns.analys
    return Val(
        om.slag,
        runda.kod if runda else "",
        tuple(elev.kod for elev in finns.elever if elev.kod in formular),
        tuple(plan.kod for plan in valda),
        blad and finns.blad,
        med_analys,
        tuple(elev.kod for elev in finns.omtalade) if med_analys else (),
        tuple(sorted(_namn_i_rutnatet(runda, person))) if runda else (),
        om.analys.monster.count() if med_analys else 0,
        sum(plan.varv.count() for plan in valda),
    )


def _namn_i_rutnatet(runda: Kartlaggning, person: Personal) -> set[str]:
    """Codes of the pupils whose names stand in the grid as the person prints it."""
    return {rad.kod for rad in kartlaggningar.elever_pa_utskrift(runda, person) if rad.namn != FLYTTAD}


def las_rutnat(person: Personal, val: Val) -> Kartlaggning | None:
    """The round whose grid was chosen, as long as the person may see its colours."""
    try:
        return kartlaggningar.hamta_kartlaggning(person, val.rutnat) if val.rutnat else None
    except (Http404, PermissionDenied):
        return None


def las_planer(person: Personal, val: Val) -> list[Plan]:
    """The chosen plans that the person may read."""
    planer = urval.synliga_planer(person).filter(kod__in=val.planer).select_related("klass", "elev", "skola")
    return list(planer.order_by("skapad", "id"))


def far_hamta(om: Om, person: Personal, val: Val) -> bool:
    """Whether the person may still see everything that was chosen."""
    finns, runda = erbjudande(om, person), las_rutnat(person, val)
    return (
        (not val.rutnat or (runda is not None and _namn_i_rutnatet(runda, person).issuperset(val.i_rutnatet)))
        and {elev.kod for elev in finns.elever}.issuperset(val.formular)
        and {elev.kod for elev in finns.omtalade}.issuperset(val.omtalade)
        and {plan.kod for plan in las_planer(person, val)}.issuperset(val.planer)
        and (finns.blad or not val.blad)
        and (finns.analys or not val.analys)
    )
