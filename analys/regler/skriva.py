"""Texts that people write together: saved as you write, compare-and-set, earlier texts kept (design.md, Long text)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kartlaggning import anteckningar
from skolanknytning.skola import personuppgifter
from skolanknytning.skola.models import Elev, Personal

from ..models import Analys, Skrivet, Svar, Tidigare
from .grund import andrad, las_oppen, las_rad, ren

# What one person writes without a longer pause is one version: saving as you write would otherwise make hundreds.
SAMMA_SKRIVSTUND = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Utfall:
    """What became of a text: saved, or held back because of ``varningar`` or because a colleague saved in between.

    ``rad`` is the row as it is stored now; None when nothing was made of a text that was held back.
    """

    rad: Skrivet | None
    sparad: bool
    varningar: tuple[str, ...] = ()
    krock: bool = False


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
        nu = _nu(rad)
        if nu.text == text:
            return Utfall(nu, sparad=True)
        if nu.version != ersatter:
            return Utfall(nu, sparad=False, krock=True)
        # What was confirmed once is not asked about again at every pause in the writing.
        redan = set() if bekraftad else set(varningar(analys, rad.elev, nu.text))
        fragor = () if bekraftad else tuple(v for v in varningar(analys, rad.elev, text) if v not in redan)
        if fragor:
            return Utfall(nu, sparad=False, varningar=fragor)
        behall_tidigare(nu, av)
        nu.text, nu.andrad, nu.andrad_av = text, timezone.now(), av
        nu.version += 1
        # Of a row that is there only the text: a step may be ticked off at the same moment.
        nu.save(update_fields=["text", "version", "andrad", "andrad_av"] if nu.pk else None)
        andrad(analys, av, rad._meta.verbose_name)
    return Utfall(nu, sparad=True)


def _nu(rad: Skrivet) -> Skrivet:
    """The row as it stands; an answer that nobody had written when the page was read may have been written since."""
    return svar_for(rad.analys, rad.elev, rad.fraga) if isinstance(rad, Svar) else las_rad(rad)


def behall_tidigare(rad: Skrivet, av: Personal) -> None:
    """Keep the text that is about to be replaced, unless the same person wrote it a moment ago."""
    if not rad.pk or not rad.text:
        return
    if rad.andrad_av_id == av.id and timezone.now() - rad.andrad < SAMMA_SKRIVSTUND:
        return
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
