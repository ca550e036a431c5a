"""What may be asked of the analysis: meetings about a class, and patterns over the whole school."""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from skolanknytning.fraga import Fraga

from ..models import Klass, Personal, Roll, Skola, Tjanst
from .grund import KAN_TILLFRAGAS, har_roll
from .klasser import ar_mentor, far_se_sammanstallning


def far_lasa_analys(person: Personal, klass: Klass) -> bool:
    """Read what a meeting about the class found: who reads the class's summary.

    What it found about one pupil is asked about that pupil besides (``far_folja_elev``).
    """
    return far_se_sammanstallning(person, klass)


def far_analysera(person: Personal, klass: Klass) -> bool:
    """Plan a meeting about the class and write in it: its mentors, elevhälsan and the rektor.

    To be named as a participant gives nothing: who is only asked along looks at the others' screen.
    """
    return ar_mentor(person, klass) or har_roll(person, klass.skola_id, Roll.ELEVHALSA, Roll.REKTOR)


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
