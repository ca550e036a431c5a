"""What the demo school is made of: the same every time, nothing in the future, nothing of real people."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from skolanknytning.skola import personuppgifter
from skolanknytning.start.demo import plan
from skolanknytning.start.demo.innehall import innehall

NU = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_it_is_the_same_every_time():
    assert innehall(2026, NU) == innehall(2026, NU)


def test_the_day_changes_only_what_would_lie_ahead():
    assert [s.elever for s in innehall(2026, NU)[1]] == [s.elever for s in innehall(2026, NU + timedelta(days=90))[1]]
    assert [s.rundor for s in innehall(2026, NU)[1]] == [s.rundor for s in innehall(2026, NU + timedelta(days=90))[1]]


@pytest.mark.parametrize(
    "nu",
    [
        NU,
        datetime(2026, 7, 1, 12, tzinfo=UTC),
        datetime(2026, 9, 1, 12, tzinfo=UTC),
        datetime(2027, 6, 30, 12, tzinfo=UTC),
    ],
)
def test_nothing_lies_in_the_future(nu):
    lasar = nu.year if nu.month >= 7 else nu.year - 1
    for skola in innehall(lasar, nu)[1]:
        for runda in skola.rundor:
            tider = [m.andrad for m in runda.markeringar] + [a.andrad for a in runda.anteckningar]
            assert max([*tider, runda.stangd or nu]) <= nu
            assert runda.datum <= nu.date()
        for datum in [d for i in skola.individer for d in i.datum]:
            assert max([datum.tid, datum.stangd or nu, *(a.andrad for a in datum.anteckningar)]) <= nu
            assert datum.dag <= nu.date()
        assert [i.avstod for i in skola.individer if i.avstod and i.avstod[0] > nu] == []
        for elev in skola.elever:
            for plats in elev.platser:
                assert plats.fran <= (plats.till or nu.date()) <= nu.date()


def test_rounds_are_on_school_days_in_three_terms():
    dagar = {r.datum for s in innehall(2026, NU)[1] for r in s.rundor}
    assert {d.weekday() for d in dagar} <= set(range(5))
    assert {(d.year, d.month > 6) for d in dagar} == {(2025, True), (2026, False), (2026, True)}


def test_names_differ_within_a_school():
    for skola in innehall(2026, NU)[1]:
        namn = Counter((e.fornamn, e.efternamn) for e in skola.elever)
        assert namn.most_common(1)[0][1] == 1


def test_nothing_is_shaped_like_a_personnummer():
    for skola in innehall(2026, NU)[1]:
        for elev in skola.elever:
            assert not personuppgifter.liknar_personnummer(f"{elev.externt_id} {elev.fornamn} {elev.efternamn}")
        for runda in skola.rundor:
            for a in runda.anteckningar:
                assert not personuppgifter.liknar_personnummer(f"{a.text} {a.tidigare}")


def test_notes_name_no_pupil_and_no_diagnosis():
    kanda = re.compile(r"adhd|autis|npf|diagnos|depress|ångest|läkemedel|\bskild|föräldr|vårdnad|familj", re.IGNORECASE)
    for skola in innehall(2026, NU)[1]:
        fornamn = [e.fornamn for e in skola.elever]
        texter = [f"{a.text} {a.tidigare}" for r in skola.rundor for a in r.anteckningar]
        texter += [a.text for i in skola.individer for d in i.datum for a in d.anteckningar]
        texter += [i.avstod[2] for i in skola.individer if i.avstod]
        assert len(texter) > 5
        assert [t for t in texter if kanda.search(t) or personuppgifter.namn_i(t, fornamn)] == []
        assert [t for t in texter if re.search(r"[{}]|  ", t.strip())] == []


def test_every_address_is_one_that_cannot_be_real():
    adresser = {p.epost for s in plan.skolor() for p in s.personal}
    assert {a.rpartition(".")[2] for a in adresser} == {"test"}
