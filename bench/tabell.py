"""What the bench prints: tables in columns, figures with a decimal comma. Pure text."""

from collections.abc import Sequence


def tal(varde: float, decimaler: int = 2) -> str:
    """A number as Swedish writes it: 1.5 → 1,50."""
    return f"{varde:.{decimaler}f}".replace(".", ",")


def tabell(rubriker: Sequence[str], rader: Sequence[Sequence[str]]) -> str:
    """Text in columns: the first to the left, the others to the right, a line under the headings.

    Raises ValueError when a row has not as many cells as there are headings.
    """
    bredder = [max(map(len, kolumn)) for kolumn in zip(rubriker, *rader, strict=True)]

    def rad(celler: Sequence[str]) -> str:
        forsta, *ovriga = zip(celler, bredder, strict=True)
        delar = [forsta[0].ljust(forsta[1]), *(cell.rjust(bredd) for cell, bredd in ovriga)]
        return "  ".join(delar).rstrip()

    return "\n".join([rad(rubriker), "  ".join("-" * b for b in bredder), *map(rad, rader)])
