"""Evidence as HTML: what stands beside a question, under a draft, and with a pattern as it was the day it was made.

One drawing for all three, of the JSON that is kept with a pattern (``utkast.underlag``).
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from kartlaggning import bilder, instrument
from kartlaggning.instrument import Instrument
from kartlaggning.klassen import sammanstallning_html
from kartlaggning.klassen.sammanstallning import Amnesrad
from kartlaggning.models import Farg
from kartlaggning.resa import dag_och_ar
from kartlaggning.tal.forandring import Forandring, ar_tydlig
from kartlaggning.tal.fordelning import Amnesantal, Blockantal, Fordelning

JSON = Mapping[str, Any]
# As many subjects as are named before one opens the rest.
NAMNDA_AMNEN = 4


def rita(underlag: JSON, form: Instrument, *, kort: bool = False) -> SafeString:
    """All rows of the evidence. ``kort``: subjects and change in words, without pictures of their own."""
    sedan = underlag.get("sedan")
    delar = [
        _elevrad(rad, form) if "farg" in rad else _klassrad(rad, form, sedan, kort=kort)
        for rad in underlag.get("rader", ())
    ]
    return mark_safe(f'<div class="underlag">{"".join(delar)}</div>')  # noqa: S308 - every text is escaped


def fotnot(underlag: JSON) -> str:
    """From which kartläggning the evidence is."""
    dag = underlag.get("kartlaggning")
    return f"Kartläggning {dag_och_ar(date.fromisoformat(dag))}" if dag else ""


def form_for(underlag: JSON, klassens: Instrument | None) -> Instrument:
    """The form whose statements the evidence names: a pupil's rows have a colour, the class's have counts."""
    rader = underlag.get("rader", ())
    if klassens is not None and rader and "farg" not in rader[0]:
        return klassens
    return instrument.las(instrument.SENASTE_INDIVID)


def sparat(id_: str, underlag: JSON, klassens: Instrument | None) -> str:
    """The evidence that is kept with a pattern, folded; nothing where a pattern rests on none."""
    if not underlag.get("rader"):
        return ""
    mening = f'<p class="underlag-mening">{escape(underlag["mening"])}</p>' if "mening" in underlag else ""
    form = form_for(underlag, klassens)
    dag = dag_och_ar(date.fromisoformat(underlag["dag"]))
    return (
        f'<details class="monster-underlag" id="{id_}"><summary>Underlag</summary>{mening}'
        f"{rita(underlag, form, kort=True)}"
        f'<p class="dampad">{fotnot(underlag)}. Som det såg ut {dag}.</p></details>'
    )


# --- The class -------------------------------------------------------------------------------------------------------


def _klassrad(rad: JSON, form: Instrument, sedan: str | None, *, kort: bool) -> str:
    return _ritad_klassrad(json.dumps(rad), form.nyckel, sedan, kort)


# The same few rows are drawn for everybody in the meeting, at every change: counts of a class, and no pupil's.
@lru_cache(maxsize=1024)
def _ritad_klassrad(text: str, form: str, sedan: str | None, kort: bool) -> str:
    rad = json.loads(text)
    f = Fordelning(rad["gron"], rad["gul"], rad["rod"], rad["ej_bedomda"], rad.get("samlat", 0))
    vad = _pastaenden(form).get(rad["pastaende"]) or escape(rad["pastaende"])
    bild = bilder.fargstapel(f, _tecken(form)) if f.elever else ""
    return (
        f'<div class="underlag-rad"><p class="fordelning-text">{vad}</p>{bild}'
        f'<div class="ord">{sammanstallning_html.fordelningsord(f)}</div>'
        f"{_amnen(rad, form, f.bedomda, kort=kort)}{_forandring(rad, sedan, kort=kort)}</div>"
    )


# By the form's key: a form itself is a hundred things to compare.
@cache
def _pastaenden(form: str) -> dict[str, str]:
    """The statements with their numbers, by key."""
    return {p.nyckel: f"{nr}. {escape(p.text)}" for nr, p in enumerate(instrument.las(form).pastaenden, start=1)}


@cache
def _tecken(form: str) -> dict[int, str]:
    return bilder.symboler(instrument.las(form))


def _amnen(rad: JSON, form: str, bedomda: int, *, kort: bool) -> str:
    """The subjects: the first few in a line, all of them with their bars when one opens it; all in words when short."""
    if not rad.get("amnen"):
        return ""
    if kort:
        alla = ", ".join(f"{escape(amne['namn'])} {amne['antal']}" for amne in rad["amnen"])
        return f"<p>Ämnen: {alla}</p>"
    amnen = [Amnesantal(**amne) for amne in rad["amnen"]]
    block = [Blockantal(**b) for b in rad.get("block", ())]
    forsta = ", ".join(f"{escape(a.kod)}\N{NO-BREAK SPACE}{a.antal}" for a in amnen[:NAMNDA_AMNEN])
    fler = " …" if len(amnen) > NAMNDA_AMNEN else ""
    alla = Amnesrad(instrument.las(form).per_nyckel[rad["pastaende"]], amnen, block, rad.get("utan", 0), bedomda)
    return (
        f'<details class="underlag-amnen"><summary>Ämnen: {forsta}{fler}</summary>'
        f"{sammanstallning_html.amnen([alla])}</details>"
    )


def _forandring(rad: JSON, sedan: str | None, *, kort: bool) -> str:
    if "forandring" not in rad or sedan is None:
        return ""
    f = Forandring(**rad["forandring"])
    if not f.matchade:
        return ""
    dag = dag_och_ar(date.fromisoformat(sedan))
    if kort:
        return f"<p>Sedan {dag}: {f.riktning} ({f.i_ord})</p>"
    vikt = "b" if ar_tydlig(f.battre, f.samre) else "span"
    return (
        f'<details class="underlag-forandring"><summary>Sedan {dag}: '
        f"<{vikt}>{f.riktning}</{vikt}></summary>{bilder.forandringsstapel(f)}<p>{f.i_ord}</p></details>"
    )


# --- One pupil -------------------------------------------------------------------------------------------------------


def _elevrad(rad: JSON, form: Instrument) -> str:
    nyckel, farg = rad["pastaende"], rad["farg"]
    pastaende = form.per_nyckel.get(nyckel)
    ord_ = Farg(farg).label
    if rad.get("datum"):
        ord_ += f", {dag_och_ar(date.fromisoformat(rad['datum']))}"
    if "fran" in rad:
        ord_ += f" (förut {Farg(rad['fran']).label})"
    if rad.get("amnen"):
        ord_ += f", {escape(', '.join(rad['amnen']))}"
    avviker = ' <b class="avviker">Avviker från gruppen</b>' if rad.get("avviker") else ""
    andra = ""
    if "andra" in rad:
        f = Fordelning(**rad["andra"])
        andra = (
            f'<p class="dampad">De andra i klassen</p>{bilder.fargstapel(f, _tecken(form.nyckel))}' if f.elever else ""
        )
    return (
        f'<div class="underlag-rad elevens"><p class="fordelning-text">'
        f"{escape(pastaende.text) if pastaende else escape(nyckel)}</p>"
        f'<p><span class="farg farg-{farg}" aria-hidden="true">{_tecken(form.nyckel).get(farg, "")}</span> '
        f"{ord_[0].upper()}{ord_[1:]}{avviker}</p>{andra}</div>"
    )
