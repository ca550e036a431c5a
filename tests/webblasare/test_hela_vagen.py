"""The whole first piece, by keyboard alone: class list in, thirty pupils rated, a killed server, closed, printed."""

import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from .tangentbord import tabba_till, valj

KOLUMNER = 10


@pytest.fixture
def klasslista(program):
    fil = program.var / "klasslista.xlsx"
    program.manage("demo", "--klasslista", str(fil))
    return fil


def farger(page: Page) -> list[str]:
    """The colours as they stand on the page, column by column."""
    return page.eval_on_selector_all(
        "#tabell tbody tr",
        "rader => rader[0].cells.length < 2 ? [] : [...Array(10).keys()].flatMap("
        "k => rader.map(r => r.cells[k + 1].dataset.f))",
    )


def test_klasslista_till_utskrift_med_tangentbordet(oppna, program, klasslista, tmp_path):
    page = oppna("mentor@exempel.test")
    valj(page, page.get_by_role("link", name=re.compile("Läs in .*klass")).first)
    filruta = page.locator("input[type=file]")
    tabba_till(page, filruta)
    filruta.set_input_files(klasslista)
    valj(page, page.get_by_role("button", name="Granska listan"))
    expect(page.get_by_text(re.compile(r"Nya \(30\)"))).to_be_visible()
    valj(page, page.get_by_role("button", name="Läs in listan"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("7D")
    valj(page, page.get_by_role("link", name="Starta kartläggning").first)
    valj(page, page.get_by_role("button", name="Starta kartläggningen"))
    tabba_till(page, page.locator("#tabell td.ruta").first)

    # One key a square: thirty pupils, ten statements, the server killed in the middle.
    onskat = [str("1112113"[i % 7]) for i in range(300)]
    for i, tangent in enumerate(onskat):
        if i == 150:
            expect(page.locator("#sparlage")).to_have_attribute("data-lage", "sparat")
            program.doda()
        if i == 170:
            program.starta()
        page.keyboard.press(tangent)
    expect(page.locator("#raknat")).to_contain_text("300 av 300")
    expect(page.locator("#sparlage")).to_have_attribute("data-lage", "sparat")
    page.reload()
    assert farger(page) == onskat

    valj(page, page.get_by_role("link", name="Stäng kartläggningen"))
    valj(page, page.get_by_role("button", name="Stäng kartläggningen"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sammanställning")
    pdf = page.get_by_role("link", name=re.compile("PDF")).first
    tabba_till(page, pdf)
    svar = page.context.request.get(pdf.get_attribute("href"))
    assert svar.headers["content-type"] == "application/pdf"
    (tmp_path / "k.pdf").write_bytes(svar.body())
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "k.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Klass:" in text.stdout
    assert "7D" in text.stdout
    assert text.stdout.count("✓") > 150
