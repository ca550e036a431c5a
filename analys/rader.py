"""Rows of a meeting read whole, with the people they name: the SQL written once, the objects made from values.

To let the ORM write a join and convert its rows field by field takes longer than all the rest of a meeting's page.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, Model, QuerySet, TextField
from django.db.models.functions import Cast

from kartlaggning.urval import tid_ur
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev

from .models import Koppling, Monster, Punkt, Steg, Svar

# Times, days and JSON are read as the databases write them; truth values may be 0 and 1.
_SOM_TEXT = {"andrad": "tid", "skapad": "gjord", "underlag": "grund", "klart": "dag", "gjort": "nar_gjort"}
_LAS: dict[str, Callable] = {
    "andrad": tid_ur, "skapad": tid_ur, "underlag": json.loads, "klart": date.fromisoformat, "gjort": tid_ur,
    "angelagen": bool, "klar": bool, "skyddad": bool,
}  # fmt: skip
# What is read of somebody a row names, in the model's order; the rest is asked for if it is asked about.
PERSONAL = ("id", "kod", "namn")
ELEV = tuple(falt.attname for falt in Elev._meta.concrete_fields)
# The people that have been read, so that one who is named in many rows is one object.
Kanda = dict[tuple[type[Model], int], Model]


class Rader:
    """A read of whole rows of a model, in its order. ``bygg`` narrows its queryset by values that vary.

    Put in order here: asked to order factors by id, SQLite walks all there are of every school in that order.
    ``med``: the relations to read along, each with the fields of the other side, ``id`` the first.
    """

    def __init__(self, modell: type[Model], bygg: Callable[..., QuerySet], med: Mapping[str, tuple[str, ...]]):
        falten = modell._meta.concrete_fields
        self.modell = modell
        self.namn = [falt.attname for falt in falten]
        self.las = [_LAS.get(namn) for namn in self.namn]
        self.ordning = attrgetter(*modell._meta.ordering or ["id"])
        self.med = [_Med(modell._meta.get_field(namn), falt) for namn, falt in med.items()]
        text = {_SOM_TEXT[namn]: Cast(namn, TextField()) for namn in self.namn if namn in _SOM_TEXT}
        egna = [_SOM_TEXT.get(namn, namn) for namn in self.namn]
        andras = [f"{namn}__{falt}" for namn, falten_ in med.items() for falt in falten_]
        self.fraga = Fraga(
            lambda *varden: bygg(modell.objects.all(), *varden).annotate(**text).order_by().values_list(*egna, *andras)
        )

    def __call__(self, kanda: Kanda, *varden: int | str) -> Iterator[Model]:
        """The rows in order, with what they name."""
        return iter(sorted(self._las(kanda, varden), key=self.ordning))

    def _las(self, kanda: Kanda, varden: tuple[int | str, ...]) -> Iterator[Model]:
        antal = len(self.namn)
        for rad in self.fraga(*varden):
            objekt = _objekt(self.modell, self.namn, self.las, rad[:antal])
            plats = antal
            for med in self.med:
                setattr(objekt, med.namn, med.objekt(kanda, rad[plats : plats + len(med.falt)]))
                plats += len(med.falt)
            yield objekt


class _Med:
    """Somebody a row names."""

    def __init__(self, relation: Field, falt: tuple[str, ...]):
        self.namn, self.modell, self.falt = relation.name, relation.related_model, list(falt)
        self.las = [_LAS.get(namn) for namn in falt]

    def objekt(self, kanda: Kanda, varden: tuple) -> Model | None:
        """The one of these values, read before or made now; None where the row names nobody."""
        if varden[0] is None:
            return None
        nyckel = (self.modell, varden[0])
        if nyckel not in kanda:
            kanda[nyckel] = _objekt(self.modell, self.falt, self.las, varden)
        return kanda[nyckel]


def _objekt(modell: type[Model], namn: list[str], las: list[Callable | None], varden: tuple) -> Model:
    """An object as if the ORM had read it."""
    lasta = [f(v) if f and v is not None else v for f, v in zip(las, varden, strict=True)]
    return modell.from_db(DEFAULT_DB_ALIAS, namn, lasta)


def _lasning(*, om_elev: bool) -> tuple[Rader, Rader, Rader, Rader]:
    """Patterns, factors, next steps and answers of a meeting (its id); of one pupil's (the kod besides)."""

    def av(hor_till: str = "") -> Callable[..., QuerySet]:
        def bygg(rader: QuerySet, analys: int, elev: str = "") -> QuerySet:
            villkor = {f"{hor_till}elev__kod": elev} if om_elev else {}
            return rader.filter(**{f"{hor_till}analys": analys}, **villkor)

        return bygg

    om = {"elev": ELEV, "andrad_av": PERSONAL}
    return (
        Rader(Monster, av(), om),
        Rader(Koppling, av("monster__"), {"andrad_av": PERSONAL}),
        Rader(Steg, av("monster__"), {"andrad_av": PERSONAL, "ansvarig": PERSONAL}),
        Rader(Svar, av(), om),
    )


ALLT, OM_ELEV = _lasning(om_elev=False), _lasning(om_elev=True)
PUNKTER = Rader(Punkt, lambda rader, analys: rader.filter(analys=analys), {"elev": ELEV})


def gruppens_fragor(analys: int) -> list[Monster]:
    """A meeting's patterns about the group with nothing but the questions they are under, for the steps to count."""
    return [Monster.from_db(DEFAULT_DB_ALIAS, _FRAGAN, rad) for rad in _GRUPPENS_FRAGOR(analys)]


# In the model's own order, as all that ``from_db`` is given.
_FRAGAN = ["dimension", "slag"]
_GRUPPENS_FRAGOR = Fraga(
    lambda analys: Monster.objects.filter(analys=analys, elev__isnull=True).order_by().values_list(*_FRAGAN)
)
