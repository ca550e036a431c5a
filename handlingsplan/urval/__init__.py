"""Reads of plans. Each starts from what the person may see.

``tillgang`` answers who may and finds a plan, ``innehallet`` reads what a plan holds.
"""

from .innehallet import Innehall, Malrad, innehall, text_for, tidigare
from .tillgang import (
    att_valja_bland,
    far_granska,
    far_lasa,
    far_skriva,
    far_starta,
    hamta_egen_insats,
    hamta_plan,
    kan_ansvara,
    oppna_planer,
    synliga_planer,
)

__all__ = [
    "Innehall",
    "Malrad",
    "att_valja_bland",
    "far_granska",
    "far_lasa",
    "far_skriva",
    "far_starta",
    "hamta_egen_insats",
    "hamta_plan",
    "innehall",
    "kan_ansvara",
    "oppna_planer",
    "synliga_planer",
    "text_for",
    "tidigare",
]
