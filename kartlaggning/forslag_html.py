"""The proposed pupils as the summary shows them: who, why, and what has become of it.

Built directly, as the other repeated rows of that page are; an address is written out once and given each pupil's code.
"""

from datetime import date

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .bilder import remsor
from .forslag import Lage
from .instrument import Instrument
from .resa import dag, dag_och_ar
from .sammanstallning import Forslagsrad

_PLATS = "2" * 12


class Adresser:
    """The addresses of a row, by pupil code; the round's own is known from the start."""

    def __init__(self, runda_kod: str):
        self.starta = reverse("forslag_starta", args=[runda_kod])
        self._monster = {namn: reverse(namn, args=[_PLATS]) for namn in ("elev", "individ", "forslag_avsta")}

    def till(self, namn: str, elev_kod: str) -> str:
        """The address of that name for the pupil."""
        return self._monster[namn].replace(_PLATS, elev_kod)


def forslag(instrument: Instrument, rader: list[Forslagsrad], runda_kod: str, i_ar: int) -> SafeString:
    """The rows: a box to choose the pupil where the person may start now, name, the ten squares, why, and the state.

    ``i_ar`` is the year of the round; a day of another year is written with it.
    """
    adresser = Adresser(runda_kod)
    delar = []
    for rad, remsa in zip(rader, remsor(instrument, [rad.farger for rad in rader]), strict=True):
        skydd = ' class="skyddad"' if rad.elev.skyddad else ""
        delar.append(
            f'<li{skydd}>{_val(rad)}<span class="forslag-namn">{_namn(rad, adresser)}</span>{remsa}'
            f'<span class="forslag-skal">{escape(rad.skal)}</span>{_lage(rad, adresser, i_ar)}</li>'
        )
    return mark_safe(f'<ul class="forslag">{"".join(delar)}</ul>')  # noqa: S308 - names, reasons and words are escaped


def _val(rad: Forslagsrad) -> str:
    """The box, where somebody may start and nobody has decided."""
    if not (rad.beslutar and rad.vantar):
        return ""
    namn = escape(rad.elev.namn)
    return (
        f'<label class="forslag-val"><input class="form-check-input" type="checkbox" name="elev" '
        f'value="{rad.elev.kod}"><span class="visually-hidden">Välj {namn}</span></label>'
    )


def _namn(rad: Forslagsrad, adresser: Adresser) -> str:
    """The name, leading to the pupil's page for who may follow the pupil."""
    namn = escape(rad.elev.namn)
    if rad.tillstand is None:
        return namn
    return f'<a href="{adresser.till("elev", rad.elev.kod)}">{namn}</a>'


def _lage(rad: Forslagsrad, adresser: Adresser, i_ar: int) -> str:
    """What has become of the proposal, with what the person can do about it."""
    t = rad.tillstand
    if t is None:
        return ""
    namn = f'<span class="visually-hidden">, {escape(rad.elev.namn)}</span>'
    ord_ = ""
    match t.lage:
        case Lage.PAGAR | Lage.GJORD:
            nar = _dag(t.datum.datum, i_ar)
            text = f"Pågår sedan {nar}" if t.lage == Lage.PAGAR else f"Gjord {nar}"
            lage = f'<a href="{adresser.till("individ", rad.elev.kod)}">{text}{namn}</a>'
        case Lage.AVSTOD:
            b = t.beslut
            lage = "Avstått"
            ord_ = f"{escape(b.av or 'En mentor')} avstod {_dag(b.dag, i_ar)}: <q>{escape(b.ord)}</q>"
            if rad.kan_startas:
                ord_ += f' <a href="{adresser.starta}?elev={rad.elev.kod}">Starta ändå{namn}</a>'
        case Lage.PASSERAD:
            lage = "Bedömd på nytt i en senare kartläggning"
        case _:
            lage = "Väntar på beslut"
            if rad.kan_startas:
                adress = adresser.till("forslag_avsta", rad.elev.kod)
                lage = f'<a class="btn btn-outline-primary btn-sm" href="{adress}">Avstå{namn}</a>'
    ord_ = f'<span class="forslag-ord">{ord_}</span>' if ord_ else ""
    return f'<span class="forslag-lage">{lage}</span>{ord_}'


def _dag(datum: date, i_ar: int) -> str:
    return dag(datum) if datum.year == i_ar else dag_och_ar(datum)
