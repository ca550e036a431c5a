"""The individual form's pages as requests and answers: the grid turned, its other face, a colleague's column."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from kartlaggning import instrument, regler, urval
from kartlaggning.eleven import elever
from kartlaggning.models import Anteckning, Farg, Kartlaggning
from kartlaggning.regler import Onskan, individ
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.models import Placering, idag
from tests import fabrik
from tests.kartlaggning.rundor import runda
from tests.klient import HTMX, utan_nycklar

FORM = instrument.las(instrument.SENASTE_INDIVID)


@pytest.fixture
def ada(varld):
    return varld.elever[0]


@pytest.fixture
def oppet(varld, ada):
    """Ada's form: yesterday's date with one yellow, today's open."""
    forsta = individ.starta(ada, av=varld.mentor, datum=idag() - timedelta(days=1))
    regler.spara_markeringar(forsta, [Onskan(ada.kod, "beteende-2", Farg.GUL)], av=varld.mentor, amneskoder=())
    return individ.nytt_datum(ada, av=varld.mentor)


@pytest.fixture
def fraga(varld, ada, oppet):
    individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
    return elever.fragor_till(varld.larare)[0]


def formularet(klient, elev, **fraga):
    return klient.get(reverse("individ", args=[elev.kod]), fraga)


def oppna_rutor(html: str) -> list[tuple[str, str]]:
    """The squares that can be marked: (statement, colour)."""
    return re.findall(r'<td id="r-[^>]* data-p="([\w-]+)" data-f="(\d)"', html)


def lasta_rutor(html: str) -> list[str]:
    """The spoken names of the squares that are only read."""
    return re.findall(r'aria-readonly="true" class="ruta[^"]*" data-p="[^"]*" aria-label="([^"]*)"', html)


class TestRutnatet:
    def test_todays_column_is_open_and_earlier_ones_are_read(self, varld, ada, oppet, logga_in):
        html = formularet(logga_in(varld.mentor), ada).content.decode()
        assert [p for p, _ in oppna_rutor(html)] == [p.nyckel for p in FORM.pastaenden]
        igar = idag() - timedelta(days=1)
        assert len(lasta_rutor(html)) == 21
        assert f"Interagerar med andra, {igar.day}/{igar.month}: gult, stämmer delvis" in lasta_rutor(html)
        assert html.count("bedömer skolan") == 4
        assert "0 av 21" in html

    def test_what_has_moved_between_the_mentors_dates_is_told(self, varld, ada, oppet, logga_in):
        """Yesterday gult; today two statements, one better and one that was not judged before."""
        marken = [Onskan(ada.kod, "beteende-2", Farg.GRON), Onskan(ada.kod, "beteende-3", Farg.ROD)]
        regler.spara_markeringar(oppet, marken, av=varld.mentor, amneskoder=())
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        onskan = Onskan(ada.kod, "beteende-2", Farg.ROD)
        regler.spara_markeringar(fraga, [onskan], av=varld.larare, amneskoder=())
        html = formularet(logga_in(varld.mentor), ada).content.decode()
        assert 'aria-label="Interagerar med andra, nu: grönt, stämmer helt, bättre än förra datumet"' in html
        assert 'aria-label="Inga konflikter med elever, nu: rött, stämmer inte alls"' in html
        # A colleague's view is another's, and has not moved.
        assert "sämre än" not in html.replace("sämre än vid", "")
        assert html.count('data-fore="2"') == 1

    def test_every_statement_stands_word_for_word(self, varld, ada, oppet, logga_in):
        html = formularet(logga_in(varld.mentor), ada).content.decode()
        assert [p.text for p in FORM.pastaenden if f"{p.nummer}. {p.text}" not in html] == []

    @pytest.mark.parametrize("roll", ["rektor", "elevhalsa"])
    def test_others_read_it_all_and_change_nothing(self, varld, ada, oppet, logga_in, roll):
        html = formularet(logga_in(getattr(varld, roll)), ada).content.decode()
        assert oppna_rutor(html) == []
        assert len(lasta_rutor(html)) == 42
        assert "Nytt datum" not in html
        assert 'id="spara"' not in html

    def test_without_a_form_the_mentor_may_begin(self, varld, ada, logga_in):
        assert "Starta individuell kartläggning" in formularet(logga_in(varld.mentor), ada).content.decode()
        assert "Starta individuell" not in formularet(logga_in(varld.rektor), ada).content.decode()

    def test_only_the_latest_six_until_one_asks(self, varld, ada, oppet, logga_in):
        for dag in range(2, 8):
            Kartlaggning.objects.create(
                klass=varld.klass, elev=ada, niva="individ", instrument=FORM.nyckel,
                datum=idag() - timedelta(days=dag), stangd=oppet.datum and oppet.klass.skola.skapad,
            )  # fmt: skip
        klient = logga_in(varld.mentor)
        assert len(lasta_rutor(formularet(klient, ada).content.decode())) == 5 * 21
        assert len(lasta_rutor(formularet(klient, ada, alla=1).content.decode())) == 7 * 21

    def test_earlier_comments_are_read_beside_todays_field_the_latest_open(self, varld, ada, oppet, logga_in):
        forsta = Kartlaggning.objects.exclude(pk=oppet.pk).get(elev=ada)
        aldre = Kartlaggning.objects.create(
            klass=varld.klass, elev=ada, niva="individ", instrument=FORM.nyckel,
            datum=idag() - timedelta(days=9), stangd=varld.skola.skapad,
        )  # fmt: skip
        for datum, ord_ in ((forsta, "Kom i tid."), (aldre, "Kom sent.")):
            Anteckning.objects.create(
                kartlaggning=datum, falt="kommentar-beteende", text=ord_, version=1, andrad=varld.skola.skapad
            )
        html = formularet(logga_in(varld.mentor), ada).content.decode()
        assert "Tidigare kommentarer (1)" in html
        assert "<p>Kom i tid.</p>" in html
        assert "[" not in re.sub(r"<[^>]*>", "", html.split("Sammanfattande kommentarer")[1])

    def test_names_and_comments_are_escaped(self, varld, ada, oppet, logga_in):
        varld.larare.namn = '<img src=x onerror="x">'
        varld.larare.save()
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        Anteckning.objects.create(
            kartlaggning=oppet,
            falt="kommentar-affektiv",
            text="</textarea><script>",
            version=1,
            andrad=oppet.klass.skola.skapad,
        )
        html = formularet(logga_in(varld.mentor), ada).content.decode()
        assert "<img src=x" not in html
        assert "</textarea><script>" not in html

    @pytest.mark.parametrize("antal", [1, 6])
    def test_it_costs_as_many_questions_however_many_dates(
        self, varld, ada, oppet, logga_in, antal, django_assert_max_num_queries
    ):
        for dag in range(2, antal + 1):
            Kartlaggning.objects.create(
                klass=varld.klass, elev=ada, niva="individ", instrument=FORM.nyckel,
                datum=idag() - timedelta(days=dag), stangd=varld.skola.skapad,
            )  # fmt: skip
        klient = logga_in(varld.mentor)
        formularet(klient, ada)
        with django_assert_max_num_queries(14):
            formularet(klient, ada)

    def test_reading_is_logged_without_the_name(self, varld, ada, oppet, logga_in):
        formularet(logga_in(varld.rektor), ada)
        (rad,) = Handelse.objects.filter(handling=Handling.LASTE, vem_namn="Rut Rektor")
        assert (rad.objekt_kod, rad.text) == (ada.kod, "en elevs formulär i 7A")


class TestSpara:
    def spara(self, klient, k, *marken, sedan=0):
        data = {"sedan": sedan, "marken": json.dumps(marken)}
        return klient.post(reverse("kartlaggning_markera", args=[k.kod]), data, headers=HTMX)

    def test_a_mark_is_saved_and_counted(self, varld, ada, oppet, logga_in):
        mark = {"e": ada.kod, "p": "akademisk-5", "f": 4, "u": False, "a": [], "s": False, "v": 0}
        svar = self.spara(logga_in(varld.mentor), oppet, mark).content.decode()
        assert f'data-sparade="{ada.kod}.akademisk-5.' in svar
        assert "1 av 21" in svar
        assert urval.rutor(oppet)[ada.id, "akademisk-5"].farg == Farg.EJ_AKTUELLT

    def test_ej_aktuellt_is_turned_away_elsewhere(self, varld, ada, oppet, logga_in):
        mark = {"e": ada.kod, "p": "affektiv-6", "f": 4, "v": 0}
        assert self.spara(logga_in(varld.mentor), oppet, mark).status_code == 422

    def test_another_pupil_cannot_be_marked_in_the_form(self, varld, ada, oppet, logga_in):
        mark = {"e": varld.elever[1].kod, "p": "affektiv-6", "f": 1, "v": 0}
        svar = self.spara(logga_in(varld.mentor), oppet, mark).content.decode()
        assert f'data-avvisade="{varld.elever[1].kod}.affektiv-6"' in svar
        assert urval.rutor(oppet) == {}

    def test_the_other_mentors_square_arrives(self, varld, ada, oppet, logga_in):
        regler.spara_markeringar(oppet, [Onskan(ada.kod, "affektiv-1", Farg.ROD)], av=varld.mentor2, amneskoder=())
        svar = logga_in(varld.mentor).get(reverse("kartlaggning_nytt", args=[oppet.kod]), {"sedan": 0}, headers=HTMX)
        html = svar.content.decode()
        assert oppna_rutor(html) == [("affektiv-1", "3")]
        assert 'data-av="Milo Mentor"' in html

    def test_a_closed_date_says_who_closed_it(self, varld, ada, oppet, logga_in):
        regler.stang(oppet, av=varld.mentor2, skal="Kort tid.")
        svar = self.spara(logga_in(varld.mentor), oppet, {"e": ada.kod, "p": "affektiv-6", "f": 1, "v": 0})
        assert svar.status_code == 409
        assert svar.content.decode().startswith("Milo Mentor stängde")

    def test_what_is_taken_over_is_shown_and_confirmed(self, varld, ada, logga_in):
        runda(varld.klass, varld.mentor, {ada: "rggggggggg"}, stangd=True)
        k = individ.starta(ada, av=varld.mentor, datum=idag(), hamta=True)
        klient = logga_in(varld.mentor)
        html = formularet(klient, ada).content.decode()
        assert html.count("hämtat från klassen, inte bekräftat") == 10
        assert "10 svar är hämtade" in html
        svar = klient.post(reverse("individ_bekrafta", args=[k.kod]), follow=True).content.decode()
        assert "10 svar bekräftade" in svar
        assert "inte bekräftat" not in svar


class TestDimension:
    def adress(self, k, dimension="akademisk"):
        return reverse("individ_dimension", args=[k.kod, dimension])

    def test_it_has_the_statements_of_the_dimension_with_what_was_said_before(self, varld, ada, oppet, logga_in):
        html = logga_in(varld.mentor).get(self.adress(oppet, "beteende")).content.decode()
        assert html.count("<fieldset") == 4
        igar = idag() - timedelta(days=1)
        assert f"Förut: {igar.day}/{igar.month} gult" in html
        assert "Ej aktuellt" not in html

    def test_an_unknown_dimension_is_not_found(self, varld, oppet, logga_in):
        assert logga_in(varld.mentor).get(self.adress(oppet, "annan")).status_code == 404

    def test_choices_are_saved_and_the_next_dimension_follows(self, varld, ada, oppet, logga_in):
        data = {f"f-{p.nyckel}": "1" for p in FORM.pastaenden} | {f"o-{p.nyckel}": "0|0|" for p in FORM.pastaenden}
        data |= {"f-akademisk-2": "3", "a-akademisk-2": ["FY", "KE"], "f-akademisk-5": "4", "nasta": "1"}
        svar = logga_in(varld.mentor).post(self.adress(oppet), data)
        assert svar.url == self.adress(oppet, "kognitiv")
        rutor = {p: (r.farg, r.amnen) for (_, p), r in urval.rutor(oppet).items()}
        assert rutor == {
            "akademisk-1": (1, ()), "akademisk-2": (3, ("FY", "KE")), "akademisk-3": (1, ()), "akademisk-4": (1, ()),
            "akademisk-5": (4, ()),
        }  # fmt: skip

    def test_a_colleagues_change_is_shown_and_not_written_over(self, varld, ada, oppet, logga_in):
        regler.spara_markeringar(oppet, [Onskan(ada.kod, "affektiv-1", Farg.ROD)], av=varld.mentor2, amneskoder=())
        data = {"f-affektiv-1": "1", "o-affektiv-1": "0|0|", "v-affektiv-1": "0"}
        svar = logga_in(varld.mentor).post(self.adress(oppet, "affektiv"), data)
        assert svar.status_code == 409
        assert "Milo Mentor" in svar.content.decode()
        assert urval.rutor(oppet)[ada.id, "affektiv-1"].farg == Farg.ROD

    @pytest.mark.parametrize("trasigt", [{"f-affektiv-1": "x"}, {"f-affektiv-1": "4"}, {"f-affektiv-1": "9"}])
    def test_a_form_that_is_not_ours_changes_nothing(self, varld, oppet, logga_in, trasigt):
        svar = logga_in(varld.mentor).post(self.adress(oppet, "affektiv"), trasigt)
        assert svar.status_code == 409
        assert urval.rutor(oppet) == {}

    def test_the_last_one_leads_to_closing_when_all_is_judged(self, varld, ada, oppet, logga_in):
        regler.spara_markeringar(
            oppet, [Onskan(ada.kod, p.nyckel, 1) for p in FORM.pastaenden[:-1]], av=varld.mentor, amneskoder=()
        )
        klient = logga_in(varld.mentor)
        kvar = klient.post(self.adress(oppet, "affektiv"), {"nasta": "1"}, follow=True).content.decode()
        assert "Ett påstående är kvar" in kvar
        data = {"f-affektiv-6": "1", "o-affektiv-6": "0|0|", "nasta": "1"}
        svar = klient.post(self.adress(oppet, "affektiv"), data)
        assert svar.url == reverse("kartlaggning_stang", args=[oppet.kod])

    def test_saving_confirms_what_was_taken_over(self, varld, ada, logga_in):
        runda(varld.klass, varld.mentor, {ada: "rggggggggg"}, stangd=True)
        k = individ.starta(ada, av=varld.mentor, datum=idag(), hamta=True)
        klient = logga_in(varld.mentor)
        html = klient.get(self.adress(k, "beteende")).content.decode()
        assert html.count("Hämtat från klassens kartläggning") == 4
        data = dict(re.findall(r'name="([ov]-[\w-]+)" value="([^"]*)"', html)) | {
            f"f-beteende-{n}": "3" if n == 1 else "1" for n in range(1, 5)
        }
        klient.post(self.adress(k, "beteende"), data)
        assert all(urval.rutor(k)[ada.id, f"beteende-{n}"].bedomd for n in range(1, 5))


class TestKollegan:
    def test_sees_the_own_column_alone(self, varld, ada, fraga, oppet, logga_in):
        regler.spara_markeringar(oppet, [Onskan(ada.kod, "affektiv-1", Farg.ROD)], av=varld.mentor, amneskoder=())
        html = utan_nycklar(logga_in(varld.larare).get(reverse("individ_svara", args=[fraga.kod])))
        assert len(oppna_rutor(html)) == 21
        assert lasta_rutor(html) == []
        assert ("affektiv-1", "0") in oppna_rutor(html)
        assert all(e.kod not in html for e in varld.elever[1:])

    def test_answers_in_her_own_log_in_and_then_reads_it_no_more(self, varld, ada, fraga, logga_in):
        klient = logga_in(varld.larare)
        mark = {"e": ada.kod, "p": "beteende-1", "f": 2, "a": ["FY"], "v": 0}
        data = {"sedan": 0, "marken": json.dumps([mark])}
        assert klient.post(reverse("kartlaggning_markera", args=[fraga.kod]), data, headers=HTMX).status_code == 200
        svar = klient.post(reverse("kartlaggning_stang", args=[fraga.kod]), {"skal": "Ser bara NO."}, follow=True)
        assert "Din bild är inlämnad" in svar.content.decode()
        assert klient.get(reverse("individ_svara", args=[fraga.kod])).url == reverse("start")
        for namn in ("kartlaggning_nytt", "individ_dimension", "kartlaggning_anteckning", "anteckning_versioner"):
            mer = {"individ_dimension": ["beteende"], "kartlaggning_nytt": []}.get(namn, ["kommentar-beteende"])
            assert klient.get(reverse(namn, args=[fraga.kod, *mer]), {"sedan": 0}).status_code == 403
        html = formularet(logga_in(varld.mentor), ada).content.decode()
        assert "Lena Lärare" in html
        assert "Närvarande i alla ämnen, " in html
        assert any("Lena Lärare: gult, stämmer delvis, FY" in ruta for ruta in lasta_rutor(html))

    def test_the_mentor_does_not_mark_in_it_but_opens_it_again(self, varld, ada, fraga, logga_in):
        mentor = logga_in(varld.mentor)
        data = {"sedan": 0, "marken": "[]"}
        assert mentor.post(reverse("kartlaggning_markera", args=[fraga.kod]), data, headers=HTMX).status_code == 403
        regler.stang(fraga, av=varld.larare, skal="Kort tid.")
        mentor.post(reverse("kartlaggning_oppna", args=[fraga.kod]))
        assert elever.fragor_till(varld.larare) == [fraga]

    def test_those_who_can_be_asked(self, varld, ada, fraga, logga_in):
        html = logga_in(varld.mentor).get(reverse("individ_fraga", args=[ada.kod])).content.decode()
        form = html[html.index("<main") :]
        assert "Elsa Hälsa" in form
        # Not the mentor, not who is asked already, not the neighbour's, not who only administers.
        assert [n for n in ("Maja Mentor", "Lena Lärare", "Gun Granne", "Adam Administratör") if n in form] == []


class TestFlyttad:
    def test_the_new_mentor_sees_it_from_the_move_on_and_the_old_one_no_longer(self, varld, ada, oppet, logga_in):
        ada.placeringar.update(till=idag())
        Placering.objects.create(elev=ada, klass=varld.annan_klass)
        assert formularet(logga_in(varld.mentor), ada).status_code == 403
        html = formularet(logga_in(varld.annan_mentor), ada).content.decode()
        assert len(oppna_rutor(html)) == 21
        assert any(": gult" in ruta for ruta in lasta_rutor(html))

    def test_who_has_left_is_the_rektors_to_read(self, varld, ada, oppet, logga_in):
        ada.placeringar.update(till=idag())
        assert formularet(logga_in(varld.mentor), ada).status_code == 403
        assert formularet(logga_in(varld.rektor), ada).status_code == 200
        svar = logga_in(varld.mentor).post(reverse("individ_nytt_datum", args=[ada.kod]))
        assert svar.status_code == 403


class TestSkyddad:
    @pytest.fixture
    def alias(self, varld):
        alias = fabrik.elev(varld.klass, "Alias", skyddad=True)
        alias.far_se.add(varld.mentor)
        return alias

    def test_for_those_not_named_the_form_does_not_exist(self, varld, alias, logga_in):
        k = individ.starta(alias, av=varld.mentor, datum=idag())
        for roll in ("mentor2", "rektor", "elevhalsa"):
            assert formularet(logga_in(getattr(varld, roll)), alias).status_code == 404
            assert logga_in(getattr(varld, roll)).get(
                reverse("individ_dimension", args=[k.kod, "beteende"])
            ).status_code == 404  # fmt: skip
        assert formularet(logga_in(varld.mentor), alias).status_code == 200

    def test_a_question_ends_when_the_colleague_is_no_longer_named(self, varld, alias, logga_in):
        alias.far_se.add(varld.larare)
        individ.fraga_kollegor(alias, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        adress = reverse("individ_svara", args=[fraga.kod])
        assert logga_in(varld.larare).get(adress).status_code == 200
        alias.far_se.remove(varld.larare)
        assert logga_in(varld.larare).get(adress).status_code == 404
