"""The proposed pupils as the summary shows them: who, why, and what has become of it.

Built directly, as the other repeated rows of that page are; an address is written out once and given each pupil's code.
"""

from datetime import date
from functools import cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from skolanknytning.skola.kod import LANGD

from ..bilder import remsor
from ..forslag.tillstand import Lage
from ..instrument import Instrument
from ..resa import dag, dag_och_ar
from .sammanstallning import Forslagsrad

_PLATS = "2" * LANGD


@cache
def _monster(namn: str) -> str:
    """The address of that name, with a code in it that no row has."""
    return reverse(namn, args=[_PLATS])


def _adress(namn: str, kod: str) -> str:
    return _monster(namn).replace(_PLATS, kod)


def forslag(instrument: Instrument, rader: list[Forslagsrad], runda_kod: str, i_ar: int) -> SafeString:
    """The rows: a box to choose the pupil where the person may start now, name, the ten squares, why, and the state.

    ``i_ar`` is the year of the round; a day of another year is written with it.
    """
    starta = _adress("forslag_starta", runda_kod)
    delar = []
    for rad, remsa in zip(rader, remsor(instrument, [rad.farger for rad in rader]), strict=True):
        skydd = ' class="skyddad"' if rad.elev.skyddad else ""
        namn = escape(rad.elev.namn)
        delar.append(
            f'<li{skydd}>{_val(rad, namn)}<span class="forslag-namn">{_namn(rad, namn)}</span>{remsa}'
            f'<span class="forslag-skal">{escape(rad.skal)}</span>{_lage(rad, namn, starta, i_ar)}</li>'
        )
    return mark_safe(f'<ul class="forslag">{"".join(delar)}</ul>')  # noqa: S308 - names, reasons and words are escaped


def _val(rad: Forslagsrad, namn: str) -> str:
    """The box, where somebody may start and nobody has decided."""
    if not (rad.beslutar and rad.vantar):
        return ""
    return (
        f'<label class="forslag-val"><input class="form-check-input" type="checkbox" name="elev" '
        f'value="{rad.elev.kod}"><span class="visually-hidden">Välj {namn}</span></label>'
    )


def _namn(rad: Forslagsrad, namn: str) -> str:
    """The name, leading to the pupil's page for who may follow the pupil."""
    return f'<a href="{_adress("elev", rad.elev.kod)}">{namn}</a>' if rad.tillstand else namn


def _lage(rad: Forslagsrad, namn: str, starta: str, i_ar: int) -> str:
    """What has become of the proposal, with what the person can do about it; ``starta`` is where it is started."""
    t, kod = rad.tillstand, rad.elev.kod
    if t is None:
        return ""
    om = f'<span class="visually-hidden">, {namn}</span>'
    ord_ = ""
    if t.lage == Lage.FORESLAGEN:
        lage = "Väntar på beslut"
        if rad.kan_startas:
            lage = f'<a class="btn btn-outline-primary btn-sm" href="{_adress("forslag_avsta", kod)}">Avstå{om}</a>'
    elif t.lage == Lage.AVSTOD:
        b, lage = t.beslut, "Avstått"
        ord_ = f"{escape(b.av or 'En mentor')} avstod {_dag(b.dag, i_ar)}: <q>{escape(b.ord)}</q>"
        if rad.kan_startas:
            ord_ += f' <a href="{starta}?elev={kod}">Starta ändå{om}</a>'
        ord_ = f'<span class="forslag-ord">{ord_}</span>'
    elif t.lage == Lage.PASSERAD:
        lage = "Bedömd på nytt i en senare kartläggning"
    else:
        ord_for = "Pågår sedan" if t.lage == Lage.PAGAR else "Gjord"
        lage = f'<a href="{_adress("individ", kod)}">{ord_for} {_dag(t.datum.datum, i_ar)}{om}</a>'
    return f'<span class="forslag-lage">{lage}</span>{ord_}'


def _dag(datum: date, i_ar: int) -> str:
    return dag(datum) if datum.year == i_ar else dag_och_ar(datum)
