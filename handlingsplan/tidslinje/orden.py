"""The timeline in words: what stands beside each strip, and is read aloud in its place."""

from collections.abc import Sequence
from datetime import date

from kartlaggning.resa import dag, dag_och_ar

from .varden import Bedomning, Insatsrad, Lage, Tidslinje, Varvrad

# Longer texts are cut: the whole stands in the plan.
LANGST = 160
UPPNATT = {"natt": "nått", "pa_vag": "på väg", "ej": "ej nått"}
LAGESORD = {
    Lage.KOMMANDE: "inte börjat",
    Lage.PAGAR: "pågår",
    Lage.GJORD: "genomförd",
    Lage.SEN: "försenad",
    Lage.LAMNAD: "lämnad",
    Lage.EJ_GJORD: "inte markerad som genomförd",
}


def kort(text: str, langst: int = LANGST) -> str:
    """The first line of a text, cut where it is long."""
    rad = text.strip().split("\n", 1)[0].strip()
    return rad if len(rad) <= langst else rad[: langst - 1].rstrip() + "…"


def idag(tidslinje: Tidslinje) -> str:
    """The day that the line of today stands at."""
    return f"I dag är det {dag_och_ar(tidslinje.idag)}" if tidslinje.idag else "Planen är avslutad"


def varvet(v: Varvrad, idag: date | None) -> str:
    """When a varv began, and when it was or is to be followed up."""
    borjan = f"Varv {v.nummer} från {dag_och_ar(v.fran)}"
    if v.till:
        return f"{borjan}, följdes upp {dag_och_ar(v.till)}"
    if not v.uppfoljning:
        return f"{borjan}, ingen uppföljning bestämd"
    sa = "skulle ha följts upp" if v.sen(idag) else "följs upp"
    return f"{borjan}, {sa} {dag_och_ar(v.uppfoljning)}"


def bedomningar(rader: Sequence[Bedomning]) -> str:
    """How far a goal had come, day by day."""
    ord_ = ", ".join(f"{UPPNATT[b.uppnatt]} {dag_och_ar(b.datum)}" for b in rader)
    return ord_[0].upper() + ord_[1:]


def insatsen(i: Insatsrad) -> str:
    """When, and where it stands: "1 december 2026 till 31 januari 2027, pågår"."""
    lage = f"{LAGESORD[i.lage]} {dag_och_ar(i.gjord)}" if i.gjord else LAGESORD[i.lage]
    nar = {
        (True, True): _spann(i.fran, i.till),
        (True, False): f"Från {dag_och_ar(i.fran)}, inget slut bestämt",
        (False, True): f"Senast {dag_och_ar(i.till)}",
        (False, False): "Ingen tid bestämd",
    }[i.fran_sagd, i.till_sagd]
    return f"{nar}, {lage}"


def _spann(fran: date, till: date) -> str:
    forsta = dag(fran) if fran.year == till.year else dag_och_ar(fran)
    return f"{forsta} till {dag_och_ar(till)}"
