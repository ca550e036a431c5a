"""What the group has found, read for the meeting's own page: three questions whose SQL is written once.

The page is asked for by everybody who sits in the meeting, at every step and whenever somebody has written; what it
shows of pupils is nothing, and so no pupil is read.
"""

import json
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.db.models import TextField
from django.db.models.functions import Cast

from kartlaggning.urval import tid_ur
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Personal

from . import urval
from .gang import FAKTORER, GRUPPEN
from .models import Analys, Avfardat, Koppling, Monster, Skrivet, Steg
from .urval import Innehall, Monsterrad

# Times and JSON as the databases write them.
_SOM_TEXT = {"andrad": "tid", "skapad": "gjord", "underlag": "grund"}


def _rader(modell: type[Skrivet], om: dict[str, str]) -> Fraga:
    """A read of whole rows of the group, with the writer's name last."""
    falt = [_SOM_TEXT.get(f.attname, f.attname) for f in modell._meta.concrete_fields]
    text = {namn: Cast(falt_, TextField()) for falt_, namn in _SOM_TEXT.items() if namn in falt}
    return Fraga(
        lambda analys: (
            modell.objects.filter(**{om["analys"]: analys, om["elev"]: True})
            .annotate(**text)
            .order_by(*modell._meta.ordering)
            .values_list(*falt, "andrad_av__namn")
        )
    )


_MONSTER = _rader(Monster, {"analys": "analys", "elev": "elev__isnull"})
_KOPPLINGAR = _rader(Koppling, {"analys": "monster__analys", "elev": "monster__elev__isnull"})
_KOPPLADE = Fraga(
    lambda analys: (
        Koppling.objects.filter(monster__analys=analys, monster__elev__isnull=True)
        .order_by("id")
        .values_list("monster_id", "faktor")
    )
)
_STEG = Fraga(
    lambda analys: (
        Steg.objects.filter(monster__analys=analys, monster__elev__isnull=True).order_by("id").values_list("monster_id")
    )
)
_AVFARDADE = Fraga(lambda analys: Avfardat.objects.filter(analys=analys, elev__isnull=True).values_list("utkast"))


def innehall(analys: Analys, person: Personal, del_: str) -> Innehall:
    """What a part of the meeting shows: of the group's parts the group's patterns only, of the others all there is."""
    delar = del_.split("/")
    if delar[0] != GRUPPEN:
        return urval.innehall(analys, person)
    return gruppens(analys, motiveringar=delar[-1] == FAKTORER)


def gruppens(analys: Analys, *, motiveringar: bool = True) -> Innehall:
    """The patterns of the class or the school; of the next steps only how many there are.

    Of the factors which they are, and with ``motiveringar`` also what is written about them.
    """
    personal: dict[int, Personal] = {}
    rader: dict[int, Monsterrad] = {}
    for rad in _MONSTER(analys.id):
        m = _objekt(Monster, rad, personal)
        m.analys = analys
        rader[m.id] = Monsterrad(m)
    # A pattern made since the first question was asked comes with the next look.
    for koppling in _kopplingar(analys, personal) if motiveringar else _kopplade(analys):
        if koppling.monster_id in rader:
            koppling.monster = rader[koppling.monster_id].monster
            rader[koppling.monster_id].kopplingar.append(koppling)
    for (monster,) in _STEG(analys.id):
        if monster in rader:
            rader[monster].steg.append(Steg())
    return Innehall(analys, list(rader.values()), {}, {}, [])


def _kopplingar(analys: Analys, personal: dict[int, Personal]) -> Iterator[Koppling]:
    return (_objekt(Koppling, rad, personal) for rad in _KOPPLINGAR(analys.id))


def _kopplade(analys: Analys) -> Iterator[Koppling]:
    return (Koppling(monster_id=monster, faktor=faktor) for monster, faktor in _KOPPLADE(analys.id))


_LAS = {"andrad": tid_ur, "skapad": tid_ur, "underlag": json.loads, "angelagen": bool}


def _objekt(modell: type[Skrivet], varden: tuple, personal: dict[int, Personal]) -> Skrivet:
    """A row from the values as the database has them, with its writer."""
    namn = [f.attname for f in modell._meta.concrete_fields]
    *varden, av = varden
    las = [_LAS[n](v) if n in _LAS else v for n, v in zip(namn, varden, strict=True)]
    rad = modell.from_db(DEFAULT_DB_ALIAS, namn, las)
    vem = rad.andrad_av_id
    if vem is not None:
        if vem not in personal:
            personal[vem] = Personal(id=vem, namn=av)
        rad.andrad_av = personal[vem]
    return rad


def avfardade(analys: Analys) -> set[str]:
    """The keys of the drafts about the class that the meeting has left out."""
    return {nyckel for (nyckel,) in _AVFARDADE(analys.id)}
