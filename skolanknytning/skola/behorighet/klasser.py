"""A class: who may know of it, who may judge in it, and who reads its colours."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from skolanknytning.fraga import Fraga

from ..models import Klass, Mentorskap, Personal, Roll, Skola
from .grund import SER_ALLA_KLASSER, far_administrera, har_roll, krav, roller, skolor_med_roll


def synliga_klasser(person: Personal) -> QuerySet[Klass]:
    """The classes a person may know of: all of the school for staff who see all, otherwise one's own.

    One's own are those one is mentor of, and the same class (``stam``) in earlier läsår.
    """
    return Klass.objects.filter(Q(skola__in=skolor_med_roll(person, *SER_ALLA_KLASSER)) | _egna(person))


def foljda_klasser(person: Personal) -> QuerySet[Klass]:
    """One's own classes: those one is mentor of, and the same class (``stam``) in earlier läsår."""
    return Klass.objects.filter(_egna(person))


def _egna(person: Personal) -> Q:
    egna = Mentorskap.objects.filter(
        personal=person,
        klass__stam=OuterRef("stam"),
        klass__skola=OuterRef("skola"),
        klass__lasar__gte=OuterRef("lasar"),
    )
    return Q(Exists(egna), skola__in=skolor_med_roll(person, Roll.MENTOR))


def hamta_klass(person: Personal, kod: str) -> Klass:
    """The class with its school; 404 outside the person's schools, 403 for a class of the school that is not
    theirs.
    """
    klass = Klass.objects.select_related("skola").filter(kod=kod, skola__in=roller(person)).first()
    if klass is None:
        raise Http404
    krav(far_se_klass(person, klass))
    return klass


def hamta_klass_att_administrera(person: Personal, kod: str) -> Klass:
    """The class for the administrator's pages: as ``hamta_klass``, and 403 for everybody else."""
    klass = hamta_klass(person, kod)
    krav(far_administrera(person, klass.skola))
    return klass


def ar_mentor(person: Personal, klass: Klass) -> bool:
    """Mentor of this very class, and still a mentor at the school."""
    return har_roll(person, klass.skola_id, Roll.MENTOR) and klass.id in mentorsklasser(person)


_SENARE = Klass.objects.filter(
    skola=OuterRef("klass__skola"), stam=OuterRef("klass__stam"), lasar__gt=OuterRef("klass__lasar")
)
_MENTORSKLASSER = Fraga(
    lambda person: (
        Mentorskap.objects.filter(personal=person)
        .annotate(uppflyttad=Exists(_SENARE))
        .values_list("klass", "klass__skola", "klass__stam", "klass__lasar", "uppflyttad")
    )
)


def mentorsklasser(person: Personal) -> dict[int, tuple[int, str, int, bool]]:
    """The classes the person is mentor of, by class id: school, ``stam``, läsår, and whether it goes on in a later one.

    Read once a request.
    """
    if not hasattr(person, "_mentorsklasser"):
        person._mentorsklasser = {rad[0]: rad[1:] for rad in _MENTORSKLASSER(person.id)}
    return person._mentorsklasser


def foljer_klassen(person: Personal, klass: Klass) -> bool:
    """Mentor of the class, or of the same class in a later läsår."""
    return har_roll(person, klass.skola_id, Roll.MENTOR) and any(
        (skola, stam) == (klass.skola_id, klass.stam) and lasar >= klass.lasar
        for skola, stam, lasar, _ in mentorsklasser(person).values()
    )


def ar_mentor_nu(person: Personal, klass: Klass) -> bool:
    """Mentor of the class in its latest läsår, whatever it is called there: who was it before it moved up is not."""
    return har_roll(person, klass.skola_id, Roll.MENTOR) and any(
        (skola, stam) == (klass.skola_id, klass.stam) and not uppflyttad
        for skola, stam, _, uppflyttad in mentorsklasser(person).values()
    )


def mentorskap_nu() -> QuerySet[Mentorskap]:
    """``ar_mentor_nu`` as a part of a larger question: the mentorskap of classes that have not moved up."""
    return Mentorskap.objects.filter(~Exists(_SENARE))


def far_se_klass(person: Personal, klass: Klass) -> bool:
    """The class's own page: that it exists, its journey."""
    return har_roll(person, klass.skola_id, *SER_ALLA_KLASSER) or foljer_klassen(person, klass)


def far_bedoma(person: Personal, klass: Klass) -> bool:
    """Start, rate, close and reopen a kartläggning: the class's mentors alone."""
    return ar_mentor(person, klass)


def far_se_farger(person: Personal, klass: Klass) -> bool:
    """Every pupil's colours with names: the grid, its prints and exports."""
    return har_roll(person, klass.skola_id, Roll.REKTOR) or foljer_klassen(person, klass)


def far_se_sammanstallning(person: Personal, klass: Klass) -> bool:
    """The summary. Elevhälsa reads it too, with the names of flagged pupils only."""
    return far_se_farger(person, klass) or har_roll(person, klass.skola_id, Roll.ELEVHALSA)


def far_lasa_in(person: Personal, skola: Skola, klass: Klass | None) -> bool:
    """Read in a class list: the administrator any, a mentor for a class of their own or a new class."""
    if far_administrera(person, skola):
        return True
    return har_roll(person, skola.id, Roll.MENTOR) and (klass is None or ar_mentor(person, klass))
