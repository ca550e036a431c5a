"""Absence before and after as a picture: a bar a subject and period, ogiltig and giltig in a row on one scale.

Ogiltig is filled, giltig striped, and both stand in words beside the bar, so that it reads in black and white. The bars
are SVG in shares of their width, with their colours in attributes: the pages' CSP refuses style attributes, and the PDF
writer reads no style sheet for a drawing. The same HTML is shown on a page and printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .meningar import sammanfattning
from .tal import hela
from .typer import Period, Rad

# Where the scale of the picture may end, in per cent: the first that holds the longest bar.
SKALOR = (10, 20, 30, 40, 60, 80, 100)
# The stripes of giltig: one every so many hundredths of the picture's width, and how wide each is.
STEG, STRECK = Decimal("1.2"), Decimal("0.45")

FYLLD, LJUS, RANDEN, SPAR = "#8a2f00", "#f3dfc8", "#8a5a2b", "#eceff1"


def _prov(inre: str) -> str:
    return f'<svg class="narvaro-prov" viewBox="0 0 8 8" width="14" height="14" aria-hidden="true">{inre}</svg>'


OGILTIG = _prov(f'<rect width="8" height="8" fill="{FYLLD}"/>')
GILTIG = _prov(
    f'<rect width="8" height="8" fill="{LJUS}"/><path fill="{RANDEN}" d="M1 0h1.2v8h-1.2zM3.6 0h1.2v8h-1.2zM6.2 0h1.2v8'
    'h-1.2z"/>'
)


def bild(perioder: Sequence[Period]) -> SafeString:
    """The first period and the last, subject by subject; of one period only that. Empty without periods."""
    if not perioder:
        return mark_safe("")
    valda = {"": perioder[0]} if len(perioder) == 1 else {"Före": perioder[0], "Efter": perioder[-1]}
    skala = _skala(valda.values())
    rader = "".join(_amne(amne, namn, valda, skala) for amne, namn in _amnen(valda.values()))
    nar = '<th scope="col">När</th>' if len(valda) > 1 else ""
    return mark_safe(  # noqa: S308 - escaped names, numbers and our own words
        f'<figure class="narvarobild">{_ingress(perioder, valda)}'
        f'<table class="narvarotabell"><thead><tr><th scope="col">Ämne</th>{nar}'
        f'<th scope="col" colspan="2">Frånvaro</th></tr></thead>{rader}</table>'
        f"<figcaption>Hela stapelns bredd är {skala} procent av tiden i schemat.</figcaption></figure>"
    )


def _ingress(perioder: Sequence[Period], valda: Mapping[str, Period]) -> str:
    """The sentence about all subjects, which days it is about, and what the two fillings mean."""
    mening = sammanfattning(perioder)
    rad = f'<p class="narvaro-mening">{mening}</p>' if mening else ""
    dagar = "".join(f"<span>{f'{namn}: ' if namn else ''}{p.text}</span> " for namn, p in valda.items())
    return (
        f'{rad}<p class="narvaro-nyckel">{dagar}<span>{OGILTIG} ogiltig frånvaro</span> '
        f"<span>{GILTIG} giltig frånvaro</span></p>"
    )


def _skala(perioder: Iterable[Period]) -> int:
    langst = max((sum(_hela(rad)) for p in perioder for rad in p.rader), default=0)
    return next(s for s in SKALOR if langst <= s)


def _hela(rad: Rad) -> tuple[int, int]:
    """Ogiltig and giltig as they are said, and so as they are drawn; together never more than all the time."""
    ogiltig = hela(rad.ogiltig)
    return ogiltig, min(hela(rad.giltig), 100 - ogiltig)


def _amnen(perioder: Iterable[Period]) -> Iterable[tuple[str, str]]:
    """The subjects of the periods by code, in the order of the last one; those of the first alone come after."""
    return {rad.amne: rad.namn for p in reversed(list(perioder)) for rad in p.rader}.items()


def _amne(amne: str, namn: str, perioder: Mapping[str, Period], skala: int) -> str:
    """A subject: a row for each of the periods under one heading."""
    flera = len(perioder) > 1
    huvud = f'<th scope="{"rowgroup" if flera else "row"}" rowspan="{len(perioder)}">{escape(namn)}</th>'
    rader = []
    for nar, period in perioder.items():
        rad = period.rad(amne)
        celler = _celler(rad, skala) if rad else '<td colspan="2" class="narvaro-tomt">inga uppgifter</td>'
        nar_cell = f'<th scope="row" class="narvaro-nar">{nar}</th>' if flera else ""
        rader.append(f"<tr>{'' if rader else huvud}{nar_cell}{celler}</tr>")
    klass = "" if amne else ' class="narvaro-alla"'
    return f"<tbody{klass}>{''.join(rader)}</tbody>"


def _celler(rad: Rad, skala: int) -> str:
    ogiltig, giltig = _hela(rad)
    stapel = _stapel(Decimal(100 * ogiltig) / skala, Decimal(100 * giltig) / skala)
    return f'<td class="narvaro-cell">{stapel}</td><td class="narvaro-ord">{ogiltig} % ogiltig, {giltig} % giltig</td>'


def _stapel(ogiltig: Decimal, giltig: Decimal) -> str:
    """The bar, of hundredths of its width. Only for the eye: the words beside it say the same."""
    delar = [(Decimal(0), Decimal(100), SPAR), (Decimal(0), ogiltig, FYLLD), (ogiltig, giltig, LJUS)]
    delar += [(x, bredd, RANDEN) for x, bredd in _streck(ogiltig, ogiltig + giltig)]
    rutor = "".join(
        f'<rect x="{x:.2f}%" width="{bredd:.2f}%" height="14" fill="{farg}"/>' for x, bredd, farg in delar if bredd
    )
    return f'<svg class="narvarostapel" width="100%" height="14" aria-hidden="true">{rutor}</svg>'


def _streck(fran: Decimal, till: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    """Where the stripes of a part stand and how wide each is; the last one ends with the part."""
    x = fran + STEG - STRECK
    while x < till - STRECK:
        yield x, STRECK
        x += STEG
    if till > fran:
        bredd = min(STRECK, till - fran)
        yield till - bredd, bredd
