"""Copies of the plan as it stood when somebody relied on it."""

from skolanknytning.skola.models import Personal

from .. import avskrift, mallar, urval
from ..models import Avskrift, Plan, Skal


def behall(plan: Plan, skal: Skal, av: Personal) -> Avskrift:
    """Keep the plan as it stands in the varv that it is in. Called within the transaction that has locked it."""
    innehall = urval.innehall(plan)
    ord_ = avskrift.av(innehall, mallar.las(plan.mallar)).som_json()
    return Avskrift.objects.create(plan=plan, varv=innehall.nu, skal=skal, av=av, innehall=ord_)
