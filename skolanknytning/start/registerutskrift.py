"""The extract from the register as it stands on paper: the same facts as the file, in an order for reading."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from kartlaggning import instrument
from kartlaggning.instrument import Instrument

TIDER = frozenset(
    {"tid", "nar", "andrad", "stangd", "skapad", "gjort", "avslutad"}
    | {"avslutat", "genomford", "resurs_ordnad", "stod_ordnat", "skickad", "besvarad"}
)
# The evidence's own short words, as they are read.
UNDERLAGSORD = {
    "kartlaggning": "kartläggning",
    "pastaende": "påstående",
    "farg": "färg",
    "fran": "färg förra gången",
    "amnen": "ämnen",
    "avviker": "avviker från gruppen",
}
# Every save is an event of its own; on paper those of a day stand together.
ANTAL = re.compile(r"^\d+ markering(?:ar)? i ")


@dataclass(frozen=True, slots=True)
class Utskrift:
    """An extract ready for its template.

    ``data`` is that of ``registerutdrag.ta_ut`` with times for reading, and beside each colour its sign (``prov``).
    """

    data: dict
    logg: list["Loggrad"]
    instrument: Instrument
    vem: str
    nar: datetime = field(default_factory=timezone.localtime)
    titel: str = "Registerutdrag"

    @property
    def individ(self) -> list[dict]:
        """The dates of the pupil's own form."""
        return [k for k in self.data["kartlaggningar"] if k["niva"] == "individ"]

    @property
    def klass(self) -> list[dict]:
        """The class's rounds."""
        return [k for k in self.data["kartlaggningar"] if k["niva"] == "grupp"]


@dataclass(slots=True)
class Loggrad:
    """What one person did of one kind a day: when first and last (08.02), and how many times."""

    dag: str
    vem: str
    gjorde: str
    vad: str
    fran: str
    till: str
    antal: int = 1


def utskrift(data: dict, vem: str) -> Utskrift:
    """The extract on paper. Of a protected pupil, who has no file, every event of the log stands by itself."""
    rader = per_dag(data["logg"], var_for_sig=data["elev"]["skyddade_personuppgifter"])
    form = instrument.las(instrument.SENASTE_INDIVID)
    prov = {f.namn.lower(): f for f in form.farger}
    lasbart = lasbar(data)
    for markering in (m for k in lasbart["kartlaggningar"] for m in k["markeringar"]):
        markering["prov"] = prov.get(markering["farg"])
    for monster in (m for a in lasbart["analyser"] for m in a["monster"]):
        monster["underlagsrader"] = underlagsrader(monster["underlag"], form)
    return Utskrift(lasbart, rader, form, vem)


def html(utskrift: Utskrift) -> str:
    """The extract as the page that becomes the PDF."""
    return render_to_string("start/registerutdrag_utskrift.html", {"utskrift": utskrift, "pdf": True})


def underlagsrader(underlag: dict, form: Instrument) -> list[str]:
    """The evidence in words: what it all has in common on the first line, then a line a statement."""
    farger = {"0": "ej bedömd"} | {str(f.varde): f.namn.lower() for f in form.farger}

    def i_ord(nyckel: str, varde) -> str:
        if isinstance(varde, bool):
            varde = "ja" if varde else "nej"
        elif isinstance(varde, list):
            varde = " ".join(map(str, varde))
        elif nyckel in ("farg", "fran"):
            varde = farger.get(str(varde), varde)
        return f"{UNDERLAGSORD.get(nyckel, nyckel)}: {'–' if varde is None else varde}"

    rader = [{k: v for k, v in underlag.items() if k != "rader"}, *underlag.get("rader", [])]
    return [", ".join(i_ord(k, v) for k, v in rad.items()) for rad in rader if rad]


def per_dag(logg: list[dict], *, var_for_sig: bool = False) -> list[Loggrad]:
    """The log with what is alike a day put together, in the order it began."""
    rader: dict[tuple, Loggrad] = {}
    for nummer, h in enumerate(logg):
        dag, klocka = h["tid"][:10], h["tid"][11:16].replace(":", ".")
        vad = h["vad"] if var_for_sig else ANTAL.sub("markeringar i ", h["vad"])
        nyckel = (nummer,) if var_for_sig else (dag, h["vem"], h["gjorde"], vad)
        if nyckel in rader:
            rader[nyckel].till = klocka
            rader[nyckel].antal += 1
        else:
            rader[nyckel] = Loggrad(dag, h["vem"], h["gjorde"], vad, klocka, klocka)
    return list(rader.values())


def lasbar(varde, nyckel: str = ""):
    """The extract with its times as people read them: 2026-11-20 kl. 08.02."""
    if isinstance(varde, dict):
        return {k: lasbar(v, k) for k, v in varde.items()}
    if isinstance(varde, list):
        return [lasbar(v) for v in varde]
    if nyckel in TIDER and varde:
        return f"{varde[:10]} kl. {varde[11:13]}.{varde[14:16]}"
    return varde
