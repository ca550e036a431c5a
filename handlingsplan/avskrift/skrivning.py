"""A plan's content in words, under the short headings of its templates."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from kartlaggning.resa import dag_och_ar

from ..platser import nyckel
from .varden import Avskriften, Stycke

if TYPE_CHECKING:
    from ..mallar import Mallar
    from ..models import Forflyttning, Insats, Mal, Varv
    from ..urval import Innehall

# The goals stand after what is wished for.
EFTER = "effekt"
GRUNDER = (
    ("vetenskap", "vetenskap och beprövad erfarenhet"),
    ("bedomning", "professionell bedömning"),
    ("avstamning", "avstämning med elever"),
)
KONKRET = {
    True: "Målet är tillräckligt konkret och möjligt att nå.",
    False: "Målet behöver bli mer konkret, eller möjligt att nå.",
}


def av(innehall: "Innehall", mallar: "Mallar") -> Avskriften:
    """The plan as it stands in its varv now: what is written, and what is chosen as sentences."""
    varv = innehall.nu
    stycken = tuple(stycke for stycke in _stycken(innehall, mallar) if stycke.text)
    return Avskriften(innehall.plan.omrade, varv.nummer, varv.datum, stycken, varv.kod)


def _stycken(innehall: "Innehall", mallar: "Mallar") -> Iterator[Stycke]:
    varv = innehall.nu
    for falt in _falt(mallar, "varv"):
        yield Stycke(nyckel(falt, varv=varv.kod), mallar.falt[falt].namn, innehall.text(falt, varv))
        if falt == EFTER:
            yield from _malen(innehall, mallar)
    yield Stycke(f"{varv.kod}-uppfoljning", "Uppföljning", uppfoljning(innehall))
    for falt in _falt(mallar, "plan"):
        yield Stycke(nyckel(falt), mallar.falt[falt].namn, innehall.text(falt))


def _falt(mallar: "Mallar", agare: str) -> list[str]:
    return [falt for falt, om in mallar.falt.items() if om.agare == agare]


def _malen(innehall: "Innehall", mallar: "Mallar") -> Iterator[Stycke]:
    """The goals that are worked with, each with its insatser."""
    varv = innehall.nu
    for nummer, rad in enumerate(innehall.aktuella, start=1):
        mal, namn = rad.mal, f"Mål {nummer}"
        yield from _texter(innehall, mallar, namn, "mal", mal)
        lage = i_ord(innehall.forflyttning(varv, mal))
        yield Stycke(f"{varv.kod}-{mal.kod}-lage", f"{namn}: läget", lage)
        yield from _texter(innehall, mallar, namn, "varv_mal", mal, varv)
        for nummer_i, insats in enumerate(rad.insatser, start=1):
            namn_i = f"{namn}, insats {nummer_i}"
            yield from _texter(innehall, mallar, namn_i, "insats", insats)
            yield Stycke(f"{insats.kod}-val", f"{namn_i}: slag, grund och ansvar", val(insats))
            yield Stycke(f"{insats.kod}-gjort", f"{namn_i}: gjort", _gjort(insats))
            yield from _texter(innehall, mallar, namn_i, "varv_insats", insats, varv)


def _texter(
    innehall: "Innehall",
    mallar: "Mallar",
    namn: str,
    agare: str,
    rad: "Mal | Insats",
    varv: "Varv | None" = None,
) -> Iterator[Stycke]:
    """The texts of a goal or an insats; the first of its own is what it is, and stands under its name alone."""
    for falt in _falt(mallar, agare):
        rubrik = namn if falt == agare else f"{namn}: {mallar.falt[falt].namn.lower()}"
        yield Stycke(nyckel(falt, varv=varv.kod if varv else "", rad=rad.kod), rubrik, innehall.text(falt, rad, varv))


def val(insats: "Insats") -> str:
    """What is chosen of an insats, as sentences: its type and basis, who is responsible, and when."""
    meningar = [f"{insats.get_typ_display()} insats"]
    meningar += _mening("Grund", (namn for falt, namn in GRUNDER if getattr(insats, falt)))
    meningar += _mening("Ansvarig", _personer([insats.ansvarig] if insats.ansvarig_id else [], insats.ovriga))
    tider = [
        f"{ord_} {dag_och_ar(tid)}" for ord_, tid in (("startar", insats.start), ("klart senast", insats.klart)) if tid
    ]
    if tider:
        meningar.append(", ".join(tider).capitalize())
    return _meningar(meningar)


def _gjort(insats: "Insats") -> str:
    """What has been done of it."""
    meningar = [f"Genomförd {dag_och_ar(timezone.localdate(insats.genomford))}"] if insats.genomford else []
    return _meningar([*meningar, "Resurserna är ordnade"] if insats.resurs_ordnad else meningar)


def uppfoljning(innehall: "Innehall") -> str:
    """When the varv is followed up, who sees to it, and who are invited, as sentences."""
    varv = innehall.nu
    meningar = []
    if varv.uppfoljning:
        klockan = f" kl. {varv.klockan:%H.%M}" if varv.klockan else ""
        meningar.append(f"Följs upp {dag_och_ar(varv.uppfoljning)}{klockan}")
    meningar += _mening("Följer upp", _personer([varv.foljer_upp] if varv.foljer_upp_id else []))
    meningar += _mening("Kallade", _personer(innehall.kallade, varv.ovriga))
    if varv.insamlat:
        meningar.append(f"Underlaget klart senast {dag_och_ar(varv.insamlat)}")
    return _meningar(meningar)


def i_ord(forflyttning: "Forflyttning | None") -> str:
    """How far a goal has come and whether it is concrete enough, as sentences; empty where nothing is said."""
    if forflyttning is None:
        return ""
    meningar = [forflyttning.get_uppnatt_display()] if forflyttning.uppnatt else []
    return " ".join([_meningar(meningar), KONKRET.get(forflyttning.konkret, "")]).strip()


def _personer(personer: Iterable, ovriga: str = "") -> list[str]:
    return [person.namn for person in personer] + ([ovriga] if ovriga else [])


def _mening(om: str, vad: Iterable[str]) -> list[str]:
    """A sentence that lists something, or none."""
    alla = list(vad)
    return [f"{om}: {', '.join(alla)}"] if alla else []


def _meningar(meningar: list[str]) -> str:
    return " ".join(f"{mening}." for mening in meningar)
