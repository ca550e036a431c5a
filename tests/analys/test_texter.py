"""A meeting's long texts: saved as one writes, both texts when two wrote, earlier ones read and restored."""

import pytest

from analys import regler
from analys.models import Steg, Svar

from .moten import koppling, monster, mote, steg
from .sidor import adress, las, moteslage, tryck

DEL = "gruppen/oro/beteende"


@pytest.fixture
def motet(varld, logga_in):
    varld.elev = varld.elever[0]
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.elev])
    varld.monster = monster(varld.analys, varld.mentor, "Sena.")
    varld.klient = logga_in(varld.mentor)
    return varld


def spara(motet, text, ersatter, *, typ="monster", rad=None, **mer):
    rad = rad or motet.monster
    data = {"text": text, "ersatter": ersatter, "del_": DEL} | mer
    return tryck(motet.klient, "analys_text", motet.analys, typ, rad.kod, **data)


@pytest.mark.parametrize("typ", ["monster", "koppling", "steg"])
def test_every_kind_of_row_is_saved_and_leads_back(motet, typ):
    rader = {"monster": motet.monster, "koppling": koppling(motet.monster, motet.mentor)}
    rad = rader[typ] if typ in rader else steg(motet.monster, motet.mentor)
    svar = spara(motet, "Nytt.", rad.version, typ=typ, rad=rad, htmx=True)
    assert 'data-sparad="1"' in svar.content.decode()
    rad.refresh_from_db()
    assert (rad.text, rad.andrad_av) == ("Nytt.", motet.mentor)
    vidare = spara(motet, "Nyare.", rad.version, typ=typ, rad=rad)
    assert vidare.url == adress("analys_steg", motet.analys, "oro", "beteende")
    sida = motet.klient.get(adress("analys_text", motet.analys, typ, rad.kod)).content.decode()
    assert "Nyare." in sida
    assert f'value="{DEL}"' in sida


def test_two_in_the_same_field_lose_nothing(motet):
    regler.spara(motet.monster, "Sena till NO.", ersatter=1, av=motet.mentor2)
    htmx = spara(motet, "Sena efter lunch.", 1, htmx=True).content.decode()
    assert 'data-sparad=""' in htmx
    assert "Milo Mentor sparade en annan text" in htmx
    assert "Sena till NO." in htmx
    sida = spara(motet, "Sena efter lunch.", 1)
    assert sida.status_code == 409
    assert "Sena till NO." in sida.content.decode()
    assert "Sena efter lunch." in sida.content.decode()
    motet.monster.refresh_from_db()
    assert motet.monster.text == "Sena till NO."


def test_names_and_personnummer_are_asked_about_once(motet):
    assert "Spara ändå" in spara(motet, "Ada är sen.", 1, htmx=True).content.decode()
    assert spara(motet, "Ada är sen. 120314-1234", 1).status_code == 409
    spara(motet, "Ada är sen.", 1, bekraftad="on")
    assert 'data-sparad="1"' in spara(motet, "Ada är sen ibland.", 2, htmx=True).content.decode()


def test_an_ended_meeting_keeps_the_text_with_its_writer(motet):
    regler.avsluta(motet.analys, av=motet.mentor2)
    assert "Inte sparat" in spara(motet, "Sent.", 1, htmx=True).content.decode()
    sida = spara(motet, "Sent skrivet.", 1)
    assert sida.status_code == 409
    assert "Sent skrivet." in sida.content.decode()
    assert "Mötet är avslutat." in sida.content.decode()


def test_what_cannot_be_read_and_what_is_gone(motet):
    assert spara(motet, "Sent.", "x").status_code == 400
    assert spara(motet, "Sent.", 1, del_="start").status_code == 400
    assert motet.klient.get(adress("analys_text", motet.analys, "annat", motet.monster.kod)).status_code == 404
    assert motet.klient.get(adress("analys_text", motet.analys, "steg", motet.monster.kod)).status_code == 404
    regler.ta_bort(motet.monster, av=motet.mentor2)
    assert spara(motet, "Sent.", 1, htmx=True).status_code == 404


def test_an_answer_about_a_pupil(motet):
    mer = (motet.elev.kod, "sticker-ut")
    data = {"text": "Ja, i NO.", "ersatter": 0, "del_": f"elev/{motet.elev.kod}"}
    assert "data-sparad" in tryck(motet.klient, "analys_svar", motet.analys, *mer, htmx=True, **data).content.decode()
    assert Svar.objects.get().text == "Ja, i NO."
    svar = tryck(motet.klient, "analys_svar", motet.analys, *mer, **(data | {"ersatter": 1, "text": "Nej."}))
    assert svar.url == adress("analys_elev", motet.analys, motet.elev.kod)
    assert "Nej." in las(motet.klient, "analys_svar", motet.analys, *mer)
    assert motet.klient.get(adress("analys_svar", motet.analys, motet.elev.kod, "annan")).status_code == 404


def test_earlier_texts_are_read_and_restored(motet):
    regler.spara(motet.monster, "Sena till NO.", ersatter=1, av=motet.mentor2)
    sidan = las(motet.klient, "analys_tidigare", motet.analys, "monster", motet.monster.kod)
    assert [ord_ in sidan for ord_ in ("Sena.", "Sena till NO.", "Maja Mentor", "Milo Mentor")] == [True] * 4
    assert "Återställ" in sidan
    spara(motet, "Sena.", 2, bekraftad="on")
    motet.monster.refresh_from_db()
    assert motet.monster.text == "Sena."
    tomt = las(motet.klient, "analys_svar_tidigare", motet.analys, motet.elev.kod, "agerande")
    assert "Det finns inga tidigare texter." in tomt


def test_a_text_with_a_name_is_not_changed_on_the_wall(motet):
    spara(motet, "Ada är sen.", 1, bekraftad="on")
    moteslage(motet.klient, motet.analys)
    adr = adress("analys_text", motet.analys, "monster", motet.monster.kod)
    huvuden = {"HX-Request": "true", "X-Moteslage": "1"}
    data = {"text": "Elev A är sen.", "ersatter": 2, "del": DEL}
    svar = motet.klient.post(adr, data, headers=huvuden).content.decode()
    assert "ändras utanför mötesläget" in svar
    assert "Ada" not in svar
    motet.monster.refresh_from_db()
    assert motet.monster.text == "Ada är sen."
    for sidan in (motet.klient.get(adr), motet.klient.get(f"{adr}tidigare/"), motet.klient.post(adr, data)):
        assert "Ada" not in sidan.content.decode()


def test_a_text_is_written_on_the_wall(motet):
    moteslage(motet.klient, motet.analys)
    adr = adress("analys_text", motet.analys, "monster", motet.monster.kod)
    huvuden = {"HX-Request": "true", "X-Moteslage": "1"}
    data = {"text": "Sena till NO.", "ersatter": 1, "del": DEL}
    svar = motet.klient.post(adr, data, headers=huvuden).content.decode()
    assert 'data-sparad="1"' in svar
    assert "M.M., mentor" in svar
    motet.monster.refresh_from_db()
    assert motet.monster.text == "Sena till NO."


# --- Next steps ------------------------------------------------------------------------------------------------------


def test_a_step_is_made_planned_done_and_taken_away(motet):
    om = {"del_": "sammanfattning"}
    data = om | {"text": "Se över schemat.", "ansvarig": motet.rektor.kod, "klart": "2026-12-01"}
    svar = tryck(motet.klient, "analys_monster_steg", motet.analys, motet.monster.kod, htmx=True, **data)
    nytt = Steg.objects.get()
    assert (nytt.text, nytt.ansvarig, str(nytt.klart)) == ("Se över schemat.", motet.rektor, "2026-12-01")
    assert f'data-tom="nytt-steg-{motet.monster.kod}"' in svar.content.decode()
    tryck(motet.klient, "analys_steget_planera", motet.analys, nytt.kod, ansvarig="", klart="", **om)
    nytt.refresh_from_db()
    assert (nytt.ansvarig, nytt.klart) == (None, None)
    regler.avsluta(motet.analys, av=motet.mentor)
    tryck(motet.klient, "analys_steget_gjort", motet.analys, nytt.kod, pa="on", **om)
    nytt.refresh_from_db()
    assert nytt.gjort
    regler.oppna(motet.analys, av=motet.mentor)
    tryck(motet.klient, "analys_steget_ta_bort", motet.analys, nytt.kod, **om)
    assert not Steg.objects.exists()


def test_two_who_plan_the_same_step_lose_nothing(motet):
    """One chooses who, and the other, whose page does not know of it yet, by when."""
    rad = steg(motet.monster, motet.mentor)
    planera = ["analys_steget_planera", motet.analys, rad.kod]
    tryck(motet.klient, *planera, ansvarig=motet.rektor.kod, klart="", bara="ansvarig", del_=DEL)
    tryck(motet.klient, *planera, ansvarig="", klart="2027-01-15", bara="klart", del_=DEL)
    rad.refresh_from_db()
    assert (rad.ansvarig, rad.klart.isoformat()) == (motet.rektor, "2027-01-15")
    # The button, where there is no script, saves both.
    tryck(motet.klient, *planera, ansvarig="", klart="2027-01-16", del_=DEL)
    rad.refresh_from_db()
    assert (rad.ansvarig, rad.klart.isoformat()) == (None, "2027-01-16")
    assert tryck(motet.klient, *planera, klart="", bara="gjort", del_=DEL).status_code == 400


def test_a_step_that_names_somebody_is_held_with_all_that_was_chosen(motet):
    data = {"text": "Ring Ada.", "ansvarig": motet.rektor.kod, "klart": "2026-12-01", "del_": "sammanfattning"}
    hallen = tryck(motet.klient, "analys_monster_steg", motet.analys, motet.monster.kod, htmx=True, **data)
    assert "Lägg till steget ändå" in hallen.content.decode()
    sida = tryck(motet.klient, "analys_monster_steg", motet.analys, motet.monster.kod, **data)
    html = sida.content.decode()
    assert (sida.status_code, "Ring Ada." in html, 'value="2026-12-01"' in html) == (409, True, True)
    assert f'<option value="{motet.rektor.kod}" selected>' in html
    assert not Steg.objects.exists()


@pytest.mark.parametrize("mer", [{"klart": "i morgon"}, {"ansvarig": "hej"}, {"del_": "start"}])
def test_a_step_with_what_is_not_ours(motet, mer):
    data = {"text": "Se över schemat.", "del_": "sammanfattning"} | mer
    svar = tryck(motet.klient, "analys_monster_steg", motet.analys, motet.monster.kod, **data)
    assert (svar.status_code, Steg.objects.count()) == (400, 0)


def test_nobody_from_another_school_is_responsible(motet):
    data = {"text": "Se över.", "ansvarig": motet.utanfor.kod, "del_": "sammanfattning"}
    assert tryck(motet.klient, "analys_monster_steg", motet.analys, motet.monster.kod, **data).status_code == 400
