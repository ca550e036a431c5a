"""One pupil's journey: where it stands, and the one next thing to do."""

from datetime import date

import pytest

from kartlaggning.eleven.elevresa import Fakta, Stallning, nasta, stallning, steg
from kartlaggning.forslag.tillstand import Beslutat, Tillstand
from kartlaggning.forslag.tillstand import Lage as Forslagslage
from kartlaggning.resa import Lage

OKT, NOV, NOV2 = date(2026, 10, 1), date(2026, 11, 3), date(2026, 11, 20)
SKAL = "1 rött (Närvarande i alla ämnen)"


def proposed(lage: Forslagslage, **mer) -> Fakta:
    beslut = Beslutat(True, NOV, "Maja Mentor", "Vi väntar.") if lage == Forslagslage.AVSTOD else None
    return Fakta(klassens=OKT, bedomda=10, av=10, skal=SKAL, forslag=Tillstand(lage, beslut=beslut), fragor=21, **mer)


FALL = {
    "inte bedömd": (
        Fakta(fragor=21),
        Stallning.EJ_BEDOMD,
        ["nu", "sedan", "sedan", "sedan", "sedan"],
        "Eleven är inte bedömd i någon av klassens kartläggningar än. Börja med klassen.",
    ),
    "klassens kartläggning pågår": (
        Fakta(klassens=OKT, klassens_oppen=True, bedomda=6, av=10, fragor=21),
        Stallning.KLASSEN_PAGAR,
        ["nu", "sedan", "sedan", "sedan", "sedan"],
        "Klassens kartläggning den 1 oktober 2026 pågår och föreslår hittills ingen individuell kartläggning. Bedöm"
        " klart klassen först.",
    ),
    "inget föreslås": (
        Fakta(klassens=OKT, bedomda=9, av=10, fragor=21),
        Stallning.FORESLAS_INTE,
        ["klart", "klart", "nu", "sedan", "sedan"],
        "Klassens kartläggning den 1 oktober 2026 föreslår ingen individuell kartläggning. Eleven följs tillsammans"
        " med klassen.",
    ),
    "föreslås": (
        proposed(Forslagslage.FORESLAGEN),
        Stallning.FORESLAS,
        ["klart", "nu", "sedan", "sedan", "sedan"],
        f"Individuell kartläggning föreslås: {SKAL}. Regeln är materialets, ni avgör.",
    ),
    "föreslås på nytt efter ett formulär": (
        proposed(Forslagslage.FORESLAGEN, egna=(date(2026, 9, 1),)),
        Stallning.FORESLAS,
        ["klart", "nu", "sedan", "sedan", "sedan"],
        f"Individuell kartläggning föreslås: {SKAL}. Regeln är materialets, ni avgör.",
    ),
    "avstod": (
        proposed(Forslagslage.AVSTOD),
        Stallning.AVSTOD,
        ["klart", "klart", "nu", "sedan", "sedan"],
        "Ni avstod från individuell kartläggning den 3 november 2026. Eleven följs tillsammans med klassen.",
    ),
    "pågår": (
        proposed(Forslagslage.PAGAR, egna=(NOV, NOV2), oppet=True, svarade=20),
        Stallning.PAGAR,
        ["klart", "nu", "sedan", "sedan", "sedan"],
        "Den individuella kartläggningen den 20 november 2026 pågår. Ett påstående är kvar att bedöma.",
    ),
    "allt bedömt": (
        proposed(Forslagslage.PAGAR, egna=(NOV,), oppet=True, svarade=21),
        Stallning.PAGAR,
        ["klart", "nu", "sedan", "sedan", "sedan"],
        "Alla påståenden är bedömda i den individuella kartläggningen den 3 november 2026. Skriv kommentarerna, och"
        " stäng den när ni är klara.",
    ),
    "pågår utan klassens kartläggning": (
        Fakta(egna=(NOV,), oppet=True, svarade=0, fragor=21),
        Stallning.PAGAR,
        ["sedan", "nu", "sedan", "sedan", "sedan"],
        "Den individuella kartläggningen den 3 november 2026 pågår. 21 påståenden är kvar att bedöma.",
    ),
    "gjord": (
        proposed(Forslagslage.GJORD, egna=(NOV, NOV2)),
        Stallning.GJORD,
        ["klart", "klart", "nu", "sedan", "sedan"],
        "Den individuella kartläggningen är gjord, senast den 20 november 2026. Ta med den till analysen med"
        " kollegorna, och bedöm på nytt när något har förändrats runt eleven.",
    ),
    "gjord utan förslag": (
        Fakta(klassens=OKT, bedomda=10, av=10, egna=(NOV,), fragor=21),
        Stallning.GJORD,
        ["klart", "klart", "nu", "sedan", "sedan"],
        "Den individuella kartläggningen är gjord, senast den 3 november 2026. Ta med den till analysen med"
        " kollegorna, och bedöm på nytt när något har förändrats runt eleven.",
    ),
}


@pytest.mark.parametrize("fall", FALL)
def test_where_it_stands(fall):
    fakta, var, lagen, text = FALL[fall]
    stegen = steg(fakta)
    assert stallning(fakta) == var
    assert [s.namn for s in stegen] == ["Kartläggning", "Individ", "Analys", "Plan", "Uppföljning"]
    assert [s.lage for s in stegen] == lagen
    assert [s.lage for s in stegen].count(Lage.NU) == 1
    assert nasta(fakta) == text


def test_what_the_steps_say():
    def rader(fall: str) -> list[str]:
        return [s.rad for s in steg(FALL[fall][0])]

    assert rader("gjord")[:3] == [
        "1 oktober 2026, 10 av 10 bedömda",
        "2 datum, senast 20 november 2026",
        "Med kartläggningen som underlag",
    ]
    assert rader("gjord utan förslag")[1] == "1 datum, 3 november 2026"
    assert rader("pågår")[1] == "Pågår, 20 av 21 bedömda"
    assert rader("avstod")[1:3] == ["Ni avstod", "Tillsammans med klassen"]
    assert rader("klassens kartläggning pågår")[0] == "Pågår, 6 av 10 bedömda"
    assert rader("inget föreslås")[1] == "Föreslås inte"
    assert rader("pågår utan klassens kartläggning")[0] == "Inte bedömd med klassen"
