"""The forms hold the material's words and no others: compared with lists typed from the paper forms."""

from dataclasses import FrozenInstanceError

import pytest

from kartlaggning import instrument

DIMENSIONER = [
    ("Beteendemässiga dimensionen", "Vad gör eleven i skolan?"),
    ("Akademiska dimensionen", "Hur går det för eleven i skolan?"),
    ("Kognitiva dimensionen", "Upplever eleven skolan som meningsfull?"),
    ("Affektiva dimensionen", "Hur känner sig eleven i skolan?"),
]
PASTAENDEN = [
    ("beteende", 1, "Eleven är närvarande på undervisningen i alla ämnen."),
    ("beteende", 2, "Eleven interagerar med andra elever i undervisningen."),
    ("beteende", 3, "Eleven har inte några konfliktfyllda relationer med andra elever."),
    (
        "beteende",
        4,
        "Eleven har inte några konfliktfyllda relationer med pedagoger eller annan skolpersonal.",
    ),
    ("akademisk", 1, "Eleven har förväntad progression i sitt lärande."),
    ("akademisk", 2, "Eleven når målen för betyg E/ kunskapskrav i alla ämnen."),
    ("kognitiv", 1, "Eleven värderar skolan och utbildningen som viktig."),
    ("kognitiv", 2, "Eleven har fungerande inlärningsstrategier."),
    ("affektiv", 1, "Eleven har goda relationer till andra elever i skolan."),
    ("affektiv", 2, "Eleven känner tillhörighet i och samhörighet med skolan."),
]
MONSTER = "Finns det ett gemensamt mönster på gruppnivå som pekar mot något särskilt ämne?"
FRANVARO = "I vilka ämnen närvarar inte eleverna?"
MAL = "I vilka ämnen når inte eleverna målen för betyg E/ kunskapskrav?"
ANTECKNINGAR = [
    ("franvaro-amnen", "beteende-1", f"{FRANVARO} {MONSTER}"),
    ("mal-amnen", "akademisk-2", f"{MAL} {MONSTER}"),
    ("reflektion", "", "Reflektera kring resultatet på gruppnivå. Har du uppmärksammat något särskilt?"),
]
FARGER = [("Grönt", "Stämmer helt"), ("Gult", "Stämmer delvis"), ("Rött", "Stämmer inte alls")]


@pytest.fixture
def grupp() -> instrument.Instrument:
    return instrument.las(instrument.SENASTE_GRUPP)


def test_its_heading_and_source(grupp):
    assert grupp.rubrik == "Kartläggning av en grupp-/klass skolanknytning"
    assert grupp.kalla == "Plug Innan, Göteborgsregionen"
    assert (grupp.nyckel, grupp.niva) == ("grupp-1", "grupp")


def test_its_dimensions_with_their_question(grupp):
    assert [(d.namn, d.fraga) for d in grupp.dimensioner] == DIMENSIONER


def test_its_ten_statements(grupp):
    assert [(p.dimension, p.nummer, p.text) for p in grupp.pastaenden] == PASTAENDEN


def test_its_three_note_questions(grupp):
    assert [(a.nyckel, a.efter, a.fraga) for a in grupp.anteckningar] == ANTECKNINGAR
    assert grupp.anteckning("reflektion").fraga == ANTECKNINGAR[2][2]


def test_its_colours_with_their_meaning(grupp):
    assert [(f.namn, f.betydelse) for f in grupp.farger] == FARGER
    assert list(grupp.farg) == [1, 2, 3]
    assert len({f.symbol for f in grupp.farger}) == 3


def test_two_statements_ask_for_subjects(grupp):
    assert {p.nyckel: p.amnen for p in grupp.pastaenden if p.amnen} == {
        "beteende-1": FRANVARO,
        "akademisk-2": MAL,
    }
    assert grupp.amnesfragor == {"beteende-1", "akademisk-2"}


def test_every_key_is_of_its_own_and_fits_its_column(grupp):
    nycklar = [p.nyckel for p in grupp.pastaenden]
    assert nycklar == [f"{p.dimension}-{p.nummer}" for p in grupp.pastaenden]
    assert len(set(nycklar)) == len(nycklar) == 10
    assert len({a.nyckel for a in grupp.anteckningar}) == 3
    assert max(map(len, [*nycklar, *(a.nyckel for a in grupp.anteckningar)])) <= 30
    assert list(grupp.per_nyckel) == nycklar


def test_every_statement_has_guidance_and_a_short_form(grupp):
    """The lathund is in the project's own words: it never repeats the statement."""
    for p in grupp.pastaenden:
        assert len(p.lathund) > 80
        assert p.text not in p.lathund
        assert 0 < len(p.kort) < len(p.text)
    assert len({p.kort for p in grupp.pastaenden}) == 10


def test_it_cannot_be_changed_by_the_program(grupp):
    with pytest.raises(FrozenInstanceError):
        grupp.rubrik = "Annat"
    assert instrument.las("grupp-1") is grupp


@pytest.mark.parametrize("nyckel", ["grupp-2", "", "../instrument/grupp-1", "grupp-1.toml"])
def test_an_unknown_form_is_an_error(nyckel):
    with pytest.raises(KeyError):
        instrument.las(nyckel)


def test_an_unknown_note_question_is_an_error(grupp):
    with pytest.raises(KeyError):
        grupp.anteckning("finns-inte")


# The individual form, typed from its three paper pages. S: it rates the school.
INDIVID = {
    "beteende": [
        "Eleven är närvarande på undervisningen i alla ämnen.",
        "Eleven interagerar med andra elever i undervisningen.",
        "Eleven har inte några konfliktfyllda relationer med andra elever.",
        "Eleven har inte några konfliktfyllda relationer med pedagoger eller annan skolpersonal.",
    ],
    "akademisk": [
        "Eleven har förväntad progression i sitt lärande.",
        "Eleven når målen/kunskapskraven för E i alla ämnen.",
        "Eleven genomför de uppgifter eleven har förutsättningar att klara av.",
        "S Eleven erbjuds i alla ämnen en undervisning utifrån elevens förutsättningar och utmanas utifrån sina "
        "förutsättningar.",
        "S Eleven får extra anpassningar och/eller särskilt stöd om eleven har behov av det.",
    ],
    "kognitiv": [
        "Eleven värderar skolan och utbildningen som viktig.",
        "Eleven har fungerande inlärningsstrategier.",
        "Eleven hanterar problemen som eleven ställs inför.",
        "Eleven ser en koppling mellan skola och framtida mål.",
        "Eleven upplever att tillvaron är meningsfull och relevant.",
        "S Skolan har erbjudit eleven en utbildning som eleven kan känna som värdefull och meningsfull.",
    ],
    "affektiv": [
        "Eleven har goda relationer till andra elever i skolan.",
        "Eleven känner tillhörighet i och samhörighet med skolan.",
        "Eleven mår bra i skolan.",
        "Eleven påverkas positivt av klassrumsklimatet.",
        "Eleven bidrar positivt till klassrumsklimatet.",
        "S Skolan har aktivt arbetat med att stödja elevens mående och känsla av sammanhang.",
    ],
}
KOMMENTAR = "Sammanfattande kommentar som tas med till analysarbetet tillsammans med dina kollegor:"


@pytest.fixture
def individ() -> instrument.Instrument:
    return instrument.las(instrument.SENASTE_INDIVID)


def test_the_individual_form_has_its_twenty_one_statements(individ):
    assert (individ.nyckel, individ.niva, individ.kalla) == ("individ-1", "individ", "Plug Innan, Göteborgsregionen")
    assert individ.rubrik == "Kartläggning av en elevs skolanknytning"
    assert [(d.namn, d.fraga) for d in individ.dimensioner] == DIMENSIONER
    star = {d.nyckel: [f"{'S ' * p.om_skolan}{p.text}" for p in d.pastaenden] for d in individ.dimensioner}
    assert star == INDIVID
    assert [p.nyckel for p in individ.pastaenden] == [f"{p.dimension}-{p.nummer}" for p in individ.pastaenden]
    assert len(individ.per_nyckel) == 21


def test_the_class_forms_ten_recur_with_the_same_keys(grupp, individ):
    assert set(grupp.per_nyckel) < set(individ.per_nyckel)
    # One is worded otherwise on the individual form; its key says that it is the same.
    skiljer = [k for k, p in grupp.per_nyckel.items() if individ.per_nyckel[k].text != p.text]
    assert skiljer == ["akademisk-2"]
    assert not any(individ.per_nyckel[k].om_skolan for k in grupp.per_nyckel)
    assert [p.kort for p in grupp.pastaenden] == [individ.per_nyckel[k].kort for k in grupp.per_nyckel]


def test_the_individual_forms_questions_and_colours(individ):
    assert {p.nyckel: p.amnen for p in individ.pastaenden if p.amnen} == {
        "beteende-1": "Om gult eller rött, resonera kring vilka ämnen eleven inte närvarar i:",
        "akademisk-2": "I vilka ämnen når inte eleven målen för betyg E/ kunskapskrav?",
    }
    assert [(a.nyckel, a.dimension, a.fraga) for a in individ.anteckningar] == [
        (f"kommentar-{d}", d, KOMMENTAR) for d in INDIVID
    ]
    assert [(f.namn, f.betydelse) for f in individ.farger[:3]] == FARGER
    assert [p.nyckel for p in individ.pastaenden if p.tar_farg(instrument.EJ_AKTUELLT)] == ["akademisk-5"]
    assert individ.farg[instrument.EJ_AKTUELLT].namn == "Ej aktuellt"


def test_every_individual_statement_has_guidance_of_our_own(individ, grupp):
    for p in individ.pastaenden:
        assert len(p.lathund) > 80
        assert p.text not in p.lathund
        assert 0 < len(p.kort) < len(p.text)
    assert len({p.kort for p in individ.pastaenden}) == 21
