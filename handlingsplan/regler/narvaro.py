"""Changes to the figures of absence: put in, changed and removed, a period at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Personal

from ..models import Narvaroperiod, Narvarorad
from ..narvaro import Period
from ..narvarolasning import Om
from .grund import BorttagetError

Rader = Mapping[str, tuple[Decimal, Decimal]]


class PeriodFinnsError(ValueError):
    """There is another period with the same days, or with some of them: beside each other they would say less than
    they seem to, since the picture compares what was before with what came after.
    """

    def __init__(self, annan: Narvaroperiod, *, samma: bool):
        if samma:
            super().__init__("Det finns redan en period med samma datum. Ändra den i stället.")
            return
        dagar = Period(annan.kod, annan.fran, annan.till, annan.version, ()).text
        mening = f"Perioden delar dagar med {dagar}, och då går de inte att jämföra."
        super().__init__(f"{mening} Välj andra datum, eller ändra den perioden.")


@dataclass(frozen=True, slots=True)
class Utfall:
    """The period as it is stored now. ``krock``: nothing was changed, because a colleague had changed it."""

    period: Narvaroperiod
    krock: bool = False


def rader_i(period: Narvaroperiod) -> dict[str, tuple[Decimal, Decimal]]:
    """What is stored of a period: giltig and ogiltig by the subject's code."""
    return {rad.amne: (rad.giltig, rad.ogiltig) for rad in period.rader.all()}


@transaction.atomic
def lagg_in(om: Om, fran: date, till: date, rader: Rader, *, ersatter: int | None = None, av: Personal) -> Utfall:
    """Put in a period. One with the same days is changed only when the person has seen it (its version ``ersatter``).

    The same figures sent twice are put in once. Raises PeriodFinnsError when it shares only some days with another.
    """
    _las(om)
    finns = Narvaroperiod.objects.filter(om.rader, fran=fran, till=till).first()
    if finns:
        return _byt(om, finns, fran, till, rader, ersatter, av)
    _krav_egna_dagar(om, fran, till)
    period = Narvaroperiod.objects.create(
        skola=om.skola, klass=om.klass, elev=om.elev, fran=fran, till=till, version=1, andrad_av=av
    )
    _skriv(period, rader)
    _logga(om, period, Handling.SKAPADE, av)
    return Utfall(period)


@transaction.atomic
def andra(om: Om, kod: str, fran: date, till: date, rader: Rader, *, ersatter: int, av: Personal) -> Utfall:
    """Change a period read in the version ``ersatter``. Raises BorttagetError, PeriodFinnsError."""
    period = _las_period(om, kod)
    if (period.fran, period.till) != (fran, till):
        _krav_egna_dagar(om, fran, till, utom=period)
    return _byt(om, period, fran, till, rader, ersatter, av)


@transaction.atomic
def ta_bort(om: Om, kod: str, *, ersatter: int, av: Personal) -> Utfall:
    """Remove a period read in the version ``ersatter``. Raises BorttagetError."""
    period = _las_period(om, kod)
    if period.version != ersatter:
        return Utfall(period, krock=True)
    _logga(om, period, Handling.TOG_BORT, av)
    period.delete()
    return Utfall(period)


def _las(om: Om) -> None:
    """Whose the figures are, locked until the transaction ends: two cannot put in the same period at once."""
    type(om.objekt).objects.select_for_update(no_key=True).get(pk=om.objekt.pk)


def _krav_egna_dagar(om: Om, fran: date, till: date, utom: Narvaroperiod | None = None) -> None:
    """PeriodFinnsError when any of the days is another period's."""
    andra = Narvaroperiod.objects.filter(om.rader, fran__lte=till, till__gte=fran).order_by("fran", "till")
    for annan in andra.exclude(pk=utom.pk) if utom else andra:
        raise PeriodFinnsError(annan, samma=(annan.fran, annan.till) == (fran, till))


def _las_period(om: Om, kod: str) -> Narvaroperiod:
    _las(om)
    period = Narvaroperiod.objects.filter(om.rader, kod=kod).first()
    if period is None:
        raise BorttagetError
    return period


def _byt(om: Om, period: Narvaroperiod, fran: date, till: date, rader: Rader, ersatter, av: Personal) -> Utfall:
    if (period.fran, period.till, rader_i(period)) == (fran, till, dict(rader)):
        return Utfall(period)
    if period.version != ersatter:
        return Utfall(period, krock=True)
    period.fran, period.till, period.andrad, period.andrad_av = fran, till, timezone.now(), av
    period.version += 1
    period.save(update_fields=["fran", "till", "andrad", "andrad_av", "version"])
    period.rader.all().delete()
    _skriv(period, rader)
    _logga(om, period, Handling.ANDRADE, av)
    return Utfall(period)


def _skriv(period: Narvaroperiod, rader: Rader) -> None:
    Narvarorad.objects.bulk_create(
        Narvarorad(period=period, amne=amne, giltig=giltig, ogiltig=ogiltig)
        for amne, (giltig, ogiltig) in rader.items()
    )


def _logga(om: Om, period: Narvaroperiod, handling: Handling, av: Personal) -> None:
    """The days, never the figures."""
    anteckna(av, handling, om.objekt, f"{om.vad}, {period.fran} – {period.till}", skola_kod=om.skola.kod)
