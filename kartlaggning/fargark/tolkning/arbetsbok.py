"""XLSX → sheets as a person sees them: texts, fills, merged ranges filled out, conditional formats followed.

The file is opened by ``skolanknytning.arbetsbok``, which refuses what could harm. A formula is named, its stored
result never used; the fill of its cell counts.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import WorkSheetParser

from skolanknytning.arbetsbok import (
    LANGST_TEXT,
    MAX_BYTE,
    OLE,
    ArbetsbokError,
    Granser,
    Hinder,
    aldre_format,
    celltext,
    dolda_rader,
    oppnad,
    sammanfogade,
)

from .farger import Palett, tema_ur
from .typer import MAX_KOLUMNER, MAX_RADER, SEDDA_KOLUMNER, SEDDA_RADER, TOM, Ark, Cell, FargarkError, Plats
from .villkor import MAX_PROVNINGAR, Villkor, villkor_ur

GRANSER = Granser(taggar=350_000, rader=MAX_RADER, kolumner=MAX_KOLUMNER, sammanfogade=1000, tema=True)
SOM_XLSX = "Öppna den i Excel, välj Spara som och typen Excel-arbetsbok (.xlsx), och läs in den nya filen."
NEJ = {
    Hinder.INTE_ARBETSBOK: f"Filen går inte att läsa som en Excel-fil. {SOM_XLSX}",
    Hinder.FOR_STOR: f"Filen innehåller mycket mer än en kartläggning (högst {MAX_RADER} rader och {MAX_KOLUMNER} "
    "kolumner i ett blad). Kopiera bara rubrikerna och elevernas rader till en ny arbetsbok, spara den som .xlsx och "
    "läs in den.",
    Hinder.ENTITETER: "Filen innehåller XML-entiteter, som en kartläggning aldrig behöver, och har inte öppnats. "
    "Kopiera rubrikerna och elevernas rader till en ny arbetsbok och läs in den.",
    Hinder.LOSENORD: "Filen är skyddad med lösenord och går inte att läsa. Öppna den i Excel, välj Arkiv, Info, "
    "Skydda arbetsbok, ta bort lösenordet, spara och läs in den igen.",
    Hinder.ODS: "Filen är sparad i LibreOffices format (.ods). Välj Spara som och typen Excel (.xlsx), och läs in den "
    "filen.",
    Hinder.XLS: f"Filen är sparad i Excels äldre format (.xls). {SOM_XLSX}",
}
STOR_FIL = (
    "Filen är större än 1 MB, vilket en färgad kartläggning nästan aldrig är. Kopiera bara rubrikerna och elevernas "
    "rader till en ny arbetsbok, spara den som .xlsx och läs in den."
)
INGA_FARGER = (
    "Filen är en textfil (till exempel .csv), och i den finns inga färger. Öppna arbetsboken där cellerna är färgade i "
    "Excel, välj Spara som och typen Excel-arbetsbok (.xlsx), och läs in den filen."
)
_KOLUMN = re.compile(rb"<(?:\w+:)?col(?=[\s/>])[^<>]*")
_FORMATERAD_RAD = re.compile(rb'<(?:\w+:)?row(?=[\s/>])[^<>]*\scustomFormat="(?:1|true)"[^<>]*')


def las(data: bytes) -> list[Ark]:
    """The visible sheets of a workbook that hold something. FargarkError says why a file is refused and what to do.

    What a file is shows in its bytes, never in its name.
    """
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise FargarkError("Filen är tom. Kontrollera att arbetsboken är sparad, och välj filen igen.")
    if len(data) > MAX_BYTE:
        raise FargarkError(STOR_FIL)
    if data.startswith(OLE):
        raise FargarkError(NEJ[aldre_format(data)])
    if data.startswith(b"%PDF"):
        raise FargarkError("Filen är en PDF, och i den går cellerna inte att läsa. Välj arbetsboken den är gjord av.")
    if not data.startswith(b"PK"):
        raise FargarkError(INGA_FARGER if _ar_text(data) else NEJ[Hinder.INTE_ARBETSBOK])
    try:
        with oppnad(data, GRANSER) as (lasare, delar):
            palett = Palett(tema_ur(_temadel(delar)), tuple(lasare.wb._colors))
            arken = [_ark(blad, lasare, delar, palett) for blad in lasare.wb.worksheets if _syns(blad)]
    except ArbetsbokError as fel:
        raise FargarkError(NEJ[fel.hinder]) from fel
    arken = [ark for ark in arken if ark.celler]
    if not arken:
        raise FargarkError("Arbetsboken är tom. Kontrollera att den är sparad, och välj filen igen.")
    return arken


def _ar_text(data: bytes) -> bool:
    """Whether this is text of some kind: no control characters but tab and line ends."""
    return not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", data[:2000])


def _syns(blad) -> bool:
    return blad.sheet_state == "visible"


def _temadel(delar: dict[str, bytes]) -> bytes | None:
    return next((xml for namn, xml in sorted(delar.items()) if namn.lower().startswith("xl/theme/")), None)


# --- A sheet ----------------------------------------------------------------------------------------------------------


def _ark(blad, lasare: ExcelReader, delar: dict[str, bytes], palett: Palett) -> Ark:
    """One sheet, with what is hidden in it and what of its conditional formats cannot be followed."""
    bok, xml = lasare.wb, delar.get(blad._worksheet_path, b"")
    with lasare.archive.open(blad._worksheet_path) as kalla:
        tolk = WorkSheetParser(
            kalla, lasare.shared_strings, False, bok.epoch, bok._date_formats, bok._timedelta_formats
        )
        fyllningar = _fyllningar(bok, palett)
        celler = _celler(tolk, fyllningar)
    celler |= _formaterade(xml, celler, fyllningar)
    regler, olasta = villkor_ur(tolk.formatting, bok._differential_styles.styles, palett)
    celler, for_manga = _folj_villkor(celler, regler)
    _fyll_sammanfogade(celler, xml)
    _granska_storlek(celler)
    kolumner = {n for d in tolk.column_dimensions.values() if d.get("hidden") in ("1", "true") for n in _kolumner(d)}
    slag = ", ".join([*olasta, *(["för många regler"] if for_manga else [])])
    om_villkor = (
        f"Bladet har villkorsstyrd formatering som inte går att följa ({slag}). Cellerna läses på sin egen fyllning "
        "och text."
    )
    return Ark(
        blad.title,
        {plats: cell for plats, cell in celler.items() if cell != TOM},
        frozenset(dolda_rader(xml)),
        frozenset(kolumner),
        (om_villkor,) if slag else (),
    )


def _fyllningar(bok, palett: Palett) -> list[str]:
    """The colour that each of the workbook's cell styles shows, by the number of the style."""
    farger = [palett.fyllning(fill) for fill in bok._fills]
    return [farger[stil.fillId] for stil in bok._cell_styles]


def _celler(tolk: WorkSheetParser, fyllningar: list[str]) -> dict[Plats, Cell]:
    """The cells that hold something or are filled, as far as is looked at."""
    celler = {}
    for nummer, rad in tolk.parse():
        if nummer > SEDDA_RADER:
            continue  # what comes after the rows is read too
        for c in rad:
            if c["column"] > SEDDA_KOLUMNER:
                break
            stil = c["style_id"]
            cell = _cell(c["value"], c["data_type"], fyllningar[stil] if stil < len(fyllningar) else "")
            if cell != TOM or stil:
                celler[nummer, c["column"]] = cell
    return celler


def _cell(varde: object, typ: str, fyllning: str) -> Cell:
    if varde is None:
        return Cell(fyllning=fyllning) if fyllning else TOM
    if typ == "f":
        return Cell("", fyllning, "Cellen innehåller en formel. Kopiera den och klistra in den som värde")
    if typ == "e":
        return Cell("", fyllning, "Cellen innehåller ett fel. Skriv in värdet")
    if isinstance(varde, (date, datetime, time, timedelta)):
        return Cell("", fyllning, "Cellen är ett datum eller en tid. Formatera den som text och skriv in värdet igen")
    if len(text := celltext(varde)) > LANGST_TEXT:
        raise ArbetsbokError(Hinder.FOR_STOR)
    return Cell(text, fyllning)


def _formaterade(xml: bytes, celler: dict[Plats, Cell], fyllningar: list[str]) -> dict[Plats, Cell]:
    """The empty cells of whole rows and columns that have been filled: such cells need not be in the file.

    Only on the rows where something is written, and as far out as the sheet has cells of its own.
    """
    skrivna = {rad for (rad, _), cell in celler.items() if cell.text or cell.hinder}
    sista_kolumn = min(MAX_KOLUMNER, max((k for _, k in celler), default=0))
    kolumner, rader = {}, {}
    for traff in _KOLUMN.finditer(xml):
        attribut = _attribut(traff[0])
        if farg := _stilfarg(attribut.get("style"), fyllningar):
            fran, till = max(1, int(attribut["min"])), min(int(attribut["max"]), sista_kolumn)
            kolumner |= dict.fromkeys(range(fran, till + 1), Cell(fyllning=farg))
    for traff in _FORMATERAD_RAD.finditer(xml):
        attribut = _attribut(traff[0])
        if "r" in attribut and int(attribut["r"]) in skrivna:
            rader[int(attribut["r"])] = Cell(fyllning=_stilfarg(attribut.get("s"), fyllningar))
    ut = {(r, k): cell for k, cell in kolumner.items() for r in skrivna}
    ut |= {(r, k): cell for r, cell in rader.items() for k in range(1, sista_kolumn + 1)}
    return {plats: cell for plats, cell in ut.items() if plats not in celler}


def _attribut(tagg: bytes) -> dict[str, str]:
    return {namn.decode(): varde.decode() for namn, varde in re.findall(rb'\s(\w+)="([^"]*)"', tagg)}


def _stilfarg(stil: str | None, fyllningar: list[str]) -> str:
    return fyllningar[int(stil)] if stil and int(stil) < len(fyllningar) else ""


def _kolumner(dimension: dict) -> range:
    return range(int(dimension["min"]), min(int(dimension["max"]), MAX_KOLUMNER) + 1)


def _folj_villkor(celler: dict[Plats, Cell], regler: list[Villkor]) -> tuple[dict[Plats, Cell], bool]:
    """The cells with the colour that the first rule that holds gives them; whether there were too many rules.

    A cell whose value is not known (a formula) is not compared with anything.
    """
    if len(celler) * sum(len(regel.omraden) for regel in regler) > MAX_PROVNINGAR:
        return celler, True
    ut = dict(celler)
    for (rad, kolumn), cell in celler.items():
        if regel := next((v for v in regler if not cell.hinder and v.traffar(rad, kolumn, cell.text)), None):
            ut[rad, kolumn] = replace(cell, fyllning=regel.farg, villkor=True)
    return ut, False


def _fyll_sammanfogade(celler: dict[Plats, Cell], xml: bytes) -> None:
    """Let every cell of a merged range be what its first one is."""
    for _, rader, kolumner in sammanfogade(xml, GRANSER):
        if rader and kolumner:
            forsta = celler.get((rader[0], kolumner[0] + 1), TOM)
            celler.update({(r, k + 1): forsta for r, k in product(rader, kolumner)})


def _granska_storlek(celler: dict[Plats, Cell]) -> None:
    """Refuse a sheet with more texts than any kartläggning has; empty coloured cells far away are only left out."""
    fyllda = [plats for plats, cell in celler.items() if cell.text or cell.hinder]
    if len({r for r, _ in fyllda}) > MAX_RADER or any(k > MAX_KOLUMNER for _, k in fyllda):
        raise ArbetsbokError(Hinder.FOR_STOR)
    sista = max((r for r, _ in fyllda), default=0)
    for rad, kolumn in list(celler):
        if rad > sista + 1 or kolumn > MAX_KOLUMNER:
            del celler[rad, kolumn]
