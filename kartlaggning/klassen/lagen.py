"""Reads for the pages about classes: how far their rounds have come, in as many questions for one as for all.

Pupils hidden from the person by protected identity are in none of the counts.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering
from skolanknytning.svenska import sorteringsnyckel

from .. import instrument, urval
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
    for klass_id, k in senaste.items():
        k.klass = per_id[klass_id]
    oppna, stangda = ([k for k in senaste.values() if k.oppen is oppen] for oppen in (True, False))
    bedomda, deltog = _bedomda(oppna, person), _deltog(stangda, person)
    antal = urval.per_elev(urval.med_senare(stangda))
    lases = [k for k in stangda if behorighet.far_se_sammanstallning(person, k.klass)]
    individer = _individer(lases, deltog, antal, person)
    svar = {k.klass_id: _oppen(k, elever.get(k.klass_id, 0), bedomda[k.id]) for k in oppna}
    for k in stangda:
        svar[k.klass_id] = _stangd(k, deltog[k.id], antal[k.id], individer.get(k.klass_id, {}))
    return svar


# By round and pupil id, the pupils who were in a closed round: whether they are in its class still.
Deltog = Mapping[int, Mapping[int, bool]]
Antal = Mapping[int, Mapping[int, urval.Elevantal]]


def _individer(stangda: list[Kartlaggning], deltog: Deltog, antal: Antal, person: Personal) -> dict[int, dict]:
    """How far the individual level has come after each class's closed round: fields of ``Runda``, by class id."""
    lagen, pagar = forslagslage.for_klasser([k.klass for k in stangda], stangda, antal, person)
    svar = {}
    for k in stangda:
        foreslagna = _foreslagna(k, deltog[k.id], antal[k.id])
        # Who has moved on is for another class to decide about, and what is replaced for the later round.
        kvar = [elev for elev in foreslagna if deltog[k.id][elev]]
        tillstand = [lagen.tillstand(k, elev) for elev in kvar]
        egna = [t for t in tillstand if t.lage != Forslagslage.PASSERAD]
        obeslutade = sum(1 for t in egna if t.vantar)
        svar[k.klass_id] = {
            "foreslagna": len(foreslagna),
            "foreslagna_kvar": tuple(kvar),
            "beslutade": len(egna) - obeslutade,
            "obeslutade": obeslutade,
            "pagar": len(pagar[k.klass_id]),
        }
    return svar


def _foreslagna(k: Kartlaggning, deltog: Collection[int], antal: Mapping[int, urval.Elevantal]) -> list[int]:
    """The ids of the pupils whom a closed round proposes, most red first, then most yellow. With its class's school."""
    grans = k.klass.skola.gult_for_individ
    galler = [(e, a) for e, a in antal.items() if e in deltog and eskalering.galler(a.roda, a.gula, grans)]
    return [elev for elev, _ in sorted(galler, key=lambda rad: (-rad[1].roda, -rad[1].gula))]


def _oppen(k: Kartlaggning, elever: int, bedomda: Mapping[str, int]) -> Runda:
    """An open round; ``bedomda`` are its judged squares by statement."""
    nycklar = [p.nyckel for p in instrument.las(k.instrument).pastaenden]
    kvar = (n for n, p in enumerate(nycklar, start=1) if bedomda[p] < elever)
    return Runda(
        kod=k.kod,
        datum=k.datum,
        stangd=None,
        elever=elever,
        bedomda=sum(bedomda[p] for p in nycklar),
        rutor=elever * len(nycklar),
        pastaende=next(kvar, 1),
    )


def _stangd(
    k: Kartlaggning, deltog: Collection[int], antal: Mapping[int, urval.Elevantal], individer: Mapping
) -> Runda:
    """A closed round: nobody goes on with it, so where its gaps are is not told."""
    return Runda(
        kod=k.kod,
        datum=k.datum,
        stangd=timezone.localdate(k.stangd),
        elever=len(deltog),
        bedomda=sum(a.bedomda for elev, a in antal.items() if elev in deltog),
        rutor=len(deltog) * len(instrument.las(k.instrument).pastaenden),
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
    """Of a mark, or of who was in a round: that the pupil is in the round's class now."""
    return Exists(Placering.objects.filter(elev=OuterRef("elev"), klass=OuterRef("kartlaggning__klass"), till=None))


def _deltog(stangda: Iterable[Kartlaggning], person: Personal) -> dict[int, dict[int, bool]]:
    """Who was in each closed round, of those the person may know of: by round and pupil id, whether they are in the
    round's class still.
    """
    svar: dict[int, dict[int, bool]] = {k.id: {} for k in stangda}
    if svar:
        deltagare = Deltagare.objects.filter(_synlig(person), kartlaggning__in=svar).annotate(kvar=_i_klassen())
        for runda, elev, kvar in deltagare.values_list("kartlaggning", "elev", "kvar"):
            svar[runda][elev] = kvar
    return svar


def _bedomda(rundor: Collection[Kartlaggning], person: Personal) -> dict[int, dict[str, int]]:
    """Judged squares by round and statement."""
    svar: dict[int, dict[str, int]] = {k.id: defaultdict(int) for k in rundor}
    if not svar:
        return svar
    rader = _marken(rundor, person).exclude(farg=Farg.EJ_BEDOMD)
    for runda, pastaende, antal in rader.values_list("kartlaggning", "pastaende").annotate(Count("id")).order_by():
        svar[runda][pastaende] = antal
    return svar


def nya_forslag(klasser: Iterable[Klass], rundor: Mapping[int, Runda], *, sedan: date) -> dict[int, list[Elev]]:
    """The pupils proposed by the rounds (``rundor``, by class id) that were closed on the day ``sedan`` or later.

    By class id, most red first, without those who have moved on; for classes whose summary the person reads.
    """
    farska = {k.id: rundor[k.id].foreslagna_kvar for k in klasser if k.id in rundor and _farsk(rundor[k.id], sedan)}
    elever = Elev.objects.in_bulk([elev for ider in farska.values() for elev in ider])
    return {klass: [elever[elev] for elev in ider] for klass, ider in farska.items() if ider}


def _farsk(runda: Runda, sedan: date) -> bool:
    return runda.stangd is not None and runda.stangd >= sedan


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
