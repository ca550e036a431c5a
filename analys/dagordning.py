"""The pupils of a meeting as a screen may show them, in order, and how far each one's form has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce

from kartlaggning import instrument
from kartlaggning.instrument import Pastaende
from kartlaggning.models import Kartlaggning, Niva
from kartlaggning.tal.utveckling import Antal, rakna
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev

from .models import Analys, Punkt
from .urval import Innehall
from .visning import Visning

# What can be done to a pupil on the agenda, as the buttons send it.
UPP, NED, KLAR, INTE_KLAR, AV, SATT_UPP = "upp", "ned", "klar", "inte-klar", "av", "satt-upp"


def synliga(visning: Visning, innehall: Innehall) -> list[Punkt]:
    """The points of the agenda that this screen shows, in its order.

    In mötesläge without protected pupils and in the labels' order: the meeting's own may be the one of the names.
    """
    per_elev = {p.elev_id: p for p in innehall.punkter}
    return [per_elev[elev.id] for elev in visning.ordna(p.elev for p in innehall.punkter)]


@dataclass(frozen=True, slots=True)
class Plats:
    """Where a pupil stands on the agenda: the number from 1 (0 for one who is not on it), of how many, and who is
    before and after; None at the ends.
    """

    nummer: int
    antal: int
    forra: Elev | None
    nasta: Elev | None
    punkt: Punkt | None


def plats(punkter: Sequence[Punkt], elev: Elev) -> Plats:
    """The pupil's place among the points that are shown."""
    n = next((n for n, p in enumerate(punkter) if p.elev_id == elev.id), None)
    if n is None:
        return Plats(0, len(punkter), None, None, None)
    forra = punkter[n - 1].elev if n else None
    nasta = punkter[n + 1].elev if n + 1 < len(punkter) else None
    return Plats(n + 1, len(punkter), forra, nasta, punkter[n])


def nasta_kvar(punkter: Sequence[Punkt], elev: Elev) -> Elev | None:
    """The next pupil who has not been talked of: after this one, otherwise from the beginning; None when all have."""
    n = next((n for n, p in enumerate(punkter) if p.elev_id == elev.id), -1)
    kvar = [p.elev for p in (*punkter[n + 1 :], *punkter[: n + 1]) if not p.klar and p.elev_id != elev.id]
    return kvar[0] if kvar else None


@dataclass(frozen=True, slots=True)
class Formularlage:
    """The mentors' latest date of a pupil's form; the statements that rate the school are not counted."""

    datum: date
    oppet: bool
    antal: Antal


def formularen(analys: Analys, elever: Collection[int]) -> dict[int, Formularlage]:
    """How far the form has come, by id, of those of the pupils who have one; one question for all of the agenda."""
    lagen: dict[int, tuple] = {}
    farger: dict[int, dict[str, int]] = {}
    for elev, dag, form, stangd, pastaende, farg, hamtad in _SENASTE(analys.id):
        if elev in elever:
            lagen[elev] = date.fromisoformat(dag), form, stangd is None
            if pastaende and not hamtad:
                farger.setdefault(elev, {})[pastaende] = farg
    return {elev: _lage(*lage, farger.get(elev, {})) for elev, lage in lagen.items()}


# That no colleague was asked is true of most rounds of every school. Said so that no index tells which they are: a
# SQLite that has not counted its tables would begin with them.
_DATUM = Kartlaggning.objects.alias(kollega=Coalesce("tillfragad_id", 0)).filter(niva=Niva.INDIVID, kollega=0)
_SENARE = _DATUM.filter(
    Q(datum__gt=OuterRef("datum")) | Q(datum=OuterRef("datum"), id__gt=OuterRef("id")), elev=OuterRef("elev")
)
_SENASTE = Fraga(
    lambda analys: (
        _DATUM.filter(~Exists(_SENARE), elev__in=Punkt.objects.filter(analys=analys).values("elev"))
        .annotate(dag=Cast("datum", TextField()))
        .order_by()
        .values_list(
            "elev_id",
            "dag",
            "instrument",
            "stangd",
            "markeringar__pastaende",
            "markeringar__farg",
            "markeringar__hamtad",
        )
    )
)


def _lage(datum: date, form: str, oppet: bool, farger: dict[str, int]) -> Formularlage:
    return Formularlage(datum, oppet, rakna(_om_eleven(form), farger))


@cache
def _om_eleven(form: str) -> tuple[Pastaende, ...]:
    """The form's statements but for those that rate the school."""
    return tuple(p for p in instrument.las(form).pastaenden if not p.om_skolan)
