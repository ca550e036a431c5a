"""Who may read, write, review and start a plan, and which plans a person sees.

Who reads a plan writes in it too. One for a class is its mentors' of now, elevhälsans and the rektor's, and goes with
the class when it moves up; one about a school is elevhälsans and the rektor's; one about a pupil the pupil's mentors'
of now, the rektor's and elevhälsans. A pupil with protected identity is seen only by the staff named for that pupil,
whatever their role.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from analys.models import Punkt
from analys.rader import ELEV, Rader, kolumner
from analys.urval import med_formular
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering, Roll, Skola

from ..models import Insats, Niva, Plan


def far_lasa(person: Personal, plan: Plan) -> bool:
    """Read the plan."""
    return far_skriva(person, plan)


def far_skriva(person: Personal, plan: Plan) -> bool:
    """Write in the plan, whether or not it may be written in now (``Plan.skrivs``)."""
    if plan.niva == Niva.KLASS:
        return behorighet.far_planera(person, plan.klass)
    if plan.niva == Niva.SKOLA:
        return behorighet.far_se_skolniva(person, plan.skola)
    return _far_om_elev(person, plan.elev)


def _far_om_elev(person: Personal, elev: Elev) -> bool:
    ansvarar = behorighet.har_roll(person, elev.skola_id, Roll.REKTOR, Roll.ELEVHALSA)
    return behorighet.ser_dold(person, elev) and (ansvarar or behorighet.ar_elevens_mentor(person, elev))


def far_granska(person: Personal, plan: Plan) -> bool:
    """Comment, approve and return a plan that has been sent: the school's rektor, who may read it."""
    return behorighet.har_roll(person, plan.skola_id, Roll.REKTOR) and far_lasa(person, plan)


def far_starta(
    person: Personal, *, niva: str, skola: Skola, klass: Klass | None = None, elev: Elev | None = None
) -> bool:
    """Start a plan. Elevhälsan one about a pupil who has an individual form or is on a meeting's agenda."""
    if niva == Niva.KLASS:
        return behorighet.far_analysera(person, klass)
    if niva == Niva.SKOLA:
        return behorighet.far_se_skolniva(person, skola)
    if not _far_om_elev(person, elev):
        return False
    if behorighet.har_roll(person, elev.skola_id, Roll.REKTOR) or behorighet.ar_elevens_mentor(person, elev):
        return True
    return bool(med_formular([elev.id])) or Punkt.objects.filter(elev=elev).exists()


def kan_ansvara(plan: Plan) -> QuerySet[Personal]:
    """The staff who can be responsible for an insats, see to the follow-up or be invited to it; by name.

    In a plan about a pupil with protected identity only those named for the pupil: nobody else may know of it.
    """
    skyddad = plan.elev is not None and plan.elev.skyddad
    return behorighet.kan_tillfragas(plan.elev) if skyddad else behorighet.kan_delta(plan.skola)


def att_valja_bland(plan: Plan) -> list[Personal]:
    """``kan_ansvara`` for a list to choose from, in one cheap question where nobody is protected."""
    if plan.elev is not None and plan.elev.skyddad:
        return list(kan_ansvara(plan))
    return behorighet.att_valja_bland(plan.skola)


def hamta_plan(person: Personal, kod: str, far=far_lasa) -> Plan:
    """The plan with its class or pupil and school; 403 when ``far`` says no.

    404 outside the person's schools, and for who may not know of a protected pupil.
    """
    skolor = {skola.id: skola for skola in behorighet.mina_skolor(person)}
    plan = next(_PLANEN({}, kod), None)
    if plan is None or plan.skola_id not in skolor:
        raise Http404
    plan.skola = skolor[plan.skola_id]
    for om in (plan.klass, plan.elev):
        if om:
            om.skola = plan.skola
    if plan.elev and not behorighet.ser_dold(person, plan.elev):
        raise Http404
    behorighet.krav(far(person, plan))
    return plan


def hamta_egen_insats(person: Personal, kod: str) -> Insats:
    """An insats that the person is responsible for, about a class or the school, who need not be let into the plan.

    404 otherwise: nobody else's, nothing that has been left, and nothing of a plan about a pupil.
    """
    insats = (
        Insats.objects.select_related("mal__plan__skola", "mal__plan__klass")
        .filter(kod=kod, ansvarig=person, slut=None, mal__slut=None, mal__plan__elev=None)
        .filter(mal__plan__skola__in=behorighet.skolor_med_roll(person, *behorighet.KAN_TILLFRAGAS))
        .first()
    )
    if insats is None:
        raise Http404
    return insats


_PLANEN = Rader(Plan, lambda rader, kod: rader.filter(kod=kod), {"klass": kolumner(Klass), "elev": ELEV})


def synliga_planer(person: Personal) -> QuerySet[Plan]:
    """Every plan that ``far_lasa`` says yes to."""
    egen_klass = behorighet.mentorskap_nu().filter(
        personal=person, klass__stam=OuterRef("klass__stam"), klass__skola=OuterRef("skola")
    )
    egen_elev = Placering.objects.filter(elev=OuterRef("elev"), till=None, klass__mentorskap__personal=person)
    namngiven = Elev.far_se.through.objects.filter(elev=OuterRef("elev"), personal=person)
    return Plan.objects.filter(
        Q(skola__in=behorighet.skolor_med_roll(person, Roll.REKTOR, Roll.ELEVHALSA))
        | Q(Exists(egen_klass) | Exists(egen_elev), skola__in=behorighet.skolor_med_roll(person, Roll.MENTOR)),
        Q(elev=None) | Q(elev__skyddad=False) | Exists(namngiven),
    )


def oppna_planer(*, klass: Klass | None = None, elev: Elev | None = None, skola: Skola | None = None) -> QuerySet[Plan]:
    """The plans not closed about a class (also as it was called in other läsår), a pupil, or a whole school."""
    if elev is not None:
        om = Q(elev=elev)
    elif klass is not None:
        om = Q(klass__stam=klass.stam, klass__skola=klass.skola_id)
    else:
        om = Q(skola=skola, niva=Niva.SKOLA)
    return Plan.objects.filter(om, avslutad=None).select_related("klass")
