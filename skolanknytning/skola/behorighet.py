"""The one place that answers "may this person…?".

Every answer is read anew for each request (``request.user`` is loaded anew), so a changed role takes effect
at the next request. Another school's object is never found (404); a role that is not enough inside the school
is 403.

======================  ======================================================================
Role                    Sees
======================  ======================================================================
mentor                  the classes they are mentor of, and the same class in earlier läsår
elevhälsa               every class's summary; names of flagged pupils only, and those pupils' own pages
rektor                  every class, its colours and prints; every pupil's page; the log, and extracts from the register
lärare                  nothing of their own; what a mentor asks them about, until they have answered
administratör           schools, classes, staff, class lists; never colours
======================  ======================================================================

A pupil's own page follows the pupil: the mentors of the class the pupil is in now see all of it, earlier ones nothing.
A pupil with protected identity is seen only by the staff named for that pupil, whatever their role.
"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from skolanknytning.fraga import Fraga

from .models import Elev, Klass, Mentorskap, Personal, Placering, Roll, Skola, Tjanst

# Who can be asked for their view of a pupil. Not who is an administrator and nothing else: they have no colours
# before them.
KAN_TILLFRAGAS = frozenset(Roll) - {Roll.ADMINISTRATOR}
# Who may know that a class exists at all.
SER_ALLA_KLASSER = frozenset({Roll.ELEVHALSA, Roll.REKTOR, Roll.ADMINISTRATOR})


def roller(person: Personal) -> dict[int, frozenset[str]]:
    """The person's roles by school id; read once a request, together with the schools."""
    if not hasattr(person, "_roller"):
        per_skola: dict[int, set[str]] = {}
        person._skolor = {}
        for tjanst in Tjanst.objects.filter(personal=person).select_related("skola").order_by("skola__namn"):
            per_skola.setdefault(tjanst.skola_id, set()).add(tjanst.roll)
            person._skolor[tjanst.skola_id] = tjanst.skola
        person._roller = {s: frozenset(r) for s, r in per_skola.items()}
    return person._roller


def mina_skolor(person: Personal) -> list[Skola]:
    """The schools where the person works, by name; costs no question of its own."""
    roller(person)
    return list(person._skolor.values())


def har_roll(person: Personal, skola_id: int, *nagon_av: str) -> bool:
    """Whether the person has any of the roles at the school."""
    return not roller(person).get(skola_id, frozenset()).isdisjoint(nagon_av)


def skolor_med_roll(person: Personal, *nagon_av: str) -> list[int]:
    """Ids of the schools where the person has any of the roles."""
    return [s for s, r in roller(person).items() if not r.isdisjoint(nagon_av)]


# --- What exists for a person (404 otherwise) -------------------------------------------------------------


def synliga_skolor(person: Personal) -> QuerySet[Skola]:
    """The schools where the person works."""
    return Skola.objects.filter(id__in=roller(person))


def synliga_klasser(person: Personal) -> QuerySet[Klass]:
    """The classes a person may know of: all of the school for staff who see all, otherwise one's own.

    One's own are those one is mentor of, and the same class (``stam``) in earlier läsår.
    """
    egna = Mentorskap.objects.filter(
        personal=person,
        klass__stam=OuterRef("stam"),
        klass__skola=OuterRef("skola"),
        klass__lasar__gte=OuterRef("lasar"),
    )
    return Klass.objects.filter(
        Q(skola__in=skolor_med_roll(person, *SER_ALLA_KLASSER))
        | Q(Exists(egna), skola__in=skolor_med_roll(person, Roll.MENTOR))
    )


def utan_dolda(person: Personal, elever: QuerySet[Elev]) -> QuerySet[Elev]:
    """The pupils without those whose protected identity the person has not been named to see."""
    namngiven = Elev.far_se.through.objects.filter(elev=OuterRef("pk"), personal=person)
    return elever.filter(Q(skyddad=False) | Exists(namngiven))


def namngiven_for(person: Personal) -> set[int]:
    """The ids of the protected pupils whom the person has been named to see: ``utan_dolda`` for rows already read."""
    return {elev for (elev,) in _NAMNGIVEN_FOR(person.id)}


_NAMNGIVEN_FOR = Fraga(lambda person: Elev.far_se.through.objects.filter(personal=person).values_list("elev_id"))


def synliga_elever(person: Personal) -> QuerySet[Elev]:
    """The pupils a person may see by name: placed now in a class they are mentor of, or the school's for
    others.

    Elevhälsa sees flagged pupils only; which those are is for ``kartlaggning`` to say, so they are not here.
    """
    i_egen_klass = Placering.objects.filter(elev=OuterRef("pk"), till__isnull=True, klass__mentorskap__personal=person)
    return utan_dolda(
        person,
        Elev.objects.filter(
            Q(skola__in=skolor_med_roll(person, Roll.REKTOR, Roll.ADMINISTRATOR))
            | Q(Exists(i_egen_klass), skola__in=skolor_med_roll(person, Roll.MENTOR))
        ),
    )


_ELEVER_I_EGNA_KLASSER = Fraga(
    lambda person: Placering.objects.filter(till=None, klass__mentorskap__personal=person).values_list("elev_id")
)


def synliga_namn(person: Personal, skola_id: int, elever: Collection[int]) -> set[int]:
    """Which of a school's pupils ``synliga_elever`` has: one cheap question for a whole class.

    Says nothing of protected identity; those pupils are taken away with ``utan_dolda`` before.
    """
    if har_roll(person, skola_id, Roll.REKTOR, Roll.ADMINISTRATOR):
        return set(elever)
    return elever_att_bedoma(person, skola_id, elever)


def hamta_skola(person: Personal, kod: str, *nagon_av: str) -> Skola:
    """The school, or 404 when the person does not work there; 403 without any of the roles (if roles are
    asked for).
    """
    skola = synliga_skolor(person).filter(kod=kod).first()
    if skola is None:
        raise Http404
    krav(not nagon_av or har_roll(person, skola.id, *nagon_av))
    return skola


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


def hamta_elev_uppgifter(person: Personal, kod: str) -> Elev:
    """A pupil's roster facts: the administrator's. A protected pupil they are not named for is not found
    (404).
    """
    elever = utan_dolda(person, Elev.objects.select_related("skola").filter(skola__in=roller(person)))
    elev = elever.filter(kod=kod).first()
    if elev is None:
        raise Http404
    krav(far_administrera(person, elev.skola))
    return elev


def hamta_skyddad_elev(person: Personal, kod: str) -> Elev:
    """A protected pupil, for saying who else may see them: 404 unless named oneself, 403 without a task
    there.
    """
    elev = Elev.objects.select_related("skola").filter(kod=kod, skyddad=True, far_se=person).first()
    if elev is None or elev.skola_id not in roller(person):
        raise Http404
    krav(far_administrera(person, elev.skola) or synliga_elever(person).filter(pk=elev.pk).exists())
    return elev


def hamta_elev(person: Personal, kod: str) -> Elev:
    """The pupil with the school; 404 outside the person's schools, and for who may not know of a protected pupil.

    What the person may then see of the pupil is for the caller to ask (``far_folja_elev``, ``far_bedoma_elev`` …).
    """
    skolor = {skola.id: skola for skola in mina_skolor(person)}
    for rad in _ELEV(kod):
        elev = Elev.from_db(DEFAULT_DB_ALIAS, _ELEVFALT, rad)
        if elev.skola_id in skolor and ser_dold(person, elev):
            elev.skola, elev.skyddad = skolor[elev.skola_id], bool(elev.skyddad)
            return elev
    raise Http404


_ELEVFALT = [falt.attname for falt in Elev._meta.concrete_fields]
_ELEV = Fraga(lambda kod: Elev.objects.filter(kod=kod).values_list(*_ELEVFALT).order_by())


def krav(svar: bool) -> None:
    """Raise 403 unless the answer is yes."""
    if not svar:
        raise PermissionDenied


# --- May this person…? ------------------------------------------------------------------------------------


def ar_mentor(person: Personal, klass: Klass) -> bool:
    """Mentor of this very class, and still a mentor at the school."""
    return har_roll(person, klass.skola_id, Roll.MENTOR) and klass.id in _mentorsklasser(person)


_MENTORSKLASSER = Fraga(
    lambda person: Mentorskap.objects.filter(personal=person).values_list(
        "klass", "klass__skola", "klass__stam", "klass__lasar"
    )
)


def _mentorsklasser(person: Personal) -> dict[int, tuple[int, str, int]]:
    """School, ``stam`` and läsår of the classes the person is mentor of, by class id; read once a request."""
    if not hasattr(person, "_mentorsklasser"):
        person._mentorsklasser = {rad[0]: rad[1:] for rad in _MENTORSKLASSER(person.id)}
    return person._mentorsklasser


def foljer_klassen(person: Personal, klass: Klass) -> bool:
    """Mentor of the class, or of the same class in a later läsår."""
    return har_roll(person, klass.skola_id, Roll.MENTOR) and any(
        (skola, stam) == (klass.skola_id, klass.stam) and lasar >= klass.lasar
        for skola, stam, lasar in _mentorsklasser(person).values()
    )


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


def far_administrera(person: Personal, skola: Skola) -> bool:
    """The school's classes, staff and class lists."""
    return har_roll(person, skola.id, Roll.ADMINISTRATOR)


def far_lasa_in(person: Personal, skola: Skola, klass: Klass | None) -> bool:
    """Read in a class list: the administrator any, a mentor for a class of their own or a new class."""
    if far_administrera(person, skola):
        return True
    return har_roll(person, skola.id, Roll.MENTOR) and (klass is None or ar_mentor(person, klass))


def far_styra_konto(person: Personal, annan: Personal) -> bool:
    """Rename the other, change their e-mail, or make a new one-time link for them.

    Only when every role the other has is at a school the person administers: an account that also opens
    another school's data is not one school's to give away.
    """
    skolor = set(Tjanst.objects.filter(personal=annan).values_list("skola_id", flat=True))
    return bool(skolor) and skolor <= set(skolor_med_roll(person, Roll.ADMINISTRATOR))


def far_lasa_logg(person: Personal, skola: Skola) -> bool:
    """The access and change log of the school."""
    return har_roll(person, skola.id, Roll.REKTOR)


# --- One pupil --------------------------------------------------------------------------------------------


def ar_elevens_mentor(person: Personal, elev: Elev) -> bool:
    """Mentor of a class that the pupil is in now, and still a mentor at the school."""
    if not har_roll(person, elev.skola_id, Roll.MENTOR):
        return False
    return not _klasser_nu(elev).isdisjoint(_mentorsklasser(person))


def _klasser_nu(elev: Elev) -> frozenset[int]:
    """Ids of the classes the pupil is in now; read once for a pupil that has been fetched, as a request does."""
    if not hasattr(elev, "_klasser_nu"):
        elev._klasser_nu = frozenset(klass for (klass,) in _KLASSER_NU(elev.id))
    return elev._klasser_nu


_KLASSER_NU = Fraga(lambda elev: Placering.objects.filter(elev=elev, till=None).values_list("klass_id"))


def ser_dold(person: Personal, elev: Elev) -> bool:
    """Whether protected identity leaves the pupil visible to the person."""
    return not elev.skyddad or elev.far_se.filter(pk=person.pk).exists()


def far_folja_elev(person: Personal, elev: Elev, *, flaggad: bool) -> bool:
    """Read everything that is judged and written about one pupil: the pupil's page and the individual form.

    ``flaggad``: an individual kartläggning is proposed or made, which is what gives elevhälsan the pupil.
    """
    return ser_dold(person, elev) and (
        har_roll(person, elev.skola_id, Roll.REKTOR)
        or (flaggad and har_roll(person, elev.skola_id, Roll.ELEVHALSA))
        or ar_elevens_mentor(person, elev)
    )


def far_bedoma_elev(person: Personal, elev: Elev) -> bool:
    """Start, rate, close and reopen the pupil's individual form, and ask colleagues: the pupil's mentors alone."""
    return ser_dold(person, elev) and ar_elevens_mentor(person, elev)


def elever_att_bedoma(person: Personal, skola_id: int, elever: Collection[int]) -> set[int]:
    """Which of a school's pupils ``far_bedoma_elev`` has: one cheap question for a whole class.

    Says nothing of protected identity; those pupils are taken away with ``utan_dolda`` before.
    """
    if not har_roll(person, skola_id, Roll.MENTOR):
        return set()
    return set(elever) & {elev for (elev,) in _ELEVER_I_EGNA_KLASSER(person.id)}


def far_svara_om_elev(person: Personal, elev: Elev, tillfragad_id: int | None) -> bool:
    """Rate the pupil in the column a mentor asked this very person to fill, while they could still be asked.

    And while the pupil is in a class: nobody could take the question back from a pupil who has left.
    """
    return (
        person.id == tillfragad_id
        and har_roll(person, elev.skola_id, *KAN_TILLFRAGAS)
        and ser_dold(person, elev)
        and bool(_KLASSER_NU(elev.id))
    )


def kan_tillfragas(elev: Elev) -> QuerySet[Personal]:
    """The staff of the pupil's school who can be asked for their view; of a protected pupil those named only."""
    i_tjanst = Tjanst.objects.filter(skola=elev.skola_id, roll__in=KAN_TILLFRAGAS).values("personal")
    personal = Personal.objects.filter(id__in=i_tjanst, is_active=True)
    if elev.skyddad:
        personal = personal.filter(ser_skyddade=elev)
    return personal.order_by("namn")


def far_ta_ut_registerutdrag(person: Personal, elev: Elev) -> bool:
    """All that is stored of a pupil and who has read it: the rektor, who answers for the register."""
    return ser_dold(person, elev) and har_roll(person, elev.skola_id, Roll.REKTOR)


def med_insyn(elev: Elev, *, flaggad: bool) -> list[tuple[Personal, str]]:
    """Everyone who may follow the pupil now, with why, by name: ``far_folja_elev`` read the other way."""
    klasser: dict[int, list[str]] = {}
    for person_id, namn in _MENTORER_NU(elev.id):
        klasser.setdefault(person_id, []).append(namn)
    far_se = set(elev.far_se.values_list("id", flat=True)) if elev.skyddad else None
    skal: dict[int, tuple[str, list[str]]] = {}
    for person_id, namn, roll in _PERSONAL(elev.skola_id):
        varfor = ""
        if roll == Roll.MENTOR and person_id in klasser:
            varfor = f"mentor för {' och '.join(klasser[person_id])}"
        elif roll == Roll.REKTOR:
            varfor = "rektor"
        elif roll == Roll.ELEVHALSA and flaggad:
            varfor = "elevhälsa: individuell kartläggning föreslås eller görs"
        if varfor and (far_se is None or person_id in far_se):
            skal.setdefault(person_id, (namn, []))[1].append(varfor)
    return [
        (Personal.from_db(DEFAULT_DB_ALIAS, ["id", "namn"], [person_id, namn]), ", ".join(delar))
        for person_id, (namn, delar) in skal.items()
    ]


_MENTORER_NU = Fraga(
    lambda elev: (
        Mentorskap.objects.filter(klass__placeringar__elev=elev, klass__placeringar__till=None)
        .order_by("klass__namn")
        .values_list("personal_id", "klass__namn")
    )
)
# The roles that may follow a pupil at all; teachers and administrators are many and never do.
_PERSONAL = Fraga(
    lambda skola: (
        Tjanst.objects.filter(
            skola=skola, personal__is_active=True, roll__in=[Roll.MENTOR, Roll.REKTOR, Roll.ELEVHALSA]
        )
        .order_by("personal__namn", "personal_id", "roll")
        .values_list("personal_id", "personal__namn", "roll")
    )
)
