"""What a row of a table of absence is about: a subject of the school, all of them together, or neither."""

import re
from functools import lru_cache

from skolanknytning.skola.amnen import Amneslista
from skolanknytning.skola.klasslista_kolumner import normalisera

ALLA = frozenset(
    {
        "alla",
        "allaämnen",
        "samtliga",
        "samtligaämnen",
        "totalt",
        "total",
        "totaltalla",
        "summa",
        "snitt",
        "genomsnitt",
        "medel",
        "medelvärde",
        "sammantaget",
        "sammanlagt",
        "hela",
        "helaklassen",
    }
)
_DELAR = re.compile(r"[()\[\],;:/|]| [-–] ")


def kod_for(text: str, lista: Amneslista) -> str | None:
    """The code of the subject that the text means, "" for all of them together, None for what is neither.

    A code, another spelling of it, the subject's name, or some of them at once: "Matematik (MA)".
    """
    ord_ = _ord_for(tuple((a.kod, a.namn) for a in lista.amnen.values()), tuple(lista.alias.items()))
    if (kod := ord_.get(normalisera(text))) is not None:
        return kod
    koder = {kod for d in _DELAR.split(text) if (kod := ord_.get(normalisera(d))) is not None}
    return koder.pop() if len(koder) == 1 else None


@lru_cache(maxsize=64)
def _ord_for(amnen: tuple[tuple[str, str], ...], alias: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Every spelling, without case, spaces and punctuation → the code. A code goes before a name."""
    ord_ = dict.fromkeys(ALLA, "")
    ord_ |= {normalisera(namn): kod for kod, namn in amnen}
    ord_ |= {normalisera(annan): kod for annan, kod in alias}
    ord_ |= {normalisera(kod): kod for kod, _ in amnen}
    ord_.pop("", None)
    return ord_
