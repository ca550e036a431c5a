"""When two write in one meeting nothing is lost: not in the same field, not with the network, not with the server."""

import pytest
from playwright.sync_api import Page, expect

from . import moten
from .moten import ELEVHALSA, MENTOR, Motet, faltet, korten, lagg_till, skriv

FORST = "Det är rörigt efter rasten."


@pytest.fixture
def mote(program) -> Motet:
    return moten.rakna_upp(program)


@pytest.fixture
def tva(oppna, mote) -> tuple[Page, Page]:
    """The mentor and elevhälsan at the same question, where the mentor has written a pattern."""
    sanna, birgitta = oppna(MENTOR), oppna(ELEVHALSA, 1024, 768)
    for page in (sanna, birgitta):
        page.goto(mote.sida("gruppen/oro/kognitiv"))
    lagg_till(sanna, FORST)
    expect(faltet(korten(birgitta))).to_have_value(FORST)
    return sanna, birgitta


def test_det_en_skriver_star_pa_den_andras_skarm_inom_sekunder(tva):
    sanna, birgitta = tva
    skriv(faltet(korten(sanna)), "Det är rörigt efter lunchrasten.")
    expect(faltet(korten(birgitta))).to_have_value("Det är rörigt efter lunchrasten.", timeout=8_000)
    # What is on its way in a new pattern of one's own stays, whatever comes.
    nytt = birgitta.locator("form.nytt textarea")
    nytt.fill("Halvskrivet")
    lagg_till(sanna, "Få ser meningen med läxorna.")
    expect(korten(birgitta)).to_have_count(2)
    expect(nytt).to_have_value("Halvskrivet")


def test_tva_i_samma_falt_forlorar_inget(tva):
    sanna, birgitta = tva
    falt = faltet(korten(birgitta))
    falt.click()
    birgitta.keyboard.press("Control+End")
    skriv(faltet(korten(sanna)), "Sannas text.")
    expect(sanna.locator(".notering-tillstand").first).to_contain_text("Sparat")
    birgitta.keyboard.type(" Birgittas text.")
    tillstand = korten(birgitta).locator(".notering-tillstand").first
    expect(tillstand).to_contain_text("Inte sparat. Sanna Lindroth sparade en annan text")
    expect(tillstand).to_contain_text("Sannas text.")
    expect(falt).to_have_value(f"{FORST} Birgittas text.")
    tillstand.get_by_role("button", name="Spara texten i rutan").click()
    expect(tillstand).to_contain_text("Sparat")
    expect(faltet(korten(sanna))).to_have_value(f"{FORST} Birgittas text.")
    tillstand.get_by_role("link", name="Tidigare texter").click()
    expect(birgitta.get_by_role("article")).to_have_count(2)
    expect(birgitta.get_by_text("Sannas text.")).to_be_visible()
    birgitta.get_by_role("button", name="Återställ den här texten").click()
    expect(faltet(korten(birgitta))).to_have_value("Sannas text.")


def test_ett_kort_som_tas_bort_behaller_det_som_skrivs(tva):
    sanna, birgitta = tva
    falt = faltet(korten(birgitta))
    falt.click()
    birgitta.keyboard.press("Control+End")
    birgitta.keyboard.type(" Och före lunch, säger")
    sanna.locator(".sakert > summary", has_text="Ta bort").first.click()
    sanna.get_by_role("button", name="Ta bort mönstret").click()
    expect(korten(sanna)).to_have_count(0)
    expect(birgitta.get_by_text("En kollega har tagit bort det här.")).to_be_visible()
    expect(falt).to_be_focused()
    expect(falt).to_have_value(f"{FORST} Och före lunch, säger")


def test_ett_dubbelklick_gor_ett_monster(tva):
    sanna, _ = tva
    sanna.locator("form.nytt textarea").fill("Få ser meningen med läxorna.")
    sanna.get_by_role("button", name="Lägg till mönstret").dblclick()
    expect(sanna.locator("form.nytt textarea")).to_have_value("")
    expect(korten(sanna)).to_have_count(2)
    sanna.reload()
    expect(korten(sanna)).to_have_count(2)


def test_natet_forsvinner_mitt_i_en_text_och_kommer_tillbaka(tva):
    sanna, birgitta = tva
    falt = faltet(korten(sanna))
    falt.click()
    sanna.keyboard.press("Control+End")
    sanna.keyboard.type(" Mest på")
    sanna.context.set_offline(True)
    sanna.keyboard.type(" måndagar")
    lage = korten(sanna).locator(".notering-lage").first
    expect(lage).to_contain_text("Inte sparat än. Texten står kvar")
    expect(sanna.locator("#natet")).to_contain_text("Nätet svarar inte just nu.")
    sanna.keyboard.type(" och fredagar.")
    sanna.context.set_offline(False)
    expect(lage).to_contain_text("Sparat")
    expect(sanna.locator("#natet")).to_be_empty()
    hela = f"{FORST} Mest på måndagar och fredagar."
    expect(faltet(korten(birgitta))).to_have_value(hela)
    sanna.reload()
    expect(faltet(korten(sanna))).to_have_value(hela)


def test_det_som_skrivs_medan_servern_ar_dod_sparas_nar_den_ar_tillbaka(tva, program):
    sanna, birgitta = tva
    skriv(faltet(korten(sanna)), "Det här är sparat.")
    program.doda()
    faltet(korten(sanna)).fill("Det här skrivs medan servern är borta.")
    expect(korten(sanna).locator(".notering-lage").first).to_contain_text("Inte sparat än.")
    program.starta()
    expect(korten(sanna).locator(".notering-lage").first).to_contain_text("Sparat", timeout=20_000)
    expect(faltet(korten(birgitta))).to_have_value("Det här skrivs medan servern är borta.")


def test_det_som_var_sparat_nar_servern_dodades_star_dar_efterat(tva, program):
    sanna, _ = tva
    skriv(faltet(korten(sanna)), "Det här är sparat.")
    program.doda()
    program.starta()
    sanna.reload()
    expect(faltet(korten(sanna))).to_have_value("Det här är sparat.")
