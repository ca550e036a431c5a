"""The grid as it would be when a coloured workbook has been read in.

Built directly, as the grid is, because of its three hundred cells.
"""

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..bilder import symboler
from ..klassen import varmekarta
from .tolkning.tecken import FARGORD

if TYPE_CHECKING:
    from .farginlasning import Lage

NY, STAR, KVAR = "ny", "star", "kvar"


def karta(lage: "Lage", namn: dict[str, str]) -> SafeString:
    """A row a pupil: filled squares are read in, bare signs stand already. The table's parts after its caption."""
    celler = _Celler(lage.form)
    kolumner = [(p.nyckel, plats == 0) for d in lage.form.dimensioner for plats, p in enumerate(d.pastaenden)]
    saknas = set(lage.plan.saknas)
    delar = [str(varmekarta.huvud(lage.form)), "<tbody>"]
    for kod, elev in namn.items():
        borta = ' class="saknas"' if kod in saknas else ""
        delar.append(f'<tr{borta}><th scope="row">{escape(elev)}</th>')
        for nyckel, forst in kolumner:
            ruta, star = lage.plan.rutor.get((kod, nyckel)), lage.star.get((kod, nyckel))
            if ruta and ruta.lage == "ny":
                delar.append(celler.cell(ruta.farg, ruta.undersok, forst, NY, len(ruta.amnen)))
            elif star:
                delar.append(celler.cell(star[0], star[1], forst, KVAR if ruta and ruta.lage == "kvar" else STAR, 0))
            else:
                delar.append(celler.cell(0, False, forst, NY, 0))
        delar.append("</tr>")
    delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every name is escaped above


class _Celler:
    """The squares there can be, each made once."""

    def __init__(self, form):
        self._tecken = symboler(form)
        self._gjorda: dict[tuple, str] = {}

    def cell(self, farg: int, undersok: bool, forst: bool, slag: str, amnen: int) -> str:
        """A square: its colour, flag, whether a dimension begins, what becomes of it, and how many subjects."""
        nyckel = (farg, undersok, forst, slag, amnen)
        if nyckel not in self._gjorda:
            self._gjorda[nyckel] = self._ny(*nyckel)
        return self._gjorda[nyckel]

    def _ny(self, farg: int, undersok: bool, forst: bool, slag: str, amnen: int) -> str:
        klass = f"farg-{farg}" if slag == NY else f"{slag} t-{farg}"
        klass += f"{' undersok' if undersok else ''}{' ny' if forst else ''}"
        tal = FARGORD[farg] + (", behöver undersökas" if undersok else "")
        tal += {NY: "", STAR: ", står redan", KVAR: ", står kvar, arbetsboken säger något annat"}[slag]
        tal += f", {amnen} ämnen" if amnen else ""
        extra = "?" if undersok else ""
        extra += "≠" if slag == KVAR else ""
        upphojt = f'<sup aria-hidden="true">{extra}</sup>' if extra else ""
        under = f'<sub aria-hidden="true">{amnen}</sub>' if amnen else ""
        tecken = self._tecken[farg] if farg or slag != NY else ""
        return (
            f'<td class="{klass}"><b aria-hidden="true">{tecken}</b>{upphojt}{under}'
            f'<span class="visually-hidden">{tal}</span></td>'
        )
