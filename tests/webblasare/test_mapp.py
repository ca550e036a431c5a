"""The meeting's folder in a real browser, with a worker that can be killed."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

MENTOR = "mentor@exempel.test"
# Milliseconds: the worker's first page takes its time where the machine has much else to do.
BORJAR, FARDIG = 90_000, 240_000


@pytest.fixture
def mote(program) -> str:
    """A meeting about a class of the demo school, with four pupils on the agenda who each have a form; its code."""
    return program.kor("""
from analys import regler
from kartlaggning.models import Kartlaggning
from skolanknytning.skola.kod import ny_kod
from skolanknytning.skola.models import *
from tests import fabrik
from tests.kartlaggning.individuella import eget_datum
from tests.analys.moten import stangd_runda
m = Personal.objects.get(email="mentor@exempel.test")
klass = fabrik.klass(m.tjanster.first().skola, "5" + ny_kod()[:4], m, elever=12)
elever = list(klass.elever.all()[:4])
for elev in elever:
    eget_datum(elev, m)
print(regler.planera(stangd_runda(klass, m), datum=idag(), elever=elever, av=m).kod)
""")


def bestall(page: Page, mote: str) -> None:
    page.goto(f"/analys/{mote}/")
    page.get_by_role("link", name="Mötesmapp").click()
    page.get_by_role("button", name="Gör mappen").click()


def test_mappen_blir_klar_fast_arbetaren_dodas(oppna, program, mote):
    """The order is not lost, the page stands by, and the next worker makes it."""
    page = oppna(MENTOR)
    program.starta_arbetare()
    bestall(page, mote)
    expect(page.get_by_role("heading", name="Mappen görs")).to_be_visible(timeout=BORJAR)
    program.doda_arbetare()
    expect(page.locator("progress")).to_be_visible()
    program.starta_arbetare()
    klar = page.get_by_role("link", name="Öppna mappen (PDF)")
    expect(klar).to_be_visible(timeout=FARDIG)
    expect(page.locator("#mapp-besked")).to_have_text("Mappen är klar")
    svar = page.request.get(klar.get_attribute("href"))
    assert svar.headers["content-type"] == "application/pdf"
    assert [post.title for post in PdfReader(BytesIO(svar.body())).outline if not isinstance(post, list)] == [
        "Innehåll",
        "Klassens rutnät",
        "Individuella kartläggningar",
        "Analysen",
    ]
    program.doda_arbetare()


def test_mappen_gar_att_vanta_pa_utan_skript(browser, program, oppna, mote):
    """Without JavaScript one asks again with a link."""
    page = oppna(MENTOR, java_script_enabled=False)
    bestall(page, mote)
    expect(page.get_by_role("heading", name="Mappen väntar på sin tur")).to_be_visible()
    program.starta_arbetare()
    klar = page.get_by_role("link", name="Öppna mappen (PDF)")
    for _ in range(FARDIG // 500):
        if klar.is_visible():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Uppdatera").click()
    expect(klar).to_be_visible()
    program.doda_arbetare()


def test_fokus_star_kvar_medan_sidan_fragar(oppna, program, mote):
    """The part of the page that is asked for anew keeps the keyboard's place."""
    page = oppna(MENTOR)
    bestall(page, mote)
    lank = page.get_by_role("link", name="Uppdatera")
    with page.expect_response(lambda svar: "lage=" in svar.url):
        lank.focus()
    page.wait_for_timeout(300)
    expect(lank).to_be_focused()
