"""What the group has found, read for the meeting's own page: three questions whose SQL is written once.

The page is asked for by everybody who sits in the meeting, at every step and whenever somebody has written; what it
shows of pupils is nothing, and so no pupil is read.
"""

import json

from django.db import DEFAULT_DB_ALIAS
from django.db.models import TextField
from django.db.models.functions import Cast

from kartlaggning.urval import tid_ur
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Personal

from . import urval
from .gang import GRUPPEN
from .models import Analys, Avfardat, Koppling, Monster, Skrivet, Steg
from .urval import Innehall, Monsterrad

_SKRIVET = ("kod", "text", "version", "tid", "andrad_av_id", "andrad_av__namn")
_MONSTER = Fraga(
    lambda analys: (
        Monster.objects.filter(analys=analys, elev__isnull=True)
        .annotate(tid=Cast("andrad", TextField()), grund=Cast("underlag", TextField()))
        .order_by("ordning", "id")
        .values_list(*_SKRIVET, "id", "slag", "dimension", "angelagen", "ordning", "utkast", "grund")
    )
)
_KOPPLINGAR = Fraga(
    lambda analys: (
        Koppling.objects.filter(monster__analys=analys, monster__elev__isnull=True)
        .annotate(tid=Cast("andrad", TextField()))
        .order_by("id")
        .values_list(*_SKRIVET, "id", "monster_id", "faktor")
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
    return gruppens(analys) if del_.split("/")[0] == GRUPPEN else urval.innehall(analys, person)


def gruppens(analys: Analys) -> Innehall:
    """The patterns of the class or the school with their factors; of the next steps only how many there are."""
    personal: dict[int, Personal] = {}
    rader: dict[int, Monsterrad] = {}
    for *skrivet, id_, slag, dimension, angelagen, ordning, utkast, grund in _MONSTER(analys.id):
        egna = {"id": id_, "slag": slag, "dimension": dimension, "angelagen": bool(angelagen), "ordning": ordning}
        egna |= {"utkast": utkast, "underlag": json.loads(grund), "elev_id": None}
        m = _rad(Monster, egna, skrivet, personal)
        m.analys = analys
        rader[id_] = Monsterrad(m)
    # A pattern made since the first question was asked comes with the next look.
    for *skrivet, id_, monster, faktor in _KOPPLINGAR(analys.id):
        if monster not in rader:
            continue
        koppling = _rad(Koppling, {"id": id_, "faktor": faktor}, skrivet, personal)
        koppling.monster = rader[monster].monster
        rader[monster].kopplingar.append(koppling)
    for (monster,) in _STEG(analys.id):
        if monster in rader:
            rader[monster].steg.append(Steg())
    return Innehall(analys, list(rader.values()), {}, {}, [])


def _rad(modell: type[Skrivet], egna: dict, skrivet: list, personal: dict[int, Personal]) -> Skrivet:
    """A row with its own fields, its text and its writer."""
    kod, text, version, tid, av, namn = skrivet
    if av is not None and av not in personal:
        personal[av] = Personal(id=av, namn=namn)
    falt = egna | {"kod": kod, "text": text, "version": version, "andrad": tid_ur(tid), "andrad_av_id": av}
    ordning = [f.attname for f in modell._meta.concrete_fields if f.attname in falt]
    rad = modell.from_db(DEFAULT_DB_ALIAS, ordning, [falt[namn] for namn in ordning])
    if av is not None:
        rad.andrad_av = personal[av]
    return rad


def avfardade(analys: Analys) -> set[str]:
    """The keys of the drafts about the class that the meeting has left out."""
    return {nyckel for (nyckel,) in _AVFARDADE(analys.id)}
