"""What a plan lacks before it is sent and begun, in words that lead to where it is written. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .mallar import Typ

if TYPE_CHECKING:
    from .mallar import Mallar, Steg
    from .urval import Innehall, Malrad


@dataclass(frozen=True, slots=True)
class Saknad:
    """Something that is not there, and the step of Modul 2 (its key) where it is asked for.

    ``allvarlig``: the material asks for it, or nothing can be followed up without it; otherwise it is a help.
    """

    steg: str
    vad: str
    allvarlig: bool = True


def saknas(innehall: "Innehall", mallar: "Mallar") -> list[Saknad]:
    """What the plan lacks in its varv now, in the order of the steps; nothing when it is closed."""
    if not innehall.plan.oppen:
        return []
    steg = mallar.modul_2.steg(forsta=innehall.nu.forsta)
    funna = [*_om_texter(innehall, steg), *_om_mal(innehall, steg), *_om_uppfoljning(innehall, steg)]
    ordning = [s.nyckel for s in steg]
    return sorted(funna, key=lambda s: ordning.index(s.steg))


def _dar(steg: "tuple[Steg, ...]", typ: Typ, falt: str = "") -> str:
    """The step with the part."""
    return next(s.nyckel for s in steg if any(d.typ == typ and d.falt == falt for d in s.delar))


def _om_texter(innehall: "Innehall", steg: "tuple[Steg, ...]") -> Iterator[Saknad]:
    """The texts of the varv."""
    krav = [("nulage", "Nuläget är inte beskrivet", True)]
    if not innehall.nu.forsta:
        krav.append(("gatt", "Det står inte hur arbetet har gått", False))
    krav += [
        ("effekt", "Den önskade effekten är inte beskriven", False),
        ("hur", "Det står inte hur ni följer upp", False),
        ("datainsamling", "Metod för att se resultatet är inte bestämd", True),
    ]
    for falt, vad, allvarlig in krav:
        if not innehall.text(falt, innehall.nu):
            yield Saknad(_dar(steg, Typ.TEXT, falt), vad, allvarlig)


def _om_mal(innehall: "Innehall", steg: "tuple[Steg, ...]") -> Iterator[Saknad]:
    """The goals, and what is under each."""
    malsteg = _dar(steg, Typ.MAL)
    if not innehall.aktuella:
        yield Saknad(malsteg, "Planen har inget mål")
    for nummer, rad in enumerate(innehall.aktuella, start=1):
        if not innehall.text("mal", rad.mal):
            yield Saknad(malsteg, f"Mål {nummer} är inte formulerat")
        if not innehall.text("tecken", rad.mal):
            yield Saknad(malsteg, f"Mål {nummer} har inga tecken på att ni närmar er", allvarlig=False)
        if not innehall.nu.forsta:
            lage = innehall.forflyttning(innehall.nu, rad.mal)
            if not (lage and lage.uppnatt):
                yield Saknad(_dar(steg, Typ.FORFLYTTNING), f"Mål {nummer} är inte bedömt: nått, på väg eller ej nått")
        yield from _om_insatser(innehall, steg, nummer, rad)


def _om_insatser(innehall: "Innehall", steg: "tuple[Steg, ...]", mal: int, rad: "Malrad") -> Iterator[Saknad]:
    """The insatser of a goal. One that has been done is asked about no more."""
    if not rad.insatser:
        yield Saknad(_dar(steg, Typ.INSATSER), f"Mål {mal} har ingen insats")
    for nummer, insats in enumerate(rad.insatser, start=1):
        namn = "Insatsen" if len(rad.insatser) == 1 else f"Insats {nummer}"
        namn = f"{namn} under mål {mal}"
        if not innehall.text("insats", insats):
            yield Saknad(_dar(steg, Typ.INSATSER), f"{namn} är inte beskriven")
        if insats.genomford:
            continue
        if not (insats.ansvarig_id or insats.ovriga):
            yield Saknad(_dar(steg, Typ.ANSVAR), f"{namn} har ingen ansvarig")
        if not innehall.text("forvantan", insats):
            yield Saknad(_dar(steg, Typ.ANSVAR), f"{namn}: det står inte vad som förväntas", allvarlig=False)
        if not insats.klart:
            yield Saknad(_dar(steg, Typ.TIDPLAN), f"{namn} har inget slutdatum", allvarlig=False)


def _om_uppfoljning(innehall: "Innehall", steg: "tuple[Steg, ...]") -> Iterator[Saknad]:
    """When the varv is followed up, and by whom."""
    har = _dar(steg, Typ.UPPFOLJNING)
    if not innehall.nu.uppfoljning:
        yield Saknad(har, "Datum för uppföljning är inte satt")
    if not innehall.nu.foljer_upp_id:
        yield Saknad(har, "Ingen är utsedd att följa upp")
