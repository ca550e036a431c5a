"""What the printouts of the class form show. A pupil with protected identity is in none of them, whoever asks."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from openpyxl import Workbook

from skolanknytning.skola.models import Klass, Personal

from .. import instrument, urval
from ..instrument import Anteckningsfraga, Instrument
from ..models import Kartlaggning
from . import kalkylblad, klassblankett

TOMMA_RADER = 30
FOTNOT = "Elever med skyddade personuppgifter skrivs aldrig ut härifrån."


@dataclass(frozen=True, slots=True)
class Utskrift:
    """A class form ready for its template. Empty texts are lines to fill in; ``noteringar`` are (question, text)."""

    titel: str
    instrument: Instrument
    huvud: SafeString
    rader: SafeString
    noteringar: list[tuple[Anteckningsfraga, str]]
    ifylld: bool
    vem: str
    nar: datetime
    klass: str = ""
    datum: str = ""
    mentorer: str = ""
    fotnot: str = FOTNOT


def ifylld(kartlaggning: Kartlaggning, person: Personal) -> Utskrift:
    """The filled form of a round, without notes that have no text."""
    form = urval.instrument_for(kartlaggning)
    texter = urval.anteckningar(kartlaggning)
    elever = urval.elever_pa_utskrift(kartlaggning, person)
    return Utskrift(
        titel=f"Kartläggning klass {kartlaggning.klass} {kartlaggning.datum}",
        instrument=form,
        huvud=klassblankett.huvud(form),
        rader=klassblankett.ifyllda_rader(form, elever, urval.rutor(kartlaggning)),
        noteringar=[(f, texter[f.nyckel][0]) for f in form.anteckningar if texter.get(f.nyckel, ("",))[0]],
        ifylld=True,
        vem=person.namn,
        nar=timezone.localtime(),
        klass=str(kartlaggning.klass),
        datum=f"{kartlaggning.datum}",
        mentorer=urval.mentorer(kartlaggning.klass),
    )


def klassens_blankett(klass: Klass, person: Personal) -> Utskrift:
    """The form to fill in by hand, with the names of the class's pupils."""
    form = instrument.las(instrument.SENASTE_GRUPP)
    namn = urval.namn_pa_blankett(klass, person) or [""] * TOMMA_RADER
    return _tom(form, namn, person, titel=f"Blankett klass {klass}", klass=str(klass), mentorer=urval.mentorer(klass))


def tom_blankett(person: Personal) -> Utskrift:
    """The form to fill in by hand, wholly blank."""
    form = instrument.las(instrument.SENASTE_GRUPP)
    return _tom(form, [""] * TOMMA_RADER, person, titel="Blankett kartläggning")


def _tom(form: Instrument, namn: list[str], person: Personal, **huvud: str) -> Utskrift:
    return Utskrift(
        instrument=form,
        huvud=klassblankett.huvud(form),
        rader=klassblankett.tomma_rader(form, namn),
        noteringar=[(fraga, "") for fraga in form.anteckningar],
        ifylld=False,
        vem=person.namn,
        nar=timezone.localtime(),
        **huvud,
    )


def html(utskrift: Utskrift) -> str:
    """The printout as the page that becomes the PDF."""
    return render_to_string("kartlaggning/utskrift.html", {"utskrift": utskrift, "pdf": True})


def arbetsbok(kartlaggning: Kartlaggning, person: Personal) -> Workbook:
    """The filled form of a round as a workbook."""
    form = urval.instrument_for(kartlaggning)
    texter = urval.anteckningar(kartlaggning)
    nar = timezone.localtime()
    uppgifter = [
        ("Klass", str(kartlaggning.klass)),
        ("Datum", f"{kartlaggning.datum}"),
        ("Mentor/Klassföreståndare", urval.mentorer(kartlaggning.klass)),
        ("Uttagen", f"{nar:%Y-%m-%d %H.%M} av {person.namn}"),
        ("Källa", form.kalla),
        ("Obs", FOTNOT),
    ]
    return kalkylblad.arbetsbok(
        form,
        urval.elever_pa_utskrift(kartlaggning, person),
        urval.rutor(kartlaggning),
        uppgifter=uppgifter,
        noteringar=[(f.fraga, texter.get(f.nyckel, ("", ""))[0]) for f in form.anteckningar],
    )
