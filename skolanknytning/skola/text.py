"""What a name may hold, whether it is written in a form or read from a class list: pure rules on text."""

import re
import unicodedata

from .klasslista_kolumner import (
    har_personnummer_inuti,
    kanske_personnummer,
    kontrollsiffra_stammer,
    sakert_personnummer,
)

OSYNLIGA = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
STYRTECKEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
EJ_NAMN = re.compile(r"[:;=<>{}\[\]/\\|@#_*?!\"%&+$€]|(?:\d\D*){4}")
EJ_KLASS = re.compile(r"[;=<>{}\[\]\\|@#*?!\"%$€]")
BLANKA = re.compile("[ \t\r\n\u00a0\u2000-\u200a\u202f]+")


def stada(text: str) -> str:
    """One spelling of each letter, one kind of space, nothing that is not seen."""
    return BLANKA.sub(" ", OSYNLIGA.sub("", unicodedata.normalize("NFC", text))).strip()


def har_styrtecken(text: str) -> bool:
    """Whether there is something that is not seen but changes how the rest is shown, or ends it."""
    return STYRTECKEN.search(text) is not None


def liknar_namn(text: str) -> bool:
    """Begins with a letter or digit, has a letter, and none of the signs of dates, addresses and sums."""
    return text[:1].isalnum() and EJ_NAMN.search(text) is None and re.search(r"[^\W\d_]", text) is not None


def liknar_klassnamn(text: str) -> bool:
    """Begins with a letter or digit, and has none of the signs of sums, quotations and addresses."""
    return text[:1].isalnum() and EJ_KLASS.search(text) is None


def ar_personnummer(text: str) -> bool:
    """Whether the text is, or holds, a personnummer."""
    ensamt = sakert_personnummer(text) or (kanske_personnummer(text) and kontrollsiffra_stammer(text))
    return ensamt or har_personnummer_inuti(text)


def textfel(text: str) -> str:
    """Why a tidied text cannot be kept, and what to do; nothing when it can."""
    if har_styrtecken(text):
        return "Texten innehåller osynliga styrtecken. Skriv in den på nytt."
    if ar_personnummer(text):
        return "Det ser ut som ett personnummer. Personnummer ska aldrig skrivas in här."
    return ""


def namnfel(text: str) -> str:
    """Why a tidied text cannot be a person's name; nothing when it can."""
    return textfel(text) or ("" if liknar_namn(text) else "Det ser inte ut som ett namn. Rätta det.")


def klassnamnsfel(text: str) -> str:
    """Why a tidied text cannot be a class's name; nothing when it can."""
    return textfel(text) or (
        "" if liknar_klassnamn(text) else "Det ser inte ut som namnet på en klass. Skriv till exempel 7A."
    )
