"""Writes the demo's individual forms, as the program's own rules would have left them, in few statements."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kartlaggning import instrument
from kartlaggning.models import Anteckning, Beslut, Deltagare, Kartlaggning, Markering, Niva, Val
from skolanknytning.skola.models import Elev, Klass, Personal

from .demo.individer import Datumplan, Individplan


@dataclass
class Individbygge:
    """What the forms point to: staff by e-mail, pupils by key, ``klass`` by name and läsår, rounds by their plans."""

    personal: dict[str, Personal]
    elever: dict[str, Elev]
    klass: Callable[[str, int], Klass]
    runda: Callable[[object], Kartlaggning]
    kod: Callable[..., str]

    def bygg(self, planer: list[Individplan]) -> list[tuple[Individplan, Datumplan, Kartlaggning]]:
        """Write all of them; returns every date with its row, oldest first."""
        alla = [(i, d) for i in planer for d in i.datum]
        rader = Kartlaggning.objects.bulk_create(self._rad(i, d, n) for n, (i, d) in enumerate(alla))
        skrivna = [(i, d, rad) for (i, d), rad in zip(alla, rader, strict=True)]
        Deltagare.objects.bulk_create(
            Deltagare(kartlaggning=rad, elev=self.elever[i.elev]) for i, d, rad in skrivna if d.stangd
        )
        Markering.objects.bulk_create(self._markeringar(skrivna))
        Anteckning.objects.bulk_create(self._anteckningar(skrivna))
        Beslut.objects.bulk_create(self._beslut(planer, skrivna))
        return skrivna

    def _rad(self, i: Individplan, d: Datumplan, nummer: int) -> Kartlaggning:
        return Kartlaggning(
            kod=self.kod("individ", i.elev, nummer),
            niva=Niva.INDIVID,
            instrument=instrument.SENASTE_INDIVID,
            klass=self.klass(i.klass, i.forskjutning),
            elev=self.elever[i.elev],
            tillfragad=self.personal[d.kollega] if d.kollega else None,
            datum=d.dag,
            skapad_av=self.personal[d.av],
            version=max((m.version for m in d.markeringar), default=0),
            stangd=d.stangd,
            stangd_av=self.personal[d.kollega or d.av] if d.stangd else None,
            stangd_skal=d.skal,
        )

    def _markeringar(self, skrivna) -> Iterator[Markering]:
        for i, d, rad in skrivna:
            for m in d.markeringar:
                yield Markering(
                    kartlaggning=rad,
                    elev=self.elever[i.elev],
                    pastaende=m.pastaende,
                    farg=m.farg,
                    amnen=list(m.amnen),
                    hamtad=m.hamtad,
                    version=m.version,
                    andrad=m.andrad,
                    andrad_av=self.personal[m.av],
                )

    def _anteckningar(self, skrivna) -> Iterator[Anteckning]:
        for _, d, rad in skrivna:
            for a in d.anteckningar:
                yield Anteckning(
                    kartlaggning=rad,
                    falt=a.falt,
                    text=a.text,
                    version=1,
                    andrad=a.andrad,
                    andrad_av=self.personal[a.av],
                )

    def _beslut(self, planer: list[Individplan], skrivna) -> Iterator[Beslut]:
        forsta = {}
        for i, d, rad in skrivna:
            if not d.kollega:
                forsta.setdefault(i.elev, (d, rad))
        for i in planer:
            gemensamt = {"kartlaggning": self.runda(i.runda), "elev": self.elever[i.elev], "skal": i.skal}
            if i.avstod:
                nar, av, ord_ = i.avstod
                yield Beslut(val=Val.AVSTA, ord=ord_, av=self.personal[av], nar=nar, **gemensamt)
            else:
                d, rad = forsta[i.elev]
                yield Beslut(val=Val.STARTA, individ=rad, av=self.personal[d.av], nar=d.tid, **gemensamt)
