"""The one next thing to do with a plan, from plain values."""

from datetime import date

import pytest

from handlingsplan.nasta import Laget, Vad, dagar, nasta, om
from handlingsplan.saknas import Saknad

IDAG = date(2026, 11, 22)
UTAN_MAL = Saknad("2", "Planen har inget mål")
UTAN_DATUM = Saknad("5", "Datum för uppföljning är inte satt")
HJALP = Saknad("2", "Mål 1 har inga tecken på att ni närmar er", allvarlig=False)


def laget(**mer) -> Laget:
    """An open draft in its first varv, of somebody who writes."""
    return Laget(**{"oppen": True, "lage": "utkast", "nummer": 1, "uppfoljning": None, "skriver": True} | mer)


def vad(**mer) -> Vad:
    return nasta(laget(**mer), idag=IDAG).vad


@pytest.mark.parametrize(
    ("mer", "vantat"),
    [
        ({"saknas": [UTAN_MAL]}, Vad.SKRIV),
        ({"saknas": [HJALP]}, Vad.SKICKA),
        ({}, Vad.SKICKA),
        ({"lage": "skickad", "granskar": True}, Vad.GRANSKA),
        ({"lage": "skickad"}, Vad.VANTA),
        ({"lage": "aterlamnad", "saknas": [UTAN_MAL]}, Vad.KOMMENTARER),
        # What is due goes before what is lacking, but not before what waits for somebody.
        ({"uppfoljning": IDAG, "saknas": [UTAN_MAL]}, Vad.FOLJ_UPP),
        ({"uppfoljning": date(2026, 11, 1), "lage": "godkand"}, Vad.FOLJ_UPP),
        ({"uppfoljning": date(2026, 11, 1), "lage": "skickad"}, Vad.VANTA),
        ({"uppfoljning": date(2026, 11, 1), "lage": "aterlamnad"}, Vad.KOMMENTARER),
        ({"lage": "godkand", "nummer": 2, "saknas": [UTAN_MAL]}, Vad.SKRIV),
        ({"lage": "godkand", "natt": True}, Vad.AVSLUTA),
        ({"lage": "godkand", "insatser": 2, "gjorda": 1}, Vad.INSATSER),
        ({"lage": "godkand", "insatser": 2, "gjorda": 2}, Vad.INGET),
        ({"lage": "godkand"}, Vad.INGET),
        ({"oppen": False, "avslutad": IDAG}, Vad.NASTA_PLAN),
        ({"oppen": False, "avslutad": IDAG, "foljd": True}, Vad.INGET),
        ({"oppen": False, "avslutad": IDAG, "skriver": False}, Vad.INGET),
        # Who only reads is asked to write nothing.
        ({"saknas": [UTAN_MAL], "skriver": False}, Vad.INGET),
        ({"skriver": False}, Vad.INGET),
    ],
)
def test_what_comes_next(mer, vantat):
    assert vad(**mer) == vantat


def test_what_is_missing_leads_to_where_it_is_written():
    svar = nasta(laget(saknas=[UTAN_MAL, HJALP, UTAN_DATUM]), idag=IDAG)
    assert (svar.rubrik, svar.text) == ("Skriv färdigt planen", "Planen har inget mål.")
    assert (svar.knapp, svar.steg) == ("Fortsätt skriva", "2")
    assert svar.mer == (("Datum för uppföljning är inte satt", "5"),)


@pytest.mark.parametrize(
    ("datum", "text"),
    [
        (date(2026, 11, 22), "I dag följer ni upp varv 2."),
        (date(2026, 11, 21), "Uppföljningen var bestämd till 21 november, för 1 dag sedan."),
        (date(2026, 11, 12), "Uppföljningen var bestämd till 12 november, för 10 dagar sedan."),
        (date(2026, 10, 22), "Uppföljningen var bestämd till 22 oktober, för 4 veckor sedan."),
        (date(2026, 5, 22), "Uppföljningen var bestämd till 22 maj, för 6 månader sedan."),
    ],
)
def test_a_late_follow_up_says_how_late(datum, text):
    assert nasta(laget(uppfoljning=datum, nummer=2), idag=IDAG).text == text


def test_insatser_that_are_late_are_said_first():
    mer = {"lage": "godkand", "insatser": 3, "gjorda": 1, "uppfoljning": date(2026, 12, 1)}
    en, tva = (nasta(laget(**mer, sena=n), idag=IDAG) for n in (1, 2))
    assert en.text == "En insats skulle ha varit klar nu. Uppföljningen är tisdag 1 december, om 9 dagar."
    assert tva.text == "2 insatser skulle ha varit klara nu. Uppföljningen är tisdag 1 december, om 9 dagar."


@pytest.mark.parametrize(("antal", "text"), [(0, ""), (1, " med 1 kommentar"), (3, " med 3 kommentarer")])
def test_a_returned_plan_says_how_many_comments(antal, text):
    svar = nasta(laget(lage="aterlamnad", kommentarer=antal), idag=IDAG)
    assert svar.text.startswith(f"Rektor har lämnat tillbaka planen{text}.")
    svar = nasta(laget(lage="aterlamnad", kommentarer=antal, svarade="Rut Rektor"), idag=IDAG)
    assert svar.text.startswith(f"Rut Rektor har lämnat tillbaka planen{text}.")
    assert svar.knapp == ("Läs kommentarerna" if antal else "Läs och skicka igen")


def test_who_returned_the_plan_is_not_asked_to_change_it():
    om = {"lage": "aterlamnad", "kommentarer": 2, "granskar": True, "svarade": "Rut Rektor"}
    svar = nasta(laget(**om, egen=True), idag=IDAG)
    assert svar.text == "Du har lämnat tillbaka planen. Den väntar på dem som skrev den."
    annan = nasta(laget(**om), idag=IDAG)
    assert annan.text == "Rut Rektor har lämnat tillbaka planen. Den väntar på dem som skrev den."
    assert (svar.vad, svar.knapp) == (Vad.VANTA, "")


def test_only_who_may_gets_a_button():
    for mer in (
        {"lage": "skickad"},
        {"lage": "aterlamnad"},
        {"uppfoljning": IDAG},
        {"natt": True},
        {"oppen": False, "avslutad": IDAG},
    ):
        assert nasta(laget(**mer, skriver=False), idag=IDAG).knapp == ""


def test_days_in_words():
    assert [om(date(2026, 11, 22 + n), IDAG) for n in (-2, -1, 0, 1, 2)] == [
        "för 2 dagar sedan",
        "i går",
        "i dag",
        "i morgon",
        "om 2 dagar",
    ]
    assert [dagar(n) for n in (1, 20, 21, 89, 90)] == ["1 dag", "20 dagar", "3 veckor", "13 veckor", "3 månader"]
