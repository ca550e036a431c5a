"""How the pupils of a class are spread over the colours, and how that is said of a small group.

The rules are krav.md's, Sound numbers. Plain values in, plain values out: a class is a census, so nothing
here estimates and nothing has decimals.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The colours' values, as ``models.Farg`` stores them.
EJ_BEDOMD, GRON, GUL, ROD = range(4)

# Under so many judged pupils a share says more than the group can bear: counts only.
MINST_FOR_ANDEL = 10

# From which share (of those judged) each word is true; "nästan" is always below, "mer än" always above.
ANDELSORD = (
    (9, 10, "nästan alla"),
    (3, 4, "en stor majoritet"),
    (1, 2, "mer än hälften"),
    (2, 5, "nästan hälften"),
    (1, 3, "en tredjedel"),
    (28, 100, "nästan en tredjedel"),
    (23, 100, "en fjärdedel"),
    (18, 100, "en femtedel"),
)


@dataclass(frozen=True, slots=True)
class Fordelning:
    """How many pupils have each colour on a statement.

    ``samlat``: of those judged, how many were set collectively.
    """

    gron: int = 0
    gul: int = 0
    rod: int = 0
    ej_bedomda: int = 0
    samlat: int = 0

    @property
    def bedomda(self) -> int:
        """The pupils that have a colour: what every share is a share of."""
        return self.gron + self.gul + self.rod

    @property
    def elever(self) -> int:
        """All pupils of the round."""
        return self.bedomda + self.ej_bedomda

    @property
    def gul_eller_rod(self) -> int:
        """The pupils for whom the statement does not hold fully."""
        return self.gul + self.rod

    @property
    def rott_i_ord(self) -> str:
        """Rött of those judged, as it is said."""
        return _sagt(self.rod, self)

    @property
    def gult_eller_rott_i_ord(self) -> str:
        """Gult or rött of those judged, as it is said."""
        return _sagt(self.gul_eller_rod, self)


def fordela(farger: Iterable[int], *, samlat: int = 0) -> Fordelning:
    """Count one statement's colours, one value a pupil (0 for those not judged)."""
    antal = Counter(farger)
    return Fordelning(antal[GRON], antal[GUL], antal[ROD], antal[EJ_BEDOMD], samlat)


def andelsord(k: int, n: int) -> str:
    """The word for ``k`` of ``n``: "en fjärdedel"; empty under ten judged and where no word is true."""
    if n < MINST_FOR_ANDEL or k == 0:
        return ""
    if k == n:
        return "alla"
    if 2 * k == n:
        return "hälften"
    return next((ordet for taljare, namnare, ordet in ANDELSORD if k * namnare >= n * taljare), "")


def procent(k: int, n: int) -> int | None:
    """``k`` of ``n`` in whole per cent, half rounded up; None under ten judged.

    Some is never rounded to none, nor not all to all.
    """
    if n < MINST_FOR_ANDEL:
        return None
    if k in (0, n):
        return 100 if k else 0
    return min(99, max(1, (200 * k + n) // (2 * n)))


def k_av_n(k: int, fordelning: Fordelning) -> str:
    """A count as it is always said: "8 av 25 bedömda (2 ej bedömda)"."""
    rest = f" ({fordelning.ej_bedomda} ej bedömda)" if fordelning.ej_bedomda else ""
    return f"{k} av {fordelning.bedomda} bedömda{rest}"


def andel_i_ord(k: int, n: int) -> str:
    """The share as it is said after a count: "nästan en tredjedel, 32 %"; empty where counts are all there is."""
    if n < MINST_FOR_ANDEL or k in (0, n):
        return andelsord(k, n)
    return ", ".join(filter(None, [andelsord(k, n), f"{procent(k, n)}\N{NO-BREAK SPACE}%"]))


def _sagt(k: int, fordelning: Fordelning) -> str:
    return ", ".join(filter(None, [k_av_n(k, fordelning), andel_i_ord(k, fordelning.bedomda)]))


# --- Subjects -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amnesantal:
    """In how many distinct pupils' squares a subject stands.

    ``av`` is None when it is not known who takes it.
    """

    kod: str
    namn: str
    antal: int
    av: int | None


@dataclass(frozen=True, slots=True)
class Blockantal:
    """A block of subjects: pupils with at least one of them (``nagot``) and with every one (``alla``)."""

    namn: str
    koder: tuple[str, ...]
    nagot: int
    alla: int
    av: int | None


def rakna_amnen(per_elev: Mapping[int, Iterable[str]], amnen: Mapping, bedomda: int) -> list[Amnesantal]:
    """The subjects that stand in at least one square, most pupils first, then by name.

    ``per_elev`` has each pupil's subject codes; ``amnen`` the school's subjects by code. A code the school
    has taken out of its list since is shown by itself. The class is the denominator only for what every pupil
    takes.
    """
    antal = Counter(kod for koder in per_elev.values() for kod in set(koder))
    rader = []
    for kod, n in antal.items():
        amne = amnen.get(kod)
        rader.append(Amnesantal(kod, amne.namn if amne else kod, n, bedomda if amne and amne.alla else None))
    return sorted(rader, key=lambda rad: (-rad.antal, rad.namn))


def rakna_block(
    per_elev: Mapping[int, Iterable[str]], block: Mapping[str, tuple[str, ...]], amnen: Mapping, bedomda: int
) -> list[Blockantal]:
    """The blocks that at least one pupil has a subject of, as union and intersection of distinct pupils."""
    rader = []
    for namn, koder in block.items():
        traffar = [len(set(koder) & set(elevens)) for elevens in per_elev.values()]
        nagot = sum(1 for t in traffar if t)
        if nagot:
            alla_laser = all(kod in amnen and amnen[kod].alla for kod in koder)
            fulla = sum(1 for t in traffar if t == len(set(koder)))
            rader.append(Blockantal(namn, koder, nagot, fulla, bedomda if alla_laser else None))
    return rader
