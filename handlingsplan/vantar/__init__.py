"""What waits in the plans a person sees: reviews, follow-ups, what is asked for; and what they are to do themselves.

For the start page, in as many questions however many plans there are: each list is its first rows and how many there
are in all. ``varden`` are the values, ``fragor`` the questions.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from kartlaggning.urval import tid_ur
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Klass, Personal, Roll, Skola
from skolanknytning.svenska import sorteringsnyckel

from ..models import Niva
from .fragor import ALLAS, BEHOVEN, FOLJS_UPP, MENTORS, MINA, VISAS
from .varden import Behov, Egen, Klassrad, Lista, Planrad, Vantar, borde_ha_dag

__all__ = ["Behov", "Egen", "Klassrad", "Lista", "Planrad", "Vantar", "borde_ha_dag", "klasser", "mina", "vantar"]

# A follow-up is told of this long before its day.
SNART = timedelta(days=14)
EN_ELEV = "en elev"


def vantar(person: Personal, skola: Skola, idag: date) -> Vantar | None:
    """What waits at the school; None for who sees no plans there."""
    rektor = behorighet.har_roll(person, skola.id, Roll.REKTOR)
    alla = rektor or behorighet.har_roll(person, skola.id, Roll.ELEVHALSA)
    if not alla and not behorighet.har_roll(person, skola.id, Roll.MENTOR):
        return None
    fragor, vem = ALLAS if alla else MENTORS, (person.id, skola.id)
    oppna = fragor.oppna(*vem)
    if not oppna:
        return Vantar(*[Lista()] * 7, klasser=[], individ=0, om_skolan=0)
    sena, snart, utan_dag = _foljs_upp(oppna, idag)
    nivaer = Counter(rad[2] for rad in oppna)
    return Vantar(
        granska=_planer(fragor.granska(*vem)) if rektor else Lista(),
        aterlamnade=_planer(fragor.aterlamnade(*vem)) if not rektor else Lista(),
        sena=sena,
        snart=snart,
        utan_dag=utan_dag,
        behov=_behov(fragor.behov(*vem)) if rektor else Lista(),
        stod=_stod(fragor.stod(*vem)) if rektor else Lista(),
        klasser=_per_klass(oppna, idag),
        individ=nivaer[Niva.INDIVID],
        om_skolan=nivaer[Niva.SKOLA],
    )


def _foljs_upp(oppna: list[tuple], idag: date) -> tuple[Lista, Lista, Lista]:
    """The follow-ups that should have been held, that soon will, and that have no day: the first of each read whole."""
    till = idag + SNART
    bokade = sorted((rad[1], rad[0]) for rad in oppna if rad[1] and rad[1] <= till)
    utan = [varv for _, varv in sorted((rad[4], rad[0]) for rad in oppna if borde_ha_dag(rad[1], *rad[3:5], idag=idag))]
    sena = [varv for dag, varv in bokade if dag < idag]
    snart = [varv for dag, varv in bokade if dag >= idag]
    visas = [*sena[:VISAS], *snart[:VISAS], *utan[:VISAS]]
    if not visas:
        return Lista(), Lista(), Lista()
    rader = [_rad(*rad) for rad in FOLJS_UPP(*visas, *[0] * (3 * VISAS - len(visas)))]
    med_dag = [rad for rad in rader if rad.dag]
    return (
        Lista([rad for rad in med_dag if rad.dag < idag], len(sena)),
        Lista([rad for rad in med_dag if rad.dag >= idag], len(snart)),
        Lista([rad for rad in rader if not rad.dag], len(utan)),
    )


def _per_klass(oppna: list[tuple], idag: date) -> list[Klassrad]:
    """The classes with plans, the newest läsår first."""
    antal = Counter(rad[5:] for rad in oppna if rad[5] is not None)
    sena = Counter(rad[5:] for rad in oppna if rad[5] is not None and rad[1] and rad[1] < idag)
    rader = [Klassrad(*klass, hur_manga, sena[klass]) for klass, hur_manga in antal.items()]
    return sorted(rader, key=lambda k: (-k.lasar, sorteringsnyckel(k.namn)))


def klasser(person: Personal, skola: Skola) -> list[tuple[str, str, int]]:
    """The classes that the person sees plans for, closed ones too: code, name and läsår, the newest läsår first."""
    alla = behorighet.har_roll(person, skola.id, Roll.REKTOR, Roll.ELEVHALSA)
    rader = (ALLAS if alla else MENTORS).klasser(person.id, skola.id)
    return sorted(rader, key=lambda rad: (-rad[2], sorteringsnyckel(rad[1])))


def _planer(rader: list[tuple]) -> Lista:
    return Lista([_rad(*rad[:-1]) for rad in rader], rader[0][-1] if rader else 0)


def _rad(kod: str, omrade: str, *mer: str | date | None) -> Planrad:
    *om, dag, vem = mer
    return Planrad(kod, omrade, _om(*om), dag and _dag(dag), vem or "")


def _behov(rader: list[tuple]) -> Lista:
    if not rader:
        return Lista()
    ids = [rad[0] for rad in rader]
    alla = [
        Behov(kod, insats, vad or "", behov, _om(niva, klass, fornamn, efternamn))
        for kod, _, niva, klass, fornamn, efternamn, insats, vad, behov in BEHOVEN(*ids, *[0] * (VISAS - len(ids)))
    ]
    return Lista(alla, rader[0][1])


def _stod(rader: list[tuple]) -> Lista:
    alla = [
        Behov(kod, "", omrade, text, _om(niva, klass, fornamn, efternamn), varv)
        for kod, omrade, niva, klass, fornamn, efternamn, varv, text, _ in rader
    ]
    return Lista(alla, rader[0][-1] if rader else 0)


def _om(niva: str, klass: str | None, fornamn: str | None, efternamn: str | None) -> str:
    """What a plan is about: the class, the pupil, or the school."""
    return {Niva.KLASS: klass, Niva.INDIVID: f"{fornamn} {efternamn}".strip()}.get(niva) or "Hela skolan"


def _dag(varde: date | str) -> date:
    """A day, or the day of a moment, as either database has it; SQLite's moments are in UTC and do not say so."""
    if isinstance(varde, str):
        return date.fromisoformat(varde) if len(varde) == len("2026-11-22") else timezone.localdate(tid_ur(varde))
    if isinstance(varde, datetime):
        return timezone.localdate(varde if varde.tzinfo else varde.replace(tzinfo=UTC))
    return varde


# --- One's own insatser ----------------------------------------------------------------------------------------------


def mina(person: Personal) -> dict[int, list[Egen]]:
    """The insatser that the person is responsible for, by school id: the soonest first, those without a day last.

    Who may not open the plan reads what is theirs to do for a class or the school; of a plan about a pupil only that
    there is something, and of one about a pupil with protected identity nothing unless named for the pupil. Who is an
    administrator and nothing else has none: as the calendar and the week's letter have it.
    """
    skolor = behorighet.skolor_med_roll(person, *behorighet.KAN_TILLFRAGAS)
    rader = [rad for rad in MINA(person.id) if rad[5] in skolor]
    if any(rad[15] for rad in rader):
        namngiven = behorighet.namngiven_for(person)
        rader = [rad for rad in rader if not rad[15] or rad[12] in namngiven]
    far_om_elev = _elever_att_lasa_om(person, {(rad[5], rad[12]) for rad in rader if rad[12]})
    svar: dict[int, list[Egen]] = {}
    for kod, vad, klart, plan, niva, skola, *klassen, elev, fornamn, efternamn, _, forvantan, foljs_upp in rader:
        far = _far_lasa(person, niva, skola, klassen) if elev is None else elev in far_om_elev
        if elev is not None and not far:
            plan, kod, vad, om, forvantan, foljs_upp = "", "", "", EN_ELEV, "", None
        else:
            plan, om = plan if far else "", _om(niva, klassen[3], fornamn, efternamn)
        svar.setdefault(skola, []).append(
            Egen(plan, kod, vad or "", om, klart and _dag(klart), forvantan or "", foljs_upp and _dag(foljs_upp))
        )
    return svar


def _far_lasa(person: Personal, niva: str, skola: int, klassen: Iterable) -> bool:
    if niva == Niva.SKOLA:
        return behorighet.har_roll(person, skola, Roll.REKTOR, Roll.ELEVHALSA)
    falt = ("id", "kod", "skola_id", "namn", "lasar", "stam")
    return behorighet.far_planera(person, Klass(**dict(zip(falt, klassen, strict=True))))


def _elever_att_lasa_om(person: Personal, elever: Collection[tuple[int, int]]) -> set[int]:
    """Of pupils (school and id) whom protected identity does not hide, those whose plans the person reads."""
    svar = set()
    for skola in {skola for skola, _ in elever}:
        alla = {elev for hor_till, elev in elever if hor_till == skola}
        ansvarar = behorighet.har_roll(person, skola, Roll.REKTOR, Roll.ELEVHALSA)
        svar |= alla if ansvarar else behorighet.elever_att_bedoma(person, skola, alla)
    return svar
