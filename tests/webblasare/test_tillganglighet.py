"""Every page every role can walk to: axe finds nothing, and nothing is wider than a phone.

The walk starts at the start page and follows every link, so that a new page is tried without being listed.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page, expect

from analys.moteslage import TILLATNA

from . import planerna
from .conftest import programmet
from .moten import ELEVER

REGLER = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# One page of each kind is enough, and two of the grids: an open and a closed round differ, as meetings do.
PER_SORT = {"kartlaggning": 2, "kartlaggning_sammanstallning": 2, "klass": 2, "elev": 3, "individ": 3} | {
    "analys": 3, "analys_steg": 2, "analys_faktorer": 2, "analys_elev": 2, "analys_sammanfattning": 2,
    "plan": 8, "plan_granska": 2, "plan_andringar": 2, "plan_avskrift": 2, "plan_avsluta": 2, "narvaro_klass": 2,
}  # fmt: skip
# Pages of plans are tried at both ends: they are written on a screen and read on a phone.
PLANENS = ("plan", "narvaro", "paminnelser")
TELEFON, PROJEKTOR, SKARM = ({"width": b, "height": h} for b, h in ((320, 800), (1024, 768), (1440, 900)))
ROLLER = [
    "mentor@exempel.test",
    "mentor2@exempel.test",
    "larare@exempel.test",
    "elevhalsa@exempel.test",
    "rektor@exempel.test",
    "admin@exempel.test",
    "mentor@grannskolan.test",
]


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A program of its own: the way of the walk is the demo's, whatever other tests leave in theirs."""
    yield from programmet(tmp_path_factory.mktemp("rundvandringen"))


def granska(page: Page) -> list[str]:
    """What axe finds, one line a finding."""
    svar = Axe().run(page, options=REGLER).response
    return [f"{v['id']}: {n['html'][:160]}" for v in svar["violations"] for n in v["nodes"]]


def lankar(page: Page) -> list[str]:
    """The addresses of the program's own pages that the page links to."""
    alla = page.eval_on_selector_all("a[href]", "lankar => lankar.map(a => a.href)")
    egna = [urlsplit(lank) for lank in alla]
    rot = urlsplit(page.url).netloc
    return [f"{u.path}{'?' + u.query if u.query else ''}" for u in egna if u.netloc == rot and "." not in u.path]


def for_bred(page: Page) -> list[str]:
    """Whether the page is wider than the screen it is shown on."""
    bredd, skarm = page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"]
    return [f"sidan är {bredd} px bred på {skarm} px"] if bredd > skarm else []


def granska_i_alla_bredder(page: Page, *, mote: bool, plan: bool = False) -> list[str]:
    """What axe finds, and whether the page is too wide for a phone; a meeting's is tried on a projector and a phone.

    A plan's is tried on a phone too.
    """
    fynd = granska(page)
    for skarm in (PROJEKTOR, TELEFON) if mote else (TELEFON,):
        page.set_viewport_size(skarm)
        fynd += for_bred(page)
        fynd += granska(page) if mote or plan else []
    page.set_viewport_size(SKARM)
    return fynd


def sorten(adress: str) -> str:
    """What kind of page an address leads to; each step of a plan's templates, and each print of it, is a kind."""
    traff = resolve(urlsplit(adress).path)
    delar = [traff.kwargs[namn] for namn in ("mall", "steg") if namn in traff.kwargs]
    return "/".join([traff.url_name, *delar]) if traff.url_name.startswith("plan") else traff.url_name


def ga_igenom(page: Page, start: str = "/") -> dict:
    """Walk from the start page; "fel" holds findings by address, "sorter" every kind of page seen."""
    fel, kvar, sedda = {}, [start], {start}
    antal: dict[str, int] = {}
    while kvar:
        adress = kvar.pop(0)
        sort = sorten(adress)
        # A step of Uppgift 5 is two: the first varv's, and the later ones'.
        if antal.get(sort, 0) >= PER_SORT.get(sort, 2 if sort.startswith("plan_steg/uppgift-5") else 1):
            continue
        antal[sort] = antal.get(sort, 0) + 1
        svar = page.goto(adress)
        assert svar.ok, f"{adress} svarar {svar.status}"
        mote, plan = sort.startswith(("analys", "skolniva")), sort.startswith(PLANENS)
        fynd = granska_i_alla_bredder(page, mote=mote, plan=plan)
        if fynd:
            fel[adress] = fynd
        for ny in lankar(page):
            if ny not in sedda:
                sedda.add(ny)
                kvar.append(ny)
    return {"fel": fel, "sorter": sorted(antal)}


# What the walk must have reached of the analysis, so that it does not pass by losing its way.
MOTETS = {
    "analys", "analys_steg", "analys_faktorer", "analys_dagordning", "analys_elev", "analys_sammanfattning",
}  # fmt: skip
RUNT_OM = {"analys_andra", "analys_mapp", "analys_utskrift"}
# The demo's mentors have no class that waits for a meeting.
SKOLANS = {"analys_planera", "skolniva", "skolniva_utskrift", "analys_planera_skola"}
# Of the plans: what everybody who may write in one reaches, and what also who sees all of the school's does. The
# review and a period of absence depend on which plan the walk comes to first; they have a test of their own below.
PLANER = {
    "plan", "plan_avskrift", "plan_avsluta", "plan_mapp", "plan_ny_klass", "plan_ny_elev", "planer", "narvaro_klass",
    "narvaro_elev", "paminnelser", "plan_utskrift/modul-2", "plan_utskrift/uppgift-5",
    "plan_utskrift/uppfoljning", *(f"plan_steg/modul-2/{nr}" for nr in range(1, 6)),
    *(f"plan_steg/uppgift-5/steg-{nr}" for nr in range(1, 5)),
}  # fmt: skip
ALLA_PLANER = {
    "plan_varv", "plan_andringar", "plan_text_tidigare", "narvaro_skola", "plan_ny_skola",
    *(f"plan_steg/modul-2/{nr}" for nr in range(6, 11)),
}  # fmt: skip
NAR_FRAM = {
    "mentor@exempel.test": MOTETS | RUNT_OM | PLANER,
    "mentor2@exempel.test": MOTETS | RUNT_OM | PLANER,
    "larare@exempel.test": {"paminnelser"},
    "elevhalsa@exempel.test": MOTETS | RUNT_OM | SKOLANS | PLANER | ALLA_PLANER,
    "rektor@exempel.test": MOTETS | RUNT_OM | SKOLANS | PLANER | ALLA_PLANER,
    "mentor@grannskolan.test": {"paminnelser"},
}


@pytest.mark.parametrize("epost", ROLLER)
def test_axe_finner_inget_pa_nagon_sida(oppna, epost):
    svar = ga_igenom(oppna(epost))
    assert svar["fel"] == {}, svar["fel"]
    assert len(svar["sorter"]) >= 5, svar["sorter"]
    assert NAR_FRAM.get(epost, set()) - set(svar["sorter"]) == set()


@pytest.mark.parametrize("epost", ["mentor@exempel.test", "elevhalsa@exempel.test"])
def test_axe_finner_inget_pa_vaggen(oppna, program, epost):
    """In mötesläge every link leads to one of the meeting's own pages, and what is closed says why."""
    page = oppna(epost)
    kod = program.kor(PAGAR)
    page.goto(f"/analys/{kod}/")
    page.get_by_role("button", name="Mötesläge").click()
    svar = ga_igenom(page, f"/analys/{kod}/")
    assert svar["fel"] == {}, svar["fel"]
    assert set(svar["sorter"]) >= MOTETS
    assert set(svar["sorter"]) <= TILLATNA
    page.goto("/")
    assert granska_i_alla_bredder(page, mote=True) == []


def fragorna(page: Page, plan: planerna.Planen) -> Iterator[str]:
    """Bring forward, one by one, what a plan's pages show only when something is asked or has gone wrong."""
    page.goto(f"/klass/{plan.klass}/plan/ny/")
    yield "en plan är redan öppen"
    page.get_by_role("link", name="Starta en till ändå").click()
    page.get_by_label("Vad vill ni utveckla?").fill(f"Stöd till {ELEVER[0]}")
    page.get_by_role("button", name="Starta planen").click()
    expect(page.get_by_role("button", name="Starta ändå")).to_be_visible()
    yield "en elevs namn i området"

    page.goto(plan.sida("steg/modul-2/2"))
    effekt = planerna.rutan(page, "Gör en kort beskrivning av den önskade effekten")
    effekt.fill(f"{ELEVER[0]} är med.")
    effekt.blur()
    page.locator("#nytt-mal textarea").fill(f"{ELEVER[0]} är med.")
    page.get_by_role("button", name="Lägg till målet").click()
    expect(page.get_by_role("button", name="Lägg till målet ändå")).to_be_visible()
    yield "en elevs namn i en text och i ett mål"
    page.get_by_role("button", name="Lägg till målet ändå").click()
    expect(planerna.malen(page)).to_have_count(1)

    page.goto(plan.sida("steg/modul-2/3"))
    page.get_by_label("Vad ska ni göra?").fill("Lektionerna börjar på samma sätt.")
    page.get_by_role("button", name="Lägg till insatsen").click()
    expect(page.locator("main")).to_contain_text("Inte tillagt.")
    yield "en insats utan typ och grund"

    page.goto(plan.sida("skicka"))
    yield "vad planen saknar"
    page.goto(plan.sida("avsluta"))
    page.get_by_role("button", name="Avsluta planen").click()
    expect(page.get_by_role("button", name="Avsluta utan resultat")).to_be_visible()
    yield "avsluta utan resultat"
    page.goto(f"/klass/{plan.klass}/narvaro/")
    if not page.get_by_role("button", name="Spara perioden").is_visible():
        page.locator("#ny-period > summary").click()
    page.get_by_role("button", name="Spara perioden").click()
    expect(page.get_by_text("Inget är sparat. Rätta det som är markerat.")).to_be_visible()
    yield "frånvaro utan period"
    page.goto("/paminnelser/")
    page.get_by_role("button", name=re.compile("^Gör en")).click()
    yield "en kalenderadress"
    page.goto(plan.sida("skicka"))
    page.get_by_role("button", name="Skicka ändå").click()
    page.goto(plan.sida("steg/modul-2/2"))
    yield "planen är hos rektor"


def test_axe_finner_inget_i_det_en_plan_fragar(oppna, program):
    plan = planerna.efter_motet(program, plan="tom")
    page, rektor = oppna("mentor@exempel.test"), oppna(planerna.REKTOR)
    fel = {}
    for vad in fragorna(page, plan):
        if fynd := granska_i_alla_bredder(page, mote=False, plan=True):
            fel[vad] = fynd
    rektor.goto(plan.sida("granska"))
    for fallt in rektor.locator("details.kommentera > summary").all():
        fallt.click()
    if fynd := granska_i_alla_bredder(rektor, mote=False, plan=True):
        fel["rektorn kommenterar"] = fynd
    assert fel == {}, fel


# The demo's meeting that is under way.
PAGAR = """
from analys.models import Analys
print(Analys.objects.get(avslutad=None, klass__namn="8B").kod)
"""


def test_axe_finner_inget_utan_inloggning(browser, program):
    page = browser.new_page(base_url=program.adress)
    for adress in ("/konto/logga-in/", "/konto/losenord/glomt/", "/om/", "/tillganglighet/"):
        page.goto(adress)
        assert granska(page) == []
    page.close()


def test_granskningen_kan_finna_fel(browser):
    page = browser.new_page()
    page.set_content("<html><body><img src='x.png'><button></button></body></html>")
    assert {rad.split(":")[0] for rad in granska(page)} >= {"image-alt", "button-name", "html-has-lang"}
    page.close()
