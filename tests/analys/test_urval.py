"""What each person may read of a meeting: who follows which pupil, and how many questions it takes."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from analys import gruppens, regler, urval
from analys.models import Analys, Koppling, Monster, Steg, Svar
from kartlaggning.models import Kartlaggning
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Mentorskap, Personal, Placering, Roll, Tjanst, idag

from .. import fabrik
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from .moten import DAG, koppling, monster, mote, stangd_runda, steg, svar


def falten(rad) -> dict:
    """All that a row holds, by column."""
    return {f.attname: getattr(rad, f.attname) for f in rad._meta.concrete_fields}


ALLA = ("mentor", "mentor2", "annan_mentor", "larare", "elevhalsa", "rektor", "administrator", "utanfor")


@pytest.fixture
def v(varld):
    """A meeting about 7A. On its agenda: Ada with a form, Bo without, one protected, one moved to 7B."""
    varld.ada, varld.bo, varld.cleo = varld.elever[:3]
    eget_datum(varld.ada, varld.mentor)
    varld.skyddad = skyddad_elev(varld.klass, varld.mentor2)
    varld.flyttad = fabrik.elev(varld.klass, "Nils")
    eget_datum(varld.flyttad, varld.mentor)
    varld.pa = [varld.ada, varld.bo, varld.skyddad, varld.flyttad]
    varld.analys = mote(varld.klass, varld.mentor, elever=varld.pa)
    varld.rader = {}
    for elev in varld.pa:
        m = monster(varld.analys, varld.mentor, f"Om {elev.fornamn}", elev=elev)
        k, s = koppling(m, varld.mentor, text="För att"), steg(m, varld.mentor)
        varld.rader[elev.id] = [m, k, s, svar(varld.analys, elev, varld.mentor)]
    varld.flyttad.placeringar.update(till=idag())
    Placering.objects.create(elev=varld.flyttad, klass=varld.annan_klass)
    varld.ser = {
        "mentor": [varld.ada, varld.bo],
        "mentor2": [varld.ada, varld.bo, varld.skyddad],
        "annan_mentor": [varld.flyttad],
        "larare": [],
        "elevhalsa": [varld.ada, varld.flyttad],
        "rektor": [varld.ada, varld.bo, varld.flyttad],
        "administrator": [],
        "utanfor": [],
    }
    return varld


def ny(person: Personal) -> Personal:
    """The person as at the next request, with nothing remembered."""
    return Personal.objects.get(pk=person.pk)


def fragor(gor) -> int:
    with CaptureQueriesContext(connection) as lista:
        gor()
    return len(lista)


class TestMotet:
    @pytest.mark.parametrize("roll", ALLA)
    def test_who_reads_and_who_writes(self, v, roll):
        person = getattr(v, roll)
        far = roll in {"mentor", "mentor2", "elevhalsa", "rektor"}
        assert (urval.far_lasa(person, v.analys), urval.far_skriva(person, v.analys)) == (far, far)
        if far:
            assert urval.hamta_analys(person, v.analys.kod) == v.analys
            assert urval.hamta_analys(person, v.analys.kod, far=urval.far_skriva) == v.analys
        else:
            with pytest.raises(Http404 if roll == "utanfor" else PermissionDenied):
                urval.hamta_analys(person, v.analys.kod)

    @pytest.mark.parametrize("roll", ALLA)
    def test_the_schools(self, v, roll):
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        person, far = getattr(v, roll), roll in {"elevhalsa", "rektor"}
        assert (urval.far_lasa(person, skolans), urval.far_skriva(person, skolans)) == (far, far)

    def test_to_be_named_as_a_participant_gives_nothing(self, v):
        v.analys.deltagare.set([v.larare, v.annan_mentor])
        for person in (v.larare, v.annan_mentor):
            with pytest.raises(PermissionDenied):
                urval.hamta_analys(person, v.analys.kod)
        assert urval.foljda(v.larare, v.analys, [v.ada.id]) == set()

    def test_it_is_read_as_it_stands(self, v):
        """Also its moments: one that forgets it is in UTC shows two hours wrong in summer."""
        Analys.objects.filter(pk=v.analys.pk).update(tid=time(8, 15))
        regler.avsluta(v.analys, av=v.mentor)
        last, sparad = urval.hamta_analys(v.mentor, v.analys.kod), Analys.objects.get(pk=v.analys.pk)
        for vad in (lambda a: a, lambda a: a.klass, lambda a: a.kartlaggning):
            assert falten(vad(last)) == falten(vad(sparad))
        assert timezone.is_aware(last.avslutad)
        assert timezone.is_aware(last.kartlaggning.stangd)
        assert last.klass.skola == sparad.skola

    def test_a_meeting_about_the_school_is_read_as_it_stands(self, v):
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        last = urval.hamta_analys(v.rektor, skolans.kod)
        assert falten(last) == falten(Analys.objects.get(pk=skolans.pk))
        assert (last.klass, last.kartlaggning) == (None, None)

    def test_it_is_not_there_for_nonsense(self, v):
        for kod in ("", "finnsinte", v.klass.kod):
            with pytest.raises(Http404):
                urval.hamta_analys(v.rektor, kod)

    def test_last_years_is_read_and_not_written_by_the_mentor_of_now(self, v):
        """7A is 8A this year, with a mentor of its own."""
        v.analys.klass.lasar = 2025
        v.analys.klass.save()
        nu = fabrik.klass(v.skola, "8A", v.annan_mentor, lasar=2026)
        Klass.objects.filter(pk=nu.pk).update(stam=v.klass.stam)
        person = ny(v.annan_mentor)
        analys = urval.hamta_analys(person, v.analys.kod)
        assert (urval.far_lasa(person, analys), urval.far_skriva(person, analys)) == (True, False)
        assert list(urval.for_klass(Klass.objects.get(pk=nu.pk))) == [v.analys]

    def test_who_was_its_mentor_writes_in_it_while_the_class_is_theirs(self, v):
        """The class has moved up: with mentor2, and not with mentor."""
        fabrik.klass(v.skola, "8A", v.mentor2, lasar=2027, stam=v.klass.stam)
        for person, far in ((v.mentor, False), (v.mentor2, True), (v.elevhalsa, True), (v.rektor, True)):
            analys = urval.hamta_analys(ny(person), v.analys.kod)
            assert urval.far_skriva(ny(person), analys) == far, person

    def test_a_changed_role_takes_effect(self, v):
        Mentorskap.objects.filter(personal=v.mentor).delete()
        assert not urval.far_lasa(ny(v.mentor), v.analys)
        Tjanst.objects.filter(personal=v.rektor).update(roll=Roll.LARARE)
        assert not urval.far_lasa(ny(v.rektor), v.analys)


class TestEleverna:
    @pytest.mark.parametrize("roll", ALLA)
    def test_who_follows_whom(self, v, roll):
        person = getattr(v, roll)
        assert urval.foljda(person, v.analys, [e.id for e in v.pa]) == {e.id for e in v.ser[roll]}

    @pytest.mark.parametrize("roll", ALLA)
    def test_it_is_the_same_as_one_by_one(self, v, roll):
        """The recount: the question that the pupil's own page asks, with a form as the only flag."""
        person = getattr(v, roll)
        alla = list(Elev.objects.filter(skola=v.skola))
        med = urval.med_formular([e.id for e in alla])
        assert med == {v.ada.id, v.skyddad.id, v.flyttad.id}
        en_i_taget = {e.id for e in alla if behorighet.far_folja_elev(person, e, flaggad=e.id in med)}
        assert urval.foljda(person, v.analys, [e.id for e in alla]) == en_i_taget

    @pytest.mark.parametrize("roll", ["mentor", "mentor2", "elevhalsa", "rektor"])
    def test_a_pupil_of_the_agenda(self, v, roll):
        for elev in (*v.pa, v.cleo, v.annan_klass.elever.first()):
            if elev in v.ser[roll]:
                assert urval.hamta_elev(getattr(v, roll), v.analys, elev.kod) == elev
            else:
                with pytest.raises(Http404):
                    urval.hamta_elev(getattr(v, roll), v.analys, elev.kod)

    def test_a_pupil_who_is_no_longer_on_it_but_written_about(self, v):
        v.analys.punkter.all().delete()
        v.analys.monster.filter(elev=v.ada).delete()
        v.analys.svar.filter(elev=v.bo).delete()
        assert urval.hamta_elev(v.mentor, v.analys, v.ada.kod) == v.ada
        assert urval.hamta_elev(v.mentor, v.analys, v.bo.kod) == v.bo
        v.analys.svar.all().delete()
        with pytest.raises(Http404):
            urval.hamta_elev(v.mentor, v.analys, v.ada.kod)

    @pytest.mark.parametrize("roll", ["mentor", "mentor2", "elevhalsa", "rektor"])
    @pytest.mark.parametrize("modell", [Monster, Koppling, Steg, Svar])
    def test_a_row_about_a_pupil(self, v, roll, modell):
        person = getattr(v, roll)
        for elev in v.pa:
            rad = next(r for r in v.rader[elev.id] if isinstance(r, modell))
            if elev in v.ser[roll]:
                fick = urval.hamta_rad(person, v.analys, modell, rad.kod)
                assert (fick, fick.analys, fick.elev) == (rad, v.analys, elev)
            else:
                with pytest.raises(Http404):
                    urval.hamta_rad(person, v.analys, modell, rad.kod)

    @pytest.mark.parametrize("modell", [Monster, Koppling, Steg])
    def test_a_row_about_the_class_and_not_another_meetings(self, v, modell):
        m = monster(v.analys, v.mentor)
        rad = next(r for r in (m, koppling(m, v.mentor), steg(m, v.mentor)) if isinstance(r, modell))
        assert urval.hamta_rad(v.elevhalsa, v.analys, modell, rad.kod).elev is None
        annat = mote(v.annan_klass, v.annan_mentor)
        with pytest.raises(Http404):
            urval.hamta_rad(v.annan_mentor, annat, modell, rad.kod)

    def test_who_can_be_put_up(self, v):
        v.analys.punkter.all().delete()
        # The class's own with a form: not Bo who has none, not Nils who is in another class now.
        assert urval.att_satta_upp(v.analys, v.mentor) == [v.ada]
        assert set(urval.att_satta_upp(v.analys, v.mentor2)) == {v.ada, v.skyddad}
        assert urval.att_satta_upp(v.analys, v.elevhalsa) == [v.ada]
        regler.satt_upp(v.analys, [v.ada], av=v.mentor)
        assert urval.att_satta_upp(v.analys, v.rektor) == []

    def test_nobody_can_be_put_up_in_a_meeting_about_the_school(self, v):
        """Not even those who are in no class, here or at another school."""
        for klass, mentor in ((v.klass, v.mentor), (v.granneklass, v.utanfor)):
            utan = fabrik.elev(klass, "Vilse")
            eget_datum(utan, mentor)
            Placering.objects.filter(elev=utan).delete()
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        assert urval.att_satta_upp(skolans, v.rektor) == []


class TestInnehall:
    def test_every_row_is_read_as_it_stands(self, v):
        stegen = v.rader[v.ada.id][2]
        Steg.objects.filter(pk=stegen.pk).update(gjort=timezone.now(), klart=DAG, ansvarig=v.mentor2)
        Monster.objects.filter(elev=v.ada).update(angelagen=True, underlag={"rader": [{"pastaende": "beteende-1"}]})
        i = urval.innehall(v.analys, v.mentor)
        (rad,) = i.per_elev[v.ada.id]
        (svaret,) = (svar for (elev, _), svar in i.svar.items() if elev == v.ada.id)
        (punkt,) = (p for p in i.punkter if p.elev_id == v.ada.id)
        lasta = [rad.monster, *rad.kopplingar, *rad.steg, svaret, punkt, rad.monster.elev]
        assert len(lasta) == 6
        for last in lasta:
            assert falten(last) == falten(type(last).objects.get(pk=last.pk))
        assert rad.steg[0].ansvarig.namn == v.mentor2.namn

    @pytest.mark.parametrize("roll", ["mentor", "mentor2", "elevhalsa", "rektor"])
    def test_what_is_about_others_is_not_there(self, v, roll):
        klassens = monster(v.analys, v.mentor, "Klassens")
        i = urval.innehall(v.analys, getattr(v, roll))
        ser = [e.id for e in v.pa if e in v.ser[roll]]
        assert [p.elev_id for p in i.punkter] == ser
        assert [r.monster for r in i.monster] == [klassens]
        assert set(i.per_elev) == {elev for elev, _ in i.svar} == set(ser)
        assert [r.monster.elev_id for r in i.alla] == [None, *ser]
        assert {(r.kopplingar[0].text, r.steg[0].text) for r in i.alla if r.kopplingar} == {
            ("För att", "Se över schemat.")
        }

    @pytest.mark.parametrize("roll", ["mentor", "mentor2", "elevhalsa", "rektor"])
    def test_for_a_pupils_page_what_is_about_the_pupil_and_which_questions_have_patterns(self, v, roll):
        monster(v.analys, v.mentor, "Klassens", slag="styrka", dimension="affektiv")
        person = getattr(v, roll)
        allt = urval.innehall(v.analys, person)
        for elev in v.pa:
            i = urval.innehall(v.analys, person, elev.kod)
            ser = elev in v.ser[roll]
            assert i.punkter == allt.punkter
            assert [(r.monster.slag, r.monster.dimension) for r in i.monster] == [("styrka", "affektiv")]
            assert dict(i.per_elev) == ({elev.id: allt.per_elev[elev.id]} if ser else {})
            assert i.svar == {plats: svar for plats, svar in allt.svar.items() if ser and plats[0] == elev.id}
            assert i.eleven(elev.kod) == (elev if ser else None)

    @pytest.mark.parametrize("las", [urval.innehall, lambda analys, _: gruppens.gruppens(analys)])
    def test_what_is_made_while_it_is_read_comes_with_the_next_look(self, v, monkeypatch, las):
        """Between the question for the patterns and the ones for what belongs to them."""
        gjorda = []

        def mellan(fraga, sql, varden, flera, sammanhang):
            if "analys_koppling" in sql and not gjorda:
                gjorda.append(1)
                m = monster(v.analys, v.mentor, "Nytt")
                koppling(m, v.mentor), steg(m, v.mentor)
            return fraga(sql, varden, flera, sammanhang)

        with connection.execute_wrapper(mellan):
            fore = las(v.analys, v.mentor)
        assert [rad.monster.text for rad in fore.monster] == []
        nu = las(v.analys, v.mentor)
        assert [(r.monster.text, len(r.kopplingar), len(r.steg)) for r in nu.monster] == [("Nytt", 1, 1)]

    def test_as_many_questions_however_much_it_holds(self, v):
        tom = mote(v.annan_klass, v.rektor, elever=[v.flyttad])
        monster(tom, v.rektor, elev=v.flyttad)

        def las(analys: Analys) -> int:
            person = ny(v.mentor2)
            behorighet.roller(person)
            return fragor(lambda: rita(urval.innehall(analys, person)))

        def rita(i) -> list:
            rader = [(r.monster.andrad_av, r.monster.elev) for r in i.alla]
            rader += [(k.andrad_av, k.elev) for r in i.alla for k in r.kopplingar]
            rader += [(s.andrad_av, s.ansvarig) for r in i.alla for s in r.steg]
            return [*rader, *(s.andrad_av for s in i.svar.values()), *(p.elev.fornamn for p in i.punkter)]

        en_rad = las(v.analys)
        for n in range(10):
            m = monster(v.analys, v.mentor, f"M{n}", elev=[None, *v.pa][n % 5])
            for faktor in ("org-schema", "larare-kvalitet"):
                koppling(m, v.mentor, faktor)
            steg(m, v.mentor, ansvarig=v.larare)
        assert las(v.analys) == en_rad <= 9

    def test_by_kind_dimension_and_pupil(self, v):
        monster(v.analys, v.mentor, "a", slag="styrka", dimension="affektiv")
        monster(v.analys, v.mentor, "b", slag="styrka", dimension="beteende")
        i = urval.innehall(v.analys, v.mentor)
        assert [r.monster.text for r in i.i("styrka")] == ["a", "b"]
        assert [r.monster.text for r in i.i("styrka", "beteende")] == ["b"]
        assert [r.monster.text for r in i.i("oro", "beteende", v.ada)] == ["Om Ada"]
        assert i.i("oro", "", v.flyttad) == []


class TestVilkaMoten:
    def test_of_a_class_newest_first(self, v):
        regler.avsluta(v.analys, av=v.mentor)
        senare = regler.planera(v.analys.kartlaggning, datum=DAG.replace(day=30), av=v.mentor)
        assert list(urval.for_klass(v.klass)) == [senare, v.analys]
        assert urval.senaste_per_klass([v.klass.id, v.annan_klass.id]) == {v.klass.id: senare}
        # The one under way goes before a later one that has been held.
        Analys.objects.filter(pk=senare.pk).update(avslutad="2026-11-30T12:00:00Z")
        regler.oppna(v.analys, av=v.mentor)
        assert urval.senaste_per_klass([v.klass.id]) == {v.klass.id: v.analys}

    def test_which_round_a_new_one_rests_on(self, v):
        assert urval.mote_att_planera(v.klass) == v.analys.kartlaggning
        assert urval.mote_att_planera(v.annan_klass) is None
        Kartlaggning.objects.create(klass=v.klass, instrument="grupp-1", datum="2026-11-21", skapad_av=v.mentor)
        assert urval.mote_att_planera(v.klass) == v.analys.kartlaggning
        eget_datum(v.ada, v.mentor, datum=DAG)
        assert urval.mote_att_planera(v.klass) == v.analys.kartlaggning
        nyare = stangd_runda(v.klass, v.mentor, datum=DAG)
        assert urval.mote_att_planera(v.klass) == nyare
