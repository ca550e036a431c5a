"""Patterns, and what belongs to them: their order, factors, and who does what next."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.skola.models import Elev, Personal

from .. import urval
from ..models import Analys, Avfardat, Koppling, Monster, Steg
from .grund import OgiltigError, andrad, las, las_oppen, las_rad, ren
from .skriva import Utfall, varningar


def lagg_till(
    analys: Analys,
    *,
    slag: str,
    dimension: str,
    text: str,
    underlag: dict,
    av: Personal,
    elev: Elev | None = None,
    utkast: str = "",
    bekraftad: bool = False,
) -> Utfall:
    """Make a pattern, last in its list. ``underlag`` is the evidence as it is today, ``utkast`` the draft it is from.

    A draft that a colleague took a moment ago is not taken twice: their pattern is returned. Raises AvslutadError, and
    OgiltigError for an empty text.
    """
    text = ren(text)
    if not text:
        raise OgiltigError("Skriv vad mönstret är.")
    with transaction.atomic():
        last = las_oppen(analys)
        redan = utkast and last.monster.filter(elev=elev, utkast=utkast).first()
        if redan:
            return Utfall(redan, sparad=True)
        fragor = () if bekraftad else tuple(varningar(last, elev, text))
        if fragor:
            return Utfall(None, sparad=False, varningar=fragor)
        monster = Monster.objects.create(
            analys=last,
            elev=elev,
            slag=slag,
            dimension=dimension,
            text=text,
            version=1,
            andrad_av=av,
            skapad_av=av,
            underlag=underlag,
            utkast=utkast,
            ordning=(last.monster.aggregate(sist=Max("ordning"))["sist"] or 0) + 1,
        )
        last.avfardade.filter(elev=elev, utkast=utkast).delete()
        andrad(last, av, "mönster")
    return Utfall(monster, sparad=True)


@transaction.atomic
def ta_bort(monster: Monster, *, av: Personal) -> None:
    """Take the pattern away with its factors and steps. Raises AvslutadError, BorttagetError."""
    last = las_oppen(monster.analys)
    nu = las_rad(monster)
    koder = [nu.kod, *nu.kopplingar.values_list("kod", flat=True), *nu.nasta_steg.values_list("kod", flat=True)]
    last.tidigare.filter(rad__in=koder).delete()
    nu.delete()
    andrad(last, av, "mönster", Handling.TOG_BORT)


@transaction.atomic
def angelagen(monster: Monster, ar: bool, *, av: Personal) -> Monster:
    """Mark the pattern as one that Modul 2 starts from, or take the mark away. Raises AvslutadError, BorttagetError."""
    last = las_oppen(monster.analys)
    nu = las_rad(monster)
    if nu.angelagen != ar:
        nu.angelagen = ar
        nu.save(update_fields=["angelagen"])
        andrad(last, av, "angelägna mönster")
    return nu


@transaction.atomic
def flytta(monster: Monster, *, upp: bool, bland_angelagna: bool = False, av: Personal) -> Monster:
    """Change places with the one before or after, in its list or among the *angelägna*; at the end nothing happens.

    Patterns about pupils that ``av`` does not follow are passed by: they stand in no list of theirs.

    Raises AvslutadError, BorttagetError.
    """
    last = las_oppen(monster.analys)
    nu = las_rad(monster)
    lista = last.monster.filter(elev=nu.elev_id, slag=nu.slag)
    lista = _angelagna(last, av) if bland_angelagna else lista.filter(dimension=nu.dimension)
    granne = (
        lista.filter(ordning__lt=nu.ordning).order_by("-ordning", "-id")
        if upp
        else lista.filter(ordning__gt=nu.ordning).order_by("ordning", "id")
    ).first()
    if granne:
        nu.ordning, granne.ordning = granne.ordning, nu.ordning
        Monster.objects.bulk_update([nu, granne], ["ordning"])
        andrad(last, av, "mönstrens ordning")
    return nu


def _angelagna(analys: Analys, person: Personal) -> QuerySet[Monster]:
    alla = analys.monster.filter(angelagen=True)
    ser = urval.foljda(person, analys, set(alla.exclude(elev=None).values_list("elev_id", flat=True)))
    return alla.filter(Q(elev=None) | Q(elev__in=ser))


@transaction.atomic
def koppla(monster: Monster, faktor: str, *, av: Personal) -> Koppling:
    """Tie the pattern to a factor; one that is there already is returned. Raises AvslutadError, BorttagetError."""
    last = las_oppen(monster.analys)
    las_rad(monster)
    koppling, ny = Koppling.objects.get_or_create(monster=monster, faktor=faktor, defaults={"andrad_av": av})
    if ny:
        andrad(last, av, "faktorer")
    return koppling


@transaction.atomic
def koppla_bort(koppling: Koppling, *, av: Personal) -> None:
    """Untie the factor, with its motivation. Raises AvslutadError, BorttagetError."""
    last = las_oppen(koppling.analys)
    las_rad(koppling).delete()
    last.tidigare.filter(rad=koppling.kod).delete()
    andrad(last, av, "faktorer")


def lagg_steg(
    monster: Monster,
    text: str,
    *,
    ansvarig: Personal | None,
    klart: date | None,
    av: Personal,
    bekraftad: bool = False,
) -> Utfall:
    """Write down who does what next about the pattern. Raises AvslutadError, BorttagetError, OgiltigError if empty."""
    text = ren(text)
    if not text:
        raise OgiltigError("Skriv vad som ska göras.")
    with transaction.atomic():
        last = las_oppen(monster.analys)
        las_rad(monster)
        fragor = () if bekraftad else tuple(varningar(last, monster.elev, text))
        if fragor:
            return Utfall(None, sparad=False, varningar=fragor)
        steg = Steg.objects.create(monster=monster, text=text, version=1, andrad_av=av, ansvarig=ansvarig, klart=klart)
        andrad(last, av, "nästa steg")
    return Utfall(steg, sparad=True)


@transaction.atomic
def planera_steg(steg: Steg, *, ansvarig: Personal | None, klart: date | None, av: Personal, bara: str = "") -> Steg:
    """Say who is responsible for the step, and when it is to be done.

    ``bara`` names the one of the two that was changed: the other stays as it is, for a colleague may just have set it.
    Raises AvslutadError, BorttagetError.
    """
    last = las_oppen(steg.analys)
    nu = las_rad(steg)
    varden = {"ansvarig": ansvarig, "klart": klart}
    andrade = [bara] if bara else list(varden)
    for falt in andrade:
        setattr(nu, falt, varden[falt])
    nu.save(update_fields=andrade)
    andrad(last, av, "nästa steg")
    return nu


@transaction.atomic
def steget_gjort(steg: Steg, gjort: bool, *, av: Personal) -> Steg:
    """Mark the step as done, also when the meeting has been ended, or take the mark away. Raises BorttagetError."""
    last = las(steg.analys)
    nu = las_rad(steg)
    if bool(nu.gjort) != gjort:
        nu.gjort = timezone.now() if gjort else None
        nu.save(update_fields=["gjort"])
        andrad(last, av, "nästa steg")
    return nu


@transaction.atomic
def ta_bort_steg(steg: Steg, *, av: Personal) -> None:
    """Take the step away. Raises AvslutadError, BorttagetError."""
    last = las_oppen(steg.analys)
    las_rad(steg).delete()
    last.tidigare.filter(rad=steg.kod).delete()
    andrad(last, av, "nästa steg")


@transaction.atomic
def avfarda(analys: Analys, utkast: str, *, av: Personal, elev: Elev | None = None) -> None:
    """Leave a draft out of the meeting. Raises AvslutadError."""
    last = las_oppen(analys)
    _, ny = Avfardat.objects.get_or_create(analys=last, elev=elev, utkast=utkast, defaults={"av": av})
    if ny:
        andrad(last, av, "förslag")


@transaction.atomic
def ta_fram(analys: Analys, utkast: str, *, av: Personal, elev: Elev | None = None) -> None:
    """Bring a draft that was left out back. Raises AvslutadError."""
    last = las_oppen(analys)
    if last.avfardade.filter(elev=elev, utkast=utkast).delete()[0]:
        andrad(last, av, "förslag")
