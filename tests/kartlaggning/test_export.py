"""The workbook: opened again, it holds what was judged and runs nothing."""

import string
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kartlaggning.utskrift.kalkylblad import FARGER, kolumner
from kartlaggning.utskrift.klassutskrift import FOTNOT
from skolanknytning.export import ofarlig
from skolanknytning.logg.models import Handelse, Handling

from .. import fabrik
from .rundor import FORM, GRON, notera, runda


def hamta(klient, kartlaggning):
    return klient.get(reverse("kartlaggning_xlsx", args=[kartlaggning.kod]))


def arbetsbok(svar):
    assert svar.status_code == 200
    return load_workbook(BytesIO(svar.content))


def rader(blad) -> list[list[str]]:
    return [["" if v is None else v for v in rad] for rad in blad.iter_rows(values_only=True)]


@pytest.fixture
def fylld(varld):
    ada, bo, *_ = varld.elever
    varld.runda = runda(
        varld.klass,
        varld.mentor,
        {ada: "rygggggggg", bo: "y ggggGggg"},
        undersok={(bo, 1), (ada, 2)},
        amnen={(ada, 0): ["BI", "FY"]},
    )
    return varld


# --- Cells ---


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Ada Ek", "Ada Ek"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+46", "'+46"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\x00=1", "'=1"),
        ("  =1", "'  =1"),
        ("\x01=1", "'=1"),
        ("\x0c\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("rad ett\nrad två", "rad ett\nrad två"),
        ("Anna-Karin", "Anna-Karin"),
        ("x\x0by", "xy"),
    ],
)
def test_a_cell_is_never_a_formula(text, cell):
    assert ofarlig(text) == cell


@given(st.text(alphabet=string.printable + "\x00\x01\x0b\ufffe＝＋åäö", max_size=30))
def test_any_text_can_be_a_cell_and_is_read_back_as_text(text):
    bok = Workbook()
    bok.active["A1"] = ofarlig(text)
    ut = BytesIO()
    bok.save(ut)
    cell = load_workbook(BytesIO(ut.getvalue())).active["A1"]
    assert cell.data_type != "f"
    assert cell.value is None or not cell.value.startswith(("=", "+", "-", "@", "\t", "\x00"))


def test_a_text_too_long_for_a_cell_is_cut():
    assert len(ofarlig("=" + "x" * 40_000)) == 32_767


# --- The sheet ---


def test_it_works(fylld, logga_in):
    svar = hamta(logga_in(fylld.mentor), fylld.runda)
    assert svar.headers["Content-Disposition"] == 'attachment; filename="kartlaggning.xlsx"'
    assert svar.headers["Content-Type"].endswith("spreadsheetml.sheet")
    bok = arbetsbok(svar)
    assert bok.sheetnames == ["Kartläggning", "Förklaring", "Noteringar"]
    rubriker, ada, bo, cleo, *_ = rader(bok["Kartläggning"])
    assert rubriker[:3] == [
        "Namn (elev)",
        "Beteendemässiga dimensionen\n1. Eleven är närvarande på undervisningen i alla ämnen.",
        "I vilka ämnen närvarar inte eleverna?",
    ]
    assert ada[:5] == ["Ada Ek", "✕ Rött", "BI, FY", "~ Gult", "✓ Grönt ?"]
    assert bo[:5] == ["Bo Björk1", "~ Gult", "", "?", "✓ Grönt"]
    assert cleo[1:] == [""] * 12
    assert len(rader(bok["Kartläggning"])) == 6


def test_every_statement_stands_word_for_word(fylld, logga_in):
    rubriker = rader(arbetsbok(hamta(logga_in(fylld.mentor), fylld.runda))["Kartläggning"])[0]
    for p in FORM.pastaenden:
        assert sum(rubrik.endswith(f"{p.nummer}. {p.text}") for rubrik in rubriker) == 1
    assert len(kolumner(FORM)) == 12


def test_the_colours_are_painted(fylld, logga_in):
    blad = arbetsbok(hamta(logga_in(fylld.mentor), fylld.runda))["Kartläggning"]
    for ruta, farg in [("B2", 3), ("D2", 2), ("E2", 1)]:
        assert (blad[ruta].fill.fgColor.rgb[2:], blad[ruta].font.color.rgb[2:]) == FARGER[farg]
    assert blad["D3"].fill.fill_type is None, "behöver undersökas, men ingen har bedömt"


def test_the_head_is_frozen_and_nothing_is_merged(fylld, logga_in):
    bok = arbetsbok(hamta(logga_in(fylld.mentor), fylld.runda))
    blad = bok["Kartläggning"]
    assert blad.freeze_panes == "B2"
    assert blad.print_title_rows == "$1:$1"
    assert (blad.page_setup.orientation, blad.page_setup.fitToWidth, blad.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert blad.sheet_properties.pageSetUpPr.fitToPage
    assert not any(b.merged_cells.ranges for b in bok)


def test_the_explanation_says_what_it_is(fylld, logga_in):
    forklaring = dict(rader(arbetsbok(hamta(logga_in(fylld.mentor), fylld.runda))["Förklaring"]))
    assert forklaring["✕ Rött"] == "Stämmer inte alls"
    assert forklaring["?"] == "Behöver undersökas"
    assert forklaring["Klass"] == "7A"
    assert forklaring["Mentor/Klassföreståndare"] == "Maja Mentor, Milo Mentor"
    assert forklaring["Uttagen"].endswith(" av Maja Mentor")
    assert forklaring["Källa"] == "Plug Innan, Göteborgsregionen"
    assert forklaring["Obs"] == FOTNOT


def test_notes_come_along_a_row_a_paragraph(fylld, logga_in):
    notera(fylld.runda, fylld.mentor, "reflektion", "=Lugnt.\n\nMer samtal.")
    noteringar = rader(arbetsbok(hamta(logga_in(fylld.mentor), fylld.runda))["Noteringar"])
    assert noteringar == [
        [FORM.anteckning("franvaro-amnen").fraga, ""],
        [FORM.anteckning("mal-amnen").fraga, ""],
        [FORM.anteckning("reflektion").fraga, "'=Lugnt."],
        ["", "Mer samtal."],
    ]


def test_a_name_that_looks_like_a_formula_is_text(varld, logga_in):
    elev = fabrik.elev(varld.klass, '=HYPERLINK("http://exempel.test")', "\x01Ek")
    svar = hamta(logga_in(varld.mentor), runda(varld.klass, varld.mentor, {elev: GRON}))
    namn = [rad[0] for rad in rader(arbetsbok(svar)["Kartläggning"])]
    assert '\'=HYPERLINK("http://exempel.test") Ek' in namn
    with ZipFile(BytesIO(svar.content)) as arkiv:
        for del_ in arkiv.namelist():
            ElementTree.fromstring(arkiv.read(del_))
            assert b"<f>" not in arkiv.read(del_)


def test_a_protected_pupil_is_never_exported(fylld, logga_in):
    ada = fylld.elever[0]
    ada.skyddad = True
    ada.save()
    ada.far_se.add(fylld.mentor)
    svar = hamta(logga_in(fylld.mentor), fylld.runda)
    with ZipFile(BytesIO(svar.content)) as arkiv:
        assert not any(b"Ada" in arkiv.read(del_) for del_ in arkiv.namelist())
    assert len(rader(arbetsbok(svar)["Kartläggning"])) == 5


@pytest.mark.parametrize(
    ("vem", "status"),
    [
        ("mentor2", 200),
        ("rektor", 200),
        ("elevhalsa", 403),
        ("annan_mentor", 403),
        ("administrator", 403),
        ("utanfor", 404),
    ],
)
def test_it_checks_access(fylld, logga_in, vem, status):
    assert hamta(logga_in(getattr(fylld, vem)), fylld.runda).status_code == status
    assert Handelse.objects.filter(handling=Handling.EXPORTERADE).count() == (status == 200)


def test_every_export_is_logged(fylld, logga_in):
    klient = logga_in(fylld.rektor)
    hamta(klient, fylld.runda)
    hamta(klient, fylld.runda)
    handelser = Handelse.objects.filter(handling=Handling.EXPORTERADE)
    assert [(h.vem_namn, h.text, h.skola_kod) for h in handelser] == [
        ("Rut Rektor", "kartläggning (Excel) av 7A", fylld.skola.kod)
    ] * 2
