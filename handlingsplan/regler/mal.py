"""The goals of a plan: set, put in order, left, and how far each has come."""

from django.db import transaction

from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import Utfall

from .. import platser
from ..models import Forflyttning, Mal, Plan, Text, Uppnatt, Varv
from .grund import Andring, OgiltigError, andra_falten, andrad, las_att_skriva, las_rad, oppet_varv, ren
from .ordning import byt_plats, krav_pa_antal, sist
from .texter import fri_kod, redan_lagd, skriv_forsta, varningar

# What is not to be touched, where None and "" are values.
ORORD = ...


def lagg_mal(plan: Plan, text: str, *, av: Personal, bekraftad: bool = False, kod: str = "") -> Utfall:
    """Set a goal, last in the plan; ``rad`` is its text, with the goal in ``mal``.

    ``kod`` is what the form says that the goal is to be called: sent twice it is one (``texter.redan_lagd``). Raises
    AvslutadError, BorttagetError, HosRektorError, OgiltigError if empty.
    """
    text = ren(text)
    if not text:
        raise OgiltigError("Skriv målet.")
    with transaction.atomic():
        last = las_att_skriva(plan)
        if fore := redan_lagd(last, "mal", kod, text):
            return Utfall(fore, sparad=True)
        fragor = () if bekraftad else tuple(varningar(last, text))
        if fragor:
            return Utfall(None, sparad=False, varningar=fragor)
        krav_pa_antal(last.mal, "mål i planen")
        mal = Mal.objects.create(kod=fri_kod(Mal, kod), plan=last, varv=oppet_varv(last), ordning=sist(last.mal))
        rad = Text(plan=last, mal=mal, falt="mal", nyckel=platser.nyckel("mal", rad=mal.kod))
        skriv_forsta(rad, text, av)
        andrad(last, av, "mål")
    return Utfall(rad, sparad=True, ny=True)


@transaction.atomic
def flytta_mal(mal: Mal, upp: bool, av: Personal) -> None:
    """Change places with the goal before or after among those worked towards; at the end nothing happens.

    Raises AvslutadError, BorttagetError, HosRektorError.
    """
    last = las_att_skriva(mal.plan)
    if byt_plats(last.mal.filter(slut=None), las_rad(mal), upp=upp):
        andrad(last, av, "målens ordning")


@transaction.atomic
def lamna_mal(mal: Mal, lamna: bool, av: Personal) -> Mal:
    """Leave a goal in the varv that is open, with its insatser; or take it up again, with those left with it.

    An insats that had been left before its goal was stays left.
    Raises AvslutadError, BorttagetError, HosRektorError.
    """
    last = las_att_skriva(mal.plan)
    nu = las_rad(mal)
    if lamna == (nu.slut_id is not None):
        return nu
    nu.slut = oppet_varv(last) if lamna else None
    med = nu.insatser.filter(slut=None) if lamna else nu.insatser.filter(med_malet=True)
    med.update(slut=nu.slut, med_malet=lamna)
    nu.save(update_fields=["slut"])
    andrad(last, av, "mål")
    return nu


@transaction.atomic
def ta_bort_mal(mal: Mal, av: Personal) -> None:
    """Take away a goal that was set in the open varv, with its insatser. An earlier one can only be left.

    Raises AvslutadError, BorttagetError, HosRektorError, OgiltigError.
    """
    last = las_att_skriva(mal.plan)
    nu = las_rad(mal)
    if nu.varv_id != oppet_varv(last).id:
        raise OgiltigError("Målet är från ett tidigare varv och hör till planens historia. Lämna det i stället.")
    nu.delete()
    andrad(last, av, "mål", Handling.TOG_BORT)


@transaction.atomic
def satt_forflyttning(
    varv: Varv, mal: Mal, *, uppnatt: str | None = None, konkret: bool | None = ORORD, fore: dict, av: Personal
) -> Andring:
    """Say how far the goal has come in the varv (``uppnatt``, "" takes it back) or whether it is concrete enough.

    What is not given stays; ``fore`` is what the page showed. ``rad`` is the Forflyttning. Raises AvslutadError,
    BorttagetError, HosRektorError, OgiltigError for a varv that has been followed up or a goal that has been left.
    """
    nytt = {"uppnatt": uppnatt, "konkret": konkret}
    nytt = {f: v for f, v in nytt.items() if v is not (None if f == "uppnatt" else ORORD)}
    if nytt.get("uppnatt", "") not in {"", *Uppnatt.values}:
        raise OgiltigError("Välj nått, på väg eller ej nått.")
    last = las_att_skriva(mal.plan)
    if las_rad(mal).slut_id:
        raise OgiltigError("Målet har lämnats. Ta upp det igen för att bedöma det.")
    if las_rad(varv).avslutat:
        raise OgiltigError("Varvet är uppföljt. Det som skrevs då står kvar som det var.")
    rad, _ = Forflyttning.objects.get_or_create(varv=varv, mal=mal)
    andring = andra_falten({f: getattr(rad, f) for f in nytt}, nytt, {"uppnatt": "", "konkret": None} | fore)
    for falt in andring.andrade:
        setattr(rad, falt, nytt[falt])
    if andring.andrade:
        rad.save(update_fields=andring.andrade)
        andrad(last, av, "förflyttning")
    return Andring(rad, andring.krockar, andring.andrade)
