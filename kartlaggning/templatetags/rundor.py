"""What pages of the layers below show of rounds; they include a template of this app, which asks for it here."""

from collections.abc import Iterable

from django import template

from kartlaggning import urval
from skolanknytning.skola.models import Klass

register = template.Library()


@register.simple_tag
def med_oppen_runda(klasser: Iterable[Klass]) -> list[Klass]:
    """Those of the classes, in the order given, that have a class round under way."""
    klasser = list(klasser)
    oppna = urval.klasser_med_oppen_runda(klasser)
    return [klass for klass in klasser if klass.pk in oppna]
