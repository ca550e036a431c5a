"""The drafts' sentences about one pupil read back, against the pupil's and the others' own squares.

As ``omrakning``: nothing here imports ``analys.utkast``, and the others are counted one by one.
"""

import re
from dataclasses import dataclass, field

from kartlaggning import instrument

from .omrakning import FRASER, GRON, GUL, RAKNEORD, ROD

FORM = instrument.las("individ-1")
SKOLANS = {p.nyckel for p in FORM.pastaenden if p.om_skolan}
AMNESFRAGOR = [p.nyckel for p in FORM.pastaenden if p.amnen]
DIMENSION = {p.nyckel: d for d in FORM.dimensioner for p in d.pastaenden}
FARGORD = {"grönt": GRON, "gult": GUL, "rött": ROD}


@dataclass
class Eleven:
    """A pupil's colours, the same on the occasion before, the others of the class, and the subjects named."""

    farger: dict[str, int]
    fore: dict[str, int] = field(default_factory=dict)
    andra: list[dict[str, int]] = field(default_factory=list)
    amnen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    block: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def andras(self, p: str, *farger: int) -> int:
        """How many of the others have any of the colours."""
        return sum(1 for andra in self.andra if andra.get(p, 0) in farger)

    def avviker(self, p: str, *, utat: bool) -> bool:
        """Whether more than half of the others have a better colour (or a worse, for a green pupil).

        Of fewer than five nothing is said; ``utat``: nor where green and not green are both one to four.
        """
        farg, bedomda, gront = self.farger.get(p, 0), self.andras(p, 1, 2, 3), self.andras(p, GRON)
        if bedomda < 5 or (utat and gront in (1, 2, 3, 4) and bedomda - gront in (1, 2, 3, 4)):
            return False
        if farg == GRON:
            return self.andras(p, GUL, ROD) > bedomda - self.andras(p, GUL, ROD)
        battre = self.andras(p, *range(1, farg)) if farg in (GUL, ROD) else 0
        return battre > bedomda - battre

    def flyttade(self, p: str) -> int:
        """1 for better than before, -1 for worse, 0 where nothing can be said or nothing has happened."""
        nu, da = self.farger.get(p, 0), self.fore.get(p, 0)
        return (da > nu) - (da < nu) if nu in (1, 2, 3) and da in (1, 2, 3) else 0

    def sagda_amnen(self, p: str) -> list[str]:
        """The subjects of a yellow or red square, each once."""
        return list(dict.fromkeys(self.amnen.get(p, ()))) if self.farger.get(p) in (GUL, ROD) else []


def prova_om_eleven(nyckel: str, mening: str, eleven: Eleven, *, utat: bool) -> None:
    """Every word and number of the draft with this key, and that it leaves nothing out."""
    assert mening.endswith("."), mening
    assert "%" not in mening
    assert not re.search(r"\d[.,]\d", mening)
    slag, _, p = nyckel.partition(":")
    if p == "amnen":
        _prova_samma_amnen(mening, eleven)
    elif p.startswith("gult:"):
        _prova_flera_gula(mening, p.removeprefix("gult:"), eleven)
    else:
        _prova_pastaende(mening, slag, p, eleven, utat=utat)


def _prova_pastaende(mening: str, slag: str, p: str, eleven: Eleven, *, utat: bool) -> None:
    vem, farg = "Skolan" if p in SKOLANS else "Eleven", eleven.farger[p]
    forst, *satser = mening.removesuffix(".").split("; ")
    if slag == "styrka" and farg != GRON:
        t = re.fullmatch(r"(\w+) har gått från (\w+) till (\w+) på (.+) sedan 12 maj 2026", forst)
        assert t, mening
        assert (t[1], t[4]) == (vem, FRASER[p]["pa"])
        assert (FARGORD[t[2]], FARGORD[t[3]]) == (eleven.fore[p], farg)
        assert (farg < eleven.fore[p], satser) == (True, [])
        return
    assert forst == f"{vem} {FRASER[p][{GRON: 'gront', GUL: 'gult', ROD: 'rott'}[farg]]}"
    vantade = [
        bool(eleven.sagda_amnen(p)),
        eleven.avviker(p, utat=utat),
        eleven.flyttade(p) != 0,
    ]
    provade = [
        any(_galler(s, p, eleven) for s in satser),
        any(_avviker(s) for s in satser),
        any(_rorelse(s, p, eleven) for s in satser),
    ]
    assert provade == vantade, mening
    assert len(satser) == sum(vantade), mening


def _galler(sats: str, p: str, eleven: Eleven) -> bool:
    if not sats.startswith("gäller "):
        return False
    sagda = []
    for block in re.finditer(r"samtliga (\w+) (\w+)-ämnen \(([\w, ]+)\)", sats):
        koder = block[3].split(", ")
        assert tuple(koder) == eleven.block[block[2]]
        assert block[1] == RAKNEORD[len(koder)]
        sagda += koder
    resten = re.sub(r"samtliga \w+ \w+-ämnen \([\w, ]+\)", "", sats.removeprefix("gäller "))
    sagda += [kod for kod in re.split(r", | och | samt |^och |^samt ", resten) if kod.strip()]
    assert sorted(sagda) == sorted(eleven.sagda_amnen(p)), sats
    hela = [koder for koder in eleven.block.values() if set(koder) <= set(eleven.sagda_amnen(p))]
    assert sats.count("samtliga") == len(hela)
    return True


def _avviker(sats: str) -> bool:
    """Without the others' counts: the text goes where the class's numbers may not."""
    return sats == "det avviker från gruppen"


def _rorelse(sats: str, p: str, eleven: Eleven) -> bool:
    t = re.fullmatch(r"från (\w+) till (\w+) sedan 12 maj 2026", sats)
    if t:
        assert (FARGORD[t[1]], FARGORD[t[2]]) == (eleven.fore[p], eleven.farger[p])
    return bool(t)


def _prova_flera_gula(mening: str, dimension: str, eleven: Eleven) -> None:
    t = re.fullmatch(r"Eleven har gult på (\d+) av (\d+) bedömda påståenden i den (\w+) dimensionen \((.+)\)\.", mening)
    assert t, mening
    egna = [p for p, d in DIMENSION.items() if d.nyckel == dimension and p not in SKOLANS]
    gula = [p for p in egna if eleven.farger.get(p) == GUL]
    assert (int(t[1]), int(t[2])) == (len(gula), len([p for p in egna if eleven.farger.get(p) in (1, 2, 3)]))
    assert t[3].startswith(dimension)
    assert t[4] == ", ".join(FORM.per_nyckel[p].kort for p in gula)


def _prova_samma_amnen(mening: str, eleven: Eleven) -> None:
    t = re.fullmatch(
        r"Samma (ämne är angivet|ämnen är angivna) för närvaro och för målen för E i alla ämnen: (.+)\.", mening
    )
    assert t, mening
    sagda = re.split(r", | och ", t[2])
    assert set(sagda) == set.intersection(*(set(eleven.sagda_amnen(p)) for p in AMNESFRAGOR))
    assert len(sagda) == len(set(sagda))
    assert (t[1] == "ämne är angivet") == (len(sagda) == 1)
