"""A meeting is planned, moved, ended, opened and called off; an ended one is read-only."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from analys import regler
from analys.models import Analys, Koppling, Niva, Punkt, Steg, Svar
from skolanknytning.logg.models import Handelse, Handling

from .moten import DAG, dagordning, koppling, monster, senast, stangd_runda, steg, svar, texter, version


class TestMotet:
    def test_it_is_planned_with_day_people_and_agenda(self, v):
        runda = stangd_runda(v.annan_klass, v.annan_mentor)
        edda = v.annan_klass.elever.first()
        analys = regler.planera(
            runda, datum=DAG, deltagare=[v.rektor, v.elevhalsa], ovriga="specialpedagog", elever=[edda], av=v.elevhalsa
        )
        assert (analys.niva, analys.klass, analys.kartlaggning, analys.skola) == (
            Niva.KLASS,
            v.annan_klass,
            runda,
            v.skola,
        )
        assert (analys.oppen, analys.guide, analys.ovriga, analys.skapad_av) == (
            True,
            "guide-1",
            "specialpedagog",
            v.elevhalsa,
        )
        assert set(analys.deltagare.all()) == {v.rektor, v.elevhalsa}
        assert [p.elev for p in analys.punkter.all()] == [edda]
        assert senast(analys) == (Handling.SKAPADE, "analys av 7B", v.skola.kod)

    def test_one_at_a_time_of_a_class(self, v):
        runda = v.analys.kartlaggning
        with pytest.raises(regler.PagarError, match="redan ett möte"):
            regler.planera(runda, datum=DAG, av=v.mentor2)
        assert Analys.objects.count() == 1
        regler.avsluta(v.analys, av=v.mentor)
        assert regler.planera(runda, datum=DAG, av=v.mentor2).oppen

    def test_one_at_a_time_of_a_school_beside_those_of_classes(self, v):
        skolans = regler.planera_skola(v.skola, datum=DAG, av=v.rektor)
        assert (skolans.niva, skolans.klass, skolans.kartlaggning) == (Niva.SKOLA, None, None)
        assert senast(skolans) == (Handling.SKAPADE, "analys av skolan", v.skola.kod)
        with pytest.raises(regler.PagarError):
            regler.planera_skola(v.skola, datum=DAG, av=v.elevhalsa)
        assert regler.planera_skola(v.granne, datum=DAG, av=v.utanfor).oppen

    def test_it_is_moved(self, v):
        ny = regler.andra(
            v.analys, datum=DAG + timedelta(days=7), tid=None, deltagare=[v.rektor], ovriga="kurator", av=v.mentor2
        )
        nu = Analys.objects.get(pk=v.analys.pk)
        assert (nu.datum, nu.ovriga, list(nu.deltagare.all())) == (DAG + timedelta(days=7), "kurator", [v.rektor])
        assert nu.version == ny.version == 1
        assert senast(nu) == (Handling.ANDRADE, "tid och deltagare för analys av 7A", v.skola.kod)

    def test_it_is_ended_and_opened(self, v):
        slut = regler.avsluta(v.analys, av=v.mentor)
        assert not slut.oppen
        assert (slut.avslutad_av, version(v.analys)) == (v.mentor, 1)
        assert senast(v.analys) == (Handling.STANGDE, "analys av 7A", v.skola.kod)
        with pytest.raises(regler.AvslutadError):
            regler.avsluta(v.analys, av=v.mentor2)
        igen = regler.oppna(v.analys, av=v.mentor2)
        assert (igen.oppen, igen.avslutad_av, version(v.analys)) == (True, None, 2)
        assert senast(v.analys) == (Handling.OPPNADE, "analys av 7A", v.skola.kod)
        # To open what is open changes nothing.
        assert regler.oppna(v.analys, av=v.mentor).version == 2

    def test_it_is_not_opened_under_a_later_one(self, v):
        regler.avsluta(v.analys, av=v.mentor)
        regler.planera(v.analys.kartlaggning, datum=DAG, av=v.mentor)
        with pytest.raises(regler.PagarError):
            regler.oppna(v.analys, av=v.mentor)
        assert not Analys.objects.get(pk=v.analys.pk).oppen

    def test_it_is_called_off_while_it_is_empty(self, v):
        regler.avfarda(v.analys, "oro:beteende-1", av=v.mentor)
        regler.stall_in(v.analys, av=v.mentor)
        assert not Analys.objects.exists()
        assert not Punkt.objects.exists()
        assert senast(v.analys) == (Handling.TOG_BORT, "analys av 7A", v.skola.kod)

    @pytest.mark.parametrize("skriv", [monster, lambda a, av: svar(a, a.punkter.first().elev, av)])
    def test_it_is_not_called_off_when_something_is_written(self, v, skriv):
        skriv(v.analys, v.mentor)
        with pytest.raises(regler.OgiltigError, match="Avsluta det"):
            regler.stall_in(v.analys, av=v.mentor)
        assert Analys.objects.exists()

    def test_nothing_can_be_changed_in_one_that_is_called_off(self, v):
        regler.stall_in(v.analys, av=v.mentor)
        with pytest.raises(regler.BorttagetError):
            monster(v.analys, v.mentor2)

    def test_the_database_holds_what_a_meeting_is_about(self, v):
        with pytest.raises(IntegrityError), transaction.atomic():
            Analys.objects.create(niva="klass", skola=v.skola, datum=DAG)
        with pytest.raises(IntegrityError), transaction.atomic():
            Analys.objects.create(niva="skola", skola=v.skola, klass=v.klass, datum=DAG)


class TestAvslutat:
    def test_everything_but_what_is_done_is_read_only(self, v):
        m = monster(v.analys, v.mentor)
        k, s = koppling(m, v.mentor), steg(m, v.mentor)
        p = v.analys.punkter.first()
        regler.avsluta(v.analys, av=v.mentor)
        fore = (texter(v.analys), version(v.analys), Handelse.objects.count())
        forsok = [
            lambda: monster(v.analys, v.mentor),
            lambda: regler.spara(m, "Nytt", ersatter=1, av=v.mentor),
            lambda: regler.spara(k, "Nytt", ersatter=0, av=v.mentor),
            lambda: regler.spara(s, "Nytt", ersatter=1, av=v.mentor),
            lambda: svar(v.analys, v.ada, v.mentor),
            lambda: regler.ta_bort(m, av=v.mentor),
            lambda: regler.angelagen(m, True, av=v.mentor),
            lambda: regler.flytta(m, upp=True, av=v.mentor),
            lambda: regler.koppla(m, "org-vikarier", av=v.mentor),
            lambda: regler.koppla_bort(k, av=v.mentor),
            lambda: steg(m, v.mentor),
            lambda: regler.planera_steg(s, ansvarig=None, klart=DAG, av=v.mentor),
            lambda: regler.ta_bort_steg(s, av=v.mentor),
            lambda: regler.avfarda(v.analys, "x", av=v.mentor),
            lambda: regler.ta_fram(v.analys, "x", av=v.mentor),
            lambda: regler.satt_upp(v.analys, [v.cleo], av=v.mentor),
            lambda: regler.ta_av(p, av=v.mentor),
            lambda: regler.flytta_punkt(p, upp=False, bland=[v.ada.id, v.bo.id], av=v.mentor),
            lambda: regler.satt_klar(p, True, av=v.mentor),
            lambda: regler.andra(v.analys, datum=DAG, tid=None, deltagare=(), ovriga="", av=v.mentor),
            lambda: regler.stall_in(v.analys, av=v.mentor),
        ]
        for gor in forsok:
            with pytest.raises(regler.AvslutadError, match="Öppna det igen"):
                gor()
        assert (texter(v.analys), version(v.analys), Handelse.objects.count()) == fore
        assert (Koppling.objects.get().text, Steg.objects.get().text) == ("", "Se över schemat.")
        assert dagordning(v.analys) == ["Ada", "Bo"]
        assert not Svar.objects.exists()

    def test_a_step_is_ticked_off_afterwards(self, v):
        s = steg(monster(v.analys, v.mentor), v.mentor)
        regler.avsluta(v.analys, av=v.mentor)
        assert regler.steget_gjort(s, True, av=v.rektor).gjort is not None
        assert senast(v.analys) == (Handling.ANDRADE, "nästa steg i analys av 7A", v.skola.kod)
        nar, antal = Steg.objects.get().gjort, Handelse.objects.count()
        # Ticked twice it keeps its day, and is one change.
        assert regler.steget_gjort(s, True, av=v.mentor).gjort == nar
        assert Handelse.objects.count() == antal
        assert regler.steget_gjort(s, False, av=v.mentor).gjort is None
