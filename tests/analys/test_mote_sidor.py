"""The pages around a meeting: planned, begun, changed, called off, ended, opened again."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from analys import moten, regler, urval
from analys.models import Analys, Niva
from kartlaggning.regler import individ
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Roll, Tjanst, idag

from .. import fabrik
from ..klient import utan_nycklar
from .moten import koppling, monster, mote, stangd_runda, steg, svar


def text(svar) -> str:
    """What stands on the page, without tags."""
    html = utan_nycklar(svar)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")])).strip()


def formular(elev: Elev, av) -> None:
    individ.starta(elev, av=av, datum=idag())


@pytest.fixture
def v(varld):
    """The class 7A with a closed round, and two pupils with a form."""
    varld.runda = stangd_runda(varld.klass, varld.mentor)
    varld.ada, varld.bo, varld.cleo = varld.elever[:3]
    formular(varld.bo, varld.mentor)
    formular(varld.ada, varld.mentor)
    varld.adress = reverse("analys_planera", args=[varld.klass.kod])
    return varld


def falt(**mer) -> dict:
    return {"datum": idag().isoformat(), "tid": "", "ovriga": ""} | mer


class TestPlanned:
    def test_the_form_is_filled_with_what_is_likely(self, v, logga_in):
        html = utan_nycklar(logga_in(v.elevhalsa).get(v.adress))
        valda = re.findall(r'name="(deltagare|elever)" value="(\w+)"[^>]*checked', html)
        assert {kod for namn, kod in valda if namn == "deltagare"} == {
            p.kod for p in (v.mentor, v.mentor2, v.elevhalsa)
        }
        assert [kod for namn, kod in valda if namn == "elever"] == [v.ada.kod, v.bo.kod]
        assert f'value="{idag().isoformat()}"' in html
        assert "Maja Mentor, mentor för 7A" in html
        assert "Rut Rektor, rektor" in html
        # The others of the staff are folded away; who only administers cannot take part.
        assert "Fler på skolan (2)" in html
        assert "Adam Administratör" not in html

    def test_it_is_saved_with_all_that_was_chosen(self, v, logga_in):
        data = falt(tid="14:30", ovriga="skolsköterska", deltagare=[v.mentor.kod, v.larare.kod], elever=[v.bo.kod])
        svaret = logga_in(v.mentor).post(v.adress, data, follow=True)
        an = Analys.objects.get()
        assert svaret.redirect_chain == [(reverse("analys", args=[an.kod]), 302)]
        assert (an.niva, an.klass, an.kartlaggning, an.skapad_av) == (Niva.KLASS, v.klass, v.runda, v.mentor)
        assert (an.datum, an.tid, an.ovriga) == (idag(), time(14, 30), "skolsköterska")
        assert set(an.deltagare.all()) == {v.mentor, v.larare}
        assert [p.elev for p in an.punkter.all()] == [v.bo]
        assert "Mötet är planerat." in text(svaret)
        assert "kl. 14.30" in text(svaret)
        assert "Allt är förberett" in text(svaret)
        rad = Handelse.objects.filter(objekt_kod=an.kod, handling="skapade").get()
        assert rad.text == "analys av 7A"

    @pytest.mark.parametrize("data", [{"nu": "1"}, falt(borja="1")])
    def test_it_begins_at_once(self, v, logga_in, data):
        svaret = logga_in(v.rektor).post(v.adress, data)
        an = Analys.objects.get()
        assert svaret.url == f"{reverse('analys_steg', args=[an.kod, 'oro', 'beteende'])}#mote"
        assert an.datum == idag()
        if "nu" in data:
            assert list(an.deltagare.all()) == [v.rektor]
            assert [p.elev for p in an.punkter.all()] == [v.ada, v.bo]

    def test_only_pupils_whom_the_person_follows_are_proposed(self, v, logga_in):
        skyddad = fabrik.elev(v.klass, "Kim", "Alias", skyddad=True)
        skyddad.far_se.add(v.mentor)
        formular(skyddad, v.mentor)
        html = {roll: utan_nycklar(logga_in(getattr(v, roll)).get(v.adress)) for roll in ("mentor", "elevhalsa")}
        assert [skyddad.kod in html[roll] for roll in ("mentor", "elevhalsa")] == [True, False]
        # A code that is not in one's own list is not taken.
        svaret = logga_in(v.elevhalsa).post(v.adress, falt(elever=[skyddad.kod]))
        assert svaret.status_code == 200
        assert "finns inte längre där" in text(svaret)
        assert not Analys.objects.exists()

    @pytest.mark.parametrize(
        ("fel", "text_"),
        [
            ({"datum": ""}, "Välj ett datum."),
            ({"datum": "snart"}, "Datumet gick inte att läsa. Skriv det som 2026-11-18."),
            ({"datum": "2019-01-01"}, "Datumet får ligga högst ett år tillbaka."),
            ({"datum": "2099-01-01"}, "Datumet får ligga högst ett år framåt."),
            ({"tid": "strax"}, "Klockslaget gick inte att läsa. Skriv det som 14.30."),
            ({"ovriga": "x" * 201}, "Skriv högst 200 tecken."),
            ({"ovriga": "19121212-1212"}, "Det ser ut som ett personnummer."),
            ({"deltagare": ["bcdfghjkmnpq"]}, "Valet finns inte längre i listan. Välj igen."),
            ({"deltagare": ["\x00"]}, "Valet finns inte längre i listan. Välj igen."),
        ],
    )
    def test_what_cannot_be_read_is_said_in_words(self, v, logga_in, fel, text_):
        svaret = logga_in(v.mentor).post(v.adress, falt(**fel))
        assert svaret.status_code == 200
        assert text_ in text(svaret)
        assert not Analys.objects.exists()

    @pytest.mark.parametrize("tid", ["09.05", "09:05", "09:05:00"])
    def test_the_time_is_written_as_people_write_it(self, v, logga_in, tid):
        logga_in(v.mentor).post(v.adress, falt(tid=tid))
        assert Analys.objects.get().tid == time(9, 5)

    def test_a_class_without_a_closed_round_is_sent_back(self, v, logga_in):
        svaret = logga_in(v.rektor).get(reverse("analys_planera", args=[v.annan_klass.kod]), follow=True)
        assert svaret.redirect_chain[0][0] == reverse("klass", args=[v.annan_klass.kod])
        assert "Mötet utgår från en stängd kartläggning, och klassen har ingen än." in text(svaret)

    @pytest.mark.parametrize("metod", ["get", "post"])
    def test_a_second_one_leads_to_the_first(self, v, logga_in, metod):
        an = mote(v.klass, v.mentor, runda=v.runda)
        svaret = getattr(logga_in(v.elevhalsa), metod)(v.adress, {"nu": "1"}, follow=True)
        assert svaret.redirect_chain == [(reverse("analys", args=[an.kod]), 302)]
        assert "Det finns redan ett möte som inte är avslutat. Här är det." in text(svaret)
        assert Analys.objects.count() == 1

    def test_two_who_plan_in_the_same_moment_get_one(self, v, logga_in, monkeypatch):
        an = mote(v.klass, v.mentor, runda=v.runda)
        fragor = iter([None, an])
        monkeypatch.setattr(moten, "oppet", lambda klass: next(fragor))
        svaret = logga_in(v.elevhalsa).post(v.adress, falt())
        assert svaret.url == reverse("analys", args=[an.kod])
        assert Analys.objects.count() == 1


class TestOfTheSchool:
    def test_it_is_planned_without_pupils(self, v, logga_in):
        adress = reverse("analys_planera_skola", args=[v.skola.kod])
        html = utan_nycklar(logga_in(v.rektor).get(adress))
        assert "Analysmöte om hela Björkskolan" in html
        assert 'name="elever"' not in html
        svaret = logga_in(v.rektor).post(adress, falt(deltagare=[v.rektor.kod, v.elevhalsa.kod]), follow=True)
        an = Analys.objects.get()
        assert (an.niva, an.skola, an.klass) == (Niva.SKOLA, v.skola, None)
        assert "Analysmöte om hela skolan" in text(svaret)
        assert reverse("skolniva", args=[v.skola.kod]) in utan_nycklar(svaret)
        assert logga_in(v.elevhalsa).post(adress, {"nu": "1"}).url == reverse("analys", args=[an.kod])

    def test_it_begins_at_once(self, v, logga_in):
        svaret = logga_in(v.elevhalsa).post(reverse("analys_planera_skola", args=[v.skola.kod]), {"nu": "1"})
        an = Analys.objects.get()
        assert svaret.url == f"{reverse('analys_steg', args=[an.kod, 'oro', 'beteende'])}#mote"

    def test_called_off_it_leads_to_the_start_page(self, v, logga_in):
        an = regler.planera_skola(v.skola, datum=idag(), av=v.rektor)
        assert logga_in(v.rektor).post(reverse("analys_stall_in", args=[an.kod])).url == reverse("start")


class TestOverview:
    def test_before_it_has_begun(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.bo, v.ada], deltagare=[v.mentor, v.elevhalsa])
        innehall = text(logga_in(v.elevhalsa).get(reverse("analys", args=[an.kod])))
        assert "Börja mötet" in innehall
        assert "Avsluta mötet" not in innehall
        assert "Vilka är med Elsa Hälsa Maja Mentor" in innehall
        assert re.search(r"Dagordning Klassen, utifrån kartläggningen den \d+ \w+ 2026 Bo Björk1 Ada Ek", innehall)

    def test_under_way_it_goes_on_where_something_was_written_last(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada])
        klient = logga_in(v.mentor)

        def vidare():
            html = utan_nycklar(klient.get(reverse("analys", args=[an.kod])))
            return re.search(r'class="btn btn-primary" href="([^"]+)">(\w+) mötet', html).groups()

        def steget(namn, *delar):
            return reverse(namn, args=[an.kod, *delar])

        assert vidare() == (steget("analys_steg", "oro", "beteende"), "Börja")
        eget = monster(an, v.mentor, dimension="kognitiv", angelagen=True)
        assert vidare() == (steget("analys_steg", "oro", "kognitiv"), "Fortsätt")
        koppling(eget, v.mentor)
        assert vidare()[0] == steget("analys_faktorer", "oro")
        monster(an, v.mentor, slag="styrka", dimension="akademisk")
        assert vidare()[0] == steget("analys_steg", "styrka", "akademisk")
        svar(an, v.ada, v.mentor)
        assert vidare()[0] == steget("analys_dagordning")
        steg(eget, v.mentor)
        innehall = text(klient.get(reverse("analys", args=[an.kod])))
        assert "2 mönster, 1 angeläget, 1 nästa steg. Ni var senast på steget Elever." in innehall
        monster(an, v.mentor, elev=v.ada)
        innehall = text(klient.get(reverse("analys", args=[an.kod])))
        assert "3 mönster, 1 av dem om enskilda elever, 1 angeläget" in innehall
        assert "Avsluta mötet" in innehall

    def test_ended_it_leads_to_the_recap_and_the_prints(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        monster(an, v.mentor)
        klient = logga_in(v.rektor)
        svaret = klient.post(reverse("analys_avsluta", args=[an.kod]), follow=True)
        assert svaret.redirect_chain == [(reverse("analys_sammanfattning", args=[an.kod]), 302)]
        assert "Mötet är avslutat." in text(svaret)
        html = utan_nycklar(klient.get(reverse("analys", args=[an.kod])))
        assert "Mötet är hållet" in html
        assert "av Rut Rektor" in html
        for namn in ("analys_sammanfattning", "analys_utskrift", "analys_oppna"):
            assert reverse(namn, args=[an.kod]) in html
        assert reverse("analys_andra", args=[an.kod]) not in html
        # Twice is once.
        assert "Mötet är avslutat. Öppna det igen för att ändra." in text(
            klient.post(reverse("analys_avsluta", args=[an.kod]), follow=True)
        )

    def test_opened_again(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        regler.avsluta(an, av=v.mentor)
        klient = logga_in(v.mentor)
        assert "Mötet är öppet igen." in text(klient.post(reverse("analys_oppna", args=[an.kod]), follow=True))
        regler.avsluta(an, av=v.mentor)
        ny = mote(v.klass, v.mentor, runda=v.runda)
        svaret = klient.post(reverse("analys_oppna", args=[an.kod]), follow=True)
        assert "Det finns redan ett möte som inte är avslutat." in text(svaret)
        an.refresh_from_db()
        assert (an.oppen, ny.oppen) == (False, True)

    def test_who_reads_only_is_offered_nothing_to_change(self, v, logga_in):
        """The mentor of the same class in a later läsår."""
        an = mote(v.klass, v.mentor, runda=v.runda, elever=[v.ada])
        monster(an, v.mentor)
        fabrik.klass(v.skola, "8A", v.annan_mentor, lasar=2027, stam=v.klass.stam)
        html = utan_nycklar(logga_in(v.annan_mentor).get(reverse("analys", args=[an.kod])))
        assert ">Se mötet<" in html
        for namn in ("analys_avsluta", "analys_andra", "analys_oppna"):
            assert reverse(namn, args=[an.kod]) not in html
        # Pupils that the person does not follow are not on their agenda.
        assert "Ada" not in html
        assert logga_in(v.annan_mentor).post(reverse("analys_avsluta", args=[an.kod])).status_code == 403

    def test_the_reading_is_logged(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        logga_in(v.rektor).get(reverse("analys", args=[an.kod]))
        rad = Handelse.objects.get(objekt_kod=an.kod, handling="laste")
        assert (rad.vem_namn, rad.text) == ("Rut Rektor", "analys av 7A")


class TestChanged:
    def test_time_and_participants(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda, deltagare=[v.mentor, v.larare])
        klient, adress = logga_in(v.mentor), reverse("analys_andra", args=[an.kod])
        html = utan_nycklar(klient.get(adress))
        # Who is chosen stands among the first, also when they are not near the class.
        valda = re.findall(r'name="deltagare" value="(\w+)"[^>]*checked', html[: html.index("Fler på skolan")])
        assert set(valda) == {v.mentor.kod, v.larare.kod}
        sen = idag() + timedelta(days=3)
        klient.post(adress, falt(datum=sen.isoformat(), tid="08:15", deltagare=[v.rektor.kod]))
        an.refresh_from_db()
        assert (an.datum, an.tid, list(an.deltagare.all())) == (sen, time(8, 15), [v.rektor])

    def test_one_that_has_been_ended_is_not_changed(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        regler.avsluta(an, av=v.mentor)
        svaret = logga_in(v.mentor).post(reverse("analys_andra", args=[an.kod]), falt(), follow=True)
        assert "Mötet är avslutat. Öppna det igen för att ändra." in text(svaret)

    def test_called_off(self, v, logga_in):
        an = mote(v.klass, v.mentor, runda=v.runda)
        klient, adress = logga_in(v.mentor), reverse("analys_stall_in", args=[an.kod])
        monster(an, v.mentor)
        svaret = klient.post(adress, follow=True)
        assert "Mötet har redan innehåll och kan inte ställas in." in text(svaret)
        andra = reverse("analys_andra", args=[an.kod])
        assert adress not in klient.get(andra).content.decode()
        an.monster.all().delete()
        assert adress in klient.get(andra).content.decode()
        svaret = klient.post(adress, follow=True)
        assert svaret.redirect_chain == [(reverse("klass", args=[v.klass.kod]), 302)]
        assert "Mötet är inställt." in text(svaret)
        assert not Analys.objects.exists()

    def test_called_off_by_two_clicks(self, v, logga_in, monkeypatch):
        an = mote(v.klass, v.mentor, runda=v.runda)
        stall_in = regler.stall_in

        def bada(analys, *, av):
            stall_in(Analys.objects.get(pk=analys.pk), av=av)
            stall_in(analys, av=av)

        monkeypatch.setattr(regler, "stall_in", bada)
        svaret = logga_in(v.mentor).post(reverse("analys_stall_in", args=[an.kod]), follow=True)
        assert "Mötet är inställt." in text(svaret)


class TestReads:
    @pytest.mark.parametrize("roll", ["mentor", "annan_mentor", "larare", "elevhalsa", "rektor", "administrator"])
    def test_who_is_followed_is_the_same_asked_either_way(self, v, roll):
        """``foljda_elever`` as a part of a larger question, ``urval.foljda`` of some pupils."""
        skyddad = fabrik.elev(v.klass, "Kim", "Alias", skyddad=True)
        skyddad.far_se.add(v.mentor)
        formular(skyddad, v.mentor)
        Tjanst.objects.create(personal=v.mentor, skola=v.granne, roll=Roll.ELEVHALSA)
        person = getattr(v, roll)
        i_skolan = set(Elev.objects.filter(skola=v.skola).values_list("id", flat=True))
        fragat = urval.foljda(person, Analys(skola=v.skola, klass=v.klass), i_skolan)
        assert set(moten.foljda_elever(person).filter(skola=v.skola).values_list("id", flat=True)) == fragat

    def test_a_class_s_meeting_is_the_open_one_or_the_latest(self, v):
        forsta = mote(v.klass, v.mentor, runda=v.runda, datum=date(2026, 11, 1))
        eget = monster(forsta, v.mentor, angelagen=True)
        steg(eget, v.mentor)
        regler.steget_gjort(steg(eget, v.mentor), True, av=v.mentor)
        steg(monster(forsta, v.mentor, elev=v.ada, angelagen=True), v.mentor)
        regler.avsluta(forsta, av=v.mentor)
        andra = mote(v.klass, v.mentor, runda=v.runda, datum=date(2026, 10, 1))
        nu = moten.senaste([v.klass, v.annan_klass])
        assert {k: (m.kod, m.oppet, m.borjat, m.monster) for k, m in nu.items()} == {
            v.klass.id: (andra.kod, True, False, 0)
        }
        regler.avsluta(andra, av=v.mentor)
        m = moten.senaste([v.klass])[v.klass.id]
        # Patterns and steps of the class; those about a pupil are for who follows the pupil.
        assert (m.kod, m.runda, m.oppet, m.monster, m.angelagna, m.steg_kvar) == (
            forsta.kod,
            v.runda.kod,
            False,
            1,
            1,
            1,
        )
