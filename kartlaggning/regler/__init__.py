"""Changes to kartläggningar. Each is one transaction with its log entry inside; none knows of a request.

``markeringar`` saves marks and ``rundor`` starts, closes and reopens, for the class and for one pupil: ask the package,
``regler.stang(kartlaggning, av=person)``. ``individ`` has what is only the pupil's, ``besluta`` several proposals at
once, ``terminstal`` the sums that follow the rounds.
"""

from skolanknytning.skrivet import OgiltigError

from .grund import (
    StangdError,
    las_elev,
    las_oppen,
)
from .markeringar import (
    Krock,
    Onskan,
    Sparat,
    resten_gront,
    spara_markeringar,
)
from .rundor import (
    luckor,
    oppna,
    skal_kravs,
    stang,
    starta,
)

__all__ = [
    "Krock",
    "OgiltigError",
    "Onskan",
    "Sparat",
    "StangdError",
    "las_elev",
    "las_oppen",
    "luckor",
    "oppna",
    "resten_gront",
    "skal_kravs",
    "spara_markeringar",
    "stang",
    "starta",
]
