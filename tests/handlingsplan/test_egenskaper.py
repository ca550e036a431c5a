"""Two people in one plan, whatever they do and in whatever order, held against a plain model; and who sees which plan,
whatever roles, mentorskap and pupils there are.
"""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlingsplan import regler, urval
from handlingsplan.models import Mal, Plan
from skolanknytning.skola.models import Mentorskap, Personal, Placering, Roll, Tjanst, idag

from .. import fabrik
from .planer import elevplan, insats, mal, plan, skolplan, varvet

VEM, PLATS = st.integers(0, 1), st.integers(0, 9)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=8).filter(str.strip)
EGENSKAP = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def nytt(varld) -> Callable[[], Plan]:
    """A function that makes an empty plan; the one before it is gone."""

    def _nytt() -> Plan:
        Plan.objects.all().delete()
        return plan(varld.klass, varld.mentor)

    return _nytt


@EGENSKAP
@given(st.lists(st.tuples(VEM, st.sampled_from(["skriv", "las"]), st.integers(0, 3), TEXT), max_size=25))
def test_no_saved_text_is_written_over_unseen(varld, nytt, handelser):
    """Every text that ever stood is there or among the earlier ones, but for what one person wrote over their own in
    the same sitting.
    """
    personer, p = [varld.mentor, varld.rektor], nytt()
    m = mal(p, varld.mentor, "Först")
    i = insats(m, varld.mentor, "Först")
    nycklar = ["resultat", f"{varvet(p).kod}-nulage", f"{m.kod}-mal", f"{i.kod}-insats"]
    star = [(t.text, t.version) for t in (urval.text_for(p, n) for n in nycklar)]
    sett = [list(star), list(star)]
    skrivare = [[(0, text)] if text else [] for text, _ in star]
    for vem, vad, n, text in handelser:
        if vad == "las":
            sett[vem][n] = star[n]
            continue
        u = regler.spara_text(p, nycklar[n], text, ersatter=sett[vem][n][1], av=personer[vem], bekraftad=True)
        text = text.replace("\r\n", "\n").strip()
        assert u.sparad == (text == star[n][0] or sett[vem][n][1] == star[n][1])
        if u.ny:
            star[n] = (text, star[n][1] + 1)
            skrivare[n].append((vem, text))
        sett[vem][n] = (u.rad.text, u.rad.version)
    for nyckel, (text, version), historia in zip(nycklar, star, skrivare, strict=True):
        rad = urval.text_for(p, nyckel)
        assert (rad.text, rad.version) == (text, version)
        kvar = {t.text for t in urval.tidigare(rad)} | {text}
        assert {ord_ for (vem, ord_), (nasta, _) in pairwise(historia) if vem != nasta} <= kvar


VAL = {
    "ovriga": st.sampled_from(["", "kurator", "specialpedagog"]),
    "klart": st.sampled_from([None, date(2026, 12, 1), date(2027, 1, 15)]),
    "typ": st.sampled_from(["framjande", "atgardande"]),
}
ANDRINGAR = st.fixed_dictionaries({}, optional=VAL)


@EGENSKAP
@given(st.lists(st.tuples(VEM, st.booleans(), ANDRINGAR), max_size=20))
def test_no_choice_is_undone_by_who_had_not_seen_it(varld, nytt, handelser):
    """Two people, each with a page that shows what it showed when it was read."""
    p = nytt()
    i = insats(mal(p, varld.mentor), varld.mentor, typ="framjande")
    star = {f: getattr(i, f) for f in VAL}
    sidor = [dict(star), dict(star)]
    for vem, las, andrat in handelser:
        if las:
            sidor[vem] = dict(star)
        fore = sidor[vem]
        u = regler.andra_insats(i, fore | andrat, fore=fore, av=[varld.mentor, varld.rektor][vem])
        for f, v in andrat.items():
            if v != fore[f] and star[f] == fore[f]:
                star[f] = v
        assert {k.falt for k in u.krockar} == {
            f for f, v in andrat.items() if v != fore[f] and v != star[f] and star[f] != fore[f]
        }
        assert {f: getattr(u.rad, f) for f in VAL} == star
        sidor[vem] = dict(star)


HANDELSER = st.sampled_from(["nytt", "upp", "ner", "lamna", "ta upp", "ta bort", "folj upp"])


@EGENSKAP
@given(st.lists(st.tuples(HANDELSER, PLATS), max_size=20))
def test_goals_stand_where_the_presses_put_them(varld, nytt, handelser):
    """Only a press on the order changes it; the rest is where it was."""
    p, av = nytt(), varld.mentor
    alla, lamnade, egna = set(), set(), set()
    for vad, n in handelser:
        fore = [r.mal for r in urval.innehall(p).aktuella]
        m = sorted(alla, key=lambda x: x.id)[n % len(alla)] if alla else None
        if vad == "nytt":
            m = mal(p, av, f"{n}")
            alla.add(m)
            egna.add(m)
        elif vad == "folj upp":
            regler.folj_upp(p, av)
            egna.clear()
        elif m is None:
            continue
        elif vad in {"upp", "ner"}:
            regler.flytta_mal(m, vad == "upp", av)
            _flytta(fore, m, -1 if vad == "upp" else 1)
        elif vad in {"lamna", "ta upp"}:
            regler.lamna_mal(m, vad == "lamna", av)
            (lamnade.add if vad == "lamna" else lamnade.discard)(m)
        elif m in egna:
            regler.ta_bort_mal(m, av)
            alla.discard(m)
            lamnade.discard(m)
        else:
            with pytest.raises(regler.OgiltigError):
                regler.ta_bort_mal(m, av)
        nu = [r.mal for r in urval.innehall(p).aktuella]
        assert set(nu) == alla - lamnade
        assert [x for x in nu if x in fore] == [x for x in fore if x in nu]
        assert vad != "nytt" or nu[-1] == m


def _flytta(lista: list[Mal], m: Mal, steg: int) -> None:
    """Change places in the model as a press does."""
    if m in lista and 0 <= lista.index(m) + steg < len(lista):
        n = lista.index(m)
        lista[n], lista[n + steg] = lista[n + steg], lista[n]


ROLLER = st.sets(st.tuples(st.integers(0, 1), st.sampled_from(list(Roll))), max_size=4)


@EGENSKAP
@given(ROLLER, st.sets(st.integers(0, 2)), st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)), st.booleans())
def test_the_plans_seen_are_those_that_may_be_read(varld, roller, mentor_for, skyddade, namngiven, flyttat):
    """Of any person: the list and the answers one by one say the same, and who may not know cannot find."""
    skolor, klasser = [varld.skola, varld.granne], [varld.klass, varld.annan_klass, varld.granneklass]
    Plan.objects.all().delete()
    Tjanst.objects.filter(personal=varld.utanfor).delete()
    Mentorskap.objects.filter(personal=varld.utanfor).delete()
    for n, roll in roller:
        Tjanst.objects.create(personal=varld.utanfor, skola=skolor[n], roll=roll)
    for n in mentor_for:
        Mentorskap.objects.create(personal=varld.utanfor, klass=klasser[n])
    for klass in klasser:
        plan(klass, varld.mentor)
    for skola in skolor:
        skolplan(skola, varld.mentor)
    for n in range(6):
        elev = fabrik.elev(klasser[n % 3], f"E{n}", skyddad=n in skyddade)
        if n in namngiven:
            elev.far_se.add(varld.utanfor)
        if flyttat and n == 0:
            Placering.objects.filter(elev=elev).update(till=idag())
            Placering.objects.create(elev=elev, klass=varld.annan_klass)
        elevplan(elev, varld.mentor)
    person = Personal.objects.get(pk=varld.utanfor.pk)
    svar = [p for p in Plan.objects.all() if urval.far_lasa(person, p)]
    assert set(urval.synliga_planer(person)) == set(svar)
    assert all(p.elev is None or not p.elev.skyddad or p.elev.far_se.filter(pk=person.pk).exists() for p in svar)
    assert all(urval.hamta_plan(person, p.kod) == p for p in svar)
