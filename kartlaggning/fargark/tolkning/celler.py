"""The marks of a sheet: what of each cell is kept, and what the sheet itself says that its colours mean."""

from . import ord
from .farger import bedom
from .rubriker import AMNEN
from .typer import MAX_ORD, TOM, Anmarkning, Ark, Cell, Kolumn, Plats, Sammanhang, kolumnplats, radplats

KRYSS = "x"
MEST_FORKLARING = 8  # cells in a column that explains


def marken(
    ark: Ark, rad: int, kolumner: list[Kolumn], sammanhang: Sammanhang
) -> tuple[dict[int, tuple[str, str]], list[Anmarkning]]:
    """The marks of a pupil as (fill, text) by column, and what of the row could not be read."""
    celler, fel = {}, []
    for k in kolumner:
        cell = ark.cell(rad, k.nummer)
        if cell == TOM:
            continue
        fyllning = cell.fyllning if bedom(cell.fyllning).kulor else ""
        text, anmarkning = _text(cell, k, sammanhang)
        if cell.hinder:
            anmarkning = f"{cell.hinder}."
        if anmarkning:
            slut = " Färgen läses in." if fyllning else " Rutan läses inte in." if cell.hinder else ""
            plats = radplats(rad, ark.vriden), kolumnplats(k.nummer, ark.vriden)
            fel.append(Anmarkning(anmarkning + slut, ark.namn, *plats))
        if k.kryss:
            fyllning, text = "", KRYSS if fyllning or text else ""
        if fyllning or text:
            celler[k.nummer] = fyllning, text
    return celler, fel


def _text(cell: Cell, kolumn: Kolumn, sammanhang: Sammanhang) -> tuple[str, str]:
    """What is kept of a cell's text, and what to say of the rest. A longer text is somebody's note, and never kept."""
    if not cell.text or kolumn.kryss:
        return cell.text, ""
    if kolumn.forslag.startswith(AMNEN):
        koder, okant = ord.amnen_i(cell.text, sammanhang.amnen)
        om = f"”{okant}” finns inte bland skolans ämnen." if len(okant) <= MAX_ORD else "Texten är inte bara ämnen."
        return " ".join(koder), om if okant else ""
    fragar = not kolumn.forslag or kolumn.forslag in sammanhang.instrument.amnesfragor
    tolkning = ord.tolka(cell.text, sammanhang.amnen, fragar_amnen=fragar)
    kand = tolkning.farg is not None or not tolkning.ordet
    if not kand and (len(cell.text) > MAX_ORD or not kolumn.forslag):
        return "", "Texten i cellen är en anteckning och läses inte in." if kolumn.forslag else ""
    return cell.text, ""


def marks_i(ark: Ark, kolumn: int, rader: list[int], amnen: ord.Amnesord) -> bool:
    """Whether a column holds marks: a coloured cell, or words of which most are known."""
    celler = [ark.cell(rad, kolumn) for rad in rader]
    if any(bedom(cell.fyllning).kulor for cell in celler):
        return True
    texter = [cell.text for cell in celler if cell.text]
    kanda = sum(ord.tolka(text, amnen, fragar_amnen=False).farg is not None for text in texter)
    return bool(texter) and 2 * kanda > len(texter)


def forklaring_i(ark: Ark, celler: dict[Plats, Cell]) -> dict[str, int]:
    """What a sheet says that its colours mean: a coloured cell with the word in it, or to the right of it."""
    funna: dict[str, set[int]] = {}
    for (rad, kolumn), cell in celler.items():
        if bedom(cell.fyllning).kulor and (farg := _forklarad(ark, rad, kolumn)):
            funna.setdefault(cell.fyllning, set()).add(farg)
    return {fyllning: farger.pop() for fyllning, farger in funna.items() if len(farger) == 1}


def ar_forklaring(ark: Ark, kolumn: int) -> bool:
    """Whether a column only explains, beside the pupils: colours with their words, or the words of the colours before.

    A few cells, each a colour with its word in it or to the right of it, or such a word.
    """
    rader = [rad for (rad, k), cell in ark.celler.items() if k == kolumn]
    if len(rader) > MEST_FORKLARING:
        return False
    fargade = [rad for rad in rader if bedom(ark.cell(rad, kolumn).fyllning).kulor]
    if fargade:
        return all(_forklarad(ark, rad, kolumn) for rad in fargade)
    fore = [rad for rad in rader if bedom(ark.cell(rad, kolumn - 1).fyllning).kulor]
    return fore == rader and all(_forklarad(ark, rad, kolumn - 1) for rad in rader)


def _forklarad(ark: Ark, rad: int, kolumn: int) -> int | None:
    return ord.forklarad(ark.cell(rad, kolumn).text or ark.cell(rad, kolumn + 1).text)


def anmark_dolda(ark: Ark, rader: list[int], kolumner: list[Kolumn]) -> list[str]:
    """Say what is read though whoever looks at the workbook in Excel does not see it."""
    dolda_rader = [radplats(rad, ark.vriden) for rad in sorted(ark.dolda_rader & set(rader))]
    dolda_kolumner = [kolumnplats(k.nummer, ark.vriden) for k in kolumner if k.nummer in ark.dolda_kolumner]
    return [
        f"Dolt i Excel men läses in: {', '.join(p[:10])}{' med flera' if len(p) > 10 else ''}."
        for p in (dolda_rader, dolda_kolumner)
        if p
    ]
