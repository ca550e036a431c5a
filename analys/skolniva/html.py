"""The repeated rows of the school's page and print, each number with its picture.

Built directly, as the class's summary is: a template engine takes most of the time of two hundred cells.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kartlaggning.bilder import andelsstapel, delad_stapel, fargstapel, forandringsstapel, symboler
from kartlaggning.instrument import Dimension, Instrument
from kartlaggning.tal.termin import terminsnamn

from . import sagt
from .amnen import Amnen, Block
from .rorelse import Rorelse
from .skolbild import Skolbild, arskursnamn
from .spann import Dolt
from .undertryckning import FOR_FA, Visad, summera

# The bars' colours where no style sheet reaches them: the PDF writer reads an image without the page's own.
FARGER = {
    "spar": "#e3e7ea",
    "mangd": "#6f93b5",
    "karna": "#1f4e79",
    "okand": "#8593a0",
    "battre": "#1f4e79",
    "lika": "#e3e7ea",
    "samre": "#c9d3dc",
    "pa-battre": "#ffffff",
}
# From which per cent of gult or rött each shade of the table begins.
NYANSER = (50, 33, 20, 10, 1)


def _numrerade(form: Instrument):
    """The dimensions, each with its statements and their numbers in the whole form."""
    nummer = 0
    for dimension in form.dimensioner:
        rader = list(enumerate(dimension.pastaenden, start=nummer + 1))
        nummer += len(rader)
        yield dimension, rader


def fargade(html: SafeString) -> SafeString:
    """The same with the colours of its bars written in each part, for paper."""
    for klass, farg in FARGER.items():
        html = html.replace(f'class="{klass}"', f'class="{klass}" fill="{farg}"')
    return mark_safe(html)  # noqa: S308 - made safe by whoever built it, and our own colours


# --- Årskurs by årskurs ----------------------------------------------------------------------------------------------


def varmetabell(bild: Skolbild) -> SafeString:
    """The table of statements and årskurser; the whole school first."""
    grupper, tabell = bild.grupper, bild.tabell
    huvud = "".join(f'<th scope="col">{escape(arskursnamn(g).capitalize())}</th>' for g in (None, *grupper))
    delar = [f'<thead><tr><td class="horn"></td>{huvud}</tr></thead>']
    for dimension, rader in _numrerade(bild.form):
        delar.append(f'<tbody><tr class="dimensionsrad">{_dimensionshuvud(dimension, len(grupper) + 2)}</tr>')
        for nummer, p in rader:
            celler = [_cell(tabell.hela[p.nyckel], hela=True)]
            celler += [_cell(tabell.celler.get((g, p.nyckel), FOR_FA)) for g in grupper]
            rubrik = f'<th scope="row"><span class="nummer">{nummer}.</span> {escape(p.kort)}</th>'
            delar.append(f"<tr>{rubrik}{''.join(celler)}</tr>")
        delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def _dimensionshuvud(dimension: Dimension, bredd: int) -> str:
    return f'<th scope="rowgroup" colspan="{bredd}">{escape(dimension.namn)}</th>'


def _cell(visad: Visad | None, *, hela: bool = False) -> str:
    stort, litet = sagt.kort(visad)
    rott = sagt.rott(visad)
    klasser = f"{_nyans(visad)} hela" if hela else _nyans(visad)
    under = "".join(f"<span>{ord_}</span>" for ord_ in (litet, rott) if ord_)
    return f'<td class="{klasser}"><b>{stort}</b>{under}</td>'


def _nyans(visad: Visad | None) -> str:
    """The shade of a cell; the number in it says the same."""
    if visad is None or not visad.bedomda or not visad.delvis:
        return "dolt"
    procent = 100 * visad.gul_eller_rod / visad.bedomda
    return f"nyans-{sum(procent >= grans for grans in NYANSER)}"


# --- Statement by statement ------------------------------------------------------------------------------------------


def pastaenden(bild: Skolbild) -> SafeString:
    """The dimensions and their statements for the årskurs that is looked at: bars, and what they say."""
    tecken = symboler(bild.form)
    delar = []
    for dimension, rader in _numrerade(bild.form):
        visade = [v for _, p in rader if (v := bild.visad(p.nyckel)) is not None]
        delar.append(_dimension(dimension, summera(visade), tecken))
        for nummer, p in rader:
            visad, ej = bild.visad(p.nyckel), bild.ej_bedomda(p.nyckel)
            delar.append(_rad(f"{nummer}. {escape(p.text)}", _stapel(visad, ej, tecken), _ord(visad, ej)))
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def _dimension(dimension: Dimension, summa: Visad, tecken: dict[int, str]) -> str:
    """The dimension's head, with all answers to its statements as one bar."""
    huvud = f'<h3 class="dimension">{escape(dimension.namn)} <span class="dampad">{escape(dimension.fraga)}</span></h3>'
    if not summa.delvis or not summa.bedomda:
        return huvud
    ord_ = f"<p><b>Gult eller rött</b> {summa.gul_eller_rod} av {summa.bedomda} svar, {sagt.kort(summa)[0]}</p>"
    text = '<span class="dampad">Dimensionens påståenden tillsammans</span>'
    return huvud + _rad(text, _stapel(summa, 0, tecken), ord_, "hela-dimensionen")


def _rad(text: str, bild: str, ord_: str, klass: str = "") -> str:
    return (
        f'<div class="fordelning {klass}"><p class="fordelning-text">{text}</p><div>{bild}</div>'
        f'<div class="ord">{ord_}</div></div>'
    )


def _stapel(visad: Visad | None, ej_bedomda: int, tecken: dict[int, str]) -> str:
    """The bar of what is told; none where grönt and the rest are not."""
    if visad is None or not visad.bedomda:
        return ""
    f = sagt.fordelning(visad, ej_bedomda)
    if f is not None:
        return fargstapel(f, tecken)
    return delad_stapel(visad.gron, visad.gul_eller_rod, tecken) if visad.delvis else ""


def _ord(visad: Visad | None, ej_bedomda: int) -> str:
    rader = sagt.om_fargerna(visad, ej_bedomda)
    return "".join(f"<p><b>{vad}</b> {tal}</p>" if vad else f'<p class="dampad">{tal}</p>' for vad, tal in rader)


# --- Subjects --------------------------------------------------------------------------------------------------------


def amnen(bild: Skolbild, namn: dict[str, str]) -> SafeString:
    """The subjects of each statement that asks for them, blocks first. ``namn`` are the school's subjects by code."""
    rutor = [
        _amnesruta(p.amnen, bild.amnen[p.nyckel], bild.tabell.hela[p.nyckel], namn)
        for p in bild.form.pastaenden
        if p.amnen
    ]
    return mark_safe("".join(rutor))  # noqa: S308 - names are escaped


def _amnesruta(fraga: str, amnen_: Amnen | None, visad: Visad, namn: dict[str, str]) -> str:
    huvud = f"<div><h3>{escape(fraga)}</h3>"
    if amnen_ is None:
        ingen = visad.gul_eller_rod == 0
        return f'{huvud}<p class="dampad">{"Ingen har gult eller rött." if ingen else "Visas inte: för få."}</p></div>'
    if not amnen_.amnen:
        return f'{huvud}<p class="dampad">Inga ämnen är angivna.</p></div>'
    av = visad.gul_eller_rod
    block = "".join(
        f'<div class="block"><dt>{escape(b.namn)} <span class="dampad">{escape(", ".join(b.koder))}</span></dt><dd>'
        f"{andelsstapel(b.nagot, av, b.alla or 0)}<span>minst ett av ämnena: {b.nagot} av {av}; alla: {_alla(b)}</span>"
        "</dd></div>"
        for b in amnen_.block
    )
    enskilda = "".join(_amnesrad(escape(namn.get(a.kod, a.kod)), a.antal, av) for a in amnen_.amnen)
    return f'{huvud}<dl class="amneslista">{block}{enskilda}</dl></div>'


def _alla(block: Block) -> str:
    return str(Dolt.DOLD if block.alla is None else block.alla)


def _amnesrad(namn: str, antal: int | Dolt, av: int) -> str:
    if isinstance(antal, Dolt):
        return f'<div><dt>{namn}</dt><dd class="dampad">{antal}</dd></div>'
    return f"<div><dt>{namn}</dt><dd>{andelsstapel(antal, av)}<span>{antal} av {av}</span></dd></div>"


# --- Between terms ---------------------------------------------------------------------------------------------------


def terminstabell(bild: Skolbild, *, rorelser: bool) -> SafeString:
    """Gult or rött of every term, and how pupils have moved since their class's term before (``rorelser``)."""
    terminer = bild.terminer
    tak = _tak(bild)
    huvud = "".join(f'<th scope="col">{terminsnamn(t).capitalize()}</th>' for t in terminer)
    sist = '<th scope="col" class="rorelse">Samma elever sedan förra terminen</th>' if rorelser else ""
    kurva = '<td class="horn kurva"></td>' if len(terminer) > 1 else ""
    delar = [f'<thead><tr><td class="horn"></td>{huvud}{kurva}{sist}</tr></thead>']
    bredd = 1 + len(terminer) + bool(kurva) + bool(sist)
    for dimension, rader in _numrerade(bild.form):
        delar.append(f'<tbody><tr class="dimensionsrad">{_dimensionshuvud(dimension, bredd)}</tr>')
        for nummer, p in rader:
            visade = [bild.visad(p.nyckel, t) for t in terminer]
            celler = "".join(map(_terminscell, visade))
            kurvan = f'<td class="kurva">{_kurva(visade, tak)}</td>' if kurva else ""
            rorelsen = _rorelsecell(bild.rorelser[p.nyckel]) if rorelser else ""
            rubrik = f'<th scope="row"><span class="nummer">{nummer}.</span> {escape(p.kort)}</th>'
            delar.append(f"<tr>{rubrik}{celler}{kurvan}{rorelsen}</tr>")
        delar.append("</tbody>")
    return mark_safe("".join(delar))  # noqa: S308 - every text of the instrument is escaped


def _terminscell(visad: Visad | None) -> str:
    stort, litet = sagt.kort(visad)
    return f"<td><b>{stort}</b>{f'<span>{litet}</span>' if litet else ''}</td>"


def _rorelsecell(rorelse: Rorelse | None) -> str:
    tal, riktning = sagt.om_rorelsen(rorelse)
    hel = sagt.forandring(rorelse) if rorelse else None
    bild = forandringsstapel(hel) if hel and hel.matchade else ""
    vikt = "b" if sagt.tydlig(rorelse) else "span"
    under = f"<{vikt}>{riktning.capitalize()}</{vikt}>" if riktning else ""
    return f'<td class="rorelse">{bild}<span>{tal}</span>{under}</td>'


def _tak(bild: Skolbild) -> float:
    """The largest share of gult or rött in the table, which the bars' full height stands for; at least a third."""
    visade = (bild.visad(p.nyckel, t) for p in bild.form.pastaenden for t in bild.terminer)
    return max([1 / 3, *(v.gul_eller_rod / v.bedomda for v in visade if v and v.delvis and v.bedomda)])


def _kurva(visade: list[Visad | None], tak: float) -> str:
    """A bar a term for the share of gult or rött; a line where it is not told. Only for the eye: the cells say it."""
    bredd = 100 / len(visade)
    delar = []
    for plats, visad in enumerate(visade):
        x = f"{plats * bredd + bredd * 0.15:.1f}%"
        if visad is None or not visad.delvis or not visad.bedomda:
            delar.append(f'<rect class="okand" x="{x}" y="33" width="{bredd * 0.7:.1f}%" height="1"/>')
            continue
        hojd = 34 * visad.gul_eller_rod / visad.bedomda / tak
        y = f"{34 - hojd:.1f}"
        delar.append(f'<rect class="mangd" x="{x}" y="{y}" width="{bredd * 0.7:.1f}%" height="{hojd:.1f}"/>')
    return f'<svg aria-hidden="true" width="100%" height="34">{"".join(delar)}</svg>'
