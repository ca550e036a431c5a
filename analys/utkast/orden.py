"""How counts, shares and lists are said in a draft (krav.md, Sound numbers): whole numbers, never per cent."""

from collections.abc import Sequence

from kartlaggning.tal.fordelning import Fordelning, andelsord

# The material speaks of halves and majorities "av eleverna" and of smaller shares "av klassen".
AV_KLASSEN = frozenset({"en femtedel", "en fjärdedel", "nästan en tredjedel", "en tredjedel"})
ALLA = frozenset({"alla", "nästan alla"})
RAKNEORD = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio"}


def andelen(k: int, f: Fordelning) -> str:
    """``k`` of those judged as the subject of a sentence: "Hälften av eleverna, 14 av 28,".

    With some not judged it says so, and that the share is of the others: "Hälften av de bedömda eleverna, 12 av 24
    (4 ej bedömda),". A count alone where no word for the share is true, or the group is too small for one: "3 av 8
    elever".
    """
    ordet, rest = andelsord(k, f.bedomda), ej_bedomda(f.ej_bedomda)
    if not ordet:
        return f"{k} av {f.bedomda} {'bedömda elever' if rest else 'elever'}{rest}"
    return f"{ordet[0].upper()}{ordet[1:]} {_av_vilka(ordet, bool(rest))}, {k} av {f.bedomda}{rest},"


def _av_vilka(ordet: str, nagon_ej_bedomd: bool) -> str:
    if ordet in ALLA:
        return "bedömda elever" if nagon_ej_bedomd else "elever"
    if nagon_ej_bedomd:
        return "av de bedömda eleverna"
    return "av klassen" if ordet in AV_KLASSEN else "av eleverna"


def ej_bedomda(antal: int) -> str:
    """Those not judged, after a count: " (2 ej bedömda)"; empty when there are none."""
    if not antal:
        return ""
    return f" ({antal} ej {'bedömd' if antal == 1 else 'bedömda'})"


def upprakning(delar: Sequence[str], sist: str = "och") -> str:
    """A list in a sentence: "FY, KE och BI"."""
    if len(delar) < 2:
        return "".join(delar)
    return f"{', '.join(delar[:-1])} {sist} {delar[-1]}"


def rakneord(antal: int) -> str:
    """A small number in letters, a larger in digits."""
    return RAKNEORD.get(antal, str(antal))
