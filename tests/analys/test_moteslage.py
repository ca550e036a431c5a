"""*Mötesläge*: what is on the wall, and that nothing else comes there."""

import re

import pytest
from django.urls import get_resolver, reverse

from analys import moteslage, regler
from analys.templatetags.moteslage import utan_namn
from analys.visning import Visning
from kartlaggning.regler import individ
from skolanknytning.skola.models import Roll, Tjanst, idag

from .. import fabrik
from ..klient import HTMX, utan_nycklar
from ..test_atkomst import adresser
from .moten import monster, mote, steg, svar

# Of the analysis' addresses those that show names, or lead out of the meeting.
STANGDA = {
    "analys_planera",
    "analys_planera_skola",
    "analys_andra",
    "analys_stall_in",
    "analys_utskrift",
    "analys_pdf",
    "analys_blankett",
    "analys_blankett_individ",
    "analys_mapp",
    "analys_mapp_vantar",
    "analys_mapp_pdf",
}


@pytest.fixture
def analys(varld):
    """A meeting with two pupils and one protected on its agenda, and texts that name people."""
    ada, bo, cleo = varld.elever[:3]
    for elev in (ada, bo):
        individ.starta(elev, av=varld.mentor, datum=idag())
    skyddad = fabrik.elev(varld.klass, "Kim", "Alias", skyddad=True)
    skyddad.far_se.add(varld.mentor, varld.elevhalsa)
    an = mote(varld.klass, varld.mentor, elever=[ada, bo, skyddad], deltagare=[varld.mentor, varld.elevhalsa])
    eget = monster(an, varld.mentor, f"{cleo.fornamn} stör {ada.namn}, säger Maja.", angelagen=True)
    steg(eget, varld.mentor, f"Elsa talar med {bo.fornamn}s lärare.", ansvarig=varld.elevhalsa)
    monster(an, varld.mentor, f"{ada.fornamn} är ensam på rasten.", elev=ada)
    svar(an, ada, varld.mentor, f"{ada.fornamn} sticker ut från {cleo.efternamn}.")
    return an


def ga_in(klient, analys, **mer):
    return klient.post(reverse("analys_moteslage", args=[analys.kod]), {"lage": "pa"} | mer)


def ga_ur(klient, analys, **mer):
    return klient.post(reverse("analys_moteslage", args=[analys.kod]), {"lage": "av"} | mer)


def namnen(varld) -> set[str]:
    """Every word of every name in the class and among the staff, long enough not to stand by chance."""
    namn = [e.namn for e in varld.klass.elever.all()]
    namn += [getattr(varld, roll).namn for roll in ("mentor", "mentor2", "elevhalsa", "rektor", "larare")]
    return {ord_ for n in namn for ord_ in re.findall(r"[^\W\d_]+", n)} - {"Mentor", "Rektor", "Lärare", "Hälsa"}


def sidor(analys) -> list[str]:
    """Every page of the meeting that is open in the mode."""
    kod = analys.kod
    elev = analys.punkter.filter(elev__skyddad=False).first().elev
    rad = analys.monster.filter(elev=None).first()
    return [
        reverse("analys", args=[kod]),
        reverse("analys_steg", args=[kod, "oro", "beteende"]),
        reverse("analys_faktorer", args=[kod, "oro"]),
        reverse("analys_dagordning", args=[kod]),
        reverse("analys_elev", args=[kod, elev.kod]),
        reverse("analys_sammanfattning", args=[kod]),
        reverse("analys_text", args=[kod, "monster", rad.kod]),
        reverse("analys_tidigare", args=[kod, "monster", rad.kod]),
        reverse("analys_svar", args=[kod, elev.kod, "sticker-ut"]),
        reverse("analys_svar_tidigare", args=[kod, elev.kod, "sticker-ut"]),
    ]


class TestOnTheWall:
    @pytest.mark.parametrize("roll", ["mentor", "elevhalsa", "rektor"])
    def test_no_name_stands_anywhere_in_the_source(self, varld, logga_in, analys, roll):
        klient = logga_in(getattr(varld, roll))
        med_namn = utan_nycklar(klient.get(reverse("analys_sammanfattning", args=[analys.kod])))
        assert "Cleo" in med_namn
        ga_in(klient, analys)
        for adress in sidor(analys):
            svar = klient.get(adress)
            assert svar.status_code == 200, adress
            html = utan_nycklar(svar)
            funna = [n for n in namnen(varld) if re.search(rf"(?<![^\W\d_]){n}s?(?![^\W\d_])", html)]
            assert funna == [], adress
            assert re.search(r"<title>Analysmöte · Skolanknytning</title>", html)
            assert 'class="jag"' not in html
            assert 'class="meny"' not in html

    def test_the_protected_pupil_is_not_there_for_the_one_who_sees(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        skyddad = analys.punkter.get(elev__skyddad=True).elev
        assert skyddad.namn in utan_nycklar(klient.get(reverse("analys", args=[analys.kod])))
        ga_in(klient, analys)
        for adress in sidor(analys):
            html = utan_nycklar(klient.get(adress))
            assert skyddad.kod not in html, adress
            assert not re.search(r"\bKim\b", html), adress
        assert klient.get(reverse("analys_elev", args=[analys.kod, skyddad.kod])).status_code == 404

    def test_the_labels_are_stable_and_shuffled_anew(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)

        def ordning():
            html = utan_nycklar(klient.get(reverse("analys", args=[analys.kod])))
            assert re.findall(r"Elev [A-Z]\b", html) == ["Elev A", "Elev B"]
            return tuple(klient.session[moteslage.SESSION]["ordning"])

        ga_in(klient, analys)
        forsta = ordning()
        # Pressed again while it is on: the same labels.
        ga_in(klient, analys)
        assert ordning() == forsta
        # The pupils on the agenda are the first; the others of the class have labels too, in case they are put up.
        pa = {p.elev_id for p in analys.punkter.filter(elev__skyddad=False)}
        assert set(forsta[:2]) == pa
        assert set(forsta) == {e.id for e in varld.elever}
        andra = set()
        for _ in range(40):
            ga_ur(klient, analys)
            ga_in(klient, analys)
            andra.add(ordning()[:2])
        assert len(andra) == 2

    def test_a_message_that_waited_is_not_told(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        regler.avsluta(analys, av=varld.mentor)
        regler.oppna(analys, av=varld.mentor)
        klient.post(reverse("analys_andra", args=[analys.kod]), {"datum": analys.datum, "ovriga": ""})
        ga_in(klient, analys)
        assert "Ändringen är sparad." not in utan_nycklar(klient.get(reverse("analys", args=[analys.kod])))

    def test_a_message_in_the_mode_has_no_names(self, varld, analys):
        lage = moteslage.Lage(analys.kod, tuple(e.id for e in varld.elever))
        assert utan_namn("Cleo är sparad, Maja.", lage) == "Elev C är sparad, [namn]."
        assert utan_namn("Cleo", moteslage.Lage("borta", ())) == ""


class TestEverythingElseIsClosed:
    def test_every_address_is_said_to_be_open_or_closed(self):
        """A new address of the analysis is placed in one of the two; everything else in the program is closed."""
        analysens = {namn for namn, p in adresser(get_resolver().url_patterns) if namn.startswith("analys")}
        assert moteslage.TILLATNA | STANGDA | {"analys_moteslage"} == analysens
        assert moteslage.TILLATNA.isdisjoint(STANGDA)

    @pytest.mark.parametrize("namn", ["start", "klass", "kartlaggning_sammanstallning", "skolniva", "elev", "om"])
    def test_another_page_is_answered_with_two_ways_on(self, varld, logga_in, analys, namn):
        klient = logga_in(varld.rektor)
        om = {
            "klass": [varld.klass.kod],
            "skolniva": [varld.skola.kod],
            "elev": [varld.elever[0].kod],
            "kartlaggning_sammanstallning": [analys.kartlaggning.kod],
        }
        adress = reverse(namn, args=om.get(namn))
        assert klient.get(adress).status_code == 200
        ga_in(klient, analys)
        svar = klient.get(adress)
        html = utan_nycklar(svar)
        assert svar.status_code == 409
        assert "Du är i mötesläge" in html
        assert f'href="{reverse("analys", args=[analys.kod])}">Tillbaka till mötet<' in html
        assert f'name="vidare" value="{adress}"' in html
        assert "7A" not in html
        assert varld.rektor.namn not in html
        # Out again, to where one was going.
        assert ga_ur(klient, analys, vidare=adress).url == adress
        assert klient.get(adress).status_code == 200

    def test_the_wrong_meeting_is_closed_too(self, varld, logga_in, analys):
        annan = mote(varld.annan_klass, varld.annan_mentor)
        klient = logga_in(varld.rektor)
        ga_in(klient, analys)
        assert klient.get(reverse("analys", args=[annan.kod])).status_code == 409
        assert ga_in(klient, annan).status_code == 302
        assert klient.session[moteslage.SESSION]["analys"] == annan.kod

    def test_prints_and_planning_are_closed(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        for namn in ("analys_utskrift", "analys_pdf", "analys_andra", "analys_mapp"):
            assert klient.get(reverse(namn, args=[analys.kod])).status_code == 409

    def test_a_background_question_of_another_tab_gets_no_page(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        adress = reverse("kartlaggning_nytt", args=[analys.kartlaggning.kod]) + "?sedan=0"
        svar = klient.get(adress, headers=HTMX | {"X-Bakgrund": "1"})
        assert (svar.status_code, svar.headers["Content-Type"][:10]) == (409, "text/plain")
        assert "HX-Redirect" not in svar.headers

    def test_a_press_in_another_tab_leads_to_the_page_that_says_so(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        i_laget = HTMX | {moteslage.SIDANS_LAGE: "1"}
        svar = klient.get(reverse("start"), headers=i_laget)
        assert svar.status_code == 409
        dit = svar.headers["HX-Redirect"]
        assert "Du är i mötesläge" in utan_nycklar(klient.get(dit))
        # A page with work that has not been saved stays.
        svar = klient.get(reverse("start"), headers=i_laget | {"X-Behall-Sidan": "1"})
        assert (svar.status_code, "HX-Redirect" in svar.headers) == (409, False)

    def test_a_part_never_comes_into_a_page_of_the_other_mode(self, varld, logga_in, analys):
        """The mode was left in another tab: what the page on the wall asks for would have names."""
        klient = logga_in(varld.mentor)
        adress = reverse("analys_nytt", args=[analys.kod]) + "?del=sammanfattning&sedan=0"
        i_laget = HTMX | {moteslage.SIDANS_LAGE: "1"}
        assert [klient.get(adress, headers=h).status_code for h in (HTMX, i_laget)] == [200, 409]
        ga_in(klient, analys)
        assert [klient.get(adress, headers=h).status_code for h in (HTMX, i_laget)] == [409, 200]
        assert not re.search(r"\bCleo\b", klient.get(adress, headers=i_laget).content.decode())

    def test_staying_logged_in_and_logging_out_work(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        assert klient.post(reverse("session_forlang"), headers=HTMX).status_code == 204
        assert klient.post(reverse("account_logout")).status_code == 302
        klient.force_login(varld.mentor)
        assert klient.get(reverse("start")).status_code == 200

    def test_it_is_still_on_when_the_log_in_has_run_out_and_one_logs_in_again(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        ordning = klient.session[moteslage.SESSION]
        sessionen = klient.session
        sessionen["senast_tid"] -= 3600
        sessionen.save()
        sidan = reverse("analys_sammanfattning", args=[analys.kod])
        assert klient.get(sidan).url.startswith(reverse("account_login"))
        assert "_auth_user_id" not in klient.session
        klient.force_login(varld.mentor)
        assert klient.session[moteslage.SESSION] == ordning
        assert not re.search(r"\bCleo\b", utan_nycklar(klient.get(sidan)))
        # To log out is an act, and clears.
        klient.post(reverse("account_logout"))
        assert moteslage.SESSION not in klient.session

    def test_it_is_left_also_by_who_may_no_longer_see_the_meeting(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        Tjanst.objects.filter(personal=varld.mentor).delete()
        assert klient.get(reverse("analys", args=[analys.kod])).status_code == 404
        assert ga_ur(klient, analys, vidare="/").url == "/"
        assert klient.get(reverse("start")).status_code == 200

    @pytest.mark.parametrize("vidare", ["https://exempel.test/", "//exempel.test/", "javascript:alert(1)", "\\\\x", ""])
    def test_it_is_not_left_to_another_site(self, varld, logga_in, analys, vidare):
        klient = logga_in(varld.mentor)
        ga_in(klient, analys)
        assert ga_ur(klient, analys, vidare=vidare).url == reverse("analys", args=[analys.kod])

    def test_who_may_not_read_the_meeting_cannot_enter(self, varld, logga_in, analys):
        klient = logga_in(varld.annan_mentor)
        assert ga_in(klient, analys).status_code == 403
        assert moteslage.SESSION not in klient.session

    def test_the_way_in_leads_back_to_where_one_was(self, varld, logga_in, analys):
        klient = logga_in(varld.mentor)
        adress = reverse("analys_dagordning", args=[analys.kod])
        assert ga_in(klient, analys, vidare=adress).url == adress


class TestVisning:
    """Names as the meeting's parts ask for them."""

    @pytest.fixture
    def visning(self, varld, rf, analys):
        def _visning(person, ordning=None):
            request = rf.get("/")
            request.user = person
            request.moteslage = moteslage.Lage(analys.kod, tuple(ordning)) if ordning is not None else None
            return Visning.for_request(request, analys)

        return _visning

    def test_on_ones_own_screen_all_is_as_it_is(self, varld, visning, analys):
        v = visning(varld.mentor)
        ada = varld.elever[0]
        assert (v.skriver, v.anteckningar, v.dold) == (True, True, None)
        assert (v.elev(ada), v.personal(varld.elevhalsa), v.personal(None)) == ("Ada Ek", "Elsa Hälsa", "")
        assert v.text("Ada & Bo <b>") == "Ada & Bo <b>"
        assert v.ordna(varld.elever) == varld.elever

    def test_in_the_mode(self, varld, visning, analys):
        ada, bo = varld.elever[:2]
        Tjanst.objects.create(personal=varld.elevhalsa, skola=varld.skola, roll=Roll.LARARE)
        v = visning(varld.mentor, [bo.id, ada.id])
        assert (v.elev(ada), v.elev(bo), v.elev(varld.elever[2])) == ("Elev B", "Elev A", "En elev")
        assert v.ordna([ada, bo]) == [bo, ada]
        assert v.personal(varld.elevhalsa) == "E.H., elevhälsa"
        assert v.personal(varld.mentor) == "M.M., mentor"
        # Another class's mentor is a teacher here.
        assert v.personal(varld.annan_mentor) == "A.A., lärare"
        assert v.personal(varld.utanfor) == "G.G."
        assert v.personal(None) == ""
        assert v.text("Adas vän, sa Elsa och Kim.") == "Elev B:s vän, sa [namn] och [namn]."
        assert not v.anteckningar
        assert [v.far_se(p.elev) for p in analys.punkter.select_related("elev")] == [True, True, False]

    def test_who_only_reads_does_not_write(self, varld, visning, analys):
        assert visning(varld.rektor).skriver
        regler.avsluta(analys, av=varld.mentor)
        analys.refresh_from_db()
        assert not visning(varld.rektor).skriver
