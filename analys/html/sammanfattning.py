"""The recap: pupil or class → pattern → factor → who does what next, the *angelägna* first, and what is missing."""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kartlaggning.resa import dag_och_ar
from skolanknytning import levande
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Personal, idag

from .. import gang, guide, urval
from ..dagordning import synliga
from ..guide import Guide
from ..models import Monster, Slag, Steg
from ..urval import Innehall, Monsterrad
from ..visning import Visning
from . import nasta_steg, vagar
from .grund import dolt, stycke

DEL = gang.SAMMANFATTNING
KORTA = {Slag.ORO: "Oroar", Slag.STYRKA: "Fungerar"}


def rita(visning: Visning, innehall: Innehall, delar: list[str]) -> SafeString:
    """The whole recap, of what the person may see and the screen may show."""
    rader = pa_skarmen(visning, innehall)
    angelagna = sorted((r for r in rader if r.monster.angelagen), key=lambda r: (r.monster.ordning, r.monster.id))
    ovriga = [r for r in rader if not r.monster.angelagen]
    rita = _Sammanfattning(visning)
    forst = rita.angelagna(angelagna) if rader else _inget(visning)
    return mark_safe(f"{rita.saknas(angelagna)}{forst}{rita.ovriga(ovriga)}")  # noqa: S308 - made of parts that escape


def pa_skarmen(visning: Visning, innehall: Innehall) -> list[Monsterrad]:
    """The class's patterns, then the pupils' in the order in which they are shown; without those not to be shown."""
    i_ordning = [p.elev_id for p in synliga(visning, innehall)]
    av = {elev: rader for elev, rader in innehall.per_elev.items() if rader and visning.far_se(rader[0].monster.elev)}
    elever = [elev for elev in dict.fromkeys([*i_ordning, *av]) if elev in av]
    return innehall.monster + [rad for elev in elever for rad in av[elev]]


def _inget(visning: Visning) -> str:
    mer = "Gå tillbaka till frågorna, eller till en elev, och skriv vad ni ser." if visning.skriver else ""
    return f'<p class="tom" id="inget">Inget mönster är skrivet än. {mer}</p>'


class _Sammanfattning:
    """What all rows share while they are drawn."""

    def __init__(self, visning: Visning):
        self.visning = visning
        self.guide: Guide = guide.las(visning.analys.guide)
        # Who may be responsible; also after the meeting the done steps are ticked, by who may write in it.
        self.bockar = urval.far_skriva(visning.person, visning.analys)
        self.personal: Sequence[Personal] = ()
        if visning.skriver:
            self.personal = behorighet.att_valja_bland(visning.analys.skola)

    def saknas(self, angelagna: Iterable[Monsterrad]) -> str:
        """What the *angelägna* lack before Modul 2 can start from them."""
        rader = [(r, brister(r)) for r in angelagna]
        rader = [(r, vad) for r, vad in rader if vad]
        if not rader:
            return ""
        punkter = "".join(
            f'<li><a href="#m-{r.monster.kod}">{self._kort_text(r.monster)}</a> <span>{" och ".join(vad)}</span></li>'
            for r, vad in rader
        )
        antal = (
            "Ett angeläget mönster saknar något" if len(rader) == 1 else f"{len(rader)} angelägna mönster saknar något"
        )
        return (
            f'<div class="meddelande meddelande-warning recap-saknas" id="saknas"><p><b>{antal}</b></p>'
            f"<ul>{punkter}</ul></div>"
        )

    def angelagna(self, rader: Sequence[Monsterrad]) -> str:
        """The patterns that Modul 2 starts from, in the order the meeting gives them."""
        if not rader:
            innehall = (
                '<p class="dampad" id="inga-angelagna">Inget mönster är märkt som angeläget. Märk dem som planen ska '
                "utgå från.</p>"
            )
        else:
            rutor = (self._rad(r, (nr, len(rader))) for nr, r in enumerate(rader, start=1))
            innehall = f'<ol class="recap" id="angelagna">{"".join(rutor)}</ol>'
        return (
            '<section class="recap-del" aria-labelledby="angelagna-rubrik"><h2 id="angelagna-rubrik">Angelägna mönster'
            f"</h2>{innehall}</section>"
        )

    def ovriga(self, rader: Sequence[Monsterrad]) -> str:
        """The rest: the class's concerns and strengths, then each pupil's."""
        if not rader:
            return ""
        rutor = "".join(self._rad(r, (0, 0)) for r in rader)
        return (
            '<section class="recap-del" aria-labelledby="ovriga-rubrik"><h2 id="ovriga-rubrik">Övriga mönster</h2>'
            f'<ul class="recap" id="ovriga">{rutor}</ul></section>'
        )

    def _rad(self, rad: Monsterrad, plats: tuple[int, int]) -> str:
        m = rad.monster
        klass = "recap-rad angelagen" if m.angelagen else "recap-rad"
        return (
            f'<li class="{klass}" id="m-{m.kod}"><div class="recap-vad">{self._vem(m)}'
            f'<p class="monster-text">{stycke(self.visning.text(m.text))}</p>{self._knappar(m, plats)}</div>'
            f'<div class="recap-faktorer"><h3>Faktorer</h3>{self._faktorer(rad)}</div>'
            f'<div class="recap-steg"><h3>Nästa steg</h3>{self._steg(rad)}</div></li>'
        )

    def _vem(self, m: Monster) -> str:
        """Whom the pattern is about, leading to where it is written."""
        del_ = f"{gang.ELEV}/{m.elev.kod}" if m.elev_id else f"{gang.GRUPPEN}/{m.slag}/{m.dimension}"
        dimension = self.guide.grupp.avsnittet(m.slag).dimension(m.dimension).namn
        return (
            f'<p class="recap-vem"><a href="{vagar.sida(self.visning.analys, del_)}#mote">{self._namn(m)}</a> '
            f'<span class="bricka recap-{m.slag}">{KORTA[m.slag]}</span> '
            f'<span class="dampad">{escape(gang.kort_namn(dimension))}</span></p>'
        )

    def _namn(self, m: Monster) -> str:
        an = self.visning.analys
        return escape(self.visning.elev(m.elev) if m.elev_id else "Klassen" if an.klass_id else "Skolan")

    def _kort_text(self, m: Monster) -> str:
        text = " ".join(self.visning.text(m.text).split())
        return f"{self._namn(m)}: {escape(text if len(text) <= 60 else f'{text[:57].rstrip()} …')}"

    def _knappar(self, m: Monster, plats: tuple[int, int]) -> str:
        if not self.visning.skriver:
            return ""
        bas, (nr, av) = f"{vagar.bas(self.visning.analys)}monster/{m.kod}/", plats
        pa, stjarna = ("", "star-fill") if m.angelagen else (' name="pa" value="on"', "star")
        pilar = ""
        if av > 1:
            pilar = levande.pilar(m.kod, f"{bas}flytta/", forst=nr == 1, sist=nr == av, vad=f"angeläget mönster {nr}")
        return (
            f'<form class="kort-form" method="post" action="{bas}angelagen/">'
            f'{dolt(self.visning, DEL, angelagna="on")}<button class="btn btn-sm btn-outline-primary angelagen-knapp" '
            f'id="a-{m.kod}" type="submit"{pa} aria-pressed="{"true" if m.angelagen else "false"}">'
            f'<i class="bi bi-{stjarna}" aria-hidden="true"></i> Angeläget</button>{pilar}</form>'
        )

    def _faktorer(self, rad: Monsterrad) -> str:
        if not rad.kopplingar:
            return _saknas("Ingen faktor", rad.monster)
        namn = self.guide.faktor
        rader = "".join(
            f'<li id="k-{k.kod}"><b>{escape(namn[k.faktor].namn)}</b>{self._varfor(k.text)}</li>'
            for k in sorted(rad.kopplingar, key=lambda k: list(namn).index(k.faktor) if k.faktor in namn else -1)
            if k.faktor in namn
        )
        return f'<ul class="recap-lista">{rader}</ul>'

    def _varfor(self, text: str) -> str:
        return f" <span>{stycke(self.visning.text(text))}</span>" if text else ""

    def _steg(self, rad: Monsterrad) -> str:
        m = rad.monster
        tomt = "" if rad.steg else _saknas("Inget nästa steg", m)
        rader = "".join(self._ett_steg(s) for s in rad.steg)
        lista = f'<ul class="recap-lista stegen">{rader}</ul>' if rader else ""
        nytt = nasta_steg.nytt(self.visning, m, self.personal, del_=DEL) if self.visning.skriver else ""
        return f"{tomt}{lista}{nytt}"

    def _ett_steg(self, steg: Steg) -> str:
        """A step, which is ticked off as it is done, also after the meeting."""
        vem = escape(self.visning.personal(steg.ansvarig)) or "Ingen ansvarig"
        nar = f", senast {dag_och_ar(steg.klart)}" if steg.klart else ""
        sent = steg.klart and not steg.gjort and steg.klart < idag()
        forsenat = ' <span class="bricka recap-sent">Dagen har gått</span>' if sent else ""
        andra = ""
        if self.visning.skriver:
            formular = nasta_steg.redigera(self.visning, steg, self.personal, del_=DEL)
            andra = f'<details class="recap-andra" id="sa-{steg.kod}"><summary>Ändra</summary>{formular}</details>'
        return (
            f'<li class="steg-rad{" gjort" if steg.gjort else ""}" id="s-{steg.kod}">{self._bock(steg)}'
            f'<div><p class="monster-text">{stycke(self.visning.text(steg.text))}</p>'
            f'<p class="dampad">{vem}{nar}{forsenat}</p>{andra}</div></li>'
        )

    def _bock(self, steg: Steg) -> str:
        bild = "check-square-fill" if steg.gjort else "square"
        if not self.bockar:
            ord_ = "Gjort" if steg.gjort else "Inte gjort"
            return (
                f'<span><i class="bi bi-{bild}" aria-hidden="true"></i>'
                f'<span class="visually-hidden">{ord_}: </span></span>'
            )
        pa = "" if steg.gjort else ' name="pa" value="on"'
        return (
            f'<form method="post" action="{vagar.bas(self.visning.analys)}steg/{steg.kod}/gjort/">'
            f'{dolt(self.visning, DEL)}<button class="btn btn-sm btn-outline-primary" id="sg-{steg.kod}" '
            f'type="submit"{pa} aria-pressed="{"true" if steg.gjort else "false"}">'
            f'<i class="bi bi-{bild}" aria-hidden="true"></i> Gjort</button></form>'
        )


def brister(rad: Monsterrad) -> list[str]:
    """What an *angelägen* pattern lacks: a factor, a next step, somebody responsible."""
    svar = []
    if not rad.kopplingar:
        svar.append("saknar faktor")
    if not rad.steg:
        svar.append("saknar nästa steg")
    elif any(s.ansvarig_id is None and not s.gjort for s in rad.steg):
        svar.append("har ett steg utan ansvarig")
    return svar


def _saknas(ord_: str, m: Monster) -> str:
    """That something is not there: it matters for an *angelägen* pattern."""
    klass = "recap-brist" if m.angelagen else "dampad"
    tecken = '<i class="bi bi-exclamation-circle" aria-hidden="true"></i> ' if m.angelagen else ""
    return f'<p class="{klass}">{tecken}{ord_}</p>'
