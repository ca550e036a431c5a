"""Workbooks that a spreadsheet program opens without running anything in them."""

import re
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Control characters that a workbook cannot hold (XML 1.0) beside the tab and line breaks it can.
_STYRTECKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What a spreadsheet program may take for the beginning of a formula, also in its full-width forms.
_FORMEL = re.compile(r"\s*[=+\-@＝＋－＠]")
# The most a cell can hold.
_LANGST = 32_767


def ofarlig(text: str) -> str:
    """The text as a cell that is never taken for a formula: krav.md, Security (``= + - @`` tab NUL).

    An apostrophe before it keeps it text also when the sheet is saved as CSV and opened again.
    """
    rent = _STYRTECKEN.sub("", text)
    misstankt = text[:1] == "\x00" or rent[:1] in {"\t", "\r", "\n"} or bool(_FORMEL.match(rent))
    return (f"'{rent}" if misstankt else rent)[:_LANGST]


def svar(bok: Workbook, filnamn: str) -> HttpResponse:
    """The workbook as a download; ``filnamn`` is a fixed word, never a name."""
    ut = BytesIO()
    bok.save(ut)
    huvuden = {"Content-Disposition": f'attachment; filename="{filnamn}"', "Cache-Control": "no-store"}
    return HttpResponse(ut.getvalue(), content_type=XLSX, headers=huvuden)
