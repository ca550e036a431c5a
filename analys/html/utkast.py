"""*Förslag att titta på*: the drafts of a question, each taken, taken and changed, or left with one key."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kartlaggning.instrument import Instrument

from ..utkast import Lista, Utkast
from ..visning import Visning
from . import underlag, vagar
from .grund import dolt

KNAPPAR = (
    '<button class="btn btn-sm btn-primary" type="submit" data-tangent="t" aria-keyshortcuts="T" '
    'aria-describedby="{id}-mening">Ta med <kbd aria-hidden="true">T</kbd></button>'
    '<button class="btn btn-sm btn-outline-primary" type="submit" name="redigera" value="on" data-tangent="r" '
    'aria-keyshortcuts="R" aria-describedby="{id}-mening">Ta med och ändra <kbd aria-hidden="true">R</kbd></button>'
    '<button class="btn btn-sm btn-outline-primary" type="submit" formaction="{bas}utkast/avfarda/" data-tangent="a" '
    'aria-keyshortcuts="A" aria-describedby="{id}-mening">Avfärda <kbd aria-hidden="true">A</kbd></button>'
)


def forslag(
    visning: Visning,
    lista: Lista,
    bortlagda: Sequence[Utkast],
    *,
    del_: str,
    form: Instrument,
    elev: str = "",
    tomt: str = "",
) -> SafeString:
    """The list, with the rest of it and the ones left out folded away. ``elev`` is the pupil's kod.

    ``tomt`` says why there is none. ``id`` of the list differs by kind and dimension where a page has several.
    """

    def rad(u: Utkast) -> str:
        return _rad(visning, u, del_=del_, form=form, elev=elev)

    forst = "".join(map(rad, lista.forst))
    fler = ""
    if lista.fler:
        fler = (
            f'<details class="utkast-fler" id="fler-{_id(lista.fler[0])}"><summary>{len(lista.fler)} förslag till'
            f'</summary><ul class="utkast-lista">{"".join(map(rad, lista.fler))}</ul></details>'
        )
    innehall = f'<ul class="utkast-lista">{forst}</ul>{fler}' if forst else f'<p class="dampad">{tomt}</p>'
    return mark_safe(  # noqa: S308 - sentences are escaped
        f'<div class="utkast" data-utkast>{innehall}{_bortlagda(visning, bortlagda, del_=del_, elev=elev)}</div>'
    )


def _id(u: Utkast) -> str:
    return u.nyckel.replace(":", "-")


def _rad(visning: Visning, u: Utkast, *, del_: str, form: Instrument, elev: str) -> str:
    id_, knappar, bas = f"u-{_id(u)}", "", vagar.bas(visning.analys)
    if visning.skriver:
        om = {"slag": u.slag, "dimension": u.dimension, "utkast": u.nyckel} | ({"elev": elev} if elev else {})
        knappar = (
            f'<form class="utkast-knappar" method="post" action="{bas}monster/">{dolt(visning, del_, **om)}'
            f"{KNAPPAR.format(id=id_, bas=bas)}</form>"
        )
    return (
        f'<li class="utkast-rad" id="{id_}"><p class="utkast-mening" id="{id_}-mening">{escape(u.mening)}</p>{knappar}'
        f'<details class="utkast-underlag" id="{id_}-underlag"><summary>Det här bygger det på</summary>'
        f"{underlag.rita(u.underlag, form)}</details></li>"
    )


def _bortlagda(visning: Visning, bortlagda: Sequence[Utkast], *, del_: str, elev: str) -> str:
    if not bortlagda:
        return ""
    adress, rader = f"{vagar.bas(visning.analys)}utkast/ta-fram/", []
    for u in bortlagda:
        knapp = ""
        if visning.skriver:
            om = {"utkast": u.nyckel} | ({"elev": elev} if elev else {})
            knapp = (
                f'<form method="post" action="{adress}">{dolt(visning, del_, **om)}<button class="btn btn-sm '
                f'btn-outline-primary" type="submit" aria-describedby="b-{_id(u)}-mening">Ta fram igen</button></form>'
            )
        mening = f'<p class="dampad" id="b-{_id(u)}-mening">{escape(u.mening)}</p>'
        rader.append(f'<li class="utkast-bort" id="b-{_id(u)}">{mening}{knapp}</li>')
    id_ = f"bortlagda-{bortlagda[0].slag}-{bortlagda[0].dimension}"
    return (
        f'<details class="utkast-bortlagda" id="{id_}"><summary>Visa avfärdade ({len(bortlagda)})</summary>'
        f"<ul>{''.join(rader)}</ul></details>"
    )
