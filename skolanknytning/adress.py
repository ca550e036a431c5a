"""The program's own address, for what is read outside it."""

import re


def las(text: str) -> str:
    """An address such as https://skola.example, without its last slash. Raises ValueError for anything else."""
    if not re.fullmatch(r"https?://[^/\s?#]+/?", text):
        raise ValueError(f"{text} är ingen adress. Skriv till exempel https://skola.example.")
    return text.rstrip("/")
