"""Dates and times have one look each (docs/arkitektur.md, Rooms)."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from kartlaggning.models import dag_och_tid

from .test_struktur import PAKET, ROT

I_TEXT = {"j F Y", "j F", "l j F Y", "H.i"}
I_TABELL = I_TEXT | {"Y-m-d", "Y-m-d H.i"}
FILTER = re.compile(r"""\|(?:date|time):["']([^"']+)["']""")
KLOCKA_MED_KOLON = re.compile(r"%H:%M|H:i")
# A cell of a table may hold a sentence. The foot of every printed page is no cell, and is short as one.
FOT = {"utskriftsram.html", "utskrift_ark.html", "mapp_utskrift.html"}
# What a browser's own field for a time is filled with and sends has a colon whatever it shows.
TIDSFALT = re.compile(r".*(?:forms\.TimeInput|input_formats).*")


def avvikelser(mall: str, *, fot: bool = False) -> list[str]:
    """The formats of dates in a template that are not those of the place they stand in."""
    fel = []
    for rad in mall.splitlines():
        tillatna = I_TABELL if fot or "<td" in rad else I_TEXT
        fel += [f for f in FILTER.findall(rad) if f not in tillatna]
    return fel


def mallar() -> list[Path]:
    return sorted((ROT / "templates").rglob("*.html"))


def test_templates_keep_to_the_rule():
    fel = {str(m): f for m in mallar() if (f := avvikelser(m.read_text(), fot=m.name in FOT))}
    assert fel == {}


def test_no_time_is_written_with_a_colon():
    filer = [*mallar(), *(f for p in PAKET for f in (ROT / p).rglob("*.py"))]
    assert [str(f) for f in filer if KLOCKA_MED_KOLON.search(TIDSFALT.sub("", f.read_text()))] == []


@pytest.mark.parametrize(
    ("rad", "fel"),
    [
        ('<p>{{ k.datum|date:"Y-m-d" }}</p>', ["Y-m-d"]),
        ('<td>{{ k.datum|date:"d/m Y" }}</td>', ["d/m Y"]),
        ("<p>{{ k.tid|time:'H:i' }}</p>", ["H:i"]),
        ('<p>{{ k.datum|date:"j F Y" }} {{ k.tid|time:"H.i" }}</p><td>{{ k.datum|date:"Y-m-d" }}</td>', []),
    ],
)
def test_another_look_is_found(rad, fel):
    assert avvikelser(rad) == fel


def test_a_moment_in_text_is_in_the_schools_time():
    assert dag_och_tid(datetime(2026, 11, 22, 5, 7, tzinfo=UTC)) == "22 november 2026 06.07"


def test_the_log_writes_the_time_with_a_point(varld, logga_in):
    klient = logga_in(varld.rektor)
    klient.get(reverse("klass", args=[varld.klass.kod]))
    html = klient.get(reverse("skola_logg", args=[varld.skola.kod])).content.decode()
    tider = re.findall(r'class="siffra tid">([^<]+)</td>', html)
    assert tider
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d\.\d\d", t) for t in tider)
