"""Rows of a meeting read whole, with the people they name: the SQL written once, the objects made from values.

To let the ORM write a join and convert its rows field by field takes longer than all the rest of a meeting's page.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    JSONField,
    Model,
    QuerySet,
    TimeField,
)

from kartlaggning.models import Kartlaggning
from kartlaggning.urval import tid_ur
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev, Klass

from .models import Analys, Koppling, Monster, Punkt, Steg, Svar


def kolumner(modell: type[Model]) -> tuple[str, ...]:
    """All columns of a model, in its order: ``id`` the first."""
    return tuple(falt.attname for falt in modell._meta.concrete_fields)


# What is read of somebody a row names, in the model's order; the rest is asked for if it is asked about.
PERSONAL = ("id", "kod", "namn")
ELEV = kolumner(Elev)
# What has been read along, so that what is named in many rows is one object.
Kanda = dict[tuple[type[Model], int], Model]


class Rader:
    """A read of whole rows of a model, in its order. ``bygg`` narrows its queryset by values that vary.

    Put in order here: asked to order factors by id, SQLite walks all there are of every school in that order.
    ``med``: the relations to read along, each with the fields of the other side, ``id`` the first.
    """

    def __init__(self, modell: type[Model], bygg: Callable[..., QuerySet], med: Mapping[str, tuple[str, ...]]):
        self.modell = modell
        self.egna = _Kolumner(modell, kolumner(modell))
        self.med = {namn: _Kolumner(modell._meta.get_field(namn).related_model, falt) for namn, falt in med.items()}
        alla = [*self.egna.namn, *(f"{namn}__{falt}" for namn, med in self.med.items() for falt in med.namn)]
        self.fraga = Fraga(lambda *varden: bygg(modell.objects.all(), *varden).order_by().values_list(*alla))

    def __call__(self, kanda: Kanda, *varden: int | str) -> Iterator[Model]:
        """The rows in order, with what they name."""
        rader = list(self._las(kanda, varden))
        for falt in reversed(self.modell._meta.ordering):
            rader.sort(key=attrgetter(falt.removeprefix("-")), reverse=falt.startswith("-"))
        return iter(rader)

    def _las(self, kanda: Kanda, varden: tuple[int | str, ...]) -> Iterator[Model]:
        for rad in self.fraga(*varden):
            kvar = iter(rad)
            objekt = self.egna.objekt(list(islice(kvar, len(self.egna.namn))))
            for namn, med in self.med.items():
                setattr(objekt, namn, med.kant(kanda, list(islice(kvar, len(med.namn)))))
            yield objekt


class _Kolumner:
    """Columns of a model as they are read: their names, and what makes a column's value the field's."""

    def __init__(self, modell: type[Model], namn: Iterable[str]):
        self.modell, self.namn = modell, list(namn)
        self.las = [_lasare(modell._meta.get_field(falt)) for falt in self.namn]

    def objekt(self, varden: Iterable) -> Model:
        """An object as if the ORM had read it."""
        lasta = [f(v) if f and v is not None else v for f, v in zip(self.las, varden, strict=True)]
        return self.modell.from_db(DEFAULT_DB_ALIAS, self.namn, lasta)

    def kant(self, kanda: Kanda, varden: list) -> Model | None:
        """What a row names, read before or made now; None where it names nothing. ``id`` is the first of the values."""
        if varden[0] is None:
            return None
        nyckel = (self.modell, varden[0])
        if nyckel not in kanda:
            kanda[nyckel] = self.objekt(varden)
        return kanda[nyckel]


def _lasare(falt: Field) -> Callable | None:
    """What makes a column's value the field's; None where it is already. The databases' drivers give different ones."""
    if isinstance(falt, DateTimeField):
        return _tid
    if isinstance(falt, JSONField):
        return lambda varde: json.loads(varde) if isinstance(varde, str) else varde
    return falt.to_python if isinstance(falt, (DateField, TimeField, BooleanField)) else None


def _tid(varde: datetime | str) -> datetime:
    """A moment; SQLite's is in UTC and does not say so."""
    if isinstance(varde, str):
        return tid_ur(varde)
    return varde if varde.tzinfo else varde.replace(tzinfo=UTC)


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
# A meeting by its kod, with its class and its round: every page of a meeting begins with it.
MOTET = Rader(
    Analys, lambda rader, kod: rader.filter(kod=kod), {"klass": kolumner(Klass), "kartlaggning": kolumner(Kartlaggning)}
)
PUNKTER = Rader(Punkt, lambda rader, analys: rader.filter(analys=analys), {"elev": ELEV})


def gruppens_fragor(analys: int) -> list[Monster]:
    """A meeting's patterns about the group with nothing but the questions they are under, for the steps to count."""
    return [Monster.from_db(DEFAULT_DB_ALIAS, _FRAGAN, rad) for rad in _GRUPPENS_FRAGOR(analys)]


# In the model's own order, as all that ``from_db`` is given.
_FRAGAN = ["dimension", "slag"]
_GRUPPENS_FRAGOR = Fraga(
    lambda analys: Monster.objects.filter(analys=analys, elev__isnull=True).order_by().values_list(*_FRAGAN)
)
