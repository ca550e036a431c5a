"""A plan the whole way: from what a meeting found, by the rektor and a follow-up that falls due, to the next plan."""

import re
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import vobject
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from . import planerna
from .moten import ELEVER, ELEVHALSANS_NAMN, MENTOR, MENTORS_NAMN
from .planerna import (
    BRAK,
    REKTOR,
    SCHEMAT,
    SENT,
    START,
    VUXNA,
    Planen,
    insatserna,
    kryssa,
    lagg_insats,
    lagg_mal,
    malen,
    nasta,
    rutan,
    skriv_i,
    under,
    valj,
)

IDAG = datetime.now(ZoneInfo("Europe/Stockholm")).date()
UPPFOLJNING = IDAG + timedelta(days=30)
NASTA = UPPFOLJNING + timedelta(days=60)
OMRADE, MAL, SPRAKET = "Närvaron i NO", "Alla är med på NO-lektionerna.", "Språket i NO är begripligt för alla."
BORJAN, RINGA, TRAFFAR = "Lektionerna börjar på samma sätt.", "Mentorn ringer hem samma dag.", "Två träffar om språket."
NULAGE = "Sex av tolv saknas ofta i FY och KE. De säger att det är rörigt."
KOMMENTAR, OM_ALLT = "Vad säger eleverna själva?", "Bra. Kortare, så hinner ni."
RESULTAT, LART = "Fyra av sex är tillbaka på lektionerna.", "Att alla gjorde lika gav mest."
VIDARE = "Språket i fler ämnen."
FRAMAT = 37


@pytest.fixture
def klass(program) -> Planen:
    """A class whose meeting has ended, without a plan. What moved the clock puts it back."""
    yield planerna.efter_motet(program)
    program.doda()
    program.starta()


def test_fran_monster_till_nasta_plan(oppna, program, klass):
    sanna = oppna(MENTOR)
    kod = starta(sanna, klass)
    nulage(sanna)
    vart(sanna)
    hur(sanna)
    vem(sanna)
    nar(sanna)
    i_uppgift_5(sanna)
    granskas(sanna, oppna(REKTOR), kod)
    papper(sanna, kod, varv_2=False)
    kalender(sanna, program, klass)

    program.doda()
    program.starta(dagar=FRAMAT)
    sanna = oppna(MENTOR)
    folj_upp(sanna, kod)
    varv_2(sanna)
    avsluta(sanna, kod)
    papper(sanna, kod, varv_2=True)
    nasta_plan(sanna, kod)


# --- The first varv ---------------------------------------------------------------------------------------------------


def starta(page: Page, klass: Planen) -> str:
    """From the meeting's recap to a plan with the two angelägna patterns and their factors; the plan's code."""
    page.goto(f"/klass/{klass.klass}/")
    page.get_by_role("link", name="Se vad ni kom fram till").click()
    page.get_by_role("link", name=f"Gör en plan för {klass.namn}").click()
    angelagna = page.get_by_role("group", name="Angelägna mönster")
    for monster in (SENT, BRAK):
        expect(angelagna.get_by_role("checkbox", name=monster)).to_be_checked()
    page.get_by_label("Vad vill ni utveckla?").fill(OMRADE)
    page.get_by_role("button", name="Starta planen").click()
    expect(page.get_by_text("Planen är startad. Det ni valde ur analysen är ifyllt.")).to_be_visible()
    return page.url.split("/plan/")[1].split("/")[0]


def nulage(page: Page) -> None:
    """Question 1: what came from the meeting, and a text that named a pupil and is mended."""
    expect(rutan(page, "Mönster")).to_have_value(f"{SENT}\n\n{BRAK}")
    faktorer = rutan(page, "Faktorer")
    for varfor in (SCHEMAT, START, VUXNA):
        expect(faktorer).to_have_value(re.compile(re.escape(varfor)))
    bredvid = page.get_by_role("complementary", name="Det planen vilar på")
    expect(bredvid).to_contain_text(SENT)
    expect(bredvid).to_contain_text("Schemaläggning, Trygghet och ordning")

    falt = rutan(page, "Gör en kort beskrivning av nuläget")
    falt.fill(f"{ELEVER[0].split()[0]} saknas ofta i FY och KE.")
    falt.blur()
    lage = falt.locator("xpath=ancestor::form").locator(".notering-tillstand")
    expect(lage).to_contain_text("Inte sparat än.")
    expect(lage).to_contain_text(ELEVER[0].split()[0])
    skriv_i(page, "Gör en kort beskrivning av nuläget", NULAGE)
    skriv_i(page, "Behövs ytterligare information", "Nej, bilden räcker.")


def vart(page: Page) -> None:
    """Question 2: the effect, and two goals with signs."""
    nasta(page, "Vart ska vi?")
    skriv_i(page, "Gör en kort beskrivning av den önskade effekten", "Alla vill vara i NO-salen.")
    lagg_mal(page, MAL)
    lagg_mal(page, SPRAKET)
    skriv_i(page, "Mål 1. Tecken på att ni närmar er", "Högst en saknas per lektion.")


def hur(page: Page) -> None:
    """Question 3: what works, and insatser under their goals, each with its kind and what it rests on."""
    nasta(page, "Hur gör vi?")
    skriv_i(page, "Fundera på vad det är som fungerar bra", "I slöjden börjar alla lektioner lika.")
    ett, tva = under(page, MAL), under(page, SPRAKET)
    formular = ett.locator("form.nytt")
    formular.get_by_label("Vad ska ni göra?").fill(BORJAN)
    formular.get_by_role("radio", name="Främjande").check()
    formular.get_by_role("button", name="Lägg till insatsen").click()
    expect(formular.locator(".notering-lage")).to_contain_text("Inte tillagt.")
    lagg_insats(page, ett, BORJAN, "Främjande", "Professionell bedömning")
    lagg_insats(page, ett, RINGA, "Förebyggande", "Avstämning med elever")
    lagg_insats(page, tva, TRAFFAR, "Förebyggande", "Vetenskaplig grund")
    expect(insatserna(ett)).to_have_count(2)


def vem(page: Page) -> None:
    """Question 4: somebody is responsible for each, and what the others can count on."""
    nasta(page, "Vem ansvarar?")
    ett, tva = under(page, MAL), under(page, SPRAKET)
    valj(insatserna(ett).nth(0).get_by_label("Ansvarig", exact=True), MENTORS_NAMN)
    valj(insatserna(ett).nth(1).get_by_label("Ansvarig", exact=True), MENTORS_NAMN)
    valj(insatserna(ett).nth(1).get_by_label("Fler som ansvarar"), "kurator")
    valj(insatserna(tva).nth(0).get_by_label("Ansvarig", exact=True), ELEVHALSANS_NAMN)
    skriv_i(page, "Mål 1, insats 1. Ansvar och förväntningar", "Ser till att alla lag har samma inledning.")


def nar(page: Page) -> None:
    """Question 5: when, who, who come, how, and what is looked at."""
    nasta(page, "Uppföljning")
    valj(page.get_by_label("Dag", exact=True), UPPFOLJNING.isoformat())
    valj(page.get_by_label("Klockan"), "14:30")
    valj(page.get_by_label("Följer upp", exact=True), MENTORS_NAMN)
    page.get_by_role("group", name="Kallade").get_by_text("Ingen än").click()
    kryssa(page.get_by_role("checkbox", name=ELEVHALSANS_NAMN))
    skriv_i(page, "Hur följs det upp?", "På klasskonferensen.")
    skriv_i(page, "Punkter att gå igenom", "Frånvaron i FY och KE\nElevernas egna ord")
    skriv_i(page, "Hur ser ni om insatsen har gett resultat?", "Frånvaron tas ut vecka för vecka.")
    nasta(page, "Hela planen")
    expect(page.get_by_role("region", name="Planen är ifylld")).to_be_visible()


def i_uppgift_5(page: Page) -> None:
    """The same plan under the other template's headings: what is there is not asked again."""
    page.get_by_role("link", name="Skriv i planen").click()
    page.get_by_role("navigation", name="Mall").get_by_role("link", name="Uppgift 5").click()
    expect(rutan(page, "(Beskriv kortfattat er analys av nuläget")).to_have_value(NULAGE)
    nasta(page, "Vart ska vi?")
    expect(rutan(page, "Mål 1. Målet")).to_have_value(MAL)
    nasta(page, "Hur gör vi?")
    ett = insatserna(under(page, MAL)).nth(0)
    expect(rutan(ett, "Mål 1, insats 1. Insatsen")).to_have_value(BORJAN)
    skriv_i(ett, "Mål 1, insats 1. Målgrupp", "Hela klassen")
    skriv_i(ett, "Mål 1, insats 1. Resurser", "Två timmars planering i NO-laget.")
    valj(ett.get_by_label("Startar"), IDAG.isoformat())
    valj(ett.get_by_label("Klart senast"), UPPFOLJNING.isoformat())
    page.get_by_role("navigation", name="Mall").get_by_role("link", name="Modul 2").click()
    ett = insatserna(under(page, MAL)).nth(0)
    ett.get_by_text("2 av 4 skrivna").click()
    expect(rutan(ett, "Mål 1, insats 1. Målgrupp")).to_have_value("Hela klassen")


# --- The rektor -------------------------------------------------------------------------------------------------------


def granskas(sanna: Page, anders: Page, kod: str) -> None:
    """Sent, returned with a comment, changed, sent again, approved, and changed once more."""
    sanna.goto(f"/plan/{kod}/")
    sanna.get_by_role("button", name="Skicka till rektor").click()
    expect(sanna.get_by_text("Planen är skickad till rektor.")).to_be_visible()
    sanna.goto(f"/plan/{kod}/steg/modul-2/2/")
    expect(rutan(sanna, "Mål 1. Målet")).to_have_count(0)

    till_granskningen(anders, kod)
    expect(anders.get_by_role("region", name="Det här ber de om")).to_contain_text("Två timmars planering i NO-laget.")
    for ord_ in (MAL, SPRAKET, BORJAN, RINGA, TRAFFAR, NULAGE, ELEVHALSANS_NAMN, "kurator", "På klasskonferensen."):
        expect(anders.locator("main")).to_contain_text(ord_)
    om_malet = anders.locator(".granska-del").filter(has=anders.get_by_role("heading", name="Mål 1"))
    om_malet.get_by_text("Kommentera").click()
    skriv_i(om_malet, "Kommentar", KOMMENTAR)
    skriv_i(anders, "Kommentar till hela planen", OM_ALLT)
    anders.get_by_role("button", name="Återlämna med kommentarer").click()
    expect(anders.get_by_text("Planen är återlämnad. De som skrev den ser dina kommentarer.")).to_be_visible()

    sanna.goto("/")
    expect(planlank(sanna, kod)).to_be_visible()
    sanna.goto(f"/plan/{kod}/")
    kommentarer = sanna.get_by_role("region", name="Rektors kommentarer")
    for ord_ in (KOMMENTAR, OM_ALLT):
        expect(kommentarer).to_contain_text(ord_)
    sanna.get_by_role("link", name="Ändra i planen").click()
    nasta(sanna, "Vart ska vi?")
    expect(malen(sanna).nth(0)).to_contain_text(KOMMENTAR)
    expect(malen(sanna).nth(1)).not_to_contain_text(KOMMENTAR)
    skriv_i(sanna, "Mål 1. Målet", f"{MAL} Det har eleverna själva sagt.")
    sanna.goto(f"/plan/{kod}/")
    sanna.get_by_role("button", name="Skicka igen").click()

    till_granskningen(anders, kod)
    andrat = anders.locator("details.granska-andrat")
    expect(andrat).to_contain_text("1 sak har ändrats sedan planen lämnades tillbaka")
    expect(andrat.locator("ins")).to_contain_text("Det har eleverna själva sagt.")
    anders.get_by_role("button", name="Godkänn planen").click()
    expect(anders.locator("main").get_by_text("Godkänd").first).to_be_visible()

    sanna.goto(f"/plan/{kod}/steg/modul-2/2/")
    skriv_i(sanna, "Mål 2. Målet", SPRAKET.replace("alla", "alla elever"))
    anders.goto(f"/plan/{kod}/")
    anders.get_by_role("link", name="Ändrat sedan godkännandet").click()
    expect(anders.locator(".andring")).to_have_count(1)
    expect(anders.locator(".andring ins")).to_contain_text("alla elever")
    anders.get_by_role("link", name="Läs den som den godkändes").click()
    expect(anders.locator("main")).to_contain_text(SPRAKET)
    expect(anders.locator("main")).not_to_contain_text("alla elever")


def planlank(page: Page, kod: str) -> Locator:
    """A link to the plan, wherever on the page and to whichever of its pages."""
    return page.locator(f"main a[href^='/plan/{kod}/']").first


def till_granskningen(page: Page, kod: str) -> None:
    """From the start page to the plan that waits for the rektor."""
    page.goto("/")
    planlank(page, kod).click()
    if not page.url.endswith("/granska/"):
        page.get_by_role("link", name="Granska planen").click()


# --- On paper and in the calendar -------------------------------------------------------------------------------------


def las_pdf(page: Page, namn: str) -> str:
    """The text of a PDF that the plan's page leads to, on one line."""
    svar = page.context.request.get(page.get_by_role("link", name=namn).get_attribute("href"), timeout=60_000)
    assert svar.headers["content-type"] == "application/pdf"
    return " ".join("\n".join(sida.extract_text() for sida in PdfReader(BytesIO(svar.body())).pages).split())


def papper(page: Page, kod: str, *, varv_2: bool) -> None:
    """Both templates with their headings and all that is written, and the follow-up's sheet."""
    page.goto(f"/plan/{kod}/")
    modul_2, uppgift_5 = las_pdf(page, "PDF , Modul 2"), las_pdf(page, "PDF , Uppgift 5")
    for text in (modul_2, uppgift_5):
        for ord_ in (NULAGE, MAL, BORJAN, RINGA, TRAFFAR, "Hela klassen", "Högst en saknas per lektion."):
            assert ord_ in text, ord_
    fragor = ["1. Hur är det idag?", "3. Hur gör vi för att komma dit?", "5. Datum för uppföljning"]
    for ord_ in [*fragor, *(["6. Hur är det idag?", "9. Vem/vilka ansvarar?"] if varv_2 else [])]:
        assert ord_ in modul_2, ord_
    for ord_ in ["Steg 1: Var är vi?", "Steg 4: Hur blev det?", *([RESULTAT, LART, VIDARE] if varv_2 else [])]:
        assert ord_ in uppgift_5, ord_
    if not varv_2:
        blad = las_pdf(page, "PDF , bladet")
        for ord_ in (MAL, SPRAKET.replace("alla", "alla elever"), "Elevernas egna ord", ELEVHALSANS_NAMN):
            assert ord_ in blad, ord_


def kalender(page: Page, program, klass: Planen) -> None:
    """The calendar, read by another program from an address that needs no log-in, and then no more."""
    page.goto("/")
    page.locator("header summary").click()
    page.get_by_role("link", name="Mina påminnelser").click()
    page.get_by_role("button", name=re.compile("^Gör en")).click()
    adress = page.get_by_label("Din kalenderadress").input_value()
    assert adress.startswith(program.adress)
    with urllib.request.urlopen(adress, timeout=20) as svar:
        assert svar.headers["content-type"].startswith("text/calendar")
        text = svar.read().decode()
    handelser = [h for h in vobject.readOne(text).vevent_list if klass.namn in h.summary.value]
    dagar = {h.summary.value: h.dtstart.value for h in handelser}
    traffar = [d for rubrik, d in dagar.items() if rubrik.startswith("Uppföljning")]
    assert [f"{d:%Y-%m-%d %H:%M}" for d in traffar] == [f"{UPPFOLJNING} 14:30"]
    assert IDAG in dagar.values(), "insatsen startar"
    assert UPPFOLJNING in dagar.values(), "insatsen ska vara klar"
    for ord_ in (*(namn.split()[0] for namn in ELEVER), NULAGE[:12], MAL[:12], BORJAN[:12]):
        assert ord_ not in text, ord_
    page.goto("/paminnelser/")
    expect(page.get_by_label("Din kalenderadress")).to_have_count(0)
    page.get_by_role("button", name="Ta bort adressen").click()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(adress, timeout=20)


# --- The second varv, and the end -------------------------------------------------------------------------------------


def folj_upp(page: Page, kod: str) -> None:
    """When the day has passed the start page says so, and one press opens the next varv."""
    sena = page.get_by_role("heading", name="Försenade uppföljningar").locator("xpath=..")
    expect(sena.locator(f"a[href^='/plan/{kod}/']").first).to_be_visible()
    planlank(page, kod).click()
    expect(page.get_by_role("region", name="Det är dags att följa upp")).to_contain_text("för 7 dagar sedan")
    page.get_by_role("button", name="Följ upp nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("6. Hur är det idag?")


def varv_2(page: Page) -> None:
    """Questions 6 to 10: everything in place, the earlier varv beside, and how far each goal has come."""
    forut = page.get_by_role("complementary", name="Så stod det förut")
    expect(forut).to_contain_text(NULAGE)
    skriv_i(page, "Beskriv hur arbetet med insatsen eller förändringen har gått.", "Inledningen görs av alla.")
    kryssa(malen(page).nth(0).get_by_role("radio", name="Nått", exact=True))
    kryssa(malen(page).nth(1).get_by_role("radio", name="På väg"))
    skriv_i(page, "Beskriv kort nuläget.", "Två av tolv saknas ofta.")
    nasta(page, "Hur vill vi ha det?")
    expect(rutan(page, "Beskriv kort den önskade effekten")).to_have_value("Alla vill vara i NO-salen.")
    expect(rutan(page, "Mål 2. Målet")).to_have_value(SPRAKET.replace("alla", "alla elever"))
    kryssa(malen(page).nth(1).get_by_role("radio", name="Nej, det behöver ändras"))
    nasta(page, "Hur gör vi?")
    expect(forut).to_contain_text("I slöjden börjar alla lektioner lika.")
    skriv_i(page, "Beskriv eventuella justeringar", "Träffarna blir kortare.")
    ett = insatserna(under(page, MAL))
    expect(rutan(ett.nth(0), "Mål 1, insats 1. Insatsen")).to_have_value(BORJAN)
    ett.nth(0).get_by_role("button", name="Genomförd").click()
    expect(ett.nth(0).get_by_role("button", name="Genomförd")).to_have_attribute("aria-pressed", "true")
    ett.nth(1).get_by_text("Lämna", exact=True).click()
    ett.nth(1).get_by_role("button", name="Lämna insatsen").click()
    expect(ett).to_have_count(1)
    nasta(page, "Vem ansvarar?")
    skriv_i(page, "Mål 1, insats 1. Hur ansvaret har gått", "Alla lag har inledningen.")
    skriv_i(page, "Behöver något justeras?", "Nej.")
    nasta(page, "Uppföljning")
    expect(page.get_by_label("Dag", exact=True)).to_have_value("")
    expect(page.get_by_label("Följer upp", exact=True).locator("option:checked")).to_have_text(MENTORS_NAMN)
    expect(rutan(page, "Hur följs det upp?")).to_have_value("På klasskonferensen.")
    valj(page.get_by_label("Dag", exact=True), NASTA.isoformat())
    nasta(page, "Hela planen")
    page.get_by_role("link", name="Varv 1").click()
    expect(page.locator("main")).to_contain_text(NULAGE)
    expect(page.locator("main")).to_contain_text(RINGA)


def avsluta(page: Page, kod: str) -> None:
    """Closed with its results; what was judged in the varv is there already."""
    page.goto(f"/plan/{kod}/")
    page.get_by_role("link", name="Avsluta planen").click()
    expect(page.get_by_role("group", name="Mål 1").get_by_role("radio", name="Nått", exact=True)).to_be_checked()
    page.get_by_role("group", name="Mål 2").get_by_role("radio", name="Ej nått").check()
    skriv_i(page, "Resultat", RESULTAT)
    skriv_i(page, "Analys och slutsatser", LART)
    rutan(page, "Vi vill arbeta vidare med").fill(VIDARE)
    page.get_by_role("button", name="Avsluta planen").click()
    blev = page.get_by_role("region", name="Så blev det")
    for ord_ in (RESULTAT, LART, VIDARE):
        expect(blev).to_contain_text(ord_)
    expect(page.locator(".plan-mal").nth(1)).to_contain_text("Ej nått")


def nasta_plan(page: Page, kod: str) -> None:
    """The next plan is opened from the one that was closed, and begins where it ended."""
    page.goto(f"/plan/{kod}/")
    page.get_by_role("link", name="Öppna nästa plan").click()
    expect(page.locator("main")).to_contain_text(VIDARE)
    page.get_by_label("Vad vill ni utveckla?").fill("Språket i alla ämnen")
    page.get_by_role("button", name="Starta planen").click()
    expect(rutan(page, "Gör en kort beskrivning av nuläget")).to_have_value(RESULTAT)
    ny = page.url.split("/plan/")[1].split("/")[0]
    assert ny != kod
    page.goto(f"/plan/{ny}/")
    page.get_by_role("link", name=OMRADE).click()
    expect(page.locator("main")).to_contain_text("Språket i alla ämnen")
