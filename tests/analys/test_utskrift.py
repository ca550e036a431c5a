"""The analysis on paper, filled and blank: what stands there, whom it is about, tagged, and logged by name."""

from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from analys import guide, regler
from analys.utskrift import analysen
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.pdf import rendera

from .. import fabrik
from ..kartlaggning.individuella import eget_datum, skyddad_elev
from ..kartlaggning.test_utskrift import dokument, taggar, text
from . import moten

GUIDE = guide.las()


@pytest.fixture
def motet(varld):
    """A meeting about 7A: patterns of both kinds, Ada with everything, Bo with nothing written, Cleo without a form.

    And a protected pupil, whom the mentor is named to see, with a pattern of their own.
    """
    v = varld
    v.ada, v.bo, v.cleo = v.elever[:3]
    for elev in (v.ada, v.bo):
        eget_datum(elev, v.mentor)
    v.skyddad = skyddad_elev(v.klass, v.mentor, v.rektor)
    v.runda = moten.stangd_runda(v.klass, v.mentor)
    elever = [v.bo, v.ada, v.cleo, v.skyddad]
    v.analys = regler.planera(
        v.runda,
        datum=date(2026, 11, 22),
        tid=time(14, 30),
        deltagare=[v.rektor, v.mentor],
        ovriga="specialpedagog",
        elever=elever,
        av=v.mentor,
    )
    underlag = {"mening": "Hälften, 14 av 28, har gult eller rött."}
    v.narvaro = moten.monster(v.analys, v.mentor, "Hälften saknas i NO.", angelagen=True, underlag=underlag)
    moten.koppling(v.narvaro, v.mentor, "org-schema", "Sist på fredagen.")
    moten.koppling(v.narvaro, v.mentor, "larare-trygghet")
    moten.steg(v.narvaro, v.mentor, "Flytta passet.", ansvarig=v.rektor, klart=date(2026, 12, 11))
    v.styrka = moten.monster(v.analys, v.mentor, "God närvaro i IDH.", slag="styrka", dimension="affektiv")
    v.om_ada = moten.monster(v.analys, v.mentor, "Kommer inte till KE.", elev=v.ada)
    moten.svar(v.analys, v.ada, v.mentor, "Mer borta än klassen.")
    v.om_cleo = moten.monster(v.analys, v.mentor, "Sitter ensam på rasten.", elev=v.cleo)
    moten.monster(v.analys, v.mentor, "Skyddade mönstret.", elev=v.skyddad)
    return v


def hamta(klient, namn, analys):
    return klient.get(reverse(namn, args=[analys.kod]))


def sidorna(svar) -> list[str]:
    return [text(sida) for sida in dokument(svar).pages]


def bokmarken(pdf) -> list[tuple[str, int]]:
    """The outline's entries with their page; those of a lower level follow the one they stand under."""
    ut, kvar = [], list(pdf.outline)
    while kvar:
        post = kvar.pop(0)
        if isinstance(post, list):
            kvar = [*post, *kvar]
        else:
            ut.append((post.title, pdf.get_destination_page_number(post) + 1))
    return ut


# --- Filled ---


def test_the_class_comes_first_under_the_materials_own_headings(motet, logga_in):
    svar = hamta(logga_in(motet.mentor), "analys_pdf", motet.analys)
    assert svar.headers["Content-Disposition"] == 'inline; filename="analys.pdf"'
    sidor = sidorna(svar)
    klassens = " ".join(sidor[:2])
    for del_ in (
        GUIDE.rubrik,
        GUIDE.grupp.rubrik,
        "Klass: 7A",
        "Datum: 2026-11-22 kl. 14.30",
        "Kartläggning: 2026-11-20",
        "Mentor/Klassföreståndare: Maja Mentor, Milo Mentor",
        "Deltagare: Maja Mentor, Rut Rektor, specialpedagog",
        "1. ! Angeläget Hälften saknas i NO. Underlag: Hälften, 14 av 28, har gult eller rött.",
        "2. God närvaro i IDH.",
        "☒ Schemaläggning Mönster 1: Sist på fredagen.",
        "☒ Trygghet och ordning Mönster 1",
        "☐ Vikarier",
        analysen.FOTNOT,
        "Plug Innan, Göteborgsregionen",
    ):
        assert del_ in klassens
    for avsnitt in GUIDE.grupp.avsnitt:
        assert avsnitt.fraga in klassens
        assert avsnitt.faktorfraga in klassens
        assert all(d.fraga in klassens for d in avsnitt.dimensioner)
    assert all(f"Sida {n} av {len(sidor)}" in sida for n, sida in enumerate(sidor, start=1))


def test_each_pupil_has_a_sheet_in_the_agendas_order(motet, logga_in):
    svar = hamta(logga_in(motet.mentor), "analys_pdf", motet.analys)
    sidor, pdf = sidorna(svar), dokument(svar)
    poster = bokmarken(pdf)
    assert [titel for titel, _ in poster] == [
        GUIDE.grupp.rubrik,
        motet.bo.namn,
        motet.ada.namn,
        motet.cleo.namn,
        "Sammanfattning och nästa steg",
    ]
    adas = sidor[dict(poster)[motet.ada.namn] - 1]
    assert f"Elevens namn: {motet.ada.namn}" in adas
    assert "1. Kommer inte till KE." in adas
    fraga = GUIDE.individ.fraga("sticker-ut").fraga
    assert f"{GUIDE.individ.fragerubrik} {fraga} Mer borta än klassen." in adas
    assert f"{motet.ada.namn}, 7A · Analys 7A, 2026-11-22 · Utskriven" in adas
    assert motet.bo.namn not in adas
    assert "Hälften saknas i NO." not in adas


def test_the_recap_is_pupil_or_class_pattern_factor_and_next_step(motet, logga_in):
    klient = logga_in(motet.mentor)
    sista = sidorna(hamta(klient, "analys_pdf", motet.analys))[-1]
    rad = (
        "Klassen 1. ! Angeläget Hälften saknas i NO. · Väcker oro Schemaläggning "
        "Trygghet och ordning (lärare och undervisning) ☐ Flytta passet. Rut Rektor, senast 2026-12-11"
    )
    for del_ in ("Klass eller elev Mönster Faktorer Nästa steg: vad, vem, när", rad, f"{motet.ada.namn} 1. Kommer"):
        assert del_ in sista
    regler.steget_gjort(motet.narvaro.nasta_steg.get(), True, av=motet.mentor)
    assert "☒ Flytta passet." in sidorna(hamta(klient, "analys_pdf", motet.analys))[-1]


def test_what_is_empty_has_lines_to_write_on(motet, logga_in):
    sida = hamta(logga_in(motet.mentor), "analys_utskrift", motet.analys).content.decode()
    blad = sida.split('<section class="blad analys')[1:]
    # Three lines in each dimension without a pattern, and under the factors of a part without any tie.
    assert [b.count('<div class="rad">') for b in blad] == [
        3 * (3 + 3) + 3,  # the class: one dimension written in each part, factors tied in the first
        3 * (8 + 2) + 3 * 2,  # Bo: eight dimensions, two questions
        3 * (7 + 1) + 3 * 2,  # Ada: one pattern, one answer
        3 * (7 + 2) + 3 * 2,  # Cleo: one pattern
        2 * 3,  # the recap: two lines for each pattern without a next step
    ]


def test_an_analysis_that_has_not_begun_is_lines_throughout(varld, logga_in):
    analys = moten.mote(varld.klass, varld.mentor)
    svar = hamta(logga_in(varld.mentor), "analys_utskrift", analys).content.decode()
    assert "Inga mönster är antecknade än." in svar
    assert svar.count('<div class="rad">') == 3 * (8 + 2) + 10


def test_it_is_tagged_swedish_and_titled(motet, logga_in):
    pdf = dokument(hamta(logga_in(motet.mentor), "analys_pdf", motet.analys))
    assert pdf.trailer["/Root"]["/Lang"] == "sv"
    assert pdf.metadata.title == "Analys 7A 2026-11-22"
    slag = taggar(pdf)
    # Two tables a sheet (class and three pupils), and the recap with four rows: every head is a TH.
    assert slag.count("/Table") == 2 * 4 + 1
    assert slag.count("/TH") == (2 + 4) * 2 * 4 + 4 + 4
    assert slag.count("/H1") == 1


def test_it_says_who_printed_and_when(motet, monkeypatch):
    nar = datetime(2026, 11, 22, 7, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr(timezone, "localtime", lambda *a, **k: nar)
    sida = analysen.html(analysen.ifylld(motet.analys, motet.mentor))
    assert "Analys 7A, 2026-11-22 · Utskriven 2026-11-22 kl. 07.05 av Maja Mentor" in sida


def test_nothing_is_fetched_or_complained_of(motet, caplog):
    for sida in (analysen.ifylld(motet.analys, motet.mentor), analysen.tom_individ(motet.mentor)):
        rendera(analysen.html(sida))
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []


def test_what_people_wrote_is_escaped(motet, logga_in):
    elak = fabrik.elev(motet.klass, "<b>Eva", '"&')
    regler.satt_upp(motet.analys, [elak], av=motet.mentor)
    moten.monster(motet.analys, motet.mentor, "<i>x</i>\nny rad", elev=elak)
    sida = hamta(logga_in(motet.mentor), "analys_utskrift", motet.analys).content.decode()
    assert "&lt;b&gt;Eva &quot;&amp;" in sida
    assert "&lt;i&gt;x&lt;/i&gt;<br>ny rad" in sida


def test_a_pupil_taken_off_the_agenda_keeps_what_was_written(motet, logga_in):
    regler.ta_av(motet.analys.punkter.get(elev=motet.ada), av=motet.mentor)
    regler.ta_av(motet.analys.punkter.get(elev=motet.bo), av=motet.mentor)
    sida = hamta(logga_in(motet.mentor), "analys_utskrift", motet.analys).content.decode()
    assert "Kommer inte till KE." in sida
    assert motet.bo.namn not in sida


# --- Whom it is about ---


def finns(sida: str, v: SimpleNamespace) -> set[str]:
    """Which of the pupils' names and patterns stand on a page."""
    det = {"ada": v.ada.namn, "bo": v.bo.namn, "cleo": v.cleo.namn, "om cleo": "Sitter ensam", "om ada": "till KE"}
    return {vad for vad, ord_ in det.items() if ord_ in sida}


@pytest.mark.parametrize(
    ("vem", "vantat"),
    [
        ("mentor", {"ada", "bo", "cleo", "om ada", "om cleo"}),
        ("rektor", {"ada", "bo", "cleo", "om ada", "om cleo"}),
        # Of the pupils elevhälsan has those with a form.
        ("elevhalsa", {"ada", "bo", "om ada"}),
    ],
)
def test_only_those_the_person_follows_and_never_a_protected_pupil(motet, logga_in, vem, vantat):
    """The mentor and the rektor are named to see the protected pupil, and still get none of it on paper."""
    klient = logga_in(getattr(motet, vem))
    sida = hamta(klient, "analys_utskrift", motet.analys).content.decode()
    pdf = " ".join(sidorna(hamta(klient, "analys_pdf", motet.analys)))
    assert finns(sida, motet) == finns(pdf, motet) == vantat
    for ord_ in (motet.skyddad.namn, "Skyddade mönstret."):
        assert ord_ not in sida
        assert ord_ not in pdf


def test_a_pupil_who_has_moved_is_not_the_earlier_mentors(motet, logga_in):
    motet.ada.placeringar.update(till=motet.ada.placeringar.get().fran)
    sida = hamta(logga_in(motet.mentor), "analys_utskrift", motet.analys).content.decode()
    assert finns(sida, motet) == {"bo", "cleo", "om cleo"}


def test_the_school_has_the_same_guide(varld, logga_in):
    analys = regler.planera_skola(varld.skola, datum=date(2026, 11, 22), av=varld.rektor)
    moten.monster(analys, varld.rektor, "NO i alla åttor.")
    svar = hamta(logga_in(varld.rektor), "analys_pdf", analys)
    sidor = sidorna(svar)
    for del_ in (analysen.SKOLRUBRIK, "Skola: Björkskolan", "Mönster, skolnivå", "1. NO i alla åttor."):
        assert del_ in sidor[0]
    assert "Skolan 1. NO i alla åttor." in sidor[-1]
    assert dokument(svar).metadata.title == "Analys Björkskolan 2026-11-22"
    assert hamta(logga_in(varld.mentor), "analys_pdf", analys).status_code == 403


# --- Blank ---


@pytest.mark.parametrize(("namn", "del_"), [("analys_blankett", "grupp"), ("analys_blankett_individ", "individ")])
def test_the_blanks_are_word_for_word_the_materials(varld, logga_in, namn, del_):
    svar = logga_in(varld.larare).get(reverse(namn))
    assert svar.headers["Content-Disposition"].startswith('inline; filename="analys-blankett')
    sidor, nivan = sidorna(svar), getattr(GUIDE, del_)
    assert len(sidor) == 2
    forsta, andra = sidor
    for ord_ in (nivan.mall, nivan.underlag, nivan.avsnitt[0].fraga, nivan.avsnitt[0].faktorfraga, "Datum:", "Klass:"):
        assert ord_ in forsta
    assert nivan.avsnitt[1].fraga in andra
    assert nivan.avsnitt[1].faktorfraga in andra
    for sida in sidor:
        for dimension in nivan.avsnitt[0].dimensioner:
            assert f"{dimension.namn}: {dimension.fraga}" in sida
        for ord_ in ("Dimension*", nivan.monsterrubrik, GUIDE.faktorrubrik, GUIDE.fotnot):
            assert ord_ in sida
        for grupp in GUIDE.faktorgrupper:
            assert grupp.namn in sida
        assert sida.count("☐") == 10
        assert "☒" not in sida
        assert sum(f"☐ {faktor.namn}" in sida for faktor in GUIDE.faktor.values()) == 10
    assert all(fraga.fraga in forsta for fraga in nivan.fragor)
    assert (GUIDE.individ.fragerubrik in forsta) == (del_ == "individ")


@pytest.mark.parametrize("namn", ["analys_blankett", "analys_blankett_individ"])
def test_the_blanks_are_for_anyone_and_hold_no_data(motet, logga_in, namn):
    for vem in ("mentor", "elevhalsa", "administrator", "utanfor"):
        svar = logga_in(getattr(motet, vem)).get(reverse(namn))
        assert not finns(" ".join(sidorna(svar)), motet)
    assert not Handelse.objects.filter(handling=Handling.SKREV_UT).exists()


# --- Access, log ---

VEM = {"mentor2": 200, "rektor": 200, "elevhalsa": 200, "annan_mentor": 403, "larare": 403, "utanfor": 404}


@pytest.mark.parametrize(("vem", "status"), VEM.items())
@pytest.mark.parametrize("namn", ["analys_utskrift", "analys_pdf"])
def test_it_checks_access(motet, logga_in, namn, vem, status):
    assert hamta(logga_in(getattr(motet, vem)), namn, motet.analys).status_code == status
    assert Handelse.objects.filter(handling=Handling.SKREV_UT).exists() == (status == 200)


def test_a_participant_gets_nothing_by_it(motet, logga_in):
    motet.analys.deltagare.add(motet.larare)
    assert hamta(logga_in(motet.larare), "analys_pdf", motet.analys).status_code == 403


def test_every_print_is_logged_for_the_meeting_and_for_each_pupil(motet, logga_in):
    hamta(logga_in(motet.elevhalsa), "analys_pdf", motet.analys)
    rader = Handelse.objects.filter(handling=Handling.SKREV_UT).order_by("id")
    assert [(h.vem_namn, h.text, h.objekt_kod) for h in rader] == [
        ("Elsa Hälsa", "analys av 7A (PDF)", motet.analys.kod),
        ("Elsa Hälsa", "analys av 7A (PDF), bladet om en elev", motet.ada.kod),
        ("Elsa Hälsa", "analys av 7A (PDF), bladet om en elev", motet.bo.kod),
    ]
