"""What every answer rests on: the person's roles, their schools, and the 403 when an answer is no."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from ..models import Personal, Roll, Skola, Tjanst

# Who can be asked for their view of a pupil. Not who is an administrator and nothing else: they have no colours
# before them.
KAN_TILLFRAGAS = frozenset(Roll) - {Roll.ADMINISTRATOR}
# Who may know that a class exists at all.
SER_ALLA_KLASSER = frozenset({Roll.ELEVHALSA, Roll.REKTOR, Roll.ADMINISTRATOR})


def krav(svar: bool) -> None:
    """Raise 403 unless the answer is yes."""
    if not svar:
        raise PermissionDenied


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


def synliga_skolor(person: Personal) -> QuerySet[Skola]:
    """The schools where the person works."""
    return Skola.objects.filter(id__in=roller(person))


def hamta_skola(person: Personal, kod: str, *nagon_av: str) -> Skola:
    """The school, or 404 when the person does not work there; 403 without any of the roles (if roles are
    asked for).
    """
    skola = synliga_skolor(person).filter(kod=kod).first()
    if skola is None:
        raise Http404
    krav(not nagon_av or har_roll(person, skola.id, *nagon_av))
    return skola


def far_administrera(person: Personal, skola: Skola) -> bool:
    """The school's classes, staff and class lists."""
    return har_roll(person, skola.id, Roll.ADMINISTRATOR)


def far_lasa_logg(person: Personal, skola: Skola) -> bool:
    """The access and change log of the school."""
    return har_roll(person, skola.id, Roll.REKTOR)


def far_styra_konto(person: Personal, annan: Personal) -> bool:
    """Rename the other, change their e-mail, or make a new one-time link for them.

    Only when every role the other has is at a school the person administers: an account that also opens
    another school's data is not one school's to give away.
    """
    skolor = set(Tjanst.objects.filter(personal=annan).values_list("skola_id", flat=True))
    return bool(skolor) and skolor <= set(skolor_med_roll(person, Roll.ADMINISTRATOR))
