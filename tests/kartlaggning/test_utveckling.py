"""One pupil over time: counts per dimension and occasion, and which statements moved."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartlaggning import instrument
from kartlaggning.tal.forandring import Forandring
from kartlaggning.tal.utveckling import Antal, Flytt, Tillfalle, att_jamfora, rakna, rorelse, utveckla

FORM = instrument.las(instrument.SENASTE_INDIVID)
KLASSFORM = instrument.las(instrument.SENASTE_GRUPP)
ALLA, KLASSENS = frozenset(FORM.per_nyckel), frozenset(KLASSFORM.per_nyckel)
BORJAN = date(2026, 8, 20)
BETEENDE = FORM.dimensioner[0].pastaenden
OM_SKOLAN = {p.nyckel for p in FORM.pastaenden if p.om_skolan}


def egen(nummer: int, **mer) -> Tillfalle:
    return Tillfalle(nummer, BORJAN + timedelta(days=7 * nummer), ALLA, **mer)


def klassens(nummer: int) -> Tillfalle:
    return Tillfalle(nummer, BORJAN + timedelta(days=7 * nummer), KLASSENS, klass="7A")


# A colour that may stand on the statement, or none.
enskild = st.fixed_dictionaries(
    {}, optional={p.nyckel: st.sampled_from([1, 2, 3, 4] if p.ej_aktuellt else [1, 2, 3]) for p in FORM.pastaenden}
)


@st.composite
def historier(draw):
    """Occasions of all kinds, oldest first, with the colours of each."""
    tillfallen, farger = [], {}
    for nummer in range(draw(st.integers(0, 6))):
        slag = draw(st.sampled_from(["egen", "klassens", "kollega"]))
        t = klassens(nummer) if slag == "klassens" else egen(nummer, kollega="Kaj" if slag == "kollega" else "")
        tillfallen.append(t)
        farger[nummer] = {p: farg for p, farg in draw(enskild).items() if p in t.fragar}
    return tillfallen, farger


@pytest.mark.parametrize(
    ("antal", "ord_"),
    [
        (Antal(2, 1, 1), "2 grönt, 1 gult, 1 rött av 4 bedömda"),
        (Antal(0, 1, 0, ej_bedomda=1), "0 grönt, 1 gult, 0 rött av 1 bedömt (1 ej bedömt)"),
        (
            Antal(1, 0, 1, ej_aktuellt=1, ej_bedomda=2),
            "1 grönt, 0 gult, 1 rött av 2 bedömda (2 ej bedömda, 1 ej aktuellt)",
        ),
        (Antal(), "0 grönt, 0 gult, 0 rött av 0 bedömda"),
    ],
)
def test_the_counts_in_words(antal, ord_):
    assert antal.i_ord == ord_


def test_ej_aktuellt_is_neither_judged_good_nor_bad():
    stod = FORM.per_nyckel["akademisk-5"]
    assert rakna([stod], {"akademisk-5": 4}) == Antal(ej_aktuellt=1)
    assert rorelse([stod], {"akademisk-5": 4}, {"akademisk-5": 3}).forandring == Forandring(borta=1)
    assert rorelse([stod], {"akademisk-5": 1}, {"akademisk-5": 4}).forandring == Forandring(nya=1)


def test_what_moved_is_named_in_the_order_of_the_form():
    nycklar = [p.nyckel for p in BETEENDE]
    fick = rorelse(
        BETEENDE, dict(zip(nycklar, [1, 3, 2, 1], strict=True)), dict(zip(nycklar, [3, 2, 2, 0], strict=True))
    )
    assert fick.forandring == Forandring(battre=1, samre=1, lika=1, nya=1)
    assert fick.flyttade == (Flytt(BETEENDE[0], 3, 1), Flytt(BETEENDE[1], 2, 3))
    assert [(f.battre, f.i_ord) for f in fick.flyttade] == [(True, "rött → grönt"), (False, "gult → rött")]


def test_what_rates_the_school_is_never_counted_as_the_pupils():
    farger = {1: dict.fromkeys(OM_SKOLAN, 3)}
    for d in utveckla(FORM, [egen(1)], farger).dimensioner:
        assert d.eleven.punkter == ()
        skolans = [p for p in d.dimension.pastaenden if p.om_skolan]
        assert (d.skolan is None) == (not skolans)
        if d.skolan:
            assert d.skolan.punkter == ((egen(1), Antal(rod=len(skolans))),)


def test_two_dates_of_the_form_are_compared_before_what_has_rounds_of_the_class_in_it():
    farger = {nummer: {"beteende-1": 2} for nummer in range(6)}
    alla = [klassens(0), egen(1), klassens(2), egen(3), egen(4, kollega="Kaj"), klassens(5)]
    assert att_jamfora(alla, farger) == (egen(1), egen(3))
    assert att_jamfora(alla[:3], farger) == (egen(1), klassens(2))
    assert att_jamfora(alla[:2], farger) == (klassens(0), egen(1))
    assert att_jamfora([klassens(0), klassens(2)], farger) == (klassens(0), klassens(2))
    assert att_jamfora(alla[:1], farger) is None
    assert att_jamfora([], {}) is None


def test_what_only_one_of_the_forms_asks_is_not_compared():
    nu, da = dict.fromkeys(ALLA, 1), dict.fromkeys(KLASSENS, 2)
    fick = utveckla(FORM, [klassens(0), egen(1)], {0: da, 1: nu})
    for d in fick.dimensioner:
        gemensamma = [p for p in d.dimension.pastaenden if p.nyckel in KLASSENS]
        assert d.eleven.rorelse.i_ord == f"{len(gemensamma)} bättre, 0 sämre, 0 lika"
        assert [flytt.pastaende for flytt in d.eleven.rorelse.flyttade] == gemensamma


def test_a_date_on_which_nothing_has_a_colour_is_passed_over():
    farger = {1: {"beteende-1": 2}, 2: {"beteende-1": 1}, 3: {}, 4: {"akademisk-5": 4}}
    alla = [egen(1), egen(2), egen(3), egen(4)]
    assert att_jamfora(alla, farger) == (egen(1), egen(2))
    beteende = utveckla(FORM, alla, farger).dimensioner[0].eleven
    assert [t.id for t, _ in beteende.punkter] == [1, 2]
    assert beteende.rorelse.forandring == Forandring(battre=1)


@given(historier())
def test_against_a_recount_square_by_square(historia):
    tillfallen, farger = historia
    fick = utveckla(FORM, tillfallen, farger)
    for d in fick.dimensioner:
        for skolans, kurva in ((False, d.eleven), (True, d.skolan)):
            mina = [p.nyckel for p in d.dimension.pastaenden if (p.nyckel in OM_SKOLAN) is skolans]
            if kurva is None:
                assert not mina
                continue
            vantat = []
            for t in tillfallen:
                lista = [farger[t.id].get(p, 0) for p in mina if p in t.fragar]
                if not t.kollega and any(lista):
                    vantat.append((t, [lista.count(1), lista.count(2), lista.count(3), lista.count(4), lista.count(0)]))
            raknat = [(t, [a.gron, a.gul, a.rod, a.ej_aktuellt, a.ej_bedomda]) for t, a in kurva.punkter]
            assert raknat == vantat
            assert all(a.pastaenden == len([p for p in mina if p in t.fragar]) for t, a in kurva.punkter)


@given(historier())
def test_every_square_of_the_mentors_is_counted_once(historia):
    """Pupil and school together hold each judged square of the mentors' own occasions, and no other."""
    tillfallen, farger = historia
    fick = utveckla(FORM, tillfallen, farger)
    raknade = sum(
        antal.bedomda + antal.ej_aktuellt
        for d in fick.dimensioner
        for kurva in (d.eleven, d.skolan)
        if kurva
        for _, antal in kurva.punkter
    )
    assert raknade == sum(len(farger[t.id]) for t in tillfallen if not t.kollega)


@given(historier())
def test_movements_are_between_two_occasions_and_of_matched_statements(historia):
    tillfallen, farger = historia
    fick = utveckla(FORM, tillfallen, farger)
    if fick.mellan is None:
        assert not any(k.rorelse for d in fick.dimensioner for k in (d.eleven, d.skolan) if k)
        return
    da, nu = fick.mellan
    assert da.datum < nu.datum
    assert not da.kollega
    assert not nu.kollega
    egna = [t for t in tillfallen if not t.kollega and not t.klass and {1, 2, 3} & set(farger[t.id].values())]
    assert len(egna) < 2 or [da, nu] == egna[-2:]
    for d in fick.dimensioner:
        r = d.eleven.rorelse
        mina = [p for p in d.dimension.pastaenden if p.nyckel not in OM_SKOLAN]
        par = [(farger[da.id].get(p.nyckel, 0), farger[nu.id].get(p.nyckel, 0)) for p in mina]
        f = r.forandring
        assert f.battre == len([1 for d_, n in par if d_ and n and n < d_])
        assert f.samre == len([1 for d_, n in par if d_ and n and n > d_])
        assert f.lika == len([1 for d_, n in par if d_ and n and n == d_])
        assert len(r.flyttade) == f.battre + f.samre
        assert len([flytt for flytt in r.flyttade if flytt.battre]) == f.battre


@given(historier())
def test_what_colleagues_answer_changes_nothing(historia):
    tillfallen, farger = historia
    utan = [t for t in tillfallen if not t.kollega]
    assert utveckla(FORM, tillfallen, farger) == utveckla(FORM, utan, farger)
