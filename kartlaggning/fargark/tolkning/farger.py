"""A fill → the colour a person sees → what it means in a kartläggning.

Any green, yellow or red means what it says, pale or strong. A colour between two (orange, turquoise, purple-red) is
said to be uncertain, with what it comes nearest to; no fill, white, black and grey mean nothing.
"""

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import Fill, GradientFill
from openpyxl.xml.functions import fromstring

GRON, GUL, ROD = 1, 2, 3

# The Office theme since 2013, for a workbook that brings none: light 1, dark 1, light 2, dark 2, accents, links.
OFFICE = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1",
    "954F72",
)  # fmt: skip
# The order in which cells number the theme's colours.
TEMAORDNING = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# 64 and 65 are the system's own colours for text and paper.
_SYSTEM = 64
MONSTER_AV_GRATT = {"gray125", "gray0625", "lightGray", "mediumGray", "darkGray"}


@dataclass(frozen=True, slots=True)
class Palett:
    """The colours that a workbook names by number: its theme's, and the indexed ones."""

    tema: tuple[str, ...] = OFFICE
    index: tuple[str, ...] = tuple(COLOR_INDEX)

    def rgb(self, farg: Color | None) -> str:
        """A colour as "RRGGBB", or nothing for none and for the system's own."""
        if farg is None:
            return ""
        if farg.type == "rgb" and isinstance(farg.rgb, str):
            return _tona(farg.rgb[-6:].upper(), farg.tint)
        if farg.type == "theme" and 0 <= farg.theme < len(self.tema):
            return _tona(self.tema[farg.theme], farg.tint)
        if farg.type == "indexed" and 0 <= farg.indexed < min(_SYSTEM, len(self.index)):
            return _tona(self.index[farg.indexed][-6:].upper(), farg.tint)
        return ""

    def fyllning(self, fill: Fill | None, *, villkorlig: bool = False) -> str:
        """The colour that a fill shows. A pattern of two colours, or a gradient, is what most of it looks like.

        ``villkorlig``: the fill of a conditional format, where a plain fill stands as the pattern's ground.
        """
        if fill is None:
            return ""
        if isinstance(fill, GradientFill):
            return _mellan([rgb for stopp in fill.stop if (rgb := self.rgb(stopp.color))])
        fram, bak = self.rgb(_satt(fill.fgColor)), self.rgb(_satt(fill.bgColor))
        if villkorlig and fill.fill_type in (None, "solid"):
            return bak or fram
        if fill.fill_type in (None, "none"):
            return ""
        if fill.fill_type == "solid":
            return fram
        if fill.fill_type in MONSTER_AV_GRATT and not (bedom(fram).kulor or bedom(bak).kulor):
            return ""
        return fram if bedom(fram).kulor else bak


def _satt(farg: Color | None) -> Color | None:
    """A fill's colour, unless it is what openpyxl writes for one that is not set."""
    return None if farg is not None and farg.type == "rgb" and farg.rgb == "00000000" else farg


def _mellan(farger: list[str]) -> str:
    """The colour half-way through a gradient; nothing without stops."""
    if not farger:
        return ""
    delar = [[int(f[i : i + 2], 16) for f in farger] for i in (0, 2, 4)]
    return "".join(f"{round(sum(d) / len(d)):02X}" for d in delar)


def _tona(rgb: str, ton: float) -> str:
    """A colour made lighter (``ton`` > 0) or darker (< 0), as the file format says: in HLS, by lightness."""
    if not ton:
        return rgb
    nyans, ljus, mattnad = rgb_to_hls(*_delar(rgb))
    ljus = ljus * (1 + ton) if ton < 0 else ljus * (1 - ton) + ton
    return "".join(f"{round(255 * d):02X}" for d in hls_to_rgb(nyans, min(1.0, max(0.0, ljus)), mattnad))


def _delar(rgb: str) -> tuple[float, float, float]:
    return tuple(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))


def tema_ur(xml: bytes | None) -> tuple[str, ...]:
    """The theme's twelve colours in the order cells number them; the Office theme's where one is missing."""
    if not xml:
        return OFFICE
    schema = fromstring(xml).find(f".//{_A}clrScheme")
    if schema is None:
        return OFFICE
    return tuple(_temafarg(schema.find(_A + namn)) or OFFICE[i] for i, namn in enumerate(TEMAORDNING))


def _temafarg(element) -> str:
    if element is None or not len(element):
        return ""
    varde = element[0].get("lastClr") or element[0].get("val") or ""
    return varde.upper() if len(varde) == 6 and all(t in "0123456789abcdefABCDEF" for t in varde) else ""


# --- What a colour means ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Omdome:
    """What a colour is: ``kulor`` that it is one at all, ``farg`` what it means (0: none of the three, or nothing).

    ``sakert`` that there is no doubt; otherwise ``farg`` is what it comes nearest to. ``namn`` is its name in Swedish.
    """

    kulor: bool = False
    farg: int = 0
    sakert: bool = True
    namn: str = ""


INGEN = Omdome()
# Hue in degrees, from (included) → meaning, whether that is certain, name. Red goes round zero.
_NYANSER = (
    (0, ROD, True, "röd"),
    (15, GUL, False, "orange"),
    (39, GUL, True, "gul"),
    (68, GRON, False, "gulgrön"),
    (74, GRON, True, "grön"),
    (163, GRON, False, "turkos"),
    (186, 0, False, "blå"),
    (250, 0, False, "lila"),
    (300, ROD, False, "lilaröd"),
    (322, ROD, True, "röd"),
)
_GRATT = 0.045  # the least difference between the strongest and the weakest of red, green and blue that is a colour
_MORKT = 0.10  # lightness below which a colour looks black
_LJUST = 0.975  # and above which it looks white


@lru_cache(maxsize=1024)
def bedom(rgb: str) -> Omdome:
    """What a colour ("RRGGBB", or nothing) means."""
    if not rgb:
        return INGEN
    delar = _delar(rgb)
    nyans, ljus, _ = rgb_to_hls(*delar)
    kroma = max(delar) - min(delar)
    if kroma < _GRATT or not _MORKT <= ljus <= _LJUST:
        return INGEN
    grad = 360 * nyans
    _, farg, sakert, namn = next(rad for rad in reversed(_NYANSER) if grad >= rad[0])
    if namn == "gul" and not _tydligt_gul(max(delar), kroma):
        sakert, namn = False, "beige" if kroma < 0.3 else "brun"
    elif namn == "orange" and max(delar) < 0.75:
        farg, namn = 0, "brun"
    elif namn == "gul" and ar_barnsten(rgb):
        namn = "orangegul"
    return Omdome(True, farg, sakert, namn)


def _tydligt_gul(starkast: float, kroma: float) -> bool:
    """Dark yellow looks brown, and weak yellow beige."""
    return kroma >= 0.08 if starkast >= 0.95 else starkast >= 0.8 and kroma >= 0.25


def ar_barnsten(rgb: str) -> bool:
    """A strong yellow towards orange, as Excel's standard colour of that name (FFC000)."""
    nyans, ljus, _ = rgb_to_hls(*_delar(rgb))
    return 39 <= 360 * nyans < 51 and ljus < 0.66


def ar_citron(rgb: str) -> bool:
    """A strong yellow without orange in it, as FFFF00."""
    nyans, ljus, _ = rgb_to_hls(*_delar(rgb))
    return 53 <= 360 * nyans < 68 and ljus < 0.66
