"""A copy of a plan: what is kept, and what differs between two of them."""

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlingsplan import avskrift, mallar
from handlingsplan.avskrift.jamforelse import Hur, Slag, ordvis
from handlingsplan.models import Varv

from .utan_databas import DAG, Planen, personal

MALLAR = mallar.las()
MAJA, KARIM = personal(1, "Maja Mentor"), personal(2, "Karim Kollega")


def kopia(planen: Planen) -> avskrift.Avskriften:
    return avskrift.av(planen.innehall, MALLAR)


def ord_for_ord(planen: Planen) -> list[tuple[str, str, str]]:
    return [(s.nyckel, s.rubrik, s.text) for s in kopia(planen).stycken]


# --- What is kept ---


def test_an_empty_plan_has_nothing_but_its_area():
    kopian = kopia(Planen())
    assert kopian == avskrift.Avskriften("Ankomst till NO", 1, DAG, (), "varv1")


def test_what_is_written_and_chosen_in_the_order_of_reading():
    p = Planen().skriv(nulage="Många är sena.", effekt="Alla i tid.", datainsamling="Vi räknar.", fungerar="Idrotten.")
    p.ett_mal("Nio av tio är i tid.", "Färre väntar.")
    p.en_insats(
        "Vi möter vid dörren.",
        forvantan="Varje måndag.",
        vetenskap=True,
        avstamning=True,
        ansvarig=MAJA,
        ovriga="arbetslaget",
        start=date(2026, 12, 1),
        klart=date(2026, 12, 11),
        genomford=datetime(2026, 12, 3, 23, 30, tzinfo=UTC),
        resurs_ordnad=datetime(2026, 12, 3, tzinfo=UTC),
    )
    p.en_insats("Kortare väg.", typ="framjande", klart=date(2026, 12, 11))
    p.bedom(1, "pa_vag", konkret=True)
    p.foljs_upp(av=MAJA, kallade=[KARIM, MAJA], ovriga="kurator", klockan=time(14, 30), insamlat=date(2026, 12, 14))
    p.vid(**{"varv1-mal1-forflyttning": "Sju av tio.", "varv1-ins1-ansvaret_gick": "Bra.", "resultat": "Det gick."})
    assert ord_for_ord(p) == [
        ("varv1-nulage", "Nuläge", "Många är sena."),
        ("varv1-effekt", "Önskad effekt", "Alla i tid."),
        ("mal1-mal", "Mål 1", "Nio av tio är i tid."),
        ("mal1-tecken", "Mål 1: tecken på att ni närmar er", "Färre väntar."),
        ("varv1-mal1-lage", "Mål 1: läget", "På väg. Målet är tillräckligt konkret och möjligt att nå."),
        ("varv1-mal1-forflyttning", "Mål 1: det som visar det", "Sju av tio."),
        ("ins1-insats", "Mål 1, insats 1", "Vi möter vid dörren."),
        ("ins1-forvantan", "Mål 1, insats 1: ansvar och förväntningar", "Varje måndag."),
        (
            "ins1-val",
            "Mål 1, insats 1: slag, grund och ansvar",
            "Förebyggande insats. Grund: vetenskap och beprövad erfarenhet, professionell bedömning, avstämning med "
            "elever. Ansvarig: Maja Mentor, arbetslaget. Startar 1 december 2026, klart senast 11 december 2026.",
        ),
        ("ins1-gjort", "Mål 1, insats 1: gjort", "Genomförd 4 december 2026. Resurserna är ordnade."),
        ("varv1-ins1-ansvaret_gick", "Mål 1, insats 1: hur ansvaret har gått", "Bra."),
        ("ins2-insats", "Mål 1, insats 2", "Kortare väg."),
        (
            "ins2-val",
            "Mål 1, insats 2: slag, grund och ansvar",
            "Främjande insats. Grund: professionell bedömning. Klart senast 11 december 2026.",
        ),
        ("varv1-fungerar", "Det som fungerar", "Idrotten."),
        ("varv1-datainsamling", "Metod för att se resultatet", "Vi räknar."),
        (
            "varv1-uppfoljning",
            "Uppföljning",
            "Följs upp 15 december 2026 kl. 14.30. Följer upp: Maja Mentor. Kallade: Karim Kollega, Maja Mentor, "
            "kurator. Underlaget klart senast 14 december 2026.",
        ),
        ("resultat", "Resultat", "Det gick."),
    ]


def test_every_field_of_the_templates_is_kept():
    """A field that is new in a template, and not in the copies, is found here."""
    p = Planen()
    mal, insats = p.ett_mal(), p.en_insats()
    koder = {
        "plan": "",
        "varv": "varv1-",
        "mal": f"{mal.kod}-",
        "insats": f"{insats.kod}-",
        "varv_mal": f"varv1-{mal.kod}-",
        "varv_insats": f"varv1-{insats.kod}-",
    }
    p.vid(**{f"{koder[falt.agare]}{falt.nyckel}": f"Om {falt.nyckel}." for falt in MALLAR.falt.values()})
    assert {f"Om {falt}." for falt in MALLAR.falt} <= {s.text for s in kopia(p).stycken}


def test_what_has_been_left_is_not_in_it():
    p = Planen()
    p.ett_mal("Det gamla.", slut=Varv(id=1))
    p.ett_mal("Det nya.")
    p.en_insats("Slutade vi med.", mal=2, slut_id=1)
    assert [text for _, _, text in ord_for_ord(p)] == ["Det nya."]
    assert kopia(p).stycken[0].rubrik == "Mål 1"


@pytest.mark.parametrize(
    ("uppnatt", "konkret", "vantat"),
    [
        ("", None, None),
        ("natt", None, "Nått."),
        ("ej", False, "Ej nått. Målet behöver bli mer konkret, eller möjligt att nå."),
        ("", True, "Målet är tillräckligt konkret och möjligt att nå."),
    ],
)
def test_how_far_a_goal_has_come(uppnatt, konkret, vantat):
    p = Planen()
    p.ett_mal()
    p.bedom(1, uppnatt, konkret)
    assert kopia(p).text("varv1-mal1-lage") == (vantat or "")


TEXTER = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
STYCKEN = st.lists(st.builds(avskrift.Stycke, TEXTER, TEXTER, TEXTER), unique_by=lambda s: s.nyckel, max_size=6)
KOPIOR = st.builds(avskrift.Avskriften, TEXTER, st.integers(1, 9), st.dates(), STYCKEN.map(tuple), TEXTER)


@given(KOPIOR)
def test_a_copy_comes_back_from_its_json(kopian):
    assert avskrift.ur_json(json.loads(json.dumps(kopian.som_json()))) == kopian


def test_a_copy_that_does_not_say_its_varv_s_code_is_read_too():
    sparat = avskrift.Avskriften("Ro", 1, DAG, (), "varv1").som_json()
    del sparat["varv"]
    assert avskrift.ur_json(sparat) == avskrift.Avskriften("Ro", 1, DAG, ())


@pytest.mark.parametrize("sparat", [{}, {"omrade": "x"}, [], None])
def test_what_is_no_copy_is_refused(sparat):
    with pytest.raises((KeyError, TypeError, ValueError)):
        avskrift.ur_json(sparat)


# --- What differs ---


@pytest.mark.parametrize(
    ("da", "nu", "vantat"),
    [
        ("", "", []),
        ("Lika.", "Lika.", [("lika", "Lika.")]),
        ("", "Nytt.", [("nytt", "Nytt.")]),
        ("Gammalt.", "", [("bort", "Gammalt.")]),
        ("Nio av tio i tid.", "Åtta av tio i tid.", [("bort", "Nio "), ("nytt", "Åtta "), ("lika", "av tio i tid.")]),
        ("Vi möter upp.", "Vi möter alla upp.", [("lika", "Vi möter "), ("nytt", "alla "), ("lika", "upp.")]),
        ("Vi möter alla upp.", "Vi möter upp.", [("lika", "Vi möter "), ("bort", "alla "), ("lika", "upp.")]),
    ],
)
def test_the_words_that_differ(da, nu, vantat):
    assert [tuple(del_) for del_ in ordvis(da, nu)] == vantat


SATSER = st.lists(st.sampled_from(["vi ", "möter", " upp", "\n\n", ".", "å ", "  "]), max_size=40).map("".join)


@given(SATSER | TEXTER, SATSER | TEXTER)
def test_the_parts_put_together_are_both_texts(da, nu):
    delar = ordvis(da, nu)
    assert "".join(text for hur, text in delar if hur != Hur.NYTT) == da
    assert "".join(text for hur, text in delar if hur != Hur.BORT) == nu
    assert all(text for _, text in delar)


def test_what_is_new_gone_and_changed_in_the_order_of_the_plan():
    p = Planen().skriv(nulage="Många är sena.")
    p.ett_mal("Alla i tid.")
    p.en_insats("Vi möter upp.")
    p.ett_mal("Alla trivs.")
    da = kopia(p)
    p.plan.omrade = "Ankomst och start"
    p.skriv(nulage="Några är sena.", hur="Vi ses.")
    p.mal[0].mal.slut_id = 1
    svar = avskrift.jamfor(da, kopia(p))
    assert [(a.slag, a.nyckel, a.da, a.nu) for a in svar] == [
        (Slag.ANDRAD, "omrade", "Ankomst till NO", "Ankomst och start"),
        (Slag.ANDRAD, "varv1-nulage", "Många är sena.", "Några är sena."),
        (Slag.BORTA, "mal1-mal", "Alla i tid.", ""),
        (Slag.BORTA, "ins1-insats", "Vi möter upp.", ""),
        (Slag.BORTA, "ins1-val", "Förebyggande insats. Grund: professionell bedömning.", ""),
        (Slag.NY, "varv1-hur", "", "Vi ses."),
    ]


def test_that_something_has_been_done_is_no_change():
    p = Planen()
    p.ett_mal()
    insats = p.en_insats()
    da = kopia(p)
    insats.genomford = datetime(2026, 12, 3, tzinfo=UTC)
    assert len(kopia(p).stycken) == len(da.stycken) + 1
    assert avskrift.jamfor(da, kopia(p)) == []


def test_a_new_varv_is_compared_field_by_field_with_the_one_before():
    da, nu = Planen().skriv(nulage="Många är sena.", effekt="Alla i tid."), Planen(nummer=2)
    nu.skriv(nulage="Få är sena.", effekt="Alla i tid.")
    [andring] = avskrift.jamfor(kopia(da), kopia(nu))
    assert (andring.nyckel, andring.slag) == ("varv2-nulage", Slag.ANDRAD)


@given(KOPIOR, KOPIOR)
def test_no_change_is_missed_and_none_made_up(da, nu):
    andringar = avskrift.jamfor(da, nu)
    assert avskrift.jamfor(da, da) == []
    assert all(a.da != a.nu for a in andringar)
    assert {a.slag for a in andringar if not a.nu} <= {Slag.BORTA}
    assert {a.slag for a in andringar if not a.da} <= {Slag.NY}


def test_long_texts_are_compared_while_one_waits():
    """Not a measure of time: two texts as long as they may be, unlike and full of the same words, come to an end."""
    da, nu = "ett två tre fyra fem " * 480, "fem fyra tre två ett " * 480
    assert "".join(text for hur, text in ordvis(da, nu) if hur != Hur.NYTT) == da
