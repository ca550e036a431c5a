"""One pupil's journey: where it stands, and the one next thing to do. Plain values in, plain values out.

The steps are the material's: kartläggning, individ, analys, plan, uppföljning.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..forslag.tillstand import Lage as Forslagslage
from ..forslag.tillstand import Tillstand
from ..resa import Lage, Steg, dag_och_ar


class Stallning(StrEnum):
    """Where the individual kartläggning of a pupil stands."""

    EJ_BEDOMD = "ej_bedomd"
    KLASSEN_PAGAR = "klassen_pagar"
    FORESLAS_INTE = "foreslas_inte"
    FORESLAS = "foreslas"
    AVSTOD = "avstod"
    PAGAR = "pagar"
    GJORD = "gjord"


@dataclass(frozen=True, slots=True)
class Fakta:
    """What the journey is told from.

    ``klassens`` is the day of the latest class round that judged the pupil, ``klassens_oppen`` whether it is still
    under way, and ``bedomda`` of ``av`` how much of its form; ``skal`` the rule's reason if that round proposes,
    ``forslag`` what has become of it. ``egna`` are the days of the mentors' own dates, oldest first, and ``oppet``
    whether the last is open; ``svarade`` of ``fragor`` how much of it is judged.
    """

    klassens: date | None = None
    klassens_oppen: bool = False
    bedomda: int = 0
    av: int = 0
    skal: str = ""
    forslag: Tillstand | None = None
    egna: tuple[date, ...] = ()
    oppet: bool = False
    svarade: int = 0
    fragor: int = 0


def stallning(f: Fakta) -> Stallning:
    """Where the pupil stands. What is under way comes first, then what the latest class round proposes."""
    if f.oppet:
        return Stallning.PAGAR
    if f.skal and f.forslag:
        if f.forslag.lage == Forslagslage.AVSTOD:
            return Stallning.AVSTOD
        if f.forslag.lage == Forslagslage.FORESLAGEN:
            return Stallning.FORESLAS
    if f.egna:
        return Stallning.GJORD
    if f.klassens_oppen:
        return Stallning.KLASSEN_PAGAR
    return Stallning.FORESLAS_INTE if f.klassens else Stallning.EJ_BEDOMD


def steg(f: Fakta) -> list[Steg]:
    """The five steps. Exactly one is where the pupil stands."""
    var = stallning(f)
    if var in (Stallning.EJ_BEDOMD, Stallning.KLASSEN_PAGAR):
        rad = f"Pågår, {f.bedomda} av {f.av} bedömda" if f.klassens else "Inte bedömd än"
        forsta = [Steg("Kartläggning", Lage.NU, rad), Steg("Individ", Lage.SEDAN, "Efter kartläggningen")]
        return [*forsta, *_sedan("Efter kartläggningen", Lage.SEDAN)]
    if f.klassens:
        klassens = Steg("Kartläggning", Lage.KLART, f"{dag_och_ar(f.klassens)}, {f.bedomda} av {f.av} bedömda")
    else:
        klassens = Steg("Kartläggning", Lage.SEDAN, "Inte bedömd med klassen")
    if var in (Stallning.FORESLAS, Stallning.PAGAR):
        rad = "Föreslås" if var == Stallning.FORESLAS else f"Pågår, {f.svarade} av {f.fragor} bedömda"
        return [klassens, Steg("Individ", Lage.NU, rad), *_sedan("Efter kartläggningen", Lage.SEDAN)]
    individ, analys = _gjort(f, var)
    return [klassens, Steg("Individ", Lage.KLART, individ), *_sedan(analys, Lage.NU)]


def _gjort(f: Fakta, var: Stallning) -> tuple[str, str]:
    """What is said of the individual step when there is nothing to do there, and of the analysis that comes next."""
    if var == Stallning.GJORD:
        antal = "1 datum," if len(f.egna) == 1 else f"{len(f.egna)} datum, senast"
        return f"{antal} {dag_och_ar(f.egna[-1])}", "Med kartläggningen som underlag"
    return ("Ni avstod" if var == Stallning.AVSTOD else "Föreslås inte"), "Tillsammans med klassen"


def _sedan(analys: str, lage: Lage) -> list[Steg]:
    return [
        Steg("Analys", lage, analys),
        Steg("Plan", Lage.SEDAN, "Efter analysen"),
        Steg("Uppföljning", Lage.SEDAN, "Efter planen"),
    ]


def nasta(f: Fakta) -> str:
    """The one next thing, in a sentence or two that tell why; the button stands beside it for who may."""
    match stallning(f):
        case Stallning.EJ_BEDOMD:
            return "Eleven är inte bedömd i någon av klassens kartläggningar än. Börja med klassen."
        case Stallning.KLASSEN_PAGAR:
            return (
                f"Klassens kartläggning {_den(f.klassens)} pågår och föreslår hittills ingen individuell kartläggning."
                " Bedöm klart klassen först."
            )
        case Stallning.FORESLAS:
            return f"Individuell kartläggning föreslås: {f.skal}. Regeln är materialets, ni avgör."
        case Stallning.PAGAR if f.svarade < f.fragor:
            kvar = f.fragor - f.svarade
            antal = "Ett påstående" if kvar == 1 else f"{kvar} påståenden"
            return f"Den individuella kartläggningen {_den(f.egna[-1])} pågår. {antal} är kvar att bedöma."
        case Stallning.PAGAR:
            return (
                f"Alla påståenden är bedömda i den individuella kartläggningen {_den(f.egna[-1])}. Skriv kommentarerna,"
                " och stäng den när ni är klara."
            )
        case Stallning.GJORD:
            return (
                f"Den individuella kartläggningen är gjord, senast {_den(f.egna[-1])}. Ta med den till analysen med"
                " kollegorna, och bedöm på nytt när något har förändrats runt eleven."
            )
        case Stallning.AVSTOD:
            return (
                f"Ni avstod från individuell kartläggning {_den(f.forslag.beslut.dag)}. Eleven följs tillsammans"
                " med klassen."
            )
    return (
        f"Klassens kartläggning {_den(f.klassens)} föreslår ingen individuell kartläggning. Eleven följs tillsammans"
        " med klassen."
    )


def _den(datum: date) -> str:
    return f"den {dag_och_ar(datum)}"
