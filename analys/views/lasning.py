"""Who has read what of a meeting, as the log holds it."""

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola.models import Elev, Personal

from ..models import Analys, Skrivet


def anteckna_elev(person: Personal, analys: Analys, elev: Elev) -> None:
    """Write in the pupil's own read log that what the meeting has of the pupil was opened."""
    anteckna_lasning(person, elev, f"en elev i {analys.vad}", skola_kod=analys.skola.kod)


def anteckna_rad(person: Personal, analys: Analys, rad: Skrivet) -> None:
    """Write that a text of the meeting was opened, and whom it is about if it is about a pupil."""
    anteckna_lasning(person, analys, analys.vad, skola_kod=analys.skola.kod)
    if rad.elev is not None:
        anteckna_elev(person, analys, rad.elev)
