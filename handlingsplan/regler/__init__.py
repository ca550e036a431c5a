"""Changes to a plan: objects in, objects out; transaction and log entry inside, no request.

``start`` begins a plan, ``planen`` closes and opens it, ``varv`` turns it, ``mal`` and ``insatser`` change what is
aimed at and done, ``texter`` saves the texts people write together, ``kopior`` keeps the plan as it stood,
``granskning`` is what goes on between the team and the rektor.
"""

from .granskning import (
    BesvaradError,
    aterlamna,
    godkann,
    kommentar_for,
    kommentera,
    skicka,
    ta_tillbaka,
)
from .grund import (
    Andring,
    AvslutadError,
    BorttagetError,
    FaltError,
    FragaError,
    HosRektorError,
    Krock,
    OgiltigError,
    OppenPlanError,
)
from .insatser import (
    andra_insats,
    flytta_insats,
    genomford,
    lagg_insats,
    lamna_insats,
    resurs_ordnad,
    ta_bort_insats,
)
from .kopior import behall
from .mal import flytta_mal, lagg_mal, lamna_mal, satt_forflyttning, ta_bort_mal
from .planen import ar_orord, avsluta, oppna, ta_bort
from .start import starta
from .texter import Utfall, andra_omrade, spara_text, varningar
from .varv import folj_upp, satt_uppfoljning, stod_ordnat

__all__ = [
    "Andring",
    "AvslutadError",
    "BesvaradError",
    "BorttagetError",
    "FaltError",
    "FragaError",
    "HosRektorError",
    "Krock",
    "OgiltigError",
    "OppenPlanError",
    "Utfall",
    "andra_insats",
    "andra_omrade",
    "ar_orord",
    "aterlamna",
    "avsluta",
    "behall",
    "flytta_insats",
    "flytta_mal",
    "folj_upp",
    "genomford",
    "godkann",
    "kommentar_for",
    "kommentera",
    "lagg_insats",
    "lagg_mal",
    "lamna_insats",
    "lamna_mal",
    "oppna",
    "resurs_ordnad",
    "satt_forflyttning",
    "satt_uppfoljning",
    "skicka",
    "spara_text",
    "starta",
    "stod_ordnat",
    "ta_bort",
    "ta_bort_insats",
    "ta_bort_mal",
    "ta_tillbaka",
    "varningar",
]
