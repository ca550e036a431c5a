"""The pupils of a meeting as a screen may show them, in order, and how far each one's form has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kartlaggning import instrument
from kartlaggning.models import Kartlaggning, Markering, Niva
from kartlaggning.tal.utveckling import Antal, rakna
from skolanknytning.skola.models import Elev

from .models import Punkt
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


def formularen(elever: Collection[int]) -> dict[int, Formularlage]:
    """How far the form of each pupil has come, by id, for those who have one; two questions for all of them."""
    senaste: dict[int, Kartlaggning] = {}
    datum = Kartlaggning.objects.filter(niva=Niva.INDIVID, elev__in=elever, tillfragad=None)
    for kartlaggning in datum.order_by("datum", "id"):
        senaste[kartlaggning.elev_id] = kartlaggning
    farger: dict[int, dict[str, int]] = {}
    rutor = Markering.objects.filter(kartlaggning__in=senaste.values(), hamtad=False)
    for kartlaggning_id, pastaende, farg in rutor.values_list("kartlaggning_id", "pastaende", "farg"):
        farger.setdefault(kartlaggning_id, {})[pastaende] = farg
    return {elev: _lage(k, farger.get(k.id, {})) for elev, k in senaste.items()}


def _lage(kartlaggning: Kartlaggning, farger: dict[str, int]) -> Formularlage:
    om_eleven = (p for p in instrument.las(kartlaggning.instrument).pastaenden if not p.om_skolan)
    return Formularlage(kartlaggning.datum, kartlaggning.oppen, rakna(om_eleven, farger))
