"""What a plan lacks, as a table."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from handlingsplan import mallar
from handlingsplan.saknas import Saknad, saknas

from .utan_databas import UPPFOLJNING, Planen, personal

MALLAR = mallar.las()
MAJA = personal(1, "Maja Mentor")


def funna(planen: Planen) -> list[tuple[str, str]]:
    """What matters, as (step, what)."""
    return [(s.steg, s.vad) for s in saknas(planen.innehall, MALLAR) if s.allvarlig]


def hjalp(planen: Planen) -> list[tuple[str, str]]:
    """What would help."""
    return [(s.steg, s.vad) for s in saknas(planen.innehall, MALLAR) if not s.allvarlig]


def full(nummer: int = 1) -> Planen:
    """A plan that lacks nothing."""
    p = Planen(nummer=nummer).skriv(
        nulage="Nu.", effekt="Sedan.", hur="Så.", datainsamling="Vi räknar.", **({"gatt": "Bra."} if nummer > 1 else {})
    )
    p.ett_mal(tecken="Fler hälsar.")
    p.en_insats(ansvarig=MAJA, klart=UPPFOLJNING, forvantan="Varje dag.")
    if nummer > 1:
        p.bedom(1, "pa_vag")
    return p.foljs_upp(av=MAJA)


@pytest.mark.parametrize("nummer", [1, 2, 5])
def test_a_full_plan_lacks_nothing(nummer):
    assert saknas(full(nummer).innehall, MALLAR) == []


def test_an_empty_plan():
    assert funna(Planen()) == [
        ("1", "Nuläget är inte beskrivet"),
        ("2", "Planen har inget mål"),
        ("5", "Metod för att se resultatet är inte bestämd"),
        ("5", "Datum för uppföljning är inte satt"),
        ("5", "Ingen är utsedd att följa upp"),
    ]
    assert hjalp(Planen()) == [
        ("2", "Den önskade effekten är inte beskriven"),
        ("5", "Det står inte hur ni följer upp"),
    ]


def test_an_empty_later_varv():
    p = Planen(nummer=2)
    p.ett_mal(tecken="Fler hälsar.")
    p.en_insats(ansvarig=MAJA, klart=UPPFOLJNING, forvantan="Varje dag.")
    assert funna(p) == [
        ("6", "Nuläget är inte beskrivet"),
        ("6", "Mål 1 är inte bedömt: nått, på väg eller ej nått"),
        ("10", "Metod för att se resultatet är inte bestämd"),
        ("10", "Datum för uppföljning är inte satt"),
        ("10", "Ingen är utsedd att följa upp"),
    ]
    assert hjalp(p) == [
        ("6", "Det står inte hur arbetet har gått"),
        ("7", "Den önskade effekten är inte beskriven"),
        ("10", "Det står inte hur ni följer upp"),
    ]


def test_a_goal_is_named_by_its_number_among_those_that_are_left():
    p = full()
    p.ett_mal("")
    p.ett_mal("Tredje.", tecken="x")
    p.mal[0].mal.slut_id = 1
    assert funna(p) == [
        ("2", "Mål 1 är inte formulerat"),
        ("3", "Mål 1 har ingen insats"),
        ("3", "Mål 2 har ingen insats"),
    ]
    assert hjalp(p) == [("2", "Mål 1 har inga tecken på att ni närmar er")]


@pytest.mark.parametrize(
    ("mer", "viktigt", "till_hjalp"),
    [
        ({"text": ""}, [("3", "{} är inte beskriven")], []),
        ({"ansvarig": None}, [("4", "{} har ingen ansvarig")], []),
        ({"ansvarig": None, "ovriga": "arbetslaget"}, [], []),
        ({"forvantan": ""}, [], [("4", "{}: det står inte vad som förväntas")]),
        ({"klart": None}, [], [("3", "{} har inget slutdatum")]),
        ({"klart": None, "ansvarig": None, "genomford": datetime(2026, 11, 20, tzinfo=UTC)}, [], []),
    ],
)
def test_an_insats(mer, viktigt, till_hjalp):
    hel = {"ansvarig": MAJA, "klart": UPPFOLJNING, "forvantan": "Varje dag."}
    for antal, namn in ((1, "Insatsen under mål 1"), (2, "Insats 2 under mål 1")):
        p = full()
        p.mal[0].insatser = p.mal[0].insatser[: antal - 1]
        p.en_insats(**hel | mer)
        assert funna(p) == [(steg, vad.format(namn)) for steg, vad in viktigt]
        assert hjalp(p) == [(steg, vad.format(namn)) for steg, vad in till_hjalp]


def test_an_insats_that_has_been_left_is_not_asked_about():
    p = full()
    p.en_insats("", slut_id=1)
    assert saknas(p.innehall, MALLAR) == []


def test_a_closed_plan_lacks_nothing():
    p = Planen()
    p.plan.avslutad = timezone.now()
    assert saknas(p.innehall, MALLAR) == []


def test_it_says_where_and_whether_it_matters():
    p = full()
    p.varv.uppfoljning = None
    assert saknas(p.innehall, MALLAR) == [Saknad("5", "Datum för uppföljning är inte satt")]
