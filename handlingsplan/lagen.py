"""Where plans stand, for the pages that lead to them: as many questions however many plans there are.

What a person may see is the caller's to ask: these answer for the classes and pupils they are given.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from kartlaggning.urval import tid_ur
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Klass

from .models import Forflyttning, Insats, Kommentar, Lage, Mal, Plan, Svar, Text
from .resa import Planlage

EGNA = (
    "kod",
    "omrade",
    "lage",
    "niva",
    "avslutad",
    "varv__id",
    "varv__nummer",
    "varv__uppfoljning",
    "varv__foljer_upp",
    "varv__datum",
)


def for_klasser(klasser: Collection[Klass]) -> dict[int, list[Planlage]]:
    """The plans of each of the classes, by class id: open ones first, each kind the newest first.

    Also those begun in earlier läsår, which have gone with the class.
    """
    if not klasser:
        return {}
    stammar, skolor = {k.stam for k in klasser}, {k.skola_id for k in klasser}
    alla = _alla(
        Plan.objects.filter(klass__stam__in=stammar, klass__skola__in=skolor),
        "klass__skola",
        "klass__stam",
        "klass__lasar",
    )
    per_stam: dict[tuple[int, str], list[tuple[int, Planlage]]] = defaultdict(list)
    for (skola, stam, lasar), plan in alla:
        per_stam[skola, stam].append((lasar, plan))
    planer = {k.id: [plan for lasar, plan in per_stam[k.skola_id, k.stam] if lasar <= k.lasar] for k in klasser}
    return {klass: egna for klass, egna in planer.items() if egna}


def for_klassen(klass: Klass) -> list[Planlage]:
    """The plans of one class, as ``for_klasser`` has them."""
    return for_klasser([klass]).get(klass.id, [])


def for_eleven(elev: int) -> list[Planlage]:
    """The same of one pupil, whose page is to be quick: the SQL is written once."""
    return [plan for _, plan in _lagen(map(_ur_basen, _ELEVENS(elev)))]


_TEXTER = ("avslutad", "varv__uppfoljning", "varv__datum")
_ELEVENS = Fraga(
    lambda elev: (
        Plan.objects.filter(elev=elev)
        .annotate(**{f"{falt}_text": Cast(falt, TextField()) for falt in _TEXTER})
        .order_by("skapad", "id", "varv__nummer")
        .values_list("id", *(f"{falt}_text" if falt in _TEXTER else falt for falt in EGNA))
    )
)


def _ur_basen(rad: tuple) -> tuple:
    """A row of ``_ELEVENS`` as the ORM would have read it."""
    *fore, avslutad, varv, nummer, uppfoljning, foljer_upp, datum = rad
    dagar = [text and date.fromisoformat(text) for text in (uppfoljning, datum)]
    return (*fore, avslutad and tid_ur(avslutad), varv, nummer, dagar[0], foljer_upp, dagar[1])


def kommentarer(plan: Plan) -> dict[str, Kommentar]:
    """What the rektor said in the latest review that was answered, by place ("" of the whole); empty ones left out."""
    svar = plan.granskningar.filter(svar__in=[Svar.ATERLAMNAD, Svar.GODKAND]).order_by("-skickad", "-id").values("id")
    rader = Kommentar.objects.filter(granskning=Subquery(svar[:1])).exclude(text="").select_related("andrad_av")
    return {rad.avsnitt: rad for rad in rader}


def _alla(planer: QuerySet[Plan], *agare: str) -> list[tuple[tuple, Planlage]]:
    """The plans, each with the fields of what it is about: open ones first, each kind the newest first."""
    return _lagen(planer.order_by("skapad", "id", "varv__nummer").values_list("id", *EGNA, *agare))


def _lagen(rader: Iterable[tuple]) -> list[tuple[tuple, Planlage]]:
    """The same of rows that have been read. Of a plan with several varv the last row, the latest varv, is the one."""
    senaste = {rad[0]: (rad[: 1 + len(EGNA)], rad[1 + len(EGNA) :]) for rad in rader}
    saknas = _saknas([rad for rad, _ in senaste.values() if _skrivs(rad)])
    svar = [(vems, _planlage(rad, saknas.get(plan, 0))) for plan, (rad, vems) in reversed(senaste.items())]
    return sorted(svar, key=lambda par: par[1].avslutad is not None)


def _planlage(rad: tuple, saknas: int) -> Planlage:
    _, kod, omrade, lage, niva, avslutad, _, nummer, uppfoljning, _, fran = rad
    return Planlage(
        kod=kod,
        omrade=omrade,
        lage=lage,
        nummer=nummer,
        avslutad=avslutad and timezone.localdate(avslutad),
        uppfoljning=uppfoljning,
        saknas=saknas,
        niva=niva,
        fran=fran,
    )


def _skrivs(rad: tuple) -> bool:
    """Whether the plan is being written, and so may lack something."""
    _, _, _, lage, _, avslutad, *_ = rad
    return avslutad is None and lage in (Lage.UTKAST, Lage.ATERLAMNAD)


def _saknas(rader: list[tuple]) -> dict[int, int]:
    """How much each of the plans lacks: as many as ``saknas.saknas`` finds that matter, for all of them at once."""
    if not rader:
        return {}
    planer, varven = [rad[0] for rad in rader], [rad[6] for rad in rader]
    skrivet = _skrivet(planer)
    bedomda = Forflyttning.objects.filter(varv__in=varven).exclude(uppnatt="").values_list("varv_id", "mal_id")
    bedomda = set(bedomda)
    mal, insatser = defaultdict(list), defaultdict(list)
    # What has ended is left out here: a SQLite that has not counted its tables would begin with all that has not.
    for plan, ett, slut in Mal.objects.filter(plan__in=planer).order_by().values_list("plan_id", "id", "slut_id"):
        if slut is None:
            mal[plan].append(ett)
    under = Insats.objects.filter(mal__plan__in=planer).order_by()
    for vems, en, *har, slut, malets_slut in under.values_list(
        "mal_id", "id", "ansvarig_id", "ovriga", "genomford", "slut_id", "mal__slut_id"
    ):
        if slut or malets_slut:
            continue
        insatser[vems].append(("insats", en) not in skrivet)
        insatser[vems].append(not any(har))
    svar = {}
    for plan, *_, varv, nummer, uppfoljning, foljer_upp, _ in rader:
        krav = [("nulage", varv) in skrivet, ("datainsamling", varv) in skrivet, uppfoljning, foljer_upp, mal[plan]]
        krav += [("mal", ett) in skrivet for ett in mal[plan]] + [insatser[ett] for ett in mal[plan]]
        krav += [(varv, ett) in bedomda for ett in mal[plan] if nummer > 1]
        svar[plan] = sum(not har for har in krav) + sum(sum(insatser[ett]) for ett in mal[plan])
    return svar


def _skrivet(planer: list[int]) -> set[tuple[str, int]]:
    """Of what a plan cannot do without, the fields that are written under, with whose they are."""
    krav = ("nulage", "datainsamling", "mal", "insats")
    texter = Text.objects.filter(plan__in=planer, falt__in=krav).exclude(text="").order_by()
    return {
        (falt, varv or mal or insats)
        for falt, varv, mal, insats in texter.values_list("falt", "varv_id", "mal_id", "insats_id")
    }
