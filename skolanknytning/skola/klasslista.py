"""A class list as schools send them → pupils row by row, and what to do about each problem.

``las`` never raises anything but ``KlasslistaError``, whatever the bytes are. A file with a personnummer
column is refused whole; a row with a problem is left out and named. No message repeats what may be a
personnummer.
"""

import re

from skolanknytning.arbetsbok import MAX_BYTE, OLE, Hinder, aldre_format

from .klasslista_arbetsbok import NEJ, blad_ur
from .klasslista_kolumner import Kolumn, Rubrikrad, personnummerkolumn, rubrikrad, rubriktext
from .klasslista_rader import las_rad
from .klasslista_text import tolkningar
from .klasslista_typer import Blad, Klasslista, KlasslistaError, Problem, Rad

PERSONNUMMER = (
    "Kolumnen {namn} innehåller personnummer. Personnummer ska aldrig läsas in här. Ta bort hela kolumnen ur "
    "filen, spara och läs in den igen. Inget har lästs in och inget har sparats."
)
INGEN_RUBRIK = (
    "Hittar ingen rubrikrad. Skriv till exempel Förnamn, Efternamn, Klass och Elev-id i första raden, ett "
    "ord i varje kolumn. En fil med bara en kolumn läses som en lista med namn."
)


def las(data: bytes, filnamn: str = "") -> Klasslista:
    """Read a class list. KlasslistaError says, in Swedish, why a file is refused and what to do.

    What a file is shows in its bytes. Its name, where it is known, only keeps a broken workbook from being read
    as text.
    """
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise KlasslistaError("Filen är tom. Kontrollera att listan är sparad, och välj filen igen.")
    if len(data) > MAX_BYTE:
        raise KlasslistaError(
            "Filen är större än 1 MB, vilket en klasslista nästan aldrig är. Kopiera bara elevernas rader "
            "till en ny arbetsbok, spara den som .xlsx och läs in den."
        )
    if data.startswith(OLE):
        raise KlasslistaError(NEJ[aldre_format(data)])
    if data.startswith(b"%PDF"):
        raise KlasslistaError("Filen är en PDF. Be om listan som Excel-fil (.xlsx) eller textfil (.csv).")
    if data.startswith(b"PK"):
        return _valj(blad_ur(data), arbetsbok=True)
    if filnamn.lower().endswith(".xlsx"):
        raise KlasslistaError(NEJ[Hinder.INTE_ARBETSBOK])
    return _valj(tolkningar(data), arbetsbok=False)


def _valj(bladen: list[Blad], *, arbetsbok: bool) -> Klasslista:
    """The first sheet of a workbook that has a heading; for text the reading that finds most headings."""
    fyllda = [b for b in bladen if b.rader]
    if not fyllda:
        raise KlasslistaError("Filen är tom. Kontrollera att listan är sparad, och välj filen igen.")
    med_rubrik = [(b, r) for b in fyllda if (r := rubrikrad(b))]
    if not arbetsbok:
        med_rubrik.sort(key=lambda par: -len(par[1].kolumner))
    if med_rubrik:
        blad, rubrik = med_rubrik[0]
    else:
        blad, rubrik = fyllda[0], None
    upplysningar = []
    if arbetsbok and len(fyllda) > 1:
        upplysningar.append(f"Filen har flera blad. Bara bladet {blad.namn} lästes.")
    _neka_personnummer(blad, rubrik)
    if rubrik is None:
        return _namnlista(blad, upplysningar)
    return _med_rubrik(blad, rubrik, upplysningar)


def _neka_personnummer(blad: Blad, rubrik: Rubrikrad | None) -> None:
    """Refuse the file when a column holds personnummer, by its heading or by its values."""
    kolumner: dict[int, list[str]] = {}
    for nummer, celler in blad.rader:
        if rubrik is None or nummer > rubrik.rad:
            for i, cell in enumerate(celler):
                kolumner.setdefault(i, []).append(cell)
    fel = {i for i, varden in kolumner.items() if personnummerkolumn(varden)}
    if rubrik and Kolumn.PERSONNUMMER in rubrik.kolumner:
        fel.add(rubrik.kolumner[Kolumn.PERSONNUMMER])
    if fel:
        raise KlasslistaError(
            *(
                Problem(PERSONNUMMER.format(namn=rubriktext(rubrik, i)), kolumn=rubriktext(rubrik, i))
                for i in sorted(fel)
            )
        )


# --- With a heading row -----------------------------------------------------------------------------------


def _med_rubrik(blad: Blad, rubrik: Rubrikrad, upplysningar: list[str]) -> Klasslista:
    _granska_rubriker(blad, rubrik)
    kolumner = _anvanda(rubrik.kolumner)
    rader, problem = [], []
    for nummer, celler in blad.rader:
        if nummer <= rubrik.rad:
            continue
        utfall = list(las_rad(nummer, celler, kolumner, rubrik, blad.hinder))
        rader += [u for u in utfall if isinstance(u, Rad)]
        problem += [u for u in utfall if isinstance(u, Problem)]
    lasta = set(kolumner.values())
    return _fardig(
        rader,
        problem,
        upplysningar,
        laste_kolumner=tuple(rubriktext(rubrik, i) for i in sorted(lasta)),
        dolda=blad.dolda,
        ignorerade=tuple(r[:40] for i, r in enumerate(rubrik.rubriker) if r and i not in lasta),
        grupper=Kolumn.GRUPP in kolumner,
    )


def _granska_rubriker(blad: Blad, rubrik: Rubrikrad) -> None:
    """Refuse a heading row that cannot be trusted."""
    hinder = dict.fromkeys(text for (rad, _), text in sorted(blad.hinder.items()) if rad == rubrik.rad)
    if hinder:
        raise KlasslistaError(*(Problem(f"{h}. Det gäller rubrikraden.", rad=rubrik.rad) for h in hinder))
    if rubrik.dubbla:
        raise KlasslistaError(
            Problem(
                f"Rubriken {rubrik.dubbla[0][:40]} betyder samma sak som en annan kolumns rubrik. Ta bort "
                "den kolumn som inte är elevens eget namn.",
                rad=rubrik.rad,
                kolumn=rubrik.dubbla[0][:40],
            )
        )
    if not rubrik.har_namn:
        raise KlasslistaError(
            Problem(
                "Hittar ingen kolumn med elevernas namn. Kalla den Förnamn eller Namn i rubrikraden.",
                rad=rubrik.rad,
            )
        )


def _anvanda(kolumner: dict[Kolumn, int]) -> dict[Kolumn, int]:
    """The columns that are read: first and last names go before a whole name, a class before a group."""
    bort = {Kolumn.PERSONNUMMER}
    if Kolumn.FORNAMN in kolumner or Kolumn.TILLTALSNAMN in kolumner:
        bort |= {Kolumn.NAMN, Kolumn.NAMN_EFTERNAMN_FORST}
    elif Kolumn.NAMN in kolumner or Kolumn.NAMN_EFTERNAMN_FORST in kolumner:
        bort.add(Kolumn.EFTERNAMN)
    if Kolumn.NAMN in kolumner:
        bort.add(Kolumn.NAMN_EFTERNAMN_FORST)
    if Kolumn.KLASS in kolumner:
        bort.add(Kolumn.GRUPP)
    return {k: i for k, i in kolumner.items() if k not in bort}


# --- Without a heading row --------------------------------------------------------------------------------


def _namnlista(blad: Blad, upplysningar: list[str]) -> Klasslista:
    """One column of names. A first line such as "7A" or "Klass 7A" is a title."""
    platser = {i for _, celler in blad.rader for i, cell in enumerate(celler) if cell}
    if len(platser) != 1 or any(re.search("[;\t]", c) for _, celler in blad.rader for c in celler):
        raise KlasslistaError(INGEN_RUBRIK)
    (plats,) = platser
    kolumner = {Kolumn.NAMN: plats}
    rubrik = Rubrikrad(0, kolumner, (), ("",) * plats + ("Namn",))
    rader, problem = [], []
    for index, (nummer, celler) in enumerate(blad.rader):
        if index == 0 and re.fullmatch(r"(klass\s*)?\d{1,2}\s?[a-zåäö]?\d?|klass\b.*", celler[plats], re.IGNORECASE):
            upplysningar.append(f"Rad {nummer} ({celler[plats][:40]}) lästes som en rubrik.")
            continue
        for utfall in las_rad(nummer, celler, kolumner, rubrik, blad.hinder):
            (rader if isinstance(utfall, Rad) else problem).append(utfall)
    if not rader:
        raise KlasslistaError(INGEN_RUBRIK)
    return _fardig(rader, problem, upplysningar, dolda=blad.dolda, laste_kolumner=("Namn",))


def _fardig(rader, problem, upplysningar, *, dolda, **mer) -> Klasslista:
    if not rader and not problem:
        raise KlasslistaError(
            "Filen har en rubrikrad men inga elever. Kontrollera att listan är sparad, och välj filen igen."
        )
    if dolda_lasta := [r.rad for r in rader if r.rad in dolda]:
        upplysningar.append(_om_dolda(dolda_lasta))
    return Klasslista(tuple(rader), tuple(problem), tuple(upplysningar), **mer)


def _om_dolda(nummer: list[int]) -> str:
    """Say that pupils are read in from rows that whoever looks at the file in Excel does not see."""
    if len(nummer) == 1:
        return f"Rad {nummer[0]} är dold i Excel men läses in. Ta bort raden ur filen om eleven inte ska med."
    valda = ", ".join(map(str, nummer[:10])) + (" med flera" if len(nummer) > 10 else "")
    return (
        f"{len(nummer)} rader är dolda i Excel men läses in (rad {valda}). Ta bort dem ur filen om eleverna inte ska "
        "med."
    )
