"""Where in a plan a long text stands: the field it is the text of, and the row the field is asked of.

The place is one word, the text's key and its address: "resultat" of the plan, "<varv>-nulage", "<goal>-mal", and
"<varv>-<goal>-forflyttning" of a goal in a varv, with the rows' kods. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .mallar import Agare, Falt

# Which rows' kods a place begins with, by what its field is asked of.
AV_VARV = {Agare.VARV, Agare.VARV_MAL, Agare.VARV_INSATS}
AV_MAL = {Agare.MAL, Agare.VARV_MAL}
AV_INSATS = {Agare.INSATS, Agare.VARV_INSATS}
AV_RAD = AV_MAL | AV_INSATS


@dataclass(frozen=True, slots=True)
class Plats:
    """A place: the field, and the kods of the varv and of the goal or insats; empty where it is asked of none."""

    falt: str
    varv: str = ""
    rad: str = ""

    @property
    def nyckel(self) -> str:
        """The place as one word."""
        return nyckel(self.falt, self.varv, self.rad)


def nyckel(falt: str, varv: str = "", rad: str = "") -> str:
    """The place as one word: the kods that there are, and the field."""
    return "-".join(delen for delen in (varv, rad, falt) if delen)


def las(nyckel: str, falt: Mapping[str, Falt]) -> Plats:
    """The place that a word names; ``falt`` are the fields there are. Raises ValueError for what is no place."""
    *koder, namn = nyckel.split("-")
    agare = falt[namn].agare if namn in falt else None
    if agare is None or not all(koder) or len(koder) != (agare in AV_VARV) + (agare in AV_RAD):
        raise ValueError(nyckel)
    return Plats(namn, koder[0] if agare in AV_VARV else "", koder[-1] if agare in AV_RAD else "")
