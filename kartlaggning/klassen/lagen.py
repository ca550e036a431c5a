"""Reads for the pages about classes: how far their rounds have come, in as many questions for one as for all.

Pupils hidden from the person by protected identity are in none of the counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering
from skolanknytning.svenska import sorteringsnyckel

from .. import instrument
from ..forslag import forslagslage
from ..forslag.tillstand import Lage as Forslagslage
from ..models import Deltagare, Farg, Kartlaggning, Markering, Niva
from ..resa import Runda
from ..tal import eskalering
from ..tal.fordelning import Fordelning


def antal_elever(klasser: Iterable[Klass], person: Personal) -> dict[int, int]:
    """Pupils placed now, by class id; a class without any is not there."""
    nu = Placering.objects.filter(klass__in=klasser, till=None).filter(_synlig(person))
    return dict(nu.values_list("klass").annotate(Count("id")).order_by())


def rundor(klasser: Iterable[Klass], person: Personal, elever: dict[int, int]) -> dict[int, Runda]:
    """Each class's latest round, by class id; ``elever`` is what ``antal_elever`` said. Classes have their school."""
    per_id = {k.id: k for k in klasser}
    senaste: dict[int, Kartlaggning] = {}
    for k in Kartlaggning.objects.filter(klass__in=per_id, niva=Niva.GRUPP).order_by("datum", "id"):
        # What is open is what the class works with, also when a later round has been closed.
        if k.klass_id not in senaste or not senaste[k.klass_id].oppen:
            senaste[k.klass_id] = k
    deltog = _deltog(senaste.values(), person)
    bedomda = _bedomda(senaste.values(), person)
    sammanstallda = {
        i: k for i, k in senaste.items() if not k.oppen and behorighet.far_se_sammanstallning(person, per_id[i])
    }
    individer = _individer({per_id[i]: k for i, k in sammanstallda.items()}, person)
    svar = {}
    for klass_id, k in senaste.items():
        antal = elever.get(klass_id, 0) if k.oppen else deltog.get(k.id, 0)
        svar[klass_id] = _runda(k, antal, bedomda[k.id], individer.get(klass_id, {}))
    return svar


def _individer(sammanstallda: dict[Klass, Kartlaggning], person: Personal) -> dict[int, dict[str, int]]:
    """How far the individual level has come after each class's closed round: fields of ``Runda``, by class id."""
    utan_gront, kvar = _utan_gront(sammanstallda.values(), person)
    lagen, pagar = forslagslage.for_klasser(sammanstallda, list(sammanstallda.values()), person)
    svar = {}
    for klass, k in sammanstallda.items():
        foreslagna = eskalering.foreslagna(utan_gront[k.id], klass.skola.gult_for_individ)
        # Who has moved on is for another class to decide about, and what is replaced for the later round.
        tillstand = [lagen.tillstand(k, f.elev) for f in foreslagna if (k.id, f.elev) in kvar]
        egna = [t for t in tillstand if t.lage != Forslagslage.PASSERAD]
        obeslutade = sum(1 for t in egna if t.vantar)
        svar[klass.id] = {
            "foreslagna": len(foreslagna),
            "beslutade": len(egna) - obeslutade,
            "obeslutade": obeslutade,
            "pagar": len(pagar[klass.id]),
        }
    return svar


def _runda(k: Kartlaggning, elever: int, bedomda: dict[str, int], individer: dict[str, int]) -> Runda:
    nycklar = [p.nyckel for p in instrument.las(k.instrument).pastaenden]
    kvar = (n for n, p in enumerate(nycklar, start=1) if bedomda[p] < elever)
    return Runda(
        kod=k.kod,
        datum=k.datum,
        stangd=k.stangd and timezone.localdate(k.stangd),
        elever=elever,
        bedomda=sum(bedomda[p] for p in nycklar),
        rutor=elever * len(nycklar),
        pastaende=next(kvar, 1),
        **individer,
    )


def _synlig(person: Personal) -> Exists:
    """Of a row with a pupil: that the person may know of the pupil."""
    return Exists(behorighet.utan_dolda(person, Elev.objects.filter(pk=OuterRef("elev"))))


def _marken(rundor: Iterable[Kartlaggning], person: Personal) -> QuerySet[Markering]:
    """The marks that count: of a closed round its pupils', of an open one those of pupils still in the class."""
    deltog = Exists(Deltagare.objects.filter(kartlaggning=OuterRef("kartlaggning"), elev=OuterRef("elev")))
    return Markering.objects.filter(kartlaggning__in=[k.id for k in rundor]).filter(
        Q(deltog, kartlaggning__stangd__isnull=False) | Q(_i_klassen(), kartlaggning__stangd__isnull=True),
        _synlig(person),
    )


def _i_klassen() -> Exists:
    """Of a mark: that the pupil is in the round's class now."""
    return Exists(Placering.objects.filter(elev=OuterRef("elev"), klass=OuterRef("kartlaggning__klass"), till=None))


def _deltog(rundor: Iterable[Kartlaggning], person: Personal) -> dict[int, int]:
    deltagare = Deltagare.objects.filter(kartlaggning__in=[k.id for k in rundor]).filter(_synlig(person))
    return dict(deltagare.values_list("kartlaggning").annotate(Count("id")).order_by())


def _bedomda(rundor: Iterable[Kartlaggning], person: Personal) -> dict[int, dict[str, int]]:
    """Judged squares by round and statement."""
    svar: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rader = _marken(rundor, person).exclude(farg=Farg.EJ_BEDOMD)
    for runda, pastaende, antal in rader.values_list("kartlaggning", "pastaende").annotate(Count("id")).order_by():
        svar[runda][pastaende] = antal
    return svar


def _utan_gront(
    rundor: Iterable[Kartlaggning], person: Personal
) -> tuple[dict[int, dict[int, dict[str, int]]], set[tuple[int, int]]]:
    """The yellow and red squares by round, pupil and statement: all that a proposal rests on.

    With the (round, pupil) of those who are in the round's class still.
    """
    svar: dict[int, dict] = defaultdict(lambda: defaultdict(dict))
    kvar = set()
    rader = _marken(rundor, person).filter(farg__in=[Farg.GUL, Farg.ROD]).annotate(kvar=_i_klassen())
    for runda, elev, pastaende, farg, ar_kvar in rader.values_list("kartlaggning", "elev", "pastaende", "farg", "kvar"):
        svar[runda][elev][pastaende] = farg
        if ar_kvar:
            kvar.add((runda, elev))
    return svar, kvar


def nya_forslag(
    klasser: Iterable[Klass], rundor: Mapping[int, Runda], person: Personal, *, sedan: date
) -> dict[int, list[Elev]]:
    """The pupils proposed by the rounds (``rundor``, by class id) that were closed on the day ``sedan`` or later.

    By class id, most red first, without those who have moved on; for classes whose summary the person reads.
    """
    per_id = {k.id: k for k in klasser if behorighet.far_se_sammanstallning(person, k)}
    farska = {r.kod for i, r in rundor.items() if i in per_id and r.stangd and r.stangd >= sedan}
    stangda = list(Kartlaggning.objects.filter(kod__in=farska)) if farska else []
    utan_gront, kvar = _utan_gront(stangda, person) if stangda else ({}, set())
    ider: dict[int, list[int]] = {}
    for k in stangda:
        forslag = eskalering.foreslagna(utan_gront[k.id], per_id[k.klass_id].skola.gult_for_individ)
        ider[k.klass_id] = [f.elev for f in forslag if (k.id, f.elev) in kvar]
    elever = Elev.objects.in_bulk([elev for lista in ider.values() for elev in lista])
    return {i: [elever[elev] for elev in lista] for i, lista in ider.items() if lista}


@dataclass(slots=True)
class Individrad:
    """A pupil with an individual form: the mentors' latest date and how much of it is judged, and who has not answered.

    ``hamtade`` are taken over from the class and wait to be confirmed. ``datum`` is None when only a colleague's column
    is left.
    """

    elev: Elev
    datum: date | None = None
    oppet: bool = False
    bedomda: int = 0
    av: int = 0
    hamtade: int = 0
    antal: int = 0
    vantar_pa: list[str] = field(default_factory=list)


def individer(klass: Klass, person: Personal) -> list[Individrad]:
    """The pupils placed in the class now who have an individual form, in the class's order.

    For who may follow them: says no more of access than what protected identity hides.
    """
    bedomda = Count("markeringar", filter=Q(markeringar__hamtad=False) & ~Q(markeringar__farg=Farg.EJ_BEDOMD))
    hamtade = Count("markeringar", filter=Q(markeringar__hamtad=True))
    alla = Kartlaggning.objects.filter(
        _synlig(person), niva=Niva.INDIVID, elev__placeringar__klass=klass, elev__placeringar__till=None
    )
    rader: dict[int, Individrad] = {}
    for k in (
        alla.select_related("elev", "tillfragad").annotate(bedomda=bedomda, hamtade=hamtade).order_by("datum", "id")
    ):
        rad = rader.setdefault(k.elev_id, Individrad(k.elev))
        if k.tillfragad_id is None:
            rad.datum, rad.oppet, rad.antal = k.datum, k.oppen, rad.antal + 1
            rad.bedomda, rad.hamtade = k.bedomda, k.hamtade
            rad.av = len(instrument.las(k.instrument).pastaenden)
        elif k.oppen:
            rad.vantar_pa.append(k.tillfragad.namn)
    return sorted(rader.values(), key=lambda rad: (sorteringsnyckel(rad.elev.namn), rad.elev.id))


def fordelningar(rundor: Iterable[Kartlaggning], person: Personal) -> dict[int, Fordelning]:
    """All judged squares of each round by colour, by round id: a picture of the whole, not a sum to rank by."""
    antal: dict[int, Counter] = defaultdict(Counter)
    rader = _marken(rundor, person).exclude(farg=Farg.EJ_BEDOMD).values_list("kartlaggning", "farg")
    for runda, farg, hur_manga in rader.annotate(Count("id")).order_by():
        antal[runda][farg] = hur_manga
    return {r: Fordelning(a[Farg.GRON], a[Farg.GUL], a[Farg.ROD]) for r, a in antal.items()}


def namngivna_elever(klass: Klass, person: Personal) -> list[Elev]:
    """The pupils placed in the class now whose names the person may read, in the class's order."""
    elever = behorighet.synliga_elever(person).filter(placeringar__klass=klass, placeringar__till=None)
    return sorted(elever, key=lambda elev: (sorteringsnyckel(elev.namn), elev.id))


def har_gatt_vidare(klass: Klass) -> bool:
    """Whether the class goes on in a later läsår, whoever may see it there."""
    return Klass.objects.filter(skola=klass.skola_id, stam=klass.stam, lasar__gt=klass.lasar).exists()


def samma_klass_senare(klass: Klass, person: Personal) -> Klass | None:
    """The same class in the latest läsår after this one, when the person may see it."""
    senare = behorighet.synliga_klasser(person).filter(skola=klass.skola_id, stam=klass.stam, lasar__gt=klass.lasar)
    return senare.order_by("-lasar").first()
