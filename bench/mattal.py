"""Figures of a series of times. Pure arithmetic, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True, slots=True)
class Mattal:
    """A measured thing: how many times, median and 95th percentile in milliseconds, questions to the database."""

    n: int
    median: float
    p95: float
    fragor: int | None = None


def percentil(varden: Sequence[float], andel: float) -> float:
    """The smallest value that at least ``andel`` (0–1) of the values do not exceed (nearest rank).

    Raises ValueError without values, or for a share outside 0–1.
    """
    if not varden or not 0 <= andel <= 1:
        raise ValueError("Det behövs minst ett värde och en andel mellan 0 och 1.")
    ordnade = sorted(varden)
    # Rounded first, so that 0.95 × 20 is 19 and not a hair above it.
    rang = ceil(round(andel * len(ordnade), 9))
    return ordnade[max(rang, 1) - 1]


def mattal(tider: Sequence[float], fragor: int | None = None) -> Mattal:
    """The figures of times in seconds. Raises ValueError without any."""
    ms = [1000 * tid for tid in tider]
    p95 = percentil(ms, 0.95)
    return Mattal(len(ms), median(ms), p95, fragor)
