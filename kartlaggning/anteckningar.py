"""Changes to notes: saved as you write, compare-and-set, earlier versions kept (design.md, Long text)."""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from skolanknytning import skrivet
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import Elev, Klass, Personal
from skolanknytning.skrivet import Utfall

from . import regler
from .models import Anteckning, Anteckningsversion, Kartlaggning


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
    text = skrivet.ren(text)
    with transaction.atomic():
        last = regler.las_oppen(kartlaggning)
        rad, fraga = anteckning_for(last, falt), partial(varningar, last)
        utfall = skrivet.byt(rad, text, ersatter=ersatter, av=av, fraga=fraga, behall=_behall, bekraftad=bekraftad)
        if utfall.ny:
            anteckna(av, Handling.ANDRADE, last, f"notering i {last.vad}", skola_kod=last.klass.skola.kod)
    return utfall


def _behall(anteckning: Anteckning) -> None:
    """Keep the text that is about to be replaced."""
    Anteckningsversion.objects.create(
        anteckning=anteckning,
        version=anteckning.version,
        text=anteckning.text,
        andrad=anteckning.andrad,
        andrad_av=anteckning.andrad_av,
    )
