"""The individual form's tables as they stand on paper: a dimension each, statements as rows, dates as columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..bilder import symboler
from ..instrument import Dimension, Instrument, Pastaende

if TYPE_CHECKING:
    from ..eleven.formular import Kolumn
    from ..urval import Ruta

# So many dates stand side by side on a sheet.
I_BREDD = 6


def pa_ark(kolumner: "Sequence[Kolumn]", i_bredd: int = I_BREDD) -> "list[Sequence[Kolumn]]":
    """The columns sheet by sheet: the latest on the first, and from left to right in order of time on each."""
    grupper, kvar = [], kolumner
    while kvar:
        grupper.append(kvar[-i_bredd:])
        kvar = kvar[:-i_bredd]
    return grupper


def tabell(
    instrument: Instrument,
    dimension: Dimension,
    kolumner: "Sequence[Kolumn]",
    rutor: "dict[tuple[int, str], Ruta]",
) -> SafeString:
    """A dimension as judged on these dates. A square without a judgement is white."""
    tecken = symboler(instrument)
    ord_ = {0: "ej bedömd", **{f.varde: escape(f.namn.lower()) for f in instrument.farger}}
    delar = [_huvud(dimension, "".join(_datumhuvud(k) for k in kolumner), len(kolumner)), "<tbody>"]
    for p in dimension.pastaenden:
        delar.append(f"<tr>{_pastaende(p)}")
        delar += [_cell(rutor.get((k.id, p.nyckel)), bool(k.kollega), tecken, ord_) for k in kolumner]
        delar.append("</tr>")
    return mark_safe("".join([*delar, "</tbody>"]))  # noqa: S308 - statements, names and subjects are escaped


def tom_tabell(dimension: Dimension, datum: int = I_BREDD) -> SafeString:
    """A dimension to fill in by hand, with room for so many dates, and for subjects where the form asks for them."""
    delar = [_huvud(dimension, '<th scope="col">Datum:</th>' * datum, datum), "<tbody>"]
    celler = '<td class="f0"></td>' * datum
    delar += [f"<tr{MED_AMNEN if p.amnen else ''}>{_pastaende(p)}{celler}</tr>" for p in dimension.pastaenden]
    return mark_safe("".join([*delar, "</tbody>"]))  # noqa: S308 - statements are escaped


MED_AMNEN = ' class="med-amnen"'
OM_SKOLAN = ' <span class="om-skolan">bedömer skolan</span>'


def _huvud(dimension: Dimension, datum: str, antal: int) -> str:
    kolumner = '<col class="pastaende">' + '<col class="datum">' * antal
    return (
        f"<caption><h2>{escape(dimension.namn)}</h2> <span>{escape(dimension.fraga)}</span></caption>"
        f'<colgroup>{kolumner}</colgroup><thead><tr><th scope="col">Påstående</th>{datum}</tr></thead>'
    )


def _datumhuvud(kolumn: "Kolumn") -> str:
    vem = f"<span>{escape(kolumn.kollega)}</span>" if kolumn.kollega else ""
    pagar = "<small>pågår</small>" if kolumn.oppen else ""
    return f'<th scope="col"{KOLLEGA if kolumn.kollega else ""}>{datum(kolumn)}{vem}{pagar}</th>'


KOLLEGA = ' class="kollega"'


def datum(kolumn: "Kolumn") -> str:
    """The date of a column with its year: 22/11 2026."""
    return f"{kolumn.rubrik} {kolumn.datum.year}"


def _pastaende(p: Pastaende) -> str:
    fraga = f" <span>{escape(p.amnen)}</span>" if p.amnen else ""
    return f'<th scope="row">{p.nummer}. {escape(p.text)}{OM_SKOLAN if p.om_skolan else ""}{fraga}</th>'


def _cell(ruta: "Ruta | None", kollega: bool, tecken: dict[int, str], ord_: dict[int, str]) -> str:
    """A square. A colour taken over from the class and not confirmed is not painted: it stands as a small sign."""
    farg = ruta.farg if ruta else 0
    klass = f"f{0 if ruta and ruta.hamtad else farg}{' kollega' if kollega else ''}"
    if ruta is None or not (farg or ruta.undersok):
        return f'<td class="{klass}"></td>'
    tecknet = f"<i>{tecken[farg]}</i>"
    if ruta.hamtad and farg:
        tecknet = f'<span class="hamtad f{farg}">{tecknet}</span><small>hämtad</small>'
    fraga = " <b>?</b>" if ruta.undersok else ""
    amnen = f" <small>{escape(' '.join(ruta.amnen))}</small>" if ruta.amnen else ""
    return f'<td class="{klass}"><span class="dold">{ord_[farg]} </span>{tecknet}{fraga}{amnen}</td>'
