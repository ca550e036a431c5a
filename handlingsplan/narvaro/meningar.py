"""What the figures of absence say, in whole per cent: "Ogiltig frånvaro har minskat från 18 till 9 procent"."""

from collections.abc import Sequence
from decimal import Decimal

from .tal import hela
from .typer import ALLA_AMNEN, Period


def rorelse(fore: Decimal, efter: Decimal) -> str:
    """How a number has moved, in whole per cent: what does not show there has not moved."""
    da, nu = hela(fore), hela(efter)
    if da == nu:
        return f"oförändrad, {nu} procent"
    return f"{'minskat' if nu < da else 'ökat'} från {da} till {nu} procent"


def sammanfattning(perioder: Sequence[Period]) -> str:
    """What the first period and the last say of all subjects together; nothing without such rows."""
    forsta, sista = (perioder[0].rad(""), perioder[-1].rad("")) if perioder else (None, None)
    if sista is None:
        return ""
    if forsta is None or len(perioder) == 1:
        return (
            f"{ALLA_AMNEN}, {perioder[-1].text}: ogiltig frånvaro {hela(sista.ogiltig)} procent och giltig "
            f"{hela(sista.giltig)} procent."
        )
    ogiltig, giltig = rorelse(forsta.ogiltig, sista.ogiltig), rorelse(forsta.giltig, sista.giltig)
    return f"{_mening('Ogiltig frånvaro', ogiltig)} {_mening('Giltig frånvaro', giltig)}"


def _mening(vad: str, rorelsen: str) -> str:
    return f"{vad} {'är' if rorelsen.startswith('oförändrad') else 'har'} {rorelsen}."
