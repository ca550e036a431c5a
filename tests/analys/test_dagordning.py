"""The agenda's page: who stands on it, what is pressed, also without JavaScript, and what mötesläge shows of it."""

from datetime import date

import pytest

from analys import regler
from analys.models import Punkt
from analys.regler import AvslutadError, BorttagetError
from kartlaggning.models import Kartlaggning
from kartlaggning.resa import dag_och_ar
from skolanknytning.skola.models import idag

from .. import fabrik
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from .moten import DAG, dagordning, monster, mote, svar, version
from .sidor import adress, fragor, las, moteslage, rad, text, tryck

DEL = {"del_": "dagordning"}


@pytest.fixture
def v(varld):
    """A meeting about 7A with Ada, Bo and Cleo on its agenda; Dag has a form and is not on it."""
    varld.ada, varld.bo, varld.cleo, varld.dag = varld.elever[:4]
    for elev in (varld.ada, varld.bo, varld.dag):
        eget_datum(elev, varld.mentor, "rry" + "g" * 18, datum=date(2026, 11, 18))
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.ada, varld.bo, varld.cleo])
    return varld


def namnen(sidan: str) -> list[str]:
    return [bit.split("<")[0].split(">")[-1] for bit in sidan.split('class="punkt-namn"')[1:]]


class TestLasa:
    def test_it_works(self, v, logga_in):
        monster(v.analys, v.mentor, elev=v.ada)
        svar(v.analys, v.ada, v.mentor)
        regler.satt_klar(v.analys.punkter.first(), True, av=v.mentor)
        sidan = las(logga_in(v.mentor), "analys_dagordning", v.analys)
        assert namnen(sidan) == [e.namn for e in (v.ada, v.bo, v.cleo)]
        assert "1 av 3 klara" in text(sidan)
        # What the school is rated by is not counted: 17 of the 21.
        assert rad(sidan, f"p-{v.ada.kod}") == (
            f"{v.ada.namn} Formulär 18 november 2026 ✕ 2 rött ~ 1 gult ✓ 14 grönt 1 mönster, 1 svar "
            f"Flytta upp: {v.ada.namn} Flytta ned: {v.ada.namn} Ta bort Det som är skrivet "
            f"om eleven finns kvar. Ta bort {v.ada.namn} från dagordningen"
        )
        assert "Inget individuellt formulär" in rad(sidan, f"p-{v.cleo.kod}")
        assert f"/elev/{v.bo.kod}/#mote" in sidan
        assert v.dag.namn in text(sidan, "fieldset")

    def test_an_open_date_and_what_is_not_judged(self, v, logga_in):
        eget_datum(v.bo, v.mentor, "g?H", datum=idag(), stangd=False)
        sidan = las(logga_in(v.mentor), "analys_dagordning", v.analys)
        assert f"Formulär {dag_och_ar(idag())}, pågår ✓ 1 grönt 16 ej bedömda" in rad(sidan, f"p-{v.bo.kod}")

    def test_a_colleagues_view_is_not_the_mentors(self, v, logga_in):
        eget_datum(v.bo, v.mentor, "g" * 21, datum=idag(), tillfragad=v.larare)
        sidan = las(logga_in(v.mentor), "analys_dagordning", v.analys)
        assert "Formulär 18 november 2026 ✕ 2 rött" in rad(sidan, f"p-{v.bo.kod}")

    def test_nobody_on_it(self, v, logga_in):
        Punkt.objects.all().delete()
        sidan = las(logga_in(v.mentor), "analys_dagordning", v.analys)
        assert "Ingen elev står på dagordningen. Lägg till dem ni ska tala om här nedanför." in text(sidan)
        Kartlaggning.objects.filter(niva="individ").delete()
        sidan = text(las(logga_in(v.mentor), "analys_dagordning", v.analys))
        assert "Ingen elev som du följer i klassen har ett individuellt formulär att tala om. Gå vidare." in sidan
        assert "här nedanför" not in sidan

    def test_next_is_the_first_who_is_left(self, v, logga_in):
        klient = logga_in(v.mentor)
        for elev in (v.ada, v.bo, v.cleo):
            sida = f'href="{adress("analys_elev", v.analys, elev.kod)}#mote" rel="next"'
            assert sida in las(klient, "analys_dagordning", v.analys)
            om = {"gor": "klar", "elev": elev.kod}
            svaret = tryck(klient, "analys_dagordning", v.analys, **DEL, **om, htmx=True).content.decode()
            assert svaret.count('id="arbete-vidare') == 2
            assert sida not in svaret
        assert f'href="{adress("analys_sammanfattning", v.analys)}#mote" rel="next"' in svaret

    def test_each_sees_those_they_follow(self, v, logga_in):
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        ser = {"mentor": 3, "mentor2": 4, "elevhalsa": 2, "rektor": 3}
        for roll, antal in ser.items():
            sidan = las(logga_in(getattr(v, roll)), "analys_dagordning", v.analys)
            assert len(namnen(sidan)) == antal
            assert ("XYZ" in sidan) == (roll == "mentor2")

    def test_an_ended_meeting_is_only_read(self, v, logga_in):
        regler.avsluta(v.analys, av=v.mentor)
        sidan = las(logga_in(v.mentor), "analys_dagordning", v.analys)
        assert namnen(sidan) == [e.namn for e in (v.ada, v.bo, v.cleo)]
        assert 'name="gor"' not in sidan
        assert v.dag.namn not in sidan

    def test_as_many_questions_however_many_pupils(self, v, logga_in):
        klient = logga_in(v.mentor)
        fore = fragor(klient, "analys_dagordning", v.analys)
        nya = [fabrik.elev(v.klass, f"Nils{n}") for n in range(8)]
        for elev in nya:
            eget_datum(elev, v.mentor)
            eget_datum(elev, v.mentor, datum=DAG)
        regler.satt_upp(v.analys, nya[:6], av=v.mentor)
        for elev in nya[:6]:
            monster(v.analys, v.mentor, elev=elev)
        assert fragor(klient, "analys_dagordning", v.analys) == fore

    def test_the_schools_meeting_has_none(self, v, logga_in):
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        klient = logga_in(v.rektor)
        assert klient.get(adress("analys_dagordning", skolans)).status_code == 404
        assert tryck(klient, "analys_dagordning", skolans, **DEL, gor="satt-upp").status_code == 404
        assert klient.get(adress("analys_nytt", skolans), {"del": "dagordning", "sedan": "0"}).status_code in (204, 404)


class TestTrycka:
    def test_without_javascript_the_page_comes_back_at_the_row(self, v, logga_in):
        svaret = tryck(logga_in(v.mentor), "analys_dagordning", v.analys, **DEL, gor="ned", elev=v.ada.kod)
        assert svaret.url == f"{adress('analys_dagordning', v.analys)}#p-{v.ada.kod}"
        assert dagordning(v.analys) == ["Bo", "Ada", "Cleo"]

    def test_with_it_the_part(self, v, logga_in):
        svaret = tryck(logga_in(v.mentor), "analys_dagordning", v.analys, **DEL, gor="klar", elev=v.bo.kod, htmx=True)
        html = svaret.content.decode()
        assert svaret.status_code == 200
        assert 'id="levande"' in html
        assert f'data-version="{version(v.analys)}"' in html
        assert "1 av 3 klara" in text(html, "div")

    @pytest.mark.parametrize("gor", ["upp", "ned", "klar", "inte-klar", "av"])
    def test_each_button(self, v, logga_in, gor):
        regler.satt_klar(v.analys.punkter.get(elev=v.bo), gor == "inte-klar", av=v.mentor)
        tryck(logga_in(v.elevhalsa), "analys_dagordning", v.analys, **DEL, gor=gor, elev=v.bo.kod)
        # Elevhälsan does not follow Cleo, who has no form, and so Bo is the last of theirs.
        star = {"upp": ["Bo", "Ada", "Cleo"], "av": ["Ada", "Cleo"]}.get(gor, ["Ada", "Bo", "Cleo"])
        assert dagordning(v.analys) == star
        assert v.analys.punkter.filter(klar=True).count() == (gor == "klar")

    def test_the_chosen_are_put_up_and_no_others(self, v, logga_in):
        klient = logga_in(v.mentor)
        utan, annans = v.elever[4], v.annan_klass.elever.first()
        valda = [v.dag.kod, utan.kod, annans.kod, v.ada.kod]
        tryck(klient, "analys_dagordning", v.analys, **DEL, gor="satt-upp", elev=valda)
        assert dagordning(v.analys) == ["Ada", "Bo", "Cleo", "Dag"]
        tryck(klient, "analys_dagordning", v.analys, **DEL, gor="satt-upp")
        assert dagordning(v.analys) == ["Ada", "Bo", "Cleo", "Dag"]

    def test_ready_and_on_to_the_next_who_is_not(self, v, logga_in):
        klient = logga_in(v.mentor)
        regler.satt_klar(v.analys.punkter.get(elev=v.bo), True, av=v.mentor)

        def vidare(elev) -> str:
            del_ = f"elev/{elev.kod}"
            return tryck(klient, "analys_dagordning", v.analys, del_=del_, gor="klar", elev=elev.kod, vidare="on").url

        assert vidare(v.ada) == f"{adress('analys_elev', v.analys, v.cleo.kod)}#mote"
        regler.satt_klar(v.analys.punkter.get(elev=v.ada), False, av=v.mentor)
        # From the last one back to those that were passed by.
        assert vidare(v.cleo) == f"{adress('analys_elev', v.analys, v.ada.kod)}#mote"
        assert vidare(v.ada) == f"{adress('analys_sammanfattning', v.analys)}#mote"
        assert v.analys.punkter.filter(klar=True).count() == 3

    @pytest.mark.parametrize(
        "fel",
        [
            {"gor": "hoppa"},
            {"gor": ""},
            {"elev": "' OR 1=1"},
            {"elev": ""},
            {"del_": "../annat"},
            {"del_": ""},
        ],
    )
    def test_nonsense_is_refused(self, v, logga_in, fel):
        data = DEL | {"gor": "klar", "elev": v.ada.kod} | fel
        assert tryck(logga_in(v.mentor), "analys_dagordning", v.analys, **data).status_code == 400
        assert version(v.analys) == 0

    def test_a_pupil_one_does_not_follow_is_not_there(self, v, logga_in):
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        for person, elev in ((v.mentor, skyddad), (v.elevhalsa, v.cleo), (v.mentor, v.dag)):
            data = DEL | {"gor": "av", "elev": elev.kod}
            assert tryck(logga_in(person), "analys_dagordning", v.analys, **data).status_code == 404
        assert len(dagordning(v.analys)) == 4

    def test_one_that_a_colleague_has_just_taken_off(self, v, logga_in):
        monster(v.analys, v.mentor, elev=v.ada)
        v.analys.punkter.get(elev=v.ada).delete()
        data = DEL | {"gor": "klar", "elev": v.ada.kod}
        svaret = tryck(logga_in(v.mentor), "analys_dagordning", v.analys, **data, htmx=True)
        assert str(BorttagetError()) in svaret.content.decode()

    def test_an_ended_meeting_says_so(self, v, logga_in):
        regler.avsluta(v.analys, av=v.mentor)
        klient = logga_in(v.mentor)
        svaret = tryck(klient, "analys_dagordning", v.analys, **DEL, gor="av", elev=v.ada.kod)
        assert str(AvslutadError()) in klient.get(svaret.url).content.decode()
        assert len(dagordning(v.analys)) == 3


class TestMoteslage:
    def test_labels_in_another_order_and_nothing_to_order_by(self, v, logga_in):
        klient = logga_in(v.mentor)
        moteslage(klient, v.analys)
        sidan = las(klient, "analys_dagordning", v.analys)
        etiketter = namnen(sidan)
        assert etiketter == sorted(etiketter)
        assert all(e.startswith("Elev ") for e in etiketter)
        assert [n for e in v.klass.elever.all() for n in (e.fornamn, e.efternamn) if f">{n}" in sidan] == []
        assert [e.namn for e in v.klass.elever.all() if e.namn in sidan] == []
        assert 'value="upp"' not in sidan
        assert 'value="klar"' in sidan

    def test_a_protected_pupil_is_not_there_even_for_those_named(self, v, logga_in):
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        klient = logga_in(v.mentor2)
        moteslage(klient, v.analys)
        sidan = las(klient, "analys_dagordning", v.analys)
        assert len(namnen(sidan)) == 3
        assert skyddad.kod not in sidan
        assert klient.get(adress("analys_elev", v.analys, skyddad.kod)).status_code == 404
        data = DEL | {"gor": "av", "elev": skyddad.kod}
        assert tryck(klient, "analys_dagordning", v.analys, **data).status_code == 404
        v.analys.punkter.filter(elev=skyddad).delete()
        assert skyddad.kod not in las(klient, "analys_dagordning", v.analys)
        tryck(klient, "analys_dagordning", v.analys, **DEL, gor="satt-upp", elev=skyddad.kod)
        assert len(dagordning(v.analys)) == 3

    def test_the_part_a_colleague_changes_has_no_names_either(self, v, logga_in):
        klient = logga_in(v.mentor)
        moteslage(klient, v.analys)
        svaret = klient.get(
            adress("analys_nytt", v.analys),
            {"del": "dagordning", "sedan": "0"},
            headers={"HX-Request": "true", "X-Moteslage": "1"},
        )
        assert svaret.status_code == 204
        regler.satt_upp(v.analys, [v.dag], av=v.mentor2)
        svaret = klient.get(
            adress("analys_nytt", v.analys),
            {"del": "dagordning", "sedan": "0"},
            headers={"HX-Request": "true", "X-Moteslage": "1"},
        )
        html = svaret.content.decode()
        assert len(namnen(html)) == 4
        assert v.dag.namn not in html
        assert Kartlaggning.objects.filter(elev=v.dag).exists()
