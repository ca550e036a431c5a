"""When two write in one plan nothing is lost: not in the same text or choice, with the network, or with the server."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from . import planerna
from .moten import ELEVER, ELEVHALSA, ELEVHALSANS_NAMN, MENTOR, MENTORS_NAMN, skriv
from .planerna import Planen, insatserna, kryssa, lagg_mal, malen, rutan, skriv_i, valj

FORST, SPRAKET = "Alla är med på NO-lektionerna.", "Lärarna arbetar med språket i NO."


@pytest.fixture
def plan(program) -> Planen:
    """A plan with two goals and three insatser."""
    return planerna.efter_motet(program, plan="fylld")


@pytest.fixture
def tva(oppna, plan) -> tuple[Page, Page]:
    """The mentor and elevhälsan where goals are written."""
    sanna, birgitta = oppna(MENTOR), oppna(ELEVHALSA, 1024, 768)
    for page in (sanna, birgitta):
        page.goto(plan.sida("steg/modul-2/2"))
    return sanna, birgitta


def malet(page: Page, nummer: int = 1):
    """The field of a goal."""
    return rutan(page, f"Mål {nummer}. Målet")


def laget(page: Page, nummer: int = 1):
    """What has become of a goal's text."""
    return malen(page).nth(nummer - 1).locator(".notering-tillstand").first


def test_det_en_skriver_star_pa_den_andras_skarm_inom_sekunder(tva):
    sanna, birgitta = tva
    skriv_i(sanna, "Mål 1. Målet", "Alla kommer till NO.")
    expect(malet(birgitta)).to_have_value("Alla kommer till NO.", timeout=8_000)
    # What is on its way in a new goal of one's own stays, whatever comes.
    nytt = birgitta.locator("#nytt-mal textarea")
    nytt.fill("Halvskrivet")
    lagg_mal(sanna, "Rasterna är lugna.")
    expect(malen(birgitta)).to_have_count(3)
    expect(birgitta.locator("#besked")).to_have_text("Ett nytt mål från en kollega.")
    expect(nytt).to_have_value("Halvskrivet")


def test_tva_i_samma_text_forlorar_inget(tva):
    sanna, birgitta = tva
    malet(birgitta).click()
    birgitta.keyboard.press("Control+End")
    skriv(malet(sanna), "Sannas mål.")
    birgitta.keyboard.type(" Birgittas ord.")
    tillstand = laget(birgitta)
    expect(tillstand).to_contain_text(f"Inte sparat. {MENTORS_NAMN} sparade en annan text")
    expect(tillstand).to_contain_text("Sannas mål.")
    expect(malet(birgitta)).to_have_value(f"{FORST} Birgittas ord.")
    tillstand.get_by_role("button", name="Spara texten i rutan").click()
    expect(tillstand).to_contain_text("Sparat")
    expect(malet(sanna)).to_have_value(f"{FORST} Birgittas ord.")
    tillstand.get_by_role("link", name="Tidigare texter").click()
    expect(birgitta.get_by_text("Sannas mål.")).to_be_visible()
    birgitta.get_by_role("article").filter(has_text="Sannas mål.").get_by_role("button").click()
    expect(malet(birgitta)).to_have_value("Sannas mål.")


def test_tva_som_valjer_olika_far_veta_det(oppna, plan):
    sanna, birgitta = oppna(MENTOR), oppna(ELEVHALSA, 1024, 768)
    for page in (sanna, birgitta):
        page.goto(plan.sida("steg/modul-2/4"))
    # Birgitta's page does not hear of Sanna's choice until she has made her own.
    birgitta.route("**/nytt/**", lambda vag: vag.abort())
    kort = insatserna(birgitta).nth(0)
    valj(insatserna(sanna).nth(0).get_by_label("Ansvarig", exact=True), "Karim Nasser")
    valj(kort.get_by_label("Ansvarig", exact=True), ELEVHALSANS_NAMN)
    expect(kort.locator(".krock")).to_contain_text(f"Kollegan valde Karim Nasser. Du valde {ELEVHALSANS_NAMN}.")
    # Another choice of the same insats is not held up by it.
    valj(kort.get_by_label("Fler som ansvarar"), "kurator")
    birgitta.unroute("**/nytt/**")
    expect(insatserna(sanna).nth(0).get_by_label("Fler som ansvarar")).to_have_value("kurator")
    expect(insatserna(sanna).nth(0).get_by_label("Ansvarig", exact=True).locator("option:checked")).to_have_text(
        "Karim Nasser"
    )
    kort.get_by_role("button", name="Välj ditt").click()
    expect(kort.locator(".krock")).to_have_count(0)
    expect(insatserna(sanna).nth(0).get_by_label("Ansvarig", exact=True).locator("option:checked")).to_have_text(
        ELEVHALSANS_NAMN
    )


def test_tva_som_valjer_olika_saker_behaller_bada(oppna, plan):
    sanna, birgitta = oppna(MENTOR), oppna(ELEVHALSA, 1024, 768)
    for page in (sanna, birgitta):
        page.goto(plan.sida("steg/modul-2/5"))
    birgitta.route("**/nytt/**", lambda vag: vag.abort())
    dag = (date.fromisoformat(sanna.get_by_label("Dag", exact=True).input_value()) + timedelta(days=7)).isoformat()
    valj(sanna.get_by_label("Dag", exact=True), dag)
    birgitta.get_by_role("group", name="Kallade").locator("summary").click()
    kryssa(birgitta.get_by_role("checkbox", name=ELEVHALSANS_NAMN))
    expect(birgitta.locator(".krock")).to_have_count(0)
    for page in (sanna, birgitta):
        page.unroute("**/nytt/**")
        page.reload()
        expect(page.get_by_label("Dag", exact=True)).to_have_value(dag)
        expect(page.get_by_role("group", name="Kallade").locator("summary")).to_have_text(
            f"{ELEVHALSANS_NAMN}, {MENTORS_NAMN}"
        )


def test_ett_mal_som_tas_bort_behaller_det_som_skrivs(tva):
    sanna, birgitta = tva
    malet(birgitta, 2).click()
    birgitta.keyboard.press("Control+End")
    birgitta.keyboard.type(" Och i matematik, säger")
    malen(sanna).nth(1).get_by_text("Ta bort", exact=True).click()
    malen(sanna).nth(1).get_by_role("button", name="Ta bort målet").click()
    expect(malen(sanna)).to_have_count(1)
    expect(birgitta.get_by_text("En kollega har tagit bort det här.")).to_be_visible()
    kvar = birgitta.locator("li.borttaget textarea").first
    expect(kvar).to_be_focused()
    expect(kvar).to_have_value(f"{SPRAKET} Och i matematik, säger")
    birgitta.get_by_role("button", name="Skriv det på nytt").click()
    expect(birgitta.locator("#nytt-mal textarea")).to_have_value(f"{SPRAKET} Och i matematik, säger")


def test_ett_dubbelklick_gor_ett_mal(tva):
    sanna, _ = tva
    sanna.locator("#nytt-mal textarea").fill("Rasterna är lugna.")
    sanna.get_by_role("button", name="Lägg till målet").dblclick()
    expect(sanna.locator("#nytt-mal textarea")).to_have_value("")
    expect(malen(sanna)).to_have_count(3)
    sanna.reload()
    expect(malen(sanna)).to_have_count(3)


def test_ett_mal_vars_svar_gick_forlorat_blir_inte_tva(tva):
    sanna, _ = tva

    def tappa(vag: Route) -> None:
        vag.fetch()
        vag.abort()

    sanna.route("**/mal/", tappa)
    nytt = sanna.locator("#nytt-mal textarea")
    nytt.fill("Rasterna är lugna.")
    sanna.get_by_role("button", name="Lägg till målet").click()
    expect(sanna.locator("#nytt-mal .notering-lage")).to_have_text("Inte tillagt än. Texten står kvar.")
    # The server had it all the same, and the page hears of it.
    expect(malen(sanna)).to_have_count(3)
    expect(nytt).to_have_value("Rasterna är lugna.")
    sanna.unroute("**/mal/")
    sanna.get_by_role("button", name="Lägg till målet").click()
    expect(nytt).to_have_value("")
    expect(malen(sanna)).to_have_count(3)
    lagg_mal(sanna, "Rasterna är lugna.")
    expect(malen(sanna)).to_have_count(4)


def test_tva_som_kallar_var_sin_kallar_bada(oppna, plan):
    sanna, birgitta = oppna(MENTOR), oppna(ELEVHALSA, 1024, 768)
    for page in (sanna, birgitta):
        page.goto(plan.sida("steg/modul-2/5"))
        page.route("**/nytt/**", lambda vag: vag.abort())
        page.get_by_role("group", name="Kallade").locator("summary").click()
    kryssa(sanna.get_by_role("checkbox", name="Karim Nasser"))
    kryssa(birgitta.get_by_role("checkbox", name=ELEVHALSANS_NAMN))
    expect(birgitta.locator(".krock")).to_have_count(0)
    expect(birgitta.get_by_role("group", name="Kallade").locator("summary")).to_have_text(
        f"{ELEVHALSANS_NAMN}, Karim Nasser, {MENTORS_NAMN}"
    )
    expect(birgitta.get_by_role("checkbox", name="Karim Nasser")).to_be_checked()


def test_ett_namn_bland_dem_som_ansvarar_fragas_om(oppna, plan):
    sanna = oppna(MENTOR)
    sanna.goto(plan.sida("steg/modul-2/4"))
    kort, fornamn = insatserna(sanna).nth(0), ELEVER[0].split()[0]
    falt, fragan = kort.get_by_label("Fler som ansvarar"), kort.locator(".krock")
    valj(falt, f"{fornamn} i köket")
    expect(fragan).to_contain_text(fornamn)
    expect(falt).to_have_value(f"{fornamn} i köket")
    fragan.get_by_role("button", name="Spara ändå").press("Enter")
    expect(fragan).to_have_count(0)
    sanna.reload()
    expect(falt).to_have_value(f"{fornamn} i köket")


def test_planen_som_skickas_stangs_for_den_som_skriver(tva, plan):
    sanna, birgitta = tva
    malet(birgitta).click()
    birgitta.keyboard.press("Control+End")
    birgitta.keyboard.type(" Halvvägs")
    expect(laget(birgitta)).to_contain_text("Sparat")
    sanna.goto(plan.sida())
    sanna.get_by_role("button", name="Skicka till rektor").click()
    birgitta.keyboard.type(" och mer")
    expect(birgitta.get_by_text("Planen är hos rektor och kan läsas.")).to_be_visible()
    expect(laget(birgitta)).to_contain_text("Inte sparat. Planen är hos rektor.")
    expect(malet(birgitta)).to_have_value(f"{FORST} Halvvägs och mer")


def test_det_som_skrivs_och_valjs_innan_sidans_skript_har_kommit_sparas(oppna, plan):
    sanna = oppna(MENTOR)
    text = rutan(sanna, "Mål 1, insats 1. Ansvar och förväntningar")
    ansvarig = insatserna(sanna).nth(0).get_by_label("Ansvarig", exact=True)
    sent = []

    def drojer(vag: Route) -> None:
        sanna.wait_for_timeout(1500)
        vag.continue_()

    sanna.route("**/js/plan/main*.js", drojer)
    sanna.on("response", lambda svar: sent.append(svar.request.url) if svar.request.method == "POST" else None)
    sanna.goto(plan.sida("steg/modul-2/4"), wait_until="commit")
    text.fill("Skrivet tidigt.")
    ansvarig.select_option(label=ELEVHALSANS_NAMN)
    for _ in range(40):
        sanna.wait_for_timeout(250 if len(sent) < 2 else 0)
    assert len(sent) == 2, sent
    # Nor does going back bring forth what stood there before.
    for ga in (sanna.reload, lambda: (sanna.goto(plan.sida()), sanna.go_back())):
        ga()
        expect(text).to_have_value("Skrivet tidigt.")
        expect(ansvarig.locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)
    assert len(sent) == 2, sent


def test_natet_forsvinner_mitt_i_en_text_och_kommer_tillbaka(tva):
    sanna, birgitta = tva
    malet(sanna).click()
    sanna.keyboard.press("Control+End")
    sanna.keyboard.type(" Mest på")
    sanna.context.set_offline(True)
    sanna.keyboard.type(" måndagar")
    expect(laget(sanna)).to_contain_text("Inte sparat än. Texten står kvar")
    expect(sanna.locator("#natet")).to_contain_text("Nätet svarar inte just nu.")
    sanna.keyboard.type(" och fredagar.")
    sanna.context.set_offline(False)
    expect(laget(sanna)).to_contain_text("Sparat")
    expect(sanna.locator("#natet")).to_be_empty()
    hela = f"{FORST} Mest på måndagar och fredagar."
    expect(malet(birgitta)).to_have_value(hela)
    sanna.reload()
    expect(malet(sanna)).to_have_value(hela)


def test_ett_val_som_gors_utan_nat_skickas_nar_det_ar_tillbaka(oppna, plan):
    sanna = oppna(MENTOR)
    sanna.goto(plan.sida("steg/modul-2/4"))
    ansvarig = insatserna(sanna).nth(0).get_by_label("Ansvarig", exact=True)
    sanna.context.set_offline(True)
    ansvarig.select_option(label=ELEVHALSANS_NAMN)
    expect(sanna.locator("#natet")).to_contain_text("Nätet svarar inte just nu.")
    expect(ansvarig.locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)
    sanna.context.set_offline(False)
    expect(sanna.locator("form[data-vantar]")).to_have_count(0)
    expect(sanna.locator("#natet")).to_be_empty()
    sanna.reload()
    expect(ansvarig.locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)


def test_det_som_skrivs_medan_servern_ar_dod_sparas_nar_den_ar_tillbaka(tva, program):
    sanna, birgitta = tva
    skriv(malet(sanna), "Det här är sparat.")
    program.doda()
    malet(sanna).fill("Det här skrivs medan servern är borta.")
    expect(laget(sanna)).to_contain_text("Inte sparat än.")
    program.starta()
    expect(laget(sanna)).to_contain_text("Sparat", timeout=20_000)
    expect(malet(birgitta)).to_have_value("Det här skrivs medan servern är borta.")


def test_det_som_var_sparat_nar_servern_dodades_star_dar_efterat(oppna, plan, program):
    sanna = oppna(MENTOR)
    sanna.goto(plan.sida("steg/modul-2/4"))
    skriv_i(sanna, "Mål 1, insats 1. Ansvar och förväntningar", "Det här är sparat.")
    ansvarig = insatserna(sanna).nth(0).get_by_label("Ansvarig", exact=True)
    valj(ansvarig, ELEVHALSANS_NAMN)
    program.doda()
    program.starta()
    sanna.reload()
    expect(rutan(sanna, "Mål 1, insats 1. Ansvar och förväntningar")).to_have_value("Det här är sparat.")
    expect(ansvarig.locator("option:checked")).to_have_text(ELEVHALSANS_NAMN)
