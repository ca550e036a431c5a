"""The journey and the one next thing, as tables."""

from datetime import date

import pytest

from kartlaggning.resa import Lage, Runda, Vad, nasta, steg

DAG = date(2026, 9, 29)


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
    svar = steg(r)
    assert [s.namn for s in svar] == ["Kartläggning", "Individer", "Analys", "Plan", "Uppföljning"]
    assert [s.rad for s in svar] == rader
    assert [s.lage for s in svar] == [Lage(x) for x in lagen.split()]
    assert [s.lage for s in svar].count(Lage.NU) == 1


MENTOR = {"bedomer": True, "laser_in": True, "laser": True}
LASARE = {"bedomer": False, "laser_in": False, "laser": True}
ADMIN = {"bedomer": False, "laser_in": True, "laser": False}


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
        (klar(), 10, MENTOR, Vad.SE, "Kartläggningen är klar. Gå igenom sammanställningen tillsammans."),
        (klar(), 10, LASARE, Vad.SE, "Kartläggningen är klar. Gå igenom sammanställningen tillsammans."),
        (klar(), 10, ADMIN, Vad.VANTA, "Kartläggningen är klar."),
        (
            klar(bedomda=22),
            10,
            MENTOR,
            Vad.SE,
            "Kartläggningen är stängd med 78 luckor. Gå igenom sammanställningen tillsammans.",
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
            "2 individuella kartläggningar pågår. Inget förslag väntar på beslut.",
        ),
        (
            klar(foreslagna=3, beslutade=3),
            10,
            MENTOR,
            Vad.SE,
            "Kartläggningen är klar. Gå igenom sammanställningen tillsammans.",
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
        (klar(), 0, MENTOR, Vad.SE, "Kartläggningen är klar. Gå igenom sammanställningen tillsammans."),
    ],
)
def test_the_one_next_thing(r, elever, vem, vad, text):
    svar = nasta(r, elever=elever, **vem)
    assert (svar.vad, svar.text) == (vad, text)
