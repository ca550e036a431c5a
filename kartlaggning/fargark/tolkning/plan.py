"""What reading in a workbook would do: its tables with a person's corrections, against the class and the round.

Pure: it changes nothing. Only empty squares are filled; what already stands is left, and counted.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from . import ord
from .namn import Namntraff
from .rubriker import AMNEN
from .tecken import FARGORD, Tecken, tecken_i
from .typer import Anmarkning, Kolumn, Rad, Sammanhang, Tabell, kolumnplats, radplats
from .val import Val

MED_AMNEN = (2, 3)
Plats = tuple[str, str]  # a pupil's kod and a statement's key


@dataclass(frozen=True, slots=True)
class Ruta:
    """A square: what the workbook says and what becomes of it.

    ``lage``: "ny" (will be saved), "lika" (stands already), "kvar" (something else stands, and is left).
    ``star``: the colour that stands.
    """

    farg: int = 0
    undersok: bool = False
    amnen: tuple[str, ...] = ()
    lage: str = "ny"
    star: int = 0


@dataclass(frozen=True, slots=True)
class Kolumnplan:
    """A column and what it was taken for; ``vald`` is a statement's key, subjects', or nothing."""

    id: str
    plats: str
    kolumn: Kolumn
    vald: str

    @property
    def andrad(self) -> bool:
        """Whether a person has chosen something else than was suggested."""
        return self.vald != self.kolumn.forslag


@dataclass(frozen=True, slots=True)
class Namnplan:
    """A row and the pupil it was taken for (nothing: nobody); ``forslag`` is what was suggested.

    ``sakert``: nobody needs to look. ``skal`` is what the suggestion rests on, or why there is none.
    """

    id: str
    plats: str
    namn: str
    traff: Namntraff
    forslag: str
    elev: str
    skal: str

    @property
    def sakert(self) -> bool:
        """Whether nobody needs to look: known by the whole name, and not changed by a person."""
        return bool(self.forslag) and self.traff.sakert and self.elev == self.forslag


@dataclass(frozen=True, slots=True)
class Bladplan:
    """A sheet: whether it is read, why not, and its columns and rows."""

    nummer: int
    tabell: Tabell
    med: bool
    skal: str
    kolumner: tuple[Kolumnplan, ...]
    namn: tuple[Namnplan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole preview. ``rutor`` by (pupil's kod, statement)."""

    blad: tuple[Bladplan, ...]
    tecken: tuple[Tecken, ...]
    rutor: dict[Plats, Ruta]
    anmarkningar: tuple[Anmarkning, ...]
    saknas: tuple[str, ...]

    @property
    def nya(self) -> dict[Plats, Ruta]:
        """The squares that would be saved."""
        return {plats: ruta for plats, ruta in self.rutor.items() if ruta.lage == "ny"}

    @property
    def kvar(self) -> int:
        """How many squares stand already with something else, and are left so."""
        return sum(ruta.lage == "kvar" for ruta in self.rutor.values())

    @property
    def lika(self) -> int:
        """How many squares stand already just so."""
        return sum(ruta.lage == "lika" for ruta in self.rutor.values())

    def avtryck(self) -> str:
        """A digest of what would be saved and what is left: equal as long as nothing has changed."""
        return hashlib.sha256(repr(sorted(self.rutor.items())).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Mark:
    """What one cell says of a square."""

    farg: int
    undersok: bool
    amnen: tuple[str, ...]
    blad: str
    rad: str
    kolumn: str


def planera(
    tabeller: list[Tabell], sammanhang: Sammanhang, val: Val, *, star: Mapping[Plats, tuple[int, bool, tuple[str, ...]]]
) -> Plan:
    """What reading in the tables would do. ``star`` are the squares that are not empty: colour, flag, subjects."""
    bladen = _bladplaner(tabeller, sammanhang, val)
    valda = {k.id: k.vald for b in bladen if b.med for k in b.kolumner}
    tecken = tecken_i(tabeller, sammanhang, valda, val.tecken)
    per_ruta, fel = defaultdict(list), [a for b in bladen if b.med for a in b.tabell.anmarkningar]
    amnen: dict[Plats, set[str]] = defaultdict(set)
    for blad in bladen:
        if blad.med:
            _las_blad(blad, sammanhang, tecken, per_ruta, amnen, fel)
    rutor = {}
    for plats, mark in per_ruta.items():
        if ruta := _ruta(plats, mark, amnen[plats], fel, sammanhang):
            rutor[plats] = _mot_det_som_star(ruta, star.get(plats))
    fel += [_amnen_utan_farg(plats, sammanhang) for plats in amnen if amnen[plats] and plats not in rutor]
    funna = {n.elev for b in bladen if b.med for n in b.namn if n.elev}
    saknas = tuple(kod for kod in sammanhang.namn.elever if kod not in funna)
    return Plan(tuple(bladen), tuple(tecken.values()), rutor, tuple(fel), saknas)


# --- Sheets, columns and names ----------------------------------------------------------------------------------------


def _bladplaner(tabeller: list[Tabell], sammanhang: Sammanhang, val: Val) -> list[Bladplan]:
    """The sheets. Of two that hold the same pupils' same statements the first is read, unless a person says more."""
    bladen: list[Bladplan] = []
    upptagna: dict[Plats, str] = {}
    for nummer, tabell in enumerate(tabeller):
        kolumner = tuple(_kolumnplan(nummer, tabell, k, sammanhang, val) for k in tabell.kolumner)
        namn = _namnplaner(nummer, tabell, sammanhang, val)
        platser = {(n.elev, k.vald) for n in namn if n.elev for k in kolumner if k.vald}
        skal = ""
        if not any(n.elev for n in namn) and len(tabeller) > 1:
            skal = "ingen av eleverna i bladet känns igen"
        elif krock := next((upptagna[p] for p in sorted(platser) if p in upptagna), ""):
            skal = f"samma elever och påståenden står i bladet {krock}"
        med = val.blad.get(str(nummer), not skal)
        bladen.append(Bladplan(nummer, tabell, med, skal, kolumner, namn))
        if med:
            upptagna |= dict.fromkeys(platser, tabell.blad)
    return bladen


def _kolumnplan(nummer: int, tabell: Tabell, k: Kolumn, sammanhang: Sammanhang, val: Val) -> Kolumnplan:
    id_ = f"{nummer}-{k.nummer}"
    vald = val.kolumner.get(id_, k.forslag)
    if vald.removeprefix(AMNEN) not in sammanhang.instrument.per_nyckel:
        vald = ""
    return Kolumnplan(id_, kolumnplats(k.nummer, tabell.vriden), k, vald)


def _namnplaner(nummer: int, tabell: Tabell, sammanhang: Sammanhang, val: Val) -> tuple[Namnplan, ...]:
    """The rows' pupils; rows that are taken for the same pupil are asked about, but for one whose name is the same."""
    traffar = {r.nummer: sammanhang.namn.sok(r.namn) for r in tabell.rader}
    per_elev: dict[str, list[int]] = defaultdict(list)
    for rad, traff in traffar.items():
        if traff.kod:
            per_elev[traff.kod].append(rad)
    ut = []
    for r in tabell.rader:
        traff, id_ = traffar[r.nummer], f"{nummer}-{r.nummer}"
        forslag, skal = traff.kod, traff.hur.value if traff.hur else "känns inte igen"
        samma = per_elev[forslag] if forslag else []
        if len(samma) > 1 and [s for s in samma if traffar[s].sakert] != [r.nummer]:
            forslag, skal = "", "samma elev som en annan rad"
        elif not forslag and traff.kanske:
            skal = "kan vara flera elever" if len(traff.kanske) > 1 else "liknar en elev"
        elev = val.namn.get(id_, forslag)
        if elev not in sammanhang.namn.elever:
            elev = ""
        ut.append(Namnplan(id_, radplats(r.nummer, tabell.vriden), r.namn, traff, forslag, elev, skal))
    return tuple(ut)


# --- Squares ----------------------------------------------------------------------------------------------------------


def _las_blad(blad: Bladplan, sammanhang: Sammanhang, tecken: dict[str, Tecken], per_ruta, amnen, fel) -> None:
    """Gather what the sheet's cells say, by square."""
    rader = {r.nummer: r for r in blad.tabell.rader}
    for namn in blad.namn:
        if not namn.elev:
            continue
        rad = rader[int(namn.id.partition("-")[2])]
        for k in blad.kolumner:
            if not k.vald or k.kolumn.nummer not in rad.celler:
                continue
            plats = (namn.elev, k.vald.removeprefix(AMNEN))
            if k.vald.startswith(AMNEN):
                amnen[plats] |= set(ord.amnen_i(rad.celler[k.kolumn.nummer][1], sammanhang.amnen)[0])
            elif mark := _mark(rad, k, blad, namn, sammanhang, tecken, fel):
                per_ruta[plats].append(mark)


def _mark(
    rad: Rad, k: Kolumnplan, blad: Bladplan, namn: Namnplan, sammanhang: Sammanhang, tecken: dict[str, Tecken], fel
) -> _Mark | None:
    """What a cell says; None for nothing. What cannot be understood of it is noted."""
    fyllning, text = rad.celler[k.kolumn.nummer]
    var = (blad.tabell.blad, namn.plats, k.plats)
    if k.kolumn.kryss:
        return _Mark(k.kolumn.kryss, False, (), *var)
    tolkning = ord.tolka(text, sammanhang.amnen, fragar_amnen=k.vald in sammanhang.instrument.amnesfragor)
    av_farg = tecken[f"F{fyllning}"].farg if fyllning else None
    ordet = tecken[f"O{tolkning.ordet}"] if tolkning.ordet else None
    av_ord = ordet.farg if ordet else None
    if av_farg and av_ord and av_farg != av_ord and ordet.sakert:
        fel.append(Anmarkning(f"Rutan är {_UTSEENDE[av_farg]} men det står {ordet.varde}. Rutan läses inte in.", *var))
        return None
    farg = av_farg or av_ord or 0
    if tolkning.amnen and not farg:
        fel.append(Anmarkning("Det står ämnen men ingen färg. Rutan läses inte in.", *var))
    if not (farg or tolkning.undersok):
        return None
    return _Mark(farg, tolkning.undersok, tolkning.amnen, *var)


_UTSEENDE = {1: "grön", 2: "gul", 3: "röd"}


def _ruta(plats: Plats, mark: list[_Mark], amnen: set[str], fel: list, sammanhang: Sammanhang) -> Ruta | None:
    """One square of all that is said of it; None when two cells say different colours."""
    farger = {m.farg for m in mark if m.farg}
    sista = mark[-1]
    if len(farger) > 1:
        text = (
            f"Flera rutor säger olika om samma elev och påstående ({', '.join(FARGORD[f] for f in sorted(farger))}). "
        )
        fel.append(Anmarkning(f"{text}Ingen av dem läses in.", sista.blad, sista.rad, sista.kolumn))
        return None
    farg = farger.pop() if farger else 0
    koder = amnen.union(*(m.amnen for m in mark))
    if koder and farg not in MED_AMNEN and plats[1] in sammanhang.instrument.amnesfragor:
        text = f"Ämnena läses inte in, eftersom rutan är {_UTSEENDE.get(farg, 'tom')}."
        fel.append(Anmarkning(text, sista.blad, sista.rad, sista.kolumn))
    if farg not in MED_AMNEN or plats[1] not in sammanhang.instrument.amnesfragor:
        koder = set()
    return Ruta(farg, any(m.undersok for m in mark), tuple(sorted(koder)))


def _mot_det_som_star(ruta: Ruta, star: tuple[int, bool, tuple[str, ...]] | None) -> Ruta:
    if star is None:
        return ruta
    lika = (ruta.farg, ruta.undersok, ruta.amnen) == (star[0], star[1], tuple(star[2]))
    return Ruta(ruta.farg, ruta.undersok, ruta.amnen, "lika" if lika else "kvar", star[0])


def _amnen_utan_farg(plats: Plats, sammanhang: Sammanhang) -> Anmarkning:
    kort = sammanhang.instrument.per_nyckel[plats[1]].kort
    return Anmarkning(f"Det står ämnen till ”{kort}” men ingen färg som läses in. Ämnena läses inte in.")
