"""The parts of pages that people write in together, as HTML: hidden fields, questions, the way on, what is told.

Built directly, as the texts are (``textfalt``); ``static/js/levande`` gives the pages life. Addresses and keys are our
own and are not escaped; words are escaped here unless said otherwise.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe


def dolt(csrf: str, del_: str, **mer: str) -> str:
    """The hidden fields of every form: the token, the part it stands in, and what it is about: our own keys and koder.

    Nothing that anybody has written is among them, and so nothing is escaped.
    """
    falt = "".join(f'<input type="hidden" name="{namn}" value="{varde}">' for namn, varde in mer.items())
    return (
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">'
        f'<input type="hidden" name="del" value="{del_}">{falt}'
    )


def stycke(text: str) -> str:
    """A free text as a paragraph's content."""
    return escape(text).replace("\n", "<br>")


def fraga(id_: str, ord_: str, fragan: str, formular: str, klass: str = "") -> str:
    """A question before something is taken away, folded under its own name: it works without JavaScript too.

    ``formular`` is HTML.
    """
    return (
        f'<details class="sakert {klass}" id="{id_}"><summary>{ord_}</summary>'
        f'<div class="sakert-ruta"><p>{fragan}</p>{formular}</div></details>'
    )


def tillstand(id_: str, *, knapp: str, varningar: Iterable[str] = (), fel: str = "") -> SafeString:
    """The line and the button under a new text: what is asked about it, or why it was not taken."""
    fragor = escape(" ".join(varningar))
    if fel:
        lage = f"<strong>Inte tillagt.</strong> {escape(fel)}"
    else:
        lage = f"<strong>Inte tillagt än.</strong> {fragor}" if fragor else ""
    bekraftad = ' name="bekraftad" value="on"' if fragor else ""
    ord_ = f"{knapp} ändå" if fragor else knapp
    return mark_safe(  # noqa: S308 - texts are escaped
        f'<div class="notering-tillstand" id="{id_}-tillstand"><p class="notering-lage" role="status">{lage}</p>'
        f'<button class="btn btn-sm btn-outline-primary" type="submit"{bekraftad}>{ord_}</button></div>'
    )


def pilar(id_: str, adress: str, *, forst: bool, sist: bool, vad: str) -> str:
    """The two buttons that move a row; the one that would do nothing says so.

    Not switched off: what has the focus keeps it at the end of the list too.
    """
    knappar = []
    for hall, ord_, pil, langst_ut in (("upp", "Flytta upp", "up", forst), ("ned", "Flytta ned", "down", sist)):
        av = ' aria-disabled="true"' if langst_ut else ""
        knappar.append(
            f'<button class="btn btn-sm btn-outline-primary pil" id="{hall}-{id_}" type="submit" '
            f'formaction="{adress}" name="hall" value="{hall}"{av}><i class="bi bi-arrow-{pil}" aria-hidden="true"></i>'
            f'<span class="visually-hidden">{ord_} {escape(vad)}</span></button>'
        )
    return "".join(knappar)


def besked(ord_: str) -> str:
    """What is to be told at the top of the page."""
    return f'<div class="arbete-besked" id="besked" role="status">{escape(ord_)}</div>'


# --- The way through ------------------------------------------------------------------------------------------------


def steglank(adress: str, namn: str, *, har: bool, tillagg: str = "") -> str:
    """A step in the line of steps; the one that is shown is marked. ``tillagg`` is HTML."""
    nu = ' aria-current="step"' if har else ""
    return f'<li><a class="arbete-lank" href="{adress}"{nu}>{escape(namn)}{tillagg}</a></li>'


def vidare(
    forra: tuple[str, str] | None, nasta: tuple[str, str] | None, *, etikett: str = "Förra och nästa steg"
) -> SafeString:
    """The step before and the next, (address, name) each, beside the question; each with its key."""
    delar = ""
    if forra:
        adress, ord_ = forra
        delar += (
            f'<a class="btn btn-outline-primary" href="{adress}" rel="prev" data-tangent="f" aria-keyshortcuts="F">'
            '<i class="bi bi-arrow-left" aria-hidden="true"></i> <span>Förra'
            f'<span class="visually-hidden">: {escape(ord_)}</span></span> <kbd aria-hidden="true">F</kbd></a>'
        )
    if nasta:
        adress, ord_ = nasta
        delar += (
            f'<a class="btn btn-primary" href="{adress}" rel="next" data-tangent="n" aria-keyshortcuts="N">'
            f'Nästa: {escape(ord_)} <kbd aria-hidden="true">N</kbd> '
            '<i class="bi bi-arrow-right" aria-hidden="true"></i></a>'
        )
    return mark_safe(  # noqa: S308 - words are escaped
        f'<nav class="arbete-vidare" id="arbete-vidare" aria-label="{etikett}">{delar}</nav>'
    )


def vidare_sist(forra: tuple[str, str] | None, nasta: tuple[str, str] | None, *, etikett: str) -> SafeString:
    """The same at the end of the page, large."""
    delar = ""
    if forra:
        adress, ord_ = forra
        delar += (
            f'<a class="btn btn-outline-primary btn-lg" href="{adress}">'
            f'<i class="bi bi-arrow-left" aria-hidden="true"></i> {escape(ord_)}</a>'
        )
    if nasta:
        adress, ord_ = nasta
        delar += (
            f'<a class="btn btn-primary btn-lg" href="{adress}">{escape(ord_)} '
            '<i class="bi bi-arrow-right" aria-hidden="true"></i></a>'
        )
    return mark_safe(  # noqa: S308 - words are escaped
        f'<nav class="arbete-vidare arbete-sist" id="arbete-vidare-sist" aria-label="{etikett}">{delar}</nav>'
    )


def omrade(version: int, del_: str, nytt: str, innehall: str, *, tom: str = "", fokus: str = "") -> SafeString:
    """The live area: drawn anew when somebody has changed something. ``innehall`` is HTML, ``nytt`` where to ask.

    ``tom``: the id of a form to empty, ``fokus`` of what gets the focus.
    """
    data = "".join(f' data-{namn}="{varde}"' for namn, varde in (("tom", tom), ("fokus", fokus)) if varde)
    return mark_safe(  # noqa: S308 - made of parts that escape
        f'<div class="levande" id="levande" data-version="{version}" data-del="{del_}" data-nytt="{nytt}"{data}>'
        f"{innehall}</div>"
    )
