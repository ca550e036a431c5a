"""Reads of kartläggningar. Each starts from what the person may see."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.http import Http404

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Klass, Personal, Placering
from skolanknytning.svenska import sorteringsnyckel

from . import instrument
from .models import Anteckning, Deltagare, Farg, Kartlaggning, Markering, Niva, dag_och_tid

FLYTTAD = "Flyttad elev"


@dataclass(frozen=True, slots=True)
class Elevrad:
    """A pupil as a row of the grid. ``namn`` is what this person may read."""

    id: int
    kod: str
    namn: str
    skyddad: bool = False


class Ruta(NamedTuple):
    """One square of the grid as it is stored; ``version`` 0 means that no row exists, ``andrad_av`` is a person's id.

    A tuple, since a page makes three hundred: a frozen dataclass takes three times as long to make.
    """

    farg: int = Farg.EJ_BEDOMD
    undersok: bool = False
    amnen: tuple[str, ...] = ()
    samlat: bool = False
    version: int = 0
    andrad_av: int | None = None
    hamtad: bool = False

    @property
    def bedomd(self) -> bool:
        """Whether somebody has judged it here: a colour fetched from the class round waits to be confirmed."""
        return bool(self.farg) and not self.hamtad


TOM = Ruta()
Rutor = dict[tuple[int, str], Ruta]


# Every page of a round begins with this, and the ORM's own join takes three times as long.
_KLASSFALT = [falt.attname for falt in Klass._meta.concrete_fields]
_RUNDA_MED_KLASS = f"""
    SELECT r.*, {", ".join(f"k.{falt} AS klassens_{falt}" for falt in _KLASSFALT)}
    FROM {Kartlaggning._meta.db_table} r JOIN {Klass._meta.db_table} k ON k.id = r.klass_id
    WHERE r.kod = %s
"""  # noqa: S608 - names of our own tables and columns


def _hamta(person: Personal, kod: str) -> Kartlaggning:
    """The round with its class and school, of either level; 404 outside the person's schools."""
    skolor = {skola.id: skola for skola in behorighet.mina_skolor(person)}
    for kartlaggning in Kartlaggning.objects.raw(_RUNDA_MED_KLASS, [kod]):
        varden = [getattr(kartlaggning, f"klassens_{falt}") for falt in _KLASSFALT]
        klass = Klass.from_db(kartlaggning._state.db, _KLASSFALT, varden)
        if klass.skola_id in skolor:
            klass.skola = skolor[klass.skola_id]
            kartlaggning.klass = klass
            return kartlaggning
    raise Http404


def hamta_kartlaggning(person: Personal, kod: str, far=behorighet.far_se_farger) -> Kartlaggning:
    """The class kartläggning with its class and school.

    404 outside the person's schools; 403 when ``far`` (a question of ``behorighet``) says no for its class.
    """
    kartlaggning = _hamta(person, kod)
    if kartlaggning.niva != Niva.GRUPP:
        raise Http404
    behorighet.krav(far(person, kartlaggning.klass))
    return kartlaggning


def far_lasa(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Read the round: on the class level all colours; on the individual level who follows the pupil.

    A colleague's column is read by that colleague alone until it is handed in, and from then on by the others alone.
    """
    if kartlaggning.elev_id is None:
        return behorighet.far_se_farger(person, kartlaggning.klass)
    if kartlaggning.tillfragad_id and kartlaggning.oppen:
        return far_markera(person, kartlaggning)
    return behorighet.far_folja_elev(person, kartlaggning.elev, flaggad=True)


def far_markera(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Mark and write in the round: the class's or the pupil's mentors, in a colleague's column that colleague alone."""
    if kartlaggning.elev_id is None:
        return behorighet.far_bedoma(person, kartlaggning.klass)
    if kartlaggning.tillfragad_id:
        return behorighet.far_svara_om_elev(person, kartlaggning.elev, kartlaggning.tillfragad_id)
    return behorighet.far_bedoma_elev(person, kartlaggning.elev)


def far_styra(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Reopen the round or take it back: its mentors, also a colleague's column."""
    if kartlaggning.elev_id is None:
        return behorighet.far_bedoma(person, kartlaggning.klass)
    return behorighet.far_bedoma_elev(person, kartlaggning.elev)


def far_oppna(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Whether to offer to reopen the round: closed, the person may, and nothing is open that cannot be beside it."""
    return not kartlaggning.oppen and far_styra(person, kartlaggning) and not oppna_som(kartlaggning).exists()


def far_stanga(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Close the round: who marks in it, and the mentors."""
    return far_markera(person, kartlaggning) or far_styra(person, kartlaggning)


def hamta_runda(person: Personal, kod: str, far=far_lasa) -> Kartlaggning:
    """A round of either level, for what is the same on both: saving, notes, closing. With its pupil if it has one.

    404 outside the person's schools, and for a protected pupil they are not named for; 403 when ``far`` (a question of
    this module) says no.
    """
    kartlaggning = _hamta(person, kod)
    if kartlaggning.elev_id:
        elev = kartlaggning.elev
        elev.skola = kartlaggning.klass.skola
        if not behorighet.ser_dold(person, elev):
            raise Http404
    behorighet.krav(far(person, kartlaggning))
    return kartlaggning


def hamta_individ(person: Personal, kod: str, far=far_lasa) -> Kartlaggning:
    """One date of a pupil's individual form, as ``hamta_runda``."""
    kartlaggning = hamta_runda(person, kod, far)
    if kartlaggning.elev_id is None:
        raise Http404
    return kartlaggning


def oppna_som(kartlaggning: Kartlaggning) -> QuerySet[Kartlaggning]:
    """Open rounds that cannot be open beside this one: of the class, or of the pupil by the same hand."""
    oppna = Kartlaggning.objects.filter(niva=kartlaggning.niva, stangd=None)
    if kartlaggning.elev_id is None:
        return oppna.filter(klass=kartlaggning.klass_id)
    return oppna.filter(elev=kartlaggning.elev_id, tillfragad=kartlaggning.tillfragad_id)


def klasser_med_oppen_runda(klasser: Iterable[Klass]) -> set[int]:
    """The ids of those of the classes that have a class round under way."""
    oppna = Kartlaggning.objects.filter(klass__in=klasser, niva=Niva.GRUPP, stangd=None)
    return set(oppna.values_list("klass_id", flat=True))


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


_ELEVFALT = ("elev_id", "elev__kod", "elev__fornamn", "elev__efternamn", "elev__skyddad")
_PLACERADE = Fraga(lambda klass: Placering.objects.filter(klass=klass, till=None).values_list(*_ELEVFALT))
# When the whole class has moved on: those it had until then.
_SIST_PLACERADE = Fraga(
    lambda klass: Placering.objects.filter(
        klass=klass,
        till=Subquery(Placering.objects.filter(klass=klass).order_by("-till").values("till")[:1]),
    ).values_list(*_ELEVFALT)
)
_DELTAGARE = Fraga(lambda runda: Deltagare.objects.filter(kartlaggning=runda).values_list(*_ELEVFALT))


def elever_i(kartlaggning: Kartlaggning, person: Personal, *, alla_namn: bool = False) -> list[Elevrad]:
    """The pupils of a round, in the class's order, without those whose protected identity hides them.

    An open round has the pupils placed in the class now, or, when the whole class has moved up, those it had until
    then; a closed one those it had when it was closed. A mentor reads the names of pupils now in a class of theirs
    only: one who has moved on stands as *Flyttad elev*. ``alla_namn`` is for who goes on to take away the names the
    person may not read.
    """
    rader, namnen_syns = _rader(kartlaggning)
    rader = _utan_dolda(rader, person)
    if not (namnen_syns or alla_namn):
        namn = behorighet.synliga_namn(person, kartlaggning.klass.skola_id, [rad.id for rad in rader])
        rader = [rad if rad.id in namn else replace(rad, namn=FLYTTAD) for rad in rader]
    return sorted(rader, key=lambda rad: (rad.namn == FLYTTAD, sorteringsnyckel(rad.namn), rad.id))


def _rader(kartlaggning: Kartlaggning) -> tuple[list[Elevrad], bool]:
    """All pupils of a round, whoever asks, and whether their names are read by all who read the round.

    So it is with those who are in the class now, and with the one pupil of an individual form.
    """
    if kartlaggning.elev_id:
        elev = kartlaggning.elev
        return [Elevrad(elev.id, elev.kod, elev.namn, elev.skyddad)], True
    placerade = _PLACERADE(kartlaggning.klass_id) if kartlaggning.oppen else []
    if not kartlaggning.oppen:
        ur_basen = _DELTAGARE(kartlaggning.id)
    else:
        ur_basen = placerade or _SIST_PLACERADE(kartlaggning.klass_id)
    rader = [
        Elevrad(elev_id, kod, f"{fornamn} {efternamn}".strip(), bool(skyddad))
        for elev_id, kod, fornamn, efternamn, skyddad in ur_basen
    ]
    return rader, bool(placerade)


def kanda_ider(kartlaggning: Kartlaggning, person: Personal) -> set[int]:
    """The ids of a round's pupils without those hidden from the person: for counting, where no name is needed."""
    return {rad.id for rad in _utan_dolda(_rader(kartlaggning)[0], person)}


def elev_ider(kartlaggning: Kartlaggning) -> list[int]:
    """The ids of all pupils of a round; for closing it, which is done for all and not for one person."""
    return [rad.id for rad in _rader(kartlaggning)[0]]


def _utan_dolda(rader: list[Elevrad], person: Personal) -> list[Elevrad]:
    """Without pupils hidden from the person; asks the database only when any has protected identity."""
    if not any(rad.skyddad for rad in rader):
        return rader
    namngiven = behorighet.namngiven_for(person)
    return [rad for rad in rader if not rad.skyddad or rad.id in namngiven]


_RUTFALT = ("elev_id", "pastaende", "farg", "undersok", "amnestext", "samlat", "version", "andrad_av_id", "hamtad")
_RUTOR = Fraga(
    lambda runda: (
        Markering.objects.filter(kartlaggning=runda)
        .annotate(amnestext=Cast("amnen", TextField()))
        .values_list(*_RUTFALT)
    )
)


def rutor(kartlaggning: Kartlaggning) -> Rutor:
    """The stored squares by (pupil id, statement key)."""
    return {
        (elev, pastaende): Ruta(farg, bool(undersok), koder(amnen), bool(samlat), version, av, bool(hamtad))
        for elev, pastaende, farg, undersok, amnen, samlat, version, av, hamtad in _RUTOR(kartlaggning.id)
    }


def personnamn(ider: Iterable[int | None]) -> dict[int, str]:
    """The names of staff by id, asked for the few who are shown.

    Joined to three hundred squares they would make PostgreSQL read all staff there is.
    """
    finns = set(ider) - {None}
    return dict(Personal.objects.filter(id__in=finns).values_list("id", "namn")) if finns else {}


@lru_cache(maxsize=4096)
def koder(text: str) -> tuple[str, ...]:
    """Subject codes from the JSON they are stored as; most squares have the same few."""
    return tuple(json.loads(text))


def instrument_for(kartlaggning: Kartlaggning) -> instrument.Instrument:
    """The version of the form this round was made with."""
    return instrument.las(kartlaggning.instrument)


def senaste_per_klass(klasser: QuerySet[Klass]) -> QuerySet[Klass]:
    """Classes with the id of their latest round as ``senaste_id`` (None without one)."""
    senaste = Kartlaggning.objects.filter(klass=OuterRef("pk"), niva=Niva.GRUPP).order_by("-datum", "-id")
    return klasser.annotate(senaste_id=Subquery(senaste.values("id")[:1]))


class Anteckningsrad(NamedTuple):
    """What stands under a note question, since when and by whom."""

    text: str
    version: int
    andrad: datetime
    andrad_av: str

    @property
    def nar(self) -> str:
        """When it was saved, as the page says it."""
        return dag_och_tid(self.andrad)


_ANTECKNINGAR = Fraga(
    lambda runda: (
        Anteckning.objects.filter(kartlaggning=runda)
        .annotate(tid=Cast("andrad", TextField()))
        .values_list("falt", "text", "version", "tid", "andrad_av__namn")
    )
)


def anteckningsrader(kartlaggning: Kartlaggning) -> dict[str, Anteckningsrad]:
    """The notes that have been written, by note question."""
    return {
        falt: Anteckningsrad(text, version, tid_ur(tid), av or "")
        for falt, text, version, tid, av in _ANTECKNINGAR(kartlaggning.id)
    }


def tid_ur(text: str) -> datetime:
    """A time from a database's own text; SQLite's is in UTC and does not say so."""
    tid = datetime.fromisoformat(text)
    return tid if tid.tzinfo else tid.replace(tzinfo=UTC)


# --- The printouts --------------------------------------------------------------------------


def anteckningar(kartlaggning: Kartlaggning) -> dict[str, tuple[str, str]]:
    """The notes that have been written: (text, the writer's name) by note question."""
    return {falt: (rad.text, rad.andrad_av) for falt, rad in anteckningsrader(kartlaggning).items()}


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
