"""Changes: an order is made, taken up by the worker, done or given up, and forgotten."""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from skolanknytning.skola.models import Personal

from .models import LIVSTID, Lage, Utskriftsjobb

logger = logging.getLogger(__name__)

# A printout that has brought the worker down so many times is not begun again.
FORSOK = 3
GICK_INTE = "Något gick fel när utskriften gjordes. Försök igen, eller välj färre delar."
GICK_INTE_FLERA = "Utskriften avbröts flera gånger. Välj färre delar, och säg till den som sköter programmet."

# One person waits for so many printouts at a time at most, and keeps so many that are done; the oldest make room.
VANTAS_HOGST = 5
SPARAS_HOGST = 20

Framsteg = Callable[[int, int], None]


class OvertagenError(RuntimeError):
    """Someone else has begun the same order, or it has been forgotten: nothing more is to be written."""


class AvbojdError(RuntimeError):
    """The maker will not make it; the text says why to the person who waits."""


class ForMangaError(ValueError):
    """The person waits for as many printouts as one may."""

    def __init__(self):
        super().__init__(f"Du väntar redan på {VANTAS_HOGST} utskrifter. Vänta tills någon av dem är klar.")


def bestall(person: Personal, uppgift: Task, *, objekt: str, innehall: dict, ko: bool = True) -> Utskriftsjobb:
    """Ask for a printout. The same order twice, as by a double click, is one as long as it is waited for.

    One that has stopped is put in the queue again. Without ``ko`` it is not left to the worker: the caller makes it
    with ``gor``. What is older than its day is forgotten here too, should nobody run ``stada``. Raises ForMangaError.
    """
    glom_gamla()
    with transaction.atomic():
        # The person's row is the queue's end: two orders at once come one after the other.
        Personal.objects.select_for_update().get(pk=person.pk)
        vad = {"personal": person, "uppgift": uppgift.module_path, "objekt": objekt, "innehall": innehall}
        lika = Utskriftsjobb.objects.filter(**vad, fardig=None, fel="", skapad__gt=timezone.now() - LIVSTID)
        jobb = lika.order_by("-id").first()
        ny = jobb is None or jobb.lage == Lage.STANNAT
        if jobb is None:
            _gor_plats(person, ko=ko)
            jobb = Utskriftsjobb.objects.create(**vad)
        if ko and ny:
            uppgift.enqueue(jobb.kod)
    return jobb


def _gor_plats(person: Personal, *, ko: bool) -> None:
    """Room for one more printout of the person's. Raises ForMangaError when it would wait with too many others."""
    egna = Utskriftsjobb.objects.filter(personal=person)
    if ko and egna.filter(fardig=None, fel="").count() >= VANTAS_HOGST:
        raise ForMangaError
    klara = egna.exclude(fardig=None, fel="").order_by("-id").values_list("pk", flat=True)
    egna.filter(pk__in=list(klara[SPARAS_HOGST - 1 :])).delete()


def gor(kod: str, tillverka: Callable[[Utskriftsjobb, Framsteg], bytes]) -> None:
    """What a task does with an order: make it with ``tillverka``, telling how far it has come; never raises for it."""
    jobb = _borja(kod)
    if jobb is None:
        return
    try:
        pdf = tillverka(jobb, lambda klart, av: _skriv(jobb, klart=klart, av=av))
        _skriv(jobb, pdf=pdf, fardig=timezone.now())
    except OvertagenError:
        logger.info("Utskrift %s görs någon annanstans.", kod)
    except AvbojdError as fel:
        _ge_upp(jobb, str(fel))
    except Exception:
        logger.exception("Utskrift %s gick inte att göra.", kod)
        _ge_upp(jobb, GICK_INTE)


def ateruppta() -> int:
    """Put what was being made when a worker ended back in the queue. Returns how many.

    If that worker lives after all, it finds itself overtaken at its next page, and the order is still made once. An
    order of an earlier version of the program, whose maker is not there any more, is given up.
    """
    avbrutna = Utskriftsjobb.objects.filter(omgang__gt=0, fardig=None, fel="", skapad__gt=timezone.now() - LIVSTID)
    with transaction.atomic():
        antal = 0
        for jobb in avbrutna.only("uppgift", "kod", "omgang"):
            try:
                uppgift = import_string(jobb.uppgift)
            except ImportError:
                _ge_upp(jobb, GICK_INTE)
                continue
            uppgift.enqueue(jobb.kod)
            antal += 1
    return antal


def glom_gamla() -> int:
    """Remove orders and printouts older than a day, and what the queue remembers of them. Returns how many."""
    fore = timezone.now() - LIVSTID
    DBTaskResult.objects.filter(enqueued_at__lte=fore).delete()
    return Utskriftsjobb.objects.filter(skapad__lte=fore).delete()[0]


def _borja(kod: str) -> Utskriftsjobb | None:
    """Take up an order; None when there is nothing (more) to do."""
    with transaction.atomic():
        jobb = Utskriftsjobb.objects.select_for_update().defer("pdf").filter(kod=kod).first()
        if jobb is None or not jobb.vantas or timezone.now() >= jobb.forsvinner:
            return None
        if jobb.omgang >= FORSOK:
            jobb.fel = GICK_INTE_FLERA
        else:
            jobb.omgang, jobb.puls = F("omgang") + 1, timezone.now()
        jobb.save(update_fields=["omgang", "puls", "fel"])
        jobb.refresh_from_db(fields=["omgang"])
    return None if jobb.fel else jobb


def _skriv(jobb: Utskriftsjobb, **varden) -> None:
    """Write to an order that one is still alone about. Raises OvertagenError otherwise."""
    min_ = Utskriftsjobb.objects.filter(pk=jobb.pk, omgang=jobb.omgang, fardig=None, fel="")
    if not min_.update(puls=timezone.now(), **varden):
        raise OvertagenError(jobb.kod)


def _ge_upp(jobb: Utskriftsjobb, varfor: str) -> None:
    Utskriftsjobb.objects.filter(pk=jobb.pk, omgang=jobb.omgang, fardig=None).update(fel=varfor[:300])
