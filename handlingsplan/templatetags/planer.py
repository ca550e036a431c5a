"""What a meeting's recap asks of plans: those that were made of what it found."""

from django import template

from analys.models import Analys
from skolanknytning.skola.models import Personal

from .. import urval
from ..models import Plan

register = template.Library()


@register.simple_tag
def planer_av(analys: Analys, person: Personal) -> list[Plan]:
    """The plans that were started from the meeting, of those the person may read; the first the earliest."""
    planer = urval.synliga_planer(person).filter(analys=analys).select_related("elev").order_by("skapad", "id")
    return list(planer)
