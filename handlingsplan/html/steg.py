"""A step's live area, the line of steps, and the way on: what is drawn anew when somebody has changed something."""

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande

from .. import gang
from ..gang import Plats
from ..models import Plan
from . import delar, vagar
from .grund import Ritning


def area(r: Ritning, platsen: Plats, **mer: str) -> SafeString:
    """The whole live area; ``mer`` are those of ``levande.omrade``."""
    plan, varfor = r.visning.plan, r.visning.varfor
    over = ""
    if platsen.del_ != r.del_:
        over = (
            f'<p class="meddelande" id="foljd-upp">Planen är följd upp och i varv {r.nu.nummer}. '
            f'<a href="{vagar.sida(plan, platsen.del_)}">Fortsätt där</a></p>'
        )
    if varfor:
        over += f'<p class="meddelande" id="slut">{varfor}</p>'
    over += r.kommentar("")
    innehall = "" if platsen.del_ != r.del_ else delar.rita(r, platsen.steg)
    return levande.omrade(plan.version, r.del_, f"{r.bas}nytt/", f"{over}{innehall}", **mer)


def svar(r: Ritning, platsen: Plats, *, besked: str = "", **mer: str) -> SafeString:
    """The answer to the page's script: the area, and what is to be told."""
    return mark_safe(f"{area(r, platsen, **mer)}{levande.besked(besked) if besked else ''}")  # noqa: S308


def stegen(plan: Plan, platsen: Plats, *, forsta: bool) -> SafeString:
    """The template's steps in a line; the one that is shown is marked."""
    rader = "".join(
        levande.steglank(
            f"{vagar.sida(plan, f'{platsen.mall.nyckel}/{s.nyckel}')}#steg",
            f"{s.nyckel.removeprefix('steg-')}. {s.kort}",
            har=s is platsen.steg,
        )
        for s in platsen.mall.steg(forsta=forsta)
    )
    return mark_safe(  # noqa: S308 - the templates' names are escaped
        f'<nav class="arbete-steg" id="arbete-steg" aria-label="{platsen.mall.namn}s steg">'
        f'<ol class="plan-stegrad">{rader}</ol></nav>'
    )


def vidare(plan: Plan, platsen: Plats) -> tuple[SafeString, SafeString]:
    """The step before and the next, beside the question and at the end; the last leads to the plan's own page."""
    forra, nasta = (
        s and (f"{vagar.sida(plan, f'{platsen.mall.nyckel}/{s.nyckel}')}#steg", s.kort)
        for s in (platsen.forra, platsen.nasta)
    )
    nasta = nasta or (reverse("plan", args=[plan.kod]), "Hela planen")
    return levande.vidare(forra, nasta), levande.vidare_sist(forra, nasta, etikett="Vidare i planen")


def mallval(plan: Plan, platsen: Plats, mallar, *, forsta: bool) -> SafeString:
    """The switch between the two templates, to the step with the same facts."""
    annan, steg = gang.motsvarande(platsen, mallar, forsta=forsta)
    lankar = {
        platsen.mall.nyckel: f'<a aria-current="true" href="{vagar.sida(plan, platsen.del_)}">{platsen.mall.namn}</a>',
        annan.nyckel: f'<a href="{vagar.sida(plan, f"{annan.nyckel}/{steg.nyckel}")}#steg">{annan.namn}</a>',
    }
    return mark_safe(  # noqa: S308 - our own names
        f'<nav class="mallval" aria-label="Mall">{lankar[mallar.modul_2.nyckel]}{lankar[mallar.uppgift_5.nyckel]}</nav>'
    )
