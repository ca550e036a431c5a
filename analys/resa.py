"""What the journey of a class tells of its meeting. Plain values."""

from dataclasses import dataclass
from datetime import date, time

from kartlaggning.resa import dag


@dataclass(frozen=True, slots=True)
class Mote:
    """A class's meeting: the one that has not been ended, or else the latest.

    ``runda`` is the code of the class round it rests on, empty for a school's; ``avslutad`` is the day it was ended.
    ``borjat``: something has been written in it. ``monster`` and ``angelagna`` are those of the class or the school,
    not of its pupils; ``steg_kvar`` are their next steps that are not done.
    """

    kod: str
    runda: str
    datum: date
    tid: time | None = None
    avslutad: date | None = None
    borjat: bool = False
    monster: int = 0
    angelagna: int = 0
    steg_kvar: int = 0

    @property
    def oppet(self) -> bool:
        """Whether it may still be written in."""
        return self.avslutad is None

    @property
    def nar(self) -> str:
        """The day, with the time if there is one: "24 november kl. 14.30"."""
        return f"{dag(self.datum)} kl. {self.tid:%H.%M}" if self.tid else dag(self.datum)

    @property
    def rad(self) -> str:
        """Where it stands, in a few words."""
        if not self.oppet:
            return f"Hållet {dag(self.datum)}, {self.fynd}"
        return f"Pågår sedan {dag(self.datum)}" if self.borjat else f"Planerat {self.nar}"

    @property
    def fynd(self) -> str:
        """What it found, in a few words: "5 mönster, 2 angelägna"."""
        if not self.monster:
            return "inga mönster"
        angelagna = f", {self.angelagna} {'angeläget' if self.angelagna == 1 else 'angelägna'}"
        return f"{self.monster} mönster{angelagna if self.angelagna else ''}"
