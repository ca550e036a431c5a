"""The words of a heading → which of the form's statements it is, and how sure that is.

A statement is known by its text, its short text, its dimension and number, or by its own words; numbers alone count
only when they stand in the form's order.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ...instrument import Instrument

AMNEN = "amnen:"
LIKT, SKILLNAD = 0.86, 0.04  # how alike two texts are that mean the same, and how much more than the next

# A statement by the beginnings of the words schools shorten it to: all of one row's, and none of those after "-".
KANNETECKEN: dict[str, tuple[str, ...]] = {
    "beteende-1": ("närvar",),
    "beteende-2": ("interag", "interak", "samspel"),
    "beteende-3": ("konflikt elev", "konflikt kamrat", "konflikt and"),
    "beteende-4": ("konflikt pedagog", "konflikt personal", "konflikt skolpersonal", "konflikt lärar", "konflikt vux"),
    "akademisk-1": ("progression", "kunskapsutveckling"),
    "akademisk-2": (
        "betyg -värder",
        "kunskapskrav",
        "når mål",
        "målen e",
        "når e",
        "måluppfyll",
        "betygskriter",
        "godkän",
    ),
    "kognitiv-1": ("värder skola", "värder utbildning", "värder vikt", "skola vikt", "utbildning vikt", "skola mening"),
    "kognitiv-2": ("inlärningsstrateg", "strateg", "studieteknik"),
    "affektiv-1": ("relation elev -konflikt", "goda relation -konflikt", "kamratrelation", "relation kamrat -konflikt"),
    "affektiv-2": ("tillhör", "samhör"),
}
DIMENSIONER = {"beteende": "beteende", "akademisk": "akademisk", "kognitiv": "kognitiv", "affektiv": "affektiv"}
_NUMMER = re.compile(r"(?:p|q|nr|no|fråga|påstående|påst|kriterium|punkt|#)?\s*\.?\s*(\d{1,2})\s*[.:)]?", re.IGNORECASE)
_MED_DIMENSION = re.compile(r"([a-zåäö]+)(?:\s+dimensionen)?[\s.:_-]*(\d{1,2})[.:)]?", re.IGNORECASE)
_INLEDNING = re.compile(r"^\W*\d{1,2}\s*[.:)]?\s+|^\W+")


@dataclass(frozen=True, slots=True)
class Rubriktraff:
    """What a heading was taken for, and what that rests on (nothing: beyond doubt)."""

    nyckel: str
    skal: str = ""

    @property
    def sakert(self) -> bool:
        """Whether nobody needs to look."""
        return not self.skal


def stada(text: str) -> str:
    """A heading as it is compared: no case, no number before it, no punctuation."""
    text = unicodedata.normalize("NFC", text).casefold().replace("\u00ad", "").replace("-\n", "")
    text = _INLEDNING.sub("", " ".join(text.split()))
    return " ".join(re.sub(r"[^\w\s]", " ", text).split())


def pastaende_i(text: str, instrument: Instrument) -> Rubriktraff | None:
    """The statement that a text says, by its words; None when it says none, or more than one alike."""
    return _pastaende_i(text[:400], instrument.nyckel, tuple((p.nyckel, p.text, p.kort) for p in instrument.pastaenden))


@lru_cache(maxsize=4096)
def _pastaende_i(text: str, instrument: str, pastaenden: tuple[tuple[str, str, str], ...]) -> Rubriktraff | None:
    hela = list(dict.fromkeys(stada(d) for d in (text, *text.split("\n"))))
    if len(max(hela, key=len)) < 3:
        return None
    stadade = _stadade(instrument, pastaenden)
    for nyckel, texter in stadade:
        if any(t in hela for t in texter):
            return Rubriktraff(nyckel)
    # The whole statement with more around it: the dimension before, "Skriv här" after.
    inuti = [nyckel for nyckel, texter in stadade if texter[0] in hela[0]]
    if len(inuti) == 1:
        return Rubriktraff(inuti[0])
    return _snarlik(hela, stadade) or _pa_kannetecken(hela[0])


Stadade = tuple[tuple[str, tuple[str, str]], ...]


@lru_cache(maxsize=8)
def _stadade(_instrument: str, pastaenden: tuple[tuple[str, str, str], ...]) -> Stadade:
    """The statements' keys with their texts as they are compared: the whole one first."""
    return tuple((nyckel, (stada(text), stada(kort))) for nyckel, text, kort in pastaenden)


def _snarlik(hela: list[str], stadade: Stadade) -> Rubriktraff | None:
    """The statement whose text is nearly this: a slip of the pen, a word left out."""
    grader = {nyckel: max(_likhet(h, t) for h in hela for t in texter) for nyckel, texter in stadade}
    bast, nast = sorted(grader.values(), reverse=True)[:2]
    if bast < LIKT or bast - nast < SKILLNAD:
        return None
    return Rubriktraff(max(grader, key=grader.get))


def _likhet(text: str, pastaende: str) -> float:
    """How alike two texts are, 0 to 1; 0 at once when their lengths or letters are too far apart."""
    if 2 * min(len(text), len(pastaende)) < LIKT * (len(text) + len(pastaende)):
        return 0.0
    jamforare = _jamforare(pastaende)
    jamforare.set_seq1(text)
    return jamforare.ratio() if jamforare.quick_ratio() >= LIKT else 0.0


@lru_cache(maxsize=128)
def _jamforare(pastaende: str) -> SequenceMatcher:
    """A comparer that has made ready one of its texts, which is most of the work."""
    return SequenceMatcher(None, "", pastaende, autojunk=False)


def _pa_kannetecken(text: str) -> Rubriktraff | None:
    orden = text.split()
    if not orden or len(orden) > 12:
        return None
    traffar = [n for n, rader in KANNETECKEN.items() if any(_stammer(rad, orden) for rad in rader)]
    # Conflicts with grown-ups name pupils too, and relations stand in many statements: the longer clue decides.
    if len(traffar) != 1:
        return None
    return Rubriktraff(traffar[0], "känns igen på orden i rubriken")


def _stammer(rad: str, orden: list[str]) -> bool:
    """Whether every beginning of the row is one of the words', and no forbidden one."""
    for del_ in rad.split():
        finns = any(o.startswith(del_.removeprefix("-")) for o in orden)
        if finns == del_.startswith("-"):
            return False
    return True


@lru_cache(maxsize=4096)
def dimension_i(text: str) -> str:
    """The key of the dimension that a text names, or nothing."""
    text = stada(text)
    funna = {nyckel for stam, nyckel in DIMENSIONER.items() if re.search(rf"\b{stam}", text)}
    return funna.pop() if len(funna) == 1 else ""


def nummer_i(text: str) -> int | None:
    """The number that a heading is and nothing else: "3", "3.", "Fråga 3"."""
    traff = _NUMMER.fullmatch(text.strip())
    return int(traff[1]) if traff and int(traff[1]) > 0 else None


def dimension_och_nummer(text: str) -> tuple[str, int] | None:
    """A dimension, or its first letters, with a number: "Beteende 3", "Kog2", "B1"."""
    traff = _MED_DIMENSION.fullmatch(" ".join(text.split()))
    if traff is None:
        return None
    ordet = traff[1].casefold().removesuffix("dimensionen")
    funna = [nyckel for nyckel in DIMENSIONER if nyckel.startswith(ordet) or ordet.startswith(nyckel)]
    return (funna[0], int(traff[2])) if len(funna) == 1 else None


def amnen_i_rubrik(text: str) -> bool:
    """Whether a heading is about subjects and nothing else: "Ämnen", "I vilka ämnen?"."""
    return stada(text).startswith(("ämne", "i vilka ämne", "vilka ämne", "i vilket ämne", "vilket ämne"))


def i_ordning(nummer: list[int], instrument: Instrument) -> list[str] | None:
    """The statements that a row of bare numbers stands for: 1–10, or each dimension's own 1, 2, 3 … in order."""
    nycklar = [p.nyckel for p in instrument.pastaenden]
    if nummer == list(range(1, len(nycklar) + 1)) or nummer == [p.nummer for p in instrument.pastaenden]:
        return nycklar
    return None
