"""What the meetings hold of one pupil, for the extract from the register that the roof puts together.

What they found about the class is not the pupil's. Of the evidence behind a pattern the others' counts are left out:
they are about others, and small numbers among few may tell who.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from kartlaggning.utskrift.registerutdrag import namn, tid
from skolanknytning.skola.models import Elev, Personal

from .. import guide
from ..guide import Guide
from ..models import Analys, Avfardat, Koppling, Monster, Punkt, Skrivet, Steg, Svar, Tidigare

BESKRIVNING = (
    "”analyser” är de analysmöten där eleven har varit på dagordningen eller skrivits om, äldst först. ”punkt” är "
    "elevens plats på dagordningen, och ”klar” att eleven är genomgången.",
    "”monster” är mönster som gäller eleven: det som väcker oro och det som är positivt. ”kopplingar” är faktorer "
    "som mönstret hör ihop med, och ”steg” vem som gör vad. ”angelagen”: mönstret är valt att arbeta vidare med. "
    "”utkast” är programmets förslag som mönstret kommer från, ”underlag” det förslaget räknades ur den dagen, utan "
    "siffrorna om de andra i gruppen.",
    "”svar” är svaren på guidens två frågor om eleven, och ”avfardade” förslag som mötet lät bli. Tidigare lydelser "
    "av alla texter är med.",
)
# Of the evidence, what is about the others in the group.
OM_ANDRA = frozenset({"andra"})


def ta_ut(elev: Elev) -> list[dict]:
    """Each meeting that concerns the pupil; as many questions however many they are."""
    fragor = [
        Monster.objects.filter(elev=elev).select_related("andrad_av", "skapad_av").order_by("ordning", "id"),
        Koppling.objects.filter(monster__elev=elev).select_related("andrad_av", "monster"),
        Steg.objects.filter(monster__elev=elev).select_related("andrad_av", "monster", "ansvarig"),
        Svar.objects.filter(elev=elev).select_related("andrad_av").order_by("id"),
    ]
    rader = [rad for fraga in fragor for rad in fraga]
    tidigare = _tidigare(rader)
    for rad in rader:
        rad.forr = tidigare[rad.kod]
    rader += [*Punkt.objects.filter(elev=elev), *Avfardat.objects.filter(elev=elev).select_related("av").order_by("id")]
    per_mote: dict[int, dict[type, list]] = defaultdict(lambda: defaultdict(list))
    for rad in rader:
        mote = rad.monster.analys_id if isinstance(rad, Koppling | Steg) else rad.analys_id
        per_mote[mote][type(rad)].append(rad)
    return [_analys(analys, per_mote[analys.id]) for analys in _analyser(per_mote)]


def _tidigare(rader: Iterable[Skrivet]) -> dict[str, list[Tidigare]]:
    """Earlier texts by the code of the row they belong to, oldest first."""
    svar: dict[str, list[Tidigare]] = defaultdict(list)
    koder = [rad.kod for rad in rader]
    for t in Tidigare.objects.filter(rad__in=koder).select_related("andrad_av").order_by("version"):
        svar[t.rad].append(t)
    return svar


def _analyser(ider: Iterable[int]) -> QuerySet[Analys]:
    """The meetings with these ids, oldest first."""
    valda = Analys.objects.filter(id__in=list(ider)).order_by("datum", "id")
    valda = valda.select_related("klass", "skola", "kartlaggning", "skapad_av", "avslutad_av")
    return valda.prefetch_related(Prefetch("deltagare", Personal.objects.order_by("namn")))


# --- Shapes ---------------------------------------------------------------------------------


def _analys(analys: Analys, rader: dict[type, list]) -> dict:
    form = guide.las(analys.guide)
    return {
        "kod": analys.kod,
        "guide": analys.guide,
        "klass": str(analys.klass or analys.skola),
        "kartlaggning": analys.kartlaggning.kod if analys.kartlaggning else None,
        "datum": analys.datum.isoformat(),
        "klockan": f"{analys.tid:%H.%M}" if analys.tid else None,
        "deltagare": [person.namn for person in analys.deltagare.all()],
        "ovriga": analys.ovriga,
        "planerad_av": namn(analys.skapad_av),
        "avslutad": tid(analys.avslutad),
        "avslutad_av": namn(analys.avslutad_av),
        "punkt": next(({"ordning": p.ordning, "klar": p.klar} for p in rader[Punkt]), None),
        "monster": [_monster(m, form, rader) for m in rader[Monster]],
        "svar": [_svar(s, form) for s in rader[Svar]],
        "avfardade": [{"utkast": a.utkast, "av": namn(a.av)} for a in rader[Avfardat]],
    }


def _monster(m: Monster, form: Guide, rader: dict[type, list]) -> dict:
    return {
        "kod": m.kod,
        "slag": m.get_slag_display(),
        "dimension": form.individ.avsnittet(m.slag).dimension(m.dimension).namn,
        "nyckel": m.dimension,
        **_text(m),
        "angelagen": m.angelagen,
        "ordning": m.ordning,
        "skapad": tid(m.skapad),
        "skapad_av": namn(m.skapad_av),
        "utkast": m.utkast,
        "underlag": utan_andra(m.underlag),
        "kopplingar": [_koppling(k, form) for k in rader[Koppling] if k.monster_id == m.id],
        "steg": [_steg(s) for s in rader[Steg] if s.monster_id == m.id],
    }


def _koppling(k: Koppling, form: Guide) -> dict:
    return {"kod": k.kod, "nyckel": k.faktor, "faktor": form.faktor[k.faktor].namn, **_text(k)}


def _steg(s: Steg) -> dict:
    klart = s.klart.isoformat() if s.klart else None
    return {"kod": s.kod, **_text(s), "ansvarig": namn(s.ansvarig), "klart": klart, "gjort": tid(s.gjort)}


def _svar(s: Svar, form: Guide) -> dict:
    return {"kod": s.kod, "nyckel": s.fraga, "fraga": form.individ.fraga(s.fraga).fraga, **_text(s)}


def _text(rad: Skrivet) -> dict:
    """What is written, with its earlier wordings."""
    return {**_lydelse(rad), "tidigare": [_lydelse(t) for t in rad.forr]}


def _lydelse(rad: Skrivet | Tidigare) -> dict:
    return {"text": rad.text, "version": rad.version, "andrad": tid(rad.andrad), "andrad_av": namn(rad.andrad_av)}


def utan_andra(underlag):
    """The evidence without what is about the others in the group."""
    if isinstance(underlag, dict):
        return {k: utan_andra(v) for k, v in underlag.items() if k not in OM_ANDRA}
    return [utan_andra(v) for v in underlag] if isinstance(underlag, list) else underlag
