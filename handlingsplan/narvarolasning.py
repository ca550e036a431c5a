"""Reads of the figures of absence: whose they are and who may, for their own pages and for plans, prints, extracts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.http import Http404

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.amnen import Amneslista, for_skola
from skolanknytning.skola.models import Elev, Klass, Personal, Skola

from . import urval
from .models import Narvaroperiod, Narvarorad, Niva, Plan
from .narvaro import ALLA_AMNEN, Period, Rad


@dataclass(frozen=True, slots=True)
class Om:
    """Whose absence it is: a class's, a pupil's, or (neither) a school's as a whole."""

    skola: Skola
    klass: Klass | None = None
    elev: Elev | None = None

    @property
    def niva(self) -> Niva:
        """The level of a plan about the same."""
        return Niva.KLASS if self.klass else Niva.INDIVID if self.elev else Niva.SKOLA

    @property
    def objekt(self) -> Klass | Elev | Skola:
        """What the log names."""
        return self.klass or self.elev or self.skola

    @property
    def vad(self) -> str:
        """What it is, for the log: never names a pupil."""
        return f"frånvaro för {self.klass or ('en elev' if self.elev else 'skolan')}"

    @property
    def rader(self) -> Q:
        """The condition on periods that are about this."""
        return Q(skola=self.skola, klass=self.klass, elev=self.elev)


# --- Who may ----------------------------------------------------------------------------------------------------------


def far_lasa(person: Personal, om: Om) -> bool:
    """Read the figures: a class's as its analysis is read, others as a plan about the same."""
    return behorighet.far_lasa_analys(person, om.klass) if om.klass else far_skriva(person, om)


def far_skriva(person: Personal, om: Om) -> bool:
    """Put in, change and remove figures: who may start a plan about the same, or write in one there is."""
    if urval.far_starta(person, niva=om.niva, skola=om.skola, klass=om.klass, elev=om.elev):
        return True
    if om.niva == Niva.SKOLA:
        return False
    # A plan goes on with its class, and so with mentors that the class did not have then.
    planer = Plan.objects.filter(klass=om.klass, elev=om.elev).select_related("klass", "elev")
    return any(urval.far_skriva(person, plan) for plan in planer)


def hamta_klass(person: Personal, kod: str) -> Om:
    """A class's; 404 and 403 as ``behorighet.hamta_klass``."""
    klass = behorighet.hamta_klass(person, kod)
    return _lasbar(person, Om(klass.skola, klass=klass))


def hamta_elev(person: Personal, kod: str) -> Om:
    """A pupil's; 404 also for who may not know of a protected pupil."""
    elev = behorighet.hamta_elev(person, kod)
    return _lasbar(person, Om(elev.skola, elev=elev))


def hamta_skola(person: Personal, kod: str) -> Om:
    """A school's as a whole."""
    return _lasbar(person, Om(behorighet.hamta_skola(person, kod)))


def hamta_period(person: Personal, kod: str) -> tuple[Om, Narvaroperiod]:
    """A period that the person may change, and whose it is."""
    period = Narvaroperiod.objects.select_related("skola", "klass", "elev", "andrad_av").filter(kod=kod).first()
    if period is None or period.skola_id not in behorighet.roller(person):
        raise Http404
    if period.elev and not behorighet.ser_dold(person, period.elev):
        raise Http404
    for del_ in (period.klass, period.elev):
        if del_:
            del_.skola = period.skola
    om = Om(period.skola, klass=period.klass, elev=period.elev)
    behorighet.krav(far_skriva(person, om))
    return om, period


def _lasbar(person: Personal, om: Om) -> Om:
    behorighet.krav(far_lasa(person, om))
    return om


# --- The figures ------------------------------------------------------------------------------------------------------


def las_perioder(*, klass: Klass | None = None, elev: Elev | None = None, skola: Skola | None = None) -> list[Period]:
    """The periods of a class, of a pupil, or of a school as a whole, the earliest first: one question.

    Asks nothing of who is asking. The rows come with all subjects first, then in the order of the school's list.
    """
    om = klass or elev or skola
    rader = (_OM_KLASS if klass else _OM_ELEV if elev else _OM_SKOLA)(om.id)
    if not rader:
        return []
    lista = for_skola(om if isinstance(om, Skola) else om.skola)
    return [_period(nyckel, [rad[4:] for rad in grupp], lista) for nyckel, grupp in groupby(rader, lambda r: r[:4])]


def perioder_for(om: Om) -> list[Period]:
    """``las_perioder`` of what the person has asked for."""
    if om.klass or om.elev:
        return las_perioder(klass=om.klass, elev=om.elev)
    return las_perioder(skola=om.skola)


def _period(nyckel: tuple, rader: list[tuple], lista: Amneslista) -> Period:
    kod, fran, till, version = nyckel
    ordning = {amne: nummer for nummer, amne in enumerate(("", *lista.amnen))}
    namn = {"": ALLA_AMNEN} | {amne.kod: amne.namn for amne in lista.amnen.values()}
    lasta = [Rad(amne, namn.get(amne, amne), Decimal(str(g)), Decimal(str(o))) for amne, g, o in rader]
    lasta.sort(key=lambda rad: (ordning.get(rad.amne, len(ordning)), rad.amne))
    return Period(kod, date.fromisoformat(fran), date.fromisoformat(till), version, tuple(lasta))


def _fraga(om_vad: str, **mer) -> Fraga:
    return Fraga(
        lambda om: (
            Narvarorad.objects.filter(**{om_vad: om}, **mer)
            .order_by("period__fran", "period__till", "period_id", "id")
            .values_list(
                "period__kod",
                Cast("period__fran", CharField()),
                Cast("period__till", CharField()),
                "period__version",
                "amne",
                "giltig",
                "ogiltig",
            )
        )
    )


_OM_KLASS, _OM_ELEV = _fraga("period__klass"), _fraga("period__elev")
_OM_SKOLA = _fraga("period__skola", period__klass=None, period__elev=None)
