"""The people of a round: its pupils as the person may see them, and the staff who are named."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Subquery

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Klass, Personal, Placering
from skolanknytning.svenska import sorteringsnyckel

from ..models import Deltagare, Kartlaggning

FLYTTAD = "Flyttad elev"


@dataclass(frozen=True, slots=True)
class Elevrad:
    """A pupil as a row of the grid. ``namn`` is what this person may read."""

    id: int
    kod: str
    namn: str
    skyddad: bool = False


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


def kanda_ider(kartlaggning: Kartlaggning, person: Personal | None) -> set[int]:
    """The ids of a round's pupils without those hidden from the person: for counting, where no name is needed.

    Without a person none of those with protected identity: for numbers that several look at together.
    """
    rader = _rader(kartlaggning)[0]
    return {rad.id for rad in (_utan_dolda(rader, person) if person else rader) if person or not rad.skyddad}


def elev_ider(kartlaggning: Kartlaggning) -> list[int]:
    """The ids of all pupils of a round; for closing it, which is done for all and not for one person."""
    return [rad.id for rad in _rader(kartlaggning)[0]]


def _utan_dolda(rader: list[Elevrad], person: Personal) -> list[Elevrad]:
    """Without pupils hidden from the person; asks the database only when any has protected identity."""
    if not any(rad.skyddad for rad in rader):
        return rader
    namngiven = behorighet.namngiven_for(person)
    return [rad for rad in rader if not rad.skyddad or rad.id in namngiven]


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


def personnamn(ider: Iterable[int | None]) -> dict[int, str]:
    """The names of staff by id, asked for the few who are shown.

    Joined to three hundred squares they would make PostgreSQL read all staff there is.
    """
    finns = set(ider) - {None}
    return dict(Personal.objects.filter(id__in=finns).values_list("id", "namn")) if finns else {}
