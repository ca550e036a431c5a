"""The way through the meeting as HTML: all steps with how many patterns each has, and where one is."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande

from .. import gang, guide
from ..gang import Plats, Steg
from ..models import Analys, Niva
from ..urval import Innehall
from ..visning import Visning
from . import vagar


def stegen(visning: Visning) -> tuple[Steg, ...]:
    """The steps of this meeting."""
    an = visning.analys
    return gang.stegen(guide.las(an.guide), med_elever=an.niva == Niva.KLASS)


def rita(visning: Visning, innehall: Innehall, del_: str) -> SafeString:
    """The steps in their groups; the one that shows ``del_`` is marked."""
    steg, bas = stegen(visning), vagar.bas(visning.analys)
    har = gang.plats(steg, del_).steg
    monster = [(rad.monster.slag, rad.monster.dimension) for rad in innehall.monster]
    grupper: dict[str, list[str]] = {}
    for s in steg:
        grupper.setdefault(s.grupp, []).append(_steg(s, bas, gang.antal(s, monster), har=s is har))
    delar = "".join(_grupp(namn, rader) for namn, rader in grupper.items())
    return mark_safe(  # noqa: S308 - the guide's names are escaped
        f'<nav class="arbete-steg" id="arbete-steg" aria-label="Mötets steg">{delar}</nav>'
    )


def _grupp(namn: str, rader: list[str]) -> str:
    rubrik = f'<p class="arbete-grupp-namn">{escape(namn)}</p>' if namn else ""
    aria = f' aria-label="{escape(namn)}"' if namn else ""
    return f'<div class="arbete-grupp">{rubrik}<ol{aria}>{"".join(rader)}</ol></div>'


def _steg(s: Steg, bas: str, antal: int, *, har: bool) -> str:
    tal = f' <span class="arbete-antal">{antal}<span class="visually-hidden"> mönster</span></span>' if antal else ""
    sida = f"{bas}{vagar.PA_SIDAN.get(s.del_, s.del_)}/"
    return levande.steglank(f"{sida}#mote", s.namn, har=har, tillagg=tal)


def vidare(analys: Analys, plats: Plats) -> SafeString:
    """The step before and the next, beside the question; each with its key."""
    return levande.vidare(*_grannar(analys, plats))


def vidare_sist(analys: Analys, plats: Plats) -> SafeString:
    """The same at the end of the page, large."""
    return levande.vidare_sist(*_grannar(analys, plats), etikett="Vidare i mötet")


def _grannar(analys: Analys, plats: Plats) -> list[tuple[str, str] | None]:
    """Where the two lead, and what they say."""
    return [s and (_adress(analys, s), _ord(s, plats.steg)) for s in (plats.forra, plats.nasta)]


def _adress(analys: Analys, steg: Steg) -> str:
    return f"{vagar.sida(analys, steg.del_)}#mote"


def _ord(steg: Steg, har: Steg) -> str:
    """A neighbouring step's name; its group's where it begins or ends one."""
    return steg.grupp if steg.grupp and steg.grupp != har.grupp else steg.namn
