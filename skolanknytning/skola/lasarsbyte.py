"""From one läsår to the next: what a class will be called, and whether it goes on."""

import re
from dataclasses import dataclass
from enum import StrEnum

SISTA_ARSKURS = 9


class Vag(StrEnum):
    """What becomes of a class when the läsår ends."""

    UPP = "upp"
    UT = "ut"
    INTE = "inte"


@dataclass(frozen=True, slots=True)
class Val:
    """What the administrator chose for a class (its kod): the way, and the name it gets on the way up."""

    klass: str
    vag: Vag
    namn: str


def nasta_namn(namn: str) -> str:
    """The class's name a läsår later: 7A → 8A, Åk 7 → Åk 8, FA → 1A. A name without a single digit stays
    (NA24).
    """
    if re.fullmatch(r"F[A-ZÅÄÖ]?", namn):
        return "1" + namn[1:]
    traff = re.fullmatch(r"(\D*)(\d)(\D.*)?", namn)
    if not traff:
        return namn
    fore, siffra, efter = traff.groups(default="")
    return f"{fore}{int(siffra) + 1}{efter}"


def nasta_arskurs(arskurs: int | None) -> int | None:
    """The årskurs a läsår later."""
    return None if arskurs is None else arskurs + 1


def forslag(namn: str, arskurs: int | None, antal: int) -> Vag:
    """The likely way: out after the last årskurs, nowhere without pupils, otherwise up."""
    if not antal:
        return Vag.INTE
    siffror = re.findall(r"\d+", namn)
    if (arskurs if arskurs is not None else int(siffror[0]) if siffror else 0) == SISTA_ARSKURS:
        return Vag.UT
    return Vag.UPP
