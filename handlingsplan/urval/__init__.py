"""Reads of plans. Each starts from what the person may see.

``tillgang`` answers who may and finds a plan, ``innehallet`` reads what a plan holds.
"""

from .innehallet import Innehall, Malrad, innehall, text_for, tidigare
from .tillgang import (
    far_granska,
    far_lasa,
    far_skriva,
    far_starta,
    hamta_egen_insats,
    hamta_plan,
    oppna_planer,
    synliga_planer,
)

__all__ = [
    "Innehall",
    "Malrad",
    "far_granska",
    "far_lasa",
    "far_skriva",
    "far_starta",
    "hamta_egen_insats",
    "hamta_plan",
    "innehall",
    "oppna_planer",
    "synliga_planer",
    "text_for",
    "tidigare",
]
