"""Reads of what has become of proposals, in as many questions for a class as for a school.

They say nothing of who may know it: that is for the caller. Those of one round are put together once (``Fraga``),
since the summary is to be as quick as it is wide.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering

from .. import urval
from ..models import Beslut, Farg, Kartlaggning, Markering, Niva, Val
from ..urval import Elevantal
from .tillstand import Beslutat, Datum, Tillstand, tillstand


@dataclass(slots=True)
class Lagen:
    """What has been done and decided: dates by pupil id, decisions by round and pupil id.

    ``ersatta`` are the (round, pupil id) where a later class round has judged the pupil.
    """

    datum: dict[int, list[Datum]] = field(default_factory=lambda: defaultdict(list))
    beslut: dict[tuple[int, int], list[Beslutat]] = field(default_factory=lambda: defaultdict(list))
    ersatta: set[tuple[int, int]] = field(default_factory=set)

    def tillstand(self, runda: Kartlaggning, elev: int) -> Tillstand:
        """The state of the proposal that the round makes for the pupil."""
        beslut, datum = self.beslut.get((runda.id, elev), ()), self.datum.get(elev, ())
        return tillstand(runda.datum, beslut, datum, ersatt=(runda.id, elev) in self.ersatta)

    def lagg_till(self, datum: Iterable, beslut: Iterable) -> "Lagen":
        """Put the rows of the two first reads below in their places."""
        for elev, kod, dag, stangd, tillfragad in datum:
            if tillfragad is None:
                self.datum[elev].append(Datum(kod, date.fromisoformat(dag), oppet=stangd is None))
        for runda, elev, val, nar, av, ord_ in beslut:
            dag = timezone.localdate(urval.tid_ur(nar))
            self.beslut[runda, elev].append(Beslutat(val == Val.AVSTA, dag, av or "", ord_))
        return self


def for_runda(runda: Kartlaggning) -> Lagen:
    """What has been done and decided of the pupils of one round; with its class."""
    return Lagen(ersatta=_senare_bedomda(runda)).lagg_till(_DATUM(runda.id), _BESLUT(runda.id))


def for_klasser(
    klasser: Iterable[Klass],
    rundor: Iterable[Kartlaggning],
    antal: Mapping[int, Mapping[int, Elevantal]],
    person: Personal,
) -> tuple[Lagen, dict[int, set[int]]]:
    """The same of one round each of several classes; with the pupils whose form is under way, by class id.

    Only of pupils who are in the classes now (the others are no longer theirs to decide about), without those hidden
    from the person by protected identity. ``antal`` is what is judged in these rounds and in all later ones, the oldest
    first (``urval.per_elev``, ``urval.med_senare``).
    """
    synlig = Exists(behorighet.utan_dolda(person, Elev.objects.filter(pk=OuterRef("elev"))))
    placerade = Placering.objects.filter(synlig, klass__in=klasser, till=None, elev__kartlaggningar__niva=Niva.INDIVID)
    falt = [f"elev__kartlaggningar__{namn}" for namn in ("kod", "datum", "stangd", "tillfragad")]
    datum, pagar = {}, defaultdict(set)
    for klass, elev, kod, dag, stangd, tillfragad in placerade.order_by(falt[1], "elev__kartlaggningar").values_list(
        "klass", "elev", *falt
    ):
        # Colleagues' are left out here, as in ``_datum``.
        if tillfragad is not None:
            continue
        datum[elev, kod] = (elev, kod, dag.isoformat(), stangd, None)
        if stangd is None:
            pagar[klass].add(elev)
    ider = [runda.id for runda in rundor]
    return Lagen(ersatta=_ersatta(antal)).lagg_till(datum.values(), _beslut(ider)), pagar


# --- The reads ------------------------------------------------------------------------------------------------------


def _elever(rundor: list[int]) -> QuerySet:
    """The pupils whom the rounds have judged."""
    return Markering.objects.filter(kartlaggning__in=rundor).values("elev").distinct()


def _datum(rundor: list[int]) -> QuerySet:
    """The dates of the pupils' forms, oldest first, with the colleague whose column it is (None: the mentors' own).

    Colleagues' are left out where the rows are read: a database that looked for *none* first would read every round
    there is.
    """
    alla = Kartlaggning.objects.filter(niva=Niva.INDIVID, elev__in=_elever(rundor)).order_by("datum", "id")
    return alla.values_list("elev", "kod", Cast("datum", TextField()), "stangd", "tillfragad")


def _beslut(rundor: list[int]) -> QuerySet:
    """The decisions on what the rounds propose, oldest first."""
    rader = Beslut.objects.filter(kartlaggning__in=rundor).order_by("nar", "id")
    return rader.values_list("kartlaggning", "elev", "val", Cast("nar", TextField()), "av__namn", "ord")


def _ersatta(antal: Mapping[int, Mapping[int, Elevantal]]) -> set[tuple[int, int]]:
    """The (round, pupil id) where a later class round has judged the pupil; the rounds come oldest first."""
    senaste = {elev: runda for runda, elever in antal.items() for elev in elever}
    return {(runda, elev) for runda, elever in antal.items() for elev in elever if senaste[elev] != runda}


# The later rounds of the school first, then the pupils in them: the other way round, SQLite reads every square the
# pupils ever had (CROSS JOIN keeps the order written), and PostgreSQL every square there is (an ARRAY is found first).
_SENARE_RUNDOR = f"""
    SELECT k.id FROM {Klass._meta.db_table} c CROSS JOIN {Kartlaggning._meta.db_table} k
    WHERE c.skola_id = %s AND k.klass_id = c.id AND k.niva = '{Niva.GRUPP.value}'
        AND (k.datum, k.id) > (SELECT datum, id FROM {Kartlaggning._meta.db_table} WHERE id = %s)
"""  # noqa: S608 - names of our own tables and values
_RUNDANS_ELEVER = f"SELECT elev_id FROM {Markering._meta.db_table} WHERE kartlaggning_id = %s"  # noqa: S608
_SENARE_BEDOMDA = {
    "sqlite": f"""
        SELECT DISTINCT m.elev_id FROM ({_SENARE_RUNDOR}) s CROSS JOIN {Markering._meta.db_table} m
        WHERE m.kartlaggning_id = s.id AND m.farg <> {Farg.EJ_BEDOMD.value} AND m.elev_id IN ({_RUNDANS_ELEVER})
    """,  # noqa: S608
    "postgresql": f"""
        SELECT DISTINCT m.elev_id FROM {Markering._meta.db_table} m
        WHERE m.kartlaggning_id = ANY(ARRAY({_SENARE_RUNDOR})) AND m.farg <> {Farg.EJ_BEDOMD.value}
            AND m.elev_id = ANY(ARRAY({_RUNDANS_ELEVER}))
    """,  # noqa: S608
}


def _senare_bedomda(runda: Kartlaggning) -> set[tuple[int, int]]:
    """The same of one round."""
    with connection.cursor() as markor:
        markor.execute(_SENARE_BEDOMDA[connection.vendor], [runda.klass.skola_id, runda.id, runda.id])
        return {(runda.id, elev) for (elev,) in markor.fetchall()}


_DATUM = Fraga(lambda runda: _datum([runda]))
_BESLUT = Fraga(lambda runda: _beslut([runda]))
