"""Texts people write together in a plan: compare-and-set, earlier ones kept, names asked about."""

import pytest
from django.utils import timezone

from handlingsplan import regler, urval
from handlingsplan.models import Lage, Plan, Text
from skolanknytning.skola.models import Klass, Placering, idag
from skolanknytning.skrivet import SAMMA_SKRIVSTUND

from .. import fabrik
from .planer import elevplan, insats, mal, senast, skolplan, skriv, varvet, version


def spara(v, text: str, ersatter: int, av=None, nyckel: str = "resultat", **mer):
    """Save what is the plan's result."""
    return regler.spara_text(v.plan, nyckel, text, ersatter=ersatter, av=av or v.mentor, **mer)


class TestSpara:
    def test_one_comes_to_be_when_it_is_written(self, v):
        assert spara(v, "  ", 0).sparad
        assert (Text.objects.count(), version(v.plan)) == (0, 1)
        u = spara(v, " Två\r\nrader\x00 ", 0)
        assert (u.sparad, u.ny, u.rad.text, u.rad.version, u.rad.andrad_av) == (True, True, "Två\nrader", 1, v.mentor)
        assert (senast(v.plan), version(v.plan)) == (("andrade", "resultat i plan för 7A", v.skola.kod), 2)

    def test_not_over_a_colleagues(self, v):
        spara(v, "Kollegans", 0, v.mentor2)
        u = spara(v, "Min", 0)
        assert (u.sparad, u.krock, u.rad.text, u.rad.andrad_av, version(v.plan)) == (
            False,
            True,
            "Kollegans",
            v.mentor2,
            2,
        )
        assert spara(v, "Min", 1).sparad

    def test_where_nobody_has_written_nobody_is_in_the_way(self, v):
        assert regler.spara_text(v.plan, "resultat", "Det gick.", ersatter=7, av=v.mentor).rad.version == 1

    def test_what_stands_there_already_is_saved_whoever_wrote_it(self, v):
        spara(v, "Samma", 0, v.mentor2)
        u = spara(v, "Samma", 0)
        assert (u.sparad, u.krock, u.ny, u.rad.version, version(v.plan)) == (True, False, False, 1, 2)

    def test_earlier_texts_are_kept_by_writer_and_sitting(self, v):
        for n, vem in enumerate([v.mentor, v.mentor, v.mentor2, v.mentor2, v.mentor]):
            rad = spara(v, f"{n + 1}", n, vem).rad
        assert [(t.text, t.andrad_av) for t in urval.tidigare(rad)] == [("4", v.mentor2), ("2", v.mentor)]
        Text.objects.update(andrad=timezone.now() - SAMMA_SKRIVSTUND)
        spara(v, "6", rad.version)
        assert [t.text for t in urval.tidigare(rad)] == ["5", "4", "2"]

    def test_too_long_is_refused(self, v):
        with pytest.raises(regler.OgiltigError, match="10000"):
            spara(v, "x" * 10_001, 0)

    def test_not_while_the_rektor_has_it(self, v):
        Plan.objects.update(lage=Lage.SKICKAD)
        with pytest.raises(regler.HosRektorError):
            spara(v, "Nytt", 0)
        Plan.objects.update(lage=Lage.ATERLAMNAD)
        assert spara(v, "Nytt", 0).sparad

    def test_an_earlier_varv_stands_as_it_was(self, v):
        nyckel = f"{varvet(v.plan).kod}-nulage"
        skriv(v.plan, nyckel, "Så var det.", v.mentor)
        regler.folj_upp(v.plan, v.mentor)
        with pytest.raises(regler.OgiltigError, match="uppföljt"):
            spara(v, "Så var det inte.", 1, nyckel=nyckel)
        assert urval.text_for(v.plan, nyckel).text == "Så var det."

    def test_nor_what_has_been_left(self, v):
        m = mal(v.plan, v.mentor)
        i = insats(m, v.mentor)
        regler.lamna_insats(i, True, v.mentor)
        nycklar = {f"{i.kod}-insats": 1, f"{m.kod}-tecken": 0}
        with pytest.raises(regler.OgiltigError, match="lämnats"):
            spara(v, "Nytt", 1, nyckel=f"{i.kod}-insats")
        regler.lamna_insats(i, False, v.mentor)
        regler.lamna_mal(m, True, v.mentor)
        for nyckel, ersatter in nycklar.items():
            with pytest.raises(regler.OgiltigError, match="lämnats"):
                spara(v, "Nytt", ersatter, nyckel=nyckel)
        regler.lamna_mal(m, False, v.mentor)
        assert all(spara(v, "Nytt", ersatter, nyckel=nyckel).sparad for nyckel, ersatter in nycklar.items())


class TestVarningar:
    def test_names_of_the_class_are_asked_about_once(self, v):
        assert spara(v, "Hedda stör", 0).varningar == ()
        u = spara(v, "Bo stör", 1)
        assert (u.sparad, u.rad.text, len(u.varningar)) == (False, "Hedda stör", 1)
        assert "(Bo)" in u.varningar[0]
        assert spara(v, "Bo stör", 1, bekraftad=True).sparad
        assert spara(v, "Bo stör ofta", 2).sparad

    def test_also_of_those_who_have_come_since_and_not_of_those_who_have_left(self, v):
        """7A is 8A this year: Bo goes there, Cleo has left, and Ivar is new."""
        nu = fabrik.klass(v.skola, "8A", v.mentor, lasar=2027)
        Klass.objects.filter(pk=nu.pk).update(stam=v.klass.stam)
        Placering.objects.update(till=idag())
        Placering.objects.create(elev=v.bo, klass=nu)
        fabrik.elev(nu, "Ivar")
        assert [bool(regler.varningar(v.plan, f"{namn} stör")) for namn in ("Bo", "Ivar", "Cleo")] == [
            True,
            True,
            False,
        ]

    def test_in_a_pupils_the_others_names(self, v):
        v.plan = elevplan(v.ada, v.mentor)
        assert spara(v, "Ada trivs", 0).sparad
        assert "(Bo)" in spara(v, "Ada och Bo", 1).varningar[0]

    def test_in_the_schools_a_personnummer_only(self, v):
        v.plan = skolplan(v.skola, v.rektor)
        assert spara(v, "Bo och Ada", 0, v.rektor).sparad
        assert "personnummer" in spara(v, "20100203-1234", 1, v.rektor).varningar[0]

    def test_a_personnummer_in_a_goal_and_an_insats(self, v):
        assert "personnummer" in regler.lagg_mal(v.plan, "20100203-1234", av=v.mentor).varningar[0]
        m = mal(v.plan, v.mentor)
        u = regler.lagg_insats(m, "20100203-1234", typ="atgardande", grunder={"vetenskap"}, av=v.mentor)
        assert (u.rad, u.sparad, len(u.varningar), m.insatser.count()) == (None, False, 1, 0)


class TestOmrade:
    def test_it_is_changed_against_what_was_read(self, v):
        fore = v.plan.omrade
        u = regler.andra_omrade(v.plan, " Ro  på\nlektionerna ", fore=fore, av=v.mentor)
        assert (u.sparad, u.rad.omrade) == (True, "Ro på lektionerna")
        u = regler.andra_omrade(v.plan, "Mitt", fore=fore, av=v.mentor2)
        assert (u.sparad, u.krock, u.rad.omrade) == (False, True, "Ro på lektionerna")
        assert regler.andra_omrade(v.plan, "Ro på lektionerna", fore=fore, av=v.mentor2).sparad
        assert (version(v.plan), senast(v.plan)[1]) == (2, "utvecklingsområde i plan för 7A")

    def test_with_a_name_it_is_asked_about(self, v):
        u = regler.andra_omrade(v.plan, "Bos frånvaro", fore=v.plan.omrade, av=v.mentor)
        assert (u.sparad, len(u.varningar)) == (False, 1)
        assert regler.andra_omrade(v.plan, "Bos frånvaro", fore=v.plan.omrade, av=v.mentor, bekraftad=True).sparad

    @pytest.mark.parametrize("omrade", ["", " ", "x" * 201])
    def test_empty_or_too_long_is_refused(self, v, omrade):
        with pytest.raises(regler.OgiltigError):
            regler.andra_omrade(v.plan, omrade, fore=v.plan.omrade, av=v.mentor)
