"""What waits in plans, as HTML for the start page.

Built directly, as the grid is: the start page is everybody's first, and a template engine takes most of its time.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from handlingsplan.html.vagar import till
from handlingsplan.listan import HOS_REKTOR, SENA, SNART, UTKAST
from handlingsplan.vantar import Behov, Egen, Lista, Planrad, Vantar
from kartlaggning.resa import dag
from skolanknytning.levande import fraga
from skolanknytning.skola.models import Skola

# So much of a text is told in a line or two.
ORD = 140
INGA = (
    "Inga planer pågår. När en klass har haft sitt analysmöte startas planen från det angelägna, och det som väntar på "
    "dig visas här."
)
KLART = '<i class="bi bi-check-lg" aria-hidden="true"></i>'
SEN = '<i class="bi bi-exclamation-circle" aria-hidden="true"></i> '


def planer(v: Vantar, skola: Skola, csrf: str, *, idag: date, alla: bool, granskar: bool) -> SafeString:
    """The section of a school's plans; nothing where there is nothing to tell.

    ``alla``: the person follows every class's plans. ``granskar``: is the school's rektor.
    """
    if v.tom and not alla:
        return SafeString("")
    lista = reverse("planer", args=[skola.kod])
    delar = (
        f'<p class="dampad mb-0">{INGA}</p>' if v.tom else _delarna(v, lista, csrf, idag, alla=alla, granskar=granskar)
    )
    return _safe(
        f'<section class="del yta" id="planer-{skola.kod}" aria-labelledby="planrubrik-{skola.kod}">'
        f'<div class="rubrikrad"><h2 id="planrubrik-{skola.kod}">Planer</h2>'
        f'<a href="{lista}"><i class="bi bi-list-ul" aria-hidden="true"></i> Alla planer</a></div>{delar}</section>'
    )


def _delarna(v: Vantar, lista: str, csrf: str, idag: date, *, alla: bool, granskar: bool) -> str:
    """The lists that have something in them, in two columns."""
    aterlamnade = map(_aterlamnad, v.aterlamnade.rader)
    vanster = [
        _del("Att granska", v.granska, map(_granska, v.granska.rader), f"{lista}?lage={HOS_REKTOR}"),
        _del("Återlämnade av rektor", v.aterlamnade, aterlamnade, f"{lista}?lage={UTKAST}"),
        _del("Försenade uppföljningar", v.sena, _foljs_upp(v.sena, idag), f"{lista}?lage={SENA}"),
        _del("Följs upp inom två veckor", v.snart, _foljs_upp(v.snart, idag), f"{lista}?lage={SNART}"),
        _del("Datum för uppföljning saknas", v.utan_dag, map(_utan_dag, v.utan_dag.rader), lista),
    ]
    behov = _del("Resurser som efterfrågas", v.behov, [_behov(b, csrf) for b in v.behov.rader], "")
    stod = _del("Stöd som efterfrågas", v.stod, [_behov(b, csrf) for b in v.stod.rader], "")
    hoger = behov + stod + (_per_klass(v, lista) if alla else "")
    return _spalter("".join(vanster) or _lugnt(granskar=granskar), hoger)


def mina(insatser: list[Egen], skola: Skola, csrf: str, *, idag: date) -> SafeString:
    """The section of what the person is to do; nothing where there is nothing."""
    if not insatser:
        return SafeString("")
    forsta, fler = insatser[:6], insatser[6:]
    mer = ""
    if fler:
        rader = "".join(_egen(e, csrf, idag) for e in fler)
        mer = (
            f'<details class="fler"><summary>{len(fler)} {"insats" if len(fler) == 1 else "insatser"} till</summary>'
            f'<ul class="analyslista">{rader}</ul></details>'
        )
    sena = sum(e.sen(idag) for e in insatser)
    return _safe(
        f'<section class="del yta" aria-labelledby="mina-insatser-{skola.kod}">'
        f'<h2 id="mina-insatser-{skola.kod}">Mina insatser{_brickan(sena, "försenad", "försenade")}</h2>'
        f'<ul class="analyslista">{"".join(_egen(e, csrf, idag) for e in forsta)}</ul>{mer}</section>'
    )


# --- Parts -----------------------------------------------------------------------------------------------------------


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - names and texts are escaped where they are put in


def _spalter(vanster: str, hoger: str) -> str:
    if not hoger:
        return f'<div class="analysdelar"><div class="analysspalt analysspalt-hel">{vanster}</div></div>'
    return (
        f'<div class="analysdelar"><div class="analysspalt">{vanster}</div><div class="analysspalt">{hoger}</div></div>'
    )


def _lugnt(*, granskar: bool) -> str:
    att = "granska eller följa upp" if granskar else "följa upp"
    return f'<p class="dampad mb-0">Inget att {att} de närmaste två veckorna.</p>'


def _del(rubrik: str, lista: Lista, rader: Iterable[str], fler: str) -> str:
    """A heading with how many, the first rows, and the way to the rest ("" where there is none)."""
    if not lista.antal:
        return ""
    mer = ""
    if lista.fler and fler:
        om = f'<span class="visually-hidden">: {rubrik.lower()}</span>'
        mer = f'<p class="fler-lank"><a href="{fler}">Visa alla {lista.antal}{om}</a></p>'
    elif lista.fler:
        mer = f'<p class="fler-lank dampad">och {lista.fler} till</p>'
    return (
        f'<div><h3>{rubrik} <span class="antal">{lista.antal}</span></h3>'
        f'<ul class="analyslista">{"".join(rader)}</ul>{mer}</div>'
    )


def _rad(plan: Planrad, adress: str, under: str, nar: str, *, sen: bool = False) -> str:
    return (
        f'<li class="stegrad"><span class="stegrad-vad"><a href="{adress}">{escape(plan.omrade)}</a><br>'
        f'<span class="dampad">{escape(plan.om)}{under}</span></span>'
        f'<span class="stegrad-nar{" stegrad-sen" if sen else ""}">{nar}</span></li>'
    )


def _vem(ord_: str, namn: str) -> str:
    return f" · {ord_} {escape(namn)}" if namn else ""


def _granska(r: Planrad) -> str:
    adress = f"{till(r.kod)}granska/"
    return _rad(r, adress, _vem("från", r.vem), f"Skickad {dag(r.dag)}")


def _aterlamnad(r: Planrad) -> str:
    """To the plan, where what the rektor says stands beside what is to be changed."""
    return _rad(r, f"{till(r.kod)}#kommentarer", _vem("av", r.vem), f"Återlämnad {dag(r.dag)}")


def _foljs_upp(lista: Lista, idag: date) -> Iterator[str]:
    """Follow-ups with whose task they are; those of the past late, the one of today said as such."""
    for r in lista.rader:
        nar = f"{SEN}Skulle ske {dag(r.dag)}" if r.dag < idag else "I dag" if r.dag == idag else dag(r.dag)
        yield _rad(r, till(r.kod), _vem("följer upp:", r.vem), nar, sen=r.dag <= idag)


def _utan_dag(r: Planrad) -> str:
    return _rad(r, till(r.kod), _vem("följer upp:", r.vem), "Bestäm datum")


def _kort(text: str) -> str:
    """A text in a line or two."""
    text = " ".join(text.split())
    return escape(text if len(text) <= ORD else f"{text[: ORD - 1].rstrip()}…")


def _behov(b: Behov, csrf: str) -> str:
    plan = till(b.plan)
    adress = f"{plan}insats/{b.insats}/ordnat/" if b.insats else f"{plan}stod/{b.varv}/ordnat/"
    behov, insats = _kort(b.behov), _kort(b.text.strip().rstrip(".")) or "en insats"
    return (
        f'<li class="behov"><span class="stegrad-vad"><strong>{behov}</strong><br>'
        f'<span class="dampad">Till <a href="{plan}">{insats}</a>, {escape(b.om)}</span></span>'
        f'<form method="post" action="{adress}"><input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">'
        f'<button class="btn btn-sm btn-outline-primary" type="submit">{KLART} Ordnat'
        f'<span class="visually-hidden">: {behov}</span></button></form></li>'
    )


def _per_klass(v: Vantar, lista: str) -> str:
    """How many plans go on of each class, and of the other levels; each leads to its part of the list."""
    brickor = [_bricka(f"{lista}?klass={k.kod}", escape(k.namn), k.oppna, k.sena) for k in v.klasser]
    if v.individ:
        brickor.append(_bricka(f"{lista}?niva=individ", "Elever", v.individ))
    if v.om_skolan:
        brickor.append(_bricka(f"{lista}?niva=skola", "Skolnivå", v.om_skolan))
    return f'<div><h3>Planer som pågår</h3><ul class="planbrickor">{"".join(brickor)}</ul></div>'


def _bricka(adress: str, namn: str, antal: int, sena: int = 0) -> str:
    ord_ = "plan" if antal == 1 else "planer"
    ar_sena = "försenad" if sena == 1 else "försenade"
    sent = (
        f'<span class="planbricka-sen">{SEN}{sena}<span class="visually-hidden"> {ar_sena}</span></span>'
        if sena
        else ""
    )
    return (
        f'<li><a class="planbricka" href="{adress}"><b>{namn}</b> <span class="siffra">{antal}</span>'
        f'<span class="visually-hidden"> {ord_}</span>{sent}</a></li>'
    )


def _brickan(antal: int, en: str, flera: str) -> str:
    return f' <span class="sena">{antal} {en if antal == 1 else flera}</span>' if antal else ""


def _egen(e: Egen, csrf: str, idag: date) -> str:
    """An insats of one's own: with the way to the plan for who may open it, otherwise what is expected and its mark."""
    if not e.insats:
        vad, om = "En insats om en elev", "fråga elevens mentor vad den gäller"
    else:
        ord_ = _kort(e.text) or "En insats"
        vad = f'<a href="{till(e.plan)}">{ord_}</a>' if e.plan else ord_
        om = escape(e.om)
    nar = f"{SEN if e.sen(idag) else ''}{_klart(e.klart, idag)}"
    return (
        f'<li class="stegrad"><span class="stegrad-vad">{vad}<br><span class="dampad">{om}</span></span>'
        f'<span class="stegrad-nar{" stegrad-sen" if e.sen(idag) else ""}">{nar}</span>'
        f"{_att_gora(e, csrf) if e.markeras else ''}</li>"
    )


def _att_gora(e: Egen, csrf: str) -> str:
    """What is expected of who is responsible but may not open the plan, and the mark that it is done."""
    vantas = ""
    if e.forvantan:
        vantas = f'<p><span class="dampad">Ansvar och förväntningar:</span> {escape(e.forvantan)}</p>'
    foljs_upp = f'<p class="dampad">Planen följs upp {dag(e.uppfoljning)}.</p>' if e.uppfoljning else ""
    form = (
        f'<form method="post" action="{reverse("insats_genomford", args=[e.insats])}">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{csrf}">'
        f'<button class="btn btn-sm btn-primary" type="submit">{KLART} Ja, den är genomförd</button></form>'
    )
    gjort = fraga(f"gjort-{e.insats}", "Genomförd", "Det syns i planen, och insatsen försvinner från din lista.", form)
    return f'<div class="egen-insats">{vantas}{foljs_upp}{gjort}</div>'


def _klart(klart: date | None, idag: date) -> str:
    if klart is None:
        return "Inget datum"
    return f"Skulle vara klar {dag(klart)}" if klart < idag else f"Klar senast {dag(klart)}"
