"""The live area: the part of a meeting's page that is drawn anew when somebody has changed something.

A part is named by ``del_``, a path under the meeting: "gruppen/oro/beteende". ``version`` is the meeting's, read before
what the part shows, so that nothing that is saved meanwhile is missed.
"""

from collections.abc import Callable

from django.http import Http404
from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande

from .. import gang
from ..urval import Innehall
from ..visning import Visning
from . import dagordning, elev, gruppen, sammanfattning, vagar
from . import gang as gang_html

# Who draws a part, by its first word; what is given is the words after it. Raises Http404 for a part that is not there.
RITARE: dict[str, Callable[[Visning, Innehall, list[str]], str]] = {
    gang.GRUPPEN: gruppen.rita,
    gang.DAGORDNING: dagordning.rita,
    gang.ELEV: elev.rita,
    gang.SAMMANFATTNING: sammanfattning.rita,
}


def rita(visning: Visning, innehall: Innehall, del_: str, **mer: str) -> SafeString:
    """The whole area, drawn from what is stored now."""
    forsta, *resten = del_.split("/")
    if forsta not in RITARE:
        raise Http404
    return ram(visning, del_, RITARE[forsta](visning, innehall, resten), **mer)


def ram(
    visning: Visning, del_: str, innehall: str, *, tom: str = "", fokus: str = "", till_skarm: bool = False
) -> SafeString:
    """The area around what has been drawn. ``tom``: the id of a form to empty, ``fokus`` of what gets the focus.

    The recap says above the area that the meeting was ended; ``till_skarm`` goes to a screen that may not say so yet.
    """
    an = visning.analys
    slut = ""
    if not an.oppen and (till_skarm or del_ != gang.SAMMANFATTNING):
        slut = '<p class="meddelande" id="slut">Mötet är avslutat och kan läsas. Öppna det igen för att ändra.</p>'
    return levande.omrade(an.version, del_, f"{vagar.bas(an)}nytt/", f"{slut}{innehall}", tom=tom, fokus=fokus)


def svar(visning: Visning, innehall: Innehall, del_: str, *, besked: str = "", **mer: str) -> SafeString:
    """The answer to the page's script: the area, the steps with their numbers, and what is to be told.

    Of the agenda also the way on, which leads to the first pupil who is left.
    """
    delar = [rita(visning, innehall, del_, till_skarm=True, **mer), gang_html.rita(visning, innehall, del_)]
    if del_ == gang.DAGORDNING:
        plats = dagordning.platsen(visning, innehall)
        delar += [gang_html.vidare(visning.analys, plats), gang_html.vidare_sist(visning.analys, plats)]
    if besked:
        delar.append(levande.besked(besked))
    return mark_safe("".join(delar))  # noqa: S308 - made of parts that escape
