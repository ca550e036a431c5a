"""All that has been judged of one pupil: the class rounds of any class, the individual form, and what was decided.

Whoever asks has been let in before (``elever.hamta_elev``). The history goes with the pupil to the next class; of the
other pupils in a round only counts leave this module, never a name.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Elev, Klass, Personal

from .. import instrument, urval
from ..forslag.tillstand import Beslutat, Datum, Tillstand, tillstand
from ..instrument import Instrument
from ..models import Beslut, Farg, Kartlaggning, Markering, Niva, Val
from ..tal import eskalering
from ..tal.avvikelse import Bedomning, Jamforelserad, jamfor_med_klassen
from ..tal.fordelning import Fordelning
from ..tal.utveckling import FARGER, Tillfalle
from ..urval import Ruta, koder, tid_ur
from . import formular
from .formular import Formular


class Klassrunda(NamedTuple):
    """A round of a class in which the pupil was judged; what it is called, and what else says which class it was."""

    id: int
    datum: date
    oppen: bool
    instrument: str
    klass_id: int
    klass: str
    lasar: int
    stam: str


class Beslutsrad(NamedTuple):
    """A decision about an individual kartläggning; ``runda`` is the id of the class round that proposed it."""

    val: str
    skal: str
    ord: str
    nar: datetime
    av: str
    runda: int | None
    runda_datum: date | None

    @property
    def avstod(self) -> bool:
        """Whether they declined."""
        return self.val == Val.AVSTA

    @property
    def dag(self) -> date:
        """The day it was decided, where the school is."""
        return timezone.localdate(self.nar)


@dataclass(frozen=True, slots=True)
class Historia:
    """The pupil's class rounds and decisions, both oldest first, and the form; squares by round and statement.

    ``farger`` are the colours of what is judged, by round: what waits to be confirmed is not.
    ``forslag`` is what the latest class round proposes, and ``tillstand`` what has become of that; None without one.
    """

    elev: Elev
    rundor: list[Klassrunda]
    formular: Formular
    rutor: dict[tuple[int, str], Ruta]
    farger: dict[int, dict[str, int]]
    beslut: list[Beslutsrad]
    forslag: eskalering.Forslag | None
    tillstand: Tillstand | None

    @property
    def form(self) -> Instrument:
        """The individual form, whose statements everything is shown under."""
        return self.formular.instrument

    def tillfallen(self) -> list[Tillfalle]:
        """Class rounds and the mentors' own dates in order of time; then colleagues', those that hold something."""
        klassens = [Tillfalle(r.id, r.datum, _fragor(r.instrument), klass=r.klass, oppen=r.oppen) for r in self.rundor]
        med_nagot = {runda for runda, _ in self.rutor}
        individens = [
            Tillfalle(k.id, k.datum, _fragor(k.instrument), kollega=k.kollega, oppen=k.oppen)
            for k in self.formular.kolumner
            if k.id in med_nagot
        ]
        # On the same day the class round comes first: the form goes on from it.
        return sorted([*klassens, *individens], key=lambda t: (bool(t.kollega), t.datum, not t.klass, t.id))

    def senaste_klass(self) -> Klass:
        """The class of the latest round, with what access asks about. Raises IndexError without one."""
        r = self.rundor[-1]
        return Klass(id=r.klass_id, skola=self.elev.skola, namn=r.klass, lasar=r.lasar, stam=r.stam)

    @property
    def flaggad(self) -> bool:
        """As ``elever.ar_flaggad``, of what has been read."""
        return bool(self.formular.kolumner) or self.forslag is not None


@cache
def _fragor(nyckel: str) -> frozenset[str]:
    return frozenset(instrument.las(nyckel).per_nyckel)


def las(elev: Elev) -> Historia:
    """The pupil's history, in as many questions however long it is."""
    rundor, rutor = _las_klassens(elev)
    form = formular.las(elev)
    beslut = [_beslut(*rad) for rad in _BESLUT(elev.id)]
    forslag, tillstandet = _forslag(elev, rundor, rutor, form, beslut)
    return _historia(elev, rundor, form, rutor, beslut, forslag, tillstandet)


def las_bedomt(elev: Elev) -> Historia:
    """The history of what has been judged alone: what was proposed and decided is not asked for, and not in it."""
    rundor, rutor = _las_klassens(elev)
    return _historia(elev, rundor, formular.las(elev), rutor, [], None, None)


def _historia(elev: Elev, rundor: list[Klassrunda], form: Formular, rutor: dict, *om_forslaget) -> Historia:
    rutor |= form.rutor
    return Historia(elev, rundor, form, rutor, _farger(rutor), *om_forslaget)


def _las_klassens(elev: Elev) -> tuple[list[Klassrunda], dict[tuple[int, str], Ruta]]:
    """The class rounds in which the pupil is judged on anything, oldest first, and the pupil's squares in them."""
    rundor: dict[int, Klassrunda] = {}
    rutor: dict[tuple[int, str], Ruta] = {}
    for runda, pastaende, farg, undersok, amnen, samlat, *om_rundan in _KLASSENS(elev.id):
        rutor[runda, pastaende] = Ruta(farg, bool(undersok), koder(amnen), bool(samlat))
        if farg and runda not in rundor:
            rundor[runda] = _klassrunda(runda, *om_rundan)
    kvar = {plats: ruta for plats, ruta in rutor.items() if plats[0] in rundor}
    return sorted(rundor.values(), key=lambda r: (r.datum, r.id)), kvar


def _klassrunda(runda, datum, stangd, form, klass, namn, lasar, stam) -> Klassrunda:
    return Klassrunda(runda, date.fromisoformat(datum), stangd is None, form, klass, namn, lasar, stam)


def _farger(rutor: dict[tuple[int, str], Ruta]) -> dict[int, dict[str, int]]:
    """The colour of each statement that is judged, by round. What waits to be confirmed is not."""
    svar: dict[int, dict[str, int]] = defaultdict(dict)
    for (runda, pastaende), ruta in rutor.items():
        if ruta.bedomd:
            svar[runda][pastaende] = ruta.farg
    return svar


def _beslut(val, skal, ord_, nar, av, runda, datum) -> Beslutsrad:
    return Beslutsrad(val, skal, ord_, tid_ur(nar), av or "", runda, datum and date.fromisoformat(datum))


def _forslag(
    elev: Elev, rundor: list[Klassrunda], rutor: dict, form: Formular, beslut: list[Beslutsrad]
) -> tuple[eskalering.Forslag | None, Tillstand | None]:
    """What the latest class round proposes, and what has become of that; None for no proposal."""
    if not rundor:
        return None, None
    senaste = rundor[-1]
    nycklar = [p.nyckel for p in instrument.las(senaste.instrument).pastaenden if (senaste.id, p.nyckel) in rutor]
    farger = {nyckel: rutor[senaste.id, nyckel].farg for nyckel in nycklar}
    grund = eskalering.foreslas(elev.id, farger, elev.skola.gult_for_individ)
    if grund is None:
        return None, None
    beslutat = [Beslutat(b.avstod, b.dag, b.av, b.ord) for b in beslut if b.runda == senaste.id]
    datum = [Datum(k.kod, k.datum, k.oppen) for k in form.egna]
    return grund, tillstand(senaste.datum, beslutat, datum, ersatt=False)


# --- Compared with the class -----------------------------------------------------------------------------------------


def med_klassen(historia: Historia, person: Personal | None) -> list[Jamforelserad]:
    """The pupil's latest colours beside the others of the latest class round; empty when there is none.

    Pupils hidden from the person by protected identity are in none of the counts; without a person nobody with
    protected identity is, but for the pupil.
    """
    if not historia.rundor:
        return []
    runda = historia.rundor[-1]
    klassens = instrument.las(runda.instrument)
    gemensamma = [p for p in klassens.pastaenden if p.nyckel in historia.form.per_nyckel]
    andra = _andras(runda, historia.elev, person)
    return jamfor_med_klassen(gemensamma, _senaste(historia, runda), andra)


def _senaste(historia: Historia, runda: Klassrunda) -> dict[str, Bedomning]:
    """The pupil's latest colour on each statement: of the mentors' dates since the class round, or of the round."""
    farger = historia.farger
    svar = {p: Bedomning(farg, runda.datum, True) for p, farg in farger.get(runda.id, {}).items()}
    for kolumn in historia.formular.egna:
        if kolumn.datum >= runda.datum:
            for p, farg in farger.get(kolumn.id, {}).items():
                if farg in FARGER:
                    svar[p] = Bedomning(farg, kolumn.datum, False)
    return svar


def _andras(runda: Klassrunda, elev: Elev, person: Personal | None) -> dict[str, Fordelning]:
    """How the other pupils of the round are spread, by statement."""
    som_runda = Kartlaggning(
        id=runda.id, klass_id=runda.klass_id, niva=Niva.GRUPP, stangd=None if runda.oppen else timezone.now()
    )
    andra = urval.kanda_ider(som_runda, person) - {elev.id}
    antal = Counter((p, farg) for elev_id, p, farg in _FARGER(runda.id) if elev_id in andra)
    fordelningar = {}
    for p in {p for p, _ in antal}:
        farger = [antal[p, farg] for farg in FARGER]
        fordelningar[p] = Fordelning(*farger, ej_bedomda=len(andra) - sum(farger))
    return fordelningar


# --- Reads that are put together once --------------------------------------------------------------------------------

_KLASSENS = Fraga(
    lambda elev: (
        Markering.objects.filter(elev=elev, kartlaggning__niva=Niva.GRUPP)
        .annotate(
            dag=Cast("kartlaggning__datum", TextField()),
            slut=Cast("kartlaggning__stangd", TextField()),
            amnestext=Cast("amnen", TextField()),
        )
        .values_list(
            "kartlaggning_id",
            "pastaende",
            "farg",
            "undersok",
            "amnestext",
            "samlat",
            "dag",
            "slut",
            "kartlaggning__instrument",
            "kartlaggning__klass_id",
            "kartlaggning__klass__namn",
            "kartlaggning__klass__lasar",
            "kartlaggning__klass__stam",
        )
    )
)
_BESLUT = Fraga(
    lambda elev: (
        Beslut.objects.filter(elev=elev)
        .annotate(tid=Cast("nar", TextField()), dag=Cast("kartlaggning__datum", TextField()))
        .order_by("nar", "id")
        .values_list("val", "skal", "ord", "tid", "av__namn", "kartlaggning_id", "dag")
    )
)
_FARGER = Fraga(
    lambda runda: (
        Markering.objects.filter(kartlaggning=runda)
        .exclude(farg=Farg.EJ_BEDOMD)
        .values_list("elev_id", "pastaende", "farg")
    )
)
