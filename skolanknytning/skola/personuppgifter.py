"""Warnings before personal data is saved in a text about a group (krav.md, Personal data)."""

import re

from .text import stada

# ÅÅMMDD-NNNN or ÅÅÅÅMMDDNNNN, with -, + or nothing between; day + 60 is a samordningsnummer.
_DATUM = r"(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
PERSONNUMMER = re.compile(rf"(?<!\d){_DATUM}\s?[-+–]?\s?\d{{4}}(?!\d)")
_ORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def liknar_personnummer(text: str) -> bool:
    """Whether the text holds something shaped like a personnummer or samordningsnummer."""
    return PERSONNUMMER.search(text) is not None


def namn_i(text: str, fornamn: list[str]) -> list[str]:
    """The given names that stand in the text as words beginning with a capital letter, in the order of the list.

    A genitive s counts ("Adas"), and capitals all through. A name that is also a word ("Bo", "Dag") is noticed only
    with its capital letter. Of a name of several words ("Anna Karin") each is looked for: people say one of them.
    """
    ord_i_text = {o.casefold() for o in _ORD.findall(stada(text)) if o[0].isupper()}
    ord_i_text |= {o[:-1] for o in ord_i_text if o.endswith("s")}
    return [namn for namn in dict.fromkeys(fornamn) if not ord_i_text.isdisjoint(_ur_namnet(namn))]


def _ur_namnet(namn: str) -> set[str]:
    """The words by which somebody with the given name may be called; not initials, nor small words within it."""
    return {o.casefold() for o in stada(namn).split() if len(o) > 1 and not o[0].islower()}


def varningar(text: str, fornamn: list[str]) -> list[str]:
    """What to ask the writer about before the text is saved: empty when there is nothing to ask."""
    fragor = []
    # Another one is another question, also when the first has been confirmed.
    if antal := len(set(PERSONNUMMER.findall(text))):
        vad = "något som ser ut som ett personnummer. Ta bort det."
        flera = f"{antal} olika nummer som ser ut som personnummer. Ta bort dem."
        fragor.append(f"Texten innehåller {vad if antal == 1 else flera}")
    if namn := namn_i(text, fornamn):
        fragor.append(f"Texten verkar nämna en elev i klassen ({', '.join(namn)}). Skriv hellre om gruppen.")
    return fragor
