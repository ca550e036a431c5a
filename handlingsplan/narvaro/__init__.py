"""Figures of absence on plain values: read from files, said in words, drawn as a picture. Pure.

Ask the package: ``narvaro.bild(perioder)``. The periods come from ``narvarolasning.las_perioder``.
"""

from .lasning import las
from .mall import arbetsbok
from .meningar import sammanfattning
from .ritning import bild
from .tal import TalError, avrundat, las_procent, skrivet
from .typer import ALLA_AMNEN, Lasta, NarvaroError, Period, Rad

__all__ = [
    "ALLA_AMNEN",
    "Lasta",
    "NarvaroError",
    "Period",
    "Rad",
    "TalError",
    "arbetsbok",
    "avrundat",
    "bild",
    "las",
    "las_procent",
    "sammanfattning",
    "skrivet",
]
