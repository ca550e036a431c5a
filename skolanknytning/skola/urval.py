"""Reads of schools, classes, staff and pupils for the administrator, each starting from what the person may
see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from skolanknytning.svenska import sorteringsnyckel

from . import behorighet
from .klasslista_plan import Elevlage, Klasslage, Lage
from .models import (
    Elev,
    Inbjudan,
    Inlasning,
    Klass,
    Mentorskap,
    Personal,
    Placering,
    Roll,
    Skola,
    Tjanst,
    idag,
    lasar_for,
)

# A preview of a class list waits this long for somebody to confirm it.
INLASNING_GALLER = timedelta(hours=1)


# --- The school -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Oversikt:
    """The school in numbers, in the läsår that is now, and what the administrator should do first."""

    lasar: int
    klasser: int
    elever: int
    personal: int
    klasser_utan_mentor: int
    inbjudna: int


def oversikt(person: Personal, skola: Skola) -> Oversikt:
    """The numbers of the start page. Protected pupils the person may not see are not counted."""
    lasar = lasar_for(idag())
    klasser = Klass.objects.filter(skola=skola, lasar=lasar)
    personal = Personal.objects.filter(tjanster__skola=skola).distinct()
    return Oversikt(
        lasar=lasar,
        klasser=klasser.count(),
        elever=_med_plats(behorighet.utan_dolda(person, Elev.objects.filter(skola=skola))).count(),
        personal=personal.count(),
        klasser_utan_mentor=klasser.filter(grupp=False, mentorskap__isnull=True).count(),
        inbjudna=personal.filter(last_login__isnull=True).count(),
    )


def _med_plats(elever: QuerySet[Elev]) -> QuerySet[Elev]:
    """The pupils who are in a class now."""
    return elever.filter(Exists(Placering.objects.filter(elev=OuterRef("pk"), till__isnull=True)))


def lasar_med_klasser(skola: Skola) -> list[int]:
    """The läsår the school has classes in, newest first."""
    return list(Klass.objects.filter(skola=skola).order_by("-lasar").values_list("lasar", flat=True).distinct())


def lasar_att_flytta(skola: Skola) -> int | None:
    """The läsår whose classes are next to be moved up: last läsår's as long as pupils are still placed there."""
    nu = lasar_for(idag())
    oppna = Placering.objects.filter(klass__skola=skola, till__isnull=True, klass__lasar__in=[nu - 1, nu])
    return oppna.order_by("klass__lasar").values_list("klass__lasar", flat=True).first()


# --- Classes and pupils -----------------------------------------------------------------------------------


def klasser_i_lasar(person: Personal, skola: Skola, lasar: int) -> QuerySet[Klass]:
    """The school's classes of a läsår, with mentors and ``antal`` (pupils in the class now whom the person
    may see).
    """
    synlig = Q(placeringar__elev__skyddad=False) | Q(
        placeringar__elev__in=Elev.objects.filter(far_se=person).values("id")
    )
    return (
        Klass.objects.filter(skola=skola, lasar=lasar)
        .annotate(antal=Count("placeringar", filter=Q(placeringar__till__isnull=True) & synlig))
        .prefetch_related(_mentorer())
        .order_by("grupp", "namn")
    )


def _mentorer() -> Prefetch:
    return Prefetch(
        "mentorskap",
        Mentorskap.objects.select_related("personal").order_by("personal__namn"),
        to_attr="ordnade",
    )


def mentorer_i(klass: Klass) -> list[Personal]:
    """The class's mentors by name."""
    return list(Personal.objects.filter(mentorskap__klass=klass).order_by("namn"))


def elever_i(person: Personal, klass: Klass) -> list[Elev]:
    """The pupils in the class now whom the person may see, in the class's order."""
    nu = Placering.objects.filter(elev=OuterRef("pk"), klass=klass, till__isnull=True)
    elever = behorighet.utan_dolda(person, Elev.objects.filter(Exists(nu)))
    return sorted(elever, key=lambda elev: (sorteringsnyckel(elev.namn), elev.id))


def placeringar_for(elev: Elev) -> list[Placering]:
    """All the pupil's placements, those that are open first, then the latest."""
    return list(elev.placeringar.select_related("klass").order_by(F("till").desc(nulls_first=True), "-fran", "-id"))


def mentorer_att_valja(skola: Skola) -> QuerySet[Personal]:
    """The staff who may be mentors of the school's classes."""
    return Personal.objects.filter(tjanster__skola=skola, tjanster__roll=Roll.MENTOR, is_active=True).order_by("namn")


def personal_att_namnge(skola: Skola) -> QuerySet[Personal]:
    """The staff who can be named to see a protected pupil: everyone with a role at the school."""
    return Personal.objects.filter(tjanster__skola=skola, is_active=True).distinct().order_by("namn")


# --- Staff ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Personalrad:
    """A member of staff as the list shows them."""

    person: Personal
    roller: list[str]
    klasser: list[str]


def personal_vid(skola: Skola) -> list[Personalrad]:
    """The school's staff by name, with roles and the classes of this and coming läsår they are mentors of."""
    roller: dict[int, set[str]] = {}
    for person_id, roll in Tjanst.objects.filter(skola=skola).values_list("personal_id", "roll"):
        roller.setdefault(person_id, set()).add(roll)
    klasser: dict[int, list[str]] = {}
    mentorskap = Mentorskap.objects.filter(klass__skola=skola, klass__lasar__gte=lasar_for(idag()))
    for person_id, namn in mentorskap.order_by("klass__namn").values_list("personal_id", "klass__namn"):
        klasser.setdefault(person_id, []).append(namn)
    return [
        Personalrad(p, [r.label for r in Roll if r in roller[p.id]], klasser.get(p.id, []))
        for p in Personal.objects.filter(id__in=roller).order_by("namn")
    ]


def hamta_personal(skola: Skola, kod: str) -> Personal:
    """A person with a role at the school, or 404."""
    person = Personal.objects.filter(kod=kod, tjanster__skola=skola).distinct().first()
    if person is None:
        raise Http404
    return person


def roller_vid(person: Personal, skola: Skola) -> list[str]:
    """The person's roles at the school."""
    return list(Tjanst.objects.filter(personal=person, skola=skola).values_list("roll", flat=True))


def ensam_om_att_se(person: Personal, skola: Skola) -> QuerySet[Elev]:
    """The school's protected pupils that nobody but this person may see."""
    andra = Elev.far_se.through.objects.filter(elev=OuterRef("pk"), personal__tjanster__skola=skola).exclude(
        personal=person
    )
    return Elev.objects.filter(skola=skola, skyddad=True, far_se=person).exclude(Exists(andra))


def giltig_inbjudan(digest: str) -> Inbjudan | None:
    """The invitation whose link has this digest, if it can still be used."""
    return (
        Inbjudan.objects.select_related("personal")
        .filter(digest=digest, anvand__isnull=True, galler_till__gt=timezone.now(), personal__is_active=True)
        .first()
    )


# --- Class lists in ---------------------------------------------------------------------------------------


def hamta_inlasning(person: Personal, kod: str) -> Inlasning:
    """One's own preview that has not expired, or 404."""
    inlasning = (
        Inlasning.objects.select_related("skola", "klass")
        .filter(kod=kod, personal=person, skapad__gt=timezone.now() - INLASNING_GALLER)
        .first()
    )
    if inlasning is None:
        raise Http404
    return inlasning


def lage_for(person: Personal, skola: Skola, lasar: int) -> Lage:
    """What a class list is compared with: the classes of the läsår, and the pupils this person may see and
    change.

    The administrator's are all but the protected ones they are not named for; a mentor's are those in their
    own classes.
    """
    administrator = behorighet.far_administrera(person, skola)
    egna = set(Mentorskap.objects.filter(personal=person).values_list("klass_id", flat=True))
    elever = behorighet.utan_dolda(person, Elev.objects.filter(skola=skola))
    if not administrator:
        nu = Placering.objects.filter(elev=OuterRef("pk"), till__isnull=True, klass__in=egna)
        elever = elever.filter(Exists(nu))
    klasser = {
        k.id: Klasslage(k.kod, k.namn, k.lasar, k.grupp, administrator or k.id in egna)
        for k in Klass.objects.filter(skola=skola)
    }
    i_klass: dict[int, list[Klasslage]] = {}
    oppna = Placering.objects.filter(klass__skola=skola, till__isnull=True).order_by("klass_id")
    for elev_id, klass_id in oppna.values_list("elev_id", "klass_id"):
        i_klass.setdefault(elev_id, []).append(klasser[klass_id])
    lagen = tuple(
        Elevlage(
            e.kod,
            e.namn,
            e.externt_id,
            e.skyddad,
            k := tuple(i_klass.get(e.id, ())),
            _hemma(k, administrator),
        )
        for e in elever
    )
    synliga_id = {e.elev_id for e in lagen}
    alla_id = Elev.objects.filter(skola=skola).exclude(externt_id="").values_list("externt_id", flat=True)
    return Lage(
        lasar=lasar,
        klasser=tuple(k for k in klasser.values() if k.lasar == lasar or k.far_andras),
        elever=lagen,
        upptagna=frozenset(alla_id) - synliga_id,
        administrator=administrator,
    )


def _hemma(klasser: Iterable[Klasslage], administrator: bool) -> bool:
    """Whether a pupil is this person's to move and rename: the class they now go in is, not just a group."""
    hemklasser = [k for k in klasser if not k.grupp] or list(klasser)
    senaste = max((k.lasar for k in hemklasser), default=0)
    return administrator or all(k.far_andras for k in hemklasser if k.lasar == senaste)
