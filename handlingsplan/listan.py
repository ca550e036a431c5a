"""The plans of a school that a person sees, narrowed by state, level and class: as many questions however many."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.utils import timezone

from skolanknytning.skola.models import Personal, Skola, idag

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
FALT = (
    "plan__kod",
    "plan__omrade",
    "plan__lage",
    "plan__niva",
    "plan__avslutad",
    "plan__klass__namn",
    "plan__elev__fornamn",
    "plan__elev__efternamn",
    "nummer",
    "uppfoljning",
)
SNART_INOM = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; empty is all. ``klass`` is a code."""

    lage: str = OPPNA
    niva: str = ""
    klass: str = ""


@dataclass(frozen=True, slots=True)
class Rad:
    """A plan in the list: what it is about, and where it stands. ``om_elev``: it is about a pupil."""

    om: str
    om_elev: bool
    laget: Planlage

    @property
    def lage(self) -> str:
        """Where it stands with the rektor, in a word."""
        return Lage(self.laget.lage).label


@dataclass(frozen=True, slots=True)
class Sida:
    """A page of the list: its rows, how many there are in all, and which page of how many."""

    rader: list[Rad]
    antal: int
    nummer: int
    sidor: int


def sida(person: Personal, skola: Skola, filter_: Filter, nummer: int = 1) -> Sida:
    """A page of the plans the person sees. A number past the last page is the last."""
    varv = _filtrerade(urval.synliga_planer(person).filter(skola=skola), filter_, idag())
    ordnade = _ordnade(varv, filter_).annotate(i_allt=Window(Count("pk"))).values_list(*FALT, "i_allt")
    nummer = max(nummer, 1)
    rader = list(ordnade[(nummer - 1) * SIDAN : nummer * SIDAN])
    if not rader and nummer > 1:
        nummer = max(1, -(-varv.count() // SIDAN))
        rader = list(ordnade[(nummer - 1) * SIDAN : nummer * SIDAN])
    antal = rader[0][-1] if rader else 0
    return Sida([_rad(*rad[:-1]) for rad in rader], antal, nummer, max(1, -(-antal // SIDAN)))


def _filtrerade(planer: QuerySet[Plan], filter_: Filter, dag: date) -> QuerySet[Varv]:
    """The latest varv of each plan: of one that goes on the open one."""
    planer = planer.filter(avslutad__isnull=filter_.lage != AVSLUTADE)
    if filter_.niva:
        planer = planer.filter(niva=filter_.niva)
    if filter_.klass:
        planer = planer.filter(klass__kod=filter_.klass)
    senare = Varv.objects.filter(plan=OuterRef("plan"), nummer__gt=OuterRef("nummer"))
    varv = Varv.objects.filter(~Exists(senare) if filter_.lage == AVSLUTADE else Q(avslutat=None), plan__in=planer)
    villkor = {
        SENA: Q(uppfoljning__lt=dag),
        SNART: Q(uppfoljning__range=(dag, dag + SNART_INOM)),
        HOS_REKTOR: Q(plan__lage=Lage.SKICKAD),
        UTKAST: Q(plan__lage__in=[Lage.UTKAST, Lage.ATERLAMNAD]),
        GODKANDA: Q(plan__lage=Lage.GODKAND),
    }
    return varv.filter(villkor.get(filter_.lage, Q())).order_by()


def _ordnade(varv: QuerySet[Varv], filter_: Filter) -> QuerySet[Varv]:
    """The soonest follow-up first, plans without a date after; closed ones the latest first."""
    if filter_.lage == AVSLUTADE:
        return varv.order_by("-plan__avslutad", "-plan_id")
    return varv.order_by(F("uppfoljning").asc(nulls_last=True), "-plan_id")


def _rad(
    kod: str,
    omrade: str,
    lage: str,
    niva: str,
    avslutad: datetime | None,
    klass: str | None,
    fornamn: str | None,
    efternamn: str | None,
    nummer: int,
    uppfoljning: date | None,
) -> Rad:
    om = {Niva.KLASS: klass, Niva.INDIVID: f"{fornamn} {efternamn}".strip(), Niva.SKOLA: "Hela skolan"}[Niva(niva)]
    stangd = avslutad and timezone.localdate(avslutad)
    return Rad(om, niva == Niva.INDIVID, Planlage(kod, omrade, lage, nummer, stangd, uppfoljning, niva=niva))
