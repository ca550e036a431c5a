"""How the colours of one pupil have moved over time: counted, never averaged and never summed to a score.

A statement is counted where it is asked and judged. *Ej aktuellt* is neither good nor bad, and stands apart. The
statements that rate the school (``Pastaende.om_skolan``) are counted by themselves and never as the pupil's. Colours
taken over from the class round and not confirmed are not judged: whoever calls leaves them out. What colleagues answer
is never mixed with what the mentors do.

Between two occasions the statements judged on both are compared, in the words of krav.md ("2 bättre, 1 sämre, 3 lika").
It is never said that a movement is clear: the sign test behind those words is about pupils who move independently of
each other, and the statements about one pupil do not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..instrument import EJ_AKTUELLT, Dimension, Instrument, Pastaende
from .forandring import Forandring, jamfor
from .fordelning import EJ_BEDOMD, GRON, GUL, ROD

# The colours that can be better or worse than another.
FARGER = (GRON, GUL, ROD)
FARGORD = {EJ_BEDOMD: "ej bedömd", GRON: "grönt", GUL: "gult", ROD: "rött", EJ_AKTUELLT: "ej aktuellt"}


class Tillfalle(NamedTuple):
    """One occasion on which the pupil was judged: a column of what is shown over time.

    ``klass`` is the name of the class whose round it was, empty on the individual level; ``kollega`` the colleague who
    was asked, empty for the mentors. ``fragar`` are the keys of the statements its form asks.
    """

    id: int
    datum: date
    fragar: frozenset[str]
    klass: str = ""
    kollega: str = ""
    oppen: bool = False

    @property
    def kort(self) -> str:
        """The date as the head of a column says it: 22/11."""
        return f"{self.datum.day}/{self.datum.month}"


# The colour of each statement that is judged, by occasion.
Farger = Mapping[int, Mapping[str, int]]


class Antal(NamedTuple):
    """How many statements have each colour on one occasion, of those its form asks."""

    gron: int = 0
    gul: int = 0
    rod: int = 0
    ej_aktuellt: int = 0
    ej_bedomda: int = 0

    @property
    def bedomda(self) -> int:
        """The statements with a colour."""
        return self.gron + self.gul + self.rod

    @property
    def pastaenden(self) -> int:
        """All the statements."""
        return self.bedomda + self.ej_aktuellt + self.ej_bedomda

    @property
    def i_ord(self) -> str:
        """The counts as they are said: "2 grönt, 1 gult, 0 rött av 3 bedömda (1 ej bedömt)"."""
        utanfor = []
        if self.ej_bedomda:
            utanfor.append(f"{self.ej_bedomda} ej bedömt" if self.ej_bedomda == 1 else f"{self.ej_bedomda} ej bedömda")
        if self.ej_aktuellt:
            utanfor.append(f"{self.ej_aktuellt} ej aktuellt")
        rest = f" ({', '.join(utanfor)})" if utanfor else ""
        bedomda = "1 bedömt" if self.bedomda == 1 else f"{self.bedomda} bedömda"
        return f"{self.gron} grönt, {self.gul} gult, {self.rod} rött av {bedomda}{rest}"


@dataclass(frozen=True, slots=True)
class Flytt:
    """A statement that has got another colour."""

    pastaende: Pastaende
    fran: int
    till: int

    @property
    def battre(self) -> bool:
        """Whether the statement now holds to a greater extent."""
        return self.till < self.fran

    @property
    def i_ord(self) -> str:
        """From which colour to which: "rött → gult"."""
        return f"{FARGORD[self.fran]} → {FARGORD[self.till]}"


@dataclass(frozen=True, slots=True)
class Rorelse:
    """What has happened between two occasions: the counts, and which statements moved, in the form's order."""

    forandring: Forandring
    flyttade: tuple[Flytt, ...]

    @property
    def i_ord(self) -> str:
        """The statements judged both times: "2 bättre, 1 sämre, 3 lika". What one form asks and not the other is left
        out: it says nothing of the pupil.
        """
        f = self.forandring
        return Forandring(f.battre, f.samre, f.lika).i_ord


@dataclass(frozen=True, slots=True)
class Kurva:
    """Some statements over time: the counts of each occasion, oldest first, and the latest movement.

    ``rorelse`` is None while there are not two occasions to compare.
    """

    punkter: tuple[tuple[Tillfalle, Antal], ...]
    rorelse: Rorelse | None


@dataclass(frozen=True, slots=True)
class Dimensionskurva:
    """A dimension over time: what is said of the pupil, and apart from it what is said of the school (often none)."""

    dimension: Dimension
    eleven: Kurva
    skolan: Kurva | None


@dataclass(frozen=True, slots=True)
class Utveckling:
    """All dimensions, with the two occasions (older, newer) between which the movements are; None with fewer."""

    dimensioner: tuple[Dimensionskurva, ...]
    mellan: tuple[Tillfalle, Tillfalle] | None


def rakna(pastaenden: Iterable[Pastaende], farger: Mapping[str, int]) -> Antal:
    """Count the colours of the statements; one that is not in ``farger`` is not judged."""
    antal = [0] * 5
    for p in pastaenden:
        antal[farger.get(p.nyckel, EJ_BEDOMD)] += 1
    return Antal(antal[GRON], antal[GUL], antal[ROD], antal[EJ_AKTUELLT], antal[EJ_BEDOMD])


def rorelse(pastaenden: Sequence[Pastaende], nu: Mapping[str, int], da: Mapping[str, int]) -> Rorelse:
    """What happened between two occasions, of the statements that have a colour on both."""
    nu, da = _med_farg(pastaenden, nu), _med_farg(pastaenden, da)
    flyttade = (
        Flytt(p, da[p.nyckel], nu[p.nyckel])
        for p in pastaenden
        if p.nyckel in nu and da.get(p.nyckel, nu[p.nyckel]) != nu[p.nyckel]
    )
    return Rorelse(jamfor(nu, da), tuple(flyttade))


def _med_farg(pastaenden: Iterable[Pastaende], farger: Mapping[str, int]) -> dict[str, int]:
    return {p.nyckel: farger[p.nyckel] for p in pastaenden if farger.get(p.nyckel) in FARGER}


def att_jamfora(tillfallen: Sequence[Tillfalle], farger: Farger) -> tuple[Tillfalle, Tillfalle] | None:
    """The two latest occasions (older, newer) of the mentors' own that can be compared.

    Two dates of the individual form; until there are two, the two latest of either level, of which the statements both
    forms ask are compared. ``tillfallen`` come oldest first; one on which nothing has a colour is passed over.
    """
    kanda = frozenset(FARGER)
    bedomda = [t for t in tillfallen if not t.kollega and not kanda.isdisjoint(farger.get(t.id, {}).values())]
    for dessa in ([t for t in bedomda if not t.klass], bedomda):
        if len(dessa) > 1:
            return dessa[-2], dessa[-1]
    return None


def utveckla(form: Instrument, tillfallen: Sequence[Tillfalle], farger: Farger) -> Utveckling:
    """Every dimension of the individual form over the mentors' own occasions, which come oldest first."""
    egna = [t for t in tillfallen if not t.kollega]
    mellan = att_jamfora(egna, farger)
    dimensioner = []
    for dimension in form.dimensioner:
        eleven = [p for p in dimension.pastaenden if not p.om_skolan]
        skolan = [p for p in dimension.pastaenden if p.om_skolan]
        skolkurva = _kurva(skolan, egna, farger, mellan) if skolan else None
        dimensioner.append(Dimensionskurva(dimension, _kurva(eleven, egna, farger, mellan), skolkurva))
    return Utveckling(tuple(dimensioner), mellan)


def _kurva(
    pastaenden: list[Pastaende],
    tillfallen: list[Tillfalle],
    farger: Farger,
    mellan: tuple[Tillfalle, Tillfalle] | None,
) -> Kurva:
    """The statements over time, on the occasions whose form asks any of them and where any has been answered."""
    punkter = []
    for t in tillfallen:
        antal = rakna((p for p in pastaenden if p.nyckel in t.fragar), farger.get(t.id, {}))
        if antal.bedomda or antal.ej_aktuellt:
            punkter.append((t, antal))
    if mellan is None:
        return Kurva(tuple(punkter), None)
    da, nu = mellan
    return Kurva(tuple(punkter), rorelse(pastaenden, farger.get(nu.id, {}), farger.get(da.id, {})))
