"""The way through a meeting."""

import pytest

from analys import gang, guide

GUIDEN = guide.las()
KLASS = gang.stegen(GUIDEN, med_elever=True)


def test_the_steps_follow_the_guide():
    assert [s.del_ for s in KLASS] == [
        "gruppen/oro/beteende",
        "gruppen/oro/akademisk",
        "gruppen/oro/kognitiv",
        "gruppen/oro/affektiv",
        "gruppen/oro/faktorer",
        "gruppen/styrka/beteende",
        "gruppen/styrka/akademisk",
        "gruppen/styrka/kognitiv",
        "gruppen/styrka/affektiv",
        "gruppen/styrka/faktorer",
        "dagordning",
        "sammanfattning",
    ]


def test_a_school_has_no_pupils_step():
    skolans = gang.stegen(GUIDEN, med_elever=False)
    assert [s.del_ for s in KLASS if s not in skolans] == ["dagordning"]


@pytest.mark.parametrize(
    ("del_", "forra", "nasta"),
    [
        ("gruppen/oro/beteende", None, "gruppen/oro/akademisk"),
        ("gruppen/oro/faktorer", "gruppen/oro/affektiv", "gruppen/styrka/beteende"),
        ("elev/23456789bcdf", "gruppen/styrka/faktorer", "sammanfattning"),
        ("sammanfattning", "dagordning", None),
    ],
)
def test_what_comes_before_and_after(del_, forra, nasta):
    plats = gang.plats(KLASS, del_)
    assert ((plats.forra and plats.forra.del_), (plats.nasta and plats.nasta.del_)) == (forra, nasta)


def test_a_part_outside_the_way_is_an_error():
    with pytest.raises(KeyError):
        gang.plats(KLASS, "gruppen/oro/annat")


def test_a_question_counts_its_patterns_and_the_others_none():
    monster = [("oro", "beteende"), ("oro", "beteende"), ("styrka", "beteende")]
    assert [gang.antal(s, monster) for s in KLASS] == [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_the_parts_by_name():
    assert gang.per_del(KLASS)["dagordning"].namn == "Elever"
    assert gang.kort_namn("Kognitiva dimensionen") == "Kognitiva"
