"""The journey and the one next thing, as tables."""

from datetime import date, time

import pytest

from analys.resa import Mote
from kartlaggning.resa import Lage, Runda
from skolanknytning.start.klassresa import Nasta, Vad, Vem, nasta, steg

DAG = date(2026, 9, 29)
IDAG = date(2026, 11, 22)


def runda(**mer) -> Runda:
    """An open round of ten pupils, not begun; ``mer`` says what is different."""
    return Runda(**{"kod": "k", "datum": DAG, "stangd": None, "elever": 10, "bedomda": 0, "rutor": 100} | mer)


def klar(**mer) -> Runda:
    """A closed round where all is judged and nobody proposed."""
    return runda(**{"stangd": DAG, "bedomda": 100, "foreslagna": 0} | mer)


SENARE = ["Efter analysen", "Efter planen"]
UNDERLAG = "Med sammanställningen som underlag"
EFTER = "Efter kartläggningen"
# Kept on one line, so that a number is never parted from its word.
PAGAR = "{} kartläggning{} pågår".replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("r", "rader", "lagen"),
    [
        (None, ["Inte börjad", EFTER, EFTER, *SENARE], "nu sedan sedan sedan sedan"),
        (runda(), ["0 av 100 rutor bedömda", EFTER, EFTER, *SENARE], "nu sedan sedan sedan sedan"),
        (runda(bedomda=43), ["43 av 100 rutor bedömda", EFTER, EFTER, *SENARE], "nu sedan sedan sedan sedan"),
        (
            klar(foreslagna=3, obeslutade=3),
            ["Stängd 29 september", "0 av 3 förslag beslutade", UNDERLAG, *SENARE],
            "klart nu sedan sedan sedan",
        ),
        (
            klar(foreslagna=1, obeslutade=1, elever=1, bedomda=9, rutor=10),
            ["Stängd 29 september med 1 lucka", "0 av 1 förslag beslutat", UNDERLAG, *SENARE],
            "klart nu sedan sedan sedan",
        ),
        (
            klar(foreslagna=5, beslutade=2, obeslutade=3, pagar=1),
            ["Stängd 29 september", f"2 av 5 förslag beslutade · {PAGAR.format('1', '')}", UNDERLAG, *SENARE],
            "klart nu sedan sedan sedan",
        ),
        (
            klar(foreslagna=5, beslutade=5, pagar=2),
            ["Stängd 29 september", f"5 av 5 förslag beslutade · {PAGAR.format('2', 'ar')}", UNDERLAG, *SENARE],
            "klart nu sedan sedan sedan",
        ),
        (
            klar(foreslagna=5, beslutade=5),
            ["Stängd 29 september", "5 av 5 förslag beslutade", UNDERLAG, *SENARE],
            "klart klart nu sedan sedan",
        ),
        # Started without a proposal.
        (
            klar(pagar=1),
            ["Stängd 29 september", f"Ingen elev föreslås · {PAGAR.format('1', '')}", UNDERLAG, *SENARE],
            "klart nu sedan sedan sedan",
        ),
        # The pupil who was proposed has moved: for another class to decide about.
        (
            klar(foreslagna=1),
            ["Stängd 29 september", "Inget att besluta", UNDERLAG, *SENARE],
            "klart klart nu sedan sedan",
        ),
        (
            klar(bedomda=80),
            ["Stängd 29 september med 20 luckor", "Ingen elev föreslås", UNDERLAG, *SENARE],
            "klart klart nu sedan sedan",
        ),
        (
            klar(foreslagna=None),
            ["Stängd 29 september", "Enligt sammanställningen", UNDERLAG, *SENARE],
            "klart nu sedan sedan sedan",
        ),
    ],
)
def test_the_steps(r, rader, lagen):
    svar = steg(r, idag=IDAG)
    assert [s.namn for s in svar] == ["Kartläggning", "Individer", "Analys", "Plan", "Uppföljning"]
    assert [s.rad for s in svar] == rader
    assert [s.lage for s in svar] == [Lage(x) for x in lagen.split()]
    assert [s.lage for s in svar].count(Lage.NU) == 1


MENTOR = Vem(bedomer=True, laser_in=True, laser=True, analyserar=True)
HALSA = Vem(laser=True, analyserar=True)
# The mentor of a later läsår reads, and no more.
LASARE = Vem(laser=True)
ADMIN = Vem(laser_in=True)
PLANERA = "Planera ett analysmöte, eller börja nu."


@pytest.mark.parametrize(
    ("r", "elever", "vem", "vad", "text"),
    [
        (None, 0, MENTOR, Vad.LASA_IN, "Klassen har inga elever än. Läs in klasslistan, så kan ni börja."),
        (None, 0, ADMIN, Vad.LASA_IN, "Klassen har inga elever än. Läs in klasslistan, så kan ni börja."),
        (None, 0, LASARE, Vad.VANTA, "Klassen har inga elever än."),
        (runda(rutor=0), 0, MENTOR, Vad.LASA_IN, "Klassen har inga elever än. Läs in klasslistan, så kan ni börja."),
        (None, 10, MENTOR, Vad.STARTA, "Klassen har inte kartlagts det här läsåret."),
        (None, 10, LASARE, Vad.VANTA, "Klassens mentorer har inte börjat kartlägga det här läsåret."),
        (None, 10, ADMIN, Vad.VANTA, "Klassens mentorer har inte börjat kartlägga det här läsåret."),
        (runda(), 10, MENTOR, Vad.FORTSATT, "100 rutor är kvar att bedöma."),
        (runda(bedomda=99), 10, MENTOR, Vad.FORTSATT, "1 ruta är kvar att bedöma."),
        (runda(bedomda=100), 10, MENTOR, Vad.STANG, "Alla rutor är bedömda. Stäng kartläggningen när ni är klara."),
        (
            runda(bedomda=40),
            10,
            LASARE,
            Vad.SE,
            "Kartläggningen pågår. Sammanställningen visar det som är bedömt hittills.",
        ),
        (runda(bedomda=40), 10, ADMIN, Vad.VANTA, "Kartläggningen pågår."),
        (klar(), 10, MENTOR, Vad.PLANERA_ANALYS, f"Kartläggningen är klar. {PLANERA}"),
        (klar(), 10, HALSA, Vad.PLANERA_ANALYS, f"Kartläggningen är klar. {PLANERA}"),
        (klar(), 10, LASARE, Vad.SE, "Kartläggningen är klar. Gå igenom sammanställningen tillsammans."),
        (klar(), 10, ADMIN, Vad.VANTA, "Kartläggningen är klar."),
        (
            klar(bedomda=22),
            10,
            MENTOR,
            Vad.PLANERA_ANALYS,
            f"Kartläggningen är stängd med 78 luckor. {PLANERA}",
        ),
        (
            klar(bedomda=99),
            10,
            LASARE,
            Vad.SE,
            "Kartläggningen är stängd med 1 lucka. Gå igenom sammanställningen tillsammans.",
        ),
        (klar(bedomda=99), 10, ADMIN, Vad.VANTA, "Kartläggningen är stängd med 1 lucka."),
        (
            klar(foreslagna=3, obeslutade=1, beslutade=2, pagar=2),
            10,
            MENTOR,
            Vad.FORSLAG,
            "1 elev föreslås för individuell kartläggning och väntar på ert beslut: starta eller avstå.",
        ),
        (
            klar(foreslagna=3, beslutade=3, pagar=2),
            10,
            MENTOR,
            Vad.INDIVIDER,
            "2 individuella kartläggningar pågår. Inget förslag väntar på beslut. Planera analysmötet under tiden om ni"
            " vill.",
        ),
        (
            klar(foreslagna=3, beslutade=3),
            10,
            MENTOR,
            Vad.PLANERA_ANALYS,
            f"Kartläggningen är klar. {PLANERA}",
        ),
        (
            klar(foreslagna=3, obeslutade=2, beslutade=1),
            10,
            HALSA,
            Vad.PLANERA_ANALYS,
            f"Kartläggningen är klar. Mentorerna har 2 förslag kvar att besluta om. {PLANERA}",
        ),
        # Who does not decide reads.
        (
            klar(foreslagna=3, obeslutade=3),
            10,
            LASARE,
            Vad.SE,
            "Kartläggningen är klar. Gå igenom sammanställningen tillsammans.",
        ),
        # Everyone has left since: what was judged can still be read.
        (klar(), 0, LASARE, Vad.SE, "Kartläggningen är klar. Gå igenom sammanställningen tillsammans."),
    ],
)
def test_the_one_next_thing(r, elever, vem, vad, text):
    svar = nasta(r, elever=elever, vem=vem, idag=IDAG)
    assert (svar.vad, svar.text) == (vad, text)


def mote(**mer) -> Mote:
    """A meeting of the round, planned two days ahead."""
    return Mote(**{"kod": "m", "runda": "k", "datum": date(2026, 11, 24)} | mer)


HALLET = {"datum": date(2026, 11, 20), "avslutad": date(2026, 11, 20), "borjat": True}


class TestTheMeeting:
    """The analysis in the journey: planned, its day come, under way, held."""

    @pytest.mark.parametrize(
        ("r", "m", "rader", "lagen"),
        [
            (klar(), mote(), "Planerat 24 november", "klart klart nu sedan sedan"),
            (klar(), mote(tid=time(14, 30)), "Planerat 24 november kl. 14.30", "klart klart nu sedan sedan"),
            # Proposals first, until the day of the meeting.
            (klar(foreslagna=1, obeslutade=1), mote(), "Planerat 24 november", "klart nu sedan sedan sedan"),
            (klar(foreslagna=1, obeslutade=1), mote(datum=IDAG), "Planerat 22 november", "klart klart nu sedan sedan"),
            (klar(pagar=2), mote(borjat=True), "Pågår sedan 24 november", "klart klart nu sedan sedan"),
            (klar(pagar=2), mote(**HALLET), "Hållet 20 november, inga mönster", "klart klart klart nu sedan"),
            (
                klar(),
                mote(**HALLET, monster=5, angelagna=2),
                "Hållet 20 november, 5 mönster, 2 angelägna",
                "klart klart klart nu sedan",
            ),
            # Held about an earlier round: history. Planned on one: still to be held.
            (klar(), mote(runda="x", **HALLET), UNDERLAG, "klart klart nu sedan sedan"),
            (klar(), mote(runda="x"), "Planerat 24 november", "klart klart nu sedan sedan"),
            (runda(), mote(runda="x"), "Planerat 24 november", "nu sedan sedan sedan sedan"),
            (runda(), mote(runda="x", **HALLET), EFTER, "nu sedan sedan sedan sedan"),
        ],
    )
    def test_the_steps(self, r, m, rader, lagen):
        svar = steg(r, m, idag=IDAG)
        assert svar[2].rad == rader
        assert [s.lage for s in svar] == [Lage(x) for x in lagen.split()]

    def test_the_plan_comes_next_when_it_is_held(self):
        assert [s.rad for s in steg(klar(), mote(**HALLET), idag=IDAG)][3:] == ["Utifrån det angelägna", "Efter planen"]

    @pytest.mark.parametrize(
        ("r", "m", "vem", "vad", "text"),
        [
            (klar(), mote(tid=time(14, 30)), MENTOR, Vad.ANALYS, "Analysmötet är planerat till 24 november kl. 14.30."),
            (klar(), mote(datum=IDAG), HALSA, Vad.ANALYS, "Analysmötet är i dag."),
            (klar(), mote(datum=IDAG, tid=time(9)), LASARE, Vad.ANALYS, "Analysmötet är i dag kl. 09.00."),
            (
                klar(),
                mote(datum=date(2026, 11, 20)),
                MENTOR,
                Vad.ANALYS,
                "Analysmötet var planerat till 20 november. Börja det, eller flytta det.",
            ),
            (klar(), mote(datum=date(2026, 11, 20)), LASARE, Vad.ANALYS, "Analysmötet var planerat till 20 november."),
            (
                klar(),
                mote(borjat=True),
                MENTOR,
                Vad.ANALYS,
                "Analysmötet är i gång. Fortsätt där ni var.",
            ),
            (klar(), mote(borjat=True), LASARE, Vad.ANALYS, "Analysmötet är i gång."),
            (
                klar(foreslagna=1, obeslutade=1),
                mote(),
                MENTOR,
                Vad.FORSLAG,
                "1 elev föreslås för individuell kartläggning och väntar på ert beslut: starta eller avstå. Analysmötet"
                " är 24 november.",
            ),
            (
                klar(pagar=1),
                mote(),
                MENTOR,
                Vad.INDIVIDER,
                "1 individuell kartläggning pågår. Inget förslag väntar på beslut. Analysmötet är 24 november.",
            ),
            (klar(pagar=1), mote(datum=IDAG), MENTOR, Vad.ANALYS, "Analysmötet är i dag."),
            (
                klar(foreslagna=1, obeslutade=1),
                mote(**HALLET, monster=1, angelagna=1, steg_kvar=1),
                MENTOR,
                Vad.STARTA_PLAN,
                "Analysmötet den 20 november är hållet: 1 mönster, 1 angeläget. 1 nästa steg är inte gjort. Gör en plan"
                " utifrån det angelägna.",
            ),
            (
                klar(),
                mote(**HALLET, monster=3),
                MENTOR,
                Vad.STARTA_PLAN,
                "Analysmötet den 20 november är hållet: 3 mönster. Gör en plan utifrån det ni kom fram till.",
            ),
            # Nothing to make a plan of.
            (klar(), mote(**HALLET), MENTOR, Vad.SE_ANALYS, "Analysmötet den 20 november är hållet: inga mönster."),
            (
                klar(),
                mote(**HALLET, monster=3, steg_kvar=2),
                LASARE,
                Vad.SE_ANALYS,
                "Analysmötet den 20 november är hållet: 3 mönster. 2 nästa steg är inte gjorda.",
            ),
            # Who does not read summaries knows nothing of meetings.
            (klar(), mote(), ADMIN, Vad.VANTA, "Kartläggningen är klar."),
        ],
    )
    def test_the_one_next_thing(self, r, m, vem, vad, text):
        assert nasta(r, m, elever=10, vem=vem, idag=IDAG) == Nasta(vad, text)
