"""Reads about one pupil. Each starts from what the person may see of that pupil."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, QuerySet

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering

from .. import urval
from ..models import Farg, Kartlaggning, Markering, Niva
from ..tal import eskalering


def hamta_elev(person: Personal, kod: str) -> Elev:
    """The pupil, for who may follow what is judged of them. 404 as in ``behorighet.hamta_elev``, otherwise 403."""
    elev = behorighet.hamta_elev(person, kod)
    # Whether the pupil is flagged decides for elevhälsan alone, and is asked only when it decides.
    if not behorighet.far_folja_elev(person, elev, flaggad=False):
        behorighet.krav(behorighet.far_folja_elev(person, elev, flaggad=True) and ar_flaggad(elev))
    return elev


def hamta_elev_att_bedoma(person: Personal, kod: str) -> Elev:
    """The pupil, for the pupil's mentors alone."""
    elev = behorighet.hamta_elev(person, kod)
    behorighet.krav(behorighet.far_bedoma_elev(person, elev))
    return elev


def ar_flaggad(elev: Elev) -> bool:
    """Whether an individual kartläggning is made of the pupil, or proposed by the latest class round."""
    if Kartlaggning.objects.filter(niva=Niva.INDIVID, elev=elev).exists():
        return True
    runda = klassens_senaste(elev)
    return runda is not None and foreslas(runda, elev) is not None


def klassens_senaste(elev: Elev) -> Kartlaggning | None:
    """The latest class round in which the pupil is judged on anything."""
    return klassens_rundor(elev).select_related("klass").order_by("-datum", "-id").first()


def klassens_rundor(elev: Elev) -> QuerySet[Kartlaggning]:
    """The class rounds, of any class, in which the pupil is judged on anything."""
    med_farg = Markering.objects.filter(elev=elev, kartlaggning__niva=Niva.GRUPP).exclude(farg=Farg.EJ_BEDOMD)
    return Kartlaggning.objects.filter(id__in=med_farg.values("kartlaggning"))


def foreslas(runda: Kartlaggning, elev: Elev) -> eskalering.Forslag | None:
    """The proposal that a class round makes for one pupil, by the school's threshold; in the form's order."""
    farger = dict(Markering.objects.filter(kartlaggning=runda, elev=elev).values_list("pastaende", "farg"))
    nycklar = [p.nyckel for p in urval.instrument_for(runda).pastaenden if p.nyckel in farger]
    return eskalering.foreslas(elev.id, {nyckel: farger[nyckel] for nyckel in nycklar}, elev.skola.gult_for_individ)


def datum_for(elev: Elev) -> QuerySet[Kartlaggning]:
    """All dates of the pupil's individual form, the mentors' own and colleagues', oldest first."""
    return Kartlaggning.objects.filter(niva=Niva.INDIVID, elev=elev).order_by("datum", "id")


def oppet_datum(elev: Elev) -> Kartlaggning | None:
    """The date of the form that the pupil's mentors are working on, if there is one."""
    return datum_for(elev).filter(stangd=None, tillfragad=None).select_related("klass").first()


def klass_nu(elev: Elev, person: Personal) -> Klass | None:
    """The class the pupil is in now, before groups beside it; of several the one the person is mentor of."""
    klasser = [Klass.from_db(DEFAULT_DB_ALIAS, _KLASSFALT, rad) for rad in _KLASSER_NU(elev.id)]
    for klass in klasser:
        klass.skola = elev.skola
    egna = (klass for klass in klasser if behorighet.ar_mentor(person, klass))
    return next(egna, klasser[0] if klasser else None)


_KLASSFALT = [falt.attname for falt in Klass._meta.concrete_fields]
_KLASSER_NU = Fraga(
    lambda elev: (
        Klass.objects.filter(placeringar__elev=elev, placeringar__till=None)
        .order_by("grupp", "-lasar")
        .values_list(*_KLASSFALT)
    )
)


def fragor_till(person: Personal) -> list[Kartlaggning]:
    """What the person has been asked about and not answered, oldest first; only where they may still answer."""
    if not _NAGON_FRAGA(person.id):
        return []
    skolor = behorighet.skolor_med_roll(person, *behorighet.KAN_TILLFRAGAS)
    i_klass = Placering.objects.filter(elev=OuterRef("pk"), till=None)
    elever = behorighet.utan_dolda(person, Elev.objects.filter(Exists(i_klass), skola__in=skolor))
    fragor = Kartlaggning.objects.filter(tillfragad=person, stangd=None, elev__in=elever)
    return list(fragor.select_related("klass", "elev", "skapad_av").order_by("datum", "id"))


# Most have never been asked about anybody, and it is asked on every start page.
_NAGON_FRAGA = Fraga(lambda person: Kartlaggning.objects.filter(tillfragad=person).order_by().values_list("id")[:1])
