"""What a new plan can start from: the patterns of the latest meeting held about the class, the pupil or the school."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from analys import guide
from analys import urval as analysurval
from analys.gang import kort_namn
from analys.models import Analys, Slag
from analys.models import Niva as Analysniva
from analys.urval import Monsterrad
from skolanknytning.skola.models import Elev, Klass, Personal, Skola

from .models import Niva

OROAR, FUNGERAR = "Oroar", "Fungerar"


@dataclass(frozen=True)
class Om:
    """What a plan is about, as the rules take it."""

    niva: Niva
    skola: Skola
    klass: Klass | None = None
    elev: Elev | None = None

    @property
    def namn(self) -> str:
        """What it is called on the page: 7A, Ada Ek, hela Björkskolan."""
        return str(self.klass or self.elev or f"hela {self.skola}")

    @property
    def som_varden(self) -> dict:
        """The values by name, for the rules and the reads."""
        return {"niva": self.niva, "skola": self.skola, "klass": self.klass, "elev": self.elev}

    @property
    def agare(self) -> dict:
        """That which plans belong to, for ``urval.oppna_planer``."""
        if self.klass:
            return {"klass": self.klass}
        return {"elev": self.elev} if self.elev else {"skola": self.skola}


@dataclass(frozen=True)
class Faktorval:
    """A factor of a pattern, with why, as it is chosen among."""

    kod: str
    namn: str
    varfor: str


@dataclass(frozen=True)
class Monsterval:
    """A pattern to choose: its text, where in the guide it stands, the sentence of its evidence, and its factors.

    ``med_underlag``: the person may open the meeting. Otherwise the evidence, where a class is counted, stays in it.
    """

    rad: Monsterrad
    slag: str
    dimension: str
    faktorer: tuple[Faktorval, ...]
    med_underlag: bool = True

    @property
    def monster(self):
        """The pattern itself."""
        return self.rad.monster

    @property
    def mening(self) -> str:
        """What the evidence said the day the pattern was made; empty where it rests on none."""
        return self.monster.underlag.get("mening", "") if self.med_underlag else ""


@dataclass(frozen=True)
class Utgang:
    """The meeting a plan may start from (None: none has been held), its patterns, and one that is not ended yet.

    ``lases``: the person may open the meeting. ``avslutar``: they may end the one that is not.
    """

    analys: Analys | None = None
    val: tuple[Monsterval, ...] = field(default=())
    pagar: Analys | None = None
    lases: bool = False
    avslutar: bool = False

    @property
    def angelagna(self) -> list[Monsterval]:
        """Those that the meeting marked, in the order it gave them."""
        return sorted((v for v in self.val if v.monster.angelagen), key=lambda v: (v.monster.ordning, v.monster.id))

    @property
    def ovriga(self) -> list[Monsterval]:
        """The others, in the guide's order."""
        return [v for v in self.val if not v.monster.angelagen]


def utgang(om: Om, person: Personal, kod: str = "") -> Utgang:
    """What the person can start a plan about it from: the latest meeting held, or the one of that ``kod``."""
    analyser = _analyser(om).order_by("-datum", "-id")
    hallna = analyser.filter(avslutad__isnull=False)
    analys = (hallna.filter(kod=kod).first() if kod else None) or hallna.first()
    pagar = analyser.filter(avslutad=None, monster__isnull=False).first()
    avslutar = pagar is not None and analysurval.far_skriva(person, pagar)
    if analys is None:
        return Utgang(pagar=pagar, avslutar=avslutar)
    innehall = analysurval.innehall(analys, person)
    rader = innehall.per_elev.get(om.elev.id, []) if om.elev else innehall.monster
    lases = analysurval.far_lasa(person, analys)
    val = tuple(_val(rad, guide.las(analys.guide), lases) for rad in rader)
    return Utgang(analys, val, pagar, lases, avslutar)


def _analyser(om: Om) -> QuerySet[Analys]:
    """The meetings that have, or may have, something to say of it. A pupil's are those that wrote of the pupil."""
    if om.elev:
        return Analys.objects.filter(monster__elev=om.elev).distinct()
    if om.klass:
        return analysurval.for_klass(om.klass)
    return Analys.objects.filter(skola=om.skola, niva=Analysniva.SKOLA)


def _val(rad: Monsterrad, guiden: guide.Guide, lases: bool) -> Monsterval:
    m, namn = rad.monster, guiden.faktor
    faktorer = tuple(
        Faktorval(k.kod, namn[k.faktor].namn if k.faktor in namn else k.faktor, k.text) for k in rad.kopplingar
    )
    dimension = guiden.grupp.avsnittet(m.slag).dimension(m.dimension).namn
    return Monsterval(rad, OROAR if m.slag == Slag.ORO else FUNGERAR, kort_namn(dimension), faktorer, lases)
