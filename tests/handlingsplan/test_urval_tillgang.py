"""Who may read, write, review and start a plan; and that the plans a person sees are just those they may read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from handlingsplan import regler, urval
from handlingsplan.models import Niva, Plan
from skolanknytning.skola.models import Klass, Mentorskap, Personal, Placering, Roll, Tjanst, idag

from .. import fabrik
from ..analys.moten import mote
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from .planer import elevplan, plan, skolplan

ALLA = ("mentor", "mentor2", "annan_mentor", "larare", "elevhalsa", "rektor", "administrator", "utanfor")
# Who reads and writes what, by hand: the class's, the pupil's without a form, the protected pupil's (mentor2 alone is
# named), that of one who has moved to 7B, the school's, the neighbour's.
LASER = {
    "klassens": {"mentor", "mentor2", "elevhalsa", "rektor"},
    "adas": {"mentor", "mentor2", "elevhalsa", "rektor"},
    "skyddads": {"mentor2"},
    "flyttads": {"annan_mentor", "elevhalsa", "rektor"},
    "skolans": {"elevhalsa", "rektor"},
    "grannens": {"utanfor"},
}


@pytest.fixture
def v(varld):
    """A plan of each kind, and of pupils whom not everybody may see."""
    varld.ada = varld.elever[0]
    varld.skyddad = skyddad_elev(varld.klass, varld.mentor2)
    varld.flyttad = fabrik.elev(varld.klass, "Nils")
    varld.flyttad.placeringar.update(till=idag())
    Placering.objects.create(elev=varld.flyttad, klass=varld.annan_klass)
    varld.planer = {
        "klassens": plan(varld.klass, varld.mentor),
        "adas": elevplan(varld.ada, varld.mentor),
        "skyddads": elevplan(varld.skyddad, varld.mentor2),
        "flyttads": elevplan(varld.flyttad, varld.annan_mentor),
        "skolans": skolplan(varld.skola, varld.rektor),
        "grannens": plan(varld.granneklass, varld.utanfor),
    }
    return varld


def ny(person: Personal) -> Personal:
    """The person as at the next request, with nothing remembered."""
    return Personal.objects.get(pk=person.pk)


def ser(person: Personal) -> set[str]:
    """The kods of the plans a person sees, and that each of the others is refused one by one."""
    synliga = {p.kod for p in urval.synliga_planer(ny(person))}
    assert synliga == {p.kod for p in Plan.objects.all() if urval.far_lasa(ny(person), p)}
    return synliga


class TestVem:
    @pytest.mark.parametrize("roll", ALLA)
    def test_reads_and_writes(self, v, roll):
        person = getattr(v, roll)
        for namn, p in v.planer.items():
            far = roll in LASER[namn]
            assert (urval.far_lasa(person, p), urval.far_skriva(person, p)) == (far, far), namn
            assert urval.far_granska(person, p) == (far and roll == "rektor"), namn

    @pytest.mark.parametrize("roll", ALLA)
    def test_the_plans_seen_are_those_that_may_be_read(self, v, roll):
        assert ser(getattr(v, roll)) == {p.kod for namn, p in v.planer.items() if roll in LASER[namn]}

    @pytest.mark.parametrize("roll", ALLA)
    def test_finds_it_or_not(self, v, roll):
        person = getattr(v, roll)
        for namn, p in v.planer.items():
            granne = (roll == "utanfor") != (namn == "grannens")
            gomd = granne or (namn == "skyddads" and roll != "mentor2")
            if roll in LASER[namn]:
                assert urval.hamta_plan(person, p.kod) == p
                assert urval.hamta_plan(person, p.kod, far=urval.far_skriva) == p
            else:
                with pytest.raises(Http404 if gomd else PermissionDenied):
                    urval.hamta_plan(person, p.kod)

    def test_a_role_at_another_school_gives_nothing(self, v):
        for roll in Roll:
            Tjanst.objects.get_or_create(personal=v.utanfor, skola=v.granne, roll=roll)
        assert ser(v.utanfor) == {v.planer["grannens"].kod}

    def test_a_mentorskap_without_the_role_gives_nothing(self, v):
        Tjanst.objects.filter(personal=v.mentor).update(roll=Roll.LARARE)
        assert ser(v.mentor) == set()

    def test_who_is_named_for_a_protected_pupil_needs_a_role_too(self, v):
        v.skyddad.far_se.add(v.larare, v.rektor, v.administrator, v.utanfor)
        assert v.planer["skyddads"].kod in ser(v.rektor)
        assert [ser(p) for p in (v.larare, v.administrator)] == [set(), set()]
        assert ser(v.utanfor) == {v.planer["grannens"].kod}

    @pytest.fixture
    def nu(self, v):
        """7A is 8A this year, with one mentor who came along and a new one."""
        Klass.objects.filter(pk=v.klass.pk).update(lasar=2025)
        v.klass.refresh_from_db()
        return fabrik.klass(v.skola, "8A", v.mentor2, v.annan_mentor, lasar=2026, stam=v.klass.stam)

    def test_last_years_goes_on_with_the_mentor_of_now(self, v, nu):
        """The plan is not started anew, and not left without a mentor."""
        person, p = ny(v.annan_mentor), v.planer["klassens"]
        assert p.kod in ser(person)
        p = urval.hamta_plan(person, p.kod)
        assert (urval.far_lasa(person, p), urval.far_skriva(person, p)) == (True, True)
        assert not urval.far_starta(person, niva=Niva.KLASS, skola=v.skola, klass=p.klass)
        assert list(urval.oppna_planer(klass=Klass.objects.get(pk=nu.pk))) == [p]

    @pytest.mark.parametrize("stangd", [False, True])
    def test_a_mentor_whom_the_class_has_left_neither_reads_nor_writes(self, v, nu, stangd):
        """The plan has gone with the class; who came along with it goes on, as the others do."""
        klassens, ny_plan = v.planer["klassens"], plan(nu, v.mentor2, and_anda=True)
        if stangd:
            regler.avsluta(klassens, v.mentor2)
        assert ser(v.mentor) & {klassens.kod, ny_plan.kod} == set()
        for person in (v.mentor2, v.annan_mentor, v.elevhalsa, v.rektor):
            assert {klassens.kod, ny_plan.kod} <= ser(person)
        for far in (urval.far_lasa, urval.far_skriva):
            with pytest.raises(PermissionDenied):
                urval.hamta_plan(ny(v.mentor), klassens.kod, far)
        assert not urval.far_starta(ny(v.mentor), niva=Niva.KLASS, skola=v.skola, klass=v.klass)

    def test_until_then_and_of_another_school_with_the_same_stam_nothing_changes(self, v):
        fabrik.klass(v.granne, "8A", v.utanfor, lasar=2027, stam=v.klass.stam)
        assert v.planer["klassens"].kod in ser(v.mentor)
        assert ser(v.utanfor) == {v.planer["grannens"].kod}

    def test_it_follows_the_class_through_every_lasar(self, v, nu):
        """From 8A to 9A: the mentors of the year between have no more to do with it than those of the first."""
        nian = fabrik.klass(v.skola, "9A", lasar=2027, stam=v.klass.stam)
        kod = v.planer["klassens"].kod
        assert [kod in ser(p) for p in (v.mentor, v.mentor2, v.annan_mentor)] == [False] * 3
        Mentorskap.objects.create(klass=nian, personal=v.mentor)
        assert [kod in ser(p) for p in (v.mentor, v.mentor2, v.annan_mentor)] == [True, False, False]

    def test_who_is_taken_from_the_class_sees_it_no_more(self, v):
        Mentorskap.objects.filter(klass=v.klass, personal=v.mentor).delete()
        assert v.planer["klassens"].kod not in ser(v.mentor)
        assert v.planer["klassens"].kod in ser(v.mentor2)

    def test_an_earlier_mentor_no_longer_sees_the_pupils_plan(self, v):
        Mentorskap.objects.filter(personal=v.mentor).delete()
        assert ser(v.mentor) == set()

    def test_to_be_responsible_for_or_invited_gives_nothing(self, v):
        varv = v.planer["klassens"].varv.get()
        varv.kallade.add(v.larare)
        varv.foljer_upp = v.larare
        varv.save()
        assert ser(v.larare) == set()


class TestHamta:
    def test_it_is_read_as_it_stands(self, v):
        regler.avsluta(v.planer["adas"], v.mentor)
        for namn, roll in (("klassens", "mentor"), ("adas", "mentor"), ("skolans", "rektor")):
            last, sparad = urval.hamta_plan(getattr(v, roll), v.planer[namn].kod), v.planer[namn]
            sparad.refresh_from_db()
            for vad in (lambda p: p, lambda p: p.klass, lambda p: p.elev):
                alla = [vad(p).__dict__ if vad(p) else {} for p in (last, sparad)]
                kolumner = [{k: x for k, x in d.items() if not k.startswith("_")} for d in alla]
                assert kolumner[0] == kolumner[1]
            assert last.skola == sparad.skola

    def test_in_few_questions(self, v, django_assert_max_num_queries):
        person, kod = ny(v.mentor), v.planer["klassens"].kod
        urval.hamta_plan(ny(v.mentor), kod)
        with django_assert_max_num_queries(3):
            p = urval.hamta_plan(person, kod)
            assert p.vad == "plan för 7A"
            assert p.klass.skola.namn == p.skola.namn == "Björkskolan"

    def test_it_is_not_there_for_nonsense(self, v):
        for kod in ("", "finnsinte", v.klass.kod):
            with pytest.raises(Http404):
                urval.hamta_plan(v.rektor, kod)


class TestStarta:
    @pytest.mark.parametrize("roll", ALLA)
    def test_who_may(self, v, roll):
        person = getattr(v, roll)
        assert urval.far_starta(person, niva=Niva.KLASS, skola=v.skola, klass=v.klass) == (roll in LASER["klassens"])
        assert urval.far_starta(person, niva=Niva.SKOLA, skola=v.skola) == (roll in LASER["skolans"])
        for elev, namn in ((v.ada, "adas"), (v.flyttad, "flyttads")):
            far = roll in LASER[namn] - {"elevhalsa"}
            assert urval.far_starta(person, niva=Niva.INDIVID, skola=v.skola, elev=elev) == far

    def test_elevhalsan_one_with_a_form_or_on_an_agenda(self, v):
        bo, cleo = v.elever[1:3]
        eget_datum(bo, v.mentor)
        mote(v.klass, v.mentor, elever=[cleo, v.skyddad])
        for elev, far in ((v.ada, False), (bo, True), (cleo, True), (v.skyddad, False)):
            assert urval.far_starta(ny(v.elevhalsa), niva=Niva.INDIVID, skola=v.skola, elev=elev) == far

    def test_open_plans_of_each(self, v):
        p = v.planer
        for om, namn in (({"klass": v.klass}, "klassens"), ({"elev": v.ada}, "adas"), ({"skola": v.skola}, "skolans")):
            assert list(urval.oppna_planer(**om)) == [p[namn]]
        assert not urval.oppna_planer(klass=v.annan_klass)
        regler.avsluta(p["klassens"], v.mentor)
        assert not urval.oppna_planer(klass=v.klass)
