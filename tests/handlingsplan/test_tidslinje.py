"""The timeline: what stands when, in words and in a picture."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan import regler, urval
from handlingsplan.tidslinje import Bedomning, Insatsrad, Lage, Malrad, Tidslinje, Varvrad, av, rita
from handlingsplan.tidslinje.skala import Skala
from handlingsplan.tidslinje.varden import lage_for

from . import planer

IDAG = date(2026, 11, 22)
VARV_1 = Varvrad(1, date(2026, 9, 14), date(2026, 11, 9), date(2026, 11, 6))
VARV_2 = Varvrad(2, date(2026, 11, 9), None, date(2027, 1, 18))


def insats(lage=Lage.PAGAR, text="Tydlig struktur", **mer):
    return Insatsrad(text, date(2026, 10, 1), date(2026, 12, 18), lage, **mer)


def mal(*insatser, text="Eleverna förstår", nummer=1, **mer):
    return Malrad(nummer, text, date(2026, 9, 14), insatser=insatser, **mer)


def ord_(tidslinje: Tidslinje) -> str:
    """What is read: the picture without what is hidden from screen readers."""
    utan = re.sub(r'<svg aria-hidden="true".*?</svg>(?=</div></div>)', "", rita(tidslinje), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", utan)).strip()


def platser(bild: str, klass: str) -> list[float]:
    return [float(x) for x in re.findall(rf'class="{klass}"[^>]*? x1?="([\d.]+)%"', bild)]


def test_all_of_it_is_told_in_words():
    hela = Tidslinje(
        (VARV_1, VARV_2),
        (
            mal(
                insats(Lage.GJORD, gjord=date(2026, 12, 1)),
                insats(Lage.SEN, "Stöd till lärarna"),
                bedomningar=(Bedomning(date(2026, 11, 9), "pa_vag"),),
            ),
            mal(nummer=0, text="Ett annat mål", till=date(2026, 11, 9)),
        ),
        IDAG,
    )
    assert ord_(hela) == (
        "I dag är det 22 november 2026 Varv och uppföljningar "
        "Varv 1 från 14 september 2026, följdes upp 9 november 2026 "
        "Varv 2 från 9 november 2026, följs upp 18 januari 2027 "
        "Mål 1: Eleverna förstår På väg 9 november 2026 "
        "Tydlig struktur 1 oktober till 18 december 2026, genomförd 1 december 2026 "
        "Stöd till lärarna 1 oktober till 18 december 2026, försenad "
        "Lämnat mål: Ett annat mål"
    )


@pytest.mark.parametrize(
    ("mer", "vantat"),
    [
        ({}, "1 oktober till 18 december 2026, pågår"),
        ({"till_sagd": False}, "Från 1 oktober 2026, inget slut bestämt, pågår"),
        ({"fran_sagd": False}, "Senast 18 december 2026, pågår"),
        ({"fran_sagd": False, "till_sagd": False}, "Ingen tid bestämd, pågår"),
    ],
)
def test_a_day_that_nobody_has_said_is_not_told_as_if_they_had(mer, vantat):
    linje = Tidslinje((VARV_1,), (mal(insats(**mer)),), IDAG)
    assert ord_(linje).endswith(f"Tydlig struktur {vantat}")
    assert ('stroke-dasharray="5 4"' in rita(linje)) == bool(mer)


@pytest.mark.parametrize(
    ("varv", "vantat", "utrop"),
    [
        (Varvrad(1, date(2026, 9, 14)), "ingen uppföljning bestämd", False),
        (Varvrad(1, date(2026, 9, 14), None, IDAG), "följs upp 22 november 2026", False),
        (Varvrad(1, date(2026, 9, 14), None, IDAG - timedelta(1)), "skulle ha följts upp 21 november 2026", True),
    ],
)
def test_a_follow_up_is_told_as_late_from_the_day_after(varv, vantat, utrop):
    linje = Tidslinje((varv,), (), IDAG)
    assert ord_(linje).endswith(f"Varv 1 från 14 september 2026, {vantat}")
    assert (">!</text>" in rita(linje)) == utrop


def test_a_closed_plan_has_no_today_and_nothing_late():
    linje = Tidslinje((VARV_1,), (mal(insats(Lage.EJ_GJORD)),))
    assert "Planen är avslutad" in ord_(linje)
    assert "inte markerad som genomförd" in ord_(linje)
    assert "tl-idag" not in rita(linje)


def test_a_goal_shows_how_far_it_had_come_by_shape():
    """A whole disc with a tick, half a disc, an empty ring: told apart without colour."""
    tecken = {}
    for uppnatt in ("natt", "pa_vag", "ej"):
        linje = Tidslinje((VARV_1,), (mal(bedomningar=(Bedomning(date(2026, 11, 9), uppnatt),)),), IDAG)
        tecken[uppnatt] = re.search(r'tl-livslinje".*?(<svg x=.*?</svg>)', rita(linje)).group(1)
    assert len(set(tecken.values())) == 3


def test_what_people_wrote_is_escaped_and_cut():
    linje = Tidslinje((VARV_1,), (mal(insats(text="<i>x</i> & y\nnästa rad"), text="<b>" + "å" * 200),), IDAG)
    bild = rita(linje)
    assert "&lt;i&gt;x&lt;/i&gt; &amp; y<span" in bild
    assert "nästa rad" not in bild
    assert f"&lt;b&gt;{'å' * 156}…</b>" in bild


def test_it_has_no_style_of_its_own_and_is_hidden_where_words_say_it():
    bild = rita(Tidslinje((VARV_1, VARV_2), (mal(insats()),), IDAG))
    assert "style" not in bild
    assert bild.count('<svg aria-hidden="true"') == bild.count('class="tl-bild"') == 4


def test_a_plan_that_has_just_begun_can_be_drawn():
    bild = rita(Tidslinje((Varvrad(1, IDAG),), (), IDAG))
    assert '<ul class="tl-mal">' not in bild
    assert "I dag" in bild


# --- The scale ---

DAGAR = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAGAR, st.integers(0, 3000), st.data())
def test_days_stand_in_order_inside_the_picture(forsta, antal, data):
    sista = forsta + timedelta(days=antal)
    skala = Skala.over(forsta, sista)
    tidig, sen = sorted(data.draw(st.dates(forsta, sista)) for _ in range(2))
    assert 0 < skala.x(tidig) <= skala.x(sen) < 100
    assert (skala.x(tidig) < skala.x(sen)) == (tidig < sen)


@given(DAGAR, st.integers(0, 3000))
def test_there_are_never_more_words_than_a_phone_has_room_for(forsta, antal):
    marken = Skala.over(forsta, forsta + timedelta(days=antal)).marken()
    med_ord = [m for m in marken if m.ord]
    assert 1 <= len(med_ord) <= 9
    assert [m.x for m in marken] == sorted(m.x for m in marken)


@pytest.mark.parametrize(
    ("forsta", "sista", "vantat"),
    [
        (date(2026, 11, 2), date(2026, 11, 22), ["v. 45", "v. 46", "v. 47", "v. 48"]),
        (date(2026, 9, 14), date(2027, 1, 18), ["okt 2026", "nov", "dec", "jan"]),
        (date(2026, 9, 14), date(2027, 6, 11), ["sep 2026", "nov", "jan 2027", "mars", "maj"]),
    ],
)
def test_the_marks_are_weeks_or_months(forsta, sista, vantat):
    assert [m.ord for m in Skala.over(forsta, sista).marken() if m.ord] == vantat


def test_the_same_day_stands_at_the_same_place_in_every_strip():
    bild = rita(Tidslinje((VARV_1, VARV_2), (mal(insats()),), IDAG))
    assert len(platser(bild, "tl-idag")) == 4
    assert len(set(platser(bild, "tl-idag"))) == 1


# --- Where an insats stands ---


@pytest.mark.parametrize(
    ("dagar", "klart", "gjord", "lamnad", "idag", "vantat"),
    [
        (0, None, False, False, True, Lage.PAGAR),
        (1, None, False, False, True, Lage.KOMMANDE),
        (-9, 0, False, False, True, Lage.PAGAR),
        (-9, -1, False, False, True, Lage.SEN),
        (-9, -1, True, False, True, Lage.GJORD),
        (-9, -1, True, True, True, Lage.GJORD),
        (-9, -1, False, True, True, Lage.LAMNAD),
        (-9, -1, False, False, False, Lage.EJ_GJORD),
        (-9, -1, False, True, False, Lage.LAMNAD),
    ],
)
def test_where_an_insats_stands(dagar, klart, gjord, lamnad, idag, vantat):
    sista = None if klart is None else IDAG + timedelta(days=klart)
    fran = IDAG + timedelta(days=dagar)
    assert lage_for(fran, sista, gjord=gjord, lamnad=lamnad, idag=IDAG if idag else None) is vantat


# --- Of a plan as it is read ---


def lage(tidslinje: Tidslinje) -> list[tuple]:
    """The goals by number with their insatser's states."""
    return [(m.nummer, m.text, [(i.text, i.lage) for i in m.insatser]) for m in tidslinje.mal]


def test_a_plan_is_read_with_its_goals_insatser_and_follow_up(v):
    plan = planer.fylld(v.plan, v.mentor)
    linje = av(urval.innehall(plan), IDAG)
    varv = planer.varvet(plan)
    assert linje.varv == (Varvrad(1, varv.datum, None, planer.DAG),)
    assert lage(linje) == [
        (
            1,
            "Alla är med på NO-lektionerna.",
            [("Lektionerna börjar på samma sätt.", Lage.PAGAR), ("Mentorn ringer hem samma dag.", Lage.PAGAR)],
        ),
        (2, "Lärarna arbetar med språket i NO.", [("Två träffar om språkutvecklande arbete.", Lage.PAGAR)]),
    ]
    forsta = linje.mal[0].insatser[0]
    # Nobody has said when it begins: it is drawn from the varv's first day.
    assert (forsta.fran, forsta.fran_sagd, forsta.till, forsta.till_sagd) == (varv.datum, False, planer.DAG, True)


def test_what_is_left_comes_last_and_what_a_later_varv_says_holds_for_its_first_day(v):
    plan = planer.fylld(v.plan, v.mentor)
    ett, tva = plan.mal.order_by("ordning", "id")
    andra = regler.folj_upp(plan, v.mentor, datum=planer.DAG)
    regler.lamna_mal(ett, True, v.mentor)
    fore = {"uppnatt": "", "konkret": None}
    regler.satt_forflyttning(andra, tva, uppnatt="pa_vag", konkret=None, fore=fore, av=v.mentor)
    linje = av(urval.innehall(plan), planer.DAG + timedelta(1))
    assert [(m.nummer, m.text, m.till) for m in linje.mal] == [
        (1, "Lärarna arbetar med språket i NO.", None),
        (0, "Alla är med på NO-lektionerna.", planer.DAG),
    ]
    assert linje.mal[0].bedomningar == (Bedomning(planer.DAG, "pa_vag"),)
    assert [i.lage for m in linje.mal for i in m.insatser] == [Lage.SEN, Lage.LAMNAD, Lage.LAMNAD]
    assert [(r.nummer, r.till is None) for r in linje.varv] == [(1, False), (2, True)]


def test_what_was_done_is_told_and_a_closed_plan_has_nothing_late(v):
    plan = planer.fylld(v.plan, v.mentor)
    gjord = plan.mal.first().insatser.order_by("ordning", "id").first()
    regler.genomford(gjord, True, v.mentor)
    regler.avsluta(plan, v.mentor)
    plan.refresh_from_db()
    linje = av(urval.innehall(plan), planer.DAG + timedelta(99))
    assert linje.idag is None
    assert [i.lage for i in linje.mal[0].insatser] == [Lage.GJORD, Lage.EJ_GJORD]
    assert linje.mal[0].till == timezone.localdate(plan.avslutad)
    assert "försenad" not in ord_(linje)


def test_a_plan_without_anything_in_it_can_be_drawn(v):
    linje = av(urval.innehall(v.plan), IDAG)
    assert linje.mal == ()
    assert "ingen uppföljning bestämd" in ord_(linje)
