"""The meeting's core, with the keyboard alone and, the same, with plain forms where there is no JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import moten
from .moten import ELEVER, ELEVHALSANS_NAMN, MENTOR, Motet, korten, texter, utkasten
from .tangentbord import tabba_till, valj


@pytest.fixture
def mote(program) -> Motet:
    return moten.rakna_upp(program)


def nasta(page: Page, del_: str) -> None:
    """The next page with one key; the focus is on the page's head since the last."""
    page.keyboard.press("n")
    page.wait_for_url(f"**/{del_}/#mote")
    expect(page.locator("#mote")).to_be_focused()


def test_karnan_med_tangentbordet(oppna, mote):
    page = oppna(MENTOR)
    page.goto(mote.sida())
    valj(page, page.get_by_role("link", name="Börja mötet"))

    # Drafts: taken, left, and the focus on the next each time.
    tabba_till(page, utkasten(page).first.get_by_role("button", name="Ta med", exact=True))
    page.keyboard.press("t")
    expect(korten(page)).to_have_count(1)
    expect(utkasten(page).first.get_by_role("button", name="Ta med", exact=True)).to_be_focused()
    page.keyboard.press("a")
    expect(utkasten(page)).to_have_count(1)
    page.keyboard.press("r")
    expect(korten(page)).to_have_count(2)
    expect(korten(page).nth(1).locator("textarea")).to_be_focused()
    page.keyboard.type("I NO: ")
    page.keyboard.press("Tab")
    expect(korten(page).nth(1).locator(".notering-lage")).to_contain_text("Sparat")
    assert "I NO: " in texter(page)[1]
    angelagen = korten(page).first.get_by_role("button", name="Angeläget")
    tabba_till(page, angelagen)
    page.keyboard.press("Space")
    expect(angelagen).to_have_attribute("aria-pressed", "true")
    expect(angelagen).to_be_focused()

    # To the factors, a key a page.
    tabba_till(page, page.get_by_role("link", name=re.compile("^Nästa: ")))
    for del_ in ("akademisk", "kognitiv", "affektiv", "faktorer"):
        nasta(page, f"gruppen/oro/{del_}")
    kort = korten(page).first
    valj(page, kort.get_by_role("button", name="Vikarier"))
    tabba_till(page, kort.locator("li.koppling textarea"))
    page.keyboard.type("Fyra vikarier i höst.")
    page.keyboard.press("Tab")
    expect(kort.locator("li.koppling .notering-lage")).to_contain_text("Sparat")

    # A pupil, with who does what next, and on to the next pupil.
    valj(page, page.get_by_role("navigation", name="Mötets steg").get_by_role("link", name="Elever"))
    valj(page, page.locator("#punkter").get_by_role("link", name=ELEVER[0]))
    tabba_till(page, utkasten(page).first.get_by_role("button", name="Ta med", exact=True))
    page.keyboard.press("t")
    expect(korten(page)).to_have_count(1)
    kort = korten(page).first
    valj(page, kort.get_by_text("Lägg till nästa steg"))
    tabba_till(page, kort.get_by_label("Vad ska göras?"))
    page.keyboard.type("Ring hem.")
    tabba_till(page, kort.get_by_label("Vem?"))
    page.keyboard.type("Birgitta")
    tabba_till(page, kort.get_by_label("Senast"))
    page.keyboard.type("01152027")
    valj(page, kort.get_by_role("button", name="Lägg till steget"))
    steg = kort.locator(".steg-rad")
    expect(steg.locator("textarea")).to_have_value("Ring hem.")
    expect(steg.get_by_label("Vem?").locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)
    expect(steg.get_by_label("Senast")).to_have_value("2027-01-15")
    tabba_till(page, page.get_by_role("button", name="Klar med eleven"))
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_contain_text(ELEVER[1])
    expect(page.locator("#mote")).to_be_focused()


def test_karnan_utan_javascript(oppna, mote):
    page = oppna(MENTOR, 1024, 768, java_script_enabled=False)
    page.goto(mote.sida())
    page.get_by_role("link", name="Börja mötet").click()
    utkasten(page).first.get_by_role("button", name="Ta med", exact=True).click()
    expect(korten(page)).to_have_count(1)
    utkasten(page).first.get_by_role("button", name="Ta med och ändra").click()
    page.locator("form.notering textarea").fill("I NO håller sig många för sig själva.")
    page.get_by_role("button", name="Spara").click()
    expect(korten(page)).to_have_count(2)
    utkasten(page).first.get_by_role("button", name="Avfärda").click()
    page.get_by_text("Visa avfärdade (1)").click()
    page.get_by_role("button", name="Ta fram igen").click()
    expect(utkasten(page)).to_have_count(1)
    page.locator("form.nytt textarea").fill("Rasterna slutar i bråk.")
    page.get_by_role("button", name="Lägg till mönstret").click()
    page.get_by_role("button", name="Angeläget").first.click()
    expect(page.get_by_role("button", name="Angeläget").first).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Flytta upp mönster 3").click()
    assert texter(page)[1:] == ["Rasterna slutar i bråk.", "I NO håller sig många för sig själva."]

    page.get_by_role("list", name="Mönster som väcker oro").get_by_role("link", name="Faktorer").click()
    korten(page).first.get_by_role("button", name="Vikarier").click()
    rad = korten(page).first.locator("li.koppling")
    rad.locator("textarea").fill("Fyra vikarier i höst.")
    rad.get_by_role("button", name="Spara").click()
    expect(korten(page).first.locator("li.koppling textarea")).to_have_value("Fyra vikarier i höst.")

    page.get_by_role("navigation", name="Mötets steg").get_by_role("link", name="Elever").click()
    page.locator("#punkter").get_by_role("link", name=ELEVER[0]).click()
    page.locator("#fraga-sticker-ut textarea").fill("Ja, i NO.")
    page.locator("#fraga-sticker-ut").get_by_role("button", name="Spara").click()
    expect(page.locator("#fraga-sticker-ut textarea")).to_have_value("Ja, i NO.")
    utkasten(page).first.get_by_role("button", name="Ta med", exact=True).click()
    page.get_by_text("Lägg till nästa steg").click()
    page.get_by_label("Vad ska göras?").fill("Ring hem.")
    page.get_by_label("Vem?").select_option(label=ELEVHALSANS_NAMN)
    page.get_by_label("Senast").fill("2027-01-15")
    page.get_by_role("button", name="Lägg till steget").click()
    expect(page.locator(".steg-rad textarea")).to_have_value("Ring hem.")
    page.get_by_role("button", name="Klar med eleven").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(ELEVER[1])
    page.get_by_role("navigation", name="Mötets steg").get_by_role("link", name="Sammanfattning").click()
    expect(page.locator("#angelagna > li")).to_have_count(1)
    page.get_by_role("button", name="Avsluta mötet").click()
    expect(page.get_by_text("Mötet är avslutat. Här är det ni kom fram till.")).to_be_visible()
    expect(page.locator("#levande textarea:not([readonly])")).to_have_count(0)
