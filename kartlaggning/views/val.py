"""The other face of the grid, in an ordinary form: what is chosen of one square."""

from ..forms import MED_AMNEN, forr_text
from ..instrument import Instrument, Pastaende
from ..models import Farg
from ..regler import Krock
from ..urval import Ruta


def valrad(instr: Instrument, pastaende: Pastaende, ruta: Ruta, falt: str, rubrik: str, krock: Krock | None) -> dict:
    """A square as a group of choices: ``falt`` is its key in the form, ``rubrik`` what it is about."""
    return {
        "falt": falt,
        "rubrik": rubrik,
        "ruta": ruta,
        "farger": [f for f in instr.farger if pastaende.tar_farg(f.varde)],
        "forr": forr_text(ruta),
        "krock": krock,
        "ville": Farg(krock.onskan.farg).label if krock else "",
        "stod": Farg(krock.ruta.farg).label if krock else "",
        "amnen": pastaende.amnen,
        "fraga_amnen": pastaende.amnen and ruta.farg in MED_AMNEN,
    }
