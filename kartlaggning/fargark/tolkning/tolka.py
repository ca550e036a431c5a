"""A sheet → a table of pupils and statements: where the headings, the names and the marks stand.

Titles above, explanations and sums below and rows without pupils are told apart from pupils; pupils as columns are
read by turning the sheet. What is kept of the cells is colours and short words, never somebody's notes.
"""

from collections.abc import Iterable
from dataclasses import replace

from skolanknytning.skola import klasslista_kolumner as listans
from skolanknytning.skola.klasslista_kolumner import kolumn_for

from .celler import anmark_dolda, ar_forklaring, forklaring_i, marken, marks_i
from .farger import bedom
from .namn import Namnregister
from .rader import elevrader, namn_i_rad
from .rubrikrad import Rubrikblock, rubrikblock
from .typer import (
    MAX_NAMN,
    MAX_RUBRIK,
    Anmarkning,
    Ark,
    FargarkError,
    Kolumn,
    Rad,
    Sammanhang,
    Tabell,
    kolumnplats,
    radplats,
)

PERSONNUMMER = (
    "Bladet {blad} innehåller personnummer ({plats}). Personnummer ska aldrig läsas in här. Ta bort dem ur filen, "
    "spara och läs in den igen. Inget har lästs in och inget har sparats."
)
INGET_BLAD = (
    "Hittar ingen tabell med elever och färger i arbetsboken. Den ska ha en rad med rubriker, en kolumn med elevernas "
    "namn (rubrik: Namn) och en kolumn för varje påstående. Rätta arbetsboken och läs in den igen, eller fyll i "
    "kartläggningen här."
)
INGEN_TABELL = "Bladet har ingen tabell med elever och färger och läses inte in."
UTAN_NAMN = "Raden har färger men inget namn. Skriv elevens namn i raden. Raden läses inte in."
_NAMN = (listans.Kolumn.NAMN, listans.Kolumn.NAMN_EFTERNAMN_FORST)
_FORNAMN = (listans.Kolumn.TILLTALSNAMN, listans.Kolumn.FORNAMN)
NAMNEN_INOM = 12  # columns from the left, where the names are looked for when no heading tells
RUBRIK_INOM = 15  # rows from the top, where a heading of names is looked for when no statement is known


def tolka(arken: Iterable[Ark], sammanhang: Sammanhang) -> tuple[list[Tabell], list[Anmarkning]]:
    """The tables of a workbook, and the sheets that hold none.

    Raises FargarkError when there is none at all, or when a sheet holds a personnummer.
    """
    tabeller, utan, forklaring = [], [], {}
    for ark in arken:
        _neka_personnummer(ark)
        if tabell := _basta_tabell(ark, sammanhang):
            tabeller.append(tabell)
        else:
            forklaring |= forklaring_i(ark, ark.celler)
            utan.append(Anmarkning(INGEN_TABELL, blad=ark.namn))
    if not tabeller:
        raise FargarkError(INGET_BLAD)
    return [replace(t, forklaring=forklaring | t.forklaring) for t in tabeller], utan


def _neka_personnummer(ark: Ark) -> None:
    """Refuse the workbook when a sheet holds a personnummer, or a column headed so; the number is not repeated."""
    per_kolumn: dict[int, list[str]] = {}
    for (rad, kolumn), cell in sorted(ark.celler.items()):
        per_kolumn.setdefault(kolumn, []).append(cell.text)
        rubrik = len(cell.text) < 60 and kolumn_for(cell.text) is listans.Kolumn.PERSONNUMMER
        if rubrik or listans.sakert_personnummer(cell.text) or listans.har_personnummer_inuti(cell.text):
            raise FargarkError(PERSONNUMMER.format(blad=ark.namn, plats=f"cell {ark.plats(rad, kolumn)}"))
    for kolumn, varden in per_kolumn.items():
        if listans.personnummerkolumn(varden):
            raise FargarkError(PERSONNUMMER.format(blad=ark.namn, plats=f"kolumn {kolumnplats(kolumn, False)}"))


def _basta_tabell(ark: Ark, sammanhang: Sammanhang) -> Tabell | None:
    """The table that a sheet holds, whichever way it lies; None for a sheet that holds none."""
    forsok = [utfall for a in (ark, ark.vrid()) if (utfall := _tabell(a, sammanhang))]
    return max(forsok, key=lambda utfall: (utfall[0], not utfall[1].vriden))[1] if forsok else None


def _tabell(ark: Ark, sammanhang: Sammanhang) -> tuple[int, Tabell] | None:
    """How much was known in a sheet with pupils as rows, and its table; None without names or marks."""
    block = rubrikblock(ark, sammanhang.instrument)
    funnen = _namnkolumn(ark, block, sammanhang.namn)
    if funnen is None:
        return None
    namnkolumner, start = funnen
    elever, namnlosa, fel = elevrader(ark, namnkolumner, start, sammanhang.namn)
    marks, ovriga = _markkolumner(ark, block, namnkolumner, start, [rad for rad, _ in elever], sammanhang)
    rader = []
    for nummer, namn in elever:
        celler, om_celler = marken(ark, nummer, marks, sammanhang)
        # A name that nobody in the class has, on a row without marks, is a line of text.
        if celler or sammanhang.namn.sok(namn).kanske:
            rader.append(Rad(nummer, namn, celler))
            fel += om_celler
    if not rader or not marks:
        return None
    fel += [_utan_namn(ark, rad) for rad in namnlosa if _fargade(ark, rad, marks) > 1]
    egna = {(r.nummer, k.nummer) for r in rader for k in marks if k.forslag}
    utanfor = {plats: cell for plats, cell in ark.celler.items() if plats not in egna}
    vet = (*ark.anmarkningar, *anmark_dolda(ark, [r.nummer for r in rader], marks))
    tabell = Tabell(
        blad=ark.namn,
        vriden=ark.vriden,
        kolumner=tuple(marks),
        rader=tuple(rader),
        forklaring=forklaring_i(ark, utanfor),
        ovriga=tuple(ovriga),
        anmarkningar=tuple(fel),
        vet=vet,
    )
    kanda = sum(bool(sammanhang.namn.sok(r.namn, snarlika=False).kod) for r in rader)
    return 2 * len(block.kolumner) + kanda, tabell


def _utan_namn(ark: Ark, rad: int) -> Anmarkning:
    return Anmarkning(UTAN_NAMN, ark.namn, radplats(rad, ark.vriden))


def _fargade(ark: Ark, rad: int, marks: list[Kolumn]) -> int:
    """How many marks a row has by colour; none for a row with a text of another kind, which explains or sums up."""
    return sum(bedom(ark.cell(rad, k.nummer).fyllning).kulor for k in marks)


# --- Where the names stand --------------------------------------------------------------------------------------------


def _namnkolumn(ark: Ark, block: Rubrikblock, register: Namnregister) -> tuple[tuple[int, ...], int] | None:
    """The columns of the names (one, or first and last name), and the first row below their heading.

    A column headed so, or one that holds names of the class; the one where most names are known is chosen.
    """
    under = _rubricerade(ark, block.rad + 2 if block.rad else RUBRIK_INOM)
    kandidater = [(_kanda(ark, kolumner, rad + 1, register), kolumner, rad) for kolumner, rad in under]
    if not any(kanda for kanda, _, _ in kandidater):
        lediga = [k for k in range(1, NAMNEN_INOM + 1) if k not in block.kolumner]
        par = [(k,) for k in lediga] + [(k, k + 1) for k in lediga if k + 1 in lediga]
        funna = [(_kanda(ark, kolumner, block.rad + 1, register), kolumner, block.rad) for kolumner in par]
        kandidater += [(kanda, k, rad) for kanda, k, rad in funna if kanda > 1]
    if not kandidater:
        return None
    _, kolumner, rad = max(kandidater, key=lambda k: (k[0], -k[2], -k[1][0], len(k[1])))
    start = max(rad, block.rad) + 1
    if not (rad or block.rad):
        start = _forsta_namnet(ark, kolumner, register)
    return kolumner, start


def _rubricerade(ark: Ark, sista: int) -> list[tuple[tuple[int, ...], int]]:
    """The columns whose heading says that they hold names, with the row of the heading."""
    rubriker: dict[listans.Kolumn, list[tuple[int, int]]] = {}
    for (rad, kolumn), cell in sorted(ark.celler.items()):
        if rad <= sista and len(cell.text) < 40 and (sort := kolumn_for(cell.text)):
            rubriker.setdefault(sort, []).append((rad, kolumn))
    ut = [((kolumn,), rad) for sort in _NAMN for rad, kolumn in rubriker.get(sort, [])]
    for sort in _FORNAMN:
        for rad, kolumn in rubriker.get(sort, []):
            ut += [((kolumn, k), rad) for r, k in rubriker.get(listans.Kolumn.EFTERNAMN, []) if r == rad]
            ut.append(((kolumn,), rad))
    return ut


def _kanda(ark: Ark, kolumner: tuple[int, ...], start: int, register: Namnregister) -> int:
    """How many names of the class stand in the columns: two for a whole name, one for a part of one."""
    sista = max((r for r, _ in ark.celler), default=0)
    namnen = (namn_i_rad(ark, r, kolumner) for r in range(start, sista + 1))
    traffar = [register.sok(namn, snarlika=False) for namn in namnen if 0 < len(namn) <= MAX_NAMN]
    return sum(2 if t.sakert else 1 for t in traffar if t.kod)


def _forsta_namnet(ark: Ark, kolumner: tuple[int, ...], register: Namnregister) -> int:
    """The first row of the names, when there is no heading: above the first that is known, all that are filled."""
    rad = next(r for r in range(1, 10_000) if register.sok(namn_i_rad(ark, r, kolumner), snarlika=False).kod)
    while rad > 1 and namn_i_rad(ark, rad - 1, kolumner):
        rad -= 1
    return rad


# --- Where the marks stand --------------------------------------------------------------------------------------------


def _markkolumner(
    ark: Ark, block: Rubrikblock, namnkolumner: tuple[int, ...], start: int, rader: list[int], sammanhang: Sammanhang
) -> tuple[list[Kolumn], list[str]]:
    """The columns that hold marks or are headed as statements, and the headings of the others."""
    marks, ovriga = [], []
    for kolumn in sorted({k for _, k in ark.celler} - set(namnkolumner)):
        rubrik = _rubriktext(ark, block, kolumn, start)
        traff = block.kolumner.get(kolumn)
        if traff:
            kryss = block.kryss.get(kolumn, 0)
            marks.append(Kolumn(kolumn, rubrik, traff.nyckel, traff.sakert, traff.skal, kryss))
        elif marks_i(ark, kolumn, rader, sammanhang.amnen) and not ar_forklaring(ark, kolumn):
            skal = "rubriken känns inte igen" if rubrik else "kolumnen har ingen rubrik"
            marks.append(Kolumn(kolumn, rubrik, skal=skal))
        elif rubrik:
            ovriga.append(rubrik[:60])
    return _utan_dubbletter(marks, ark.vriden), ovriga


def _rubriktext(ark: Ark, block: Rubrikblock, kolumn: int, start: int) -> str:
    """The heading as it stands: the nearest text above the pupils; for a column of crosses its statement's too."""
    rad = block.rad or start - 1
    text = next((t for r in range(rad, 0, -1) if (t := ark.cell(r, kolumn).text)), "")
    over = ark.cell(rad - 1, kolumn).text if kolumn in block.kryss else ""
    return " · ".join(filter(None, (over[:MAX_RUBRIK], text[:MAX_RUBRIK])))


def _utan_dubbletter(marks: list[Kolumn], vriden: bool) -> list[Kolumn]:
    """Let each statement be suggested for one column; the next is left for a person to settle."""
    forsta: dict[tuple[str, int], Kolumn] = {}
    ut = []
    for k in marks:
        samma = forsta.setdefault((k.forslag, k.kryss), k) if k.forslag else k
        if samma is not k:
            plats = kolumnplats(samma.nummer, vriden)
            ut.append(Kolumn(k.nummer, k.rubrik, skal=f"samma påstående som {'' if vriden else 'kolumn '}{plats}"))
        else:
            ut.append(k)
    return ut
