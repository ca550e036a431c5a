"""Plans: one for every class, written whole and in its second varv; and four hundred in the large school.

The large school's are about classes, pupils and the school, at all stages of review, a third of them late or soon to be
followed up; most are short. A hundred more have been closed.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from handlingsplan import avskrift, mallar, urval
from handlingsplan.models import Avskrift, Granskning, Insats, Lage, Mal, Niva, Plan, Skal, Svar, Text, Typ, Varv
from handlingsplan.platser import nyckel
from skolanknytning.skola.models import Elev, Klass, Mentorskap, idag, lasar_for

from . import storskola

TEXT = (
    "Sju av tjugofyra elever är borta mer än var femte NO-lektion, mest på fredagar. Vi prövar ett tydligare slut. " * 2
)
BEHOV = "En timmes gemensam planeringstid i veckan för NO-lärarna."
# Of the large school: plans about classes and about the school; the rest of the four hundred are about pupils.
ALLA, OM_KLASS, OM_SKOLA, AVSLUTADE = 400, 120, 10, 100
# The step that is measured: how far each goal has come, with what was said in the first varv beside it.
STEG = "6"
LAGEN = [Lage.GODKAND, Lage.UTKAST, Lage.GODKAND, Lage.SKICKAD, Lage.ATERLAMNAD, Lage.GODKAND, Lage.UTKAST]


def skapa(koder: Iterator[str]) -> None:
    """The plans of every class, and those of the large school."""
    hela = list(_hela(koder))
    korta = list(_korta(koder))
    Plan.objects.bulk_create([plan for plan, _ in hela + korta], batch_size=2000)
    varv = _varven(koder, [plan for plan, _ in hela], antal=2) + _varven(koder, [plan for plan, _ in korta], antal=1)
    nu = {v.plan_id: v for v in varv}
    mal = _malen(koder, nu, {plan.id: 2 for plan, _ in hela} | {plan.id: 1 for plan, _ in korta})
    vem = {plan.id: ansvarig for plan, ansvarig in hela + korta}
    insatser = _insatserna(koder, mal, vem)
    hela_id = {plan.id for plan, _ in hela}
    Text.objects.bulk_create(_texter(koder, varv, mal, insatser, vem, hela_id), batch_size=5000)
    _granskningar(koder, [plan for plan, _ in korta], nu)
    _avskrifter(koder, varv, hela)


def matt_plan(klass: Klass) -> Plan:
    """The plan whose page is measured: about the class whose round is."""
    return Plan.objects.get(klass=klass)


def _hela(koder: Iterator[str]) -> Iterator[tuple[Plan, int]]:
    for klass, skola, mentor in Mentorskap.objects.order_by("id").values_list(
        "klass_id", "klass__skola_id", "personal_id"
    ):
        yield _plan(koder, skola, mentor, niva=Niva.KLASS, klass_id=klass, lage=Lage.GODKAND), mentor


def _korta(koder: Iterator[str]) -> Iterator[tuple[Plan, int]]:
    """The large school's, each with who answers for its insatser."""
    skola, rektor = storskola.matt_storskola().id, storskola.matt_rektor().id
    klasser = list(
        Klass.objects.filter(skola=skola, lasar=lasar_for(idag())).order_by("id").values_list("id", flat=True)
    )
    elever = list(Elev.objects.filter(skola=skola).order_by("id").values_list("id", flat=True))
    for nr in range(ALLA + AVSLUTADE):
        om = {"niva": Niva.SKOLA}
        if nr % ALLA < OM_KLASS:
            om = {"niva": Niva.KLASS, "klass_id": klasser[nr % len(klasser)]}
        elif nr % ALLA < ALLA - OM_SKOLA:
            om = {"niva": Niva.INDIVID, "elev_id": elever[nr]}
        slut = {"avslutad": timezone.now(), "avslutad_av_id": rektor} if nr >= ALLA else {}
        lage = Lage.GODKAND if slut else LAGEN[nr % len(LAGEN)]
        yield _plan(koder, skola, rektor, lage=lage, **om, **slut), rektor


def _plan(koder: Iterator[str], skola: int, av: int, **falt) -> Plan:
    return Plan(kod=next(koder), skola_id=skola, skapad_av_id=av, omrade="Närvaron i NO", version=60, **falt)


def _varven(koder: Iterator[str], planer: list[Plan], antal: int) -> list[Varv]:
    """So many varv of each plan, the last open unless the plan is closed; the days of follow-up spread around today."""
    varv = []
    for nr, plan in enumerate(planer):
        for nummer in range(1, antal + 1):
            sist = nummer == antal
            dag = idag() + timedelta(days=nr % 90 - 20) if sist else idag() - timedelta(days=40)
            slut = plan.avslutad if sist else timezone.now() - timedelta(days=40)
            varv.append(
                Varv(
                    kod=next(koder), plan=plan, nummer=nummer, datum=dag - timedelta(days=60), avslutat=slut,
                    uppfoljning=dag, foljer_upp_id=plan.skapad_av_id,
                )
            )  # fmt: skip
    return Varv.objects.bulk_create(varv, batch_size=5000)


def _malen(koder: Iterator[str], nu: dict[int, Varv], antal: dict[int, int]) -> list[Mal]:
    mal = [
        Mal(kod=next(koder), plan_id=plan, varv=nu[plan], ordning=nr)
        for plan, manga in antal.items()
        for nr in range(manga)
    ]
    return Mal.objects.bulk_create(mal, batch_size=5000)


def _insatserna(koder: Iterator[str], mal: list[Mal], vem: dict[int, int]) -> list[Insats]:
    insatser = [
        Insats(
            kod=next(koder), mal=ett, varv=ett.varv, ordning=nr, typ=Typ.FOREBYGGANDE, vetenskap=True,
            ansvarig_id=vem[ett.plan_id] if (ett.id + nr) % 40 == 0 else None, ovriga="kurator",
            klart=idag() + timedelta(days=nr * 20 - 10),
        )
        for ett in mal
        for nr in range(2 if ett.ordning == 0 else 1)
    ]  # fmt: skip
    return Insats.objects.bulk_create(insatser, batch_size=5000)


def _texter(
    koder: Iterator[str], varv: list[Varv], mal: list[Mal], insatser: list[Insats], vem: dict[int, int], hela: set[int]
) -> Iterator[Text]:
    """Every field of the plans that are whole; of the others what a plan cannot do without, and what it asks for."""
    falt = {
        agare: [f.nyckel for f in mallar.las().falt.values() if f.agare == agare] for agare in ("varv", "mal", "insats")
    }
    korta = {"varv": ["nulage"], "mal": ["mal"], "insats": ["insats", "resurser"]}
    rader = [("varv", v, v.plan_id) for v in varv] + [("mal", m, m.plan_id) for m in mal]
    rader += [("insats", i, i.mal.plan_id) for i in insatser]
    i_gar = timezone.now() - timedelta(days=1)
    for agare, rad, plan in rader:
        for namn in (falt if plan in hela else korta)[agare]:
            yield Text(
                kod=next(koder), plan_id=plan, falt=namn, nyckel=nyckel(namn, rad=rad.kod),
                text=BEHOV if namn == "resurser" else TEXT, version=3, andrad=i_gar, andrad_av_id=vem[plan],
                **{agare: rad},
            )  # fmt: skip


def _granskningar(koder: Iterator[str], planer: list[Plan], nu: dict[int, Varv]) -> None:
    """A review of every plan that has been sent, answered as the plan's state says."""
    for plan in planer:
        if plan.lage == Lage.UTKAST:
            continue
        falt = {"plan": plan, "varv": nu[plan.id], "av_id": plan.skapad_av_id, "innehall": TOM}
        kopia = Avskrift.objects.create(kod=next(koder), skal=Skal.SKICKAD, **falt)
        svar = {} if plan.lage == Lage.SKICKAD else {"svar": Svar(plan.lage), "besvarad": timezone.now()}
        Granskning.objects.create(
            kod=next(koder), plan=plan, avskrift=kopia, skickad_av_id=plan.skapad_av_id,
            skickad=timezone.now() - timedelta(days=1 + plan.id % 9), **svar,
        )  # fmt: skip


TOM = {"omrade": "Närvaron i NO", "nummer": 1, "datum": "2026-10-01", "varv": "", "stycken": []}


def _avskrifter(koder: Iterator[str], varv: list[Varv], hela: list[tuple[Plan, int]]) -> None:
    """What was kept of the first varv of the whole plans: the words of one, the same for all."""
    plan = hela[0][0]
    ord_ = avskrift.av(urval.innehall(plan), mallar.las(plan.mallar)).som_json()
    hela_id = {plan.id for plan, _ in hela}
    forsta = [v for v in varv if v.plan_id in hela_id and v.nummer == 1]
    kopior = [Avskrift(kod=next(koder), plan_id=v.plan_id, varv=v, skal=Skal.VARV, innehall=ord_) for v in forsta]
    Avskrift.objects.bulk_create(kopior, batch_size=1000)
