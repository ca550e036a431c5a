"""A school's sums by term and årskurs, as they are stored, without anyone who has protected identity now.

Groups beside the classes are left out: their pupils are counted in their classes. A pupil who has changed class during
a term is counted in both. Whoever asks has been let in before (``behorighet.far_se_skolniva``); what is returned may
hold small numbers, and is not to be shown as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, Sum, TextField
from django.db.models.functions import Cast

from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Skola

from ..models import Amnestal, Deltagare, Markering, Pastaendetal, Terminstal
from ..tal.forandring import Forandring
from ..tal.fordelning import Fordelning
from ..tal.terminstal import Runda, fordelningen, isar, kombinationer, rorelsen
from .markeringar import koder

# A term and an årskurs; the årskurs is None for classes that have none.
Plats = tuple[int, int | None]

_FARGER = ("gron", "gul", "rod", "ej_bedomda")
_RORELSER = ("battre", "samre", "lika", "nya", "borta")


@dataclass(slots=True)
class Arskurstal:
    """One årskurs in one term: ``klasser`` with a round, of which ``jamforda`` have one in an earlier term too.

    ``forra`` are the first and last of those earlier terms.
    """

    klasser: int = 0
    jamforda: int = 0
    forra: tuple[int, int] | None = None
    fordelningar: dict[str, Fordelning] = field(default_factory=dict)
    rorelser: dict[str, Forandring] = field(default_factory=dict)


@dataclass(slots=True)
class Skolans:
    """Every term and årskurs of a school; how many protected pupils' rounds have been taken away is told nowhere."""

    skola: Skola
    tal: dict[Plats, Arskurstal] = field(default_factory=dict)
    skyddade: "Skyddade | None" = None

    @property
    def terminer(self) -> list[int]:
        """The terms with at least one round, newest first."""
        return sorted({termin for termin, _ in self.tal}, reverse=True)

    def arskurser(self, termin: int) -> dict[int | None, Arskurstal]:
        """The årskurser of a term in order, classes without one last."""
        dess = [(arskurs, tal) for (t, arskurs), tal in self.tal.items() if t == termin]
        return dict(sorted(dess, key=lambda rad: (rad[0] is None, rad[0])))


def las(skola: Skola, fran: int = 0) -> Skolans:
    """Read the school's sums from a term on, in as many questions however many classes and rounds it has."""
    svar = Skolans(skola)
    for termin, arskurs, pastaende, klasser, jamforda, forsta, sista, *tal in _SUMMOR(skola.id, fran):
        plats = svar.tal.setdefault((termin, arskurs), Arskurstal())
        plats.klasser, plats.jamforda = max(plats.klasser, klasser), max(plats.jamforda, jamforda)
        plats.forra = (forsta, sista) if jamforda else plats.forra
        plats.fordelningar[pastaende] = Fordelning(*tal[:4])
        plats.rorelser[pastaende] = Forandring(*tal[4:])
    svar.skyddade = _las_skyddade(skola)
    if svar.skyddade:
        svar.skyddade.ta_bort_ur(svar)
    return svar


def amnen(skolans: Skolans, termin: int, arskurser: Iterable[int | None]) -> dict[str, Counter[tuple[str, ...]]]:
    """How many pupils of these årskurser have each combination of subjects, by statement, in a term."""
    med = set(arskurser)
    svar: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for arskurs, pastaende, text, antal in _AMNEN(skolans.skola.id, termin):
        if arskurs in med:
            svar[pastaende][isar(text)] += antal
    if skolans.skyddade:
        for pastaende, borta in skolans.skyddade.amnen(termin, med).items():
            svar[pastaende].subtract(borta)
    return {pastaende: +antal for pastaende, antal in svar.items()}


def senaste_dag(skola: Skola, termin: int) -> date:
    """The day of the latest round that stands for the term. Raises Terminstal.DoesNotExist without one."""
    rad = Terminstal.objects.filter(skola=skola, termin=termin, klass__grupp=False).order_by("-kartlaggning__datum")
    return rad.select_related("kartlaggning")[:1].get().kartlaggning.datum


# --- Protected identity ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Skyddadrunda:
    """A round that stands for a term, with its protected pupils only, and the round it was compared with."""

    termin: int
    arskurs: int | None
    runda: Runda
    forra: Runda | None


@dataclass(frozen=True, slots=True)
class Skyddade:
    """What the pupils who have protected identity now have in the stored sums."""

    rundor: list[_Skyddadrunda]

    def ta_bort_ur(self, skolans: Skolans) -> None:
        """Count the school's sums without them."""
        for r in self.rundor:
            plats = skolans.tal.get((r.termin, r.arskurs))
            if plats is None:  # a term before those that were asked for
                continue
            for nyckel, f in plats.fordelningar.items():
                plats.fordelningar[nyckel] = _minus(f, fordelningen(r.runda, nyckel), _FARGER)
                if r.forra is not None:
                    rorelse = rorelsen(r.runda, r.forra, nyckel)
                    plats.rorelser[nyckel] = _minus(plats.rorelser[nyckel], rorelse, _RORELSER)

    def amnen(self, termin: int, arskurser: set[int | None]) -> dict[str, Counter[tuple[str, ...]]]:
        """Their combinations of subjects, by statement."""
        svar: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for r in self.rundor:
            if r.termin == termin and r.arskurs in arskurser:
                for nyckel in {nyckel for _, nyckel in r.runda.rutor}:
                    for text, antal in kombinationer(r.runda, nyckel).items():
                        svar[nyckel][isar(text)] += antal
        return svar


def _minus(hela, del_, falt: tuple[str, ...]):
    return type(hela)(*(getattr(hela, namn) - getattr(del_, namn) for namn in falt))


def _las_skyddade(skola: Skola) -> Skyddade | None:
    """The protected pupils' part of every round; None at once for a school without any."""
    elever: dict[int, set[int]] = defaultdict(set)
    for runda, elev in _SKYDDADE_I(skola.id):
        elever[runda].add(elev)
    if not elever:
        return None
    rutor: dict[int, dict] = defaultdict(dict)
    for runda, elev, pastaende, farg, amnen_ in _SKYDDADES_RUTOR(skola.id):
        rutor[runda][elev, pastaende] = (farg, koder(amnen_))
    deras = {runda: Runda(frozenset(e), rutor[runda]) for runda, e in elever.items()}
    ingen = Runda(frozenset(), {})
    return Skyddade(
        [
            _Skyddadrunda(termin, arskurs, deras.get(runda, ingen), deras.get(forra, ingen) if forra else None)
            for runda, termin, arskurs, forra in _RUNDOR(skola.id)
            if runda in deras or forra in deras
        ]
    )


# --- Reads that are put together once --------------------------------------------------------------------------------

_SUMMOR = Fraga(
    lambda skola, fran: (
        Pastaendetal.objects.filter(runda__skola=skola, runda__termin__gte=fran, runda__klass__grupp=False)
        .values("runda__termin", "runda__klass__arskurs", "pastaende")
        .annotate(klasser=Count("id"), jamforda=Count("runda__forra"))
        .annotate(forsta=Min("runda__forra__termin"), sista=Max("runda__forra__termin"))
        .annotate(**{f"summa_{namn}": Sum(namn) for namn in _FARGER + _RORELSER})
        .values_list(
            *("runda__termin", "runda__klass__arskurs", "pastaende", "klasser", "jamforda", "forsta", "sista"),
            *(f"summa_{namn}" for namn in _FARGER + _RORELSER),
        )
    )
)
_AMNEN = Fraga(
    lambda skola, termin: (
        Amnestal.objects.filter(runda__skola=skola, runda__termin=termin, runda__klass__grupp=False)
        .values("runda__klass__arskurs", "pastaende", "koder")
        .annotate(summa=Sum("antal"))
        .values_list("runda__klass__arskurs", "pastaende", "koder", "summa")
    )
)
_SKYDDADE_I = Fraga(
    lambda skola: Deltagare.objects.filter(
        elev__skola=skola, elev__skyddad=True, kartlaggning__terminstal__isnull=False
    ).values_list("kartlaggning_id", "elev_id")
)
_SKYDDADES_RUTOR = Fraga(
    lambda skola: (
        Markering.objects.filter(elev__skola=skola, elev__skyddad=True, kartlaggning__terminstal__isnull=False)
        .annotate(amnestext=Cast("amnen", TextField()))
        .values_list("kartlaggning_id", "elev_id", "pastaende", "farg", "amnestext")
    )
)
_RUNDOR = Fraga(
    lambda skola: Terminstal.objects.filter(skola=skola, klass__grupp=False).values_list(
        "kartlaggning_id", "termin", "klass__arskurs", "forra__kartlaggning_id"
    )
)
