"""What the frame of every meeting page takes (``templates/analys/ram.html``)."""

from django.http import HttpRequest

from skolanknytning.logg.regler import anteckna_lasning

from .. import gang, guide
from ..html import gang as gang_html
from ..html import levande
from ..urval import Innehall
from ..visning import Visning


def ram(
    request: HttpRequest,
    visning: Visning,
    innehall: Innehall,
    del_: str,
    ritad: str | None = None,
    grannar: tuple[gang.Steg, gang.Steg] | None = None,
) -> dict:
    """The steps, the way back and on, and the live area; ``ritad`` is its content when the view has drawn it.

    ``grannar`` are what is before and next where that is not the steps': one pupil comes after another. Writes in the
    read log that the meeting has been opened.
    """
    an = visning.analys
    anteckna_lasning(request.user, an, an.vad, skola_kod=an.skola.kod)
    plats = gang.plats(gang_html.stegen(visning), del_)
    if grannar:
        plats = gang.Plats(plats.steg, *grannar)
    return {
        "analys": an,
        "visning": visning,
        "guide": guide.las(an.guide),
        "stegen": gang_html.rita(visning, innehall, del_),
        "har": plats.steg,
        "vidare": gang_html.vidare(an, plats),
        "vidare_sist": gang_html.vidare_sist(an, plats),
        "levande": levande.rita(visning, innehall, del_) if ritad is None else levande.ram(visning, del_, ritad),
    }
