"""The repeated rows of the pupil's page: what has moved, compared with the class, comments.

Built directly, as the summary's rows are, because a template engine takes ten times as long.
"""

from collections.abc import Collection, Iterable
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from ..bilder import fargstapel, symboler
from ..instrument import Instrument
from ..resa import dag, dag_och_ar
from ..tal.avvikelse import Jamforelserad, Utfall, andra_i_ord, andra_utat
from ..tal.utveckling import FARGORD, Dimensionskurva, Flytt, Kurva, Tillfalle, Utveckling
from .elevbilder import STAPLAR_I_BREDD
from .elevbilder import kurva as rita_kurva

if TYPE_CHECKING:
    from .formular import Formular, Kolumn

UTFALL = {
    Utfall.SAMRE: ("avviker", '<span aria-hidden="true">▼</span> Avviker från gruppen'),
    Utfall.BATTRE: ("avviker styrka", '<span aria-hidden="true">▲</span> Avviker från gruppen: en styrka'),
    Utfall.SOM_GRUPPEN: ("dampad", "Avviker inte"),
    Utfall.FOR_FA: ("dampad", "För få andra är bedömda för att jämföra"),
    Utfall.EJ_BEDOMD: ("dampad", "Eleven är inte bedömd"),
}


def inledning(slag: Collection[str], mellan: tuple[Tillfalle, Tillfalle] | None) -> str:
    """What the pictures are, and between which occasions the movements are."""
    delar = ["Varje tecken är ett påstående."]
    if "av-klassen" in slag:
        delar.append("Runda tecken är från klassens kartläggning, som har färre påståenden.")
    if mellan is None:
        return " ".join([*delar, "Nästa gång eleven bedöms visas här vad som har flyttat sig."])
    da, nu = ((dag_och_ar(t.datum), " (klassens kartläggning)" if t.klass else "") for t in mellan)
    bada = da[1] == nu[1]
    mellan_vilka = f"{da[0]}{'' if bada else da[1]} och {nu[0]}{'' if bada else nu[1]}"
    return " ".join([*delar, f"Jämförelsen är mellan {mellan_vilka}: bara påståenden som är bedömda båda gångerna."])


def utveckling(form: Instrument, utveckling: Utveckling) -> SafeString:
    """Each dimension: its picture, the latest counts in words, and what has moved."""
    tecken = symboler(form)
    delar = [_dimension(d, utveckling.mellan, tecken) for d in utveckling.dimensioner]
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def _dimension(d: Dimensionskurva, mellan: tuple[Tillfalle, Tillfalle] | None, tecken: dict[int, str]) -> str:
    fraga = f'<span class="dampad">{escape(d.dimension.fraga)}</span>'
    skolan = ""
    if d.skolan and d.skolan.punkter:
        skolan = (
            f'<div class="kurvdel skoldel"><h4>Bedömer skolan</h4>{_kurva(d.skolan, mellan, tecken, "Om skolan")}</div>'
        )
    return (
        f'<div class="dimensionskurva"><h3>{escape(d.dimension.namn)} {fraga}</h3>'
        f'<div class="kurvdel">{_kurva(d.eleven, mellan, tecken, "Om eleven")}</div>{skolan}</div>'
    )


def _kurva(k: Kurva, mellan: tuple[Tillfalle, Tillfalle] | None, tecken: dict[int, str], vad: str) -> str:
    if not k.punkter:
        return '<p class="dampad">Inte bedömd än.</p>'
    senaste, antal = k.punkter[-1]
    av_fler = f" (de {STAPLAR_I_BREDD} senaste)" if len(k.punkter) > STAPLAR_I_BREDD else ""
    return (
        f"{rita_kurva(k, tecken, vad)}"
        f'<div class="kurvord"><p><b>{senaste.kort}</b> {antal.i_ord}{av_fler}</p>{_rorelse(k, mellan)}</div>'
    )


def _rorelse(k: Kurva, mellan: tuple[Tillfalle, Tillfalle] | None) -> str:
    if k.rorelse is None or mellan is None:
        return ""
    if not k.rorelse.forandring.matchade:
        return f'<p class="dampad">Inte bedömt {mellan[1].kort}</p>' if k.rorelse.forandring.borta else ""
    rader = "".join(_flytt(flytt) for flytt in k.rorelse.flyttade)
    lista = f'<ul class="flyttar">{rader}</ul>' if rader else ""
    return f"<p><b>{mellan[0].kort} → {mellan[1].kort}</b> {k.rorelse.i_ord}</p>{lista}"


def _flytt(flytt: Flytt) -> str:
    klass, tecken, ord_ = ("battre", "▲", "Bättre") if flytt.battre else ("samre", "▼", "Sämre")
    return (
        f'<li><span class="prov {klass}" aria-hidden="true">{tecken}</span><span><span class="visually-hidden">{ord_}: '
        f'</span>{escape(flytt.pastaende.kort)} <span class="dampad">{flytt.i_ord}</span></span></li>'
    )


def jamforelse(form: Instrument, rader: list[Jamforelserad], *, ser_klassen: bool) -> SafeString:
    """The shared statements: the pupil, the others, and whether the pupil deviates.

    ``ser_klassen``: the reader may see the class's colours; others are told no small number.
    """
    tecken = symboler(form)
    delar = []
    for rad in rader:
        bild = f'<td class="andra">{fargstapel(rad.andra, tecken) if rad.andra.bedomda else ""}</td>'
        andra = andra_i_ord(rad) if ser_klassen else andra_utat(rad.andra)
        klass, ord_ = UTFALL[rad.utfall]
        delar.append(
            f'<tr{_avviker(rad)}><th scope="row" title="{escape(rad.pastaende.text)}">{escape(rad.pastaende.kort)}</th>'
            f'<td class="eleven">{_eleven(rad, tecken)}</td>{bild if ser_klassen else ""}'
            f'<td class="utfall"><p class="{klass}">{ord_}</p><p>{andra}</p></td></tr>'
        )
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def _avviker(rad: Jamforelserad) -> str:
    return ' class="skiljer"' if rad.utfall.avviker else ""


def _eleven(rad: Jamforelserad, tecken: dict[int, str]) -> str:
    if rad.eleven is None:
        return '<span class="dampad">ej bedömd</span>'
    farg, datum = rad.eleven.farg, rad.eleven.datum
    rund = " rund" if rad.eleven.i_klassen else ""
    varifran = "klassens kartläggning" if rad.eleven.i_klassen else "individuellt"
    return (
        f'<i class="farg farg-{farg}{rund}" aria-hidden="true">{tecken[farg]}</i> {FARGORD[farg]} '
        f'<span class="dampad">{datum.day}/{datum.month}<span class="visually-hidden">, {varifran}</span></span>'
    )


def insyn(personer: Iterable[tuple[str, bool, str]], fragade: Iterable["Kolumn"]) -> SafeString:
    """Who can see the pupil: (name, whether it is the reader, why), and colleagues who have been asked."""
    rader = [(namn, " (du)" if jag else "", varfor) for namn, jag, varfor in personer]
    rader += [
        (k.kollega, "", f"tillfrågad {dag(k.datum)}: ser bara sin egen bild, tills den är inlämnad") for k in fragade
    ]
    lista = "".join(
        f'<li><b>{escape(namn)}</b>{du} <span class="dampad">{escape(varfor)}</span></li>' for namn, du, varfor in rader
    )
    return mark_safe(f'<ul class="insyn">{lista}</ul>')  # noqa: S308 - every name is escaped


def kommentarer(formular: "Formular", kolumner: Iterable["Kolumn"]) -> SafeString:
    """What has been written on each of the dates, by dimension, with who; a date without a word is not there."""
    namn = {d.nyckel: d.namn for d in formular.instrument.dimensioner}
    delar = []
    for kolumn in kolumner:
        rader = [
            (namn[fraga.dimension], rad)
            for fraga in formular.instrument.anteckningar
            if (rad := formular.kommentarer.get((kolumn.id, fraga.nyckel)))
        ]
        if rader:
            vem = f' <span class="bricka bricka-pagar">Kollegas bild: {escape(kolumn.kollega)}</span>'
            rubrik = f"{dag_och_ar(kolumn.datum)}{vem if kolumn.kollega else ''}"
            texter = "".join(_kommentar(*rad) for rad in rader)
            delar.append(f'<div class="kommentarsdag"><h3>{rubrik}</h3><dl>{texter}</dl></div>')
    return mark_safe("".join(delar))  # noqa: S308 - every text is escaped


def _kommentar(dimension: str, rad) -> str:
    text = escape(rad.text).replace("\n", "<br>")
    vem = f"{escape(rad.andrad_av)} {rad.nar}".strip()
    return f'<div><dt>{escape(dimension)}</dt><dd>{text}<span class="dampad vem">{vem}</span></dd></div>'
