"""What the summary is made of: against the plain reads of ``urval``, and nothing of who is hidden."""

from datetime import date

import pytest
from django.db.models import F

from kartlaggning import urval
from kartlaggning.klassen.underlag import las_rutor, underlag
from skolanknytning.skola.models import Klass, Placering, Roll, Tjanst

from .. import fabrik
from .rundor import GRON, NYCKLAR, notera, runda

GRANS = 2


@pytest.fixture
def tva_rundor(varld):
    """A closed round in spring with four of the pupils, an open one now with all five."""
    a, b, c, d, e = varld.elever
    varld.forra = runda(
        varld.klass,
        varld.mentor,
        {a: GRON, b: "ygggggggrg", c: "yyyyyyyyyy", d: GRON},
        datum=date(2026, 9, 1),
        stangd=True,
    )
    varld.runda = runda(
        varld.klass,
        varld.mentor2,
        {a: "GGGGGGGGGG", b: "gggggggggg", c: "ry  yggggg", d: "gggggggggy", e: "          "},
        undersok={(c, 2), (e, 0)},
        amnen={(c, 0): ["BI", "FY"], (c, 1): []},
    )
    return varld


def test_the_squares_are_those_that_urval_reads(tva_rundor):
    lasta, rutor = las_rutor(tva_rundor.runda.id), urval.rutor(tva_rundor.runda)
    assert {(e, p): f for e, per in lasta.farger.items() for p, f in per.items()} == {
        k: r.farg for k, r in rutor.items()
    }
    assert lasta.undersok == {k for k, r in rutor.items() if r.undersok}
    assert lasta.samlat == {k for k, r in rutor.items() if r.samlat}
    assert lasta.amnen == {k: r.amnen for k, r in rutor.items() if r.amnen}
    assert lasta.bedomare == {"Milo Mentor"}
    forra = urval.rutor(tva_rundor.forra)
    assert {(e, p): f for e, per in lasta.forra_farger.items() for p, f in per.items()} == {
        k: r.farg for k, r in forra.items()
    }


def test_of_the_round_before_only_what_is_asked_for(tva_rundor):
    """And of the round itself all."""
    hela, del_ = (las_rutor(tva_rundor.runda.id, forra_av=av) for av in ((), tuple(NYCKLAR[:2])))
    assert del_.forra_farger == {e: {p: f[p] for p in NYCKLAR[:2]} for e, f in hela.forra_farger.items()}
    assert (del_.farger, del_.undersok, del_.amnen, del_.forra) == (hela.farger, hela.undersok, hela.amnen, hela.forra)


@pytest.mark.parametrize("stangd", [True, False])
def test_the_round_before_is_the_one_of_urval(varld, stangd):
    elev = varld.elever[0]
    fjol = Klass.objects.create(skola=varld.skola, namn="6A", lasar=2025, stam=varld.klass.stam)
    nasta = Klass.objects.create(skola=varld.skola, namn="8A", lasar=2027, stam=varld.klass.stam)
    rundor = [
        runda(fjol, varld.mentor, {elev: GRON}, datum=date(2026, 3, 2), stangd=True),
        runda(varld.klass, varld.mentor, {elev: GRON}, datum=date(2026, 9, 1), stangd=True),
        runda(varld.klass, varld.mentor, {elev: GRON}, datum=date(2026, 9, 1), stangd=True),
        runda(varld.annan_klass, varld.mentor, {elev: GRON}, datum=date(2026, 9, 2), stangd=True),
        runda(varld.granneklass, varld.mentor, {elev: GRON}, datum=date(2026, 9, 2), stangd=True),
        runda(varld.klass, varld.mentor, {elev: GRON}, datum=date(2026, 11, 20), stangd=stangd),
        runda(nasta, varld.mentor, {elev: GRON}, datum=date(2027, 9, 1), stangd=True),
    ]
    for ny in rundor:
        fore = urval.forra(ny)
        assert las_rutor(ny.id).forra == (fore.datum if fore else None)
    assert urval.forra(rundor[2]) == rundor[1]
    assert urval.forra(rundor[1]) == rundor[0]


def test_a_mentor_reads_every_name(tva_rundor):
    grund = underlag(tva_rundor.runda, tva_rundor.mentor, gult_for_individ=GRANS)
    assert [e.namn for e in grund.elever] == [e.namn for e in tva_rundor.elever]


def test_elevhalsa_reads_the_names_of_flagged_pupils_only(tva_rundor):
    grund = underlag(tva_rundor.runda, tva_rundor.elevhalsa, gult_for_individ=GRANS)
    assert [e.namn for e in grund.elever] == [tva_rundor.elever[2].namn, "Elev 1", "Elev 2", "Elev 3", "Elev 4"]
    assert [e.kod for e in grund.elever][1:] == [""] * 4
    # The order of the unnamed is not the class's: it follows the random codes.
    koder = {e.id: e.kod for e in tva_rundor.elever}
    assert [koder[e.id] for e in grund.elever[1:]] == sorted(koder[e.id] for e in grund.elever[1:])


def test_elevhalsa_reads_a_flagged_pupil_who_has_moved_on_too(tva_rundor):
    c = tva_rundor.elever[2]
    Placering.objects.filter(elev=c).update(till=F("fran"))
    grund = underlag(tva_rundor.forra, tva_rundor.elevhalsa, gult_for_individ=GRANS)
    assert [e.namn for e in grund.elever] == [tva_rundor.elever[1].namn, c.namn, "Elev 1", "Elev 2"]


def test_a_mentor_reads_no_name_of_who_has_moved_on(tva_rundor):
    c = tva_rundor.elever[2]
    Placering.objects.filter(elev=c).update(till=F("fran"))
    for person, sist in [(tva_rundor.mentor, urval.FLYTTAD), (tva_rundor.rektor, tva_rundor.elever[3].namn)]:
        assert underlag(tva_rundor.forra, person, gult_for_individ=GRANS).elever[-1].namn == sist


@pytest.mark.parametrize("vem", ["mentor2", "rektor", "elevhalsa"])
def test_a_protected_pupil_is_in_no_count_of_others(tva_rundor, vem):
    b, c = tva_rundor.elever[1], tva_rundor.elever[2]
    type(b).objects.filter(id__in=[b.id, c.id]).update(skyddad=True)
    c.far_se.add(tva_rundor.mentor)
    # One is in the class still, the other was in the round before only.
    Placering.objects.filter(elev=b).update(till=F("fran"))
    grund = underlag(tva_rundor.runda, getattr(tva_rundor, vem), gult_for_individ=GRANS)
    for ids in ({e.id for e in grund.elever}, grund.rutor.farger.keys(), grund.rutor.forra_farger.keys()):
        assert not ids & {b.id, c.id}
    namngiven = underlag(tva_rundor.runda, tva_rundor.mentor, gult_for_individ=GRANS)
    assert c.id in {e.id for e in namngiven.elever} & namngiven.rutor.forra_farger.keys()


def test_notes_come_with_their_writer(tva_rundor):
    notera(tva_rundor.runda, tva_rundor.mentor, "reflektion", "Lugn grupp.")
    grund = underlag(tva_rundor.runda, tva_rundor.mentor, gult_for_individ=GRANS)
    assert grund.anteckningar == {"reflektion": ("Lugn grupp.", "Maja Mentor")}


def test_elevhalsa_who_is_a_mentor_too_reads_every_name_of_their_class(tva_rundor):
    Tjanst.objects.create(personal=tva_rundor.mentor, skola=tva_rundor.skola, roll=Roll.ELEVHALSA)
    grund = underlag(tva_rundor.runda, tva_rundor.mentor, gult_for_individ=GRANS)
    assert "Elev 1" not in [e.namn for e in grund.elever]


def test_a_square_of_an_older_form_does_no_harm(varld):
    gammal = runda(varld.klass, varld.mentor, {varld.elever[0]: GRON})
    gammal.markeringar.filter(pastaende=NYCKLAR[0]).update(pastaende="utgatt-1")
    assert "utgatt-1" in las_rutor(gammal.id).farger[varld.elever[0].id]


def test_a_new_class_has_nothing(varld):
    tom = runda(fabrik.klass(varld.skola, "7C", varld.mentor), varld.mentor, {})
    grund = underlag(tom, varld.mentor, gult_for_individ=GRANS)
    assert (grund.elever, grund.rutor.farger, grund.rutor.forra) == ([], {}, None)
