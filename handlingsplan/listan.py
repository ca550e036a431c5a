"""The plans of a school that a person sees, narrowed by state, level and class: as many questions however many."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from skolanknytning.skola.models import Klass, Personal, Skola, idag
from skolanknytning.svenska import sorteringsnyckel

from . import urval
from .models import Lage, Niva, Plan, Varv
from .resa import Planlage

SIDAN = 50
# What the list can be narrowed to by state, as its address says it and as the page does.
OPPNA, HOS_REKTOR, SENA, SNART = "", "skickad", "sena", "snart"
UTKAST, GODKANDA, AVSLUTADE = "utkast", "godkand", "avslutade"
LAGEN = {
    OPPNA: "Alla som pågår",
    HOS_REKTOR: "Hos rektor",
    SENA: "Försenad uppföljning",
    SNART: "Uppföljning inom två veckor",
    UTKAST: "Utkast och återlämnade",
    GODKANDA: "Godkända",
    AVSLUTADE: "Avslutade",
}
SNART_INOM = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; empty is all. ``klass`` is a code."""

    lage: str = OPPNA
    niva: str = ""
    klass: str = ""


@dataclass(frozen=True, slots=True)
class Rad:
    """A plan in the list: what it is about, and where it stands."""

    plan: Plan
    om: str
    laget: Planlage


@dataclass(frozen=True, slots=True)
class Sida:
    """A page of the list: its rows, how many there are in all, and which page of how many."""

    rader: list[Rad]
    antal: int
    nummer: int
    sidor: int


def sida(person: Personal, skola: Skola, filter_: Filter, nummer: int = 1) -> Sida:
    """A page of the plans the person sees. A number past the last page is the last."""
    planer = _filtrerade(urval.synliga_planer(person).filter(skola=skola), filter_, idag())
    antal = planer.order_by().count()
    sidor = max(1, -(-antal // SIDAN))
    nummer = min(max(nummer, 1), sidor)
    rader = _ordnade(planer, filter_).select_related("klass", "elev")[(nummer - 1) * SIDAN : nummer * SIDAN]
    return Sida([_rad(plan) for plan in rader], antal, nummer, sidor)


def klasser(person: Personal, skola: Skola) -> list[Klass]:
    """The classes that the person sees plans for, the newest läsår first."""
    planer = urval.synliga_planer(person).filter(skola=skola, niva=Niva.KLASS)
    alla = Klass.objects.filter(id__in=planer.values("klass"))
    return sorted(alla, key=lambda k: (-k.lasar, sorteringsnyckel(k.namn)))


def _filtrerade(planer: QuerySet[Plan], filter_: Filter, dag: date) -> QuerySet[Plan]:
    planer = _med_varv(planer).filter(avslutad__isnull=filter_.lage != AVSLUTADE)
    if filter_.niva:
        planer = planer.filter(niva=filter_.niva)
    if filter_.klass:
        planer = planer.filter(klass__kod=filter_.klass)
    villkor = {
        SENA: Q(uppfoljning__lt=dag),
        SNART: Q(uppfoljning__range=(dag, dag + SNART_INOM)),
        HOS_REKTOR: Q(lage=Lage.SKICKAD),
        UTKAST: Q(lage__in=[Lage.UTKAST, Lage.ATERLAMNAD]),
        GODKANDA: Q(lage=Lage.GODKAND),
    }
    return planer.filter(villkor.get(filter_.lage, Q()))


def _med_varv(planer: QuerySet[Plan]) -> QuerySet[Plan]:
    """With the number of the latest varv, and the day it is followed up."""
    nu = Varv.objects.filter(plan=OuterRef("pk")).order_by("-nummer")
    return planer.annotate(
        nummer=Subquery(nu.values("nummer")[:1]),
        uppfoljning=Subquery(nu.values("uppfoljning")[:1], output_field=DateField()),
    )


def _ordnade(planer: QuerySet[Plan], filter_: Filter) -> QuerySet[Plan]:
    """The soonest follow-up first, plans without a date after; closed ones the latest first."""
    if filter_.lage == AVSLUTADE:
        return planer.order_by("-avslutad", "-id")
    utan = planer.annotate(utan_datum=Q(uppfoljning=None))
    return utan.order_by("utan_datum", "uppfoljning", "-id")


def _rad(plan: Plan) -> Rad:
    laget = Planlage(
        kod=plan.kod,
        omrade=plan.omrade,
        lage=plan.lage,
        nummer=plan.nummer,
        avslutad=plan.avslutad and timezone.localdate(plan.avslutad),
        uppfoljning=plan.uppfoljning,
        niva=plan.niva,
    )
    om = {Niva.KLASS: str(plan.klass), Niva.INDIVID: plan.elev and plan.elev.namn, Niva.SKOLA: "Hela skolan"}
    return Rad(plan, om[Niva(plan.niva)], laget)
