"""Rounds of a class and dates of a pupil: who may read, mark and close them, and which there are."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Klass, Personal

from .. import instrument
from ..models import Kartlaggning, Niva

# Every page of a round begins with this, and the ORM's own join takes three times as long.
_KLASSFALT = [falt.attname for falt in Klass._meta.concrete_fields]
_RUNDA_MED_KLASS = f"""
    SELECT r.*, {", ".join(f"k.{falt} AS klassens_{falt}" for falt in _KLASSFALT)}
    FROM {Kartlaggning._meta.db_table} r JOIN {Klass._meta.db_table} k ON k.id = r.klass_id
    WHERE r.kod = %s
"""  # noqa: S608 - names of our own tables and columns


def _hamta(person: Personal, kod: str) -> Kartlaggning:
    """The round with its class and school, of either level; 404 outside the person's schools."""
    skolor = {skola.id: skola for skola in behorighet.mina_skolor(person)}
    for kartlaggning in Kartlaggning.objects.raw(_RUNDA_MED_KLASS, [kod]):
        varden = [getattr(kartlaggning, f"klassens_{falt}") for falt in _KLASSFALT]
        klass = Klass.from_db(kartlaggning._state.db, _KLASSFALT, varden)
        if klass.skola_id in skolor:
            klass.skola = skolor[klass.skola_id]
            kartlaggning.klass = klass
            return kartlaggning
    raise Http404


def hamta_kartlaggning(person: Personal, kod: str, far=behorighet.far_se_farger) -> Kartlaggning:
    """The class kartläggning with its class and school.

    404 outside the person's schools; 403 when ``far`` (a question of ``behorighet``) says no for its class.
    """
    kartlaggning = _hamta(person, kod)
    if kartlaggning.niva != Niva.GRUPP:
        raise Http404
    behorighet.krav(far(person, kartlaggning.klass))
    return kartlaggning


def far_lasa(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Read the round: on the class level all colours; on the individual level who follows the pupil.

    A colleague's column is read by that colleague alone until it is handed in, and from then on by the others alone.
    """
    if kartlaggning.elev_id is None:
        return behorighet.far_se_farger(person, kartlaggning.klass)
    if kartlaggning.tillfragad_id and kartlaggning.oppen:
        return far_markera(person, kartlaggning)
    return behorighet.far_folja_elev(person, kartlaggning.elev, flaggad=True)


def far_markera(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Mark and write in the round: the class's or the pupil's mentors, in a colleague's column that colleague alone."""
    if kartlaggning.elev_id is None:
        return behorighet.far_bedoma(person, kartlaggning.klass)
    if kartlaggning.tillfragad_id:
        return behorighet.far_svara_om_elev(person, kartlaggning.elev, kartlaggning.tillfragad_id)
    return behorighet.far_bedoma_elev(person, kartlaggning.elev)


def far_styra(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Reopen the round or take it back: its mentors, also a colleague's column."""
    if kartlaggning.elev_id is None:
        return behorighet.far_bedoma(person, kartlaggning.klass)
    return behorighet.far_bedoma_elev(person, kartlaggning.elev)


def far_oppna(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Whether to offer to reopen the round: closed, the person may, and nothing is open that cannot be beside it."""
    return not kartlaggning.oppen and far_styra(person, kartlaggning) and not oppna_som(kartlaggning).exists()


def far_stanga(person: Personal, kartlaggning: Kartlaggning) -> bool:
    """Close the round: who marks in it, and the mentors."""
    return far_markera(person, kartlaggning) or far_styra(person, kartlaggning)


def hamta_runda(person: Personal, kod: str, far=far_lasa) -> Kartlaggning:
    """A round of either level, for what is the same on both: saving, notes, closing. With its pupil if it has one.

    404 outside the person's schools, and for a protected pupil they are not named for; 403 when ``far`` (a question of
    this module) says no.
    """
    kartlaggning = _hamta(person, kod)
    if kartlaggning.elev_id:
        elev = kartlaggning.elev
        elev.skola = kartlaggning.klass.skola
        if not behorighet.ser_dold(person, elev):
            raise Http404
    behorighet.krav(far(person, kartlaggning))
    return kartlaggning


def hamta_individ(person: Personal, kod: str, far=far_lasa) -> Kartlaggning:
    """One date of a pupil's individual form, as ``hamta_runda``."""
    kartlaggning = hamta_runda(person, kod, far)
    if kartlaggning.elev_id is None:
        raise Http404
    return kartlaggning


def oppna_som(kartlaggning: Kartlaggning) -> QuerySet[Kartlaggning]:
    """Open rounds that cannot be open beside this one: of the class, or of the pupil by the same hand."""
    oppna = Kartlaggning.objects.filter(niva=kartlaggning.niva, stangd=None)
    if kartlaggning.elev_id is None:
        return oppna.filter(klass=kartlaggning.klass_id)
    return oppna.filter(elev=kartlaggning.elev_id, tillfragad=kartlaggning.tillfragad_id)


def klasser_med_oppen_runda(klasser: Iterable[Klass]) -> set[int]:
    """The ids of those of the classes that have a class round under way."""
    oppna = Kartlaggning.objects.filter(klass__in=klasser, niva=Niva.GRUPP, stangd=None)
    return set(oppna.values_list("klass_id", flat=True))


def for_klass(klass: Klass) -> QuerySet[Kartlaggning]:
    """The rounds of a class, also those of the same class in earlier läsår; newest first."""
    return Kartlaggning.objects.filter(
        niva=Niva.GRUPP, klass__stam=klass.stam, klass__skola=klass.skola_id, klass__lasar__lte=klass.lasar
    ).select_related("klass")


def tidigare(kartlaggning: Kartlaggning) -> QuerySet[Kartlaggning]:
    """The rounds before this one for the same class, newest first."""
    return for_klass(kartlaggning.klass).filter(
        Q(datum__lt=kartlaggning.datum) | Q(datum=kartlaggning.datum, id__lt=kartlaggning.id)
    )


def forra(kartlaggning: Kartlaggning) -> Kartlaggning | None:
    """The round before this one for the same class, if there was one."""
    return tidigare(kartlaggning).first()


def senaste_per_klass(klasser: QuerySet[Klass]) -> QuerySet[Klass]:
    """Classes with the id of their latest round as ``senaste_id`` (None without one)."""
    senaste = Kartlaggning.objects.filter(klass=OuterRef("pk"), niva=Niva.GRUPP).order_by("-datum", "-id")
    return klasser.annotate(senaste_id=Subquery(senaste.values("id")[:1]))


def instrument_for(kartlaggning: Kartlaggning) -> instrument.Instrument:
    """The version of the form this round was made with."""
    return instrument.las(kartlaggning.instrument)
