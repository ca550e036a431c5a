"""The drafts of any pupil: every word recounted from the squares, none missing, and nothing told to outsiders."""

import json

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analys import utkast
from analys.utkast import Elevbild

from .elevbilder import BLOCK, GEMENSAMMA, bild
from .omrakning import GRON, GUL, ROD
from .omrakning_elev import AMNESFRAGOR, DIMENSION, FORM, SKOLANS, Eleven, prova_om_eleven

NO = ("BI", "FY", "KE")

BLANDNINGAR = [[GRON], [GRON, GUL, ROD, 0], [GRON] * 3 + [GUL], [ROD, GUL], [GUL], [GRON, 0, 0]]
AMNESVAL = [(), ("FY",), NO, ("KE", *NO, "BL"), ("BI", "KE"), (*BLOCK["SO"], *NO), ("MA", "EN", "SL")]


@st.composite
def elever(draw) -> Eleven:
    """Pupils with or without an earlier date, among none to twelve or so others."""

    def farger(ogonblick: list[list[int]]) -> dict[str, int]:
        bland = draw(st.sampled_from(ogonblick))
        alla = {p: draw(st.sampled_from(bland)) for p in FORM.per_nyckel}
        return alla | ({"akademisk-5": 4} if draw(st.integers(0, 3)) == 0 else {})

    bland = {p.nyckel: draw(st.sampled_from(BLANDNINGAR)) for p in GEMENSAMMA}
    antal = draw(st.integers(0, 13))
    andra = [{p: draw(st.sampled_from(b)) for p, b in bland.items()} for _ in range(antal)]
    return Eleven(
        farger(BLANDNINGAR),
        farger(BLANDNINGAR) if draw(st.booleans()) else {},
        andra,
        {p: draw(st.sampled_from(AMNESVAL)) for p in AMNESFRAGOR},
        draw(st.sampled_from([{}, BLOCK])),
    )


def vantade(eleven: Eleven, *, utat: bool) -> list[tuple[str, str, int, str]]:
    """(dimension, slag, how early, key) of every draft that the rules ask for, statement by statement."""
    svar = []
    for p, dimension in DIMENSION.items():
        farg, avviker, flytt = eleven.farger.get(p, 0), eleven.avviker(p, utat=utat), eleven.flyttade(p)
        if farg == ROD:
            svar.append((dimension.nyckel, "oro", 1 - avviker, f"oro:{p}"))
        if farg == GUL and (avviker or p in SKOLANS or flytt < 0):
            svar.append((dimension.nyckel, "oro", 2 if avviker or p in SKOLANS else 3, f"oro:{p}"))
        if farg == GRON or (farg and flytt > 0):
            tidigt = 0 if farg == GRON and avviker else 1 if flytt > 0 else 2
            svar.append((dimension.nyckel, "styrka", tidigt, f"styrka:{p}"))
    nycklar = {n for *_, n in svar}
    for dimension in FORM.dimensioner:
        gula = [p.nyckel for p in dimension.pastaenden if eleven.farger.get(p.nyckel) == GUL and not p.om_skolan]
        if len(gula) >= 2 and any(f"oro:{p}" not in nycklar for p in gula):
            svar.append((dimension.nyckel, "oro", 4, f"oro:gult:{dimension.nyckel}"))
    if set.intersection(*(set(eleven.sagda_amnen(p)) for p in AMNESFRAGOR)):
        svar.append(("akademisk", "oro", 1, "oro:amnen"))
    return svar


@settings(max_examples=200)
@given(elever(), st.booleans())
def test_every_sentence_is_true_and_none_is_missing(eleven, ser_klassen):
    utkasten = utkast.elevens(bild(eleven, ser_klassen=ser_klassen))
    vantat = vantade(eleven, utat=not ser_klassen)
    assert sorted(u.nyckel for u in utkasten) == sorted(n for *_, n in vantat)
    tidigt = {n: t for _, _, t, n in vantat}
    dimensioner = [d.nyckel for d in FORM.dimensioner]
    platser = [(dimensioner.index(u.dimension), u.slag != "oro", tidigt[u.nyckel]) for u in utkasten]
    assert platser == sorted(platser)
    for u in utkasten:
        assert (u.dimension, u.slag, u.nyckel) in {(d, s, n) for d, s, _, n in vantat}
        prova_om_eleven(u.nyckel, u.mening, eleven, utat=not ser_klassen)
        assert not any(p in SKOLANS for p in u.pastaenden) or u.mening.startswith("Skolan har ")


@given(elever(), st.booleans())
def test_the_evidence_is_what_the_sentence_rests_on(eleven, ser_klassen):
    b = bild(eleven, ser_klassen=ser_klassen)
    utkasten = utkast.elevens(b)
    allt = [u.underlag for u in utkasten] + [utkast.elevens_underlag(b, d.nyckel) for d in FORM.dimensioner]
    assert [tuple(rad["pastaende"] for rad in u.underlag["rader"]) for u in utkasten] == [
        u.pastaenden for u in utkasten
    ]
    for underlag in allt:
        assert json.loads(json.dumps(underlag)) == underlag
        for rad in underlag["rader"]:
            p = rad["pastaende"]
            assert rad["farg"] == eleven.farger.get(p, 0)
            assert rad["avviker"] == eleven.avviker(p, utat=not ser_klassen)
            assert rad.get("amnen", []) == eleven.sagda_amnen(p)
            assert rad.get("fran") == (eleven.fore[p] if eleven.flyttade(p) else None)
            if "andra" in rad:
                assert [*rad["andra"].values()] == [eleven.andras(p, farg) for farg in (1, 2, 3, 0)]
                assert eleven.andras(p, 1, 2, 3) >= 5
        assert ("sedan" in underlag) == any("fran" in rad for rad in underlag["rader"])


@given(elever(), st.sampled_from(GEMENSAMMA), st.sampled_from(BLANDNINGAR), st.integers(0, 3), st.data())
def test_no_count_of_the_others_reaches_an_outsider(eleven, p, bland, fler, data):
    """Other others, of whom no more may be told, give the same words and the same evidence to the letter."""
    nya = [a | {p.nyckel: data.draw(st.sampled_from(bland))} for a in eleven.andra] + [{}] * fler
    annars = Eleven(eleven.farger, eleven.fore, nya, eleven.amnen, eleven.block)
    assume(annars.avviker(p.nyckel, utat=True) == eleven.avviker(p.nyckel, utat=True))
    en, annan = bild(eleven, ser_klassen=False), bild(annars, ser_klassen=False)
    assert utkast.elevens(en) == utkast.elevens(annan)
    for d in FORM.dimensioner:
        assert utkast.elevens_underlag(en, d.nyckel) == utkast.elevens_underlag(annan, d.nyckel)


@given(elever())
def test_rows_that_were_not_made_for_outsiders_are_made_so(eleven):
    """Who forgets ``avvikelse.utat`` tells no more."""
    b = bild(eleven)
    glomde = Elevbild(b.form, b.dag, b.kartlaggning, b.bedomningar, b.rader, False, b.amnen, b.block, b.utveckling)
    assert utkast.elevens(glomde) == utkast.elevens(bild(eleven, ser_klassen=False))
