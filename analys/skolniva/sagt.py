"""How suppressed numbers are said: the same words on the page, in the print and in the workbook. Pure."""

from kartlaggning.tal.forandring import Forandring, ar_tydlig
from kartlaggning.tal.fordelning import Fordelning, andel_i_ord, procent

from .rorelse import Rorelse
from .spann import Dolt
from .undertryckning import Visad

HARDT = "\N{NO-BREAK SPACE}"


def fordelning(visad: Visad, ej_bedomda: int = 0) -> Fordelning | None:
    """The colours of what is told whole; None for anything less."""
    return Fordelning(visad.gron, visad.gul, visad.rod, ej_bedomda) if visad.hel and visad.bedomda else None


def om_fargerna(visad: Visad | None, ej_bedomda: int = 0) -> list[tuple[str, str]]:
    """What is told of the colours, as (what, how many): ("Rött", "9 av 102 bedömda, 9 %")."""
    if visad is None or visad.bedomda == 0:
        return [("", "Ingen är bedömd")]
    if visad.bedomda is Dolt.FOR_FA:
        return [("", "Visas inte: färre än 5 är bedömda")]
    f = fordelning(visad, ej_bedomda)
    if f is not None:
        return [("Rött", f.rott_i_ord), ("Gult eller rött", f.gult_eller_rott_i_ord)]
    n = visad.bedomda
    if visad.delvis:
        k = visad.gul_eller_rod
        sagt = ", ".join(filter(None, [f"{k} av {n} bedömda", andel_i_ord(k, n)]))
        return [("Rött", str(visad.rod)), ("Gult eller rött", sagt)]
    if visad.gul_eller_rod is Dolt.FARRE:
        return [("Gult eller rött", f"färre än 5 av {n} bedömda")]
    if visad.gron is Dolt.FARRE:
        return [("Grönt", f"färre än 5 av {n} bedömda")]
    return [("", f"Visas inte ({n} bedömda)")]


def andel(visad: Visad) -> int | None:
    """Gult or rött in per cent of those judged; None where it is not told, or too few are judged for a share."""
    return procent(visad.gul_eller_rod, visad.bedomda) if visad.delvis and visad.bedomda else None


def kort(visad: Visad | None) -> tuple[str, str]:
    """Gult or rött as a cell says it: ("30 %", "31 av 102"), or why there is no number and of how many."""
    if visad is None or visad.bedomda == 0:
        return "–", ""
    if visad.bedomda is Dolt.FOR_FA:
        return str(Dolt.FOR_FA), ""
    if not visad.delvis:
        return str(visad.gul_eller_rod), f"av {visad.bedomda}"
    delen, procenten = f"{visad.gul_eller_rod} av {visad.bedomda}", andel(visad)
    return (f"{procenten}{HARDT}%", delen) if procenten is not None else (delen, "")


def rott(visad: Visad | None) -> str:
    """Rött as a cell says it beside gult or rött: "rött 9", "rött färre än 5"; nothing where that says no more."""
    if visad is None or not visad.bedomda or not visad.delvis or visad.gul_eller_rod == 0:
        return ""
    return f"rött {visad.rod}"


def om_rorelsen(rorelse: Rorelse | None) -> tuple[str, str]:
    """The movement, and what can be said of it: ("6 bättre, 12 sämre, 70 lika", "fler har blivit sämre")."""
    if rorelse is None:
        return "visas inte", ""
    r = rorelse
    if r.lika is None:
        riktning = Forandring(r.battre, r.samre).riktning
        return f"{r.battre} bättre, {r.samre} sämre; hur många som är lika visas inte", riktning
    f = forandring(r)
    return f.i_ord, f.riktning


def forandring(rorelse: Rorelse) -> Forandring | None:
    """The movement that is told whole."""
    r = rorelse
    return None if r.lika is None else Forandring(r.battre, r.samre, r.lika, r.nya, r.borta)


def tydlig(rorelse: Rorelse | None) -> bool:
    """Whether so many went the same way that it can be called a movement."""
    return rorelse is not None and ar_tydlig(rorelse.battre, rorelse.samre)
