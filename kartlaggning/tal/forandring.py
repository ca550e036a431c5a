"""Change between two rounds of a class: matched pupils only, counted, never averaged (krav.md, Sound numbers)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Forandring:
    """How pupils moved on one statement. ``nya`` were judged only now, ``borta`` only last time."""

    battre: int = 0
    samre: int = 0
    lika: int = 0
    nya: int = 0
    borta: int = 0

    @property
    def matchade(self) -> int:
        """The pupils judged both times: all that a movement can be said of."""
        return self.battre + self.samre + self.lika

    @property
    def i_ord(self) -> str:
        """The counts: "6 bättre, 2 sämre, 17 lika, 2 nya, 1 borta"; new and gone only when there are any."""
        delar = [f"{self.battre} bättre", f"{self.samre} sämre", f"{self.lika} lika"]
        if self.nya:
            delar.append(f"{self.nya} nya" if self.nya > 1 else "1 ny")
        if self.borta:
            delar.append(f"{self.borta} borta")
        return ", ".join(delar)

    @property
    def riktning(self) -> str:
        """What can be said of the counts: a clear movement one way, or none."""
        if not ar_tydlig(self.battre, self.samre):
            return "ingen tydlig förflyttning"
        return "fler har blivit bättre" if self.battre > self.samre else "fler har blivit sämre"


def jamfor(nu: Mapping[int, int], da: Mapping[int, int]) -> Forandring:
    """Compare the colours by pupil, now and then.

    A pupil not judged (0 or missing) is as good as not there.
    """
    battre = samre = lika = nya = 0
    for elev, farg in nu.items():
        fore = da.get(elev, 0)
        if not farg:
            continue
        if not fore:
            nya += 1
        elif farg == fore:
            lika += 1
        elif farg < fore:
            battre += 1
        else:
            samre += 1
    borta = sum(1 for elev, farg in da.items() if farg and not nu.get(elev))
    return Forandring(battre, samre, lika, nya, borta)


@lru_cache(maxsize=1024)
def ar_tydlig(battre: int, samre: int) -> bool:
    """Whether so many of those who moved went the same way that it can be called a movement.

    The table 6/6, 7/7, 8/8, 8/9, 9/10, 10/11, 10/12 … is the two-sided sign test at one in twenty, in whole
    numbers: heads at least ``flest`` times of ``antal``, or tails, in at most a twentieth of all rows of
    tosses.
    """
    antal, flest = battre + samre, max(battre, samre)
    if battre == samre:
        return False
    # From all heads down, each number of rows from the one before: for a whole school ``comb`` takes a hundred times as
    # long.
    ytterst, rader = 0, 1
    for i in range(antal, flest - 1, -1):
        ytterst += rader
        rader = rader * i // (antal - i + 1)
    return 40 * ytterst <= 2**antal
