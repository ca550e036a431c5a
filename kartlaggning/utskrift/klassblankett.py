"""The class form's table as it stands on paper: the statements word for word, a row a pupil.

Built directly, as the grid is, because of its three hundred cells.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..bilder import symboler
from ..instrument import Instrument
from ..klassen.varmekarta import FARGORD

if TYPE_CHECKING:
    from ..urval import Elevrad, Ruta, Rutor

# So many characters of a name fit on one line of the sheet.
RYMS = 28
LANG = ' class="lang"'


def huvud(instrument: Instrument) -> SafeString:
    """Columns and head: the dimensions with their questions over the statements."""
    kolumner, dimensioner, pastaenden = ['<col class="namn">'], [], []
    for d in instrument.dimensioner:
        dimensioner.append(
            f'<th scope="colgroup" colspan="{len(d.pastaenden)}" class="ny">{escape(d.namn)}'
            f"<span>{escape(d.fraga)}</span></th>"
        )
        for plats, p in enumerate(d.pastaenden):
            kolumner.append(f'<col class="{"med-amnen" if p.amnen else "utan"}">')
            ny = ' class="ny"' if plats == 0 else ""
            pastaenden.append(f'<th scope="col"{ny}>{p.nummer}. {escape(p.text)}</th>')
    horn = '<th scope="col" rowspan="2" class="horn">Namn (elev)</th>'
    return mark_safe(  # noqa: S308 - every text of the instrument is escaped above
        f"<colgroup>{''.join(kolumner)}</colgroup><thead><tr>{horn}{''.join(dimensioner)}</tr>"
        f"<tr>{''.join(pastaenden)}</tr></thead>"
    )


def ifyllda_rader(instrument: Instrument, elever: "Iterable[Elevrad]", rutor: "Rutor") -> SafeString:
    """A row a pupil, painted as judged. A square without a judgement is white."""
    tecken = symboler(instrument)
    delar = ["<tbody>"]
    for elev in elever:
        delar.append(f"<tr>{_namncell(elev.namn)}")
        delar += [_cell(rutor.get((elev.id, nyckel)), ny, tecken) for nyckel, ny in _kolumner(instrument)]
        delar.append("</tr>")
    if len(delar) == 1:
        delar.append(f'<tr><td colspan="{len(instrument.pastaenden) + 1}">Inga elever i klassen.</td></tr>')
    return mark_safe("".join([*delar, "</tbody>"]))  # noqa: S308 - names and subjects are escaped


def tomma_rader(instrument: Instrument, namn: Iterable[str]) -> SafeString:
    """Rows to fill in by hand; a row without a name has a line for it."""
    celler = "".join(f'<td class="f0{" ny" if ny else ""}"></td>' for _, ny in _kolumner(instrument))
    rader = "".join(f"<tr>{_namncell(n)}{celler}</tr>" for n in namn)
    return mark_safe(f"<tbody>{rader}</tbody>")  # noqa: S308 - names are escaped


def _namncell(namn: str) -> str:
    # A head cell must say something; an empty one is an ordinary cell.
    if not namn:
        return '<td class="namnrad"></td>'
    return f'<th scope="row"{LANG if len(namn) > RYMS else ""}>{escape(namn)}</th>'


def _kolumner(instrument: Instrument) -> list[tuple[str, bool]]:
    """The statements' keys, and whether a dimension begins."""
    return [(p.nyckel, plats == 0) for d in instrument.dimensioner for plats, p in enumerate(d.pastaenden)]


def _cell(ruta: "Ruta | None", ny: bool, tecken: dict[int, str]) -> str:
    farg = ruta.farg if ruta else 0
    klass = f"f{farg}{' ny' if ny else ''}"
    if ruta is None or not (farg or ruta.undersok):
        return f'<td class="{klass}"></td>'
    amnen = f" <small>{escape(' '.join(ruta.amnen))}</small>" if ruta.amnen else ""
    fraga = " <b>?</b>" if ruta.undersok else ""
    return f'<td class="{klass}"><span class="dold">{FARGORD[farg]} </span><i>{tecken[farg]}</i>{fraga}{amnen}</td>'
