"""What a plan holds is read whole, as the database has it, in as many questions however much it is."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from handlingsplan import mallar, platser, regler, urval
from handlingsplan.models import Forflyttning, Insats, Mal, Plan, Text, Varv

from .planer import boka, fylld, insats, mal, plan, skriv, varvet


def falten(rad) -> dict:
    """All that a row holds, by column."""
    return {f.attname: getattr(rad, f.attname) for f in rad._meta.concrete_fields}


def fragor(gor) -> int:
    with CaptureQueriesContext(connection) as lista:
        gor()
    return len(lista)


@pytest.fixture
def fyllt(v):
    """The plan in its second varv, with a goal that has been left and one that came anew."""
    fylld(v.plan, v.mentor)
    v.forsta = varvet(v.plan)
    regler.folj_upp(v.plan, v.mentor)
    v.andra = varvet(v.plan)
    ett, v.kvar = v.plan.mal.order_by("ordning")
    v.lamnat = regler.lamna_mal(ett, True, v.mentor)
    v.nytt = mal(v.plan, v.mentor2, "Ett nytt mål.")
    v.insats = insats(v.nytt, v.mentor2, "Ny insats.", ansvarig=v.larare)
    regler.satt_forflyttning(v.andra, v.kvar, uppnatt="pa_vag", fore={}, av=v.mentor)
    return v


class TestInnehall:
    def test_every_row_as_it_stands(self, fyllt):
        i = urval.innehall(fyllt.plan)
        lasta = {
            Varv: i.varv,
            Mal: [r.mal for r in i.mal],
            Insats: [x for r in i.mal for x in r.insatser],
            Text: list(i.texter.values()),
            Forflyttning: list(i.forflyttningar.values()),
        }
        for modell, rader in lasta.items():
            assert sorted(r.pk for r in rader) == sorted(modell.objects.values_list("pk", flat=True))
            sparade = modell.objects.in_bulk()
            assert all(falten(r) == falten(sparade[r.pk]) for r in rader), modell

    def test_in_order_with_what_is_worked_with(self, fyllt):
        i = urval.innehall(fyllt.plan)
        assert [v.nummer for v in i.varv] == [1, 2]
        assert i.nu == fyllt.andra
        assert [r.mal for r in i.mal] == [fyllt.lamnat, fyllt.kvar, fyllt.nytt]
        assert [r.mal for r in i.aktuella] == [fyllt.kvar, fyllt.nytt]
        regler.lamna_insats(fyllt.insats, True, fyllt.mentor)
        i = urval.innehall(fyllt.plan)
        assert (i.mal[-1].insatser, i.aktuella[-1].insatser) == ([fyllt.insats], [])

    def test_texts_by_field_and_row(self, fyllt):
        i = urval.innehall(fyllt.plan)
        skriv(fyllt.plan, f"{fyllt.andra.kod}-{fyllt.kvar.kod}-forflyttning", "Närmare.", fyllt.mentor)
        skriv(fyllt.plan, "resultat", "Fler är med.", fyllt.mentor)
        i = urval.innehall(fyllt.plan)
        assert i.text("resultat") == "Fler är med."
        assert i.text("nulage", fyllt.forsta).startswith("Nuläge")
        assert i.text("nulage", fyllt.andra) == ""
        assert i.text("mal", fyllt.nytt) == "Ett nytt mål."
        assert i.text("insats", fyllt.insats) == "Ny insats."
        assert i.text("forflyttning", fyllt.kvar, fyllt.andra) == "Närmare."
        assert i.text("forflyttning", fyllt.kvar, fyllt.forsta) == ""
        assert i.forflyttning(fyllt.andra, fyllt.kvar).uppnatt == "pa_vag"
        assert i.forflyttning(fyllt.forsta, fyllt.kvar) is None

    def test_who_is_invited_now(self, fyllt):
        assert urval.innehall(fyllt.plan).kallade == [fyllt.mentor]
        boka(fyllt.plan, fyllt.mentor, kallade={fyllt.rektor.id, fyllt.elevhalsa.id})
        assert urval.innehall(fyllt.plan).kallade == [fyllt.elevhalsa, fyllt.rektor]
        assert list(fyllt.forsta.kallade.all()) == [fyllt.mentor]

    def test_in_as_many_questions_however_much_and_none_after(self, fyllt):
        tom = plan(fyllt.annan_klass, fyllt.annan_mentor)
        urval.innehall(tom)
        antal = fragor(lambda: urval.innehall(tom))
        assert fragor(lambda: urval.innehall(fyllt.plan)) == antal <= 6
        i = urval.innehall(fyllt.plan)

        def anvand():
            for varv in i.varv:
                assert varv.plan is fyllt.plan
                assert str(varv.foljer_upp) == "Maja Mentor"
            for rad in i.mal:
                assert rad.mal.plan is fyllt.plan
                for x in rad.insatser:
                    assert x.mal is rad.mal
                    assert str(x.ansvarig)
            assert all(t.andrad_av.namn and t.nar and t.plan is fyllt.plan for t in i.texter.values())
            assert [p.namn for p in i.kallade] == ["Maja Mentor"]

        assert fragor(anvand) == 0


class TestText:
    def test_one_that_nobody_has_written_is_empty(self, v):
        varv, m = varvet(v.plan), mal(v.plan, v.mentor)
        i = insats(m, v.mentor)
        rader = {"varv": (varv, "nulage"), "mal": (m, "tecken"), "insats": (i, "malgrupp")}
        for namn, (rad, falt) in rader.items():
            text = urval.text_for(v.plan, f"{rad.kod}-{falt}")
            assert (text.pk, text.version, text.text, text.falt, getattr(text, namn)) == (None, 0, "", falt, rad)
            assert not urval.tidigare(text)
        text = urval.text_for(v.plan, f"{varv.kod}-{m.kod}-forflyttning")
        assert (text.varv, text.mal, text.insats) == (varv, m, None)

    def test_every_field_has_its_place(self, v):
        varv, m = varvet(v.plan), mal(v.plan, v.mentor)
        i = insats(m, v.mentor)
        for falt in mallar.las().falt.values():
            plats = platser.Plats(
                falt.nyckel,
                varv.kod if falt.agare in platser.AV_VARV else "",
                m.kod if falt.agare in platser.AV_MAL else i.kod if falt.agare in platser.AV_INSATS else "",
            )
            rad = skriv(v.plan, plats.nyckel, "Så.", v.mentor)
            assert urval.text_for(v.plan, plats.nyckel) == rad
            assert (rad.falt, rad.nyckel) == (falt.nyckel, plats.nyckel)

    def test_what_is_no_place_of_the_plan_is_not_found(self, v):
        annan = plan(v.annan_klass, v.annan_mentor)
        deras = mal(annan, v.annan_mentor)
        egen, mitt = varvet(v.plan), mal(v.plan, v.mentor)
        for nyckel in (
            "finnsinte",
            "nulage",
            f"{varvet(annan).kod}-nulage",
            f"{deras.kod}-mal",
            f"{insats(deras, v.annan_mentor).kod}-insats",
            f"{egen.kod}-{deras.kod}-forflyttning",
            f"{mitt.kod}-nulage",
            f"{mitt.kod}-insats",
            f"{egen.kod}-{egen.kod}-forflyttning",
        ):
            with pytest.raises(Http404):
                urval.text_for(v.plan, nyckel)

    def test_earlier_texts_newest_first(self, v):
        for ord_, vem in (("1", v.mentor), ("2", v.mentor2), ("3", v.mentor)):
            rad = skriv(v.plan, "resultat", ord_, vem)
        assert [(t.text, t.andrad_av) for t in urval.tidigare(rad)] == [("2", v.mentor2), ("1", v.mentor)]
        assert Plan.objects.get().version == 4
