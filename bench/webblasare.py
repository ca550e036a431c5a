"""From key press to painted cell, in Chromium against the running program: a class of thirty pupils, the whole grid."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.webblasare.conftest import logga_in
from tests.webblasare.program import Program

CHROMIUM = "/usr/bin/chromium"
FLAGGOR = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
VARM = 15
# A key's own time stamp is when the browser received it; a task queued in the frame's callback runs after the painting.
LYSSNA = """() => {
  window.bench = [];
  document.addEventListener("keydown", (e) => {
    const ruta = document.activeElement;
    requestAnimationFrame(() => {
      const kanal = new MessageChannel();
      kanal.port1.onmessage = () => window.bench.push([performance.now() - e.timeStamp, ruta.dataset.f === e.key]);
      kanal.port2.postMessage(0);
    });
  }, true);
}"""


def mat(antal: int) -> list[float]:
    """Press ``antal`` keys in the grid, one when the one before has been painted, and return the seconds of each.

    Raises RuntimeError when a key did not paint its cell.
    """
    with tempfile.TemporaryDirectory(prefix="skolanknytning-bench-") as var:
        program = Program(Path(var))
        program.forbered()
        program.starta()
        try:
            kod = program.klass_med_runda("Bench", 30)
            with sync_playwright() as playwright:
                webblasare = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGGOR)
                page = webblasare.new_page(
                    base_url=program.adress, locale="sv-SE", viewport={"width": 1440, "height": 900}
                )
                tider = _tryck(page, kod, VARM + antal)[VARM:]
                webblasare.close()
        finally:
            program.doda()
    return tider


def _tryck(page: Page, kod: str, antal: int) -> list[float]:
    """The seconds of each key, from the first one on."""
    logga_in(page, "mentor@exempel.test")
    page.goto(f"/kartlaggning/{kod}/")
    page.locator("#tabell td.ruta").first.focus()
    page.evaluate(LYSSNA)
    for n in range(antal):
        page.keyboard.press(str(1 + n % 3))
        page.wait_for_function("n => window.bench.length === n", arg=n + 1)
    matta = page.evaluate("window.bench")
    if not all(malad for _, malad in matta):
        raise RuntimeError("En tangent målade inte sin ruta.")
    return [ms / 1000 for ms, _ in matta]
