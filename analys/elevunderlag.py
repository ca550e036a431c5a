"""What a meeting sees of one pupil: everything judged over time, the pupil beside the class, and the drafts.

What a meeting finds is shared, so its numbers are the same for all who sit in it: nobody with protected identity is
among the others, and the others are counted out only where all who read the meeting may read that class.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kartlaggning.eleven import elevhistoria
from kartlaggning.eleven.elevhistoria import Historia, Klassrunda
from kartlaggning.instrument import Instrument
from kartlaggning.resa import dag_och_ar
from kartlaggning.tal import avvikelse, utveckling
from kartlaggning.tal.avvikelse import Bedomning, Jamforelserad
from kartlaggning.tal.utveckling import Tillfalle, Utveckling
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Elev, Klass, idag

from . import utkast
from .forslag import MedForslag
from .models import Analys
from .utkast import Elevbild, Utkast


@dataclass(frozen=True, slots=True)
class Elevunderlag(MedForslag):
    """One pupil's evidence, with every draft that it bears out. ``rader`` are the pupil beside the others."""

    historia: Historia
    tillfallen: list[Tillfalle]
    rader: list[Jamforelserad]
    bild: Elevbild
    utkasten: list[Utkast]

    @property
    def form(self) -> Instrument:
        """The individual form, whose statements everything is shown under."""
        return self.historia.form

    @property
    def jamfor_med(self) -> str:
        """The round that the pupil is compared with: "7A den 20 november 2026"; empty when there is none."""
        if not self.rader:
            return ""
        runda = self.historia.rundor[-1]
        return f"{runda.klass} den {dag_och_ar(runda.datum)}"

    def star(self, pastaende: str) -> Bedomning | None:
        """The mentors' latest colour on a statement, or the class round's where that is later; None for not judged."""
        rad = next((r for r in self.rader if r.pastaende.nyckel == pastaende), None)
        return rad.eleven if rad and rad.eleven else self.bild.bedomningar.get(pastaende)

    def dimensionen(self, dimension: str) -> dict:
        """The evidence of a whole dimension, as it is today. Raises KeyError."""
        return utkast.elevens_underlag(self.bild, dimension)


def las(analys: Analys, elev: Elev) -> Elevunderlag:
    """Read it, in as many questions however many dates there are. Whoever asks follows the pupil."""
    historia = elevhistoria.las_bedomt(elev)
    tillfallen = historia.tillfallen()
    rader = elevhistoria.med_klassen(historia, None)
    visa_antal = bool(rader) and antal_visas(analys.klass, historia.rundor[-1])
    # Of what has moved only the latest is told: between the two occasions that are compared.
    mellan = utveckling.att_jamfora(tillfallen, historia.farger) or ()
    rorelser = utveckling.utveckla(historia.form, mellan, historia.farger)
    bild = _bild(historia, rader, rorelser, visa_antal=visa_antal)
    if not visa_antal:
        rader = [avvikelse.utat(rad) for rad in rader]
    return Elevunderlag(historia, tillfallen, rader, bild, utkast.elevens(bild))


def antal_visas(klass: Klass | None, runda: Klassrunda) -> bool:
    """Whether the others of a round are counted out: it is the meeting's own class, the same läsår or before.

    Everybody who reads the meeting reads those rounds' summaries. A pupil who has come from another class is compared
    with that one without small numbers.
    """
    return klass is not None and klass.stam == runda.stam and runda.lasar <= klass.lasar


def _bild(historia: Historia, rader: list[Jamforelserad], rorelser: Utveckling, *, visa_antal: bool) -> Elevbild:
    egna = historia.formular.egna
    bedomningar = _senaste(historia)
    star = bedomningar | {rad.pastaende.nyckel: rad.eleven for rad in rader if rad.eleven}
    return Elevbild(
        historia.form,
        idag(),
        egna[-1].datum if egna else None,
        bedomningar,
        rader,
        visa_antal=visa_antal,
        amnen=_amnen(historia, star),
        block=amnen.for_skola(historia.elev.skola).block,
        utveckling=rorelser,
    )


def _senaste(historia: Historia) -> dict[str, Bedomning]:
    """The mentors' latest confirmed colour on each statement of the form."""
    svar: dict[str, Bedomning] = {}
    for kolumn in historia.formular.egna:
        for pastaende, farg in historia.farger.get(kolumn.id, {}).items():
            svar[pastaende] = Bedomning(farg, kolumn.datum, False)
    return svar


def _amnen(historia: Historia, star: Mapping[str, Bedomning]) -> dict[str, tuple[str, ...]]:
    """The subjects named by the colour that stands: of the same occasion."""
    svar = {}
    for pastaende, bedomning in star.items():
        for tillfalle in _tillfallen_for(historia, bedomning):
            ruta = historia.rutor.get((tillfalle, pastaende))
            if ruta and ruta.bedomd and ruta.farg == bedomning.farg and ruta.amnen:
                svar[pastaende] = ruta.amnen
                break
    return svar


def _tillfallen_for(historia: Historia, bedomning: Bedomning) -> Iterable[int]:
    """The ids of the occasions that a colour may be of, the latest first: the class rounds or dates of that day."""
    rader = historia.rundor if bedomning.i_klassen else historia.formular.egna
    return [rad.id for rad in reversed(rader) if rad.datum == bedomning.datum]
