"""Absence before and after as a picture: a bar a subject and period, ogiltig and giltig in a row on one scale.

Ogiltig is filled, giltig striped, and both stand in words beside the bar, so that it reads in black and white. The bars
are SVG in numbers only and are coloured by classes of the style sheet (the pages' CSP refuses style attributes); the
same HTML is shown on a page and printed.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .meningar import sammanfattning
from .tal import HUNDRA, hela
from .typer import Period, Rad

# Where the scale of the picture may end, in per cent: the first that holds the longest bar.
SKALOR = (10, 20, 30, 50, 100)
# The stripes of giltig: one every so many hundredths of the picture's width, and how wide each is.
STEG, STRECK = Decimal("1.2"), Decimal("0.45")


def _prov(inre: str) -> str:
    return f'<svg class="narvaro-prov" viewBox="0 0 8 8" width="14" height="14" aria-hidden="true">{inre}</svg>'


OGILTIG = _prov('<rect class="narvaro-ogiltig" width="8" height="8"/>')
GILTIG = _prov(
    '<rect class="narvaro-giltig" width="8" height="8"/><path class="narvaro-streck" d="M1 0h1v8h-1zM4 0h1v8h-1z"/>'
)


def bild(perioder: Sequence[Period]) -> SafeString:
    """The first period and the last, subject by subject; of one period only that. Empty without periods."""
    if not perioder:
        return mark_safe("")
    valda = [perioder[0]] if len(perioder) == 1 else [perioder[0], perioder[-1]]
    skala = _skala(valda)
    rader = "".join(_amne(amne, namn, valda, skala) for amne, namn in _amnen(valda))
    return mark_safe(  # noqa: S308 - escaped names, numbers and our own words
        f'<figure class="narvarobild">{_ingress(valda)}'
        f'<table class="narvarotabell"><thead class="visually-hidden"><tr><th scope="col">Ämne</th>'
        f'<th scope="col">Period</th><th scope="col">Frånvaro</th></tr></thead>{rader}</table>'
        f'<figcaption class="dampad">Hela stapelns bredd är {skala} procent av tiden i schemat.</figcaption></figure>'
    )


def _ingress(perioder: Sequence[Period]) -> str:
    """The sentence about all subjects, and what the two fillings mean."""
    mening = sammanfattning(perioder)
    rad = f'<p class="narvaro-mening">{mening}</p>' if mening else ""
    return (
        f'{rad}<p class="narvaro-nyckel"><span>{OGILTIG} ogiltig frånvaro</span> '
        f"<span>{GILTIG} giltig frånvaro</span></p>"
    )


def _skala(perioder: Sequence[Period]) -> int:
    langst = max((rad.giltig + rad.ogiltig for p in perioder for rad in p.rader), default=Decimal(0))
    return next(s for s in SKALOR if langst <= s)


def _amnen(perioder: Sequence[Period]) -> dict[str, str]:
    """The subjects of the periods by code, in the order of the last one; those of the first alone come after."""
    return {rad.amne: rad.namn for p in reversed(perioder) for rad in p.rader}.items()


def _amne(amne: str, namn: str, perioder: Sequence[Period], skala: int) -> str:
    """A subject: a row a period under one heading."""
    huvud = f'<th scope="rowgroup" rowspan="{len(perioder)}">{escape(namn)}</th>'
    rader = []
    for nummer, period in enumerate(perioder):
        rad = period.rad(amne)
        cell = _stapel(rad, skala) + _ord(rad) if rad else '<span class="dampad">inga uppgifter</span>'
        rader.append(f'<tr>{"" if nummer else huvud}<th scope="row">{escape(period.text)}</th><td>{cell}</td></tr>')
    klass = ' class="narvaro-alla"' if not amne else ""
    return f"<tbody{klass}>{''.join(rader)}</tbody>"


def _stapel(rad: Rad, skala: int) -> str:
    """The bar. Only for the eye: the words beside it say the same."""
    ogiltig, giltig = (100 * tal / skala for tal in (rad.ogiltig, rad.giltig))
    streck = "".join(f"M{x:.2f} 0h{b:.2f}v10h-{b:.2f}z" for x, b in _streck(ogiltig, ogiltig + giltig))
    return (
        '<svg class="narvarostapel" viewBox="0 0 100 10" preserveAspectRatio="none" width="100%" height="14" '
        'aria-hidden="true"><rect class="narvaro-spar" width="100" height="10"/>'
        f'<rect class="narvaro-ogiltig" width="{ogiltig:.2f}" height="10"/>'
        f'<rect class="narvaro-giltig" x="{ogiltig:.2f}" width="{giltig:.2f}" height="10"/>'
        f'<path class="narvaro-streck" d="{streck}"/></svg>'
    )


def _streck(fran: Decimal, till: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    """Where the stripes of a part stand and how wide each is; the last one stops with the part."""
    x = fran + STEG - STRECK
    while x < till and x < HUNDRA:
        yield x, min(STRECK, till - x)
        x += STEG


def _ord(rad: Rad) -> str:
    return f'<span class="narvaro-ord siffra">{hela(rad.ogiltig)} % ogiltig, {hela(rad.giltig)} % giltig</span>'
