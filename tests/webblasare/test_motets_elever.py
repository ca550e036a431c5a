"""The agenda and the way from pupil to pupil, by keys alone: the focus goes along, and a colleague's screen follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import moten
from .moten import ELEVER, ELEVHALSA, MENTOR, SKYDDAD, Motet


@pytest.fixture
def mote(program) -> Motet:
    """A rated class with its meeting planned for today: two pupils on the agenda, and a third who is protected."""
    return moten.rakna_upp(program)


def star(page: Page, *namn: str) -> None:
    """The agenda has these pupils in this order."""
    expect(page.locator(".punkt-namn")).to_have_text(list(namn))


def test_dagordningen_ordnas_med_tangenter(oppna, mote):
    sanna, birgitta = oppna(MENTOR), oppna(ELEVHALSA)
    for page in (sanna, birgitta):
        page.goto(mote.sida("elever"))
        star(page, *ELEVER[:2], SKYDDAD)
    alva = sanna.locator(".punkt-namn", has_text=ELEVER[0])
    alva.focus()
    sanna.keyboard.press("Alt+ArrowDown")
    star(sanna, ELEVER[1], ELEVER[0], SKYDDAD)
    expect(alva).to_be_focused()
    sanna.keyboard.press("Alt+ArrowDown")
    star(sanna, ELEVER[1], SKYDDAD, ELEVER[0])
    # At the end nothing happens, and the focus stays.
    sanna.keyboard.press("Alt+ArrowDown")
    expect(alva).to_be_focused()
    upp = sanna.get_by_role("button", name=f"Flytta upp: {ELEVER[0]}")
    upp.focus()
    for i_ordning in ((ELEVER[1], ELEVER[0], SKYDDAD), (*ELEVER[:2], SKYDDAD), (*ELEVER[:2], SKYDDAD)):
        sanna.keyboard.press("Enter")
        star(sanna, *i_ordning)
        expect(upp).to_be_focused()
    expect(upp).to_have_attribute("aria-disabled", "true")
    sanna.get_by_role("button", name=f"Klar: {ELEVER[1]}").press("Space")
    expect(sanna.get_by_text("1 av 3 klara")).to_be_visible()
    expect(birgitta.get_by_text("1 av 3 klara")).to_be_visible()
    star(birgitta, *ELEVER[:2], SKYDDAD)


def test_fran_elev_till_elev_med_en_tangent(oppna, mote):
    page = oppna(MENTOR)
    page.goto(mote.sida("elever"))
    page.locator(".punkt-namn", has_text=ELEVER[0]).press("Enter")
    rubrik = page.get_by_role("heading", level=1)
    for tangent, namn in [("", ELEVER[0]), ("n", ELEVER[1]), ("f", ELEVER[0]), ("k", ELEVER[1]), ("k", SKYDDAD)]:
        if tangent:
            page.keyboard.press(tangent)
        expect(rubrik).to_contain_text(namn)
        expect(page.locator("#mote")).to_be_focused()
    # In a text a letter is a letter.
    falt = page.locator("#fraga-agerande textarea")
    falt.focus()
    page.keyboard.type("nfk")
    expect(falt).to_have_value("nfk")
    expect(rubrik).to_contain_text(SKYDDAD)
    falt.blur()
    expect(page.locator("#fraga-agerande .notering-lage")).to_contain_text("Sparat")
    page.locator("#mote").focus()
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile("/sammanfattning/"))
