"""The words, letters and signs of a cell → what they mean: a colour, *behöver undersökas*, subjects."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from skolanknytning.skola.amnen import Amneslista

from .farger import GRON, GUL, ROD

# Without case, and spaces made one. What each says beyond doubt, also in the program's own export.
SAKRA: dict[int, str] = {
    GRON: "gr; grö; grön; grönt; gröna; green; stämmer helt; stämmer; helt; stämmer helt och hållet; ✓; ✔; ☑; ✅; √; "
    "🟢; 🟩",
    GUL: "y; gu; gul; gult; gula; yellow; stämmer delvis; delvis; stämmer till viss del; till viss del; ~; ≈; 🟡; 🟨",
    ROD: "r; rö; röd; rött; röda; red; stämmer inte; stämmer inte alls; inte alls; inte; stämmer ej; ✕; ✖; ✗; ✘; ×; "
    "❌; 🔴; 🟥",
    0: "ej bedömd; ej bedömt; ej bedömda; inte bedömd; ej aktuellt; saknas; ingen uppgift; –; —; -; _; n/a",
}
# What they most often mean, to be looked at by a person.
TROLIGA: dict[int, str] = {
    GRON: "g; 1; a; ja; j; +; bra; ok; :); ☺; 🙂; 😀; 😊",
    GUL: "2; b; ibland; +/-; ±; -/+; :|; 😐; 🟠",
    ROD: "3; c; nej; n; dåligt; :(; ☹; 🙁; 😞",
    0: "0",
}
UNDERSOK = "?; ??; undersök; undersöks; undersökas; behöver undersökas; vet ej; vet inte; oklart; osäker; osäkert; ❓"
# What stands between the parts of a text and means nothing itself: first between wholes, then between words.
_GROVT = re.compile(r"[,;/|+&=()\[\]:\n]+|\boch\b")
_FINT = re.compile(r"[\s.]+")


def _per_ord(tabell: dict[int, str]) -> dict[str, int]:
    return {ordet: farg for farg, orden in tabell.items() for ordet in orden.split("; ")}


_SAKRA = _per_ord(SAKRA)
_TROLIGA = _per_ord(TROLIGA)
_UNDERSOK = frozenset(UNDERSOK.split("; "))


# The subject codes that a text means, by the text as it is compared.
Amnesord = Mapping[str, tuple[str, ...]]


def amnesord(lista: Amneslista) -> Amnesord:
    """A school's subjects: their codes, other spellings, names, and blocks of subjects (NO, SO)."""
    ut = {normalisera(amne.namn): (kod,) for kod, amne in lista.amnen.items()}
    ut |= {namn.casefold(): tuple(k for k in koder if k in lista.amnen) for namn, koder in lista.block.items()}
    ut |= {annan.casefold(): (kod,) for annan, kod in lista.alias.items() if kod in lista.amnen}
    return ut | {kod.casefold(): (kod,) for kod in lista.amnen}


@dataclass(frozen=True, slots=True)
class Ordtolkning:
    """What a text says. ``ordet`` is what of it is a sign or unknown, as it is compared (nothing: no such part).

    ``farg`` is what ``ordet`` means: 1, 2, 3, 0 for *ej bedömd* in words, None when it is not known.
    """

    ordet: str = ""
    farg: int | None = None
    sakert: bool = True
    undersok: bool = False
    amnen: tuple[str, ...] = ()


def normalisera(text: str) -> str:
    """A text as it is compared: no case, one kind of space, no variant marks after signs."""
    text = unicodedata.normalize("NFC", text).casefold().replace("\ufe0f", "").replace("\ufe0e", "")
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _hela(text: str) -> Ordtolkning | None:
    """What the text says as it stands, without being taken apart; None when it is not known."""
    for ordet in (text, text.strip(" .,;:!()[]\"'")):
        if ordet in _UNDERSOK:
            return Ordtolkning(undersok=True)
        if ordet in _SAKRA:
            return Ordtolkning(ordet, _SAKRA[ordet])
        if ordet in _TROLIGA:
            return Ordtolkning(ordet, _TROLIGA[ordet], sakert=False)
    return None


def tolka(text: str, amnesord: Amnesord, *, fragar_amnen: bool) -> Ordtolkning:
    """What a cell's text means. ``fragar_amnen``: the statement asks for subjects, so codes and names of such count.

    "✕ Rött ?" is red and to be looked into; "R: FY, KE" is red in two subjects. When a part is not known, the whole
    text is the unknown word.
    """
    text = normalisera(text)
    if not text:
        return Ordtolkning()
    if hel := _hela(text):
        return hel
    if fragar_amnen and (amnen := amnesord.get(text)):
        return Ordtolkning(amnen=amnen)
    funna = [_del(d, amnesord, fragar_amnen) for d in _delar(text, amnesord)]
    if not funna or None in funna:
        return Ordtolkning(text)
    return _ihop(text, funna)


def _delar(text: str, amnesord: Amnesord) -> list[str]:
    """The text's parts: what is known as a whole, otherwise words; a question mark by itself."""
    ut = []
    for hel in _GROVT.split(text.replace("?", " , ? , ")):
        hel = hel.strip()
        ut += [hel] if hel in amnesord or _hela(hel) else _FINT.split(hel)
    return [del_ for del_ in ut if del_]


def _del(del_: str, amnesord: Amnesord, fragar_amnen: bool) -> Ordtolkning | None:
    if fragar_amnen and (amnen := amnesord.get(del_)):
        return Ordtolkning(amnen=amnen)
    return _hela(del_)


def _ihop(text: str, funna: list[Ordtolkning]) -> Ordtolkning:
    """Several parts as one; parts that say different colours make the whole text unknown."""
    tecken = [f for f in funna if f.farg is not None]
    amnen = tuple(sorted({a for f in funna for a in f.amnen}))
    undersok = any(f.undersok for f in funna)
    if len({f.farg for f in tecken}) > 1:
        return Ordtolkning(text)
    if not tecken:
        return Ordtolkning(undersok=undersok, amnen=amnen)
    # The part that says it surest names the sign: "✕ rött" and "rött" are one word to correct.
    ordet = max(tecken, key=lambda f: (f.sakert, len(f.ordet)))
    return Ordtolkning(ordet.ordet, ordet.farg, ordet.sakert, undersok, amnen)


def amnen_i(text: str, amnesord: Amnesord) -> tuple[tuple[str, ...], str]:
    """The subjects of a column of its own, and what of the text is no subject."""
    text = normalisera(text)
    if hel := amnesord.get(text):
        return hel, ""
    koder, okant = set(), []
    for del_ in _delar(text, amnesord):
        funna = amnesord.get(del_, ())
        koder |= set(funna)
        if not funna and del_ not in {"-", "–", "inga", "alla"}:
            okant.append(del_)
    return tuple(sorted(koder)), " ".join(okant)


def forklarad(text: str) -> int | None:
    """The colour that a text explains, alone or as "Grönt = Stämmer helt"; None when it explains none."""
    delar = [d for d in re.split(r"\s*[=:–]\s*|\s+-\s+", normalisera(text)) if d]
    farger = {_hela(d).farg if _hela(d) and _hela(d).sakert else None for d in delar}
    return farger.pop() if len(farger) == 1 and farger <= {GRON, GUL, ROD} else None
