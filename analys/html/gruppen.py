"""The live part of the steps about the class or the school: the drafts, the patterns, and their factors."""

from django.http import Http404
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .. import gang, guide, underlag, urval
from ..guide import Avsnitt
from ..models import Analys, Slag
from ..underlag import Gruppunderlag
from ..urval import Innehall
from ..visning import Visning
from . import kort, nytt, utkast


def avsnittet(analys: Analys, slag: str) -> Avsnitt:
    """The guide's part for patterns of a kind; 404 when there is none."""
    if slag not in Slag.values:
        raise Http404
    return guide.las(analys.guide).grupp.avsnittet(slag)


def rita(visning: Visning, innehall: Innehall, delar: list[str]) -> SafeString:
    """The part of a step: ``delar`` is the kind, and a dimension or the word for the factors."""
    slag, dimension = delar
    if dimension == gang.FAKTORER:
        return faktorer(visning, innehall, slag)
    return steg(visning, innehall, underlag.las(visning.analys, visning.person, dimension), slag, dimension)


def steg(visning: Visning, innehall: Innehall, grund: Gruppunderlag | None, slag: str, dimension: str) -> SafeString:
    """A question's drafts, and what the group has written. ``grund`` is None before there is any."""
    try:
        fragan = avsnittet(visning.analys, slag).dimension(dimension)
    except KeyError as fel:
        raise Http404 from fel
    del_ = f"{gang.GRUPPEN}/{slag}/{dimension}"
    rader = innehall.i(slag, dimension)
    korten = kort.lista(visning, rader, id_="monster", del_=del_, tomt="Inget skrivet än.")
    egna = nytt.monster(visning, del_=del_, slag=slag, dimension=dimension, hjalp=fragan.hjalp)
    forslag = _forslag(visning, innehall, grund, slag, dimension, del_) if grund else ""
    return mark_safe(  # noqa: S308 - made of parts that escape
        f'{forslag}<section class="mote-monster" aria-labelledby="monster-rubrik"><h2 id="monster-rubrik">Era mönster'
        f"</h2>{korten}{egna}</section>"
    )


def _forslag(visning: Visning, innehall: Innehall, grund: Gruppunderlag, slag: str, dimension: str, del_: str) -> str:
    avfardade = urval.avfardade(visning.analys)
    tagna = {rad.monster.utkast for rad in innehall.monster}
    lista = grund.forslag(slag, dimension, avfardade | tagna)
    bort = grund.bortlagda(slag, dimension, avfardade - tagna)
    redan = bort or any((u.slag, u.dimension) == (slag, dimension) for u in grund.utkasten)
    tomt = "Inga fler förslag." if redan else _inget(slag)
    ritat = utkast.forslag(visning, lista, bort, del_=del_, form=grund.form, tomt=tomt)
    hjalp = "Räknat ur kartläggningen. Det är ni som avgör." if lista.forst else ""
    return (
        '<section class="mote-forslag" aria-labelledby="utkast-rubrik"><h2 id="utkast-rubrik" tabindex="-1">'
        f'Förslag att titta på</h2><p class="dampad utkast-hjalp">{hjalp}</p>{ritat}</section>'
    )


def _inget(slag: str) -> str:
    if slag == Slag.ORO:
        return "Inget i kartläggningen når skolans gränser för ett förslag här. Ser ni något ändå, så skriv det nedan."
    return "Inget når skolans gräns för en styrka här. Det finns säkert något som fungerar ändå: skriv det nedan."


def faktorer(visning: Visning, innehall: Innehall, slag: str) -> SafeString:
    """Every pattern of a kind, dimension by dimension, each with its factors."""
    avsnitt = avsnittet(visning.analys, slag)
    del_ = f"{gang.GRUPPEN}/{slag}/{gang.FAKTORER}"
    delar = []
    for d in avsnitt.dimensioner:
        if rader := innehall.i(slag, d.nyckel):
            korten = kort.lista(
                visning, rader, id_=f"monster-{d.nyckel}", del_=del_, tomt="", med_faktorer=True, skrivs=False
            )
            delar.append(
                f'<section aria-labelledby="d-{d.nyckel}"><h2 id="d-{d.nyckel}">{escape(d.namn)}</h2>{korten}</section>'
            )
    if not delar:
        delar = [
            '<p class="tom">Det finns inga mönster att koppla än. Gå tillbaka till frågorna och skriv dem först.</p>'
        ]
    return mark_safe(f'<div class="mote-faktorer">{"".join(delar)}</div>')  # noqa: S308 - made of parts that escape
