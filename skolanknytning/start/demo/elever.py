"""The pupils of the demo: names, where they have been placed and when, and how they are at school."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from .plan import JANUARI, SKOLSTART, Kalender, Klassplan, Skolplan, namngrupper

FRO = "lindang-1"
DIMENSIONER = ("beteende", "akademisk", "kognitiv", "affektiv")


@dataclass(frozen=True)
class Plats:
    """That a pupil is in a class, named as in its läsår (``forskjutning`` -1: the last one)."""

    klass: str
    forskjutning: int
    fran: date
    till: date | None = None


@dataclass(frozen=True)
class Elevplan:
    """A pupil. ``anknytning`` is how they are at school: 0 is as most, by dimension; nobody ever sees it."""

    nyckel: str
    fornamn: str
    efternamn: str
    externt_id: str
    platser: tuple[Plats, ...]
    anknytning: dict[str, float] = field(hash=False)
    svenska: str = "SV"
    far_se: tuple[str, ...] = ()
    skyddad: bool = False

    def fanns(self, klass: str, forskjutning: int, dag: date) -> bool:
        """Whether the pupil was in the class that day."""
        return any(
            (p.klass, p.forskjutning) == (klass, forskjutning) and p.fran <= dag and (p.till is None or dag < p.till)
            for p in self.platser
        )


def slump(*delar) -> Random:
    """Chance that is the same every time: a stream of its own for each thing it decides."""
    return Random("/".join([FRO, *map(str, delar)]))  # noqa: S311 - made-up people, not secrets


def namnfoljd(nyckel: str):
    """An endless row of full names (first name, family name, number of the group), no name twice."""
    r = slump("namn", nyckel)
    grupper = namngrupper()
    givna = set()
    while True:
        [grupp] = r.choices(grupper, weights=[g["vikt"] for g in grupper])
        efter = grupp if r.random() < 0.9 else grupper[0]
        namn = (r.choice(grupp["fornamn"]), r.choice(efter["efternamn"]))
        if namn not in givna:
            givna.add(namn)
            yield *namn, grupper.index(grupp)


def _platser(klass: Klassplan, kalender: Kalender, nummer: int) -> tuple[Plats, ...]:
    """Where the pupil with this number in the class has been: the last ones came later, or have left."""
    host, forra_hosten = kalender.dag(SKOLSTART), kalender.dag(SKOLSTART, -1)
    nu = Plats(klass.namn, 0, host)
    if not klass.forra:
        return (nu,)
    if nummer >= klass.elever:
        slut = kalender.dag(JANUARI, -1) if nummer % 2 else host
        return (Plats(klass.namn_forra, -1, forra_hosten, slut),)
    if nummer == klass.kom_fran.get("nummer"):
        return (Plats(klass.kom_fran["klass"], -1, forra_hosten, host), nu)
    if nummer >= klass.elever - klass.nya:
        return (nu,)
    borjade = forra_hosten
    if nummer >= klass.elever - klass.nya - klass.nya_vt:
        borjade = kalender.dag(JANUARI, -1)
    return (Plats(klass.namn_forra, -1, borjade, host), nu)


def _anknytning(nyckel: str) -> dict[str, float]:
    """One value for the whole and a smaller one for each dimension: a pupil's colours hang together."""
    r = slump("elev", nyckel)
    hela = r.gauss(0, 1)
    return {d: hela + r.gauss(0, 0.45) for d in DIMENSIONER}


def elever(skola: Skolplan, kalender: Kalender) -> list[Elevplan]:
    """All pupils of a school, class by class; the first of a class may be kept under an alias."""
    namn = namnfoljd(skola.nyckel)
    alla = []
    for klass in skola.klasser:
        for nummer in range(klass.elever + klass.slutade):
            fornamn, efternamn, grupp = next(namn)
            nyckel = f"{skola.nyckel}/{klass.namn}/{nummer}"
            elev = Elevplan(
                nyckel,
                fornamn,
                efternamn,
                f"{skola.nyckel[:2]}{klass.arskurs}{len(alla) + 1:04d}",
                _platser(klass, kalender, nummer),
                _anknytning(nyckel),
                "SVA" if grupp and slump("svenska", nyckel).random() < 0.4 else "SV",
            )
            alla.append(_skyddad(elev, klass.skyddad) if klass.skyddad and nummer == 0 else elev)
    return alla


def _skyddad(elev: Elevplan, alias: dict) -> Elevplan:
    """The same pupil under an alias, with no id of another system, seen by named staff only."""
    return replace(
        elev,
        fornamn=alias["fornamn"],
        efternamn=alias["efternamn"],
        externt_id="",
        far_se=tuple(alias["ser"]),
        skyddad=True,
    )
