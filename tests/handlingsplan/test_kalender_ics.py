"""The calendar as text, read back by a parser that did not write it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from handlingsplan.kalender.ics import Handelse, ics

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NU = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
MOTE = Handelse(
    "uppfoljning-abc",
    "Uppföljning av plan, 7A",
    datetime(2026, 12, 1, 14, 15, tzinfo=STOCKHOLM),
    version=7,
    andrad=datetime(2026, 11, 20, 8, 0, 0, 123, tzinfo=STOCKHOLM),
    vag="/plan/abc/",
)


def skriv(*handelser) -> str:
    return ics(handelser, adress="https://skola.example", nu=NU).decode()


def las(*handelser):
    return vobject.readOne(skriv(*handelser))


def innehall(event) -> dict:
    """Every property of an event, as the parser reads it."""
    return {namn: [rad.value for rad in rader] for namn, rader in event.contents.items()}


def test_a_meeting_is_read_back_whole():
    (event,) = las(MOTE).vevent_list
    start = datetime(2026, 12, 1, 13, 15, tzinfo=UTC)
    assert innehall(event) == {
        "uid": ["uppfoljning-abc@skolanknytning"],
        "summary": ["Uppföljning av plan, 7A"],
        "dtstart": [start],
        "dtend": [start + timedelta(hours=1)],
        "dtstamp": [datetime(2026, 11, 20, 7, tzinfo=UTC)],
        "last-modified": [datetime(2026, 11, 20, 7, tzinfo=UTC)],
        "sequence": ["7"],
        "status": ["CONFIRMED"],
        "transp": ["OPAQUE"],
        "url": ["https://skola.example/plan/abc/"],
        "description": ["Öppna i Skolanknytning: https://skola.example/plan/abc/"],
    }


def test_a_day_ends_the_day_after_and_makes_nobody_busy():
    """Without an address, for who may not open the plan; and without a time of change that is not known."""
    (event,) = las(Handelse("insats-x-klart", "Din insats", date(2026, 12, 31), version=0, traff=False)).vevent_list
    assert innehall(event) == {
        "uid": ["insats-x-klart@skolanknytning"],
        "summary": ["Din insats"],
        "dtstart": [date(2026, 12, 31)],
        "dtend": [date(2027, 1, 1)],
        "dtstamp": [NU],
        "sequence": ["0"],
        "status": ["CONFIRMED"],
        "transp": ["TRANSPARENT"],
    }


@pytest.mark.parametrize("dag", [date(2026, 1, 15) + timedelta(days=7 * n) for n in range(60)])
def test_a_time_is_the_same_moment_in_summer_and_winter(dag):
    """The calendar's own rule of summer time, followed by the parser, against the machine's tables."""
    lokal = datetime(dag.year, dag.month, dag.day, 14, tzinfo=STOCKHOLM)
    (event,) = las(Handelse("a", "Möte", lokal, version=0)).vevent_list
    assert event.dtstart.value.utcoffset() == lokal.utcoffset()
    assert event.dtstart.value == lokal
    assert "DTSTART;TZID=Europe/Stockholm:" in skriv(Handelse("a", "Möte", lokal, version=0))


def test_the_calendar_says_what_it_is_called_and_how_often_to_come_back():
    text = skriv(MOTE)
    for rad in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "X-WR-CALNAME:Skolanknytning",
        "NAME:Skolanknytning",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "X-WR-TIMEZONE:Europe/Stockholm",
    ]:
        assert f"{rad}\r\n" in text
    assert "METHOD" not in text


def test_every_line_ends_as_the_standard_says_and_is_short_enough():
    text = skriv(MOTE, Handelse("b", "Åäö, lång; rubrik \\ med tecken " * 8, date(2026, 12, 1), version=0))
    rader = text.split("\r\n")
    assert rader[-1] == ""
    assert not [rad for rad in rader if "\n" in rad or "\r" in rad or len(rad.encode()) > 75]
    (_, event) = vobject.readOne(text).vevent_list
    assert event.summary.value == "Åäö, lång; rubrik \\ med tecken " * 8


def test_an_empty_calendar_has_a_component_as_the_standard_asks():
    kalender = las()
    assert [del_.name for del_ in kalender.components()] == ["VTIMEZONE"]


def test_the_events_keep_their_order():
    andra = Handelse("b", "Nästa", date(2026, 12, 2), version=0)
    assert [e.uid.value.split("@")[0] for e in las(andra, MOTE).vevent_list] == ["b", "uppfoljning-abc"]
