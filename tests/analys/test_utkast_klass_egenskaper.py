"""The drafts of any class: every number and word recounted from the squares, none too many and none missing."""

import json
import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from analys import utkast
from analys.utkast import Granser

from .klassbilder import FORM, GRUND, KRAV, PER_NYCKEL, bild
from .omrakning import GRON, GUL, ROD, Klassen, ar_tydlig, prova_om_klassen, prova_rorelse, rorelser

NO = ("BI", "FY", "KE")

# Mixes in which the rules have something to say, and in which they nearly do.
BLANDNINGAR = [
    [GRON],
    [GRON] * 5 + [GUL],
    [GRON] * 9 + [GUL],
    [GRON] * 2 + [GUL],
    [GRON] * 4 + [ROD],
    [GRON, GUL, ROD],
    [GRON, GRON, GUL, ROD, 0],
    [GRON] * 9 + [0, ROD],
    [GUL, ROD],
    [ROD],
    [GRON, GUL, 0, 0],
]
AMNESVAL = [(), ("FY",), ("MA",), NO, (*NO, "MA"), ("BI", "KE"), ("GE", "HI", "RE", "SH"), ("SVA",), ("EN", "FY")]
ANDELAR = [Fraction(b) for b in ("1/5", "1/4", "1/3", "2/5", "1/2", "2/3", "3/4", "4/5", "9/10", "1/1")]
granser = st.one_of(
    st.just(KRAV),
    st.builds(
        Granser,
        st.sampled_from(ANDELAR),
        st.sampled_from(ANDELAR),
        st.integers(1, 6),
        st.sampled_from(ANDELAR),
        st.sampled_from(ANDELAR),
    ),
)


@st.composite
def klasser(draw) -> Klassen:
    """Classes of up to 35, judged on some statements, with the round before for some of them."""
    antal = draw(st.one_of(st.integers(0, 12), st.integers(13, 35)))
    nycklar = draw(st.lists(st.sampled_from(list(PER_NYCKEL)), min_size=1, max_size=4, unique=True))
    bland = {n: draw(st.sampled_from(BLANDNINGAR)) for n in nycklar}
    farger = [{n: draw(st.sampled_from(b)) for n, b in bland.items()} for _ in range(antal)]
    val = draw(st.lists(st.sampled_from(AMNESVAL), min_size=1, max_size=4))
    amnen = [{n: draw(st.sampled_from(val)) for n in sorted(FORM.amnesfragor & {*nycklar})} for _ in range(antal)]
    fore = []
    if draw(st.booleans()):
        flytt = draw(st.sampled_from([[0], [0, 1], [0, -1], [1], [-1, 0, 1], [0, 0, -3]]))
        fore = [{n: min(3, max(0, c + draw(st.sampled_from(flytt)))) for n, c in elev.items()} for elev in farger]
    return Klassen(farger, amnen, fore)


def vantade(klassen: Klassen, g: Granser) -> set[str]:
    """The keys that the rules ask for, from the pupils one by one."""
    svar = set()
    for n in PER_NYCKEL:
        grona, gula_roda, roda = klassen.med(n, GRON), klassen.med(n, GUL, ROD), klassen.med(n, ROD)
        bedomda = len(grona) + len(gula_roda)
        if not bedomda or Fraction(bedomda, len(klassen.farger)) < g.bedomt:
            continue
        for antal, grans in ((gula_roda, g.oro), (roda, g.oro_rott)):
            if len(antal) >= g.minst_elever and Fraction(len(antal), bedomda) >= grans:
                svar.add(f"oro:{n}")
        if not roda and len(grona) >= g.minst_elever and Fraction(len(grona), bedomda) >= g.styrka:
            svar.add(f"styrka:{n}")
        hant = rorelser(klassen, n) if klassen.fore else []
        if ar_tydlig(hant.count("battre"), hant.count("samre")):
            svar.add(f"{'styrka' if hant.count('battre') > hant.count('samre') else 'oro'}:forandring:{n}")
    return svar


@settings(max_examples=200)
@given(klasser(), granser)
def test_every_sentence_is_true_and_none_is_missing(klassen, g):
    utkasten = utkast.klassens(bild(klassen), g)
    nycklar = [u.nyckel for u in utkasten]
    assert set(nycklar) == vantade(klassen, g)
    assert len(set(nycklar)) == len(nycklar)
    for u in utkasten:
        slag, *mellan, pastaende = u.nyckel.split(":")
        assert (u.slag, u.pastaenden, u.dimension) == (slag, (pastaende,), pastaende.rpartition("-")[0])
        assert len(u.nyckel) <= 60
        if mellan:
            assert prova_rorelse(u.mening, klassen) == pastaende
        else:
            m = prova_om_klassen(u.mening, klassen)
            assert m.pastaende == pastaende
            assert (m.slag == "gront") == (slag == "styrka")
        assert "%" not in u.mening
        assert not re.search(r"\d[.,]\d|procent", u.mening)


@settings(max_examples=200)
@given(klasser(), granser)
def test_what_belongs_in_a_concern_is_in_it(klassen, g):
    """Both counts where rött alone is enough, and what is said of subjects: no more and no less than it should."""
    for u in utkast.klassens(bild(klassen), g):
        if u.slag != "oro" or "forandring" in u.nyckel:
            continue
        m = prova_om_klassen(u.mening, klassen)
        gula_roda, roda = klassen.med(m.pastaende, GUL, ROD), klassen.med(m.pastaende, ROD)
        satser = [s for s in m.satser if "utan angivet" not in s]
        rott_racker = len(roda) >= g.minst_elever and Fraction(len(roda), m.n) >= g.oro_rott
        bada_racker = len(gula_roda) >= g.minst_elever and Fraction(len(gula_roda), m.n) >= g.oro
        assert m.slag == ("gult_eller_rott" if bada_racker else "rott")
        assert any(s.endswith("har rött") for s in satser) == (bada_racker and rott_racker)
        assert any(s.endswith("har gult eller rött") for s in satser) == (not bada_racker and gula_roda != roda)
        amnessatser = [s for s in satser if " har " not in f" {s} "]
        if m.pastaende not in FORM.amnesfragor:
            assert amnessatser == []
            continue
        amnena = [klassen.elevens_amnen(i, m.pastaende) for i in gula_roda]
        prova_urvalet(amnessatser, amnena, g)
        nagon_utan = amnessatser and any(not a for a in amnena)
        assert ("utan angivet ämne" in u.mening) == bool(nagon_utan)


def prova_urvalet(satser: list[str], amnena: list[set[str]], g: Granser) -> None:
    """Which subjects and blocks are named: worked out over every number that could be the lowest named."""
    antal = {kod: sum(1 for a in amnena if kod in a) for kod in set().union(*amnena)}
    hogst = max(antal.values(), default=0)
    mojliga = [
        {kod for kod, n in antal.items() if n >= lagst}
        for lagst in antal.values()
        if lagst >= g.minst_elever and 2 * lagst >= hogst
    ]
    namnda = max((m for m in mojliga if len(m) <= 3), key=len, default=set())
    burna, i_nagot = [], []
    for block, koder in GRUND.block.items():
        hela = sum(1 for a in amnena if set(koder) <= a)
        nagot = sum(1 for a in amnena if set(koder) & a)
        if hela >= g.minst_elever and 2 * hela >= len(amnena):
            burna.append(block)
        elif (
            nagot >= g.minst_elever
            and 2 * nagot >= len(amnena)
            and not namnda & set(koder)
            and all(antal.get(kod, 0) < nagot for kod in koder)
        ):
            i_nagot.append(block)
    assert [s for s in satser if "samtliga" in s] == [s for b in burna for s in satser if f"{b}-ämnen (" in s]
    assert len([s for s in satser if "samtliga" in s]) == len(burna)
    assert [re.search(r"något (\w+)-ämne ", s)[1] for s in satser if "något" in s] == i_nagot
    flest = [s for s in satser if s.startswith("flest i ")]
    i_blocken = {kod for b in burna for kod in GRUND.block[b]}
    if namnda - i_blocken:
        assert [set(re.split(r", | och ", s.removeprefix("flest i "))) for s in flest] == [namnda]
    else:
        assert flest == []


@given(klasser())
def test_the_order_is_the_most_pupils_first_within_dimension_and_kind(klassen):
    utkasten = utkast.klassens(bild(klassen), KRAV)
    platser = [([d.nyckel for d in FORM.dimensioner].index(u.dimension), u.slag != "oro") for u in utkasten]
    assert platser == sorted(platser)
    for dimension in {u.dimension for u in utkasten}:
        for slag in ("oro", "styrka"):
            lista = utkast.lista(utkasten, dimension, slag)
            dessa = [*lista.forst, *lista.fler]
            assert len(lista.forst) == min(4, len(dessa))
            antal = [_raknade(u, klassen) for u in dessa]
            assert antal == sorted(antal, reverse=True)


def _raknade(u: utkast.Utkast, klassen: Klassen) -> int:
    """How many pupils the sentence is about."""
    if "forandring" in u.nyckel:
        return rorelser(klassen, u.pastaenden[0]).count("samre" if u.slag == "oro" else "battre")
    return prova_om_klassen(u.mening, klassen).k


@given(klasser())
def test_the_evidence_holds_the_counts_and_survives_storing(klassen):
    b = bild(klassen)
    allt = [u.underlag for u in utkast.klassens(b, KRAV)]
    allt += [utkast.klassens_underlag(b, d.nyckel) for d in FORM.dimensioner]
    for underlag in allt:
        assert json.loads(json.dumps(underlag)) == underlag
        assert (underlag["dag"], underlag["kartlaggning"]) == ("2026-11-22", "2026-11-20")
        assert ("sedan" in underlag) == bool(klassen.fore)
        for rad in underlag["rader"]:
            n = rad["pastaende"]
            assert [rad[namn] for namn in ("gron", "gul", "rod")] == [len(klassen.med(n, c)) for c in (1, 2, 3)]
            assert rad["ej_bedomda"] == len(klassen.farger) - len(klassen.med(n, 1, 2, 3))
            assert ("amnen" in rad) == (n in FORM.amnesfragor)
            if n in FORM.amnesfragor:
                prova_amnesunderlaget(rad, klassen)
            if klassen.fore:
                assert rad["forandring"] == {o: rorelser(klassen, n).count(o) for o in rad["forandring"]}
    per_dimension = [[rad["pastaende"] for rad in u["rader"]] for u in allt[-4:]]
    assert per_dimension == [[p.nyckel for p in d.pastaenden] for d in FORM.dimensioner]


def prova_amnesunderlaget(rad: dict, klassen: Klassen) -> None:
    """Subjects, blocks and squares without subjects, in distinct pupils."""
    n = rad["pastaende"]
    bedomda = len(klassen.med(n, GRON, GUL, ROD))
    amnena = [klassen.elevens_amnen(i, n) for i in klassen.med(n, GUL, ROD)]
    assert rad["utan"] == amnena.count(set())
    assert {amne["kod"] for amne in rad["amnen"]} == set().union(*amnena)
    for amne in rad["amnen"]:
        assert amne["antal"] == sum(1 for a in amnena if amne["kod"] in a)
        assert amne["av"] == (None if amne["kod"] == "SVA" else bedomda)
    rorda = [namn for namn, koder in GRUND.block.items() if any(a & {*koder} for a in amnena)]
    assert [block["namn"] for block in rad["block"]] == rorda
    for block in rad["block"]:
        koder = set(block["koder"])
        assert block["nagot"] == sum(1 for a in amnena if a & koder)
        assert block["alla"] == sum(1 for a in amnena if a >= koder)
        assert block["av"] == bedomda
