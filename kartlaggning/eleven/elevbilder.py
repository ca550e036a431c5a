"""Small pictures of how a dimension has moved: one sign a statement, stacked by colour, one stack an occasion.

Counts that can be counted, and no line that would make a measure of them. A round of the class has round signs, a date
of the individual form square ones. Sizes are attributes and colours classes of the style sheet, since the pages' CSP
refuses style attributes; built directly, because a template engine takes ten times as long.
"""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ..instrument import EJ_AKTUELLT
from ..resa import dag_och_ar
from ..tal.fordelning import EJ_BEDOMD, GRON, GUL, ROD
from ..tal.utveckling import Antal, Kurva, Tillfalle

# So many stacks have room beside each other on a phone; the matrix below them has all.
STAPLAR_I_BREDD = 10
SIDA, STEG_UPP, STEG_AT, RAM = 20, 23, 35, 2
RAD_FOR_DATUM, RAD_FOR_KLASS = 18, 15


def kurva(kurva: Kurva, symboler: dict[int, str], vad: str) -> SafeString:
    """The latest occasions of ``kurva`` as stacks; ``vad`` says in the description what is counted."""
    punkter = kurva.punkter[-STAPLAR_I_BREDD:]
    hojd = STEG_UPP * max(antal.pastaenden for _, antal in punkter)
    nedre = RAD_FOR_DATUM + (RAD_FOR_KLASS if any(t.klass for t, _ in punkter) else 0)
    bredd, hela = STEG_AT * len(punkter), hojd + nedre + RAM
    delar = [
        f'<svg class="kurva" role="img" aria-label="{escape(beskrivning(punkter, vad))}"'
        f' width="{bredd}" height="{hela}" viewBox="0 0 {bredd} {hela}">'
        f'<line class="golv" x1="0" x2="{bredd}" y1="{hojd + 1}" y2="{hojd + 1}"/>'
    ]
    for plats, (tillfalle, antal) in enumerate(punkter):
        delar += _stapel(plats * STEG_AT, hojd, tillfalle, antal, symboler)
    return mark_safe("".join([*delar, "</svg>"]))  # noqa: S308 - numbers, our own signs, escaped names


def beskrivning(punkter, vad: str) -> str:
    """All stacks in words, as they are read aloud."""
    rader = (
        f"{dag_och_ar(t.datum)}{f' i klassen {t.klass}' if t.klass else ''}: {antal.i_ord}" for t, antal in punkter
    )
    return f"{vad}. {'. '.join(rader)}."


def _stapel(x: int, golv: int, tillfalle: Tillfalle, antal: Antal, symboler: dict[int, str]) -> list[str]:
    """One occasion: green at the bottom, then yellow and red, what has no colour on top; the date under it."""
    uppat = (
        [GRON] * antal.gron
        + [GUL] * antal.gul
        + [ROD] * antal.rod
        + [EJ_AKTUELLT] * antal.ej_aktuellt
        + [EJ_BEDOMD] * antal.ej_bedomda
    )
    delar = [
        _tecken(x, golv - rad * STEG_UPP + RAM, farg, symboler[farg], bool(tillfalle.klass))
        for rad, farg in enumerate(uppat, start=1)
    ]
    mitt = x + STEG_AT / 2
    delar.append(f'<text class="datum" x="{mitt}" y="{golv + RAD_FOR_DATUM - 2}">{tillfalle.kort}</text>')
    if tillfalle.klass:
        y = golv + RAD_FOR_DATUM + RAD_FOR_KLASS - 3
        delar.append(f'<text class="klass" x="{mitt}" y="{y}">{escape(tillfalle.klass[:5])}</text>')
    return delar


@lru_cache(maxsize=2048)
def _tecken(x: int, y: int, farg: int, symbol: str, rund: bool) -> str:
    """One sign; there are not many places where one can stand, so each is written once."""
    mitt, horn = x + STEG_AT / 2, SIDA / 2 if rund else 4
    rekt = f'<rect class="k-{farg}" x="{mitt - SIDA / 2}" y="{y}" width="{SIDA}" height="{SIDA}" rx="{horn}"/>'
    return f'{rekt}<text class="t-{farg}" x="{mitt}" y="{y + 15}">{symbol}</text>' if symbol else rekt
