"""Choices in a plan: sent with what they were chosen instead of, so that two who choose at once lose nothing."""

import re
from datetime import date, time

import pytest

from handlingsplan import regler
from handlingsplan.models import Insats, Lage, Plan, Typ, Varv
from skolanknytning.skola.models import Tjanst

from . import planer
from .stegsidor import adress, las, text, tryck, valt


@pytest.fixture
def val(v, logga_in):
    v.mal = planer.mal(v.plan, v.mentor)
    v.insats = planer.insats(v.mal, v.mentor)
    v.klient = logga_in(v.mentor)
    return v


def valj(val, **data):
    """Choose something of the insats."""
    return tryck(val.klient, "plan_insats", val.plan, val.insats.kod, **{"del_": "modul-2/4"} | data)


def nu(val) -> Insats:
    return Insats.objects.get(pk=val.insats.pk)


def test_a_choice_is_set_and_shown(val):
    svar = valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="", ovriga="  kurator ", fore_ovriga="")
    assert (nu(val).ansvarig, nu(val).ovriga) == (val.mentor2, "kurator")
    html = svar.content.decode()
    assert f'<option value="{val.mentor2.kod}" selected>' in html
    assert f'name="fore-ansvarig" value="{val.mentor2.kod}"' in html
    assert "krock" not in html
    valj(val, del_="modul-2/3", start="2026-12-01", fore_start="", klart="2026-12-20", fore_klart="")
    assert (nu(val).start, nu(val).klart) == (date(2026, 12, 1), date(2026, 12, 20))
    sidan = las(val.klient, val.plan, "modul-2/3")
    assert valt(sidan, f"vt-0-{val.insats.kod}-klart") == "2026-12-20"


def test_two_who_choose_the_same_field_are_both_told(val):
    valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="")
    svar = valj(val, ansvarig=val.rektor.kod, fore_ansvarig="", ovriga="kurator", fore_ovriga="")
    # What did not collide is set.
    assert (nu(val).ansvarig, nu(val).ovriga) == (val.mentor2, "kurator")
    html = svar.content.decode()
    assert "Kollegan valde Milo Mentor . Du valde Rut Rektor ." in text(html, "section")
    assert f'name="valj" value="ansvarig:{val.rektor.kod}"' in html
    # One's own is set with the button, upon what the page shows now.
    valj(val, valj=f"ansvarig:{val.rektor.kod}", ansvarig=val.mentor2.kod, fore_ansvarig=val.mentor2.kod)
    assert nu(val).ansvarig == val.rektor


def test_without_javascript_the_page_tells_of_it(val):
    valj(val, klart="2026-12-10", fore_klart="")
    svar = valj(val, del_="modul-2/3", htmx=False, klart="2026-12-20", fore_klart="", start="", fore_start="")
    assert svar.status_code == 409
    last = text(svar.content.decode())
    assert "Kollegan valde 10 december 2026 . Du valde 20 december 2026 ." in last
    assert "En kollega valde något annat samtidigt." in last
    vidare = valj(val, htmx=False, ovriga="kurator", fore_ovriga="")
    assert vidare.url == f"{adress('plan_steg', val.plan, 'modul-2', '4')}#insats-{val.insats.kod}"


def test_two_who_choose_the_same_agree(val):
    valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="")
    assert "krock" not in valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="").content.decode()


def test_what_was_left_as_it_was_stays_as_the_colleague_made_it(val):
    valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="")
    valj(val, ansvarig="", fore_ansvarig="", ovriga="kurator", fore_ovriga="")
    assert (nu(val).ansvarig, nu(val).ovriga) == (val.mentor2, "kurator")
    # The script says which one was changed; the others are not looked at.
    valj(val, bara="ovriga", ansvarig=val.rektor.kod, fore_ansvarig="", ovriga="lärare", fore_ovriga="kurator")
    assert (nu(val).ansvarig, nu(val).ovriga) == (val.mentor2, "lärare")


def test_kind_and_basis(val):
    svar = valj(
        val, del_="modul-2/3", typ="atgardande", fore_typ="forebyggande", vetenskap="on", fore_vetenskap="",
        fore_bedomning="on", fore_avstamning="",
    )  # fmt: skip
    i = nu(val)
    assert (i.typ, i.vetenskap, i.bedomning, i.avstamning) == (Typ.ATGARDANDE, True, False, False)
    assert f'id="vs-{val.insats.kod}-typ-atgardande" name="typ" value="atgardande" checked' in svar.content.decode()
    ingen = valj(val, del_="modul-2/3", fore_vetenskap="on").content.decode()
    assert "Välj minst en grund som insatsen vilar på." in ingen
    assert nu(val).vetenskap


def test_one_who_has_left_the_school_stays_responsible_until_another_is_chosen(val):
    valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="")
    Tjanst.objects.filter(personal=val.mentor2).delete()
    sidan = las(val.klient, val.plan, "modul-2/4")
    assert f'<option value="{val.mentor2.kod}" selected>' in sidan
    valj(val, ansvarig=val.mentor2.kod, fore_ansvarig=val.mentor2.kod, ovriga="kurator", fore_ovriga="")
    assert (nu(val).ansvarig, nu(val).ovriga) == (val.mentor2, "kurator")
    svar = valj(val, ansvarig=val.utanfor.kod, fore_ansvarig=val.mentor2.kod)
    assert "Valet finns inte längre i listan." in svar.content.decode()
    assert nu(val).ansvarig == val.mentor2


def felet(html: str, id_: str) -> str:
    """Why the field with that id was refused: it says so itself, and points to the words under it."""
    assert re.search(rf'<input class="form-control is-invalid"[^>]* id="{id_}"[^>]* aria-describedby="fel-{id_}', html)
    return text(re.search(rf'<p class="val-fel" id="fel-{id_}".*?</p>', html, re.DOTALL)[0], "p")


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("dag", "varfor"),
    [
        ("2026-13-01", "Dagen går inte att läsa. Skriv år, månad och dag."),
        ("11/12/2026", "Dagen går inte att läsa. Skriv år, månad och dag."),
        ("snart", "Dagen går inte att läsa. Skriv år, månad och dag."),
        ("0002-01-01", "Året ska vara mellan 2020 och 2099. Du skrev 0002."),
        ("2126-12-01", "Året ska vara mellan 2020 och 2099. Du skrev 2126."),
    ],
)
def test_a_day_that_cannot_be_is_told_at_its_field(val, dag, varfor, htmx):
    html = valj(val, del_="modul-2/3", htmx=htmx, klart=dag, fore_klart="").content.decode()
    id_ = f"vt-0-{val.insats.kod}-klart"
    assert felet(html, id_) == varfor
    assert valt(html, id_) == dag
    assert 'name="fore-klart" value=""' in html
    assert nu(val).klart is None


def test_without_javascript_what_can_be_set_is_set_and_the_rest_told_at_its_field(val):
    data = {"start": "2026-12-10", "fore_start": "", "klart": "2026-12-01", "fore_klart": ""}
    svar = valj(val, del_="modul-2/3", htmx=False, **data)
    assert svar.status_code == 409
    html = svar.content.decode()
    assert (nu(val).start, nu(val).klart) == (date(2026, 12, 10), None)
    assert felet(html, f"vt-0-{val.insats.kod}-klart") == "Insatsen kan inte vara klar innan den startar."
    assert "Ett val är inte sparat. Det står vid fältet varför." in text(html)
    assert html.count("is-invalid") == html.count(" autofocus") == 1
    svar = valj(val, htmx=False, ovriga="20091231-1234", fore_ovriga="", ansvarig=val.mentor2.kod, fore_ansvarig="")
    assert "ser ut som ett personnummer" in felet(svar.content.decode(), f"va-0-{val.insats.kod}-ovriga")
    assert (nu(val).ansvarig, nu(val).ovriga) == (val.mentor2, "")


@pytest.mark.parametrize(
    "data",
    [
        {"ansvarig": "x"},
        {"hittepa": "1", "fore_hittepa": ""},
        {"bara": "hittepa"},
        {"bara": "ansvarig", "ansvarig": ""},
        {"valj": "hittepa:1"},
        {"klart": "2026-12-01", "fore_klart": "snart"},
        {"del_": "start", "klart": "2026-12-01", "fore_klart": ""},
    ],
)
def test_what_our_pages_do_not_send_changes_nothing(val, data):
    fore = planer.version(val.plan)
    assert valj(val, **data).status_code in (200, 400)
    assert planer.version(val.plan) == fore


def test_the_follow_up(val):
    kallade = [val.mentor.kod, val.rektor.kod]
    data = {
        "uppfoljning": "2027-01-20", "fore_uppfoljning": "", "klockan": "15:30", "fore_klockan": "",
        "foljer_upp": val.mentor.kod, "fore_foljer_upp": "", "kallade": kallade, "fore_kallade": "",
        "ovriga": "specialpedagog", "fore_ovriga": "",
    }  # fmt: skip
    svar = tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/5", **data)
    varv = planer.varvet(val.plan)
    assert (varv.uppfoljning, varv.klockan, varv.foljer_upp) == (date(2027, 1, 20), time(15, 30), val.mentor)
    assert set(varv.kallade.all()) == {val.mentor, val.rektor}
    assert f'name="fore-kallade" value="{val.mentor.kod},{val.rektor.kod}"' in svar.content.decode()
    andra = kalla(val, [val.mentor2.kod], "")
    assert "krock" not in andra
    assert "Maja Mentor, Milo Mentor, Rut Rektor" in andra
    kalla(val, [], ",".join(kallade))
    assert set(planer.varvet(val.plan).kallade.all()) == {val.mentor2}


def kalla(val, koder: list[str], fore: str) -> str:
    data = {"kallade": koder, "fore_kallade": fore}
    return tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/5", **data).content.decode()


def test_one_who_has_left_the_school_stays_invited_until_taken_away(val):
    kalla(val, [val.mentor2.kod], "")
    Tjanst.objects.filter(personal=val.mentor2).delete()
    kalla(val, [val.mentor2.kod, val.rektor.kod], val.mentor2.kod)
    assert set(planer.varvet(val.plan).kallade.all()) == {val.mentor2, val.rektor}
    assert "Valet finns inte längre i listan." in kalla(val, [val.utanfor.kod], "")
    # Said to have been shown, which it was not: nobody is let in that way.
    kalla(val, [val.utanfor.kod, val.rektor.kod], f"{val.utanfor.kod},{val.rektor.kod},{val.mentor2.kod}")
    assert set(planer.varvet(val.plan).kallade.all()) == {val.rektor}


@pytest.mark.parametrize("htmx", [True, False])
def test_a_name_among_those_responsible_or_invited_is_asked_about(val, htmx):
    """A pupil is called Ada; so may a colleague be. A personnummer is refused."""
    for sida, del_, mer, rad in (
        ("plan_insats", "modul-2/4", [val.insats.kod], lambda: nu(val)),
        ("plan_uppfoljning", "modul-2/5", [], lambda: planer.varvet(val.plan)),
    ):
        om = {"del_": del_, "htmx": htmx, "ovriga": "Ada i köket", "fore_ovriga": ""}
        html = tryck(val.klient, sida, val.plan, *mer, **om).content.decode()
        assert "nämna en elev i klassen (Ada)" in html
        assert 'name="bekraftad" value="on">Spara ändå' in html
        assert 'value="Ada i köket"' in html
        assert rad().ovriga == ""
        tryck(val.klient, sida, val.plan, *mer, **om, bekraftad="on")
        assert rad().ovriga == "Ada i köket"
        om |= {"ovriga": "20100203-1234", "fore_ovriga": "Ada i köket"}
        html = tryck(val.klient, sida, val.plan, *mer, **om, bekraftad="on").content.decode()
        assert ("personnummer" in html, "Spara ändå" in html, rad().ovriga) == (True, False, "Ada i köket")


def test_what_is_asked_about_is_not_folded(val):
    """Who is responsible is asked in Uppgift 5 too, under what its other columns ask, which are folded."""
    om = {"del_": "uppgift-5/steg-3", "htmx": False, "ovriga": "Ada i köket", "fore_ovriga": ""}
    assert f'id="mer-0-{val.insats.kod}"><summary>' in las(val.klient, val.plan, "uppgift-5/steg-3")
    html = tryck(val.klient, "plan_insats", val.plan, val.insats.kod, **om).content.decode()
    assert f'id="mer-0-{val.insats.kod}" open>' in html


def test_a_time_with_seconds_is_kept_as_the_page_shows_it(val):
    def valj_tid(ny, fore):
        data = {"klockan": ny, "fore_klockan": fore}
        svar = tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/5", **data)
        assert "krock" not in svar.content.decode()
        return planer.varvet(val.plan).klockan

    assert valj_tid("09:00:30.5", "") == time(9, 0)
    assert valj_tid("10:15", "09:00") == time(10, 15)
    assert valj_tid("", "10:15") is None


def test_days_in_the_wrong_order_are_told(val):
    tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/5", uppfoljning="2027-01-20", fore_uppfoljning="")
    svar = tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/5", insamlat="2027-02-01", fore_insamlat="")
    varfor = "Underlaget ska vara klart senast den dag ni följer upp."
    assert felet(svar.content.decode(), "v-insamlat-insamlat") == varfor
    datum = planer.varvet(val.plan).datum.isoformat()
    svar = tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/1", datum="2027-03-01", fore_datum=datum)
    varfor = "Uppföljningen kan inte vara före planens datum."
    assert felet(svar.content.decode(), "v-datum-datum") == varfor
    om = {"uppfoljning": "2020-01-20", "fore_uppfoljning": "2027-01-20", "klockan": "9:00", "fore_klockan": ""}
    svar = tryck(val.klient, "plan_uppfoljning", val.plan, del_="modul-2/5", htmx=False, **om)
    assert felet(svar.content.decode(), "v-uppfoljning-uppfoljning") == varfor
    assert planer.varvet(val.plan).klockan == time(9)


def test_how_far_a_goal_has_come(val):
    regler.folj_upp(val.plan, val.mentor)
    om = (val.plan, val.mal.kod)
    tryck(val.klient, "plan_forflyttning", *om, del_="modul-2/6", uppnatt="pa_vag", fore_uppnatt="")
    tryck(val.klient, "plan_forflyttning", *om, del_="modul-2/7", konkret="nej", fore_konkret="")
    rad = planer.varvet(val.plan).forflyttningar.get()
    assert (rad.uppnatt, rad.konkret) == ("pa_vag", False)
    krock = tryck(val.klient, "plan_forflyttning", *om, del_="modul-2/6", uppnatt="natt", fore_uppnatt="")
    assert "Kollegan valde på väg . Du valde nått ." in text(krock.content.decode(), "fieldset")
    sidan = las(val.klient, val.plan, "modul-2/7")
    assert f'id="vk-{val.mal.kod}-konkret-nej" name="konkret" value="nej" checked' in sidan


def test_the_area_is_changed_unless_a_colleague_has_and_asks_about_names(val):
    skicka = {"del_": "modul-2/1"}
    tryck(val.klient, "plan_omrade", val.plan, omrade="Lugna starter", fore_omrade=planer.OMRADE, **skicka)
    assert Plan.objects.get(pk=val.plan.pk).omrade == "Lugna starter"
    krock = tryck(val.klient, "plan_omrade", val.plan, omrade="Annat", fore_omrade=planer.OMRADE, **skicka)
    assert "Kollegan valde Lugna starter . Du valde Annat ." in text(krock.content.decode(), "form")
    for htmx in (True, False):
        hallet = tryck(
            val.klient, "plan_omrade", val.plan, htmx=htmx, omrade="Lugn för Ada", fore_omrade="Lugna starter", **skicka
        )
        html = hallet.content.decode()
        assert hallet.status_code == (200 if htmx else 409)
        assert "Spara ändå" in html
        assert valt(html, "v-omrade-omrade") == "Lugn för Ada"
        assert 'name="fore-omrade" value="Lugna starter"' in html
    ja = {"bekraftad": "on", "omrade": "Lugn för Ada", "fore_omrade": "Lugna starter"}
    tryck(val.klient, "plan_omrade", val.plan, **ja, **skicka)
    assert Plan.objects.get(pk=val.plan.pk).omrade == "Lugn för Ada"
    tomt = tryck(val.klient, "plan_omrade", val.plan, omrade="", fore_omrade="Lugn för Ada", **skicka)
    assert felet(tomt.content.decode(), "v-omrade-omrade") == "Skriv vilket utvecklingsområde planen gäller."


def test_nothing_is_chosen_while_the_rektor_has_the_plan(val):
    Plan.objects.filter(pk=val.plan.pk).update(lage=Lage.SKICKAD)
    svar = valj(val, ansvarig=val.mentor2.kod, fore_ansvarig="")
    assert "Planen är hos rektor." in svar.content.decode()
    assert nu(val).ansvarig is None
    assert Varv.objects.get(plan=val.plan).uppfoljning is None
