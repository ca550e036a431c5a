"""A long text's form as HTML: the field, and the line below it that tells what has become of the text.

The same for notes, patterns, motivations and answers, and the same script saves them as one writes
(``static/js/anteckning.js``). Built directly, as the grid is: a template engine takes as long for the fields of a page
as for all the rest of it.
"""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

HTMX = (
    ' hx-post="{adress}" hx-trigger="spara, submit" hx-target="#tillstand-{nyckel}" hx-swap="outerHTML"'
    """ hx-sync="this:queue last" hx-headers='{{"X-Behall-Sidan": "1"}}'"""
)


class Skriven(Protocol):
    """A text as it is stored: since when (``nar`` as the page says it) and by whom."""

    text: str
    version: int
    andrad: datetime
    nar: str
    andrad_av: object


class Utfall(Protocol):
    """What became of a text: saved, or held back because of ``varningar`` or a colleague's text."""

    sparad: bool
    varningar: list[str] | tuple[str, ...]
    krock: bool


@dataclass(frozen=True, slots=True)
class Falt:
    """Where a text is written: ``nyckel`` makes the ids of the page, ``adress`` saves, ``tidigare`` shows older texts
    (empty: none are kept).

    ``etikett`` is the question as HTML, ``forled`` what a screen reader hears before it where several fields have the
    same, ``dolt`` what is sent along, ``rader`` the height. ``tyst``: the question is for screen readers alone.
    ``hjalp`` is what one is helped with under the question, ``hjalp_lasare`` what screen readers are besides: what
    others have seen stand above.
    """

    nyckel: str
    etikett: str
    adress: str
    tidigare: str
    forled: str = ""
    dolt: tuple[tuple[str, str], ...] = ()
    rader: int = 4
    tyst: bool = False
    hjalp: str = ""
    hjalp_lasare: str = ""


def formular(
    falt: Falt,
    rad: Skriven | None,
    *,
    csrf: str,
    far_skriva: bool,
    text: str | None = None,
    utfall: Utfall | None = None,
    fel: str = "",
) -> SafeString:
    """The whole form; ``rad`` is what is stored, ``text`` what stands in the field when that is something else."""
    n = falt.nyckel
    text = (rad.text if rad else "") if text is None else text
    fore = f'<span class="visually-hidden">{escape(falt.forled)}. </span>' if falt.forled else ""
    dolt = "".join(f'<input type="hidden" name="{namn}" value="{escape(varde)}">' for namn, varde in falt.dolt)
    klass = "visually-hidden" if falt.tyst else "form-label"
    hjalp = _hjalp(falt)
    om = f' aria-describedby="hjalp-{n}"' if hjalp else ""
    htmx = HTMX.format(adress=falt.adress, nyckel=n) if far_skriva else ""
    return mark_safe(  # noqa: S308 - texts and names are escaped
        f'<form class="notering" id="notering-{n}" method="post" action="{falt.adress}" novalidate{htmx}>'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">{dolt}'
        f'<label class="{klass}" for="text-{n}">{fore}{falt.etikett}</label>{hjalp}'
        f'<textarea class="form-control" id="text-{n}" name="text" rows="{falt.rader}" maxlength="10000"{om} '
        f'autocomplete="off"{"" if far_skriva else " readonly"}>\n{escape(text)}</textarea>'
        f"{tillstand(falt, rad, far_skriva=far_skriva, utfall=utfall, fel=fel)}</form>"
    )


def _hjalp(falt: Falt) -> str:
    if not (falt.hjalp or falt.hjalp_lasare):
        return ""
    lasare = f'<span class="visually-hidden"> {escape(falt.hjalp_lasare)}</span>' if falt.hjalp_lasare else ""
    klass = "form-text" if falt.hjalp else "visually-hidden"
    return f'<p class="{klass}" id="hjalp-{falt.nyckel}">{escape(falt.hjalp)}{lasare}</p>'


def tillstand(
    falt: Falt, rad: Skriven | None, *, far_skriva: bool, utfall: Utfall | None = None, fel: str = ""
) -> SafeString:
    """What has become of the text; for htmx to put in the place of the old."""
    sparad = not fel and (utfall is None or utfall.sparad)
    skrivs = _skrivs(rad, utfall, fel) if far_skriva else ""
    tidigare = ""
    if falt.tidigare and rad and rad.version > 1:
        tidigare = f'<a class="notering-tidigare" href="{falt.tidigare}">Tidigare texter</a>'
    return mark_safe(  # noqa: S308 - texts and names are escaped
        f'<div class="notering-tillstand" id="tillstand-{falt.nyckel}" data-sparad="{"1" if sparad else ""}">'
        f"{skrivs}{tidigare}</div>"
    )


def _skrivs(rad: Skriven | None, utfall: Utfall | None, fel: str) -> str:
    """The version one writes upon, the line, and the button that fits."""
    version = rad.version if rad else 0
    return (
        f'<input type="hidden" name="ersatter" value="{version}">'
        f'<p class="notering-lage" role="status">{_lage(rad, utfall, fel)}</p>{_knapp(rad, utfall)}'
    )


def _lage(rad: Skriven | None, utfall: Utfall | None, fel: str) -> str:
    if fel:
        return f"<strong>Inte sparat.</strong> {escape(fel)} Kopiera texten om du vill behålla den."
    av = escape(str(rad.andrad_av or "")) if rad else ""
    if utfall and utfall.krock:
        nar = f"{localtime(rad.andrad):%H.%M}"
        return f"<strong>Inte sparat.</strong> {av or 'En kollega'} sparade en annan text klockan {nar}."
    if utfall and utfall.varningar:
        return f"<strong>Inte sparat än.</strong> {escape(' '.join(utfall.varningar))}"
    if rad and rad.version:
        return f"Sparat {rad.nar}{f' av {av}' if av else ''}"
    return ""


def _knapp(rad: Skriven | None, utfall: Utfall | None) -> str:
    if utfall and utfall.krock:
        deras = escape(rad.text).replace("\n", "<br>")
        return (
            f'<div class="notering-deras"><p class="form-label">Kollegans text</p><blockquote>{deras}</blockquote>'
            "<p>Din text står kvar i rutan ovanför. Lägg till det du vill behålla från kollegan och spara.</p></div>"
            '<button class="btn btn-sm btn-outline-primary" type="submit">Spara texten i rutan</button>'
        )
    if utfall and utfall.varningar:
        return (
            '<button class="btn btn-sm btn-outline-primary" type="submit" name="bekraftad" value="on">Spara ändå'
            "</button>"
        )
    return '<button class="btn btn-sm btn-outline-primary spara-notering" type="submit">Spara</button>'
