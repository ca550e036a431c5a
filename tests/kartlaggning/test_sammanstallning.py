"""The summary page: what each role reads there, and what it costs."""

import re
from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kartlaggning import bilder, instrument
from kartlaggning.tal.fordelning import Fordelning
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.models import Placering

from .. import fabrik
from ..klient import utan_nycklar
from .rundor import GRON, notera, runda


def hamta(klient, kartlaggning):
    return klient.get(reverse("kartlaggning_sammanstallning", args=[kartlaggning.kod]))


def sida(klient, kartlaggning) -> str:
    svar = hamta(klient, kartlaggning)
    assert svar.status_code == 200
    return utan_nycklar(svar)


def text(html: str) -> str:
    """What stands in the page's body, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall)).replace(" ,", ",")


def avsnitt(html: str, namn: str) -> str:
    """The text of one section."""
    start = html.index(f'aria-labelledby="{namn}"')
    return text(f"<main{html[start : html.index('</section>', start)]}</main>")


@pytest.fixture
def fylld(varld):
    """Ten pupils, judged with patterns worth a sentence; a round in spring to compare with."""
    for nummer in range(5):
        fabrik.elev(varld.klass, "Xara" if nummer else "Yngve", f"Zeta{nummer}")
    varld.elever = list(varld.klass.elever.order_by("fornamn", "efternamn", "id"))
    ada, bo, cleo, dag, edda, *resten = varld.elever
    varld.forra = runda(
        varld.klass, varld.mentor, dict.fromkeys(varld.elever[:9], "yggggggggg"), datum=date(2026, 9, 1), stangd=True
    )
    farger = {
        ada: "ryyggggggg",
        bo: "yyGggggggg",
        cleo: "ygGggggggg",
        dag: "ggGggggggg",
        edda: "ggGggggg  ",
        **dict.fromkeys(resten, "ggGggggggg"),
    }
    varld.runda = runda(
        varld.klass,
        varld.mentor,
        farger,
        undersok={(edda, 8)},
        amnen={(ada, 0): ["BI", "FY", "KE"], (bo, 0): ["BI", "SVA"], (dag, 0): ["MA"]},
    )
    return varld


def test_it_works(fylld, logga_in):
    html = sida(logga_in(fylld.mentor), fylld.runda)
    rubriker = re.findall(r'<h2 id="(\w+)"', html)
    assert rubriker == ["forslag", "karta", "pastaenden", "undersok", "amnen", "forandring", "noteringar", "nasta"]
    assert "98 av 100 rutor bedömda" in text(html)
    assert "Kartläggning 20 november 2026, bedömd av Maja Mentor. Den pågår" in text(html)


def test_the_proposed_pupils_and_why(fylld, logga_in):
    html = sida(logga_in(fylld.mentor), fylld.runda)
    forslag = avsnitt(html, "forslag")
    assert "2 av 10 elever" in forslag
    assert re.findall(r'forslag-namn"><a[^>]*>([^<]+)<.*?forslag-skal">([^<]+)<', html) == [
        ("Ada Ek", "1 rött (Närvarande i alla ämnen), 2 gula"),
        ("Bo Björk1", "2 gula (Närvarande i alla ämnen, Interagerar med andra)"),
    ]
    assert "mönster i gruppen" not in forslag


def test_the_school_threshold_decides(fylld, logga_in):
    fylld.skola.gult_for_individ = 1
    fylld.skola.save()
    html = sida(logga_in(fylld.mentor), fylld.runda)
    assert "3 av 10 elever" in avsnitt(html, "forslag")
    fylld.skola.gult_for_individ = 3
    fylld.skola.save()
    assert "1 av 10 elever" in avsnitt(sida(logga_in(fylld.mentor), fylld.runda), "forslag")


def test_more_than_a_third_may_be_the_group(varld, logga_in):
    ny = runda(varld.klass, varld.mentor, dict(zip(varld.elever, ["rggggggggg"] * 2 + [GRON] * 3, strict=True)))
    assert "Det kan vara ett mönster i gruppen" in avsnitt(sida(logga_in(varld.mentor), ny), "forslag")


def test_a_statement_with_shares_and_what_was_set_collectively(fylld, logga_in):
    rader = avsnitt(sida(logga_in(fylld.mentor), fylld.runda), "pastaenden")
    narvaro, _, konflikter = re.split(r"(?=\b[23]\. Eleven)", rader)[0:3]
    assert "Rött 1 av 10 bedömda, 10 %" in narvaro
    assert "Gult eller rött 3 av 10 bedömda, nästan en tredjedel, 30 %" in narvaro
    assert "9 av 10 svar satta samlat" in konflikter
    assert "samlat" not in narvaro
    assert "Gult eller rött 0 av 9 bedömda (1 ej bedömda)" in rader


def test_every_number_of_a_statement_has_a_picture(fylld, logga_in):
    html = sida(logga_in(fylld.mentor), fylld.runda)
    assert re.findall(r'aria-label="([^"]*grönt[^"]*)"', html)[0] == "7 grönt, 2 gult, 1 rött, 0 ej bedömda"
    assert "✓ 7 · ~ 2 · ✕ 1" in text(html)
    assert html.count('<svg class="stapel"') == 20
    assert "style=" not in html


@pytest.mark.parametrize(
    ("rod", "i_stapeln", "under"),
    [
        (8, "✕\u202f8", "✕ 8"),
        (7, None, "✕ 7"),  # too short for its sign: then no number stands there on its colour alone
        (11, "✕\u202f11", "✕ 11"),
    ],
)
def test_no_part_of_a_bar_is_told_by_its_colour_alone(rod, i_stapeln, under):
    tecken = bilder.symboler(instrument.las(instrument.SENASTE_GRUPP))
    bild = bilder.fargstapel(Fordelning(gron=100 - rod, rod=rod), tecken)
    assert re.findall(r'pa-fyll-3"[^>]*>([^<]*)<', bild) == ([i_stapeln] if i_stapeln else [])
    assert f"<span>{under}</span>" in bild


def test_the_squares_to_look_into(fylld, logga_in):
    undersok = avsnitt(sida(logga_in(fylld.mentor), fylld.runda), "undersok")
    assert "1 ruta är markerad" in undersok
    assert f"9. Goda relationer till elever ? {fylld.elever[4].namn} " in undersok


def test_subjects_of_yellow_and_red_squares(fylld, logga_in):
    amnen = avsnitt(sida(logga_in(fylld.mentor), fylld.runda), "amnen")
    assert "NO BI, FY, KE minst ett av ämnena: 2 av 10 bedömda; alla: 1" in amnen
    assert "Biologi 2 av 10 bedömda" in amnen
    assert "Svenska som andraspråk 1 elev " in amnen
    assert "Matematik" not in amnen, "ett grönt påstående har inga ämnen"
    assert "1 ruta är gul eller röd utan angivet ämne." in amnen


def test_change_since_last_time(fylld, logga_in):
    forandring = avsnitt(sida(logga_in(fylld.mentor), fylld.runda), "forandring")
    assert "Jämfört med kartläggningen 1 september 2026" in forandring
    assert "1. Närvarande i alla ämnen" in forandring
    assert "6 bättre, 1 sämre, 2 lika, 1 ny Ingen tydlig förflyttning" in forandring
    assert "0 bättre, 2 sämre, 7 lika, 1 ny Ingen tydlig förflyttning" in forandring


def test_the_first_round_has_nothing_to_compare_with(varld, logga_in):
    ny = runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, GRON))
    assert "klassens första kartläggning" in avsnitt(sida(logga_in(varld.mentor), ny), "forandring")


def test_notes_stand_under_their_questions_escaped(fylld, logga_in):
    notera(fylld.runda, fylld.mentor2, "reflektion", "Lugnt <b>nu</b>.\n\nMer samtal.")
    html = sida(logga_in(fylld.mentor), fylld.runda)
    assert "Lugnt &lt;b&gt;nu&lt;/b&gt;.<br><br>Mer samtal." in html
    noteringar = avsnitt(html, "noteringar")
    assert "Har du uppmärksammat något särskilt? Lugnt" in noteringar
    assert "Skrivet av Milo Mentor" in noteringar
    assert noteringar.count("Inget antecknat.") == 2


def test_names_are_escaped(varld, logga_in):
    elak = fabrik.elev(varld.klass, '<script>"', "O'Ek&")
    html = sida(logga_in(varld.mentor), runda(varld.klass, varld.mentor, {elak: "rrrrrrrrrr"}, undersok={(elak, 1)}))
    assert "<script>&quot;" not in html
    # The proposal (its box, its name, its button), the map, and what is to be looked into.
    assert html.count("&lt;script&gt;&quot; O&#x27;Ek&amp;") == 5


def test_an_unjudged_round_says_so(varld, logga_in):
    html = sida(logga_in(varld.mentor), runda(varld.klass, varld.mentor, {}))
    assert "0 av 50 rutor bedömda" in text(html)
    assert "Inget är bedömt än." in text(html)
    assert text(html).count("0 av 5 elever bedömda") == 10


def test_all_green_proposes_nobody(varld, logga_in):
    html = sida(logga_in(varld.mentor), runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, GRON)))
    assert "Ingen elev föreslås" in avsnitt(html, "forslag")
    assert "Inga ämnen är angivna." in avsnitt(html, "amnen")


def test_an_empty_class_says_what_to_do_first(varld, logga_in):
    tom = runda(fabrik.klass(varld.skola, "7C", varld.mentor), varld.mentor, {})
    html = sida(logga_in(varld.mentor), tom)
    assert "Inga elever i klassen än" in text(html)
    assert "<svg" not in html[html.index("<main") :]


def test_a_closed_round_says_when_and_why(varld, logga_in):
    ny = runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, GRON), stangd=True)
    ny.stangd_skal = "Två elever är nya."
    ny.save()
    html = sida(logga_in(varld.mentor), ny)
    assert "Skäl till luckor: Två elever är nya." in text(html)
    assert reverse("kartlaggning_oppna", args=[ny.kod]) in html
    assert reverse("kartlaggning_oppna", args=[ny.kod]) not in sida(logga_in(varld.rektor), ny)


def test_one_step_away(fylld, logga_in):
    html = sida(logga_in(fylld.mentor), fylld.runda)
    kod = fylld.runda.kod
    for namn, arg in [("kartlaggning_pdf", kod), ("kartlaggning_xlsx", kod), ("klass", fylld.klass.kod)]:
        assert f'href="{reverse(namn, args=[arg])}"' in html[html.index('id="nasta"') :]


# --- Who reads what ---


def test_elevhalsa_reads_names_of_flagged_pupils_only(fylld, logga_in):
    html = sida(logga_in(fylld.elevhalsa), fylld.runda)
    namngivna = {elev.namn for elev in fylld.elever if elev.namn in html}
    assert namngivna == {"Ada Ek", "Bo Björk1"}
    for elev in fylld.elever[2:]:
        assert elev.efternamn not in html
        assert elev.kod not in html
    assert [f"Elev {n}" in html for n in range(10)] == [False] + [True] * 8 + [False]
    assert "De andra visas utan namn" in text(html)
    assert "9. Goda relationer till elever ? Elev" in avsnitt(html, "undersok")
    for namn in ("kartlaggning_pdf", "kartlaggning_xlsx", "kartlaggning_utskrift", "kartlaggning"):
        assert f'"{reverse(namn, args=[fylld.runda.kod])}"' not in html


@pytest.mark.parametrize("vem", ["mentor2", "rektor", "elevhalsa"])
def test_a_protected_pupil_leaves_no_trace_for_others(fylld, logga_in, vem):
    """Flagged, to be looked into, and gone: whatever could give the pupil away."""
    ada = fylld.elever[0]
    ada.skyddad = True
    ada.save()
    ada.far_se.add(fylld.mentor)
    html = sida(logga_in(getattr(fylld, vem)), fylld.runda)
    assert "Ada" not in html
    assert ada.kod not in html
    assert "88 av 90 rutor bedömda" in text(html)
    assert "Rött 0 av 9 bedömda" in text(html)
    # Edda is not judged on the last two now, and so is gone from those; nobody is from the others.
    forandring = avsnitt(html, "forandring")
    assert "borta" not in forandring[forandring.index("1. Närvarande") : forandring.index("9. Goda")]
    namngiven = sida(logga_in(fylld.mentor), fylld.runda)
    assert "98 av 100 rutor bedömda" in text(namngiven)
    assert namngiven.count('class="skyddad"') == 2, "raden i kartan och i förslagen skrivs inte ut"


def test_a_mentor_reads_no_name_of_who_has_moved_on(varld, logga_in):
    ada = varld.elever[0]
    stangd = runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, "rggggggggg"), stangd=True)
    Placering.objects.filter(elev=ada).update(till=F("fran"))
    html = sida(logga_in(varld.mentor), stangd)
    assert "Ada" not in html
    assert html.count("Flyttad elev") == 2
    assert "Ada Ek" in sida(logga_in(varld.rektor), stangd)


@pytest.mark.parametrize(
    ("vem", "status"),
    [
        ("mentor2", 200),
        ("rektor", 200),
        ("elevhalsa", 200),
        ("annan_mentor", 403),
        ("administrator", 403),
        ("utanfor", 404),
    ],
)
def test_it_checks_access(fylld, logga_in, vem, status):
    assert hamta(logga_in(getattr(fylld, vem)), fylld.runda).status_code == status


def test_the_reading_is_logged_without_what_was_read(fylld, logga_in):
    klient = logga_in(fylld.elevhalsa)
    hamta(klient, fylld.runda)
    hamta(klient, fylld.runda)
    handelse = Handelse.objects.get(handling=Handling.LASTE)
    assert (handelse.vem_namn, handelse.objekt_kod, handelse.skola_kod, handelse.text) == (
        "Elsa Hälsa", fylld.runda.kod, fylld.skola.kod, "sammanställning av 7A"
    )  # fmt: skip


# --- What it costs ---


def fragor(klient, kartlaggning) -> int:
    hamta(klient, kartlaggning)
    with CaptureQueriesContext(connection) as fangade:
        hamta(klient, kartlaggning)
    return len(fangade)


@pytest.mark.parametrize("elever", [1, 3, 30])
def test_the_questions_are_as_many_whatever_the_class(varld, logga_in, elever):
    klass = fabrik.klass(varld.skola, "9A", varld.mentor, elever=elever)
    farger = dict.fromkeys(klass.elever.all(), "ryyggggggg")
    runda(klass, varld.mentor, farger, datum=date(2026, 9, 1), stangd=True)
    oppen = runda(klass, varld.mentor, farger)
    # Log-in 2, the person's schools, the round, mentorskap, pupils, squares of both rounds, who judged, the date of the
    # round before, notes, the pupils of one's own classes, the proposals' dates, decisions and rounds, the read log.
    assert fragor(logga_in(varld.mentor), oppen) == 15
    assert fragor(logga_in(varld.rektor), oppen) == 13
    assert fragor(logga_in(varld.elevhalsa), oppen) == 13


def test_the_most_questions_there_can_be(fylld, logga_in):
    """Closed, somebody gone since last time, somebody protected."""
    ada = fylld.elever[0]
    type(ada).objects.filter(pk=ada.pk).update(skyddad=True)
    stangd = runda(fylld.klass, fylld.mentor, {e: GRON for e in fylld.elever if e != fylld.elever[1]}, stangd=True)
    assert fragor(logga_in(fylld.mentor), stangd) == 18
