"""What the tests of coloured workbooks share: a class of names, and reading a workbook against it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from kartlaggning.fargark.tolkning import arbetsbok, tolka
from kartlaggning.fargark.tolkning.namn import Namnregister
from kartlaggning.fargark.tolkning.ord import amnesord
from kartlaggning.fargark.tolkning.plan import Plan, planera
from kartlaggning.fargark.tolkning.typer import Sammanhang
from kartlaggning.fargark.tolkning.val import Val
from skolanknytning.skola.amnen import grundskolan

from .rundor import FORM

NAMN = ["Ada Ek", "Bo Björk", "Cleo Lind", "Dag Alm", "Edda Asp", "Åke Ödman"]


def sammanhang(namn: list[str] = NAMN) -> Sammanhang:
    """The pupils' kods are their names."""
    return Sammanhang(FORM, amnesord(grundskolan()), Namnregister((n, n) for n in namn))


def planen(data: bytes, namn: list[str] = NAMN, val: Val | None = None, star=None) -> Plan:
    """What reading in a workbook would do, for a class of these names."""
    mot = sammanhang(namn)
    tabeller, _ = tolka.tolka(arbetsbok.las(data), mot)
    return planera(tabeller, mot, val or Val(), star=star or {})


def farger(plan: Plan) -> dict[tuple[str, str], int]:
    """The colours that would be read in, by name and statement."""
    return {plats: ruta.farg for plats, ruta in plan.rutor.items() if ruta.farg}


def texter(plan: Plan) -> list[tuple[str, str, str, str]]:
    """What was not read: sheet, row, column and why."""
    return [(a.blad, a.rad, a.kolumn, a.text) for a in plan.anmarkningar]


@contextmanager
def hogst(ganger: float, vanlig: bytes) -> Iterator[None]:
    """What is done inside takes at most so many times what reading an ordinary workbook takes, measured beside it.

    Both are counted on the processor's own clock, so that a busy machine does not make a test fail.
    """
    start = time.process_time()
    yield
    tog = time.process_time() - start
    start = time.process_time()
    for _ in range(5):
        planen(vanlig)
    en = (time.process_time() - start) / 5
    assert tog < ganger * en, f"{tog / en:.0f} gånger en vanlig arbetsbok"
