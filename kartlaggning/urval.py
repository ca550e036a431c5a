"""Reads of kartläggningar. Each starts from what the person may see."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.http import Http404

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal
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
    namnges = Value(True)
    if kartlaggning.oppen:
        elever = Elev.objects.filter(placeringar__klass=kartlaggning.klass_id, placeringar__till__isnull=True)
    else:
        elever = Elev.objects.filter(id__in=kartlaggning.deltagare.values("elev"))
        if not alla_namn:
            namnges = Exists(behorighet.synliga_elever(person).filter(pk=OuterRef("pk")))
    falt = elever.annotate(namnges=namnges).values_list("id", "kod", "fornamn", "efternamn", "skyddad", "namnges")
    rader = [
        Elevrad(e_id, kod, f"{fornamn} {efternamn}".strip() if namn else FLYTTAD, skyddad)
        for e_id, kod, fornamn, efternamn, skyddad, namn in behorighet.utan_dolda(person, falt)
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


# --- The summary and the printouts --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Underlag:
    """What a summary is made of, as the person may see it.

    ``forra`` is the date of the round before (None without one), ``anteckningar`` text and writer by note
    question.
    """

    elever: list[Elevrad]
    rutor: Rutor
    forra: date | None
    forra_rutor: Rutor
    anteckningar: dict[str, tuple[str, str]]


def underlag(kartlaggning: Kartlaggning, person: Personal, *, gult_for_individ: int) -> Underlag:
    """Read a round, the one before it and the notes, in as few questions as the summary can do with.

    Pupils hidden from the person by protected identity are in none of it, so no count can give them away. Who
    may not see every colour with a name reads the names of flagged pupils only: see ``_bara_flaggades_namn``.
    """
    rutor_nu, rutor_da, forra_datum = _rutor_nu_och_da(kartlaggning, person)
    ser_alla = behorighet.far_se_farger(person, kartlaggning.klass)
    elever = elever_i(kartlaggning, person, alla_namn=not ser_alla)
    if not ser_alla:
        elever = _bara_flaggades_namn(elever, rutor_nu, instrument_for(kartlaggning), gult_for_individ)
    return Underlag(elever, rutor_nu, forra_datum, rutor_da, anteckningar(kartlaggning))


def anteckningar(kartlaggning: Kartlaggning) -> dict[str, tuple[str, str]]:
    """The notes that have been written: (text, the writer's name) by note question."""
    rader = Anteckning.objects.filter(kartlaggning=kartlaggning).values_list("falt", "text", "andrad_av__namn")
    return {falt: (text, av or "") for falt, text, av in rader}


def _rutor_nu_och_da(kartlaggning: Kartlaggning, person: Personal) -> tuple[Rutor, Rutor, date | None]:
    """The squares of the round and of the one before, and that one's date, of pupils not hidden."""
    fore = Subquery(tidigare(kartlaggning).values("id")[:1])
    synliga = Exists(behorighet.utan_dolda(person, Elev.objects.filter(pk=OuterRef("elev"))))
    rader = (
        Markering.objects.filter(Q(kartlaggning=kartlaggning) | Q(kartlaggning=fore))
        .filter(synliga)
        .values_list(
            "kartlaggning_id", "kartlaggning__datum", "elev_id", "pastaende",
            "farg", "undersok", "amnen", "samlat", "version", "andrad", "andrad_av__namn",
        )
    )  # fmt: skip
    nu, da, forra_datum = {}, {}, None
    for omgang, datum, elev, pastaende, farg, undersok, amnen, samlat, version, andrad, namn in rader:
        ruta = Ruta(farg, undersok, tuple(amnen), samlat, version, andrad, namn or "")
        if omgang == kartlaggning.id:
            nu[elev, pastaende] = ruta
        else:
            da[elev, pastaende], forra_datum = ruta, datum
    return nu, da, forra_datum


def _bara_flaggades_namn(
    elever: list[Elevrad], rutor: Rutor, form: instrument.Instrument, gult_for_individ: int
) -> list[Elevrad]:
    """Flagged pupils by name, then the others as *Elev 1*, *Elev 2* … in an order that tells nothing."""
    nycklar = [p.nyckel for p in form.pastaenden]
    flaggade, ovriga = [], []
    for elev in elever:
        farger = {p: rutor.get((elev.id, p), TOM).farg for p in nycklar}
        flaggad = eskalering.foreslas(elev.id, farger, gult_for_individ)
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
