"""Who does what next about a pattern: the steps, and the form for a new one."""

from collections.abc import Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kartlaggning.resa import dag_och_ar
from skolanknytning.skola.models import Personal

from ..models import Monster, Steg
from ..visning import Visning
from . import falt, vagar
from .grund import dolt, fraga
from .nytt import tillstand


def stegen(visning: Visning, monster: Monster, steg: Sequence[Steg], personal: Sequence[Personal], *, del_: str) -> str:
    """The pattern's next steps, and for who writes the form for another. ``personal`` can be responsible."""
    rader = "".join(_steg(visning, s, personal, del_=del_) for s in steg)
    lista = f'<ul class="stegen" id="s-till-{monster.kod}">{rader}</ul>' if rader else ""
    return lista + (nytt(visning, monster, personal, del_=del_) if visning.skriver else "")


def nytt(
    visning: Visning,
    monster: Monster,
    personal: Sequence[Personal],
    *,
    del_: str,
    text: str = "",
    ansvarig: Personal | None = None,
    klart: date | None = None,
    **laget,
) -> SafeString:
    """The form for a new step, folded; open when what was sent was held back (``laget`` of ``nytt.tillstand``)."""
    id_ = id_for(monster.kod)
    adress = f"{vagar.bas(visning.analys)}monster/{monster.kod}/steg/"
    oppen = " open" if laget else ""
    return mark_safe(  # noqa: S308 - texts and names are escaped
        f'<details class="nytt-steg" id="{id_}-ram"{oppen}><summary>Lägg till nästa steg</summary>'
        f'<form class="nytt" id="{id_}" method="post" action="{adress}" novalidate data-eget>{dolt(visning, del_)}'
        f'<label class="form-label" for="{id_}-text">Vad ska göras?</label>'
        f'<textarea class="form-control" id="{id_}-text" name="text" rows="2" maxlength="10000">\n{escape(text)}'
        "</textarea>"
        f"{_vem_och_nar(visning, id_, ansvarig, klart, personal)}"
        f"{tillstand(visning, id_, knapp='Lägg till steget', **laget)}</form></details>"
    )


def id_for(monster: str) -> str:
    """The id of the form for a step of the pattern with that kod."""
    return f"nytt-steg-{monster}"


def _steg(visning: Visning, steg: Steg, personal: Sequence[Personal], *, del_: str) -> str:
    gjort = ' <span class="bricka">Gjort</span>' if steg.gjort else ""
    if not visning.skriver:
        return (
            f'<li class="steg-rad" id="s-{steg.kod}">{falt.lasbar(visning, steg)}'
            f'<p class="dampad">{_vem(visning, steg)}{gjort}</p></li>'
        )
    pa = "" if steg.gjort else ' name="pa" value="on"'
    klar = (
        f'<form method="post" action="{vagar.bas(visning.analys)}steg/{steg.kod}/gjort/">{dolt(visning, del_)}'
        f'<button class="btn btn-sm btn-outline-primary" id="sg-{steg.kod}" type="submit"{pa} '
        f'aria-pressed="{"true" if steg.gjort else "false"}">Gjort</button></form>'
    )
    skriv = redigera(visning, steg, personal, del_=del_, knappar=klar)
    return f'<li class="steg-rad" id="s-{steg.kod}">{skriv}</li>'


def redigera(visning: Visning, steg: Steg, personal: Sequence[Personal], *, del_: str, knappar: str = "") -> str:
    """What a step is changed with: its text, who and when, and that it is taken away; ``knappar`` stand before that."""
    bas = f"{vagar.bas(visning.analys)}steg/{steg.kod}/"
    text = falt.text(visning, steg, "Nästa steg", del_=del_, tyst=True)
    planera = (
        f'<form class="steg-plan" id="sp-{steg.kod}" method="post" action="{bas}planera/" novalidate '
        'autocomplete="off" data-vid-andring>'
        f"{dolt(visning, del_)}{_vem_och_nar(visning, f'sp-{steg.kod}', steg.ansvarig, steg.klart, personal)}"
        '<button class="btn btn-sm btn-outline-primary" type="submit">Spara vem och när</button></form>'
    )
    bort = (
        f'<form method="post" action="{bas}ta-bort/">{dolt(visning, del_)}<button class="btn btn-sm '
        'btn-outline-danger" type="submit">Ta bort steget</button></form>'
    )
    return (
        f'{text}{planera}<div class="kort-rad-knappar">{knappar}'
        f"{fraga(f'tb-{steg.kod}', 'Ta bort', 'Steget försvinner för alla.', bort)}</div>"
    )


def _vem(visning: Visning, steg: Steg) -> str:
    vem = escape(visning.personal(steg.ansvarig)) or "Ingen ansvarig än"
    return f"{vem}{f', senast {dag_och_ar(steg.klart)}' if steg.klart else ''}"


def _vem_och_nar(
    visning: Visning, id_: str, ansvarig: Personal | None, klart: date | None, personal: Sequence[Personal]
) -> str:
    val = "".join(
        f'<option value="{p.kod}"{" selected" if ansvarig and p.id == ansvarig.id else ""}>'
        f"{escape(visning.personal(p))}</option>"
        for p in personal
    )
    if ansvarig and all(p.id != ansvarig.id for p in personal):
        val += f'<option value="{ansvarig.kod}" selected>{escape(visning.personal(ansvarig))}</option>'
    return (
        f'<div class="vem-och-nar"><label class="form-label" for="{id_}-ansvarig">Vem?</label>'
        f'<select class="form-select" id="{id_}-ansvarig" name="ansvarig"><option value="">Ingen än</option>{val}'
        f'</select><label class="form-label" for="{id_}-klart">Senast</label><input class="form-control" type="date" '
        f'id="{id_}-klart" name="klart" value="{klart.isoformat() if klart else ""}"></div>'
    )
