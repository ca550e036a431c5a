"""A calendar as calendar programs read it: iCalendar, RFC 5545, with the properties of RFC 7986 that they ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

# A follow-up or a meeting has a time to begin and none to end; an hour is what people set aside.
LANGD = timedelta(hours=1)
# How often a program may come back. More often would tell nobody anything sooner that matters.
HAMTAS_VAR = timedelta(hours=6)
ZON = "Europe/Stockholm"


@dataclass(frozen=True, slots=True)
class Handelse:
    """Something on a day, or at a time when ``nar`` is one. Names no pupil and quotes nothing that anyone has written.

    ``nyckel`` is the same for as long as it is the same event, whatever of it is changed; ``version`` counts changes
    and ``andrad`` says when the last was (None: not known). ``traff``: people meet, otherwise it is a day when
    something is due. ``vag`` is the page of it in the program, empty for who may not open it.
    """

    nyckel: str
    rubrik: str
    nar: date | datetime
    version: int
    andrad: datetime | None = None
    traff: bool = True
    vag: str = ""


def ics(handelser: Iterable[Handelse], *, adress: str, nu: datetime) -> bytes:
    """The calendar, in the order the events come. ``adress`` is the program's own (https://skola.example)."""
    kalender = Calendar()
    for namn, varde in [
        ("version", "2.0"),
        ("prodid", "-//Skolanknytning//Paminnelser//SV"),
        ("calscale", "GREGORIAN"),
        ("name", "Skolanknytning"),
        ("x-wr-calname", "Skolanknytning"),
        ("x-wr-timezone", ZON),
    ]:
        kalender.add(namn, varde)
    kalender.add("refresh-interval", HAMTAS_VAR, parameters={"VALUE": "DURATION"})
    kalender.add("x-published-ttl", vDuration(HAMTAS_VAR))
    # There in an empty calendar too: one without any component is none by the standard, and some refuse it.
    kalender.add_component(_tidszon())
    for handelse in handelser:
        kalender.add_component(_event(handelse, adress, nu))
    return kalender.to_ical()


def _event(handelse: Handelse, adress: str, nu: datetime) -> Event:
    event = Event()
    event.add("uid", f"{handelse.nyckel}@skolanknytning")
    event.add("dtstamp", (handelse.andrad or nu).astimezone(UTC))
    if handelse.andrad:
        event.add("last-modified", handelse.andrad.astimezone(UTC))
    event.add("sequence", handelse.version)
    event.add("summary", handelse.rubrik)
    event.add("dtstart", handelse.nar)
    # The day an all-day event ends is the first that it is not on.
    event.add("dtend", handelse.nar + (LANGD if isinstance(handelse.nar, datetime) else timedelta(days=1)))
    event.add("status", "CONFIRMED")
    # A day when something is due does not make anybody busy.
    event.add("transp", "OPAQUE" if handelse.traff and isinstance(handelse.nar, datetime) else "TRANSPARENT")
    if handelse.vag:
        event.add("url", adress + handelse.vag)
        # Not every program shows the address by itself.
        event.add("description", f"Öppna i Skolanknytning: {adress}{handelse.vag}")
    return event


def _tidszon() -> Timezone:
    """Swedish time with its rule of summer time, which holds without a last year."""
    zon = Timezone()
    zon.add("tzid", ZON)
    for del_, namn, fran, till, borjan, manad in [
        (TimezoneDaylight(), "CEST", 1, 2, datetime(1981, 3, 29, 2), 3),  # noqa: DTZ001 the rule is in local time
        (TimezoneStandard(), "CET", 2, 1, datetime(1996, 10, 27, 3), 10),  # noqa: DTZ001
    ]:
        del_.add("tzname", namn)
        del_.add("tzoffsetfrom", timedelta(hours=fran))
        del_.add("tzoffsetto", timedelta(hours=till))
        del_.add("dtstart", borjan)
        del_.add("rrule", {"freq": "yearly", "bymonth": manad, "byday": "-1su"})
        zon.add_component(del_)
    return zon
