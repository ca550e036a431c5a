"""The colour grid as HTML, built directly: three hundred cells cost a template engine ten times as much.

Every name is escaped once a row. A cell is the same whether it comes with the page or arrives alone.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from skolanknytning.skola.amnen import Amne

from .. import instrument as instrumenten
from ..instrument import Instrument, Pastaende
from ..models import Kartlaggning
from ..urval import TOM, Elevrad, Ruta, Rutor

# What stands elsewhere on the page, for htmx to put in the place of the old.
BYT = ' hx-swap-oob="true"'
FARGORD = {
    0: "ej bedömd",
    1: "grönt, stämmer helt",
    2: "gult, stämmer delvis",
    3: "rött, stämmer inte alls",
    4: "ej aktuellt",
}
# Between grönt, gult and rött a square has moved; *ej aktuellt* is neither better nor worse.
JAMFORBARA = frozenset({1, 2, 3})
RORELSEORD = {"battre": ", bättre än förra datumet", "samre": ", sämre än förra datumet"}


def cell(
    elev_kod: str, pastaende: str, ruta: Ruta, symbol: str, *, etikett: str, extra: str = "", fore: int = 0
) -> str:
    """One square as a ``<td>``; ``etikett``, already escaped, says which it is, ``symbol`` is the colour's sign.

    The attributes tell the page's script what stands here: e(lev), p(åstående), f(ärg), u(ndersök), a(mnen), v(ersion),
    s(amlat), h(ämtad).
    """
    klass, ord_, inre, tillagg = utseende(ruta, symbol, fore)
    return (
        f'<td id="r-{elev_kod}-{pastaende}" role="gridcell" tabindex="-1" class="{klass}" data-e="{elev_kod}"'
        f' data-p="{pastaende}" data-f="{ruta.farg}" data-v="{ruta.version}"{tillagg}{extra}'
        f' aria-label="{etikett}: {ord_}">{inre}</td>'
    )


def utseende(ruta: Ruta, symbol: str, fore: int = 0) -> tuple[str, str, str, str]:
    """What a square looks like: its classes, its words, what stands in it, and what the script is told besides.

    ``fore`` is the colour that stood there the time before (0: none to compare with).
    """
    klass, ord_, inre, tillagg = f"ruta farg-{ruta.farg}", FARGORD[ruta.farg], symbol, ""
    if ruta.undersok:
        klass += " undersok"
        ord_ += ", behöver undersökas"
        tillagg = ' data-u="1"'
    if ruta.amnen:
        amnen = escape(" ".join(ruta.amnen))
        ord_ += f", {amnen}"
        tillagg += f' data-a="{amnen}"'
        inre += f"<small>{amnen}</small>"
    if ruta.samlat:
        tillagg += ' data-s="1"'
    if ruta.hamtad:
        klass += " hamtad"
        ord_ += ", hämtat från klassen, inte bekräftat"
        tillagg += ' data-h="1"'
    elif fore in JAMFORBARA and ruta.farg in JAMFORBARA and fore != ruta.farg:
        rorelse = "battre" if ruta.farg < fore else "samre"
        klass += f" {rorelse}"
        ord_ += RORELSEORD[rorelse]
    return klass, ord_, inre, tillagg


def symboler(instrument: Instrument) -> dict[int, str]:
    """The sign drawn in a square, by colour value; nothing in an empty one."""
    return {0: "", **{f.varde: f.symbol for f in instrument.farger}}


class Rakning(NamedTuple):
    """How much is judged: pupils left for each statement, squares judged and in all, how many to be looked into."""

    kvar: list[tuple[Pastaende, int]]
    bedomda: int
    totalt: int
    att_undersoka: int


class Ram(NamedTuple):
    """What stands around the squares and holds nothing of the class: the pens, and the panel with the lathund."""

    pennor: SafeString
    panel: SafeString


@lru_cache(maxsize=256)
def ram(form: str, amnen: tuple[Amne, ...], far_bedoma: bool) -> Ram:
    """Drawn once for each form (its key), list of subjects and right to mark: it is the same for every class."""
    instrument = instrumenten.las(form)
    kolumner = [(d, p) for d in instrument.dimensioner for p in d.pastaenden]
    kontext = {"instrument": instrument, "amnen": amnen, "far_bedoma": far_bedoma, "kolumner": kolumner}
    return Ram(
        pennor=render_to_string("kartlaggning/delar/pennor.html", kontext),
        panel=render_to_string("kartlaggning/delar/panel.html", kontext),
    )


def huvud(instrument: Instrument, kvar: list[tuple[Pastaende, int]]) -> SafeString:
    """The two rows of the grid's head: dimensions, and statements with how many pupils are left."""
    dimensioner = "".join(
        f'<th scope="colgroup" colspan="{len(d.pastaenden)}" class="dim"><span>{escape(d.namn)}</span></th>'
        for d in instrument.dimensioner
    )
    pastaenden = "".join(
        f'<th scope="col" id="kol-{p.nyckel}" class="{"dim-start" if p.nummer == 1 else ""}">'
        f'<span class="kol-nr">{nummer}</span><span class="kol-text">{escape(p.kort)}</span>{_kvar(p, antal)}</th>'
        for nummer, (p, antal) in enumerate(kvar, start=1)
    )
    return mark_safe(  # noqa: S308 - every text of the instrument is escaped
        f'<tr class="dimensioner"><th scope="col" class="horn" rowspan="2"><span>Elev</span></th>{dimensioner}</tr>'
        f'<tr class="pastaenden">{pastaenden}</tr>'
    )


def _kvar(pastaende: Pastaende, antal: int, extra: str = "") -> str:
    """A column's counter: how many pupils are left."""
    klass, text = ("kvar siffra", f"{antal} kvar") if antal else ("kvar siffra klar", "klar")
    return f'<span id="kvar-{pastaende.nyckel}" class="{klass}"{extra}>{text}</span>'


@lru_cache(maxsize=512)
def _i_ord(datum: date) -> str:
    return date_format(datum, "j F Y")


def raknat(datum: date, rakning: Rakning, extra: str = "") -> SafeString:
    """The line under the page's heading: the round's date, and how much of it is judged."""
    undersok = ""
    if rakning.att_undersoka:
        undersok = f' · <span class="siffra">{rakning.att_undersoka}</span> behöver undersökas'
    return mark_safe(  # noqa: S308 - a date and numbers
        f'<p id="raknat" class="raknat"{extra}>{_i_ord(datum)} · '
        f'<strong class="siffra">{rakning.bedomda} av {rakning.totalt}</strong> rutor bedömda{undersok}</p>'
    )


def bytta_raknare(
    kartlaggning: Kartlaggning, instrument: Instrument, elever: list[Elevrad], rutor: Rutor
) -> SafeString:
    """All counters of the page, each for htmx to put in the place of the old one."""
    rakning = rakna(instrument, elever, rutor)
    kvar = "".join(_kvar(p, antal, BYT) for p, antal in rakning.kvar)
    return raknat(kartlaggning.datum, rakning, BYT) + mark_safe(kvar)  # noqa: S308 - keys of the instrument and numbers


def rader(instrument: Instrument, elever: Iterable[Elevrad], rutor: Rutor) -> SafeString:
    """All rows of the grid's body."""
    tecken = symboler(instrument)
    kolumner = [(p.nyckel, nummer) for nummer, p in enumerate(instrument.pastaenden, start=1)]
    delar = []
    for elev in elever:
        namn = escape(elev.namn)
        delar.append(f'<tr id="rad-{elev.kod}"><th scope="row" role="rowheader">{namn}</th>')
        for nyckel, nummer in kolumner:
            ruta = rutor.get((elev.id, nyckel), TOM)
            delar.append(cell(elev.kod, nyckel, ruta, tecken[ruta.farg], etikett=f"{namn}, påstående {nummer}"))
        delar.append("</tr>")
    return mark_safe("".join(delar))  # noqa: S308 - every name is escaped above


def andrade_celler(
    instrument: Instrument, elever: Iterable[Elevrad], andrade: Rutor, personnamn: dict[int, str]
) -> SafeString:
    """Squares that have changed, for the page to put where they belong; each tells who changed it."""
    tecken = symboler(instrument)
    per_id = {e.id: e for e in elever}
    nummer = {p.nyckel: n for n, p in enumerate(instrument.pastaenden, start=1)}
    delar = []
    for (elev_id, nyckel), ruta in andrade.items():
        elev = per_id.get(elev_id)
        if elev is None:
            continue
        vem = f' data-av="{escape(personnamn.get(ruta.andrad_av, ""))}"'
        etikett = f"{escape(elev.namn)}, påstående {nummer[nyckel]}"
        delar.append(cell(elev.kod, nyckel, ruta, tecken[ruta.farg], etikett=etikett, extra=vem))
    return mark_safe("".join(delar))  # noqa: S308 - every name is escaped above


def rakna(instrument: Instrument, elever: list[Elevrad], rutor: Rutor) -> Rakning:
    """Count the squares of these pupils."""
    ids = {e.id for e in elever}
    bedomda = dict.fromkeys((p.nyckel for p in instrument.pastaenden), 0)
    att_undersoka = 0
    for (elev_id, nyckel), ruta in rutor.items():
        if elev_id in ids:
            att_undersoka += ruta.undersok
            if ruta.farg and nyckel in bedomda:
                bedomda[nyckel] += 1
    return Rakning(
        kvar=[(p, len(elever) - bedomda[p.nyckel]) for p in instrument.pastaenden],
        bedomda=sum(bedomda.values()),
        totalt=len(elever) * len(instrument.pastaenden),
        att_undersoka=att_undersoka,
    )
