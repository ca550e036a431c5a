"""Neutral labels for pupils, and texts in which their names have been replaced: pure rules on plain values.

Rather one word too many is taken away than a name too few. A word that is a name and a word ("Dag", "Han") never
becomes a label, since "i Elev C" would tell who Elev C is; it becomes "[namn]", and only when written with a capital.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skolanknytning.skola.text import OSYNLIGA
from skolanknytning.svenska import sorteringsnyckel

NAMN = "[namn]"
_ORD = re.compile(r"[^\W\d_]+")
_MELLAN = re.compile(r"[\s\-‐‑]+")
_ORDLISTOR = tomllib.loads((Path(__file__).parent / "namnord.toml").read_text(encoding="utf-8"))


def bokstaver(nummer: int) -> str:
    """The letters of a place, as the columns of a sheet: 0 → A, 25 → Z, 26 → AA. Raises ValueError below nought."""
    if nummer < 0:
        raise ValueError(nummer)
    svar = ""
    while nummer >= 0:
        svar = chr(ord("A") + nummer % 26) + svar
        nummer = nummer // 26 - 1
    return svar


def initialer(namn: str) -> str:
    """The first and the last name's first letter: "Maja Mentor" → "M.M."; one name gives one letter."""
    delar = _ORD.findall(namn)
    return "".join(f"{d[0].upper()}." for d in (delar[:1] + delar[1:][-1:]))


@dataclass(frozen=True, slots=True)
class Namngiven:
    """Somebody whose name is taken out of texts; without a label it becomes "[namn]"."""

    fornamn: str
    efternamn: str = ""
    etikett: str = ""


@dataclass(slots=True)
class _Del:
    """What a word in a text may be part of: whose name, and whether it is a name by itself."""

    agare: set[int] = field(default_factory=set)
    ensam: bool = False


@dataclass(frozen=True, slots=True)
class _Traff:
    """A word in the text that is part of a name, with its place there."""

    fran: int
    till: int
    nyckel: str
    genitiv: bool


class Namntvatt:
    """Takes the names of some people out of texts."""

    def __init__(self, manniskor: Iterable[Namngiven]):
        self._manniskor = [m for m in manniskor if m.fornamn or m.efternamn]
        self._delar: dict[str, _Del] = {}
        self._fraser = []
        for nummer, manniska in enumerate(self._manniskor):
            self._lagg(nummer, manniska)

    def _lagg(self, nummer: int, manniska: Namngiven) -> None:
        orden = _nycklar(f"{manniska.fornamn} {manniska.efternamn}")
        ensamma = {nyckel for nyckel in orden if not _litet(nyckel)}
        for helt in (manniska.fornamn, manniska.efternamn):
            ensamt = _nycklar(helt)
            if len(ensamt) == 1 and ensamt[0] not in _ALIAS:
                ensamma.add(ensamt[0])
        for nyckel in orden:
            del_ = self._delar.setdefault(nyckel, _Del())
            del_.agare.add(nummer)
            del_.ensam = del_.ensam or nyckel in ensamma
        # A name with nothing but small words in it ("Elev 17") is looked for as a whole.
        if not ensamma:
            self._fraser.append(_fras(_stadad(f"{manniska.fornamn} {manniska.efternamn}")))

    def tvatta(self, text: str) -> str:
        """The text without the names; a name that is one person's with a label becomes the label."""
        text = _stadad(text)
        for fras in self._fraser:
            text = fras.sub(NAMN, text)
        svar, slut = [], 0
        for foljd in _foljder(list(self._traffar(text)), text):
            for fran, till, ord_ in self._ersatt(foljd, text):
                svar += [text[slut:fran], ord_]
                slut = till
        return "".join([*svar, text[slut:]])

    def _traffar(self, text: str) -> Iterable[_Traff]:
        for ord_ in _ORD.finditer(text):
            nyckel = sorteringsnyckel(ord_[0])
            for kandidat, genitiv in ((nyckel, False), (nyckel.removesuffix("s"), nyckel.endswith("s"))):
                if kandidat in self._delar:
                    yield _Traff(ord_.start(), ord_.end(), kandidat, genitiv)
                    break

    def _ersatt(self, foljd: Sequence[_Traff], text: str) -> list[tuple[int, int, str]]:
        """What stands instead of some words in a row: one label for as many as are one person's name."""
        svar = []
        for namn in self._namnen(foljd):
            ensamma = [t for t in namn if self._delar[t.nyckel].ensam and _som_namn(text[t.fran : t.till], t.nyckel)]
            if ensamma:
                svar.append((namn[0].fran, namn[-1].till, self._ord(namn)))
        return svar

    def _namnen(self, foljd: Sequence[_Traff]) -> Iterable[list[_Traff]]:
        """The words in a row, taken together as long as there is somebody who has them all."""
        namn: list[_Traff] = []
        agare: set[int] = set()
        for traff in foljd:
            gemensamma = agare & self._delar[traff.nyckel].agare
            if namn and not gemensamma:
                yield namn
                namn = []
            agare = gemensamma if namn else self._delar[traff.nyckel].agare
            namn.append(traff)
        if namn:
            yield namn

    def _ord(self, foljd: Sequence[_Traff]) -> str:
        """The label of the one who has all the words, or that there was a name."""
        agare = set.intersection(*(self._delar[t.nyckel].agare for t in foljd))
        etiketter = {self._manniskor[nummer].etikett for nummer in agare}
        entydig = len(etiketter) == 1 and any(t.nyckel not in _VANLIGA for t in foljd)
        etikett = etiketter.pop() if entydig else ""
        if not foljd[-1].genitiv:
            return etikett or NAMN
        return f"{etikett}:s" if etikett else f"{NAMN}s"


class Etiketter:
    """The labels of one meeting: "Elev A" and so on in a shuffled order, and the texts without names.

    ``ordning`` is the pupils' ids as the session shuffled them; protected pupils are not in it. ``manniskor`` is asked
    for those to take out when the first text is to be shown, and given the labels.
    """

    def __init__(self, ordning: Sequence[int], manniskor: Callable[["Etiketter"], Iterable[Namngiven]]):
        self._plats: Mapping[int, int] = {elev: nummer for nummer, elev in enumerate(ordning)}
        self._manniskor = manniskor
        self._tvatt: Namntvatt | None = None

    def plats(self, elev_id: int) -> int:
        """Where the pupil stands in the shuffled order; last when they came after it was made."""
        return self._plats.get(elev_id, len(self._plats) + elev_id)

    def elev(self, elev_id: int) -> str:
        """The pupil's label: "Elev C"; "En elev" for one who came after the order was made."""
        return f"Elev {bokstaver(self._plats[elev_id])}" if elev_id in self._plats else "En elev"

    def text(self, text: str) -> str:
        """The text without names."""
        if self._tvatt is None:
            self._tvatt = Namntvatt(self._manniskor(self))
        return self._tvatt.tvatta(text)


def _lista(namn: str) -> frozenset[str]:
    return frozenset(sorteringsnyckel(o) for o in _ORDLISTOR[namn].split())


_ALIAS = _lista("alias")
_SMA = _lista("sma") | _ALIAS
_VANLIGA = _lista("vanliga") | _SMA


def _stadad(text: str) -> str:
    return OSYNLIGA.sub("", unicodedata.normalize("NFC", text))


def _nycklar(namn: str) -> list[str]:
    """The words of a name, as they are compared."""
    return [sorteringsnyckel(o) for o in _ORD.findall(_stadad(namn))]


def _litet(nyckel: str) -> bool:
    return len(nyckel) == 1 or nyckel in _SMA


def _som_namn(ord_: str, nyckel: str) -> bool:
    """Whether the word is meant as a name: always, but for an ordinary word, or a letter, written small."""
    return (nyckel not in _VANLIGA and len(nyckel) > 1) or not ord_[0].islower()


def _fras(helt: str) -> re.Pattern:
    delar = r"\s+".join(re.escape(d) for d in helt.split())
    return re.compile(rf"(?<!\w){delar}(?=s?(?!\w))", re.IGNORECASE)


def _foljder(traffar: Sequence[_Traff], text: str) -> Iterable[list[_Traff]]:
    """The hits in groups of those that stand beside each other, with a space or a hyphen between."""
    foljd: list[_Traff] = []
    for traff in traffar:
        if foljd and (foljd[-1].genitiv or not _MELLAN.fullmatch(text[foljd[-1].till : traff.fran])):
            yield foljd
            foljd = []
        foljd.append(traff)
    if foljd:
        yield foljd
