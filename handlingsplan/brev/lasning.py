"""What waits for everybody, read a school at a time: as many questions of each school however much there is.

Whose a follow-up is, is said here of all and in ``kalender.lasning`` of one; besides them the rektor hears of all that
the rektor may see. To be named gives the line, and no more: the address goes to who may open it. Of plans that the
rektor has returned, and of those without a day for their follow-up, hear the same as on the start page (``vantar``).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from analys.models import Steg
from skolanknytning.skola import behorighet
from skolanknytning.skola.behorighet import KAN_TILLFRAGAS
from skolanknytning.skola.models import Elev, Personal, Placering, Roll, Skola, Tjanst

from ..models import Granskning, Insats, Lage, Niva, Paminnelse, Plan, Svar, Varv
from ..vantar import borde_ha_dag
from .innehall import SNART, Brev, Sak, Slag, grupper, samma_vecka

# The steps of meetings older than this are for the next round.
GAMMALT = timedelta(days=400)


def breven(dag: date) -> list[Brev]:
    """The letters of the week that the day is in, to those who want one, have something and have not had theirs."""
    saker: dict[int, list[Sak]] = defaultdict(list)
    for skola in Skola.objects.order_by("namn", "id"):
        for person, sak in vantar(skola, dag):
            saker[person].append(replace(sak, skola=skola.namn))
    inte = {person for person, vill_ha, skickad in _valt() if not vill_ha or (skickad and samma_vecka(skickad, dag))}
    personal = Personal.objects.filter(is_active=True).order_by("namn", "id").values_list("id", "namn", "email")
    vid = _antal_skolor()
    return [
        Brev(person, namn, epost, dag, grupper(saker[person]), flera_skolor=vid[person] > 1)
        for person, namn, epost in personal
        if person in saker and person not in inte
    ]


def _valt() -> list[tuple[int, bool, date | None]]:
    return list(Paminnelse.objects.values_list("personal_id", "vill_ha", "skickad"))


def _antal_skolor() -> dict[int, int]:
    svar: dict[int, int] = defaultdict(int)
    for person, _ in Tjanst.objects.values_list("personal_id", "skola_id").distinct():
        svar[person] += 1
    return svar


# --- Who is near to what, at a school --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Objekt:
    """A plan or a meeting as far as access asks: its level, its class, the pupil it is about."""

    kod: str
    niva: str
    klass: str | None
    stam: str | None
    elev: int | None
    skyddad: bool | None

    @property
    def plan(self) -> str:
        """The plan as a letter may name it."""
        if self.niva == Niva.INDIVID:
            return "En elevs plan"
        return "Skolans plan" if self.niva == Niva.SKOLA else f"Plan för {self.klass}"

    @property
    def mote(self) -> str:
        """The meeting as a letter may name it."""
        return f"Analysmötet om {self.klass or 'skolan'}"


def _falten(om: str, elev: str) -> list[str]:
    """The columns of an ``Objekt``, from the rows of something under it."""
    return [f"{om}__{f}" for f in ("kod", "niva", "klass__namn", "klass__stam")] + [
        elev,
        f"{elev}__skyddad",
    ]


OM_PLAN = {"varv": _falten("plan", "plan__elev"), "insats": _falten("mal__plan", "mal__plan__elev")}
OM_MOTE = _falten("monster__analys", "monster__elev")


@dataclass(slots=True)
class Personalen:
    """The staff of a school by role, the mentors of its classes and of pupils with plans, and who is named for whom."""

    per_roll: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    klassmentorer: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    elevmentorer: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    namngivna: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def rektorer(self) -> set[int]:
        """The school's rektorer."""
        return self.per_roll[Roll.REKTOR]

    def mentorer(self, om: Objekt) -> set[int]:
        """The mentors of now: of the class, whatever it is called, or of the pupil."""
        if om.niva == Niva.INDIVID:
            vilka = self.elevmentorer[om.elev]
        else:
            vilka = self.klassmentorer[om.stam] if om.stam else set()
        return vilka & self.per_roll[Roll.MENTOR]

    def far_veta(self, om: Objekt) -> set[int]:
        """Who may know of it if they are named in it: of a protected pupil's only those named for the pupil."""
        alla = set().union(*(self.per_roll[roll] for roll in KAN_TILLFRAGAS))
        return alla & self.namngivna[om.elev] if om.skyddad else alla

    def lasare(self, om: Objekt) -> set[int]:
        """Who may open it: ``urval.far_lasa`` read the other way.

        Who was mentor of the class before it moved up may open its meetings of then, and is not counted here.
        """
        return (self.mentorer(om) | self.rektorer() | self.per_roll[Roll.ELEVHALSA]) & self.far_veta(om)


def personalen(skola: Skola) -> Personalen:
    """In four questions."""
    svar = Personalen()
    for person, roll in Tjanst.objects.filter(skola=skola, personal__is_active=True).values_list("personal_id", "roll"):
        svar.per_roll[roll].add(person)
    mentorskap = behorighet.mentorskap_nu().filter(klass__skola=skola)
    for stam, person in mentorskap.values_list("klass__stam", "personal_id"):
        svar.klassmentorer[stam].add(person)
    med_plan = Plan.objects.filter(skola=skola, avslutad=None).exclude(elev=None).values("elev")
    placeringar = Placering.objects.filter(elev__in=med_plan, till=None, klass__mentorskap__isnull=False)
    for elev, person in placeringar.values_list("elev_id", "klass__mentorskap__personal_id"):
        svar.elevmentorer[elev].add(person)
    namngivna = Elev.far_se.through.objects.filter(elev__skola=skola, elev__skyddad=True)
    for elev, person in namngivna.values_list("elev_id", "personal_id"):
        svar.namngivna[elev].add(person)
    return svar


# --- What waits for them ----------------------------------------------------------------------------------------------


def vantar(skola: Skola, dag: date) -> Iterator[tuple[int, Sak]]:
    """Each thing that waits at the school, with for whom; in eight questions."""
    alla = personalen(skola)
    yield from _planer(skola, alla, dag)
    yield from _insatser(skola, alla, dag)
    yield from _steg(skola, alla, dag)


def _till(alla: Personalen, om: Objekt, vilka: set[int], sak: Sak, sida: str) -> Iterator[tuple[int, Sak]]:
    """The thing to each of them who may know of it, with the address for who may open it."""
    lasare = alla.lasare(om)
    med_vag = replace(sak, vag=reverse(sida, args=[om.kod]))
    for person in vilka & alla.far_veta(om):
        yield person, med_vag if person in lasare else sak


def _planer(skola: Skola, alla: Personalen, dag: date) -> Iterator[tuple[int, Sak]]:
    """Plans to review or that have come back, and follow-ups that are late, near, or have no day."""
    oppna = Varv.objects.filter(avslutat=None, plan__avslutad=None, plan__skola=skola)
    kallade: dict[int, set[int]] = defaultdict(set)
    nara = oppna.filter(uppfoljning__lte=dag + SNART)
    for varv, person in Varv.kallade.through.objects.filter(varv__in=nara).values_list("varv_id", "personal_id"):
        kallade[varv].add(person)
    tillbaka = Granskning.objects.filter(plan=OuterRef("plan"), svar=Svar.ATERLAMNAD).order_by("-skickad")
    rader = oppna.annotate(tillbaka=Subquery(tillbaka.values("besvarad")[:1])).values_list(
        "id", "plan__lage", "tillbaka", "nummer", "datum", "uppfoljning", "klockan", "foljer_upp_id", *OM_PLAN["varv"]
    )
    for varv, lage, besvarad, nummer, datum, nar, klockan, foljer_upp, *falt in rader:
        om = Objekt(*falt)
        yield from _hos_rektor(alla, om, lage, besvarad)
        if nar and nar <= dag + SNART:
            vilka = {foljer_upp} | kallade[varv] | alla.mentorer(om) | alla.rektorer()
            slag = Slag.FORSENAD if nar < dag else Slag.SNART
            yield from _till(alla, om, vilka, Sak(slag, om.plan, nar, klockan), "plan")
        if borde_ha_dag(nar, nummer, datum, idag=dag):
            yield from _till(alla, om, alla.lasare(om), Sak(Slag.UTAN_DAG, om.plan, datum), "plan")


def _hos_rektor(alla: Personalen, om: Objekt, lage: str, besvarad: datetime | None) -> Iterator[tuple[int, Sak]]:
    """A plan that the rektor is to review, or one that the rektor has returned (then) to those who write in it."""
    if lage == Lage.SKICKAD:
        yield from _till(alla, om, alla.rektorer(), Sak(Slag.GRANSKA, om.plan), "plan_granska")
    elif lage == Lage.ATERLAMNAD:
        sak = Sak(Slag.ATERLAMNAD, om.plan, besvarad and timezone.localdate(besvarad))
        yield from _till(alla, om, alla.lasare(om) - alla.rektorer(), sak, "plan")


def _insatser(skola: Skola, alla: Personalen, dag: date) -> Iterator[tuple[int, Sak]]:
    """Insatser that are to be done soon or should have been, to the one responsible."""
    kvar = Insats.objects.filter(genomford=None, slut=None, mal__slut=None, klart__lte=dag + SNART)
    rader = kvar.filter(mal__plan__avslutad=None, mal__plan__skola=skola, ansvarig__isnull=False)
    for ansvarig, klart, *falt in rader.values_list("ansvarig_id", "klart", *OM_PLAN["insats"]):
        om = Objekt(*falt)
        yield from _till(alla, om, {ansvarig}, Sak(Slag.INSATS, om.plan, klart), "plan")


def _steg(skola: Skola, alla: Personalen, dag: date) -> Iterator[tuple[int, Sak]]:
    """The next steps that a meeting decided, to the one responsible."""
    kvar = Steg.objects.filter(gjort=None, klart__lte=dag + SNART, monster__analys__datum__gte=dag - GAMMALT)
    rader = kvar.filter(monster__analys__skola=skola, ansvarig__isnull=False)
    for ansvarig, klart, *falt in rader.values_list("ansvarig_id", "klart", *OM_MOTE):
        om = Objekt(*falt)
        yield from _till(alla, om, {ansvarig}, Sak(Slag.STEG, om.mote, klart), "analys_sammanfattning")
