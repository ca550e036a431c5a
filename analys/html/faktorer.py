"""The factors a pattern is tied to: both of the material's groups to choose from, and why, for each that is chosen."""

from collections.abc import Sequence
from html import escape

from ..guide import Faktor, Guide
from ..models import Koppling, Monster
from ..visning import Visning
from . import falt, vagar
from .grund import dolt, fraga


def valj(
    visning: Visning, monster: Monster, kopplingar: Sequence[Koppling], guide: Guide, *, del_: str, vikta: bool = False
) -> str:
    """The choice and what is written about each chosen factor, in the guide's order; ``vikta`` folds the choice."""
    valda = {k.faktor: k for k in kopplingar}
    delar = []
    if visning.skriver:
        valet = _valet(visning, monster, valda, guide, del_=del_)
        delar.append(_vikt(monster, valet, nagon=bool(valda)) if vikta else valet)
    rader = [
        _koppling(visning, valda[f.nyckel], f, guide, del_=del_) for f in guide.faktor.values() if f.nyckel in valda
    ]
    if rader:
        delar.append(f'<ul class="kopplingar" id="k-till-{monster.kod}">{"".join(rader)}</ul>')
    elif not visning.skriver:
        delar.append('<p class="dampad">Ingen faktor är vald.</p>')
    return "".join(delar)


def _vikt(monster: Monster, valet: str, *, nagon: bool) -> str:
    ord_ = "Fler faktorer" if nagon else "Koppla till en faktor"
    return f'<details class="faktorer-vikta" id="fv-{monster.kod}"><summary>{ord_}</summary>{valet}</details>'


def _valet(visning: Visning, monster: Monster, valda: dict[str, Koppling], guide: Guide, *, del_: str) -> str:
    grupper = []
    for grupp in guide.faktorgrupper:
        knappar = "".join(_knapp(f, monster, vald=f.nyckel in valda) for f in grupp.faktorer)
        id_ = f"fg-{monster.kod}-{grupp.nyckel}"
        grupper.append(
            f'<div class="faktorgrupp" role="group" aria-labelledby="{id_}"><p id="{id_}">{escape(grupp.kort)}</p>'
            f'<div class="faktorval">{knappar}</div></div>'
        )
    adress = f"{vagar.bas(visning.analys)}monster/{monster.kod}/koppla/"
    return (
        f'<form class="faktorer" id="f-{monster.kod}" method="post" action="{adress}">{dolt(visning, del_)}'
        f"{''.join(grupper)}</form>"
    )


def _knapp(faktor: Faktor, monster: Monster, *, vald: bool) -> str:
    namn = "bort" if vald else "faktor"
    return (
        f'<button class="faktor" id="v-{monster.kod}-{faktor.nyckel}" type="submit" name="{namn}" '
        f'value="{faktor.nyckel}" aria-pressed="{"true" if vald else "false"}">{escape(faktor.namn)}</button>'
    )


def _koppling(visning: Visning, koppling: Koppling, faktor: Faktor, guide: Guide, *, del_: str) -> str:
    grupp = next(g.kort for g in guide.faktorgrupper if g.nyckel == faktor.grupp)
    namn = f'{escape(faktor.namn)} <span class="dampad">{escape(grupp)}</span>'
    fraga_ = f'<p class="form-text">{escape(faktor.hjalp)}</p>' if visning.skriver else ""
    skriv = falt.text(visning, koppling, f"Varför hör de ihop?{_forled(faktor)}", del_=del_)
    return (
        f'<li class="koppling" id="k-{koppling.kod}"><h4>{namn}</h4>{fraga_}{skriv}'
        f"{_ta_bort(visning, koppling, del_)}</li>"
    )


def _forled(faktor: Faktor) -> str:
    return f'<span class="visually-hidden"> {escape(faktor.namn)}</span>'


def _ta_bort(visning: Visning, koppling: Koppling, del_: str) -> str:
    if not visning.skriver:
        return ""
    adress = f"{vagar.bas(visning.analys)}koppling/{koppling.kod}/ta-bort/"
    knapp = (
        f'<form method="post" action="{adress}">{dolt(visning, del_)}<button class="btn btn-sm btn-outline-danger" '
        'type="submit">Ta bort kopplingen</button></form>'
    )
    fragan = (
        "Det som är skrivet om faktorn försvinner." if koppling.text else "Mönstret kopplas inte längre till faktorn."
    )
    return fraga(f"tb-{koppling.kod}", "Ta bort", fragan, knapp)
