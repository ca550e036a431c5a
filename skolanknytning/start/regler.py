"""The demo school in the database: built, taken down, built anew. Refuses wherever real data may be kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from analys.models import Analys
from handlingsplan.models import Narvaroperiod, Plan
from kartlaggning import instrument
from kartlaggning.models import Anteckning, Anteckningsversion, Beslut, Deltagare, Kartlaggning, Markering
from kartlaggning.regler import terminstal
from skolanknytning.skola.kod import ALFABET, LANGD
from skolanknytning.skola.models import (
    Elev,
    Inbjudan,
    Klass,
    Mentorskap,
    Personal,
    Placering,
    Roll,
    Skola,
    Tjanst,
    lasar_for,
)

from .demo.innehall import Skolinnehall, innehall
from .demo.plan import LOSENORD, Kalender, skolor
from .demo.planer import Handlingsplan
from .demo.rundor import Rundplan
from .demoanalyser import Analysbygge
from .demoindivider import Individbygge
from .demologg import Loggbygge
from .demoplaner import Planbygge


class InteDemoError(RuntimeError):
    """The program is in a mode where a school's own data may be kept."""


def krav_pa_demo() -> None:
    """Raise InteDemoError unless the mode is demo or test."""
    if not (settings.DEMO or settings.TEST):
        raise InteDemoError("Demoskolan läggs bara in i demoläget (SKOLANKNYTNING_LAGE=demo).")


def demo_finns() -> bool:
    """Whether the demo school is in the database."""
    return Skola.objects.filter(kod__in=_skolkoder()).exists()


def bygg_demo(nu: datetime | None = None) -> None:
    """Write the demo school as it is at ``nu`` (default now). Raises InteDemoError."""
    krav_pa_demo()
    nu = nu or timezone.now()
    kalender, delar = innehall(lasar_for(timezone.localdate(nu)), nu)
    losenord = make_password(LOSENORD)
    with transaction.atomic():
        for del_ in delar:
            Skolbygge(del_, kalender, losenord).bygg()


def riv_demo() -> None:
    """Remove the demo school with all that has been made in it. The log stays. Raises InteDemoError."""
    krav_pa_demo()
    with transaction.atomic():
        i_demo = Skola.objects.filter(kod__in=_skolkoder())
        Plan.objects.filter(skola__in=i_demo).delete()
        Narvaroperiod.objects.filter(skola__in=i_demo).delete()
        Analys.objects.filter(skola__in=i_demo).delete()
        Beslut.objects.filter(elev__skola__in=i_demo).delete()
        Kartlaggning.objects.filter(klass__skola__in=i_demo).delete()
        Personal.objects.filter(tjanster__skola__in=i_demo).delete()
        i_demo.delete()


def _skolkoder() -> list[str]:
    return [kod(s.nyckel) for s in skolor()]


def kod(*nyckel) -> str:
    """An opaque id that is the same every time the demo is built."""
    slump = Random("/".join(["kod", *map(str, nyckel)]))  # noqa: S311 - a made-up school's addresses
    return "".join(slump.choices(ALFABET, k=LANGD))


@dataclass
class Skolbygge:
    """Writes one school, in few statements. Rows are kept by their key, for those that point to them."""

    del_: Skolinnehall
    kalender: Kalender
    losenord: str

    def bygg(self) -> None:
        """Write all of it, from the school down to the notes."""
        plan = self.del_.plan
        self.skola = Skola.objects.create(kod=kod(plan.nyckel), namn=plan.namn)
        self.personal = {p.email: p for p in self._personal()}
        self.klasser = {(k.namn, k.lasar): k for k in self._klasser()}
        self.elever = dict(zip((e.nyckel for e in self.del_.elever), self._elever(), strict=True))
        self._placeringar()
        self._rundor()
        terminstal.rakna_om_skola(self.skola)

    def _klass(self, namn: str, forskjutning: int) -> Klass:
        return self.klasser[(namn, self.kalender.lasar + forskjutning)]

    def _personal(self) -> list[Personal]:
        plan = self.del_.plan
        rader = Personal.objects.bulk_create(
            Personal(
                kod=kod(p.epost),
                email=p.epost,
                namn=p.namn,
                password=self.losenord if p.konto else make_password(None),
                last_login=None if p.inbjuden else self.kalender.nu - timedelta(days=3),
            )
            for p in plan.personal
        )
        par = list(zip(plan.personal, rader, strict=True))
        Tjanst.objects.bulk_create(
            Tjanst(personal=rad, skola=self.skola, roll=roll) for p, rad in par for roll in p.roller
        )
        # Everyone was invited once; a few have not opened their link yet. No link leads to these digests.
        Inbjudan.objects.bulk_create(
            Inbjudan(
                personal=rad,
                digest=hashlib.sha256(rad.kod.encode()).hexdigest(),
                galler_till=self.kalender.nu + timedelta(days=7 if p.inbjuden else -30),
                anvand=None if p.inbjuden else self.kalender.nu - timedelta(days=31),
            )
            for p, rad in par
        )
        return rader

    def _klasser(self) -> list[Klass]:
        lasar, rader, mentorer = self.kalender.lasar, [], []
        for k in self.del_.plan.klasser:
            stam = kod(self.skola.kod, k.namn, lasar)
            ar = [(k.namn, lasar, k.arskurs)] + ([(k.namn_forra, lasar - 1, k.arskurs - 1)] if k.forra else [])
            for namn, ett_lasar, arskurs in ar:
                egen = kod(self.skola.kod, namn, ett_lasar)
                rad = Klass(kod=egen, skola=self.skola, namn=namn, lasar=ett_lasar, arskurs=arskurs, stam=stam)
                rader.append(rad)
                mentorer += [(rad, epost) for epost in k.mentorer]
        Klass.objects.bulk_create(rader)
        Mentorskap.objects.bulk_create(
            Mentorskap(klass=rad, personal=self.personal[e], sedan=self._start(rad.lasar)) for rad, e in mentorer
        )
        return rader

    def _start(self, lasar: int):
        return self.kalender.dag((8, 18), lasar - self.kalender.lasar)

    def _elever(self) -> list[Elev]:
        rader = Elev.objects.bulk_create(
            Elev(
                kod=kod(e.nyckel),
                skola=self.skola,
                fornamn=e.fornamn,
                efternamn=e.efternamn,
                externt_id=e.externt_id,
                skyddad=e.skyddad,
            )
            for e in self.del_.elever
        )
        for plan, rad in zip(self.del_.elever, rader, strict=True):
            if plan.far_se:
                rad.far_se.set([self.personal[epost] for epost in plan.far_se])
        return rader

    def _placeringar(self) -> None:
        Placering.objects.bulk_create(
            Placering(
                elev=self.elever[e.nyckel],
                klass=self._klass(p.klass, p.forskjutning),
                fran=p.fran,
                till=p.till,
            )
            for e in self.del_.elever
            for p in e.platser
        )

    def _rundor(self) -> None:
        planer = self.del_.rundor
        rader = Kartlaggning.objects.bulk_create(self._kartlaggning(r) for r in planer)
        par = list(zip(planer, rader, strict=True))
        Deltagare.objects.bulk_create(
            Deltagare(kartlaggning=rad, elev=self.elever[e]) for r, rad in par for e in r.deltagare
        )
        Markering.objects.bulk_create(self._markeringar(par), batch_size=1000)
        self._anteckningar(par)
        rad_for = {id(r): rad for r, rad in par}
        bygge = Individbygge(self.personal, self.elever, self._klass, lambda r: rad_for.get(id(r)), kod)
        individer = bygge.bygg(self.del_.individer)
        analyser = Analysbygge(self.personal, self.elever, self._klass, kod).bygg(self.del_.analyser)
        logg = Loggbygge(self.skola, self.kalender, self.personal, self.elever)
        logg.bygg(par, individer, analyser, self._planer(), self.del_.individer)

    def _planer(self) -> list[tuple[Handlingsplan, Plan]]:
        plan = self.del_.plan
        rektor = next((self.personal[p.epost] for p in plan.personal if Roll.REKTOR in p.roller), None)
        bygge = Planbygge(self.skola, self.personal, self.elever, self._klass, rektor, kod)
        bygge.narvaro(self.del_.narvaro)
        return bygge.bygg(self.del_.planer)

    def _kartlaggning(self, r: Rundplan) -> Kartlaggning:
        klass, forsta = self._klass(r.klass, r.forskjutning), self.personal[r.mentorer[0]]
        return Kartlaggning(
            kod=kod(klass.kod, r.datum),
            instrument=instrument.SENASTE_GRUPP,
            klass=klass,
            datum=r.datum,
            skapad_av=forsta,
            version=max(m.version for m in r.markeringar),
            stangd=r.stangd,
            stangd_av=forsta if r.stangd else None,
            stangd_skal=r.skal,
        )

    def _markeringar(self, par) -> Iterable[Markering]:
        for r, rad in par:
            for m in r.markeringar:
                yield Markering(
                    kartlaggning=rad,
                    elev=self.elever[m.elev],
                    pastaende=m.pastaende,
                    farg=m.farg,
                    undersok=m.undersok,
                    amnen=list(m.amnen),
                    samlat=m.samlat,
                    version=m.version,
                    andrad=m.andrad,
                    andrad_av=self.personal[m.av],
                )

    def _anteckningar(self, par) -> None:
        planer = [(rad, a) for r, rad in par for a in r.anteckningar]
        rader = Anteckning.objects.bulk_create(
            Anteckning(
                kartlaggning=rad,
                falt=a.falt,
                text=a.text,
                version=2 if a.tidigare else 1,
                andrad=a.andrad,
                andrad_av=self.personal[a.av],
            )
            for rad, a in planer
        )
        Anteckningsversion.objects.bulk_create(
            Anteckningsversion(
                anteckning=rad,
                version=1,
                text=a.tidigare,
                andrad=a.andrad - timedelta(minutes=20),
                andrad_av=self.personal[a.av],
            )
            for (_, a), rad in zip(planer, rader, strict=True)
            if a.tidigare
        )
