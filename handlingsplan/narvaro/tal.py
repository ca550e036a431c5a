"""Per cent as people and spreadsheets write them → numbers with one decimal, and back."""

import re
from decimal import ROUND_HALF_UP, Decimal

HUNDRA, TIONDEL = Decimal(100), Decimal("0.1")
_TAL = re.compile(r"(\d{1,12}(?:[.,]\d{1,30})?) ?(%|procent)?", re.IGNORECASE)
# What a program writes where there is nothing to say; never taken for nought.
INGET = frozenset({"", "-", "–", "—", "..", "…", "x", "saknas", "ej aktuellt", "n/a", "na"})


class TalError(ValueError):
    """The text is no per cent; the message says why, and what to write."""


def las_procent(text: str) -> tuple[Decimal, bool] | None:
    """The number of a text such as "12,5 %", exact, and whether it has a per cent sign; None for an empty one.

    Raises TalError for what is not a number from 0 to 100.
    """
    rent = " ".join(text.replace("\u2212", "-").split())
    if rent.casefold() in INGET:
        return None
    traff = _TAL.fullmatch(rent)
    if traff is None:
        if re.match(r"-\s?\d", rent):
            raise TalError("Talet är mindre än 0. Frånvaron skrivs i procent, från 0 till 100.")
        raise TalError("Det är inte ett tal. Skriv procent, till exempel 12 eller 12,5.")
    tal = Decimal(traff[1].replace(",", "."))
    if tal > HUNDRA:
        raise TalError("Talet är större än 100. Frånvaron skrivs i procent, från 0 till 100.")
    return tal, bool(traff[2])


def avrundat(giltig: Decimal, ogiltig: Decimal) -> tuple[Decimal, Decimal]:
    """The two with one decimal. Raises TalError when they are more than all the time together.

    What is exactly all of it stays so: 50,05 and 49,95 become 50,1 and 49,9.
    """
    if giltig + ogiltig > HUNDRA:
        raise TalError("Giltig och ogiltig frånvaro är tillsammans mer än 100 procent.")
    giltig = giltig.quantize(TIONDEL, ROUND_HALF_UP)
    return giltig, min(ogiltig.quantize(TIONDEL, ROUND_HALF_UP), HUNDRA - giltig)


def hela(tal: Decimal) -> int:
    """Whole per cent, half upwards: what is said and drawn is never more precise than it is."""
    return int(tal.quantize(Decimal(1), ROUND_HALF_UP))


def skrivet(tal: Decimal) -> str:
    """The number as it is typed: "12", "12,5"."""
    return f"{tal:.1f}".removesuffix(".0").replace(".", ",")
