"""What the school's page, its print and its workbook show: one picture, made of suppressed numbers only. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kartlaggning.instrument import Instrument
from kartlaggning.tal.termin import terminsnamn

from .amnen import Amnen, dolj_amnen
from .rorelse import Rorelse, dolj_rorelse
from .spann import Dolt
from .undertryckning import Tabell, Tal, Visad, dolj

if TYPE_CHECKING:
    from kartlaggning.urval.terminstal import Arskurstal

# Classes that have no årskurs stand together, after the others.
UTAN_ARSKURS = -1


# By term, and in it by årskurs in order: as counted, and never shown as it is.
Terminer = Mapping[int, Mapping[int, "Arskurstal"]]


@dataclass(frozen=True, slots=True)
class Skolbild:
    """The school in a term, beside the terms before it.

    ``tabeller`` by term, newest first. ``arskurs`` is the one looked at, None for the whole school. ``klasser`` have a
    round this term; ``jamforda`` of them one in a term before, and it is their pupils that ``rorelser`` are about.
    ``nog_bedomda``: the statements that so many of the school's pupils are judged on that something may be proposed.
    """

    form: Instrument
    termin: int
    arskurs: int | None
    tabeller: Mapping[int, Tabell]
    klasser: int
    jamforda: int
    amnen: Mapping[str, Amnen | None]
    rorelser: Mapping[str, Rorelse | None]
    nog_bedomda: frozenset[str]

    @property
    def tabell(self) -> Tabell:
        """The term's."""
        return self.tabeller[self.termin]

    @property
    def terminer(self) -> list[int]:
        """The terms that are shown, oldest first."""
        return sorted(self.tabeller)

    @property
    def grupper(self) -> list[int]:
        """All årskurser of the term in order, also those with too few pupils."""
        return sorted((*self.tabell.grupper, *self.tabell.for_fa), key=arskursordning)

    def visad(self, nyckel: str, termin: int | None = None) -> Visad | None:
        """What is told of a statement for the årskurs (or the school) that is looked at; None for none that term."""
        tabell = self.tabeller[termin or self.termin]
        if self.arskurs is None:
            return tabell.hela[nyckel]
        return tabell.celler.get((self.arskurs, nyckel))

    def ej_bedomda(self, nyckel: str) -> int:
        """How many are not judged, where that may be told; otherwise 0, and nothing is said of it."""
        if self.arskurs is not None or self.tabell.ej_bedomda is None:
            return 0
        return self.tabell.ej_bedomda[nyckel]

    @property
    def visar_rorelser(self) -> bool:
        """Whether the movement of any statement may be told."""
        return any(self.rorelser.values())

    @property
    def vad(self) -> str:
        """The årskurs or the school, as it is said: "åk 8", "hela skolan"."""
        return arskursnamn(self.arskurs)


def arskursordning(arskurs: int) -> tuple[bool, int]:
    """Sorts årskurser, those without one last."""
    return (arskurs == UTAN_ARSKURS, arskurs)


def arskursnamn(arskurs: int | None) -> str:
    """As it is said: "hela skolan", "åk 8", "förskoleklass", "utan årskurs"."""
    namn = {None: "hela skolan", UTAN_ARSKURS: "utan årskurs", 0: "förskoleklass"}
    return namn.get(arskurs) or f"åk {arskurs}"


def skolbild(
    form: Instrument,
    terminer: Terminer,
    termin: int,
    arskurs: int | None,
    *,
    las_amnen: Callable[[Iterable[int]], Mapping[str, Counter[tuple[str, ...]]]],
    block: Mapping[str, tuple[str, ...]],
    bedomt: Fraction,
) -> Skolbild:
    """Hide and put together. ``las_amnen`` gives the subjects of the term's årskurser that are counted.

    ``bedomt``: so much of the school is to be judged for anything to be proposed.
    """
    nycklar = [p.nyckel for p in form.pastaenden]
    tabeller = {t: dolj(_tal(delar), nycklar, ej_bedomda=t == termin) for t, delar in terminer.items()}
    tabell, delar = tabeller[termin], terminer[termin]
    per_elev = las_amnen(tabell.grupper)
    raknade = [delar[g] for g in tabell.grupper]
    return Skolbild(
        form,
        termin,
        arskurs if arskurs in tabell.grupper else None,
        tabeller,
        klasser=sum(d.klasser for d in raknade),
        jamforda=sum(d.jamforda for d in raknade),
        amnen={n: _amnen(per_elev.get(n, {}), block, tabell, n) for n in nycklar if n in form.amnesfragor},
        rorelser={n: _rorelse(n, tabeller, termin, delar) for n in nycklar},
        nog_bedomda=frozenset(n for n in nycklar if _nog_bedomd([d.farger.get(n, ()) for d in raknade], bedomt)),
    )


def _nog_bedomd(farger: Sequence[Sequence[int]], bedomt: Fraction) -> bool:
    """Whether so much of all årskurser together is judged; the last of their four numbers is those who are not."""
    alla = sum(map(sum, farger))
    return alla - sum(tal[-1] for tal in farger if tal) >= bedomt * alla > 0


def _tal(delar: Mapping[int, "Arskurstal"]) -> dict[int, dict[str, Tal]]:
    return {arskurs: {nyckel: Tal(*tal) for nyckel, tal in del_.farger.items()} for arskurs, del_ in delar.items()}


def _amnen(per_elev: Mapping, block: Mapping, tabell: Tabell, nyckel: str) -> Amnen | None:
    """A statement's subjects; none when an årskurs is left out of its colours, for the two would not be of the same."""
    if any(tabell.celler[g, nyckel].bedomda is Dolt.FOR_FA for g in tabell.grupper):
        return None
    return dolj_amnen(per_elev, block, tabell.hela[nyckel].gul_eller_rod)


def _rorelse(
    nyckel: str, tabeller: Mapping[int, Tabell], termin: int, delar: Mapping[int, "Arskurstal"]
) -> Rorelse | None:
    """A statement's movement over the årskurser that are counted in its colours."""
    tabell = tabeller[termin]
    raknade = [delar[g] for g in tabell.grupper if tabell.celler[g, nyckel].bedomda is not Dolt.FOR_FA]
    forra = [termin for d in raknade if d.forra for termin in d.forra]
    if not forra:
        return None
    summa = Rorelse(*map(sum, zip(*(d.rorelser[nyckel] for d in raknade if nyckel in d.rorelser), strict=True)))
    jamforda = [t.hela[nyckel] for key, t in tabeller.items() if key == termin or min(forra) <= key <= max(forra)]
    return dolj_rorelse(summa, tabell.hela[nyckel].bedomda, jamforda)


def rubrik(bild: Skolbild) -> str:
    """The picture's name: "Mönster i skolan, ht 2026"."""
    return f"Mönster i skolan, {terminsnamn(bild.termin)}"
