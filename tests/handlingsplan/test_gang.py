"""The way through a template, and what a step draws together."""

import pytest

from handlingsplan import gang, mallar

MALLAR = mallar.las()


@pytest.mark.parametrize("forsta", [True, False])
@pytest.mark.parametrize("mall", [MALLAR.modul_2, MALLAR.uppgift_5], ids=lambda m: m.nyckel)
def test_every_step_leads_to_the_next_and_back(mall, forsta):
    platser = [gang.plats(MALLAR, f"{mall.nyckel}/{s.nyckel}", forsta=forsta) for s in mall.steg(forsta=forsta)]
    assert [p.forra for p in platser] == [None, *(p.steg for p in platser[:-1])]
    assert [p.nasta for p in platser] == [*(p.steg for p in platser[1:]), None]
    assert [gang.nummer(p, forsta=forsta) for p in platser] == list(range(len(platser)))


@pytest.mark.parametrize("del_", ["modul-2/11", "modul-2", "modul-3/1", "", "uppgift-5/1"])
def test_what_is_no_step(del_):
    with pytest.raises(KeyError):
        gang.i_varvet(MALLAR, del_, forsta=True)


def test_a_step_of_the_other_kind_of_varv_is_the_one_that_asks_the_same():
    assert gang.i_varvet(MALLAR, "modul-2/8", forsta=True).del_ == "modul-2/3"
    assert gang.i_varvet(MALLAR, "modul-2/1", forsta=False).del_ == "modul-2/6"
    assert gang.i_varvet(MALLAR, "uppgift-5/steg-2", forsta=False).del_ == "uppgift-5/steg-2"


@pytest.mark.parametrize("forsta", [True, False])
def test_every_step_has_one_in_the_other_template(forsta):
    for mall in (MALLAR.modul_2, MALLAR.uppgift_5):
        for s in mall.steg(forsta=forsta):
            annan, steg = gang.motsvarande(
                gang.plats(MALLAR, f"{mall.nyckel}/{s.nyckel}", forsta=forsta), MALLAR, forsta=forsta
            )
            assert annan is not mall
            har, dar = ({(d.typ, d.falt) for d in x.delar} for x in (s, steg))
            assert har & dar


def test_parts_about_the_same_rows_are_drawn_together_and_none_is_lost():
    for mall in (MALLAR.modul_2, MALLAR.uppgift_5):
        for steg in (*mall.forsta, *mall.senare):
            grupper = gang.grupper(steg)
            assert [d for g in grupper for d in g.delar] == list(steg.delar)
            assert all(len(g.delar) == 1 for g in grupper if g.om not in ("mal", "insats"))
    tredje = MALLAR.modul_2.steget("3", forsta=True)
    assert [len(g.delar) for g in gang.grupper(tredje)] == [1, 5]


def test_what_answers_a_step():
    steg = MALLAR.modul_2.steget("2", forsta=True)
    assert gang.besvaras_av([steg]) == {"effekt", "mal", "tecken", "lage"}
