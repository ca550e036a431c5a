"""What every change of a plan begins and ends with: the plan is locked, and counts that it has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import OgiltigError, ren

from ..models import Forflyttning, Insats, Lage, Plan, Varv

__all__ = [
    "Andring",
    "AvslutadError",
    "BorttagetError",
    "FaltError",
    "FragaError",
    "HosRektorError",
    "Krock",
    "OgiltigError",
    "OppenPlanError",
    "andra_falten",
    "andrad",
    "las",
    "las_att_skriva",
    "las_om",
    "las_oppen",
    "las_rad",
    "oppet_varv",
    "ren",
]


class AvslutadError(ValueError):
    """The plan has been closed, and is read-only until somebody opens it again."""

    def __init__(self):
        super().__init__("Planen är avslutad. Öppna den igen för att ändra.")


class HosRektorError(ValueError):
    """The plan has been sent to the rektor, and is not written in until it comes back."""

    def __init__(self):
        super().__init__("Planen är hos rektor. Ta tillbaka den för att ändra.")


class BorttagetError(ValueError):
    """What was to be changed has been taken away by a colleague."""

    def __init__(self):
        super().__init__("En kollega har tagit bort det.")


class FaltError(OgiltigError):
    """One field of what was chosen cannot be as it was chosen: ``falt``; the message says why."""

    def __init__(self, ord_: str, falt: str):
        self.falt = falt
        super().__init__(ord_)


class FragaError(FaltError):
    """What was written in ``falt`` is asked about before it is kept; the message says what."""


class OppenPlanError(ValueError):
    """There are plans about the same class, pupil or school that have not been closed: ``planer``."""

    def __init__(self, planer: Iterable[Plan]):
        self.planer = list(planer)
        super().__init__("Det finns redan en plan som inte är avslutad. Håll er till ett utvecklingsområde i taget.")


def las(plan: Plan) -> Plan:
    """The plan, locked until the transaction ends, whatever has become of it. Raises BorttagetError."""
    planer = Plan.objects.select_related("skola", "klass", "elev").select_for_update(of=("self",))
    last = planer.filter(pk=plan.pk).first()
    if last is None:
        raise BorttagetError
    return last


def las_om(plan: Plan) -> None:
    """Lock what the plan is about: of two who begin or open one at once, the second is asked about the first's."""
    om = plan.klass or plan.elev or plan.skola
    type(om).objects.select_for_update(no_key=True).get(pk=om.pk)


def las_oppen(plan: Plan) -> Plan:
    """The plan, locked, also while the rektor has it. Raises AvslutadError, BorttagetError."""
    last = las(plan)
    if not last.oppen:
        raise AvslutadError
    return last


def las_att_skriva(plan: Plan) -> Plan:
    """The plan, locked, to be written in. Raises AvslutadError, BorttagetError, HosRektorError."""
    last = las_oppen(plan)
    if last.lage == Lage.SKICKAD:
        raise HosRektorError
    return last


def las_rad(rad: models.Model) -> models.Model:
    """The row as it stands now. Raises BorttagetError."""
    nu = type(rad).objects.filter(pk=rad.pk).first()
    if nu is None:
        raise BorttagetError
    return nu


def oppet_varv(plan: Plan) -> Varv:
    """The varv that an open plan is in."""
    return plan.varv.get(avslutat=None)


def andrad(plan: Plan, av: Personal, vad: str = "", handling: Handling = Handling.ANDRADE) -> None:
    """Count the change, so that the others' screens fetch it, and write it in the log; ``vad`` holds no free text.

    What is done to a pupil's plan is written of the pupil too, for the extract from the register.
    """
    Plan.objects.filter(pk=plan.pk).update(version=models.F("version") + 1, andrad=timezone.now())
    text = f"{vad} i {plan.vad}" if vad else plan.vad
    for om in (plan, plan.elev):
        if om is not None:
            anteckna(av, handling, om, text, skola_kod=plan.skola.kod)


# --- Fields that several people may change at once ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Krock:
    """A field that a colleague changed since the page was read: what it is now, and what was to be set."""

    falt: str
    deras: Any
    min: Any


@dataclass(frozen=True, slots=True)
class Andring:
    """The row as it is stored now, and the fields that were not set because of a colleague."""

    rad: Varv | Insats | Forflyttning | None = None
    krockar: tuple[Krock, ...] = ()
    andrade: tuple[str, ...] = ()


def andra_falten(lagrat: Mapping[str, Any], nytt: Mapping[str, Any], fore: Mapping[str, Any]) -> Andring:
    """Which of the fields are to be set, and which a colleague has changed, of what is stored now.

    What the person left as it was (``fore``) stays as it is stored; a field both gave the same value is no quarrel.
    Raises KeyError for a field that nobody says how it was.
    """
    egna = [falt for falt in nytt if nytt[falt] != fore[falt] and nytt[falt] != lagrat[falt]]
    krockar = tuple(Krock(f, lagrat[f], nytt[f]) for f in egna if lagrat[f] != fore[f])
    krockande = {krock.falt for krock in krockar}
    return Andring(krockar=krockar, andrade=tuple(falt for falt in egna if falt not in krockande))
