"""Finished HTML to a tagged PDF, with nothing fetched but the program's own static files.

Knows nothing of what is printed: the page brings its own title, language and style sheet.
"""

import logging
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpResponse
from django.utils import timezone
from weasyprint import HTML
from weasyprint.logger import PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# Addresses in the page are resolved against this; it never exists, and is never asked.
GRUND = "http://utskrift.invalid/"
# A font configuration is not made for several threads, and one PDF at a time keeps the memory down.
_LAS = Lock()


class UtifranError(ValueError):
    """A printout asked for something that is not one of the program's own static files."""


def statisk_fil(adress: str) -> Path:
    """The file behind the address of one of the program's static files. Raises UtifranError for every other."""
    delar = urlsplit(adress)
    stig = unquote(delar.path)
    if f"{delar.scheme}://{delar.netloc}/" != GRUND or not stig.startswith(settings.STATIC_URL):
        raise UtifranError(adress)
    namn = stig.removeprefix(settings.STATIC_URL)
    try:
        fil = finders.find(namn)
    except SuspiciousFileOperation as fel:
        raise UtifranError(adress) from fel
    if fil is None:
        # A name with a digest in it stands only among the collected files.
        rot = Path(settings.STATIC_ROOT).resolve()
        samlad = (rot / namn).resolve()
        fil = samlad if samlad.is_relative_to(rot) else None
    if fil is None or not Path(fil).is_file():
        raise UtifranError(adress)
    return Path(fil)


class StatiskHamtare(URLFetcher):
    """Serves the program's static files from the disk. There is no way from here to a network or another file."""

    def fetch(self, url, headers=None):
        fil = statisk_fil(url)
        typ = mimetypes.guess_type(fil.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, fil.read_bytes(), {"Content-Type": typ})


@lru_cache(maxsize=1)
def _typsnitt(_dag: date) -> FontConfiguration:
    """The fonts, unpacked once a day: the folder they are unpacked to may be cleaned away under a long run."""
    return FontConfiguration()


class _Sidraknare(logging.Handler):
    """Hears the PDF writer say "Page 7" as it lays out page after page, some of them again with the page numbers."""

    def __init__(self, framsteg: Callable[[int], None]):
        super().__init__()
        self._framsteg, self._antal = framsteg, 0

    def emit(self, record):
        """Count the pages; what ``framsteg`` raises ends the printing."""
        if str(record.msg).endswith("Page %d"):
            self._antal += 1
            self._framsteg(self._antal)


@contextmanager
def _sidorna_raknas(framsteg: Callable[[int], None] | None) -> Iterator[None]:
    """While it lasts, ``framsteg`` is told how many times a page has been laid out."""
    if framsteg is None:
        yield
        return
    raknare, niva = _Sidraknare(framsteg), PROGRESS_LOGGER.level
    PROGRESS_LOGGER.addHandler(raknare)
    PROGRESS_LOGGER.setLevel(logging.INFO)
    PROGRESS_LOGGER.propagate = False
    try:
        yield
    finally:
        PROGRESS_LOGGER.removeHandler(raknare)
        PROGRESS_LOGGER.setLevel(niva)
        PROGRESS_LOGGER.propagate = True


def rendera(html: str, framsteg: Callable[[int], None] | None = None) -> bytes:
    """The page as a PDF/UA-1 document: tagged, with the page's own title and language. Takes 0.3 s and upwards.

    ``framsteg`` is told how many times a page has been laid out: every page is, once or twice. That begins after a
    third of the time, and there is no telling beforehand how many pages they will be.
    """
    with _LAS, _sidorna_raknas(framsteg):
        return HTML(string=html, base_url=GRUND, url_fetcher=StatiskHamtare()).write_pdf(
            font_config=_typsnitt(timezone.localdate()), pdf_variant="pdf/ua-1"
        )


def svar(pdf: bytes, filnamn: str) -> HttpResponse:
    """The PDF to be shown in the browser; ``filnamn`` is a fixed word, never a name."""
    huvuden = {"Content-Disposition": f'inline; filename="{filnamn}"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=huvuden)
