"""What is decided by hand about the demo school (the TOML files beside this module), and when it happens."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

MAPP = Path(__file__).parent
STOCKHOLM = ZoneInfo("Europe/Stockholm")
# One password for every account that can be used; the log-in page of the demo shows it.
LOSENORD = "skolanknytning"
TERMINER = ("ht0", "vt0", "ht1")
SKOLSTART, JANUARI = (8, 18), (1, 12)


@dataclass(frozen=True)
class Person:
    """A member of staff. ``konto`` is how the log-in page presents one who can log in; empty for others."""

    epost: str
    namn: str
    roller: tuple[str, ...]
    konto: str = ""
    inbjuden: bool = False


@dataclass(frozen=True)
class Monster:
    """Something worth finding: so many pupils (one number a round) without green on it, in these subjects."""

    pastaende: str
    amnen: tuple[str, ...]
    antal: tuple[int, ...]


@dataclass(frozen=True)
class Klassplan:
    """A class as it is in this läsår, and what its pupils and rounds are to be like."""

    namn: str
    elever: int
    mentorer: tuple[str, ...]
    forra: bool = False
    nya: int = 0
    nya_vt: int = 0
    slutade: int = 0
    rundor: dict[str, str] = field(default_factory=dict)
    oppen_med: int = 0
    kom_fran: dict = field(default_factory=dict)
    skyddad: dict | None = None
    lucka: dict = field(default_factory=dict)
    lage: dict = field(default_factory=dict)
    monster: tuple[Monster, ...] = ()

    @property
    def arskurs(self) -> int:
        """The year the class is in."""
        return int(self.namn[0])

    @property
    def namn_forra(self) -> str:
        """What the class was called last läsår."""
        return f"{self.arskurs - 1}{self.namn[1:]}"


@dataclass(frozen=True)
class Skolplan:
    """A school with its staff and classes."""

    nyckel: str
    namn: str
    personal: tuple[Person, ...]
    klasser: tuple[Klassplan, ...]


@dataclass(frozen=True)
class Kalender:
    """Days and times of the demo: the läsår ``lasar`` and the one before, but nothing later than ``nu``."""

    lasar: int
    nu: datetime

    def dag(self, manad_dag: tuple[int, int], forskjutning: int = 0) -> date:
        """A weekday in this läsår (or, with -1, the last), at the latest today."""
        manad, dag = manad_dag
        onskad = date(self.lasar + forskjutning + (manad < 7), manad, dag)
        vardag = onskad - timedelta(days=max(0, onskad.weekday() - 4))
        return min(vardag, self.nu.astimezone(STOCKHOLM).date())

    def termin(self, termin: str, text: str) -> date:
        """The day ``month-day`` of one of the three terms."""
        manad, dag = map(int, text.split("-"))
        return self.dag((manad, dag), 0 if termin.endswith("1") else -1)

    def tid(self, dag: date, minuter: int) -> datetime:
        """So many minutes after a quarter past three that day, at the latest now."""
        return min(datetime.combine(dag, time(15, 15), STOCKHOLM) + timedelta(minutes=minuter), self.nu)


def _las(namn: str) -> dict:
    return tomllib.loads((MAPP / f"{namn}.toml").read_text(encoding="utf-8"))


def _klass(rad: dict) -> Klassplan:
    monster = tuple(Monster(m["pastaende"], tuple(m["amnen"]), tuple(m["antal"])) for m in rad.get("monster", ()))
    return Klassplan(**rad | {"mentorer": tuple(rad["mentorer"]), "monster": monster})


def _person(rad: dict) -> Person:
    return Person(**rad | {"roller": tuple(rad["roller"])})


@cache
def skolor() -> tuple[Skolplan, ...]:
    """The demo school and its neighbour."""
    return tuple(
        Skolplan(s["nyckel"], s["namn"], tuple(map(_person, s["personal"])), tuple(map(_klass, s["klasser"])))
        for s in _las("skola")["skolor"]
    )


@cache
def anteckningar() -> dict:
    """What the mentors wrote, by class and term, and the sentences for the rest."""
    return _las("anteckningar")


@cache
def individer() -> tuple[dict, ...]:
    """The pupils with an individual form, or one that was declined."""
    return tuple(_las("individer")["individer"])


@cache
def analyser() -> tuple[dict, ...]:
    """The analysis meetings, planned, under way and held."""
    return tuple(_las("analyser")["analyser"])


@cache
def planer() -> tuple[dict, ...]:
    """The plans, in every state that a plan has."""
    return tuple(_las("planer")["planer"])


@cache
def narvaro() -> tuple[dict, ...]:
    """The figures of absence."""
    return tuple(_las("planer")["narvaro"])


@cache
def namngrupper() -> tuple[dict, ...]:
    """First and family names in groups, each with how common it is."""
    return tuple(_las("namn")["grupper"])


def konton() -> list[tuple[Person, str]]:
    """The accounts that can be used, each with the name of its school, in the order they are presented."""
    return [(p, s.namn) for s in skolor() for p in s.personal if p.konto]
