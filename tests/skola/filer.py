"""Class lists as files: workbooks and text built for the tests."""

import io
import zipfile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

HUVUD = ["Förnamn", "Efternamn", "Klass", "Elev-id"]


def arbetsbok(*rader, sammanfoga=(), blad="Blad1", fler_blad=()) -> bytes:
    """A workbook with the rows on its first sheet; ``fler_blad`` are (title, rows) of further ones."""
    bok = openpyxl.Workbook()
    bok.active.title = blad
    for rad in rader:
        bok.active.append(rad)
    for omrade in sammanfoga:
        bok.active.merge_cells(omrade)
    for titel, raderna in fler_blad:
        nytt = bok.create_sheet(titel)
        for rad in raderna:
            nytt.append(rad)
    fil = io.BytesIO()
    bok.save(fil)
    return fil.getvalue()


def med_dolda(rader: list[list], dolda: list[int]) -> bytes:
    """A workbook where some rows are hidden."""
    bok = openpyxl.load_workbook(io.BytesIO(arbetsbok(*rader)))
    for nummer in dolda:
        bok.active.row_dimensions[nummer].hidden = True
    fil = io.BytesIO()
    bok.save(fil)
    return fil.getvalue()


def med_del(data: bytes, namn: str, innehall: bytes) -> bytes:
    """A copy of a workbook in which one part is replaced or added."""
    fil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as kalla, zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as mal:
        for post in kalla.infolist():
            if post.filename != namn:
                mal.writestr(post.filename, kalla.read(post))
        mal.writestr(namn, innehall)
    return fil.getvalue()


def lista(*rader, huvud=HUVUD) -> bytes:
    """A class list with the usual headings."""
    return arbetsbok(huvud, *rader)


def uppladdad(data: bytes, namn: str = "klass.xlsx") -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile(namn, data)
