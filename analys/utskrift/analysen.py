"""The analysis on paper: filled as far as the meeting has come, or blank to write in by hand.

A pupil with protected identity is in none of it, whoever asks.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from kartlaggning import urval as kartlaggningar
from skolanknytning.skola.models import Elev, Personal

from .. import guide, urval
from ..guide import Guide
from ..models import Analys, Niva
from ..urval import Innehall
from . import blad
from .blad import Blad, Sammanfattningsrad

FOTNOT = "Elever med skyddade personuppgifter skrivs aldrig ut härifrån."
SKOLRUBRIK = "Analys på skolnivå"
SKOLANS_MONSTER = "Mönster, skolnivå"


@dataclass(frozen=True, slots=True)
class Utskrift:
    """An analysis ready for its template. Facts that are empty are lines to fill in; ``elever`` are on a sheet each.

    ``rader`` has a character for each line to write on where nothing has been written.
    """

    titel: str
    guide: Guide
    blad: Blad
    ifylld: bool
    vem: str
    nar: datetime
    uppgifter: list[tuple[str, str]]
    elever: list[Blad] = field(default_factory=list)
    sammanfattning: list[Sammanfattningsrad] = field(default_factory=list)
    skola: bool = False
    fot: str = ""
    fotnot: str = FOTNOT
    rader: str = "123"

    @property
    def instrument(self) -> Guide:
        """What the frame of every printout names as the source."""
        return self.guide


def ifylld(analys: Analys, person: Personal) -> Utskrift:
    """The analysis with the pupils whom the person follows, on a sheet each, and the recap."""
    form = guide.las(analys.guide)
    holl = urval.innehall(analys, person)
    elever = elever_pa_utskrift(holl)
    om = str(analys.klass) if analys.klass else analys.skola.namn
    rader = blad.sammanfattning(form, form.grupp, "Klassen" if analys.klass else "Skolan", holl.monster)
    for elev in elever:
        rader += blad.sammanfattning(form, form.individ, elev.namn, holl.per_elev.get(elev.id, []))
    return Utskrift(
        titel=f"Analys {om} {analys.datum}",
        guide=form,
        blad=_gruppens(form, analys, holl),
        ifylld=True,
        vem=person.namn,
        nar=timezone.localtime(),
        uppgifter=uppgifter(analys),
        elever=[_elevens(form, analys, holl, elev) for elev in elever],
        sammanfattning=rader,
        skola=analys.klass is None,
        fot=f"Analys {om}, {analys.datum}",
    )


def tom_grupp(person: Personal) -> Utskrift:
    """The guide for the class, to fill in by hand."""
    form = guide.las()
    ark = Blad(form.grupp.mall, form.grupp, form.grupp.monsterrubrik, blad.sektioner(form, form.grupp, ()))
    return _tom(form, ark, person, "Blankett analys, grupp-/klassnivå", ["Klass", "Datum", "Deltagare"], "1234")


def tom_individ(person: Personal) -> Utskrift:
    """The guide for one pupil, to fill in by hand."""
    form = guide.las()
    fragor = [(fraga, "") for fraga in form.individ.fragor]
    delar = blad.sektioner(form, form.individ, ())
    ark = Blad(form.individ.mall, form.individ, form.individ.monsterrubrik, delar, fragor=fragor)
    return _tom(form, ark, person, "Blankett analys, individnivå", ["Elevens namn", "Klass", "Datum", "Deltagare"])


def html(utskrift: Utskrift) -> str:
    """The printout as the page that becomes the PDF."""
    return render_to_string("analys/utskrift.html", {"utskrift": utskrift, "pdf": True})


def elever_pa_utskrift(holl: Innehall) -> list[Elev]:
    """The pupils of the meeting that the person follows, in the agenda's order, and last those taken off it.

    Without any pupil with protected identity.
    """
    ider = dict.fromkeys([*(p.elev_id for p in holl.punkter), *holl.per_elev, *(elev for elev, _ in holl.svar)])
    elever = Elev.objects.in_bulk(list(ider))
    return [elever[elev] for elev in ider if not elever[elev].skyddad]


def uppgifter(analys: Analys) -> list[tuple[str, str]]:
    """The facts in the head: what it is about, when, on what it rests, and who takes part."""
    deltagare = [*analys.deltagare.order_by("namn").values_list("namn", flat=True), analys.ovriga]
    nar = f"{analys.datum} kl. {analys.tid:%H.%M}" if analys.tid else f"{analys.datum}"
    om = [("Skola", analys.skola.namn)]
    if analys.klass:
        om = [
            ("Klass", str(analys.klass)),
            ("Kartläggning", f"{analys.kartlaggning.datum}"),
            ("Mentor/Klassföreståndare", kartlaggningar.mentorer(analys.klass)),
        ]
    return [om[0], ("Datum", nar), *om[1:], ("Deltagare", ", ".join(filter(None, deltagare)))]


def _gruppens(form: Guide, analys: Analys, holl: Innehall) -> Blad:
    delar = blad.sektioner(form, form.grupp, holl.monster)
    if analys.niva == Niva.SKOLA:
        return Blad(SKOLRUBRIK, form.grupp, SKOLANS_MONSTER, delar)
    return Blad(form.grupp.rubrik, form.grupp, form.grupp.monsterrubrik, delar)


def _elevens(form: Guide, analys: Analys, holl: Innehall, elev: Elev) -> Blad:
    svar = {f.nyckel: holl.svar.get((elev.id, f.nyckel)) for f in form.individ.fragor}
    return Blad(
        form.individ.rubrik,
        form.individ,
        form.individ.monsterrubrik,
        blad.sektioner(form, form.individ, holl.per_elev.get(elev.id, [])),
        namn=elev.namn,
        klass=str(analys.klass or ""),
        kod=elev.kod,
        fragor=[(f, svar[f.nyckel].text if svar[f.nyckel] else "") for f in form.individ.fragor],
    )


def _tom(form: Guide, ark: Blad, person: Personal, titel: str, falt: list[str], rader: str = "123") -> Utskrift:
    return Utskrift(
        titel=titel,
        guide=form,
        blad=ark,
        ifylld=False,
        vem=person.namn,
        nar=timezone.localtime(),
        uppgifter=[(namn, "") for namn in falt],
        fotnot="",
        rader=rader,
    )
