"""The live part of a pupil's page: the guide's two questions, and the patterns of each kind, folded by dimension."""

from collections.abc import Sequence
from html import escape

from django.http import Http404
from django.utils.safestring import SafeString, mark_safe

from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Personal

from .. import elevunderlag, gang, guide, urval
from ..elevunderlag import Elevunderlag
from ..guide import Avsnitt, Dimension, Fraga
from ..models import Slag, Svar
from ..urval import Innehall
from ..utkast import Lista
from ..visning import Visning
from . import falt, kort, nytt, utkast

# With eight lists on a page each shows less of it at first than where it stands alone.
FORST = 2


def rita(visning: Visning, innehall: Innehall, delar: list[str]) -> SafeString:
    """The part of a pupil: ``delar`` is the pupil's kod. Raises Http404 for one this screen may not show."""
    if len(delar) != 1:
        raise Http404
    elev = hamta(visning, innehall, delar[0])
    return delen(visning, innehall, elev, elevunderlag.las(visning.analys, elev))


def hamta(visning: Visning, innehall: Innehall, kod: str) -> Elev:
    """A pupil of the meeting whom the person follows and this screen may show. Raises Http404."""
    elev = innehall.eleven(kod)
    if elev is None or not visning.far_se(elev):
        raise Http404
    elev.skola = visning.analys.skola
    return elev


def delen(visning: Visning, innehall: Innehall, elev: Elev, grund: Elevunderlag) -> SafeString:
    """What is written about the pupil, and the drafts to look at."""
    del_ = f"{gang.ELEV}/{elev.kod}"
    individ = guide.las(visning.analys.guide).individ
    rita = _Delen(visning, innehall, elev, grund, del_)
    fragor = "".join(rita.fraga(f) for f in individ.fragor)
    return mark_safe(  # noqa: S308 - made of parts that escape
        f'<section class="elev-fragor" aria-labelledby="fragor-rubrik"><h2 id="fragor-rubrik">'
        f'{escape(individ.fragerubrik)}</h2><div class="elev-fragepar">{fragor}</div></section>'
        f"{''.join(rita.avsnitt(a) for a in individ.avsnitt)}"
    )


class _Delen:
    """What the parts of one pupil's page share while they are drawn."""

    def __init__(self, visning: Visning, innehall: Innehall, elev: Elev, grund: Elevunderlag, del_: str):
        self.visning, self.innehall, self.elev, self.grund, self.del_ = visning, innehall, elev, grund, del_
        self.avfardade = urval.avfardade(visning.analys, elev)
        self.tagna = {rad.monster.utkast for rad in innehall.per_elev.get(elev.id, ())}
        # Whether a dimension with drafts has been drawn.
        self.borjat = False
        self.personal: Sequence[Personal] = ()
        if visning.skriver:
            self.personal = behorighet.att_valja_bland(visning.analys.skola)

    def fraga(self, fraga: Fraga) -> str:
        """A question of the guide with its answer."""
        svar = self.innehall.svar.get((self.elev.id, fraga.nyckel)) or Svar(fraga=fraga.nyckel)
        svar.analys, svar.elev = self.visning.analys, self.elev
        fragan = escape(fraga.fraga)
        rubrik = "" if falt.kan_andras(self.visning, svar) else f'<p class="form-label">{fragan}</p>'
        etikett = f'{fragan} <span class="form-text">{escape(fraga.hjalp)}</span>'
        text = falt.text(self.visning, svar, etikett, del_=self.del_, hojd=2)
        return f'<div class="elev-fraga" id="fraga-{fraga.nyckel}">{rubrik}{text}</div>'

    def avsnitt(self, avsnitt: Avsnitt) -> str:
        """The patterns of a kind: a row a dimension to fold out, and the question about factors above them."""
        slag, id_ = avsnitt.slag, f"avsnitt-{avsnitt.slag}"
        korten = "".join(self.dimension(slag, d) for d in avsnitt.dimensioner)
        return (
            f'<section class="elev-avsnitt {slag}" aria-labelledby="{id_}"><h2 id="{id_}">{escape(avsnitt.kort)}</h2>'
            f'<p class="arbete-ledfraga">{escape(avsnitt.fraga)}</p><details class="elev-faktorfraga" id="ff-{slag}">'
            f"<summary>Om att koppla mönster till faktorer</summary><p>{escape(avsnitt.faktorfraga)}</p></details>"
            f'<div class="elev-dimensioner">{korten}</div></section>'
        )

    def dimension(self, slag: str, d: Dimension) -> str:
        """A dimension's drafts, its patterns with their factors and next steps, and room for one of one's own.

        Folded, with how much there is of each. Open at first where something is written, and where the drafts begin.
        """
        id_ = f"{slag}-{d.nyckel}"
        rader, lista = self.innehall.i(slag, d.nyckel, self.elev), self._forslagen(slag, d.nyckel)
        korten = kort.lista(
            self.visning,
            rader,
            id_=f"monster-{id_}",
            del_=self.del_,
            tomt="",
            med_faktorer=True,
            vikta_faktorer=True,
            med_steg=True,
            personal=self.personal,
        )
        oppen = " open" if rader or (lista.forst and not self.borjat) else ""
        self.borjat = self.borjat or bool(lista.forst)
        return (
            f'<details class="elev-dimension" id="d-{id_}"{oppen}><summary><h3>{escape(d.namn)} '
            f'<span class="dampad">{escape(d.fraga)}</span></h3>{_raknat(lista, len(rader))}</summary>'
            f"{self._forslag(slag, d, lista, har_monster=bool(rader))}{korten}{self._eget(slag, d, id_)}</details>"
        )

    def _forslagen(self, slag: str, dimension: str) -> Lista:
        """The drafts that are left, a few of them at first."""
        lista = self.grund.forslag(slag, dimension, self.avfardade | self.tagna)
        return Lista(lista.forst[:FORST], (*lista.forst[FORST:], *lista.fler))

    def _forslag(self, slag: str, d: Dimension, lista: Lista, *, har_monster: bool) -> str:
        bort = self.grund.bortlagda(slag, d.nyckel, self.avfardade - self.tagna)
        tomt = "" if bort or har_monster else _inget(slag)
        return utkast.forslag(
            self.visning, lista, bort, del_=self.del_, form=self.grund.form, elev=self.elev.kod, tomt=tomt
        )

    def _eget(self, slag: str, d: Dimension, id_: str) -> str:
        formular = nytt.monster(
            self.visning,
            del_=self.del_,
            slag=slag,
            dimension=d.nyckel,
            elev=self.elev.kod,
            etikett="Mönstret",
            hjalp=d.hjalp,
        )
        if not formular:
            return ""
        return (
            f'<details class="elev-eget" id="eget-{id_}"><summary>Skriv ett eget mönster</summary>{formular}</details>'
        )


def _raknat(lista: Lista, monster: int) -> str:
    """What a folded dimension holds: "1 mönster · 2 förslag", or "inga förslag"."""
    forslag = len(lista.forst) + len(lista.fler)
    delar = [f"<b>{monster} mönster</b>"] if monster else []
    delar += [f"{forslag} förslag"] if forslag else []
    return f'<span class="elev-raknat siffra">{" · ".join(delar) or "inga förslag"}</span>'


def _inget(slag: str) -> str:
    return "Inget gult eller rött att ta upp." if slag == Slag.ORO else "Inget grönt att ta upp än."
