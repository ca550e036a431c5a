"""What the meetings have said of one pupil, for the pupil's page: when, which patterns, what was decided.

For who follows the pupil, as the rest of the page: it goes with the pupil to the next class. The evidence beside a
pattern, where the other pupils of a class are counted, stays in the meeting.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet

from analys import guide
from analys import urval as analysurval
from analys.models import Analys, Koppling, Monster, Punkt, Slag, Svar
from analys.models import Steg as NastaSteg
from analys.rader import PERSONAL, Kanda, Rader, kolumner
from kartlaggning.eleven.elevresa import Stallning
from kartlaggning.resa import Lage, Steg, dag_och_ar
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev, Klass, Personal

# Where the form is not what comes next, what the meeting says goes first.
EFTER_FORMULARET = frozenset({Stallning.GJORD, Stallning.AVSTOD, Stallning.FORESLAS_INTE})


@dataclass(slots=True)
class Fynd:
    """A pattern about the pupil: the names of its dimension and factors, with why, and the next steps."""

    monster: Monster
    dimension: str
    slag: str
    faktorer: list[tuple[str, str]] = field(default_factory=list)
    steg: list[NastaSteg] = field(default_factory=list)


@dataclass(slots=True)
class Elevmote:
    """A meeting with the pupil on its agenda, or something written about them. ``lases``: the person may open it."""

    analys: Analys
    lases: bool
    klar: bool
    fynd: list[Fynd]
    svar: list[tuple[str, Svar]]

    @property
    def kvar(self) -> int:
        """Next steps that are not done."""
        return sum(1 for fynd in self.fynd for steg in fynd.steg if steg.gjort is None)


def las(elev: Elev, person: Personal) -> list[Elevmote]:
    """The meetings that are about the pupil too, newest first: one question, and five more when there are any."""
    alla = list(_MOTEN({}, elev.id))
    if not alla:
        return []
    klara = {analys for (analys,) in _GENOMGANGNA(elev.id)}
    fynd, svar = _fynd(elev, alla), _svar(elev, alla)
    motena = []
    for analys in alla:
        # A pupil is on the agenda of a class's meeting only.
        analys.skola = analys.klass.skola = elev.skola
        lases = analysurval.far_lasa(person, analys)
        motena.append(Elevmote(analys, lases, analys.id in klara, fynd[analys.id], svar[analys.id]))
    return motena


def _om_eleven(elev: int) -> QuerySet:
    """The ids of the meetings that are about the pupil too."""
    punkter, monster, svar = (
        modell.objects.filter(elev=elev).order_by().values_list("analys_id") for modell in (Punkt, Monster, Svar)
    )
    return punkter.union(monster, svar)


_MOTEN = Rader(Analys, lambda rader, elev: rader.filter(id__in=_om_eleven(elev)), {"klass": kolumner(Klass)})
_GENOMGANGNA = Fraga(lambda elev: Punkt.objects.filter(elev=elev, klar=True).order_by().values_list("analys_id"))


def _fynd(elev: Elev, alla: list[Analys]) -> dict[int, list[Fynd]]:
    """The patterns about the pupil by meeting, without what has been written since the meetings were read."""
    guider = {analys.id: guide.las(analys.guide) for analys in alla}
    svar: dict[int, list[Fynd]] = defaultdict(list)
    per_monster: dict[int, Fynd] = {}
    kanda: Kanda = {}
    for monster in _MONSTER(kanda, elev.id):
        if monster.analys_id not in guider:
            continue
        avsnitt = guider[monster.analys_id].individ.avsnittet(monster.slag)
        namn = avsnitt.dimension(monster.dimension).namn.removesuffix(" dimensionen")
        rad = Fynd(monster, namn, Slag(monster.slag).label)
        per_monster[monster.id] = rad
        svar[monster.analys_id].append(rad)
    for koppling in _KOPPLINGAR(kanda, elev.id) if per_monster else ():
        if fynd := per_monster.get(koppling.monster_id):
            fynd.faktorer.append((guider[fynd.monster.analys_id].faktor[koppling.faktor].namn, koppling.text))
    for steg in _STEG(kanda, elev.id) if per_monster else ():
        if fynd := per_monster.get(steg.monster_id):
            fynd.steg.append(steg)
    return svar


def _svar(elev: Elev, alla: list[Analys]) -> dict[int, list[tuple[str, Svar]]]:
    """The answers to the guide's questions about the pupil by meeting: (question, answer), without the empty ones."""
    svar: dict[int, list[tuple[str, Svar]]] = defaultdict(list)
    skrivna = {(s.analys_id, s.fraga): s for s in _SVAR({}, elev.id) if s.text}
    for analys in alla:
        for fraga in guide.las(analys.guide).individ.fragor:
            if rad := skrivna.get((analys.id, fraga.nyckel)):
                svar[analys.id].append((fraga.fraga, rad))
    return svar


_MONSTER = Rader(Monster, lambda rader, elev: rader.filter(elev=elev), {})
_KOPPLINGAR = Rader(Koppling, lambda rader, elev: rader.filter(monster__elev=elev), {})
_STEG = Rader(NastaSteg, lambda rader, elev: rader.filter(monster__elev=elev), {"ansvarig": PERSONAL})
_SVAR = Rader(Svar, lambda rader, elev: rader.filter(elev=elev), {})


def pa_vagen(
    steg: list[Steg], text: str, stallning: Stallning, motena: list[Elevmote], *, efter: date | None
) -> tuple[list[Steg], str]:
    """The pupil's journey and the one next thing, with what the latest meeting adds to them.

    ``efter`` is the latest date of the pupil's form: a meeting before it has not talked of what that says.
    """
    mote = _aktuellt(motena, efter)
    if mote is None:
        return steg, text
    *fore, analys, plan, uppfoljning = steg
    nar = dag_och_ar(mote.analys.datum)
    if mote.analys.oppen:
        steg = [*fore, replace(analys, rad=f"På dagordningen {nar}"), plan, uppfoljning]
        egen = f" Eleven står på dagordningen för analysmötet den {nar}."
        return steg, text + egen if stallning in EFTER_FORMULARET else text
    analys = replace(analys, rad=f"{nar}, {_antal(len(mote.fynd))}")
    if analys.lage == Lage.NU:
        analys, plan = replace(analys, lage=Lage.KLART), replace(plan, lage=Lage.NU)
    if stallning in EFTER_FORMULARET:
        text = f"Analysmötet den {nar} handlade om eleven: {_antal(len(mote.fynd))}.{_kvar(mote.kvar)}"
    return [*fore, analys, plan, uppfoljning], text


def hallet(motena: list[Elevmote], *, efter: date | None) -> Elevmote | None:
    """The meeting that a plan for the pupil starts from: held, and not before the latest date of the form."""
    mote = _aktuellt(motena, efter)
    return None if mote is None or mote.analys.oppen else mote


def _aktuellt(motena: list[Elevmote], efter: date | None) -> Elevmote | None:
    """The latest meeting; none when what it found has been overtaken by the form."""
    mote = next(iter(motena), None)
    return None if mote and not mote.analys.oppen and efter and mote.analys.datum < efter else mote


def till_motet(stallning: Stallning, motena: list[Elevmote]) -> Analys | None:
    """The meeting that comes next for the pupil, when it does and the person may open it."""
    mote = next(iter(motena), None)
    if mote is None or stallning not in EFTER_FORMULARET:
        return None
    return mote.analys if mote.lases and mote.analys.oppen else None


def _antal(monster: int) -> str:
    return f"{monster} mönster" if monster else "inga mönster"


def _kvar(antal: int) -> str:
    if not antal:
        return ""
    return " 1 nästa steg är inte gjort." if antal == 1 else f" {antal} nästa steg är inte gjorda."
