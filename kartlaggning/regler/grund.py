"""What every change rests on: the errors, the locks, the log entry."""

from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Elev, Personal

from ..models import Kartlaggning
from ..resa import dag


class StangdError(Exception):
    """The kartläggning is closed, or has been taken back; says so, by whom and when, in a sentence for people."""


def las_oppen(kartlaggning: Kartlaggning) -> Kartlaggning:
    """The round anew, locked for the rest of the transaction; raises StangdError when it is closed or taken back."""
    last = Kartlaggning.objects.select_for_update().filter(pk=kartlaggning.pk).first()
    if last is None:
        raise StangdError("En mentor har tagit tillbaka det här.")
    # Read already, and a round never changes class or pupil.
    last.klass = kartlaggning.klass
    if kartlaggning.elev_id:
        last.elev = kartlaggning.elev
    if not last.oppen:
        vem = last.stangd_av.namn if last.stangd_av else "En kollega"
        nar = timezone.localtime(last.stangd)
        raise StangdError(f"{vem} stängde kartläggningen {dag(nar)} klockan {nar:%H.%M}.")
    return last


def las_elev(elev_id: int) -> None:
    """Lock the pupil for the rest of the transaction: what may be open beside what is asked of the pupil."""
    Elev.objects.select_for_update(no_key=True).get(pk=elev_id)


def anteckna_andring(
    av: Personal, kartlaggning: Kartlaggning, text: str, handling: Handling = Handling.ANDRADE
) -> None:
    """The log entry of a change to the round; the text has no verb of its own, ``handling`` is it."""
    anteckna(av, handling, kartlaggning, text, skola_kod=kartlaggning.klass.skola.kod)
