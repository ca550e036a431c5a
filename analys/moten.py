"""Reads of meetings for the pages that lead to them: who can take part, which pupils to take up, where it stands."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kartlaggning.models import Kartlaggning
from kartlaggning.models import Niva as Kartniva
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Mentorskap, Personal, Placering, Roll, Skola, Tjanst
from skolanknytning.svenska import sorteringsnyckel

from . import gang, urval
from .models import Analys, Avfardat, Monster, Niva, Steg, Svar
from .resa import Mote

# Who sits in most meetings, beside the class's mentors.
NARA = frozenset({Roll.ELEVHALSA, Roll.REKTOR})


def oppet(klass: Klass) -> Analys | None:
    """The meeting about the class that has not been ended, if there is one."""
    return Analys.objects.filter(klass=klass, niva=Niva.KLASS, avslutad=None).first()


def oppet_om_skolan(skola: Skola) -> Analys | None:
    """The meeting about the whole school that has not been ended, if there is one."""
    return Analys.objects.filter(skola=skola, niva=Niva.SKOLA, avslutad=None).first()


def elever_att_ta_upp(klass: Klass, person: Personal) -> list[Elev]:
    """The pupils of the class with an individual form, of those the person follows, in the class's order."""
    i_klassen = set(Placering.objects.filter(klass=klass, till=None).values_list("elev_id", flat=True))
    ser = urval.foljda(person, Analys(skola=klass.skola, klass=klass), urval.med_formular(i_klassen))
    return sorted(Elev.objects.filter(id__in=ser), key=lambda e: (sorteringsnyckel(e.namn), e.id))


def personalen(skola: Skola, klass: Klass | None) -> tuple[dict[int, str], set[int]]:
    """What each of the school's staff is, by id, and who is nearest to a meeting about the class or the school."""
    mentorer = set(Mentorskap.objects.filter(klass=klass).values_list("personal_id", flat=True)) if klass else set()
    roller: dict[int, set[str]] = {}
    for person_id, roll in Tjanst.objects.filter(skola=skola).values_list("personal_id", "roll"):
        roller.setdefault(person_id, set()).add(roll)
    ord_ = {}
    for person_id, har in roller.items():
        delar = [f"mentor för {klass}"] if person_id in mentorer else []
        delar += [Roll(roll).label.lower() for roll in (Roll.ELEVHALSA, Roll.REKTOR) if roll in har]
        ord_[person_id] = ", ".join(delar)
    return ord_, mentorer | {person_id for person_id, har in roller.items() if har & NARA}


def dar_det_star(stegen: Sequence[gang.Steg], innehall: urval.Innehall) -> gang.Steg:
    """The step to go on with: the last that something has been written in, the first when nothing has."""
    return next((steg for steg in reversed(stegen) if _har_nagot(steg, innehall)), stegen[0])


def _har_nagot(steg: gang.Steg, innehall: urval.Innehall) -> bool:
    if steg.del_ == gang.DAGORDNING:
        return bool(innehall.per_elev or innehall.svar) or any(p.klar for p in innehall.punkter)
    if steg.dimension:
        return bool(innehall.i(steg.slag, steg.dimension))
    return bool(steg.slag) and any(rad.kopplingar for rad in innehall.i(steg.slag))


# --- Meetings as the journey tells of them ---------------------------------------------------------------------------


def som_moten(analyser: QuerySet[Analys]) -> list[tuple[Analys, Mote]]:
    """Meetings with what they found about the class, or the school, in one question for all."""
    klassens = Q(monster__elev=None)
    rader = analyser.select_related("kartlaggning").annotate(
        antal=Count("monster", filter=klassens, distinct=True),
        angelagna=Count("monster", filter=klassens & Q(monster__angelagen=True), distinct=True),
        kvar=Count("monster__nasta_steg", filter=klassens & Q(monster__nasta_steg__gjort=None), distinct=True),
        skrivet=Exists(Monster.objects.filter(analys=OuterRef("pk")))
        | Exists(Svar.objects.filter(analys=OuterRef("pk")))
        | Exists(Avfardat.objects.filter(analys=OuterRef("pk"))),
    )
    return [(analys, _mote(analys)) for analys in rader]


def _mote(analys: Analys) -> Mote:
    return Mote(
        kod=analys.kod,
        runda=analys.kartlaggning.kod if analys.kartlaggning else "",
        datum=analys.datum,
        tid=analys.tid,
        avslutad=analys.avslutad and timezone.localdate(analys.avslutad),
        borjat=analys.skrivet,
        monster=analys.antal,
        angelagna=analys.angelagna,
        steg_kvar=analys.kvar,
    )


def senaste(klasser: Iterable[Klass]) -> dict[int, Mote]:
    """Each class's meeting, by class id: the one that has not been ended, or else the latest."""
    return valj(som_moten(Analys.objects.filter(klass__in=[k.id for k in klasser], niva=Niva.KLASS)))


def valj(alla: Iterable[tuple[Analys, Mote]]) -> dict[int, Mote]:
    """Of the meetings of some classes, the one of each that its journey tells of (``senaste``)."""
    svar: dict[int, Mote] = {}
    for analys, mote in sorted(alla, key=lambda par: (par[0].datum, par[0].id)):
        if analys.klass_id not in svar or not svar[analys.klass_id].oppet:
            svar[analys.klass_id] = mote
    return svar


# --- What was decided, and what is left of it -------------------------------------------------------------------------


def foljda_elever(person: Personal) -> QuerySet[Elev]:
    """The pupils whom the person follows, at every school: ``urval.foljda`` as a part of a larger question."""
    formular = Kartlaggning.objects.filter(elev=OuterRef("pk"), niva=Kartniva.INDIVID)
    egna = Placering.objects.filter(elev=OuterRef("pk"), till=None, klass__mentorskap__personal=person)
    med_roll = behorighet.skolor_med_roll
    return behorighet.utan_dolda(
        person,
        Elev.objects.filter(
            Q(skola__in=med_roll(person, Roll.REKTOR))
            | Q(Exists(formular), skola__in=med_roll(person, Roll.ELEVHALSA))
            | Q(Exists(egna), skola__in=med_roll(person, Roll.MENTOR))
        ),
    )


def steg_kvar(person: Personal, klasser: Iterable[Klass], *, sedan: date, till: date) -> list[Steg]:
    """The next steps that are not done, of meetings since ``sedan`` that the person reads: the late ones first.

    Of others' steps those that are to be done by the day ``till``; the person's own whenever they are to be done. About
    pupils only when the person follows the pupil. ``klasser`` are those whose meetings they read.
    """
    skolor = behorighet.skolor_med_roll(person, Roll.ELEVHALSA, Roll.REKTOR)
    lases = Q(monster__analys__klass__in=[k.id for k in klasser]) | Q(
        monster__analys__niva=Niva.SKOLA, monster__analys__skola__in=skolor
    )
    kvar = Steg.objects.filter(
        lases,
        Q(monster__elev=None) | Q(monster__elev__in=foljda_elever(person)),
        Q(ansvarig=person) | Q(klart__lte=till),
        monster__analys__datum__gte=sedan,
        gjort=None,
    )
    alla = kvar.select_related("ansvarig", "monster__elev", "monster__analys__klass")
    return sorted(alla, key=lambda s: (s.klart is None, s.klart or sedan, s.ansvarig_id != person.id, s.id))


def om_skolor(person: Personal, *, sedan: date) -> list[tuple[Analys, Mote]]:
    """The meetings about the person's whole schools that have not been ended, or were held since ``sedan``."""
    skolor = behorighet.skolor_med_roll(person, Roll.ELEVHALSA, Roll.REKTOR)
    om_skolan = Analys.objects.filter(Q(avslutad=None) | Q(datum__gte=sedan), niva=Niva.SKOLA, skola__in=skolor)
    return som_moten(om_skolan) if skolor else []
