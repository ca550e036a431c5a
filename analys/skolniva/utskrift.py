"""What the school's patterns show on paper: the same tables as the page, on landscape A4."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from kartlaggning.instrument import Instrument
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Personal, Skola

from . import html as rita
from .arbetsbok import FORKLARING
from .skolbild import Skolbild, rubrik


@dataclass(frozen=True, slots=True)
class Utskrift:
    """The school's patterns ready for their template."""

    titel: str
    skola: str
    bild: Skolbild
    tabell: SafeString
    terminer: SafeString
    amnen: SafeString
    forklaring: tuple[tuple[str, str], ...]
    vem: str
    nar: datetime

    @property
    def instrument(self) -> Instrument:
        """What the frame of every printout names as the source."""
        return self.bild.form


def utskrift(skola: Skola, bild: Skolbild, person: Personal) -> Utskrift:
    """The whole school's tables of the term, whichever årskurs is looked at."""
    return Utskrift(
        titel=rubrik(bild),
        skola=skola.namn,
        bild=bild,
        tabell=rita.varmetabell(bild),
        terminer=rita.fargade(rita.terminstabell(bild, rorelser=bild.visar_rorelser)),
        amnen=rita.fargade(rita.amnen(bild, amnesnamn(skola))),
        forklaring=FORKLARING,
        vem=person.namn,
        nar=timezone.localtime(),
    )


def html(sida: Utskrift) -> str:
    """The printout as the page that becomes the PDF."""
    return render_to_string("analys/skolniva_utskrift.html", {"utskrift": sida, "pdf": True})


def amnesnamn(skola: Skola) -> dict[str, str]:
    """The names of the school's subjects by code."""
    return {kod: amne.namn for kod, amne in amnen.for_skola(skola).amnen.items()}
