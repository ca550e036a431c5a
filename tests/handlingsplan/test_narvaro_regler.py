"""Figures of absence put in, changed and removed; two at once lose nothing; the log says who and which days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handlingsplan import narvarolasning
from handlingsplan.models import Narvaroperiod
from handlingsplan.narvarolasning import Om
from handlingsplan.regler import narvaro as regler
from handlingsplan.regler.grund import BorttagetError
from skolanknytning.logg.models import Handelse

from .narvarotal import EFTER, FORE, TAL, period, rader

ANNAT = {"": ("7", "3"), "EN": ("1.5", "0")}


@pytest.fixture
def om(varld):
    return Om(varld.skola, klass=varld.klass)


def lasta(om) -> list[tuple]:
    """What the pages read: days, version and rows of every period."""
    return [
        (p.fran, p.till, p.version, [(r.amne, r.namn, r.giltig, r.ogiltig) for r in p.rader])
        for p in narvarolasning.perioder_for(om)
    ]


def loggen() -> list[tuple[str, str, str]]:
    return list(Handelse.objects.order_by("id").values_list("handling", "objekt_kod", "text"))


def test_a_period_is_put_in_and_read(varld, om, django_assert_num_queries):
    period(om, varld.mentor, EFTER, ANNAT)
    period(om, varld.mentor)
    with django_assert_num_queries(1):
        svar = lasta(om)
    assert svar == [
        (*FORE, 1, [("", "Alla ämnen", Decimal("8.5"), 4), ("MA", "Matematik", 9, Decimal("6.5"))]),
        (*EFTER, 1, [("", "Alla ämnen", 7, 3), ("EN", "Engelska", Decimal("1.5"), 0)]),
    ]


def test_a_class_a_pupil_and_a_school_have_figures_of_their_own(varld):
    elev = varld.elever[0]
    alla = [Om(varld.skola, klass=varld.klass), Om(varld.skola, elev=elev), Om(varld.skola)]
    for nummer, om in enumerate(alla):
        period(om, varld.mentor, tal={"": (str(nummer), "0")})
    period(Om(varld.skola, klass=varld.annan_klass), varld.mentor)
    period(Om(varld.granne), varld.utanfor)
    assert [[r[2] for r in lasta(om)[0][3]] for om in alla] == [[0], [1], [2]]
    assert [len(lasta(om)) for om in alla] == [1, 1, 1]


def test_the_same_figures_twice_are_one_period(varld, om):
    assert period(om, varld.mentor) == period(om, varld.mentor2)
    assert Narvaroperiod.objects.get().version == 1


def test_a_colleagues_period_with_the_same_days_is_not_overwritten_unseen(varld, om):
    period(om, varld.mentor2)
    utfall = regler.lagg_in(om, *FORE, rader(ANNAT), av=varld.mentor)
    assert utfall.krock
    assert regler.rader_i(utfall.period) == rader(TAL)
    sedd = regler.lagg_in(om, *FORE, rader(ANNAT), ersatter=utfall.period.version, av=varld.mentor)
    assert not sedd.krock
    assert regler.rader_i(Narvaroperiod.objects.get()) == rader(ANNAT)


def test_a_change_upon_an_old_version_is_held_back(varld, om):
    rad = period(om, varld.mentor)
    assert not regler.andra(om, rad.kod, *FORE, rader(ANNAT), ersatter=1, av=varld.mentor2).krock
    utfall = regler.andra(om, rad.kod, *FORE, rader({"MA": ("1", "1")}), ersatter=1, av=varld.mentor)
    assert utfall.krock
    assert utfall.period.andrad_av == varld.mentor2
    assert regler.rader_i(Narvaroperiod.objects.get()) == rader(ANNAT)
    assert not regler.andra(om, rad.kod, *FORE, rader(ANNAT), ersatter=1, av=varld.mentor).krock


def test_the_days_can_be_changed_but_not_to_another_periods(varld, om):
    rad = period(om, varld.mentor)
    period(om, varld.mentor, EFTER)
    with pytest.raises(regler.PeriodFinnsError):
        regler.andra(om, rad.kod, *EFTER, rader(TAL), ersatter=1, av=varld.mentor)
    regler.andra(om, rad.kod, date(2026, 8, 20), FORE[1], rader(TAL), ersatter=1, av=varld.mentor)
    assert [p[0] for p in lasta(om)] == [date(2026, 8, 20), EFTER[0]]


@pytest.mark.parametrize("dagar", [(FORE[0], EFTER[1]), (FORE[1], EFTER[0]), (date(2026, 9, 1), date(2026, 9, 2))])
def test_a_day_is_in_one_period_of_a_class(varld, om, dagar):
    """The picture tells of before and after; the same day in both would be compared with itself."""
    rad = period(om, varld.mentor)
    with pytest.raises(regler.PeriodFinnsError, match="delar dagar med 18 augusti – 30 september 2026"):
        period(om, varld.mentor, dagar)
    period(om, varld.mentor, EFTER)
    if dagar[1] in EFTER:
        with pytest.raises(regler.PeriodFinnsError, match="delar dagar med 1 oktober – 20 november 2026"):
            regler.andra(om, rad.kod, *dagar, rader(TAL), ersatter=1, av=varld.mentor)
    # Its own days are in nobody's way, and neither are a pupil's or another class's.
    regler.andra(om, rad.kod, date(2026, 9, 1), FORE[1], rader(TAL), ersatter=1, av=varld.mentor)
    period(Om(varld.skola, elev=varld.elever[0]), varld.mentor, dagar)
    period(Om(varld.skola, klass=varld.annan_klass), varld.annan_mentor, dagar)
    assert [p[0] for p in lasta(om)] == [date(2026, 9, 1), EFTER[0]]


def test_periods_that_already_share_days_can_be_corrected(varld, om):
    """Of one that was put in before this was refused, the figures are changed without moving its days."""
    rad = period(om, varld.mentor)
    Narvaroperiod.objects.create(
        skola=om.skola, klass=om.klass, fran=date(2026, 9, 1), till=EFTER[1], version=1, andrad_av=varld.mentor
    )
    assert not regler.andra(om, rad.kod, *FORE, rader(ANNAT), ersatter=1, av=varld.mentor).krock
    assert regler.rader_i(rad) == rader(ANNAT)


def test_a_period_is_removed_in_the_version_that_was_read(varld, om):
    rad = period(om, varld.mentor)
    assert regler.ta_bort(om, rad.kod, ersatter=0, av=varld.mentor).krock
    assert not regler.ta_bort(om, rad.kod, ersatter=1, av=varld.mentor).krock
    assert lasta(om) == []
    for regel in (
        lambda: regler.ta_bort(om, rad.kod, ersatter=1, av=varld.mentor),
        lambda: regler.andra(om, rad.kod, *FORE, rader(TAL), ersatter=1, av=varld.mentor),
    ):
        with pytest.raises(BorttagetError):
            regel()


def test_another_classs_period_is_not_reached(varld, om):
    rad = period(om, varld.mentor)
    with pytest.raises(BorttagetError):
        regler.ta_bort(replace(om, klass=varld.annan_klass), rad.kod, ersatter=1, av=varld.mentor)


def test_the_log_names_the_days_and_never_the_figures(varld, om):
    rad = period(om, varld.mentor)
    regler.andra(om, rad.kod, *FORE, rader(ANNAT), ersatter=1, av=varld.mentor)
    regler.ta_bort(om, rad.kod, ersatter=2, av=varld.mentor)
    elev = varld.elever[0]
    period(Om(varld.skola, elev=elev), varld.mentor)
    period(Om(varld.skola), varld.rektor)
    dagar = "2026-08-18 – 2026-09-30"
    assert loggen() == [
        ("skapade", varld.klass.kod, f"frånvaro för 7A, {dagar}"),
        ("andrade", varld.klass.kod, f"frånvaro för 7A, {dagar}"),
        ("tog_bort", varld.klass.kod, f"frånvaro för 7A, {dagar}"),
        ("skapade", elev.kod, f"frånvaro för en elev, {dagar}"),
        ("skapade", varld.skola.kod, f"frånvaro för skolan, {dagar}"),
    ]


def test_a_subject_that_the_school_has_no_more_keeps_its_figures(varld, om):
    period(om, varld.mentor, tal={"MA": ("1", "1"), "": ("2", "2")})
    varld.skola.egna_amnen = "FRI Friluftsliv"
    varld.skola.save()
    om.klass.skola = varld.skola
    assert [(r[0], r[1]) for r in lasta(om)[0][3]] == [("", "Alla ämnen"), ("MA", "MA")]
