"""The sheet of a follow-up meeting: what was decided, with boxes to tick and room to write by hand.

It has the headings of Modul 2's questions about what has been begun, so that what is written on it is typed in under
the same in the next varv.
"""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from skolanknytning.skola.models import Personal

from .. import mallar, narvaro, urval
from ..mallar import Mall, Steg
from ..models import Plan
from ..tidslinje.orden import kort
from . import planen, varvet
from .rutor import insatsnamn, uppnatt
from .varvet import Insatsen, Kryss, Malet, Varvet

NYCKEL = "uppfoljning"
TITEL = "Uppföljningsmöte"
# So much of a text has room in the tables.
LANGST = 300
# What stands on a blank sheet.
TOMMA_MAL, TOMMA_INSATSER, TOMMA_PUNKTER = 4, 4, 4
LAGET: Kryss = ((False, "Genomförd"), (False, "Pågår"), (False, "Inte börjat"))
JA_NEJ: Kryss = ((False, "Ja"), (False, "Nej"))


@dataclass(frozen=True, slots=True)
class Malrad:
    """A goal with the signs of it, and boxes for how far it has come; what has been said already is ticked."""

    namn: str
    tecken: str
    uppnatt: Kryss
    konkret: Kryss = JA_NEJ


@dataclass(frozen=True, slots=True)
class Insatsrad:
    """An insats with who is responsible, when, and boxes for where it stands."""

    namn: str
    ansvarig: str
    tider: str
    forvantan: str
    laget: Kryss


@dataclass(frozen=True, slots=True)
class Motesblad:
    """The sheet ready for its template. ``steg`` are the template's steps by their key's place, one to five."""

    titel: str
    mall: Mall
    ifylld: bool
    vem: str
    nar: datetime
    uppgifter: list[tuple[str, str]]
    mal: list[Malrad]
    insatser: list[Insatsrad]
    punkter: list[str]
    onskat: str = ""
    metod: str = ""
    figurer: SafeString | str = ""
    fot: str = ""

    @property
    def instrument(self) -> Mall:
        """What the frame of every printout names as the source."""
        return self.mall

    @property
    def steg(self) -> tuple[Steg, ...]:
        """The template's steps of a later varv, in order."""
        return self.mall.senare

    @property
    def fragor(self) -> dict[str, str]:
        """The template's questions, by field or by kind of part."""
        return {d.falt or d.typ.replace("-", "_"): d.fraga for s in self.steg for d in s.delar if not d.tillagg}


def ifylld(plan: Plan, person: Personal) -> Motesblad:
    """The sheet for following up the varv that the plan is in."""
    alla = mallar.las(plan.mallar)
    innehall = urval.innehall(plan)
    v = varvet.nuet(innehall, alla, innehall.nu)
    return Motesblad(
        titel=f"{TITEL} {planen.om_vad(plan)}".strip(),
        mall=alla.modul_2,
        ifylld=True,
        vem=person.namn,
        nar=timezone.localtime(),
        uppgifter=_uppgifter(plan, v),
        mal=[_mal(m) for m in v.mal],
        insatser=[_insats(i) for i in v.insatser],
        punkter=_punkter(v.texter["punkter"]),
        onskat=v.texter["effekt"],
        metod=v.texter["datainsamling"],
        figurer=narvaro.bild(planen.las_figurer(plan)),
        fot=f"{TITEL}, {planen.om(plan)}",
    )


def tom(person: Personal) -> Motesblad:
    """The sheet to fill in by hand altogether."""
    return Motesblad(
        titel=f"Blankett {TITEL.lower()}",
        mall=mallar.las().modul_2,
        ifylld=False,
        vem=person.namn,
        nar=timezone.localtime(),
        uppgifter=[(namn, "") for namn in ("Klass/grupp, individ, skolnivå", "Datum", "Ansvarar", "Kallade")],
        mal=[Malrad("", "", uppnatt("")) for _ in range(TOMMA_MAL)],
        insatser=[Insatsrad("", "", "", "", LAGET) for _ in range(TOMMA_INSATSER)],
        punkter=[""] * TOMMA_PUNKTER,
    )


def html(blad: Motesblad) -> str:
    """The sheet as the page that becomes the PDF."""
    return render_to_string("handlingsplan/utskrift_uppfoljning.html", {"utskrift": blad, "pdf": True})


def _uppgifter(plan: Plan, v: Varvet) -> list[tuple[str, str]]:
    egna = [par for par in planen.uppgifter(plan) if par[0] != "Läge"]
    return [*egna, ("Varv", f"{v.nummer}"), v.nar[0], *v.uppfoljning]


def _punkter(text: str) -> list[str]:
    """The points, a line each; without any there is room for two."""
    return [rad.strip().lstrip("•-*– ") for rad in text.splitlines() if rad.strip()] or ["", ""]


def _mal(m: Malet) -> Malrad:
    # What was said of the goal in this varv holds for the last follow-up, not for this one: nothing is ticked.
    namn = f"Mål {m.nummer}: {kort(m.texter['mal'], LANGST)}"
    return Malrad(namn, kort(m.texter["tecken"], LANGST), uppnatt(""))


def _insats(i: Insatsen) -> Insatsrad:
    return Insatsrad(insatsnamn(i), i.ansvarig, i.tider, kort(i.texter["forvantan"], LANGST), _laget(i.gjord))


def _laget(gjord: str) -> Kryss:
    return ((bool(gjord), f"Genomförd {gjord}".strip()), *LAGET[1:])
