"""Conditional formatting that colours cells: the rules that can be followed soundly, and the names of the others.

Followed are rules that compare the cell's own value with a text or a number, or look for a text in it. Colour scales,
icons and formulas about other cells are named, never guessed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from openpyxl.formatting.formatting import ConditionalFormatting
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string

from .farger import Palett

MAX_PROVNINGAR = 400_000  # the rules' ranges times cells, of a sheet
Omrade = tuple[int, int, int, int]  # first row, first column, last row, last column
_EGEN_CELL = re.compile(r'=?(\$?)([A-Z]{1,3})(\$?)(\d{1,7})=("[^"]*"|-?\d+(?:\.\d+)?)')
OLASLIGA = {"colorScale": "färgskala", "iconSet": "ikoner", "dataBar": "staplar"}


@dataclass(frozen=True, slots=True)
class Villkor:
    """A rule: where it holds, whether it holds for a cell's text, and the colour it gives."""

    omraden: tuple[Omrade, ...]
    ordning: int
    farg: str
    galler: Callable[[str], bool]

    def traffar(self, rad: int, kolumn: int, text: str) -> bool:
        """Whether the cell is coloured by this rule."""
        return any(r1 <= rad <= r2 and k1 <= kolumn <= k2 for r1, k1, r2, k2 in self.omraden) and self.galler(text)


def villkor_ur(
    formatering: Iterable[ConditionalFormatting], stilar: list[DifferentialStyle], palett: Palett
) -> tuple[list[Villkor], list[str]]:
    """The rules of a sheet that colour cells, first the one that goes before, and the kinds that cannot be followed."""
    foljda, olasta = [], []
    for block in formatering:
        omraden = tuple((o.min_row, o.min_col, o.max_row, o.max_col) for o in block.sqref.ranges)
        for regel in block.rules:
            if regel.type in OLASLIGA:
                olasta.append(OLASLIGA[regel.type])
                continue
            farg = _farg(regel, stilar, palett)
            if not farg:
                continue
            galler = _provning(regel, omraden)
            if galler is None:
                olasta.append("formel")
            else:
                foljda.append(Villkor(omraden, regel.priority, farg, galler))
    return sorted(foljda, key=lambda v: v.ordning), list(dict.fromkeys(olasta))


def _farg(regel: Rule, stilar: list[DifferentialStyle], palett: Palett) -> str:
    if regel.dxfId is None or regel.dxfId >= len(stilar):
        return ""
    return palett.fyllning(stilar[regel.dxfId].fill, villkorlig=True)


def _provning(regel: Rule, omraden: tuple[Omrade, ...]) -> Callable[[str], bool] | None:
    """A function that says whether the rule holds for a cell's text; None for a rule that cannot be followed."""
    if regel.type == "cellIs":
        return _jamforelse(regel.operator, [_konstant(f) for f in regel.formula])
    if regel.type in _TEXTPROV and regel.text:
        prov, sokt = _TEXTPROV[regel.type], regel.text.casefold()
        return lambda text: prov(text.casefold(), sokt)
    if regel.type == "containsBlanks":
        return lambda text: not text
    if regel.type == "notContainsBlanks":
        return bool
    if regel.type == "expression" and len(regel.formula) == 1:
        return _om_egen_cell(regel.formula[0], omraden)
    return None


_TEXTPROV: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, sokt: sokt in text,
    "notContainsText": lambda text, sokt: sokt not in text,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}


def _om_egen_cell(formel: str, omraden: tuple[Omrade, ...]) -> Callable[[str], bool] | None:
    """``B2="G"`` for a range that begins in B2 is about each cell's own value."""
    traff = _EGEN_CELL.fullmatch(formel.replace(" ", ""))
    if traff is None or len(omraden) != 1:
        return None
    ((rad1, kolumn1, rad2, kolumn2),) = omraden
    last_kolumn, kolumn, last_rad, rad, varde = traff.groups()
    if (int(rad), column_index_from_string(kolumn)) != (rad1, kolumn1):
        return None
    if (last_kolumn and kolumn1 != kolumn2) or (last_rad and rad1 != rad2):
        return None
    return _jamforelse("equal", [_konstant(varde)])


def _konstant(formel: str) -> str | float | None:
    """The text or number a formula is, when it is nothing more."""
    formel = formel.strip().removeprefix("=")
    if len(formel) >= 2 and formel[0] == formel[-1] == '"' and '"' not in formel[1:-1]:
        return formel[1:-1].casefold()
    return _tal(formel)


def _tal(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text) else None


def _jamforelse(operator: str | None, varden: list[str | float | None]) -> Callable[[str], bool] | None:
    if None in varden or len(varden) != (2 if operator in _MELLAN else 1):
        return None
    if operator in _MELLAN:
        if not all(isinstance(v, float) for v in varden):
            return None
        lagst, hogst = sorted(varden)
        inuti = _MELLAN[operator]
        return lambda text: (tal := _tal(text)) is not None and (lagst <= tal <= hogst) == inuti
    (varde,) = varden
    if operator in ("equal", "notEqual"):
        lika = operator == "equal"
        return lambda text: ((_tal(text) if isinstance(varde, float) else text.casefold()) == varde) == lika
    if operator in _STORRE and isinstance(varde, float):
        prov = _STORRE[operator]
        return lambda text: (tal := _tal(text)) is not None and prov(tal, varde)
    return None


_MELLAN = {"between": True, "notBetween": False}
_STORRE: dict[str, Callable[[float, float], bool]] = {
    "greaterThan": lambda a, b: a > b,
    "lessThan": lambda a, b: a < b,
    "greaterThanOrEqual": lambda a, b: a >= b,
    "lessThanOrEqual": lambda a, b: a <= b,
}
