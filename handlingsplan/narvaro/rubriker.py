"""What the columns of a table of absence hold: the words that Swedish systems put in the heading row."""

import re
from dataclasses import dataclass, field

from skolanknytning.skola.klasslista_kolumner import Kolumn, kolumn_for, normalisera
from skolanknytning.skola.klasslista_typer import Blad

SOKTA_RADER = 20
_ORD = re.compile(r"[^\W_]+|%")
AMNE = frozenset(
    {
        "ämne",
        "ämnen",
        "ämnet",
        "ämneskod",
        "ämnesnamn",
        "ämnesbeteckning",
        "amne",
        "amnen",
        "kurs",
        "kurser",
        "kurskod",
        "kursnamn",
    }
)
GILTIG, OGILTIG = ("giltig", "anmäld"), ("ogiltig", "oanmäld", "olovlig")
# Absence told in something else than per cent.
ANDRA_MATT = frozenset(
    {
        "min",
        "minut",
        "minuter",
        "tim",
        "timme",
        "timmar",
        "h",
        "antal",
        "lektion",
        "lektioner",
        "tillfälle",
        "tillfällen",
        "dag",
        "dagar",
        "pass",
    }
)
# Columns about one pupil, by the headings of class lists.
OM_ELEVEN = frozenset(Kolumn) - {Kolumn.KLASS, Kolumn.GRUPP, Kolumn.ARSKURS}
# Headings that class lists use for a pupil's, and tables of subjects for a subject's.
TVETYDIGA = frozenset({"id", "namn"})


@dataclass(frozen=True, slots=True)
class Rubriker:
    """The heading row: its number, the headings, and the index of each column that says something.

    ``andra_matt`` are columns of absence in minutes and the like, ``elev`` those about one pupil.
    """

    rad: int
    texter: tuple[str, ...]
    amne: tuple[int, ...] = ()
    giltig: tuple[int, ...] = ()
    ogiltig: tuple[int, ...] = ()
    andra_matt: tuple[int, ...] = ()
    elev: tuple[int, ...] = ()
    klass: tuple[int, ...] = field(default=())

    @property
    def traffar(self) -> int:
        """How much of what is looked for it has."""
        return bool(self.amne) + bool(self.giltig) + bool(self.ogiltig)

    def text(self, i: int) -> str:
        """The heading as it stands, or the column's place when it has none."""
        return (self.texter[i] if i < len(self.texter) else "")[:40] or f"nummer {i + 1}"


def slag(rubrik: str) -> str:
    """What a heading means: the name of a field of ``Rubriker``, or nothing."""
    orden = _ORD.findall(rubrik.casefold())
    giltig, ogiltig = (any(o.startswith(borjan) for o in orden) for borjan in (GILTIG, OGILTIG))
    if giltig != ogiltig:
        matt = not ANDRA_MATT.isdisjoint(orden) and "%" not in orden and "procent" not in orden
        return "andra_matt" if matt else "giltig" if giltig else "ogiltig"
    if not AMNE.isdisjoint(orden):
        return "amne"
    kolumn = kolumn_for(rubrik)
    if kolumn in (Kolumn.KLASS, Kolumn.GRUPP):
        return "klass"
    return "elev" if kolumn in OM_ELEVEN else ""


def rubrikrad(blad: Blad) -> Rubriker | None:
    """The row of the first twenty that has most of what is looked for; rows above it are titles. None without."""
    rader = [_tolka(nummer, celler) for nummer, celler in blad.rader[:SOKTA_RADER]]
    bast = max(rader, key=lambda r: (r.traffar, len(r.elev)), default=None)
    return bast if bast and (bast.traffar or bast.andra_matt or bast.elev) else None


def _tolka(nummer: int, celler: list[str]) -> Rubriker:
    kolumner: dict[str, list[int]] = {}
    for i, cell in enumerate(celler):
        if vad := slag(cell):
            kolumner.setdefault(vad, []).append(i)
    if "amne" in kolumner:
        # Beside a subject, "Namn" and "Id" are the subject's own.
        kolumner["elev"] = [i for i in kolumner.get("elev", []) if normalisera(celler[i]) not in TVETYDIGA]
    return Rubriker(nummer, tuple(celler), **{vad: tuple(platser) for vad, platser in kolumner.items()})
