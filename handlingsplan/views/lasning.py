"""Who has read what of a plan, as the log holds it."""

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola.models import Personal

from ..models import Plan


def anteckna_plan(person: Personal, plan: Plan) -> None:
    """Write that the plan was opened; of a pupil's plan also in the pupil's own read log."""
    for om in (plan, plan.elev):
        if om is not None:
            anteckna_lasning(person, om, plan.vad, skola_kod=plan.skola.kod)
