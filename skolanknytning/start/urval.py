"""What the start page shows each role, read in the same number of questions however many classes there are.

The start page is what waits for the person. How all the school's classes stand takes longer to count, and is a page of
its own (``skolans``) that the start page fetches into itself.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from analys import moten
from analys.resa import Mote
from handlingsplan import lagen as planlagen
from handlingsplan import vantar
from handlingsplan.resa import Planlage
from handlingsplan.vantar import Egen, Vantar
from kartlaggning import resa
from kartlaggning.klassen import lagen
from skolanknytning.skola import behorighet
from skolanknytning.skola import urval as skola_urval
from skolanknytning.skola.models import Klass, Personal, Roll, Skola, Tjanst, idag, lasar_for, lasar_text
from skolanknytning.svenska import sorteringsnyckel

from . import analysvy, klassresa
from .analysvy import Analysvy
from .klassida import vem_ar


@dataclass(frozen=True)
class Kort:
    """A class with where its journey stands and the one next thing for this person."""

    klass: Klass
    mentorer: list[str]
    elever: int
    runda: resa.Runda | None
    mote: Mote | None
    steg: list[resa.Steg]
    nasta: klassresa.Nasta

    @property
    def nu(self) -> resa.Steg:
        """The step where the class stands."""
        return next(s for s in self.steg if s.lage == resa.Lage.NU)


@dataclass(frozen=True)
class Skolvy:
    """One school as the start page shows it to a person.

    ``egna`` are the classes they are mentor of this läsår, ``tidigare`` theirs of earlier ones and those already
    moved up; ``foljer_alla``: follows every class of the school, whose state is fetched besides. ``granskar``: is the
    rektor. ``oversikt`` is the administrator's, ``analys`` what a mentor's meetings decided and is due, ``planer`` what
    waits in plans and ``insatser`` what the person is to do. ``bara_larare``: is a teacher and nothing else.
    """

    skola: Skola
    ar_mentor: bool = False
    far_lasa_in: bool = False
    foljer_alla: bool = False
    granskar: bool = False
    egna: list[Kort] = field(default_factory=list)
    tidigare: list[Klass] = field(default_factory=list)
    bara_larare: bool = False
    oversikt: skola_urval.Oversikt | None = None
    analys: Analysvy | None = None
    planer: Vantar | None = None
    insatser: list[Egen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Klassvy:
    """How a school's classes stand this läsår: a card each, what waits for meetings, and how many are where."""

    skola: Skola
    lasar: int
    alla: list[Kort]
    analys: Analysvy
    antal: dict[str, int]

    @property
    def obeslutade(self) -> int:
        """Proposals at the school that nobody has decided about."""
        return sum(k.runda.obeslutade for k in self.alla if k.runda)

    @property
    def lasar_text(self) -> str:
        """The läsår that is now, as people write it."""
        return lasar_text(self.lasar)


def skolvyer(person: Personal) -> list[Skolvy]:
    """The person's schools, by name. Reads the classes they are mentor of at all of them at once."""
    ar_mentor = behorighet.skolor_med_roll(person, Roll.MENTOR)
    klasser = _klasser(person, behorighet.foljda_klasser(person)) if ar_mentor else []
    kort, vyer = _kort_och_analys(person, klasser)
    insatser = vantar.mina(person)
    return [
        _skolvy(skola, person, kort, klasser, vyer.get(skola.id), insatser.get(skola.id, []))
        for skola in behorighet.mina_skolor(person)
    ]


def skolans(person: Personal, skola: Skola) -> Klassvy:
    """How the school's classes stand, for who follows all of them."""
    klasser = _klasser(person, behorighet.synliga_klasser(person).filter(skola=skola))
    kort, vyer = _kort_och_analys(person, klasser)
    antal = Counter(_lage(k) for k in kort)
    return Klassvy(skola, lasar_for(idag()), kort, vyer.get(skola.id) or Analysvy(), antal)


def _klasser(person: Personal, synliga: QuerySet[Klass]) -> list[Klass]:
    """The person's classes with what is told of them; ``uppflyttad`` when the class goes on in a later läsår."""
    senare = Klass.objects.filter(skola=OuterRef("skola"), stam=OuterRef("stam"), lasar__gt=OuterRef("lasar"))
    mentorer = Prefetch("mentorer", Personal.objects.only("namn"))
    klasser = list(synliga.annotate(uppflyttad=Exists(senare)).prefetch_related(mentorer).order_by("lasar"))
    skolor = {skola.id: skola for skola in behorighet.mina_skolor(person)}
    for klass in klasser:
        klass.skola = skolor[klass.skola_id]
    return klasser


def _kort_och_analys(person: Personal, klasser: list[Klass]) -> tuple[list[Kort], dict[int, Analysvy]]:
    """A card for each class of this läsår, and what the analysis has to tell by school."""
    if not klasser:
        return [], {}
    lasar = lasar_for(idag())
    nu = sorted((k for k in klasser if k.lasar >= lasar), key=lambda k: (k.lasar, sorteringsnyckel(k.namn)))
    elever = lagen.antal_elever(nu, person)
    rundor = lagen.rundor(nu, person, elever)
    motena = moten.senaste(nu)
    planer = planlagen.for_klasser(nu)
    kort = [_kort(k, person, elever.get(k.id, 0), rundor.get(k.id), motena.get(k.id), planer.get(k.id, [])) for k in nu]
    # What was decided about a class that has moved up to other mentors is left to them.
    deras = [k for k in klasser if behorighet.far_planera(person, k)]
    vyer = analysvy.vyer(person, deras, [k for k in nu if not k.uppflyttad], rundor, motena)
    for vy in vyer.values():
        vy.vantar = [v for v in vy.vantar if not klassresa.gar_vidare(v.runda, planer.get(v.klass.id, ()))]
    return kort, vyer


def administratorer(person: Personal) -> list[Tjanst]:
    """Who runs the program at the person's schools: whom to turn to."""
    tjanster = Tjanst.objects.filter(
        skola__in=behorighet.synliga_skolor(person), roll=Roll.ADMINISTRATOR, personal__is_active=True
    )
    return list(tjanster.select_related("personal", "skola").order_by("skola__namn", "personal__namn"))


def _skolvy(
    skola: Skola,
    person: Personal,
    kort: list[Kort],
    klasser: list[Klass],
    analys: Analysvy | None,
    insatser: list[Egen],
) -> Skolvy:
    egna = [k for k in kort if k.klass.skola_id == skola.id and behorighet.ar_mentor(person, k.klass)]
    lasar, mina = lasar_for(idag()), {k.stam for k in klasser if behorighet.ar_mentor(person, k)}
    tidigare = [k for k in klasser if k.skola_id == skola.id and (k.lasar < lasar or k.uppflyttad) and k.stam in mina]
    foljer_alla = behorighet.har_roll(person, skola.id, Roll.REKTOR, Roll.ELEVHALSA)
    return Skolvy(
        skola=skola,
        ar_mentor=behorighet.har_roll(person, skola.id, Roll.MENTOR),
        far_lasa_in=behorighet.far_lasa_in(person, skola, None),
        foljer_alla=foljer_alla,
        granskar=behorighet.har_roll(person, skola.id, Roll.REKTOR),
        egna=[k for k in egna if not k.klass.uppflyttad],
        tidigare=sorted(tidigare, key=lambda k: (-k.lasar, sorteringsnyckel(k.namn))),
        bara_larare=behorighet.roller(person)[skola.id] == {Roll.LARARE},
        oversikt=skola_urval.oversikt(person, skola) if behorighet.far_administrera(person, skola) else None,
        analys=None if foljer_alla else analys,
        planer=vantar.vantar(person, skola, idag()),
        insatser=insatser,
    )


def _lage(kort: Kort) -> str:
    """In one word how far a class's round has come."""
    if kort.runda is None:
        return "inte_borjad"
    return "pagar" if kort.runda.oppen else "klar"


def _kort(
    klass: Klass, person: Personal, elever: int, runda: resa.Runda | None, mote: Mote | None, planer: list[Planlage]
) -> Kort:
    vem = vem_ar(person, klass)
    if klass.uppflyttad:
        vem = replace(vem, laser_in=False)
    planer = planer if behorighet.far_planera(person, klass) else []
    return Kort(
        klass=klass,
        mentorer=sorted((m.namn for m in klass.mentorer.all()), key=sorteringsnyckel),
        elever=elever,
        runda=runda,
        mote=mote if vem.laser else None,
        steg=klassresa.steg(runda, mote if vem.laser else None, planer, idag=idag()),
        nasta=klassresa.nasta(runda, mote, planer, elever=elever, vem=vem, idag=idag()),
    )
