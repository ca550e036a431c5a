"""What is pressed in a meeting: with htmx the fresh part is answered, without it the page; nothing is believed."""

import re

import pytest

from analys import regler
from analys.models import Koppling, Monster

from ..kartlaggning.rundor import GRON, runda
from .moten import koppling, monster, mote
from .sidor import adress, las, moteslage, tryck

DEL = "gruppen/oro/beteende"
UTKAST = "oro:beteende-1"
FRAGA = {"slag": "oro", "dimension": "beteende", "del_": DEL}


@pytest.fixture
def motet(varld, logga_in):
    """A meeting with one concern to propose in the first dimension."""
    a, b, c, *_ = varld.elever
    farger = dict.fromkeys(varld.elever, GRON) | dict.fromkeys((a, b, c), "r" + GRON[1:])
    varld.runda = runda(varld.klass, varld.mentor, farger, stangd=True)
    varld.analys = mote(varld.klass, varld.mentor, runda=varld.runda)
    varld.klient = logga_in(varld.mentor)
    return varld


def ta_med(motet, **mer):
    return tryck(motet.klient, "analys_monster_nytt", motet.analys, **(FRAGA | {"utkast": UTKAST} | mer))


def andra_kartlaggningen(motet):
    """The round was opened and changed: nobody has rött on närvaro any more."""
    motet.runda.markeringar.filter(pastaende="beteende-1").update(farg=1)


# --- Drafts ----------------------------------------------------------------------------------------------------------


def test_a_draft_is_taken_with_the_evidence_as_the_server_counts_it(motet):
    svar = ta_med(motet, underlag='{"rader": []}', mening="Något helt annat.")
    m = Monster.objects.get()
    assert svar.url == adress("analys_steg", motet.analys, "oro", "beteende") + f"#m-{m.kod}"
    assert "3 av 5" in m.text
    assert (m.utkast, m.version, m.andrad_av) == (UTKAST, 1, motet.mentor)
    rad = m.underlag["rader"][0]
    assert (rad["gron"], rad["rod"], m.underlag["mening"]) == (2, 3, m.text)


def test_htmx_gets_the_part_and_the_steps(motet):
    svar = ta_med(motet, htmx=True).content.decode()
    m = Monster.objects.get()
    assert f'id="m-{m.kod}"' in svar
    assert 'id="u-oro-beteende-1"' not in svar
    assert '<nav class="arbete-steg"' in svar
    motet.analys.refresh_from_db()
    assert f'data-version="{motet.analys.version}" data-del="{DEL}"' in svar
    assert "data-fokus" not in svar


def test_a_draft_taken_to_be_changed_gets_the_focus_or_its_own_page(motet):
    svar = ta_med(motet, redigera="on", htmx=True).content.decode()
    kod = Monster.objects.get().kod
    assert f'data-fokus="text-{kod}"' in svar
    Monster.objects.all().delete()
    url = ta_med(motet, redigera="on").url
    assert url == adress("analys_text", motet.analys, "monster", Monster.objects.get().kod) + f"?del={DEL}"
    assert motet.klient.get(url).status_code == 200


def test_a_draft_in_other_words_keeps_its_evidence(motet):
    ta_med(motet, text="De flesta har rött på närvaro.")
    m = Monster.objects.get()
    assert (m.text, m.utkast) == ("De flesta har rött på närvaro.", UTKAST)
    assert m.underlag["rader"][0]["rod"] == 3


def test_a_draft_is_taken_once(motet):
    ta_med(motet)
    ta_med(motet)
    assert Monster.objects.count() == 1


def test_a_draft_that_no_longer_holds_is_not_taken_and_its_text_is_kept(motet):
    andra_kartlaggningen(motet)
    svar = ta_med(motet, htmx=True).content.decode()
    assert "Förslaget stämmer inte längre" in svar
    sida = ta_med(motet, text="De flesta har rött på närvaro.")
    assert sida.status_code == 409
    html = sida.content.decode()
    assert "De flesta har rött på närvaro." in html
    assert 'name="utkast"' not in html
    hallen = ta_med(motet, text="De flesta har rött.", htmx=True).content.decode()
    assert re.match(r'<div class="notering-tillstand" id="nytt-oro-beteende-tillstand">', hallen)
    assert not Monster.objects.exists()


def test_a_draft_is_left_out_and_brought_back(motet):
    om = {"utkast": UTKAST, "del_": DEL}
    svar = tryck(motet.klient, "analys_utkast_avfarda", motet.analys, htmx=True, **om).content.decode()
    assert 'id="u-oro-beteende-1"' not in svar
    assert "Visa avfärdade (1)" in svar
    assert 'id="b-oro-beteende-1"' in las(motet.klient, "analys_steg", motet.analys, "oro", "beteende")
    svar = tryck(motet.klient, "analys_utkast_ta_fram", motet.analys, htmx=True, **om).content.decode()
    assert 'id="u-oro-beteende-1"' in svar
    assert not motet.analys.avfardade.exists()


def test_only_a_draft_can_be_left_out(motet):
    tryck(motet.klient, "analys_utkast_avfarda", motet.analys, utkast="hej", del_=DEL)
    assert not motet.analys.avfardade.exists()


def test_a_pattern_taken_away_brings_its_draft_back(motet):
    ta_med(motet)
    kod = Monster.objects.get().kod
    svar = tryck(motet.klient, "analys_monster_ta_bort", motet.analys, kod, htmx=True, del_=DEL).content.decode()
    assert 'id="u-oro-beteende-1"' in svar
    assert not Monster.objects.exists()


# --- A pattern in the group's own words ------------------------------------------------------------------------------


def test_own_words_get_the_dimensions_evidence(motet):
    svar = tryck(motet.klient, "analys_monster_nytt", motet.analys, text=" Sena efter lunch. ", **FRAGA)
    m = Monster.objects.get()
    assert (m.text, m.utkast, svar.status_code) == ("Sena efter lunch.", "", 302)
    assert [rad["pastaende"] for rad in m.underlag["rader"]] == [f"beteende-{n}" for n in range(1, 5)]
    htmx = tryck(motet.klient, "analys_monster_nytt", motet.analys, text="Mer.", htmx=True, **FRAGA).content.decode()
    assert 'data-tom="nytt-oro-beteende"' in htmx


@pytest.mark.parametrize(("text", "varning"), [("Ada är sen.", "Ada"), ("Se 120314-1234.", "personnummer")])
def test_names_and_personnummer_are_asked_about(motet, text, varning):
    hallen = tryck(motet.klient, "analys_monster_nytt", motet.analys, text=text, htmx=True, **FRAGA).content.decode()
    assert varning in hallen
    assert "Lägg till mönstret ändå" in hallen
    sida = tryck(motet.klient, "analys_monster_nytt", motet.analys, text=text, **FRAGA)
    assert (sida.status_code, text in sida.content.decode()) == (409, True)
    assert not Monster.objects.exists()
    tryck(motet.klient, "analys_monster_nytt", motet.analys, text=text, bekraftad="on", **FRAGA)
    assert Monster.objects.get().text == text


def test_on_the_wall_the_question_does_not_name(motet):
    moteslage(motet.klient, motet.analys)
    huvuden = {"HX-Request": "true", "X-Moteslage": "1"}
    data = {"slag": "oro", "dimension": "beteende", "del": DEL, "text": "Ada är sen."}
    svar = motet.klient.post(adress("analys_monster_nytt", motet.analys), data, headers=huvuden).content.decode()
    assert "verkar nämna en elev i klassen." in svar
    assert "Ada" not in svar


def test_an_empty_pattern_is_not_made(motet):
    sida = tryck(motet.klient, "analys_monster_nytt", motet.analys, text="  ", **FRAGA)
    assert sida.status_code == 409
    assert "Skriv vad mönstret är." in sida.content.decode()


def test_hostile_text_is_shown_as_text(motet):
    text = "<script>x</script>\"'</textarea><b>"
    svar = tryck(motet.klient, "analys_monster_nytt", motet.analys, text=text, htmx=True, **FRAGA).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;&quot;&#x27;&lt;/textarea&gt;&lt;b&gt;" in svar
    assert "<script" not in svar


# --- On a card -------------------------------------------------------------------------------------------------------


def test_angelagen_on_and_off(motet):
    m = monster(motet.analys, motet.mentor)
    for pa, vantat in [("on", True), ("", False)]:
        svar = tryck(motet.klient, "analys_monster_angelagen", motet.analys, m.kod, pa=pa, del_=DEL)
        m.refresh_from_db()
        assert (m.angelagen, svar.url.split("#")[1]) == (vantat, f"m-{m.kod}")


def test_patterns_change_places(motet):
    koder = [monster(motet.analys, motet.mentor, f"Mönster {n}.").kod for n in range(3)]
    tryck(motet.klient, "analys_monster_flytta", motet.analys, koder[2], hall="upp", del_=DEL)
    tryck(motet.klient, "analys_monster_flytta", motet.analys, koder[0], hall="upp", del_=DEL)
    assert [m.kod for m in motet.analys.monster.all()] == [koder[0], koder[2], koder[1]]
    sidan = las(motet.klient, "analys_steg", motet.analys, "oro", "beteende")
    assert re.findall(r'id="m-(\w+)"', sidan) == [koder[0], koder[2], koder[1]]


def test_a_factor_is_chosen_and_left_but_not_with_what_is_written(motet):
    m = monster(motet.analys, motet.mentor)
    del_ = "gruppen/oro/faktorer"
    svar = tryck(motet.klient, "analys_monster_koppla", motet.analys, m.kod, faktor="org-schema", htmx=True, del_=del_)
    k = Koppling.objects.get()
    assert f'id="k-{k.kod}"' in svar.content.decode()
    tryck(motet.klient, "analys_monster_koppla", motet.analys, m.kod, bort="org-schema", del_=del_)
    assert not Koppling.objects.exists()
    k = koppling(m, motet.mentor, "org-schema", "Håltimme.")
    svar = tryck(motet.klient, "analys_monster_koppla", motet.analys, m.kod, bort="org-schema", htmx=True, del_=del_)
    assert "Det finns en motivering" in svar.content.decode()
    tryck(motet.klient, "analys_koppling_ta_bort", motet.analys, k.kod, del_=del_)
    assert not Koppling.objects.exists()


def test_what_a_colleague_has_taken_away_is_not_there(motet):
    m = monster(motet.analys, motet.mentor)
    regler.ta_bort(m, av=motet.mentor2)
    assert tryck(motet.klient, "analys_monster_angelagen", motet.analys, m.kod, del_=DEL).status_code == 404


def test_an_ended_meeting_says_so_and_keeps_the_text(motet):
    m = monster(motet.analys, motet.mentor)
    regler.avsluta(motet.analys, av=motet.mentor2)
    svar = tryck(motet.klient, "analys_monster_angelagen", motet.analys, m.kod, pa="on", htmx=True, del_=DEL)
    assert "Mötet är avslutat. Öppna det igen för att ändra." in svar.content.decode()
    hallen = tryck(motet.klient, "analys_monster_nytt", motet.analys, text="Sent.", htmx=True, **FRAGA)
    assert "Inte tillagt." in hallen.content.decode()
    m.refresh_from_db()
    assert (m.angelagen, Monster.objects.count()) == (False, 1)


# --- What is not ours ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mer",
    [
        {"del_": "../start"},
        {"del_": "gruppen/oro/annan"},
        {"del_": f"{DEL}\n"},
        {"slag": "annat"},
        {"dimension": "annan"},
        {"utkast": "x" * 61},
        {"elev": "1"},
    ],
)
def test_what_our_pages_do_not_send_is_not_read(motet, mer):
    svar = tryck(motet.klient, "analys_monster_nytt", motet.analys, **(FRAGA | {"text": "Sent."} | mer))
    assert svar.status_code == 400
    assert not Monster.objects.exists()


def test_an_unknown_factor_is_not_tied(motet):
    m = monster(motet.analys, motet.mentor)
    svar = tryck(motet.klient, "analys_monster_koppla", motet.analys, m.kod, faktor="annan", del_=DEL)
    assert (svar.status_code, Koppling.objects.count()) == (400, 0)


def test_a_row_of_another_meeting_is_not_found(motet):
    annan = mote(motet.annan_klass, motet.annan_mentor)
    m = monster(annan, motet.annan_mentor)
    svar = tryck(motet.klient, "analys_monster_ta_bort", motet.analys, m.kod, del_=DEL)
    assert (svar.status_code, Monster.objects.count()) == (404, 1)


def test_a_pupil_outside_the_meeting_is_not_found(motet):
    elev = motet.granneklass.elever.first()
    svar = tryck(motet.klient, "analys_monster_nytt", motet.analys, text="Sen.", elev=elev.kod, **FRAGA)
    assert (svar.status_code, Monster.objects.count()) == (404, 0)


# --- What is new -----------------------------------------------------------------------------------------------------


def test_colleagues_get_what_is_new_and_nothing_otherwise(motet, logga_in):
    kollega = logga_in(motet.elevhalsa)
    adr = adress("analys_nytt", motet.analys)
    m = monster(motet.analys, motet.mentor, "Sena till NO.")
    motet.analys.refresh_from_db()
    hx = {"headers": {"HX-Request": "true", "X-Bakgrund": "1"}}
    svar = kollega.get(f"{adr}?del={DEL}&sedan=0", **hx)
    assert "Sena till NO." in svar.content.decode()
    nu = motet.analys.version
    assert kollega.get(f"{adr}?del={DEL}&sedan={nu}", **hx).status_code == 204
    regler.spara(m, "Sena till NO och SO.", ersatter=1, av=motet.mentor)
    assert "NO och SO." in kollega.get(f"{adr}?del={DEL}&sedan={nu}", **hx).content.decode()


@pytest.mark.parametrize("fraga", ["", "?del=start&sedan=0", f"?del={DEL}", f"?del={DEL}&sedan=-1"])
def test_a_question_that_is_not_ours(motet, fraga):
    assert motet.klient.get(adress("analys_nytt", motet.analys) + fraga).status_code == 400
