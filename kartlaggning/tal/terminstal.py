"""What is kept of a closed round for the school's page: sums by statement, movement, and subjects. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from .forandring import jamfor
from .fordelning import EJ_BEDOMD, GUL, ROD, fordela

# One round's squares: (colour, subject codes) by pupil id and statement key.
Rutor = Mapping[tuple[int, str], tuple[int, Collection[str]]]
TOM = (EJ_BEDOMD, ())


class Runda(NamedTuple):
    """The pupils of a closed round and their squares; a square of anybody else counts nowhere."""

    elever: Collection[int]
    rutor: Rutor

    def farger(self, nyckel: str) -> dict[int, int]:
        """Each pupil's colour on a statement; 0 where it is not judged."""
        return {elev: self.rutor.get((elev, nyckel), TOM)[0] for elev in self.elever}


def fargerna(runda: Runda, nycklar: Iterable[str]) -> dict[str, list[int]]:
    """By statement how many have grönt, gult, rött, and how many are not judged."""
    svar = {}
    for nyckel in nycklar:
        f = fordela(runda.farger(nyckel).values())
        svar[nyckel] = [f.gron, f.gul, f.rod, f.ej_bedomda]
    return svar


def rorelserna(runda: Runda, forra: Runda | None, nycklar: Iterable[str]) -> dict[str, list[int]]:
    """By statement how many are better, worse, alike, new and gone since the round before; empty without one."""
    svar = {}
    for nyckel in nycklar if forra else ():
        r = jamfor(runda.farger(nyckel), forra.farger(nyckel))
        svar[nyckel] = [r.battre, r.samre, r.lika, r.nya, r.borta]
    return svar


def amnena(runda: Runda, nycklar: Iterable[str]) -> dict[str, dict[str, int]]:
    """By statement, how many pupils with gult or rött have each combination of subjects."""
    return {nyckel: dict(_kombinationer(runda, nyckel)) for nyckel in nycklar}


def _kombinationer(runda: Runda, nyckel: str) -> Counter[str]:
    antal: Counter[str] = Counter()
    for elev in runda.elever:
        farg, koder = runda.rutor.get((elev, nyckel), TOM)
        if farg in (GUL, ROD):
            antal[ihop(koder)] += 1
    return antal


def ihop(koder: Collection[str]) -> str:
    """Subject codes as one text: "BI,FY". They hold no comma, being letters and digits."""
    return ",".join(sorted(set(koder)))


def isar(text: str) -> tuple[str, ...]:
    """The codes of ``ihop``."""
    return tuple(text.split(",")) if text else ()
