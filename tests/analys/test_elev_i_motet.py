"""One pupil's page in a meeting: the evidence, the guide's questions, the patterns, and the way to the next pupil."""

import re
from datetime import date

import pytest

from analys import guide, regler
from kartlaggning.models import Anteckning, Kartlaggning
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.models import Placering, idag

from .. import fabrik
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from ..kartlaggning.rundor import GRON, notera
from ..klient import HTMX
from .moten import koppling, monster, mote, stangd_runda, steg, svar
from .sidor import adress, fragor, las, moteslage, rad, text, tryck

HOST = date(2026, 9, 1)
INDIVID = guide.las().individ


@pytest.fixture
def v(varld):
    """Ada's form on two dates beside ten pupils' class round, a colleague's view and a comment; then Bo and Cleo."""
    varld.ada, varld.bo, varld.cleo = varld.elever[:3]
    for n in range(5):
        fabrik.elev(varld.klass, f"Olle{n}")
    varld.runda = stangd_runda(varld.klass, varld.mentor, {varld.ada: "r" + GRON[1:]}, datum=HOST)
    eget_datum(varld.ada, varld.mentor, "r" + "g" * 20, datum=date(2026, 10, 1))
    varld.sist = eget_datum(varld.ada, varld.mentor, "ryg" + "g" * 18, amnen={0: ["FY", "KE"]})
    eget_datum(varld.ada, varld.mentor, "g" * 21, tillfragad=varld.larare)
    notera(varld.sist, varld.mentor, "kommentar-beteende", "Sitter hellre ensam, säger Bo.")
    for elev in (varld.bo, varld.cleo):
        eget_datum(elev, varld.mentor)
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.ada, varld.bo, varld.cleo], runda=varld.runda)
    return varld


def oppna(v, logga_in, elev=None, person=None) -> str:
    return las(logga_in(person or v.mentor), "analys_elev", v.analys, (elev or v.ada).kod)


def vart(sidan: str, tangent: str) -> str:
    """Where the key leads: the address of the link that has it."""
    (lank,) = re.findall(rf'<a [^>]*data-tangent="{tangent}"[^>]*>', sidan)
    return re.search(r'href="([^"]*)"', lank)[1]


class TestUnderlaget:
    def test_the_form_with_colleagues_apart_and_the_comment(self, v, logga_in):
        sidan = oppna(v, logga_in)
        bild = text(sidan[sidan.index('class="arbete-bild') - 9 :], "section")
        for ord_ in ("7A", "1 september 2026", "1 oktober 2026", "20 november 2026", "Kollegors bild", "Lena Lärare"):
            assert ord_ in bild
        assert "1. Närvarande i alla ämnen rött rött rött grönt" in bild.replace("✕", "").replace("✓", "").replace(
            "  ", " "
        )
        assert "Sitter hellre ensam, säger Bo." in bild
        assert "Fysik" in bild

    def test_beside_the_class_where_the_pupil_deviates_first(self, v, logga_in):
        sidan = oppna(v, logga_in)
        jamfort = sidan[sidan.index('id="jamfort"') : sidan.index('class="forklaring"')]
        assert jamfort.count('class="skiljer"') == 2
        assert "9 av 9 bedömda har grönt" in jamfort
        assert "De övriga 8 påståendena" in sidan
        assert "Elever med skyddade personuppgifter räknas inte bland de andra." in text(sidan)

    def test_no_small_numbers_of_another_class(self, v, logga_in):
        """Bo has come from 7B, where all the others were judged too."""
        for n in range(5):
            fabrik.elev(v.annan_klass, f"Pia{n}")
        gula = dict.fromkeys(v.annan_klass.elever.order_by("id")[:2], "y" + GRON[1:])
        stangd_runda(v.annan_klass, v.annan_mentor, gula | {v.bo: "r" + GRON[1:]}, datum=date(2026, 11, 1))
        for person in (v.mentor, v.rektor):
            sidan = oppna(v, logga_in, v.bo, person)
            assert "7B den 1 november 2026" in sidan
            assert "Det är en annan klass än mötets, så inga små antal visas." in sidan
            assert "fler än 3 av 8 bedömda har grönt" in text(sidan)
            assert "6 av 8" not in text(sidan)

    def test_a_pupil_who_is_not_judged(self, v, logga_in):
        ny = fabrik.elev(v.klass, "Ny")
        regler.satt_upp(v.analys, [ny], av=v.mentor)
        sidan = oppna(v, logga_in, ny)
        assert "Inget är bedömt om eleven än." in text(sidan)
        assert INDIVID.fraga("agerande").fraga in text(sidan)

    def test_a_protected_pupils_page(self, v, logga_in):
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        assert "Skyddade personuppgifter" in text(oppna(v, logga_in, skyddad, v.mentor2))
        for person in (v.mentor, v.elevhalsa, v.rektor):
            assert logga_in(person).get(adress("analys_elev", v.analys, skyddad.kod)).status_code == 404

    def test_opening_it_is_logged_about_the_pupil(self, v, logga_in):
        oppna(v, logga_in)
        h = Handelse.objects.get(objekt_kod=v.ada.kod, handling=Handling.LASTE)
        assert (h.text, h.skola_kod) == ("en elev i analys av 7A", v.skola.kod)

    @pytest.mark.parametrize("sida", ["analys_nytt", "analys_svar", "analys_svar_tidigare", "analys_text"])
    def test_so_is_reading_it_any_other_way(self, v, logga_in, sida):
        mer = [v.ada.kod, "sticker-ut"]
        if sida == "analys_text":
            mer = ["monster", monster(v.analys, v.mentor, elev=v.ada).kod]
        adressen = adress(sida, v.analys, *([] if sida == "analys_nytt" else mer))
        monster(v.analys, v.mentor)
        fraga = {"del": f"elev/{v.ada.kod}", "sedan": 0}
        rubriker = HTMX if sida == "analys_nytt" else {}
        assert logga_in(v.mentor).get(adressen, fraga, headers=rubriker).status_code == 200
        h = Handelse.objects.get(objekt_kod=v.ada.kod, handling=Handling.LASTE)
        assert (h.text, h.vem_kod) == ("en elev i analys av 7A", v.mentor.kod)


class TestDelen:
    def test_the_guides_words_in_its_order(self, v, logga_in):
        sidan = text(oppna(v, logga_in))
        ord_ = [INDIVID.underlag, INDIVID.fragerubrik, *(f.fraga for f in INDIVID.fragor)]
        for avsnitt in INDIVID.avsnitt:
            ord_ += [avsnitt.fraga, avsnitt.faktorfraga, *(f"{d.namn} {d.fraga}" for d in avsnitt.dimensioner)]
        platser, fran = [], 0
        for o in ord_:
            platser.append(sidan.index(o, fran))
            fran = platser[-1] + 1 if o not in (INDIVID.avsnitt[0].faktorfraga,) else fran
        assert platser == sorted(platser)

    def test_its_drafts_and_the_patterns_with_factors_and_steps(self, v, logga_in):
        m = monster(v.analys, v.mentor, "Sen till NO", elev=v.ada, utkast="oro:beteende-1")
        koppling(m, v.mentor, text="Passet ligger sist")
        steg(m, v.mentor, ansvarig=v.larare)
        monster(v.analys, v.mentor, "Klassens eget")
        monster(v.analys, v.mentor, "Om Bo", elev=v.bo)
        sidan = oppna(v, logga_in)
        assert "Eleven interagerar bara delvis med andra elever i undervisningen" in sidan
        # The draft that was taken is not proposed again.
        assert 'id="u-oro-beteende-1"' not in sidan
        kortet = sidan[sidan.index(f'id="m-{m.kod}"') :]
        for ord_ in ("Sen till NO", "Passet ligger sist", "Se över schemat.", "Lena Lärare"):
            assert ord_ in kortet
        assert "Klassens eget" not in sidan
        assert "Om Bo" not in sidan

    def test_folded_by_dimension_with_how_much_there_is(self, v, logga_in):
        def lasta() -> dict[str, tuple[bool, str]]:
            delar = re.findall(r'elev-dimension" id="d-([a-z-]+)"( open)?>.*?elev-raknat siffra">(.*?)</span>', sidan)
            return {id_: (bool(oppen), re.sub("<.*?>", "", ord_)) for id_, oppen, ord_ in delar}

        sidan = oppna(v, logga_in).replace("\n", "")
        assert len(lasta()) == 8
        assert [id_ for id_, (oppen, _) in lasta().items() if oppen] == ["oro-beteende"]
        assert lasta()["oro-beteende"][1] == "2 förslag"
        assert lasta()["oro-affektiv"][1] == "inga förslag"
        monster(v.analys, v.mentor, elev=v.ada, utkast="oro:beteende-1")
        monster(v.analys, v.mentor, elev=v.ada, slag="styrka", dimension="affektiv")
        sidan = oppna(v, logga_in).replace("\n", "")
        assert [id_ for id_, (oppen, _) in lasta().items() if oppen] == ["oro-beteende", "styrka-affektiv"]
        assert lasta()["oro-beteende"][1] == "1 mönster · 1 förslag"

    def test_what_is_pressed_comes_back_here(self, v, logga_in):
        klient = logga_in(v.mentor)
        del_ = f"elev/{v.ada.kod}"
        om = {"del_": del_, "slag": "oro", "dimension": "beteende", "elev": v.ada.kod}
        svaret = tryck(klient, "analys_monster_nytt", v.analys, **om, utkast="oro:beteende-1", htmx=True)
        html = svaret.content.decode()
        m = v.analys.monster.get()
        assert (m.elev, m.utkast, m.underlag["rader"][0]["amnen"]) == (v.ada, "oro:beteende-1", ["FY", "KE"])
        assert f'id="m-{m.kod}"' in html
        assert 'id="u-oro-beteende-1"' not in html
        tryck(klient, "analys_monster_nytt", v.analys, **om, text="Eget")
        assert [m.text for m in v.analys.monster.filter(utkast="")] == ["Eget"]
        svaret = tryck(klient, "analys_utkast_avfarda", v.analys, **om | {"dimension": ""}, utkast="oro:beteende-2")
        assert svaret.url == f"{adress('analys_elev', v.analys, v.ada.kod)}"
        assert "Visa avfärdade (1)" in klient.get(svaret.url).content.decode()

    def test_an_answer_is_saved_and_two_lose_nothing(self, v, logga_in):
        klient, kollega = logga_in(v.mentor), logga_in(v.rektor)
        vart = ("analys_svar", v.analys, v.ada.kod, "agerande")
        om = {"del_": f"elev/{v.ada.kod}", "ersatter": "0"}
        assert "Sparat" in tryck(klient, *vart, **om, text="Kommer sent", htmx=True).content.decode()
        assert "Kommer sent" in oppna(v, logga_in)
        html = tryck(kollega, *vart, **om, text="Lugnare i grupp", htmx=True).content.decode()
        assert "Inte sparat" in html
        assert "Kommer sent" in html
        # Without JavaScript the two texts stand on a page of their own.
        svaret = tryck(kollega, *vart, **om, text="Lugnare i grupp")
        assert svaret.status_code == 409
        assert "Lugnare i grupp" in svaret.content.decode()
        assert v.analys.svar.get().text == "Kommer sent"

    def test_an_ended_meeting_is_only_read(self, v, logga_in):
        svar(v.analys, v.ada, v.mentor, "Ja, på NO")
        monster(v.analys, v.mentor, "Sen till NO", elev=v.ada)
        regler.avsluta(v.analys, av=v.mentor)
        sidan = oppna(v, logga_in)
        assert "Ja, på NO" in text(sidan)
        assert INDIVID.fraga("sticker-ut").fraga in text(sidan)
        assert "<textarea" not in sidan
        assert 'name="gor"' not in sidan

    def test_the_fresh_part_for_a_colleague(self, v, logga_in):
        klient = logga_in(v.elevhalsa)
        vad = {"del": f"elev/{v.ada.kod}", "sedan": "0"}
        assert klient.get(adress("analys_nytt", v.analys), vad, headers={"HX-Request": "true"}).status_code == 204
        monster(v.analys, v.mentor, "Nyss skrivet", elev=v.ada)
        html = klient.get(adress("analys_nytt", v.analys), vad, headers={"HX-Request": "true"}).content.decode()
        assert "Nyss skrivet" in html
        vad["del"] = f"elev/{v.elever[3].kod}"
        assert klient.get(adress("analys_nytt", v.analys), vad, headers={"HX-Request": "true"}).status_code == 404


class TestVidare:
    def test_next_and_the_one_before(self, v, logga_in):
        sidan = oppna(v, logga_in, v.bo)
        assert "elev 2 av 3" in text(sidan)
        assert vart(sidan, "f") == f"{adress('analys_elev', v.analys, v.ada.kod)}#mote"
        assert vart(sidan, "n") == f"{adress('analys_elev', v.analys, v.cleo.kod)}#mote"
        assert vart(oppna(v, logga_in, v.ada), "f") == f"{adress('analys_dagordning', v.analys)}#mote"
        assert vart(oppna(v, logga_in, v.cleo), "n") == f"{adress('analys_sammanfattning', v.analys)}#mote"

    def test_past_those_one_does_not_follow(self, v, logga_in):
        v.bo.placeringar.update(till=idag())
        Placering.objects.create(elev=v.bo, klass=v.annan_klass)
        klient = logga_in(v.mentor)
        assert klient.get(adress("analys_elev", v.analys, v.bo.kod)).status_code == 404
        sidan = oppna(v, logga_in, v.cleo)
        assert "elev 2 av 2" in text(sidan)
        assert vart(sidan, "f") == f"{adress('analys_elev', v.analys, v.ada.kod)}#mote"

    def test_one_who_has_been_taken_off_and_is_written_about(self, v, logga_in):
        monster(v.analys, v.mentor, "Sen till NO", elev=v.ada)
        v.analys.punkter.get(elev=v.ada).delete()
        sidan = oppna(v, logga_in)
        assert "Står inte på dagordningen." in text(sidan)
        assert "Klar med eleven" not in sidan

    def test_one_who_is_ready_can_be_taken_up_again(self, v, logga_in):
        regler.satt_klar(v.analys.punkter.get(elev=v.ada), True, av=v.mentor)
        sidan = oppna(v, logga_in)
        assert "Inte klar än" in sidan
        assert 'name="vidare" value="on"' not in sidan
        svaret = tryck(
            logga_in(v.mentor),
            "analys_dagordning",
            v.analys,
            del_=f"elev/{v.ada.kod}",
            gor="inte-klar",
            elev=v.ada.kod,
        )
        assert svaret.url.startswith(adress("analys_elev", v.analys, v.ada.kod))
        assert not v.analys.punkter.filter(klar=True).exists()


class TestMoteslage:
    def test_no_name_no_comment_anywhere_in_the_source(self, v, logga_in):
        m = monster(v.analys, v.mentor, "Ada kommer sent när Maja har lektion", elev=v.ada)
        koppling(m, v.mentor, text="Bo och Lena Lärare säger det")
        steg(m, v.mentor, "Prata med Cleo", ansvarig=v.larare)
        svar(v.analys, v.ada, v.mentor, "Lugnare utan Bo Björk1")
        v.klass.elever.update(efternamn="Qvistgren")
        klient = logga_in(v.mentor)
        moteslage(klient, v.analys)
        sidan = las(klient, "analys_elev", v.analys, v.ada.kod)
        namn = ["Ada", "Cleo", "Qvistgren", "Maja", "Lena", "Lärare<", "Olle0", "Rut Rektor", "Elsa", "Milo"]
        assert [n for n in namn if n in sidan] == []
        assert "ensam" not in sidan
        assert "kommer sent när [namn] har lektion" in sidan
        assert "L.L." in sidan
        assert "Kollegors bild" in sidan
        assert f'href="/elev/{v.ada.kod}/"' not in sidan

    def test_nothing_written_about_a_protected_pupil_is_on_the_wall(self, v, logga_in):
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        m = monster(v.analys, v.mentor2, "Om den skyddade", elev=skyddad)
        rader = [("monster", m), ("koppling", koppling(m, v.mentor2)), ("steg", steg(m, v.mentor2))]
        svar(v.analys, skyddad, v.mentor2)
        sidor = [adress(s, v.analys, typ, r.kod) for typ, r in rader for s in ("analys_text", "analys_tidigare")]
        sidor += [adress(s, v.analys, skyddad.kod, "sticker-ut") for s in ("analys_svar", "analys_svar_tidigare")]
        klient = logga_in(v.mentor2)
        assert {klient.get(s).status_code for s in sidor} == {200}
        moteslage(klient, v.analys)
        assert {klient.get(s).status_code for s in sidor} == {404}

    def test_the_way_on_is_in_the_labels_order(self, v, logga_in):
        klient = logga_in(v.mentor)
        moteslage(klient, v.analys)
        sidan = las(klient, "analys_dagordning", v.analys)
        i_ordning = list(dict.fromkeys(bit.split("/")[0] for bit in sidan.split("/elev/")[1:]))
        sidan = las(klient, "analys_elev", v.analys, i_ordning[1])
        assert vart(sidan, "f") == f"{adress('analys_elev', v.analys, i_ordning[0])}#mote"
        assert vart(sidan, "n") == f"{adress('analys_elev', v.analys, i_ordning[2])}#mote"

    def test_ready_leads_on_in_it_too(self, v, logga_in):
        klient = logga_in(v.mentor)
        moteslage(klient, v.analys)
        om = {"del_": f"elev/{v.ada.kod}", "gor": "klar", "elev": v.ada.kod, "vidare": "on"}
        svaret = tryck(klient, "analys_dagordning", v.analys, **om)
        assert klient.get(svaret.url).status_code == 200
        assert v.analys.punkter.get(elev=v.ada).klar


def test_as_many_questions_however_many_dates_and_patterns(v, logga_in):
    klient = logga_in(v.mentor)
    fore = fragor(klient, "analys_elev", v.analys, v.ada.kod)
    for n in range(8):
        m = monster(v.analys, v.mentor, f"M{n}", elev=v.ada, dimension=["beteende", "affektiv"][n % 2])
        koppling(m, v.mentor, text="För att")
        steg(m, v.mentor, ansvarig=v.larare)
        eget_datum(v.ada, v.mentor, datum=date(2026, 10, 2 + n))
    svar(v.analys, v.ada, v.mentor)
    svar(v.analys, v.ada, v.mentor, fraga="agerande")
    assert fragor(klient, "analys_elev", v.analys, v.ada.kod) == fore
    assert Anteckning.objects.count() == 1
    assert Kartlaggning.objects.filter(elev=v.ada).count() == 11
    assert rad(las(klient, "analys_dagordning", v.analys), f"p-{v.ada.kod}").count("8 mönster, 2 svar") == 1
