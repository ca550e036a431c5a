"""A plan's own page: how it stands, the one next thing, and all of it to be read from top to bottom."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from analys import urval as analysurval
from analys.models import Analys
from analys.rader import PERSONAL, Rader
from kartlaggning.klassen import lagen as klasslagen
from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola.models import Personal, idag

from .. import lagen, mallar, narvaro, narvarolasning, nasta, platser, tidslinje, urval
from .. import saknas as brister
from ..html.oversikt import Rita, namnen
from ..models import Granskning, Lage, Niva, Plan, Svar, Uppnatt
from ..urval import Innehall

LAGEN = {
    Lage.UTKAST: "Utkast",
    Lage.SKICKAD: "Hos rektor",
    Lage.ATERLAMNAD: "Återlämnad",
    Lage.GODKAND: "Godkänd av rektor",
}

GRANSKNINGAR = Rader(
    Granskning,
    lambda rader, plan: rader.filter(plan=plan),
    {"skickad_av": PERSONAL, "besvarad_av": PERSONAL, "avskrift": ("id", "kod", "varv_id")},
)


@require_safe
def oversikt(request: HttpRequest, kod: str) -> HttpResponse:
    """The plan to be read, with the way on."""
    plan = urval.hamta_plan(request.user, kod)
    far_skriva = urval.far_skriva(request.user, plan)
    far_granska = urval.far_granska(request.user, plan)
    for om in filter(None, (plan, plan.elev)):
        anteckna_lasning(request.user, om, plan.vad, skola_kod=plan.skola.kod)
    innehall = urval.innehall(plan, bara_ord=True)
    granskningar = list(GRANSKNINGAR({}, plan.id))
    kommentarer = lagen.kommentarer(plan) if plan.lage == Lage.ATERLAMNAD else {}
    texter = mallar.las(plan.mallar)
    bas = reverse("plan", args=[plan.kod])
    foljande = [] if plan.oppen else list(plan.foljande.order_by("id"))
    laget = _laget(innehall, texter, granskningar, skriver=far_skriva, granskar=far_granska)
    laget = replace(laget, kommentarer=len(kommentarer), foljd=bool(foljande), **_svaret(granskningar, request.user))
    perioder = narvarolasning.las_perioder(**_agare(plan))
    steg = texter.modul_2.steg(forsta=innehall.nu.forsta)
    kontext = {
        "plan": plan,
        "nu": innehall.nu,
        "bas": bas,
        "lage": _lagesord(innehall, granskningar),
        "nasta": nasta.nasta(laget, idag=idag()),
        "rita": Rita(
            innehall,
            texter,
            bas,
            idag(),
            skriver=far_skriva and plan.skrivs,
            bockar=far_skriva and plan.oppen,
            ordnar=(far_skriva or far_granska) and plan.oppen,
            csrf=get_token(request),
        ),
        "far_skriva": far_skriva,
        "far_granska": far_granska,
        "skriver": far_skriva and plan.skrivs,
        "forsta_steget": steg[0].nyckel,
        "tidslinje": _tidslinje(innehall),
        "uppfoljning": _uppfoljning(innehall),
        "perioder": len(perioder),
        "narvarobild": narvaro.bild(perioder) if perioder else "",
        "tidigare_varv": [v for v in innehall.varv if v.avslutat],
        "granskningar": granskningar,
        "godkand": next((g for g in granskningar if g.svar == Svar.GODKAND), None),
        "kommentarer": _kommentarer(kommentarer, texter),
        "slut": [(texter.falt[f].namn, innehall.text(f)) for f in ("resultat", "slutsatser", "vidare")],
        "analys": _analysen(plan, request.user),
        "foljande": foljande,
        "nasta_plan": "" if plan.oppen else _nasta_plan(plan, request.user),
        "narvaro_adress": _adress(plan, "narvaro"),
        "orord": far_skriva and _orord(innehall, granskningar),
    }
    return render(request, "handlingsplan/plan.html", kontext)


def _lagesord(innehall: Innehall, granskningar: list[Granskning]) -> str:
    """How the plan stands, in two words; an approval of an earlier varv says which, not that this one is approved."""
    plan, nu = innehall.plan, innehall.nu
    if not plan.oppen:
        return "Avslutad"
    godkand = next((g for g in granskningar if g.svar == Svar.GODKAND), None)
    if plan.lage == Lage.GODKAND and godkand and godkand.avskrift.varv_id != nu.id:
        nummer = next((v.nummer for v in innehall.varv if v.id == godkand.avskrift.varv_id), 0)
        return f"Varv {nummer} godkänt"
    return LAGEN[Lage(plan.lage)]


def _laget(
    innehall: Innehall,
    texter: mallar.Mallar,
    granskningar: list[Granskning],
    *,
    skriver: bool,
    granskar: bool,
) -> nasta.Laget:
    """How the plan stands, for the one who asks."""
    plan, nu = innehall.plan, innehall.nu
    insatser = [i for rad in innehall.aktuella for i in rad.insatser]
    uppnatt = [f.uppnatt if (f := innehall.forflyttning(nu, rad.mal)) else "" for rad in innehall.aktuella]
    senaste = granskningar[0] if granskningar else None
    return nasta.Laget(
        oppen=plan.oppen,
        lage=plan.lage,
        nummer=nu.nummer,
        uppfoljning=nu.uppfoljning,
        saknas=brister.saknas(innehall, texter),
        natt=bool(uppnatt) and set(uppnatt) == {Uppnatt.NATT},
        insatser=len(insatser),
        gjorda=sum(1 for i in insatser if i.genomford),
        sena=sum(1 for i in insatser if not i.genomford and i.klart and i.klart < idag()),
        skickad=timezone.localdate(senaste.skickad) if senaste else None,
        av=senaste.skickad_av.namn if senaste and senaste.skickad_av else "",
        avslutad=timezone.localdate(plan.avslutad) if plan.avslutad else None,
        skriver=skriver,
        granskar=granskar,
    )


def _svaret(granskningar: list[Granskning], person: Personal) -> dict:
    """Who answered the latest review that was answered, and whether it was the person who asks."""
    av = next((g.besvarad_av for g in granskningar if g.svar in (Svar.GODKAND, Svar.ATERLAMNAD)), None)
    return {"svarade": av.namn, "egen": av.id == person.id} if av else {}


def _tidslinje(innehall: Innehall) -> SafeString:
    """The plan in time; nothing before there is anything to show there."""
    nagot = innehall.mal or innehall.nu.uppfoljning or len(innehall.varv) > 1
    return tidslinje.rita(tidslinje.av(innehall, idag())) if nagot else SafeString("")


@dataclass(frozen=True)
class Uppfoljning:
    """The follow-up as the page tells of it; ``nar`` is how far off it is."""

    nar: str
    sen: bool
    kallade: str
    hur: str
    punkter: str
    datainsamling: str


def _uppfoljning(innehall: Innehall) -> Uppfoljning:
    nu = innehall.nu
    dag = nu.uppfoljning
    return Uppfoljning(
        nar=nasta.om(dag, idag()) if dag and innehall.plan.oppen else "",
        sen=bool(dag and dag < idag() and innehall.plan.oppen),
        kallade=namnen(filter(None, [*(p.namn for p in innehall.kallade), nu.ovriga])),
        **{falt: innehall.text(falt, nu) for falt in ("hur", "punkter", "datainsamling")},
    )


@dataclass(frozen=True)
class Kommentarrad:
    """What the rektor said, and of what."""

    om: str
    text: str
    av: str


def _kommentarer(kommentarer: dict, texter: mallar.Mallar) -> list[Kommentarrad]:
    """What the rektor said, of the whole plan first."""
    rader = sorted(kommentarer.items(), key=lambda par: (par[0] != "", par[1].id))
    return [Kommentarrad(_avsnitt(nyckel, texter), k.text, str(k.andrad_av or "")) for nyckel, k in rader]


def _avsnitt(nyckel: str, texter: mallar.Mallar) -> str:
    if not nyckel:
        return "Hela planen"
    try:
        return texter.falt[platser.las(nyckel, texter.falt).falt].namn
    except ValueError:
        return "Planen"


def _agare(plan: Plan) -> dict:
    """What its figures of absence belong to."""
    if plan.niva == Niva.KLASS:
        return {"klass": plan.klass}
    return {"elev": plan.elev} if plan.elev else {"skola": plan.skola}


def _adress(plan: Plan, vad: str) -> str:
    """The address of something about what the plan is about: ``vad``_klass, ``vad``_elev or ``vad``_skola."""
    [(om, rad)] = _agare(plan).items()
    return reverse(f"{vad}_{om}", args=[rad.kod])


def _analysen(plan: Plan, person: Personal) -> Analys | None:
    """The meeting that the plan started from, for who may read it: a pupil may have come from another class."""
    analys = plan.analys_id and Analys.objects.select_related("klass", "skola").get(pk=plan.analys_id)
    return analys if analys and analysurval.far_lasa(person, analys) else None


def _nasta_plan(plan: Plan, person: Personal) -> str:
    """Where the plan that goes on from this one is started; of a class in the läsår it is in now."""
    klass = plan.klass and klasslagen.samma_klass_senare(plan.klass, person)
    vart = reverse("plan_ny_klass", args=[klass.kod]) if klass else _adress(plan, "plan_ny")
    return f"{vart}?efter={plan.kod}"


def _orord(innehall: Innehall, granskningar: list[Granskning]) -> bool:
    """Whether nobody has written more than what it was started with, so that it may be removed."""
    skrivna = {t.falt for t in innehall.texter.values() if t.version}
    forst = {"monster", "faktorer"} | ({"nulage"} if innehall.plan.foregaende_id else set())
    return not granskningar and len(innehall.varv) == 1 and not innehall.mal and skrivna <= forst
