"""The class form on paper: as a page, as a PDF, filled and blank."""

import re
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kartlaggning.utskrift import klassutskrift
from kartlaggning.utskrift.klassutskrift import FOTNOT, html, ifylld, klassens_blankett, tom_blankett
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.pdf import rendera

from .. import fabrik
from .rundor import FORM, GRON, notera, runda


def dokument(svar) -> PdfReader:
    assert svar.status_code == 200
    assert svar.headers["Content-Type"] == "application/pdf"
    assert svar.headers["Cache-Control"] == "no-store"
    return PdfReader(BytesIO(svar.content))


def text(sida) -> str:
    return re.sub(r"\s+", " ", sida.extract_text())


def taggar(dokument: PdfReader) -> list[str]:
    """The kinds of structure elements, in reading order."""
    ut, kvar = [], [dokument.trailer["/Root"]["/StructTreeRoot"]]
    while kvar:
        nod = kvar.pop(0).get_object()
        if not isinstance(nod, dict):
            continue
        if "/S" in nod:
            ut.append(nod["/S"])
        barn = nod.get("/K", [])
        kvar = [*(barn if isinstance(barn, list) else [barn]), *kvar]
    return ut


@pytest.fixture
def trettio(varld):
    """A class of thirty, judged in every colour, with subjects, squares to look into and one long name."""
    varld.klass = fabrik.klass(varld.skola, "8A", varld.mentor, varld.mentor2, elever=29)
    fabrik.elev(varld.klass, "Maria-Alexandra Elisabeth", "von Rosenschöld-Hammarskjöld Lindgren")
    varld.elever = list(varld.klass.elever.order_by("fornamn", "efternamn", "id"))
    monster = ["gyrg gyrgg", "rrrrrrrrrr", GRON]
    varld.runda = runda(
        varld.klass,
        varld.mentor,
        {elev: monster[nr % 3] for nr, elev in enumerate(varld.elever)},
        undersok={(varld.elever[0], 4)},
        amnen={(elev, 0): ["BI", "FY", "KE", "MA", "SVA"] for elev in varld.elever[1::3]},
    )
    return varld


def hamta_pdf(klient, kartlaggning):
    return klient.get(reverse("kartlaggning_pdf", args=[kartlaggning.kod]))


def hamta_sida(klient, kartlaggning) -> str:
    svar = klient.get(reverse("kartlaggning_utskrift", args=[kartlaggning.kod]))
    assert svar.status_code == 200
    return svar.content.decode()


# --- The PDF ---


def test_thirty_pupils_fit_one_landscape_page(trettio, logga_in):
    svar = hamta_pdf(logga_in(trettio.mentor), trettio.runda)
    assert svar.headers["Content-Disposition"] == 'inline; filename="kartlaggning.pdf"'
    pdf = dokument(svar)
    assert len(pdf.pages) == 1
    assert [round(float(x)) for x in pdf.pages[0].mediabox[2:]] == [842, 595]
    sida = text(pdf.pages[0])
    for p in FORM.pastaenden:
        assert f"{p.nummer}. {p.text}" in sida
    for d in FORM.dimensioner:
        assert d.namn in sida
        assert d.fraga in sida
    for elev in trettio.elever:
        assert elev.namn in sida
    for del_ in (FORM.rubrik, "Klass: 8A", "Datum: 2026-11-20", "Mentor/Klassföreståndare: Maja Mentor, Milo Mentor"):
        assert del_ in sida
    assert "Sida 1 av 1" in sida
    assert "Plug Innan, Göteborgsregionen" in sida
    assert FOTNOT in sida


def test_it_says_who_printed_and_when(trettio, monkeypatch):
    nar = datetime(2026, 11, 22, 7, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr(timezone, "localtime", lambda *a, **k: nar)
    sida = html(ifylld(trettio.runda, trettio.mentor))
    assert "Klass 8A, 2026-11-20 · Utskriven 2026-11-22 kl. 07.05 av Maja Mentor" in sida


def test_every_state_has_a_symbol(trettio, logga_in):
    sida = dokument(hamta_pdf(logga_in(trettio.mentor), trettio.runda)).pages[0].extract_text()
    # Ten of each pattern, and one of each symbol in the explanation.
    assert sida.count("✓") == 10 * 5 + 10 * 10 + 1
    assert sida.count("✕") == 10 * 2 + 10 * 10 + 1
    assert sida.count("~") == 10 * 2 + 1
    assert sida.count("?") == 1 + 1 + len(FORM.dimensioner)
    assert sida.count("BI FY KE MA SVA") == 10


def test_the_pdf_is_tagged_swedish_and_titled(trettio, logga_in):
    pdf = dokument(hamta_pdf(logga_in(trettio.mentor), trettio.runda))
    rot = pdf.trailer["/Root"]
    assert rot["/Lang"] == "sv"
    assert pdf.metadata.title == "Kartläggning klass 8A 2026-11-20"
    slag = taggar(pdf)
    assert slag.count("/Table") == 1
    # Name, four dimensions and ten statements; a row head a pupil.
    assert slag.count("/TH") == 1 + 4 + 10 + 30
    assert slag.count("/TD") == 300
    assert slag.count("/H1") == 1


def test_more_pupils_take_more_pages_with_the_heads_again(varld, logga_in):
    klass = fabrik.klass(varld.skola, "9A", varld.mentor, elever=45)
    pdf = dokument(
        hamta_pdf(logga_in(varld.mentor), runda(klass, varld.mentor, dict.fromkeys(klass.elever.all(), GRON)))
    )
    assert len(pdf.pages) == 2
    for nummer, sida in enumerate(pdf.pages, start=1):
        assert "Namn (elev)" in text(sida)
        assert FORM.pastaenden[9].text in text(sida)
        assert f"Sida {nummer} av 2" in text(sida)
    assert sum(text(sida).count("✓") for sida in pdf.pages) == 450 + 1


def test_notes_follow_under_their_questions_however_long(trettio, logga_in):
    notera(trettio.runda, trettio.mentor, "reflektion", "\n\n".join(f"Stycke {n}. " + "Ord " * 60 for n in range(60)))
    pdf = dokument(hamta_pdf(logga_in(trettio.mentor), trettio.runda))
    alla = " ".join(text(sida) for sida in pdf.pages)
    assert len(pdf.pages) > 3
    assert FORM.anteckning("reflektion").fraga in text(pdf.pages[1])
    assert all(f"Stycke {n}." in alla for n in range(60))
    assert FORM.anteckning("mal-amnen").fraga not in alla, "frågor utan text skrivs inte ut på den ifyllda"


def test_nothing_is_fetched_or_complained_of(trettio, caplog):
    """The style sheet is read whole, and every sign has a letter form."""
    for sida in (ifylld(trettio.runda, trettio.mentor), tom_blankett(trettio.mentor)):
        rendera(html(sida))
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []


# --- The page ---


def test_the_page_shows_the_same(trettio, logga_in):
    sida = hamta_sida(logga_in(trettio.mentor), trettio.runda)
    assert sida.count('<th scope="row"') == 30
    assert sida.count('class="f3') == 10 * 2 + 10 * 10 + 0
    assert "<h1>" + FORM.rubrik in sida
    assert reverse("kartlaggning_pdf", args=[trettio.runda.kod]) in sida
    assert "bootstrap" not in sida
    assert 'id="session-varning"' in sida


def test_names_and_notes_are_escaped(varld, logga_in):
    elak = fabrik.elev(varld.klass, "<b>Ada", '"&')
    ny = runda(varld.klass, varld.mentor, {elak: GRON})
    notera(ny, varld.mentor, "reflektion", "<i>Lugnt</i>")
    sida = hamta_sida(logga_in(varld.mentor), ny)
    assert "&lt;b&gt;Ada &quot;&amp;" in sida
    assert "&lt;i&gt;Lugnt&lt;/i&gt;" in sida


def test_an_empty_class_says_so(varld, logga_in):
    tom = runda(fabrik.klass(varld.skola, "7C", varld.mentor), varld.mentor, {})
    assert "Inga elever i klassen." in hamta_sida(logga_in(varld.mentor), tom)


# --- Blank forms ---


def test_the_class_blank_has_the_names_and_room_for_notes(varld, logga_in):
    svar = logga_in(varld.mentor).get(reverse("kartlaggning_blankett", args=[varld.klass.kod]))
    pdf = dokument(svar)
    assert svar.headers["Content-Disposition"] == 'inline; filename="blankett.pdf"'
    assert len(pdf.pages) == 2
    forsta, andra = (text(sida) for sida in pdf.pages)
    assert all(elev.namn in forsta for elev in varld.elever)
    assert forsta.count("✓") == 1
    assert all(fraga.fraga in andra for fraga in FORM.anteckningar)


def test_a_class_without_pupils_gets_thirty_empty_rows(varld):
    sida = html(klassens_blankett(fabrik.klass(varld.skola, "7C", varld.mentor), varld.mentor))
    assert sida.count('<td class="namnrad">') == 30


def test_who_has_moved_is_not_on_the_blank(varld):
    ada = varld.elever[0]
    ada.placeringar.update(till=ada.placeringar.get().fran)
    assert "Ada" not in html(klassens_blankett(varld.klass, varld.mentor))


def test_the_wholly_blank_form_is_for_anyone(varld, logga_in):
    for vem in ("mentor", "elevhalsa", "administrator", "utanfor"):
        svar = logga_in(getattr(varld, vem)).get(reverse("blankett_tom"))
        assert svar.status_code == 200
    pdf = dokument(svar)
    assert len(pdf.pages) == 2
    assert taggar(pdf).count("/TD") == 30 * 11
    assert Handelse.objects.filter(handling=Handling.SKREV_UT).count() == 0


# --- Protected identity, access, log ---


def test_a_protected_pupil_is_never_printed(trettio, logga_in):
    """Not even for the mentor who is named to see them; the footnote stands whether there is one or not."""
    ada = trettio.elever[0]
    ada.skyddad = True
    ada.save()
    ada.far_se.add(trettio.mentor)
    klient = logga_in(trettio.mentor)
    blankett = klient.get(reverse("kartlaggning_blankett", args=[trettio.klass.kod]))
    sidor = [
        hamta_sida(klient, trettio.runda),
        text(dokument(hamta_pdf(klient, trettio.runda)).pages[0]),
        text(dokument(blankett).pages[0]),
    ]
    for sida in sidor:
        assert ada.namn not in sida
        assert trettio.elever[1].namn in sida
        assert FOTNOT in sida
    assert FOTNOT in html(tom_blankett(trettio.mentor))


ADRESSER = ["kartlaggning_utskrift", "kartlaggning_pdf", "kartlaggning_blankett"]
VEM = {"mentor2": 200, "rektor": 200, "elevhalsa": 403, "annan_mentor": 403, "administrator": 403, "utanfor": 404}


@pytest.mark.parametrize(("vem", "status"), VEM.items())
@pytest.mark.parametrize("namn", ADRESSER)
def test_it_checks_access(varld, logga_in, namn, vem, status):
    ny = runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, GRON))
    kod = varld.klass.kod if namn == "kartlaggning_blankett" else ny.kod
    assert logga_in(getattr(varld, vem)).get(reverse(namn, args=[kod])).status_code == status
    assert Handelse.objects.filter(handling=Handling.SKREV_UT).count() == (status == 200)


def test_every_print_is_logged(varld, logga_in):
    ny = runda(varld.klass, varld.mentor, dict.fromkeys(varld.elever, GRON))
    klient = logga_in(varld.rektor)
    for namn in ADRESSER:
        klient.get(reverse(namn, args=[varld.klass.kod if namn == "kartlaggning_blankett" else ny.kod]))
    handelser = Handelse.objects.filter(handling=Handling.SKREV_UT).order_by("id")
    assert [(h.vem_namn, h.text, h.objekt_kod) for h in handelser] == [
        ("Rut Rektor", "kartläggning av 7A", ny.kod),
        ("Rut Rektor", "kartläggning (PDF) av 7A", ny.kod),
        ("Rut Rektor", "blankett för 7A", varld.klass.kod),
    ]


def test_addresses_end_as_the_files_do(varld):
    ny = runda(varld.klass, varld.mentor, {})
    assert reverse("kartlaggning_pdf", args=[ny.kod]).endswith("/kartlaggning.pdf")
    assert reverse("kartlaggning_blankett", args=[varld.klass.kod]).endswith("/blankett.pdf")
    assert reverse("blankett_tom") == "/blankett.pdf"
    assert klassutskrift.TOMMA_RADER == 30


def antal_typsnitt(klass, person) -> int:
    """How many font programs the blank form of a class carries."""
    sida = PdfReader(BytesIO(rendera(html(klassens_blankett(klass, person))))).pages[0]
    return len(sida["/Resources"]["/Font"])


def test_letters_beyond_swedish_come_from_a_font_that_has_them(varld):
    """The PDF writer mixes up the letters of font files that it takes for one font (ć became a grave accent)."""
    fore = antal_typsnitt(varld.klass, varld.mentor)
    fabrik.elev(varld.klass, "Emina", "Tahirović")
    assert antal_typsnitt(varld.klass, varld.mentor) == fore + 1
