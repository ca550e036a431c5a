"""Reading in a school's coloured workbook: a file becomes a preview, and only a confirmed preview changes anything.

Marks are saved as all marks are (``regler.spara_markeringar``). Only empty squares are filled.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Klass, Personal

from .. import instrument, regler, urval
from ..models import Farginlasning, Kartlaggning, Niva
from .tolkning import arbetsbok, tolka
from .tolkning.namn import Namnregister
from .tolkning.ord import amnesord
from .tolkning.plan import Plan, planera
from .tolkning.typer import Anmarkning, Sammanhang
from .tolkning.val import Val, tabeller_ur

GALLER = timedelta(hours=1)


class ForandradError(Exception):
    """What confirming would do is no longer what the person was shown."""


@dataclass(frozen=True, slots=True)
class Lage:
    """The preview: what would be done, in which round (None: a new one), for which pupils, and by which form.

    ``star`` are the squares of the round that are not empty; ``utan_tabell`` the sheets that hold no marks.
    """

    plan: Plan
    utan_tabell: tuple[Anmarkning, ...]
    runda: Kartlaggning | None
    elever: list[urval.Elevrad]
    form: instrument.Instrument
    star: dict[tuple[str, str], tuple]

    def avtryck(self) -> str:
        """A digest of what would be saved, and where."""
        return f"{self.runda.kod if self.runda else 'ny'}.{self.plan.avtryck()}"


@dataclass(frozen=True, slots=True)
class Utfall:
    """What was done: the round, whether it is new, and how many squares were filled, and left as they stood."""

    runda: Kartlaggning
    ny: bool
    fyllda: int
    kvar: int


def hamta(person: Personal, kod: str) -> Farginlasning:
    """One's own preview that has not expired, or 404."""
    egna = Farginlasning.objects.select_related("klass__skola").filter(personal=person)
    inlasning = egna.filter(kod=kod, skapad__gt=timezone.now() - GALLER).first()
    if inlasning is None:
        raise Http404
    return inlasning


def las_in(fil: bytes, *, klass: Klass, av: Personal) -> Farginlasning:
    """Read a workbook and keep its tables until somebody confirms them. FargarkError when it is refused.

    The file is read before the transaction begins: while one is open, nobody else's work is saved (SQLite).
    """
    runda = oppen_runda(klass)
    sammanhang = _sammanhang(klass, runda, _elever(klass, runda, av))
    tabeller, utan = tolka.tolka(arbetsbok.las(fil), sammanhang)
    data = {"tabeller": [asdict(t) for t in tabeller], "utan": [asdict(a) for a in utan]}
    with transaction.atomic():
        glom_gamla()
        return Farginlasning.objects.create(klass=klass, personal=av, data=data)


def glom_gamla() -> int:
    """Remove the previews that nobody confirmed in time, and say how many: they hold names and colours."""
    return Farginlasning.objects.filter(skapad__lt=timezone.now() - GALLER).delete()[0]


def ratta(inlasning: Farginlasning, val: Val) -> None:
    """Remember what a person has corrected."""
    inlasning.val = val.som_json()
    Farginlasning.objects.filter(pk=inlasning.pk).update(val=inlasning.val)


def avbryt(inlasning: Farginlasning) -> None:
    """Forget the preview."""
    inlasning.delete()


def oppen_runda(klass: Klass) -> Kartlaggning | None:
    """The round that a workbook would be read into; without one a new is begun."""
    return Kartlaggning.objects.filter(klass=klass, niva=Niva.GRUPP, stangd=None).first()


def lage_for(inlasning: Farginlasning, av: Personal) -> Lage:
    """What confirming would do, compared with the class and its round as they are now."""
    klass, runda = inlasning.klass, oppen_runda(inlasning.klass)
    elever = _elever(klass, runda, av)
    sammanhang = _sammanhang(klass, runda, elever)
    val = Val.ur_json(inlasning.val)
    star = _star(runda, elever) if runda else {}
    plan = planera(tabeller_ur(inlasning.data["tabeller"]), sammanhang, val, star=star)
    utan = tuple(Anmarkning(**a) for a in inlasning.data["utan"])
    return Lage(plan, utan, runda, elever, sammanhang.instrument, star)


def _elever(klass: Klass, runda: Kartlaggning | None, av: Personal) -> list[urval.Elevrad]:
    """The pupils that a person may read in marks for: those of the round whose names they see."""
    elever = urval.elever_i(runda or Kartlaggning(klass=klass), av)
    return [elev for elev in elever if elev.namn != urval.FLYTTAD]


def _sammanhang(klass: Klass, runda: Kartlaggning | None, elever: Iterable[urval.Elevrad]) -> Sammanhang:
    form = urval.instrument_for(runda) if runda else instrument.las(instrument.SENASTE_GRUPP)
    register = Namnregister((elev.kod, elev.namn) for elev in elever)
    return Sammanhang(form, amnesord(amnen.for_skola(klass.skola)), register)


def _star(runda: Kartlaggning, elever: Iterable[urval.Elevrad]) -> dict[tuple[str, str], tuple]:
    """The squares that are not empty, by the pupil's kod and the statement."""
    kod = {elev.id: elev.kod for elev in elever}
    return {
        (kod[elev], pastaende): (ruta.farg, ruta.undersok, ruta.amnen)
        for (elev, pastaende), ruta in urval.rutor(runda).items()
        if elev in kod and (ruta.farg or ruta.undersok)
    }


@transaction.atomic
def bekrafta(inlasning: Farginlasning, *, avtryck: str, datum: date | None, av: Personal) -> Utfall:
    """Do what the preview with this ``avtryck`` said, all of it or nothing. ``datum`` is for a new round.

    Raises ForandradError when the preview, the class or the round has changed since, OgiltigError when there is
    nothing to read in, or no date.
    """
    klass = Klass.objects.select_for_update(of=("self",)).select_related("skola").get(pk=inlasning.klass_id)
    inlasning = Farginlasning.objects.get(pk=inlasning.pk)
    inlasning.klass = klass
    if runda := oppen_runda(klass):
        runda.klass = klass
        regler.las_oppen(runda)
    lage = lage_for(inlasning, av)
    if lage.avtryck() != avtryck:
        raise ForandradError
    if not lage.plan.nya:
        raise regler.OgiltigError("Det finns inget att läsa in.")
    if lage.runda is None and datum is None:
        raise regler.OgiltigError("Ange vilken dag kartläggningen gjordes.")
    runda = lage.runda or regler.starta(klass, av=av, datum=datum)
    runda.klass = klass
    sparat = regler.spara_markeringar(
        runda, _onskade(runda, lage), av=av, amneskoder=amnen.for_skola(klass.skola).amnen
    )
    kvar = lage.plan.kvar + len(sparat.krockar)
    text = f"kartläggning av {klass}: {len(sparat.sparade)} rutor ur en färgad arbetsbok"
    anteckna(av, Handling.ANDRADE, runda, text, skola_kod=klass.skola.kod)
    inlasning.delete()
    return Utfall(runda, lage.runda is None, len(sparat.sparade), kvar)


def _onskade(runda: Kartlaggning, lage: Lage) -> list[regler.Onskan]:
    """The new squares as marks, each replacing the empty square that stands there now."""
    id_for = {elev.kod: elev.id for elev in lage.elever}
    rutor = urval.rutor(runda)
    return [
        regler.Onskan(
            kod,
            pastaende,
            ruta.farg,
            ruta.undersok,
            ruta.amnen,
            ersatter=rutor.get((id_for[kod], pastaende), urval.TOM).version,
        )
        for (kod, pastaende), ruta in lage.plan.nya.items()
    ]
