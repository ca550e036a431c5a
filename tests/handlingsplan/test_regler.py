"""A plan begins, is closed, opened again and taken away: what it does, what it refuses, and what the log says."""

import pytest

from handlingsplan import regler, urval
from handlingsplan.models import Avskrift, Lage, Niva, Plan, Skal, Varv
from skolanknytning.logg.models import Handelse

from ..analys.moten import koppling, monster, mote
from .planer import DAG, OMRADE, elevplan, fylld, mal, plan, senast, skolplan, skriv, varvet, version


def texter(plan: Plan) -> dict[str, str]:
    """What stands in the plan's only varv, by field."""
    return {t.falt: t.text for t in plan.texter.exclude(text="")}


@pytest.fixture
def analys(v):
    """A meeting about 7A."""
    return mote(v.klass, v.mentor, elever=[v.ada, v.bo])


class TestStarta:
    def test_from_nothing(self, v):
        varv = varvet(v.plan)
        assert (v.plan.omrade, v.plan.lage, v.plan.oppen, v.plan.skrivs) == (OMRADE, Lage.UTKAST, True, True)
        assert (varv.nummer, varv.forsta, varv.avslutat, v.plan.skapad_av) == (1, True, None, v.mentor)
        assert texter(v.plan) == {}
        assert (senast(v.plan), version(v.plan)) == (("skapade", "plan för 7A", v.skola.kod), 1)

    def test_from_patterns_and_their_factors(self, v, analys):
        ett = monster(analys, v.mentor, "Hälften är borta från NO.")
        tva = monster(analys, v.mentor, "Grupparbeten blir inte klara.", dimension="akademisk")
        koppling(ett, v.mentor, "org-schema", "Två sena lektioner.")
        koppling(ett, v.mentor, "org-vikarier")
        koppling(tva, v.mentor, "org-schema", "Grupperna byts.")
        p = plan(v.annan_klass, v.rektor, analys=analys, monster=[ett, tva])
        assert texter(p) == {
            "monster": "Hälften är borta från NO.\n\nGrupparbeten blir inte klara.",
            "faktorer": "Schemaläggning: Två sena lektioner. Grupperna byts.\nVikarier",
        }
        assert {t.nyckel for t in p.texter.all()} == {f"{varvet(p).kod}-{f}" for f in ("monster", "faktorer")}
        assert (p.analys, list(p.monster.all())) == (analys, [ett, tva])

    def test_a_pattern_about_a_pupil_is_for_the_pupils_plan_alone(self, v, analys):
        om_ada, om_alla = monster(analys, v.mentor, "Om Ada.", elev=v.ada), monster(analys, v.mentor, "Alla.")
        assert texter(elevplan(v.ada, v.mentor, monster=[om_ada, om_alla])) == {"monster": "Om Ada.\n\nAlla."}
        for gor in (
            lambda: plan(v.annan_klass, v.rektor, monster=[om_ada]),
            lambda: elevplan(v.bo, v.mentor, monster=[om_ada]),
            lambda: skolplan(v.skola, v.rektor, monster=[om_ada]),
            lambda: plan(v.granneklass, v.utanfor, monster=[om_alla]),
        ):
            with pytest.raises(regler.OgiltigError, match="egen plan"):
                gor()

    def test_a_second_open_one_only_when_it_is_meant(self, v):
        for _ in range(2):
            with pytest.raises(regler.OppenPlanError) as fel:
                plan(v.klass, v.mentor, "Ro på lektionerna")
            assert fel.value.planer == [v.plan]
        assert plan(v.klass, v.mentor, "Ro på lektionerna", and_anda=True).oppen
        assert Plan.objects.count() == 2

    def test_others_are_not_in_the_way(self, v):
        elevplan(v.ada, v.mentor)
        elevplan(v.bo, v.mentor)
        skolplan(v.skola, v.rektor)
        plan(v.annan_klass, v.annan_mentor)
        regler.avsluta(v.plan, v.mentor)
        assert plan(v.klass, v.mentor).oppen

    def test_the_result_of_an_earlier_is_how_it_is_today(self, v):
        skriv(v.plan, "resultat", "Hälften fler är med.", v.mentor)
        regler.avsluta(v.plan, v.mentor)
        p = plan(v.klass, v.mentor, foregaende=v.plan)
        assert (texter(p), p.foregaende, list(v.plan.foljande.all())) == (
            {"nulage": "Hälften fler är med."},
            v.plan,
            [p],
        )

    def test_an_earlier_of_something_else_is_refused(self, v):
        om_ada = elevplan(v.ada, v.mentor)
        for gor in (
            lambda: plan(v.annan_klass, v.rektor, foregaende=v.plan),
            lambda: plan(v.annan_klass, v.rektor, foregaende=om_ada),
            lambda: elevplan(v.bo, v.mentor, foregaende=om_ada),
            lambda: elevplan(v.bo, v.mentor, foregaende=v.plan),
            lambda: skolplan(v.granne, v.utanfor, foregaende=skolplan(v.skola, v.rektor, and_anda=True)),
        ):
            with pytest.raises(regler.OgiltigError, match="något annat"):
                gor()

    @pytest.mark.parametrize(("omrade", "fel"), [("", "Skriv"), (" \n", "Skriv"), ("x" * 201, "200 tecken")])
    def test_the_area_is_asked_for(self, v, omrade, fel):
        with pytest.raises(regler.OgiltigError, match=fel):
            plan(v.annan_klass, v.rektor, omrade)

    def test_a_name_in_the_area_is_asked_about(self, v):
        val = {"niva": Niva.KLASS, "skola": v.skola, "klass": v.klass, "and_anda": True, "av": v.mentor}
        svar = regler.starta(**val, omrade="Bos frånvaro")
        assert (svar.rad, svar.sparad, len(svar.varningar)) == (None, False, 1)
        assert regler.starta(**val, omrade="Bos frånvaro", bekraftad=True).rad.omrade == "Bos frånvaro"

    def test_too_many_words_are_refused_and_nothing_is_made(self, v, analys):
        langa = [monster(analys, v.mentor, f"{n}" * 9_000) for n in range(2)]
        with pytest.raises(regler.OgiltigError, match="för lång"):
            plan(v.annan_klass, v.rektor, monster=langa)
        assert not v.annan_klass.planer.exists()


class TestLoggen:
    def test_what_is_done_to_a_pupils_plan_is_written_of_the_pupil_and_names_nobody(self, v):
        p = elevplan(v.ada, v.mentor)
        skriv(p, "resultat", "Ada är tryggare.", v.mentor)
        for om in (p, v.ada):
            rader = Handelse.objects.filter(objekt_kod=om.kod).order_by("id").values_list("handling", "text")
            assert list(rader) == [("skapade", "plan för en elev"), ("andrade", "resultat i plan för en elev")]

    def test_the_schools(self, v):
        assert senast(skolplan(v.skola, v.rektor)) == ("skapade", "plan för skolan", v.skola.kod)


class TestAvsluta:
    def test_it_is_kept_as_it_stood_and_read_only(self, v):
        fylld(v.plan, v.mentor)
        p = regler.avsluta(v.plan, v.mentor2)
        assert (p.oppen, p.avslutad_av, varvet(p).avslutat) == (False, v.mentor2, p.avslutad)
        kopia = Avskrift.objects.get()
        assert (kopia.skal, kopia.varv, kopia.av) == (Skal.AVSLUT, varvet(p), v.mentor2)
        assert "Mentorn ringer hem samma dag." in str(kopia.innehall)
        assert senast(p) == ("stangde", "plan för 7A", v.skola.kod)
        for gor in (
            lambda: regler.avsluta(p, v.mentor),
            lambda: skriv(p, "resultat", "Sent.", v.mentor),
            lambda: mal(p, v.mentor),
            lambda: regler.folj_upp(p, v.mentor),
            lambda: regler.ta_bort(p, v.mentor),
            lambda: regler.genomford(p.mal.first().insatser.first(), True, v.mentor),
        ):
            with pytest.raises(regler.AvslutadError):
                gor()

    def test_not_while_the_rektor_has_it(self, v):
        Plan.objects.update(lage=Lage.SKICKAD)
        for gor in (regler.avsluta, regler.folj_upp, regler.ta_bort):
            with pytest.raises(regler.HosRektorError):
                gor(v.plan, v.mentor)
        assert Varv.objects.get().avslutat is None

    def test_it_is_opened_where_it_was_closed(self, v):
        regler.folj_upp(v.plan, v.mentor)
        regler.avsluta(v.plan, v.mentor)
        fore = version(v.plan)
        p = regler.oppna(v.plan, v.mentor)
        assert (p.oppen, p.avslutad_av, varvet(p).avslutat, varvet(p).nummer) == (True, None, None, 2)
        assert v.plan.varv.get(nummer=1).avslutat is not None
        assert (senast(p), version(p)) == (("oppnade_igen", "plan för 7A", v.skola.kod), fore + 1)
        assert regler.oppna(v.plan, v.mentor) == p
        assert version(p) == fore + 1
        assert skriv(p, "resultat", "Mer.", v.mentor).text == "Mer."

    def test_beside_another_only_when_it_is_meant(self, v):
        regler.avsluta(v.plan, v.mentor)
        ny = plan(v.klass, v.mentor)
        with pytest.raises(regler.OppenPlanError) as fel:
            regler.oppna(v.plan, v.mentor)
        assert fel.value.planer == [ny]
        assert regler.oppna(v.plan, v.mentor, and_anda=True).oppen


class TestTaBort:
    def test_one_that_nobody_has_written_in(self, v):
        skriv(v.plan, f"{varvet(v.plan).kod}-monster", "Hälften är borta.", v.mentor)
        skriv(v.plan, "resultat", "x", v.mentor)
        skriv(v.plan, "resultat", "", v.mentor)
        assert regler.ar_orord(v.plan)
        regler.ta_bort(v.plan, v.mentor)
        assert not Plan.objects.exists()
        assert senast(v.plan) == ("tog_bort", "plan för 7A", v.skola.kod)
        with pytest.raises(regler.BorttagetError):
            mal(v.plan, v.mentor)

    def test_what_came_from_an_earlier_is_nothing_written(self, v):
        skriv(v.plan, "resultat", "Fler är med.", v.mentor)
        regler.avsluta(v.plan, v.mentor)
        p = plan(v.klass, v.mentor, foregaende=v.plan)
        nyckel = f"{varvet(p).kod}-nulage"
        skriv(p, nyckel, "Fler är med än i höstas.", v.mentor)
        assert not regler.ar_orord(p)
        skriv(p, nyckel, "Fler är med.", v.mentor)
        regler.ta_bort(p, v.mentor)
        assert list(Plan.objects.all()) == [v.plan]

    @pytest.mark.parametrize(
        "gor",
        [
            lambda v: mal(v.plan, v.mentor),
            lambda v: skriv(v.plan, "vidare", "Mer språk.", v.mentor),
            lambda v: regler.folj_upp(v.plan, v.mentor, DAG),
            lambda v: regler.behall(v.plan, Skal.SKICKAD, v.mentor),
        ],
    )
    def test_not_one_that_somebody_has(self, v, gor):
        gor(v)
        with pytest.raises(regler.OgiltigError, match="Avsluta den i stället"):
            regler.ta_bort(v.plan, v.mentor)
        assert urval.innehall(v.plan)
