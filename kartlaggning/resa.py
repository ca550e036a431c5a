"""A class's journey: where it stands, and the one next thing to do. Plain values in, plain values out.

The steps are the material's: kartläggning, individer, analys, plan, uppföljning.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Lage(StrEnum):
    """Where a step is: done, the one the class stands at, or further on."""

    KLART = "klart"
    NU = "nu"
    SEDAN = "sedan"


class Vad(StrEnum):
    """The next thing to do, by what it is done to."""

    LASA_IN = "lasa_in"
    STARTA = "starta"
    FORTSATT = "fortsatt"
    STANG = "stang"
    SE = "se"
    FORSLAG = "forslag"
    INDIVIDER = "individer"
    VANTA = "vanta"


@dataclass(frozen=True, slots=True)
class Runda:
    """A class's latest round this läsår, counted over the pupils a person may know of.

    ``bedomda`` of ``rutor`` squares are judged; ``pastaende`` is the number of the first statement with some left
    (1 when none has). ``foreslagna``, the pupils proposed for an individual kartläggning, is None for those who do
    not read summaries, and while the round is open. Of the proposals that are the class's own to decide about,
    ``beslutade`` are decided and ``obeslutade`` not (pupils who have moved on are in neither); ``pagar`` is how many of
    the class's pupils have an individual form under way.
    """

    kod: str
    datum: date
    stangd: date | None
    elever: int
    bedomda: int
    rutor: int
    pastaende: int = 1
    foreslagna: int | None = None
    beslutade: int = 0
    obeslutade: int = 0
    pagar: int = 0

    @property
    def oppen(self) -> bool:
        """Whether marks may still be set."""
        return self.stangd is None

    @property
    def kvar(self) -> int:
        """Squares not judged yet."""
        return self.rutor - self.bedomda

    @property
    def luckor(self) -> str:
        """What a closed round is closed with, to stand after a word: " med 3 luckor"; empty when all is judged."""
        return f" med {_antal(self.kvar, 'lucka', 'luckor')}" if self.kvar else ""


@dataclass(frozen=True, slots=True)
class Steg:
    """A step with what can be said of it in a few words."""

    namn: str
    lage: Lage
    rad: str


@dataclass(frozen=True, slots=True)
class Nasta:
    """The one next thing: what it is, and a sentence that tells why."""

    vad: Vad
    text: str


def steg(runda: Runda | None) -> list[Steg]:
    """The five steps. Exactly one is where the class stands."""
    if runda is None or runda.oppen:
        forsta = f"{runda.bedomda} av {runda.rutor} rutor bedömda" if runda else "Inte börjad"
        return [
            Steg("Kartläggning", Lage.NU, forsta),
            Steg("Individer", Lage.SEDAN, "Efter kartläggningen"),
            *_senare("Efter kartläggningen"),
        ]
    klar = Steg("Kartläggning", Lage.KLART, f"Stängd {dag(runda.stangd)}{runda.luckor}")
    underlag = "Med sammanställningen som underlag"
    if runda.foreslagna is None or runda.obeslutade or runda.pagar:
        return [klar, Steg("Individer", Lage.NU, _individer(runda)), *_senare(underlag)]
    return [klar, Steg("Individer", Lage.KLART, _individer(runda)), Steg("Analys", Lage.NU, underlag), *_senare("")[1:]]


def _individer(runda: Runda) -> str:
    """How far the individual level has come: what is decided, and what is under way."""
    if runda.foreslagna is None:
        return "Enligt sammanställningen"
    delar, alla = [], runda.beslutade + runda.obeslutade
    if alla:
        delar.append(f"{runda.beslutade} av {alla} förslag {'beslutat' if alla == 1 else 'beslutade'}")
    elif not runda.foreslagna:
        delar.append("Ingen elev föreslås")
    if runda.pagar:
        pagar = _antal(runda.pagar, "kartläggning", "kartläggningar")
        delar.append(f"{pagar} pågår".replace(" ", "\N{NO-BREAK SPACE}"))
    return " · ".join(delar) or "Inget att besluta"


def _senare(analys: str) -> list[Steg]:
    """The steps that lie ahead."""
    return [
        Steg("Analys", Lage.SEDAN, analys),
        Steg("Plan", Lage.SEDAN, "Efter analysen"),
        Steg("Uppföljning", Lage.SEDAN, "Efter planen"),
    ]


def nasta(runda: Runda | None, *, elever: int, bedomer: bool, laser_in: bool, laser: bool) -> Nasta:
    """The one next thing for a person: who may judge, read in class lists, or read summaries."""
    if not elever and (runda is None or runda.oppen):
        if laser_in:
            return Nasta(Vad.LASA_IN, "Klassen har inga elever än. Läs in klasslistan, så kan ni börja.")
        return Nasta(Vad.VANTA, "Klassen har inga elever än.")
    if runda is None:
        if bedomer:
            return Nasta(Vad.STARTA, "Klassen har inte kartlagts det här läsåret.")
        return Nasta(Vad.VANTA, "Klassens mentorer har inte börjat kartlägga det här läsåret.")
    if runda.oppen and bedomer:
        if runda.kvar:
            return Nasta(Vad.FORTSATT, f"{_antal(runda.kvar, 'ruta', 'rutor')} är kvar att bedöma.")
        return Nasta(Vad.STANG, "Alla rutor är bedömda. Stäng kartläggningen när ni är klara.")
    if runda.oppen:
        if laser:
            return Nasta(Vad.SE, "Kartläggningen pågår. Sammanställningen visar det som är bedömt hittills.")
        return Nasta(Vad.VANTA, "Kartläggningen pågår.")
    if bedomer and (runda.obeslutade or runda.pagar):
        return _nasta_individ(runda)
    klar = f"Kartläggningen är {'stängd' if runda.kvar else 'klar'}{runda.luckor}."
    return Nasta(Vad.SE, f"{klar} Gå igenom sammanställningen tillsammans.") if laser else Nasta(Vad.VANTA, klar)


def _nasta_individ(runda: Runda) -> Nasta:
    """The mentors' next thing on the individual level: proposals to decide about before forms to go on with."""
    if runda.obeslutade:
        vantar = f"{_antal(runda.obeslutade, 'elev', 'elever')} föreslås för individuell kartläggning"
        return Nasta(Vad.FORSLAG, f"{vantar} och väntar på ert beslut: starta eller avstå.")
    pagar = _antal(runda.pagar, "individuell kartläggning", "individuella kartläggningar")
    return Nasta(Vad.INDIVIDER, f"{pagar} pågår. Inget förslag väntar på beslut.")


def _antal(antal: int, en: str, flera: str) -> str:
    return f"{antal} {en if antal == 1 else flera}"


MANADER = [
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
]  # fmt: skip


def dag(datum: date) -> str:
    """A day of this läsår as people say it: 20 november."""
    return f"{datum.day} {MANADER[datum.month - 1]}"


def dag_och_ar(datum: date) -> str:
    """A day of any year: 20 november 2026."""
    return f"{dag(datum)} {datum.year}"
