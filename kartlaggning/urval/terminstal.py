"""A school's sums by term and årskurs, as they are stored, without anyone who has protected identity now.

Groups beside the classes are left out: their pupils are counted in their classes. A pupil who has changed class during
a term is counted in both. Whoever asks has been let in before (``behorighet.far_se_skolniva``); what is returned may
hold small numbers, and is not to be shown as it is.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev, Klass, Skola

from ..models import Deltagare, Markering, Terminstal
from ..tal.terminstal import Runda, amnena, fargerna, isar, rorelserna
from .markeringar import koder

# A term and an årskurs; the årskurs is None for classes that have none.
Plats = tuple[int, int | None]


class _Rad(NamedTuple):
    """The round that stands for a class in a term, as it is stored; ``forra`` is the round it was compared with."""

    arskurs: int | None
    runda: int
    termin: int
    forra: int | None
    forra_termin: int | None
    farger: str

    @property
    def plats(self) -> Plats:
        return self.termin, self.arskurs


@dataclass(slots=True)
class Arskurstal:
    """One årskurs in one term: ``klasser`` with a round, of which ``jamforda`` have one in an earlier term too.

    ``forra`` are the first and last of those earlier terms. By statement, as ``models.Terminstal`` has them: ``farger``
    and, in the term that is asked for, ``rorelser``.
    """

    klasser: int
    jamforda: int
    forra: tuple[int, int] | None
    farger: dict[str, tuple[int, ...]]
    rorelser: dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Skolans:
    """Every term and årskurs of a school, and which ``termin`` was asked for (None: there is none).

    ``amnen`` are the stored subjects of that term's rounds, with the årskurs of each.
    """

    termin: int | None
    tal: dict[Plats, Arskurstal]
    amnen: list[tuple[int | None, str]]
    skyddade: "list[_Skyddadrunda]"

    @property
    def terminer(self) -> list[int]:
        """The terms with at least one round, newest first."""
        return sorted({termin for termin, _ in self.tal}, reverse=True)

    def arskurser(self, termin: int) -> dict[int | None, Arskurstal]:
        """The årskurser of a term in order, classes without one last."""
        dess = [(arskurs, tal) for (t, arskurs), tal in self.tal.items() if t == termin]
        return dict(sorted(dess, key=lambda rad: (rad[0] is None, rad[0])))


def las(skola: Skola, *, fran: int = 0, termin: int | None = None) -> Skolans:
    """Read the school's sums from a term on, in as many questions however many classes and rounds it has.

    ``termin`` is the one looked at; the latest, also when it has no round.
    """
    klasser = dict(_KLASSER(skola.id))
    rundor = [_Rad(klasser[klass], *rad) for klass, *rad in _RUNDOR(skola.id, fran) if klass in klasser]
    terminer = {rad.termin for rad in rundor}
    vald = termin if termin in terminer else max(terminer, default=None)
    skyddade = _las_skyddade(skola, rundor)
    terminens = _TERMINENS(skola.id, vald) if vald else ()
    terminens = [(klasser[klass], *texter) for klass, *texter in terminens if klass in klasser]
    per_plats: dict[Plats, list[_Rad]] = defaultdict(list)
    for rad in rundor:
        per_plats[rad.termin, rad.arskurs].append(rad)
    tal = {}
    for plats, rader in per_plats.items():
        deras = [s for s in skyddade if s.plats == plats] if skyddade else []
        rorelser = [text for arskurs, text, _ in terminens if (vald, arskurs) == plats]
        tal[plats] = _arskursen(rader, rorelser, deras)
    return Skolans(vald, tal, [(arskurs, text) for arskurs, _, text in terminens], skyddade)


def _arskursen(rader: list[_Rad], rorelser: list[str], skyddade: "list[_Skyddadrunda]") -> Arskurstal:
    """The classes of an årskurs together, without the pupils who have protected identity."""
    forra = [rad.forra_termin for rad in rader if rad.forra]
    farger = dict(_summera(tuple([rad.farger for rad in rader])))
    fran_till = (min(forra), max(forra)) if forra else None
    svar = Arskurstal(len(rader), len(forra), fran_till, farger, dict(_summera(tuple(rorelser))))
    for s in skyddade:
        _dra_ifran(svar.farger, fargerna(s.runda, svar.farger))
        _dra_ifran(svar.rorelser, rorelserna(s.runda, s.forra, svar.rorelser))
    return svar


def _ur_json(texter: Iterable[str]) -> list[dict]:
    """Many texts at once: one by one takes twice as long."""
    return json.loads(f"[{','.join(texter)}]")


@lru_cache(maxsize=1024)
def _summera(texter: tuple[str, ...]) -> MappingProxyType[str, tuple[int, ...]]:
    """Number by number; a statement that some rounds' form lacks is the sum of the others.

    Remembered by what the texts say: of six terms five never change, and to add them up is half of the page.
    """
    rader = _ur_json(texter)
    nycklar = {nyckel: None for rad in rader for nyckel in rad}
    summor = {n: tuple(map(sum, zip(*[rad[n] for rad in rader if n in rad], strict=True))) for n in nycklar}
    return MappingProxyType(summor)


def _dra_ifran(hela: dict[str, tuple[int, ...]], deras: dict[str, list[int]]) -> None:
    for nyckel, bort in deras.items():
        hela[nyckel] = tuple([n - b for n, b in zip(hela[nyckel], bort, strict=True)])


def amnen(skolans: Skolans, arskurser: Iterable[int | None]) -> dict[str, Counter[tuple[str, ...]]]:
    """How many pupils of these årskurser have each combination of subjects, by statement, in the term asked for."""
    med = set(arskurser)
    svar: dict[str, Counter[str]] = defaultdict(Counter)
    for amnen_ in _ur_json(text for arskurs, text in skolans.amnen if arskurs in med):
        for nyckel, antal in amnen_.items():
            svar[nyckel].update(antal)
    for s in skolans.skyddade:
        if s.termin == skolans.termin and s.arskurs in med:
            for nyckel, antal in amnena(s.runda, svar).items():
                svar[nyckel].subtract(antal)
    return {nyckel: Counter({isar(text): n for text, n in antal.items() if n}) for nyckel, antal in svar.items()}


def senaste_dag(skola: Skola, termin: int) -> date:
    """The day of the latest round that stands for the term. Raises Terminstal.DoesNotExist without one."""
    rad = Terminstal.objects.filter(skola=skola, termin=termin, klass__grupp=False).order_by("-kartlaggning__datum")
    return rad.select_related("kartlaggning")[:1].get().kartlaggning.datum


# --- Protected identity ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Skyddadrunda:
    """What the pupils who have protected identity now have in a round, and in the one it was compared with."""

    termin: int
    arskurs: int | None
    runda: Runda
    forra: Runda | None

    @property
    def plats(self) -> Plats:
        return self.termin, self.arskurs


def _las_skyddade(skola: Skola, rader: list[_Rad]) -> list[_Skyddadrunda]:
    """The protected pupils' part of every round; asks once for a school without any."""
    elever: dict[int, set[int]] = defaultdict(set)
    for runda, elev in _SKYDDADE_I(skola.id):
        elever[runda].add(elev)
    if not elever:
        return []
    rutor: dict[int, dict] = defaultdict(dict)
    for runda, elev, pastaende, farg, amnen_ in _SKYDDADES_RUTOR(skola.id):
        rutor[runda][elev, pastaende] = (farg, koder(amnen_))

    def runda(nummer: int) -> Runda:
        return Runda(frozenset(elever.get(nummer, ())), rutor.get(nummer, {}))

    return [
        _Skyddadrunda(rad.termin, rad.arskurs, runda(rad.runda), runda(rad.forra) if rad.forra else None)
        for rad in rader
        if rad.runda in elever or rad.forra in elever
    ]


# --- Reads that are put together once --------------------------------------------------------------------------------

# One table each: where there are many schools PostgreSQL would read every school's classes to join them.
_KLASSER = Fraga(lambda skola: Klass.objects.filter(skola=skola, grupp=False).order_by().values_list("id", "arskurs"))
_RUNDOR = Fraga(
    lambda skola, fran: (
        Terminstal.objects.filter(skola=skola, termin__gte=fran)
        .annotate(text=Cast("farger", TextField()))
        .values_list("klass_id", "kartlaggning_id", "termin", "jamford_id", "jamford_termin", "text")
    )
)
# For one term: PostgreSQL takes a hundredth of a millisecond to write each of them as text.
_TERMINENS = Fraga(
    lambda skola, termin: (
        Terminstal.objects.filter(skola=skola, termin=termin)
        .annotate(rorelsetext=Cast("rorelser", TextField()), amnestext=Cast("amnen", TextField()))
        .values_list("klass_id", "rorelsetext", "amnestext")
    )
)


def _skyddade_elever(skola: int):
    # A question of its own inside the others, so that they begin with the few pupils and not with the rounds.
    return Elev.objects.filter(skola=skola, skyddad=True).values("id")


_SKYDDADE_I = Fraga(
    lambda skola: Deltagare.objects.filter(elev__in=_skyddade_elever(skola)).values_list("kartlaggning_id", "elev_id")
)
_SKYDDADES_RUTOR = Fraga(
    lambda skola: (
        Markering.objects.filter(elev__in=_skyddade_elever(skola))
        .annotate(amnestext=Cast("amnen", TextField()))
        .values_list("kartlaggning_id", "elev_id", "pastaende", "farg", "amnestext")
    )
)
