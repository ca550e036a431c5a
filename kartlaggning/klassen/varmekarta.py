"""The heat map: pupils by statements, read only.

Built directly, as the grid is, because of its three hundred cells.
"""

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..bilder import symboler
from ..instrument import Instrument

if TYPE_CHECKING:
    from .underlag import Underlag

FARGORD = {0: "ej bedömd", 1: "grönt", 2: "gult", 3: "rött"}


def huvud(instrument: Instrument) -> SafeString:
    """A row of dimensions over a row of statements, short, with the whole statement as help text."""
    dimensioner, pastaenden = [], []
    nummer = 0
    for d in instrument.dimensioner:
        namn = escape(d.namn.removesuffix(" dimensionen"))
        dimensioner.append(f'<th scope="colgroup" colspan="{len(d.pastaenden)}" class="ny">{namn}</th>')
        for plats, p in enumerate(d.pastaenden):
            nummer += 1
            ny = ' class="ny"' if plats == 0 else ""
            pastaenden.append(
                f'<th scope="col"{ny} title="{escape(p.text)}"><span>{nummer}. {escape(p.kort)}</span></th>'
            )
    forsta = f"<tr><td></td>{''.join(dimensioner)}</tr>"
    andra = f'<tr><th scope="col" class="namn">Elev</th>{"".join(pastaenden)}</tr>'
    return mark_safe(f"<thead>{forsta}{andra}</thead>")  # noqa: S308 - every text is escaped above


def kropp(instrument: Instrument, underlag: "Underlag") -> SafeString:
    """A row a pupil. Every cell has its symbol for the eye and its word for the ear.

    A pupil with protected identity is marked, so that the style sheet leaves the row out when the page is
    printed.
    """
    celler = _celler(instrument)
    kolumner = [(p.nyckel, plats == 0) for d in instrument.dimensioner for plats, p in enumerate(d.pastaenden)]
    delar = ["<tbody>"]
    for elev in underlag.elever:
        farger = underlag.rutor.farger[elev.id]
        delar.append('<tr class="skyddad">' if elev.skyddad else "<tr>")
        delar.append(f'<th scope="row">{escape(elev.namn)}</th>')
        delar += [
            celler[farger.get(nyckel, 0), (elev.id, nyckel) in underlag.rutor.undersok, ny] for nyckel, ny in kolumner
        ]
        delar.append("</tr>")
    delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every name is escaped above


def _celler(instrument: Instrument) -> dict[tuple[int, bool, bool], str]:
    """Every cell there can be, by colour, *behöver undersökas*, and whether a dimension begins."""
    tecken = symboler(instrument)
    celler = {}
    for farg, ordet in FARGORD.items():
        for undersok in (False, True):
            for ny in (False, True):
                klass = f"farg-{farg}{' undersok' if undersok else ''}{' ny' if ny else ''}"
                tal = ordet + (", behöver undersökas" if undersok else "")
                frage = '<sup aria-hidden="true">?</sup>' if undersok else ""
                celler[farg, undersok, ny] = (
                    f'<td class="{klass}"><b aria-hidden="true">{tecken[farg]}</b>{frage}'
                    f'<span class="visually-hidden">{tal}</span></td>'
                )
    return celler
