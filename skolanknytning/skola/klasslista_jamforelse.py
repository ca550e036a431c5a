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

from .klasslista_plan import Atgard, Elevlage, Klasslage, Klassplan, Lage, Mal, Plan, klassnyckel, namnnyckel, ordnade
from .klasslista_typer import Problem, Rad

UPPTAGEN = "Eleven finns redan i en annan klass. Be administratören flytta eleven. Raden läses inte in."
UPPTAGEN_DOLD = "Elev-id används redan av en elev som du inte får se eller ändra. Raden läses inte in."
ANNANS_KLASS = "Klassen finns redan och har en annan mentor. Be administratören läsa in klassen."
ANNAN_KLASS = "Raden gäller en annan klass än {klass}. Ta bort kolumnen Klass ur filen om alla ska till {klass}."
KLASS_SAKNAS = "Klass saknas. Skriv klassens namn i raden, eller ange det när du väljer fil."
DUBBELRAD = "Samma elev står redan på rad {rad}. Raden läses inte in."
DUBBEL = (
    "Samma namn står på flera rader i klassen. Är det flera elever? Ge dem var sitt elev-id i filen. "
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
    # An id says more than a name: the rows that have one come first, and a pupil they name is nobody else's.
    for rad in sorted((r for klass in klasser for r in klass.rader), key=lambda r: r.elev_id not in per_id):
        elev = (per_id.get(rad.elev_id) if rad.elev_id else None) or per_kod.get(rad.elev_kod)
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
    """Pair the remaining rows within the class: by name, and protected pupils without a name in order."""
    lediga = [e for e in klass.elever if e.kod not in lopande.tagna]
    kvar = lopande.kvar(klass)
    namn_i_filen = Counter(namnnyckel(r.namn) for r in klass.rader)
    elever = _per_namn(e for e in lediga if not e.skyddad)
    for nyckel, rader in _per_namn(r for r in kvar if not r.skyddad).items():
        _para_namnar(rader, elever.get(nyckel, []), namn_i_filen[nyckel], lopande)
    alias = sorted((e for e in lediga if e.skyddad and e.kod not in lopande.tagna), key=lambda e: bool(e.elev_id))
    for rad in (r for r in kvar if r.skyddad):
        elev = alias.pop(0) if alias and not rad.elev_id else None
        lopande.para(rad, elev)
        if elev:
            lopande.upplysningar.append(ALIAS_ANTAS.format(rad=rad.rad, namn=elev.namn))


def _per_namn(namngivna: Iterable) -> dict[str, list]:
    """Rows, or pupils, by name."""
    per_namn: dict[str, list] = {}
    for en in namngivna:
        per_namn.setdefault(namnnyckel(en.namn), []).append(en)
    return per_namn


def _para_namnar(rader: list[Rad], elever: list[Elevlage], i_filen: int, lopande: _Lopande) -> None:
    """Pair the rows and the pupils of one name in one class, when their numbers tell who is who.

    A row with an elev-id the school does not have can be a pupil without one, or a new pupil. A row without can be
    any of them, and is a new pupil when nobody has the name, in the class or with an id in the file (of whose rows
    for the class ``i_filen`` have the name).
    """
    med_id, utan_id = [r for r in rader if r.elev_id], [r for r in rader if not r.elev_id]
    id_losa = [e for e in elever if not e.elev_id]
    oklart = (med_id and id_losa and (utan_id or len(med_id) + len(id_losa) > 2)) or (
        utan_id and len(elever) > len(utan_id)
    )
    if oklart:
        lopande.tagna.update(e.kod for e in elever)
        for rad in rader:
            lopande.neka(rad, TVETYDIG)
        return
    for i, rad in enumerate(med_id):
        lopande.para(rad, id_losa[i] if i < len(id_losa) else None)
    for i, rad in enumerate(utan_id):
        if i < len(elever):
            lopande.para(rad, elever[i])
        elif i == 0 and i_filen == len(utan_id):
            lopande.para(rad, None)
        else:
            lopande.neka(rad, DUBBEL)


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
        atgarder=ordnade(atgarder),
        saknas=ordnade(e for e in klass.elever if e.kod not in lopande.tagna),
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
    # A row without elev-id knew the pupil by the name alone: capital letters there rename nobody.
    byter_namn = bool(rad.elev_id) and rad.namn != elev.namn
    fran = () if redan or grupp else tuple(k for k in elev.klasser if not k.grupp)
    atgard = Atgard(
        rad,
        elev,
        fran=fran,
        placeras=not redan,
        nytt_namn=byter_namn and not (elev.skyddad or rad.skyddad),
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


def utan_skyddade_namn(rader: Iterable[Rad], lage: Lage, mal: Mal) -> tuple[list[Rad], list[Problem]]:
    """The rows as they may be stored: no name of a protected pupil is left.

    While the name is at hand, the pupil it belongs to in the class is looked up, and kept as ``elev_kod``; not when
    another row of the file has the same name, whichever its class: it may be the same pupil.
    """
    rader = list(rader)
    stadade, problem = [], []
    kanda_id = lage.upptagna | {e.elev_id for e in lage.elever if e.elev_id}
    namngivna_id = {r.elev_id for r in rader if r.elev_id}
    lediga = [e for e in lage.elever if e.elev_id not in namngivna_id]
    antal = Counter(namnnyckel(r.namn) for r in rader)
    for rad in rader:
        delat_namn = antal[namnnyckel(rad.namn)] > 1
        traffar = [] if not rad.skyddad or rad.elev_id in kanda_id else _med_namnet(rad, lediga, mal)
        if not rad.skyddad:
            stadade.append(rad)
        elif delat_namn and not rad.elev_id:
            problem.append(Problem(DUBBEL, rad.rad))
        elif len(traffar) > 1:
            problem.append(Problem(TVETYDIG, rad.rad))
        else:
            kod = traffar[0] if traffar and not delat_namn else ""
            stadade.append(replace(rad, fornamn="", efternamn="", elev_kod=kod))
    return stadade, problem


def _med_namnet(rad: Rad, elever: list[Elevlage], mal: Mal) -> list[str]:
    """The kods of the pupils of that name in the class who could be the row's."""
    klass, namn = klassnyckel(rad.klass or mal.klassnamn), namnnyckel(rad.namn)
    return [
        e.kod
        for e in elever
        if namnnyckel(e.namn) == namn
        and not (e.elev_id and rad.elev_id)
        and any(k.kod == mal.fast if mal.fast else klassnyckel(k.namn) == klass for k in e.klasser)
    ]
