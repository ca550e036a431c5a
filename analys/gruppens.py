"""What the group has found, read for the meeting's own page: three questions whose SQL is written once.

The page is asked for by everybody who sits in the meeting, at every step and whenever somebody has written; what it
shows of pupils is nothing, and so no pupil is read.
"""

from collections.abc import Iterator

from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Personal

from . import urval
from .gang import ELEV, FAKTORER, GRUPPEN
from .models import Analys, Koppling, Monster, Steg
from .rader import PERSONAL, Kanda, Rader
from .urval import Innehall, Monsterrad

_MONSTER = Rader(Monster, lambda rader, analys: rader.filter(analys=analys, elev__isnull=True), {"andrad_av": PERSONAL})
_KOPPLINGAR = Rader(
    Koppling,
    lambda rader, analys: rader.filter(monster__analys=analys, monster__elev__isnull=True),
    {"andrad_av": PERSONAL},
)
_KOPPLADE = Fraga(
    lambda analys: (
        Koppling.objects.filter(monster__analys=analys, monster__elev__isnull=True)
        .order_by()
        .values_list("id", "monster_id", "faktor")
    )
)
_STEG = Fraga(
    lambda analys: (
        Steg.objects.filter(monster__analys=analys, monster__elev__isnull=True).order_by().values_list("monster_id")
    )
)


def innehall(analys: Analys, person: Personal, del_: str) -> Innehall:
    """What a part of the meeting shows: of the group's parts the group's patterns only, of a pupil's what is about the
    pupil, of the others all there is.
    """
    delar = del_.split("/")
    if delar[0] != GRUPPEN:
        return urval.innehall(analys, person, delar[-1] if delar[0] == ELEV else "")
    return gruppens(analys, motiveringar=delar[-1] == FAKTORER)


def gruppens(analys: Analys, *, motiveringar: bool = True) -> Innehall:
    """The patterns of the class or the school; of the next steps only how many there are.

    Of the factors which they are, and with ``motiveringar`` also what is written about them.
    """
    kanda: Kanda = {}
    rader: dict[int, Monsterrad] = {}
    for m in _MONSTER(kanda, analys.id):
        m.analys = analys
        rader[m.id] = Monsterrad(m)
    # A pattern made since the first question was asked comes with the next look.
    for koppling in _KOPPLINGAR(kanda, analys.id) if motiveringar else _kopplade(analys):
        if koppling.monster_id in rader:
            koppling.monster = rader[koppling.monster_id].monster
            rader[koppling.monster_id].kopplingar.append(koppling)
    for (monster,) in _STEG(analys.id):
        if monster in rader:
            rader[monster].steg.append(Steg())
    return Innehall(analys, list(rader.values()), {}, {}, [])


def _kopplade(analys: Analys) -> Iterator[Koppling]:
    return (Koppling(monster_id=monster, faktor=faktor) for _, monster, faktor in sorted(_KOPPLADE(analys.id)))
