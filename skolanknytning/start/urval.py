"""What the start page shows each role, read in the same number of questions however many classes there are."""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef

from analys import moten
from analys.resa import Mote
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
    moved up; ``alla`` is every class of the school this läsår for who follows all of them, None for others;
    ``oversikt`` the administrator's; ``analys`` what waits for a meeting, and what was decided and is due.
    ``bara_larare``: sees nothing here but what they are asked.
    """

    skola: Skola
    lasar: int
    ar_mentor: bool
    far_lasa_in: bool
    egna: list[Kort]
    tidigare: list[Klass]
    alla: list[Kort] | None = None
    foreslagna: bool = False
    bara_larare: bool = False
    oversikt: skola_urval.Oversikt | None = None
    analys: Analysvy | None = None
    antal: dict[str, int] = field(default_factory=dict)

    @property
    def obeslutade(self) -> int:
        """Proposals at the school that nobody has decided about."""
        return sum(k.runda.obeslutade for k in self.alla or () if k.runda)

    @property
    def lasar_text(self) -> str:
        """The läsår that is now, as people write it."""
        return lasar_text(self.lasar)


def skolvyer(person: Personal) -> list[Skolvy]:
    """The person's schools, by name. Reads the classes of all of them at once."""
    lasar = lasar_for(idag())
    senare = Klass.objects.filter(skola=OuterRef("skola"), stam=OuterRef("stam"), lasar__gt=OuterRef("lasar"))
    synliga = behorighet.synliga_klasser(person).annotate(uppflyttad=Exists(senare))
    klasser = list(synliga.select_related("skola").prefetch_related("mentorer").order_by("lasar"))
    nu = sorted((k for k in klasser if k.lasar >= lasar), key=lambda k: (k.lasar, sorteringsnyckel(k.namn)))
    elever = lagen.antal_elever(nu, person)
    rundor = lagen.rundor(nu, person, elever)
    motena = moten.senaste(nu)
    kort = [_kort(k, person, elever.get(k.id, 0), rundor.get(k.id), motena.get(k.id)) for k in nu]
    vyer = analysvy.vyer(person, klasser, [k for k in nu if not k.uppflyttad], rundor, motena)
    skolor = behorighet.mina_skolor(person)
    return [_skolvy(s, person, lasar, kort, klasser, vyer.get(s.id)) for s in skolor]


def administratorer(person: Personal) -> list[Tjanst]:
    """Who runs the program at the person's schools: whom to turn to."""
    tjanster = Tjanst.objects.filter(
        skola__in=behorighet.synliga_skolor(person), roll=Roll.ADMINISTRATOR, personal__is_active=True
    )
    return list(tjanster.select_related("personal", "skola").order_by("skola__namn", "personal__namn"))


def _skolvy(
    skola: Skola, person: Personal, lasar: int, kort: list[Kort], klasser: list[Klass], analys: Analysvy | None
) -> Skolvy:
    i_skolan = [k for k in kort if k.klass.skola_id == skola.id]
    foljer_alla = behorighet.har_roll(person, skola.id, Roll.REKTOR, Roll.ELEVHALSA)
    mina = {k.stam for k in klasser if k.skola_id == skola.id and behorighet.ar_mentor(person, k)}
    tidigare = [k for k in klasser if k.skola_id == skola.id and (k.lasar < lasar or k.uppflyttad) and k.stam in mina]
    egna = [k for k in i_skolan if not k.klass.uppflyttad and behorighet.ar_mentor(person, k.klass)]
    return Skolvy(
        skola=skola,
        lasar=lasar,
        ar_mentor=behorighet.har_roll(person, skola.id, Roll.MENTOR),
        far_lasa_in=behorighet.far_lasa_in(person, skola, None),
        egna=egna,
        tidigare=sorted(tidigare, key=lambda k: (-k.lasar, sorteringsnyckel(k.namn))),
        alla=i_skolan if foljer_alla else None,
        foreslagna=any(k.runda and k.runda.foreslagna is not None for k in i_skolan),
        bara_larare=behorighet.roller(person)[skola.id] == {Roll.LARARE},
        oversikt=skola_urval.oversikt(person, skola) if behorighet.far_administrera(person, skola) else None,
        analys=analys,
        antal=Counter(_lage(k) for k in i_skolan),
    )


def _lage(kort: Kort) -> str:
    """In one word how far a class's round has come."""
    if kort.runda is None:
        return "inte_borjad"
    return "pagar" if kort.runda.oppen else "klar"


def _kort(klass: Klass, person: Personal, elever: int, runda: resa.Runda | None, mote: Mote | None) -> Kort:
    vem = vem_ar(person, klass)
    if klass.uppflyttad:
        vem = replace(vem, laser_in=False)
    return Kort(
        klass=klass,
        mentorer=sorted((m.namn for m in klass.mentorer.all()), key=sorteringsnyckel),
        elever=elever,
        runda=runda,
        mote=mote if vem.laser else None,
        steg=klassresa.steg(runda, mote if vem.laser else None, idag=idag()),
        nasta=klassresa.nasta(runda, mote, elever=elever, vem=vem, idag=idag()),
    )
