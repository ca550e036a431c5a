"""The rows of the table of a school's classes, as HTML.

Built directly, as the grid is: of forty classes a template engine makes as much work as all the rest of a page.
"""

from collections.abc import Iterable
from functools import cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kartlaggning.resa import Runda, dag

from .urval import Kort

# A kod of nothing.
KOD = "2" * 12


def tabellrader(alla: Iterable[Kort]) -> SafeString:
    """A row a class: its mentors, how far its round has come, and what has become of the proposals."""
    return mark_safe("".join(map(_rad, alla)))  # noqa: S308 - every name is escaped


def _rad(kort: Kort) -> str:
    klass, runda, namn = kort.klass, kort.runda, escape(kort.klass.namn)
    lank = ""
    if runda:
        adress = _till("kartlaggning_sammanstallning").format(runda.kod)
        lank = f'<a href="{adress}" aria-label="Sammanställning {namn}">Sammanställning</a>'
    return (
        f'<tr><th scope="row"><a href="{_till("klass").format(klass.kod)}">{namn}</a></th>'
        f'<td class="mentorer dampad">{escape(", ".join(kort.mentorer)) or "Ingen mentor"}</td>'
        f'<td class="lage">{_lage(runda, namn)}</td><td class="forslag">{_forslag(runda)}</td>'
        f'<td class="lank">{lank}</td></tr>'
    )


@cache
def _till(sida: str) -> str:
    """The address of a page, with room for a kod; asked for once, since a school has many classes."""
    return reverse(sida, args=[KOD]).replace(KOD, "{}")


def _lage(runda: Runda | None, namn: str) -> str:
    if runda is None:
        return '<span class="dampad">Inte börjad</span>'
    if not runda.oppen:
        klar = '<i class="bi bi-check-lg klar-tecken" aria-hidden="true"></i>'
        return f"{klar} Stängd {dag(runda.stangd)}{runda.luckor}"
    matare = ""
    if runda.rutor:
        matare = (
            f'<progress class="framsteg" value="{runda.bedomda}" max="{runda.rutor}" '
            f'aria-label="Bedömda rutor i {namn}"></progress>'
        )
    return (
        '<span class="bricka bricka-pagar">Pågår</span> '
        f'<span class="siffra">{runda.bedomda} av {runda.rutor}</span>{matare}'
    )


def _forslag(runda: Runda | None) -> str:
    if runda is None or runda.foreslagna is None:
        return '<span class="dampad inget">–</span>'
    return (
        f'<span class="bara-smal">Föreslås: </span><span class="siffra">{runda.foreslagna} av {runda.elever}</span>'
        f'<progress class="framsteg andel" max="{runda.elever}" value="{runda.foreslagna}" aria-hidden="true">'
        f"</progress>{_beslut(runda)}"
    )


def _beslut(runda: Runda) -> str:
    """What waits, or that nothing does; nothing where nobody is proposed."""
    delar = [f"{runda.obeslutade} väntar på beslut"] if runda.obeslutade else []
    delar += [f"{runda.pagar} pågår"] if runda.pagar else []
    if delar:
        return f'<span class="vantar-rad dampad">{" · ".join(delar)}</span>'
    return '<span class="vantar-rad dampad">Alla är beslutade</span>' if runda.beslutade else ""
