"""What plans add to the journey of a class or a pupil: its last two steps. Plain values in, plain values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlingsplan.resa import FOLJS_UPP, VILAR, Laget, Planlage, den_som_avgor
from kartlaggning.resa import Lage, Steg

# Where the plan is made and waits for its day; the rest of what it waits for belongs to the step before.
VID_UPPFOLJNINGEN = FOLJS_UPP | {Laget.UTAN_DATUM, Laget.PAGAR}


@dataclass(frozen=True, slots=True)
class Planrad:
    """A plan in a list: where it stands, when it is followed up ("" when it is closed), and whether that is late."""

    plan: Planlage
    lage: str
    uppfoljning: str
    sen: bool


def rader(planer: Iterable[Planlage], idag: date) -> list[Planrad]:
    """The plans as a list shows them."""
    return [
        Planrad(plan, plan.rad(idag), plan.uppfoljningen(idag).lower() if plan.oppen else "", plan.sen(idag))
        for plan in planer
    ]


def planen(planer: Sequence[Planlage], *, igang: bool, hallet: date | None, idag: date) -> Planlage | None:
    """The plan that the one next thing is about; None when what comes before is.

    ``igang``: somebody is in the middle of a survey or a meeting, which goes on unless a follow-up is due. ``hallet``
    is the day of the meeting that has been held of what was last surveyed: a plan closed before it is history.
    """
    plan = _aktuell(planer, hallet, idag)
    if plan is None or plan.laget(idag) in FOLJS_UPP or plan.sen(idag):
        return plan
    return plan if (hallet if plan.laget(idag) in VILAR else not igang) else None


def med_planer(
    steg: list[Steg], planer: Sequence[Planlage], *, igang: bool, hallet: date | None, idag: date
) -> list[Steg]:
    """The five steps with what the plans say in the last two. Exactly one is where the class or the pupil stands."""
    plan = _aktuell(planer, hallet, idag)
    if plan is None:
        return steg
    *fore, planera, folj_upp = steg
    laget = plan.laget(idag)
    star_har = planen(planer, igang=igang, hallet=hallet, idag=idag) is not None
    klar = laget in VID_UPPFOLJNINGEN
    oppna = sum(p.oppen for p in planer)
    rad = plan.rad(idag) if oppna < 2 else f"{plan.rad(idag)} · {oppna} öppna planer"
    nu = Lage.NU if star_har else Lage.SEDAN
    planera = replace(planera, lage=Lage.KLART if klar else nu, rad=rad)
    if plan.oppen:
        uppfoljningen, sen = plan.uppfoljningen(idag), plan.sen(idag)
        folj_upp = replace(folj_upp, lage=nu if klar else Lage.SEDAN, rad=uppfoljningen, sen=sen)
    if star_har:
        fore = [replace(s, lage=Lage.SEDAN) if s.lage == Lage.NU else s for s in fore]
    return [*fore, planera, folj_upp]


def _aktuell(planer: Sequence[Planlage], hallet: date | None, idag: date) -> Planlage | None:
    """Of the plans the one the journey tells of. A closed one counts when it was closed after the meeting."""
    plan = den_som_avgor(planer, idag)
    if plan and plan.avslutad and (hallet is None or plan.avslutad < hallet):
        return None
    return plan
