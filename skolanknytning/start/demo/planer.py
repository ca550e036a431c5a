"""The plans of the demo, and its figures of absence, as written by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .plan import STOCKHOLM, Kalender, narvaro, planer

# When of the day something is written, and when something is answered.
SKRIVS, BESVARAS = time(15, 30), time(16, 10)
INSATSTEXTER = ("malgrupp", "genomforande", "nar", "resurser", "tidplan", "forvantan")


@dataclass(frozen=True)
class Laget:
    """How far a goal had come in a varv, by the goal's key."""

    mal: str
    uppnatt: str
    konkret: bool | None
    text: str


@dataclass(frozen=True)
class Varvplan:
    """A turn of a plan: what is written in it, its follow-up, and how far the goals had come."""

    dag: date
    texter: dict[str, str]
    lagen: tuple[Laget, ...]
    uppfoljning: date | None
    klockan: time | None
    insamlat: date | None
    foljer_upp: str
    kallade: tuple[str, ...]
    ovriga: str


@dataclass(frozen=True)
class Insatsplan:
    """What is to be done under a goal."""

    nyckel: str
    typ: str
    grunder: frozenset[str]
    texter: dict[str, str]
    ansvarig: str
    ovriga: str
    start: date | None
    klart: date | None
    genomford: date | None


@dataclass(frozen=True)
class Malplan:
    """A goal with its insatser."""

    nyckel: str
    texter: dict[str, str]
    insatser: tuple[Insatsplan, ...]


@dataclass(frozen=True)
class Andring:
    """A text that was changed after the plan was approved: the insats's key, the field, the new text."""

    insats: str
    falt: str
    text: str


@dataclass(frozen=True)
class Kommentarplan:
    """What the rektor said of a text of the varv, or of an insats (its key)."""

    falt: str
    insats: str
    text: str


@dataclass(frozen=True)
class Handlingsplan:
    """A plan: of a class (its name), a pupil (key), or neither; everything else by key and e-mail."""

    nyckel: str
    klass: str
    elev: str
    niva: str
    av: str
    omrade: str
    analys: bool
    foregaende: str
    lage: str
    skapad: datetime
    skickad: datetime | None
    besvarad: datetime | None
    avslutad: datetime | None
    texter: dict[str, str]
    varv: tuple[Varvplan, ...]
    mal: tuple[Malplan, ...]
    kommentarer: tuple[Kommentarplan, ...]
    andrad_efter: Andring | None


@dataclass(frozen=True)
class Narvaroplan:
    """Absence of a class or a pupil in a period: (subject, giltig, ogiltig), in per cent."""

    klass: str
    elev: str
    av: str
    fran: date
    till: date
    rader: tuple[tuple[str, float, float], ...]


class Dagar:
    """Days and moments counted from today."""

    def __init__(self, kalender: Kalender):
        self._nu = kalender.nu
        self._idag = kalender.nu.astimezone(STOCKHOLM).date()

    def dag(self, rad: dict, falt: str) -> date | None:
        """The weekday of ``falt``, so many days from today, or the Friday before; None where it is not said."""
        if falt not in rad:
            return None
        dag = self._idag + timedelta(days=rad[falt])
        return dag - timedelta(days=max(0, dag.weekday() - 4))

    def tid(self, rad: dict, falt: str, klockan: time = SKRIVS) -> datetime | None:
        """A moment of that day, at the latest now."""
        dag = self.dag(rad, falt)
        return dag and min(datetime.combine(dag, klockan, STOCKHOLM), self._nu)


def handlingsplaner(skola: str, kalender: Kalender) -> Iterator[Handlingsplan]:
    """The plans of the school with that key."""
    dagar = Dagar(kalender)
    return (_plan(rad, dagar) for rad in planer() if rad["skola"] == skola)


def narvaroplaner(skola: str, kalender: Kalender) -> Iterator[Narvaroplan]:
    """The figures of absence of the school with that key."""
    dagar = Dagar(kalender)
    for rad in narvaro():
        if rad["skola"] == skola:
            yield Narvaroplan(
                klass=rad.get("klass", ""),
                elev=rad.get("elev", ""),
                av=rad["av"],
                fran=dagar.dag(rad, "fran_om"),
                till=dagar.dag(rad, "till_om"),
                rader=tuple(map(tuple, rad["rader"])),
            )


def _plan(rad: dict, dagar: Dagar) -> Handlingsplan:
    niva = rad.get("niva") or ("individ" if "elev" in rad else "klass")
    return Handlingsplan(
        nyckel=rad["nyckel"],
        klass=rad.get("klass", ""),
        elev=rad.get("elev", ""),
        niva=niva,
        av=rad["av"],
        omrade=rad["omrade"],
        analys=rad.get("analys", False),
        foregaende=rad.get("foregaende", ""),
        lage=rad["lage"],
        skapad=dagar.tid(rad, "skapad_om"),
        skickad=dagar.tid(rad, "skickad_om", BESVARAS),
        besvarad=dagar.tid(rad, "besvarad_om", BESVARAS),
        avslutad=dagar.tid(rad, "avslutad_om"),
        texter={falt: rad[falt] for falt in ("resultat", "slutsatser", "vidare") if falt in rad},
        varv=tuple(_varv(v, dagar) for v in rad["varv"]),
        mal=tuple(_mal(m, dagar) for m in rad.get("mal", ())),
        kommentarer=tuple(
            Kommentarplan(k.get("varv") or k["falt"], k.get("insats", ""), k["text"])
            for k in rad.get("kommentarer", ())
        ),
        andrad_efter=Andring(**rad["andrad_efter"]) if "andrad_efter" in rad else None,
    )


def _varv(rad: dict, dagar: Dagar) -> Varvplan:
    return Varvplan(
        dag=dagar.dag(rad, "om_dagar"),
        texter=rad.get("texter", {}),
        lagen=tuple(
            Laget(mal, laget["uppnatt"], laget.get("konkret"), laget["text"])
            for mal, laget in rad.get("lagen", {}).items()
        ),
        uppfoljning=dagar.dag(rad, "uppfoljning_om"),
        klockan=time.fromisoformat(rad["klockan"]) if "klockan" in rad else None,
        insamlat=dagar.dag(rad, "insamlat_om"),
        foljer_upp=rad.get("foljer_upp", ""),
        kallade=tuple(rad.get("kallade", ())),
        ovriga=rad.get("ovriga", ""),
    )


def _mal(rad: dict, dagar: Dagar) -> Malplan:
    texter = {"mal": rad["text"]} | ({"tecken": rad["tecken"]} if "tecken" in rad else {})
    return Malplan(rad["nyckel"], texter, tuple(_insats(i, dagar) for i in rad.get("insatser", ())))


def _insats(rad: dict, dagar: Dagar) -> Insatsplan:
    return Insatsplan(
        nyckel=rad["nyckel"],
        typ=rad["typ"],
        grunder=frozenset(rad["grunder"]),
        texter={"insats": rad["text"]} | {falt: rad[falt] for falt in INSATSTEXTER if falt in rad},
        ansvarig=rad.get("ansvarig", ""),
        ovriga=rad.get("ovriga", ""),
        start=dagar.dag(rad, "start_om"),
        klart=dagar.dag(rad, "klart_om"),
        genomford=dagar.dag(rad, "genomford_om"),
    )
