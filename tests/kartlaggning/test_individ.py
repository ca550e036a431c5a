"""The individual level's rules: started, declined, new dates, colleagues asked, taken over and confirmed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kartlaggning import anteckningar, instrument, regler, urval
from kartlaggning.eleven import elever, formular
from kartlaggning.models import Beslut, Farg, Kartlaggning, Markering, Niva, Val
from kartlaggning.regler import OgiltigError, Onskan, StangdError, individ
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Personal, Placering, Roll, idag
from tests import fabrik
from tests.kartlaggning.rundor import runda

FORM = instrument.las(instrument.SENASTE_INDIVID)
IGAR = timedelta(days=1)


@pytest.fixture
def ada(varld):
    return varld.elever[0]


@pytest.fixture
def klassrunda(varld, ada):
    """Ada: red on the first statement, yellow on the sixth with subjects; the others green."""
    farger = dict.fromkeys(varld.elever, "g" * 10) | {ada: "rgg gygggg"}
    return runda(varld.klass, varld.mentor, farger, amnen={(ada, 5): ["FY", "KE"]}, stangd=True)


def starta(elev, v, **mer) -> Kartlaggning:
    return individ.starta(elev, av=v.mentor, **({"datum": idag()} | mer))


def satt(k: Kartlaggning, **farger) -> None:
    """Colours by statement key, with _ for -, set by who began the round."""
    onskade = [Onskan(k.elev.kod, p.replace("_", "-"), farg) for p, farg in farger.items()]
    regler.spara_markeringar(k, onskade, av=k.skapad_av, amneskoder=())


class TestStarta:
    def test_the_decision_is_kept_with_its_reason_as_it_was(self, varld, ada, klassrunda):
        k = starta(ada, varld, forslag=klassrunda)
        beslut = Beslut.objects.get()
        assert (beslut.val, beslut.individ, beslut.kartlaggning, beslut.av) == (Val.STARTA, k, klassrunda, varld.mentor)
        assert beslut.skal == "1 rött (Närvarande i alla ämnen), 1 gult"
        assert (k.niva, k.elev, k.klass, k.instrument) == (Niva.INDIVID, ada, varld.klass, "individ-1")
        rad = Handelse.objects.get(objekt_kod=k.kod)
        assert (rad.handling, rad.text) == ("skapade", "individuell kartläggning av en elev i 7A")

    def test_two_who_press_at_once_get_the_same(self, varld, ada):
        assert starta(ada, varld) == individ.starta(ada, av=varld.mentor2, datum=idag())
        assert Beslut.objects.count() == 1

    def test_the_class_round_is_untouched_beside_it(self, varld, ada):
        klassens = regler.starta(varld.klass, av=varld.mentor, datum=idag())
        starta(ada, varld)
        assert regler.starta(varld.klass, av=varld.mentor, datum=idag()) == klassens

    def test_a_pupil_in_no_class_cannot_be_started(self, varld, ada):
        ada.placeringar.update(till=idag())
        with pytest.raises(OgiltigError, match="inte i någon klass"):
            starta(ada, varld)
        assert not Kartlaggning.objects.exists()

    def test_of_several_the_mentors_own_class_before_groups(self, varld, ada):
        grupp = fabrik.klass(varld.skola, "Kör", varld.annan_mentor, grupp=True)
        Placering.objects.create(elev=ada, klass=grupp)
        assert elever.klass_nu(ada, varld.mentor) == varld.klass
        assert elever.klass_nu(ada, varld.annan_mentor) == grupp
        assert elever.klass_nu(ada, varld.rektor) == varld.klass

    def test_the_database_holds_one_open_date_and_one_question_a_colleague(self, varld, ada):
        k = starta(ada, varld)
        lika = {"klass": k.klass, "elev": ada, "niva": Niva.INDIVID, "instrument": k.instrument}
        for mer in ({}, {"tillfragad": varld.larare}):
            with transaction.atomic():
                if mer:
                    Kartlaggning.objects.create(kod="abcabcabcabc", **lika, **mer)
                with pytest.raises(IntegrityError), transaction.atomic():
                    Kartlaggning.objects.create(kod="defdefdefdef", **lika, **mer)


class TestAvsta:
    def test_it_needs_a_word(self, varld, ada, klassrunda):
        with pytest.raises(OgiltigError, match="varför"):
            individ.avsta(ada, klassrunda, av=varld.mentor, ord_="  ")
        assert not Beslut.objects.exists()

    def test_not_while_a_form_is_under_way(self, varld, ada, klassrunda):
        starta(ada, varld, forslag=klassrunda)
        with pytest.raises(OgiltigError, match="redan startats"):
            individ.avsta(ada, klassrunda, av=varld.mentor2, ord_="Vi väntar.")
        assert Beslut.objects.count() == 1

    def test_it_is_kept_and_logged_without_the_word(self, varld, ada, klassrunda):
        individ.avsta(ada, klassrunda, av=varld.mentor, ord_="Redan i gång med elevhälsan.")
        beslut = Beslut.objects.get()
        assert (beslut.val, beslut.ord, beslut.individ) == (Val.AVSTA, "Redan i gång med elevhälsan.", None)
        assert [h.text for h in Handelse.objects.filter(objekt_kod=ada.kod)] == [
            "beslut att avstå från individuell kartläggning av en elev i 7A"
        ]


class TestHamta:
    def test_the_shared_statements_come_with_subjects_and_wait(self, varld, ada, klassrunda):
        k = starta(ada, varld, forslag=klassrunda, hamta=True)
        rutor = {p: ruta for (_, p), ruta in urval.rutor(k).items()}
        # The third of the ten is not judged in the class round, and so not taken over.
        assert len(rutor) == 9
        assert all(ruta.hamtad and not ruta.bedomd for ruta in rutor.values())
        assert (rutor["beteende-1"].farg, rutor["akademisk-2"].amnen) == (Farg.ROD, ("FY", "KE"))
        assert regler.luckor(k, av=varld.mentor) == 21

    def test_nothing_judged_is_written_over(self, varld, ada, klassrunda):
        k = starta(ada, varld)
        satt(k, beteende_1=Farg.GRON)
        individ.hamta_fran_klassen(k, av=varld.mentor)
        assert urval.rutor(k)[ada.id, "beteende-1"][:1] == (Farg.GRON,)
        assert urval.rutor(k)[ada.id, "beteende-2"].hamtad

    def test_the_same_colour_again_confirms_one(self, varld, ada, klassrunda):
        k = starta(ada, varld, hamta=True)
        ruta = urval.rutor(k)[ada.id, "beteende-1"]
        onskan = Onskan(ada.kod, "beteende-1", ruta.farg, ersatter=ruta.version)
        sparat = regler.spara_markeringar(k, [onskan], av=varld.mentor2, amneskoder=())
        assert (len(sparat.sparade), sparat.krockar) == (1, [])
        assert urval.rutor(k)[ada.id, "beteende-1"].bedomd

    def test_all_are_confirmed_at_once(self, varld, ada, klassrunda):
        k = starta(ada, varld, hamta=True)
        assert len(individ.bekrafta_hamtade(k, av=varld.mentor).sparade) == 9
        assert not Markering.objects.filter(kartlaggning=k, hamtad=True).exists()
        assert urval.rutor(k)[ada.id, "akademisk-2"].amnen == ("FY", "KE")

    def test_without_a_class_round_there_is_nothing(self, varld, ada):
        assert individ.hamta_fran_klassen(starta(ada, varld), av=varld.mentor) is None

    def test_a_subject_that_the_school_has_taken_away_is_left_behind(self, varld, ada, klassrunda):
        varld.skola.egna_amnen = "FY Fysik\nMAT Matematik"
        varld.skola.save()
        # What a page has read once belongs to its request; here everything is read anew.
        k = starta(type(ada).objects.get(pk=ada.pk), varld, hamta=True)
        assert urval.rutor(k)[ada.id, "akademisk-2"].amnen == ("FY",)


class TestEjAktuellt:
    def test_only_where_the_form_says_so(self, varld, ada):
        k = starta(ada, varld)
        satt(k, akademisk_5=Farg.EJ_AKTUELLT)
        with pytest.raises(OgiltigError):
            satt(k, akademisk_4=Farg.EJ_AKTUELLT)
        assert urval.rutor(k)[ada.id, "akademisk-5"].bedomd

    def test_never_in_the_class_form(self, varld, ada):
        klassens = regler.starta(varld.klass, av=varld.mentor, datum=idag())
        onskade = [Onskan(ada.kod, "beteende-1", Farg.EJ_AKTUELLT)]
        with pytest.raises(OgiltigError):
            regler.spara_markeringar(klassens, onskade, av=varld.mentor, amneskoder=())


class TestNyttDatum:
    def test_the_open_date_is_closed_as_it_stands(self, varld, ada):
        k = starta(ada, varld, datum=idag() - IGAR)
        satt(k, beteende_1=Farg.GUL)
        ny = individ.nytt_datum(ada, av=varld.mentor)
        k.refresh_from_db()
        assert (k.oppen, k.stangd_skal, ny.datum) == (False, individ.NYTT_DATUM, idag())
        assert urval.rutor(ny) == {}

    def test_a_whole_date_is_closed_without_a_reason(self, varld, ada):
        k = starta(ada, varld, datum=idag() - IGAR)
        satt(k, **{p.nyckel.replace("-", "_"): Farg.GRON for p in FORM.pastaenden})
        individ.nytt_datum(ada, av=varld.mentor)
        k.refresh_from_db()
        assert (k.oppen, k.stangd_skal) == (False, "")

    def test_an_empty_one_is_moved_to_today(self, varld, ada):
        k = starta(ada, varld, datum=idag() - IGAR)
        assert individ.nytt_datum(ada, av=varld.mentor) == k
        k.refresh_from_db()
        assert k.datum == idag()

    def test_the_move_is_in_the_log(self, varld, ada):
        k = starta(ada, varld, datum=idag() - IGAR)
        individ.nytt_datum(ada, av=varld.mentor2)
        rad = Handelse.objects.filter(objekt_kod=k.kod).latest("id")
        assert (rad.vem_namn, rad.text[:25]) == ("Milo Mentor", "ett tomt datum till i dag")

    @pytest.mark.parametrize("bedomt", [True, False])
    def test_when_the_other_mentor_closes_just_then_the_closed_one_is_left(self, varld, ada, monkeypatch, bedomt):
        k = starta(ada, varld, datum=idag() - IGAR)
        if bedomt:
            satt(k, beteende_1=Farg.GUL)
        riktig = elever.oppet_datum

        def sedan_stangt(elev):
            oppet = riktig(elev)
            regler.stang(k, av=varld.mentor2, skal="Klart.")
            return oppet

        monkeypatch.setattr(elever, "oppet_datum", sedan_stangt)
        ny = individ.nytt_datum(ada, av=varld.mentor)
        k.refresh_from_db()
        assert (ny == k, k.datum, k.stangd_av, ny.datum) == (False, idag() - IGAR, varld.mentor2, idag())

    def test_today_is_begun_once(self, varld, ada):
        k = starta(ada, varld)
        satt(k, beteende_1=Farg.GUL)
        assert individ.nytt_datum(ada, av=varld.mentor2) == k

    def test_todays_closed_date_is_opened_again(self, varld, ada):
        k = starta(ada, varld)
        satt(k, beteende_1=Farg.GUL)
        regler.stang(k, av=varld.mentor, skal="Ring först hem.")
        igen = individ.nytt_datum(ada, av=varld.mentor)
        assert (igen.pk, igen.oppen) == (k.pk, True)
        regler.stang(igen, av=varld.mentor, skal="Klart.")
        assert starta(ada, varld).pk == k.pk
        assert [b.individ_id for b in Beslut.objects.all()] == [k.pk, k.pk]
        assert starta(ada, varld, datum=idag() - IGAR).pk == k.pk

    def test_it_goes_on_with_a_form_there_is(self, varld, ada):
        with pytest.raises(OgiltigError):
            individ.nytt_datum(ada, av=varld.mentor)


class TestKollegor:
    def test_each_gets_a_column_and_is_asked_once(self, varld, ada):
        starta(ada, varld)
        for _ in range(2):
            individ.fraga_kollegor(ada, [varld.larare, varld.annan_mentor], av=varld.mentor)
        assert [k.elev for k in elever.fragor_till(varld.larare)] == [ada]
        assert len(elever.fragor_till(varld.annan_mentor)) == 1
        assert elever.fragor_till(varld.mentor) == []

    def test_nobody_outside_the_school_and_then_nobody_at_all(self, varld, ada):
        with pytest.raises(OgiltigError, match="Gun Granne"):
            individ.fraga_kollegor(ada, [varld.larare, varld.utanfor], av=varld.mentor)
        assert elever.fragor_till(varld.larare) == []

    def test_about_a_protected_pupil_only_who_is_named(self, varld):
        alias = fabrik.elev(varld.klass, "Alias", skyddad=True)
        alias.far_se.add(varld.mentor, varld.larare)
        with pytest.raises(OgiltigError):
            individ.fraga_kollegor(alias, [varld.annan_mentor], av=varld.mentor)
        individ.fraga_kollegor(alias, [varld.larare], av=varld.mentor)
        assert len(elever.fragor_till(varld.larare)) == 1
        alias.far_se.remove(varld.larare)
        assert elever.fragor_till(varld.larare) == []

    def test_a_question_goes_with_the_role(self, varld, ada):
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        varld.larare.tjanster.all().delete()
        assert elever.fragor_till(type(varld.larare).objects.get(pk=varld.larare.pk)) == []

    @pytest.mark.parametrize("vad", ["only administers", "the pupil has left"])
    def test_a_question_falls_away(self, varld, ada, logga_in, vad):
        starta(ada, varld)
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        if vad == "only administers":
            varld.larare.tjanster.update(roll=Roll.ADMINISTRATOR)
        else:
            ada.placeringar.update(till=idag())
        larare = Personal.objects.get(pk=varld.larare.pk)
        assert elever.fragor_till(larare) == []
        assert logga_in(larare).get(reverse("individ_svara", args=[fraga.kod])).status_code == 403

    def test_nothing_is_fetched_into_a_colleagues_column(self, varld, ada, klassrunda, logga_in):
        individ.fraga_kollegor(ada, [varld.mentor2], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.mentor2)
        forfalskat = [Onskan(ada.kod, "beteende-1", Farg.ROD, hamtad=True)]
        for runda_ in (fraga, regler.starta(varld.klass, av=varld.mentor, datum=idag())):
            with pytest.raises(OgiltigError):
                regler.spara_markeringar(runda_, forfalskat, av=varld.mentor2, amneskoder=())
        assert logga_in(varld.mentor2).post(reverse("individ_hamta", args=[fraga.kod])).status_code == 403

    def test_a_colleague_leaves_empty_what_is_not_seen_but_says_why_when_nothing_is(self, varld, ada, logga_in):
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        with pytest.raises(OgiltigError, match="varför"):
            regler.stang(fraga, av=varld.larare)
        regler.spara_markeringar(fraga, [Onskan(ada.kod, "beteende-1", Farg.GUL)], av=varld.larare, amneskoder=())
        (kolumn,) = formular.las(ada).kolumner
        assert (kolumn.kollega_id, formular.las(ada).rutor) == (varld.larare.id, {})  # not read until handed in
        assert len(formular.las_en(fraga).rutor) == 1
        with pytest.raises(OgiltigError, match="varför"):
            regler.stang(fraga, av=varld.mentor)
        klient, adress = logga_in(varld.larare), reverse("kartlaggning_stang", args=[fraga.kod])
        html = klient.get(adress).content.decode()
        assert "lämna in ändå." in html
        assert "(frivilligt)" in html
        assert klient.post(adress, {"skal": ""}).url == reverse("start")
        assert not Kartlaggning.objects.get(pk=fraga.pk).oppen
        assert [ruta.farg for ruta in formular.las(ada).rutor.values()] == [Farg.GUL]

    def test_an_answered_question_can_be_asked_again(self, varld, ada):
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        regler.stang(fraga, av=varld.larare, skal="Ser inte rasterna.")
        assert elever.fragor_till(varld.larare) == []
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        assert len(elever.fragor_till(varld.larare)) == 1


class TestTaTillbaka:
    def test_an_empty_date_goes_with_its_decision(self, varld, ada, klassrunda):
        k = starta(ada, varld, forslag=klassrunda, hamta=True)
        individ.ta_tillbaka(k, av=varld.mentor)
        assert not Beslut.objects.exists()
        rad = Handelse.objects.get(objekt_kod=ada.kod)
        assert (rad.handling, rad.text[:24]) == ("tog_bort", "individuell kartläggning")
        assert not Kartlaggning.objects.filter(niva=Niva.INDIVID).exists()

    @pytest.mark.parametrize("gjort", ["farg", "undersok", "text"])
    def test_nothing_done_is_thrown_away(self, varld, ada, gjort):
        k = starta(ada, varld)
        if gjort == "text":
            anteckningar.spara(k, "kommentar-affektiv", "Lugn.", ersatter=0, av=varld.mentor)
        else:
            onskan = Onskan(ada.kod, "beteende-1", Farg.GUL if gjort == "farg" else 0, undersok=gjort == "undersok")
            regler.spara_markeringar(k, [onskan], av=varld.mentor, amneskoder=())
        with pytest.raises(OgiltigError):
            individ.ta_tillbaka(k, av=varld.mentor)

    def test_not_what_somebody_has_written_and_emptied_again(self, varld, ada):
        k = starta(ada, varld)
        anteckningar.spara(k, "kommentar-beteende", "Trivs.", ersatter=0, av=varld.mentor)
        anteckningar.spara(k, "kommentar-beteende", "", ersatter=1, av=varld.mentor2)
        with pytest.raises(OgiltigError, match="bedömt eller skrivet"):
            individ.ta_tillbaka(k, av=varld.mentor)

    def test_whoever_marks_or_writes_in_it_is_told(self, varld, ada):
        starta(ada, varld)
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        individ.ta_tillbaka(Kartlaggning.objects.get(pk=fraga.pk), av=varld.mentor)
        with pytest.raises(StangdError, match="tagit tillbaka"):
            satt(fraga, beteende_1=Farg.GUL)
        with pytest.raises(StangdError, match="tagit tillbaka"):
            anteckningar.spara(fraga, "kommentar-beteende", "Trivs.", ersatter=0, av=varld.larare)

    def test_not_what_is_closed(self, varld, ada):
        k = starta(ada, varld)
        regler.stang(k, av=varld.mentor, skal="Fel elev.")
        with pytest.raises(StangdError):
            individ.ta_tillbaka(k, av=varld.mentor)


class TestOppna:
    def test_one_open_date_at_a_time(self, varld, ada):
        k = starta(ada, varld, datum=idag() - IGAR)
        satt(k, beteende_1=Farg.GUL)
        ny = individ.nytt_datum(ada, av=varld.mentor)
        with pytest.raises(OgiltigError, match="Eleven har redan"):
            regler.oppna(k, av=varld.mentor)
        individ.ta_tillbaka(ny, av=varld.mentor)
        assert regler.oppna(k, av=varld.mentor).oppen

    def test_a_colleagues_column_beside_the_mentors(self, varld, ada):
        starta(ada, varld)
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        regler.stang(fraga, av=varld.larare, skal="Kort tid.")
        assert regler.oppna(fraga, av=varld.mentor).oppen


class TestFlagga:
    def test_by_a_proposal_or_by_a_form(self, varld, ada, klassrunda):
        bo = varld.elever[1]
        assert elever.ar_flaggad(ada)
        assert not elever.ar_flaggad(bo)
        starta(bo, varld)
        assert elever.ar_flaggad(bo)

    def test_the_latest_class_round_counts(self, varld, ada, klassrunda):
        runda(varld.klass, varld.mentor, {ada: "g" * 10}, datum=klassrunda.datum + IGAR)
        assert not elever.ar_flaggad(ada)


class TestFormular:
    def test_columns_in_order_and_no_one_elses_marks(self, varld, ada):
        bo = varld.elever[1]
        satt(starta(bo, varld), beteende_1=Farg.ROD)
        forsta = starta(ada, varld, datum=idag() - IGAR)
        satt(forsta, beteende_1=Farg.GUL)
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        andra = individ.nytt_datum(ada, av=varld.mentor)
        form = formular.las(ada)
        assert [(k.id, k.kollega) for k in form.kolumner[:2]] == [(forsta.id, ""), (andra.id, "")]
        assert form.kolumner[2].kollega == "Lena Lärare"
        assert {plats: ruta.farg for plats, ruta in form.rutor.items()} == {(forsta.id, "beteende-1"): Farg.GUL}
        assert (form.oppen.id, form.svarade(form.kolumner[0])) == (andra.id, 1)

    def test_one_column_alone_for_who_was_asked(self, varld, ada):
        satt(starta(ada, varld), beteende_1=Farg.GUL)
        individ.fraga_kollegor(ada, [varld.larare], av=varld.mentor)
        (fraga,) = elever.fragor_till(varld.larare)
        form = formular.las_en(fraga)
        assert [k.id for k in form.kolumner] == [fraga.id]
        assert (form.rutor, form.kommentarer) == ({}, {})

    def test_the_six_latest_of_the_mentors_stand_side_by_side(self, varld, ada):
        for dag in range(1, 9):
            Kartlaggning.objects.create(
                klass=varld.klass, elev=ada, niva=Niva.INDIVID, instrument=FORM.nyckel, datum=date(2026, 10, dag),
                stangd=timezone.now(), tillfragad=varld.larare if dag == 4 else None,
            )  # fmt: skip
        dagar = [k.datum.day for k in formular.las(ada).senaste()]
        assert dagar == [2, 3, 4, 5, 6, 7, 8][-len(dagar) :]
        assert len([k for k in formular.las(ada).senaste() if not k.kollega]) == 6


def test_a_comment_asks_about_others_names_but_not_the_pupils_own(varld, ada):
    k = starta(ada, varld)
    annan = varld.elever[1]
    assert anteckningar.varningar(k, f"{ada.fornamn} trivs.") == []
    assert anteckningar.varningar(k, f"Sitter med {annan.fornamn}.") != []
    assert anteckningar.varningar(k, "20120304-5678") != []
