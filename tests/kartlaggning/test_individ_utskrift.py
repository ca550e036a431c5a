"""The individual form on paper: as a page, as a PDF, with its dates, filled and blank."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from kartlaggning.utskrift import individblankett
from kartlaggning.utskrift.individutskrift import elevens_blankett, html, ifylld, tom_blankett
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.pdf import rendera
from skolanknytning.skola.models import Roll

from .. import fabrik
from ..klient import utan_nycklar
from .individuella import FORM, GRON, eget_datum, skyddad_elev
from .rundor import notera, runda
from .test_utskrift import dokument, taggar, text

FRAGA = "Sammanfattande kommentar som tas med till analysarbetet tillsammans med dina kollegor:"
# The four statements that rate the school: design.md, The material is data.
OM_SKOLAN = ["akademisk-4", "akademisk-5", "kognitiv-6", "affektiv-6"]


@pytest.fixture
def sex(varld):
    """Ada with six dates, the last with every state there is, and two comments."""
    varld.ada = varld.elever[0]
    for manad in range(5):
        eget_datum(varld.ada, varld.mentor, datum=date(2026, 6 + manad, 1))
    varld.sista = eget_datum(
        varld.ada, varld.mentor, "yHr?gyggeg", datum=date(2026, 11, 20), stangd=False, amnen={0: ["BI", "SVA"]}
    )
    notera(varld.sista, varld.mentor, "kommentar-beteende", "Borta på måndagar.\nHar börjat i läxhjälpen.")
    notera(varld.ada.kartlaggningar.earliest("datum"), varld.mentor, "kommentar-affektiv", "Trivs.")
    return varld


def hamta_pdf(klient, elev):
    return klient.get(reverse("individ_pdf", args=[elev.kod]))


def hamta_sida(klient, elev) -> str:
    svar = klient.get(reverse("individ_utskrift", args=[elev.kod]))
    assert svar.status_code == 200
    return utan_nycklar(svar)


# --- The PDF ---


def test_six_dates_stand_side_by_side_on_portrait_pages(sex, logga_in):
    svar = hamta_pdf(logga_in(sex.mentor), sex.ada)
    assert svar.headers["Content-Disposition"] == 'inline; filename="individuell-kartlaggning.pdf"'
    pdf = dokument(svar)
    assert [round(float(x)) for x in pdf.pages[0].mediabox[2:]] == [595, 842]
    alla = " ".join(text(sida) for sida in pdf.pages)
    for p in FORM.pastaenden:
        assert f"{p.nummer}. {p.text}" in alla
    for d in FORM.dimensioner:
        assert f"{d.namn} {d.fraga}" in alla
    for dag in ["1/6", "1/7", "1/8", "1/9", "1/10", "20/11"]:
        assert alla.count(f"{dag} 2026") >= 4, "datumen står över varje dimension"
    forsta = text(pdf.pages[0])
    for del_ in (
        FORM.rubrik,
        "Elevens namn: Ada Ek",
        "Klass: 7A",
        "Mentor/Klassföreståndare: Maja Mentor, Milo Mentor",
    ):
        assert del_ in forsta
    assert f"Sida 1 av {len(pdf.pages)}" in forsta
    assert "Plug Innan, Göteborgsregionen" in forsta
    assert "Tidigare datum" not in alla


def test_every_state_has_a_symbol(sex, logga_in):
    pdf = dokument(hamta_pdf(logga_in(sex.mentor), sex.ada))
    alla = " ".join(sida.extract_text() for sida in pdf.pages)
    # Five dates of green, and what the sixth says; one of each in the explanation, two of the tilde.
    assert alla.count("✓") == 5 * 21 + 4 + 1
    assert alla.count("✕") == 1 + 1
    assert alla.count("~") == 3 + 2
    assert alla.count("–") == 1 + 1
    assert alla.count("hämtad") == 1
    assert "BI SVA" in alla


def test_comments_stand_under_their_dimension_by_date(sex, logga_in):
    sida = text(dokument(hamta_pdf(logga_in(sex.mentor), sex.ada)).pages[0])
    kommentar = f"{FRAGA} 20/11 2026 Borta på måndagar. Har börjat i läxhjälpen. Akademiska dimensionen"
    assert kommentar in sida
    html_ = hamta_sida(logga_in(sex.mentor), sex.ada)
    assert html_.count(FRAGA) == 2, "dimensioner utan kommentar har ingen rubrik för den"
    assert "<b>1/6 2026</b> Trivs." in html_


def test_the_statements_that_rate_the_school_are_marked(sex, logga_in):
    sida = hamta_sida(logga_in(sex.mentor), sex.ada)
    for p in FORM.pastaenden:
        markt = f'{p.nummer}. {p.text} <span class="om-skolan">bedömer skolan</span>' in sida
        assert markt == (p.nyckel in OM_SKOLAN)


def test_what_waits_to_be_confirmed_is_not_painted(sex, logga_in):
    sida = hamta_sida(logga_in(sex.mentor), sex.ada)
    assert '<td class="f0"><span class="dold">gult </span><span class="hamtad f2"><i>~</i></span>' in sida
    assert "Hämtad från klassens kartläggning, inte bekräftad" in sida
    eget_datum(sex.elever[1], sex.mentor)
    assert "Hämtad från" not in hamta_sida(logga_in(sex.mentor), sex.elever[1])


def test_colleagues_stand_beside_by_name(varld, logga_in):
    ada = varld.elever[0]
    kollega = fabrik.personal("Karim Kollega", varld.skola, Roll.LARARE)
    eget_datum(ada, varld.mentor, GRON, datum=date(2026, 11, 20))
    deras = eget_datum(ada, varld.mentor, "r" * 21, datum=date(2026, 11, 20), tillfragad=kollega)
    notera(deras, kollega, "kommentar-kognitiv", "Räcker aldrig upp handen.")
    sida = hamta_sida(logga_in(varld.mentor), ada)
    huvud = '<th scope="col">20/11 2026</th><th scope="col" class="kollega">20/11 2026<span>Karim Kollega</span>'
    assert sida.count(huvud + "</th>") == 4
    assert sida.count('<td class="f1">') == sida.count('<td class="f3 kollega">') == 21
    assert "<b>20/11 2026, Karim Kollega</b> Räcker aldrig upp handen." in sida


def test_what_a_colleague_has_not_handed_in_is_not_printed(varld, logga_in):
    ada = varld.elever[0]
    kollega = fabrik.personal("Karim Kollega", varld.skola, Roll.LARARE)
    eget_datum(ada, varld.mentor, GRON, datum=date(2026, 11, 20), stangd=False)
    eget_datum(ada, varld.mentor, "r" * 21, datum=date(2026, 11, 20), tillfragad=kollega, stangd=False)
    sida = hamta_sida(logga_in(varld.mentor), ada)
    assert '<th scope="col">20/11 2026<small>pågår</small></th>' in sida
    assert "Karim Kollega" not in sida
    assert '<td class="f3' not in sida


def test_more_dates_go_on_to_further_sheets_and_that_is_said(varld, logga_in):
    ada = varld.elever[0]
    for nummer in range(8):
        eget_datum(ada, varld.mentor, datum=date(2026, 1, 10) + timedelta(days=30 * nummer))
    pdf = dokument(hamta_pdf(logga_in(varld.mentor), ada))
    forsta, andra = (text(sida) for sida in pdf.pages)
    assert "Formuläret har 8 kolumner. De 6 senaste står först, tidigare datum på de följande sidorna." in forsta
    assert forsta.count("8/8 2026") == 4
    assert "10/1 2026" not in forsta
    assert "Tidigare datum: 10/1 2026 till 9/2 2026" in andra
    assert all(p.text in andra for p in FORM.pastaenden)
    assert "Sida 2 av 2" in andra


@pytest.mark.parametrize(
    ("antal", "vantat"),
    [(0, []), (1, [[0]]), (6, [[0, 1, 2, 3, 4, 5]]), (8, [[2, 3, 4, 5, 6, 7], [0, 1]])],
)
def test_columns_by_sheet(antal, vantat):
    assert [list(ark) for ark in individblankett.pa_ark(range(antal))] == vantat


def test_a_single_earlier_date_is_named_once(varld):
    for nummer in range(7):
        eget_datum(varld.elever[0], varld.mentor, datum=date(2026, 1 + nummer, 1))
    assert ifylld(varld.elever[0], varld.mentor).ark[1].rubrik == "Tidigare datum: 1/1 2026"


def test_the_pdf_is_tagged_swedish_and_titled_without_a_name(sex, logga_in):
    pdf = dokument(hamta_pdf(logga_in(sex.mentor), sex.ada))
    assert pdf.trailer["/Root"]["/Lang"] == "sv"
    assert pdf.metadata.title == "Individuell kartläggning, elev i 7A"
    slag = taggar(pdf)
    assert slag.count("/Table") == slag.count("/Caption") == 4
    # "Påstående" and six dates over each dimension; a row head a statement.
    assert slag.count("/TH") == 4 * 7 + 21
    assert slag.count("/TD") == 21 * 6
    assert slag.count("/H1") == 1
    assert slag.count("/H2") == 4


def test_it_says_who_printed_and_when(sex, monkeypatch):
    nar = datetime(2026, 11, 22, 7, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr(timezone, "localtime", lambda *a, **k: nar)
    assert "Ada Ek, 7A · Utskriven 2026-11-22 kl. 07.05 av Maja Mentor" in html(ifylld(sex.ada, sex.mentor))


def test_long_comments_take_more_pages(varld, logga_in):
    ny = eget_datum(varld.elever[0], varld.mentor)
    notera(ny, varld.mentor, "kommentar-kognitiv", "\n".join(f"Stycke {n}. " + "Ord " * 60 for n in range(60)))
    pdf = dokument(hamta_pdf(logga_in(varld.mentor), varld.elever[0]))
    alla = " ".join(text(sida) for sida in pdf.pages)
    assert len(pdf.pages) == 3
    assert all(f"Stycke {n}." in alla for n in range(60))


def test_nothing_is_fetched_or_complained_of(sex, caplog):
    """The style sheets are read whole, and every sign has a letter form."""
    for sida in (ifylld(sex.ada, sex.mentor), tom_blankett(sex.mentor)):
        rendera(html(sida))
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []


# --- The page ---


def test_the_page_shows_the_same(sex, logga_in):
    sida = hamta_sida(logga_in(sex.mentor), sex.ada)
    assert sida.count('<th scope="row"') == 21
    assert sida.count("<td ") == 21 * 6
    assert reverse("individ_pdf", args=[sex.ada.kod]) in sida
    assert "<title>Individuell kartläggning, elev i 7A</title>" in sida
    assert "bootstrap" not in sida
    assert 'id="session-varning"' in sida


def test_names_subjects_and_comments_are_escaped(varld, logga_in):
    elak = fabrik.elev(varld.klass, "<b>Ada", '"&')
    kollega = fabrik.personal("Karim <u>Kollega", varld.skola, Roll.LARARE)
    eget_datum(elak, varld.mentor, "y", amnen={0: ["<X>"]})
    ny = eget_datum(elak, varld.mentor, tillfragad=kollega)
    notera(ny, kollega, "kommentar-beteende", "<i>Lugnt</i>")
    sida = hamta_sida(logga_in(varld.mentor), elak)
    assert "&lt;b&gt;Ada &quot;&amp;" in sida
    assert sida.count("Karim &lt;u&gt;Kollega") == 4 + 1
    assert "&lt;i&gt;Lugnt&lt;/i&gt;" in sida
    assert "<small>&lt;X&gt;</small>" in sida
    assert "<u>" not in sida


def test_a_pupil_without_a_form_is_said_to_have_none(varld, logga_in):
    sida = hamta_sida(logga_in(varld.mentor), varld.elever[0])
    assert "Ingen individuell kartläggning är gjord än." in sida
    assert "<table" not in sida


def test_a_pupil_who_has_left_still_has_a_form(varld, logga_in):
    ada = varld.elever[0]
    eget_datum(ada, varld.mentor)
    ada.placeringar.update(till=ada.placeringar.get().fran)
    sida = hamta_sida(logga_in(varld.rektor), ada)
    assert "<title>Individuell kartläggning</title>" in sida
    assert "<dt>Klass:</dt><dd></dd>" in sida
    assert Handelse.objects.get(handling=Handling.SKREV_UT).text == "individuell kartläggning av en elev"


@pytest.mark.parametrize("antal", [1, 9])
def test_it_asks_as_much_however_many_dates(varld, logga_in, django_assert_num_queries, antal):
    ada = varld.elever[0]
    for nummer in range(antal):
        ny = eget_datum(ada, varld.mentor, datum=date(2026, 1, 1) + timedelta(days=nummer))
        notera(ny, varld.mentor, "kommentar-beteende", f"Text {nummer}.")
    klient = logga_in(varld.mentor)
    hamta_sida(klient, ada)
    with django_assert_num_queries(FRAGOR):
        assert hamta_sida(klient, ada).count("Text ") == antal


FRAGOR = 12


# --- Blank forms ---


def test_the_pupils_blank_has_the_name_and_room_for_six_dates(varld, logga_in):
    svar = logga_in(varld.mentor).get(reverse("individ_blankett", args=[varld.elever[0].kod]))
    pdf = dokument(svar)
    assert svar.headers["Content-Disposition"] == 'inline; filename="blankett-individ.pdf"'
    assert len(pdf.pages) == 2
    for sida in pdf.pages:
        assert "Elevens namn: Ada Ek Klass: 7A Mentor/Klassföreståndare: Maja Mentor, Milo Mentor" in text(sida)
        assert text(sida).count("Datum:") == 2 * 6
        assert text(sida).count(FRAGA) == 2
    assert taggar(pdf).count("/TD") == 21 * 6
    forsta, andra = (text(sida) for sida in pdf.pages)
    assert FORM.dimensioner[1].namn in forsta
    assert FORM.dimensioner[2].namn in andra
    assert (forsta + andra).count("✓") == 1, "bara i förklaringen"


def test_a_very_long_name_leaves_the_blank_at_two_pages(varld):
    lang = fabrik.elev(varld.klass, "Maria-Alexandra Elisabeth", "von Rosenschöld-Hammarskjöld Lindgren-Söderbergh")
    sida = html(elevens_blankett(lang, varld.mentor))
    assert len(dokument(_svar(rendera(sida))).pages) == 2


def _svar(pdf: bytes):
    huvuden = {"Content-Type": "application/pdf", "Cache-Control": "no-store"}
    return SimpleNamespace(status_code=200, headers=huvuden, content=pdf)


def test_the_blank_shows_nothing_that_is_judged(sex):
    assert elevens_blankett(sex.ada, sex.mentor).ark == tom_blankett(sex.mentor).ark


def test_the_wholly_blank_form_is_for_anyone(varld, logga_in):
    for vem in ("mentor", "elevhalsa", "administrator", "utanfor"):
        svar = logga_in(getattr(varld, vem)).get(reverse("individ_blankett_tom"))
        assert svar.status_code == 200
    pdf = dokument(svar)
    assert len(pdf.pages) == 2
    assert "Elevens namn: Klass: Mentor/Klassföreståndare:" in text(pdf.pages[1])
    assert Handelse.objects.filter(handling=Handling.SKREV_UT).count() == 0


# --- Protected identity, access, log ---

ADRESSER = ["individ_utskrift", "individ_pdf", "individ_blankett"]


@pytest.fixture
def skyddad(varld):
    """A protected pupil with a form, whom the mentor is named to see and the rektor not."""
    return skyddad_elev(varld.klass, varld.mentor)


def test_a_protected_pupil_is_printed_by_the_named_alone_under_the_alias(varld, skyddad, logga_in):
    for namn in ADRESSER:
        adress = reverse(namn, args=[skyddad.kod])
        assert logga_in(varld.mentor).get(adress).status_code == 200
        for vem in ("mentor2", "rektor", "elevhalsa", "utanfor"):
            assert logga_in(getattr(varld, vem)).get(adress).status_code == 404
    assert "Skyddad elev XYZ" in hamta_sida(logga_in(varld.mentor), skyddad)


FOLJER = {"mentor2": 200, "rektor": 200, "elevhalsa": 200, "annan_mentor": 403, "administrator": 403, "utanfor": 404}
BEDOMER = FOLJER | {"rektor": 403, "elevhalsa": 403}


@pytest.mark.parametrize("vem", FOLJER)
@pytest.mark.parametrize("namn", ADRESSER)
def test_it_checks_access(varld, logga_in, namn, vem):
    eget_datum(varld.elever[0], varld.mentor)
    status = (BEDOMER if namn == "individ_blankett" else FOLJER)[vem]
    adress = reverse(namn, args=[varld.elever[0].kod])
    assert logga_in(getattr(varld, vem)).get(adress).status_code == status
    assert Handelse.objects.filter(handling=Handling.SKREV_UT).count() == (status == 200)


def test_elevhalsan_prints_only_who_is_flagged(varld, logga_in):
    ada, bo = varld.elever[:2]
    runda(varld.klass, varld.mentor, {ada: "r" + "g" * 9, bo: "g" * 10})
    klient = logga_in(varld.elevhalsa)
    assert klient.get(reverse("individ_utskrift", args=[ada.kod])).status_code == 200
    assert klient.get(reverse("individ_utskrift", args=[bo.kod])).status_code == 403


def test_a_colleague_who_was_asked_cannot_print(varld, logga_in):
    kollega = fabrik.personal("Karim Kollega", varld.skola, Roll.LARARE)
    eget_datum(varld.elever[0], varld.mentor, tillfragad=kollega, stangd=False)
    for namn in ADRESSER:
        assert logga_in(kollega).get(reverse(namn, args=[varld.elever[0].kod])).status_code == 403


def test_the_old_mentor_of_who_has_moved_cannot_print(varld, logga_in):
    ada = varld.elever[0]
    eget_datum(ada, varld.mentor)
    ada.placeringar.update(till=ada.placeringar.get().fran)
    ada.placeringar.create(klass=varld.annan_klass)
    assert logga_in(varld.mentor).get(reverse("individ_pdf", args=[ada.kod])).status_code == 403
    assert "Klass:</dt><dd>7B" in hamta_sida(logga_in(varld.annan_mentor), ada)


def test_every_print_is_logged_without_a_name(sex, logga_in):
    klient = logga_in(sex.mentor)
    for namn in ADRESSER:
        klient.get(reverse(namn, args=[sex.ada.kod]))
    handelser = Handelse.objects.filter(handling=Handling.SKREV_UT).order_by("id")
    assert [(h.vem_namn, h.text, h.objekt_kod) for h in handelser] == [
        ("Maja Mentor", "individuell kartläggning av en elev i 7A", sex.ada.kod),
        ("Maja Mentor", "individuell kartläggning (PDF) av en elev i 7A", sex.ada.kod),
        ("Maja Mentor", "blankett för en elev i 7A", sex.ada.kod),
    ]


def test_addresses_end_as_the_files_do(varld):
    kod = varld.elever[0].kod
    assert reverse("individ_utskrift", args=[kod]) == f"/elev/{kod}/kartlaggning/utskrift/"
    assert reverse("individ_pdf", args=[kod]) == f"/elev/{kod}/kartlaggning.pdf"
    assert reverse("individ_blankett", args=[kod]) == f"/elev/{kod}/blankett.pdf"
    assert reverse("individ_blankett_tom") == "/blankett-individ.pdf"
