"""The texts of a plan: written together, with what the writer is asked about (``skolanknytning.skrivet``)."""

from functools import partial

from django.db import transaction

from kartlaggning import anteckningar
from skolanknytning import skrivet
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.kod import ny_kod
from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import Utfall

from .. import mallar, platser, urval
from ..models import Insats, Mal, Niva, Plan, Text, Tidigare, Varv
from .grund import FaltError, OgiltigError, andrad, las_att_skriva, ren

LANGSTA_OMRADE = Plan._meta.get_field("omrade").max_length


def varningar(plan: Plan, text: str) -> list[str]:
    """What the writer is asked about before a text is saved: names of the class's pupils, a personnummer.

    In a plan about one pupil the others' names; in one about the whole school a personnummer only, since the names of
    a thousand pupils are half the language.
    """
    if plan.niva == Niva.KLASS:
        return anteckningar.varningar_om_klass(plan.klass, text)
    if plan.niva == Niva.INDIVID:
        return anteckningar.varningar_om_elev(plan.elev, text)
    return personuppgifter.varningar(text, [])


def spara_text(plan: Plan, nyckel: str, text: str, *, ersatter: int, av: Personal, bekraftad: bool = False) -> Utfall:
    """Save the text at a place unless a colleague has saved since version ``ersatter``, or it asks for a second look.

    Raises AvslutadError, BorttagetError, HosRektorError, Http404 for what is no place of the plan, and OgiltigError
    when the text is too long, or belongs to a varv that has been followed up or a goal or insats that has been left.
    """
    text = ren(text)
    with transaction.atomic():
        last = las_att_skriva(plan)
        rad = urval.text_for(last, nyckel)
        _krav_att_skriva(rad)
        utfall = skrivet.byt(
            rad,
            text,
            ersatter=ersatter,
            av=av,
            fraga=partial(varningar, last),
            behall=Tidigare.behall,
            bekraftad=bekraftad,
        )
        if utfall.ny:
            _efterfragas_igen(rad)
            andrad(last, av, mallar.las(last.mallar).falt[rad.falt].namn.lower())
    return utfall


def _efterfragas_igen(rad: Text) -> None:
    """What is asked for in other words than before has not been seen to."""
    if rad.falt == "resurser":
        Insats.objects.filter(pk=rad.insats_id).update(resurs_ordnad=None)
    elif rad.falt == "stod":
        Varv.objects.filter(pk=rad.varv_id).update(stod_ordnat=None)


def _krav_att_skriva(rad: Text) -> None:
    """Raise OgiltigError for a text that is kept as it was."""
    if rad.varv and rad.varv.avslutat:
        raise OgiltigError("Varvet är uppföljt. Det som skrevs då står kvar som det var.")
    if (rad.mal and rad.mal.slut_id) or (rad.insats and (rad.insats.slut_id or rad.insats.mal.slut_id)):
        raise OgiltigError("Det har lämnats. Ta upp det igen för att skriva om det.")


def nytt_omrade(omrade: str) -> str:
    """The development area as it is kept. Raises FaltError when it is empty or too long."""
    omrade = " ".join(ren(omrade).split())
    if not omrade:
        raise FaltError("Skriv vilket utvecklingsområde planen gäller.", "omrade")
    if len(omrade) > LANGSTA_OMRADE:
        raise FaltError(f"Utvecklingsområdet är för långt. Det får vara högst {LANGSTA_OMRADE} tecken.", "omrade")
    return omrade


def andra_omrade(plan: Plan, omrade: str, *, fore: str, av: Personal, bekraftad: bool = False) -> Utfall:
    """Give the development area another name, unless a colleague has changed it from ``fore``.

    Raises AvslutadError, BorttagetError, HosRektorError, OgiltigError.
    """
    omrade = nytt_omrade(omrade)
    with transaction.atomic():
        last = las_att_skriva(plan)
        if last.omrade == omrade:
            return Utfall(last, sparad=True)
        if last.omrade != fore:
            return Utfall(last, sparad=False, krock=True)
        fragor = () if bekraftad else tuple(varningar(last, omrade))
        if fragor:
            return Utfall(last, sparad=False, varningar=fragor)
        last.omrade = omrade
        last.save(update_fields=["omrade"])
        andrad(last, av, "utvecklingsområde")
    return Utfall(last, sparad=True, ny=True)


def skriv_forsta(text: Text, ord_: str, av: Personal) -> Text:
    """Store a text that is written with the row it is about."""
    text.text, text.version, text.andrad_av = ord_, 1, av
    text.save()
    return text


def redan_lagd(plan: Plan, falt: str, kod: str, text: str) -> Text | None:
    """The text of the goal or insats (``falt``) that the same form has made already, with the same words.

    A form brings the code of the row that it makes: pressed twice, or sent again when no answer came, it makes one.
    Called within the transaction that has locked the plan.
    """
    rader = Text.objects.select_related("andrad_av", "mal", "insats")
    return rader.filter(plan=plan, nyckel=platser.nyckel(falt, rad=kod), text=text).first() if kod else None


def fri_kod(slag: type[Mal | Insats], kod: str) -> str:
    """The code that a form brings, for a new row; another when that is some row's already, of whatever plan.

    So of a form that was come back to and filled anew, whose row is there with other words.
    """
    return kod if kod and not slag.objects.filter(kod=kod).exists() else ny_kod()
