"""The long texts of a meeting as fields: patterns, motivations, next steps, answers about a pupil."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.utils.safestring import SafeString, mark_safe

from skolanknytning import textfalt
from skolanknytning.textfalt import Falt

from ..models import Koppling, Monster, Skrivet, Steg, Svar
from ..regler import Utfall
from ..visning import Visning
from . import vagar
from .grund import stycke

# What a row is called in its address.
TYPER: dict[str, type[Skrivet]] = {"monster": Monster, "koppling": Koppling, "steg": Steg}
_NAMN = {modell: namn for namn, modell in TYPER.items()}
_PARENTES = re.compile(r" \([^)]*\)")


@dataclass(frozen=True, slots=True)
class _Visad:
    """A text as this screen may show it."""

    text: str
    version: int
    andrad: datetime
    nar: str
    andrad_av: str


def adress(rad: Skrivet) -> str:
    """Where the text is saved."""
    bas = vagar.bas(rad.analys)
    if isinstance(rad, Svar):
        return f"{bas}svar/{rad.elev.kod}/{rad.fraga}/"
    return f"{bas}text/{_NAMN[type(rad)]}/{rad.kod}/"


def nyckel(rad: Skrivet) -> str:
    """What the ids of its field end with."""
    return f"{rad.elev.kod}-{rad.fraga}" if isinstance(rad, Svar) else rad.kod


def kan_andras(visning: Visning, rad: Skrivet) -> bool:
    """Whether the text can be written in here: not where a name has been taken out of what is shown."""
    return visning.skriver and (visning.dold is None or visning.text(rad.text) == rad.text)


def text(
    visning: Visning,
    rad: Skrivet,
    etikett: str,
    *,
    del_: str,
    forled: str = "",
    hojd: int = 2,
    tyst: bool = False,
    **laget,
) -> SafeString:
    """The text with its field, or, for who only reads, as a paragraph. ``etikett`` is HTML, unseen when ``tyst``.

    ``laget`` is ``text``, ``utfall`` and ``fel`` of ``textfalt.formular``.
    """
    if not kan_andras(visning, rad):
        return lasbar(visning, rad)
    falt = _falt(rad, etikett, del_, forled, hojd, tyst=tyst)
    return textfalt.formular(falt, _visad(visning, rad), csrf=visning.csrf, far_skriva=True, **_tvattat(visning, laget))


def tillstand(visning: Visning, rad: Skrivet, **laget) -> SafeString:
    """What has become of a text that was sent; for htmx to put in the place of the old."""
    return textfalt.tillstand(_falt(rad), _visad(visning, rad), far_skriva=True, **_tvattat(visning, laget))


def lasbar(visning: Visning, rad: Skrivet) -> SafeString:
    """The text to read."""
    last = ""
    if visning.skriver and not kan_andras(visning, rad):
        last = '<p class="dampad">Texten nämner någon vid namn och ändras utanför mötesläget.</p>'
    ord_ = stycke(visning.text(rad.text)) or '<span class="dampad">Inget skrivet än.</span>'
    return mark_safe(f'<p class="monster-text">{ord_}</p>{last}')  # noqa: S308 - the text is escaped


def utan_namn(visning: Visning, varningar: tuple[str, ...]) -> tuple[str, ...]:
    """The questions to the writer; on the wall without the names they are about."""
    return tuple(_PARENTES.sub("", v) for v in varningar) if visning.dold else varningar


def _falt(
    rad: Skrivet, etikett: str = "", del_: str = "", forled: str = "", hojd: int = 2, *, tyst: bool = False
) -> Falt:
    spara = adress(rad)
    return Falt(nyckel(rad), etikett, spara, f"{spara}tidigare/", escape(forled), (("del", del_),), hojd, tyst)


def _visad(visning: Visning, rad: Skrivet) -> _Visad:
    return _Visad(
        visning.text(rad.text), rad.version, rad.andrad, rad.nar if rad.version else "", visning.personal(rad.andrad_av)
    )


def _tvattat(visning: Visning, laget: dict) -> dict:
    utfall: Utfall | None = laget.get("utfall")
    if utfall is None or not utfall.varningar:
        return laget
    return laget | {"utfall": Utfall(utfall.rad, utfall.sparad, utan_namn(visning, utfall.varningar), utfall.krock)}
