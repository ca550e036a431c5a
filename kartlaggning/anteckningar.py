"""Changes to notes: saved as you write, compare-and-set, earlier versions kept (design.md, Long text)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import Elev, Klass, Personal

from . import regler
from .models import Anteckning, Anteckningsversion, Kartlaggning

# What one person writes without a longer pause is one version: saving as you write would otherwise make hundreds.
SAMMA_SKRIVSTUND = timedelta(minutes=10)
LANGST = 10_000


@dataclass(frozen=True, slots=True)
class Utfall:
    """What became of a text: saved, or held back because of ``varningar`` or because a colleague saved in between."""

    anteckning: Anteckning
    sparad: bool
    varningar: list[str]
    krock: bool = False


def anteckning_for(kartlaggning: Kartlaggning, falt: str) -> Anteckning:
    """The note as it stands; an unsaved empty one (version 0) when nobody has written."""
    rad = Anteckning.objects.select_related("andrad_av").filter(kartlaggning=kartlaggning, falt=falt).first()
    return rad or Anteckning(kartlaggning=kartlaggning, falt=falt, andrad=timezone.now())


def varningar(kartlaggning: Kartlaggning, text: str) -> list[str]:
    """What the writer is asked about: pupils' names of the class, anything shaped like a personnummer.

    Names kept under an alias are not looked for: the alias is not a name.
    """
    if kartlaggning.elev_id:
        return varningar_om_elev(kartlaggning.elev, text)
    return _varningar(Elev.objects.filter(placeringar__klass=kartlaggning.klass_id, placeringar__till=None), text)


def varningar_om_klass(klass: Klass, text: str) -> list[str]:
    """The same of a text about a class that is worked with over the years: the pupils who are in it now."""
    i_klassen = {"placeringar__klass__stam": klass.stam, "placeringar__klass__skola": klass.skola_id}
    return _varningar(Elev.objects.filter(**i_klassen, placeringar__till=None), text)


def varningar_om_elev(elev: Elev, text: str, *, aven_eget_namn: bool = False) -> list[str]:
    """The same of a text about one pupil: the others' names are looked for, in the classes the pupil is in now."""
    klasser = elev.placeringar.filter(till=None).values("klass")
    namngivna = Elev.objects.filter(placeringar__klass__in=klasser, placeringar__till=None)
    return _varningar(namngivna if aven_eget_namn else namngivna.exclude(pk=elev.pk), text)


def _varningar(elever: QuerySet[Elev], text: str) -> list[str]:
    return personuppgifter.varningar(text, list(elever.filter(skyddad=False).values_list("fornamn", flat=True)))


def spara(
    kartlaggning: Kartlaggning, falt: str, text: str, *, ersatter: int, av: Personal, bekraftad: bool = False
) -> Utfall:
    """Save a note's text unless a colleague has saved since version ``ersatter``, or the text asks for a second look.

    Raises StangdError when the round is closed, OgiltigError when the text is too long.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LANGST:
        raise regler.OgiltigError(f"Texten är för lång. Den får vara högst {LANGST} tecken.")
    with transaction.atomic():
        last = regler.las_oppen(kartlaggning)
        nuvarande = anteckning_for(last, falt)
        if nuvarande.text == text:
            return Utfall(nuvarande, sparad=True, varningar=[])
        if nuvarande.version != ersatter:
            return Utfall(nuvarande, sparad=False, varningar=[], krock=True)
        # What was confirmed once is not asked about again at every pause in the writing.
        redan = set(varningar(last, nuvarande.text)) if not bekraftad else set()
        fragor = [] if bekraftad else [v for v in varningar(last, text) if v not in redan]
        if fragor:
            return Utfall(nuvarande, sparad=False, varningar=fragor)
        _behall_tidigare(nuvarande, av)
        nuvarande.text, nuvarande.andrad, nuvarande.andrad_av = text, timezone.now(), av
        nuvarande.version += 1
        nuvarande.save()
        anteckna(av, Handling.ANDRADE, last, f"notering i {last.vad}", skola_kod=last.klass.skola.kod)
    return Utfall(nuvarande, sparad=True, varningar=[])


def _behall_tidigare(anteckning: Anteckning, av: Personal) -> None:
    """Keep the text that is about to be replaced, unless the same person wrote it a moment ago."""
    if not anteckning.version or not anteckning.text:
        return
    if anteckning.andrad_av_id == av.id and timezone.now() - anteckning.andrad < SAMMA_SKRIVSTUND:
        return
    Anteckningsversion.objects.create(
        anteckning=anteckning,
        version=anteckning.version,
        text=anteckning.text,
        andrad=anteckning.andrad,
        andrad_av=anteckning.andrad_av,
    )
