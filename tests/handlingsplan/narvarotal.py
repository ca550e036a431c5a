"""Figures of absence for the tests: periods that are stored, and files that hold them."""

import io
from datetime import date
from decimal import Decimal

import openpyxl

from handlingsplan.models import Narvaroperiod
from handlingsplan.narvarolasning import Om
from handlingsplan.regler import narvaro as regler
from skolanknytning.skola.models import Elev, Klass, Personal

from ..skola.filer import arbetsbok

FORE = (date(2026, 8, 18), date(2026, 9, 30))
EFTER = (date(2026, 10, 1), date(2026, 11, 20))
HUVUD = ["Ämne", "Giltig frånvaro", "Ogiltig frånvaro"]
TAL = {"": ("8.5", "4"), "MA": ("9", "6.5")}


def rader(tal: dict[str, tuple[str, str]]) -> dict[str, tuple[Decimal, Decimal]]:
    """Figures by subject as the rules take them."""
    return {amne: (Decimal(giltig), Decimal(ogiltig)) for amne, (giltig, ogiltig) in tal.items()}


def period(om: Om, av: Personal, dagar: tuple[date, date] = FORE, tal=TAL) -> Narvaroperiod:
    """A period that has been put in."""
    return regler.lagg_in(om, *dagar, rader(tal), av=av).period


def om_allt(klass: Klass, elever: dict[str, Elev], av: Personal) -> dict[str, dict[str, str]]:
    """A period of a class, its school and some of its pupils, by their names in the access table."""
    om = {"": Om(klass.skola, klass=klass), "_skola": Om(klass.skola)}
    om |= {f"_{namn}": Om(klass.skola, elev=elev) for namn, elev in elever.items()}
    return {f"narvaro{vem}": {"kod": period(o, av).kod} for vem, o in om.items()}


def bok(*raderna, huvud=HUVUD, former: dict[str, str] | None = None) -> bytes:
    """A workbook with the usual headings; ``former`` are number formats by cell."""
    return arbetsbok(huvud, *raderna) if not former else _formaterad(arbetsbok(huvud, *raderna), former)


def _formaterad(data: bytes, former: dict[str, str]) -> bytes:
    bok = openpyxl.load_workbook(io.BytesIO(data))
    for plats, form in former.items():
        bok.active[plats].number_format = form
    fil = io.BytesIO()
    bok.save(fil)
    return fil.getvalue()


def text(*raderna: str, huvud: str = "Ämne;Giltig;Ogiltig") -> bytes:
    """A text file with the usual headings."""
    return "\r\n".join([huvud, *raderna]).encode()
