"""Nothing small can be told from what is shown: an attacker that lists every table the page could have been made of.

The attacker is written another way than the rules: it knows nothing of steps and spans, and tries every number of
pupils in every cell that agrees with all that is shown of the statement, the groups' rows and the school's.
"""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analys.skolniva.spann import MINST, Dolt, Spann, dela, kvar, litet
from analys.skolniva.undertryckning import FOR_FA, TOM, Tabell, Tal, Visad, dolj, summera

P = "beteende-1"


# --- The attacker ----------------------------------------------------------------------------------------------------


def varden(tripel):
    """The five numbers of a cell: judged, grönt, gult, rött, gult or rött."""
    gron, gul, rod = tripel
    return (gron + gul + rod, gron, gul, rod, gul + rod)


def stammer(tripel, visad):
    """Whether colours could be behind what is shown. "Under five" of gult or rött may also be none of it, when it is
    said of both together.
    """
    minst = 0 if visad.gul_eller_rod is Dolt.FARRE else 1
    lagst = (1, 1, minst, minst, 1)
    for tal, visat, lag in zip(varden(tripel), visad, lagst, strict=True):
        if visat is Dolt.FARRE and not lag <= tal <= 4:
            return False
        if not isinstance(visat, Dolt) and tal != visat:
            return False
    return True


def tripplar(antal):
    return [(g, y, antal - g - y) for g in range(antal + 1) for y in range(antal + 1 - g)]


def plus(a, b):
    return tuple(x + y for x, y in zip(a, b, strict=True))


def mojliga(rader, hela):
    """For each row, and last for the whole, every colours it can have in some table that agrees with all shown."""
    per_rad = [[t for t in tripplar(visad.bedomda) if stammer(t, visad)] for visad in rader]
    ut = []
    for i, egna in enumerate(per_rad):
        andras = {(0, 0, 0)}
        for j, deras in enumerate(per_rad):
            if i != j:
                andras = {plus(a, t) for a in andras for t in deras}
        ut.append({t for t in egna if any(stammer(plus(t, a), hela) for a in andras)})
    alla = {(0, 0, 0)}
    for deras in per_rad:
        alla = {plus(a, t) for a in alla for t in deras}
    return [*ut, {t for t in alla if stammer(t, hela)}]


def angrip(tal_per_grupp, tabell, nyckel=P):
    """Assert that of no small number only one value is left, and that what is shown is true."""
    grupper = [g for g in tabell.grupper if isinstance(tabell.celler[g, nyckel].bedomda, int)]
    rader = [tabell.celler[g, nyckel] for g in grupper]
    sanna = [tal_per_grupp[g][nyckel][:3] for g in grupper]
    sanna.append(tuple(map(sum, zip(*sanna, strict=True))) if sanna else (0, 0, 0))
    for sann, kan_vara, visad in zip(sanna, mojliga(rader, tabell.hela[nyckel]), [*rader, tabell.hela[nyckel]],
                                     strict=True):  # fmt: skip
        assert sann in kan_vara
        for plats, tal in enumerate(varden(sann)):
            olika = {varden(t)[plats] for t in kan_vara}
            assert not litet(tal) or len(olika) > 1, (plats, tal, visad)


def visade_tal(tabell):
    rader = [*tabell.celler.values(), *tabell.hela.values()]
    return [tal for rad in rader for tal in rad if not isinstance(tal, Dolt)]


# --- One statement ---------------------------------------------------------------------------------------------------

sma = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 7))
celler = st.builds(Tal, st.one_of(sma, st.integers(5, 9)), sma, sma, st.just(0))
tabeller = st.lists(celler, min_size=1, max_size=4)


def som_grupper(celler):
    return {7 + nr: {P: tal} for nr, tal in enumerate(celler)}


@given(tabeller)
@example([Tal(4, 4, 0), Tal(4, 4, 0)])
@example([Tal(8, 4, 4), Tal(9, 4, 4)])
@example([Tal(9, 1, 8), Tal(9, 1, 8)])
@example([Tal(20, 4, 6), Tal(20, 4, 6)])
@example([Tal(20, 1, 6), Tal(20, 1, 6), Tal(20, 1, 6), Tal(20, 1, 6)])
@example([Tal(20, 2, 0), Tal(20, 0, 0), Tal(20, 3, 0)])
@example([Tal(5, 0, 0), Tal(4, 4, 0)])
@example([Tal(0, 3, 5), Tal(0, 0, 0)])
@example([Tal(1, 4, 4), Tal(9, 3, 0), Tal(0, 8, 8)])
def test_inget_litet_tal_gar_att_rakna_ut(celler):
    grupper = som_grupper(celler)
    tabell = dolj(grupper, [P])
    assert not any(litet(tal) for tal in visade_tal(tabell))
    angrip(grupper, tabell)


def test_alla_sma_tabeller_av_tva_grupper():
    """Every table of two groups of seven or eight judged, a few thousand: nothing is left to chance here."""
    for a, b in itertools.product(tripplar(7)[::2], tripplar(8)[::3]):
        grupper = som_grupper([Tal(*a), Tal(*b)])
        angrip(grupper, dolj(grupper, [P]))


def bara_de_sma(celler):
    """A table where the small numbers are hidden and nothing else: what the rules are there to be better than."""
    grupper = som_grupper(celler)
    dolt = {g: Visad(*(Dolt.FARRE if litet(n) else n for n in varden(rad[P][:3]))) for g, rad in grupper.items()}
    alla = varden(tuple(map(sum, zip(*(tal[:3] for tal in celler), strict=True))))
    hela = {P: Visad(*(Dolt.FARRE if litet(n) else n for n in alla))}
    return grupper, Tabell(tuple(grupper), (), {(g, P): rad for g, rad in dolt.items()}, hela, None, None)


@pytest.mark.parametrize(
    "celler",
    [
        [Tal(20, 6, 2), Tal(30, 9, 7)],  # the row's sum
        [Tal(20, 3, 2), Tal(30, 9, 7)],  # the column's
        [Tal(20, 4, 4), Tal(30, 8, 8)],  # eight of two that are under five
    ],
)
def test_angriparen_hittar_det_som_inte_ar_skyddat(celler):
    with pytest.raises(AssertionError):
        angrip(*bara_de_sma(celler))


@given(tabeller)
def test_det_som_visas_ar_sant_och_summorna_ar_de_visade_gruppernas(celler):
    grupper = som_grupper(celler)
    tabell = dolj(grupper, [P])
    raknade = [tal for tal in celler if tal.bedomda >= MINST]
    for grupp in tabell.grupper:
        sant = varden(grupper[grupp][P][:3])
        assert all(v in (s, *Dolt) for v, s in zip(tabell.celler[grupp, P], sant, strict=True))
    assert tabell.hela[P].bedomda == sum(tal.bedomda for tal in raknade)
    assert all(v in (s, *Dolt) for v, s in zip(
        tabell.hela[P], varden(tuple(map(sum, zip(*(t[:3] for t in raknade), strict=True))) or (0, 0, 0)), strict=True
    ))  # fmt: skip


@given(tabeller)
def test_farre_an_fem_sags_bara_om_det_som_ar_det(celler):
    grupper = som_grupper(celler)
    tabell = dolj(grupper, [P])
    for grupp in tabell.grupper:
        sant = varden(grupper[grupp][P][:3])
        assert all(s < MINST for v, s in zip(tabell.celler[grupp, P], sant, strict=True) if v is Dolt.FARRE)


def test_utan_sma_tal_visas_allt():
    grupper = som_grupper([Tal(20, 6, 5, 3), Tal(30, 0, 0), Tal(12, 8, 0)])
    tabell = dolj(grupper, [P])
    assert tabell.rad(7) == {P: Visad(31, 20, 6, 5, 11)}
    assert tabell.rad(8) == {P: Visad(30, 30, 0, 0, 0)}
    assert tabell.rad(None) == {P: Visad(81, 62, 14, 5, 19)}


def test_en_liten_siffra_doljer_en_till_i_nasta_grupp():
    grupper = som_grupper([Tal(20, 6, 2), Tal(30, 9, 7), Tal(25, 7, 6)])
    tabell = dolj(grupper, [P])
    assert tabell.rad(7) == {P: Visad(28, 20, Dolt.DOLD, Dolt.FARRE, 8)}
    assert tabell.rad(8) == {P: Visad(46, 30, 9, 7, 16)}
    # The smallest of the others, or the school's 15 less 7 and 6 would tell the 2.
    assert tabell.rad(9) == {P: Visad(38, 25, Dolt.DOLD, Dolt.DOLD, 13)}
    assert tabell.rad(None) == {P: Visad(112, 75, 22, 15, 37)}


def test_fa_med_gult_eller_rott_stanger_gruppen():
    grupper = som_grupper([Tal(26, 2, 1), Tal(30, 9, 7), Tal(25, 7, 6)])
    tabell = dolj(grupper, [P])
    assert tabell.rad(7) == {P: Visad(29, Dolt.DOLD, Dolt.FARRE, Dolt.FARRE, Dolt.FARRE)}
    assert tabell.rad(9) == {P: Visad(38, *[Dolt.DOLD] * 4)}
    assert tabell.rad(None) == {P: Visad(113, 81, 18, 14, 32)}


# --- Groups under five, and those not judged -------------------------------------------------------------------------


def test_grupper_under_fem_visas_inte_och_raknas_inte():
    grupper = som_grupper([Tal(10, 5, 5), Tal(2, 1, 1), Tal(0, 0, 0)])
    tabell = dolj(grupper, [P])
    assert (tabell.grupper, tabell.for_fa) == ((7,), (8,))
    assert tabell.hela == {P: Visad(20, 10, 5, 5, 10)}
    assert (tabell.elever, tabell.ej_bedomda) == (20, {P: 0})


def test_farre_an_fem_bedomda_visas_inte_och_raknas_inte():
    grupper = {7: {P: Tal(10, 5, 5)}, 8: {P: Tal(2, 1, 0, 20)}, 9: {P: Tal(0, 0, 0, 20)}}
    tabell = dolj(grupper, [P])
    assert (tabell.celler[8, P], tabell.celler[9, P]) == (FOR_FA, TOM)
    assert tabell.hela == {P: Visad(20, 10, 5, 5, 10)}
    assert tabell.ej_bedomda is None


bedomningar = st.lists(
    st.tuples(st.integers(5, 12), st.lists(st.integers(0, 6), min_size=2, max_size=2)), min_size=1, max_size=3
)


@given(bedomningar)
@example([(5, [5, 5]), (9, [2, 0])])
@example([(9, [2, 3]), (9, [0, 1])])
def test_ej_bedomda_gar_inte_att_rakna_ut_for_nagon_grupp(grupperna):
    """The attacker tries every size of every group that is not smaller than five or than those judged in it."""
    rakna = {
        nr: {f"p{p}": Tal(gron=antal - min(ej, antal), ej_bedomda=min(ej, antal)) for p, ej in enumerate(ejna)}
        for nr, (antal, ejna) in enumerate(grupperna)
    }
    tabell = dolj(rakna, ["p0", "p1"])
    if tabell.ej_bedomda is None:
        assert tabell.elever is None
        return
    assert not any(litet(n) for n in tabell.ej_bedomda.values())
    bedomda = {g: [tal.bedomda for tal in rader.values()] for g, rader in rakna.items()}
    storlekar = [range(max(5, *rad), tabell.elever + 1) for rad in bedomda.values()]
    kan_vara = [s for s in itertools.product(*storlekar) if sum(s) == tabell.elever]
    for plats, (grupp, rad) in enumerate(bedomda.items()):
        for nyckel, antal in zip(("p0", "p1"), rad, strict=True):
            olika = {s[plats] - antal for s in kan_vara}
            assert rakna[grupp][nyckel].ej_bedomda in olika
            assert not litet(rakna[grupp][nyckel].ej_bedomda) or len(olika) > 1


def test_en_summa_av_pastaenden_sags_nar_alla_delar_sags():
    hel, delad = Visad(31, 20, 6, 5, 11), Visad(28, 20, Dolt.DOLD, Dolt.FARRE, 8)
    assert summera([hel, hel, TOM, FOR_FA]) == Visad(62, 40, 12, 10, 22)
    assert summera([hel, delad]) == Visad(59, 40, Dolt.DOLD, Dolt.DOLD, 19)
    assert summera([FOR_FA]) == TOM


# --- The arithmetic under it -----------------------------------------------------------------------------------------

spann = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda s: Spann(min(s), max(s)))


@given(st.lists(spann, min_size=1, max_size=4), spann)
def test_det_som_ar_kvar_ar_precis_det_som_gar(delar, summa):
    alla = [t for t in itertools.product(*(range(d.lag, d.hog + 1) for d in delar)) if summa.lag <= sum(t) <= summa.hog]
    if alla:
        *per_del, hela = kvar(delar, summa)
        assert [Spann(min(k), max(k)) for k in zip(*alla, strict=True)] == per_del
        assert Spann(min(map(sum, alla)), max(map(sum, alla))) == hela


@pytest.mark.parametrize(
    ("antal", "hela", "vantat"),
    [
        (3, 20, Spann(1, 4)),
        (17, 20, Spann(16, 19)),
        (3, 6, Spann(2, 4)),
        (4, 8, Spann(0, 8)),  # "under five" of both would say it
        (10, 20, Spann(10, 10)),
        (0, 20, Spann(0, 0)),
    ],
)
def test_en_delning_sager_det_den_far(antal, hela, vantat):
    assert dela(antal, hela).spann == vantat
