"""*Mötesläge*: what the projector shows, that nothing else comes there, and the one way out."""

import re

import pytest
from playwright.sync_api import expect

from . import moten
from .moten import ELEVER, MENTOR, SKYDDAD, Kallor, Motet, korten, lagg_till


@pytest.fixture
def mote(program) -> Motet:
    return moten.rakna_upp(program)


def test_den_skyddade_finns_inte_och_andra_sidor_ar_stangda(oppna, program, mote):
    page = oppna(MENTOR, 1024, 768)
    page.goto(mote.sida())
    expect(page.locator("main").get_by_text(SKYDDAD)).to_be_visible()
    page.get_by_role("button", name="Mötesläge").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("Elev A.*Elev B", re.DOTALL))
    kallor = Kallor(page)
    for adress in ("/", f"/klass/{mote.klass}/", f"/elev/{mote.elever[0]}/", mote.sida("mapp"), mote.sida("andra")):
        assert page.goto(adress).status == 409
        expect(page.get_by_role("heading", level=1)).to_have_text("Du är i mötesläge")
        kallor.se()
    assert page.goto(mote.sida(f"elev/{mote.skyddad}")).status == 404
    kallor.se()
    for del_ in ("", "elever", "sammanfattning"):
        page.goto(mote.sida(del_))
        kallor.se()
        assert mote.skyddad not in page.content()
    assert kallor.namn(moten.namnen(program)) == {}

    # One act leads out, and to the page that was asked for.
    page.goto(f"/klass/{mote.klass}/")
    page.get_by_role("button", name="Lämna mötesläget och visa namn").click()
    assert page.url.endswith(f"/klass/{mote.klass}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("9M")
    page.goto(mote.sida("elever"))
    expect(page.locator("#punkter").get_by_role("link", name=SKYDDAD)).to_be_visible()


def test_texter_om_nagon_vid_namn_lases_utan_namnet_och_andras_inte(oppna, program, mote):
    page = oppna(MENTOR)
    page.goto(mote.sida("gruppen/oro/affektiv"))
    falt = page.locator("form.nytt textarea")
    falt.fill(f"{ELEVER[2]} och Birgitta Nyholm ser det på rasten.")
    page.get_by_role("button", name="Lägg till mönstret").click()
    expect(page.locator("form.nytt .notering-lage")).to_contain_text("Inte tillagt än.")
    page.get_by_role("button", name="Lägg till mönstret ändå").click()
    expect(korten(page)).to_have_count(1)
    lagg_till(page, "Utan namn.")
    kort = korten(page).first.get_attribute("id").removeprefix("m-")
    page.get_by_role("button", name="Mötesläge").click()
    expect(korten(page).first).to_contain_text(re.compile(r"Elev [A-L] och \[namn\] ser det på rasten\."))
    expect(korten(page).first).to_contain_text("ändras utanför mötesläget")
    expect(page.locator("li.monster textarea")).to_have_count(1)
    kallor = Kallor(page)
    for adress in ("gruppen/oro/affektiv", f"text/monster/{kort}", f"text/monster/{kort}/tidigare", "sammanfattning"):
        page.goto(mote.sida(adress))
        kallor.se()
    assert kallor.namn(moten.namnen(program)) == {}
    page.get_by_role("button", name="Lämna mötesläget").click()
    expect(page.locator("main")).to_contain_text(f"{ELEVER[2]} och Birgitta Nyholm ser det på rasten.")
