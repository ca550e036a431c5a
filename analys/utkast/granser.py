"""From where on a draft is proposed: the school's settings, with krav.md's as default (Sound numbers)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from kartlaggning.tal.fordelning import Fordelning


class HarGranser(Protocol):
    """What ``granser_for`` reads: a school, or anything with its five fields."""

    oro_andel: str
    oro_rott_andel: str
    oro_minst: int
    bedomt_andel: str
    styrka_andel: str


@dataclass(frozen=True, slots=True)
class Granser:
    """The thresholds; shares are of those judged, except ``bedomt``, which is of all pupils.

    ``oro``: gult or rött. ``oro_rott``: rött. ``minst_elever``: so many pupils make a pattern, of either kind.
    ``bedomt``: so much of the class is judged. ``styrka``: grönt.
    """

    oro: Fraction = Fraction(1, 3)
    oro_rott: Fraction = Fraction(1, 5)
    minst_elever: int = 3
    bedomt: Fraction = Fraction(4, 5)
    styrka: Fraction = Fraction(4, 5)

    def nog_bedomda(self, f: Fordelning) -> bool:
        """Whether enough of the class is judged for anything to be proposed; never of nobody."""
        return f.bedomda > 0 and f.bedomda >= self.bedomt * f.elever

    def ar_oro(self, f: Fordelning) -> bool:
        """Whether so many have gult or rött that it is proposed as a concern."""
        return self._nar(f.gul_eller_rod, f, self.oro)

    def ar_oro_i_rott(self, f: Fordelning) -> bool:
        """Whether so many have rött that it is proposed as a concern, however few have gult."""
        return self._nar(f.rod, f, self.oro_rott)

    def ar_styrka(self, f: Fordelning) -> bool:
        """Whether so many have grönt, and nobody rött, that it is proposed as a strength."""
        return f.rod == 0 and self._nar(f.gron, f, self.styrka)

    def _nar(self, k: int, f: Fordelning, andel: Fraction) -> bool:
        return self.nog_bedomda(f) and k >= self.minst_elever and k >= andel * f.bedomda


def granser_for(skola: HarGranser) -> Granser:
    """The school's own thresholds. Raises ValueError for a share that is not a fraction ("1/3")."""
    return Granser(
        oro=Fraction(skola.oro_andel),
        oro_rott=Fraction(skola.oro_rott_andel),
        minst_elever=skola.oro_minst,
        bedomt=Fraction(skola.bedomt_andel),
        styrka=Fraction(skola.styrka_andel),
    )
