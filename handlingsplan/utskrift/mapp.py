"""The folder for a meeting or a follow-up: grid, pupils' forms, analysis and plan as one PDF with bookmarks."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from analys import guide
from analys import urval as analyser
from analys.models import Analys
from analys.utskrift import analysen, blad
from analys.utskrift.blad import Sammanfattningsrad
from kartlaggning.utskrift import individutskrift, klassutskrift
from skolanknytning.skola.models import Personal
from skolanknytning.svenska import sorteringsnyckel

from ..mallar import MODUL_2
from ..models import Plan
from . import mappval, motesblad, planen
from .mappval import MOTE, Om, Val

MOTESMAPP = "Mötesmapp"
TITEL = "Mapp till uppföljningen"


@dataclass(frozen=True, slots=True)
class Del:
    """A part of the folder: its kind, its place and name in the list of contents, and what its template shows.

    ``under`` are (place, name) of what stands under it in the list of contents.
    """

    slag: str
    plats: str
    rubrik: str
    innehall: Any
    under: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapp:
    """A folder ready for its template. ``titel`` names no pupil; the parts stand in the order they are read."""

    titel: str
    rubrik: str
    uppgifter: list[tuple[str, str]]
    delar: list[Del]
    kalla: str
    vem: str
    nar: datetime


@dataclass(frozen=True, slots=True)
class Fann:
    """What the analysis found of what a plan is about."""

    analys: Analys
    sammanfattning: list[Sammanfattningsrad]


def html(om: Om, person: Personal, val: Val) -> str:
    """The folder as the page that becomes the PDF, with what the person may see of the choice now."""
    return render_to_string("handlingsplan/mapp_utskrift.html", {"mapp": _mapp(om, person, val)})


def _mapp(om: Om, person: Personal, val: Val) -> Mapp:
    planer = [_plan(plan, person, n, ensam=len(val.planer) == 1) for n, plan in _numrerade(person, val)]
    underlag = [*_rutnat(person, val), *_formular(om, person, val), *_analysen(om, person, val)]
    if om.slag == MOTE:
        delar, uppgifter = [*underlag, *planer], analysen.uppgifter(om.analys)
        rubrik = f"{MOTESMAPP} {om.analys.klass or om.analys.skola.namn}"
        titel = f"{rubrik} {om.analys.datum}"
    else:
        blad_ = [_blad(om.objekt, person)] if val.blad else []
        delar, uppgifter = [*blad_, *planer, *underlag], planen.uppgifter(om.objekt)
        rubrik = f"{TITEL}, {planen.om(om.objekt)}"
        titel = f"{TITEL} {planen.om_vad(om.objekt)}".strip()
    return Mapp(titel, rubrik, uppgifter, delar, guide.las().kalla, person.namn, timezone.localtime())


def _numrerade(person: Personal, val: Val) -> list[tuple[int, Plan]]:
    return list(enumerate(mappval.las_planer(person, val), start=1))


def _plan(plan: Plan, person: Personal, nummer: int, *, ensam: bool) -> Del:
    """A plan; of several each is told by its area."""
    rubrik = "Planen" if ensam else f"Plan: {plan.omrade}"
    return Del("plan", f"plan-{nummer}", rubrik, planen.ifylld(plan, person, MODUL_2))


def _blad(plan: Plan, person: Personal) -> Del:
    return Del("blad", "mote", "Blad till uppföljningsmötet", motesblad.ifylld(plan, person))


def _rutnat(person: Personal, val: Val) -> list[Del]:
    runda = mappval.las_rutnat(person, val)
    return [Del("rutnat", "rutnat", "Klassens rutnät", klassutskrift.ifylld(runda, person))] if runda else []


def _formular(om: Om, person: Personal, val: Val) -> list[Del]:
    valda = [elev for elev in mappval.erbjudande(om, person).elever if elev.kod in val.formular]
    valda.sort(key=lambda elev: sorteringsnyckel(elev.namn))
    if not valda:
        return []
    under = [(f"formular-{n}", elev.namn) for n, elev in enumerate(valda, start=1)]
    formular = [individutskrift.ifylld(elev, person) for elev in valda]
    return [Del("formular", "formular", "Individuella kartläggningar", formular, under)]


def _analysen(om: Om, person: Personal, val: Val) -> list[Del]:
    """The meeting's analysis whole; of the one that a plan started from what it found of what the plan is about."""
    if not (val.analys and om.analys):
        return []
    if om.slag == MOTE:
        sidan = analysen.ifylld(om.analys, person)
        under = [
            ("analys-1", "Klassen" if om.analys.klass else "Skolan"),
            *((f"analys-elev-{n}", ark.namn) for n, ark in enumerate(sidan.elever, start=1)),
            ("analys-steg", "Sammanfattning och nästa steg"),
        ]
        return [Del("analys", "analys", "Analysen", sidan, under)]
    fann = Fann(om.analys, _sammanfattning(om.objekt, om.analys, person))
    return [Del("fann", "analys", "Det analysen kom fram till", fann)] if fann.sammanfattning else []


def _sammanfattning(plan: Plan, analys: Analys, person: Personal) -> list[Sammanfattningsrad]:
    """What the analysis found of what the plan is about: the group alone, or the pupil alone.

    A pupil with protected identity is in nothing that is printed of an analysis.
    """
    if plan.elev and plan.elev.skyddad:
        return []
    form, holl = guide.las(analys.guide), analyser.innehall(analys, person)
    if plan.elev:
        return blad.sammanfattning(form, form.individ, plan.elev.namn, holl.per_elev.get(plan.elev_id, []))
    return blad.sammanfattning(form, form.grupp, "Klassen" if analys.klass else "Skolan", holl.monster)
