"""A plan begins: from patterns of an analysis, from what an earlier plan led to, or from nothing."""

from collections.abc import Collection, Iterable

from django.db import transaction

from analys import guide
from analys.models import Analys, Koppling, Monster
from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Elev, Klass, Personal, Skola
from skolanknytning.skrivet import Utfall

from .. import platser, urval
from ..models import Niva, Plan, Text, Varv
from .grund import OgiltigError, OppenPlanError, andrad, las_om, ren
from .texter import nytt_omrade, skriv_forsta, varningar


def starta(
    *,
    niva: str,
    skola: Skola,
    klass: Klass | None = None,
    elev: Elev | None = None,
    omrade: str,
    monster: Iterable[Monster] = (),
    faktorer: Collection[str] | None = None,
    analys: Analys | None = None,
    foregaende: Plan | None = None,
    av: Personal,
    and_anda: bool = False,
    bekraftad: bool = False,
) -> Utfall:
    """Begin a plan in its first varv; ``rad`` is the plan. The patterns and their factors are written in it.

    Of the factors those with a ``kod`` in ``faktorer``, all when it is None. With ``foregaende``, that plan's result
    is how it is today. Raises OppenPlanError when there is an open one about the same class, pupil or school, unless
    told to ``and_anda``; OgiltigError without a development area, for a pattern of something else, or when the
    patterns are too long together.
    """
    plan = Plan(
        niva=niva,
        skola=skola,
        klass=klass,
        elev=elev,
        omrade=nytt_omrade(omrade),
        analys=analys,
        foregaende=foregaende,
        skapad_av=av,
    )
    monster = list(monster)
    _krav_pa_monstren(plan, monster)
    _krav_pa_foregaende(plan)
    with transaction.atomic():
        las_om(plan)
        oppna = list(urval.oppna_planer(klass=klass, elev=elev, skola=skola))
        if oppna and not and_anda:
            raise OppenPlanError(oppna)
        fragor = () if bekraftad else tuple(varningar(plan, plan.omrade))
        if fragor:
            return Utfall(None, sparad=False, varningar=fragor)
        plan.save()
        plan.monster.set(monster)
        varv = Varv.objects.create(plan=plan)
        for falt, ord_ in fran_borjan(monster, foregaende, faktorer).items():
            if ord_:
                nyckel = platser.nyckel(falt, varv.kod)
                skriv_forsta(Text(plan=plan, varv=varv, falt=falt, nyckel=nyckel), ren(ord_), av)
        andrad(plan, av, handling=Handling.SKAPADE)
    return Utfall(plan, sparad=True, ny=True)


def _krav_pa_monstren(plan: Plan, monster: list[Monster]) -> None:
    """Raise OgiltigError for a pattern about a pupil that the plan is not about, or of another school."""
    egna = {None, plan.elev.id} if plan.niva == Niva.INDIVID else {None}
    if any(m.elev_id not in egna or m.analys.skola_id != plan.skola_id for m in monster):
        raise OgiltigError("Ett mönster om en elev hör bara till elevens egen plan.")


def _krav_pa_foregaende(plan: Plan) -> None:
    """Raise OgiltigError for an earlier plan of something else: what it says is of whom it is about."""
    fore = plan.foregaende
    if fore is None:
        return
    stam, fores = (p.klass.stam if p.klass else "" for p in (plan, fore))
    if (plan.skola_id, plan.elev_id, stam) != (fore.skola_id, fore.elev_id, fores):
        raise OgiltigError("Den tidigare planen gäller något annat.")


def fran_borjan(
    monster: list[Monster], foregaende: Plan | None, faktorer: Collection[str] | None = None
) -> dict[str, str]:
    """What stands in the plan when it begins, by field: a pattern a paragraph, a factor a line."""
    resultat = foregaende.texter.filter(falt="resultat").first() if foregaende else None
    return {
        "monster": "\n\n".join(m.text for m in monster if m.text),
        "faktorer": "\n".join(_faktorer(monster, faktorer)),
        "nulage": resultat.text if resultat else "",
    }


def _faktorer(monster: list[Monster], valda: Collection[str] | None) -> list[str]:
    """The factors of the patterns, each once in the order of the guide: "Schemaläggning: Två sena lektioner."."""
    per_faktor: dict[str, list[str]] = {}
    namn = {f.nyckel: f.namn for m in monster for f in guide.las(m.analys.guide).faktor.values()}
    for koppling in Koppling.objects.filter(monster__in=monster).order_by("monster__ordning", "id"):
        if valda is None or koppling.kod in valda:
            per_faktor.setdefault(koppling.faktor, []).append(koppling.text)
    svar = []
    for nyckel in namn:
        if nyckel in per_faktor:
            skal = " ".join(dict.fromkeys(text for text in per_faktor[nyckel] if text))
            svar.append(f"{namn[nyckel]}: {skal}" if skal else namn[nyckel])
    return svar
