"""What the start page tells of the analysis: what waits, what was decided and is due, meetings, new proposals.

Read in the same number of questions however many classes and schools there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from analys import moten
from analys.models import Niva, Steg
from analys.resa import Mote
from kartlaggning.klassen import lagen
from kartlaggning.resa import Runda
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, idag

from . import klassresa

# A proposal is new this long after the round was closed, and a meeting held this long is told of.
NYTT = timedelta(days=14)
HALLET = timedelta(days=60)
# Others' steps are told of this long before their day; those of meetings older than this are for the next round.
SNART = timedelta(days=14)
GAMMALT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Vantar:
    """A class with a closed round that no meeting has been planned or held about."""

    klass: Klass
    runda: Runda


@dataclass(frozen=True, slots=True)
class Motesrad:
    """A meeting, about a class or (None) the whole school."""

    klass: Klass | None
    mote: Mote


@dataclass(frozen=True, slots=True)
class Stegrad:
    """A next step: whose it is, what it is about, and whether its day has passed."""

    steg: Steg
    min: bool
    sen: bool

    @property
    def om(self) -> str:
        """The class or the school, and the pupil if it is about one."""
        analys = self.steg.monster.analys
        om = "hela skolan" if analys.niva == Niva.SKOLA else str(analys.klass)
        return f"{self.steg.monster.elev}, {om}" if self.steg.monster.elev else om


@dataclass(frozen=True, slots=True)
class Flaggor:
    """The pupils whom a class's round proposes since a short while ago."""

    klass: Klass
    runda: Runda
    elever: list[Elev]


@dataclass(slots=True)
class Analysvy:
    """One school's part: ``steg`` with the late first, ``moten`` the nearest first, ``hallna`` the latest first."""

    vantar: list[Vantar] = field(default_factory=list)
    moten: list[Motesrad] = field(default_factory=list)
    hallna: list[Motesrad] = field(default_factory=list)
    steg: list[Stegrad] = field(default_factory=list)
    flaggor: list[Flaggor] = field(default_factory=list)

    @property
    def sena(self) -> int:
        """How many steps should have been done."""
        return sum(1 for rad in self.steg if rad.sen)

    @property
    def tom(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.vantar or self.moten or self.hallna or self.steg or self.flaggor)


def vyer(
    person: Personal, klasser: list[Klass], nu: list[Klass], rundor: Mapping[int, Runda], motena: Mapping[int, Mote]
) -> dict[int, Analysvy]:
    """By school id. ``klasser`` are all that the person may know of, ``nu`` those of this läsår, in their order.

    ``rundor`` and ``motena`` are the latest of each class by id. Empty for who reads no summaries.
    """
    lases = [k for k in klasser if behorighet.far_se_sammanstallning(person, k)]
    if not lases:
        return {}
    svar: dict[int, Analysvy] = {skola.id: Analysvy() for skola in behorighet.mina_skolor(person)}
    for klass in (k for k in nu if behorighet.far_se_sammanstallning(person, k)):
        _klassen(svar[klass.skola_id], klass, rundor.get(klass.id), motena.get(klass.id))
    for analys, mote in moten.om_skolor(person, sedan=idag() - HALLET):
        _motet(svar[analys.skola_id], Motesrad(None, mote))
    _flaggor(svar, nu, rundor, person)
    for steg in moten.steg_kvar(person, lases, sedan=idag() - GAMMALT, till=idag() + SNART):
        sen = steg.klart is not None and steg.klart < idag()
        svar[steg.monster.analys.skola_id].steg.append(Stegrad(steg, steg.ansvarig_id == person.id, sen))
    for vy in svar.values():
        vy.moten.sort(key=lambda rad: rad.mote.datum)
        vy.hallna.sort(key=lambda rad: rad.mote.datum, reverse=True)
        vy.vantar.sort(key=lambda rad: rad.runda.stangd)
    return svar


def _klassen(vy: Analysvy, klass: Klass, runda: Runda | None, mote: Mote | None) -> None:
    """What a class has: it waits for a meeting, or has one."""
    if mote:
        _motet(vy, Motesrad(klass, mote))
    if runda and not runda.oppen and klassresa.rundans(runda, mote) is None:
        vy.vantar.append(Vantar(klass, runda))


def _motet(vy: Analysvy, rad: Motesrad) -> None:
    if rad.mote.oppet:
        vy.moten.append(rad)
    elif rad.mote.datum >= idag() - HALLET:
        vy.hallna.append(rad)


def _flaggor(svar: Mapping[int, Analysvy], nu: Iterable[Klass], rundor: Mapping[int, Runda], person: Personal) -> None:
    """New proposals, for who follows the flagged pupils of all classes."""
    alla = [k for k in nu if behorighet.far_se_skolniva(person, k.skola)]
    nya = lagen.nya_forslag(alla, rundor, sedan=idag() - NYTT)
    for klass in alla:
        if klass.id in nya:
            svar[klass.skola_id].flaggor.append(Flaggor(klass, rundor[klass.id], nya[klass.id]))
