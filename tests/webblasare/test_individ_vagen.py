"""From a red mark to a form on two dates, a colleague's view, the pupil's page and the PDF: by keyboard alone."""

import re
import subprocess

import pytest
from playwright.sync_api import Locator, Page, expect

from .tangentbord import tabba_till, valj

MENTOR, LARARE = "mentor@exempel.test", "larare@exempel.test"
# The seventh, eighth and ninth key fall on the academic dimension; only its fifth statement takes "ej aktuellt" (4).
FORSTA = "321112214" + "112111" + "221113"
ANDRA = "211112214" + "111111" + "121112"


def individrutnat(page: Page) -> Locator:
    return page.locator("#tabell td.ruta[data-e]")


def bedom(page: Page, tangenter: str) -> None:
    """Reach the open column's first square and press one key a statement."""
    forsta = individrutnat(page).first
    tabba_till(page, page.locator("#tabell td[tabindex='0']"))
    page.keyboard.press("Control+Home")
    while not forsta.evaluate("e => e === document.activeElement"):
        page.keyboard.press("ArrowRight")
    for tangent in tangenter:
        page.keyboard.press(tangent)
    expect(page.locator("#sparlage")).to_have_attribute("data-lage", "sparat")


def farger(page: Page) -> str:
    return "".join(individrutnat(page).evaluate_all("rutor => rutor.map(r => r.dataset.f)"))


@pytest.fixture
def runda(program) -> str:
    return program.klass_med_runda("9I", 6)


def test_rott_till_utskrift_med_tangentbordet(oppna, program, runda, tmp_path):
    page = oppna(MENTOR)
    page.goto(f"/kartlaggning/{runda}/")

    # A red mark in the class grid, and its proposal in the summary.
    tabba_till(page, page.locator("#tabell td[tabindex='0']"))
    page.keyboard.press("3")
    expect(page.locator("#raknat")).to_contain_text("1 av 60")
    expect(page.locator("#sparlage")).to_have_attribute("data-lage", "sparat")
    valj(page, page.get_by_role("link", name="Sammanställning"))
    tabba_till(page, page.locator("input[name=elev]").first)
    page.keyboard.press("Space")
    valj(page, page.get_by_role("button", name="Starta individuell kartläggning"))
    datum = page.locator("input[name=datum]")
    tabba_till(page, datum)
    page.keyboard.type(program.kor(DATUMTANGENTER))
    tabba_till(page, page.get_by_label("Hämta klassens svar"))
    page.keyboard.press("Space")
    valj(page, page.get_by_role("button", name="Starta", exact=True))

    # The form on its first date: what came from the class is confirmed by the same key again.
    expect(page.locator("#antal-hamtade")).to_have_text("1 svar är hämtat")
    bedom(page, FORSTA)
    expect(page.locator("#raknat")).to_contain_text("21 av 21")
    expect(page.locator(".hamtade")).to_be_hidden()
    kommentar = page.locator("#text-kommentar-beteende")
    tabba_till(page, kommentar)
    page.keyboard.type("Kommer oftare i tid sedan i höstas.")
    page.keyboard.press("Tab")
    expect(page.locator("#tillstand-kommentar-beteende .notering-lage")).to_contain_text("Sparat")
    page.reload()
    assert farger(page) == FORSTA

    # A colleague is asked, answers in a log-in of their own, and sees that column alone.
    valj(page, page.get_by_role("link", name="Fråga en kollega"))
    tabba_till(page, page.get_by_label("Farid Lundén"))
    page.keyboard.press("Space")
    valj(page, page.get_by_role("button", name="Fråga"))
    expect(page.get_by_text("Frågan visas nu på startsidan för Farid Lundén.")).to_be_visible()
    kollega = oppna(LARARE)
    valj(kollega, kollega.get_by_role("link", name=re.compile("Svara om Ada")))
    expect(kollega.get_by_role("heading", level=1)).to_contain_text("Din bild av Ada")
    assert farger(kollega) == "0" * 21
    expect(kollega.locator("#tabell td.last")).to_have_count(0)
    bedom(kollega, "1133")
    valj(kollega, kollega.get_by_role("link", name="Klar? Lämna in din bild"))
    valj(kollega, kollega.get_by_role("button", name="Lämna in"))
    expect(kollega.get_by_text("Din bild är inlämnad")).to_be_visible()

    # The second date in one press; the first and the colleague's are read beside it.
    page.reload()
    valj(page, page.get_by_role("button", name="Nytt datum i dag"))
    expect(page.locator("#tabell td.last")).to_have_count(42)
    bedom(page, ANDRA)
    expect(individrutnat(page).first).to_have_attribute("aria-label", re.compile("bättre än förra datumet$"))
    valj(page, page.get_by_role("link", name="Klar för i dag?"))
    valj(page, page.get_by_role("button", name="Klart för det här datumet"))

    # The pupil's page tells what has moved, and the PDF is printed from it.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
    expect(page.get_by_role("heading", name="Vad har rört sig")).to_be_visible()
    expect(page.get_by_text("Farid Lundén").first).to_be_visible()
    expect(page.get_by_text("Kommer oftare i tid sedan i höstas.").first).to_be_visible()
    valj(page, page.get_by_role("link", name=re.compile("Formulär")).first)
    pdf = page.get_by_role("link", name=re.compile("PDF")).first
    tabba_till(page, pdf)
    svar = page.context.request.get(pdf.get_attribute("href"))
    assert svar.headers["content-type"] == "application/pdf"
    (tmp_path / "i.pdf").write_bytes(svar.body())
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "i.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Kartläggning av en elevs skolanknytning" in text.stdout
    assert "Kommer oftare i tid sedan i höstas." in text.stdout
    assert text.stdout.count("✕") >= FORSTA.count("3")


# Two weeks ago, as one types it into a date field: the browser's own language, here English, decides the order.
DATUMTANGENTER = """
from datetime import timedelta
from skolanknytning.skola.models import idag
print(f"{idag() - timedelta(days=14):%m%d%Y}")
"""
