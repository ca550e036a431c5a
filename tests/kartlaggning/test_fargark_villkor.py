"""What a cell's colour is by rule, and what its colours and words mean when that is not plain."""

import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule, Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

from kartlaggning.fargark.tolkning import arbetsbok, tolka
from kartlaggning.fargark.tolkning.typer import FargarkError

from .fargbocker import BLEKA, KORT, STARKA, bok, rak, spara
from .fargprov import NAMN, farger, planen, sammanhang, texter

# --- Conditional formats ----------------------------------------------------------------------------------------------


def med_regel(regel, *varden, omrade: str = "B2:B9"):
    data = bok(["Namn", KORT[0]], *([n, v] for n, v in zip(NAMN, varden, strict=False)))
    data.active.conditional_formatting.add(omrade, regel)
    return planen(spara(data))


ROD = PatternFill(bgColor=STARKA[3])


def text_regel(typ: str, operator: str, text: str) -> Rule:
    return Rule(type=typ, operator=operator, text=text, dxf=DifferentialStyle(fill=ROD), formula=["B2"])


@pytest.mark.parametrize(
    ("regel", "varden"),
    [
        (CellIsRule(operator="equal", formula=['"hög"'], fill=ROD), ["hög", "HÖG", "låg", None, "låg"]),
        (CellIsRule(operator="greaterThan", formula=["40"], fill=ROD), [41, 99, 40, 30, 20]),
        (CellIsRule(operator="between", formula=["40", "50"], fill=ROD), [40, 50, 51, 39, 30]),
        (CellIsRule(operator="lessThanOrEqual", formula=["40"], fill=ROD), [40, 3, 41, 99, 60]),
        (text_regel("containsText", "containsText", "oro"), ["stor oro", "oroad", "lugn", None, "lugn"]),
        (text_regel("beginsWith", "beginsWith", "ej"), ["ej ok", "EJ", "ok då", None, "ok då"]),
        (FormulaRule(formula=['B2="hög"'], fill=ROD), ["hög", "hög", "låg", None, "låg"]),
    ],
)
def test_rules_about_a_cells_own_value_are_followed(regel, varden):
    plan = med_regel(regel, *varden)
    assert farger(plan) == {("Ada Ek", "beteende-1"): 3, ("Bo Björk", "beteende-1"): 3}
    assert plan.blad[0].tabell.vet == ()


@pytest.mark.parametrize(
    ("regel", "vad"),
    [
        (ColorScaleRule(start_type="min", start_color="FF0000", end_type="max", end_color="00FF00"), "färgskala"),
        (FormulaRule(formula=["MOD(ROW(),2)=0"], fill=ROD), "formel"),
        (FormulaRule(formula=['$C2="hög"'], fill=ROD), "formel"),
        (CellIsRule(operator="equal", formula=["$D$1"], fill=ROD), "formel"),
    ],
)
def test_rules_that_cannot_be_followed_are_said_to_be_so(regel, vad):
    plan = med_regel(regel, "grön", "gul")
    assert farger(plan) == {("Ada Ek", "beteende-1"): 1, ("Bo Björk", "beteende-1"): 2}
    assert plan.blad[0].tabell.vet == (
        f"Bladet har villkorsstyrd formatering som inte går att följa ({vad}). Cellerna läses på sin egen fyllning och "
        "text.",
    )


def test_the_rule_that_goes_before_decides():
    data = bok(["Namn", KORT[0]], ["Ada Ek", 5])
    for grans, farg in ((1, 3), (0, 1)):
        regel = CellIsRule(operator="greaterThan", formula=[str(grans)], fill=PatternFill(bgColor=BLEKA[farg]))
        data.active.conditional_formatting.add("B2:B9", regel)
    assert farger(planen(spara(data))) == {("Ada Ek", "beteende-1"): 3}


# --- Signs that are not known -----------------------------------------------------------------------------------------


def tecken(plan) -> dict[str, tuple]:
    return {t.varde: (t.farg, t.sakert) for t in plan.tecken}


def test_orange_is_taken_for_yellow_only_where_there_is_no_yellow_and_then_said():
    utan = bok(["Namn", *KORT[:3]], ["Ada Ek"], farger={"B2": "92D050", "C2": "F4B084"})
    med = bok(["Namn", *KORT[:3]], ["Ada Ek"], farger={"B2": "FFFF00", "C2": "F4B084"})
    assert tecken(planen(spara(utan)))["F4B084"] == (2, False)
    assert tecken(planen(spara(med)))["F4B084"] == (None, False)
    assert farger(planen(spara(med))) == {("Ada Ek", "beteende-1"): 2}


def test_two_yellows_are_asked_about():
    data = bok(["Namn", *KORT[:3]], ["Ada Ek"], farger={"B2": "FFFF00", "C2": "FFC000"})
    assert tecken(planen(spara(data))) == {"FFFF00": (2, True), "FFC000": (2, False)}


def test_blue_is_not_guessed():
    data = bok(["Namn", *KORT[:2]], ["Ada Ek"], farger={"B2": "0070C0", "C2": "92D050"})
    assert tecken(planen(spara(data))) == {"92D050": (1, True), "0070C0": (None, False)}


def test_digits_are_asked_about_until_colours_tell():
    utan = bok(["Namn", *KORT[:3]], ["Ada Ek", 1, 2, 3])
    assert tecken(planen(spara(utan))) == {"1": (1, False), "2": (2, False), "3": (3, False)}
    med = bok(["Namn", *KORT[:3]], ["Ada Ek", 3, 3, 3], farger={"B2": "92D050", "C2": "92D050"})
    plan = planen(spara(med))
    assert tecken(plan)["3"] == (1, True)
    assert farger(plan)["Ada Ek", "beteende-3"] == 1, "den ofärgade trean är grön som de andra"


def test_a_colour_and_a_word_that_disagree_are_named_and_not_read():
    plan = planen(spara(bok(["Namn", KORT[0]], ["Ada Ek", "Rött"], farger={"B2": "92D050"})))
    assert plan.rutor == {}
    assert texter(plan) == [("Blad1", "rad 2", "B", "Rutan är grön men det står rött. Rutan läses inte in.")]


def test_rak_without_a_single_mark_is_no_table():
    with pytest.raises(FargarkError):
        tolka.tolka(arbetsbok.las(rak(["Kim Norr"], {})), sammanhang())
