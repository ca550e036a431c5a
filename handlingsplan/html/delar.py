"""The parts of a step in their order, each under its heading from the template."""

from html import escape

from kartlaggning.resa import dag_och_ar

from .. import gang
from ..gang import Grupp
from ..mallar import Del, Steg, Typ
from ..models import Niva, Plan
from . import insatser, mal, val
from .grund import Ritning, huvud

NAMN = {
    Typ.BAKGRUND: "Bakgrundsinformation",
    Typ.MAL: "Mål",
    Typ.FORFLYTTNING: "Mål för mål",
    Typ.KONKRET: "Är målen tillräckligt konkreta?",
    Typ.INSATSER: "Insatser under sina mål",
    Typ.ANSVAR: "Ansvar för varje insats",
    Typ.TIDPLAN: "Tidplan",
    Typ.ANSVARET_GICK: "Hur ansvaret har gått",
    Typ.UPPFOLJNING: "När, och vilka",
    Typ.INSAMLAT: "Underlaget klart",
    Typ.NARVARO: "Närvaro",
}


def rita(r: Ritning, steg: Steg) -> str:
    """All parts of the step."""
    return "".join(_grupp(r, grupp, nr) for nr, grupp in enumerate(gang.grupper(steg)))


def _grupp(r: Ritning, grupp: Grupp, nr: int) -> str:
    forst = grupp.delar[0]
    if grupp.om == "mal":
        return _sektion(r, forst, nr, mal.rita(r, grupp))
    if grupp.om == "insats":
        return _sektion(r, forst, nr, insatser.rita(r, grupp, _ordning(r, grupp)))
    return _ensam(r, forst, nr)


def _stod(r: Ritning) -> str:
    """That the support asked for has been seen to: where some is asked for."""
    if not r.innehall.text("stod", r.nu):
        return ""
    return insatser.vaxla(r, "stod/", f"stod-{r.nu.kod}", "Ordnat", ar=r.nu.stod_ordnat is not None)


def _ordning(r: Ritning, grupp: Grupp) -> int:
    """The group's place among the step's groups about insatser: the rows' ids are told apart by it."""
    steg = gang.i_varvet(r.mallar, r.del_, forsta=r.nu.forsta).steg
    return [g.delar for g in gang.grupper(steg) if g.om == "insats"].index(grupp.delar)


def _ensam(r: Ritning, del_: Del, nr: int) -> str:
    if del_.typ == Typ.TEXT:
        namn = r.mallar.falt[del_.falt].namn
        ritad = r.text(del_.falt, escape(del_.fraga or del_.rubrik or namn), hojd=4, tyst=True)
        return _sektion(r, del_, nr, f"{ritad}{_stod(r) if del_.falt == 'stod' else ''}", namn)
    if del_.typ == Typ.BAKGRUND:
        return _sektion(r, del_, nr, _bakgrund(r))
    if del_.typ == Typ.NARVARO:
        return _sektion(r, del_, nr, r.narvaro) if r.narvaro else ""
    if del_.typ == Typ.INSAMLAT:
        return _sektion(r, del_, nr, _insamlat(r))
    return _sektion(r, del_, nr, _uppfoljning(r))


def _sektion(r: Ritning, del_: Del, nr: int, innehall: str, namn: str = "") -> str:
    """A part under its heading; one that the other template asks for says so."""
    id_ = f"del-{nr}"
    annan = r.mallar.uppgift_5 if r.del_.startswith(r.mallar.modul_2.nyckel) else r.mallar.modul_2
    # Without a field of its own the attendance is nobody's question but the plan's.
    tillagg = del_.tillagg and del_.typ != Typ.NARVARO
    fran = f'<p class="skriv-fran">Frågas i {annan.namn}</p>' if tillagg and _fragas(r, annan, del_) else ""
    klass = "skriv-del tillagg" if del_.tillagg else "skriv-del"
    return (
        f'<section class="{klass}" id="s-{nr}" aria-labelledby="{id_}">'
        f"{fran}{huvud(del_, id_, namn or NAMN.get(del_.typ, ''))}{innehall}</section>"
    )


def _fragas(r: Ritning, mall, del_: Del) -> bool:
    """Whether the part is here for the other template's sake; goals and insatser are what both are about."""
    if del_.typ in (Typ.MAL, Typ.INSATSER):
        return False
    alla = (d for s in mall.steg(forsta=r.nu.forsta) for d in s.delar if not d.tillagg)
    return any((d.typ, d.falt) == (del_.typ, del_.falt) for d in alla)


def _bakgrund(r: Ritning) -> str:
    plan, id_ = r.visning.plan, "v-omrade"
    om = f'<p class="skriv-fakta"><span class="dampad">Klass/grupp, individ, skolnivå:</span> {_om(plan)}</p>'
    texter = r.text("monster", escape(r.mallar.falt["monster"].namn), hojd=3)
    texter += r.text("faktorer", escape(r.mallar.falt["faktorer"].namn), hojd=3, om_namn=False)
    if not r.visning.skriver:
        return (
            f'{om}<p class="skriv-fakta"><span class="dampad">Utvecklingsområde:</span> {escape(plan.omrade)}</p>'
            f'<p class="skriv-fakta"><span class="dampad">Datum:</span> {dag_och_ar(r.nu.datum)}</p>{texter}'
        )
    hjalp = "Ett område i taget. Inga namn på elever."
    omrade = val.formular(r, id_, "omrade/", val.ord_(r, id_, "omrade", "Utvecklingsområde", plan.omrade, hjalp))
    datum = val.formular(r, "v-datum", "uppfoljning/", val.datum(r, "v-datum", "datum", "Datum", r.nu.datum))
    return f'{om}<div class="val-par">{omrade}{datum}</div>{texter}'


def _om(plan: Plan) -> str:
    if plan.niva == Niva.KLASS:
        return escape(f"klass {plan.klass.namn}")
    return escape(f"{plan.elev.namn}, individ" if plan.niva == Niva.INDIVID else f"{plan.skola.namn}, skolnivå")


def _uppfoljning(r: Ritning) -> str:
    varv = r.nu
    if r.visning.skriver:
        return val.uppfoljning(r, "v-uppfoljning", varv)
    klockan = f" kl. {varv.klockan:%H.%M}" if varv.klockan else ""
    vem = varv.foljer_upp.namn if varv.foljer_upp else "ingen än"
    kallade = ", ".join(filter(None, [*(p.namn for p in r.innehall.kallade), varv.ovriga])) or "ingen än"
    return (
        f'<p class="skriv-fakta">Dag: {val.dagen(varv.uppfoljning)}{klockan}.</p>'
        f'<p class="skriv-fakta">Följer upp: {escape(vem)}.</p><p class="skriv-fakta">Kallade: {escape(kallade)}.</p>'
    )


def _insamlat(r: Ritning) -> str:
    if not r.visning.skriver:
        return f'<p class="skriv-fakta">Klart senast: {val.dagen(r.nu.insamlat)}.</p>'
    falt = val.datum(r, "v-insamlat", "insamlat", "Underlaget klart senast", r.nu.insamlat)
    return val.formular(r, "v-insamlat", "uppfoljning/", falt)
