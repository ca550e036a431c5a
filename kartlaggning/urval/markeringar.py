"""The squares of a round as they are stored."""

import json
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from skolanknytning.fraga import Fraga

from ..models import Farg, Kartlaggning, Markering


class Ruta(NamedTuple):
    """One square of the grid as it is stored; ``version`` 0 means that no row exists, ``andrad_av`` is a person's id.

    A tuple, since a page makes three hundred: a frozen dataclass takes three times as long to make.
    """

    farg: int = Farg.EJ_BEDOMD
    undersok: bool = False
    amnen: tuple[str, ...] = ()
    samlat: bool = False
    version: int = 0
    andrad_av: int | None = None
    hamtad: bool = False

    @property
    def bedomd(self) -> bool:
        """Whether somebody has judged it here: a colour fetched from the class round waits to be confirmed."""
        return bool(self.farg) and not self.hamtad


TOM = Ruta()
Rutor = dict[tuple[int, str], Ruta]
_RUTFALT = ("elev_id", "pastaende", "farg", "undersok", "amnestext", "samlat", "version", "andrad_av_id", "hamtad")
_RUTOR = Fraga(
    lambda runda: (
        Markering.objects.filter(kartlaggning=runda)
        .annotate(amnestext=Cast("amnen", TextField()))
        .values_list(*_RUTFALT)
    )
)


def rutor(kartlaggning: Kartlaggning) -> Rutor:
    """The stored squares by (pupil id, statement key)."""
    return {
        (elev, pastaende): Ruta(farg, bool(undersok), koder(amnen), bool(samlat), version, av, bool(hamtad))
        for elev, pastaende, farg, undersok, amnen, samlat, version, av, hamtad in _RUTOR(kartlaggning.id)
    }


@lru_cache(maxsize=4096)
def koder(text: str) -> tuple[str, ...]:
    """Subject codes from the JSON they are stored as; most squares have the same few."""
    return tuple(json.loads(text))
