"""A page to a PDF: what is fetched and what is not, and how far it has come."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import URLFetchingError, fetch

from skolanknytning import pdf

SIDA = "<!doctype html><html lang='sv'><head><title>Prov</title>{}</head><body><h1>Rubrik</h1>{}</body></html>"


@pytest.mark.parametrize("namn", ["css/utskrift.css", "source-sans-3/400.css", "css/utskrift.css?v=1"])
def test_the_programs_own_static_files_are_served(namn):
    fil = pdf.statisk_fil(f"{pdf.GRUND}static/{namn}")
    assert fil.is_file()
    assert fil.suffix == ".css"


@pytest.mark.parametrize(
    "adress",
    [
        "file:///etc/passwd",
        "http://utskrift.invalid/etc/passwd",
        "http://utskrift.invalid/static/../manage.py",
        "http://utskrift.invalid/static/css/../../manage.py",
        "http://utskrift.invalid/static/%2e%2e/manage.py",
        "http://utskrift.invalid/static/..%2f..%2fmanage.py",
        "http://utskrift.invalid/static//etc/passwd",
        "http://utskrift.invalid/static/finns-inte.css",
        "http://utskrift.invalid/static/css",
        "http://utskrift.invalid/static/",
        "http://utskrift.invalid@127.0.0.1/static/css/utskrift.css",
        "http://127.0.0.1:1/static/css/utskrift.css",
        "https://utskrift.invalid/static/css/utskrift.css",
        "data:text/css,body{}",
        "ftp://utskrift.invalid/static/css/utskrift.css",
    ],
)
def test_nothing_else_is(adress):
    with pytest.raises(pdf.UtifranError):
        pdf.statisk_fil(adress)
    with pytest.raises(pdf.UtifranError):
        pdf.StatiskHamtare().fetch(adress)


def test_a_collected_file_is_found_by_the_name_with_its_digest(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "utskrift.0123456789ab.css").write_text("body {}")
    (tmp_path.parent / "hemlig.css").write_text("hemligt")
    assert pdf.statisk_fil(f"{pdf.GRUND}static/css/utskrift.0123456789ab.css").read_text() == "body {}"
    (tmp_path / "lank.css").symlink_to(tmp_path.parent / "hemlig.css")
    for namn in ["../hemlig.css", "lank.css"]:
        with pytest.raises(pdf.UtifranError):
            pdf.statisk_fil(f"{pdf.GRUND}static/{namn}")


def test_a_picture_from_outside_is_left_out_and_the_page_comes_anyway(tmp_path):
    """What is not allowed must not be in the document: the file's bytes would be, were it fetched."""
    bild = tmp_path / "hemlig.svg"
    bild.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>HEMLIGT</text></svg>')
    html = SIDA.format("", f'<img src="{Path(bild).as_uri()}" alt="bild">')
    assert "HEMLIGT" not in PdfReader(BytesIO(pdf.rendera(html))).pages[0].extract_text()


def test_the_document_is_tagged_titled_and_in_the_page_s_language():
    dokument = PdfReader(BytesIO(pdf.rendera(SIDA.format("", "<p>Text</p>"))))
    rot = dokument.trailer["/Root"]
    assert rot["/Lang"] == "sv"
    assert rot["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in rot
    assert dokument.metadata.title == "Prov"
    assert rot["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_fonts_are_unpacked_once_a_day():
    en = pdf._typsnitt("2026-11-22")
    assert pdf._typsnitt("2026-11-22") is en
    assert pdf._typsnitt("2026-11-23") is not en


def test_the_answer_is_shown_and_never_kept():
    svar = pdf.svar(b"%PDF", "blankett.pdf")
    assert svar.headers["Content-Type"] == "application/pdf"
    assert svar.headers["Content-Disposition"] == 'inline; filename="blankett.pdf"'
    assert svar.headers["Cache-Control"] == "no-store"


def test_the_library_catches_what_the_fetcher_refuses():
    with pytest.raises(URLFetchingError), fetch(pdf.StatiskHamtare(), "file:///etc/passwd"):
        pass


# --- How far it has come ---

TRE_SIDOR = SIDA.format("<style>p + p { break-before: page }</style>", "<p>Sida</p>" * 3)


def test_it_tells_how_far_it_has_come():
    sagt = []
    assert pdf.rendera(TRE_SIDOR, sagt.append).startswith(b"%PDF")
    assert sagt[:3] == [1, 2, 3]
    assert sagt == list(range(1, len(sagt) + 1))


def test_who_listens_may_end_the_printing(caplog):
    """And leaves nothing behind: the next one is not heard, and nothing has been written in the log."""
    sagt = []

    def stopp(steg):
        sagt.append(steg)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        pdf.rendera(TRE_SIDOR, stopp)
    assert pdf.rendera(TRE_SIDOR).startswith(b"%PDF")
    assert sagt == [1]
    assert [r for r in caplog.records if r.name.startswith("weasyprint.progress")] == []
