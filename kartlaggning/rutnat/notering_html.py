"""A note's form as HTML: the field, and the line below it that tells what has become of the text.

Built directly, as the grid is: a page has three or four, and a template engine takes as long for them as for all the
rest of the page.
"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from ..instrument import Anteckningsfraga

if TYPE_CHECKING:
    from ..anteckningar import Utfall
    from ..models import Anteckning
    from ..urval import Anteckningsrad

HTMX = (
    ' hx-post="{adress}" hx-trigger="spara, submit" hx-target="#tillstand-{nyckel}" hx-swap="outerHTML"'
    """ hx-sync="this:queue last" hx-headers='{{"X-Behall-Sidan": "1"}}'"""
)


def notering(
    kod: str,
    fraga: Anteckningsfraga,
    rad: "Anteckningsrad | Anteckning | None",
    *,
    csrf: str,
    far_skriva: bool,
    forled: str = "",
    text: str | None = None,
    utfall: "Utfall | None" = None,
    fel: str = "",
) -> SafeString:
    """The whole form for a note of the round ``kod``; ``rad`` is what is stored.

    ``text`` is what stands in the field when that is not what is stored, ``forled`` what a screen reader hears before
    the question where several fields have the same.
    """
    adress = reverse("kartlaggning_anteckning", args=[kod, fraga.nyckel])
    n = fraga.nyckel
    text = (rad.text if rad else "") if text is None else text
    fore = f'<span class="visually-hidden">{escape(forled)}. </span>' if forled else ""
    htmx = HTMX.format(adress=adress, nyckel=n) if far_skriva else ""
    return mark_safe(  # noqa: S308 - texts and names are escaped
        f'<form class="notering" id="notering-{n}" method="post" action="{adress}" novalidate{htmx}>'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">'
        f'<label class="form-label" for="text-{n}">{fore}{escape(fraga.fraga)}</label>'
        f'<textarea class="form-control" id="text-{n}" name="text" rows="4" maxlength="10000"'
        f"{'' if far_skriva else ' readonly'}>\n{escape(text)}</textarea>"
        f"{tillstand(kod, fraga, rad, far_skriva=far_skriva, utfall=utfall, fel=fel)}</form>"
    )


def tillstand(
    kod: str,
    fraga: Anteckningsfraga,
    rad: "Anteckningsrad | Anteckning | None",
    *,
    far_skriva: bool,
    utfall: "Utfall | None" = None,
    fel: str = "",
) -> SafeString:
    """What has become of the text; for htmx to put in the place of the old."""
    sparad = not fel and (utfall is None or utfall.sparad)
    skrivs = _skrivs(rad, utfall, fel) if far_skriva else ""
    tidigare = ""
    if rad and rad.version > 1:
        adress = reverse("anteckning_versioner", args=[kod, fraga.nyckel])
        tidigare = f'<a class="notering-tidigare" href="{adress}">Tidigare texter</a>'
    return mark_safe(  # noqa: S308 - texts and names are escaped
        f'<div class="notering-tillstand" id="tillstand-{fraga.nyckel}" data-sparad="{"1" if sparad else ""}">'
        f"{skrivs}{tidigare}</div>"
    )


def _skrivs(rad: "Anteckningsrad | Anteckning | None", utfall: "Utfall | None", fel: str) -> str:
    """The version one writes upon, the line, and the button that fits."""
    version = rad.version if rad else 0
    return (
        f'<input type="hidden" name="ersatter" value="{version}">'
        f'<p class="notering-lage" role="status">{_lage(rad, utfall, fel)}</p>{_knapp(rad, utfall)}'
    )


def _lage(rad: "Anteckningsrad | Anteckning | None", utfall: "Utfall | None", fel: str) -> str:
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


def _knapp(rad: "Anteckningsrad | Anteckning | None", utfall: "Utfall | None") -> str:
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
