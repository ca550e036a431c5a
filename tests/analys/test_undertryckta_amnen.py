"""Subjects and movement across the school: nothing small can be told, tried by listing every way it could be."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analys.skolniva.amnen import Amne, Block, dolj_amnen
from analys.skolniva.rorelse import Rorelse, dolj_rorelse
from analys.skolniva.spann import Dolt, litet
from analys.skolniva.undertryckning import Visad

NO = ("BI", "FY", "KE")
DELAR = [tuple(k for k, med in zip(NO, val, strict=True) if med) for val in itertools.product([0, 1], repeat=3)]


# --- Subjects --------------------------------------------------------------------------------------------------------


def alla_sammansattningar(antal):
    """Every way so many pupils can be spread over the sets of subjects."""
    delar = len(DELAR)
    for granser in itertools.combinations(range(antal + delar - 1), delar - 1):
        kanter = (-1, *granser, antal + delar - 1)
        yield tuple(b - a - 1 for a, b in itertools.pairwise(kanter))


def tal_om(fordelning):
    """The subjects' numbers, the union and the intersection."""
    per = dict(zip(DELAR, fordelning, strict=True))
    amnen = tuple(sum(n for d, n in per.items() if kod in d) for kod in NO)
    return (*amnen, sum(n for d, n in per.items() if d), per[NO])


ALLA = {antal: [tal_om(f) for f in alla_sammansattningar(antal)] for antal in (5, 6, 7, 8)}


def stammer(tal, visat):
    """Whether numbers could be behind what is shown."""
    sagt = dict(visat.amnen)
    for kod, n in zip(NO, tal, strict=False):
        if not 1 <= n <= 4 if sagt.get(kod) is Dolt.FARRE else n != sagt.get(kod, 0):
            return False
    if not visat.block:
        return True
    block = visat.block[0]
    return tal[3] == block.nagot and (1 <= tal[4] <= 4 if block.alla is None else tal[4] == block.alla)


@pytest.mark.parametrize("antal", [5, 6, 7, 8])
def test_inget_amne_under_fem_gar_att_rakna_ut(antal):
    """Of every way so many pupils can have three subjects."""
    olika = set(ALLA[antal])
    prov = {dolj_amnen(dict(zip(DELAR, f, strict=True)), {"NO": NO}, antal): tal_om(f)
            for f in alla_sammansattningar(antal)}  # fmt: skip
    for visat, sant in prov.items():
        kan_vara = [tal for tal in olika if stammer(tal, visat)]
        assert sant in kan_vara
        assert all(len(set(varden)) > 1 or not litet(varden[0]) for varden in zip(*kan_vara, strict=True)), visat
        visade = [a.antal for a in visat.amnen] + [n for b in visat.block for n in (b.nagot, b.alla)]
        assert not any(litet(n) for n in visade if isinstance(n, int) and not isinstance(n, Dolt))


def test_amnena_flest_forst_och_de_sma_sist_i_bokstavsordning():
    per_elev = {("MA",): 4, ("EN",): 2, ("BI", "FY", "KE"): 6, ("FY",): 1, (): 3}
    visat = dolj_amnen(per_elev, {"NO": NO, "SO": ("GE",)}, 16)
    assert visat.amnen == (Amne("FY", 7), Amne("BI", 6), Amne("KE", 6), Amne("EN", Dolt.FARRE), Amne("MA", Dolt.FARRE))
    assert visat.block == (Block("NO", NO, 7, 6),)


def test_ett_block_med_ett_litet_amne_sags_inte():
    assert dolj_amnen({("BI", "FY"): 9, ("KE",): 2}, {"NO": NO}, 11).block == ()


def test_fa_som_har_alla_amnen_sags_inte():
    per_elev = {("BI", "FY", "KE"): 3, ("BI", "FY"): 9, ("KE",): 9}
    assert dolj_amnen(per_elev, {"NO": NO}, 21).block == (Block("NO", NO, 21, None),)
    # Of two subjects the sums would tell it.
    assert dolj_amnen({("BI", "FY"): 3, ("BI",): 9, ("FY",): 9}, {"NO": ("BI", "FY")}, 21).block == ()


@pytest.mark.parametrize("gul_eller_rod", [Dolt.DOLD, Dolt.FARRE, 0, 4])
def test_utan_att_gult_eller_rott_sags_sags_inga_amnen(gul_eller_rod):
    assert dolj_amnen({("BI",): 4}, {}, gul_eller_rod) is None


# --- Movement --------------------------------------------------------------------------------------------------------

HEL = Visad(50, 30, 10, 10, 20)


def alla_rorelser(da, nu):
    """Every movement between two colours that agrees with how many had each then and now."""
    for gg, gy in itertools.product(range(da[0] + 1), repeat=2):
        if gg + gy > da[0] or gg > nu[0] or gy > nu[1]:
            continue
        for yg, yy in itertools.product(range(nu[0] - gg + 1), range(nu[1] - gy + 1)):
            if yg + yy <= da[1]:
                kvar = gg + gy + yg + yy
                yield Rorelse(yg, gy, gg + yy, sum(nu) - kvar, sum(da) - kvar)


antal = st.integers(0, 6)


@given(st.tuples(*[antal] * 8))
def test_inget_litet_i_rorelsen_gar_att_rakna_ut(tal):
    """Green and yellow pupils who stay or move, are new or gone; the school's colours are shown then and now."""
    gg, gy, yg, yy, ny_g, ny_y, bort_g, bort_y = tal
    da, nu = (gg + gy + bort_g, yg + yy + bort_y), (gg + yg + ny_g, gy + yy + ny_y)
    sann = Rorelse(yg, gy, gg + yy, ny_g + ny_y, bort_g + bort_y)
    if any(map(litet, (*da, *nu))):
        return
    visad = dolj_rorelse(sann, sum(nu), [HEL])
    if visad is None:
        return
    falt = ("battre", "samre", "lika", "nya", "borta")
    sagt = {f: getattr(visad, f) for f in falt if getattr(visad, f) is not None}
    assert not any(map(litet, sagt.values()))
    kan_vara = [r for r in alla_rorelser(da, nu) if all(getattr(r, f) == n for f, n in sagt.items())]
    assert sann in kan_vara
    for f in falt:
        assert not litet(getattr(sann, f)) or len({getattr(r, f) for r in kan_vara}) > 1


def test_rorelsen_sags_nar_inget_i_den_ar_litet():
    r = Rorelse(6, 12, 70, 8, 0)
    assert dolj_rorelse(r, 96, [HEL, HEL]) == r
    assert dolj_rorelse(r, 130, [HEL]) == r


@pytest.mark.parametrize("rorelse", [Rorelse(6, 12, 70, 3, 0), Rorelse(6, 12, 70, 8, 1)])
def test_fa_nya_eller_borta_doljs_med_dem_som_ar_lika(rorelse):
    visad = dolj_rorelse(rorelse, 88 + rorelse.nya, [HEL])
    assert visad == Rorelse(6, 12, None, None, None)


@pytest.mark.parametrize(
    ("rorelse", "bedomda", "visade"),
    [
        (Rorelse(2, 12, 70, 0, 0), 84, [HEL]),
        (Rorelse(12, 2, 70, 0, 0), 84, [HEL]),
        (Rorelse(6, 12, 4, 0, 0), 22, [HEL]),
        (Rorelse(6, 12, 70, 0, 0), 91, [HEL]),  # three judged in a class that had no round before
        (Rorelse(6, 12, 70, 0, 0), 88, [HEL, Visad(50, 38, Dolt.DOLD, Dolt.FARRE, 12)]),
    ],
)
def test_rorelsen_sags_inte_nar_nagot_ar_litet_eller_fargerna_inte_sags_helt(rorelse, bedomda, visade):
    assert dolj_rorelse(rorelse, bedomda, visade) is None
