"""All of the demo as plain values: every school's pupils, rounds, individual forms, analysis meetings and plans."""

from dataclasses import dataclass
from datetime import datetime

from .analyser import Analysplan, analysplaner
from .elever import Elevplan, elever
from .individer import Individplan, individplaner
from .plan import Kalender, Skolplan, skolor
from .planer import Handlingsplan, Narvaroplan, handlingsplaner, narvaroplaner
from .rundor import Rundplan, rundor


@dataclass(frozen=True)
class Skolinnehall:
    """A school with all that happens in it."""

    plan: Skolplan
    elever: list[Elevplan]
    rundor: list[Rundplan]
    individer: list[Individplan]
    analyser: list[Analysplan]
    planer: list[Handlingsplan]
    narvaro: list[Narvaroplan]


def innehall(lasar: int, nu: datetime) -> tuple[Kalender, list[Skolinnehall]]:
    """The demo in the läsår that begins in the year ``lasar``, as far as it has come at ``nu``."""
    kalender = Kalender(lasar, nu)
    svar = []
    for plan in skolor():
        alla = elever(plan, kalender)
        gjorda = [r for k in plan.klasser for r in rundor(k, alla, kalender)]
        individer = list(individplaner(plan.nyckel, gjorda, kalender))
        analyser = list(analysplaner(plan.nyckel, kalender))
        planer = list(handlingsplaner(plan.nyckel, kalender))
        siffror = list(narvaroplaner(plan.nyckel, kalender))
        svar.append(Skolinnehall(plan, alla, gjorda, individer, analyser, planer, siffror))
    return kalender, svar
