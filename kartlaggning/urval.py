"""Reads of kartläggningar. Each starts from what the person may see."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.http import Http404

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering
from skolanknytning.svenska import sorteringsnyckel

from . import eskalering, instrument
from .models import Anteckning, Farg, Kartlaggning, Markering, Niva

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
# Colours by pupil id and statement key.
Farger = dict[int, dict[str, int]]


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


def tidigare(kartlaggning: Kartlaggning) -> QuerySet[Kartlaggning]:
    """The rounds before this one for the same class, newest first."""
    return for_klass(kartlaggning.klass).filter(
        Q(datum__lt=kartlaggning.datum) | Q(datum=kartlaggning.datum, id__lt=kartlaggning.id)
    )


def forra(kartlaggning: Kartlaggning) -> Kartlaggning | None:
    """The round before this one for the same class, if there was one."""
    return tidigare(kartlaggning).first()


def elever_i(kartlaggning: Kartlaggning, person: Personal, *, alla_namn: bool = False) -> list[Elevrad]:
    """The pupils of a round, in the class's order, without those whose protected identity hides them.

    An open round has the pupils placed in the class now; a closed one those it had when it was closed. A
    mentor reads the names of pupils now in a class of theirs only: one who has moved on stands as *Flyttad
    elev*. ``alla_namn`` is for who goes on to take away the names the person may not read.
    """
    if kartlaggning.oppen:
        platser = Placering.objects.filter(klass=kartlaggning.klass_id, till__isnull=True)
    else:
        platser = kartlaggning.deltagare
    falt = ("elev_id", "elev__kod", "elev__fornamn", "elev__efternamn", "elev__skyddad")
    rader = [
        Elevrad(elev_id, kod, f"{fornamn} {efternamn}".strip(), skyddad)
        for elev_id, kod, fornamn, efternamn, skyddad in platser.values_list(*falt)
    ]
    rader = _utan_dolda(rader, person)
    if not (kartlaggning.oppen or alla_namn):
        namn = behorighet.synliga_namn(person, kartlaggning.klass.skola_id, [rad.id for rad in rader])
        rader = [rad if rad.id in namn else replace(rad, namn=FLYTTAD) for rad in rader]
    return sorted(rader, key=lambda rad: (rad.namn == FLYTTAD, sorteringsnyckel(rad.namn), rad.id))


def _utan_dolda(rader: list[Elevrad], person: Personal) -> list[Elevrad]:
    """Without pupils hidden from the person; asks the database only when any has protected identity."""
    skyddade = [rad.id for rad in rader if rad.skyddad]
    if not skyddade:
        return rader
    synliga = behorighet.utan_dolda(person, Elev.objects.filter(id__in=skyddade))
    ids = set(synliga.values_list("id", flat=True))
    return [rad for rad in rader if not rad.skyddad or rad.id in ids]


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


# --- The summary and the printouts --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Underlag:
    """What a summary is made of, as the person may see it.

    ``farger`` and ``forra_farger`` are the colours by pupil and statement, now and in the round before, whose
    date is ``forra`` (None without one). The other squares' facts are by (pupil, statement); ``bedomare`` are
    the staff whose marks stand; ``anteckningar`` text and writer by note question.
    """

    elever: list[Elevrad]
    farger: Farger
    undersok: set[tuple[int, str]]
    samlat: set[tuple[int, str]]
    amnen: dict[tuple[int, str], tuple[str, ...]]
    bedomare: list[str]
    forra: date | None
    forra_farger: Farger
    anteckningar: dict[str, tuple[str, str]]


def underlag(kartlaggning: Kartlaggning, person: Personal, *, gult_for_individ: int) -> Underlag:
    """Read a round, the one before it and the notes, in as few questions as the summary can do with.

    Pupils hidden from the person by protected identity are in none of it, so no count can give them away. Who
    may not see every colour with a name reads the names of flagged pupils only.
    """
    ser_alla = behorighet.far_se_farger(person, kartlaggning.klass)
    elever = elever_i(kartlaggning, person, alla_namn=not ser_alla)
    forra_id, forra_datum = _forra_id_och_datum(kartlaggning)
    lasta = _las_rutor(kartlaggning.id, forra_id)
    farger = {elev.id: lasta.nu.get(elev.id, {}) for elev in elever}
    if not ser_alla:
        elever = _bara_flaggades_namn(elever, farger, gult_for_individ)
    return Underlag(
        elever,
        farger,
        lasta.undersok,
        lasta.samlat,
        lasta.amnen,
        sorted(lasta.bedomare),
        forra_datum if lasta.da else None,
        _utan_dolda_borta(lasta.da, farger, person),
        anteckningar(kartlaggning),
    )


def anteckningar(kartlaggning: Kartlaggning) -> dict[str, tuple[str, str]]:
    """The notes that have been written: (text, the writer's name) by note question."""
    rader = Anteckning.objects.filter(kartlaggning=kartlaggning).values_list("falt", "text", "andrad_av__namn")
    return {falt: (text, av or "") for falt, text, av in rader}


def _forra_id_och_datum(kartlaggning: Kartlaggning) -> tuple[int | None, date | None]:
    """The round before, as ``forra`` has it."""
    den_har = (kartlaggning.datum, kartlaggning.id)
    rundor = for_klass(kartlaggning.klass).values_list("id", "datum")
    return next(((id_, datum) for id_, datum in rundor if (datum, id_) < den_har), (None, None))


@dataclass(slots=True)
class _Lasta:
    """The squares of two rounds as they come from the database."""

    nu: Farger = field(default_factory=dict)
    da: Farger = field(default_factory=dict)
    undersok: set[tuple[int, str]] = field(default_factory=set)
    samlat: set[tuple[int, str]] = field(default_factory=set)
    amnen: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    bedomare: set[str] = field(default_factory=set)


@cache
def _sql_for_rutor(_databas: str) -> str:
    """The question of ``_las_rutor`` in the database's own SQL, with room for the ids of two rounds.

    Put together once: to do so, and to convert six hundred rows field by field, costs three times the answer.
    """
    rader = Markering.objects.filter(kartlaggning__in=[1, 2]).annotate(amnestext=Cast("amnen", TextField()))
    falt = ("kartlaggning_id", "elev_id", "pastaende", "farg", "undersok", "samlat", "amnestext")
    return rader.values_list(*falt, "andrad_av__namn").query.sql_with_params()[0]


def _las_rutor(nu_id: int, da_id: int | None) -> _Lasta:
    """The squares of a round, and the colours of the one before. Subjects come as text: most are empty."""
    ut = _Lasta()
    with connection.cursor() as fraga:
        fraga.execute(_sql_for_rutor(connection.vendor), [nu_id, da_id or nu_id])
        rader = fraga.fetchall()
    for runda, elev, pastaende, farg, undersok, samlat, amnen, namn in rader:
        if runda != nu_id:
            ut.da.setdefault(elev, {})[pastaende] = farg
            continue
        ut.nu.setdefault(elev, {})[pastaende] = farg
        if farg and namn:
            ut.bedomare.add(namn)
        if undersok:
            ut.undersok.add((elev, pastaende))
        if samlat:
            ut.samlat.add((elev, pastaende))
        if amnen != "[]":
            ut.amnen[elev, pastaende] = tuple(json.loads(amnen))
    return ut


def _utan_dolda_borta(da: Farger, nu: Farger, person: Personal) -> Farger:
    """Last round's colours without pupils hidden from the person: they must not show as *borta* either."""
    borta = da.keys() - nu.keys()
    if not borta:
        return da
    synliga = behorighet.utan_dolda(person, Elev.objects.filter(id__in=borta)).values_list("id", flat=True)
    kvar = nu.keys() | set(synliga)
    return {elev: farger for elev, farger in da.items() if elev in kvar}


def _bara_flaggades_namn(elever: list[Elevrad], farger: Farger, gult_for_individ: int) -> list[Elevrad]:
    """Flagged pupils by name, then the others as *Elev 1*, *Elev 2* … in an order that tells nothing."""
    flaggade, ovriga = [], []
    for elev in elever:
        flaggad = eskalering.foreslas(elev.id, farger[elev.id], gult_for_individ)
        (flaggade if flaggad else ovriga).append(elev)
    ovriga.sort(key=lambda elev: elev.kod)
    return flaggade + [replace(elev, kod="", namn=f"Elev {nr}") for nr, elev in enumerate(ovriga, start=1)]


def elever_pa_utskrift(kartlaggning: Kartlaggning, person: Personal) -> list[Elevrad]:
    """As ``elever_i`` without any pupil with protected identity: those are never printed or exported."""
    return [elev for elev in elever_i(kartlaggning, person) if not elev.skyddad]


def namn_pa_blankett(klass: Klass, person: Personal) -> list[str]:
    """The names of the class's pupils today, in the class's order, without those with protected identity."""
    elever = behorighet.synliga_elever(person).filter(
        placeringar__klass=klass, placeringar__till__isnull=True, skyddad=False
    )
    return sorted((elev.namn for elev in elever), key=sorteringsnyckel)


def mentorer(klass: Klass) -> str:
    """The class's mentors as the form's head names them."""
    return ", ".join(klass.mentorer.order_by("namn").values_list("namn", flat=True))
