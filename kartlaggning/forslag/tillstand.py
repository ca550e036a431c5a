"""What has become of a proposal: the rule proposes, a person decides, and the latest decision counts.

A proposal belongs to the class round that makes it, open or closed: a red mark needs no waiting, so a form may be
started, or declined, as soon as the round proposes. A later class round that judges the pupil replaces the proposal;
if that one proposes again it is a new one, to be decided anew. Whatever is already being done silences it: today a form
under way, which is the first thing ``tillstand`` asks about, and the place where an active plan belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Lage(StrEnum):
    """What a proposal waits for, or what came of it. ``PASSERAD``: a later class round has taken its place."""

    FORESLAGEN = "foreslagen"
    PAGAR = "pagar"
    AVSTOD = "avstod"
    GJORD = "gjord"
    PASSERAD = "passerad"


@dataclass(frozen=True, slots=True)
class Datum:
    """One of the mentors' own dates of a pupil's form."""

    kod: str
    datum: date
    oppet: bool


@dataclass(frozen=True, slots=True)
class Beslutat:
    """A decision on the proposal: whether they declined, the day, who, and in which words (declining needs them)."""

    avstod: bool
    dag: date
    av: str = ""
    ord: str = ""


@dataclass(frozen=True, slots=True)
class Tillstand:
    """The state of a proposal with what there is to say of it.

    ``datum`` is the date of the form it tells of, ``beslut`` why they declined. ``kan_startas``: it waits for a
    decision, or the one that stands can be changed.
    """

    lage: Lage
    datum: Datum | None = None
    beslut: Beslutat | None = None
    kan_startas: bool = False

    @property
    def vantar(self) -> bool:
        """Whether nobody has decided yet."""
        return self.lage == Lage.FORESLAGEN


_OBESLUTAD = Tillstand(Lage.FORESLAGEN, kan_startas=True)


def tillstand(runda: date, beslut: Sequence[Beslutat], datum: Sequence[Datum], *, ersatt: bool) -> Tillstand:
    """The state of one pupil's proposal, made by the class round of the day ``runda``.

    ``beslut`` are the decisions on that very proposal and ``datum`` the mentors' own dates of the pupil's form, both
    oldest first; ``ersatt``: a later class round has judged the pupil.
    """
    if not (beslut or datum or ersatt):
        return _OBESLUTAD
    if oppna := [d for d in datum if d.oppet]:
        return Tillstand(Lage.PAGAR, oppna[-1])
    senaste = beslut[-1] if beslut else None
    # A form that has been filled since the round answers it too, however it was started.
    sedan = [d for d in datum if d.datum >= runda]
    if datum and (sedan or (senaste and not senaste.avstod)):
        return Tillstand(Lage.GJORD, (sedan or list(datum))[-1])
    if senaste and senaste.avstod:
        return Tillstand(Lage.AVSTOD, beslut=senaste, kan_startas=not ersatt)
    return Tillstand(Lage.PASSERAD) if ersatt else _OBESLUTAD
