"""Pupils: who they are, which classes they are in, and who may see those with protected identity."""

import re
import secrets
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from ..kod import ALFABET
from ..models import Elev, Klass, Personal, Placering, Skola, idag
from . import OgiltigError, en_i_taget

ALIAS = "Skyddad elev "
ETT_ALIAS = re.compile(ALIAS + r"\w{1,4}")


def lediga_alias(skola: Skola) -> Iterator[str]:
    """Aliases that no pupil of the school has, as many as are asked for.

    They end in three characters of chance: a running number would tell those who see one that there are others.
    """
    upptagna = set(Elev.objects.filter(skola=skola, fornamn__startswith=ALIAS).values_list("fornamn", flat=True))
    while True:
        alias = ALIAS + "".join(secrets.choice(ALFABET) for _ in range(3)).upper()
        if alias not in upptagna:
            upptagna.add(alias)
            yield alias


def gor_skyddad(elev: Elev, alias: str) -> None:
    """Give the pupil an alias instead of the name (not saved)."""
    elev.fornamn, elev.efternamn, elev.skyddad = alias, "", True


def avsluta(placeringar: QuerySet[Placering]) -> int:
    """End open placements today; one that begins later ends the day it begins."""
    return placeringar.filter(till__isnull=True).update(till=Greatest(F("fran"), Value(idag())))


def _ledigt_id(skola: Skola, externt_id: str, utom: Elev | None = None) -> str:
    if externt_id and Elev.objects.filter(skola=skola, externt_id=externt_id).exclude(pk=utom and utom.pk).exists():
        raise OgiltigError("Elev-id används redan av en annan elev på skolan.")
    return externt_id


@transaction.atomic
def skapa_elev(
    klass: Klass,
    *,
    fornamn: str,
    efternamn: str,
    externt_id: str = "",
    skyddad: bool = False,
    far_se: Iterable[Personal] = (),
    av: Personal,
) -> Elev:
    """A new pupil in the class. With protected identity the name is not kept, and ``av`` is among those who
    may see.
    """
    en_i_taget(klass.skola_id)
    elev = Elev(skola=klass.skola, fornamn=fornamn, efternamn=efternamn)
    elev.externt_id = _ledigt_id(klass.skola, externt_id)
    if skyddad:
        gor_skyddad(elev, next(lediga_alias(klass.skola)))
    elev.save()
    if skyddad:
        elev.far_se.set({*far_se, av})
    Placering.objects.create(elev=elev, klass=klass)
    anteckna(av, Handling.SKAPADE, elev, f"en elev i {klass} {klass.lasar_text}", skola_kod=klass.skola.kod)
    return elev


@transaction.atomic
def andra_elev(elev: Elev, *, fornamn: str, efternamn: str, externt_id: str, skyddad: bool, av: Personal) -> Elev:
    """Change a pupil's name, elev-id and protection.

    When protection begins the name is replaced by an alias; when it ends the name given is kept again.
    """
    en_i_taget(elev.skola_id)
    elev.refresh_from_db(fields=["fornamn", "efternamn", "externt_id", "skyddad"])
    borjar, slutar = skyddad and not elev.skyddad, elev.skyddad and not skyddad
    andrade = ["elev-id"] if externt_id != elev.externt_id else []
    elev.externt_id = _ledigt_id(elev.skola, externt_id, utom=elev)
    if borjar:
        gor_skyddad(elev, next(lediga_alias(elev.skola)))
    elif not skyddad:
        if not fornamn or (slutar and ETT_ALIAS.fullmatch(fornamn)):
            raise OgiltigError("Skriv elevens namn.")
        andrade += ["namn"] if (fornamn, efternamn) != (elev.fornamn, elev.efternamn) else []
        elev.fornamn, elev.efternamn, elev.skyddad = fornamn, efternamn, False
    elev.save()
    if borjar:
        elev.far_se.add(av)
    elif slutar:
        elev.far_se.clear()
    andrade += ["skyddade personuppgifter"] if borjar or slutar else []
    if andrade:
        anteckna(av, Handling.ANDRADE, elev, f"en elevs uppgifter: {', '.join(andrade)}", skola_kod=elev.skola.kod)
    return elev


@transaction.atomic
def satt_far_se(elev: Elev, personal: Iterable[Personal], *, av: Personal) -> None:
    """Say who may see a protected pupil. Nobody takes away the last one, and so not everybody."""
    personal = set(personal)
    if not personal:
        raise OgiltigError("Minst en i personalen måste få se eleven.")
    elev.far_se.set(personal)
    namn = ", ".join(sorted(p.namn for p in personal))
    anteckna(av, Handling.ANDRADE, elev, f"vilka som får se en skyddad elev: {namn}", skola_kod=elev.skola.kod)


@transaction.atomic
def placera(elev: Elev, klass: Klass, *, av: Personal) -> bool:
    """Place the pupil: in a class instead of the class they are in, in a group beside it. False when already
    there.
    """
    en_i_taget(elev.skola_id)
    if Placering.objects.filter(elev=elev, klass=klass, till__isnull=True).exists():
        return False
    if not klass.grupp:
        avsluta(Placering.objects.filter(elev=elev, klass__grupp=False))
    Placering.objects.create(elev=elev, klass=klass)
    text = f"en elevs {'grupper: med i' if klass.grupp else 'klass: flyttad till'} {klass} {klass.lasar_text}"
    anteckna(av, Handling.ANDRADE, elev, text, skola_kod=elev.skola.kod)
    return True


@transaction.atomic
def lamna(elev: Elev, klass: Klass, *, av: Personal) -> None:
    """End the pupil's placement in a class or group."""
    if avsluta(Placering.objects.filter(elev=elev, klass=klass)):
        text = f"en elevs klass: inte längre i {klass} {klass.lasar_text}"
        anteckna(av, Handling.ANDRADE, elev, text, skola_kod=elev.skola.kod)


@transaction.atomic
def sluta(elev: Elev, *, av: Personal) -> None:
    """The pupil has left the school: every open placement ends. What was judged stays."""
    if avsluta(Placering.objects.filter(elev=elev)):
        anteckna(av, Handling.ANDRADE, elev, "en elevs klass: har slutat på skolan", skola_kod=elev.skola.kod)
