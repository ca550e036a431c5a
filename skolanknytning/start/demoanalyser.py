"""Writes the demo's analysis meetings, as the program's own rules would have left them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from analys import elevunderlag, underlag
from analys.models import Analys, Avfardat, Koppling, Monster, Punkt, Steg, Svar
from kartlaggning.models import Kartlaggning
from kartlaggning.models import Niva as Kartniva
from skolanknytning.skola.models import Elev, Klass, Personal

from .demo.analyser import Analysplan, Monsterplan


@dataclass
class Analysbygge:
    """What the meetings point to: staff by e-mail, pupils by key, ``klass`` by name and läsår."""

    personal: dict[str, Personal]
    elever: dict[str, Elev]
    klass: Callable[[str, int], Klass]
    kod: Callable[..., str]

    def bygg(self, planer: list[Analysplan]) -> list[tuple[Analysplan, Analys]]:
        """Write all of them; returns every meeting with its plan."""
        return [(plan, self._analys(plan)) for plan in planer]

    def _analys(self, plan: Analysplan) -> Analys:
        klass = self.klass(plan.klass, 0)
        runda = Kartlaggning.objects.filter(klass=klass, niva=Kartniva.GRUPP).latest("datum")
        runda.klass = klass
        analys = Analys.objects.create(
            kod=self.kod("analys", plan.klass),
            skola=klass.skola,
            klass=klass,
            kartlaggning=runda,
            datum=plan.dag,
            tid=plan.tid,
            ovriga=plan.ovriga,
            skapad_av=self.personal[plan.av],
            version=len(plan.monster),
            avslutad=plan.avslutad,
            avslutad_av=self.personal[plan.av] if plan.avslutad else None,
        )
        analys.deltagare.set([self.personal[epost] for epost in plan.deltagare])
        Punkt.objects.bulk_create(
            Punkt(analys=analys, elev=self.elever[elev], ordning=n, klar=elev in plan.klara)
            for n, elev in enumerate(plan.elever, start=1)
        )
        av = self.personal[plan.av]
        Avfardat.objects.bulk_create(Avfardat(analys=analys, utkast=nyckel, av=av) for nyckel in plan.avfardade)
        Svar.objects.bulk_create(
            Svar(analys=analys, elev=self.elever[elev], fraga=fraga, **self._text(text, plan))
            for elev, fraga, text in plan.svar
        )
        self._monster(analys, plan)
        return analys

    def _monster(self, analys: Analys, plan: Analysplan) -> None:
        gruppen = underlag.las(analys, self.personal[plan.av])
        for ordning, m in enumerate(plan.monster, start=1):
            utkast = next((u for u in gruppen.utkasten if u.nyckel == m.utkast), None)
            monster = Monster.objects.create(
                kod=self.kod("monster", analys.kod, ordning),
                analys=analys,
                elev=self.elever.get(m.elev),
                dimension=m.dimension,
                slag=m.slag,
                utkast=m.utkast,
                underlag=utkast.underlag if utkast else self._underlag(analys, plan, m, gruppen),
                angelagen=m.angelagen,
                ordning=ordning,
                skapad=plan.nar,
                skapad_av=self.personal[plan.av],
                **self._text(m.text or utkast.mening, plan),
            )
            Koppling.objects.bulk_create(self._kopplingar(monster, plan, m))
            Steg.objects.bulk_create(self._steg(monster, plan, m))

    def _underlag(self, analys: Analys, plan: Analysplan, m: Monsterplan, gruppen: underlag.Gruppunderlag) -> dict:
        """The evidence of a pattern without a draft: the dimension's, of the class or of the pupil."""
        if m.elev:
            return elevunderlag.las(analys, self.elever[m.elev]).dimensionen(m.dimension)
        return gruppen.dimensionen(m.dimension)

    def _kopplingar(self, monster: Monster, plan: Analysplan, m: Monsterplan) -> Iterator[Koppling]:
        for faktor, text in m.faktorer:
            kod = self.kod("koppling", monster.kod, faktor)
            yield Koppling(kod=kod, monster=monster, faktor=faktor, **self._text(text, plan))

    def _steg(self, monster: Monster, plan: Analysplan, m: Monsterplan) -> Iterator[Steg]:
        for nummer, s in enumerate(m.steg):
            yield Steg(
                kod=self.kod("steg", monster.kod, nummer),
                monster=monster,
                ansvarig=self.personal[s.ansvarig],
                klart=s.klart,
                gjort=plan.avslutad if s.gjort else None,
                **self._text(s.text, plan),
            )

    def _text(self, text: str, plan: Analysplan) -> dict[str, str | int | datetime | Personal]:
        """What a row that somebody has written in holds of it."""
        return {"text": text, "version": 1, "andrad": plan.nar, "andrad_av": self.personal[plan.av]}
