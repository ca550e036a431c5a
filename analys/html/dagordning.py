"""The agenda of a meeting: its pupils in the order it chooses, ticked off as they have been talked of."""

from html import escape

from django.http import Http404
from django.utils.safestring import SafeString, mark_safe

from kartlaggning import bilder, instrument
from kartlaggning.resa import dag_och_ar
from kartlaggning.tal.fordelning import GRON, GUL, ROD

from .. import gang, urval
from ..dagordning import AV, INTE_KLAR, KLAR, NED, SATT_UPP, UPP, Formularlage, formularen, synliga
from ..gang import DAGORDNING, ELEV
from ..models import Punkt
from ..urval import Innehall
from ..visning import Visning
from . import gang as gang_html
from . import vagar
from .grund import dolt, fraga


def rita(visning: Visning, innehall: Innehall, delar: list[str]) -> SafeString:
    """The list, and the pupils with a form who are not on it. Raises Http404 at the school level."""
    if delar or visning.analys.klass_id is None:
        raise Http404
    punkter = synliga(visning, innehall)
    lagen = formularen(visning.analys, {p.elev_id for p in punkter})
    rader = "".join(
        _punkt(visning, innehall, p, nr, len(punkter), lagen.get(p.elev_id)) for nr, p in enumerate(punkter, start=1)
    )
    fler = _fler(visning)
    lista = (
        f'<ol class="dagordning" id="punkter">{rader}</ol>' if punkter else _ingen(visning, kan_laggas_till=bool(fler))
    )
    return mark_safe(f"{_raknat(punkter)}{lista}{fler}")  # noqa: S308 - made of parts that escape


def platsen(visning: Visning, innehall: Innehall) -> gang.Plats:
    """Where the agenda stands: next is the first pupil who has not been talked of, the recap when all have."""
    plats = gang.plats(gang_html.stegen(visning), DAGORDNING)
    kvar = next((p.elev for p in synliga(visning, innehall) if not p.klar), None)
    nasta = gang.Steg(f"{ELEV}/{kvar.kod}", visning.elev(kvar)) if kvar else plats.nasta
    return gang.Plats(plats.steg, plats.forra, nasta)


def flyttas(visning: Visning) -> bool:
    """Whether the order is changed here: in mötesläge another order is shown than the meeting's own."""
    return visning.skriver and visning.dold is None


def _raknat(punkter: list[Punkt]) -> str:
    klara = sum(p.klar for p in punkter)
    return f'<p class="dagordning-raknat siffra" id="raknat">{klara} av {len(punkter)} klara</p>' if punkter else ""


def _ingen(visning: Visning, *, kan_laggas_till: bool) -> str:
    """What to do when the list is empty."""
    mer = ""
    if kan_laggas_till:
        mer = "Lägg till dem ni ska tala om här nedanför."
    elif visning.skriver:
        mer = "Ingen elev som du följer i klassen har ett individuellt formulär att tala om. Gå vidare."
    return f'<p class="tom" id="ingen">Ingen elev står på dagordningen. {mer}</p>'


def _punkt(visning: Visning, innehall: Innehall, p: Punkt, nr: int, av: int, lage: Formularlage | None) -> str:
    namn, kod = escape(visning.elev(p.elev)), p.elev.kod
    sida = f"{vagar.sida(visning.analys, f'{ELEV}/{kod}')}#mote"
    return (
        f'<li class="punkt{" klar" if p.klar else ""}" id="p-{kod}">{_klar(visning, p, namn)}'
        f'<div class="punkt-vem"><a class="punkt-namn" id="namn-{kod}" href="{sida}">{namn}</a>'
        f'<p class="dampad">{_formularet(lage)}{_skrivet(innehall, p)}</p></div>'
        f"{_knappar(visning, p, namn, nr, av)}</li>"
    )


def _klar(visning: Visning, p: Punkt, namn: str) -> str:
    """The tick; a button for who writes."""
    if not visning.skriver:
        bild = "check-circle-fill" if p.klar else "circle"
        ord_ = "Klar" if p.klar else "Inte klar"
        return (
            f'<span class="punkt-klar"><i class="bi bi-{bild}" aria-hidden="true"></i>'
            f'<span class="visually-hidden">{ord_}: </span></span>'
        )
    bild, gor = ("check-circle-fill", INTE_KLAR) if p.klar else ("circle", KLAR)
    return (
        f'<form class="punkt-klar" method="post" action="{_adress(visning)}">'
        f"{dolt(visning, DAGORDNING, elev=p.elev.kod)}"
        f'<button class="btn btn-sm" id="klar-{p.elev.kod}" type="submit" name="gor" value="{gor}" '
        f'aria-pressed="{"true" if p.klar else "false"}" aria-label="Klar: {namn}">'
        f'<i class="bi bi-{bild}" aria-hidden="true"></i></button></form>'
    )


def _formularet(lage: Formularlage | None) -> str:
    if lage is None:
        return "Inget individuellt formulär"
    tecken = bilder.symboler(instrument.las(instrument.SENASTE_INDIVID))
    a = lage.antal
    antal = "".join(
        f'<span class="punkt-antal"><i class="farg farg-{farg}" aria-hidden="true">{tecken[farg]}</i> {n}'
        f'<span class="visually-hidden"> {ord_}</span></span>'
        for farg, n, ord_ in ((ROD, a.rod, "rött"), (GUL, a.gul, "gult"), (GRON, a.gron, "grönt"))
        if n
    )
    kvar = f"<span>{a.ej_bedomda} ej {'bedömt' if a.ej_bedomda == 1 else 'bedömda'}</span>" if a.ej_bedomda else ""
    pagar = ", pågår" if lage.oppet else ""
    return f"<span>Formulär {dag_och_ar(lage.datum)}{pagar}</span> {antal} {kvar}"


def _skrivet(innehall: Innehall, p: Punkt) -> str:
    """What the meeting has written about the pupil."""
    delar, antal = [], len(innehall.per_elev.get(p.elev_id, ()))
    if antal:
        delar.append(f"{antal} mönster")
    if svar := sum(1 for (elev, _), s in innehall.svar.items() if elev == p.elev_id and s.text):
        delar.append(f"{svar} svar")
    return f' <span class="siffra">{", ".join(delar)}</span>' if delar else ""


def _knappar(visning: Visning, p: Punkt, namn: str, nr: int, av: int) -> str:
    if not visning.skriver:
        return ""
    kod, dolda = p.elev.kod, dolt(visning, DAGORDNING, elev=p.elev.kod)
    pilar, langst_ut = "", ' aria-disabled="true"'
    if flyttas(visning) and av > 1:
        pilar = "".join(
            f'<button class="btn btn-sm btn-outline-primary pil" id="{gor}-{kod}" type="submit" name="gor" '
            f'value="{gor}" data-flytta="{gor}" aria-keyshortcuts="Alt+Arrow{pil}"{langst_ut if sist else ""}>'
            f'<i class="bi bi-arrow-{pil.lower()}" aria-hidden="true"></i>'
            f'<span class="visually-hidden">{ord_}: {namn}</span></button>'
            for gor, ord_, pil, sist in ((UPP, "Flytta upp", "Up", nr == 1), (NED, "Flytta ned", "Down", nr == av))
        )
    flytta = (
        f'<form class="punkt-flytta" method="post" action="{_adress(visning)}">{dolda}{pilar}</form>' if pilar else ""
    )
    bort = (
        f'<form method="post" action="{_adress(visning)}">{dolda}<button class="btn btn-sm btn-outline-danger" '
        f'type="submit" name="gor" value="{AV}">Ta bort <span class="visually-hidden">{namn} </span>'
        "från dagordningen</button></form>"
    )
    fragan = "Det som är skrivet om eleven finns kvar."
    return f'<div class="punkt-knappar">{flytta}{fraga(f"tb-{kod}", "Ta bort", fragan, bort)}</div>'


def _fler(visning: Visning) -> str:
    """The pupils with a form who can be put up."""
    if not visning.skriver:
        return ""
    elever = visning.ordna(urval.att_satta_upp(visning.analys, visning.person))
    if not elever:
        return ""
    val = "".join(
        f'<label class="form-check" for="upp-val-{e.kod}"><input class="form-check-input" type="checkbox" name="elev" '
        f'value="{e.kod}" id="upp-val-{e.kod}"> <span>{escape(visning.elev(e))}</span></label>'
        for e in elever
    )
    return (
        f'<form class="yta satt-upp" id="satt-upp" method="post" action="{_adress(visning)}">'
        f'{dolt(visning, DAGORDNING)}<fieldset><legend class="h3">Fler elever med ett individuellt formulär</legend>'
        f'<div class="satt-upp-val">{val}</div></fieldset><button class="btn btn-outline-primary" type="submit" '
        f'name="gor" value="{SATT_UPP}">Lägg till på dagordningen</button></form>'
    )


def _adress(visning: Visning) -> str:
    return vagar.sida(visning.analys, DAGORDNING)
