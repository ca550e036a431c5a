"""What differs between two copies of a plan, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .varden import Avskriften, Stycke

# That something has been done is no change of what was decided.
GJORT = "-gjort"
OMRADE = "omrade"
# A word goes with the spaces after it, so that a sentence is as few parts as possible.
_ORD = re.compile(r"\s+|\S+\s*")


class Slag(StrEnum):
    """What has become of a piece."""

    NY = "ny"
    BORTA = "borta"
    ANDRAD = "andrad"


class Hur(StrEnum):
    """What has become of a part of a text."""

    LIKA = "lika"
    BORT = "bort"
    NYTT = "nytt"


@dataclass(frozen=True, slots=True)
class Andring:
    """A piece that is new, gone or changed. ``delar``: what is left, taken away and added, in the order of reading."""

    nyckel: str
    rubrik: str
    slag: Slag
    da: str
    nu: str
    delar: tuple[tuple[Hur, str], ...]


def jamfor(da: Avskriften, nu: Avskriften) -> list[Andring]:
    """The changes from ``da`` to ``nu``, in the order of ``nu``; what is gone stands where it stood.

    What belongs to the varv is compared with the same of the other's, also when a new one has begun.
    """
    fore, efter = _stycken(da), _stycken(nu)
    andringar = []
    for nyckel in _i_ordning(list(fore), list(efter)):
        gammalt, nytt = fore.get(nyckel), efter.get(nyckel)
        forr, senare = gammalt.text if gammalt else "", nytt.text if nytt else ""
        if forr == senare:
            continue
        slag = Slag.ANDRAD if forr and senare else Slag.NY if senare else Slag.BORTA
        det = nytt or gammalt
        andringar.append(Andring(det.nyckel, det.rubrik, slag, forr, senare, ordvis(forr, senare)))
    return andringar


def _stycken(avskrift: Avskriften) -> dict[str, Stycke]:
    """The pieces by what they are compared by: their place, without the code of the varv."""
    alla = [Stycke(OMRADE, "Utvecklingsområde", avskrift.omrade)] if avskrift.omrade else []
    alla += [stycke for stycke in avskrift.stycken if not stycke.nyckel.endswith(GJORT)]
    varvets = f"{avskrift.varv}-" if avskrift.varv else ""
    return {f"varv-{s.nyckel.removeprefix(varvets)}" if _hor_till(s, varvets) else s.nyckel: s for s in alla}


def _hor_till(stycke: Stycke, varvets: str) -> bool:
    return bool(varvets) and stycke.nyckel.startswith(varvets)


def _i_ordning(fore: list[str], efter: list[str]) -> list[str]:
    """All of both, in the order of ``efter``; what is in ``fore`` alone after what it stood after."""
    alla, plats = list(efter), -1
    for nyckel in fore:
        if nyckel in alla:
            plats = alla.index(nyckel)
        else:
            plats += 1
            alla.insert(plats, nyckel)
    return alla


def ordvis(da: str, nu: str) -> tuple[tuple[Hur, str], ...]:
    """The way from one text to the other, word by word: those left and taken away make ``da``, those left and added
    ``nu``.
    """
    fore, efter = _ORD.findall(da), _ORD.findall(nu)
    delar: list[tuple[Hur, str]] = []
    for vad, f1, f2, e1, e2 in SequenceMatcher(None, fore, efter).get_opcodes():
        if vad == "equal":
            delar.append((Hur.LIKA, "".join(fore[f1:f2])))
            continue
        bort, nytt = "".join(fore[f1:f2]), "".join(efter[e1:e2])
        delar += [(hur, text) for hur, text in ((Hur.BORT, bort), (Hur.NYTT, nytt)) if text]
    return tuple(delar)
