"""What a meeting about a class rests on: the same numbers for all, and no pupil with protected identity in any."""

from datetime import date

import pytest

from analys import underlag
from kartlaggning.models import Markering

from .. import fabrik
from ..kartlaggning.rundor import GRON, runda
from .moten import mote

# Three of five have rött or gult on närvaro; the letters are the form's ten statements.
ORO = "r" + GRON[1:]
GUL = "y" + GRON[1:]


@pytest.fixture
def klassen(varld):
    """A class with two rounds; a protected pupil is red on everything in both."""
    skyddad = fabrik.elev(varld.klass, "Alias", skyddad=True)
    skyddad.far_se.add(varld.mentor)
    a, b, c, d, e = varld.elever
    forra = {a: GRON, b: GRON, c: GRON, d: GRON, e: GRON, skyddad: "g" * 10}
    runda(varld.klass, varld.mentor, forra, datum=date(2026, 9, 1), stangd=True)
    nu = {a: ORO, b: ORO, c: GUL, d: GRON, e: GRON, skyddad: "r" * 10}
    varld.runda = runda(varld.klass, varld.mentor, nu, stangd=True, amnen={(a, 0): ["BI", "FY"], (skyddad, 0): ["SL"]})
    varld.analys = mote(varld.klass, varld.mentor, runda=varld.runda)
    varld.skyddad = skyddad
    return varld


def test_protected_pupils_are_in_no_number_for_anybody(klassen):
    sedda = []
    for person in (klassen.mentor, klassen.mentor2, klassen.elevhalsa, klassen.rektor):
        grund = underlag.las(klassen.analys, person)
        sedda.append([grund.dimensionen(d.nyckel) for d in grund.form.dimensioner] + grund.utkasten)
    assert sedda[0] == sedda[1] == sedda[2] == sedda[3]
    rad = sedda[0][0]["rader"][0]
    assert (rad["gron"], rad["gul"], rad["rod"], rad["ej_bedomda"]) == (2, 1, 2, 0)
    assert [amne["kod"] for amne in rad["amnen"]] == ["BI", "FY"]
    assert rad["forandring"] == {"battre": 0, "samre": 3, "lika": 2, "nya": 0, "borta": 0}


def test_a_protected_pupil_who_has_left_is_not_gone(klassen):
    klassen.runda.deltagare.filter(elev=klassen.skyddad).delete()
    klassen.runda.markeringar.filter(elev=klassen.skyddad).delete()
    grund = underlag.las(klassen.analys, klassen.mentor)
    assert grund.dimensionen("beteende")["rader"][0]["forandring"]["borta"] == 0


@pytest.mark.parametrize("fore", ["hela", "utan dimensionen", "ingen"])
def test_one_dimension_is_counted_as_the_whole(klassen, fore):
    """Also where the round before was judged on other dimensions only, or there was none."""
    if fore != "hela":
        forra = Markering.objects.exclude(kartlaggning=klassen.runda)
        (forra.filter(pastaende__startswith="beteende") if fore == "utan dimensionen" else forra).delete()
    hela, del_ = (underlag.las(klassen.analys, klassen.mentor, d) for d in ("", "beteende"))
    assert del_.dimensionen("beteende") == hela.dimensionen("beteende")
    assert del_.utkasten == [u for u in hela.utkasten if u.dimension == "beteende"]
    assert del_.flaggade("beteende") == hela.flaggade("beteende")


def test_the_flagged_are_named_with_the_reason(klassen):
    grund = underlag.las(klassen.analys, klassen.elevhalsa)
    flaggade = [(elev.namn, skal) for elev, skal in grund.flaggade("beteende")]
    assert flaggade == [(elev.namn, "1 rött (Närvarande i alla ämnen)") for elev in klassen.elever[:2]]
    assert grund.flaggade("affektiv") == []


def test_drafts_taken_and_left_out_are_not_proposed(klassen):
    grund = underlag.las(klassen.analys, klassen.mentor)
    alla = [u.nyckel for u in grund.forslag("oro", "beteende", set()).forst]
    assert "oro:beteende-1" in alla
    kvar = grund.forslag("oro", "beteende", {"oro:beteende-1"}).forst
    assert [u.nyckel for u in kvar] == [n for n in alla if n != "oro:beteende-1"]
    assert [u.nyckel for u in grund.bortlagda("oro", "beteende", {"oro:beteende-1"})] == ["oro:beteende-1"]
    assert grund.bortlagda("oro", "affektiv", {"oro:beteende-1"}) == []
    assert grund.utkastet("oro:finns-inte") is None
