"""The notes of a round, by note question."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from skolanknytning.fraga import Fraga

from ..models import Anteckning, Kartlaggning, dag_och_tid


class Anteckningsrad(NamedTuple):
    """What stands under a note question, since when and by whom."""

    text: str
    version: int
    andrad: datetime
    andrad_av: str

    @property
    def nar(self) -> str:
        """When it was saved, as the page says it."""
        return dag_och_tid(self.andrad)


_ANTECKNINGAR = Fraga(
    lambda runda: (
        Anteckning.objects.filter(kartlaggning=runda)
        .annotate(tid=Cast("andrad", TextField()))
        .values_list("falt", "text", "version", "tid", "andrad_av__namn")
    )
)


def anteckningsrader(kartlaggning: Kartlaggning) -> dict[str, Anteckningsrad]:
    """The notes that have been written, by note question."""
    return {
        falt: Anteckningsrad(text, version, tid_ur(tid), av or "")
        for falt, text, version, tid, av in _ANTECKNINGAR(kartlaggning.id)
    }


def anteckningar(kartlaggning: Kartlaggning) -> dict[str, tuple[str, str]]:
    """The notes that have been written: (text, the writer's name) by note question."""
    return {falt: (rad.text, rad.andrad_av) for falt, rad in anteckningsrader(kartlaggning).items()}


def tid_ur(text: str) -> datetime:
    """A time from a database's own text; SQLite's is in UTC and does not say so."""
    tid = datetime.fromisoformat(text)
    return tid if tid.tzinfo else tid.replace(tzinfo=UTC)
