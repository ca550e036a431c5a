"""Writes the demo's plans and figures of absence, as the program's own rules would have left them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal

from analys.models import Analys, Monster
from handlingsplan import avskrift, mallar, platser
from handlingsplan import urval as planurval
from handlingsplan.models import (
    Avskrift,
    Forflyttning,
    Granskning,
    Insats,
    Kommentar,
    Lage,
    Mal,
    Narvaroperiod,
    Narvarorad,
    Plan,
    Skal,
    Svar,
    Text,
    Varv,
)
from handlingsplan.regler import start
from skolanknytning.skola.models import Elev, Klass, Personal, Skola

from .demo.plan import STOCKHOLM
from .demo.planer import SKRIVS, Handlingsplan, Insatsplan, Laget, Narvaroplan, Varvplan


@dataclass
class Planbygge:
    """What the plans point to: staff by e-mail, pupils by key, ``klass`` by name and läsår, who is the rektor."""

    skola: Skola
    personal: dict[str, Personal]
    elever: dict[str, Elev]
    klass: Callable[[str, int], Klass]
    rektor: Personal | None
    kod: Callable[..., str]
    planer: dict[str, Plan] = field(default_factory=dict)

    def bygg(self, planer: Iterable[Handlingsplan]) -> list[tuple[Handlingsplan, Plan]]:
        """Write all of them; returns every plan with what it was made of."""
        return [(p, Planskrivning(self, p).bygg()) for p in planer]

    def narvaro(self, planer: Iterable[Narvaroplan]) -> None:
        """Write the figures of absence."""
        for p in planer:
            period = Narvaroperiod.objects.create(
                kod=self.kod("narvaro", p.klass, p.elev, p.fran),
                skola=self.skola,
                klass=self.klass(p.klass, 0) if p.klass else None,
                elev=self.elever[p.elev] if p.elev else None,
                fran=p.fran,
                till=p.till,
                version=1,
                andrad=_kvall(p.till),
                andrad_av=self.personal[p.av],
            )
            Narvarorad.objects.bulk_create(
                Narvarorad(period=period, amne=amne, giltig=Decimal(str(giltig)), ogiltig=Decimal(str(ogiltig)))
                for amne, giltig, ogiltig in p.rader
            )


def _kvall(dag) -> datetime:
    return datetime.combine(dag, SKRIVS, STOCKHOLM)


class Planskrivning:
    """Writes one plan: its varv in order, each kept as it stood when it ended, and then what the rektor has said."""

    def __init__(self, bygge: Planbygge, p: Handlingsplan):
        self.bygge, self.p = bygge, p
        self.av = bygge.personal[p.av]
        self.mal: dict[str, Mal] = {}
        self.insatser: dict[str, Insats] = {}

    def bygg(self) -> Plan:
        """Write it all; returns the plan."""
        self.plan = self._planen()
        for nummer, v in enumerate(self.p.varv, start=1):
            sista = nummer == len(self.p.varv)
            varv = self._varvet(nummer, v, sista=sista)
            if nummer == 1:
                self._malen(varv)
            self._lagen(varv, v.lagen)
            if not sista:
                self._skriv_av(varv, Skal.VARV, _kvall(self.p.varv[nummer].dag))
        self._texterna(self.p.texter, self.p.avslutad)
        self._granskningen(varv)
        if self.p.avslutad:
            self._skriv_av(varv, Skal.AVSLUT, self.p.avslutad)
        return self.plan

    def _planen(self) -> Plan:
        p, bygge = self.p, self.bygge
        klass = bygge.klass(p.klass, 0) if p.klass else None
        analys = Analys.objects.filter(klass=klass).latest("datum") if p.analys else None
        plan = Plan.objects.create(
            kod=bygge.kod("plan", p.nyckel),
            niva=p.niva,
            skola=bygge.skola,
            klass=klass,
            elev=bygge.elever[p.elev] if p.elev else None,
            omrade=p.omrade,
            analys=analys,
            foregaende=bygge.planer.get(p.foregaende),
            lage=p.lage,
            version=1,
            skapad=p.skapad,
            skapad_av=self.av,
            andrad=p.avslutad or p.skickad or p.skapad,
            avslutad=p.avslutad,
            avslutad_av=self.av if p.avslutad else None,
        )
        bygge.planer[p.nyckel] = plan
        if analys:
            plan.monster.set(Monster.objects.filter(analys=analys, elev=None, angelagen=True))
        return plan

    def _varvet(self, nummer: int, v: Varvplan, *, sista: bool) -> Varv:
        personal = self.bygge.personal
        slut = self.p.avslutad if sista else _kvall(self.p.varv[nummer].dag)
        varv = Varv.objects.create(
            kod=self.bygge.kod("varv", self.plan.kod, nummer),
            plan=self.plan,
            nummer=nummer,
            datum=v.dag,
            avslutat=slut,
            uppfoljning=v.uppfoljning,
            klockan=v.klockan,
            insamlat=v.insamlat,
            foljer_upp=personal.get(v.foljer_upp),
            ovriga=v.ovriga,
        )
        varv.kallade.set([personal[epost] for epost in v.kallade])
        texter = (self._bakgrund() if nummer == 1 and self.p.analys else {}) | v.texter
        self._texterna(texter, _kvall(v.dag), varv=varv)
        return varv

    def _bakgrund(self) -> dict[str, str]:
        """Patterns and factors of the meeting it starts from, in the words a plan begins with."""
        return start.fran_borjan(list(self.plan.monster.all()), None)

    def _malen(self, varv: Varv) -> None:
        for ordning, m in enumerate(self.p.mal, start=1):
            kod = self.bygge.kod("mal", self.plan.kod, m.nyckel)
            mal = Mal.objects.create(kod=kod, plan=self.plan, varv=varv, ordning=ordning)
            self.mal[m.nyckel] = mal
            self._texterna(m.texter, _kvall(varv.datum), mal=mal)
            for plats, i in enumerate(m.insatser, start=1):
                self.insatser[i.nyckel] = self._insatsen(i, mal, varv, plats)

    def _insatsen(self, i: Insatsplan, mal: Mal, varv: Varv, ordning: int) -> Insats:
        insats = Insats.objects.create(
            kod=self.bygge.kod("insats", self.plan.kod, i.nyckel),
            mal=mal,
            varv=varv,
            ordning=ordning,
            typ=i.typ,
            **dict.fromkeys(i.grunder, True),
            ansvarig=self.bygge.personal.get(i.ansvarig),
            ovriga=i.ovriga,
            start=i.start,
            klart=i.klart,
            genomford=i.genomford and _kvall(i.genomford),
        )
        self._texterna(i.texter, _kvall(varv.datum), insats=insats)
        return insats

    def _lagen(self, varv: Varv, lagen: Iterable[Laget]) -> None:
        for laget in lagen:
            mal = self.mal[laget.mal]
            Forflyttning.objects.create(varv=varv, mal=mal, uppnatt=laget.uppnatt, konkret=laget.konkret)
            self._texterna({"forflyttning": laget.text}, _kvall(varv.datum), varv=varv, mal=mal)

    def _texterna(self, texter: dict[str, str], nar: datetime | None, **rader: Varv | Mal | Insats) -> None:
        """Texts of the plan, or of the varv, goal or insats that is named."""
        varv, rad = rader.get("varv"), rader.get("mal") or rader.get("insats")
        for falt, text in texter.items():
            nyckel = platser.nyckel(falt, varv.kod if varv else "", rad.kod if rad else "")
            Text.objects.create(
                kod=self.bygge.kod("text", self.plan.kod, nyckel),
                plan=self.plan,
                falt=falt,
                nyckel=nyckel,
                text=text,
                version=1,
                andrad=nar,
                andrad_av=self.av,
                **rader,
            )

    def _granskningen(self, varv: Varv) -> None:
        """What was sent to the rektor and when; an approved plan without a day was sent the day after it was begun."""
        p = self.p
        if p.lage == Lage.UTKAST or self.bygge.rektor is None:
            return
        skickad = p.skickad or datetime.combine(p.varv[-1].dag, time(16, 5), STOCKHOLM)
        skriven = self._skriv_av(varv, Skal.SKICKAD, skickad)
        granskning = Granskning.objects.create(
            kod=self.bygge.kod("granskning", self.plan.kod),
            plan=self.plan,
            avskrift=skriven,
            skickad=skickad,
            skickad_av=self.av,
            svar="" if p.lage == Lage.SKICKAD else Svar(p.lage),
            besvarad=None if p.lage == Lage.SKICKAD else p.besvarad or skickad,
            besvarad_av=None if p.lage == Lage.SKICKAD else self.bygge.rektor,
        )
        for k in p.kommentarer:
            self._kommentaren(granskning, k.falt, self.insatser.get(k.insats), varv, k.text)
        if p.lage == Lage.GODKAND:
            self._skriv_av(varv, Skal.GODKAND, skickad, av=self.bygge.rektor)
        if p.andrad_efter:
            insats = self.insatser[p.andrad_efter.insats]
            text = Text.objects.filter(insats=insats, falt=p.andrad_efter.falt)
            text.update(text=p.andrad_efter.text, version=2)

    def _kommentaren(self, granskning: Granskning, falt: str, insats: Insats | None, varv: Varv, text: str) -> None:
        avsnitt = platser.nyckel(falt, rad=insats.kod) if insats else platser.nyckel(falt, varv=varv.kod)
        Kommentar.objects.create(
            kod=self.bygge.kod("kommentar", granskning.kod, avsnitt),
            granskning=granskning,
            avsnitt=avsnitt,
            text=text,
            version=1,
            andrad=granskning.besvarad,
            andrad_av=self.bygge.rektor,
        )

    def _skriv_av(self, varv: Varv, skal: Skal, tid: datetime, av: Personal | None = None) -> Avskrift:
        holl = planurval.innehall(self.plan)
        return Avskrift.objects.create(
            kod=self.bygge.kod("avskrift", self.plan.kod, varv.nummer, skal),
            plan=self.plan,
            varv=varv,
            skal=skal,
            tid=tid,
            av=av or self.av,
            innehall=avskrift.av(holl, mallar.las(self.plan.mallar)).som_json(),
        )
