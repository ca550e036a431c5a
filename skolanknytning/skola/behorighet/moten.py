"""What may be asked of the analysis and of plans: meetings and plans about a class, patterns over the whole school."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from skolanknytning.fraga import Fraga

from ..models import Klass, Personal, Roll, Skola, Tjanst
from .grund import KAN_TILLFRAGAS, har_roll
from .klasser import ar_mentor, ar_mentor_nu, far_se_sammanstallning


def far_lasa_analys(person: Personal, klass: Klass) -> bool:
    """Read what a meeting about the class found: who reads the class's summary.

    What it found about one pupil is asked about that pupil besides (``far_folja_elev``).
    """
    return far_se_sammanstallning(person, klass)


def far_analysera(person: Personal, klass: Klass) -> bool:
    """Plan a meeting about the class and write in it: its mentors, elevhälsan and the rektor.

    To be named as a participant gives nothing: who is only asked along looks at the others' screen. A meeting stays
    with its läsår: when the class has moved up, those write who were its mentors then and still are.
    """
    return (ar_mentor(person, klass) and ar_mentor_nu(person, klass)) or _ansvarar(person, klass)


def far_planera(person: Personal, klass: Klass) -> bool:
    """Read and write in the plans of the class: its mentors now, elevhälsan and the rektor.

    A plan goes on when the class moves up, and goes with it to its mentors there; those of the läsår before have no
    more to do with it.
    """
    return ar_mentor_nu(person, klass) or _ansvarar(person, klass)


def _ansvarar(person: Personal, klass: Klass) -> bool:
    return har_roll(person, klass.skola_id, Roll.ELEVHALSA, Roll.REKTOR)


def far_se_skolniva(person: Personal, skola: Skola) -> bool:
    """Patterns across the school's classes, in numbers, and the analysis of the school."""
    return har_roll(person, skola.id, Roll.ELEVHALSA, Roll.REKTOR)


def kan_delta(skola: Skola) -> QuerySet[Personal]:
    """The staff who can be named as participants of a meeting, or as responsible for what it decides; by name."""
    return _kan_delta(skola.id)


def _kan_delta(skola_id: int) -> QuerySet[Personal]:
    i_tjanst = Tjanst.objects.filter(skola=skola_id, roll__in=sorted(KAN_TILLFRAGAS)).values("personal")
    return Personal.objects.filter(id__in=i_tjanst, is_active=True).order_by("namn")


def att_valja_bland(skola: Skola) -> list[Personal]:
    """``kan_delta`` for a list to choose from: who they are and what they are called, in one cheap question."""
    return [Personal.from_db(DEFAULT_DB_ALIAS, _ATT_VALJA, rad) for rad in _ATT_VALJA_BLAND(skola.id)]


_ATT_VALJA = ["id", "kod", "namn"]
_ATT_VALJA_BLAND = Fraga(lambda skola: _kan_delta(skola).values_list(*_ATT_VALJA))
