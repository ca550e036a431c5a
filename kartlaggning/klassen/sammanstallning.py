"""The summary of a class's kartläggning: what the squares of all pupils say together, shaped for the page.

Works on what ``underlag`` has read, so everything counted here is of pupils the person may see. Sound
numbers (krav.md) come from ``fordelning``, proposals from ``eskalering``, change from ``forandring``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..forslag.tillstand import Tillstand
from ..instrument import Anteckningsfraga, Instrument, Pastaende
from ..tal import eskalering, forandring, fordelning
from ..tal.forandring import Forandring
from ..tal.fordelning import GUL, ROD, Amnesantal, Blockantal, Fordelning

if TYPE_CHECKING:
    from skolanknytning.skola.amnen import Amneslista

    from ..urval import Elevrad
    from .underlag import Underlag


@dataclass(frozen=True, slots=True)
class Forslagsrad:
    """A pupil for whom an individual kartläggning is proposed; ``farger`` in the form's order.

    ``tillstand`` is what has become of it, for who may follow the pupil; ``beslutar``: the person decides about it.
    """

    elev: "Elevrad"
    skal: str
    farger: tuple[int, ...]
    tillstand: Tillstand | None = None
    beslutar: bool = False

    @property
    def vantar(self) -> bool:
        """Whether nobody has decided yet, as far as the person may know."""
        return self.tillstand is not None and self.tillstand.vantar

    @property
    def kan_startas(self) -> bool:
        """Whether the person may start the individual kartläggning now."""
        return self.beslutar and self.tillstand is not None and self.tillstand.kan_startas


@dataclass(frozen=True, slots=True)
class Pastaenderad:
    """One statement: its colours, the pupils to look closer at, the change (None: nothing to compare with)."""

    pastaende: Pastaende
    fordelning: Fordelning
    undersok: tuple["Elevrad", ...]
    forandring: Forandring | None


@dataclass(frozen=True, slots=True)
class Amnesrad:
    """The subjects of a statement that asks for them, counted in the yellow and red squares.

    ``utan`` is how many yellow or red squares name no subject; ``bedomda`` how many pupils are judged.
    """

    pastaende: Pastaende
    amnen: list[Amnesantal]
    block: list[Blockantal]
    utan: int
    bedomda: int


@dataclass(frozen=True, slots=True)
class Notering:
    """A note question with what was written, by whom."""

    fraga: Anteckningsfraga
    text: str
    av: str


@dataclass(frozen=True, slots=True)
class Sammanstallning:
    """Everything the summary page shows. ``forra`` is the date of the round compared with."""

    elever: "list[Elevrad]"
    bedomda: int
    rutor: int
    bedomare: list[str]
    forslag: list[Forslagsrad]
    kan_vara_gruppen: bool
    rader: list[Pastaenderad]
    undersok: int
    amnen: list[Amnesrad]
    forra: date | None
    noteringar: list[Notering]


def sammanstall(
    instrument: Instrument, underlag: "Underlag", *, amnen: "Amneslista", gult_for_individ: int
) -> Sammanstallning:
    """Shape the summary. ``gult_for_individ`` is the school's threshold, ``amnen`` its subjects."""
    elever = underlag.elever
    nycklar = [p.nyckel for p in instrument.pastaenden]
    farger = {elev.id: _i_ordning(underlag.rutor.farger[elev.id], nycklar) for elev in elever}
    forslag = eskalering.foreslagna(farger, gult_for_individ)
    rader = [_pastaenderad(p, underlag, farger) for p in instrument.pastaenden]
    return Sammanstallning(
        elever=elever,
        bedomda=sum(rad.fordelning.bedomda for rad in rader),
        rutor=len(elever) * len(rader),
        bedomare=sorted(underlag.rutor.bedomare),
        forslag=_forslagsrader(instrument, underlag, forslag, farger),
        kan_vara_gruppen=eskalering.kan_vara_gruppen(len(forslag), len(elever)),
        rader=rader,
        undersok=sum(len(rad.undersok) for rad in rader),
        amnen=[_amnesrad(rad, underlag, farger, amnen) for rad in rader if rad.pastaende.amnen],
        forra=underlag.rutor.forra,
        noteringar=_noteringar(instrument, underlag),
    )


def _i_ordning(farger: Mapping[str, int], nycklar: list[str]) -> dict[str, int]:
    """A pupil's colour of every statement, in the form's order; 0 where there is no square."""
    return {nyckel: farger.get(nyckel, 0) for nyckel in nycklar}


def _pastaenderad(pastaende: Pastaende, underlag: "Underlag", farger: Mapping[int, Mapping[str, int]]) -> Pastaenderad:
    nyckel = pastaende.nyckel
    nu = {elev: per_pastaende[nyckel] for elev, per_pastaende in farger.items()}
    da = {elev: per_pastaende.get(nyckel, 0) for elev, per_pastaende in underlag.rutor.forra_farger.items()}
    samlat = sum(1 for elev, pastaendet in underlag.rutor.samlat if pastaendet == nyckel and nu.get(elev))
    return Pastaenderad(
        pastaende,
        fordelning.fordela(nu.values(), samlat=samlat),
        tuple(elev for elev in underlag.elever if (elev.id, nyckel) in underlag.rutor.undersok),
        forandring.jamfor(nu, da) if any(da.values()) else None,
    )


def _forslagsrader(
    instrument: Instrument, underlag: "Underlag", forslag: list[eskalering.Forslag], farger: Mapping
) -> list[Forslagsrad]:
    per_id = {elev.id: elev for elev in underlag.elever}
    kort = {p.nyckel: p.kort for p in instrument.pastaenden}
    return [
        Forslagsrad(
            per_id[f.elev],
            eskalering.skal(f, kort),
            tuple(farger[f.elev].values()),
            underlag.tillstand.get(f.elev),
            f.elev in underlag.att_bedoma,
        )
        for f in forslag
    ]


def _amnesrad(
    rad: Pastaenderad, underlag: "Underlag", farger: Mapping[int, Mapping[str, int]], amnen: "Amneslista"
) -> Amnesrad:
    nyckel = rad.pastaende.nyckel
    per_elev = {
        elev: underlag.rutor.amnen.get((elev, nyckel), ())
        for elev, per_pastaende in farger.items()
        if per_pastaende[nyckel] in (GUL, ROD)
    }
    bedomda = rad.fordelning.bedomda
    return Amnesrad(
        rad.pastaende,
        fordelning.rakna_amnen(per_elev, amnen.amnen, bedomda),
        fordelning.rakna_block(per_elev, amnen.block, amnen.amnen, bedomda),
        utan=sum(1 for koder in per_elev.values() if not koder),
        bedomda=bedomda,
    )


def _noteringar(instrument: Instrument, underlag: "Underlag") -> list[Notering]:
    return [Notering(fraga, *underlag.anteckningar.get(fraga.nyckel, ("", ""))) for fraga in instrument.anteckningar]
