"""The account menu opens and closes as people expect of a menu."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def page(oppna) -> Page:
    """The start page with the menu opened from the keyboard."""
    page = oppna("mentor@exempel.test")
    page.locator(".jag summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    return page


def test_escape_stanger_och_lamnar_tillbaka_fokus(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mina påminnelser")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()
    expect(page.locator(".jag summary")).to_be_focused()


def test_ett_klick_utanfor_stanger_men_inte_ett_inuti(page):
    page.locator(".jag-ruta p").first.click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()


def test_den_som_tabbar_ut_lamnar_den_stangd(page):
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Logga ut")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.jag') === null && document.activeElement !== document.body")
