"""What a step's page shows: what is read for it, and what its frame takes (``templates/handlingsplan/steg.html``)."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from .. import gang, lagen, mallar, narvaro, narvarolasning, underlag, urval
from ..gang import Plats
from ..html import bredvid
from ..html import steg as html
from ..html.grund import Kollision, Ritning
from ..mallar import Typ
from ..models import Lage, Plan
from ..urval import Innehall
from ..visning import Visning

MED_PERSONAL = frozenset({Typ.ANSVAR, Typ.UPPFOLJNING})
Krockar = Mapping[tuple[str, str], Kollision]
Hallna = Mapping[tuple[str, str], tuple[str, str]]


def platsen(plan: Plan, innehall: Innehall, del_: str) -> Plats:
    """The step in the varv that is open; 404 for what is no step at all."""
    try:
        return gang.i_varvet(mallar.las(plan.mallar), del_, forsta=innehall.nu.forsta)
    except KeyError as fel:
        raise Http404 from fel


def ritning(
    visning: Visning, innehall: Innehall, plats: Plats, del_: str, krockar: Krockar | None = None, **mer
) -> Ritning:
    """What the step's parts are drawn from; ``mer`` are ``hallna`` and ``avvisade``."""
    plan = visning.plan
    typer = {d.typ for d in plats.steg.delar}
    return Ritning(
        visning,
        innehall,
        mallar.las(plan.mallar),
        del_,
        personal=urval.att_valja_bland(plan) if visning.skriver and typer & MED_PERSONAL else (),
        kommentarer=lagen.kommentarer(plan) if plan.lage == Lage.ATERLAMNAD else {},
        narvaro=_narvaro(visning) if Typ.NARVARO in typer else "",
        krockar=krockar or {},
        **mer,
    )


def _narvaro(visning: Visning) -> SafeString:
    """The picture of the absence, and the way to its figures."""
    plan = visning.plan
    [(om, rad)] = agare(plan).items()
    perioder = narvarolasning.las_perioder(**{om: rad})
    bild = narvaro.bild(perioder) if perioder else '<p class="dampad">Inga närvarosiffror är inlagda än.</p>'
    ord_ = "Ändra siffrorna" if perioder else "Lägg in närvarosiffror"
    adress = reverse(f"narvaro_{om}", args=[rad.kod])
    lank = f'<a class="btn btn-sm btn-outline-primary" href="{adress}">{ord_}</a>'
    return mark_safe(f"{bild}{lank if visning.skriver else ''}")  # noqa: S308 - drawn by a builder that escapes


def agare(plan: Plan) -> dict:
    """What the plan is about: by "klass", "elev" or "skola"."""
    return {"klass": plan.klass} if plan.klass else {"elev": plan.elev} if plan.elev else {"skola": plan.skola}


def ram(request: HttpRequest, plan: Plan, innehall: Innehall, plats: Plats, **mer) -> dict:
    """The page's context."""
    visning = Visning.for_request(request, plan)
    r = ritning(visning, innehall, plats, plats.del_, **mer)
    forsta = innehall.nu.forsta
    texter = r.mallar
    vidare, vidare_sist = html.vidare(plan, plats)
    return {
        "plan": plan,
        "nu": innehall.nu,
        "mall": plats.mall,
        "steget": plats.steg,
        "om": _om(plan),
        "stegen": html.stegen(plan, plats, forsta=forsta),
        "mallval": html.mallval(plan, plats, texter, forsta=forsta),
        "vidare": vidare,
        "vidare_sist": vidare_sist,
        "levande": html.area(r, plats),
        **_bredvid(visning, innehall, plats),
    }


def _om(plan: Plan) -> str:
    if plan.klass:
        return plan.klass.namn
    return plan.elev.namn if plan.elev else plan.skola.namn


def _bredvid(visning: Visning, innehall: Innehall, plats: Plats) -> dict:
    """What stands beside: how it was answered before, or the patterns that the plan rests on."""
    if innehall.nu.forsta:
        return {"monster": bredvid.monster(underlag.monster(visning.plan, visning.person))}
    return {"tidigare": bredvid.tidigare(underlag.tidigare_varv(visning.plan), plats)}
