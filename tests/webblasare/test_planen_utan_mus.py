"""A plan's core, with the keyboard alone and, the same, with plain forms where there is no JavaScript."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from . import planerna
from .moten import ELEVHALSANS_NAMN, MENTOR, MENTORS_NAMN
from .planerna import REKTOR, SENT, Planen, insatserna, malen, rutan
from .tangentbord import tabba_till, valj

DAG = datetime.now(ZoneInfo("Europe/Stockholm")).date() + timedelta(days=40)
NULAGE, EFFEKT = "Sex av tolv saknas ofta.", "Alla vill vara i NO-salen."
MAL, INSATS = "Alla är med på NO-lektionerna.", "Lektionerna börjar på samma sätt."
KOMMENTAR = "Vad säger eleverna själva?"
# Milliseconds: less than a page would wait for an answer that has come.
SNART = 3_000


@pytest.fixture
def klass(program) -> Planen:
    """A class whose meeting has ended, without a plan."""
    return planerna.efter_motet(program)


# --- The keyboard -----------------------------------------------------------------------------------------------------


def skriv(page: Page, falt: Locator, text: str) -> None:
    """Reach a long text, write it, go on, and see that it was saved."""
    tabba_till(page, falt)
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    expect(falt.locator("xpath=ancestor::form").locator(".notering-lage")).to_contain_text("Sparat")


def nasta(page: Page, del_: str) -> None:
    """The next step with one key; the focus is on the page's head then."""
    page.keyboard.press("n")
    page.wait_for_url(f"**/steg/{del_}/#steg")
    expect(page.locator("#steg")).to_be_focused()


def test_karnan_med_tangentbordet(oppna, klass):
    page = oppna(MENTOR)
    page.goto(f"/analys/{klass.analys}/sammanfattning/")
    valj(page, page.get_by_role("link", name=f"Gör en plan för {klass.namn}"))
    tabba_till(page, page.get_by_label("Vad vill ni utveckla?"))
    page.keyboard.type("Närvaron i NO")
    tabba_till(page, page.get_by_role("checkbox", name=planerna.BRAK))
    page.keyboard.press("Space")
    valj(page, page.get_by_role("button", name="Starta planen"))
    expect(rutan(page, "Mönster")).to_have_value(SENT)
    skriv(page, rutan(page, "Gör en kort beskrivning av nuläget"), NULAGE)
    skriver_mal_och_insats(page)
    valjer_och_skickar(page)


def skriver_mal_och_insats(page: Page) -> None:
    """Questions 2 and 3."""
    tabba_till(page, page.get_by_role("link", name="Nästa: Vart ska vi?"))
    nasta(page, "modul-2/2")
    skriv(page, rutan(page, "Gör en kort beskrivning av den önskade effekten"), EFFEKT)
    tabba_till(page, rutan(page, "Skriv det första målet"))
    page.keyboard.type(MAL)
    valj(page, page.get_by_role("button", name="Lägg till målet"))
    expect(malen(page)).to_have_count(1)
    # Where one was, or where the next is written: never at the page's beginning again.
    expect(page.locator("#nytt-mal :focus")).to_have_count(1)
    tabba_till(page, page.get_by_role("link", name="Nästa: Hur gör vi?"))
    nasta(page, "modul-2/3")
    formular = page.locator("form.nytt")
    tabba_till(page, formular.get_by_label("Vad ska ni göra?"))
    page.keyboard.type(INSATS)
    tabba_till(page, formular.get_by_role("radio", name="Främjande"))
    page.keyboard.press("ArrowDown")
    expect(formular.get_by_role("radio", name="Förebyggande")).to_be_checked()
    tabba_till(page, formular.get_by_role("checkbox", name="Professionell bedömning"))
    page.keyboard.press("Space")
    valj(page, formular.get_by_role("button", name="Lägg till insatsen"))
    expect(insatserna(page)).to_have_count(1)


def valjer_och_skickar(page: Page) -> None:
    """Questions 4 and 5, each choice sent as it is left, and to the rektor."""
    tabba_till(page, page.get_by_role("link", name="Nästa: Vem ansvarar?"))
    nasta(page, "modul-2/4")
    tabba_till(page, page.get_by_label("Ansvarig", exact=True))
    with page.expect_response(lambda svar: svar.request.method == "POST"):
        page.keyboard.type("Birgitta")
        page.keyboard.press("Tab")
    # The answer has not taken the focus from where one has come.
    expect(page.get_by_label("Fler som ansvarar")).to_be_focused()
    expect(page.get_by_label("Ansvarig", exact=True).locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)
    tabba_till(page, page.get_by_role("link", name="Nästa: Uppföljning"))
    nasta(page, "modul-2/5")
    tabba_till(page, page.get_by_label("Dag", exact=True))
    page.keyboard.type(f"{DAG:%m%d%Y}")
    tabba_till(page, page.get_by_label("Följer upp", exact=True))
    page.keyboard.type("Sanna")
    page.keyboard.press("Tab")
    expect(page.locator("form[data-vantar]")).to_have_count(0)
    skriv(page, rutan(page, "Hur ser ni om insatsen har gett resultat?"), "Frånvaron tas ut.")
    expect(page.get_by_label("Dag", exact=True)).to_have_value(DAG.isoformat())
    valj(page, page.get_by_role("link", name="Nästa: Hela planen"))
    valj(page, page.get_by_role("button", name="Skicka till rektor"))
    expect(page.get_by_text("Planen är skickad till rektor.")).to_be_visible()


def test_rektor_granskar_med_tangentbordet(oppna, program):
    plan = planerna.efter_motet(program, plan="fylld")
    sanna, page = oppna(MENTOR), oppna(REKTOR)
    sanna.goto(plan.sida())
    sanna.get_by_role("button", name="Skicka till rektor").click()
    page.goto(plan.sida())
    valj(page, page.get_by_role("link", name="Granska planen"))
    om_malet = page.locator(".granska-del").filter(has=page.get_by_role("heading", name="Mål 1"))
    valj(page, om_malet.locator("summary"))
    skriv(page, rutan(om_malet, "Kommentar"), KOMMENTAR)
    valj(page, page.get_by_role("button", name="Återlämna med kommentarer"))
    expect(page.get_by_text("Planen är återlämnad. De som skrev den ser dina kommentarer.")).to_be_visible()


def test_planen_avslutas_inte_med_en_text_som_fragas_om(oppna, program):
    """The answer comes when the server has said it: the field has the focus, and its line says why."""
    plan, page = planerna.efter_motet(program, plan="fylld"), oppna(MENTOR)
    page.goto(plan.sida("avsluta"))
    resultat, avsluta = rutan(page, "Resultat"), page.get_by_role("button", name="Avsluta planen")
    resultat.fill("Samtal om 20100203-1234.")
    for _ in range(2):
        avsluta.press("Enter")
        expect(resultat).to_be_focused(timeout=SNART)
        expect(page.locator("#tillstand-resultat")).to_contain_text("personnummer")
    page.context.set_offline(True)
    resultat.fill("Fyra av sex är tillbaka.")
    avsluta.press("Enter")
    expect(resultat).to_be_focused(timeout=SNART)
    expect(page.locator("#tillstand-resultat")).to_contain_text("Inte sparat än. Texten står kvar")
    page.context.set_offline(False)
    resultat.fill("Fyra av sex är tillbaka i skolan.")
    avsluta.press("Enter")
    expect(page.get_by_role("region", name="Så blev det")).to_contain_text("Fyra av sex är tillbaka i skolan.")


# --- Without JavaScript -----------------------------------------------------------------------------------------------


def spara(rot: Locator | Page, etikett: str, text: str) -> None:
    """Write a long text and press its own button; the page that comes has it."""
    falt = rutan(rot, etikett)
    falt.fill(text)
    falt.locator("xpath=ancestor::form").get_by_role("button", name="Spara").click()
    expect(rutan(rot, etikett)).to_have_value(text)


def test_karnan_utan_javascript(oppna, klass):
    page = oppna(MENTOR, 1024, 768, java_script_enabled=False)
    page.goto(f"/analys/{klass.analys}/sammanfattning/")
    page.get_by_role("link", name=f"Gör en plan för {klass.namn}").click()
    page.get_by_role("checkbox", name=planerna.BRAK).uncheck()
    page.get_by_label("Vad vill ni utveckla?").fill("Närvaron i NO")
    page.get_by_role("button", name="Starta planen").click()
    spara(page, "Gör en kort beskrivning av nuläget", NULAGE)
    skriver_utan(page)
    adress = page.url
    skickas_utan(page, oppna(REKTOR, 1024, 768, java_script_enabled=False), adress)
    avslutas_utan(page, adress)


def skriver_utan(page: Page) -> None:
    """Questions 2 to 5, each form with its own button."""
    page.get_by_role("link", name="Nästa: Vart ska vi?").click()
    spara(page, "Gör en kort beskrivning av den önskade effekten", EFFEKT)
    for mal in ("Rasterna är lugna.", MAL):
        page.locator("#nytt-mal textarea").fill(mal)
        page.get_by_role("button", name="Lägg till målet").click()
    page.get_by_role("button", name="Flytta upp mål 2").click()
    expect(rutan(page, "Mål 1. Målet")).to_have_value(MAL)
    malen(page).nth(1).get_by_text("Ta bort", exact=True).click()
    malen(page).nth(1).get_by_role("button", name="Ta bort målet").click()
    expect(malen(page)).to_have_count(1)
    page.get_by_role("link", name="Nästa: Hur gör vi?").click()
    page.get_by_label("Vad ska ni göra?").fill(INSATS)
    page.get_by_role("button", name="Lägg till insatsen").click()
    expect(page.locator("main")).to_contain_text("Inte tillagt.")
    expect(page.get_by_label("Vad ska ni göra?")).to_have_value(INSATS)
    page.get_by_role("radio", name="Förebyggande").check()
    page.get_by_role("checkbox", name="Professionell bedömning").check()
    page.get_by_role("button", name="Lägg till insatsen").click()
    expect(insatserna(page)).to_have_count(1)
    page.get_by_role("link", name="Nästa: Vem ansvarar?").click()
    page.get_by_label("Ansvarig", exact=True).select_option(label=ELEVHALSANS_NAMN)
    page.get_by_role("button", name="Spara valen").click()
    expect(page.get_by_label("Ansvarig", exact=True).locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)
    page.get_by_role("link", name="Nästa: Uppföljning").click()
    page.get_by_label("Dag", exact=True).fill(DAG.isoformat())
    page.get_by_label("Följer upp", exact=True).select_option(label=MENTORS_NAMN)
    page.get_by_role("button", name="Spara valen").first.click()
    expect(page.get_by_label("Dag", exact=True)).to_have_value(DAG.isoformat())
    spara(page, "Hur ser ni om insatsen har gett resultat?", "Frånvaron tas ut.")
    page.get_by_role("link", name="Nästa: Hela planen").click()


def skickas_utan(page: Page, anders: Page, adress: str) -> None:
    """Sent, returned with a comment, sent again, and approved."""
    page.get_by_role("button", name="Skicka till rektor").click()
    expect(page.get_by_text("Planen är skickad till rektor.")).to_be_visible()
    anders.goto(adress)
    anders.get_by_role("link", name="Granska planen").click()
    om_malet = anders.locator(".granska-del").filter(has=anders.get_by_role("heading", name=re.compile("^Mål")))
    om_malet.get_by_text("Kommentera").click()
    spara(om_malet, "Kommentar", KOMMENTAR)
    anders.get_by_role("button", name="Återlämna med kommentarer").click()
    page.goto(adress)
    expect(page.get_by_role("region", name="Rektors kommentarer")).to_contain_text(KOMMENTAR)
    page.get_by_role("button", name="Skicka igen").click()
    anders.goto(adress)
    anders.get_by_role("link", name="Granska planen").click()
    anders.get_by_role("button", name="Godkänn planen").click()
    page.goto(adress)
    expect(page.locator("main").get_by_text("Godkänd").first).to_be_visible()


def avslutas_utan(page: Page, adress: str) -> None:
    """Followed up before its day, judged, and closed."""
    page.get_by_text("Följ upp tidigare").click()
    page.get_by_role("button", name="Följ upp nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("6. Hur är det idag?")
    malen(page).nth(0).get_by_role("radio", name="På väg").check()
    malen(page).nth(0).get_by_role("button", name="Spara valen").click()
    expect(malen(page).nth(0).get_by_role("radio", name="På väg")).to_be_checked()
    page.goto(f"{adress}avsluta/")
    spara(page, "Resultat", "Fyra av sex är tillbaka.")
    page.get_by_role("button", name="Avsluta planen").click()
    expect(page.get_by_role("region", name="Så blev det")).to_contain_text("Fyra av sex är tillbaka.")
