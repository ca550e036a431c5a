"""Reads of kartläggningar. Each starts from what the person may see.

``rundor`` finds a round and says who may do what with it, ``deltagare`` who is in it, ``markeringar`` its squares (in
``antal`` counted, of many rounds) and ``noteringar`` its notes. Ask the package: ``urval.hamta_runda(person, kod)``.
"""

from .antal import Elevantal, med_senare, per_elev
from .deltagare import (
    FLYTTAD,
    Elevrad,
    elev_ider,
    elever_i,
    elever_pa_utskrift,
    kanda_ider,
    mentorer,
    namn_pa_blankett,
    personnamn,
)
from .markeringar import (
    TOM,
    Ruta,
    Rutor,
    koder,
    rutor,
)
from .noteringar import (
    Anteckningsrad,
    anteckningar,
    anteckningsrader,
    tid_ur,
)
from .rundor import (
    far_lasa,
    far_markera,
    far_oppna,
    far_stanga,
    far_styra,
    for_klass,
    forra,
    hamta_individ,
    hamta_kartlaggning,
    hamta_runda,
    instrument_for,
    klasser_med_oppen_runda,
    oppna_som,
    senaste_per_klass,
    tidigare,
)

__all__ = [
    "FLYTTAD",
    "TOM",
    "Anteckningsrad",
    "Elevantal",
    "Elevrad",
    "Ruta",
    "Rutor",
    "anteckningar",
    "anteckningsrader",
    "elev_ider",
    "elever_i",
    "elever_pa_utskrift",
    "far_lasa",
    "far_markera",
    "far_oppna",
    "far_stanga",
    "far_styra",
    "for_klass",
    "forra",
    "hamta_individ",
    "hamta_kartlaggning",
    "hamta_runda",
    "instrument_for",
    "kanda_ider",
    "klasser_med_oppen_runda",
    "koder",
    "med_senare",
    "mentorer",
    "namn_pa_blankett",
    "oppna_som",
    "per_elev",
    "personnamn",
    "rutor",
    "senaste_per_klass",
    "tid_ur",
    "tidigare",
]
