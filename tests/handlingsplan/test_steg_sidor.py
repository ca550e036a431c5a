"""The steps of a plan: both templates word for word, what stands beside, and who may write when."""

import re

import pytest
from django.utils import timezone

from analys import regler as analysregler
from handlingsplan import mallar, regler
from handlingsplan.models import Granskning, Kommentar, Lage, Plan, Skal, Svar
from skolanknytning.logg.models import Handelse, Handling

from ..analys.moten import koppling, monster, mote
from ..klient import HTMX
from . import planer
from .stegsidor import adress, faltet, fragor, las, text

MALLAR = mallar.las()


@pytest.mark.parametrize("mall", [MALLAR.modul_2, MALLAR.uppgift_5], ids=lambda m: m.nyckel)
@pytest.mark.parametrize("forsta", [True, False], ids=["varv 1", "varv 2"])
def test_every_heading_and_question_stands_word_for_word(v, logga_in, mall, forsta):
    planer.fylld(v.plan, v.mentor)
    if not forsta:
        regler.folj_upp(v.plan, v.mentor)
    klient = logga_in(v.mentor)
    for steg in mall.steg(forsta=forsta):
        sidan = las(klient, v.plan, f"{mall.nyckel}/{steg.nyckel}")
        last = text(sidan)
        assert text(sidan, "h1") == steg.rubrik
        for del_ in steg.delar:
            if not del_.tillagg:
                assert del_.rubrik in last
                assert del_.fraga in last
        assert re.search(r'class="arbete-lank" href="[^"]+" aria-current="step"', sidan)


def test_what_is_written_in_one_template_stands_in_the_other(v, logga_in):
    planer.fylld(v.plan, v.mentor)
    klient = logga_in(v.mentor)
    varv = planer.varvet(v.plan)
    for nyckel, har, dar in [
        (f"{varv.kod}-nulage", "modul-2/1", "uppgift-5/steg-1"),
        (f"{varv.kod}-datainsamling", "modul-2/5", "uppgift-5/steg-4"),
        (f"{v.plan.mal.first().kod}-tecken", "modul-2/2", "uppgift-5/steg-2"),
        (f"{v.plan.mal.first().insatser.first().kod}-resurser", "modul-2/3", "uppgift-5/steg-3"),
    ]:
        assert faltet(las(klient, v.plan, har), nyckel) == faltet(las(klient, v.plan, dar), nyckel) != ""


@pytest.mark.parametrize(("mall", "dit"), [("modul-2", "2"), ("uppgift-5", "steg-2")])
def test_without_a_goal_one_is_led_to_where_it_is_written(v, logga_in, mall, dit):
    tom = planer.plan(v.klass, v.mentor, and_anda=True)
    klient = logga_in(v.mentor)
    steg = "3" if mall == "modul-2" else "steg-3"
    assert f'<a href="{adress("plan_steg", tom, mall, dit)}#steg">Skriv ett mål</a> först.' in las(
        klient, tom, f"{mall}/{steg}"
    )


def test_every_text_is_told_what_not_to_write(v, logga_in):
    planer.fylld(v.plan, v.mentor)
    for steg in MALLAR.modul_2.forsta:
        sidan = las(logga_in(v.mentor), v.plan, f"modul-2/{steg.nyckel}")
        rutor = re.findall(r'<textarea[^>]* aria-describedby="([^"]+)"', sidan)
        assert len(rutor) == sidan.count("<textarea")
        for id_ in rutor:
            hjalp = re.search(rf'<p class="[\w-]+" id="{id_}">(.*?)</p>', sidan, re.DOTALL)[1]
            assert "inget om diagnos, hälsa eller familj" in hjalp


def test_the_switch_leads_to_the_step_that_asks_for_the_same(v, logga_in):
    klient = logga_in(v.mentor)
    for har, dar in [
        ("modul-2/2", "uppgift-5/steg-2"),
        ("modul-2/5", "uppgift-5/steg-4"),
        ("uppgift-5/steg-3", "modul-2/3"),
    ]:
        lankar = re.search(r'<nav class="mallval".*?</nav>', las(klient, v.plan, har), re.DOTALL)[0]
        assert f'href="{adress("plan_steg", v.plan, *dar.split("/"))}#steg"' in lankar


def test_beside_the_first_varv_stands_what_the_plan_rests_on(varld, logga_in):
    analys = mote(varld.klass, varld.mentor)
    m = monster(analys, varld.mentor, "Hälften är borta från NO.", angelagen=True)
    koppling(m, varld.mentor, "org-schema", "Två sena lektioner.")
    analysregler.avsluta(analys, av=varld.mentor)
    plan = planer.plan(varld.klass, varld.mentor, monster=[m], analys=analys)
    bredvid = text(las(logga_in(varld.mentor), plan, "modul-2/2"), "aside")
    assert bredvid == "Det planen vilar på Hälften är borta från NO. Schemaläggning"


def test_beside_a_later_varv_stands_how_it_was_answered_before(v, logga_in):
    planer.fylld(v.plan, v.mentor)
    regler.folj_upp(v.plan, v.mentor)
    klient = logga_in(v.mentor)
    effekten = text(las(klient, v.plan, "modul-2/7"), "aside")
    assert effekten.startswith("Så stod det förut Varv 1 från ")
    assert "Önskad effekt om närvaron i no." in effekten
    assert "Nuläge om" not in effekten
    nulaget = text(las(klient, v.plan, "modul-2/6"), "aside")
    assert "Nuläge om närvaron i no." in nulaget
    assert "Mer att ta reda på om närvaron i no." in nulaget
    regler.folj_upp(v.plan, v.mentor)
    sidan = las(klient, v.plan, "modul-2/7")
    assert re.findall(r'<details class="bredvid-varv" id="(varv-\d)"( open)?>', sidan) == [
        ("varv-2", " open"),
        ("varv-1", ""),
    ]


def test_a_step_of_the_other_kind_of_varv_leads_to_the_one_that_asks_the_same(v, logga_in):
    klient = logga_in(v.mentor)
    svar = klient.get(adress("plan_steg", v.plan, "modul-2", "8"))
    assert svar.url == adress("plan_steg", v.plan, "modul-2", "3")
    for mall, steg in (("modul-2", "11"), ("modul-3", "1"), ("uppgift-5", "1")):
        assert klient.get(adress("plan_steg", v.plan, mall, steg)).status_code == 404


def test_who_writes_in_a_step_while_the_plan_is_followed_up_is_told_where_to_go_on(v, logga_in):
    klient = logga_in(v.mentor)
    regler.folj_upp(v.plan, v.mentor2)
    svar = klient.get(f"{adress('plan_nytt', v.plan)}?del=modul-2/3&sedan=0", headers=HTMX).content.decode()
    assert "Planen är följd upp och i varv 2." in svar
    assert f'href="{adress("plan_steg", v.plan, "modul-2", "8")}"' in svar
    assert 'data-del="modul-2/3"' in svar


def test_nothing_new_is_answered_with_nothing(v, logga_in):
    klient = logga_in(v.mentor)
    nu = Plan.objects.get(pk=v.plan.pk).version
    fraga = f"{adress('plan_nytt', v.plan)}?del=modul-2/2&sedan="
    assert klient.get(f"{fraga}{nu}", headers=HTMX).status_code == 204
    planer.mal(v.plan, v.mentor2, "Alla hinner.")
    assert "Alla hinner." in klient.get(f"{fraga}{nu}", headers=HTMX).content.decode()
    for fel in ("?del=modul-2/2", "?sedan=0", "?sedan=0&del=start", "?sedan=0&del=oversikt"):
        assert klient.get(f"{adress('plan_nytt', v.plan)}{fel}", headers=HTMX).status_code == 400
    assert klient.get(f"{fraga}0".replace("modul-2/2", "modul-2/99"), headers=HTMX).status_code == 404


@pytest.mark.parametrize("hur", ["skickad", "avslutad"])
def test_a_plan_that_is_not_written_in_is_read_and_says_why(v, logga_in, hur):
    planer.fylld(v.plan, v.mentor)
    if hur == "skickad":
        Plan.objects.filter(pk=v.plan.pk).update(lage=Lage.SKICKAD)
    else:
        regler.avsluta(v.plan, v.mentor)
    klient = logga_in(v.mentor)
    skal = {"skickad": "Planen är hos rektor och kan läsas.", "avslutad": "Planen är avslutad och kan läsas."}[hur]
    for mall in (MALLAR.modul_2, MALLAR.uppgift_5):
        for steg in mall.forsta:
            sidan = las(klient, v.plan, f"{mall.nyckel}/{steg.nyckel}")
            assert skal in text(sidan)
            assert "<textarea" not in sidan
            assert "<select" not in sidan
            assert not re.search(r'<input(?! type="hidden")', sidan)
    # What has been done is ticked off with the rektor too, and not in a closed plan.
    assert ("/genomford/" in las(klient, v.plan, "modul-2/3")) == (hur == "skickad")
    assert "Maja Mentor" in text(las(klient, v.plan, "modul-2/4"))
    assert "Lektionerna börjar på samma sätt." in text(las(klient, v.plan, "uppgift-5/steg-3"))


def test_what_the_rektor_said_stands_beside_its_section(v, logga_in):
    planer.fylld(v.plan, v.mentor)
    varv, insats = planer.varvet(v.plan), v.plan.mal.first().insatser.first()
    kopia = regler.behall(v.plan, Skal.SKICKAD, v.mentor)
    svar = {"svar": Svar.ATERLAMNAD, "besvarad": timezone.now(), "besvarad_av": v.rektor}
    granskning = Granskning.objects.create(plan=v.plan, avskrift=kopia, skickad_av=v.mentor, **svar)
    for avsnitt, ord_ in [("", "Bra början."), (f"{varv.kod}-nulage", "Hur många?"), (f"{insats.kod}-insats", "När?")]:
        Kommentar.objects.create(granskning=granskning, avsnitt=avsnitt, text=ord_, andrad_av=v.rektor)
    Plan.objects.filter(pk=v.plan.pk).update(lage=Lage.ATERLAMNAD)
    klient = logga_in(v.mentor)
    forsta = las(klient, v.plan, "modul-2/1")
    assert "Rut Rektor skriver Bra början." in text(forsta)
    nulage = forsta[forsta.index(f'id="notering-{varv.kod}-nulage"') :]
    assert nulage.index("Hur många?") < nulage.index("<section")
    assert "När?" not in text(forsta)
    for del_ in ("modul-2/3", "modul-2/4", "uppgift-5/steg-3"):
        kort = las(klient, v.plan, del_)
        kort = kort[kort.index(f'id="insats-{insats.kod}"') :]
        assert "När?" in kort[: kort.index("</li>")]
    # Once it has been sent again they are history.
    Plan.objects.filter(pk=v.plan.pk).update(lage=Lage.GODKAND)
    assert "Hur många?" not in text(las(klient, v.plan, "modul-2/1"))


def test_a_pupil_is_named_on_the_page_and_not_in_its_title(v, logga_in):
    plan = planer.elevplan(v.ada, v.mentor)
    sidan = las(logga_in(v.mentor), plan, "modul-2/1")
    assert v.ada.namn in text(sidan)
    assert re.search(r"<title>(.*?)</title>", sidan)[1] == "Plan · Skolanknytning"
    assert f"{v.ada.namn}, individ" in text(sidan)


def test_a_plan_for_the_school(v, logga_in):
    plan = planer.skolplan(v.skola, v.rektor)
    assert "Björkskolan, skolnivå" in text(las(logga_in(v.rektor), plan, "modul-2/1"))


def test_an_area_of_ones_own_is_escaped(v, logga_in):
    regler.andra_omrade(v.plan, "<b>Lugn & ro</b>", fore=v.plan.omrade, av=v.mentor)
    planer.mal(v.plan, v.mentor, "<i>Mål</i>")
    for del_ in ("modul-2/1", "modul-2/2", "modul-2/3", "uppgift-5/steg-2"):
        sidan = las(logga_in(v.mentor), v.plan, del_)
        assert "<b>Lugn" not in sidan
        assert "<i>Mål" not in sidan


@pytest.mark.parametrize("del_", ["modul-2/3", "modul-2/4", "modul-2/5", "uppgift-5/steg-3"])
def test_as_many_questions_however_much_the_plan_holds(v, logga_in, del_):
    klient = logga_in(v.mentor)
    planer.insats(planer.mal(v.plan, v.mentor), v.mentor)
    fa = fragor(klient, v.plan, del_)
    planer.fylld(v.plan, v.mentor)
    assert fragor(klient, v.plan, del_) == fa


def test_opening_a_step_is_a_reading_of_the_plan_and_the_pupil(v, logga_in):
    plan = planer.elevplan(v.ada, v.mentor)
    las(logga_in(v.mentor2), plan, "modul-2/1")
    for objekt in (plan, v.ada):
        h = Handelse.objects.filter(objekt_kod=objekt.kod).latest("id")
        assert (h.handling, h.vem_kod) == (Handling.LASTE, v.mentor2.kod)
