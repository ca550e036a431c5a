"""Texts people write together: compare-and-set, earlier ones kept, names asked about."""

import pytest
from django.utils import timezone

from analys import regler, urval
from analys.models import Monster, Steg, Svar
from skolanknytning.logg.models import Handelse
from skolanknytning.skrivet import SAMMA_SKRIVSTUND

from .moten import DAG, koppling, monster, steg, svar, texter, version


class TestTexter:
    def test_a_text_is_saved_over_the_one_that_was_read(self, v):
        m = monster(v.analys, v.mentor, "Ett")
        u = regler.spara(m, " Två\r\nrader\x00 ", ersatter=1, av=v.mentor2)
        assert (u.sparad, u.rad.text, u.rad.version, u.rad.andrad_av) == (True, "Två\nrader", 2, v.mentor2)
        assert version(v.analys) == 2

    def test_not_over_a_colleagues(self, v):
        m = monster(v.analys, v.mentor, "Ett")
        regler.spara(m, "Kollegans", ersatter=1, av=v.mentor2)
        u = regler.spara(m, "Min", ersatter=1, av=v.mentor)
        assert (u.sparad, u.krock, u.rad.text, u.rad.version, u.rad.andrad_av) == (
            False,
            True,
            "Kollegans",
            2,
            v.mentor2,
        )
        assert version(v.analys) == 2

    def test_what_stands_there_already_is_saved_whoever_wrote_it(self, v):
        m = monster(v.analys, v.mentor, "Ett")
        regler.spara(m, "Samma", ersatter=1, av=v.mentor2)
        u = regler.spara(m, "Samma", ersatter=1, av=v.mentor)
        assert (u.sparad, u.krock, u.rad.version, version(v.analys)) == (True, False, 2, 2)

    def test_an_answer_comes_to_be_when_it_is_written(self, v):
        tom = regler.svar_for(v.analys, v.ada, "agerande")
        assert (tom.pk, tom.version, tom.text) == (None, 0, "")
        # Nothing is no answer.
        assert regler.spara(tom, "  ", ersatter=0, av=v.mentor).sparad
        assert (Svar.objects.count(), version(v.analys)) == (0, 0)
        regler.spara(tom, "Sen på NO", ersatter=0, av=v.mentor)
        # Who read the page before that meets a colleague's text.
        u = regler.spara(tom, "Min", ersatter=0, av=v.mentor2)
        assert (u.krock, u.rad.text, Svar.objects.count()) == (True, "Sen på NO", 1)

    def test_earlier_texts_are_kept_by_writer_and_sitting(self, v):
        m = monster(v.analys, v.mentor, "1")
        for text, vem in [("2", v.mentor), ("3", v.mentor2), ("4", v.mentor2), ("5", v.mentor)]:
            m = regler.spara(m, text, ersatter=m.version, av=vem).rad
        assert [(t.text, t.andrad_av) for t in urval.tidigare(m)] == [("4", v.mentor2), ("2", v.mentor)]
        Monster.objects.update(andrad=timezone.now() - SAMMA_SKRIVSTUND)
        regler.spara(m, "6", ersatter=m.version, av=v.mentor)
        assert [t.text for t in urval.tidigare(m)] == ["5", "4", "2"]

    def test_a_step_ticked_off_while_its_text_is_written_stays_ticked(self, v):
        s = steg(monster(v.analys, v.mentor), v.mentor)
        regler.steget_gjort(Steg.objects.get(), True, av=v.mentor2)
        regler.spara(s, "Nytt", ersatter=1, av=v.mentor)
        assert (Steg.objects.get().text, Steg.objects.get().gjort is not None) == ("Nytt", True)

    def test_too_long_is_refused(self, v):
        m = monster(v.analys, v.mentor, "x" * 10_000)
        with pytest.raises(regler.OgiltigError, match="10000"):
            regler.spara(m, "x" * 10_001, ersatter=1, av=v.mentor)

    def test_names_of_the_class_are_asked_about_once(self, v):
        m = monster(v.analys, v.mentor, "Lugnt")
        u = regler.spara(m, "Hedda stör", ersatter=1, av=v.mentor)
        assert (u.sparad, u.varningar) == (True, ())
        u = regler.spara(m, "Bo stör", ersatter=2, av=v.mentor)
        assert (u.sparad, u.rad.text) == (False, "Hedda stör")
        assert len(u.varningar) == 1
        assert "(Bo)" in u.varningar[0]
        assert regler.spara(m, "Bo stör", ersatter=2, av=v.mentor, bekraftad=True).sparad
        assert regler.spara(m, "Bo stör ofta", ersatter=3, av=v.mentor).sparad
        assert regler.spara(m, "Bo och Ada stör", ersatter=4, av=v.mentor).sparad is False

    def test_in_a_text_about_a_pupil_the_others_names(self, v):
        m = monster(v.analys, v.mentor, "Lugnt", elev=v.ada)
        assert regler.spara(m, "Ada stör", ersatter=1, av=v.mentor).sparad
        assert regler.spara(m, "Bo stör", ersatter=2, av=v.mentor).varningar
        for rad in (koppling(m, v.mentor), steg(m, v.mentor), regler.svar_for(v.analys, v.ada, "agerande")):
            assert regler.spara(rad, "Ada", ersatter=rad.version, av=v.mentor).sparad
            assert regler.spara(rad, "Bo", ersatter=rad.version + 1, av=v.mentor).varningar

    def test_in_the_schools_a_personnummer_only(self, v):
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        m = monster(skolans, v.rektor, "Lugnt")
        assert regler.spara(m, "Ada och Bo", ersatter=1, av=v.rektor).sparad
        assert regler.spara(m, "120101-1234", ersatter=2, av=v.rektor).varningar

    def test_a_new_row_with_a_name_is_held_back(self, v):
        u = regler.lagg_till(v.analys, slag="oro", dimension="beteende", text="Bo", underlag={}, av=v.mentor)
        assert (u.rad, u.sparad, len(u.varningar), texter(v.analys)) == (None, False, 1, [])
        m = monster(v.analys, v.mentor)
        u = regler.lagg_steg(m, "Prata med Bo", ansvarig=None, klart=None, av=v.mentor)
        assert (u.rad, u.sparad, len(u.varningar), Steg.objects.count()) == (None, False, 1, 0)

    def test_the_log_holds_no_text(self, v):
        m = monster(v.analys, v.mentor, "Hemligt")
        koppling(m, v.mentor, text="Hemligt")
        steg(m, v.mentor, "Hemligt")
        svar(v.analys, v.ada, v.mentor, "Hemligt")
        rader = Handelse.objects.filter(objekt_kod=v.analys.kod).values_list("text", flat=True)
        assert len(rader) == 6
        assert [r for r in rader if "Hemligt" in r or "Ada" in r] == []
