"""The insatser under a goal: what is to be done, by whom and when, and whether it has been."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import Utfall

from .. import platser
from ..models import Insats, Mal, Plan, Text, Typ
from .grund import (
    Andring,
    FaltError,
    FragaError,
    OgiltigError,
    andra_falten,
    andrad,
    las_att_skriva,
    las_oppen,
    las_rad,
    oppet_varv,
    ren,
)
from .ordning import byt_plats, krav_pa_antal, sist
from .texter import fri_kod, redan_lagd, skriv_forsta, varningar

GRUNDER = ("vetenskap", "bedomning", "avstamning")
VALEN = ("typ", *GRUNDER, "ansvarig", "ovriga", "start", "klart")


def lagg_insats(
    mal: Mal, text: str, *, typ: str, grunder: set[str], av: Personal, bekraftad: bool = False, kod: str = ""
) -> Utfall:
    """Decide on an insats, last under its goal; ``rad`` is its text, with the insats in ``insats``.

    ``kod`` is what the form says that the insats is to be called: sent twice it is one (``texter.redan_lagd``). Raises
    AvslutadError, BorttagetError, HosRektorError, and OgiltigError for an empty text, without type or basis, or under
    a goal that has been left.
    """
    text = ren(text)
    if not text:
        raise OgiltigError("Skriv vad ni ska göra.")
    grund = {namn: namn in grunder for namn in GRUNDER}
    _krav_pa_valen({"typ": typ, **grund})
    with transaction.atomic():
        last = las_att_skriva(mal.plan)
        malet = las_rad(mal)
        fore = redan_lagd(last, "insats", kod, text)
        if fore and fore.insats.mal_id == malet.id:
            return Utfall(fore, sparad=True)
        if malet.slut_id:
            raise OgiltigError("Målet har lämnats. Ta upp det igen för att lägga till en insats.")
        fragor = () if bekraftad else tuple(varningar(last, text))
        if fragor:
            return Utfall(None, sparad=False, varningar=fragor)
        krav_pa_antal(mal.insatser, "insatser under målet")
        egen = {"kod": fri_kod(Insats, kod), "ordning": sist(mal.insatser)}
        insats = Insats.objects.create(mal=mal, varv=oppet_varv(last), typ=typ, **egen, **grund)
        rad = Text(plan=last, insats=insats, falt="insats", nyckel=platser.nyckel("insats", rad=insats.kod))
        skriv_forsta(rad, text, av)
        andrad(last, av, "insats")
    return Utfall(rad, sparad=True, ny=True)


def _krav_pa_valen(val: Mapping[str, Any], andrade: Collection[str] = ()) -> None:
    """Raise FaltError unless there are a type and a basis; of ``andrade`` the box that took away the last basis."""
    if val["typ"] not in Typ.values:
        raise FaltError("Välj om insatsen är främjande, förebyggande eller åtgärdande.", "typ")
    if not any(val[namn] for namn in GRUNDER):
        falt = next((namn for namn in GRUNDER if namn in andrade), GRUNDER[0])
        raise FaltError("Välj minst en grund som insatsen vilar på.", falt)


@transaction.atomic
def andra_insats(
    insats: Insats, nytt: Mapping[str, Any], *, fore: Mapping[str, Any], av: Personal, bekraftad: bool = False
) -> Andring:
    """Set what has been chosen of an insats (``VALEN``, any of them), field by field against what the page showed.

    ``ansvarig`` is a person or None. Raises AvslutadError, BorttagetError, HosRektorError, OgiltigError, and
    FragaError unless ``bekraftad``.
    """
    last = las_att_skriva(insats.mal.plan)
    nu = las_rad(insats)
    if nu.slut_id or nu.mal.slut_id:
        raise OgiltigError("Insatsen har lämnats. Ta upp den igen för att ändra.")
    lagrat = {f: getattr(nu, f) for f in VALEN}
    andring = andra_falten(lagrat, {f: nytt[f] for f in VALEN if f in nytt}, fore)
    for falt in andring.andrade:
        setattr(nu, falt, nytt[falt])
    if andring.andrade:
        _krav_pa_valen({f: getattr(nu, f) for f in VALEN}, andring.andrade)
        if {"start", "klart"} & set(andring.andrade) and nu.start and nu.klart and nu.klart < nu.start:
            falt = "klart" if "klart" in andring.andrade else "start"
            raise FaltError("Insatsen kan inte vara klar innan den startar.", falt)
        if "ovriga" in andring.andrade:
            krav_pa_ovriga(last, nu.ovriga, lagrat["ovriga"], bekraftad=bekraftad)
        nu.save(update_fields=andring.andrade)
        andrad(last, av, "insats")
    return Andring(nu, andring.krockar, andring.andrade)


UPPGIFT = "Skriv uppgift, inte namn, till exempel ”kurator”."


def krav_pa_ovriga(plan: Plan, ovriga: str, fore: str, *, bekraftad: bool) -> None:
    """Raise FaltError for too many words, or what is shaped like a personnummer: a task stands here.

    FragaError for a pupil's name, which may be a colleague's too, unless ``bekraftad`` or asked of what stood there
    (``fore``).
    """
    if len(ovriga) > Insats._meta.get_field("ovriga").max_length:
        raise FaltError(f"Det är för långt. {UPPGIFT}", "ovriga")
    if fel := personuppgifter.varningar(ovriga, []):
        raise FaltError(f"{fel[0]} {UPPGIFT}", "ovriga")
    redan = varningar(plan, fore)
    fragor = [] if bekraftad else [fraga for fraga in varningar(plan, ovriga) if fraga not in redan]
    if fragor:
        raise FragaError(f"{fragor[0]} {UPPGIFT}", "ovriga")


@transaction.atomic
def flytta_insats(insats: Insats, upp: bool, av: Personal) -> None:
    """Change places with the one before or after under its goal; at the end nothing happens.

    Raises AvslutadError, BorttagetError, HosRektorError.
    """
    last = las_att_skriva(insats.mal.plan)
    nu = las_rad(insats)
    if byt_plats(Insats.objects.filter(mal=nu.mal_id, slut=None), nu, upp=upp):
        andrad(last, av, "insatsernas ordning")


@transaction.atomic
def lamna_insats(insats: Insats, lamna: bool, av: Personal) -> Insats:
    """Leave an insats in the varv that is open, or take it up again.

    Raises AvslutadError, BorttagetError, HosRektorError, OgiltigError when its goal has been left.
    """
    last = las_att_skriva(insats.mal.plan)
    nu = las_rad(insats)
    if lamna == (nu.slut_id is not None):
        return nu
    if nu.mal.slut_id:
        raise OgiltigError("Målet har lämnats. Ta upp målet igen först.")
    nu.slut = oppet_varv(last) if lamna else None
    nu.save(update_fields=["slut"])
    andrad(last, av, "insats")
    return nu


@transaction.atomic
def ta_bort_insats(insats: Insats, av: Personal) -> None:
    """Take away an insats that was decided on in the open varv. An earlier one can only be left.

    Raises AvslutadError, BorttagetError, HosRektorError, OgiltigError.
    """
    last = las_att_skriva(insats.mal.plan)
    nu = las_rad(insats)
    if nu.varv_id != oppet_varv(last).id:
        raise OgiltigError("Insatsen är från ett tidigare varv och hör till planens historia. Lämna den i stället.")
    nu.delete()
    andrad(last, av, "insats", Handling.TOG_BORT)


def genomford(insats: Insats, ar: bool, av: Personal) -> Insats:
    """Mark the insats as done, or take the mark away; also while the rektor has the plan.

    Raises AvslutadError, BorttagetError, OgiltigError when it has been left.
    """
    return _marka(insats, "genomford", ar, av, "genomförd insats")


def resurs_ordnad(insats: Insats, ar: bool, av: Personal) -> Insats:
    """Mark what the insats asks for as seen to, or take the mark away; also while the rektor has the plan.

    Raises AvslutadError, BorttagetError, OgiltigError when it has been left.
    """
    return _marka(insats, "resurs_ordnad", ar, av, "resurser för en insats")


@transaction.atomic
def _marka(insats: Insats, falt: str, ar: bool, av: Personal, vad: str) -> Insats:
    last = las_oppen(insats.mal.plan)
    nu = las_rad(insats)
    if nu.slut_id or nu.mal.slut_id:
        raise OgiltigError("Insatsen har lämnats. Ta upp den igen för att ändra.")
    if (getattr(nu, falt) is not None) != ar:
        setattr(nu, falt, timezone.now() if ar else None)
        nu.save(update_fields=[falt])
        andrad(last, av, vad)
    return nu
