"""The printed pages on a phone: text is as wide as the screen, and only wide tables scroll, in boxes of their own."""

import pytest
from playwright.sync_api import Page

REKTOR = "rektor@exempel.test"
TELEFON = {"width": 320, "height": 800}
# A page each of all that is shown as a page before it is a PDF, of the demo school.
SIDORNA = """
from analys.models import Analys
from django.urls import reverse
from handlingsplan.models import Plan
from kartlaggning.models import Kartlaggning, Niva
plan = Plan.objects.filter(varv__nummer=2, klass__isnull=False).first()
runda = Kartlaggning.objects.filter(niva=Niva.GRUPP, klass__skola=plan.skola).exclude(stangd=None).first()
elev = Kartlaggning.objects.filter(niva=Niva.INDIVID, elev__skyddad=False, klass__skola=plan.skola).first().elev
print(
    *(reverse("plan_utskrift", args=[plan.kod, mall]) for mall in ("modul-2", "uppgift-5", "uppfoljning")),
    reverse("kartlaggning_utskrift", args=[runda.kod]),
    reverse("individ_utskrift", args=[elev.kod]),
    reverse("analys_utskrift", args=[Analys.objects.get(avslutad=None, klass__namn="8B").kod]),
    reverse("skolniva_utskrift", args=[plan.skola.kod]),
)
"""
UTANFOR = """() => [...document.querySelectorAll("body *")]
    .filter(e => !e.closest(".bred") || e.classList.contains("bred"))
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 1)
    .map(e => `${e.tagName}.${e.className}`).slice(0, 5)"""
# What cannot be read by scrolling: a box that is wider than it shows, and that the keyboard does not reach.
UTAN_TANGENTER = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "auto" && e.tabIndex < 0)
    .map(e => `${e.tagName}.${e.className}`)"""


@pytest.fixture
def telefon(oppna) -> Page:
    page = oppna(REKTOR)
    page.set_viewport_size(TELEFON)
    return page


def test_utskrifterna_gar_att_lasa_pa_en_telefon(telefon, program):
    fel, sidorna = {}, program.kor(SIDORNA).split()
    assert len(sidorna) == 7
    for adress in sidorna:
        svar = telefon.goto(adress)
        assert svar.ok, f"{adress} svarar {svar.status}"
        bredd = telefon.evaluate("document.documentElement.scrollWidth")
        fynd = [*telefon.evaluate(UTANFOR), *telefon.evaluate(UTAN_TANGENTER)]
        if fynd or bredd > TELEFON["width"]:
            fel[adress] = bredd, fynd
    assert fel == {}, fel


def test_pa_papper_ar_de_som_pa_skarmen(telefon, program):
    """What makes them fit a phone is not printed: a sheet printed from a phone is a sheet."""
    telefon.goto(program.kor(SIDORNA).split()[1])
    assert telefon.locator(".blankett.steg th").first.evaluate("e => getComputedStyle(e).display") == "block"
    telefon.emulate_media(media="print")
    assert telefon.locator(".blankett.steg th").first.evaluate("e => getComputedStyle(e).display") == "table-cell"
