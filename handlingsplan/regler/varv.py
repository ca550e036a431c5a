"""The varv of a plan: when and by whom it is followed up, and the next that the follow-up opens."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from skolanknytning.skola.models import Personal, idag

from .. import platser
from ..models import Plan, Skal, Text, Varv
from .grund import (
    Andring,
    FaltError,
    OgiltigError,
    andra_falten,
    andrad,
    las_att_skriva,
    las_oppen,
    las_rad,
    oppet_varv,
)
from .insatser import krav_pa_ovriga
from .kopior import behall

FALTEN = ("datum", "uppfoljning", "klockan", "insamlat", "foljer_upp", "ovriga")
# What stands in a new varv as it stood in the one before.
FOLJER_MED = ("monster", "faktorer", "effekt", "hur", "datainsamling")


@transaction.atomic
def satt_uppfoljning(
    varv: Varv, nytt: Mapping[str, Any], *, fore: Mapping[str, Any], av: Personal, bekraftad: bool = False
) -> Andring:
    """Set when and by whom the varv is followed up (``FALTEN`` and ``kallade``, any), against what the page showed.

    ``foljer_upp`` is a person or None, ``kallade`` ids of people, who are added and taken away one by one. Raises
    AvslutadError, BorttagetError, HosRektorError, OgiltigError for a varv that has been followed up, FaltError for days
    in the wrong order, and FragaError unless ``bekraftad``.
    """
    last = las_att_skriva(varv.plan)
    nu = las_rad(varv)
    if nu.avslutat:
        raise OgiltigError("Varvet är redan uppföljt.")
    lagrat = {f: getattr(nu, f) for f in FALTEN} | {"kallade": set(nu.kallade.values_list("id", flat=True))}
    nytt = {f: v for f, v in nytt.items() if f in lagrat}
    if "kallade" in nytt:
        nytt["kallade"] = _kallade(lagrat["kallade"], set(nytt["kallade"]), set(fore["kallade"]))
        fore = {**fore, "kallade": lagrat["kallade"]}
    andring = andra_falten(lagrat, nytt, fore)
    for falt in andring.andrade:
        if falt == "kallade":
            nu.kallade.set(nytt[falt])
        else:
            setattr(nu, falt, nytt[falt])
    if andring.andrade:
        _krav_pa_dagarna(nu, set(andring.andrade))
        if "ovriga" in andring.andrade:
            krav_pa_ovriga(last, nu.ovriga, lagrat["ovriga"], bekraftad=bekraftad)
        nu.save(update_fields=[f for f in andring.andrade if f != "kallade"])
        andrad(last, av, "uppföljning")
    return Andring(nu, andring.krockar, andring.andrade)


def _kallade(lagrat: set[int], nytt: set[int], fore: set[int]) -> set[int]:
    """Who are invited now, with those added and without those taken away since the page was made.

    Two who invite different people do not contradict each other.
    """
    return (lagrat - (fore - nytt)) | (nytt - fore)


def _krav_pa_dagarna(varv: Varv, andrade: set[str]) -> None:
    """Raise FaltError for days that cannot be in that order, if any of them is what was changed."""
    if varv.datum is None:
        raise FaltError("Ange planens datum.", "datum")
    if andrade & {"datum", "uppfoljning"} and _fore(varv.uppfoljning, varv.datum):
        falt = "uppfoljning" if "uppfoljning" in andrade else "datum"
        raise FaltError("Uppföljningen kan inte vara före planens datum.", falt)
    if andrade & {"insamlat", "uppfoljning"} and _fore(varv.uppfoljning, varv.insamlat):
        falt = "insamlat" if "insamlat" in andrade else "uppfoljning"
        raise FaltError("Underlaget ska vara klart senast den dag ni följer upp.", falt)


def _fore(dag: date | None, annan: date | None) -> bool:
    return dag is not None and annan is not None and dag < annan


@transaction.atomic
def stod_ordnat(varv: Varv, ar: bool, av: Personal) -> Varv:
    """Mark the support asked for in the varv as seen to, or take the mark away; also while the rektor has the plan.

    Raises AvslutadError, BorttagetError, and OgiltigError for a varv that has been followed up or asks for none.
    """
    last = las_oppen(varv.plan)
    nu = las_rad(varv)
    if nu.avslutat:
        raise OgiltigError("Varvet är redan uppföljt.")
    if ar and not nu.texter.filter(falt="stod").exclude(text="").exists():
        raise OgiltigError("Inget stöd efterfrågas längre.")
    if (nu.stod_ordnat is not None) != ar:
        nu.stod_ordnat = timezone.now() if ar else None
        nu.save(update_fields=["stod_ordnat"])
        andrad(last, av, "stöd till dem som ansvarar")
    return nu


@transaction.atomic
def folj_upp(plan: Plan, av: Personal, datum: date | None = None, fran: int | None = None) -> Varv:
    """End the varv and open the next, with what goes on from it in place; keeps the plan as it stood.

    ``fran`` is the number of the varv that is followed up: when that has been done already, as by a double click, the
    one that is open is returned. Raises AvslutadError, BorttagetError, HosRektorError.
    """
    last = las_att_skriva(plan)
    nu = oppet_varv(last)
    if fran is not None and nu.nummer != fran:
        return nu
    behall(last, Skal.VARV, av)
    nu.avslutat = timezone.now()
    nu.save(update_fields=["avslutat"])
    nasta = Varv.objects.create(
        plan=last, nummer=nu.nummer + 1, datum=datum or idag(), foljer_upp=nu.foljer_upp, ovriga=nu.ovriga
    )
    nasta.kallade.set(nu.kallade.all())
    Text.objects.bulk_create(_avskrivna(nu, nasta))
    andrad(last, av, "nytt varv")
    return nasta


def _avskrivna(fran: Varv, till: Varv) -> list[Text]:
    """What goes on from one varv to the next, as who wrote it wrote it."""
    return [
        Text(
            plan_id=till.plan_id,
            varv=till,
            falt=text.falt,
            nyckel=platser.nyckel(text.falt, till.kod),
            text=text.text,
            version=1,
            andrad=text.andrad,
            andrad_av_id=text.andrad_av_id,
        )
        for text in fran.texter.filter(falt__in=FOLJER_MED, mal=None, insats=None).exclude(text="")
    ]
