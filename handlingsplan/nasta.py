"""The one next thing to do with a plan, for the one who asks. Plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from kartlaggning.resa import dag, dag_och_ar

VECKODAGAR = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]


class Vad(StrEnum):
    """The next thing, by what is done."""

    SKRIV = "skriv"
    SKICKA = "skicka"
    GRANSKA = "granska"
    VANTA = "vanta"
    KOMMENTARER = "kommentarer"
    FOLJ_UPP = "folj_upp"
    INSATSER = "insatser"
    AVSLUTA = "avsluta"
    NASTA_PLAN = "nasta_plan"
    INGET = "inget"


class Saknad(Protocol):
    """Something a plan lacks: the step where it is written, and what it is, in words that lead."""

    steg: str
    vad: str
    allvarlig: bool


@dataclass(frozen=True, slots=True)
class Laget:
    """What the next thing depends on.

    ``lage`` is the plan's with the rektor; ``skickad`` and ``av`` are of the latest review, ``kommentarer`` how many it
    has; ``svarade`` is who answered the latest that was answered, ``egen`` whether that is the person. ``natt``: every
    goal is said to be reached in this varv. ``gjorda`` of ``insatser`` are done; ``sena`` should have been. ``foljd``:
    a plan has been started from this one. ``skriver`` and ``granskar`` are what the person may.
    """

    oppen: bool
    lage: str
    nummer: int
    uppfoljning: date | None
    saknas: Sequence[Saknad] = ()
    natt: bool = False
    insatser: int = 0
    gjorda: int = 0
    sena: int = 0
    skickad: date | None = None
    av: str = ""
    svarade: str = ""
    egen: bool = False
    kommentarer: int = 0
    avslutad: date | None = None
    foljd: bool = False
    skriver: bool = False
    granskar: bool = False


@dataclass(frozen=True, slots=True)
class Nasta:
    """The next thing: what it is, a sentence that tells why, and what stands on its button ("" for none).

    ``steg`` is where something is written; ``mer`` what else is lacking, as (words, step).
    """

    vad: Vad
    rubrik: str
    text: str
    knapp: str = ""
    steg: str = ""
    mer: tuple[tuple[str, str], ...] = ()


def nasta(laget: Laget, *, idag: date) -> Nasta:
    """The one next thing for a person."""
    if not laget.oppen:
        return _avslutad(laget)
    if laget.lage == "skickad":
        return _hos_rektor(laget)
    if laget.lage == "aterlamnad":
        return _aterlamnad(laget)
    if laget.uppfoljning and laget.uppfoljning <= idag:
        return _folj_upp(laget, idag)
    saknas = [s for s in laget.saknas if s.allvarlig]
    if saknas and laget.skriver:
        return _skriv(saknas, laget)
    if laget.natt:
        knapp = "Avsluta planen" if laget.skriver else ""
        return Nasta(Vad.AVSLUTA, "Alla mål är nådda", "Skriv ner resultatet och avsluta planen.", knapp)
    if laget.lage == "utkast":
        return _skriv_av_andra(laget) if saknas else _skicka(laget)
    return _genomfor(laget, idag)


def _avslutad(laget: Laget) -> Nasta:
    nar = f"Planen avslutades {dag_och_ar(laget.avslutad)}."
    if laget.skriver and not laget.foljd:
        text = f"{nar} Vill ni gå vidare? Resultatet blir nuläget i nästa plan."
        return Nasta(Vad.NASTA_PLAN, "Planen är avslutad", text, "Öppna nästa plan")
    return Nasta(Vad.INGET, "Planen är avslutad", f"{nar} Den kan läsas men inte ändras.")


def _hos_rektor(laget: Laget) -> Nasta:
    skickades = f"{laget.av or 'En kollega'} skickade planen {dag(laget.skickad) if laget.skickad else ''}".rstrip()
    if laget.granskar:
        text = f"{skickades}. Läs den, kommentera det som behövs, och godkänn eller lämna tillbaka."
        return Nasta(Vad.GRANSKA, "Planen väntar på dig", text, "Granska planen")
    text = f"{skickades}. Medan rektor läser ändras den inte."
    return Nasta(Vad.VANTA, "Planen är hos rektor", text, "Ta tillbaka planen" if laget.skriver else "")


def _aterlamnad(laget: Laget) -> Nasta:
    vem = laget.svarade or "Rektor"
    if laget.granskar:
        text = f"{'Du' if laget.egen else vem} har lämnat tillbaka planen. Den väntar på dem som skrev den."
        return Nasta(Vad.VANTA, "Planen är återlämnad", text)
    antal = laget.kommentarer
    med = f" med {antal} {'kommentar' if antal == 1 else 'kommentarer'}" if antal else ""
    text = f"{vem} har lämnat tillbaka planen{med}."
    if not laget.skriver:
        return Nasta(Vad.KOMMENTARER, "Planen är återlämnad", text)
    text += " Läs, ändra det som behövs och skicka den igen."
    return Nasta(Vad.KOMMENTARER, "Planen är återlämnad", text, "Läs kommentarerna" if antal else "Läs och skicka igen")


def _folj_upp(laget: Laget, idag: date) -> Nasta:
    knapp = "Följ upp nu" if laget.skriver else ""
    if laget.uppfoljning == idag:
        return Nasta(Vad.FOLJ_UPP, "Uppföljning i dag", f"I dag följer ni upp varv {laget.nummer}.", knapp)
    sen = (idag - laget.uppfoljning).days
    text = f"Uppföljningen var bestämd till {dag(laget.uppfoljning)}, för {dagar(sen)} sedan."
    return Nasta(Vad.FOLJ_UPP, "Det är dags att följa upp", text, knapp)


def _skriv(saknas: Sequence[Saknad], laget: Laget) -> Nasta:
    forst, *mer = saknas
    rubrik = "Skriv färdigt planen" if laget.nummer == 1 else f"Skriv färdigt varv {laget.nummer}"
    text = f"{forst.vad}."
    return Nasta(Vad.SKRIV, rubrik, text, "Fortsätt skriva", forst.steg, tuple((s.vad, s.steg) for s in mer))


def _skriv_av_andra(laget: Laget) -> Nasta:
    return Nasta(Vad.INGET, "Planen skrivs", f"Varv {laget.nummer} är inte färdigskrivet än.")


def _skicka(laget: Laget) -> Nasta:
    if not laget.skriver:
        return Nasta(Vad.INGET, "Planen är ifylld", "Den har inte skickats till rektor än.")
    text = "Det som behövs finns på plats. Skicka den till rektor, som läser och godkänner."
    return Nasta(Vad.SKICKA, "Planen är ifylld", text, "Skicka till rektor")


def _genomfor(laget: Laget, idag: date) -> Nasta:
    """What is left until the follow-up: the insatser, the late ones said first."""
    nar = _nar(laget.uppfoljning, idag)
    if laget.sena:
        antal = "En insats skulle" if laget.sena == 1 else f"{laget.sena} insatser skulle"
        text = f"{antal} ha varit klar{'' if laget.sena == 1 else 'a'} nu. {nar}"
        return Nasta(Vad.INSATSER, "Insatser som dröjer", text, "Se insatserna")
    if not laget.insatser:
        return Nasta(Vad.INGET, "Ingen insats är planerad än", nar)
    text = f"{laget.gjorda} av {laget.insatser} {'insats' if laget.insatser == 1 else 'insatser'} är "
    text += f"{'genomförd' if laget.insatser == 1 else 'genomförda'}. {nar}"
    if laget.gjorda == laget.insatser:
        return Nasta(Vad.INGET, "Allt är gjort fram till uppföljningen", text)
    return Nasta(Vad.INSATSER, "Planen genomförs", text, "Se insatserna")


def _nar(datum: date | None, idag: date) -> str:
    if datum is None:
        return "Inget datum för uppföljning är bestämt."
    return f"Uppföljningen är {VECKODAGAR[datum.weekday()]} {dag(datum)}, {om(datum, idag)}."


def om(datum: date, idag: date) -> str:
    """How far off a day is: "i dag", "om 12 dagar", "för 3 dagar sedan"."""
    antal = (datum - idag).days
    if abs(antal) <= 1:
        return {0: "i dag", 1: "i morgon", -1: "i går"}[antal]
    return f"om {dagar(antal)}" if antal > 0 else f"för {dagar(-antal)} sedan"


def dagar(antal: int) -> str:
    """A number of days in words, in weeks from three on and months from three on."""
    if antal >= 90:
        return f"{round(antal / 30)} månader"
    if antal >= 21:
        return f"{round(antal / 7)} veckor"
    return f"{antal} {'dag' if antal == 1 else 'dagar'}"
