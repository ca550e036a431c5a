"""The last two steps of a class's journey, and the next thing when there are plans, as tables."""

from dataclasses import replace
from datetime import date

import pytest

from handlingsplan.resa import Planlage
from kartlaggning.resa import Lage
from skolanknytning.start.klassresa import Vad, nasta, steg

from .test_klassresa import HALLET, HALSA, IDAG, LASARE, MENTOR, klar, mote, runda
from .test_klassresa import Vem as VemAr

FORE, SEDAN = date(2026, 11, 12), date(2026, 12, 15)
REKTOR = VemAr(laser=True, analyserar=True, granskar=True)
MOTE = mote(**HALLET, monster=5, angelagna=2)


def plan(**mer) -> Planlage:
    """An approved plan that is under way."""
    return Planlage(**{"kod": "p", "omrade": "Ankomst", "lage": "godkand", "uppfoljning": SEDAN} | mer)


UTKAST = plan(lage="utkast", saknas=2, uppfoljning=None)
SEN = plan(uppfoljning=FORE)


@pytest.mark.parametrize(
    ("r", "m", "planer", "rader", "lagen"),
    [
        (klar(), MOTE, [], ["Utifrån det angelägna", "Efter planen"], "klart klart klart nu sedan"),
        (klar(), MOTE, [UTKAST], ["Utkast, 2 saker saknas", "Datum saknas"], "klart klart klart nu sedan"),
        (klar(), MOTE, [plan(lage="skickad")], ["Hos rektor", "15 december"], "klart klart klart nu sedan"),
        (klar(), MOTE, [plan()], ["Godkänd", "15 december"], "klart klart klart klart nu"),
        (klar(), MOTE, [SEN], ["Godkänd", "Försenad, skulle ske 12 november"], "klart klart klart klart nu"),
        (klar(), MOTE, [plan(), UTKAST], ["Utkast, 2 saker saknas · 2 öppna planer", "Datum saknas"],
         "klart klart klart nu sedan"),
        (klar(), MOTE, [plan(nummer=2, uppfoljning=None)], ["Godkänd, varv 2", "Datum saknas"],
         "klart klart klart klart nu"),
        # Closed since the meeting, and before it.
        (klar(), MOTE, [plan(avslutad=IDAG)], ["Avslutad 22 november", "Efter planen"], "klart klart klart nu sedan"),
        (klar(), MOTE, [plan(avslutad=FORE)], ["Utifrån det angelägna", "Efter planen"], "klart klart klart nu sedan"),
        (klar(), None, [plan(avslutad=IDAG)], ["Efter analysen", "Efter planen"], "klart klart nu sedan sedan"),
        # While a new round goes on, the plan goes on too; what is due comes first.
        (runda(), None, [plan()], ["Godkänd", "15 december"], "nu sedan sedan klart sedan"),
        (runda(), None, [UTKAST], ["Utkast, 2 saker saknas", "Datum saknas"], "nu sedan sedan sedan sedan"),
        (runda(), None, [SEN], ["Godkänd", "Försenad, skulle ske 12 november"], "sedan sedan sedan klart nu"),
        (klar(obeslutade=1, foreslagna=1), None, [UTKAST], ["Utkast, 2 saker saknas", "Datum saknas"],
         "klart nu sedan sedan sedan"),
        (klar(), mote(), [UTKAST], ["Utkast, 2 saker saknas", "Datum saknas"], "klart klart nu sedan sedan"),
        # Nothing is going on but a plan started from nothing.
        (None, None, [UTKAST], ["Utkast, 2 saker saknas", "Datum saknas"], "sedan sedan sedan nu sedan"),
        (klar(), None, [UTKAST], ["Utkast, 2 saker saknas", "Datum saknas"], "klart klart sedan nu sedan"),
        (klar(), None, [plan()], ["Godkänd", "15 december"], "klart klart nu klart sedan"),
        # Begun since the round was closed: the class has gone on without a meeting.
        (klar(), None, [plan(fran=IDAG)], ["Godkänd", "15 december"], "klart klart sedan klart nu"),
        (klar(obeslutade=1, foreslagna=1), None, [plan(fran=IDAG)], ["Godkänd", "15 december"],
         "klart sedan sedan klart nu"),
        (klar(obeslutade=1, foreslagna=1), None, [replace(UTKAST, fran=IDAG)],
         ["Utkast, 2 saker saknas", "Datum saknas"], "klart sedan sedan nu sedan"),
        (klar(), None, [plan(fran=date(2026, 8, 20))], ["Godkänd", "15 december"], "klart klart nu klart sedan"),
        # Proposals that were never decided about are not done, whatever came after.
        (klar(obeslutade=1, foreslagna=1), MOTE, [plan()], ["Godkänd", "15 december"], "klart sedan klart klart nu"),
        # The rektor has it, and its day has passed.
        (klar(), MOTE, [plan(lage="skickad", uppfoljning=FORE)], ["Hos rektor", "Försenad, skulle ske 12 november"],
         "klart klart klart nu sedan"),
    ],
)  # fmt: skip
def test_the_steps(r, m, planer, rader, lagen):
    svar = steg(r, m, planer, idag=IDAG)
    assert [s.rad for s in svar[3:]] == rader
    assert [s.lage for s in svar] == [Lage(x) for x in lagen.split()]
    assert [s.lage for s in svar].count(Lage.NU) == 1
    assert [s.sen for s in svar] == [False] * 4 + [rader[1].startswith("Försenad")]


@pytest.mark.parametrize(
    ("r", "m", "planer", "vem", "vad"),
    [
        (klar(), MOTE, [UTKAST], MENTOR, Vad.FYLL_PLAN),
        (klar(), MOTE, [plan(lage="utkast")], MENTOR, Vad.SKICKA_PLAN),
        (klar(), MOTE, [plan(lage="skickad")], MENTOR, Vad.SE_PLAN),
        (klar(), MOTE, [plan(lage="skickad")], REKTOR, Vad.GRANSKA_PLAN),
        (klar(), MOTE, [plan(lage="aterlamnad")], HALSA, Vad.LAS_PLAN),
        (klar(), MOTE, [plan()], MENTOR, Vad.SE_PLAN),
        (klar(), MOTE, [SEN], MENTOR, Vad.FOLJ_UPP),
        (klar(), MOTE, [plan(uppfoljning=None, nummer=2)], MENTOR, Vad.DATUM),
        (klar(), MOTE, [plan(avslutad=IDAG)], MENTOR, Vad.NASTA_PLAN),
        # Begun since the round was closed.
        (klar(obeslutade=1, foreslagna=1), None, [plan(fran=IDAG, lage="skickad")], REKTOR, Vad.GRANSKA_PLAN),
        (klar(obeslutade=1, foreslagna=1), None, [plan(fran=IDAG)], HALSA, Vad.SE_PLAN),
        (klar(), mote(), [plan(fran=IDAG)], HALSA, Vad.ANALYS),
        # Who reads and does not write is shown the plan.
        (klar(), MOTE, [SEN], LASARE, Vad.SE_PLAN),
        (klar(), MOTE, [plan(avslutad=IDAG)], LASARE, Vad.SE_PLAN),
        # What is under way comes first, but not before a follow-up that is due.
        (runda(), None, [UTKAST], MENTOR, Vad.FORTSATT),
        (runda(), None, [plan(uppfoljning=IDAG)], MENTOR, Vad.FOLJ_UPP),
        (klar(), None, [plan()], MENTOR, Vad.PLANERA_ANALYS),
        (klar(), mote(), [UTKAST], MENTOR, Vad.ANALYS),
        (None, None, [UTKAST], MENTOR, Vad.FYLL_PLAN),
        (None, None, [plan()], MENTOR, Vad.STARTA),
    ],
)
def test_the_next_thing(r, m, planer, vem, vad):
    svar = nasta(r, m, planer, elever=10, vem=vem, idag=IDAG)
    assert svar.vad == vad
    med_plan = svar.vad in {v for v in Vad if v.endswith("_plan")} | {Vad.FOLJ_UPP, Vad.DATUM}
    assert svar.plan == (planer[0] if med_plan else None)
    assert svar.sen is (SEN in planer)


def test_the_words_are_the_plans_own():
    svar = nasta(klar(), MOTE, [SEN], elever=10, vem=MENTOR, idag=IDAG)
    assert svar.text == "Planen ”Ankomst” skulle ha följts upp den 12 november. Följ upp nu: har ni närmat er målen?"
    assert nasta(klar(), MOTE, [SEN], elever=10, vem=LASARE, idag=IDAG).text == svar.text.split(" Följ upp nu")[0]
