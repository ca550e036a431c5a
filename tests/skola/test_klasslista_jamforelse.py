"""What a class list would change: who is recognised, who is not, and that two pupils never become one."""

import pytest

from skolanknytning.skola.klasslista_jamforelse import jamfor, utan_skyddade_namn
from skolanknytning.skola.klasslista_plan import Elevlage, Klasslage, Lage, Mal, Plan
from skolanknytning.skola.klasslista_typer import Rad

A7 = Klasslage("a7", "7A", 2026, grupp=False, far_andras=True)
B7 = Klasslage("b7", "7B", 2026, grupp=False, far_andras=True)
ANNANS = Klasslage("c7", "7C", 2026, grupp=False, far_andras=False)
A6 = Klasslage("a6", "6A", 2025, grupp=False, far_andras=True)
A8 = Klasslage("a8", "8A", 2027, grupp=False, far_andras=True)
FRANSKA = Klasslage("fr", "Franska", 2026, grupp=True, far_andras=True)


def elev(kod, namn="Ada Ek", elev_id="", *klasser, skyddad=False, far_andras=True):
    return Elevlage(kod, namn, elev_id, skyddad, klasser or (A7,), far_andras)


def rad(nummer, namn="Ada Ek", klass="7A", elev_id="", *, skyddad=False, **mer):
    fornamn, _, efternamn = namn.partition(" ")
    return Rad(nummer, fornamn, efternamn, klass, elev_id, skyddad=skyddad, **mer)


def lage(*elever, upptagna=(), administrator=True):
    return Lage(2026, (A7, B7, ANNANS, A6, A8, FRANSKA), elever, frozenset(upptagna), administrator)


def utfall(plan: Plan) -> dict[str, list]:
    """The plan as names and kods."""
    return {
        "nya": [a.namn for k in plan.klasser for a in k.nya],
        "flyttade": [(a.elev.kod, [f.kod for f in a.fran]) for k in plan.klasser for a in k.flyttade],
        "andrade": [(a.elev.kod, a.namn, a.rad.elev_id) for k in plan.klasser for a in k.andrade],
        "lika": [a.elev.kod for k in plan.klasser for a in k.oforandrade],
        "saknas": [e.kod for k in plan.klasser for e in k.saknas],
        "problem": [(p.rad, p.text.split(".")[0]) for p in plan.problem],
    }


TOMT = {vad: [] for vad in ["nya", "flyttade", "andrade", "lika", "saknas", "problem"]}

FALL = {
    "a new pupil in a new class": (
        [rad(2, klass="9A")],
        lage(),
        {"nya": ["Ada Ek"]},
    ),
    "the same pupil, by name": (
        [rad(2, "ADA  ek")],
        lage(elev("e1")),
        {"lika": ["e1"]},
    ),
    "the same class in another spelling": (
        [rad(2, klass="7 a")],
        lage(elev("e1")),
        {"lika": ["e1"]},
    ),
    "the same pupil by elev-id, with another name": (
        [rad(2, "Ada Lind", elev_id="1")],
        lage(elev("e1", "Ada Ek", "1")),
        {"andrade": [("e1", "Ada Lind", "1")]},
    ),
    "known by name, gets an elev-id": (
        [rad(2, elev_id="1")],
        lage(elev("e1")),
        {"andrade": [("e1", "Ada Ek", "1")]},
    ),
    "the same name with another elev-id is another pupil": (
        [rad(2, elev_id="2")],
        lage(elev("e1", "Ada Ek", "1")),
        {"nya": ["Ada Ek"], "saknas": ["e1"]},
    ),
    "moved from another class, by elev-id": (
        [rad(2, elev_id="1")],
        lage(elev("e1", "Ada Ek", "1", B7)),
        {"flyttade": [("e1", ["b7"])]},
    ),
    "the same name in another class is another pupil": (
        [rad(2)],
        lage(elev("e1", "Ada Ek", "", B7)),
        {"nya": ["Ada Ek"]},
    ),
    "comes back without a class": (
        [rad(2, elev_id="1")],
        lage(Elevlage("e1", "Ada Ek", "1", False, (), True)),
        {"flyttade": [("e1", [])]},
    ),
    "moved up from last year's class": (
        [rad(2, elev_id="1")],
        lage(elev("e1", "Ada Ek", "1", A6)),
        {"flyttade": [("e1", ["a6"])]},
    ),
    "already in next year's class": (
        [rad(2, elev_id="1")],
        lage(elev("e1", "Ada Ek", "1", A8)),
        {"problem": [(2, "Eleven går redan i 8A läsåret efter")]},
    ),
    "placed also in a group": (
        [rad(2, klass="Franska", elev_id="1")],
        lage(elev("e1", "Ada Ek", "1", A7)),
        {"flyttade": [("e1", [])]},
    ),
    "in a group, moved between classes": (
        [rad(2, elev_id="1")],
        lage(elev("e1", "Ada Ek", "1", B7, FRANSKA)),
        {"flyttade": [("e1", ["b7"])]},
    ),
    "missing in the file": (
        [rad(2)],
        lage(elev("e1"), elev("e2", "Bo Alm"), elev("e3", "Cleo Asp", "", B7)),
        {"lika": ["e1"], "saknas": ["e2"]},
    ),
    "moved within the file is not missing": (
        [rad(2, klass="7B", elev_id="1"), rad(3, "Bo Alm")],
        lage(elev("e1", "Ada Ek", "1"), elev("e2", "Bo Alm")),
        {"flyttade": [("e1", ["a7"])], "lika": ["e2"]},
    ),
    "the same row twice": (
        [rad(2, elev_id="1"), rad(3, elev_id="1")],
        lage(),
        {"nya": ["Ada Ek"], "problem": [(3, "Samma elev står redan på rad 2")]},
    ),
    "one elev-id, two names": (
        [rad(2, "Ada Ek", elev_id="1"), rad(3, "Bo Alm", elev_id="1")],
        lage(elev("e1", "Ada Ek", "1")),
        {
            "problem": [
                (2, "Samma elev-id står på rad 3, med ett annat namn eller en annan klass"),
                (3, "Samma elev-id står på rad 2, med ett annat namn eller en annan klass"),
            ]
        },
    ),
    "one elev-id, two classes": (
        [rad(2, klass="7A", elev_id="1"), rad(3, klass="7B", elev_id="1")],
        lage(),
        {
            "problem": [
                (2, "Samma elev-id står på rad 3, med ett annat namn eller en annan klass"),
                (3, "Samma elev-id står på rad 2, med ett annat namn eller en annan klass"),
            ]
        },
    ),
    "one name twice, nobody known: a person has to say": (
        [rad(2), rad(3)],
        lage(),
        {"nya": ["Ada Ek"], "problem": [(3, "Samma namn står på flera rader i klassen")]},
    ),
    "one name twice, two pupils known": (
        [rad(2), rad(3)],
        lage(elev("e1"), elev("e2")),
        {"lika": ["e1", "e2"]},
    ),
    "one name twice, one pupil known": (
        [rad(2), rad(3)],
        lage(elev("e1")),
        {"lika": ["e1"], "problem": [(3, "Samma namn står på flera rader i klassen")]},
    ),
    "one name once, two pupils known: neither is called missing": (
        [rad(2), rad(3, "Bo Alm")],
        lage(elev("e1"), elev("e2"), elev("e3", "Bo Alm")),
        {
            "lika": ["e3"],
            "problem": [(2, "Klassen har flera elever med det namnet, och filen säger inte vilken som menas")],
        },
    ),
    "two new elev-ids for two pupils of one name: nobody guesses": (
        [rad(2, elev_id="1"), rad(3, elev_id="2"), rad(4, "Bo Alm")],
        lage(elev("e1"), elev("e2")),
        {
            "nya": ["Bo Alm"],
            "problem": [
                (2, "Klassen har flera elever med det namnet, och filen säger inte vilken som menas"),
                (3, "Klassen har flera elever med det namnet, och filen säger inte vilken som menas"),
            ],
        },
    ),
    "two of one name with ids of their own": (
        [rad(2, elev_id="1"), rad(3, elev_id="2")],
        lage(elev("e1", "Ada Ek", "1")),
        {"lika": ["e1"], "nya": ["Ada Ek"]},
    ),
    "an elev-id of somebody one may not see": (
        [rad(2, elev_id="1"), rad(3, "Bo Alm")],
        lage(upptagna=["1"]),
        {"nya": ["Bo Alm"], "problem": [(2, "Elev-id används redan av en elev som du inte får se eller ändra")]},
    ),
    "a mentor and an elev-id of another class": (
        [rad(2, elev_id="1"), rad(3, "Bo Alm")],
        lage(upptagna=["1"], administrator=False),
        {"nya": ["Bo Alm"], "problem": [(2, "Eleven finns redan i en annan klass")]},
    ),
    "a group's mentor does not rename": (
        [rad(2, "Ada Lind", "Franska", "1")],
        lage(elev("e1", "Ada Ek", "1", ANNANS, FRANSKA, far_andras=False), administrator=False),
        {"problem": [(2, "Eleven finns redan i en annan klass")]},
    ),
    "a group's mentor does not move": (
        [rad(2, elev_id="1")],
        lage(elev("e1", "Ada Ek", "1", ANNANS, FRANSKA, far_andras=False), administrator=False),
        {"problem": [(2, "Eleven finns redan i en annan klass")]},
    ),
    "a class of another mentor": (
        [rad(2, klass="7C")],
        lage(administrator=False),
        {"problem": [(2, "Klassen finns redan och har en annan mentor")]},
    ),
    "no class anywhere": (
        [rad(2, klass="")],
        lage(),
        {"problem": [(2, "Klass saknas")]},
    ),
}


@pytest.mark.parametrize(("rader", "lagen", "vantat"), FALL.values(), ids=FALL)
def test_what_a_list_would_do(rader, lagen, vantat):
    assert utfall(jamfor(rader, lagen, Mal())) == TOMT | vantat


def test_a_list_for_one_class_takes_rows_without_class_and_refuses_others():
    plan = jamfor([rad(2, klass=""), rad(3, "Bo Alm", "7 A"), rad(4, "Cleo Asp", "7B")], lage(), Mal(fast="a7"))
    assert utfall(plan) == TOMT | {
        "nya": ["Ada Ek", "Bo Alm"],
        "problem": [(4, "Raden gäller en annan klass än 7A")],
    }


def test_a_class_name_given_for_rows_that_name_none():
    (klass,) = jamfor([rad(2, klass="", arskurs=8)], lage(), Mal(klassnamn="8D")).klasser
    assert (klass.namn, klass.kod, klass.grupp, klass.arskurs) == ("8D", "", False, 8)


def test_a_new_group():
    (klass,) = jamfor([rad(2, klass="Spanska", elev_id="1")], lage(elev("e1", "Ada Ek", "1")), Mal(grupp=True)).klasser
    assert klass.grupp
    assert klass.atgarder[0].fran == ()


def test_a_new_class_that_is_last_years_moved_up_gets_a_hint():
    plan = jamfor([rad(2, klass="7D", elev_id="1")], lage(elev("e1", "Ada Ek", "1", A6)), Mal())
    assert [u.split(".")[0] for u in plan.upplysningar] == ["De flesta i 7D kommer från 6A läsåret före"]


def test_the_digest_follows_the_school():
    rader = [rad(2, elev_id="1")]
    forr = jamfor(rader, lage(elev("e1", "Ada Ek", "1")), Mal())
    assert forr.avtryck() == jamfor(rader, lage(elev("e1", "Ada Ek", "1")), Mal()).avtryck()
    assert forr.avtryck() != jamfor(rader, lage(elev("e1", "Ada Lind", "1")), Mal()).avtryck()
    assert not forr.andrar


# --- Protected identity ---------------------------------------------------------------------------------------------


def _stadad(rader, lagen, mal=None) -> list[Rad]:
    return utan_skyddade_namn(rader, lagen, mal or Mal())[0]


def test_a_protected_name_is_taken_out_and_who_it_was_kept():
    rader = [rad(2, skyddad=True), rad(3, "Bo Alm"), rad(4, "Cleo Asp", skyddad=True)]
    stadade = _stadad(rader, lage(elev("e1"), elev("e2", "Cleo Asp", "", B7)))
    assert [(r.namn, r.elev_kod) for r in stadade] == [("", "e1"), ("Bo Alm", ""), ("", "")]


def test_a_known_pupil_becomes_protected():
    lagen = lage(elev("e1"))
    (klass,) = jamfor(_stadad([rad(2, skyddad=True)], lagen), lagen, Mal()).klasser
    (atgard,) = klass.andrade
    assert (atgard.elev.kod, atgard.blir_skyddad, atgard.nytt_namn, klass.saknas) == ("e1", True, False, ())


def test_a_new_protected_pupil_has_no_name():
    plan = jamfor(_stadad([rad(2, "Hemlig Person", skyddad=True)], lage()), lage(), Mal())
    assert utfall(plan)["nya"] == ["Elev med skyddade personuppgifter"]
    assert "Hemlig" not in repr(plan)


def test_a_protected_pupil_is_recognised_by_elev_id():
    lagen = lage(elev("e1", "Skyddad elev 1", "1", skyddad=True))
    plan = jamfor(_stadad([rad(2, elev_id="1", skyddad=True)], lagen), lagen, Mal())
    assert utfall(plan) == TOMT | {"lika": ["e1"]}
    assert not plan.andrar


def test_protection_is_never_taken_away_by_a_file():
    lagen = lage(elev("e1", "Skyddad elev 1", "1", skyddad=True))
    plan = jamfor([rad(2, elev_id="1")], lagen, Mal())
    assert utfall(plan) == TOMT | {"lika": ["e1"]}
    assert plan.upplysningar == ("Rad 2: eleven har skyddade personuppgifter här men inte i filen. Skyddet är kvar.",)


def test_without_elev_id_an_alias_is_assumed_and_said():
    lagen = lage(elev("e1", "Skyddad elev 1", skyddad=True))
    plan = jamfor(_stadad([rad(2, skyddad=True), rad(3, "Bo Alm", skyddad=True)], lagen), lagen, Mal())
    assert utfall(plan) == TOMT | {"lika": ["e1"], "nya": ["Elev med skyddade personuppgifter"]}
    assert [u.split(",")[0] for u in plan.upplysningar] == ["Rad 2 har skyddade personuppgifter men inget elev-id"]


def test_the_same_protected_name_twice_is_a_problem():
    rader, problem = utan_skyddade_namn([rad(2, skyddad=True), rad(3, skyddad=True)], lage(), Mal())
    assert (rader, [p.rad for p in problem]) == ([], [2, 3])
    assert "Ada" not in problem[0].text


def test_pupils_stand_as_in_the_class_and_not_as_in_the_file():
    """By the first name, å ä ö last; most registers write their lists by surname."""
    filen = ["Örjan Alm", "Ärla Asp", "ada Björk", "Åsa Ek", "Bo Ek"]
    borta = [elev("x", "Åke Alm"), elev("y", "Dag Öst")]
    plan = jamfor([rad(n, namn) for n, namn in enumerate(filen, start=2)], lage(*borta), Mal())
    assert utfall(plan)["nya"] == ["ada Björk", "Bo Ek", "Åsa Ek", "Ärla Asp", "Örjan Alm"]
    assert utfall(plan)["saknas"] == ["y", "x"]
