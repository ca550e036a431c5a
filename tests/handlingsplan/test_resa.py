"""Where a plan stands, as tables."""

from datetime import date

import pytest

from handlingsplan.resa import Laget, Planlage, den_som_avgor

IDAG = date(2026, 11, 22)
FORE, SEDAN = date(2026, 11, 12), date(2026, 12, 15)


def plan(**mer) -> Planlage:
    """A draft that lacks nothing."""
    return Planlage(**{"kod": "p", "omrade": "Ankomst", "lage": "utkast", "uppfoljning": SEDAN} | mer)


@pytest.mark.parametrize(
    ("p", "laget", "rad", "uppfoljningen", "sen"),
    [
        (plan(uppfoljning=None, saknas=3), Laget.SAKNAR, "Utkast, 3 saker saknas", "Datum saknas", False),
        (plan(saknas=1), Laget.SAKNAR, "Utkast, 1 sak saknas", "15 december", False),
        (plan(), Laget.REDO, "Utkast, redo att skickas", "15 december", False),
        (plan(lage="skickad"), Laget.HOS_REKTOR, "Hos rektor", "15 december", False),
        # What the rektor has, nobody can follow up; that its day has passed is said.
        (plan(lage="skickad", uppfoljning=FORE), Laget.HOS_REKTOR, "Hos rektor", "Försenad, {}", True),
        (plan(lage="aterlamnad"), Laget.ATERLAMNAD, "Återlämnad av rektor", "15 december", False),
        (plan(lage="aterlamnad", uppfoljning=FORE), Laget.ATERLAMNAD, "Återlämnad av rektor", "Försenad, {}", True),
        (plan(lage="godkand"), Laget.PAGAR, "Godkänd", "15 december", False),
        (plan(lage="godkand", nummer=2), Laget.PAGAR, "Godkänd, varv 2", "15 december", False),
        (plan(lage="godkand", nummer=2, uppfoljning=None), Laget.UTAN_DATUM, "Godkänd, varv 2", "Datum saknas", False),
        (plan(lage="godkand", uppfoljning=IDAG), Laget.IDAG, "Godkänd", "I dag", False),
        (plan(lage="godkand", uppfoljning=FORE), Laget.SEN, "Godkänd", "Försenad, {}", True),
        # Never sent, and followed up all the same.
        (plan(saknas=2, nummer=2, uppfoljning=FORE), Laget.SEN, "Utkast, varv 2", "Försenad, {}", True),
        (plan(uppfoljning=FORE, avslutad=FORE), Laget.AVSLUTAD, "Avslutad 12 november", "Avslutad", False),
    ],
)  # fmt: skip
def test_where_it_stands(p, laget, rad, uppfoljningen, sen):
    assert (p.laget(IDAG), p.rad(IDAG)) == (laget, rad)
    assert p.uppfoljningen(IDAG) == uppfoljningen.format("skulle ske 12 november")
    assert p.sen(IDAG) is sen


@pytest.mark.parametrize(
    ("p", "varfor", "gor"),
    [
        (plan(saknas=3), "är påbörjad, och 3 saker saknas.", "Fyll i det, så kan den skickas till rektor."),
        (plan(saknas=1), "är påbörjad, och en sak saknas.", "Fyll i det, så kan den skickas till rektor."),
        (plan(), "är ifylld.", "Skicka den till rektor för granskning."),
        (plan(lage="skickad"), "är hos rektor för granskning.", ""),
        (
            plan(lage="aterlamnad"),
            "är återlämnad av rektor.",
            "Läs kommentarerna, ändra det som behövs och skicka den igen.",
        ),
        (plan(lage="godkand"), "är godkänd och pågår. Den följs upp den 15 december.", ""),
        (
            plan(lage="godkand", uppfoljning=None),
            "har inget datum för nästa uppföljning.",
            "Bestäm när ni följer upp igen.",
        ),
        (plan(lage="godkand", uppfoljning=IDAG), "ska följas upp i dag.", "Följ upp nu: har ni närmat er målen?"),
        (
            plan(lage="godkand", uppfoljning=FORE, nummer=2),
            "skulle ha följts upp den 12 november.",
            "Följ upp nu, eller avsluta planen om ni är framme.",
        ),
        (plan(avslutad=FORE), "avslutades den 12 november.", "Starta nästa plan med det ni vill arbeta vidare med."),
    ],
)
def test_the_one_next_thing(p, varfor, gor):
    assert p.nasta(IDAG, skriver=False) == f"Planen ”Ankomst” {varfor}"
    assert p.nasta(IDAG, skriver=True) == f"Planen ”Ankomst” {varfor} {gor}".strip()


def test_a_day_far_away_has_its_year():
    da, sedan = date(2025, 5, 12), date(2027, 11, 1)
    assert plan(avslutad=da).rad(IDAG) == "Avslutad 12 maj 2025"
    assert plan(uppfoljning=da).uppfoljningen(IDAG) == "Försenad, skulle ske 12 maj 2025"
    assert plan(uppfoljning=sedan).uppfoljningen(IDAG) == "1 november 2027"
    assert plan(lage="godkand", uppfoljning=sedan).nasta(IDAG, skriver=False).endswith("den 1 november 2027.")


def test_the_rektor_reviews():
    assert plan(lage="skickad").nasta(IDAG, skriver=True, granskar=True) == "Planen ”Ankomst” väntar på din granskning."
    assert plan().nasta(IDAG, skriver=False, granskar=True) == "Planen ”Ankomst” är ifylld."


def test_of_several_the_most_urgent_decides():
    i_ordning = [
        plan(lage="godkand", uppfoljning=date(2026, 11, 1)),
        plan(lage="godkand", uppfoljning=FORE),
        plan(lage="godkand", uppfoljning=IDAG),
        plan(lage="aterlamnad"),
        plan(saknas=1),
        plan(),
        plan(lage="godkand", uppfoljning=None),
        plan(lage="skickad"),
        plan(lage="godkand"),
        plan(lage="godkand", uppfoljning=date(2026, 12, 16)),
        plan(avslutad=FORE),
        plan(avslutad=date(2026, 11, 1)),
    ]
    for nummer, forst in enumerate(i_ordning):
        assert den_som_avgor(reversed(i_ordning[nummer:]), IDAG) == forst
    assert den_som_avgor([], IDAG) is None
