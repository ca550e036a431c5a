"""What a reader can work out of hidden numbers whose sum is shown: the arithmetic under all suppression. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# krav.md, Sound numbers: a group or a number under this is not told.
MINST = 5


class Dolt(StrEnum):
    """What stands where a number is not told.

    FARRE: it is under five. DOLD: told, it would give away another. FOR_FA: the group itself is under five.
    """

    FARRE = "färre än 5"
    DOLD = "visas inte"
    FOR_FA = "för få elever"


Visat = int | Dolt


class Spann(NamedTuple):
    """The whole numbers a hidden number can be, both ends included."""

    lag: int
    hog: int

    @property
    def ett(self) -> bool:
        """Whether only one is left, which gives the number away."""
        return self.lag >= self.hog


def litet(antal: int) -> bool:
    """Whether a number is one of those that are not told: 1 to 4. None at all may be told."""
    return 0 < antal < MINST


def kvar(delar: Sequence[Spann], summa: Spann) -> list[Spann]:
    """What each part can still be for who knows that they add up to ``summa``; last the same of the sum itself.

    Exact: whole numbers within spans can be moved between any two parts one at a time.
    """
    lag, hog = sum(d.lag for d in delar), sum(d.hog for d in delar)
    ut = [Spann(max(d.lag, summa.lag - hog + d.hog), min(d.hog, summa.hog - lag + d.lag)) for d in delar]
    ut.append(Spann(max(lag, summa.lag), min(hog, summa.hog)))
    return ut


@dataclass(slots=True)
class Delning:
    """One group (or the whole) split in two: ``antal`` of ``hela``, which is known, and the rest.

    ``sagt``: where one of the two is under five, that it is so may be said.
    """

    antal: int
    hela: int
    dold: bool = False
    sagt: bool = True

    @property
    def rest(self) -> int:
        """The other part."""
        return self.hela - self.antal

    @property
    def spann(self) -> Spann:
        """What ``antal`` can be for who sees this split alone."""
        if not self.dold:
            return Spann(self.antal, self.antal)
        lag, hog = 0, self.hela
        if self.sagt and litet(self.antal):
            lag, hog = 1, min(hog, MINST - 1)
        if self.sagt and litet(self.rest):
            lag, hog = max(lag, self.hela - MINST + 1), min(hog, self.hela - 1)
        return Spann(lag, hog)


def dela(antal: int, hela: int) -> Delning:
    """A split, hidden when either part is under five."""
    ny = Delning(antal, hela, dold=litet(antal) or litet(hela - antal))
    # Of eight, "under five" said of both parts would mean four and four.
    if ny.dold and ny.spann.ett:
        ny.sagt = False
    return ny


INGET = Spann(0, 0)


def skydda(delar: Sequence[Delning], summa: Delning, bredvid: Spann = INGET) -> None:
    """Hide more of ``delar``, and at last of ``summa``, until no hidden number can be worked out.

    ``summa`` is all the parts together with ``bredvid``, which is hidden already. The smallest group that is shown is
    hidden first; when there is none left, "under five" is no longer said, and then the sum is hidden too.
    """
    while not _haller(delar, summa, bredvid):
        visade = [d for d in delar if not d.dold and d.hela]
        if visade:
            minst = min(visade, key=lambda d: d.hela)
            minst.dold, minst.sagt = True, False
        elif summa.dold and summa.sagt:
            summa.sagt = False
        elif any(d.dold and d.sagt for d in delar):
            for d in delar:
                d.sagt = False
        elif not summa.dold:
            summa.dold, summa.sagt = True, False
        else:
            raise AssertionError("Ett dolt tal går att räkna ut.")  # a single group of at least five never gets here


def _haller(delar: Sequence[Delning], summa: Delning, bredvid: Spann) -> bool:
    dolda = [d for d in delar if d.dold]
    if not dolda and not summa.dold:
        return True
    *vart, hela = kvar([d.spann for d in delar] + [bredvid], summa.spann)
    dolda_spann = [s for d, s in zip(delar, vart, strict=False) if d.dold]
    return not any(s.ett for s in dolda_spann) and not (summa.dold and hela.ett)
