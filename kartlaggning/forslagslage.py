"""Reads of what has become of proposals, in as many questions for a class as for a school.

They say nothing of who may know it: that is for the caller. Those of one round are put together once (``Fraga``),
since the summary is to be as quick as it is wide.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering

from . import urval
from .forslag import Beslutat, Datum, Tillstand, tillstand
from .models import Beslut, Farg, Kartlaggning, Markering, Niva, Val


@dataclass(slots=True)
class Lagen:
    """What has been done and decided: dates and latest class round by pupil id, decisions by round and pupil id."""

    datum: dict[int, list[Datum]] = field(default_factory=lambda: defaultdict(list))
    beslut: dict[tuple[int, int], list[Beslutat]] = field(default_factory=lambda: defaultdict(list))
    senaste: dict[int, int] = field(default_factory=dict)

    def tillstand(self, runda: Kartlaggning, elev: int) -> Tillstand:
        """The state of the proposal that the round makes for the pupil."""
        beslut, datum = self.beslut.get((runda.id, elev), ()), self.datum.get(elev, ())
        return tillstand(runda.datum, beslut, datum, ersatt=self.senaste.get(elev, runda.id) != runda.id)

    def lagg_till(self, datum: Iterable, beslut: Iterable, rundor: Iterable) -> "Lagen":
        """Put the rows of the three reads below in their places."""
        for elev, kod, dag, stangd in datum:
            self.datum[elev].append(Datum(kod, date.fromisoformat(dag), oppet=stangd is None))
        for runda, elev, val, nar, av, ord_ in beslut:
            dag = timezone.localdate(urval.tid_ur(nar))
            self.beslut[runda, elev].append(Beslutat(val == Val.AVSTA, dag, av or "", ord_))
        for elev, runda, _ in rundor:
            self.senaste[elev] = runda
        return self


def for_runda(runda: Kartlaggning) -> Lagen:
    """What has been done and decided of the pupils the round may propose."""
    return Lagen().lagg_till(_DATUM(runda.id), _BESLUT(runda.id), _RUNDOR(runda.id))


def for_klasser(
    klasser: Iterable[Klass], rundor: list[Kartlaggning], person: Personal
) -> tuple[Lagen, dict[int, set[int]]]:
    """The same of one round each of several classes; with the pupils whose form is under way, by class id.

    Only of pupils who are in the classes now (the others are no longer theirs to decide about), without those hidden
    from the person by protected identity.
    """
    synlig = Exists(behorighet.utan_dolda(person, Elev.objects.filter(pk=OuterRef("elev"))))
    placerade = Placering.objects.filter(
        synlig,
        klass__in=klasser,
        till=None,
        elev__kartlaggningar__niva=Niva.INDIVID,
        elev__kartlaggningar__tillfragad=None,
    )
    falt = [f"elev__kartlaggningar__{namn}" for namn in ("kod", "datum", "stangd")]
    datum, pagar = {}, defaultdict(set)
    for klass, elev, kod, dag, stangd in placerade.order_by(falt[1], "elev__kartlaggningar").values_list(
        "klass", "elev", *falt
    ):
        datum[elev, kod] = (elev, kod, dag.isoformat(), stangd)
        if stangd is None:
            pagar[klass].add(elev)
    ider = [runda.id for runda in rundor]
    return Lagen().lagg_till(datum.values(), _beslut(ider), _rundor(ider)), pagar


# --- The reads ------------------------------------------------------------------------------------------------------


def _dragna(rundor: list[int]) -> QuerySet:
    """The pupils whom the rounds may propose: those with a yellow or red square."""
    return Markering.objects.filter(kartlaggning__in=rundor, farg__in=[Farg.GUL, Farg.ROD]).values("elev")


def _datum(rundor: list[int]) -> QuerySet:
    """The mentors' own dates of the pupils' forms, oldest first."""
    egna = Kartlaggning.objects.filter(niva=Niva.INDIVID, tillfragad=None, elev__in=_dragna(rundor))
    return egna.order_by("datum", "id").values_list("elev", "kod", Cast("datum", TextField()), "stangd")


def _beslut(rundor: list[int]) -> QuerySet:
    """The decisions on what the rounds propose, oldest first."""
    rader = Beslut.objects.filter(kartlaggning__in=rundor).order_by("nar", "id")
    return rader.values_list("kartlaggning", "elev", "val", Cast("nar", TextField()), "av__namn", "ord")


def _rundor(rundor: list[int]) -> QuerySet:
    """Pupils with the class rounds they are judged in (and its day, which sorts them), oldest first."""
    marken = Markering.objects.filter(kartlaggning__niva=Niva.GRUPP, elev__in=_dragna(rundor))
    bedomda = marken.exclude(farg=Farg.EJ_BEDOMD).order_by("kartlaggning__datum", "kartlaggning")
    return bedomda.values_list("elev", "kartlaggning", "kartlaggning__datum").distinct()


_DATUM = Fraga(lambda runda: _datum([runda]))
_BESLUT = Fraga(lambda runda: _beslut([runda]))
_RUNDOR = Fraga(lambda runda: _rundor([runda]))
