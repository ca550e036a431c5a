"""What a summary is made of: one round, the one before it and the notes, read as the person may see them.

The summary shows more than any other page and is to be as quick, so its two widest reads are put together once
(``Fraga``) and their rows used as the database gives them.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Personal, Roll

from .. import urval
from ..forslag import forslagslage
from ..forslag.tillstand import Tillstand
from ..models import Anteckning, Kartlaggning, Markering, Niva
from ..tal import eskalering
from ..urval import Elevrad

# Colours by pupil id and statement key; a square by the same two.
Farger = dict[int, dict[str, int]]
Plats = tuple[int, str]


@dataclass(slots=True)
class Rutor:
    """The squares of a round, and the colours of the one before with its date (None without one)."""

    farger: Farger = field(default_factory=dict)
    undersok: set[Plats] = field(default_factory=set)
    samlat: set[Plats] = field(default_factory=set)
    amnen: dict[Plats, tuple[str, ...]] = field(default_factory=dict)
    bedomare: set[str] = field(default_factory=set)
    forra_farger: Farger = field(default_factory=dict)
    forra: date | None = None


@dataclass(frozen=True, slots=True)
class Underlag:
    """The pupils in the order they are shown, their squares, and (text, writer) by note question.

    ``tillstand`` is what has become of the proposals the person may follow, by pupil id; ``att_bedoma`` the pupils they
    decide about themselves.
    """

    elever: list[Elevrad]
    rutor: Rutor
    anteckningar: dict[str, tuple[str, str]]
    tillstand: dict[int, Tillstand]
    att_bedoma: set[int]


def underlag(kartlaggning: Kartlaggning, person: Personal, *, gult_for_individ: int) -> Underlag:
    """Read what the summary shows of a round.

    Pupils hidden from the person by protected identity are in none of it, so no count can give them away. Who may not
    see every colour with a name reads the names of flagged pupils only.
    """
    ser_alla = behorighet.far_se_farger(person, kartlaggning.klass)
    elever = urval.elever_i(kartlaggning, person, alla_namn=not ser_alla)
    rutor = las_rutor(kartlaggning.id)
    rutor.farger = {elev.id: rutor.farger.get(elev.id, {}) for elev in elever}
    rutor.forra_farger = _utan_dolda(rutor.forra_farger, rutor.farger, person)
    if not ser_alla:
        elever = _bara_flaggades_namn(elever, rutor.farger, gult_for_individ)
    anteckningar = {falt: (text, av or "") for falt, text, av in _ANTECKNINGAR(kartlaggning.id)}
    return Underlag(elever, rutor, anteckningar, *_tillstand(kartlaggning, person, [elev.id for elev in elever]))


def _tillstand(
    kartlaggning: Kartlaggning, person: Personal, elever: list[int]
) -> tuple[dict[int, Tillstand], set[int]]:
    """What has become of the proposals, of the pupils the person follows, and which of them they decide about.

    A mentor follows those who are in a class of theirs now, elevhälsa those whom the latest class round proposes or
    who have a form (``behorighet.far_folja_elev``).
    """
    skola = kartlaggning.klass.skola_id
    att_bedoma = behorighet.elever_att_bedoma(person, skola, elever)
    lagen = forslagslage.for_runda(kartlaggning)
    foljda = att_bedoma
    if behorighet.har_roll(person, skola, Roll.REKTOR):
        foljda = set(elever)
    elif behorighet.har_roll(person, skola, Roll.ELEVHALSA):
        foljda = {e for e in elever if e in att_bedoma or e in lagen.datum or (kartlaggning.id, e) not in lagen.ersatta}
    return {elev: lagen.tillstand(kartlaggning, elev) for elev in foljda}, att_bedoma


def las_rutor(kartlaggning_id: int, *, med_bedomare: bool = True, forra_av: tuple[str, ...] = ()) -> Rutor:
    """The squares of a round and of the one before it, whoever asks, and the names of those who judged.

    With ``forra_av`` (keys of a form's statements) of the one before nothing else than these: all of it is as much to
    read as the round itself.
    """
    ut, forra, bedomare = Rutor(), None, set()
    for runda, elev, pastaende, farg, undersok, samlat, amnen, av in _rutor(forra_av)(kartlaggning_id):
        if runda != kartlaggning_id:
            ut.forra_farger.setdefault(elev, {})[pastaende] = farg
            forra = runda
            continue
        ut.farger.setdefault(elev, {})[pastaende] = farg
        if farg:
            bedomare.add(av)
        if undersok:
            ut.undersok.add((elev, pastaende))
        if samlat:
            ut.samlat.add((elev, pastaende))
        if amnen != "[]":
            ut.amnen[elev, pastaende] = tuple(json.loads(amnen))
    ut.bedomare = set(urval.personnamn(bedomare).values()) if med_bedomare else set()
    if forra is not None:
        ((datum,),) = _DATUM(forra)
        ut.forra = date.fromisoformat(datum)
    return ut


def _utan_dolda(da: Farger, nu: Farger, person: Personal) -> Farger:
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


# --- Reads that are put together once --------------------------------------------------------------------------------


def _rutor_nu_och_da(kartlaggning_id: int, forra_av: tuple[str, ...]) -> QuerySet:
    """The squares of a round and of the one before (``urval.forra``), of that with ``forra_av`` these statements'."""
    fore = Kartlaggning.objects.filter(
        Q(datum__lt=OuterRef("datum")) | Q(datum=OuterRef("datum"), id__lt=OuterRef("id")),
        niva=Niva.GRUPP,
        klass__skola=OuterRef("klass__skola"),
        klass__stam=OuterRef("klass__stam"),
        klass__lasar__lte=OuterRef("klass__lasar"),
    ).values("id")[:1]
    den_har = Kartlaggning.objects.filter(id=kartlaggning_id).order_by()
    forra = Subquery(den_har.annotate(fore=Subquery(fore)).values("fore"))
    # Without joins for the date and the names: they would make PostgreSQL read every round and all staff there is.
    rutor = Markering.objects.filter(Q(kartlaggning=kartlaggning_id) | Q(kartlaggning=forra))
    if forra_av:
        rutor = rutor.filter(Q(kartlaggning=kartlaggning_id) | Q(pastaende__in=forra_av))
    falt = ("kartlaggning_id", "elev_id", "pastaende", "farg", "undersok", "samlat", "amnestext", "andrad_av_id")
    return rutor.annotate(amnestext=Cast("amnen", TextField())).values_list(*falt)


def _datum(kartlaggning_id: int) -> QuerySet:
    return Kartlaggning.objects.filter(id=kartlaggning_id).values_list(Cast("datum", TextField()))


def _anteckningar(kartlaggning_id: int) -> QuerySet:
    rader = Anteckning.objects.filter(kartlaggning=kartlaggning_id)
    return rader.values_list("falt", "text", "andrad_av__namn")


@cache
def _rutor(forra_av: tuple[str, ...]) -> Fraga:
    """One for all of a form, and one for each dimension that is asked for."""
    return Fraga(partial(_rutor_nu_och_da, forra_av=forra_av))


_DATUM = Fraga(_datum)
_ANTECKNINGAR = Fraga(_anteckningar)
