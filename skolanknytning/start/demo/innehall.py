"""All of the demo as plain values: for every school its pupils, rounds, individual forms and analysis meetings."""

from dataclasses import dataclass
from datetime import datetime

from .analyser import Analysplan, analysplaner
from .elever import Elevplan, elever
from .individer import Individplan, individplaner
from .plan import Kalender, Skolplan, skolor
from .rundor import Rundplan, rundor


@dataclass(frozen=True)
class Skolinnehall:
    """A school with all that happens in it."""

    plan: Skolplan
    elever: list[Elevplan]
    rundor: list[Rundplan]
    individer: list[Individplan]
    analyser: list[Analysplan]


def innehall(lasar: int, nu: datetime) -> tuple[Kalender, list[Skolinnehall]]:
    """The demo in the läsår that begins in the year ``lasar``, as far as it has come at ``nu``."""
    kalender = Kalender(lasar, nu)
    svar = []
    for plan in skolor():
        alla = elever(plan, kalender)
        gjorda = [r for k in plan.klasser for r in rundor(k, alla, kalender)]
        individer = list(individplaner(plan.nyckel, gjorda, kalender))
        svar.append(Skolinnehall(plan, alla, gjorda, individer, list(analysplaner(plan.nyckel, kalender))))
    return kalender, svar
