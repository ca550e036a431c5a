"""Plans and their varv, what is written in them, their review, figures of attendance, and reminders."""

from .granskning import Avskrift, Granskning, Kommentar, Skal, Svar, TidigareKommentar
from .innehall import Forflyttning, Insats, Mal, Text, Tidigare, Typ, Uppnatt
from .narvaro import Narvaroperiod, Narvarorad
from .paminnelser import Kalenderadress, Paminnelse
from .plan import Lage, Niva, Plan, Varv

__all__ = [
    "Avskrift",
    "Forflyttning",
    "Granskning",
    "Insats",
    "Kalenderadress",
    "Kommentar",
    "Lage",
    "Mal",
    "Narvaroperiod",
    "Narvarorad",
    "Niva",
    "Paminnelse",
    "Plan",
    "Skal",
    "Svar",
    "Text",
    "Tidigare",
    "TidigareKommentar",
    "Typ",
    "Uppnatt",
    "Varv",
]
