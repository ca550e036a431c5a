"""The texts of a meeting: written together, with what the writer is asked about (``skolanknytning.skrivet``)."""

from functools import partial

from django.db import transaction

from kartlaggning import anteckningar
from skolanknytning import skrivet
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import Elev, Personal
from skolanknytning.skrivet import Utfall

from ..models import Analys, Skrivet, Svar, Tidigare
from .grund import andrad, las_oppen, las_rad, ren


def varningar(analys: Analys, elev: Elev | None, text: str) -> list[str]:
    """What the writer is asked about before a text is saved: names of the class's pupils, a personnummer.

    In a text about one pupil the others' names; in one about the whole school a personnummer only, since the names of
    a thousand pupils are half the language.
    """
    if elev is not None:
        return anteckningar.varningar_om_elev(elev, text)
    if analys.kartlaggning is not None:
        return anteckningar.varningar(analys.kartlaggning, text)
    return personuppgifter.varningar(text, [])


def spara(rad: Skrivet, text: str, *, ersatter: int, av: Personal, bekraftad: bool = False) -> Utfall:
    """Save a row's text unless a colleague has saved since version ``ersatter``, or it asks for a second look.

    Raises AvslutadError, BorttagetError, and OgiltigError when the text is too long.
    """
    text = ren(text)
    with transaction.atomic():
        analys = las_oppen(rad.analys)
        fraga = partial(varningar, analys, rad.elev)
        nu = _nu(rad)
        utfall = skrivet.byt(nu, text, ersatter=ersatter, av=av, fraga=fraga, behall=_behall, bekraftad=bekraftad)
        if utfall.ny:
            andrad(analys, av, rad._meta.verbose_name)
    return utfall


def _nu(rad: Skrivet) -> Skrivet:
    """The row as it stands; an answer that nobody had written when the page was read may have been written since."""
    return svar_for(rad.analys, rad.elev, rad.fraga) if isinstance(rad, Svar) else las_rad(rad)


def _behall(rad: Skrivet) -> None:
    """Keep the text that is about to be replaced."""
    Tidigare.objects.create(
        analys=rad.analys,
        rad=rad.kod,
        version=rad.version,
        text=rad.text,
        andrad=rad.andrad,
        andrad_av=rad.andrad_av,
    )


def svar_for(analys: Analys, elev: Elev, fraga: str) -> Svar:
    """The answer as it stands; an unsaved empty one (version 0) when nobody has written."""
    rad = Svar.objects.select_related("andrad_av").filter(analys=analys, elev=elev, fraga=fraga).first()
    return rad or Svar(analys=analys, elev=elev, fraga=fraga)
