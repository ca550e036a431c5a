"""The insatser in a step, under their goals: written, chosen, put in order, done and left."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande
from skolanknytning.levande import fraga
from skolanknytning.skola.kod import ny_kod
from skolanknytning.skola.models import idag

from ..gang import Grupp
from ..mallar import Del, Typ
from ..models import Insats, Lage, Mal
from ..models import Typ as Insatstyp
from ..urval import Innehall, Malrad
from . import vagar, val
from .grund import OM_NAMN, Ritning

# What of an insats is written with each part.
FALT = {Typ.ANSVAR: "forvantan", Typ.TIDPLAN: "tidplan", Typ.ANSVARET_GICK: "ansvaret_gick"}
KNAPP = "Lägg till insatsen"


def rita(r: Ritning, grupp: Grupp, nr: int) -> str:
    """Every insats under its goal, with what the parts ask of it. ``nr`` is the group's place in the step."""
    rader = r.innehall.aktuella
    if not rader:
        return f'<p class="tom">{_mal_forst(r)} Insatserna hör till målen.</p>'
    return "".join(_under_malet(r, rad, grupp, nr, n) for n, rad in enumerate(rader, start=1))


def _mal_forst(r: Ritning) -> str:
    """What comes first, with the way to the step where the goals are written; without it in that step itself."""
    mall = r.mallar.mall(r.del_.partition("/")[0])
    stegen = (s for s in mall.steg(forsta=r.nu.forsta) if any(d.typ == Typ.MAL and not d.tillagg for d in s.delar))
    steget = next(stegen, None)
    dit = f"{mall.nyckel}/{steget.nyckel}" if steget else r.del_
    if dit == r.del_ or not r.visning.skriver:
        return "Skriv ett mål först."
    return f'<a href="{vagar.sida(r.visning.plan, dit)}#steg">Skriv ett mål</a> först.'


def _under_malet(r: Ritning, rad: Malrad, grupp: Grupp, nr: int, malnr: int) -> str:
    skrivs = any(d.typ == Typ.INSATSER for d in grupp.delar)
    kort = "".join(
        _kort(r, i, grupp, nr, (n, len(rad.insatser)), f"Mål {malnr}, insats {n}")
        for n, i in enumerate(rad.insatser, start=1)
    )
    ingen = "" if rad.insatser else '<p class="dampad">Ingen insats under målet än.</p>'
    slut = f"{lamnade(r, rad.mal)}{_nytt_under(r, rad)}" if skrivs else ""
    text = levande.stycke(r.innehall.text("mal", rad.mal)) or "Målet är inte formulerat än"
    return (
        f'<section class="skriv-under" id="under-{nr}-{rad.mal.kod}" aria-labelledby="u-{nr}-{rad.mal.kod}">'
        f'<h3 class="skriv-malrad" id="u-{nr}-{rad.mal.kod}"><span class="skriv-nr">Mål {malnr}</span> {text}</h3>'
        f'{ingen}<ol class="skriv-lista" id="i-{nr}-{rad.mal.kod}">{kort}</ol>{slut}</section>'
    )


def _kort(r: Ritning, insats: Insats, grupp: Grupp, nr: int, plats: tuple[int, int], forled: str) -> str:
    skrivs = any(d.typ == Typ.INSATSER for d in grupp.delar)
    huvuddelar = [d for d in grupp.delar if not d.tillagg or d.typ == Typ.INSATSER]
    ovriga = [d for d in grupp.delar if d not in huvuddelar]
    om_namn = (huvuddelar or ovriga)[0]
    delar = [] if skrivs else [r.last("insats", insats)]
    delar += [_del(r, insats, d, nr, forled, forst=d is grupp.delar[0], om_namn=d is om_namn) for d in huvuddelar]
    if ovriga:
        delar.append(_mer(r, insats, ovriga, nr, forled, om_namn))
    knappar = _knappar(r, insats, plats) if skrivs else ""
    id_ = f"insats-{insats.kod}" if nr == 0 else f"insats-{insats.kod}-{nr}"
    gjord = " gjord" if insats.genomford else ""
    return (
        f'<li class="skriv-insats{gjord}" id="{id_}"><div class="skriv-insats-huvud"><p class="skriv-nr">'
        f"Insats {plats[0]}</p>{_genomford(r, insats) if skrivs else ''}</div>{''.join(delar)}{knappar}</li>"
    )


def _mer(r: Ritning, insats: Insats, delar: list[Del], nr: int, forled: str, om_namn: Del) -> str:
    """What the other template asks about the insats, folded, with how much of it is filled in.

    ``om_namn`` is the part of the card that says what is not to be written; a choice that was refused or is asked about
    is not folded.
    """
    skrivna = sum(bool(r.innehall.text(_falt(d), insats)) for d in delar)
    namn = ", ".join([r.mallar.falt[_falt(d)].namn if i == 0 else r.mallar.falt[_falt(d)].namn.lower()
                      for i, d in enumerate(delar)])  # fmt: skip
    innehall = "".join(_del(r, insats, d, nr, forled, forst=False, om_namn=d is om_namn) for d in delar)
    oppen = " open" if any(om == insats.kod for om, _ in (*r.avvisade, *r.hallna)) else ""
    return (
        f'<details class="skriv-mer" id="mer-{nr}-{insats.kod}"{oppen}><summary>{escape(namn)} '
        f'<span class="dampad">{skrivna} av {len(delar)} skrivna</span></summary>{innehall}</details>'
    )


def _falt(del_: Del) -> str:
    return del_.falt or FALT[del_.typ]


def _del(r: Ritning, insats: Insats, del_: Del, nr: int, forled: str, *, forst: bool, om_namn: bool) -> str:
    """A part as it is asked of one insats; the first's heading and question stand above them all."""
    if del_.typ == Typ.INSATSER:
        return _insatsen(r, insats, forled)
    falt = _falt(del_)
    namn = r.mallar.falt[falt].namn if forst else (del_.rubrik or r.mallar.falt[falt].namn)
    etikett = escape(namn)
    if del_.fraga and not forst:
        etikett += f' <span class="skriv-fraga">{escape(del_.fraga)}</span>'
    text = r.text(falt, etikett, rad=insats, forled=forled, hojd=2, hjalp=forst or not del_.fraga, om_namn=om_namn)
    if del_.typ == Typ.ANSVAR:
        return f"{_ansvar(r, insats, nr)}{text}"
    if del_.typ == Typ.TIDPLAN:
        return f"{_tider(r, insats, nr)}{text}"
    return f"{text}{_resurs(r, insats) if falt == 'resurser' else ''}"


def _insatsen(r: Ritning, insats: Insats, forled: str) -> str:
    text = r.text("insats", "Insatsen", rad=insats, forled=forled, hojd=2, tyst=True)
    if r.visning.skriver:
        return f"{text}{val.slag_och_grund(r, f'vs-{insats.kod}', insats)}"
    grund = ", ".join(ord_.lower() for namn, ord_ in val.GRUNDER if getattr(insats, namn))
    return f'{text}<p class="skriv-fakta">{Insatstyp(insats.typ).label}. Bygger på {grund}.</p>'


def _ansvar(r: Ritning, insats: Insats, nr: int) -> str:
    if r.visning.skriver:
        return val.ansvar(r, f"va-{nr}-{insats.kod}", insats)
    vem = ", ".join(filter(None, [insats.ansvarig.namn if insats.ansvarig else "", insats.ovriga]))
    return f'<p class="skriv-fakta">Ansvarig: {escape(vem) or "ingen än"}.</p>'


def _tider(r: Ritning, insats: Insats, nr: int) -> str:
    if r.visning.skriver:
        return val.tider(r, f"vt-{nr}-{insats.kod}", insats)
    return f'<p class="skriv-fakta">Startar: {val.dagen(insats.start)}. Klart senast: {val.dagen(insats.klart)}.</p>'


def kan_vara_gjord(innehall: Innehall, insats: Insats) -> bool:
    """Whether the pages ask if the insats has been done; of one that has been marked they do, so that it can be undone.

    Not while the plan is first written: in a draft of the first varv, before the insats' own day has come, a mark is a
    slip. From when it has been sent an insats may be done early. The rule (``regler.genomford``) takes it at all times:
    who is responsible says so on the start page, and knows.
    """
    if insats.genomford or innehall.plan.lage != Lage.UTKAST or not innehall.nu.forsta:
        return True
    dag = insats.start or insats.klart
    return dag is not None and dag <= idag()


def _genomford(r: Ritning, insats: Insats) -> str:
    if not kan_vara_gjord(r.innehall, insats):
        return ""
    return _vaxla(r, insats, "genomford", "Genomförd", ar=insats.genomford is not None)


def _resurs(r: Ritning, insats: Insats) -> str:
    """That what is asked for has been seen to: where something is asked for."""
    if not r.innehall.text("resurser", insats):
        return ""
    return _vaxla(r, insats, "resurs", "Ordnat", ar=insats.resurs_ordnad is not None)


def _vaxla(r: Ritning, insats: Insats, vad: str, ord_: str, *, ar: bool) -> str:
    return vaxla(r, f"insats/{insats.kod}/{vad}/", f"{vad}-{insats.kod}", ord_, ar=ar)


def vaxla(r: Ritning, adress: str, id_: str, ord_: str, *, ar: bool) -> str:
    """A mark that is set or taken away, at ``adress`` under the plan's; for who only reads what is set."""
    bild = "check-square-fill" if ar else "square"
    if not r.visning.bockar:
        return f'<p class="skriv-fakta"><i class="bi bi-{bild}" aria-hidden="true"></i> {ord_}</p>' if ar else ""
    pa = "" if ar else ' name="pa" value="on"'
    return (
        f'<form class="skriv-vaxla" method="post" action="{r.bas}{adress}">{r.dolt()}'
        f'<button class="btn btn-sm btn-outline-primary" id="{id_}" type="submit"{pa} '
        f'aria-pressed="{"true" if ar else "false"}"><i class="bi bi-{bild}" aria-hidden="true"></i> {ord_}'
        "</button></form>"
    )


def _knappar(r: Ritning, insats: Insats, plats: tuple[int, int]) -> str:
    if not r.visning.skriver:
        return ""
    nr, antal = plats
    bas, pilar = f"{r.bas}insats/{insats.kod}/", ""
    if antal > 1:
        pilarna = levande.pilar(insats.kod, f"{bas}flytta/", forst=nr == 1, sist=nr == antal, vad=f"insats {nr}")
        pilar = f'<form class="kort-form" method="post" action="{bas}flytta/">{r.dolt()}{pilarna}</form>'
    return f'<div class="kort-knappar">{pilar}{_bort(r, insats, bas)}</div>'


def _bort(r: Ritning, insats: Insats, bas: str) -> str:
    """An insats of this varv is taken away; one from before is left, and stays in the plan's history."""
    if insats.varv_id == r.nu.id:
        form = _form(r, f"{bas}ta-bort/", "Ta bort insatsen", "danger")
        return fraga(f"tb-{insats.kod}", "Ta bort", "Insatsen försvinner för alla.", form)
    form = _form(r, f"{bas}lamna/", "Lämna insatsen", "primary", pa="on")
    fragan = "Ni går inte vidare med insatsen. Den står kvar i planens historia."
    return fraga(f"tb-{insats.kod}", "Lämna", fragan, form)


def _form(r: Ritning, adress: str, ord_: str, slag: str, **mer: str) -> str:
    return (
        f'<form method="post" action="{adress}">{r.dolt(**mer)}<button class="btn btn-sm btn-outline-{slag}" '
        f'type="submit">{ord_}</button></form>'
    )


def lamnade(r: Ritning, mal: Mal) -> str:
    """The insatser under a goal that have been left, folded."""
    alla = next(rad.insatser for rad in r.innehall.mal if rad.mal.id == mal.id)
    bort = [i for i in alla if i.slut_id]
    if not bort:
        return ""
    rader = "".join(
        f'<li id="lamnad-{i.kod}"><p>{levande.stycke(r.innehall.text("insats", i))}</p>'
        f"{_form(r, f'{r.bas}insats/{i.kod}/lamna/', 'Ta upp igen', 'primary') if r.visning.skriver else ''}</li>"
        for i in bort
    )
    return (
        f'<details class="lamnade" id="lamnade-{mal.kod}"><summary>Lämnade insatser ({len(bort)})</summary>'
        f"<ul>{rader}</ul></details>"
    )


def id_for(mal: str) -> str:
    """The id of the form for an insats under the goal with that kod."""
    return f"ny-insats-{mal}"


def _nytt_under(r: Ritning, rad: Malrad) -> str:
    if not r.visning.skriver:
        return ""
    ord_ = "En insats till" if rad.insatser else "Lägg till en insats"
    return (
        f'<details class="ny-insats" id="d-{id_for(rad.mal.kod)}"{"" if rad.insatser else " open"}>'
        f"<summary>{ord_}</summary>{ny(r, rad.mal)}</details>"
    )


def ny(r: Ritning, mal: Mal, *, text: str = "", typ: str = "", grunder: Iterable[str] = (), **laget) -> SafeString:
    """The form for an insats; what was chosen and ``laget`` (of ``levande.tillstand``) when one was held back."""
    id_ = id_for(mal.kod)
    hjalp = escape(f"{r.mallar.falt['insats'].hjalp} {OM_NAMN}")
    return mark_safe(  # noqa: S308 - texts are escaped
        f'<form class="nytt" id="{id_}" method="post" action="{r.bas}mal/{mal.kod}/insats/" novalidate data-eget>'
        f'{r.dolt(kod=ny_kod())}<label class="form-label" for="{id_}-text">Vad ska ni göra?</label>'
        f'<p class="form-text" id="{id_}-hjalp">{hjalp}</p>'
        f'<textarea class="form-control" id="{id_}-text" name="text" rows="2" maxlength="10000" '
        f'aria-describedby="{id_}-hjalp">\n{escape(text)}</textarea>'
        f'<div class="val-slag">{val.typ(r, id_, typ, kort=False)}{val.grunder(r, id_, grunder, med_fore=False)}</div>'
        f"{levande.tillstand(id_, knapp=KNAPP, **laget)}</form>"
    )
