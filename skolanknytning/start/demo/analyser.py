"""The analysis meetings of the demo: patterns, factors and next steps, as written by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .plan import STOCKHOLM, Kalender, analyser


@dataclass(frozen=True)
class Stegplan:
    """Who (e-mail) does what next, and when it is to be done."""

    text: str
    ansvarig: str
    klart: date
    gjort: bool = False


@dataclass(frozen=True)
class Monsterplan:
    """A pattern, of the class or of a pupil (key). Without a text it has the sentence of the draft it is taken from."""

    slag: str
    dimension: str
    text: str
    utkast: str
    elev: str
    angelagen: bool
    faktorer: tuple[tuple[str, str], ...]
    steg: tuple[Stegplan, ...]


@dataclass(frozen=True)
class Analysplan:
    """A meeting about a class: who takes part (e-mails), the pupils on the agenda (keys), and what was found.

    ``nar`` is when it was written in; None for one that is only planned. ``svar`` are (pupil, question, text).
    """

    klass: str
    dag: date
    tid: time
    av: str
    deltagare: tuple[str, ...]
    ovriga: str
    elever: tuple[str, ...]
    klara: tuple[str, ...]
    avfardade: tuple[str, ...]
    monster: tuple[Monsterplan, ...]
    svar: tuple[tuple[str, str, str], ...]
    nar: datetime | None
    avslutad: datetime | None


def analysplaner(skola: str, kalender: Kalender) -> Iterator[Analysplan]:
    """The meetings of the school with that key."""
    for rad in analyser():
        if rad["skola"] == skola:
            yield _analys(rad, kalender)


def _analys(rad: dict, kalender: Kalender) -> Analysplan:
    idag = kalender.nu.astimezone(STOCKHOLM).date()
    planerad = "om_dagar" in rad
    dag = idag + timedelta(days=rad["om_dagar"]) if planerad else kalender.dag(tuple(map(int, rad["dag"].split("-"))))
    tid = time.fromisoformat(rad["tid"])
    borjade = None if planerad else min(datetime.combine(dag, tid, STOCKHOLM), kalender.nu - timedelta(minutes=20))
    return Analysplan(
        klass=rad["klass"],
        dag=dag,
        tid=tid,
        av=rad["av"],
        deltagare=tuple(rad["deltagare"]),
        ovriga=rad.get("ovriga", ""),
        elever=tuple(rad.get("elever", ())),
        klara=tuple(rad.get("klara", ())),
        avfardade=tuple(rad.get("avfardade", ())),
        monster=tuple(_monster(m, idag) for m in rad.get("monster", ())),
        svar=tuple((s["elev"], s["fraga"], s["text"]) for s in rad.get("svar", ())),
        nar=borjade,
        avslutad=borjade + timedelta(minutes=20) if rad.get("avslutad") else None,
    )


def _monster(rad: dict, idag: date) -> Monsterplan:
    return Monsterplan(
        slag=rad["slag"],
        dimension=rad["dimension"],
        text=rad.get("text", ""),
        utkast=rad.get("utkast", ""),
        elev=rad.get("elev", ""),
        angelagen=rad.get("angelagen", False),
        faktorer=tuple((f["faktor"], f["text"]) for f in rad.get("faktorer", ())),
        steg=tuple(
            Stegplan(s["text"], s["ansvarig"], idag + timedelta(days=s["klart_om"]), s.get("gjort", False))
            for s in rad.get("steg", ())
        ),
    )
