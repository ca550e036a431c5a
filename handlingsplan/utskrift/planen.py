"""A plan on paper under the headings of Modul 2 or Uppgift 5: filled as far as it has come, or blank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from skolanknytning.skola.models import Personal, idag

from .. import mallar, narvaro, narvarolasning, tidslinje, urval
from ..mallar import MODUL_2, Mall, Mallar
from ..models import Niva, Plan
from . import rutor, varvet
from .rutor import Stegblad
from .varvet import Varvet

UPPFOLJD = "Varvet följdes upp {}. Så här stod planen då."


@dataclass(frozen=True, slots=True)
class Blad:
    """A sheet: one varv under the template's headings. ``fakta`` are (name, value); what is empty is a line."""

    rubrik: str
    fakta: list[tuple[str, str]]
    steg: list[Stegblad]
    nummer: int = 0
    fotnot: str = ""
    bokmarke: str = ""


@dataclass(frozen=True, slots=True)
class Utskrift:
    """A plan ready for its template. ``uppgifter`` are the facts in the head."""

    titel: str
    mall: Mall
    ifylld: bool
    vem: str
    nar: datetime
    uppgifter: list[tuple[str, str]]
    blad: list[Blad]
    fot: str = ""
    tidslinje: SafeString | str = ""

    @property
    def instrument(self) -> Mall:
        """What the frame of every printout names as the source."""
        return self.mall


def ifylld(plan: Plan, person: Personal, mall: str) -> Utskrift:
    """The plan under the headings of the template with that key: a sheet a varv, and its timeline."""
    alla = mallar.las(plan.mallar)
    innehall = urval.innehall(plan)
    figurerna = narvaro.bild(las_figurer(plan))
    varven = varvet.alla(innehall, alla)
    # The figures are those of today, and so stand in the varv that the plan is in.
    bladen = [_blad(alla, alla.mall(mall), plan, v) for v in varven[:-1]]
    bladen.append(_blad(alla, alla.mall(mall), plan, varven[-1], figurerna))
    return Utskrift(
        titel=f"{TITLAR[mall]} {om_vad(plan)}".strip(),
        mall=alla.mall(mall),
        ifylld=True,
        vem=person.namn,
        nar=timezone.localtime(),
        uppgifter=uppgifter(plan),
        blad=bladen,
        fot=f"{TITLAR[mall]}, {om(plan)}",
        tidslinje=tidslinje.rita(tidslinje.av(innehall, idag())),
    )


def tom(person: Personal, mall: str) -> Utskrift:
    """The template to fill in by hand, word for word as the material has it."""
    alla = mallar.las()
    den = alla.mall(mall)
    return Utskrift(
        titel=f"Blankett {TITLAR[mall].lower()}",
        mall=den,
        ifylld=False,
        vem=person.namn,
        nar=timezone.localtime(),
        uppgifter=[] if den.bakgrund else [("Klass/grupp", ""), ("Datum", "")],
        blad=list(_tomma_blad(alla, den)),
    )


def html(utskrift: Utskrift) -> str:
    """The printout as the page that becomes the PDF."""
    return render_to_string("handlingsplan/utskrift.html", {"utskrift": utskrift, "pdf": True})


TITLAR = {MODUL_2: "Plan enligt Modul 2", mallar.UPPGIFT_5: "Handlingsplan"}


def om(plan: Plan) -> str:
    """Whom or what the plan is about: the class, the pupil by name, or the school."""
    return plan.elev.namn if plan.elev else str(plan.klass or plan.skola.namn)


def om_vad(plan: Plan) -> str:
    """The same for a title, which never names a pupil."""
    return "" if plan.elev else om(plan)


def las_figurer(plan: Plan) -> list[narvaro.Period]:
    """The figures of absence that the plan rests on."""
    if plan.niva == Niva.SKOLA:
        return narvarolasning.las_perioder(skola=plan.skola)
    return narvarolasning.las_perioder(klass=plan.klass, elev=plan.elev)


def uppgifter(plan: Plan) -> list[tuple[str, str]]:
    """The facts in the head: what it is about, how far it has come, and where it stands with the rektor."""
    namn = {Niva.KLASS: "Klass/grupp", Niva.INDIVID: "Elev", Niva.SKOLA: "Skola"}[Niva(plan.niva)]
    lage = plan.get_lage_display() if plan.oppen else f"Avslutad {timezone.localdate(plan.avslutad)}"
    fakta = [(namn, om(plan)), ("Utvecklingsområde", plan.omrade), ("Läge", lage)]
    return fakta if plan.niva == Niva.SKOLA else [("Skola", plan.skola.namn), *fakta]


def _blad(alla: Mallar, mall: Mall, plan: Plan, v: Varvet, figurerna: SafeString | str = "") -> Blad:
    steg = [
        blad
        for s in mall.steg(forsta=v.forsta)
        for blad in rutor.stegblad(s, rutor.ifyllda(s, v, figurer=figurerna), alla, mall.rubrik_senare)
    ]
    steg += rutor.avslutning(v, alla, mall.steg(forsta=v.forsta))
    return Blad(
        _bladrubrik(mall, v),
        _fakta(mall, om(plan), v.datum, v.texter) if mall.bakgrund else [],
        steg,
        v.nummer,
        UPPFOLJD.format(v.avslutat) if v.tidigare else "",
        f"Varv {v.nummer}",
    )


def _bladrubrik(mall: Mall, v: Varvet) -> str:
    """What heads the sheet; a template that has no heading for it is told by the varv."""
    if not mall.rubrik_forsta:
        return f"Varv {v.nummer}, {v.datum}"
    return mall.rubrik_forsta if v.forsta else mall.rubrik_senare


def _fakta(mall: Mall, vem: str, datum: date, texter: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (mall.bakgrund, vem),
        ("Datum", f"{datum}"),
        ("Mönster", texter["monster"]),
        ("Faktor/er", texter["faktorer"]),
    ]


def _tomma_blad(alla: Mallar, mall: Mall) -> Iterable[Blad]:
    """A sheet for the first varv; and one for a later one where the template has other questions there."""
    delar = [(True, mall.rubrik_forsta)] + [(False, mall.rubrik_senare)] * bool(mall.rubrik_forsta)
    for forsta, rubrik in delar:
        steg = [
            blad
            for s in mall.steg(forsta=forsta)
            for blad in rutor.stegblad(s, rutor.tomma(s, mall.nyckel), alla, mall.rubrik_senare)
        ]
        namn = [mall.bakgrund, "Datum", "Mönster", "Faktor/er"] if mall.bakgrund else []
        yield Blad(rubrik, [(n, "") for n in namn], steg, bokmarke=rubrik or mall.namn)
