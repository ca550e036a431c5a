"""The individual form as HTML: the colour grid turned ninety degrees, statements as rows and dates as columns.

One column at most is open to the one who looks at it; its squares are the class grid's own. The others stand beside
it to be read.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..eleven.formular import Formular, Kolumn
from ..instrument import Dimension, Instrument, Pastaende
from ..models import Kartlaggning
from ..urval import TOM, Anteckningsrad, Elevrad, Ruta, Rutor
from .klassrutnat import BYT, cell, symboler, utseende


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
        return '<span class="kvar">väntar</span>'
    return f'<span class="kvar siffra">{antal} av {av}</span>' if antal < av else ""


def _antal_svarade(antal: int, av: int, extra: str = "") -> str:
    klass = "kvar siffra klar" if antal == av else "kvar siffra"
    return f'<span id="antal-svarade" class="{klass}"{extra}>{antal} av {av}</span>'


def kropp(formular: Formular, kolumner: list[Kolumn], egen: int | None, elev: Elevrad) -> SafeString:
    """The statements under their dimensions, a square for each date."""
    tecken = symboler(formular.instrument)
    lasta = {k.id: (f"{k.rubrik}{f', {escape(k.kollega)}' if k.kollega else ''}", bool(k.kollega)) for k in kolumner}
    delar = []
    for dimension in formular.instrument.dimensioner:
        delar.append(f"<tbody>{_dimensionsrad(dimension, len(kolumner))}")
        for p in dimension.pastaenden:
            kort = escape(p.kort)
            delar.append(f'<tr id="rad-{p.nyckel}" data-namn="{kort}">{_pastaende(p)}')
            fore = 0
            for kolumn in kolumner:
                ruta = formular.rutor.get((kolumn.id, p.nyckel), TOM)
                symbol = tecken[ruta.farg]
                if kolumn.id == egen:
                    extra = f'{_tillval(p)} data-fore="{fore}"'
                    etikett = _etikett(p)
                    delar.append(cell(elev.kod, p.nyckel, ruta, symbol, etikett=etikett, extra=extra, fore=fore))
                else:
                    vilken, kollegas = lasta[kolumn.id]
                    delar.append(_last(p.nyckel, ruta, symbol, f"{kort}, {vilken}", 0 if kollegas else fore, kollegas))
                # What has moved is told between the mentors' own dates; a colleague's view is another's.
                if not kolumn.kollega and ruta.bedomd:
                    fore = ruta.farg
            delar.append("</tr>")
        delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every text and name is escaped


def _dimensionsrad(dimension: Dimension, kolumner: int) -> str:
    return (
        f'<tr class="dimensionsrad"><th scope="rowgroup" colspan="{kolumner + 1}"><span>{escape(dimension.namn)} '
        f'<span class="dampad">{escape(dimension.fraga)}</span></span></th></tr>'
    )


@lru_cache(maxsize=256)
def _pastaende(p: Pastaende) -> str:
    skolan = ' <span class="om-skolan">bedömer skolan</span>' if p.om_skolan else ""
    return f'<th scope="row" role="rowheader"><span>{p.nummer}. {escape(p.text)}{skolan}</span></th>'


def _etikett(p: Pastaende) -> str:
    return f"{escape(p.kort)}, nu"


def _tillval(p: Pastaende) -> str:
    return ' data-ej="1"' if p.ej_aktuellt else ""


def _last(nyckel: str, ruta: Ruta, symbol: str, etikett: str, fore: int, kollegas: bool) -> str:
    """A square that is only read; ``etikett`` (escaped) says which it is, ``fore`` what stood there the date before."""
    klass, ord_, inre, _ = utseende(ruta, symbol, fore)
    return (
        f'<td role="gridcell" tabindex="-1" aria-readonly="true" class="{klass} last{" kollegas" if kollegas else ""}"'
        f' data-p="{nyckel}" aria-label="{etikett}: {ord_}">{inre}</td>'
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
        f'<p id="raknat" class="raknat"{extra}>{_dag(kartlaggning.datum)} · <strong class="siffra">'
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


def kommentarer_forut(kommentarer: list[tuple[Kolumn, Anteckningsrad]]) -> SafeString:
    """The comments of other dates, latest first: the latest stands open, those before it are vikta."""
    skrivna = [
        f'<div class="kommentar-forut"><p class="dampad">{_dag(kolumn.datum)}{_av(rad.andrad_av)}</p>'
        f"<p>{_med_radbrytningar(rad.text)}</p></div>"
        for kolumn, rad in kommentarer
    ]
    mer = "".join(skrivna[1:])
    vikta = f"<details><summary>Tidigare kommentarer ({len(skrivna) - 1})</summary>{mer}</details>" if mer else ""
    return mark_safe("".join(skrivna[:1]) + vikta)  # noqa: S308 - names and texts are escaped


def _av(namn: str) -> str:
    return f" · {escape(namn)}" if namn else ""


def _med_radbrytningar(text: str) -> str:
    return escape(text).replace("\n", "<br>")


@lru_cache(maxsize=512)
def _dag(datum: date) -> str:
    return date_format(datum, "j F Y")


def datumlista(formular: Formular, csrf: str) -> SafeString:
    """The dates and colleagues' columns, latest first, with what a mentor may do to each; ``csrf`` for the forms."""
    rader = "".join(
        f'<li class="rad"><span class="rad-namn"><strong>{_dag(k.datum)}</strong>{_av(k.kollega)} {_bricka(k)}</span>'
        f'<span class="knapprad">{_knappar(k, csrf, har_oppet=formular.oppen is not None)}</span></li>'
        for k in reversed(formular.kolumner)
    )
    return mark_safe(f'<ul class="skota">{rader}</ul>')  # noqa: S308 - names are escaped


def _bricka(kolumn: Kolumn) -> str:
    if not kolumn.oppen:
        return ""
    return f'<span class="bricka bricka-pagar">{"Väntar på svar" if kolumn.kollega else "Öppet"}</span>'


def _knappar(kolumn: Kolumn, csrf: str, *, har_oppet: bool) -> str:
    """Take back, close or reopen. Of the mentors' own dates one at a time is open."""
    vilken = f"{_dag(kolumn.datum)}{f', {escape(kolumn.kollega)}' if kolumn.kollega else ''}"
    if not kolumn.oppen:
        oppna = kolumn.kollega or not har_oppet
        return _knapp("kartlaggning_oppna", kolumn, "Öppna igen", vilken, csrf) if oppna else ""
    if not kolumn.kollega:
        return _knapp("individ_ta_tillbaka", kolumn, "Ta bort datumet", vilken, csrf)
    stang = reverse("kartlaggning_stang", args=[kolumn.kod])
    return (
        _knapp("individ_ta_tillbaka", kolumn, "Ta tillbaka frågan", vilken, csrf)
        + f'<a href="{stang}" aria-label="Stäng som det är, {vilken}">Stäng som det är</a>'
    )


def _knapp(vy: str, kolumn: Kolumn, text: str, vilken: str, csrf: str) -> str:
    return (
        f'<form method="post" action="{reverse(vy, args=[kolumn.kod])}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">'
        f'<button class="lugn-lank" type="submit" aria-label="{text}, {vilken}">{text}</button></form>'
    )
