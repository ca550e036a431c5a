"""Every page every role can walk to: axe finds nothing, and nothing is wider than a phone.

The walk starts at the start page and follows every link, so that a new page is tried without being listed.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page

from analys.moteslage import TILLATNA

REGLER = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# One page of each kind is enough, and two of the grids: an open and a closed round differ, as meetings do.
PER_SORT = {"kartlaggning": 2, "kartlaggning_sammanstallning": 2, "klass": 2, "elev": 3, "individ": 3} | {
    "analys": 3, "analys_steg": 2, "analys_faktorer": 2, "analys_elev": 2, "analys_sammanfattning": 2,
}  # fmt: skip
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


def granska_i_alla_bredder(page: Page, *, mote: bool) -> list[str]:
    """What axe finds, and whether the page is too wide for a phone; a meeting's is tried on a projector and a phone."""
    fynd = granska(page)
    for skarm in (PROJEKTOR, TELEFON) if mote else (TELEFON,):
        page.set_viewport_size(skarm)
        fynd += for_bred(page)
        fynd += granska(page) if mote else []
    page.set_viewport_size(SKARM)
    return fynd


def ga_igenom(page: Page, start: str = "/") -> dict:
    """Walk from the start page; "fel" holds findings by address, "sorter" every kind of page seen."""
    fel, kvar, sedda = {}, [start], {start}
    antal: dict[str, int] = {}
    while kvar:
        adress = kvar.pop(0)
        sort = resolve(urlsplit(adress).path).url_name
        if antal.get(sort, 0) >= PER_SORT.get(sort, 1):
            continue
        antal[sort] = antal.get(sort, 0) + 1
        svar = page.goto(adress)
        assert svar.ok, f"{adress} svarar {svar.status}"
        fynd = granska_i_alla_bredder(page, mote=sort.startswith(("analys", "skolniva")))
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
NAR_FRAM = {
    "mentor@exempel.test": MOTETS | RUNT_OM,
    "mentor2@exempel.test": MOTETS | RUNT_OM,
    "elevhalsa@exempel.test": MOTETS | RUNT_OM | SKOLANS,
    "rektor@exempel.test": MOTETS | RUNT_OM | SKOLANS,
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
