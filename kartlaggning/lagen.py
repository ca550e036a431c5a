"""Reads for the pages about classes: how far their rounds have come, in as many questions for one as for all.

Pupils hidden from the person by protected identity are in none of the counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering
from skolanknytning.svenska import sorteringsnyckel

from . import eskalering, instrument
from .fordelning import Fordelning
from .models import Deltagare, Farg, Kartlaggning, Markering, Niva
from .resa import Runda


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
    utan_gront = _utan_gront(sammanstallda.values(), person)
    svar = {}
    for klass_id, k in senaste.items():
        antal = elever.get(klass_id, 0) if k.oppen else deltog.get(k.id, 0)
        foreslagna = None
        if klass_id in sammanstallda:
            grans = per_id[klass_id].skola.gult_for_individ
            foreslagna = len(eskalering.foreslagna(utan_gront[k.id], grans))
        svar[klass_id] = _runda(k, antal, bedomda[k.id], foreslagna)
    return svar


def _runda(k: Kartlaggning, elever: int, bedomda: dict[str, int], foreslagna: int | None) -> Runda:
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
        foreslagna=foreslagna,
    )


def _synlig(person: Personal) -> Exists:
    """Of a row with a pupil: that the person may know of the pupil."""
    return Exists(behorighet.utan_dolda(person, Elev.objects.filter(pk=OuterRef("elev"))))


def _marken(rundor: Iterable[Kartlaggning], person: Personal) -> QuerySet[Markering]:
    """The marks that count: of a closed round all, of an open one those of pupils still in the class."""
    i_klassen = Placering.objects.filter(elev=OuterRef("elev"), klass=OuterRef("kartlaggning__klass"), till=None)
    return Markering.objects.filter(kartlaggning__in=[k.id for k in rundor]).filter(
        Q(kartlaggning__stangd__isnull=False) | Exists(i_klassen), _synlig(person)
    )


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


def _utan_gront(rundor: Iterable[Kartlaggning], person: Personal) -> dict[int, dict[int, dict[str, int]]]:
    """The yellow and red squares by round, pupil and statement: all that a proposal rests on."""
    svar: dict[int, dict] = defaultdict(lambda: defaultdict(dict))
    rader = _marken(rundor, person).filter(farg__in=[Farg.GUL, Farg.ROD])
    for runda, elev, pastaende, farg in rader.values_list("kartlaggning", "elev", "pastaende", "farg"):
        svar[runda][elev][pastaende] = farg
    return svar


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


def samma_klass_senare(klass: Klass, person: Personal) -> Klass | None:
    """The same class in the latest läsår after this one, when the person may see it."""
    senare = behorighet.synliga_klasser(person).filter(skola=klass.skola_id, stam=klass.stam, lasar__gt=klass.lasar)
    return senare.order_by("-lasar").first()
