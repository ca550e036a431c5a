"""Debian's Chromium, and one program for the whole run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .program import Program

LOSENORD = "skolanknytning"
expect.set_options(timeout=10_000)


# No downloads, no background traffic; root needs --no-sandbox.
WEBBLASARE = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium, as ``WEBBLASARE`` says."""
    return WEBBLASARE


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """The demo program, prepared and running; stopped at the end."""
    yield from programmet(tmp_path_factory.mktemp("program"))


def programmet(var: Path) -> Iterator[Program]:
    """A program of one's own in the folder, as long as it is asked for."""
    program = Program(var)
    program.forbered()
    program.starta()
    yield program
    if program.arbetare:
        program.doda_arbetare()
    if program.process:
        program.doda()


@pytest.fixture
def oppna(browser: Browser, program: Program) -> Callable[..., Page]:
    """A function that logs a person in with a browser of their own and returns the page. Errors on it fail the test."""
    sammanhang: list[BrowserContext] = []
    fel: list[str] = []

    def _oppna(epost: str, bredd: int = 1440, hojd: int = 900, **mer) -> Page:
        s = browser.new_context(
            base_url=program.adress, locale="sv-SE", viewport={"width": bredd, "height": hojd}, **mer
        )
        sammanhang.append(s)
        page = s.new_page()
        page.on("pageerror", lambda e: fel.append(str(e)))
        logga_in(page, epost)
        return page

    yield _oppna
    for s in sammanhang:
        s.close()
    assert fel == []


def logga_in(page: Page, epost: str) -> None:
    """Log in as people do."""
    page.goto("/konto/logga-in/")
    page.fill("input[name=login]", epost)
    page.fill("input[name=password]", LOSENORD)
    page.press("input[name=password]", "Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/konto/logga-in/" not in page.url, "inloggningen gick inte"
