"""The summary's pictures as SVG: one beside every number.

Widths are shares of the drawing (per cent in attributes, never in a style attribute: the pages' CSP refuses
those), colours are classes of the style sheet. Built directly, because a template engine takes ten times as
long.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .instrument import Instrument
from .tal.forandring import Forandring
from .tal.fordelning import EJ_BEDOMD, GRON, GUL, ROD, Fordelning

# A part narrower than this share of the bar has no room for its symbol and a digit; each further digit takes the
# next. A part without its symbol has no number either: the line under the bar says both.
RUM_FOR_SYMBOL, RUM_FOR_SIFFRA = 0.08, 0.025
SMALT_MELLANRUM = "\u202f"


def _del(start: int, antal: int, hela: int, klass: str, symbol: str) -> str:
    """One part of a bar with its symbol and count, when there is room for them."""
    andel = antal / hela
    x, bredd = 100 * start / hela, 100 * andel
    rekt = f'<rect class="{klass}" x="{x:.2f}%" y="1" width="{bredd:.2f}%" height="26"/>'
    tal = str(antal)
    if andel < RUM_FOR_SYMBOL + RUM_FOR_SIFFRA * (len(tal) - 1):
        return rekt
    text = f"{symbol}{SMALT_MELLANRUM}{tal}" if symbol else tal
    return f'{rekt}<text class="pa-{klass}" x="{x + bredd / 2:.2f}%" y="19.5" text-anchor="middle">{text}</text>'


def _stapel(delar: Sequence[tuple[int, str, str]], hela: int, beskrivning: str, extra: str = "") -> SafeString:
    """A bar of ``delar`` (count, class, symbol) out of ``hela``; ``beskrivning`` is read aloud."""
    ut, start = [], 0
    for antal, klass, symbol in delar:
        if antal:
            ut.append(_del(start, antal, hela, klass, symbol))
            start += antal
    hojd = 36 if extra else 28
    huvud = f'<svg class="stapel" role="img" aria-label="{beskrivning}" width="100%" height="{hojd}">'
    return mark_safe(f"{huvud}{''.join(ut)}{extra}</svg>")  # noqa: S308 - numbers, class names, our own words


def fargstapel(fordelning: Fordelning, symboler: dict[int, str]) -> SafeString:
    """The colours; under the green part a line for what was set collectively, under the bar each sign's count."""
    return _fargstapel(fordelning, tuple(symboler.items()))


# A page draws the same counts in several places, and the next page of the class draws them again.
@lru_cache(maxsize=1024)
def _fargstapel(fordelning: Fordelning, tecken: tuple[tuple[int, str], ...]) -> SafeString:
    symboler = dict(tecken)
    delar = [
        (fordelning.gron, "fyll-1", symboler[GRON]),
        (fordelning.gul, "fyll-2", symboler[GUL]),
        (fordelning.rod, "fyll-3", symboler[ROD]),
        (fordelning.ej_bedomda, "fyll-0", ""),
    ]
    f = fordelning
    beskrivning = f"{f.gron} grönt, {f.gul} gult, {f.rod} rött, {f.ej_bedomda} ej bedömda"
    samlat = ""
    if fordelning.samlat:
        beskrivning += f", {fordelning.samlat} satta samlat"
        bredd = 100 * fordelning.samlat / fordelning.elever
        samlat = f'<rect class="samlat" x="0" y="31" width="{bredd:.2f}%" height="4"/>'
    return _stapel(delar, fordelning.elever, beskrivning, samlat) + _stapelord(fordelning, symboler)


def delad_stapel(gron: int, gul_eller_rod: int, symboler: dict[int, str]) -> SafeString:
    """The colours where gult and rött are told as one number only."""
    ihop = f"{symboler[GUL]}{symboler[ROD]}"
    beskrivning = f"{gron} grönt, {gul_eller_rod} gult eller rött"
    delar = [(gron, "fyll-1", symboler[GRON]), (gul_eller_rod, "fyll-23", ihop)]
    rad = f"<span>{symboler[GRON]} {gron}</span> · <span>{ihop} {gul_eller_rod}</span>"
    ord_ = mark_safe(f'<p class="stapel-ord" aria-hidden="true">{rad}</p>')  # noqa: S308 - escaped signs, numbers
    return _stapel(delar, gron + gul_eller_rod, beskrivning) + ord_


def _stapelord(f: Fordelning, symboler: dict[int, str]) -> SafeString:
    """What the bar shows, in signs and numbers: also a short part is told from another without its colour.

    Empty when nothing is judged. Only for the eye: the bar's description says it too.
    """
    if not f.bedomda:
        return mark_safe("")
    ord_ = [f"{symboler[farg]} {antal}" for farg, antal in ((GRON, f.gron), (GUL, f.gul), (ROD, f.rod))]
    if f.ej_bedomda:
        ord_.append(f"{f.ej_bedomda} ej bedömda" if f.ej_bedomda > 1 else "1 ej bedömd")
    rad = " · ".join(f"<span>{o}</span>" for o in ord_)
    return mark_safe(f'<p class="stapel-ord" aria-hidden="true">{rad}</p>')  # noqa: S308 - escaped signs, numbers


def forandringsstapel(f: Forandring) -> SafeString:
    """How the matched pupils moved: better, the same, worse."""
    delar = [(f.battre, "battre", "▲"), (f.lika, "lika", "="), (f.samre, "samre", "▼")]
    beskrivning = f"{f.battre} bättre, {f.lika} lika, {f.samre} sämre"
    return _stapel(delar, f.matchade, beskrivning)


def andelsstapel(antal: int, hela: int, inre: int = 0) -> SafeString:
    """A count out of a whole; ``inre`` is a part of the count, drawn darker.

    Only for the eye: the text says it too.
    """
    ram = '<rect class="spar" x="0" y="0" width="100%" height="14"/>'
    yttre = f'<rect class="mangd" x="0" y="0" width="{100 * antal / hela:.2f}%" height="14"/>' if hela else ""
    inner = f'<rect class="karna" x="0" y="0" width="{100 * inre / hela:.2f}%" height="14"/>' if hela and inre else ""
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg class="andel" aria-hidden="true" width="100%" height="14">{ram}{yttre}{inner}</svg>'
    )


def remsor(instrument: Instrument, elevers: Iterable[Sequence[int]]) -> list[SafeString]:
    """Each pupil's ten squares in a row, with a gap between dimensions. Only for the eye: words say it too."""
    rutor = {farg: f'<i class="farg farg-{farg}">{tecken}</i>' for farg, tecken in symboler(instrument).items()}
    granser, start = [], 0
    for d in instrument.dimensioner:
        granser.append(slice(start, start + len(d.pastaenden)))
        start += len(d.pastaenden)
    ut = []
    for farger in elevers:
        ritade = [rutor[farg] for farg in farger]
        delar = "".join([f"<span>{''.join(ritade[grans])}</span>" for grans in granser])
        ut.append(mark_safe(f'<span class="remsa" aria-hidden="true">{delar}</span>'))  # noqa: S308 - our own signs
    return ut


def symboler(instrument: Instrument) -> dict[int, str]:
    """The sign of each colour, escaped; nothing where there is no judgement."""
    return {EJ_BEDOMD: "", **{f.varde: escape(f.symbol) for f in instrument.farger}}
