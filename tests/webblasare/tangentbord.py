"""Reaching things as a person without a mouse does."""

from playwright.sync_api import Locator, Page


def tabba_till(page: Page, mal: Locator, hogst: int = 250) -> None:
    """Press Tab until the target has the focus, as a person without a mouse does."""
    mal.wait_for()
    for _ in range(hogst):
        page.keyboard.press("Tab")
        if mal.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{mal} går inte att nå med tangentbordet")


def valj(page: Page, mal: Locator) -> None:
    """Reach a link or a button with Tab and press Enter."""
    tabba_till(page, mal)
    page.keyboard.press("Enter")
