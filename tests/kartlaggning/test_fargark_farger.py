"""Fills: what colour a person sees, and what it means."""

import pytest
from openpyxl.styles import Color, GradientFill, PatternFill

from kartlaggning.fargark.tolkning.farger import OFFICE, Palett, ar_barnsten, ar_citron, bedom, tema_ur

from .fargraxml import tema

GRONA = (
    "92D050 00B050 C6EFCE 70AD47 E2EFDA C6E0B4 A9D08E 548235 375623 9BBB59 EBF1DE D8E4BC 00FF00 008000 CCFFCC 339966 "
)
GRONA += "99CC00 34A853 93C47D D9EAD3 E8F5E9 1B7A3D 006100"
GULA = "FFFF00 FFC000 FFEB9C FFF2CC FFE699 FFD966 FFFF99 FFFFCC FBBC04 FFE599 FFD24D FFF9C4 FFEB3B FFCC00"
RODA = "FF0000 C00000 FFC7CE F2DCDB E6B8B7 DA9694 963634 FF7C80 FFCCCC FF99CC FFC0CB EA4335 F4CCCC EA9999 B3261E 800000"
INGENTING = "FFFFFF 000000 F2F2F2 D9D9D9 BFBFBF 808080 404040 E7E6E6 D0CECE 0D0D0D"


@pytest.mark.parametrize(("farger", "farg"), [(GRONA, 1), (GULA, 2), (RODA, 3)])
def test_any_green_yellow_or_red_means_what_it_says(farger, farg):
    fel = {rgb: o for rgb in farger.split() if ((o := bedom(rgb)).farg, o.sakert) != (farg, True)}
    assert fel == {}


@pytest.mark.parametrize("rgb", INGENTING.split())
def test_white_black_and_grey_mean_nothing(rgb):
    assert not bedom(rgb).kulor


@pytest.mark.parametrize(
    ("rgb", "farg", "namn"),
    [
        ("FFA500", 2, "orange"),
        ("ED7D31", 2, "orange"),
        ("F8CBAD", 2, "orange"),
        ("CCFF00", 1, "gulgrön"),
        ("33CCCC", 1, "turkos"),
        ("FF00FF", 3, "lilaröd"),
        ("C4BD97", 2, "beige"),
        ("806000", 2, "brun"),
        ("833C0B", 0, "brun"),
        ("0070C0", 0, "blå"),
        ("7030A0", 0, "lila"),
    ],
)
def test_a_colour_between_is_said_to_be_uncertain(rgb, farg, namn):
    omdome = bedom(rgb)
    assert (omdome.kulor, omdome.farg, omdome.sakert, omdome.namn) == (True, farg, False, namn)


def test_no_fill_means_nothing():
    assert not bedom("").kulor
    assert Palett().fyllning(None) == Palett().fyllning(PatternFill()) == ""


@pytest.mark.parametrize(
    ("farg", "rgb"),
    [
        (Color(rgb="FF92D050"), "92D050"),
        (Color(rgb="0092D050"), "92D050"),
        (Color(theme=9), "70AD47"),
        # As Excel itself shows them: accent 6 lighter by 80, 60 and 40 %, darker by 25 and 50 %.
        (Color(theme=9, tint=0.7999816888943144), "E2EFDA"),
        (Color(theme=9, tint=0.5999938962981048), "C6E0B4"),
        (Color(theme=9, tint=0.3999755851924192), "A9D08E"),
        (Color(theme=9, tint=-0.249977111117893), "548235"),
        (Color(theme=9, tint=-0.499984740745262), "375623"),
        (Color(theme=7, tint=0.7999816888943144), "FFF2CC"),
        (Color(theme=0), "FFFFFF"),
        (Color(theme=1), "000000"),
        (Color(indexed=10), "FF0000"),
        (Color(indexed=50), "99CC00"),
        (Color(indexed=64), ""),
        (Color(theme=99), ""),
        (Color(auto=True), ""),
    ],
)
def test_colours_by_theme_tint_and_number(farg, rgb):
    nar, skulle = (bytes.fromhex(f) for f in (Palett().rgb(farg), rgb))
    assert len(nar) == len(skulle)
    assert all(abs(a - b) <= 1 for a, b in zip(nar, skulle, strict=True)), "Excel rounds in its own way"


def test_a_workbooks_own_theme_is_read():
    ark = f'<t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{tema(accent6="008000")}</t>'
    eget = tema_ur(ark.encode())
    assert eget[9] == "008000"
    assert eget[:9] == OFFICE[:9]
    assert Palett(eget).rgb(Color(theme=9)) == "008000"


@pytest.mark.parametrize(
    "xml", [None, b"", b"<t/>", tema(accent6="zzzzzz").replace("<a:", "<").replace("</a:", "</").encode()]
)
def test_without_a_theme_the_office_theme_counts(xml):
    assert tema_ur(xml) == OFFICE


def test_patterns_and_gradients():
    palett = Palett()
    assert palett.fyllning(PatternFill("gray125")) == ""
    assert palett.fyllning(PatternFill("lightUp", fgColor="FF0000", bgColor="FFFFFF")) == "FF0000"
    assert palett.fyllning(PatternFill("lightUp", fgColor="000000", bgColor="FF0000")) == "FF0000"
    stopp = GradientFill(stop=("FF0000", "FF8080"))
    assert bedom(palett.fyllning(stopp)).farg == 3
    assert bedom(palett.fyllning(GradientFill(stop=("FF0000", "00FF00")))).sakert is False


def test_the_plain_fill_of_a_conditional_format_is_its_ground():
    fyllning = PatternFill(bgColor="92D050")
    assert Palett().fyllning(fyllning, villkorlig=True) == "92D050"
    assert Palett().fyllning(fyllning) == ""


def test_amber_and_lemon_are_told_apart():
    assert ar_barnsten("FFC000")
    assert not ar_barnsten("FFFF00")
    assert ar_citron("FFFF00")
    assert not ar_citron("FFC000")
    assert not ar_barnsten("FFEB9C"), "blekt"
