"""The individual form as HTML: the colour grid turned ninety degrees, statements as rows and dates as columns.

One column at most is open to the one who looks at it; its squares are the class grid's own. The others stand beside
it to be read.
"""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .formular import Formular, Kolumn
from .instrument import Dimension, Instrument, Pastaende
from .models import Kartlaggning
from .rutnat import BYT, cell, symboler, utseende
from .urval import TOM, Elevrad, Rutor


def huvud(formular: Formular, kolumner: list[Kolumn], egen: int | None) -> SafeString:
    """The grid's head: the dates. ``egen`` is the id of the column that is open to who looks."""
    delar = ['<tr><th scope="col" class="horn"><span>Påstående</span></th>']
    for kolumn in kolumner:
        vem = f'<span class="kol-vem">{escape(kolumn.kollega)}</span>' if kolumn.kollega else ""
        klass = "dag egen" if kolumn.id == egen else "dag kollega" if kolumn.kollega else "dag"
        lage = _lage(formular, kolumn, egen)
        delar.append(
            f'<th scope="col" class="{klass}"><span class="kol-dag">{kolumn.rubrik}</span>'
            f'<span class="kol-ar">{kolumn.datum.year}</span>{vem}{lage}</th>'
        )
    return mark_safe("".join([*delar, "</tr>"]))  # noqa: S308 - names are escaped, the rest is dates and numbers


def _lage(formular: Formular, kolumn: Kolumn, egen: int | None) -> str:
    """How far a column has come, under its date."""
    av = len(formular.instrument.pastaenden)
    antal = formular.svarade(kolumn)
    if kolumn.id == egen:
        return _antal_svarade(antal, av)
    if kolumn.oppen and kolumn.kollega:
        return '<span class="kvar">väntar</span>' if not antal else f'<span class="kvar siffra">{antal} av {av}</span>'
    return f'<span class="kvar siffra">{antal} av {av}</span>' if antal < av else ""


def _antal_svarade(antal: int, av: int, extra: str = "") -> str:
    klass = "kvar siffra klar" if antal == av else "kvar siffra"
    return f'<span id="antal-svarade" class="{klass}"{extra}>{antal} av {av}</span>'


def kropp(formular: Formular, kolumner: list[Kolumn], egen: int | None, elev: Elevrad) -> SafeString:
    """The statements under their dimensions, a square for each date."""
    tecken = symboler(formular.instrument)
    delar = []
    for dimension in formular.instrument.dimensioner:
        delar.append(f"<tbody>{_dimensionsrad(dimension, len(kolumner))}")
        for p in dimension.pastaenden:
            delar.append(f'<tr id="rad-{p.nyckel}" data-namn="{escape(p.kort)}">{_pastaende(p)}')
            for kolumn in kolumner:
                ruta = formular.rutor.get((kolumn.id, p.nyckel), TOM)
                if kolumn.id == egen:
                    delar.append(
                        cell(elev.kod, p.nyckel, ruta, tecken[ruta.farg], etikett=_etikett(p), extra=_tillval(p))
                    )
                else:
                    delar.append(_last(kolumn, p, ruta, tecken[ruta.farg]))
            delar.append("</tr>")
        delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every text and name is escaped


def _dimensionsrad(dimension: Dimension, kolumner: int) -> str:
    return (
        f'<tr class="dimensionsrad"><th scope="rowgroup" colspan="{kolumner + 1}"><span>{escape(dimension.namn)} '
        f'<span class="dampad">{escape(dimension.fraga)}</span></span></th></tr>'
    )


def _pastaende(p: Pastaende) -> str:
    skolan = ' <span class="om-skolan">bedömer skolan</span>' if p.om_skolan else ""
    return f'<th scope="row" role="rowheader"><span>{p.nummer}. {escape(p.text)}{skolan}</span></th>'


def _etikett(p: Pastaende) -> str:
    return f"{escape(p.kort)}, nu"


def _tillval(p: Pastaende) -> str:
    return ' data-ej="1"' if p.ej_aktuellt else ""


def _last(kolumn: Kolumn, p: Pastaende, ruta, symbol: str) -> str:
    """A square that is only read."""
    klass, ord_, inre, _ = utseende(ruta, symbol)
    vem = f", {escape(kolumn.kollega)}" if kolumn.kollega else ""
    klass += " last kollegas" if kolumn.kollega else " last"
    return (
        f'<td role="gridcell" tabindex="-1" aria-readonly="true" class="{klass}" data-p="{p.nyckel}"'
        f' aria-label="{escape(p.kort)}, {kolumn.rubrik}{vem}: {ord_}">{inre}</td>'
    )


def andrade_celler(
    instrument: Instrument, elever: Iterable[Elevrad], andrade: Rutor, personnamn: dict[int, str]
) -> SafeString:
    """Squares of the open column that have changed; each tells who changed it."""
    tecken = symboler(instrument)
    (elev,) = elever
    delar = []
    for (_, nyckel), ruta in andrade.items():
        p = instrument.per_nyckel[nyckel]
        vem = f'{_tillval(p)} data-av="{escape(personnamn.get(ruta.andrad_av, ""))}"'
        delar.append(cell(elev.kod, nyckel, ruta, tecken[ruta.farg], etikett=_etikett(p), extra=vem))
    return mark_safe("".join(delar))  # noqa: S308 - names are escaped


def raknat(kartlaggning: Kartlaggning, instrument: Instrument, rutor: Rutor, extra: str = "") -> SafeString:
    """The line under the page's heading: the date that is open, and how much of it is judged."""
    antal = sum(1 for ruta in rutor.values() if ruta.bedomd)
    undersok = sum(1 for ruta in rutor.values() if ruta.undersok)
    mer = f' · <span class="siffra">{undersok}</span> behöver undersökas' if undersok else ""
    return mark_safe(  # noqa: S308 - a date and numbers
        f'<p id="raknat" class="raknat"{extra}>{date_format(kartlaggning.datum, "j F Y")} · <strong class="siffra">'
        f"{antal} av {len(instrument.pastaenden)}</strong> påståenden bedömda{mer}</p>"
    )


def antal_hamtade(rutor: Rutor, extra: str = "") -> SafeString:
    """How many squares wait to be confirmed; the style sheet hides the line around it when there are none."""
    antal = sum(1 for ruta in rutor.values() if ruta.hamtad)
    text = "1 svar är hämtat" if antal == 1 else f"{antal} svar är hämtade"
    return mark_safe(f'<span id="antal-hamtade" data-antal="{antal}"{extra}>{text}</span>')  # noqa: S308 - a number


def bytta_raknare(
    kartlaggning: Kartlaggning, instrument: Instrument, _elever: list[Elevrad], rutor: Rutor
) -> SafeString:
    """All counters of the page, each for htmx to put in the place of the old one."""
    antal = sum(1 for ruta in rutor.values() if ruta.bedomd)
    svarade = mark_safe(_antal_svarade(antal, len(instrument.pastaenden), BYT))  # noqa: S308 - numbers
    return raknat(kartlaggning, instrument, rutor, BYT) + svarade + antal_hamtade(rutor, BYT)
