"""One statement at a time, and the notes beside it: on a phone, and side by side on a wide screen."""

import pytest
from playwright.sync_api import Page, expect

from .tangentbord import valj

MENTOR = "mentor@exempel.test"
TRYCKYTA_PX = 44


@pytest.fixture
def runda(program, request) -> str:
    """A fresh round of four pupils; the class is named by the test."""
    return program.klass_med_runda(f"S{abs(hash(request.node.name)) % 10**8}", 4)


def skriv(page: Page, nyckel: str, text: str) -> None:
    """Write a note and wait until it is saved."""
    page.locator(f"#text-{nyckel}").fill(text)
    page.locator(f"#text-{nyckel}").blur()
    expect(page.locator(f"#tillstand-{nyckel}")).to_contain_text("Sparat")


@pytest.mark.parametrize("bredd", [360, 390, 768])
def test_pa_en_telefon_star_en_elevs_val_pa_en_rad(oppna, runda, bredd):
    page = oppna(MENTOR, bredd, 844, has_touch=True, is_mobile=True)
    page.goto(f"/kartlaggning/{runda}/pastaende/3/")
    rad = page.get_by_role("group").filter(has=page.get_by_role("radio")).first
    for val in rad.get_by_role("radio").all():
        val.check(force=True)  # the chosen one is bold, and so the widest
        ytor = [yta.bounding_box() for yta in rad.locator(".val-yta:visible").all()]
        assert len({round(yta["y"]) for yta in ytor}) == 1
        assert min(min(yta["width"], yta["height"]) for yta in ytor) >= TRYCKYTA_PX
    expect(rad.get_by_role("checkbox", name="Behöver undersökas")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") == bredd


def test_noteringarna_nas_fran_varje_pastaende(oppna, runda):
    page = oppna(MENTOR, 390, 844)
    page.goto(f"/kartlaggning/{runda}/pastaende/3/")
    valj(page, page.locator("#noteringar summary"))
    skriv(page, "reflektion", "Lugnt i gruppen.")
    page.goto(f"/kartlaggning/{runda}/pastaende/10/")
    expect(page.locator("#text-reflektion")).to_be_visible()
    expect(page.locator("#text-reflektion")).to_have_value("Lugnt i gruppen.")


def test_noteringar_bredvid_varandra_star_i_linje(oppna, runda):
    page = oppna(MENTOR)
    page.goto(f"/kartlaggning/{runda}/")
    # A state that takes two lines, where the others have none.
    page.locator("#text-reflektion").fill("Ada och Bo har arbetat i samma grupp under hela terminen. " * 2)
    expect(page.locator("#tillstand-reflektion")).to_contain_text("Inte sparat än")
    # A question of one line only, beside those of three.
    page.locator("label[for=text-reflektion]").evaluate("e => { e.textContent = 'Reflektera.' }")
    rutor = [ruta.bounding_box() for ruta in page.locator(".noteringar-rad textarea").all()]
    assert len(rutor) == 3
    assert {(r["y"], r["height"]) for r in rutor} == {(rutor[0]["y"], rutor[0]["height"])}
