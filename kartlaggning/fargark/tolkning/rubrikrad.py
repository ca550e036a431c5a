"""Where a sheet's headings stand, and which columns they make statements of."""

import re
from dataclasses import dataclass

from ...instrument import Instrument
from . import ord
from .rubriker import (
    AMNEN,
    Rubriktraff,
    amnen_i_rubrik,
    dimension_i,
    dimension_och_nummer,
    i_ordning,
    nummer_i,
    pastaende_i,
    stada,
)
from .typer import MAX_KOLUMNER, Ark

SOKTA_RADER = 25
LANGSTA_DIMENSION = 90
LANGSTA_RUBRIK = 400  # a longer text is no heading, and only its beginning is looked at
I_ORDNING = "siffrorna står i blankettens ordning"


@dataclass(frozen=True, slots=True)
class Rubrikblock:
    """The last row of the headings (0 without any), what its columns are, and the colour of columns with crosses."""

    rad: int
    kolumner: dict[int, Rubriktraff]
    kryss: dict[int, int]


def rubrikblock(ark: Ark, instrument: Instrument) -> Rubrikblock:
    """The row, among the first, in which most statements are known, with the dimensions above it."""
    sista = min(SOKTA_RADER, max((r for r, _ in ark.celler), default=0))
    kolumner = sorted({k for _, k in ark.celler if k <= MAX_KOLUMNER})
    bast, antal = Rubrikblock(0, {}, {}), 0
    for rad in range(1, sista + 1):
        traffar = _traffar(ark, rad, kolumner, instrument)
        olika = len({t.nyckel for t in traffar.values()})
        if olika > antal:
            bast, antal = Rubrikblock(rad, traffar, {}), olika
    return _med_kryss(ark, bast)


def _traffar(ark: Ark, rad: int, kolumner: list[int], instrument: Instrument) -> dict[int, Rubriktraff]:
    """The statements of one row's columns; subjects belong to the statement before them."""
    ut: dict[int, Rubriktraff] = {}
    dimension, nummer, forra = dimension_i(ark.namn), {}, ""
    for kolumn in kolumner:
        text = ark.cell(rad, kolumn).text[:LANGSTA_RUBRIK]
        dimension = _dimension_ovanfor(ark, rad, kolumn) or dimension
        traff = _traff(text, dimension, forra, instrument)
        if traff:
            ut[kolumn] = traff
            forra = traff.nyckel.removeprefix(AMNEN)
        elif (n := nummer_i(text)) is not None:
            nummer[kolumn] = n
    if not ut and nummer and (nycklar := i_ordning(list(nummer.values()), instrument)):
        return {k: Rubriktraff(nyckel, I_ORDNING) for k, nyckel in zip(nummer, nycklar, strict=True)}
    return ut


def _traff(text: str, dimension: str, forra: str, instrument: Instrument) -> Rubriktraff | None:
    """What a heading is: subjects, a statement by its words, or one by its dimension and number."""
    if not text:
        return None
    if amne := _amnesfraga(text, forra, instrument):
        return amne
    if traff := pastaende_i(text, instrument):
        return traff
    med_dimension = dimension_och_nummer(text) or _tva_nummer(text, instrument)
    if med_dimension is None and dimension and (nummer := nummer_i(text)) is not None:
        med_dimension = dimension, nummer
    if med_dimension and (nyckel := "{}-{}".format(*med_dimension)) in instrument.per_nyckel:
        return Rubriktraff(nyckel)
    return None


def _tva_nummer(text: str, instrument: Instrument) -> tuple[str, int] | None:
    """The dimension's number in the form, and the statement's in it: "2.1"."""
    traff = re.fullmatch(r"(\d)[.:](\d)", text.strip())
    if traff is None or not 1 <= int(traff[1]) <= len(instrument.dimensioner):
        return None
    return instrument.dimensioner[int(traff[1]) - 1].nyckel, int(traff[2])


def _amnesfraga(text: str, forra: str, instrument: Instrument) -> Rubriktraff | None:
    """The column of a statement's subjects: headed with the form's question, or with "Ämnen" after the statement."""
    stadad = stada(text)
    for p in instrument.pastaenden:
        if p.amnen and stadad.startswith(stada(p.amnen)):
            return Rubriktraff(AMNEN + p.nyckel)
    if (
        amnen_i_rubrik(text)
        and stadad.split()[0] in {"ämne", "ämnen", "i", "vilka"}
        and forra in instrument.amnesfragor
    ):
        return Rubriktraff(AMNEN + forra)
    return None


def _dimension_ovanfor(ark: Ark, rad: int, kolumn: int) -> str:
    """The dimension that the column's nearest heading names, from the row upwards."""
    for r in range(rad, 0, -1):
        text = ark.cell(r, kolumn).text[:LANGSTA_RUBRIK]
        if 0 < len(text) <= LANGSTA_DIMENSION or "\n" in text:
            forsta = text.split("\n")[0]
            if dimension := dimension_i(forsta):
                return dimension
    return ""


def _med_kryss(ark: Ark, block: Rubrikblock) -> Rubrikblock:
    """A statement over several columns, each headed with a colour in the row below: crosses are put in them.

    Columns that share a heading without that are left to the first.
    """
    under = {k: ord.forklarad(ark.cell(block.rad + 1, k).text) for k in block.kolumner}
    kryss: dict[int, int] = {}
    for nyckel in {t.nyckel for t in block.kolumner.values()}:
        delade = [k for k, t in block.kolumner.items() if t.nyckel == nyckel]
        farger = [under[k] for k in delade]
        if len(delade) > 1 and all(farger) and len(set(farger)) == len(farger):
            kryss |= dict(zip(delade, farger, strict=True))
    if not kryss:
        return block
    return Rubrikblock(block.rad + 1, block.kolumner, kryss)
