"""A round from its start to its end: started, closed with or without gaps, reopened."""

from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Klass, Personal
from skolanknytning.skrivet import OgiltigError

from .. import instrument, urval
from ..models import Deltagare, Kartlaggning, Niva
from . import terminstal
from .grund import anteckna_andring, las_elev, las_oppen


def starta(klass: Klass, *, av: Personal, datum) -> Kartlaggning:
    """Begin a round with the latest form; the class's open round if it has one already."""
    with transaction.atomic():
        # Two mentors who press at once get the same round.
        Klass.objects.select_for_update().get(pk=klass.pk)
        oppen = Kartlaggning.objects.filter(klass=klass, niva=Niva.GRUPP, stangd=None).first()
        if oppen:
            return oppen
        ny = Kartlaggning.objects.create(
            klass=klass, instrument=instrument.SENASTE_GRUPP, datum=datum, skapad_av=av, niva=Niva.GRUPP
        )
        anteckna(av, Handling.SKAPADE, ny, f"kartläggning av {klass}", skola_kod=klass.skola.kod)
    return ny


def luckor(kartlaggning: Kartlaggning, *, av: Personal) -> int:
    """How many squares are not judged yet, of the pupils the person sees."""
    elever = {e.id for e in urval.elever_i(kartlaggning, av)}
    bedomda = sum(1 for (elev, _), r in urval.rutor(kartlaggning).items() if elev in elever and r.bedomd)
    return len(elever) * len(urval.instrument_for(kartlaggning).pastaenden) - bedomda


def skal_kravs(kartlaggning: Kartlaggning, antal: int, *, av: Personal) -> bool:
    """Whether closing with ``antal`` empty squares takes a reason.

    A colleague is told to leave empty what they do not see, and so says why only when all of it is empty.
    """
    if kartlaggning.tillfragad_id is None or kartlaggning.tillfragad_id != av.id:
        return antal > 0
    return antal >= len(urval.instrument_for(kartlaggning).pastaenden)


def stang(kartlaggning: Kartlaggning, *, av: Personal, skal: str = "") -> Kartlaggning:
    """Close the round: read-only from now on, with the pupils the class has today.

    Raises StangdError when somebody closed it first, OgiltigError when squares are empty and no reason is given where
    one is asked for.
    """
    with transaction.atomic():
        last = las_oppen(kartlaggning)
        skal = skal.strip()
        if not skal and skal_kravs(last, luckor(last, av=av), av=av):
            raise OgiltigError("Skriv varför kartläggningen stängs med luckor.")
        Deltagare.objects.bulk_create([Deltagare(kartlaggning=last, elev_id=e) for e in urval.elev_ider(last)])
        last.stangd, last.stangd_av, last.stangd_skal = timezone.now(), av, skal
        last.save(update_fields=["stangd", "stangd_av", "stangd_skal"])
        terminstal.rakna_om(last)
        anteckna_andring(av, last, last.vad, Handling.STANGDE)
    return last


def oppna(kartlaggning: Kartlaggning, *, av: Personal) -> Kartlaggning:
    """Reopen a closed round. Raises OgiltigError when the class, or the pupil, already has another one open."""
    with transaction.atomic():
        # First what new rounds lock when they begin, then the round: the other way round two could wait for each other.
        if kartlaggning.elev_id:
            las_elev(kartlaggning.elev_id)
        else:
            Klass.objects.select_for_update().get(pk=kartlaggning.klass_id)
        last = Kartlaggning.objects.select_for_update().get(pk=kartlaggning.pk)
        last.klass = kartlaggning.klass
        if last.oppen:
            return last
        if urval.oppna_som(last).exists():
            raise OgiltigError(_REDAN_OPPEN[last.niva])
        last.deltagare.all().delete()
        last.stangd, last.stangd_av, last.stangd_skal = None, None, ""
        last.save(update_fields=["stangd", "stangd_av", "stangd_skal"])
        terminstal.rakna_om(last)
        anteckna_andring(av, last, last.vad, Handling.OPPNADE)
    return last


_REDAN_OPPEN = {
    Niva.GRUPP: "Klassen har redan en öppen kartläggning. Stäng den först.",
    Niva.INDIVID: "Eleven har redan ett datum som är öppet. Stäng det först.",
}
