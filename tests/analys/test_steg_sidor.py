"""The pages that walk the guide for the class: the question, the picture, the drafts, the patterns, the factors."""

import re

import pytest
from django.urls import reverse

from analys import guide, regler

from ..kartlaggning.rundor import GRON, notera, runda
from .moten import koppling, monster, mote
from .sidor import adress, fragor, las, moteslage, text

GRUPP = guide.las().grupp
FRAGA = ("oro", "beteende")


@pytest.fixture
def motet(varld):
    """A meeting about a class where three of five have rött on närvaro, with subjects and a note."""
    a, b, c, *_ = varld.elever
    farger = dict.fromkeys(varld.elever, GRON) | dict.fromkeys((a, b, c), "r" + GRON[1:])
    varld.runda = runda(varld.klass, varld.mentor, farger, stangd=True, amnen={(a, 0): ["FY"], (b, 0): ["FY"]})
    notera(varld.runda, varld.mentor, "franvaro-amnen", "Mest i fysik.")
    notera(varld.runda, varld.mentor, "mal-amnen", "Gäller matematik.")
    varld.analys = mote(varld.klass, varld.mentor, runda=varld.runda)
    return varld


@pytest.mark.parametrize("avsnitt", GRUPP.avsnitt, ids=lambda a: a.slag)
def test_every_question_stands_word_for_word(motet, logga_in, avsnitt):
    klient = logga_in(motet.mentor)
    for dimension in avsnitt.dimensioner:
        sidan = las(klient, "analys_steg", motet.analys, avsnitt.slag, dimension.nyckel)
        assert text(sidan, "h1") == f"{dimension.namn}: {dimension.fraga}"
        assert avsnitt.fraga in text(sidan)
    assert avsnitt.faktorfraga in text(las(klient, "analys_faktorer", motet.analys, avsnitt.slag))


def test_the_picture_the_draft_and_the_note_stand_beside_the_question(motet, logga_in):
    sidan = las(logga_in(motet.mentor), "analys_steg", motet.analys, *FRAGA)
    assert 'aria-label="2 grönt, 0 gult, 3 rött, 0 ej bedömda"' in sidan
    last = text(sidan)
    assert "Rött 3 av 5 bedömda" in last
    assert "Ämnen: FY 2" in last.replace("\N{NO-BREAK SPACE}", " ")
    assert "3 av 5 elever har rött på närvaro" in last or "har gult eller rött på närvaro" in last
    assert "3 elever med gult eller rött här föreslås" in last
    assert "Mest i fysik." in last
    assert "Gäller matematik." not in last
    assert "Elever med skyddade personuppgifter räknas inte här." in last
    # The order one reads in: the question, the picture, the drafts, what has been written.
    platser = [sidan.index(del_) for del_ in ("<h1", "arbete-bild", "utkast-rubrik", "monster-rubrik")]
    assert platser == sorted(platser)


def test_nothing_is_taken_by_itself(motet, logga_in):
    las(logga_in(motet.mentor), "analys_steg", motet.analys, *FRAGA)
    assert not motet.analys.monster.exists()


def test_the_steps_show_where_one_is_and_how_many_patterns_each_has(motet, logga_in):
    monster(motet.analys, motet.mentor)
    monster(motet.analys, motet.mentor, slag="styrka", dimension="affektiv")
    sidan = las(logga_in(motet.mentor), "analys_steg", motet.analys, *FRAGA)
    steg = re.search(r'<nav class="arbete-steg".*?</nav>', sidan, re.DOTALL)[0]
    har = re.findall(r'href="([^"]+)#mote" aria-current="step"', steg)
    assert har == [adress("analys_steg", motet.analys, *FRAGA)]
    assert text(steg, "nav") == (
        "Mönster som väcker oro Beteende 1 mönster Akademisk Kognitiv Affektiv Faktorer "
        "Positiva mönster Beteende Akademisk Kognitiv Affektiv 1 mönster Faktorer Elever Sammanfattning"
    )


def test_the_way_on_and_back(motet, logga_in):
    sidan = las(logga_in(motet.mentor), "analys_faktorer", motet.analys, "oro")
    vidare = dict(re.findall(r'href="([^"]+)#mote" rel="(prev|next)"', sidan))
    assert vidare == {
        adress("analys_steg", motet.analys, "oro", "affektiv"): "prev",
        adress("analys_steg", motet.analys, "styrka", "beteende"): "next",
    }
    assert "Nästa: Positiva mönster" in text(sidan)


def test_a_card_has_what_was_written_and_its_evidence(motet, logga_in):
    grund = {"dag": "2026-11-22", "kartlaggning": "2026-11-20", "rader": [
        {"pastaende": "beteende-1", "gron": 2, "gul": 0, "rod": 3, "ej_bedomda": 0, "samlat": 0}]}  # fmt: skip
    m = monster(motet.analys, motet.mentor, "Sena <b>till</b> NO.", underlag=grund, angelagen=True)
    koppling(m, motet.mentor, "org-schema", "Håltimme före.")
    sidan = las(logga_in(motet.mentor), "analys_steg", motet.analys, *FRAGA)
    kortet = sidan[sidan.index(f'id="m-{m.kod}"') :]
    assert "Sena &lt;b&gt;till&lt;/b&gt; NO." in kortet
    assert f'id="a-{m.kod}" type="submit" aria-pressed="true"' in kortet
    assert "Kartläggning 20 november 2026. Som det såg ut 22 november 2026." in kortet
    assert "Schemaläggning" in kortet
    assert "Håltimme före." not in kortet


def test_the_factors_of_every_pattern_of_the_kind(motet, logga_in):
    m = monster(motet.analys, motet.mentor, "Sena till NO.")
    monster(motet.analys, motet.mentor, "God stämning.", slag="styrka")
    k = koppling(m, motet.mentor, "org-schema", "Håltimme före.")
    sidan = las(logga_in(motet.mentor), "analys_faktorer", motet.analys, "oro")
    assert "God stämning." not in sidan
    knappar = re.findall(r'<button class="faktor".*?name="(\w+)" value="([\w-]+)" aria-pressed="(\w+)"', sidan)
    assert [n for _, n, _ in knappar] == list(guide.las().faktor)
    assert [(namn, n) for namn, n, vald in knappar if vald == "true"] == [("bort", "org-schema")]
    assert "Håltimme före." in sidan[sidan.index(f'id="k-{k.kod}"') :]


def test_without_patterns_there_is_nothing_to_tie(motet, logga_in):
    assert "inga mönster att koppla än" in las(logga_in(motet.mentor), "analys_faktorer", motet.analys, "styrka")


def test_an_ended_meeting_is_read(motet, logga_in):
    m = monster(motet.analys, motet.mentor, angelagen=True)
    koppling(m, motet.mentor)
    regler.avsluta(motet.analys, av=motet.mentor)
    klient = logga_in(motet.mentor)
    for sidan in (
        las(klient, "analys_steg", motet.analys, *FRAGA),
        las(klient, "analys_faktorer", motet.analys, "oro"),
    ):
        assert "Mötet är avslutat" in sidan
        assert m.text in sidan
        assert "<textarea" not in sidan
        assert not re.search(r'<form[^>]+action="[^"]+/(monster|utkast|koppling)/', sidan)


def test_a_school_meeting_walks_the_same_guide_with_the_schools_numbers(motet, logga_in):
    """What the numbers are is in ``test_skolunderlag``."""
    skolans = regler.planera_skola(motet.skola, datum=motet.analys.datum, av=motet.rektor)
    sidan = las(logga_in(motet.rektor), "analys_steg", skolans, *FRAGA)
    assert GRUPP.avsnitt[0].fraga in sidan
    assert "Förslag att titta på" in sidan
    assert "tillsammans. Elever med skyddade personuppgifter räknas inte här." in sidan
    assert reverse("skolniva", args=[motet.skola.kod]) in sidan


def test_unknown_questions_are_not_there(motet, logga_in):
    klient = logga_in(motet.mentor)
    for sida, mer in [
        ("analys_steg", ("oro", "annan")),
        ("analys_steg", ("annat", "beteende")),
        ("analys_faktorer", ("annat",)),
    ]:
        assert klient.get(adress(sida, motet.analys, *mer)).status_code == 404


def test_the_page_asks_as_much_however_much_is_written(motet, logga_in):
    klient = logga_in(motet.mentor)
    en = fragor(klient, "analys_steg", motet.analys, *FRAGA)
    for n in range(5):
        koppling(monster(motet.analys, motet.mentor, f"Mönster {n}."), motet.mentor2, text="Därför.")
    assert fragor(klient, "analys_steg", motet.analys, *FRAGA) == en == 14
    assert fragor(klient, "analys_faktorer", motet.analys, "oro") == 9


def test_in_moteslage_no_name_is_in_the_source(motet, logga_in):
    klient = logga_in(motet.mentor)
    monster(motet.analys, motet.mentor2, "Ada kommer sent, säger Milo.")
    moteslage(klient, motet.analys)
    for sidan in (
        las(klient, "analys_steg", motet.analys, *FRAGA),
        las(klient, "analys_faktorer", motet.analys, "oro"),
    ):
        namn = {del_ for elev in motet.elever for del_ in (elev.fornamn, elev.efternamn)} | {"Milo", "Maja"}
        assert [n for n in namn if re.search(rf"\b{n}\b", text(sidan) + sidan)] == []
        assert "kommer sent" in sidan
    sidan = las(klient, "analys_steg", motet.analys, *FRAGA)
    assert "Texten nämner någon vid namn" in sidan
    assert "Mest i fysik." not in sidan
    assert len(set(re.findall(r"<b>(Elev [A-Z])</b>", sidan))) == 3
