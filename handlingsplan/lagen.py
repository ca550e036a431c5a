"""Where plans stand, for the pages that lead to them: as many questions however many plans there are.

What a person may see is the caller's to ask: these answer for the classes and pupils they are given.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from .models import Insats, Kommentar, Lage, Mal, Niva, Plan, Svar
from .resa import Planlage

EGNA = ("kod", "omrade", "lage", "niva", "avslutad", "varv__nummer", "varv__uppfoljning")


def for_klasser(klasser: Collection[int]) -> dict[int, list[Planlage]]:
    """The plans of each of the classes, by class id: open ones first, each kind the newest first."""
    return _per("klass_id", Plan.objects.filter(klass__in=klasser)) if klasser else {}


def for_elever(elever: Collection[int]) -> dict[int, list[Planlage]]:
    """The same of pupils, by pupil id."""
    return _per("elev_id", Plan.objects.filter(elev__in=elever)) if elever else {}


def for_skolor(skolor: Collection[int]) -> dict[int, list[Planlage]]:
    """The same of plans about whole schools, by school id."""
    return _per("skola_id", Plan.objects.filter(skola__in=skolor, niva=Niva.SKOLA)) if skolor else {}


def kommentarer(plan: Plan) -> dict[str, Kommentar]:
    """What the rektor said in the latest review that was answered, by place ("" of the whole); empty ones left out."""
    svar = plan.granskningar.filter(svar__in=[Svar.ATERLAMNAD, Svar.GODKAND]).order_by("-skickad", "-id").values("id")
    rader = Kommentar.objects.filter(granskning=Subquery(svar[:1])).exclude(text="").select_related("andrad_av")
    return {rad.avsnitt: rad for rad in rader}


def _per(agare: str, planer: QuerySet[Plan]) -> dict[int, list[Planlage]]:
    """The plans by what they are about. Of a plan with several varv the last row, the latest varv, is the one."""
    senaste = {rad[0]: rad for rad in planer.order_by("skapad", "id", "varv__nummer").values_list("id", agare, *EGNA)}
    saknas = _saknas(plan for plan, _, _, _, lage, _, avslutad, *_ in senaste.values() if _skrivs(lage, avslutad))
    svar: dict[int, list[Planlage]] = defaultdict(list)
    for plan, vems, kod, omrade, lage, niva, avslutad, nummer, uppfoljning in reversed(senaste.values()):
        svar[vems].append(
            Planlage(
                kod=kod,
                omrade=omrade,
                lage=lage,
                nummer=nummer,
                avslutad=avslutad and timezone.localdate(avslutad),
                uppfoljning=uppfoljning,
                saknas=saknas.get(plan, 0) + (uppfoljning is None) if _skrivs(lage, avslutad) else 0,
                niva=niva,
            )
        )
    return {vems: sorted(alla, key=lambda p: p.avslutad is not None) for vems, alla in svar.items()}


def _skrivs(lage: str, avslutad) -> bool:
    """Whether the plan is being written, and so may lack something."""
    return avslutad is None and lage in (Lage.UTKAST, Lage.ATERLAMNAD)


def _saknas(planer: Iterable[int]) -> dict[int, int]:
    """How much each of the plans lacks: a goal, an insats under a goal, somebody responsible for an insats."""
    planer = list(planer)
    if not planer:
        return {}
    mal = defaultdict(set)
    for plan, ett in Mal.objects.filter(plan__in=planer, slut=None).order_by().values_list("plan_id", "id"):
        mal[plan].add(ett)
    insatser, utan = defaultdict(set), defaultdict(int)
    under = Insats.objects.filter(Q(slut=None, mal__slut=None), mal__plan__in=planer).order_by()
    for plan, ett, ansvarig in under.values_list("mal__plan_id", "mal_id", "ansvarig_id"):
        insatser[plan].add(ett)
        utan[plan] += ansvarig is None
    return {plan: (len(mal[plan] - insatser[plan]) if mal[plan] else 1) + utan[plan] for plan in planer}
