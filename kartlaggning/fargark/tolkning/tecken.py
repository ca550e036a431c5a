"""Every colour and word of a workbook, once: how often it stands, what it means, and how sure that is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from . import ord
from .farger import GUL, ar_barnsten, ar_citron, bedom
from .rubriker import AMNEN
from .typer import Sammanhang, Tabell, cellplats

FARGORD = {1: "grönt", 2: "gult", 3: "rött", 0: "ej bedömd"}
MINST_LART = 2  # coloured cells in which a word must stand before their colour says what it means


@dataclass(frozen=True, slots=True)
class Tecken:
    """A colour ("RRGGBB") or a word, and what it is taken to mean: 1, 2, 3, 0 for *ej bedömd*, None for not known.

    ``skal`` is what that rests on, or why it is not known; ``sakert`` that nobody needs to look. ``namn`` is the
    colour's name, ``exempel`` where it stands first. ``forslag`` is what it is taken for unless a person says more.
    """

    nyckel: str
    varde: str
    ar_farg: bool
    antal: int
    farg: int | None
    sakert: bool
    skal: str = ""
    namn: str = ""
    exempel: str = ""
    forslag: int | None = None


@dataclass(frozen=True, slots=True)
class Forekomst:
    """A cell with marks, taken apart; ``plats`` is where it stands."""

    fyllning: str
    text: ord.Ordtolkning
    plats: str


def forekomster(tabeller: list[Tabell], sammanhang: Sammanhang, kolumner: Mapping[str, str]) -> Iterator[Forekomst]:
    """Every cell that has marks of colour or word, in the columns ("sheet-column") of a statement."""
    for nummer, tabell in enumerate(tabeller):
        valda = {k.nummer: kolumner.get(f"{nummer}-{k.nummer}", "") for k in tabell.kolumner if not k.kryss}
        for rad in tabell.rader:
            for kolumn, (fyllning, text) in rad.celler.items():
                vald = valda.get(kolumn)
                if vald and not vald.startswith(AMNEN):
                    fragar = vald in sammanhang.instrument.amnesfragor
                    plats = cellplats(rad.nummer, kolumn, tabell.vriden)
                    yield Forekomst(
                        fyllning, ord.tolka(text, sammanhang.amnen, fragar_amnen=fragar), f"{tabell.blad} {plats}"
                    )


def tecken_i(
    tabeller: list[Tabell], sammanhang: Sammanhang, kolumner: Mapping[str, str], valda: Mapping[str, int | None]
) -> dict[str, Tecken]:
    """The signs of a workbook by key ("F92D050", "Ogrönt"), colours first.

    ``kolumner`` are the columns that are read and their statements; ``valda`` is what a person has said of the signs.
    """
    alla = list(forekomster(tabeller, sammanhang, kolumner))
    forklaring = {farg: vad for tabell in reversed(tabeller) for farg, vad in tabell.forklaring.items()}
    farger = _farger(alla, forklaring, valda)
    betydelse = {t.varde: t.farg for t in farger}
    return {t.nyckel: t for t in [*farger, *_ord(alla, betydelse, valda)]}


def _farger(alla: list[Forekomst], forklaring: dict[str, int], valda: Mapping[str, int | None]) -> list[Tecken]:
    antal = Counter(f.fyllning for f in alla if f.fyllning)
    forst = _forst((f.fyllning, f.plats) for f in alla)
    sakra = {bedom(rgb).farg for rgb in antal if bedom(rgb).sakert} | set(forklaring.values())
    citron = any(ar_citron(rgb) for rgb in antal)
    ut = []
    for rgb, n in antal.items():
        omdome = bedom(rgb)
        farg, sakert, skal = omdome.farg, omdome.sakert, ""
        if rgb in forklaring:
            farg, sakert, skal = forklaring[rgb], True, "enligt förklaringen i arbetsboken"
        elif not sakert and omdome.farg and omdome.farg not in sakra:
            skal = f"{omdome.namn}, ligger närmast {FARGORD[omdome.farg]}"
        elif not sakert:
            farg, skal = None, f"{omdome.namn}: välj vad färgen betyder"
        elif citron and ar_barnsten(rgb):
            farg, sakert, skal = GUL, False, "både gult och orangegult finns: betyder de samma sak?"
        ut.append(_valt(Tecken(f"F{rgb}", rgb, True, n, farg, sakert, skal, omdome.namn, forst[rgb]), valda))
    # Green, yellow, red, then what is not known; within each, the most frequent first.
    return sorted(ut, key=lambda t: (bedom(t.varde).farg or 9, not bedom(t.varde).sakert, -t.antal, t.varde))


def _ord(alla: list[Forekomst], betydelse: dict[str, int | None], valda: Mapping[str, int | None]) -> list[Tecken]:
    antal = Counter(f.text.ordet for f in alla if f.text.ordet)
    forst = _forst((f.text.ordet, f.plats) for f in alla)
    larda = _larda(alla, betydelse)
    ofargade = {f.text.ordet for f in alla if not betydelse.get(f.fyllning)}
    fargade = antal.keys() - ofargade
    ut = []
    for f in {f.text.ordet: f for f in alla if f.text.ordet}.values():
        ordet, farg, sakert, skal = f.text.ordet, f.text.farg, f.text.sakert, ""
        if farg is None and ordet in fargade:
            skal = "står bara i färgade rutor"
        elif farg is None:
            sakert, skal = False, "ordet känns inte igen: välj vad det betyder"
        elif not sakert:
            skal = f"betyder oftast {FARGORD[farg]}, kontrollera"
        if not sakert and ordet in larda:
            farg, sakert, skal = larda[ordet], True, f"står i rutor som är {_BOJT[larda[ordet]]}"
        elif ordet == "g" and {"y", "gu"} & antal.keys() and "gr" not in antal:
            sakert, skal = True, ""
        ut.append(_valt(Tecken(f"O{ordet}", ordet, False, antal[ordet], farg, sakert, skal, "", forst[ordet]), valda))
    return sorted(ut, key=lambda t: (t.farg or 9, -t.antal, t.varde))


_BOJT = {1: "gröna", 2: "gula", 3: "röda"}


def _larda(alla: Iterable[Forekomst], betydelse: dict[str, int | None]) -> dict[str, int]:
    """The words that stand in cells of one meaning only: what digits and letters mean in this very workbook."""
    sedda: dict[str, list[int | None]] = defaultdict(list)
    for f in alla:
        if f.text.ordet and f.fyllning:
            sedda[f.text.ordet].append(betydelse.get(f.fyllning))
    return {
        ordet: farger[0]
        for ordet, farger in sedda.items()
        if len(farger) >= MINST_LART and len(set(farger)) == 1 and farger[0] in _BOJT
    }


def _forst(par: Iterable[tuple[str, str]]) -> dict[str, str]:
    ut: dict[str, str] = {}
    for vad, plats in par:
        ut.setdefault(vad, plats)
    return ut


def _valt(tecken: Tecken, valda: Mapping[str, int | None]) -> Tecken:
    """The sign with what a person has said of it, if that is something else."""
    farg = valda.get(tecken.nyckel, tecken.farg)
    if farg == tecken.farg:
        return replace(tecken, forslag=tecken.farg)
    return replace(tecken, forslag=tecken.farg, farg=farg, sakert=True, skal="ditt val")
