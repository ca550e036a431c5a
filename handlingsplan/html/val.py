"""Choices: fields that are sent with what they were chosen instead of, so that two who choose at once lose nothing.

A hidden field ``fore-<name>`` says what the page showed. With the script a choice is sent as it is made; the form's
button is there for who has none. What collided stands under its field with a button that sets one's own.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time
from html import escape

from kartlaggning.resa import dag_och_ar
from skolanknytning.skola.models import Personal

from ..models import Insats, Typ, Varv
from .grund import Ritning

GRUNDER = (
    ("vetenskap", "Vetenskaplig grund och beprövad erfarenhet"),
    ("bedomning", "Professionell bedömning"),
    ("avstamning", "Avstämning med elever"),
)
TYPER = {
    Typ.FRAMJANDE: "Pågår och gynnar alla elever",
    Typ.FOREBYGGANDE: "Riktad till en grupp eller en elev, utifrån behov",
    Typ.ATGARDANDE: "Riktad till en elev i en komplex situation",
}
# The days that can be chosen; what is typed half is none of them.
FORST, SIST = date(2020, 1, 1), date(2099, 12, 31)


def formular(r: Ritning, id_: str, adress: str, falt: str, *, knapp: str = "Spara valen", klass: str = "") -> str:
    """The form around fields; ``falt`` is HTML."""
    return (
        f'<form class="val {klass}" id="{id_}" method="post" action="{r.bas}{adress}" novalidate autocomplete="off" '
        "data-vid-andring>"
        f'{r.dolt()}{falt}<button class="btn btn-sm btn-outline-primary" type="submit">{knapp}</button></form>'
    )


def fore(namn: str, varde: str) -> str:
    """What the page shows of a field."""
    return f'<input type="hidden" name="fore-{namn}" value="{escape(varde)}">'


def _avvisat(r: Ritning, id_: str, namn: str) -> tuple[str, str] | None:
    """Why what was chosen in the field was refused, and what that was."""
    return r.avvisade.get((id_.rpartition("-")[2], namn))


def _marke(r: Ritning, id_: str, namn: str, mer: str = "") -> str:
    """The attributes of a field's control: what describes it (``mer`` too); one that was refused says so, and on a new
    page one comes to it."""
    if _avvisat(r, id_, namn) is None:
        return f' aria-describedby="{mer}"' if mer else ""
    beskrivs = f"fel-{id_}-{namn} {mer}".strip()
    return f' aria-invalid="true" aria-describedby="{beskrivs}" autofocus'


def _klass(r: Ritning, id_: str, namn: str, klass: str) -> str:
    return klass if _avvisat(r, id_, namn) is None else f"{klass} is-invalid"


def _visat(r: Ritning, id_: str, namn: str, nu: str) -> str:
    """What stands in the field: what was refused or held back stands, to be changed."""
    hallen = r.hallna.get((id_.rpartition("-")[2], namn))
    return (_avvisat(r, id_, namn) or hallen or ("", nu))[1]


def krock(r: Ritning, id_: str, namn: str) -> str:
    """What two chose at once, under the field; or why a choice was refused or held back."""
    om = id_.rpartition("-")[2]
    if avvisat := _avvisat(r, id_, namn):
        return (
            f'<p class="val-fel" id="fel-{id_}-{namn}" data-falt="{namn}" role="alert">'
            f'<i class="bi bi-exclamation-triangle-fill" aria-hidden="true"></i> {escape(avvisat[0])}</p>'
        )
    if hallen := r.hallna.get((om, namn)):
        return (
            f'<div class="krock" id="krock-{id_}-{namn}" data-falt="{namn}" role="alert"><p>{escape(hallen[0])}</p>'
            '<button class="btn btn-sm btn-outline-primary" type="submit" name="bekraftad" value="on">Spara ändå'
            "</button></div>"
        )
    k = r.krockar.get((om, namn))
    if k is None:
        return ""
    return (
        f'<div class="krock" id="krock-{id_}-{namn}" data-falt="{namn}" role="alert"><p>Kollegan valde '
        f"<b>{escape(k.deras)}</b>. Du valde <b>{escape(k.min)}</b>.</p>"
        f'<button class="btn btn-sm btn-outline-primary" type="submit" name="valj" value="{namn}:{escape(k.varde)}">'
        "Välj ditt</button></div>"
    )


def rad(r: Ritning, id_: str, namn: str, etikett: str, kontroll: str, nu: str) -> str:
    """A field with its label; ``kontroll`` is HTML with the id ``<form>-<name>``."""
    return (
        f'<div class="val-rad val-{namn}"><label class="form-label" for="{id_}-{namn}">{etikett}</label>{kontroll}'
        f"{fore(namn, nu)}{krock(r, id_, namn)}</div>"
    )


def datum(r: Ritning, id_: str, namn: str, etikett: str, nu: date | None) -> str:
    """A day."""
    varde = nu.isoformat() if nu else ""
    kontroll = (
        f'<input class="{_klass(r, id_, namn, "form-control")}" type="date" id="{id_}-{namn}" name="{namn}" '
        f'value="{escape(_visat(r, id_, namn, varde))}" min="{FORST}" max="{SIST}"{_marke(r, id_, namn)}>'
    )
    return rad(r, id_, namn, etikett, kontroll, varde)


def klockslag(r: Ritning, id_: str, namn: str, etikett: str, nu: time | None) -> str:
    """A time of day."""
    varde = nu.isoformat("minutes") if nu else ""
    kontroll = (
        f'<input class="{_klass(r, id_, namn, "form-control")}" type="time" id="{id_}-{namn}" name="{namn}" '
        f'value="{escape(_visat(r, id_, namn, varde))}"{_marke(r, id_, namn)}>'
    )
    return rad(r, id_, namn, etikett, kontroll, varde)


def ord_(r: Ritning, id_: str, namn: str, etikett: str, nu: str, hjalp: str, *, langst: int = 200) -> str:
    """A line of text."""
    kontroll = (
        f'<input class="{_klass(r, id_, namn, "form-control")}" type="text" id="{id_}-{namn}" name="{namn}" '
        f'value="{escape(_visat(r, id_, namn, nu))}" maxlength="{langst}" autocomplete="off"'
        f"{_marke(r, id_, namn, f'{id_}-{namn}-hjalp')}>"
        f'<p class="form-text" id="{id_}-{namn}-hjalp">{hjalp}</p>'
    )
    return rad(r, id_, namn, etikett, kontroll, nu)


def person(r: Ritning, id_: str, namn: str, etikett: str, nu: Personal | None) -> str:
    """One of the staff, or nobody yet."""
    kandidater = list(r.personal)
    om_insyn = _utan_insyn(r, [nu] if nu else [], f"{id_}-{namn}-insyn")
    if nu and all(p.id != nu.id for p in kandidater):
        kandidater.append(nu)
    alternativ = "".join(
        f'<option value="{p.kod}"{" selected" if nu and p.id == nu.id else ""}>{escape(p.namn)}</option>'
        for p in kandidater
    )
    kontroll = (
        f'<select class="{_klass(r, id_, namn, "form-select")}" id="{id_}-{namn}" name="{namn}"'
        f'{_marke(r, id_, namn, f"{id_}-{namn}-insyn" if om_insyn else "")}><option value="">Ingen än</option>'
        f"{alternativ}</select>{om_insyn}"
    )
    return rad(r, id_, namn, etikett, kontroll, nu.kod if nu else "")


def _utan_insyn(r: Ritning, nu: Iterable[Personal], id_: str) -> str:
    """Of those chosen before, who may not know of the protected pupil that the plan is about, and what to do."""
    elev = r.visning.plan.elev
    far = {p.id for p in r.personal}
    utan = [escape(p.namn) for p in nu if elev and elev.skyddad and p.id not in far]
    if not utan:
        return ""
    return (
        f'<p class="form-text" id="{id_}"><i class="bi bi-exclamation-triangle-fill" aria-hidden="true"></i> '
        f"{', '.join(utan)} kan inte se eleven, som har skyddade personuppgifter, och påminns inte. Välj någon annan, "
        "eller be en mentor eller rektor att först ge insyn.</p>"
    )


def ett_av(r: Ritning, id_: str, namn: str, rubrik: str, alternativ: Sequence[tuple[str, str, str]], nu: str) -> str:
    """One of a few that are all seen: (value, name, help)."""
    rutor = "".join(
        f'<label class="val-ett"><input class="form-check-input" type="radio" id="{id_}-{namn}-{varde or "inget"}" '
        f'name="{namn}" value="{varde}"{" checked" if varde == nu else ""}> <span>{namnet}'
        f"{f'<small>{hjalp}</small>' if hjalp else ''}</span></label>"
        for varde, namnet, hjalp in alternativ
    )
    return (
        f'<fieldset class="val-rad val-{namn}"><legend class="form-label">{rubrik}</legend>'
        f'<div class="val-alla">{rutor}</div>{fore(namn, nu)}{krock(r, id_, namn)}</fieldset>'
    )


def grunder(r: Ritning, id_: str, valda: Iterable[str], *, med_fore: bool = True) -> str:
    """What an insats rests on: at least one of the material's three."""
    valda = set(valda)
    rutor = "".join(
        f'<label class="val-ett"><input class="form-check-input" type="checkbox" id="{id_}-{namn}" name="{namn}"'
        f"{' checked' if namn in valda else ''}> <span>{etikett}</span></label>"
        f"{fore(namn, 'on' if namn in valda else '') + krock(r, id_, namn) if med_fore else ''}"
        for namn, etikett in GRUNDER
    )
    return (
        '<fieldset class="val-rad val-grund"><legend class="form-label">Bygger på <span class="dampad">minst en</span>'
        f'</legend><div class="val-alla">{rutor}</div></fieldset>'
    )


def typ(r: Ritning, id_: str, nu: str, *, kort: bool) -> str:
    """The kind of insats; ``kort`` without what each means."""
    alternativ = [(t.value, t.label, "" if kort else hjalp) for t, hjalp in TYPER.items()]
    return ett_av(r, id_, "typ", "Insatsen är", alternativ, nu)


def kallade(r: Ritning, id_: str, nu: Sequence[Personal]) -> str:
    """Those of the staff who are invited; the many who are not are folded."""
    valda = {p.kod for p in nu}
    alla = list(r.personal) + [p for p in nu if p.id not in {q.id for q in r.personal}]
    rutor = "".join(
        f'<label class="val-ett"><input class="form-check-input" type="checkbox" id="{id_}-{p.kod}" name="kallade" '
        f'value="{p.kod}"{" checked" if p.kod in valda else ""}> <span>{escape(p.namn)}</span></label>'
        for p in alla
    )
    i_ordning = ",".join(p.kod for p in alla if p.kod in valda)
    namn = ", ".join(escape(p.namn) for p in nu) or "Ingen än"
    om_insyn = _utan_insyn(r, nu, f"{id_}-kallade-insyn")
    beskrivs = f' aria-describedby="{id_}-kallade-insyn"' if om_insyn else ""
    return (
        f'<fieldset class="val-rad val-kallade"{beskrivs}><legend class="form-label">Kallade</legend>'
        f'<details id="{id_}-vilka"><summary>{namn}</summary><div class="val-alla">{rutor}</div></details>{om_insyn}'
        f"{fore('kallade', i_ordning)}{krock(r, id_, 'kallade')}</fieldset>"
    )


def uppfoljning(r: Ritning, id_: str, varv: Varv) -> str:
    """When the varv is followed up, by whom, and who come."""
    falt = (
        f'<div class="val-par">{datum(r, id_, "uppfoljning", "Dag", varv.uppfoljning)}'
        f"{klockslag(r, id_, 'klockan', 'Klockan', varv.klockan)}"
        f"{person(r, id_, 'foljer_upp', 'Följer upp', varv.foljer_upp)}</div>"
        f"{kallade(r, id_, r.innehall.kallade)}"
        f"{ord_(r, id_, 'ovriga', 'Fler som kallas', varv.ovriga, OVRIGA)}"
    )
    return formular(r, id_, "uppfoljning/", falt)


OVRIGA = "Skriv uppgift, inte namn, till exempel ”specialpedagog”."


def ansvar(r: Ritning, id_: str, insats: Insats) -> str:
    """Who is responsible for an insats."""
    falt = (
        f'<div class="val-par">{person(r, id_, "ansvarig", "Ansvarig", insats.ansvarig)}'
        f"{ord_(r, id_, 'ovriga', 'Fler som ansvarar', insats.ovriga, OVRIGA)}</div>"
    )
    return formular(r, id_, f"insats/{insats.kod}/", falt)


def tider(r: Ritning, id_: str, insats: Insats) -> str:
    """When an insats begins, and is to be done."""
    falt = (
        f'<div class="val-par">{datum(r, id_, "start", "Startar", insats.start)}'
        f"{datum(r, id_, 'klart', 'Klart senast', insats.klart)}</div>"
    )
    return formular(r, id_, f"insats/{insats.kod}/", falt)


def slag_och_grund(r: Ritning, id_: str, insats: Insats) -> str:
    """The kind of an insats and what it rests on."""
    valda = [namn for namn, _ in GRUNDER if getattr(insats, namn)]
    falt = f"{typ(r, id_, insats.typ, kort=True)}{grunder(r, id_, valda)}"
    return formular(r, id_, f"insats/{insats.kod}/", falt, klass="val-slag")


def dagen(dag: date | None) -> str:
    """A day to read."""
    return dag_och_ar(dag) if dag else "inte bestämt"
