"""The drafts' sentences read back and counted anew: another way than the program's, from each pupil's own squares.

Nothing here imports ``analys.utkast`` or the program's arithmetic: shares are compared as fractions in a table of their
own, and pupils are counted one by one.
"""

import re
import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

FRASER = tomllib.loads((Path(__file__).parents[2] / "analys" / "guide" / "fraser.toml").read_text(encoding="utf-8"))
GRON, GUL, ROD = 1, 2, 3

# Each word and of whom, with the shares for which it is true: from the first on, below the second.
ANDELAR = {
    "En femtedel": (Fraction(18, 100), Fraction(23, 100)),
    "En fjärdedel": (Fraction(23, 100), Fraction(28, 100)),
    "Nästan en tredjedel": (Fraction(28, 100), Fraction(1, 3)),
    "En tredjedel": (Fraction(1, 3), Fraction(2, 5)),
    "Nästan hälften": (Fraction(2, 5), Fraction(1, 2)),
    "Hälften": (Fraction(1, 2), Fraction(1, 2)),
    "Mer än hälften": (Fraction(1, 2), Fraction(3, 4)),
    "En stor majoritet": (Fraction(3, 4), Fraction(9, 10)),
    "Nästan alla": (Fraction(9, 10), Fraction(1)),
    "Alla": (Fraction(1), Fraction(1)),
}
RAKNEORD = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]


@dataclass
class Klassen:
    """A class as it is in the grid: a row a pupil. ``fore`` are the colours of the round before."""

    farger: list[dict[str, int]]
    amnen: list[dict[str, tuple[str, ...]]] = field(default_factory=list)
    fore: list[dict[str, int]] = field(default_factory=list)

    def med(self, pastaende: str, *farger: int) -> list[int]:
        """The pupils (their places in the list) with any of the colours."""
        return [i for i, elev in enumerate(self.farger) if elev.get(pastaende, 0) in farger]

    def elevens_amnen(self, i: int, pastaende: str) -> set[str]:
        """The subjects that stand by the pupil's square, if it is yellow or red."""
        return set(self.amnen[i].get(pastaende, ())) if i in self.med(pastaende, GUL, ROD) else set()


def ordet_ar_sant(ordet: str, k: int, n: int) -> bool:
    """Whether ``k`` of ``n`` may be called so; no word at all below ten, or where none is true."""
    andel = Fraction(k, n)
    if not ordet:
        return n < 10 or andel < Fraction(18, 100)
    fran, till = ANDELAR[ordet]
    return n >= 10 and fran <= andel and (andel < till or fran == till == andel)


@dataclass
class Mening:
    """A sentence about a class, taken apart: who, what is said of them, and the clauses after."""

    pastaende: str
    slag: str
    ordet: str
    vilka: str
    k: int
    n: int
    ej_bedomda: int
    satser: list[str]


_BORJAN = re.compile(
    r"(?:(?P<ordet>[A-ZÅÄÖ][a-zåäö ]*?) "
    r"(?P<vilka>av klassen|av eleverna|av de bedömda eleverna|elever|bedömda elever), )?"
    r"(?P<k>\d+) av (?P<n>\d+)(?P<utan> elever| bedömda elever)?"
    r"(?: \((?P<ej>\d+) (?P<bojt>ej bedömd|ej bedömda)\))?(?P<komma>,?) (?P<resten>[^.]+)\."
)


def las_om_klassen(mening: str) -> Mening:
    """The sentence taken apart; an AssertionError when anything of it is not understood."""
    m = _BORJAN.fullmatch(mening)
    assert m, mening
    assert bool(m["ordet"]) == bool(m["komma"]) != bool(m["utan"]), mening
    ej = int(m["ej"] or 0)
    assert m["bojt"] == (None if ej == 0 else "ej bedömd" if ej == 1 else "ej bedömda"), mening
    vad, *satser = m["resten"].split("; ")
    traffar = [
        (pastaende, slag)
        for pastaende, fraser in FRASER.items()
        for slag in ("gront", "rott", "gult_eller_rott")
        if fraser.get(slag) == vad
    ]
    assert len(traffar) == 1, (vad, traffar)
    vilka = (m["vilka"] or m["utan"]).strip()
    return Mening(*traffar[0], m["ordet"] or "", vilka, int(m["k"]), int(m["n"]), ej, satser)


FARGER_I_SLAG = {"gront": (GRON,), "rott": (ROD,), "gult_eller_rott": (GUL, ROD)}


def prova_om_klassen(mening: str, klassen: Klassen) -> Mening:
    """Every number and word of the sentence against the pupils; returns it taken apart."""
    m = las_om_klassen(mening)
    bedomda = klassen.med(m.pastaende, GRON, GUL, ROD)
    assert m.k == len(klassen.med(m.pastaende, *FARGER_I_SLAG[m.slag])), mening
    assert m.n == len(bedomda), mening
    assert m.ej_bedomda == len(klassen.farger) - len(bedomda), mening
    assert ordet_ar_sant(m.ordet, m.k, m.n), mening
    assert ("bedömda" in m.vilka) == (m.ej_bedomda > 0), mening
    if m.ordet:
        assert ("av " in m.vilka) == (not m.ordet.lower().endswith("alla")), mening
    for sats in m.satser:
        prova_sats(sats, m, klassen)
    return m


def prova_sats(sats: str, m: Mening, klassen: Klassen) -> None:
    """One clause after the subject and verb, against the pupils."""
    gula_roda, roda = klassen.med(m.pastaende, GUL, ROD), klassen.med(m.pastaende, ROD)
    if sats == "ingen har rött":
        assert (roda, m.slag) == ([], "gront")
    elif t := re.fullmatch(r"(\d+) av de (\d+) har rött", sats):
        assert (int(t[1]), int(t[2]), m.slag) == (len(roda), len(gula_roda), "gult_eller_rott")
    elif t := re.fullmatch(r"alla (\d+) har rött", sats):
        assert int(t[1]) == len(roda) == len(gula_roda)
    elif t := re.fullmatch(r"(\d+) av (\d+) har gult eller rött", sats):
        assert (int(t[1]), int(t[2]), m.slag) == (len(gula_roda), m.n, "rott")
    elif t := re.fullmatch(r"(\d+) utan angivet ämne", sats):
        assert int(t[1]) == sum(1 for i in gula_roda if not klassen.elevens_amnen(i, m.pastaende)) > 0
    else:
        prova_amnessats(sats, m, klassen)


def prova_amnessats(sats: str, m: Mening, klassen: Klassen) -> None:
    """A clause about subjects or a block of them, by set algebra over the pupils with gult or rött."""
    amnena = [klassen.elevens_amnen(i, m.pastaende) for i in klassen.med(m.pastaende, GUL, ROD)]
    if t := re.fullmatch(r"(?:(\d+) av de (\d+)|alla (\d+)) i samtliga (\w+) (\w+)-ämnen \(([\w, ]+)\)", sats):
        koder = set(t[6].split(", "))
        hela = sum(1 for a in amnena if koder <= a)
        assert t[4] == RAKNEORD[len(koder)]
        assert (int(t[1] or t[3]), int(t[2] or t[3])) == (hela, len(amnena))
    elif t := re.fullmatch(r"(\d+) av de (\d+) i något (\w+)-ämne \(([\w, ]+)\)", sats):
        koder = set(re.split(r", | eller ", t[4]))
        assert (int(t[1]), int(t[2])) == (sum(1 for a in amnena if koder & a), len(amnena))
    else:
        t = re.fullmatch(r"flest i ([\w, ]+)", sats)
        assert t, sats
        namnda = re.split(r", | och ", t[1])
        antal = {kod: sum(1 for a in amnena if kod in a) for kod in set().union(*amnena)}
        assert [antal[kod] for kod in namnda] == sorted((antal[kod] for kod in namnda), reverse=True)
        assert all(antal[kod] < antal[namnda[-1]] for kod in set(antal) - set(namnda)), sats


_RORELSE = re.compile(
    r"Fler elever har fått en (?P<mest>sämre|bättre) färg än en (?P<minst>sämre|bättre) på (?P<pa>[^:]+)"
    r" sedan (?P<dag>\d+) (?P<manad>\w+) (?P<ar>\d{4}): "
    r"(?P<battre>\d+) bättre, (?P<samre>\d+) sämre, (?P<lika>\d+) lika"
    r"(?:, (?:(?P<nya>\d+) nya|(?P<ny>1) ny))?(?:, (?P<borta>\d+) borta)?\."
)


def prova_rorelse(mening: str, klassen: Klassen) -> str:
    """Every number of a sentence about change, pupil by pupil; returns the statement's key."""
    m = _RORELSE.fullmatch(mening)
    assert m, mening
    (pastaende,) = [p for p, fraser in FRASER.items() if fraser["pa"] == m["pa"] and "gult_eller_rott" in fraser]
    hant = rorelser(klassen, pastaende)
    for ordet in ("battre", "samre", "lika", "borta"):
        assert int(m[ordet] or 0) == hant.count(ordet), mening
    assert int(m["nya"] or m["ny"] or 0) == hant.count("nya"), mening
    storst = "bättre" if hant.count("battre") > hant.count("samre") else "sämre"
    assert (m["mest"], m["minst"]) == (storst, {"bättre": "sämre", "sämre": "bättre"}[storst])
    assert (m["dag"], m["manad"], m["ar"]) == ("12", "maj", "2026")
    return pastaende


def rorelser(klassen: Klassen, pastaende: str) -> list[str]:
    """What happened to each pupil on the statement since the round before."""
    hant = []
    for nu, da in zip(klassen.farger, klassen.fore, strict=True):
        n, d = nu.get(pastaende, 0), da.get(pastaende, 0)
        if n and d:
            hant.append("lika" if n == d else "battre" if n < d else "samre")
        elif n or d:
            hant.append("nya" if n else "borta")
    return hant


def ar_tydlig(battre: int, samre: int) -> bool:
    """The two-sided sign test, by tossing the coins one at a time (Pascal's triangle)."""
    rad = [Fraction(1)]
    for _ in range(battre + samre):
        rad = [(a + b) / 2 for a, b in zip([0, *rad], [*rad, 0], strict=True)]
    ytterst = [p for i, p in enumerate(rad) if abs(2 * i - len(rad) + 1) >= abs(battre - samre)]
    return battre != samre and sum(ytterst) <= Fraction(1, 20)
