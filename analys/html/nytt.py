"""The forms that make something new: a pattern in one's own words, and a next step.

What has been written and held back stands in its field; ``tillstand`` alone is drawn anew then.
"""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande

from ..visning import Visning
from . import vagar
from .falt import utan_namn
from .grund import dolt

RAD_OM_NAMN = "Skriv det ni ser i skolan. Inga namn, inget om diagnos, hälsa eller familj."


def monster(
    visning: Visning,
    *,
    del_: str,
    slag: str,
    dimension: str,
    elev: str = "",
    etikett: str = "Skriv ett eget mönster",
    hjalp: str = "",
    text: str = "",
    utkast: str = "",
    **laget,
) -> SafeString:
    """The form for a pattern; empty for who only reads. ``text``, ``utkast`` and ``laget`` when one was held back."""
    if not visning.skriver:
        return mark_safe("")
    id_ = id_for(slag, dimension)
    om = {"slag": slag, "dimension": dimension}
    om |= ({"elev": elev} if elev else {}) | ({"utkast": utkast} if utkast else {})
    return mark_safe(  # noqa: S308 - texts are escaped
        f'<form class="nytt" id="{id_}" method="post" action="{vagar.bas(visning.analys)}monster/" novalidate '
        f'data-eget>{dolt(visning, del_, **om)}<label class="form-label" for="{id_}-text">{escape(etikett)}</label>'
        f'<p class="form-text" id="{id_}-hjalp">{escape(hjalp)} {RAD_OM_NAMN}</p>'
        f'<textarea class="form-control" id="{id_}-text" name="text" rows="2" maxlength="10000" '
        f'aria-describedby="{id_}-hjalp">\n{escape(text)}</textarea>'
        f"{tillstand(visning, id_, knapp='Lägg till mönstret', **laget)}</form>"
    )


def id_for(slag: str, dimension: str) -> str:
    """The id of the form for a pattern of that kind and dimension."""
    return f"nytt-{slag}-{dimension}"


def tillstand(visning: Visning, id_: str, *, knapp: str, varningar: tuple[str, ...] = (), fel: str = "") -> SafeString:
    """The line and the button under a new text: what is asked about it, or why it was not taken."""
    return levande.tillstand(id_, knapp=knapp, varningar=utan_namn(visning, varningar), fel=fel)
