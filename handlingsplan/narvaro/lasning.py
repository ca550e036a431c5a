"""A table of absence as schools send them → per cent by subject, or why it is refused and what to do.

``las`` never raises anything but ``NarvaroError``, whatever the bytes are. A file about single pupils is refused
whole; no message repeats what may be a personnummer. A row about something that is no subject of the school (a lunch,
time with the mentor) is left out and named.
"""

from collections.abc import Iterator
from decimal import Decimal

from skolanknytning.skola.amnen import Amneslista
from skolanknytning.skola.klasslista_kolumner import har_personnummer_inuti, personnummerkolumn
from skolanknytning.skola.klasslista_typer import Blad, Problem
from skolanknytning.skola.text import stada

from .amnesord import kod_for
from .filer import FOR_MYCKET, MAX_RADER, blad_ur
from .rubriker import Rubriker, rubrikrad
from .tal import TalError, avrundat, las_procent
from .typer import ALLA_AMNEN, Lasta, NarvaroError

FLEST_PROBLEM = 10
SAMMANSTALLNING = (
    "Frånvaron läses bara in sammanställd: en rad för varje ämne, utan elevernas namn. Ta ut en sådan "
    "sammanställning, eller skriv in talen för hand. Inget har sparats."
)
PERSONNUMMER = f"Filen innehåller personnummer, som aldrig ska läsas in här. {SAMMANSTALLNING}"
INGEN_RUBRIK = (
    "Hittar ingen rubrikrad. Skriv Ämne, Giltig och Ogiltig i första raden, ett ord i varje kolumn, eller börja från "
    "mallen."
)
ANDELAR = (
    "Alla tal utan procenttecken är högst 1. Är de andelar, så att 0,12 betyder 12 procent? Formatera cellerna som "
    "procent i Excel, eller skriv procenttecken efter talen, så att det inte går att missförstå."
)

Tal = tuple[Decimal, bool]


def las(data: bytes, lista: Amneslista, filnamn: str = "") -> Lasta:
    """Read a table of absence with the school's subjects. NarvaroError says why a file is refused."""
    bladen = blad_ur(data, filnamn)
    for blad in bladen:
        _neka_personnummer(blad)
    med_rubrik = [(blad, r) for blad in bladen if (r := rubrikrad(blad))]
    if not med_rubrik:
        raise NarvaroError(INGEN_RUBRIK)
    blad, rubriker = max(med_rubrik, key=lambda par: (par[1].traffar, len(par[1].elev)))
    _granska(blad, rubriker)
    upplysningar = []
    if blad.namn and len(bladen) > 1:
        upplysningar.append(f"Filen har flera blad. Bara bladet {blad.namn[:40]} lästes.")
    return _rader(blad, rubriker, lista, upplysningar)


def _neka_personnummer(blad: Blad) -> None:
    """Refuse a file that has personnummer anywhere."""
    kolumner: dict[int, list[str]] = {}
    for _, celler in blad.rader:
        for i, cell in enumerate(celler):
            kolumner.setdefault(i, []).append(cell)
    alla = (cell for varden in kolumner.values() for cell in varden)
    if any(map(har_personnummer_inuti, alla)) or any(map(personnummerkolumn, kolumner.values())):
        raise NarvaroError(PERSONNUMMER)


def _granska(blad: Blad, r: Rubriker) -> None:
    """Refuse a heading row that cannot be trusted, or that says that the rows are about pupils."""
    if r.elev:
        text = f"Kolumnen {r.text(r.elev[0])} handlar om enskilda elever. {SAMMANSTALLNING}"
        raise NarvaroError(Problem(text, r.rad, r.text(r.elev[0])))
    if len(blad.rader) > MAX_RADER:
        raise NarvaroError(FOR_MYCKET)
    klasser = {c[i] for n, c in blad.rader for i in r.klass if n > r.rad and i < len(c) and c[i]}
    if len(klasser) > 1:
        raise NarvaroError("Filen gäller flera klasser. Spara en klass i taget i en egen fil, och läs in den.")
    fel = list(_saknade(r))
    if fel:
        raise NarvaroError(*(Problem(text, r.rad) for text in fel))


def _saknade(r: Rubriker) -> Iterator[str]:
    """What the heading row lacks, or says twice."""
    if not r.amne:
        yield "Hittar ingen kolumn med ämnen. Kalla den Ämne i rubrikraden."
    for namn, kolumner in (("Giltig", r.giltig), ("Ogiltig", r.ogiltig)):
        if len(kolumner) > 1:
            yield f"Kolumnerna {' och '.join(r.text(i) for i in kolumner)} betyder samma sak. Ta bort alla utom en."
        elif not kolumner and r.andra_matt:
            yield (
                f"Hittar ingen kolumn med {namn.lower()} frånvaro i procent. Kolumnen {r.text(r.andra_matt[0])} verkar "
                f"ha ett annat mått. Ta ut tabellen i procent, och kalla kolumnen {namn}."
            )
        elif not kolumner:
            yield f"Hittar ingen kolumn med {namn.lower()} frånvaro. Kalla den {namn} i rubrikraden."


# --- Rows -------------------------------------------------------------------------------------------------------------


def _rader(blad: Blad, r: Rubriker, lista: Amneslista, upplysningar: list[str]) -> Lasta:
    lasta: dict[str, tuple[Tal, Tal]] = {}
    platser: dict[str, int] = {}
    okanda: list[tuple[int, str]] = []
    problem: list[Problem] = []
    for nummer, celler in ((n, c) for n, c in blad.rader if n > r.rad):
        tal, fel = _radens_tal(blad, r, nummer, celler)
        if not fel and tal == (None, None):
            continue
        kod, text = _amne(r, celler, lista)
        if kod is None and text:
            okanda.append((nummer, text))
            continue
        problem += fel or _radfel(nummer, r, kod, tal, platser)
        if not fel and kod is not None and None not in tal:
            lasta[kod], platser[kod] = tal, nummer
    _neka_elever(okanda, lasta)
    if problem:
        raise NarvaroError(*_hogst(problem))
    if not lasta:
        raise NarvaroError(_inget(okanda))
    _neka_andelar(lasta)
    upplysningar += [f"Rad {n} ({text[:40]}) är inget av skolans ämnen och lästes inte." for n, text in okanda]
    upplysningar += [f"Rad {n} är dold i Excel men läses in." for n in sorted(blad.dolda & set(platser.values()))]
    ordning = ("", *lista.amnen)
    return Lasta(
        {kod: _avrundat(lasta[kod], platser[kod]) for kod in sorted(lasta, key=ordning.index)}, tuple(upplysningar)
    )


def _radens_tal(blad: Blad, r: Rubriker, nummer: int, celler: list[str]) -> tuple[tuple, list[Problem]]:
    """The row's two numbers, None for an empty cell, and what is wrong with the cells that are read."""
    tal, fel = [], []
    for i in (r.giltig[0], r.ogiltig[0]):
        try:
            if (nummer, i) in blad.hinder:
                raise TalError(f"{blad.hinder[nummer, i]}.")
            tal.append(las_procent(celler[i] if i < len(celler) else ""))
        except TalError as nekat:
            tal.append(None)
            fel.append(Problem(str(nekat), nummer, r.text(i)))
    return tuple(tal), fel


def _amne(r: Rubriker, celler: list[str], lista: Amneslista) -> tuple[str | None, str]:
    """The code of the row's subject and what stands there; the first of the subject columns that says one."""
    texter = [stada(celler[i]) for i in r.amne if i < len(celler) and celler[i]]
    for text in texter:
        if (kod := kod_for(text, lista)) is not None:
            return kod, text
    return None, texter[0] if texter else ""


def _radfel(nummer: int, r: Rubriker, kod: str | None, tal: tuple, platser: dict[str, int]) -> Iterator[Problem]:
    """What is wrong with a row whose cells can be read."""
    if kod is None:
        yield Problem(f"Ämne saknas. Skriv ämnet, eller {ALLA_AMNEN} för hela tiden.", nummer, r.text(r.amne[0]))
        return
    if kod in platser:
        text = f"Ämnet står också på rad {platser[kod]}. Har filen en rad för varje elev? {SAMMANSTALLNING}"
        yield Problem(text, nummer, r.text(r.amne[0]))
    for i, varde in zip((r.giltig[0], r.ogiltig[0]), tal, strict=True):
        if varde is None:
            yield Problem("Talet saknas. Skriv 0 om det inte finns någon frånvaro.", nummer, r.text(i))


def _neka_elever(okanda: list[tuple[int, str]], lasta: dict) -> None:
    """Refuse a file whose rows are named as people are, whatever its headings say."""
    som_namn = [text for _, text in okanda if len(delar := text.split()) > 1 and all(d[:1].isupper() for d in delar)]
    if len(som_namn) > 1 and len(som_namn) >= len(lasta):
        raise NarvaroError(f"Raderna ser ut att vara elevers namn. {SAMMANSTALLNING}")


def _neka_andelar(lasta: dict[str, tuple[Tal, Tal]]) -> None:
    """Refuse numbers that may be shares or per cent: nothing is guessed."""
    utan_tecken = [tal for par in lasta.values() for tal, tecken in par if not tecken]
    if any(utan_tecken) and max(utan_tecken) <= 1:
        raise NarvaroError(ANDELAR)


def _avrundat(par: tuple[Tal, Tal], nummer: int) -> tuple[Decimal, Decimal]:
    try:
        return avrundat(par[0][0], par[1][0])
    except TalError as fel:
        raise NarvaroError(Problem(str(fel), nummer)) from fel


def _inget(okanda: list[tuple[int, str]]) -> str:
    if okanda:
        nummer, text = okanda[0]
        return (
            f"Inget av ämnena i filen finns på skolan (rad {nummer}: {text[:40]}). Skriv ämnets namn eller kod, till "
            "exempel Matematik eller MA."
        )
    return "Filen har en rubrikrad men inga tal. Fyll i frånvaron i procent, spara, och välj filen igen."


def _hogst(problem: list[Problem]) -> list[Problem]:
    fler = len(problem) - FLEST_PROBLEM
    return [*problem[:FLEST_PROBLEM], *([Problem(f"Och {fler} fel till.")] if fler > 0 else [])]
