"""Writes what the log says of all that has happened at a demo school."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.models import Elev, Personal, Skola

from .demo.individer import Individplan
from .demo.plan import Kalender

if TYPE_CHECKING:
    from datetime import datetime

    from analys.models import Analys
    from handlingsplan.models import Plan
    from kartlaggning.models import Kartlaggning


@dataclass
class Loggbygge:
    """Who and what the log tells of: the school, staff by e-mail, pupils by key."""

    skola: Skola
    kalender: Kalender
    personal: dict[str, Personal]
    elever: dict[str, Elev]

    def bygg(self, rundor, individer, analyser, planer, beslutade: list[Individplan]) -> None:
        """Write it, of rows with their plans; not again when the demo is built anew, for the log is kept."""
        if Handelse.objects.filter(skola_kod=self.skola.kod).exists():
            return
        rader = [*self._rundor(rundor), *self._individer(individer), *self._analyser(analyser), *self._planer(planer)]
        rader += [self._avstod(plan) for plan in beslutade if plan.avstod]
        Handelse.objects.bulk_create(sorted(rader, key=lambda h: h.tid))

    def _rundor(self, rundor) -> Iterator[Handelse]:
        for plan, rad in rundor:
            text = f"kartläggning av {plan.klass}"
            yield self._handelse(rad, self.kalender.tid(plan.datum, 0), text, Handling.SKAPADE)
            if plan.stangd:
                yield self._handelse(rad, plan.stangd, text, Handling.STANGDE)

    def _individer(self, individer) -> Iterator[Handelse]:
        for _, d, rad in individer:
            text = f"frågan till {rad.tillfragad.namn} i {rad.vad}" if d.kollega else rad.vad
            yield self._handelse(rad, d.tid, text, Handling.SKAPADE)
            if d.stangd:
                yield self._handelse(rad, d.stangd, rad.vad, Handling.STANGDE, vem=rad.stangd_av)

    def _analyser(self, analyser) -> Iterator[Handelse]:
        for plan, rad in analyser:
            yield self._handelse(rad, plan.nar or self.kalender.nu - timedelta(days=1), rad.vad, Handling.SKAPADE)
            if plan.avslutad:
                yield self._handelse(rad, plan.avslutad, rad.vad, Handling.STANGDE)

    def _planer(self, planer) -> Iterator[Handelse]:
        for p, rad in planer:
            yield self._handelse(rad, p.skapad, rad.vad, Handling.SKAPADE)
            if p.avslutad:
                yield self._handelse(rad, p.avslutad, rad.vad, Handling.STANGDE)

    def _avstod(self, plan: Individplan) -> Handelse:
        nar, av, _ = plan.avstod
        text = f"beslut att avstå från individuell kartläggning av en elev i {plan.klass}"
        return self._handelse(self.elever[plan.elev], nar, text, Handling.SKAPADE, vem=self.personal[av])

    def _handelse(
        self,
        objekt: "Kartlaggning | Analys | Plan | Elev",
        tid: "datetime",
        text: str,
        handling: Handling,
        vem: Personal | None = None,
    ) -> Handelse:
        person = vem or objekt.skapad_av
        return Handelse(
            tid=tid,
            vem_kod=person.kod,
            vem_namn=person.namn,
            skola_kod=self.skola.kod,
            handling=handling,
            objekt_typ=objekt._meta.verbose_name,
            objekt_kod=objekt.kod,
            text=text,
        )
