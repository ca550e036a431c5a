"""The signs and strokes of the timeline.

Colours are attributes: the PDF writer takes no style sheet into a picture, and the pages' CSP takes no style in one.
"""

MORK, ACCENT, MELLAN, LJUS, LINJE, DAMPAD = "#1c2733", "#1f4e79", "#9db9d3", "#e6eef6", "#d5dbe0", "#55636f"
_TEXT = 'font-family="Tryck, \'Source Sans 3\', sans-serif" font-size="11.5"'
_RAM = f'fill="#fff" stroke="{MORK}" stroke-width="2"'

_UTSEENDE = {
    # Lines through all of it
    "tl-manad": f'stroke="{LINJE}"',
    "tl-grans": f'stroke="{DAMPAD}" stroke-dasharray="2 3"',
    "tl-idag": f'stroke="{ACCENT}" stroke-width="2"',
    # Words
    "tl-ord": f'{_TEXT} fill="{DAMPAD}"',
    "tl-idag-ord": f'{_TEXT} font-weight="600" fill="{ACCENT}"',
    "tl-varv-ord": f'{_TEXT} font-weight="600" fill="{MORK}"',
    "tl-utrop": f'{_TEXT} font-weight="600" fill="{MORK}"',
    # Varv: one that has been is filled; a follow-up that has been is a filled diamond
    "tl-varvet": f'fill="{LJUS}" stroke="{ACCENT}"',
    "tl-varvet-nu": f'fill="#fff" stroke="{ACCENT}"',
    "tl-romb": _RAM,
    "tl-romb-skedd": f'fill="{MORK}" stroke="{MORK}" stroke-width="2"',
    # Goals
    "tl-livslinje": f'stroke="{MORK}" stroke-width="2"',
    # Insatser: dark when done, half dark under way, empty before it begins
    "tl-gjord": f'fill="{ACCENT}" stroke="{ACCENT}" stroke-width="1.5"',
    "tl-pagar": f'fill="{MELLAN}" stroke="{ACCENT}" stroke-width="1.5"',
    "tl-sen": f'fill="{MELLAN}" stroke="{ACCENT}" stroke-width="1.5"',
    "tl-kommande": f'fill="#fff" stroke="{ACCENT}" stroke-width="1.5"',
    "tl-ej_gjord": f'fill="#fff" stroke="{DAMPAD}" stroke-width="1.5"',
    "tl-lamnad": 'fill="#eef0f2" stroke="#8593a0" stroke-width="1.5"',
    "tl-forsening": f'stroke="{MORK}" stroke-width="2" stroke-dasharray="2 4"',
}
OVISS = ' stroke-dasharray="5 4"'

_RING = f'<circle r="8" {_RAM}/>'
_UTROP = '<text class="tl-utrop" y="4" text-anchor="middle" {}>!</text>'.format(_UTSEENDE["tl-utrop"])
BOCK = (
    f'<circle r="8" fill="{MORK}" stroke="#fff" stroke-width="1"/>'
    '<path d="M-4 0 L-1 3.5 L4.5 -3.5" fill="none" stroke="#fff" stroke-width="2"/>'
)
SEN = f"{_RING}{_UTROP}"
# How far a goal has come: a whole disc, half of one, an empty ring.
UPPNATT = {"natt": BOCK, "pa_vag": f'{_RING}<path d="M0 -8 A8 8 0 0 1 0 8 Z" fill="{MORK}"/>', "ej": _RING}


def klass(namn: str) -> str:
    """The attributes of what is drawn: its class, and how it looks."""
    return f'class="{namn}" {_UTSEENDE[namn]}'


def romb(*, skedd: bool, sen: bool) -> str:
    """A follow-up's diamond: filled when it has been, with a mark of exclamation when it is late."""
    form = f'<path {klass("tl-romb-skedd" if skedd else "tl-romb")} d="M0 -11 L11 0 L0 11 L-11 0 Z"/>'
    return form + _UTROP if sen else form


def vid(x: float, tecken: str) -> str:
    """A sign with its middle at a place of the strip, in per cent of its width."""
    return f'<svg x="{x:.2f}%" y="50%" overflow="visible">{tecken}</svg>'


def lodrat(namn: str, x: float, fran: int = 0) -> str:
    """A line through the strip from top to bottom."""
    return f'<line {klass(namn)} x1="{x:.2f}%" x2="{x:.2f}%" y1="{fran}" y2="100%"/>'


def vagrat(namn: str, x: float, till: float) -> str:
    """A line along the middle of the strip."""
    return f'<line {klass(namn)} x1="{x:.2f}%" x2="{till:.2f}%" y1="50%" y2="50%"/>'


def stapel(namn: str, x: float, bredd: float, hojd: int, horn: int = 0, mer: str = "") -> str:
    """A bar with its middle on the strip's."""
    plats = f'x="{x:.2f}%" y="50%" width="{bredd:.2f}%" height="{hojd}" transform="translate(0 -{hojd // 2})"'
    return f'<rect {klass(namn)} {plats} rx="{horn}"{mer}/>'


def ord_(namn: str, x: float, text: str, mer: str) -> str:
    """A few words at a place of the strip; ``text`` is ours or escaped."""
    return f'<text {klass(namn)} x="{x:.2f}%" {mer}>{text}</text>' if text else ""
