"""The recap: what the meeting found, the *angelägna* first, what is missing, who does what, and the end of it."""

from datetime import date, timedelta

import pytest

from analys import regler
from analys.models import Steg
from skolanknytning.skola.models import Placering, idag

from .. import fabrik
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from .moten import DAG, koppling, monster, mote, steg
from .sidor import adress, fragor, las, moteslage, rad, text, tryck

DEL = {"del_": "sammanfattning"}


@pytest.fixture
def v(varld):
    """A meeting about 7A that found four patterns: two of them angelägna, one of those without anything more."""
    varld.ada, varld.bo = varld.elever[:2]
    for elev in (varld.ada, varld.bo):
        eget_datum(elev, varld.mentor)
    varld.analys = mote(varld.klass, varld.mentor, elever=[varld.bo, varld.ada])
    varld.styrka = monster(varld.analys, varld.mentor, "God närvaro i idrott", slag="styrka")
    varld.oro = monster(varld.analys, varld.mentor, "Sena till NO", angelagen=True)
    varld.om_ada = monster(varld.analys, varld.mentor, "Ensam på rasterna", elev=varld.ada, dimension="affektiv")
    varld.om_bo = monster(varld.analys, varld.mentor, "Borta på NO", elev=varld.bo, angelagen=True)
    koppling(varld.oro, varld.mentor, "org-schema", "Passet ligger sist på fredag")
    varld.steg = steg(varld.oro, varld.mentor, "Flytta passet", ansvarig=varld.larare, klart=date(2026, 12, 1))
    return varld


def oppna(v, logga_in, person=None) -> str:
    return las(logga_in(person or v.mentor), "analys_sammanfattning", v.analys)


def ordning(sidan: str, lista: str) -> list[str]:
    """The patterns' texts in a list of the page."""
    borjan = sidan.index(f'id="{lista}"')
    delen = sidan[borjan : sidan.index("</section>", borjan)]
    return [bit.split("</p>")[0] for bit in delen.split('<p class="monster-text">')[1:]]


class TestLasa:
    def test_who_pattern_factor_and_who_does_what(self, v, logga_in):
        sidan = oppna(v, logga_in)
        assert "4 mönster, varav 2 angelägna. 2 elever har egna mönster." in text(sidan)
        raden = rad(sidan, f"m-{v.oro.kod}")
        assert raden.startswith("Klassen Oroar Beteendemässiga Sena till NO")
        assert "Schemaläggning Passet ligger sist på fredag" in raden
        assert "Flytta passet Lena Lärare, senast 1 december 2026" in text(sidan)

    def test_the_angelagna_first_then_the_class_and_each_pupil_as_on_the_agenda(self, v, logga_in):
        om_bo = monster(v.analys, v.mentor, "Trivs i slöjden", slag="styrka", elev=v.bo)
        sidan = oppna(v, logga_in)
        assert [t for t in ordning(sidan, "angelagna") if t != "Flytta passet"] == ["Sena till NO", "Borta på NO"]
        assert ordning(sidan, "ovriga") == ["God närvaro i idrott", om_bo.text, "Ensam på rasterna"]

    def test_they_are_ordered_and_marked_here(self, v, logga_in):
        klient = logga_in(v.mentor)
        om = DEL | {"angelagna": "on"}
        svaret = tryck(klient, "analys_monster_flytta", v.analys, v.om_bo.kod, **om, hall="upp")
        assert svaret.url == f"{adress('analys_sammanfattning', v.analys)}#m-{v.om_bo.kod}"
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert ordning(sidan, "angelagna")[:2] == ["Borta på NO", "Sena till NO"]
        tryck(klient, "analys_monster_angelagen", v.analys, v.oro.kod, **om)
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert ordning(sidan, "angelagna") == ["Borta på NO"]
        assert "varav 1 angeläget" in text(sidan)
        v.analys.monster.filter(angelagen=False).delete()
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert "1 angeläget mönster. 1 elev har egna mönster." in text(sidan)

    def test_what_is_missing_is_said(self, v, logga_in):
        sidan = oppna(v, logga_in)
        saknas = sidan[sidan.index('id="saknas"') :]
        assert text("<div " + saknas, "div") == (
            f"Ett angeläget mönster saknar något {v.bo.namn}: Borta på NO saknar faktor och saknar nästa steg"
        )
        assert f'href="#m-{v.om_bo.kod}"' in saknas
        raden = rad(sidan, f"m-{v.om_bo.kod}")
        assert "Ingen faktor" in raden
        assert "Inget nästa steg" in raden
        regler.koppla(v.om_bo, "org-vikarier", av=v.mentor)
        s = steg(v.om_bo, v.mentor)
        assert "har ett steg utan ansvarig" in oppna(v, logga_in)
        regler.planera_steg(s, ansvarig=v.rektor, klart=None, av=v.mentor)
        assert 'id="saknas"' not in oppna(v, logga_in)

    def test_a_step_is_written_here(self, v, logga_in):
        klient = logga_in(v.mentor)
        om = DEL | {"text": "Ring hem", "ansvarig": v.rektor.kod, "klart": "2026-12-04"}
        tryck(klient, "analys_monster_steg", v.analys, v.om_bo.kod, **om)
        s = Steg.objects.get(text="Ring hem")
        assert (s.monster, s.ansvarig, s.klart) == (v.om_bo, v.rektor, date(2026, 12, 4))
        assert "Ring hem" in las(klient, "analys_sammanfattning", v.analys)

    def test_nothing_written(self, v, logga_in):
        v.analys.monster.all().delete()
        sidan = text(oppna(v, logga_in))
        assert "Inget mönster är skrivet än. Gå tillbaka till frågorna" in sidan
        assert "0 är angelägna" not in sidan

    def test_each_sees_the_pupils_they_follow(self, v, logga_in):
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        monster(v.analys, v.mentor2, "Om den skyddade", elev=skyddad)
        v.ada.placeringar.update(till=idag())
        Placering.objects.create(elev=v.ada, klass=v.annan_klass)
        ser = {
            "mentor": {"Borta på NO"},
            "mentor2": {"Borta på NO", "Om den skyddade"},
            "elevhalsa": {"Borta på NO", "Ensam på rasterna"},
            "rektor": {"Borta på NO", "Ensam på rasterna"},
        }
        for roll, texter in ser.items():
            sidan = oppna(v, logga_in, getattr(v, roll))
            om_elever = {"Borta på NO", "Ensam på rasterna", "Om den skyddade"}
            assert {t for t in om_elever if t in sidan} == texter
            assert "Sena till NO" in sidan

    def test_one_taken_off_the_agenda_is_still_there(self, v, logga_in):
        v.analys.punkter.all().delete()
        sidan = oppna(v, logga_in)
        assert "Borta på NO" in sidan
        assert "Ensam på rasterna" in sidan

    def test_the_schools(self, v, logga_in):
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        m = monster(skolans, v.rektor, "Många vikarier")
        raden = rad(las(logga_in(v.elevhalsa), "analys_sammanfattning", skolans), f"m-{m.kod}")
        assert raden.startswith("Skolan Oroar")

    def test_as_many_questions_however_many_patterns(self, v, logga_in):
        klient = logga_in(v.mentor)
        fore = fragor(klient, "analys_sammanfattning", v.analys)
        for n in range(12):
            m = monster(v.analys, v.mentor, f"M{n}", elev=[None, v.ada, v.bo][n % 3], angelagen=n % 2 == 0)
            koppling(m, v.mentor, text="För att")
            steg(m, v.mentor, ansvarig=v.larare)
        assert fragor(klient, "analys_sammanfattning", v.analys) == fore


class TestSlutet:
    def test_it_is_ended_here(self, v, logga_in):
        klient = logga_in(v.mentor)
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert f'action="{adress("analys_avsluta", v.analys)}"' in sidan
        svaret = klient.post(adress("analys_avsluta", v.analys))
        assert svaret.url == adress("analys_sammanfattning", v.analys)
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert "av Maja Mentor. Bocka av stegen när de är gjorda." in text(sidan)
        assert f'action="{adress("analys_oppna", v.analys)}"' in sidan
        assert "<textarea" not in sidan
        assert "Lägg till nästa steg" not in sidan
        # Said once above; to a screen that was open when it ended, in what it fetches.
        assert 'id="slut"' not in sidan
        assert sidan.index("Från mönster till plan") < sidan.index('id="levande"')
        nytt = klient.get(
            f"{adress('analys_nytt', v.analys)}?sedan=0&del=sammanfattning", headers={"HX-Request": "true"}
        )
        assert 'id="slut"' in nytt.content.decode()

    def test_steps_are_ticked_off_after_it(self, v, logga_in):
        regler.avsluta(v.analys, av=v.mentor)
        klient = logga_in(v.rektor)
        adressen = adress("analys_steget_gjort", v.analys, v.steg.kod)
        assert f'action="{adressen}"' in las(klient, "analys_sammanfattning", v.analys)
        svaret = tryck(klient, "analys_steget_gjort", v.analys, v.steg.kod, **DEL, pa="on")
        assert svaret.url == f"{adress('analys_sammanfattning', v.analys)}#s-{v.steg.kod}"
        assert Steg.objects.get().gjort
        assert 'aria-pressed="true"' in las(klient, "analys_sammanfattning", v.analys)
        svaret = tryck(klient, "analys_steget_gjort", v.analys, v.steg.kod, **DEL, htmx=True)
        assert 'aria-pressed="false"' in svaret.content.decode()
        assert Steg.objects.get().gjort is None

    def test_a_day_that_has_passed(self, v, logga_in):
        igar = idag() - timedelta(days=1)
        regler.planera_steg(v.steg, ansvarig=None, klart=igar, av=v.mentor)
        assert "Dagen har gått" in oppna(v, logga_in)
        regler.steget_gjort(v.steg, True, av=v.mentor)
        assert "Dagen har gått" not in oppna(v, logga_in)
        regler.steget_gjort(v.steg, False, av=v.mentor)
        regler.planera_steg(v.steg, ansvarig=None, klart=idag(), av=v.mentor)
        assert "Dagen har gått" not in oppna(v, logga_in)

    def test_who_only_reads_ticks_nothing(self, v, logga_in):
        """Next year's mentor reads last year's meeting."""
        regler.avsluta(v.analys, av=v.mentor)
        v.klass.lasar = 2025
        v.klass.save()
        nu = fabrik.klass(v.skola, "8A", v.annan_mentor, lasar=2026)
        type(nu).objects.filter(pk=nu.pk).update(stam=v.klass.stam)
        sidan = oppna(v, logga_in, v.annan_mentor)
        assert "Flytta passet" in sidan
        assert "Inte gjort:" in text(sidan)
        assert "<form" not in sidan[sidan.index('id="levande"') : sidan.index("</main>")]
        adressen = adress("analys_steget_gjort", v.analys, v.steg.kod)
        assert logga_in(v.annan_mentor).post(adressen, {"del": "sammanfattning", "pa": "on"}).status_code == 403

    def test_printing_is_offered_outside_motesläge_only(self, v, logga_in):
        klient = logga_in(v.mentor)
        ut = [adress(namn, v.analys) for namn in ("analys_utskrift", "analys_pdf", "analys_mapp")]
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert [a for a in ut if f'href="{a}"' not in sidan] == []
        moteslage(klient, v.analys)
        sidan = las(klient, "analys_sammanfattning", v.analys)
        assert [a for a in ut if a in sidan] == []


class TestMoteslage:
    def test_no_name_anywhere_in_the_source(self, v, logga_in):
        v.klass.elever.update(efternamn="Qvistgren")
        regler.spara(v.om_ada, "Ada är ensam när Bo är borta", ersatter=1, av=v.mentor, bekraftad=True)
        skyddad = skyddad_elev(v.klass, v.mentor2)
        regler.satt_upp(v.analys, [skyddad], av=v.mentor2)
        monster(v.analys, v.mentor2, "Om den skyddade", elev=skyddad, angelagen=True)
        regler.avsluta(v.analys, av=v.mentor)
        klient = logga_in(v.mentor2)
        moteslage(klient, v.analys)
        sidan = las(klient, "analys_sammanfattning", v.analys)
        namn = ["Ada", "Qvistgren", "Maja", "Lena", "Milo", "XYZ", "Om den skyddade", skyddad.kod]
        assert [n for n in namn if n in sidan] == []
        assert "L.L., lärare" in sidan
        assert "av M.M." in sidan
        assert "4 mönster, varav 2 angelägna. 2 elever har egna mönster." in text(sidan)
