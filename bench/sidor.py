"""What is measured: requests of a mentor or a rektor who has logged in, through all of the program's middleware."""

import gc
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from unittest import mock
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from kartlaggning import urval
from kartlaggning.models import Farginlasning, Kartlaggning
from kartlaggning.utskrift.klassutskrift import html, ifylld
from skolanknytning import pdf
from skolanknytning.logg import regler as logg
from skolanknytning.skola.models import Elev

from . import moten, planer, storskola

VARD = "testserver"


class FelSvar(AssertionError):
    """A measured request did not do what it should, so its time means nothing."""


@dataclass(frozen=True)
class Sak:
    """A measured thing: ``gor`` alone is timed; ``fore`` makes what it needs, ``efter`` looks at what came of it."""

    gor: Callable[[], HttpResponse | bytes]
    fore: Callable[[], object] = lambda: None
    efter: Callable[[HttpResponse | bytes], None] = lambda _: None

    def tid(self) -> float:
        """Do it once and return the seconds it took."""
        self.fore()
        start = time.perf_counter()
        svar = self.gor()
        tid = time.perf_counter() - start
        if isinstance(svar, HttpResponse) and svar.status_code >= 300:
            raise FelSvar(f"{svar.status_code}: {svar.content[:300]!r}")
        self.efter(svar)
        return tid

    def fragor(self) -> int:
        """How many questions it puts to the database, begin and commit not counted."""
        self.fore()
        with CaptureQueriesContext(connection) as fangade:
            svar = self.gor()
        self.efter(svar)
        return sum(1 for fraga in fangade if not fraga["sql"].startswith(("BEGIN", "COMMIT")))


class Mentor(Client):
    """The round's mentor with a real session; sends the token and the headers that the page's own script sends."""

    def __init__(self, runda: Kartlaggning):
        super().__init__(enforce_csrf_checks=True)
        self.force_login(runda.skapad_av)
        self.get(reverse("kartlaggning", args=[runda.kod]), secure=True)
        self.huvuden = {
            "X-CSRFToken": self.cookies["csrftoken"].value,
            "Origin": f"https://{VARD}",
            "HX-Request": "true",
        }

    def hamta(self, adress: str) -> HttpResponse:
        return self.get(adress, secure=True)

    def skicka(self, adress: str, kropp: str) -> HttpResponse:
        typ = "application/x-www-form-urlencoded"
        return self.post(adress, kropp, content_type=typ, secure=True, headers=self.huvuden)


class Rektor(Client):
    """The large school's rektor, who looks at the patterns across its classes."""

    def __init__(self):
        super().__init__()
        self.force_login(storskola.matt_rektor())
        skola = storskola.matt_storskola().kod
        self.adress = reverse("skolniva", args=[skola])
        self.klassernas = reverse("skolans_klasser", args=[skola])
        self.lista = reverse("planer", args=[skola])

    def monster(self) -> HttpResponse:
        """The page: forty classes, six terms."""
        return self.get(self.adress, secure=True)

    def start(self) -> HttpResponse:
        """The start page: four hundred plans that go on, at all stages of review."""
        return self.get(reverse("start"), secure=True)

    def klasserna(self) -> HttpResponse:
        """How all classes stand: the part that the start page fetches into itself."""
        return self.get(self.klassernas, secure=True, headers={"HX-Request": "true"})

    def planer(self) -> HttpResponse:
        """The first page of the list of plans."""
        return self.get(self.lista, secure=True)


class Markeringar:
    """A batch of marks on a statement, another colour every time so that every square is really written."""

    def __init__(self, mentor: Mentor, runda: Kartlaggning, pastaende: str, antal: int):
        self.mentor, self.runda, self.pastaende = mentor, runda, pastaende
        self.adress = reverse("kartlaggning_markera", args=[runda.kod])
        self.rutor = {}
        rutor = urval.rutor(runda)
        for elev in urval.elever_i(runda, runda.skapad_av)[:antal]:
            ruta = rutor[elev.id, pastaende]
            self.rutor[elev.kod] = (ruta.farg, ruta.version)
        self.kropp = ""

    def sak(self) -> Sak:
        return Sak(lambda: self.mentor.skicka(self.adress, self.kropp), self.fore, self.efter)

    def fore(self) -> None:
        self.runda.refresh_from_db(fields=["version"])
        self.rutor = {elev: (farg % 3 + 1, version) for elev, (farg, version) in self.rutor.items()}
        marken = [
            {"e": elev, "p": self.pastaende, "f": farg, "u": False, "a": [], "s": False, "v": version}
            for elev, (farg, version) in self.rutor.items()
        ]
        self.kropp = urlencode({"sedan": self.runda.version, "marken": json.dumps(marken)})

    def efter(self, svar: HttpResponse) -> None:
        text = svar.content.decode()
        version = int(re.search(r'data-version="(\d+)"', text)[1])
        sparade = re.search(r'data-sparade="([^"]*)"', text)[1].split()
        if version != self.runda.version + 1 or len(sparade) != len(self.rutor):
            raise FelSvar(f"Alla markeringar sparades inte: {text[:300]}")
        self.rutor = {elev: (farg, version) for elev, (farg, _) in self.rutor.items()}


def fargark(runda: Kartlaggning) -> bytes:
    """A school's own coloured workbook: the class's pupils and five that the class does not have, ten statements."""
    bok = Workbook()
    blad = bok.active
    blad.append([str(runda.klass), "", "Elevers skolanknytning"])
    blad.append(["Namn", *(p.text for p in urval.instrument_for(runda).pastaenden)])
    namn = [elev.namn for elev in urval.elever_i(runda, runda.skapad_av)]
    for nr, elev in enumerate([*namn, *(f"Ny Elev{n}" for n in range(5))]):
        blad.append([elev])
        for kolumn in range(2, 12):
            farg = ("92D050", "92D050", "FFFF00", "FF0000")[(nr * 7 + kolumn) % 4]
            blad.cell(nr + 3, kolumn).fill = PatternFill("solid", fgColor=farg)
    ut = BytesIO()
    bok.save(ut)
    return ut.getvalue()


def inlasning(mentor: Mentor, runda: Kartlaggning) -> Sak:
    """A workbook sent in and its preview shown: what one waits for. The preview is taken away again."""
    skicka, fil = reverse("fargark_las_in", args=[runda.klass.kod]), fargark(runda)

    def gor() -> HttpResponse:
        bok = SimpleUploadedFile("bok.xlsx", fil)
        svar = mentor.post(skicka, {"fil": bok}, secure=True, headers=mentor.huvuden | {"HX-Request": ""})
        if svar.status_code != 302:
            raise FelSvar(f"{svar.status_code}: {svar.content[:300]!r}")
        return mentor.hamta(svar.url)

    def efter(svar: HttpResponse) -> None:
        Farginlasning.objects.all().delete()
        if "Ny Elev4" not in svar.content.decode():
            raise FelSvar("Förhandsgranskningen visar inte arbetsboken.")

    return Sak(gor, efter=efter)


@contextmanager
def varje_lasning_loggas() -> Iterator[None]:
    """As if nobody had opened anything for a quarter of an hour."""
    with mock.patch.object(logg, "SAMMA_LASNING", timedelta(0)):
        yield


def saker(runda: Kartlaggning, elev: Elev) -> tuple[dict[str, Sak], dict[str, Sak]]:
    """The pages and the saves by name, and what takes longer: the two ways to the PDF, and a workbook read in.

    Each group is run in turn, round after round.
    """
    mentor, rektor = Mentor(runda), Rektor()
    adress = {n: reverse(n, args=[runda.kod]) for n in
              ("kartlaggning", "kartlaggning_nytt", "kartlaggning_sammanstallning", "kartlaggning_pdf")}  # fmt: skip
    andra, tredje = [p.nyckel for p in urval.instrument_for(runda).pastaenden][1:3]
    fardig = html(ifylld(runda, runda.skapad_av))
    mote = moten.matt_mote(runda)
    plan = planer.matt_plan(runda.klass)
    motet_nytt = f"{reverse('analys_nytt', args=[mote.kod])}?del=gruppen/oro/beteende&sedan={mote.version}"

    def forsta() -> HttpResponse:
        with varje_lasning_loggas():
            return mentor.hamta(adress["kartlaggning"])

    def nytt() -> HttpResponse:
        return mentor.hamta(f"{adress['kartlaggning_nytt']}?sedan={2**31 - 1}")

    sidor = {
        "golv": Sak(lambda: mentor.hamta("/golv/")),
        "rutnat": Sak(lambda: mentor.hamta(adress["kartlaggning"])),
        "forsta": Sak(forsta),
        "en": Markeringar(mentor, runda, andra, 1).sak(),
        "trettio": Markeringar(mentor, runda, tredje, 30).sak(),
        "nytt": Sak(nytt),
        "summa": Sak(lambda: mentor.hamta(adress["kartlaggning_sammanstallning"])),
        "formular": Sak(lambda: mentor.hamta(reverse("individ", args=[elev.kod]))),
        "elev": Sak(lambda: mentor.hamta(reverse("elev", args=[elev.kod]))),
        "skolniva": Sak(rektor.monster),
        "motet": Sak(lambda: mentor.hamta(reverse("analys_steg", args=[mote.kod, "oro", "beteende"]))),
        "faktorer": Sak(lambda: mentor.hamta(reverse("analys_faktorer", args=[mote.kod, "oro"]))),
        "motets_elev": Sak(lambda: mentor.hamta(reverse("analys_elev", args=[mote.kod, elev.kod]))),
        "dagordning": Sak(lambda: mentor.hamta(reverse("analys_dagordning", args=[mote.kod]))),
        "motet_nytt": Sak(lambda: mentor.hamta(motet_nytt)),
        "plan": Sak(lambda: mentor.hamta(reverse("plan", args=[plan.kod]))),
        "plansteg": Sak(lambda: mentor.hamta(reverse("plan_steg", args=[plan.kod, "modul-2", planer.STEG]))),
        "rektors_start": Sak(rektor.start),
        "klasserna": Sak(rektor.klasserna),
        "planer": Sak(rektor.planer),
    }
    utskrifter = {
        # Python looks for rubbish at every second PDF or so; the one it happens in must not be the same every round.
        "pdf": Sak(lambda: mentor.hamta(adress["kartlaggning_pdf"]), fore=gc.collect),
        "weasyprint": Sak(lambda: pdf.rendera(fardig), fore=gc.collect),
        "inlasning": inlasning(mentor, runda),
    }
    return sidor, utskrifter
