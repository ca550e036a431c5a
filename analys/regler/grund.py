"""What every change of an analysis begins and ends with: the meeting is locked, and counts that it has changed."""

from django.db import models

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import OgiltigError, ren

from ..models import Analys

__all__ = ["AvslutadError", "BorttagetError", "OgiltigError", "andrad", "las", "las_oppen", "las_rad", "ren"]


class AvslutadError(ValueError):
    """The meeting has been ended, and is read-only until somebody opens it again."""

    def __init__(self):
        super().__init__("Mötet är avslutat. Öppna det igen för att ändra.")


class BorttagetError(ValueError):
    """What was to be changed has been taken away by a colleague."""

    def __init__(self):
        super().__init__("En kollega har tagit bort det.")


def las(analys: Analys) -> Analys:
    """The meeting, locked until the transaction ends, also one that has been ended. Raises BorttagetError."""
    last = Analys.objects.select_related("klass", "skola").select_for_update(of=("self",)).filter(pk=analys.pk).first()
    if last is None:
        raise BorttagetError
    return last


def las_oppen(analys: Analys) -> Analys:
    """The meeting, locked until the transaction ends. Raises AvslutadError, BorttagetError when it is called off."""
    last = las(analys)
    if not last.oppen:
        raise AvslutadError
    return last


def las_rad(rad: models.Model) -> models.Model:
    """The row as it stands now. Raises BorttagetError."""
    nu = type(rad).objects.filter(pk=rad.pk).first() if rad.pk else rad
    if nu is None:
        raise BorttagetError
    return nu


def andrad(analys: Analys, av: Personal, vad: str, handling: Handling = Handling.ANDRADE) -> None:
    """Count the change, so that the others' screens fetch it, and write it in the log; ``vad`` holds no free text."""
    Analys.objects.filter(pk=analys.pk).update(version=models.F("version") + 1)
    anteckna(av, handling, analys, f"{vad} i {analys.vad}", skola_kod=analys.skola.kod)
