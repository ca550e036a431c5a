"""A class list against what the school already has → what would be new, changed, moved and missing.

Pure: it changes nothing. A pupil is recognised by elev-id, otherwise by the same name within the class. Two
pupils are never made one: when a name does not tell which pupil is meant, the row is a problem for a person
to solve.

``Lage`` holds only what the person who reads in the list may see and change; ids that belong to other pupils
of the school are known as taken, and nothing more is said about them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .klasslista_plan import Atgard, Elevlage, Klasslage, Klassplan, Lage, Mal, Plan, klassnyckel, namnnyckel
from .klasslista_typer import Problem, Rad

UPPTAGEN = "Eleven finns redan i en annan klass. Be administratören flytta eleven. Raden läses inte in."
UPPTAGEN_DOLD = "Elev-id används redan av en elev som du inte får se eller ändra. Raden läses inte in."
ANNANS_KLASS = "Klassen finns redan och har en annan mentor. Be administratören läsa in klassen."
ANNAN_KLASS = "Raden gäller en annan klass än {klass}. Ta bort kolumnen Klass ur filen om alla ska till {klass}."
KLASS_SAKNAS = "Klass saknas. Skriv klassens namn i raden, eller ange det när du väljer fil."
DUBBELRAD = "Samma elev står redan på rad {rad}. Raden läses inte in."
DUBBEL = (
    "Samma namn står redan på rad {rad}. Är det två elever med samma namn? Ge dem var sitt elev-id i filen. "
    "Raden läses inte in."
)
DUBBELT_ID = "Samma elev-id står på rad {rad}, med ett annat namn eller en annan klass. Rätta filen."
TVETYDIG = (
    "Klassen har flera elever med det namnet, och filen säger inte vilken som menas. Skriv elev-id i filen. "
    "Raden läses inte in."
)
SENARE = "Eleven går redan i {klass} läsåret efter. Raden läses inte in."
ALIAS_ANTAS = (
    "Rad {rad} har skyddade personuppgifter men inget elev-id, och antas vara {namn}. Skriv elev-id i filen "
    "om det är fel."
)
NYTT_LASAR = (
    "De flesta i {ny} kommer från {kalla} läsåret före. Ska klassens tidigare kartläggningar följa med? "
    "Avbryt, och låt administratören flytta upp {kalla} under Nytt läsår först."
)
SKYDD_KVAR = "Rad {rad}: eleven har skyddade personuppgifter här men inte i filen. Skyddet är kvar."


@dataclass(slots=True)
class _Klass:
    """A target while rows are being paired."""

    namn: str
    lage: Klasslage | None
    rader: list[Rad] = field(default_factory=list)
    elever: list[Elevlage] = field(default_factory=list)


@dataclass(slots=True)
class _Lopande:
    """What has been found so far."""

    lage: Lage
    problem: list[Problem] = field(default_factory=list)
    upplysningar: list[str] = field(default_factory=list)
    par: dict[int, Elevlage | None] = field(default_factory=dict)
    tagna: set[str] = field(default_factory=set)
    nekade: set[int] = field(default_factory=set)

    def para(self, rad: Rad, elev: Elevlage | None) -> None:
        self.par[rad.rad] = elev
        if elev:
            self.tagna.add(elev.kod)

    def neka(self, rad: Rad, text: str, kolumn: str = "") -> None:
        self.problem.append(Problem(text, rad.rad, kolumn))
        self.nekade.add(rad.rad)

    def kvar(self, klass: _Klass) -> list[Rad]:
        """The rows of a class that are neither refused nor paired."""
        return [r for r in klass.rader if r.rad not in self.nekade and r.rad not in self.par]


def jamfor(rader: Iterable[Rad], lage: Lage, mal: Mal) -> Plan:
    """What reading in the rows would do."""
    lopande = _Lopande(lage)
    klasser = _fordela(rader, lopande, mal)
    _para_pa_id(klasser, lopande)
    for klass in klasser:
        _para_i_klassen(klass, lopande)
    planer = [_klassplan(klass, lopande, mal) for klass in klasser]
    problem = sorted(lopande.problem, key=lambda p: p.rad or 0)
    return Plan(tuple(p for p in planer if p.atgarder), tuple(problem), tuple(lopande.upplysningar))


def _fordela(rader: Iterable[Rad], lopande: _Lopande, mal: Mal) -> list[_Klass]:
    """The rows by target class, without those whose class cannot be used."""
    lage = lopande.lage
    kanda = {klassnyckel(k.namn): k for k in lage.klasser if k.lasar == lage.lasar}
    fast = next((k for k in lage.klasser if k.kod == mal.fast), None)
    klasser: dict[str, _Klass] = {}
    for rad in rader:
        namn = rad.klass or mal.klassnamn or (fast.namn if fast else "")
        nyckel = klassnyckel(namn)
        if not nyckel:
            lopande.neka(rad, KLASS_SAKNAS, "Klass")
        elif fast and nyckel != klassnyckel(fast.namn):
            lopande.neka(rad, ANNAN_KLASS.format(klass=fast.namn), "Klass")
        elif (k := fast or kanda.get(nyckel)) and not k.far_andras:
            lopande.neka(rad, ANNANS_KLASS, "Klass")
        else:
            klasser.setdefault(nyckel, _Klass(k.namn if k else namn, k)).rader.append(rad)
    for klass in klasser.values():
        if klass.lage:
            klass.elever = [e for e in lage.elever if klass.lage in e.klasser]
    return list(klasser.values())


def _para_pa_id(klasser: list[_Klass], lopande: _Lopande) -> None:
    """Pair the rows whose pupil is certain: settled when the file was chosen, or by elev-id."""
    per_id = {e.elev_id: e for e in lopande.lage.elever if e.elev_id}
    per_kod = {e.kod: e for e in lopande.lage.elever}
    forsta: dict[str, int] = {}
    stridande = _stridande_id(klasser)
    for rad in (rad for klass in klasser for rad in klass.rader):
        elev = per_kod.get(rad.elev_kod) or (per_id.get(rad.elev_id) if rad.elev_id else None)
        if rad.elev_id in stridande:
            lopande.neka(rad, DUBBELT_ID.format(rad=stridande[rad.elev_id][rad.rad]), "Elev-id")
            lopande.tagna.update({elev.kod} if elev else ())
        elif rad.elev_id in forsta:
            lopande.neka(rad, DUBBELRAD.format(rad=forsta[rad.elev_id]))
        elif rad.elev_id in lopande.lage.upptagna:
            lopande.neka(rad, UPPTAGEN_DOLD if lopande.lage.administrator else UPPTAGEN, "Elev-id")
        elif elev and elev.kod not in lopande.tagna:
            lopande.para(rad, elev)
        if rad.elev_id:
            forsta.setdefault(rad.elev_id, rad.rad)


def _stridande_id(klasser: list[_Klass]) -> dict[str, dict[int, int]]:
    """Ids that stand on rows with different names or classes: id → row → the other row."""
    per_id: dict[str, list[tuple[Rad, str]]] = {}
    for klass in klasser:
        for rad in klass.rader:
            if rad.elev_id:
                per_id.setdefault(rad.elev_id, []).append((rad, klassnyckel(klass.namn)))
    fel = {}
    for elev_id, funna in per_id.items():
        if len({(namnnyckel(rad.namn), klass) for rad, klass in funna}) > 1:
            nummer = [rad.rad for rad, _ in funna]
            fel[elev_id] = {n: next(m for m in nummer if m != n) for n in nummer}
    return fel


def _para_i_klassen(klass: _Klass, lopande: _Lopande) -> None:
    """Pair the remaining rows by name within the class: first those with an id new to the school."""
    lediga = [e for e in klass.elever if e.kod not in lopande.tagna]
    opparade = lopande.kvar(klass)
    skyddade = [r for r in opparade if r.skyddad]
    med_id = [r for r in opparade if r.elev_id and not r.skyddad]
    utan_id = [r for r in opparade if not r.elev_id and not r.skyddad]
    _para_pa_namn(med_id, [e for e in lediga if not e.elev_id], klass, lopande)
    _para_pa_namn(utan_id, [e for e in lediga if e.kod not in lopande.tagna], klass, lopande)
    alias = [e for e in lediga if e.skyddad and not e.elev_id and e.kod not in lopande.tagna]
    for rad in skyddade:
        elev = alias.pop(0) if alias and not rad.elev_id else None
        lopande.para(rad, elev)
        if elev:
            lopande.upplysningar.append(ALIAS_ANTAS.format(rad=rad.rad, namn=elev.namn))


def _para_pa_namn(rader: list[Rad], elever: list[Elevlage], klass: _Klass, lopande: _Lopande) -> None:
    """Pair rows and pupils of the same name when their number tells who is who.

    As many rows as pupils: without ids they are the same pupils. More pupils than rows, or ids that could be
    either's: a problem. More rows than pupils: the first row too many is new only when nobody has the name.
    """
    grupper: dict[str, list[Rad]] = {}
    for rad in rader:
        grupper.setdefault(namnnyckel(rad.namn), []).append(rad)
    for nyckel, lika in grupper.items():
        kandidater = [e for e in elever if namnnyckel(e.namn) == nyckel and not e.skyddad]
        nya_id = bool(lika[0].elev_id)
        if len(kandidater) > len(lika) or (nya_id and kandidater and len(kandidater) + len(lika) > 2):
            lopande.tagna.update(e.kod for e in kandidater)
            for rad in lika:
                lopande.neka(rad, TVETYDIG)
            continue
        for i, rad in enumerate(lika):
            if i < len(kandidater):
                lopande.para(rad, kandidater[i])
            elif nya_id or i == 0:
                lopande.para(rad, None)
            else:
                lopande.neka(rad, DUBBEL.format(rad=lika[i - 1].rad))


def _klassplan(klass: _Klass, lopande: _Lopande, mal: Mal) -> Klassplan:
    grupp = klass.lage.grupp if klass.lage else mal.grupp
    parade = [rad for rad in klass.rader if rad.rad in lopande.par]
    atgarder = [a for rad in parade if (a := _atgard(rad, klass, grupp, lopande))]
    if klass.lage is None and not grupp:
        _tipsa_om_lasar(klass, atgarder, lopande)
    arskurser = Counter(r.arskurs for r in klass.rader if r.arskurs is not None)
    return Klassplan(
        namn=klass.namn,
        kod=klass.lage.kod if klass.lage else "",
        grupp=grupp,
        arskurs=arskurser.most_common(1)[0][0] if len(arskurser) == 1 else None,
        atgarder=tuple(atgarder),
        saknas=tuple(e for e in klass.elever if e.kod not in lopande.tagna),
    )


def _tipsa_om_lasar(klass: _Klass, atgarder: list[Atgard], lopande: _Lopande) -> None:
    """Say so when a new class looks like one of the läsår before, whose earlier rounds it would lose."""
    kallor = Counter(k for a in atgarder for k in a.fran if k.lasar < lopande.lage.lasar)
    for kalla, antal in kallor.most_common(1):
        if 2 * antal >= len(atgarder):
            lopande.upplysningar.append(NYTT_LASAR.format(ny=klass.namn, kalla=kalla.namn))


def _atgard(rad: Rad, klass: _Klass, grupp: bool, lopande: _Lopande) -> Atgard | None:
    """What happens to the pupil of a row, or None when it may not (a problem has then been noted)."""
    elev = lopande.par[rad.rad]
    if elev is None:
        return Atgard(rad, None, blir_skyddad=rad.skyddad)
    redan = klass.lage is not None and klass.lage in elev.klasser
    fran = () if redan or grupp else tuple(k for k in elev.klasser if not k.grupp)
    atgard = Atgard(
        rad,
        elev,
        fran=fran,
        placeras=not redan,
        nytt_namn=not (elev.skyddad or rad.skyddad) and rad.namn != elev.namn and _byter_namn(rad, elev),
        nytt_id=bool(rad.elev_id) and rad.elev_id != elev.elev_id,
        blir_skyddad=rad.skyddad and not elev.skyddad,
    )
    senare = [k for k in fran if k.lasar > lopande.lage.lasar]
    if senare:
        lopande.neka(rad, SENARE.format(klass=senare[0].namn))
        return None
    if not elev.far_andras and (atgard.placeras or atgard.andrad):
        lopande.neka(rad, UPPTAGEN)
        return None
    if elev.skyddad and not rad.skyddad:
        lopande.upplysningar.append(SKYDD_KVAR.format(rad=rad.rad))
    return atgard


def _byter_namn(rad: Rad, elev: Elevlage) -> bool:
    """A pupil recognised by name alone keeps it as stored: capital letters do not rename anyone."""
    return bool(rad.elev_id) and rad.elev_id == elev.elev_id


def utan_skyddade_namn(rader: Iterable[Rad], lage: Lage, mal: Mal) -> tuple[list[Rad], list[Problem]]:
    """The rows as they may be stored: no name of a protected pupil is left.

    While the name is at hand, the pupil it belongs to in the class is looked up, and kept as ``elev_kod``.
    """
    stadade, problem = [], []
    sedda: dict[tuple[str, str], Rad] = {}
    for rad in rader:
        if not rad.skyddad:
            stadade.append(rad)
            continue
        klass = klassnyckel(rad.klass or mal.klassnamn)
        nyckel = (klass, namnnyckel(rad.namn))
        if not rad.elev_id and nyckel in sedda:
            problem.append(Problem(DUBBEL.format(rad=sedda[nyckel].rad), rad.rad))
            continue
        sedda[nyckel] = rad
        traffar = [
            e
            for e in lage.elever
            if namnnyckel(e.namn) == nyckel[1]
            and not (e.elev_id and rad.elev_id)
            and any(k.kod == mal.fast if mal.fast else klassnyckel(k.namn) == klass for k in e.klasser)
        ]
        kod = traffar[0].kod if len(traffar) == 1 else ""
        stadade.append(replace(rad, fornamn="", efternamn="", elev_kod=kod))
    return stadade, problem
