"""A class's journey: where it stands, and the one next thing to do. Plain values in, plain values out.

The steps are the material's: kartläggning, individer, analys, plan, uppföljning. Each app says what there is to say of
its own part (``kartlaggning.resa.Runda``, ``analys.resa.Mote``, ``handlingsplan.resa.Planlage``); here they are put
together. What the plans add is told in ``planresa``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analys.resa import Mote
from handlingsplan.resa import Laget, Planlage
from kartlaggning.resa import Lage, Runda, Steg, dag

from . import planresa


class Vad(StrEnum):
    """The next thing to do, by what it is done to."""

    LASA_IN = "lasa_in"
    STARTA = "starta"
    FORTSATT = "fortsatt"
    STANG = "stang"
    SE = "se"
    FORSLAG = "forslag"
    INDIVIDER = "individer"
    PLANERA_ANALYS = "planera_analys"
    ANALYS = "analys"
    SE_ANALYS = "se_analys"
    STARTA_PLAN = "starta_plan"
    FYLL_PLAN = "fyll_plan"
    SKICKA_PLAN = "skicka_plan"
    LAS_PLAN = "las_plan"
    FOLJ_UPP = "folj_upp"
    DATUM = "datum"
    GRANSKA_PLAN = "granska_plan"
    SE_PLAN = "se_plan"
    NASTA_PLAN = "nasta_plan"
    VANTA = "vanta"


# What is done with a plan, by what it waits for, by who may write in it.
MED_PLANEN = {
    Laget.SEN: Vad.FOLJ_UPP,
    Laget.IDAG: Vad.FOLJ_UPP,
    Laget.ATERLAMNAD: Vad.LAS_PLAN,
    Laget.SAKNAR: Vad.FYLL_PLAN,
    Laget.REDO: Vad.SKICKA_PLAN,
    Laget.UTAN_DATUM: Vad.DATUM,
    Laget.AVSLUTAD: Vad.NASTA_PLAN,
}


@dataclass(frozen=True, slots=True)
class Nasta:
    """The one next thing: what it is, and a sentence that tells why. ``plan``: what it is done to, if to a plan.

    ``sen``: it should have been done already.
    """

    vad: Vad
    text: str
    plan: Planlage | None = None
    sen: bool = False


@dataclass(frozen=True, slots=True)
class Vem:
    """What a person may do: judge, read in class lists, read summaries, write in meetings and plans, review plans."""

    bedomer: bool = False
    laser_in: bool = False
    laser: bool = False
    analyserar: bool = False
    granskar: bool = False


def steg(runda: Runda | None, mote: Mote | None = None, planer: Sequence[Planlage] = (), *, idag: date) -> list[Steg]:
    """The five steps. Exactly one is where the class stands. ``mote`` is the class's latest meeting, ``planer`` its
    plans.
    """
    fore = _utan_planer(runda, mote, idag)
    if runda and not runda.oppen and not rundans(runda, mote) and gar_vidare(runda, planer):
        fore[2] = Steg("Analys", Lage.SEDAN, "Planen började utan möte")
    return planresa.med_planer(fore, planer, **_infor_planen(runda, mote, planer, idag))


def _infor_planen(runda: Runda | None, mote: Mote | None, planer: Sequence[Planlage], idag: date) -> dict:
    """What the plans ask of what comes before them: whether it is under way, and when the meeting was held.

    A class that has begun a plan, or a varv of it, after the round has gone on without a meeting.
    """
    if runda is None or runda.oppen:
        return {"igang": runda is not None, "hallet": None, "idag": idag}
    mote = rundans(runda, mote)
    if mote and not mote.oppet:
        return {"igang": False, "hallet": mote.datum, "idag": idag}
    if mote is None and gar_vidare(runda, planer):
        return {"igang": False, "hallet": runda.stangd, "idag": idag}
    return {"igang": mote is not None or _individerna_kvar(runda), "hallet": None, "idag": idag}


def gar_vidare(runda: Runda, planer: Iterable[Planlage]) -> bool:
    """Whether a class went on from a closed round without a meeting: an open plan, or its varv, was begun after it."""
    return any(plan.oppen and plan.fran and plan.fran >= runda.stangd for plan in planer)


def _individerna_kvar(runda: Runda) -> bool:
    return bool(runda.foreslagna is None or runda.obeslutade or runda.pagar)


def _utan_planer(runda: Runda | None, mote: Mote | None, idag: date) -> list[Steg]:
    """The five steps of a class with no plan."""
    if runda is None or runda.oppen:
        forsta = f"{runda.bedomda} av {runda.rutor} rutor bedömda" if runda else "Inte börjad"
        return [
            Steg("Kartläggning", Lage.NU, forsta),
            Steg("Individer", Lage.SEDAN, "Efter kartläggningen"),
            Steg("Analys", Lage.SEDAN, mote.rad if mote and mote.oppet else "Efter kartläggningen"),
            *_efter_analysen(None),
        ]
    mote = rundans(runda, mote)
    klar = Steg("Kartläggning", Lage.KLART, f"Stängd {dag(runda.stangd)}{runda.luckor}")
    analys = mote.rad if mote else "Med sammanställningen som underlag"
    individer = _individer(runda)
    if mote and not mote.oppet:
        individernas = Lage.SEDAN if runda.obeslutade else Lage.KLART
        fore = [klar, Steg("Individer", individernas, individer), Steg("Analys", Lage.KLART, analys)]
        return [*fore, *_efter_analysen(mote)]
    if _individerna_kvar(runda) and not _tid_for_mote(mote, idag):
        fore = [klar, Steg("Individer", Lage.NU, individer), Steg("Analys", Lage.SEDAN, analys)]
        return [*fore, *_efter_analysen(None)]
    fore = [klar, Steg("Individer", Lage.KLART, individer), Steg("Analys", Lage.NU, analys)]
    return [*fore, *_efter_analysen(None)]


def rundans(runda: Runda, mote: Mote | None) -> Mote | None:
    """The meeting when it is about this round, or not yet ended; one held about an earlier round is history."""
    return mote if mote and (mote.oppet or mote.runda == runda.kod) else None


def _tid_for_mote(mote: Mote | None, idag: date) -> bool:
    """Whether the meeting goes before what is left to decide about pupils: it has begun, or its day has come."""
    return mote is not None and (mote.borjat or mote.datum <= idag)


def _efter_analysen(hallet: Mote | None) -> list[Steg]:
    """Plan and follow-up, when the meeting has been held (``hallet``) and before."""
    forst = Steg("Plan", Lage.NU, "Utifrån det angelägna") if hallet else Steg("Plan", Lage.SEDAN, "Efter analysen")
    return [forst, Steg("Uppföljning", Lage.SEDAN, "Efter planen")]


def _individer(runda: Runda) -> str:
    """How far the individual level has come: what is individernas, and what is under way."""
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


def nasta(
    runda: Runda | None,
    mote: Mote | None = None,
    planer: Sequence[Planlage] = (),
    *,
    elever: int,
    vem: Vem,
    idag: date,
) -> Nasta:
    """The one next thing for a person. ``planer`` are the class's, none for who may not read them."""
    if not elever and (runda is None or runda.oppen):
        if vem.laser_in:
            return Nasta(Vad.LASA_IN, "Klassen har inga elever än. Läs in klasslistan, så kan ni börja.")
        return Nasta(Vad.VANTA, "Klassen har inga elever än.")
    if plan := planresa.planen(planer, **_infor_planen(runda, mote, planer, idag)):
        return nasta_plan(plan, vem, idag)
    if runda is None:
        if vem.bedomer:
            return Nasta(Vad.STARTA, "Klassen har inte kartlagts det här läsåret.")
        return Nasta(Vad.VANTA, "Klassens mentorer har inte börjat kartlägga det här läsåret.")
    if runda.oppen:
        return _nasta_runda(runda, vem)
    mote = rundans(runda, mote) if vem.laser else None
    klar = f"Kartläggningen är {'stängd' if runda.kvar else 'klar'}{runda.luckor}."
    if mote and (not mote.oppet or _tid_for_mote(mote, idag)):
        return _nasta_mote(mote, vem, idag)
    if vem.bedomer and (runda.obeslutade or runda.pagar):
        return _nasta_individ(runda, mote)
    if mote:
        return _nasta_mote(mote, vem, idag)
    if vem.analyserar:
        return Nasta(Vad.PLANERA_ANALYS, f"{klar}{_kvar_hos_mentorerna(runda)} Planera ett analysmöte, eller börja nu.")
    return Nasta(Vad.SE, f"{klar} Gå igenom sammanställningen tillsammans.") if vem.laser else Nasta(Vad.VANTA, klar)


def _nasta_runda(runda: Runda, vem: Vem) -> Nasta:
    """The next thing while a round is open."""
    if vem.bedomer and runda.kvar:
        return Nasta(Vad.FORTSATT, f"{_antal(runda.kvar, 'ruta', 'rutor')} är kvar att bedöma.")
    if vem.bedomer:
        return Nasta(Vad.STANG, "Alla rutor är bedömda. Stäng kartläggningen när ni är klara.")
    if vem.laser:
        return Nasta(Vad.SE, "Kartläggningen pågår. Sammanställningen visar det som är bedömt hittills.")
    return Nasta(Vad.VANTA, "Kartläggningen pågår.")


def _nasta_individ(runda: Runda, mote: Mote | None) -> Nasta:
    """The mentors' next thing on the individual level: proposals to decide about before forms to go on with."""
    planerat = f" Analysmötet är {mote.nar}." if mote else ""
    if runda.obeslutade:
        vantar = f"{_antal(runda.obeslutade, 'elev', 'elever')} föreslås för individuell kartläggning"
        return Nasta(Vad.FORSLAG, f"{vantar} och väntar på ert beslut: starta eller avstå.{planerat}")
    pagar = _antal(runda.pagar, "individuell kartläggning", "individuella kartläggningar")
    sedan = planerat or " Planera analysmötet under tiden om ni vill."
    return Nasta(Vad.INDIVIDER, f"{pagar} pågår. Inget förslag väntar på beslut.{sedan}")


def _nasta_mote(mote: Mote, vem: Vem, idag: date) -> Nasta:
    """The next thing when there is a meeting: to go to it, or to read what it found."""
    if not mote.oppet:
        return _efter_motet(mote, vem)
    if mote.borjat:
        vidare = " Fortsätt där ni var." if vem.analyserar else ""
        return Nasta(Vad.ANALYS, f"Analysmötet är i gång.{vidare}")
    if mote.datum < idag:
        gor = " Börja det, eller flytta det." if vem.analyserar else ""
        return Nasta(Vad.ANALYS, f"Analysmötet var planerat till {mote.nar}.{gor}")
    if mote.datum == idag:
        return Nasta(Vad.ANALYS, f"Analysmötet är i dag{f' kl. {mote.tid:%H.%M}' if mote.tid else ''}.")
    return Nasta(Vad.ANALYS, f"Analysmötet är planerat till {mote.nar}.")


def _efter_motet(mote: Mote, vem: Vem) -> Nasta:
    """The next thing when the meeting has been held and no plan has come of it."""
    kvar = f" {_antal(mote.steg_kvar, 'nästa steg', 'nästa steg')} är inte gjorda." if mote.steg_kvar else ""
    kvar = kvar.replace("gjorda", "gjort") if mote.steg_kvar == 1 else kvar
    text = f"Analysmötet den {dag(mote.datum)} är hållet: {mote.fynd}.{kvar}"
    if not (vem.analyserar and mote.monster):
        return Nasta(Vad.SE_ANALYS, text)
    fran = "det angelägna" if mote.angelagna else "det ni kom fram till"
    return Nasta(Vad.STARTA_PLAN, f"{text} Gör en plan utifrån {fran}.")


def nasta_plan(plan: Planlage, vem: Vem, idag: date) -> Nasta:
    """The next thing to do with a plan of a class or a pupil."""
    laget = plan.laget(idag)
    vad = MED_PLANEN.get(laget, Vad.SE_PLAN) if vem.analyserar else Vad.SE_PLAN
    if laget == Laget.HOS_REKTOR and vem.granskar:
        vad = Vad.GRANSKA_PLAN
    text = plan.nasta(idag, skriver=vem.analyserar, granskar=vem.granskar)
    return Nasta(vad, text, plan, plan.sen(idag))


def _kvar_hos_mentorerna(runda: Runda) -> str:
    if not runda.obeslutade:
        return ""
    return f" Mentorerna har {runda.obeslutade} förslag kvar att besluta om."


def _antal(antal: int, en: str, flera: str) -> str:
    return f"{antal} {en if antal == 1 else flera}"
