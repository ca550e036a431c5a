"""Every page every role can walk to: axe finds nothing, and nothing is wider than a phone.

The walk starts at the start page and follows every link, so that a new page is tried without being listed.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Page

REGLER = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# One page of each kind is enough, and two of the grids: an open and a closed round differ.
PER_SORT = {"kartlaggning": 2, "kartlaggning_sammanstallning": 2, "klass": 2, "elev": 3, "individ": 3}
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


def ga_igenom(page: Page) -> dict:
    """Walk from the start page; "fel" holds findings by address, "sorter" every kind of page seen."""
    fel, kvar, sedda = {}, ["/"], {"/"}
    antal: dict[str, int] = {}
    while kvar:
        adress = kvar.pop(0)
        sort = resolve(urlsplit(adress).path).url_name
        if antal.get(sort, 0) >= PER_SORT.get(sort, 1):
            continue
        antal[sort] = antal.get(sort, 0) + 1
        svar = page.goto(adress)
        assert svar.ok, f"{adress} svarar {svar.status}"
        fynd = granska(page)
        page.set_viewport_size({"width": 320, "height": 800})
        if (bredd := page.evaluate("document.documentElement.scrollWidth")) > 320:
            fynd.append(f"sidan är {bredd} px bred på 320 px")
        page.set_viewport_size({"width": 1440, "height": 900})
        if fynd:
            fel[adress] = fynd
        for ny in lankar(page):
            if ny not in sedda:
                sedda.add(ny)
                kvar.append(ny)
    return {"fel": fel, "sorter": sorted(antal)}


@pytest.mark.parametrize("epost", ROLLER)
def test_axe_finner_inget_pa_nagon_sida(oppna, epost):
    svar = ga_igenom(oppna(epost))
    assert svar["fel"] == {}, svar["fel"]
    assert len(svar["sorter"]) >= 5, svar["sorter"]


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
