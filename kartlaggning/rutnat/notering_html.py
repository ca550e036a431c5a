"""A note of a round as a form: the long text's field (``skolanknytning.textfalt``) with the round's own addresses."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from skolanknytning import textfalt

from ..instrument import Anteckningsfraga

if TYPE_CHECKING:
    from ..models import Anteckning
    from ..urval import Anteckningsrad


def notering(
    kod: str,
    fraga: Anteckningsfraga,
    rad: "Anteckningsrad | Anteckning | None",
    *,
    csrf: str,
    far_skriva: bool,
    forled: str = "",
    **laget,
) -> SafeString:
    """The whole form for a note of the round ``kod``; ``laget`` is ``text``, ``utfall`` and ``fel`` of the field."""
    return textfalt.formular(_falt(kod, fraga, forled), rad, csrf=csrf, far_skriva=far_skriva, **laget)


def tillstand(
    kod: str, fraga: Anteckningsfraga, rad: "Anteckningsrad | Anteckning | None", *, far_skriva: bool, **laget
) -> SafeString:
    """What has become of the text; for htmx to put in the place of the old."""
    return textfalt.tillstand(_falt(kod, fraga), rad, far_skriva=far_skriva, **laget)


def _falt(kod: str, fraga: Anteckningsfraga, forled: str = "") -> textfalt.Falt:
    adress = reverse("kartlaggning_anteckning", args=[kod, fraga.nyckel])
    return textfalt.Falt(fraga.nyckel, escape(fraga.fraga), adress, tidigare=f"{adress}versioner/", forled=forled)
