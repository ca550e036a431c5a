"""What stands in a person's calendar, read anew each time it is fetched; as many questions however much it is.

To be named as responsible or invited puts the day in one's calendar, and gives nothing else: who may not open the plan
or the meeting gets no address to it. What is about a pupil with protected identity is there only for those named for
that pupil.
"""

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from analys import urval as analysurval
from analys.models import Analys
from analys.models import Niva as Analysniva
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Personal

from .. import urval
from ..models import Insats, Kalenderadress, Niva, Plan, Varv
from .ics import Handelse


def hamta_person(digest: str) -> Personal | None:
    """Whose calendar has the address with that digest; None when there is none, or the person has left."""
    adresser = Kalenderadress.objects.select_related("personal").filter(digest=digest, personal__is_active=True)
    return next((adress.personal for adress in adresser), None)


def handelser(person: Personal) -> list[Handelse]:
    """What the person is to come to or has promised, and that has not been done; by day."""
    skolor = behorighet.skolor_med_roll(person, *behorighet.KAN_TILLFRAGAS)
    alla = [*_uppfoljningar(person, skolor), *_insatser(person, skolor), *_moten(person, skolor)]
    return sorted(alla, key=lambda h: (h.nar.isoformat(), h.rubrik, h.nyckel))


def _uppfoljningar(person: Personal, skolor: list[int]) -> list[Handelse]:
    """Follow-ups that the person sees to or is invited to, or of a class or pupil they are mentor of."""
    kallad = Varv.kallade.through.objects.filter(varv=OuterRef("pk"), personal=person)
    rader = (
        Varv.objects.filter(avslutat=None, uppfoljning__isnull=False)
        .filter(_synligt(person, "plan"), plan__avslutad=None, plan__skola__in=skolor)
        .annotate(lases=_lases(person, "plan"), kallad=Exists(kallad))
        .filter(Q(lases=True) | Q(kallad=True) | Q(foljer_upp=person))
        .select_related("plan__klass", "plan__elev", "plan__skola")
    )
    rader = list(rader)
    mentors = _mentors(person, [varv.plan for varv in rader])
    return [
        Handelse(
            nyckel=f"uppfoljning-{varv.kod}",
            rubrik=f"Uppföljning av {_planen(varv.plan)}{_vid(person, varv.plan.skola)}",
            nar=_nar(varv.uppfoljning, varv.klockan),
            version=varv.plan.version,
            andrad=varv.plan.andrad,
            vag=_vag(varv.plan, varv.lases),
        )
        for varv in rader
        if varv.kallad or varv.foljer_upp_id == person.id or varv.plan_id in mentors
    ]


def _mentors(person: Personal, planer: list[Plan]) -> set[int]:
    """The plans about a class that the person is mentor of, also as it is called now, or a pupil in one of theirs."""
    per_skola: dict[int, set[int]] = {}
    for plan in planer:
        if plan.elev_id:
            per_skola.setdefault(plan.skola_id, set()).add(plan.elev_id)
    elever = set().union(*(behorighet.elever_att_bedoma(person, s, ids) for s, ids in per_skola.items()))
    return {
        plan.id
        for plan in planer
        if plan.elev_id in elever or (plan.klass and behorighet.ar_mentor_nu(person, plan.klass))
    }


def _insatser(person: Personal, skolor: list[int]) -> list[Handelse]:
    """The days when insatser that the person is responsible for begin, and when they are to be done."""
    rader = (
        Insats.objects.filter(ansvarig=person, genomford=None, slut=None, mal__slut=None)
        .filter(_synligt(person, "mal__plan"), mal__plan__avslutad=None, mal__plan__skola__in=skolor)
        .annotate(lases=_lases(person, "mal__plan"))
        .select_related("mal__plan__klass", "mal__plan__skola")
    )
    svar = []
    for insats in rader:
        plan = insats.mal.plan
        for slag, dag, ord_ in [("start", insats.start, "startar"), ("klart", insats.klart, "ska vara klar")]:
            if dag:
                om = f"{_planen(plan, 'plan för')}{_vid(person, plan.skola)}"
                svar.append(
                    Handelse(
                        nyckel=f"insats-{insats.kod}-{slag}",
                        rubrik=f"Din insats {ord_}, {om}",
                        nar=dag,
                        version=plan.version,
                        andrad=plan.andrad,
                        traff=False,
                        vag=_vag(plan, insats.lases),
                    )
                )
    return svar


def _moten(person: Personal, skolor: list[int]) -> list[Handelse]:
    """Analysis meetings not held yet that the person takes part in, or about a class they are mentor of."""
    med = Analys.deltagare.through.objects.filter(analys=OuterRef("pk"), personal=person)
    rader = Analys.objects.filter(avslutad=None, skola__in=skolor).annotate(med=Exists(med))
    return [
        Handelse(
            nyckel=f"analys-{analys.kod}",
            rubrik=f"Analysmöte, {_motet(analys)}{_vid(person, analys.skola)}",
            nar=_nar(analys.datum, analys.tid),
            version=analys.version,
            vag=reverse("analys", args=[analys.kod]) if analysurval.far_lasa(person, analys) else "",
        )
        for analys in rader.select_related("klass", "skola")
        if analys.med or (analys.klass and behorighet.ar_mentor(person, analys.klass))
    ]


# --- What the rows have in common ------------------------------------------------------------------------------------


def _synligt(person: Personal, plan: str) -> Q:
    """The rows whose plan is not about a protected pupil that the person has not been named for."""
    namngiven = Elev.far_se.through.objects.filter(elev=OuterRef(f"{plan}__elev"), personal=person)
    return Q(**{f"{plan}__elev": None}) | Q(**{f"{plan}__elev__skyddad": False}) | Exists(namngiven)


def _lases(person: Personal, plan: str) -> Exists:
    """Whether the person may open the row's plan."""
    return Exists(urval.synliga_planer(person).filter(pk=OuterRef(plan)))


def _vag(plan: Plan, lases: bool) -> str:
    return reverse("plan", args=[plan.kod]) if lases else ""


def _planen(plan: Plan, klassens: str = "plan,") -> str:
    """The plan as a calendar may say it: on anybody's screen, and in the hands of whoever keeps the calendar."""
    if plan.niva == Niva.INDIVID:
        return "en elevs plan"
    return "skolans plan" if plan.niva == Niva.SKOLA else f"{klassens} {plan.klass}"


def _motet(analys: Analys) -> str:
    return "skolan" if analys.niva == Analysniva.SKOLA else str(analys.klass)


def _vid(person: Personal, skola) -> str:
    """The school, for who works at several."""
    return f" ({skola})" if len(behorighet.mina_skolor(person)) > 1 else ""


def _nar(dag: date, klockan: time | None) -> date | datetime:
    """The day, or the moment where the school is."""
    return timezone.make_aware(datetime.combine(dag, klockan)) if klockan else dag
