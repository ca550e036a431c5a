"""The guide holds the material's words and no others: compared with lists typed from Modul 1's conversation guide."""

from dataclasses import FrozenInstanceError

import pytest

from analys import guide
from analys.models import Avfardat, Koppling, Monster, Slag, Svar
from kartlaggning import instrument

ORGANISATION = [
    "Trygghet och ordning",
    "Schemaläggning",
    "Samverkan mellan professioner på skolan",
    "Samverkan vårdnadshavare",
    "Legitimerade lärare",
    "Vikarier",
]
LARARE = ["Trygghet och ordning", "Undervisningskvalitet", "Ledarskap i klassrummet", "Adekvat stöd och anpassningar"]
GRUPPENS_DIMENSIONER = [
    ("beteende", "Beteendemässiga dimensionen", "Vad gör eleverna i skolan?"),
    ("akademisk", "Akademiska dimensionen", "Hur går det för eleverna i skolan?"),
    ("kognitiv", "Kognitiva dimensionen", "Upplever eleverna skolan som meningsfull?"),
    ("affektiv", "Affektiva dimensionen", "Hur känner sig eleverna i skolan?"),
]
ELEVENS_DIMENSIONER = [
    ("beteende", "Beteendemässiga dimensionen", "Vad gör eleven i skolan?"),
    ("akademisk", "Akademiska dimensionen", "Hur går det för eleven i skolan?"),
    ("kognitiv", "Kognitiva dimensionen", "Upplever eleven skolan som meningsfull?"),
    ("affektiv", "Affektiva dimensionen", "Hur känner sig eleven i skolan?"),
]
KOPPLAS = (
    "diskutera om mönster ni hittat kan kopplas till någon särskild faktor, så som faktorer kopplade till skolans "
    "organisering eller faktorer kopplade till lärare och undervisning."
)
POSITIVA = (
    "Som en del i arbetet att identifiera fungerande faktorer kopplade till hur skolan organiseras och/eller faktorer "
    "kopplade till lärare och undervisning är det bra att diskutera om de positiva mönstren kan kopplas till någon "
    "faktor"
)
GRUPP = {
    "oro": (
        "Undersök om det finns mönster som väcker oro och bör uppmärksammas kopplat till respektive dimension?",
        f"För att kunna erbjuda rätt insatser och förändringar utifrån identifierat behov behöver ni {KOPPLAS}",
    ),
    "styrka": (
        "Undersök om det finns några positiva mönster på grupp-/klassnivå kopplat till respektive dimension?",
        f"{POSITIVA}.",
    ),
}
INDIVID = {
    "oro": (
        "Finns det något i elevens resultat som oroar och som bör uppmärksammas kopplat till respektive dimension?",
        "För att kunna erbjuda rätt insatser och förändringar utifrån identifierat behov hos eleven behöver ni "
        f"{KOPPLAS}",
    ),
    "styrka": (
        "Undersök om det finns några positiva resultat på individnivå som kan kopplas till respektive dimension?",
        f"{POSITIVA}?",
    ),
}
FRAGOR = [
    (
        "sticker-ut",
        "Finns det ett eller flera resultat från den individuella kartläggningen som sticker ut från gruppens samlade "
        "resultat av kartläggningen?",
    ),
    ("agerande", "Finns det några mönster i elevens agerande?"),
]
# The material's own examples: ours are help in other words.
EXEMPEL = [
    "Hälften av eleverna har en problematisk frånvaro",
    "Eleverna har god närvaro under IDH",
    "Eleven har bristande närvaro",
    "idrottsläraren är en bra lärare",
    "håltimme på 1,5 h",
    "upplevs som ensam",
]


@pytest.fixture
def plugg() -> guide.Guide:
    return guide.las(guide.SENASTE)


def test_its_name_and_source(plugg):
    assert (plugg.nyckel, plugg.kalla) == ("guide-1", "Plug Innan, Göteborgsregionen")
    assert plugg.rubrik == "Samtalsguide för konstruktiv dialog och analys"


def test_its_factors_six_and_four(plugg):
    assert [(g.namn, [f.namn for f in g.faktorer]) for g in plugg.faktorgrupper] == [
        ("Faktorer kopplade till skolans organisering", ORGANISATION),
        ("Faktorer kopplade till lärare och undervisning", LARARE),
    ]


def test_safety_and_order_is_two_factors(plugg):
    nycklar = [n for n, f in plugg.faktor.items() if f.namn == "Trygghet och ordning"]
    assert nycklar == ["org-trygghet", "larare-trygghet"]
    assert [plugg.faktor[n].grupp for n in nycklar] == ["organisation", "larare"]
    assert plugg.faktor["org-trygghet"].hjalp != plugg.faktor["larare-trygghet"].hjalp
    assert len(plugg.faktor) == 10


@pytest.mark.parametrize(
    ("niva", "rubrik", "underlag", "monsterrubrik", "avsnitt", "dimensioner"),
    [
        (
            "grupp",
            "Analys av kartläggning från grupp-/klassnivå",
            "Använd resultatet från kartläggningen som gjorts på grupp-/klassnivå som underlag.",
            "Mönster, grupp-/klassnivå",
            GRUPP,
            GRUPPENS_DIMENSIONER,
        ),
        (
            "individ",
            "Analys av kartläggning på individnivå",
            "Använd resultatet från kartläggningen som gjorts på individnivå som underlag.",
            "Mönster, individnivå",
            INDIVID,
            ELEVENS_DIMENSIONER,
        ),
    ],
)
def test_each_level_word_for_word(plugg, niva, rubrik, underlag, monsterrubrik, avsnitt, dimensioner):
    del_ = getattr(plugg, niva)
    assert (del_.rubrik, del_.underlag, del_.monsterrubrik) == (rubrik, underlag, monsterrubrik)
    assert {a.slag: (a.fraga, a.faktorfraga) for a in del_.avsnitt} == avsnitt
    # What worries comes first, as in the guide.
    assert [a.slag for a in del_.avsnitt] == ["oro", "styrka"] == list(Slag.values)
    for a in del_.avsnitt:
        assert [(d.nyckel, d.namn, d.fraga) for d in a.dimensioner] == dimensioner


def test_the_two_questions_are_asked_of_a_pupil_only(plugg):
    assert plugg.grupp.fragor == ()
    assert plugg.individ.fragerubrik == "Frågor att besvara som stöd i analysen:"
    assert [(f.nyckel, f.fraga) for f in plugg.individ.fragor] == FRAGOR
    assert plugg.individ.fraga("agerande").fraga == FRAGOR[1][1]


def test_the_dimensions_are_the_forms(plugg):
    for del_, form in ((plugg.grupp, instrument.SENASTE_GRUPP), (plugg.individ, instrument.SENASTE_INDIVID)):
        nycklar = [d.nyckel for d in instrument.las(form).dimensioner]
        assert all([d.nyckel for d in a.dimensioner] == nycklar for a in del_.avsnitt)


def test_help_is_there_and_in_other_words_than_the_material(plugg):
    delar = [d for del_ in (plugg.grupp, plugg.individ) for a in del_.avsnitt for d in a.dimensioner]
    hjalp = [d.hjalp for d in (*delar, *plugg.individ.fragor, *plugg.faktor.values())]
    assert all(len(text) > 40 for text in hjalp)
    assert len(set(hjalp)) == len(hjalp)
    assert [e for e in EXEMPEL for text in hjalp if e.lower() in text.lower()] == []


def test_every_key_fits_its_column(plugg):
    def far_plats(modell, falt):
        return modell._meta.get_field(falt).max_length

    assert max(map(len, plugg.faktor)) <= far_plats(Koppling, "faktor")
    assert max(len(f.nyckel) for f in plugg.individ.fragor) <= far_plats(Svar, "fraga")
    assert max(len(d.nyckel) for d in plugg.grupp.avsnittet("oro").dimensioner) <= far_plats(Monster, "dimension")
    assert far_plats(Monster, "utkast") == far_plats(Avfardat, "utkast") == 60


def test_parts_are_asked_for_by_key(plugg):
    assert plugg.grupp.avsnittet("styrka").dimension("affektiv").fraga == "Hur känner sig eleverna i skolan?"
    for fel in (
        lambda: plugg.grupp.avsnittet("annat"),
        lambda: plugg.grupp.avsnittet("oro").dimension("annat"),
        lambda: plugg.individ.fraga("annat"),
    ):
        with pytest.raises(KeyError):
            fel()


def test_it_cannot_be_changed_by_the_program(plugg):
    with pytest.raises(FrozenInstanceError):
        plugg.rubrik = "Annat"
    assert guide.las("guide-1") is plugg


@pytest.mark.parametrize("nyckel", ["guide-2", "", "../guide/guide-1", "guide-1.toml"])
def test_an_unknown_guide_is_an_error(nyckel):
    with pytest.raises(KeyError):
        guide.las(nyckel)
