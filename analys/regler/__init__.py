"""Changes to an analysis: objects in, objects out; transaction and log entry inside, no request.

``mote`` plans, ends and opens a meeting, ``skriva`` saves the texts people write together, ``monster`` makes patterns
and what belongs to them, ``dagordning`` orders the pupils.
"""

from .dagordning import flytta_punkt, satt_klar, satt_upp, ta_av
from .grund import AvslutadError, BorttagetError, OgiltigError
from .monster import (
    angelagen,
    avfarda,
    flytta,
    koppla,
    koppla_bort,
    lagg_steg,
    lagg_till,
    planera_steg,
    steget_gjort,
    ta_bort,
    ta_bort_steg,
    ta_fram,
)
from .mote import PagarError, andra, avsluta, oppna, planera, planera_skola, stall_in
from .skriva import Utfall, spara, svar_for

__all__ = [
    "AvslutadError",
    "BorttagetError",
    "OgiltigError",
    "PagarError",
    "Utfall",
    "andra",
    "angelagen",
    "avfarda",
    "avsluta",
    "flytta",
    "flytta_punkt",
    "koppla",
    "koppla_bort",
    "lagg_steg",
    "lagg_till",
    "oppna",
    "planera",
    "planera_skola",
    "planera_steg",
    "satt_klar",
    "satt_upp",
    "spara",
    "stall_in",
    "steget_gjort",
    "svar_for",
    "ta_av",
    "ta_bort",
    "ta_bort_steg",
    "ta_fram",
]
