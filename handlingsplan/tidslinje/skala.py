"""Days as shares of the picture's width, and the marks of weeks or months under them."""

from dataclasses import dataclass
from datetime import date, timedelta

MANADER = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
# Days of air before the first day and after the last, as a share of all of them; at least so many.
LUFT, MINSTA_LUFT = 0.05, 5
# So many words have room beside each other on a phone.
MARKEN_I_BREDD = 8
# Further to the right a word, or a word and a year, would stand outside the picture.
RUM_FOR_ORD, RUM_FOR_AR = 91, 81
# Shorter than this the marks are weeks.
VECKOR_UNDER = 75
STEG = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Marke:
    """A day with a word: where a week or a month begins. The word is empty where there is no room."""

    x: float
    ord: str


@dataclass(frozen=True, slots=True)
class Skala:
    """From the first day to the day after the last."""

    fran: date
    till: date

    @classmethod
    def over(cls, forsta: date, sista: date) -> "Skala":
        """The days with some air around them."""
        luft = timedelta(days=max(MINSTA_LUFT, round((sista - forsta).days * LUFT)))
        return cls(forsta - luft, sista + luft)

    @property
    def dagar(self) -> int:
        """How many days the picture is wide."""
        return (self.till - self.fran).days

    def x(self, dag: date) -> float:
        """Where the day begins, in per cent of the width; never outside."""
        return min(100.0, max(0.0, 100 * (dag - self.fran).days / self.dagar))

    def marken(self) -> list[Marke]:
        """The weeks or the months, as many as there is room for."""
        return self._veckor() if self.dagar < VECKOR_UNDER else self._manader()

    def _veckor(self) -> list[Marke]:
        mandag = self.fran + timedelta(days=-self.fran.weekday() % 7)
        dagar = [mandag + timedelta(weeks=n) for n in range(self.dagar // 7 + 1)]
        dagar = [dag for dag in dagar if dag < self.till]
        varannan = -(-len(dagar) // MARKEN_I_BREDD)
        return [
            Marke(x, f"v. {dag.isocalendar().week}" if n % varannan == 0 and x < RUM_FOR_ORD else "")
            for n, dag in enumerate(dagar)
            for x in [self.x(dag)]
        ]

    def _manader(self) -> list[Marke]:
        alla = self._manadernas_forsta()
        steg = next((s for s in STEG if len(alla) / s <= MARKEN_I_BREDD), STEG[-1])
        valda = [dag for dag in alla if (dag.month - 1) % steg == 0]
        return [
            Marke(x, _manad(dag, forra, x))
            for dag, forra in zip(valda, [None, *valda], strict=False)
            for x in [self.x(dag)]
        ]

    def _manadernas_forsta(self) -> list[date]:
        dag, ut = self.fran.replace(day=1), []
        while dag < self.till:
            if dag >= self.fran:
                ut.append(dag)
            dag = (dag + timedelta(days=32)).replace(day=1)
        return ut


def _manad(dag: date, forra: date | None, x: float) -> str:
    """A month's name; the year by the first one and by a new one, where there is room."""
    namn = MANADER[dag.month - 1]
    if (forra is None or forra.year != dag.year) and x < RUM_FOR_AR:
        return f"{namn} {dag.year}"
    return namn if x < RUM_FOR_ORD else ""
