"""What the frame of every page asks of *mötesläge*."""

from functools import partial

from django import template

from ..etiketter import Etiketter
from ..models import Analys
from ..visning import manniskor

register = template.Library()


@register.filter
def utan_namn(text, lage) -> str:
    """A message to the person without the names of the meeting that is on the wall; nothing when that is gone."""
    analys = Analys.objects.filter(kod=lage.kod).first()
    return Etiketter(lage.ordning, partial(manniskor, analys)).text(str(text)) if analys else ""
