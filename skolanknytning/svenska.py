"""Small matters of Swedish."""

import unicodedata

_EFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"})


def sorteringsnyckel(text: str) -> str:
    """A key that sorts names as a Swedish class list does: case aside, é as e, å ä ö last, in that order.

    The databases differ (SQLite sorts by code point), so lists of names are sorted here.
    """
    bokstaver = unicodedata.normalize("NFC", text).casefold().translate(_EFTER_Z)
    return "".join(b for b in unicodedata.normalize("NFKD", bokstaver) if not unicodedata.combining(b))
