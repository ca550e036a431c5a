"""The individual forms of the demo: dates, colleagues' columns, comments and decisions, as written by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kartlaggning import instrument
from kartlaggning.tal import eskalering

from .plan import Kalender, individer
from .rundor import Anteckningsplan, Markeringsplan, Rundplan

FARG = {"-": 0, "g": 1, "y": 2, "r": 3, "e": 4}
# As many yellow as the demo's schools ask for (``Skola.gult_for_individ``).
GULT_FOR_INDIVID = 2


@dataclass(frozen=True)
class Datumplan:
    """A date of the form: the mentors' own, or the column of ``kollega``. Open: no ``stangd``."""

    dag: date
    tid: datetime
    av: str
    kollega: str
    stangd: datetime | None
    skal: str
    markeringar: tuple[Markeringsplan, ...]
    anteckningar: tuple[Anteckningsplan, ...]


@dataclass(frozen=True)
class Individplan:
    """A pupil (key) with the class of the form, the class round that proposed it and why, and what was decided.

    ``avstod`` is when, by whom and in which words it was declined; None where the first date began it.
    """

    elev: str
    klass: str
    forskjutning: int
    runda: Rundplan | None
    skal: str
    avstod: tuple[datetime, str, str] | None
    datum: tuple[Datumplan, ...]


def individplaner(skola: str, rundor: list[Rundplan], kalender: Kalender) -> Iterator[Individplan]:
    """The individual forms of a school whose class rounds are ``rundor``."""
    for rad in individer():
        if rad["elev"].partition("/")[0] != skola:
            continue
        avstar, forskjutning = rad.get("avstar"), rad.get("lasar", 0)
        forsta = _dag(avstar or rad["datum"][0], kalender, forskjutning)
        runda = _runda(rad["elev"], rundor, forsta)
        skal = _skal(rad["elev"], runda)
        yield Individplan(
            rad["elev"],
            rad["klass"],
            forskjutning,
            runda if skal else None,
            skal,
            (kalender.tid(forsta, 20), avstar["av"], avstar["ord"]) if avstar else None,
            tuple(_datum(d, rad["elev"], runda, kalender, forskjutning) for d in rad.get("datum", ())),
        )


def _dag(rad: dict, kalender: Kalender, forskjutning: int) -> date:
    manad, dag = map(int, rad["dag"].split("-"))
    return kalender.dag((manad, dag), forskjutning)


def _runda(elev: str, rundor: list[Rundplan], dag: date) -> Rundplan | None:
    """The latest class round that day in which the pupil is judged."""
    med = [r for r in rundor if r.datum <= dag and any(m.elev == elev for m in r.markeringar)]
    return max(med, key=lambda r: r.datum, default=None)


def _farger(elev: str, runda: Rundplan | None) -> dict[str, Markeringsplan]:
    return {m.pastaende: m for m in runda.markeringar if m.elev == elev} if runda else {}


def _skal(elev: str, runda: Rundplan | None) -> str:
    """Why the round proposes it, as the rule says; empty where it does not."""
    farger = {nyckel: m.farg for nyckel, m in _farger(elev, runda).items()}
    forslag = eskalering.foreslas(0, farger, GULT_FOR_INDIVID)
    kort = {p.nyckel: p.kort for p in instrument.las(instrument.SENASTE_GRUPP).pastaenden}
    return eskalering.skal(forslag, kort) if forslag else ""


def _datum(rad: dict, elev: str, runda: Rundplan | None, kalender: Kalender, forskjutning: int) -> Datumplan:
    dag = _dag(rad, kalender, forskjutning)
    av = rad.get("kollega") or rad["av"]
    marken = tuple(_markeringar(rad, elev, runda, av, kalender.tid(dag, 6)))
    bedomda = sum(1 for m in marken if m.farg and not m.hamtad)
    luckor = len(instrument.las(instrument.SENASTE_INDIVID).pastaenden) - bedomda
    return Datumplan(
        dag,
        kalender.tid(dag, 2),
        rad["av"],
        rad.get("kollega", ""),
        kalender.tid(dag, 15) if rad.get("klart") else None,
        "Vi hinner inte se alla lektioner." if rad.get("klart") and luckor else "",
        marken,
        tuple(
            Anteckningsplan(falt, text, kalender.tid(dag, 12), av)
            for falt, text in rad.items()
            if falt.startswith("kommentar-")
        ),
    )


def _markeringar(rad: dict, elev: str, runda: Rundplan | None, av: str, tid: datetime) -> Iterator[Markeringsplan]:
    """The date's own squares, and those taken over from the class round into empty ones."""
    klassens = _farger(elev, runda) if rad.get("hamta") else {}
    bokstaver = rad["farger"].replace(" ", "")
    for p, bokstav in zip(instrument.las(instrument.SENASTE_INDIVID).pastaenden, bokstaver, strict=True):
        amnen = tuple(rad.get("amnen", {}).get(p.nyckel, ()))
        if FARG[bokstav]:
            yield Markeringsplan(elev, p.nyckel, FARG[bokstav], False, amnen, version=1, andrad=tid, av=av)
        elif p.nyckel in klassens and klassens[p.nyckel].farg:
            m = klassens[p.nyckel]
            yield Markeringsplan(elev, p.nyckel, m.farg, False, m.amnen, version=1, andrad=tid, av=av, hamtad=True)
