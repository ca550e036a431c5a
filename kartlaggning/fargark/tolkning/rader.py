"""The rows of a sheet that are pupils, told apart from titles, explanations, sums and notes."""

import re

from skolanknytning.skola.klasslista_kolumner import kolumn_for
from skolanknytning.skola.text import har_styrtecken, liknar_namn

from .namn import Namnregister, stada
from .typer import MAX_NAMN, Anmarkning, Ark, kolumnplats, radplats

EJ_ELEV = re.compile(
    r"(summa|antal|total\w*|medel\w*|andel\w*|procent|grön\w*|gul[at]?|röd\w*|rött|förklaring\w*|teckenförklaring\w*"
    r"|kommentar\w*|anteckning\w*|notering\w*|datum|klass|klassen|mentor\w*|skriv|obs|färg\w*|stämmer|källa|kod|ej|behöver"
    r"|grupp\w*|i vilka|vilka|reflektera|analys|resultat|sammanfattning|elev|elever|namn|pojkar|flickor|påstående\w*"
    r"|kartläggning\w*|vad|hur|upplever|ny rad|sum|beteendemässig\w*|akademisk\w*|kognitiv\w*|affektiv\w*)\b",
    re.IGNORECASE,
)
MEST_ORD = 6


def namn_i_rad(ark: Ark, rad: int, kolumner: tuple[int, ...]) -> str:
    """The name of a row, of one column or of two."""
    return " ".join(filter(None, (ark.cell(rad, k).text for k in kolumner)))


def elevrader(
    ark: Ark, kolumner: tuple[int, ...], start: int, register: Namnregister
) -> tuple[list[tuple[int, str]], list[int], list[Anmarkning]]:
    """The rows with pupils' names, the rows without a name, and the names that cannot be read."""
    elever, namnlosa, fel = [], [], []
    for rad in range(start, max((r for r, _ in ark.celler), default=0) + 1):
        hinder = next((c.hinder for k in kolumner if (c := ark.cell(rad, k)).hinder), "")
        namn = namn_i_rad(ark, rad, kolumner)
        if hinder:
            plats = radplats(rad, ark.vriden), kolumnplats(kolumner[0], ark.vriden)
            fel.append(Anmarkning(f"{hinder}. Raden läses inte in.", ark.namn, *plats))
        elif not namn:
            namnlosa.append(rad)
        elif ar_elev(namn, register):
            elever.append((rad, stada(namn)[:MAX_NAMN]))
    return elever, namnlosa, fel


def ar_elev(namn: str, register: Namnregister) -> bool:
    """Whether a text in the column of names may be a pupil's name; one of the class's always is."""
    if har_styrtecken(namn) or len(namn) > MAX_NAMN:
        return False
    if register.sok(namn, snarlika=False).kod:
        return True
    rent = stada(namn)
    return (
        liknar_namn(rent) and len(rent.split()) <= MEST_ORD and EJ_ELEV.match(rent) is None and kolumn_for(rent) is None
    )
