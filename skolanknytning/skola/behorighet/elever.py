"""One pupil: who may see the name, and who may read, judge and be asked.

What is here follows the pupil as they are placed now, and stops at protected identity whatever the role.
"""

from collections.abc import Collection

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from skolanknytning.fraga import Fraga

from ..models import Elev, Mentorskap, Personal, Placering, Roll, Tjanst
from .grund import KAN_TILLFRAGAS, far_administrera, har_roll, krav, mina_skolor, roller, skolor_med_roll
from .klasser import mentorsklasser


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


def elever_att_bedoma(person: Personal, skola_id: int, elever: Collection[int]) -> set[int]:
    """Which of a school's pupils ``far_bedoma_elev`` has: one cheap question for a whole class.

    Says nothing of protected identity; those pupils are taken away with ``utan_dolda`` before.
    """
    if not har_roll(person, skola_id, Roll.MENTOR):
        return set()
    return set(elever) & {elev for (elev,) in _ELEVER_I_EGNA_KLASSER(person.id)}


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


def ser_dold(person: Personal, elev: Elev) -> bool:
    """Whether protected identity leaves the pupil visible to the person."""
    return not elev.skyddad or elev.far_se.filter(pk=person.pk).exists()


def ar_elevens_mentor(person: Personal, elev: Elev) -> bool:
    """Mentor of a class that the pupil is in now, and still a mentor at the school."""
    if not har_roll(person, elev.skola_id, Roll.MENTOR):
        return False
    return not _klasser_nu(elev).isdisjoint(mentorsklasser(person))


def _klasser_nu(elev: Elev) -> frozenset[int]:
    """Ids of the classes the pupil is in now; read once for a pupil that has been fetched, as a request does."""
    if not hasattr(elev, "_klasser_nu"):
        elev._klasser_nu = frozenset(klass for (klass,) in _KLASSER_NU(elev.id))
    return elev._klasser_nu


_KLASSER_NU = Fraga(lambda elev: Placering.objects.filter(elev=elev, till=None).values_list("klass_id"))


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
