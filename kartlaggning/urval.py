"""Reads of kartläggningar. Each starts from what the person may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal
from skolanknytning.svenska import sorteringsnyckel

from . import instrument
from .models import Farg, Kartlaggning, Markering, Niva

FLYTTAD = "Flyttad elev"


@dataclass(frozen=True, slots=True)
class Elevrad:
    """A pupil as a row of the grid. ``namn`` is what this person may read."""

    id: int
    kod: str
    namn: str
    skyddad: bool = False


@dataclass(frozen=True, slots=True)
class Ruta:
    """One square of the grid as it is stored; ``version`` 0 means that no row exists."""

    farg: int = Farg.EJ_BEDOMD
    undersok: bool = False
    amnen: tuple[str, ...] = ()
    samlat: bool = False
    version: int = 0
    andrad: datetime | None = None
    andrad_av: str = ""


TOM = Ruta()
Rutor = dict[tuple[int, str], Ruta]


def hamta_kartlaggning(person: Personal, kod: str, far=behorighet.far_se_farger) -> Kartlaggning:
    """The class kartläggning with its class and school.

    404 outside the person's schools; 403 when ``far`` (a question of ``behorighet``) says no for its class.
    """
    kartlaggning = (
        Kartlaggning.objects.select_related("klass__skola")
        .filter(kod=kod, niva=Niva.GRUPP, klass__skola__in=behorighet.roller(person))
        .first()
    )
    if kartlaggning is None:
        raise Http404
    behorighet.krav(far(person, kartlaggning.klass))
    return kartlaggning


def for_klass(klass: Klass) -> QuerySet[Kartlaggning]:
    """The rounds of a class, also those of the same class in earlier läsår; newest first."""
    return Kartlaggning.objects.filter(
        niva=Niva.GRUPP, klass__stam=klass.stam, klass__skola=klass.skola_id, klass__lasar__lte=klass.lasar
    ).select_related("klass")


def forra(kartlaggning: Kartlaggning) -> Kartlaggning | None:
    """The round before this one for the same class, if there was one."""
    return (
        for_klass(kartlaggning.klass)
        .filter(Q(datum__lt=kartlaggning.datum) | Q(datum=kartlaggning.datum, id__lt=kartlaggning.id))
        .first()
    )


def elever_i(kartlaggning: Kartlaggning, person: Personal) -> list[Elevrad]:
    """The pupils of a round, in the class's order, without those whose protected identity hides them from the person.

    An open round has the pupils placed in the class now; a closed one those it had when it was closed. A mentor reads
    the names of pupils now in a class of theirs only: one who has moved on stands as *Flyttad elev*.
    """
    if kartlaggning.oppen:
        elever = Elev.objects.filter(placeringar__klass=kartlaggning.klass_id, placeringar__till__isnull=True)
    else:
        elever = Elev.objects.filter(id__in=kartlaggning.deltagare.values("elev"))
    elever = behorighet.utan_dolda(person, elever)
    if kartlaggning.oppen:
        namngivna = None
    else:
        synliga = behorighet.synliga_elever(person).filter(id__in=elever.values("id"))
        namngivna = set(synliga.values_list("id", flat=True))
    rader = [
        Elevrad(e_id, kod, f"{fornamn} {efternamn}".strip() if namngivna is None or e_id in namngivna else FLYTTAD, skyddad)
        for e_id, kod, fornamn, efternamn, skyddad in elever.values_list(
            "id", "kod", "fornamn", "efternamn", "skyddad"
        )
    ]
    return sorted(rader, key=lambda rad: (rad.namn == FLYTTAD, sorteringsnyckel(rad.namn), rad.id))


def rutor(kartlaggning: Kartlaggning, *, efter_version: int = 0) -> Rutor:
    """The stored squares by (pupil id, statement key); with ``efter_version`` only those changed since."""
    rader = Markering.objects.filter(kartlaggning=kartlaggning, version__gt=efter_version).values_list(
        "elev_id", "pastaende", "farg", "undersok", "amnen", "samlat", "version", "andrad", "andrad_av__namn"
    )
    return {
        (elev, pastaende): Ruta(farg, undersok, tuple(amnen), samlat, version, andrad, namn or "")
        for elev, pastaende, farg, undersok, amnen, samlat, version, andrad, namn in rader
    }


def instrument_for(kartlaggning: Kartlaggning) -> instrument.Instrument:
    """The version of the form this round was made with."""
    return instrument.las(kartlaggning.instrument)


def senaste_per_klass(klasser: QuerySet[Klass]) -> QuerySet[Klass]:
    """Classes with the id of their latest round as ``senaste_id`` (None without one)."""
    senaste = Kartlaggning.objects.filter(klass=OuterRef("pk"), niva=Niva.GRUPP).order_by("-datum", "-id")
    return klasser.annotate(senaste_id=Subquery(senaste.values("id")[:1]))
