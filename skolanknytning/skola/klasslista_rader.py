"""The cells of one row → a pupil, or what is wrong with the row and what to do."""

import re
from collections.abc import Iterator

from .klasslista_kolumner import (
    NAMNKOLUMNER,
    Kolumn,
    Rubrikrad,
    har_personnummer_inuti,
    kanske_personnummer,
    kontrollsiffra_stammer,
    rubriktext,
)
from .klasslista_typer import MAX_ELEV_ID, MAX_KLASS, MAX_NAMN, Problem, Rad
from .text import har_styrtecken, liknar_klassnamn, liknar_namn, stada

NEJ = {"", "nej", "n", "0", "false", "falskt", "-", "ingen", "inga", "no", "saknas"}
LANGST = {Kolumn.KLASS: MAX_KLASS, Kolumn.GRUPP: MAX_KLASS, Kolumn.ELEV_ID: MAX_ELEV_ID}
NAMN = NAMNKOLUMNER | {Kolumn.EFTERNAMN}
KLASSER = {Kolumn.KLASS, Kolumn.GRUPP}


def las_rad(nummer, celler, kolumner, rubrik, hinder) -> Iterator[Rad | Problem]:
    """The pupil of one row, or its problems; nothing for a row that holds only what is not read."""
    texter: dict[Kolumn, str] = {}
    problem: list[Problem] = []
    for kolumn, i in kolumner.items():
        rubriken = rubriktext(rubrik, i)
        if (nummer, i) in hinder:
            problem.append(Problem(f"{hinder[nummer, i]}. Raden läses inte in.", nummer, rubriken))
            continue
        text = stada(celler[i]) if i < len(celler) else ""
        texter[kolumn] = text
        if fel := _cellfel(kolumn, text):
            problem.append(Problem(fel, nummer, rubriken))
    if problem:
        yield from problem
    elif any(texter.values()):
        saknas = "Namn saknas. Skriv elevens namn i raden, eller ta bort raden."
        yield _rad(nummer, texter) or Problem(saknas, nummer, _namnrubrik(kolumner, rubrik))


def _namnrubrik(kolumner: dict[Kolumn, int], rubrik: Rubrikrad) -> str:
    return next(
        rubriktext(rubrik, kolumner[k])
        for k in (Kolumn.FORNAMN, Kolumn.TILLTALSNAMN, Kolumn.NAMN, Kolumn.NAMN_EFTERNAMN_FORST)
        if k in kolumner
    )


def _cellfel(kolumn: Kolumn, text: str) -> str:
    """What is wrong with a cell, and what to do; nothing when it can be read."""
    langst = LANGST.get(kolumn, MAX_NAMN)
    if har_styrtecken(text):
        return "Cellen innehåller osynliga styrtecken. Skriv in värdet på nytt. Raden läses inte in."
    if har_personnummer_inuti(text):
        return "Cellen innehåller något som ser ut som ett personnummer. Ta bort det. Raden läses inte in."
    if len(text) > langst:
        return f"Texten är längre än {langst} tecken. Korta den. Raden läses inte in."
    if kolumn is Kolumn.ELEV_ID and kanske_personnummer(text) and kontrollsiffra_stammer(text):
        return "Värdet ser ut som ett personnummer. Använd ett annat elev-id. Raden läses inte in."
    if kolumn in NAMN and text and not liknar_namn(text):
        return "Texten ser inte ut som ett namn. Rätta den, eller ta bort raden. Raden läses inte in."
    if kolumn in KLASSER and text and not liknar_klassnamn(text):
        return "Texten ser inte ut som namnet på en klass. Rätta den. Raden läses inte in."
    return ""


def _rad(nummer: int, texter: dict[Kolumn, str]) -> Rad | None:
    fornamn, efternamn = _namn(texter)
    if not fornamn:
        return None
    arskurs = re.search(r"\d+", texter.get(Kolumn.ARSKURS, ""))
    return Rad(
        rad=nummer,
        fornamn=fornamn,
        efternamn=efternamn,
        klass=texter.get(Kolumn.KLASS) or texter.get(Kolumn.GRUPP) or "",
        elev_id=texter.get(Kolumn.ELEV_ID, ""),
        arskurs=int(arskurs[0]) if arskurs and int(arskurs[0]) <= 13 else None,
        skyddad=texter.get(Kolumn.SKYDDAD, "").casefold() not in NEJ,
    )


def _namn(texter: dict[Kolumn, str]) -> tuple[str, str]:
    """First and last name. The name a pupil goes by (tilltalsnamn) is used where there is one."""
    if helt := texter.get(Kolumn.NAMN):
        return dela_namn(helt)
    if helt := texter.get(Kolumn.NAMN_EFTERNAMN_FORST):
        return dela_namn(helt, efternamn_forst=True)
    return texter.get(Kolumn.TILLTALSNAMN) or texter.get(Kolumn.FORNAMN, ""), texter.get(Kolumn.EFTERNAMN, "")


def dela_namn(namn: str, *, efternamn_forst: bool = False) -> tuple[str, str]:
    """(first name, last name): of "Ek, Ada" and "Ada Ek" alike; of "Ek Ada" when the heading says so."""
    fore, komma, efter = namn.partition(",")
    if komma and efter.strip():
        return efter.strip(), fore.strip()
    namn = fore.strip()
    fore, _, efter = namn.rpartition(" ") if efternamn_forst else namn.partition(" ")
    if efternamn_forst:
        return efter.strip(), fore.strip()
    return fore.strip(), efter.strip()
