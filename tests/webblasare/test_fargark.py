"""A school's coloured workbook in, by keyboard alone; the preview for axe, for a phone, and without script."""

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from ..kartlaggning.fargbocker import KORT, bok, fyll, spara
from .tangentbord import tabba_till, valj
from .test_tillganglighet import granska

MENTOR = "mentor@exempel.test"
NUMMER = count(1)


@pytest.fixture
def runda(program) -> str:
    """An open round of a class of its own, with four pupils and no marks."""
    return program.klass_med_runda(f"9K{next(NUMMER)}", 4)


@pytest.fixture
def arbetsbok(program, runda, tmp_path) -> str:
    """A workbook of the class: all green but an orange square, a word, and a name nobody has."""
    kod = (
        "from kartlaggning.models import Kartlaggning;"
        f"print('|'.join(e.namn for e in Kartlaggning.objects.get(kod='{runda}').klass.elever.order_by('id')))"
    )
    namn = program.kor(kod).split("|")
    ny = bok(["Namn", *KORT[:9], "Känner sig hemma"], *([n] for n in [*namn[:3], "Kim Norr"]))
    for rad in range(2, 6):
        for kolumn in range(2, 12):
            ny.active.cell(rad, kolumn).fill = fyll("92D050" if kolumn < 9 else "FFEB9C")
    ny.active["C3"].fill = fyll("F4B084")
    ny.active["D2"].fill = fyll("FFFFFF")
    ny.active["D2"] = "nja"
    fil = tmp_path / "7A.xlsx"
    fil.write_bytes(spara(ny))
    return str(fil)


def ladda_upp(page: Page, runda: str, arbetsbok: str) -> None:
    """From the class's page to the preview, without a mouse; the file itself is what the system's window would give."""
    page.goto(f"/kartlaggning/{runda}/")
    page.locator(".stig a", has_text="9K").click()
    valj(page, page.get_by_role("link", name="Läs in färgad arbetsbok"))
    falt = page.locator("input[type=file]")
    tabba_till(page, falt)
    falt.set_input_files(arbetsbok)
    valj(page, page.get_by_role("button", name="Granska arbetsboken"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Granska arbetsboken")


def test_from_a_workbook_to_a_round_by_keyboard(oppna, runda, arbetsbok):
    page = oppna(MENTOR)
    ladda_upp(page, runda, arbetsbok)
    las_in = page.get_by_role("button", name=re.compile("^Läs in"))
    expect(las_in).to_have_text("Läs in 25 rutor")

    # Each correction draws the outcome anew, and the focus stays where it is.
    orange = page.get_by_label("Vad färgen orange betyder")
    tabba_till(page, orange)
    page.keyboard.type("Rött")
    expect(las_in).to_have_text("Läs in 26 rutor")
    expect(orange).to_be_focused()
    expect(page.locator("#tal-tecken")).to_contain_text("1 att se över")
    ordet = page.get_by_label("Vad ordet nja betyder")
    tabba_till(page, ordet)
    page.keyboard.type("Gult")
    expect(las_in).to_have_text("Läs in 27 rutor")
    kolumn = page.get_by_label("Vad kolumnen K är")
    tabba_till(page, kolumn)
    page.keyboard.type("10. Till")
    expect(las_in).to_have_text("Läs in 30 rutor")
    okand = page.get_by_label("Vem Kim Norr är")
    tabba_till(page, okand)
    page.keyboard.press("End")
    expect(las_in).to_have_text("Läs in 40 rutor")
    expect(page.locator("#utfall [role=status]")).to_have_text("40 rutor läses in, 0 val att se över.")

    valj(page, las_in)
    expect(page.locator(".meddelande-success")).to_have_text("40 rutor lästes in.")
    expect(page.locator("#raknat")).to_contain_text("40 av 40")


def test_the_preview_for_axe_and_on_a_phone(oppna, runda, arbetsbok):
    page = oppna(MENTOR)
    ladda_upp(page, runda, arbetsbok)
    assert granska(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert granska(page) == []


def test_corrections_without_script(oppna, runda, arbetsbok):
    page = oppna(MENTOR, java_script_enabled=False)
    ladda_upp(page, runda, arbetsbok)
    page.get_by_label("Vad färgen orange betyder").select_option(label="Gult")
    page.get_by_role("button", name="Uppdatera").click()
    expect(page.get_by_role("button", name=re.compile("^Läs in"))).to_have_text("Läs in 26 rutor")
    expect(page.get_by_label("Vad färgen orange betyder")).to_have_value("2")
    # Who confirms what has not been drawn is shown it first.
    page.get_by_label("Vad ordet nja betyder").select_option(label="Gult")
    page.get_by_role("button", name=re.compile("^Läs in")).click()
    expect(page.locator(".meddelande-warning")).to_contain_text("Något har ändrats")
    page.get_by_role("button", name="Läs in 27 rutor").click()
    expect(page.locator(".meddelande-success")).to_have_text("27 rutor lästes in.")


def test_when_a_choice_changes_the_choices_the_form_is_drawn_anew(oppna, runda, arbetsbok):
    page = oppna(MENTOR)
    ladda_upp(page, runda, arbetsbok)
    page.get_by_text("9 kolumner känns igen på rubriken").click()
    las_in = page.get_by_role("button", name=re.compile("^Läs in"))
    page.get_by_label("Vad kolumnen J är").select_option(label="Hoppa över")
    expect(las_in).to_have_text("Läs in 22 rutor")
    # With the last column of the pale yellow goes the colour; orange is then nearest to yellow, and said to be so.
    sista = page.get_by_label("Vad kolumnen I är")
    sista.focus()
    sista.select_option(label="Hoppa över")
    expect(page.get_by_label("Vad färgen gul betyder")).to_have_count(0)
    expect(las_in).to_have_text("Läs in 20 rutor")
    expect(page.get_by_text("orange, ligger närmast gult")).to_be_visible()
    expect(sista).to_be_focused()
    assert page.locator("form.fargark").count() == 1
