"""What the pupil's own plans and figures of absence hold, for the extract that the roof puts together.

A plan for a class or the school is not about one pupil, and is not in it.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, Prefetch

from kartlaggning.utskrift.registerutdrag import namn, tid
from skolanknytning.skola.models import Elev, Personal
from skolanknytning.skrivet import Skrivet

from .. import mallar
from ..mallar import Mallar
from ..models import (
    Avskrift,
    Forflyttning,
    Granskning,
    Insats,
    Kommentar,
    Mal,
    Narvaroperiod,
    Plan,
    Text,
    Tidigare,
    TidigareKommentar,
    Varv,
)

BESKRIVNING = (
    "”planer” är elevens egna planer, äldst först. En plan går i ”varv”: det första planerar, varje senare följer upp "
    "det förra. Under ”mal” står målen och under dem ”insatser”; ”varv” är där målet eller insatsen sattes och ”slut” "
    "varvet där det lämnades, och ”med_malet” att insatsen lämnades för att målet gjorde det. ”forflyttningar” är hur "
    "långt målet hade kommit i varje varv, och ”konkret” om det är tillräckligt konkret och möjligt att nå.",
    "”texter” är det som är skrivet, med rubriken i mallen och tidigare lydelser. ”avskrifter” är planen som den löd "
    "när den skickades, godkändes, följdes upp eller avslutades, och ”granskningar” vad rektor svarade, med "
    "kommentarer. ”monster” är koderna för de mönster i ”analyser” som planen utgår från.",
    "”narvaro” är frånvaron i procent av undervisningstiden, giltig och ogiltig, per period och ämne; utan ämne är det "
    "alla ämnen tillsammans.",
)
GRUNDER = ("vetenskap", "bedomning", "avstamning")


def ta_ut(elev: Elev) -> list[dict]:
    """Each of the pupil's plans; as many questions however many they are."""
    planer = Plan.objects.filter(elev=elev).select_related("analys", "foregaende", "skapad_av", "avslutad_av")
    planer = list(planer.prefetch_related("monster").order_by("skapad", "id"))
    under = _under(elev) if planer else {}
    return [_plan(plan, under[plan.id]) for plan in planer]


def narvaro(elev: Elev) -> list[dict]:
    """The pupil's figures of absence, the earliest period first."""
    perioder = Narvaroperiod.objects.filter(elev=elev).select_related("andrad_av").prefetch_related("rader")
    return [
        {
            "kod": period.kod,
            "fran": period.fran.isoformat(),
            "till": period.till.isoformat(),
            "version": period.version,
            "andrad": tid(period.andrad),
            "andrad_av": namn(period.andrad_av),
            "rader": [
                {"amne": rad.amne, "giltig": str(rad.giltig), "ogiltig": str(rad.ogiltig)} for rad in period.rader.all()
            ],
        }
        for period in perioder
    ]


# --- Reads ----------------------------------------------------------------------------------


def _under(elev: Elev) -> dict[int, dict[type, list[Model]]]:
    """All rows of the pupil's plans, by plan and kind."""
    tidigare = Prefetch("tidigare", Tidigare.objects.select_related("andrad_av").order_by("version"))
    sagda = Prefetch("tidigare", TidigareKommentar.objects.select_related("andrad_av").order_by("version"))
    kommentarer = Kommentar.objects.select_related("andrad_av").prefetch_related(sagda).order_by("id")
    kommentarer = Prefetch("kommentarer", kommentarer)
    egna = {"plan__elev": elev}
    av_plan = [
        Varv.objects.filter(**egna)
        .select_related("foljer_upp")
        .prefetch_related(Prefetch("kallade", Personal.objects.order_by("namn", "id"))),
        Mal.objects.filter(**egna).select_related("varv", "slut"),
        Text.objects.filter(**egna).select_related("andrad_av", "varv").prefetch_related(tidigare).order_by("id"),
        Avskrift.objects.filter(**egna).select_related("av", "varv").order_by("tid", "id"),
        Granskning.objects.filter(**egna)
        .select_related("avskrift", "skickad_av", "besvarad_av")
        .prefetch_related(kommentarer)
        .order_by("skickad", "id"),
    ]
    av_mal = [
        Insats.objects.filter(mal__plan__elev=elev).select_related("mal", "varv", "slut", "ansvarig"),
        Forflyttning.objects.filter(mal__plan__elev=elev).select_related("mal", "varv").order_by("varv__nummer"),
    ]
    svar: dict[int, dict[type, list[Model]]] = defaultdict(lambda: defaultdict(list))
    for rader in av_plan:
        for rad in rader:
            svar[rad.plan_id][type(rad)].append(rad)
    for rader in av_mal:
        for rad in rader:
            svar[rad.mal.plan_id][type(rad)].append(rad)
    return svar


# --- Shapes ---------------------------------------------------------------------------------


def _plan(plan: Plan, under: dict[type, list]) -> dict:
    form = mallar.las(plan.mallar)
    egna = (t for t in under[Text] if not (t.varv_id or t.mal_id or t.insats_id))
    return {
        "kod": plan.kod,
        "mallar": plan.mallar,
        "omrade": plan.omrade,
        "lage": plan.get_lage_display(),
        "analys": plan.analys.kod if plan.analys else None,
        "monster": [monster.kod for monster in plan.monster.all()],
        "foregaende": plan.foregaende.kod if plan.foregaende else None,
        "version": plan.version,
        "andrad": tid(plan.andrad),
        "skapad": tid(plan.skapad),
        "skapad_av": namn(plan.skapad_av),
        "avslutad": tid(plan.avslutad),
        "avslutad_av": namn(plan.avslutad_av),
        "varv": [_varv(varv, form, under) for varv in under[Varv]],
        "mal": [_mal(mal, form, under) for mal in under[Mal]],
        "texter": _texter(egna, form),
        "avskrifter": [_avskrift(rad) for rad in under[Avskrift]],
        "granskningar": [_granskning(rad) for rad in under[Granskning]],
    }


def _varv(varv: Varv, form: Mallar, under: dict[type, list]) -> dict:
    egna = (t for t in under[Text] if t.varv_id == varv.id and not (t.mal_id or t.insats_id))
    return {
        "kod": varv.kod,
        "nummer": varv.nummer,
        "datum": varv.datum.isoformat(),
        "avslutat": tid(varv.avslutat),
        "uppfoljning": _dag(varv.uppfoljning),
        "klockan": f"{varv.klockan:%H.%M}" if varv.klockan else None,
        "insamlat": _dag(varv.insamlat),
        "foljer_upp": namn(varv.foljer_upp),
        "kallade": [person.namn for person in varv.kallade.all()],
        "ovriga": varv.ovriga,
        "stod_ordnat": tid(varv.stod_ordnat),
        "texter": _texter(egna, form),
    }


def _mal(mal: Mal, form: Mallar, under: dict[type, list]) -> dict:
    return {
        "kod": mal.kod,
        **_fran_och_till(mal),
        "texter": _texter((t for t in under[Text] if t.mal_id == mal.id), form),
        "forflyttningar": [
            {"varv": f.varv.nummer, "uppnatt": f.get_uppnatt_display(), "konkret": f.konkret}
            for f in under[Forflyttning]
            if f.mal_id == mal.id
        ],
        "insatser": [_insats(i, form, under) for i in under[Insats] if i.mal_id == mal.id],
    }


def _insats(insats: Insats, form: Mallar, under: dict[type, list]) -> dict:
    return {
        "kod": insats.kod,
        **_fran_och_till(insats),
        "med_malet": insats.med_malet,
        "typ": insats.get_typ_display(),
        "grunder": [Insats._meta.get_field(falt).verbose_name for falt in GRUNDER if getattr(insats, falt)],
        "ansvarig": namn(insats.ansvarig),
        "ovriga": insats.ovriga,
        "start": _dag(insats.start),
        "klart": _dag(insats.klart),
        "genomford": tid(insats.genomford),
        "resurs_ordnad": tid(insats.resurs_ordnad),
        "texter": _texter((t for t in under[Text] if t.insats_id == insats.id), form),
    }


def _fran_och_till(rad: Mal | Insats) -> dict:
    """Where a goal or an insats stands, in which varv it was set, and in which it was left."""
    return {"ordning": rad.ordning, "varv": rad.varv.nummer, "slut": rad.slut.nummer if rad.slut else None}


def _texter(texter: Iterable[Text], form: Mallar) -> list[dict]:
    """Texts with the short name of what they are written under, and in which varv where it is asked in each."""
    return [
        {
            "kod": t.kod,
            "nyckel": t.falt,
            "rubrik": form.falt[t.falt].namn,
            "varv": t.varv.nummer if t.varv else None,
            **_lydelse(t),
            "tidigare": [_lydelse(forr) for forr in t.tidigare.all()],
        }
        for t in texter
    ]


def _lydelse(rad: Skrivet | Tidigare | TidigareKommentar) -> dict:
    return {"text": rad.text, "version": rad.version, "andrad": tid(rad.andrad), "andrad_av": namn(rad.andrad_av)}


def _avskrift(rad: Avskrift) -> dict:
    return {
        "kod": rad.kod,
        "varv": rad.varv.nummer,
        "skal": rad.get_skal_display(),
        "tid": tid(rad.tid),
        "av": namn(rad.av),
        "innehall": rad.innehall,
    }


def _granskning(rad: Granskning) -> dict:
    return {
        "kod": rad.kod,
        "avskrift": rad.avskrift.kod,
        "skickad": tid(rad.skickad),
        "skickad_av": namn(rad.skickad_av),
        "svar": rad.get_svar_display(),
        "besvarad": tid(rad.besvarad),
        "besvarad_av": namn(rad.besvarad_av),
        "kommentarer": [
            {"kod": k.kod, "avsnitt": k.avsnitt, **_lydelse(k), "tidigare": [_lydelse(t) for t in k.tidigare.all()]}
            for k in rad.kommentarer.all()
        ],
    }


def _dag(dag) -> str | None:
    return dag.isoformat() if dag else None
