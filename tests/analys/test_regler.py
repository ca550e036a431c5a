"""Patterns, what belongs to them, and the agenda: made, ordered, taken away, and written in the log."""

import pytest

from analys import regler, urval
from analys.models import Avfardat, Koppling, Monster, Punkt, Steg, Tidigare
from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import idag

from .. import fabrik
from .moten import DAG, dagordning, koppling, monster, senast, steg, texter, version


class TestMonster:
    def test_it_is_made_last_with_its_evidence(self, v):
        forst = monster(v.analys, v.mentor, "Först", underlag={"dag": "2026-11-22", "rader": []}, utkast="oro:x")
        sist = monster(v.analys, v.mentor2, "Sist", slag="styrka", dimension="affektiv", elev=v.ada)
        assert (forst.underlag, forst.utkast, forst.skapad_av) == (
            {"dag": "2026-11-22", "rader": []},
            "oro:x",
            v.mentor,
        )
        assert (sist.slag, sist.dimension, sist.elev, sist.version) == ("styrka", "affektiv", v.ada, 1)
        assert texter(v.analys) == ["Först", "Sist"]
        assert senast(v.analys) == (Handling.ANDRADE, "mönster i analys av 7A", v.skola.kod)
        assert version(v.analys) == 2

    @pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
    def test_it_says_something(self, v, text):
        with pytest.raises(regler.OgiltigError, match="Skriv vad"):
            monster(v.analys, v.mentor, text)
        with pytest.raises(regler.OgiltigError, match="Skriv vad"):
            steg(monster(v.analys, v.mentor), v.mentor, text)

    def test_a_draft_is_taken_once(self, v):
        forst = monster(v.analys, v.mentor, "Min", utkast="oro:beteende-1")
        igen = regler.lagg_till(
            v.analys, slag="oro", dimension="beteende", text="Din", underlag={}, av=v.mentor2, utkast="oro:beteende-1"
        )
        assert (igen.rad, igen.sparad) == (forst, True)
        # The same sentence about a pupil is another.
        monster(v.analys, v.mentor, "Ada", utkast="oro:beteende-1", elev=v.ada)
        monster(v.analys, v.mentor, "Bo", utkast="oro:beteende-1", elev=v.bo)
        assert texter(v.analys) == ["Min", "Ada", "Bo"]
        # And own patterns are as many as one likes.
        monster(v.analys, v.mentor, "Egen")
        monster(v.analys, v.mentor, "Egen")
        assert len(texter(v.analys)) == 5

    def test_a_draft_that_was_left_out_is_not_when_it_is_taken(self, v):
        regler.avfarda(v.analys, "oro:a", av=v.mentor)
        regler.avfarda(v.analys, "oro:a", elev=v.ada, av=v.mentor)
        monster(v.analys, v.mentor, utkast="oro:a")
        assert (urval.avfardade(v.analys), urval.avfardade(v.analys, v.ada)) == (set(), {"oro:a"})

    def test_a_draft_is_left_out_once_and_brought_back(self, v):
        for _ in range(2):
            regler.avfarda(v.analys, "oro:a", av=v.mentor)
        assert (Avfardat.objects.count(), version(v.analys)) == (1, 1)
        for _ in range(2):
            regler.ta_fram(v.analys, "oro:a", av=v.mentor2)
        assert (Avfardat.objects.count(), version(v.analys)) == (0, 2)

    def test_it_is_angelagen_or_not(self, v):
        m = monster(v.analys, v.mentor)
        for ar, antal in [(True, 2), (True, 2), (False, 3)]:
            assert regler.angelagen(m, ar, av=v.mentor).angelagen is ar
            assert version(v.analys) == antal

    def test_it_changes_places_in_its_own_list(self, v):
        for text, mer in [
            ("a", {}),
            ("styrka", {"slag": "styrka"}),
            ("b", {}),
            ("affektiv", {"dimension": "affektiv"}),
            ("Ada", {"elev": v.ada}),
            ("c", {}),
        ]:
            monster(v.analys, v.mentor, text, **mer)
        m = {x.text: x for x in v.analys.monster.all()}
        regler.flytta(m["c"], upp=True, av=v.mentor)
        assert texter(v.analys) == ["a", "styrka", "c", "affektiv", "Ada", "b"]
        regler.flytta(m["a"], upp=False, av=v.mentor)
        assert texter(v.analys) == ["c", "styrka", "a", "affektiv", "Ada", "b"]
        antal = version(v.analys)
        regler.flytta(m["c"], upp=True, av=v.mentor)
        regler.flytta(m["Ada"], upp=False, av=v.mentor)
        assert version(v.analys) == antal

    def test_the_angelagna_change_places_across_lists_past_those_one_does_not_see(self, v):
        monster(v.analys, v.mentor, "klassens", angelagen=True)
        monster(v.analys, v.mentor, "Ada", elev=v.ada, angelagen=True)
        monster(v.analys, v.mentor, "ej angelägen")
        monster(v.analys, v.mentor, "styrka", slag="styrka", angelagen=True)
        # Ada has moved on: her old mentor sees two, the rektor three.
        v.ada.placeringar.update(till=idag())
        sist = v.analys.monster.get(text="styrka")
        regler.flytta(sist, upp=True, bland_angelagna=True, av=v.rektor)
        assert texter(v.analys) == ["klassens", "styrka", "ej angelägen", "Ada"]
        regler.flytta(sist, upp=False, bland_angelagna=True, av=v.rektor)
        regler.flytta(sist, upp=True, bland_angelagna=True, av=v.mentor)
        assert texter(v.analys) == ["styrka", "Ada", "ej angelägen", "klassens"]

    def test_it_is_tied_to_several_factors_each_with_its_motivation(self, v):
        m = monster(v.analys, v.mentor)
        schema = koppling(m, v.mentor, "org-schema", "NO ligger sist på fredag.")
        assert regler.koppla(m, "org-schema", av=v.mentor2) == schema
        koppling(m, v.mentor2, "larare-ledarskap")
        assert [(k.faktor, k.text) for k in m.kopplingar.all()] == [
            ("org-schema", "NO ligger sist på fredag."),
            ("larare-ledarskap", ""),
        ]
        regler.koppla_bort(schema, av=v.mentor2)
        assert [k.faktor for k in m.kopplingar.all()] == ["larare-ledarskap"]

    def test_a_step_has_who_and_when(self, v):
        s = steg(monster(v.analys, v.mentor), v.mentor, ansvarig=v.larare, klart=DAG)
        assert (s.ansvarig, s.klart, s.gjort) == (v.larare, DAG, None)
        regler.planera_steg(s, ansvarig=v.rektor, klart=None, av=v.mentor2)
        nu = Steg.objects.get()
        assert (nu.ansvarig, nu.klart, nu.text) == (v.rektor, None, "Se över schemat.")

    def test_what_belongs_to_it_goes_with_it_also_earlier_texts(self, v):
        m = monster(v.analys, v.mentor)
        k, s = koppling(m, v.mentor, text="För att"), steg(m, v.mentor)
        kvar = koppling(monster(v.analys, v.mentor, "Kvar"), v.mentor, text="Kvar")
        for rad in (m, k, s, kvar):
            regler.spara(rad, "Nytt", ersatter=1, av=v.mentor2)
        assert Tidigare.objects.count() == 4
        regler.ta_bort(m, av=v.mentor)
        assert texter(v.analys) == ["Kvar"]
        assert (list(Koppling.objects.all()), Steg.objects.count()) == ([kvar], 0)
        assert list(Tidigare.objects.values_list("rad", flat=True)) == [kvar.kod]
        assert senast(v.analys) == (Handling.TOG_BORT, "mönster i analys av 7A", v.skola.kod)

    def test_what_a_colleague_has_taken_away_is_said(self, v):
        m = monster(v.analys, v.mentor)
        k, s = koppling(m, v.mentor), steg(m, v.mentor)
        regler.ta_bort(Monster.objects.get(), av=v.mentor2)
        for gor in (
            lambda: regler.spara(m, "Nytt", ersatter=1, av=v.mentor),
            lambda: regler.spara(k, "Nytt", ersatter=0, av=v.mentor),
            lambda: regler.ta_bort(m, av=v.mentor),
            lambda: regler.angelagen(m, True, av=v.mentor),
            lambda: regler.flytta(m, upp=True, av=v.mentor),
            lambda: regler.koppla(m, "org-schema", av=v.mentor),
            lambda: regler.koppla_bort(k, av=v.mentor),
            lambda: steg(m, v.mentor),
            lambda: regler.planera_steg(s, ansvarig=None, klart=None, av=v.mentor),
            lambda: regler.steget_gjort(s, True, av=v.mentor),
            lambda: regler.ta_bort_steg(s, av=v.mentor),
        ):
            with pytest.raises(regler.BorttagetError):
                gor()


class TestDagordning:
    def test_pupils_are_put_last_and_once(self, v):
        regler.satt_upp(v.analys, [v.bo, v.cleo, v.cleo], av=v.mentor)
        assert (dagordning(v.analys), version(v.analys)) == (["Ada", "Bo", "Cleo"], 1)
        regler.satt_upp(v.analys, [v.ada], av=v.mentor)
        assert version(v.analys) == 1
        assert senast(v.analys) == (Handling.ANDRADE, "dagordningen i analys av 7A", v.skola.kod)

    def test_they_change_places_among_those_one_sees(self, v):
        regler.satt_upp(v.analys, [v.cleo], av=v.mentor)
        ada, bo, cleo = v.analys.punkter.all()
        # A generator is as good as a list.
        regler.flytta_punkt(cleo, upp=True, bland=(e.id for e in (v.ada, v.bo, v.cleo)), av=v.mentor)
        assert dagordning(v.analys) == ["Ada", "Cleo", "Bo"]
        regler.flytta_punkt(ada, upp=False, bland=[v.ada.id, v.bo.id], av=v.mentor)
        assert dagordning(v.analys) == ["Bo", "Cleo", "Ada"]
        antal = version(v.analys)
        regler.flytta_punkt(bo, upp=True, bland=[v.ada.id, v.bo.id, v.cleo.id], av=v.mentor)
        regler.flytta_punkt(cleo, upp=True, bland=[v.ada.id], av=v.mentor)
        assert version(v.analys) == antal

    def test_one_is_ticked_off(self, v):
        ada = v.analys.punkter.first()
        for klar, antal in [(True, 1), (True, 1), (False, 2)]:
            regler.satt_klar(ada, klar, av=v.mentor)
            assert (Punkt.objects.get(pk=ada.pk).klar, version(v.analys)) == (klar, antal)

    def test_one_is_taken_off_and_what_was_written_stays(self, v):
        m = monster(v.analys, v.mentor, elev=v.ada)
        regler.ta_av(v.analys.punkter.first(), av=v.mentor)
        assert dagordning(v.analys) == ["Bo"]
        assert [r.monster for r in urval.innehall(v.analys, v.mentor).alla] == [m]
        assert urval.hamta_elev(v.mentor, v.analys, v.ada.kod) == v.ada
        regler.satt_upp(v.analys, [v.ada], av=v.mentor)
        assert dagordning(v.analys) == ["Bo", "Ada"]

    def test_one_that_a_colleague_took_off(self, v):
        ada = v.analys.punkter.first()
        regler.ta_av(Punkt.objects.get(pk=ada.pk), av=v.mentor2)
        for gor in (
            lambda: regler.ta_av(ada, av=v.mentor),
            lambda: regler.satt_klar(ada, True, av=v.mentor),
            lambda: regler.flytta_punkt(ada, upp=True, bland=[v.ada.id], av=v.mentor),
        ):
            with pytest.raises(regler.BorttagetError):
                gor()


def test_a_pupil_of_another_class_can_be_put_up(v):
    """Who may is asked by the page; a pupil may have left the class since the round."""
    ny = fabrik.elev(v.annan_klass, "Nils")
    regler.satt_upp(v.analys, [ny], av=v.mentor)
    assert dagordning(v.analys)[-1] == "Nils"
