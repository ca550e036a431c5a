"""What has become of a proposal: as a table, and as properties of every way there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartlaggning.forslag.tillstand import Beslutat, Datum, Lage, tillstand

RUNDA = date(2026, 9, 29)
FORE, EFTER, SENARE = date(2026, 5, 13), date(2026, 10, 14), date(2026, 11, 3)

AVSTOD = Beslutat(True, EFTER, "Maja Mentor", "Vi väntar.")
STARTADE = Beslutat(False, EFTER, "Maja Mentor")


def oppet(dag: date) -> Datum:
    return Datum("oppet", dag, oppet=True)


def klart(dag: date) -> Datum:
    return Datum(dag.isoformat(), dag, oppet=False)


@pytest.mark.parametrize(
    ("beslut", "datum", "ersatt", "lage", "dag", "kan_startas"),
    [
        # Nobody has decided.
        ([], [], False, Lage.FORESLAGEN, None, True),
        # What was filled before the round does not answer it.
        ([], [klart(FORE)], False, Lage.FORESLAGEN, None, True),
        # Under way, however it began: it is silent.
        ([], [oppet(EFTER)], False, Lage.PAGAR, EFTER, False),
        ([], [oppet(FORE)], False, Lage.PAGAR, FORE, False),
        ([STARTADE], [klart(EFTER), oppet(SENARE)], False, Lage.PAGAR, SENARE, False),
        ([AVSTOD], [oppet(SENARE)], False, Lage.PAGAR, SENARE, False),
        ([], [oppet(EFTER)], True, Lage.PAGAR, EFTER, False),
        # Done: started by the decision, or filled since the round.
        ([STARTADE], [klart(EFTER)], False, Lage.GJORD, EFTER, False),
        ([STARTADE], [klart(EFTER), klart(SENARE)], False, Lage.GJORD, SENARE, False),
        ([], [klart(FORE), klart(RUNDA)], False, Lage.GJORD, RUNDA, False),
        ([AVSTOD], [klart(SENARE)], False, Lage.GJORD, SENARE, False),
        # The date may be set back before the round; the decision says what it answers.
        ([STARTADE], [klart(FORE)], False, Lage.GJORD, FORE, False),
        ([AVSTOD, STARTADE], [klart(FORE)], False, Lage.GJORD, FORE, False),
        # Declined, until somebody starts anyway; what was begun by mistake and taken back leaves no decision.
        ([AVSTOD], [], False, Lage.AVSTOD, None, True),
        ([AVSTOD], [klart(FORE)], False, Lage.AVSTOD, None, True),
        ([AVSTOD], [], True, Lage.AVSTOD, None, False),
        # A later class round has judged the pupil: nothing to decide here any more.
        ([], [], True, Lage.PASSERAD, None, False),
        ([], [klart(FORE)], True, Lage.PASSERAD, None, False),
    ],
)
def test_the_state(beslut, datum, ersatt, lage, dag, kan_startas):
    t = tillstand(RUNDA, beslut, datum, ersatt=ersatt)
    assert (t.lage, t.datum and t.datum.datum, t.kan_startas) == (lage, dag, kan_startas)
    assert t.beslut == (AVSTOD if lage == Lage.AVSTOD else None)


def test_the_latest_decision_counts():
    sedan = Beslutat(True, SENARE, "Milo Mentor", "Fortfarande inte.")
    assert tillstand(RUNDA, [AVSTOD, sedan], [], ersatt=False).beslut == sedan


DAGAR = st.dates(date(2026, 8, 18), date(2027, 6, 10))
BESLUT = st.lists(st.builds(Beslutat, st.booleans(), DAGAR, st.just("Maja"), st.just("Vi väntar.")), max_size=3)


@st.composite
def datumrader(draw):
    """The dates of a form, oldest first, the last perhaps open."""
    dagar = sorted(draw(st.lists(DAGAR, max_size=4)))
    oppen = draw(st.booleans())
    return [Datum(f"d{n}", dag, oppen and n == len(dagar) - 1) for n, dag in enumerate(dagar)]


@given(DAGAR, BESLUT, datumrader(), st.booleans())
def test_it_can_be_started_only_when_nothing_is_under_way_or_done(runda, beslut, datum, ersatt):
    t = tillstand(runda, beslut, datum, ersatt=ersatt)
    if t.kan_startas:
        assert t.lage in (Lage.FORESLAGEN, Lage.AVSTOD)
        assert not any(d.oppet or d.datum >= runda for d in datum)
        assert not ersatt
    assert t.vantar <= t.kan_startas


@given(DAGAR, BESLUT, datumrader(), st.booleans())
def test_each_state_has_what_there_is_to_say_of_it(runda, beslut, datum, ersatt):
    t = tillstand(runda, beslut, datum, ersatt=ersatt)
    assert (t.datum is not None) == (t.lage in (Lage.PAGAR, Lage.GJORD))
    assert (t.beslut is not None) == (t.lage == Lage.AVSTOD)
    if t.datum:
        assert t.datum.oppet == (t.lage == Lage.PAGAR)


@given(DAGAR, BESLUT, datumrader())
def test_it_waits_until_somebody_has_decided(runda, beslut, datum):
    """And a decision always silences it, as long as a started form is there."""
    t = tillstand(runda, beslut, datum, ersatt=False)
    if t.vantar:
        assert not beslut or not (beslut[-1].avstod or datum)
    if beslut and beslut[-1].avstod:
        assert not t.vantar


@given(DAGAR, BESLUT, datumrader(), st.booleans(), DAGAR)
def test_a_form_under_way_silences_whatever_was_before(runda, beslut, datum, ersatt, dag):
    stangda = [Datum(d.kod, d.datum, oppet=False) for d in datum]
    nytt = Datum("nytt", max([dag, *(d.datum for d in datum)]) + timedelta(days=1), oppet=True)
    t = tillstand(runda, beslut, [*stangda, nytt], ersatt=ersatt)
    assert (t.lage, t.datum, t.kan_startas) == (Lage.PAGAR, nytt, False)
