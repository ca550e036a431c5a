"""A plan is closed, opened again or taken away."""

from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Personal

from .. import urval
from ..models import Plan, Skal
from .grund import OgiltigError, OppenPlanError, andrad, las, las_att_skriva, las_om, oppet_varv
from .kopior import behall

# What stands in a plan from the start.
BAKGRUND = ("monster", "faktorer")


@transaction.atomic
def avsluta(plan: Plan, av: Personal) -> Plan:
    """Close the plan, and keep it as it stood; from now on it is read-only.

    Raises AvslutadError when it is already, BorttagetError, HosRektorError.
    """
    last = las_att_skriva(plan)
    behall(last, Skal.AVSLUT, av)
    nu = timezone.now()
    last.varv.filter(avslutat=None).update(avslutat=nu)
    last.avslutad, last.avslutad_av = nu, av
    last.save(update_fields=["avslutad", "avslutad_av"])
    andrad(last, av, handling=Handling.STANGDE)
    return last


@transaction.atomic
def oppna(plan: Plan, av: Personal, and_anda: bool = False) -> Plan:
    """Open a closed plan again, in its last varv.

    Raises BorttagetError, and OppenPlanError when there is another open one, unless told to ``and_anda``.
    """
    las_om(plan)
    last = las(plan)
    if last.oppen:
        return last
    andra = list(urval.oppna_planer(klass=last.klass, elev=last.elev, skola=last.skola))
    if andra and not and_anda:
        raise OppenPlanError(andra)
    varv = last.varv.latest("nummer")
    varv.avslutat = None
    varv.save(update_fields=["avslutat"])
    last.avslutad = last.avslutad_av = None
    last.save(update_fields=["avslutad", "avslutad_av"])
    andrad(last, av, handling=Handling.OPPNADE)
    return last


@transaction.atomic
def ta_bort(plan: Plan, av: Personal) -> None:
    """Take away a plan in which nobody has written more than it began with.

    Raises AvslutadError, BorttagetError, HosRektorError, and OgiltigError otherwise.
    """
    last = las_att_skriva(plan)
    if not ar_orord(last):
        raise OgiltigError("Planen har redan innehåll och kan inte tas bort. Avsluta den i stället.")
    andrad(last, av, handling=Handling.TOG_BORT)
    last.delete()


def ar_orord(plan: Plan) -> bool:
    """Whether nothing but what it began with is written in the plan, and it has never been sent nor followed up."""
    if not plan.oppen or plan.mal.exists() or plan.avskrifter.exists() or oppet_varv(plan).nummer > 1:
        return False
    fran_borjan = {""}
    if plan.foregaende:
        fran_borjan |= set(plan.foregaende.texter.filter(falt="resultat").values_list("text", flat=True))
    return all(ord_ in fran_borjan for ord_ in plan.texter.exclude(falt__in=BAKGRUND).values_list("text", flat=True))
