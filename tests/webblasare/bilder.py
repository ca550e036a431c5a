"""The pictures of README, of the demo in a real browser: ``make bilder`` writes docs/bilder/*.png.

Each is what one of the demo's accounts sees; what is printed is the PDF's first page.
"""

import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from .conftest import LOSENORD, WEBBLASARE
from .program import ROT, Program

MAPP = ROT / "docs" / "bilder"
# Few colours are enough for a page, and make a tenth of the bytes.
FARGER = 128


@dataclass(frozen=True)
class Bild:
    """A picture: whose screen (the account before the @), how to get there, and the part of the page that is shown."""

    namn: str
    konto: str
    vag: Callable[[Page], None]
    hojd: int = 760
    bredd: int = 1200


def _klass(namn: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("link", name=namn, exact=True).first.click()


def _i_klass(namn: str, lank: str) -> Callable[[Page], None]:
    def vag(page: Page) -> None:
        _klass(namn)(page)
        page.get_by_role("link", name=lank).first.click()

    return vag


def _motet(page: Page) -> None:
    _i_klass("8B", "Fortsätt mötet")(page)
    page.goto("/".join(page.url.split("/")[:5]) + "/gruppen/oro/akademisk/")


def _planen(klass: str, omrade: str) -> Callable[[Page], None]:
    return _i_klass(klass, omrade)


def _steg_3(page: Page) -> None:
    _planen("8A", "Närvaron på NO-lektionerna")(page)
    page.goto(page.url + "steg/modul-2/8/")


def _granska(page: Page) -> None:
    page.get_by_role("link", name="Matematiken: att våga börja").first.click()


BILDER = [
    Bild("1-kartlaggning", "mentor", _i_klass("7A", "Fortsätt bedöma")),
    Bild("2-sammanstallning", "mentor", _i_klass("8B", "Sammanställning")),
    Bild("3-analys", "mentor", _motet),
    Bild("4-plan", "elevhalsa", _planen("8A", "Närvaron på NO-lektionerna"), hojd=1000),
    Bild("5-varv", "elevhalsa", _steg_3),
    Bild("6-granska", "rektor", _granska),
    Bild("7-rektorns-start", "rektor", lambda page: None, hojd=900),
]
# What is printed: the plan of this class, as these.
UTSKRIFTER = {"8-handlingsplan": "uppgift-5", "9-uppfoljningsblad": "uppfoljning"}


def gor(mapp: Path = MAPP) -> list[Path]:
    """Make all of them; returns the files."""
    mapp.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        program = Program(Path(var))
        program.forbered()
        program.starta()
        try:
            with sync_playwright() as p:
                webblasare = p.chromium.launch(**WEBBLASARE)
                filer = [_skarmen(webblasare, program, bild, mapp) for bild in BILDER]
                filer += [_utskriften(webblasare, program, namn, mall, mapp) for namn, mall in UTSKRIFTER.items()]
                webblasare.close()
        finally:
            program.doda()
    return filer


def _inloggad(webblasare, program: Program, konto: str, bredd: int, hojd: int) -> Page:
    page = webblasare.new_context(locale="sv-SE", viewport={"width": bredd, "height": hojd}).new_page()
    page.goto(program.adress)
    page.get_by_label("E-post").fill(f"{konto}@exempel.test")
    page.get_by_label("Lösenord").fill(LOSENORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("heading", name="Hej ").wait_for()
    return page


def _skarmen(webblasare, program: Program, bild: Bild, mapp: Path) -> Path:
    page = _inloggad(webblasare, program, bild.konto, bild.bredd, bild.hojd)
    bild.vag(page)
    page.wait_for_load_state("networkidle")
    fil = mapp / f"{bild.namn}.png"
    page.screenshot(path=fil, clip={"x": 0, "y": 0, "width": bild.bredd, "height": bild.hojd})
    page.context.close()
    return _liten(fil)


def _utskriften(webblasare, program: Program, namn: str, mall: str, mapp: Path) -> Path:
    page = _inloggad(webblasare, program, "elevhalsa", 1200, 800)
    _planen("8A", "Närvaron på NO-lektionerna")(page)
    pdf = page.request.get(f"{page.url}{mall}.pdf").body()
    page.context.close()
    fil = mapp / namn
    subprocess.run(
        ["pdftoppm", "-png", "-r", "72", "-singlefile", "-", fil], input=pdf, check=True, capture_output=True
    )
    return _liten(fil.with_suffix(".png"))


def _liten(fil: Path) -> Path:
    with Image.open(fil) as bild:
        bild.convert("RGB").quantize(FARGER).save(fil, optimize=True)
    return fil


if __name__ == "__main__":
    for fil in gor():
        print(f"{fil.relative_to(ROT)}  {fil.stat().st_size // 1024} kB")
