"""Reading in class lists: a file becomes a preview, and only a confirmed preview changes anything."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from .. import behorighet, urval
from ..klasslista import las
from ..klasslista_jamforelse import jamfor, utan_skyddade_namn
from ..klasslista_plan import Atgard, Klassplan, Lage, Mal, Plan, klassnyckel
from ..klasslista_typer import Klasslista, KlasslistaError, Problem, Rad
from ..models import Elev, Inlasning, Klass, Mentorskap, Personal, Placering, Skola, idag, lasar_for
from .elever import avsluta, gor_skyddad, lediga_alias
from .lasar import ForandradError

EN_KLASS = (
    "Filen innehåller flera klasser ({klasser}). Som mentor läser du in en klass i taget. Spara bara din "
    "klass i en egen fil, eller be administratören läsa in filen."
)
ANNAT_LASAR = "Som mentor läser du in en ny klass för läsåret som pågår. Be administratören om klasser för andra läsår."


# --- The file → a preview ---------------------------------------------------------------------------------


def las_in(
    fil: bytes,
    *,
    filnamn: str = "",
    skola: Skola,
    klass: Klass | None,
    lasar: int,
    klassnamn: str = "",
    grupp: bool = False,
    av: Personal,
) -> Inlasning:
    """Read a class list and keep what it held until somebody confirms it. KlasslistaError when it is refused.

    ``klass`` is the class the list is for; without one the rows, or ``klassnamn``, say which class they are
    for. ``filnamn`` is what the file was called where it came from.

    The file is read before the transaction begins: while one is open, nobody else's work is saved (SQLite).
    """
    lista = las(fil, filnamn)
    with transaction.atomic():
        return _behall(lista, skola, klass, lasar=lasar, klassnamn=klassnamn, grupp=grupp, av=av)


def glom_gamla() -> int:
    """Remove the lists that nobody confirmed in time, and say how many: they hold names."""
    return Inlasning.objects.filter(skapad__lt=timezone.now() - urval.INLASNING_GALLER).delete()[0]


def _behall(lista: Klasslista, skola: Skola, klass: Klass | None, *, lasar, klassnamn, grupp, av) -> Inlasning:
    """Keep a list that has been read, without the names of protected pupils, and forget the lists nobody confirmed."""
    mal = Mal(klassnamn="" if klass else klassnamn, fast=klass.kod if klass else "", grupp=grupp or lista.grupper)
    lage = urval.lage_for(av, skola, klass.lasar if klass else lasar)
    if not lage.administrator:
        _krav_pa_en_klass(lista, lage, mal)
    rader, problem = utan_skyddade_namn(lista.rader, lage, mal)
    glom_gamla()
    return Inlasning.objects.create(
        skola=skola,
        klass=klass,
        personal=av,
        rader={
            "lasar": lage.lasar,
            "mal": asdict(mal),
            "rader": [asdict(r) for r in rader],
            "problem": [asdict(p) for p in (*lista.problem, *problem)],
            "upplysningar": list(lista.upplysningar),
            "laste": list(lista.laste_kolumner),
            "ignorerade": list(lista.ignorerade),
        },
    )


def _krav_pa_en_klass(lista: Klasslista, lage: Lage, mal: Mal) -> None:
    """A mentor reads in one class, which is their own, or a new one of the läsår that is now.

    A class made for a later läsår could become another class's continuation, and its maker that class's mentor.
    """
    if mal.fast:
        return
    if _annat_lasar(lage):
        raise KlasslistaError(ANNAT_LASAR)
    klasser = {klassnyckel(namn): namn for r in lista.rader if (namn := r.klass or mal.klassnamn)}
    if len(klasser) > 1:
        raise KlasslistaError(EN_KLASS.format(klasser=", ".join(sorted(klasser.values())[:5])))
    annans = {klassnyckel(k.namn) for k in lage.klasser if k.lasar == lage.lasar and not k.far_andras}
    if annans & klasser.keys():
        (namn,) = klasser.values()
        raise KlasslistaError(f"Klassen {namn} finns redan och har en annan mentor. Be administratören läsa in den.")


def _annat_lasar(lage: Lage) -> bool:
    """Whether the person may not make classes for the läsår the list is for."""
    return not lage.administrator and lage.lasar != lasar_for(idag())


# --- The preview ------------------------------------------------------------------------------------------


def plan_for(inlasning: Inlasning) -> Plan:
    """What confirming would do, compared with the school as it is now."""
    data = inlasning.rader
    lage = urval.lage_for(inlasning.personal, inlasning.skola, data["lasar"])
    plan = jamfor([Rad(**r) for r in data["rader"]], lage, Mal(**data["mal"]))
    problem = [*(Problem(**p) for p in data["problem"]), *plan.problem]
    if _annat_lasar(lage) and not all(k.kod for k in plan.klasser):
        # Who was an administrator when the file was chosen, and is a mentor now.
        plan = replace(plan, klasser=tuple(k for k in plan.klasser if k.kod))
        problem.append(Problem(ANNAT_LASAR))
    problem.sort(key=lambda p: p.rad or 0)
    return replace(plan, problem=tuple(problem), upplysningar=(*data["upplysningar"], *plan.upplysningar))


# --- Confirmed --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Utfall:
    """What was done."""

    nya: int
    andrade: int
    flyttade: int
    slutade: int
    klasser: tuple[Klass, ...]
    skyddade: int


@transaction.atomic
def bekrafta(inlasning: Inlasning, *, avtryck: str, slutar: Iterable[str] = (), av: Personal) -> Utfall:
    """Do what the preview with this ``avtryck`` said. ForandradError when the school has changed since.

    ``slutar`` names, as "pupil's kod.class's kod", those of the missing who have left the class.
    """
    skola = Skola.objects.select_for_update().get(pk=inlasning.skola_id)
    inlasning = Inlasning.objects.select_related("skola", "personal").get(pk=inlasning.pk)
    plan = plan_for(inlasning)
    if plan.avtryck() != avtryck:
        raise ForandradError
    slutar = set(slutar)
    alias = lediga_alias(skola)
    klasser, skyddade, raknat = [], 0, Counter()
    for klassplan in plan.klasser:
        klass = _klass(klassplan, skola, inlasning.rader["lasar"], av)
        skyddade += _skriv(klassplan, klass, alias, av)
        antal = {
            "nya": len(klassplan.nya),
            "andrade": len(klassplan.andrade),
            "flyttade": len(klassplan.flyttade),
            "slutade": _avsluta_saknade(klassplan, klass, slutar),
        }
        raknat.update(antal)
        _logga(klass, antal, av)
        klasser.append(klass)
    inlasning.delete()
    rakna = {vad: raknat[vad] for vad in ("nya", "andrade", "flyttade", "slutade")}
    return Utfall(**rakna, klasser=tuple(klasser), skyddade=skyddade)


def avbryt(inlasning: Inlasning) -> None:
    """Forget the preview."""
    inlasning.delete()


def _klass(plan: Klassplan, skola: Skola, lasar: int, av: Personal) -> Klass:
    """The class, made when it is new; a mentor who reads in a new class becomes its mentor."""
    if plan.kod:
        return Klass.objects.select_related("skola").get(kod=plan.kod)
    siffror = [t for t in plan.namn[:2] if t.isdigit()]
    arskurs = plan.arskurs if plan.arskurs is not None else int(siffror[0]) if len(siffror) == 1 else None
    klass = Klass.objects.create(skola=skola, namn=plan.namn, lasar=lasar, arskurs=arskurs, grupp=plan.grupp)
    if not behorighet.far_administrera(av, skola):
        Mentorskap.objects.create(klass=klass, personal=av)
    return klass


def _skriv(plan: Klassplan, klass: Klass, alias: Iterator[str], av: Personal) -> int:
    """Write the pupils of one class; returns how many aliases were used."""
    befintliga = {e.kod: e for e in Elev.objects.filter(kod__in=[a.elev.kod for a in plan.atgarder if a.elev])}
    nya, andrade, skyddade, placeras = [], [], [], []
    for atgard in plan.atgarder:
        elev = befintliga[atgard.elev.kod] if atgard.elev else Elev(skola=klass.skola)
        if _fyll(elev, atgard):
            (andrade if elev.pk else nya).append(elev)
        if atgard.blir_skyddad:
            gor_skyddad(elev, next(alias))
            skyddade.append(elev)
        if atgard.placeras:
            placeras.append(elev)
    Elev.objects.bulk_create(nya)
    Elev.objects.bulk_update(andrade, ["fornamn", "efternamn", "externt_id", "skyddad"], batch_size=500)
    genom = Elev.far_se.through
    genom.objects.bulk_create([genom(elev=e, personal=av) for e in skyddade], ignore_conflicts=True)
    _flytta_ut(plan)
    Placering.objects.bulk_create(Placering(elev=e, klass=klass) for e in placeras)
    return len(skyddade)


def _fyll(elev: Elev, atgard: Atgard) -> bool:
    """Give the pupil what the row says; whether anything of the pupil is to be written."""
    if atgard.nytt_namn or (atgard.ny and not atgard.blir_skyddad):
        elev.fornamn, elev.efternamn = atgard.rad.fornamn, atgard.rad.efternamn
    if atgard.ny or atgard.nytt_id:
        elev.externt_id = atgard.rad.elev_id
    return atgard.ny or atgard.nytt_namn or atgard.nytt_id or atgard.blir_skyddad


def _flytta_ut(plan: Klassplan) -> None:
    """End the placements that the moves end."""
    per_klass: dict[str, list[str]] = {}
    for atgard in plan.atgarder:
        for klass in atgard.fran:
            per_klass.setdefault(klass.kod, []).append(atgard.elev.kod)
    for kod, elever in per_klass.items():
        avsluta(Placering.objects.filter(klass__kod=kod, elev__kod__in=elever))


def _avsluta_saknade(plan: Klassplan, klass: Klass, slutar: set[str]) -> int:
    koder = [e.kod for e in plan.saknas if f"{e.kod}.{plan.kod}" in slutar]
    return avsluta(Placering.objects.filter(klass=klass, elev__kod__in=koder)) if koder else 0


def _logga(klass: Klass, antal: dict[str, int], av: Personal) -> None:
    """One row a class, when anything was done."""
    ord_for = {"nya": "nya", "andrade": "ändrade", "flyttade": "flyttade hit", "slutade": "har lämnat klassen"}
    delar = [f"{n} {ord_for[vad]}" for vad, n in antal.items() if n]
    if delar:
        text = f"klasslista för {klass} {klass.lasar_text}: {', '.join(delar)}"
        anteckna(av, Handling.ANDRADE, klass, text, skola_kod=klass.skola.kod)
