"""A meeting is planned, changed, ended, opened again or called off."""

from collections.abc import Iterable
from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from kartlaggning.models import Kartlaggning
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Elev, Personal, Skola

from ..models import Analys, Niva, Punkt
from .grund import AvslutadError, OgiltigError, las, las_oppen


class PagarError(ValueError):
    """Another meeting about the same class or school has not been ended."""

    def __init__(self):
        super().__init__("Det finns redan ett möte som inte är avslutat. Avsluta det först, eller gå vidare i det.")


def planera(
    kartlaggning: Kartlaggning,
    *,
    datum: date,
    tid: time | None = None,
    deltagare: Iterable[Personal] = (),
    ovriga: str = "",
    elever: Iterable[Elev] = (),
    av: Personal,
) -> Analys:
    """A meeting about the class of a round, with ``elever`` on the agenda in that order. Raises PagarError."""
    klass = kartlaggning.klass
    analys = Analys(
        niva=Niva.KLASS,
        skola=klass.skola,
        klass=klass,
        kartlaggning=kartlaggning,
        datum=datum,
        tid=tid,
        ovriga=ovriga,
        skapad_av=av,
    )
    return _planera(analys, deltagare, elever, av)


def planera_skola(
    skola: Skola,
    *,
    datum: date,
    tid: time | None = None,
    deltagare: Iterable[Personal] = (),
    ovriga: str = "",
    av: Personal,
) -> Analys:
    """A meeting about the whole school. Raises PagarError."""
    analys = Analys(niva=Niva.SKOLA, skola=skola, datum=datum, tid=tid, ovriga=ovriga, skapad_av=av)
    return _planera(analys, deltagare, (), av)


def _planera(analys: Analys, deltagare: Iterable[Personal], elever: Iterable[Elev], av: Personal) -> Analys:
    try:
        with transaction.atomic():
            analys.save()
            analys.deltagare.set(deltagare)
            punkter = [Punkt(analys=analys, elev=elev, ordning=n) for n, elev in enumerate(elever)]
            Punkt.objects.bulk_create(punkter)
            anteckna(av, Handling.SKAPADE, analys, analys.vad, skola_kod=analys.skola.kod)
    except IntegrityError as fel:
        raise PagarError from fel
    return analys


@transaction.atomic
def andra(
    analys: Analys, *, datum: date, tid: time | None, deltagare: Iterable[Personal], ovriga: str, av: Personal
) -> Analys:
    """Move a meeting, or say who takes part. Raises AvslutadError."""
    last = las_oppen(analys)
    last.datum, last.tid, last.ovriga = datum, tid, ovriga
    last.version += 1
    last.save(update_fields=["datum", "tid", "ovriga", "version"])
    last.deltagare.set(deltagare)
    anteckna(av, Handling.ANDRADE, last, f"tid och deltagare för {last.vad}", skola_kod=last.skola.kod)
    return last


@transaction.atomic
def avsluta(analys: Analys, *, av: Personal) -> Analys:
    """End the meeting: from now on it is held, and read-only. Raises AvslutadError when it is already."""
    last = las_oppen(analys)
    last.avslutad, last.avslutad_av = timezone.now(), av
    last.version += 1
    last.save(update_fields=["avslutad", "avslutad_av", "version"])
    anteckna(av, Handling.STANGDE, last, last.vad, skola_kod=last.skola.kod)
    return last


def oppna(analys: Analys, *, av: Personal) -> Analys:
    """Open an ended meeting again. Raises PagarError when there is a later one under way."""
    try:
        with transaction.atomic():
            last = las(analys)
            if last.oppen:
                return last
            last.avslutad = last.avslutad_av = None
            last.version += 1
            last.save(update_fields=["avslutad", "avslutad_av", "version"])
            anteckna(av, Handling.OPPNADE, last, last.vad, skola_kod=last.skola.kod)
    except IntegrityError as fel:
        raise PagarError from fel
    return last


@transaction.atomic
def stall_in(analys: Analys, *, av: Personal) -> None:
    """Call off a meeting that nobody has written anything in. Raises OgiltigError otherwise, or AvslutadError."""
    last = las_oppen(analys)
    if last.monster.exists() or last.svar.exists():
        raise OgiltigError("Mötet har redan innehåll och kan inte ställas in. Avsluta det i stället.")
    anteckna(av, Handling.TOG_BORT, last, last.vad, skola_kod=last.skola.kod)
    last.delete()


__all__ = ["AvslutadError", "PagarError", "andra", "avsluta", "oppna", "planera", "planera_skola", "stall_in"]
