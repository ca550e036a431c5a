"""What the log-in page shows in the demo, and nowhere else."""

from django import template
from django.conf import settings

from skolanknytning.start.demo import plan

register = template.Library()


@register.simple_tag
def demokonton() -> dict | None:
    """The demo's accounts and their password; None outside the demo."""
    if not settings.DEMO:
        return None
    return {"konton": plan.konton(), "losenord": plan.LOSENORD}
