"""A pattern as a card: its text, whether it is *angelägen*, its place, its evidence, its factors and next steps."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kartlaggning import instrument
from skolanknytning import levande
from skolanknytning.skola.models import Personal

from .. import guide
from ..models import Monster, Slag
from ..urval import Monsterrad
from ..visning import Visning
from . import faktorer, falt, nasta_steg, underlag, vagar
from .grund import dolt, fraga


def kort(
    visning: Visning,
    rad: Monsterrad,
    *,
    del_: str,
    med_faktorer: bool = False,
    vikta_faktorer: bool = False,
    med_steg: bool = False,
    skrivs: bool = True,
    personal: Sequence[Personal] = (),
    over: str = "",
    plats: tuple[int, int] = (0, 0),
) -> SafeString:
    """The card. ``skrivs``: its text is written here; ``over`` a line above it, escaped; ``personal`` for the steps.

    ``vikta_faktorer``: the choice of factors is folded. ``plats`` is its number in the list and how many there are: the
    first is not moved up, the last not down.
    """
    m, guiden = rad.monster, guide.las(visning.analys.guide)
    klass = "monster angelagen" if m.angelagen else "monster"
    etikett = f"{_vad(m, guiden)}, mönster {plats[0] or ''}"
    text = falt.text(visning, m, etikett, del_=del_, tyst=True) if skrivs else falt.lasbar(visning, m)
    delar = [f'<p class="monster-over">{over}</p>' if over else "", text, _knappar(visning, rad, del_, plats)]
    if med_faktorer:
        delar.append(faktorer.valj(visning, m, rad.kopplingar, guiden, del_=del_, vikta=vikta_faktorer))
    elif rad.kopplingar:
        namn = ", ".join(escape(guiden.faktor[k.faktor].namn) for k in rad.kopplingar if k.faktor in guiden.faktor)
        delar.append(f'<p class="monster-faktorer"><span class="dampad">Faktorer:</span> {namn}</p>')
    if med_steg:
        delar.append(nasta_steg.stegen(visning, m, rad.steg, personal, del_=del_))
    innehall = "".join(delar)
    return mark_safe(f'<li class="{klass}" id="m-{m.kod}">{innehall}</li>')  # noqa: S308 - every text is escaped


def lista(visning: Visning, rader: Sequence[Monsterrad], *, id_: str, del_: str, tomt: str, **mer) -> SafeString:
    """The cards of a question in their order; ``tomt`` is said when there is none."""
    korten = "".join(
        kort(visning, rad, del_=del_, plats=(n, len(rader)), **mer) for n, rad in enumerate(rader, start=1)
    )
    ingen = f'<p class="dampad">{tomt}</p>' if not rader and tomt else ""
    return mark_safe(f'<ul class="monsterlista" id="{id_}">{korten}</ul>{ingen}')  # noqa: S308 - made above


def _vad(m: Monster, guiden: guide.Guide) -> str:
    del_ = guiden.individ if m.elev_id else guiden.grupp
    return f"{Slag(m.slag).label}, {escape(del_.avsnittet(m.slag).dimension(m.dimension).namn)}"


def _knappar(visning: Visning, rad: Monsterrad, del_: str, plats: tuple[int, int]) -> str:
    m = rad.monster
    an = visning.analys
    form = instrument.las(an.kartlaggning.instrument) if an.kartlaggning_id else None
    grund = underlag.sparat(f"mu-{m.kod}", m.underlag, form)
    if not visning.skriver:
        marke = '<p class="angelagen-marke"><i class="bi bi-star-fill" aria-hidden="true"></i> Angeläget</p>'
        return f'<div class="kort-knappar">{marke if m.angelagen else ""}{grund}</div>'
    bas = f"{vagar.bas(an)}monster/{m.kod}/"
    pa = "" if m.angelagen else ' name="pa" value="on"'
    stjarna = "star-fill" if m.angelagen else "star"
    return (
        f'<div class="kort-knappar"><form class="kort-form" method="post" action="{bas}angelagen/">'
        f"{dolt(visning, del_)}"
        f'<button class="btn btn-sm btn-outline-primary angelagen-knapp" id="a-{m.kod}" type="submit"{pa} '
        f'aria-pressed="{"true" if m.angelagen else "false"}"><i class="bi bi-{stjarna}" aria-hidden="true"></i> '
        f"Angeläget</button>{_flytta(m, bas, plats)}</form>{grund}{_ta_bort(visning, rad, bas, del_)}</div>"
    )


def _flytta(m: Monster, bas: str, plats: tuple[int, int]) -> str:
    nr, av = plats
    if av < 2:
        return ""
    return levande.pilar(m.kod, f"{bas}flytta/", forst=nr == 1, sist=nr == av, vad=f"mönster {nr}")


def _ta_bort(visning: Visning, rad: Monsterrad, bas: str, del_: str) -> str:
    med = []
    if antal := len(rad.kopplingar):
        med.append("1 faktor" if antal == 1 else f"{antal} faktorer")
    if antal := len(rad.steg):
        med.append(f"{antal} nästa steg")
    fragan = f"Mönstret tas bort för alla i mötet{', med ' + ' och '.join(med) if med else ''}."
    if rad.monster.utkast:
        fragan += " Förslaget det kom från visas igen."
    knapp = (
        f'<form method="post" action="{bas}ta-bort/">{dolt(visning, del_)}'
        '<button class="btn btn-sm btn-outline-danger" type="submit">Ta bort mönstret</button></form>'
    )
    return fraga(f"tb-{rad.monster.kod}", "Ta bort", fragan, knapp)
