"""What the frame of every meeting page takes (``templates/analys/ram.html``)."""

from django.http import HttpRequest

from skolanknytning.logg.regler import anteckna_lasning

from .. import gang, guide
from ..html import gang as gang_html
from ..html import levande, vagar
from ..urval import Innehall
from ..visning import Visning


def ram(request: HttpRequest, visning: Visning, innehall: Innehall, del_: str, ritad: str | None = None) -> dict:
    """The steps, the way back and on, and the live area; ``ritad`` is its content when the view has drawn it.

    Writes in the read log that the meeting has been opened.
    """
    an = visning.analys
    anteckna_lasning(request.user, an, an.vad, skola_kod=an.skola.kod)
    plats = gang.plats(gang_html.stegen(visning), del_)
    return {
        "analys": an,
        "visning": visning,
        "guide": guide.las(an.guide),
        "stegen": gang_html.rita(visning, innehall, del_),
        "har": plats.steg,
        "forra": _lank(an, plats.forra, plats.steg),
        "nasta": _lank(an, plats.nasta, plats.steg),
        "levande": levande.rita(visning, innehall, del_) if ritad is None else levande.ram(visning, del_, ritad),
    }


def _lank(analys, steg: gang.Steg | None, har: gang.Steg) -> dict | None:
    """A neighbouring step as the two buttons show it; by its group's name where it begins or ends one."""
    if steg is None:
        return None
    ord_ = steg.grupp if steg.grupp and steg.grupp != har.grupp else steg.namn
    return {"ord": ord_, "adress": f"{vagar.sida(analys, steg.del_)}#mote"}
