"""What is pressed in the steps of a plan: goals and insatser set, moved, done, left, taken away; and their texts."""

import re

import pytest

from handlingsplan import platser, regler
from handlingsplan.models import Insats, Lage, Mal, Plan

from . import planer
from .stegsidor import adress, las, text, tryck


@pytest.fixture
def steg(v, logga_in):
    v.klient = logga_in(v.mentor)
    return v


def malen(plan) -> list[str]:
    return [m.texter.get(falt="mal").text for m in Mal.objects.filter(plan=plan, slut=None)]


def test_a_goal_is_set_and_its_form_emptied(steg):
    svar = tryck(steg.klient, "plan_mal_nytt", steg.plan, del_="modul-2/2", text="Alla är med.").content.decode()
    mal = steg.plan.mal.get()
    assert 'data-tom="nytt-mal"' in svar
    assert f'id="mal-{mal.kod}"' in svar
    assert malen(steg.plan) == ["Alla är med."]
    vidare = tryck(steg.klient, "plan_mal_nytt", steg.plan, del_="modul-2/2", htmx=False, text="Alla hinner.")
    assert vidare.url == f"{adress('plan_steg', steg.plan, 'modul-2', '2')}#mal-{steg.plan.mal.last().kod}"


def test_a_goal_that_names_a_pupil_is_asked_about_and_kept(steg):
    svar = tryck(steg.klient, "plan_mal_nytt", steg.plan, text="Ada är med.").content.decode()
    assert svar.startswith('<div class="notering-tillstand" id="nytt-mal-tillstand">')
    assert "Lägg till målet ändå" in svar
    sidan = tryck(steg.klient, "plan_mal_nytt", steg.plan, htmx=False, text="Ada är med.")
    assert sidan.status_code == 409
    assert "Ada är med.</textarea>" in sidan.content.decode()
    assert not steg.plan.mal.exists()
    tryck(steg.klient, "plan_mal_nytt", steg.plan, text="Ada är med.", bekraftad="on")
    assert malen(steg.plan) == ["Ada är med."]
    assert "Skriv målet." in tryck(steg.klient, "plan_mal_nytt", steg.plan, text=" ").content.decode()


def test_an_insats_needs_a_kind_and_a_basis_and_keeps_what_was_chosen(steg):
    mal = planer.mal(steg.plan, steg.mentor)
    om = (steg.klient, "plan_insats_ny", steg.plan, mal.kod)
    assert "Välj minst en grund" in tryck(*om, text="Samma start.", typ="framjande").content.decode()
    sidan = tryck(*om, htmx=False, text="Samma start.", vetenskap="on").content.decode()
    assert "Välj om insatsen är främjande" in sidan
    assert f'id="ny-insats-{mal.kod}-vetenskap" name="vetenskap" checked' in sidan
    svar = tryck(*om, text="Samma start.", typ="framjande", vetenskap="on", avstamning="on").content.decode()
    insats = mal.insatser.get()
    assert (insats.typ, insats.vetenskap, insats.bedomning, insats.avstamning) == ("framjande", True, False, True)
    assert f'data-tom="ny-insats-{mal.kod}"' in svar
    assert f'id="insats-{insats.kod}"' in svar


def nasta_kod(svar, form: str) -> str:
    """The code that the form says its row is to be called."""
    html = svar if isinstance(svar, str) else svar.content.decode()
    return re.search(rf'<form class="nytt" id="{form}".*?name="kod" value="(\w+)"', html, re.DOTALL)[1]


@pytest.mark.parametrize("htmx", [True, False])
def test_a_double_click_is_one_row(steg, htmx):
    kod = nasta_kod(las(steg.klient, steg.plan, "modul-2/2"), "nytt-mal")
    om = {"del_": "modul-2/2", "htmx": htmx, "text": "Alla är med.", "kod": kod}
    ett, tva = (tryck(steg.klient, "plan_mal_nytt", steg.plan, **om) for _ in range(2))
    assert (malen(steg.plan), steg.plan.mal.get().kod) == (["Alla är med."], kod)
    if htmx:
        assert all('data-tom="nytt-mal"' in svar.content.decode() for svar in (ett, tva))
        assert len({kod, nasta_kod(ett, "nytt-mal"), nasta_kod(tva, "nytt-mal")}) == 3
    else:
        assert ett.url == tva.url == f"{adress('plan_steg', steg.plan, 'modul-2', '2')}#mal-{kod}"
    kod_i = nasta_kod(las(steg.klient, steg.plan, "modul-2/3"), f"ny-insats-{kod}")
    om = {"htmx": htmx, "text": "Samma start.", "typ": "framjande", "vetenskap": "on", "kod": kod_i}
    for _ in range(2):
        tryck(steg.klient, "plan_insats_ny", steg.plan, kod, **om)
    assert Insats.objects.get().kod == kod_i
    assert tryck(steg.klient, "plan_mal_nytt", steg.plan, text="Mer.", kod="' OR 1").status_code == 400


def test_rows_are_moved(steg):
    forst, sist = planer.mal(steg.plan, steg.mentor, "Ett"), planer.mal(steg.plan, steg.mentor, "Två")
    tryck(steg.klient, "plan_mal_flytta", steg.plan, sist.kod, hall="upp")
    assert malen(steg.plan) == ["Två", "Ett"]
    a, b = planer.insats(forst, steg.mentor, "A"), planer.insats(forst, steg.mentor, "B")
    tryck(steg.klient, "plan_insats_flytta", steg.plan, a.kod, hall="ned")
    assert list(forst.insatser.all()) == [b, a]


def test_what_is_of_this_varv_is_taken_away_and_what_is_older_is_left(steg):
    mal = planer.mal(steg.plan, steg.mentor)
    insats = planer.insats(mal, steg.mentor)
    assert f"{adress('plan_insats_ta_bort', steg.plan, insats.kod)}" in las(steg.klient, steg.plan, "modul-2/3")
    regler.folj_upp(steg.plan, steg.mentor)
    sidan = las(steg.klient, steg.plan, "modul-2/8")
    assert adress("plan_insats_ta_bort", steg.plan, insats.kod) not in sidan
    tryck(steg.klient, "plan_insats_lamna", steg.plan, insats.kod, del_="modul-2/8", pa="on")
    assert Insats.objects.get().slut == planer.varvet(steg.plan)
    assert "Lämnade insatser (1)" in text(las(steg.klient, steg.plan, "modul-2/8"))
    tryck(steg.klient, "plan_insats_lamna", steg.plan, insats.kod, del_="modul-2/8")
    assert Insats.objects.get().slut is None
    tryck(steg.klient, "plan_mal_lamna", steg.plan, mal.kod, del_="modul-2/7", pa="on")
    assert "Lämnade mål (1)" in text(las(steg.klient, steg.plan, "modul-2/7"))
    assert "historia" in tryck(steg.klient, "plan_mal_ta_bort", steg.plan, mal.kod).content.decode()
    nytt = planer.mal(steg.plan, steg.mentor, "Nytt")
    tryck(steg.klient, "plan_mal_ta_bort", steg.plan, nytt.kod)
    assert malen(steg.plan) == []


def test_what_is_done_and_seen_to_is_ticked_also_by_the_rektor_and_while_the_plan_is_sent(steg, logga_in):
    insats = planer.insats(planer.mal(steg.plan, steg.mentor), steg.mentor)
    planer.skriv(steg.plan, platser.nyckel("resurser", rad=insats.kod), "En vikarie.", steg.mentor)
    Plan.objects.filter(pk=steg.plan.pk).update(lage=Lage.SKICKAD)
    svar = tryck(steg.klient, "plan_insats_genomford", steg.plan, insats.kod, pa="on").content.decode()
    assert f'id="genomford-{insats.kod}" type="submit" aria-pressed="true"' in svar
    svar = tryck(
        logga_in(steg.rektor), "plan_insats_resurs", steg.plan, insats.kod, htmx=False, del_="oversikt", pa="on"
    )
    assert svar.url == f"{adress('plan', steg.plan)}#insats-{insats.kod}"
    nu = Insats.objects.get()
    assert nu.genomford
    assert nu.resurs_ordnad
    tryck(steg.klient, "plan_insats_genomford", steg.plan, insats.kod)
    assert Insats.objects.get().genomford is None


def test_rows_of_another_plan_are_not_found(steg):
    annan = planer.plan(steg.annan_klass, steg.annan_mentor)
    mal = planer.mal(annan, steg.annan_mentor)
    insats = planer.insats(mal, steg.annan_mentor)
    for sida, rad in [("plan_mal_lamna", mal), ("plan_insats", insats), ("plan_insats_ny", mal)]:
        assert tryck(steg.klient, sida, steg.plan, rad.kod, pa="on").status_code == 404
    assert steg.klient.get(adress("plan_text", steg.plan, f"{mal.kod}-mal")).status_code == 404


# --- Texts ------------------------------------------------------------------------------------------------------------


def spara(steg, text, ersatter, **mer):
    nyckel = platser.nyckel("nulage", planer.varvet(steg.plan).kod)
    return tryck(
        steg.klient, "plan_text", steg.plan, nyckel, **{"del_": "modul-2/1", "text": text, "ersatter": ersatter} | mer
    )


def test_a_text_is_saved_and_leads_back(steg):
    assert 'data-sparad="1"' in spara(steg, "Hälften är borta.", 0).content.decode()
    nyckel = platser.nyckel("nulage", planer.varvet(steg.plan).kod)
    vidare = spara(steg, "Var tredje är borta.", 1, htmx=False)
    assert vidare.url == f"{adress('plan_steg', steg.plan, 'modul-2', '1')}#notering-{nyckel}"
    sidan = steg.klient.get(f"{adress('plan_text', steg.plan, nyckel)}?del=modul-2/1").content.decode()
    assert "Var tredje är borta.</textarea>" in sidan
    assert f'href="{adress("plan_steg", steg.plan, "modul-2", "1")}"' in sidan


def test_two_in_the_same_text_lose_nothing(steg):
    nyckel = platser.nyckel("nulage", planer.varvet(steg.plan).kod)
    planer.skriv(steg.plan, nyckel, "Kollegans.", steg.mentor2)
    htmx = spara(steg, "Mina.", 0).content.decode()
    assert 'data-sparad=""' in htmx
    assert "Milo Mentor sparade en annan text" in htmx
    assert "Kollegans." in htmx
    sidan = spara(steg, "Mina.", 0, htmx=False)
    assert sidan.status_code == 409
    assert "Mina.</textarea>" in sidan.content.decode()
    assert "Kollegans." in sidan.content.decode()
    assert 'data-sparad="1"' in spara(steg, "Kollegans. Mina.", 1).content.decode()


def test_earlier_texts_are_read_and_restored(steg):
    nyckel = platser.nyckel("nulage", planer.varvet(steg.plan).kod)
    planer.skriv(steg.plan, nyckel, "Kollegans.", steg.mentor2)
    spara(steg, "Mina.", 1)
    sidan = steg.klient.get(adress("plan_text_tidigare", steg.plan, nyckel)).content.decode()
    assert "Kollegans." in text(sidan)
    assert "Återställ den här texten" in sidan
    spara(steg, "Kollegans.", 2, bekraftad="on")
    assert steg.plan.texter.get(nyckel=nyckel).text == "Kollegans."


def test_names_and_personnummer_are_asked_about_once(steg):
    assert "Spara ändå" in spara(steg, "Ada är borta.", 0).content.decode()
    assert spara(steg, "Ada är borta. 120314-1234", 0, htmx=False).status_code == 409
    spara(steg, "Ada är borta.", 0, bekraftad="on")
    assert 'data-sparad="1"' in spara(steg, "Ada är ofta borta.", 1).content.decode()


def test_a_text_sent_to_a_plan_that_is_not_written_in_stays_with_its_writer(steg):
    Plan.objects.filter(pk=steg.plan.pk).update(lage=Lage.SKICKAD)
    assert "Inte sparat" in spara(steg, "Sent.", 0).content.decode()
    sidan = spara(steg, "Sent skrivet.", 0, htmx=False)
    assert sidan.status_code == 409
    assert "Planen är hos rektor. Ta tillbaka den för att ändra." in text(sidan.content.decode())
    assert "Sent skrivet." in text(sidan.content.decode())
    nyckel = platser.nyckel("nulage", planer.varvet(steg.plan).kod)
    assert "Planen är hos rektor" in text(steg.klient.get(adress("plan_text", steg.plan, nyckel)).content.decode())


def test_a_goal_sent_to_a_plan_that_is_not_written_in_stays_with_its_writer(steg):
    Plan.objects.filter(pk=steg.plan.pk).update(lage=Lage.SKICKAD)
    sidan = tryck(steg.klient, "plan_mal_nytt", steg.plan, htmx=False, text="Alla är med.")
    assert sidan.status_code == 409
    assert "Planen är hos rektor" in text(sidan.content.decode())
    assert "Alla är med." in text(sidan.content.decode())


def test_a_text_of_a_goal_that_a_colleague_took_away_stays_with_its_writer(steg):
    mal = planer.mal(steg.plan, steg.mentor)
    regler.ta_bort_mal(mal, steg.mentor2)
    data = {"text": "Färre är borta.", "ersatter": 0}
    sidan = tryck(steg.klient, "plan_text", steg.plan, f"{mal.kod}-tecken", htmx=False, **data)
    assert sidan.status_code == 404
    assert "En kollega har tagit bort" in text(sidan.content.decode())
    assert "Färre är borta." in text(sidan.content.decode())
    # The script keeps the text in its field.
    assert tryck(steg.klient, "plan_text", steg.plan, f"{mal.kod}-tecken", **data).status_code == 404


def test_what_cannot_be_read_and_what_is_no_place(steg):
    assert spara(steg, "Sent.", "x").status_code == 400
    assert spara(steg, "Sent.", 0, del_="start").status_code == 400
    for nyckel in ("nulage", "hittepa", "222222222222-nulage"):
        assert steg.klient.get(adress("plan_text", steg.plan, nyckel)).status_code == 404
    for sida, data in [("plan_mal_nytt", {"del_": "start"}), ("plan_mal_flytta", {"hall": "bort"})]:
        mer = [planer.mal(steg.plan, steg.mentor).kod] if sida == "plan_mal_flytta" else []
        assert tryck(steg.klient, sida, steg.plan, *mer, **data).status_code == 400


# --- How much a card asks at once -------------------------------------------------------------------------------------


def test_a_later_varv_folds_what_the_other_template_asks_and_says_once_what_is_not_written(steg):
    planer.insats(planer.mal(steg.plan, steg.mentor), steg.mentor)
    regler.folj_upp(steg.plan, steg.mentor)
    for del_ in ("modul-2/8", "modul-2/9"):
        sidan = las(steg.klient, steg.plan, del_)
        for kort in re.findall(r'<li class="skriv-insats".*?</li>', sidan, re.DOTALL):
            synligt = re.sub(r'<span class="visually-hidden">.*?</span>', "", kort)
            assert synligt.count("inga namn på elever") == 1
            # Each field has it for who hears the page.
            hjalper = re.findall(r'<p class="[\w -]+" id="hjalp-[^"]*">(.*?)</p>', kort)
            assert len(hjalper) == kort.count("<textarea")
            assert all("inget om diagnos, hälsa eller familj" in hjalp for hjalp in hjalper)
    assert "0 av 4 skrivna" in text(las(steg.klient, steg.plan, "modul-2/8"))
