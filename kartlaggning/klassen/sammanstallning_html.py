"""The repeated rows of the summary's page, each with its picture.

Built directly, as the heat map is: the ten statements and the subjects are four hundred
template tags, which cost more than all the rest of the page.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..bilder import andelsstapel, fargstapel, forandringsstapel
from ..instrument import Instrument
from ..tal.forandring import ar_tydlig
from ..tal.fordelning import Fordelning
from .sammanstallning import Amnesrad, Sammanstallning


def pastaenden(instrument: Instrument, summa: Sammanstallning, tecken: dict[int, str]) -> SafeString:
    """The statements under their dimensions: the stacked bar and what it says."""
    delar = []
    for dimension, rader in _per_dimension(instrument, summa):
        fraga = f'<span class="dampad">{escape(dimension.fraga)}</span>'
        delar.append(f'<h3 class="dimension">{escape(dimension.namn)} {fraga}</h3>')
        for nummer, rad in rader:
            bild = fargstapel(rad.fordelning, tecken)
            delar.append(_rad(f"{nummer}. {escape(rad.pastaende.text)}", bild, fordelningsord(rad.fordelning)))
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def forandringar(instrument: Instrument, summa: Sammanstallning) -> SafeString:
    """How the pupils moved, statement by statement."""
    delar = []
    for _, rader in _per_dimension(instrument, summa):
        for nummer, rad in rader:
            f = rad.forandring
            ord_ = '<p class="dampad">Inte bedömt förra gången</p>'
            if f is not None:
                vikt = "b" if ar_tydlig(f.battre, f.samre) else "span"
                ord_ = f'<p>{f.i_ord}</p><p class="riktning"><{vikt}>{f.riktning.capitalize()}</{vikt}></p>'
            bild = forandringsstapel(f) if f is not None and f.matchade else ""
            delar.append(_rad(f"{nummer}. {escape(rad.pastaende.kort)}", bild, ord_))
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def undersok(instrument: Instrument, summa: Sammanstallning) -> SafeString:
    """The squares to look into, by statement; a sign for each."""
    delar = []
    for _, rader in _per_dimension(instrument, summa):
        for nummer, rad in rader:
            if not rad.undersok:
                continue
            elever = "".join(
                f'<li{_skyddad(elev)}><span class="farg undersok" aria-hidden="true">?</span> {escape(elev.namn)}</li>'
                for elev in rad.undersok
            )
            delar.append(f"<div><h3>{nummer}. {escape(rad.pastaende.kort)}</h3><ul>{elever}</ul></div>")
    return mark_safe(f'<div class="undersok-lista">{"".join(delar)}</div>')  # noqa: S308 - names are escaped


def amnen(rader: list[Amnesrad]) -> SafeString:
    """The subjects of each statement that asks for them, blocks first."""
    return mark_safe("".join(_amnesruta(rad) for rad in rader))  # noqa: S308 - names are escaped


def _per_dimension(instrument: Instrument, summa: Sammanstallning):
    """The dimensions, each with its statements' numbers (1 to 10, as in the grid) and rows."""
    numrerade = list(enumerate(summa.rader, start=1))
    plats = 0
    for dimension in instrument.dimensioner:
        slut = plats + len(dimension.pastaenden)
        yield dimension, numrerade[plats:slut]
        plats = slut


def _skyddad(elev) -> str:
    return ' class="skyddad"' if elev.skyddad else ""


def _rad(text: str, bild: str, ord_: str) -> str:
    return (
        f'<div class="fordelning"><p class="fordelning-text">{text}</p><div>{bild}</div>'
        f'<div class="ord">{ord_}</div></div>'
    )


def fordelningsord(f: Fordelning) -> str:
    """What the colours of a statement say: rött, and gult or rött, of those judged; how many were set collectively."""
    if not f.bedomda:
        return f'<p class="dampad">0 av {f.elever} elever bedömda</p>'
    samlat = f'<p class="samlat-text">{f.samlat} av {f.bedomda} svar satta samlat</p>' if f.samlat else ""
    return f"<p><b>Rött</b> {f.rott_i_ord}</p><p><b>Gult eller rött</b> {f.gult_eller_rott_i_ord}</p>{samlat}"


def _amnesruta(rad: Amnesrad) -> str:
    delar = [f"<div><h3>{escape(rad.pastaende.amnen)}</h3>"]
    if rad.amnen:
        block = "".join(_blockrad(b, rad.bedomda) for b in rad.block)
        enskilda = "".join(_amnesrad(a, rad.bedomda) for a in rad.amnen)
        delar.append(f'<dl class="amneslista">{block}{enskilda}</dl>')
    else:
        delar.append('<p class="dampad">Inga ämnen är angivna.</p>')
    if rad.utan:
        rutor = "ruta är gul eller röd" if rad.utan == 1 else "rutor är gula eller röda"
        delar.append(f'<p class="dampad">{rad.utan} {rutor} utan angivet ämne.</p>')
    return "".join([*delar, "</div>"])


def _blockrad(block, bedomda: int) -> str:
    av = f" av {block.av} bedömda" if block.av else ""
    bild = andelsstapel(block.nagot, bedomda, block.alla)
    return (
        f'<div class="block"><dt>{escape(block.namn)} <span class="dampad">{escape(", ".join(block.koder))}</span></dt>'
        f"<dd>{bild}<span>minst ett av ämnena: {block.nagot}{av}; alla: {block.alla}</span></dd></div>"
    )


def _amnesrad(amne, bedomda: int) -> str:
    av = f" av {amne.av} bedömda" if amne.av else (" elev" if amne.antal == 1 else " elever")
    bild = andelsstapel(amne.antal, bedomda)
    return f"<div><dt>{escape(amne.namn)}</dt><dd>{bild}<span>{amne.antal}{av}</span></dd></div>"
