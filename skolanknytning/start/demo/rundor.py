"""The rounds of the demo: colours, subjects and notes, from how each pupil and class is and a fixed seed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kartlaggning import instrument
from skolanknytning.skola import amnen

from .elever import Elevplan, slump
from .plan import JANUARI, TERMINER, Kalender, Klassplan, anteckningar

GRON, GUL, ROD = 1, 2, 3
# Where a statement stops holding fully, and where it stops holding at all (0 is as most pupils).
DELVIS, INTE = -1.15, -2.0
# Statements that are harder (or easier) to meet than others.
SVARIGHET = {
    "kognitiv-2": 0.2,
    "akademisk-2": 0.15,
    "akademisk-1": 0.1,
    "beteende-3": -0.15,
    "beteende-4": -0.3,
}
# Subjects that are named, and how often, where no pattern says otherwise.
VANLIGA = {
    "MA": 5,
    "EN": 3,
    "M1": 3,
    "SV": 3,
    "IDH": 2,
    "FY": 2,
    "KE": 2,
    "HI": 2,
    "SH": 1,
    "TK": 1,
    "HKK": 1,
}
SAMLADE = ("beteende-2", "beteende-3", "beteende-4", "affektiv-1")


@dataclass(frozen=True)
class Markeringsplan:
    """A square: the pupil (key), the statement, what stands there, its batch, when and by whom (e-mail)."""

    elev: str
    pastaende: str
    farg: int
    undersok: bool
    amnen: tuple[str, ...]
    samlat: bool = False
    version: int = 0
    andrad: datetime | None = None
    av: str = ""
    hamtad: bool = False


@dataclass(frozen=True)
class Anteckningsplan:
    """A note; ``tidigare`` is an earlier text of it, if there is one."""

    falt: str
    text: str
    andrad: datetime
    av: str
    tidigare: str = ""


@dataclass(frozen=True)
class Rundplan:
    """A round of a class (named as in its läsår). ``deltagare`` are pupils' keys; open: no ``stangd``."""

    klass: str
    forskjutning: int
    datum: date
    mentorer: tuple[str, ...]
    stangd: datetime | None
    skal: str
    deltagare: tuple[str, ...]
    markeringar: tuple[Markeringsplan, ...]
    anteckningar: tuple[Anteckningsplan, ...]


def rundor(klass: Klassplan, elever: list[Elevplan], kalender: Kalender) -> Iterator[Rundplan]:
    """The class's rounds, oldest first; ``elever`` are the pupils of the whole school."""
    gjorda = [t for t in TERMINER if t in klass.rundor]
    for nummer, termin in enumerate(gjorda):
        forskjutning = 0 if termin.endswith("1") else -1
        namn = klass.namn if forskjutning == 0 else klass.namn_forra
        datum = kalender.termin(termin, klass.rundor[termin])
        har = sorted((e for e in elever if e.fanns(namn, forskjutning, datum)), key=lambda e: (e.fornamn, e.efternamn))
        marken = _markeringar(klass, har, termin, nummer, kalender, datum)
        oppen = klass.oppen_med and termin == gjorda[-1]
        lucka = klass.lucka if klass.lucka.get("termin") == termin else {}
        stangd = None if oppen else kalender.tid(datum + timedelta(days=datum.weekday() < 4), 50)
        yield Rundplan(
            namn,
            forskjutning,
            datum,
            klass.mentorer,
            stangd,
            lucka.get("skal", ""),
            () if oppen else tuple(e.nyckel for e in har),
            tuple(_halvfyllda(marken, klass.oppen_med) if oppen else marken),
            () if oppen else tuple(_anteckningar(klass, termin, marken, kalender, datum)),
        )


def _halvfyllda(marken: list[Markeringsplan], bedomda: int) -> list[Markeringsplan]:
    """The squares judged so far, and one further on that somebody wants to look into before judging it."""
    kvar = marken[bedomda:]
    fundering = [replace(kvar[len(kvar) // 3], farg=0, undersok=True, amnen=(), samlat=False)]
    # What has been saved so far is all that the round's version knows of.
    senast = marken[bedomda - 1]
    return marken[:bedomda] + [replace(m, version=senast.version, andrad=senast.andrad) for m in fundering]


# --- Squares ----------------------------------------------------------------------------------------------


def _markeringar(klass, har, termin, nummer, kalender, datum) -> list[Markeringsplan]:
    """The squares of a round, column by column as they were filled in."""
    instr = instrument.las(instrument.SENASTE_GRUPP)
    ny = kalender.dag(JANUARI, -1)
    okanda = {e.nyckel for e in har if klass.lucka.get("termin") == termin and any(p.fran == ny for p in e.platser)}
    r = slump("samlat", klass.namn, termin)
    samlade = set(r.sample(SAMLADE, 2)) if r.random() < 0.6 else set()
    marken = []
    for kolumn, p in enumerate(instr.pastaenden):
        i_monster = _i_monster(klass, har, p.nyckel, nummer)
        for elev in har:
            if elev.nyckel in okanda:
                continue
            mark = _mark(klass, elev, p, termin, nummer, i_monster)
            samlat = p.nyckel in samlade and mark.farg == GRON and slump(elev.nyckel, p.nyckel, termin).random() < 0.75
            # Each column is one batch; what was filled in collectively is one more.
            version = 2 * kolumn + 1 + samlat
            av = elev.far_se[0] if elev.skyddad else klass.mentorer[kolumn % len(klass.mentorer)]
            marken.append(replace(mark, samlat=samlat, version=version, andrad=kalender.tid(datum, 2 * version), av=av))
    return marken


def _mark(klass, elev, pastaende, termin, nummer, i_monster) -> Markeringsplan:
    """One square, without when and by whom."""
    varde = _varde(klass, elev, pastaende.nyckel, termin, nummer)
    farg = GRON if varde > DELVIS else GUL if varde > INTE else ROD
    i_amnen = ()
    if elev.nyckel in i_monster:
        farg, i_amnen = i_monster[elev.nyckel]
    elif farg != GRON and pastaende.amnen:
        i_amnen = _amnen(klass, elev, pastaende.nyckel, farg)
    undersok = (
        pastaende.dimension in ("kognitiv", "affektiv")
        and abs(varde - DELVIS) < 0.2
        and slump("undersok", elev.nyckel, pastaende.nyckel, termin).random() < 0.6
    )
    return Markeringsplan(elev.nyckel, pastaende.nyckel, farg, undersok, i_amnen)


def _varde(klass, elev, pastaende, termin, nummer) -> float:
    """How well the statement holds: the pupil, the class, a slow drift from round to round, and chance."""
    dimension = pastaende.partition("-")[0]
    lage = klass.lage.get(pastaende, [0.0])
    drift = slump("drift", elev.nyckel)
    steg = [drift.gauss(0, 0.2) for _ in TERMINER]
    return (
        klass.lage.get("grund", 0.0)
        + lage[min(nummer, len(lage) - 1)]
        + elev.anknytning[dimension]
        + sum(steg[: TERMINER.index(termin)])
        + slump("eget", elev.nyckel, pastaende).gauss(0, 0.3)
        + slump("stund", elev.nyckel, pastaende, termin).gauss(0, 0.15)
        - SVARIGHET.get(pastaende, 0.0)
    )


def _i_monster(klass, har, pastaende, nummer) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Colour and subjects of the pupils a pattern concerns: the same from round to round, and more."""
    monster = next((m for m in klass.monster if m.pastaende == pastaende), None)
    if monster is None:
        return {}
    # All patterns of a class meet the same pupils first.
    ordning = sorted(har, key=lambda e: slump("monster", klass.namn, e.nyckel).random())
    antal = monster.antal[nummer]
    svar = {}
    for plats, elev in enumerate(ordning[:antal]):
        farg = ROD if plats < antal // 4 else GUL
        utelamnat = plats % 3 if plats % 2 and len(monster.amnen) > 2 else None
        svar[elev.nyckel] = (farg, tuple(a for i, a in enumerate(monster.amnen) if i != utelamnat))
    return svar


def _amnen(klass, elev, pastaende, farg) -> tuple[str, ...]:
    """Subjects for a pupil outside the class's pattern: the same from round to round, more for red."""
    upptagna = {a for m in klass.monster if m.pastaende == pastaende for a in m.amnen}
    vikter = {a: v for a, v in VANLIGA.items() if a not in upptagna}
    r = slump("amnen", elev.nyckel, pastaende)
    valda = r.choices(list(vikter), weights=list(vikter.values()), k=6)
    antal = (2 if farg == ROD else 1) + (r.random() < 0.4)
    koder = (elev.svenska if a == "SV" else a for a in dict.fromkeys(valda))
    return tuple(sorted(list(koder)[:antal]))


# --- Notes ------------------------------------------------------------------------------------------------


def _anteckningar(klass, termin, marken, kalender, datum) -> Iterator[Anteckningsplan]:
    """The round's notes: what is written by hand, else a sentence about what the squares say."""
    egna = anteckningar().get(klass.namn, {}).get(termin, {})
    for nummer, fraga in enumerate(instrument.las(instrument.SENASTE_GRUPP).anteckningar):
        text = egna.get(fraga.nyckel) or _allman(klass, termin, fraga, marken)
        if text:
            tid = kalender.tid(datum, 42 + nummer)
            tidigare = egna.get(f"{fraga.nyckel}-forst", "")
            yield Anteckningsplan(fraga.nyckel, text, tid, klass.mentorer[0], tidigare)


def _allman(klass, termin, fraga, marken) -> str:
    r = slump("anteckning", klass.namn, termin, fraga.nyckel)
    mening = r.choice(anteckningar()["allmant"][fraga.nyckel])
    if not fraga.efter:
        return mening if r.random() < 0.75 else ""
    koder = Counter(a for m in marken if m.pastaende == fraga.efter for a in m.amnen)
    if not koder:
        return ""
    namn = amnen.grundskolan().amnen[koder.most_common(1)[0][0]].namn
    return mening.format(amne=namn.lower(), Amne=namn)
