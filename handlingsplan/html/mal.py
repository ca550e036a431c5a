"""The goals in a step: written, put in order, left, and judged."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande
from skolanknytning.levande import fraga
from skolanknytning.skola.kod import ny_kod

from ..gang import Grupp
from ..mallar import Del, Typ
from ..models import Forflyttning, Mal, Uppnatt
from ..urval import Malrad
from . import val
from .grund import OM_NAMN, Ritning

NYTT = "nytt-mal"


def rita(r: Ritning, grupp: Grupp) -> str:
    """Every goal that is worked towards with what the parts ask of it, those that have been left, and a new one."""
    rader = r.innehall.aktuella
    kort = "".join(_kort(r, rad, grupp, nr, len(rader)) for nr, rad in enumerate(rader, start=1))
    ingen = "" if rader else '<p class="dampad" id="inga-mal">Inget mål är formulerat än.</p>'
    skrivs = any(d.typ == Typ.MAL for d in grupp.delar)
    efter = f"{lamnade(r)}{nytt(r) if r.visning.skriver else ''}" if skrivs else ""
    return f'<ol class="skriv-lista" id="malen">{kort}</ol>{ingen}{efter}'


def _kort(r: Ritning, rad: Malrad, grupp: Grupp, nr: int, antal: int) -> str:
    forled = f"Mål {nr}"
    skrivs = any(d.typ == Typ.MAL for d in grupp.delar)
    delar = [] if skrivs else [r.last("mal", rad.mal), _tecken(r, rad.mal)]
    # What is asked about a goal is asked when one has read it.
    for del_ in sorted(grupp.delar, key=lambda d: d.typ != Typ.MAL):
        over = _fraga(del_) if del_ is not grupp.delar[0] else ""
        delar.append(f"{over}{_del(r, rad.mal, del_, forled)}")
    knappar = _knappar(r, rad, nr, antal) if skrivs and r.visning.skriver else ""
    return (
        f'<li class="skriv-mal" id="mal-{rad.mal.kod}"><h3 class="skriv-nr">{forled}</h3>{"".join(delar)}{knappar}</li>'
    )


def _fraga(del_: Del) -> str:
    """A question that is asked of every goal, after the first that heads them all."""
    return f'<p class="skriv-delfraga">{escape(del_.fraga)}</p>' if del_.fraga else ""


def _tecken(r: Ritning, mal: Mal) -> str:
    text = r.innehall.text("tecken", mal)
    if not text:
        return ""
    return f'<p class="skriv-tecken"><b>Tecken:</b> {levande.stycke(text)}</p>'


def _del(r: Ritning, mal: Mal, del_: Del, forled: str) -> str:
    lage = r.innehall.forflyttning(r.nu, mal)
    if del_.typ == Typ.KONKRET:
        return _konkret(r, mal, lage)
    if del_.typ == Typ.FORFLYTTNING:
        namn = escape(r.mallar.falt["forflyttning"].namn)
        return f"{_uppnatt(r, mal, lage)}{r.text('forflyttning', namn, rad=mal, forled=forled, hojd=2)}"
    namn = escape(r.mallar.falt["tecken"].namn)
    return (
        f"{r.text('mal', 'Målet', rad=mal, forled=forled, hojd=2, tyst=True)}"
        f"{r.text('tecken', namn, rad=mal, forled=forled, hojd=2, om_namn=False)}"
    )


def _uppnatt(r: Ritning, mal: Mal, lage: Forflyttning | None) -> str:
    nu = lage.uppnatt if lage else ""
    if not r.visning.skriver:
        return f'<p class="skriven">{Uppnatt(nu).label if nu else "Inte bedömt."}</p>'
    alternativ = [*((u.value, u.label, "") for u in Uppnatt), ("", "Inte bedömt", "")]
    id_ = f"vf-{mal.kod}"
    falt = val.ett_av(r, id_, "uppnatt", "Har målet nåtts?", alternativ, nu)
    return val.formular(r, id_, f"mal/{mal.kod}/forflyttning/", falt, klass="val-segment")


KONKRET = {None: "", True: "ja", False: "nej"}
KONKRET_ORD = {"ja": "Ja, det räcker", "nej": "Nej, det behöver ändras", "": "Inte bedömt"}


def _konkret(r: Ritning, mal: Mal, lage: Forflyttning | None) -> str:
    nu = KONKRET[lage.konkret if lage else None]
    if not r.visning.skriver:
        return f'<p class="skriven">Tillräckligt konkret och möjligt att nå: {KONKRET_ORD[nu].lower()}.</p>'
    id_ = f"vk-{mal.kod}"
    alternativ = [(varde, ord_, "") for varde, ord_ in KONKRET_ORD.items()]
    falt = val.ett_av(r, id_, "konkret", "Är målet tillräckligt konkret och möjligt att nå?", alternativ, nu)
    return val.formular(r, id_, f"mal/{mal.kod}/forflyttning/", falt, klass="val-segment")


def _knappar(r: Ritning, rad: Malrad, nr: int, antal: int) -> str:
    kod, bas = rad.mal.kod, f"{r.bas}mal/{rad.mal.kod}/"
    pilar = ""
    if antal > 1:
        vad = f"mål {nr}"
        pilarna = levande.pilar(kod, f"{bas}flytta/", forst=nr == 1, sist=nr == antal, vad=vad)
        pilar = f'<form class="kort-form" method="post" action="{bas}flytta/">{r.dolt()}{pilarna}</form>'
    return f'<div class="kort-knappar">{pilar}{_bort(r, rad, bas)}</div>'


def _bort(r: Ritning, rad: Malrad, bas: str) -> str:
    """A goal of this varv is taken away; one from before is left, and stays in the plan's history."""
    med = f" Insatserna under det ({len(rad.insatser)}) följer med." if rad.insatser else ""
    if rad.mal.varv_id == r.nu.id:
        form = _form(r, f"{bas}ta-bort/", "Ta bort målet", "danger")
        return fraga(f"tb-{rad.mal.kod}", "Ta bort", f"Målet försvinner för alla.{med}", form)
    form = _form(r, f"{bas}lamna/", "Lämna målet", "primary", pa="on")
    return fraga(
        f"tb-{rad.mal.kod}", "Lämna", f"Ni arbetar inte längre mot målet. Det står kvar i planens historia.{med}", form
    )


def _form(r: Ritning, adress: str, ord_: str, slag: str, **mer: str) -> str:
    return (
        f'<form method="post" action="{adress}">{r.dolt(**mer)}<button class="btn btn-sm btn-outline-{slag}" '
        f'type="submit">{ord_}</button></form>'
    )


def lamnade(r: Ritning) -> str:
    """The goals that have been left, folded."""
    bort = [rad.mal for rad in r.innehall.mal if rad.mal.slut_id]
    if not bort:
        return ""
    rader = "".join(
        f'<li id="lamnat-{m.kod}"><p>{levande.stycke(r.innehall.text("mal", m))}</p>'
        f"{_form(r, f'{r.bas}mal/{m.kod}/lamna/', 'Ta upp igen', 'primary') if r.visning.skriver else ''}</li>"
        for m in bort
    )
    return (
        f'<details class="lamnade" id="lamnade-mal"><summary>Lämnade mål ({len(bort)})</summary>'
        f"<ul>{rader}</ul></details>"
    )


def nytt(r: Ritning, *, text: str = "", **laget) -> SafeString:
    """The form for a goal; ``text`` and ``laget`` (of ``levande.tillstand``) when one was held back."""
    hjalp = escape(f"{r.mallar.falt['mal'].hjalp} {OM_NAMN}")
    etikett = "Ett mål till" if r.innehall.aktuella else "Skriv det första målet"
    return mark_safe(  # noqa: S308 - texts are escaped
        f'<form class="nytt" id="{NYTT}" method="post" action="{r.bas}mal/" novalidate data-eget>{r.dolt(kod=ny_kod())}'
        f'<label class="form-label" for="{NYTT}-text">{etikett}</label>'
        f'<p class="form-text" id="{NYTT}-hjalp">{hjalp}</p>'
        f'<textarea class="form-control" id="{NYTT}-text" name="text" rows="2" maxlength="10000" '
        f'aria-describedby="{NYTT}-hjalp">\n{escape(text)}</textarea>'
        f"{levande.tillstand(NYTT, knapp=KNAPP, **laget)}</form>"
    )


KNAPP = "Lägg till målet"
