"""A pupil's individual form as it is read: statements × dates, with comments. Whoever asks has been let in before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import F, TextField
from django.db.models.functions import Cast

from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev

from .. import instrument
from ..instrument import Instrument
from ..models import Anteckning, Kartlaggning, Markering
from ..urval import Anteckningsrad, Ruta, koder, tid_ur

# So many of the mentors' own dates stand side by side before the earlier ones are folded away.
DATUM_I_BREDD = 6


class Kolumn(NamedTuple):
    """One date of the form. ``kollega`` is the name of who was asked, empty for the mentors' own."""

    id: int
    kod: str
    datum: date
    instrument: str
    version: int
    oppen: bool
    kollega: str = ""
    kollega_id: int | None = None

    @property
    def rubrik(self) -> str:
        """The date as the head of the column says it: 22/11."""
        return f"{self.datum.day}/{self.datum.month}"


@dataclass(frozen=True, slots=True)
class Formular:
    """All dates of a pupil's form, oldest first; on the same date the mentors' own stands before colleagues'.

    ``rutor`` by column id and statement key; ``kommentarer``, those that have been written, by column id and note key.
    """

    instrument: Instrument
    kolumner: list[Kolumn]
    rutor: dict[tuple[int, str], Ruta]
    kommentarer: dict[tuple[int, str], Anteckningsrad]

    @property
    def egna(self) -> list[Kolumn]:
        """The mentors' own dates."""
        return [k for k in self.kolumner if not k.kollega]

    @property
    def oppen(self) -> Kolumn | None:
        """The mentors' date that is open."""
        return next((k for k in self.egna if k.oppen), None)

    def senaste(self, antal: int = DATUM_I_BREDD) -> list[Kolumn]:
        """The columns from the mentors' ``antal`` latest dates on, colleagues' among them."""
        egna = self.egna
        if len(egna) <= antal:
            return self.kolumner
        forsta = self.kolumner.index(egna[-antal])
        return self.kolumner[forsta:]

    def svarade(self, kolumn: Kolumn) -> int:
        """How many statements are judged in a column; what waits to be confirmed is not."""
        return sum(1 for (k, _), ruta in self.rutor.items() if k == kolumn.id and ruta.bedomd)


def las(elev: Elev) -> Formular:
    """All dates of the pupil's form; the newest form's words if there is no date yet.

    A colleague who was asked has a column, but what stands in it is not read until it is handed in.
    """
    form = _formular(_KOLUMNER(elev.id), _RUTOR(elev.id), _KOMMENTARER(elev.id))
    if vantar := {k.id for k in form.kolumner if k.kollega and k.oppen}:
        rutor = {plats: ruta for plats, ruta in form.rutor.items() if plats[0] not in vantar}
        kommentarer = {plats: rad for plats, rad in form.kommentarer.items() if plats[0] not in vantar}
        return replace(form, rutor=rutor, kommentarer=kommentarer)
    return form


def las_en(kartlaggning: Kartlaggning) -> Formular:
    """One column alone: what a colleague who was asked sees."""
    rader = [rad for rad in _KOLUMNER(kartlaggning.elev_id) if rad[0] == kartlaggning.id]
    return _formular(rader, _RUTOR(kartlaggning.elev_id), _KOMMENTARER(kartlaggning.elev_id))


def _formular(kolumnrader: Iterable[tuple], rutrader: Iterable[tuple], kommentarrader: Iterable[tuple]) -> Formular:
    kolumner = sorted((_kolumn(*rad) for rad in kolumnrader), key=lambda k: (k.datum, bool(k.kollega), k.id))
    ids = {k.id for k in kolumner}
    # Dates made with an earlier version of the form have the same keys; the newest one's words are shown.
    nyckel = kolumner[-1].instrument if kolumner else instrument.SENASTE_INDIVID
    rutor = {
        (runda, p): Ruta(farg, bool(undersok), koder(amnen), False, version, av, bool(hamtad))
        for runda, p, farg, undersok, amnen, version, av, hamtad in rutrader
        if runda in ids
    }
    kommentarer = {
        (runda, falt): Anteckningsrad(text, version, tid_ur(tid), av or "")
        for runda, falt, text, version, tid, av in kommentarrader
        if runda in ids and text
    }
    return Formular(instrument.las(nyckel), kolumner, rutor, kommentarer)


def _kolumn(id_, kod, datum, form, version, stangd, kollega, kollega_id) -> Kolumn:
    return Kolumn(id_, kod, date.fromisoformat(datum), form, version, stangd is None, kollega or "", kollega_id)


# A kartläggning with a pupil is one of the individual level (a constraint in the database).
_KOLUMNER = Fraga(
    lambda elev: (
        Kartlaggning.objects.filter(elev=elev)
        .annotate(dag=Cast("datum", TextField()), till=Cast("stangd", TextField()), namn=F("tillfragad__namn"))
        .order_by("id")
        .values_list("id", "kod", "dag", "instrument", "version", "till", "namn", "tillfragad_id")
    )
)
# A mark of a pupil's form is of that pupil; to say so twice lets PostgreSQL begin with the pupil's marks.
_RUTOR = Fraga(
    lambda elev: (
        Markering.objects.filter(elev=elev, kartlaggning__elev=elev)
        .annotate(amnestext=Cast("amnen", TextField()))
        .values_list(
            "kartlaggning_id", "pastaende", "farg", "undersok", "amnestext", "version", "andrad_av_id", "hamtad"
        )
    )
)
_KOMMENTARER = Fraga(
    lambda elev: (
        Anteckning.objects.filter(kartlaggning__elev=elev)
        .annotate(tid=Cast("andrad", TextField()))
        .values_list("kartlaggning_id", "falt", "text", "version", "tid", "andrad_av__namn")
    )
)
