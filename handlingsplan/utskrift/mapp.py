"""The folder for a follow-up: the meeting's sheet, the plan, and what the analysis found, as one PDF with bookmarks."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from analys import guide
from analys import urval as analyser
from analys.models import Analys
from analys.utskrift import blad
from analys.utskrift.blad import Sammanfattningsrad
from skolanknytning.skola.models import Personal

from ..mallar import MODUL_2
from ..models import Plan
from . import motesblad, planen

TITEL = "Mapp till uppföljningen"


@dataclass(frozen=True, slots=True)
class Mapp:
    """The folder ready for its template. ``sammanfattning`` is of the analysis that the plan started from."""

    titel: str
    rubrik: str
    plan: Plan
    mote: motesblad.Motesblad
    planen: planen.Utskrift
    analys: Analys | None
    sammanfattning: list[Sammanfattningsrad]
    vem: str
    nar: datetime


def ifylld(plan: Plan, person: Personal) -> Mapp:
    """The folder of the plan, with as much of the analysis as the person may read."""
    sammanfattning = _sammanfattning(plan, person)
    return Mapp(
        titel=f"{TITEL} {planen.om_vad(plan)}".strip(),
        rubrik=f"{TITEL}, {planen.om(plan)}",
        plan=plan,
        mote=motesblad.ifylld(plan, person),
        planen=planen.ifylld(plan, person, MODUL_2),
        analys=plan.analys if sammanfattning else None,
        sammanfattning=sammanfattning,
        vem=person.namn,
        nar=timezone.localtime(),
    )


def html(mapp: Mapp) -> str:
    """The folder as the page that becomes the PDF."""
    return render_to_string("handlingsplan/mapp_utskrift.html", {"mapp": mapp})


def _sammanfattning(plan: Plan, person: Personal) -> list[Sammanfattningsrad]:
    """What the analysis found of what the plan is about: the group alone, or the pupil alone.

    A pupil with protected identity is in nothing that is printed of an analysis.
    """
    analys = plan.analys
    if analys is None or not analyser.far_lasa(person, analys) or (plan.elev and plan.elev.skyddad):
        return []
    form, holl = guide.las(analys.guide), analyser.innehall(analys, person)
    if plan.elev:
        return blad.sammanfattning(form, form.individ, plan.elev.namn, holl.per_elev.get(plan.elev_id, []))
    return blad.sammanfattning(form, form.grupp, "Klassen" if analys.klass else "Skolan", holl.monster)
