"""Everything judged of one pupil as tables over time: statements × occasions, and subjects × occasions.

A round of the class has round signs, a date of the individual form square ones, and colleagues' columns stand last and
apart. Built directly, as the heat map is, because of the many squares. Every sign has its word for the ear.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from .. import instrument
from ..bilder import symboler
from ..instrument import EJ_AKTUELLT, Instrument, Pastaende
from ..resa import dag_och_ar
from ..tal.utveckling import FARGORD, Tillfalle

if TYPE_CHECKING:
    from ..urval import Ruta

Rutor = Mapping[tuple[int, str], "Ruta"]


def _hora(text: str) -> str:
    return f'<span class="visually-hidden">{text}</span>'


def _grupp(t: Tillfalle) -> tuple[str, str]:
    """What kind of column it is (a class of the style sheet), and the class whose round it was."""
    return "av-kollega" if t.kollega else "av-klassen" if t.klass else "av-mentor", t.klass


def _gruppnamn(slag: str, klass: str) -> str:
    """The heading that such columns stand under."""
    if slag == "av-klassen":
        return f"{_hora('Klassens kartläggning,')} {escape(klass)}"
    if slag == "av-kollega":
        return "Kollegors bild"
    return f'<span aria-hidden="true">Individ</span>{_hora("Individuell kartläggning")}'


def huvud(tillfallen: Sequence[Tillfalle], rubrik: str) -> SafeString:
    """Two rows: what kind of occasions they are, and each one's date. ``rubrik`` is the head of the first column."""
    grupper, datum, ar = [], [], 0
    for (slag, klass), i_foljd in groupby(tillfallen, key=_grupp):
        gruppens, namn = list(i_foljd), _gruppnamn(slag, klass)
        grupper.append(f'<th scope="colgroup" colspan="{len(gruppens)}" class="{slag} ny">{namn}</th>')
        for plats, t in enumerate(gruppens):
            nytt_ar, ar = t.datum.year != ar, t.datum.year
            datum.append(_kolumnhuvud(t, slag, ny=plats == 0, visa_ar=nytt_ar))
    return mark_safe(  # noqa: S308 - every name is escaped
        f"<thead><tr><td></td>{''.join(grupper)}</tr>"
        f'<tr><th scope="col" class="namn">{escape(rubrik)}</th>{"".join(datum)}</tr></thead>'
    )


def _kolumnhuvud(t: Tillfalle, slag: str, *, ny: bool, visa_ar: bool) -> str:
    delar = [f'<span aria-hidden="true">{t.kort}</span>{_hora(dag_och_ar(t.datum))}']
    if visa_ar:
        delar.append(f'<small aria-hidden="true">{t.datum.year}</small>')
    if t.kollega:
        delar.append(f"<small>{escape(t.kollega)}</small>")
    if t.oppen:
        delar.append('<small class="pagar">pågår</small>')
    return f'<th scope="col" class="{slag}{" ny" if ny else ""}">{"".join(delar)}</th>'


def kropp(form: Instrument, tillfallen: Sequence[Tillfalle], rutor: Rutor) -> SafeString:
    """A row a statement under its dimension, of those that any occasion asks; those that rate the school say so."""
    celler, kolumner = _Celler(form), _kolumner(tillfallen)
    fragade = frozenset().union(*(t.fragar for t in tillfallen))
    delar = []
    for dimension in form.dimensioner:
        delar.append(
            f'<tbody><tr class="dimension"><th scope="rowgroup" colspan="{len(tillfallen) + 1}"><span>'
            f"{escape(dimension.namn)}</span></th></tr>"
        )
        for p in dimension.pastaenden:
            if p.nyckel not in fragade:
                continue
            delar.append(f'<tr class="om-skolan">{_radhuvud(p)}' if p.om_skolan else f"<tr>{_radhuvud(p)}")
            delar += [celler.cell(t, p.nyckel, rutor.get((t.id, p.nyckel)), ny) for t, ny in kolumner]
            delar.append("</tr>")
        delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


@cache
def _radhuvud(p: Pastaende) -> str:
    marke = ' <span class="skolmarke">bedömer skolan</span>' if p.om_skolan else ""
    return f'<th scope="row" title="{escape(p.text)}">{p.nummer}. {escape(p.kort)}{marke}</th>'


def _kolumner(tillfallen: Sequence[Tillfalle]) -> list[tuple[Tillfalle, bool]]:
    """Each column, and whether another kind of columns begins there."""
    grupper = [_grupp(t) for t in tillfallen]
    return [(t, plats == 0 or grupper[plats - 1] != grupper[plats]) for plats, t in enumerate(tillfallen)]


class _Celler:
    """The squares of the table; each kind there is of them is written once."""

    def __init__(self, form: Instrument):
        self.tecken = symboler(form)
        self.skrivna: dict[tuple, str] = {}

    def cell(self, t: Tillfalle, pastaende: str, ruta: "Ruta | None", ny: bool) -> str:
        """What stands there, also when nothing does: not judged, or not asked on that occasion."""
        fragas = pastaende in t.fragar
        slag = (ruta.farg, ruta.undersok, ruta.hamtad) if ruta else (0, False, False)
        nyckel = (*slag, fragas, bool(t.klass), ny)
        if nyckel not in self.skrivna:
            self.skrivna[nyckel] = self._skriv(*nyckel)
        return self.skrivna[nyckel]

    def _skriv(self, farg: int, undersok: bool, hamtad: bool, fragas: bool, klassens: bool, ny: bool) -> str:
        td = '<td class="ny">' if ny else "<td>"
        if not fragas and not farg:
            return f"{td}{_hora('frågas inte')}</td>"
        ord_ = [FARGORD[farg]]
        klass = f"farg farg-{farg}{' rund' if klassens else ''}"
        if undersok:
            ord_.append("behöver undersökas")
        if hamtad:
            ord_.append("hämtat från klassen, inte bekräftat")
            klass += " hamtad"
        frage = '<sup aria-hidden="true">?</sup>' if undersok else ""
        return f'{td}<i class="{klass}" aria-hidden="true">{self.tecken[farg]}</i>{frage}{_hora(", ".join(ord_))}</td>'


def amnestabell(
    form: Instrument, pastaende: Pastaende, tillfallen: Sequence[Tillfalle], rutor: Rutor, namn: Mapping[str, str]
) -> SafeString:
    """The subjects named for a statement over time: a row a subject, by name; empty when none ever was.

    Only the occasions on which the statement was judged; ``namn`` are the school's subjects by code.
    """
    bedomda = [t for t in tillfallen if (r := rutor.get((t.id, pastaende.nyckel))) and r.bedomd]
    koder = {kod for t in bedomda for kod in rutor[t.id, pastaende.nyckel].amnen}
    if not koder:
        return mark_safe("")
    celler, kolumner = _Celler(form), _kolumner(bedomda)
    farger = "".join(celler.cell(t, pastaende.nyckel, rutor[t.id, pastaende.nyckel], ny) for t, ny in kolumner)
    rader = [f'<tr class="fargrad"><th scope="row">Färg</th>{farger}</tr>']
    for kod in sorted(koder, key=lambda kod: namn.get(kod, kod)):
        celler_i_raden = "".join(_amnescell(kod in rutor[t.id, pastaende.nyckel].amnen, ny) for t, ny in kolumner)
        rader.append(f'<tr><th scope="row">{escape(namn.get(kod, kod))}</th>{celler_i_raden}</tr>')
    return mark_safe(  # noqa: S308 - names are escaped
        f'<table class="tidstabell">{huvud(bedomda, "Ämne")}<tbody>{"".join(rader)}</tbody></table>'
    )


def _amnescell(star: bool, ny: bool) -> str:
    td = '<td class="ny">' if ny else "<td>"
    if not star:
        return f"{td}{_hora('inte angivet')}</td>"
    return f'{td}<span class="prick" aria-hidden="true"></span>{_hora("angivet")}</td>'


def slag(tillfallen: Iterable[Tillfalle]) -> frozenset[str]:
    """Which kinds of columns there are, for the legend: av-klassen, av-mentor, av-kollega."""
    return frozenset(_grupp(t)[0] for t in tillfallen)


@cache
def tecken(form: str, slag: frozenset[str]) -> SafeString:
    """What the signs mean, of those that can stand in such columns; ``form`` is the instrument's key."""
    enskilda = "av-mentor" in slag or "av-kollega" in slag
    rader = [
        (f'<span class="farg farg-{f.varde}" aria-hidden="true">{escape(f.symbol)}</span>', f.namn)
        for f in instrument.las(form).farger
        if enskilda or f.varde != EJ_AKTUELLT
    ]
    rader.append(('<span class="farg farg-0" aria-hidden="true"></span>', "Ej bedömd"))
    if "av-klassen" in slag:
        rader.append(('<span class="farg rund" aria-hidden="true"></span>', "Rund: klassens kartläggning"))
    if enskilda:
        hamtad = '<span class="farg farg-1 hamtad" aria-hidden="true">✓</span>'
        rader.append((hamtad, "Streckad: hämtad från klassen, inte bekräftad"))
    rader.append(('<sup aria-hidden="true">?</sup>', "Behöver undersökas"))
    lista = "".join(f"<li>{bild} {escape(namn)}</li>" for bild, namn in rader)
    return mark_safe(f'<ul class="tecken">{lista}</ul>')  # noqa: S308 - the instrument's names are escaped
