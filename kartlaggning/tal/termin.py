"""Terms, as one number that can be counted and sorted: twice the year, and one more in the autumn. Pure."""

import re
from datetime import date


def termin_for(dag: date) -> int:
    """The term of a date: vårterminen to the end of June, höstterminen from July, as läsåret turns."""
    return 2 * dag.year + (dag.month >= 7)


def terminsnamn(termin: int) -> str:
    """As people write it: "ht 2026"."""
    return f"{'ht' if termin % 2 else 'vt'} {termin // 2}"


def terminskod(termin: int) -> str:
    """The same in an address: "2026ht"."""
    return f"{termin // 2}{'ht' if termin % 2 else 'vt'}"


def las_terminskod(kod: str) -> int | None:
    """The term of an address; None for anything else."""
    traff = re.fullmatch(r"(\d{4})(vt|ht)", kod, re.ASCII)
    return 2 * int(traff[1]) + (traff[2] == "ht") if traff else None
