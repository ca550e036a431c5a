"""How pupils have moved since their class's round before, across the school, with small numbers hidden. Pure.

Matched pupils only, as in a class (krav.md, Sound numbers). The numbers stand beside the school's colours then and now,
and together they could tell more than each does; so a statement's movement is told only where both are told whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .spann import MINST, litet
from .undertryckning import Visad


@dataclass(frozen=True, slots=True)
class Rorelse:
    """Pupils judged both times who moved or not; ``nya`` judged only now, ``borta`` only then.

    ``lika``, ``nya`` and ``borta`` are None together when they are not told.
    """

    battre: int
    samre: int
    lika: int | None
    nya: int | None
    borta: int | None


def dolj_rorelse(rorelse: Rorelse, bedomda: int, visade: Iterable[Visad]) -> Rorelse | None:
    """The movement as it may be told, or None.

    ``bedomda`` are all who are judged now, also in classes that had no round before; ``visade`` what is told of the
    school's colours now and then. When only *nya* or *borta* is under five they are hidden with *lika*: one pupil more
    can always be new and another gone in place of one who stayed, so how many they are is not to be told.
    """
    r = rorelse
    utanfor = bedomda - r.battre - r.samre - r.lika - r.nya
    if not all(v.hel for v in visade) or litet(r.battre) or litet(r.samre) or litet(utanfor) or r.lika < MINST:
        return None
    if litet(r.nya) or litet(r.borta):
        return replace(r, lika=None, nya=None, borta=None)
    return r
