"""Plans and what they hold, made in one go, for the tests that read them."""

from collections.abc import Iterable
from datetime import date

from handlingsplan import mallar, platser, regler, urval
from handlingsplan.models import Insats, Mal, Niva, Plan, Text, Varv
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Klass, Personal, Skola

DAG = date(2026, 12, 15)
OMRADE = "Närvaron i NO"


def plan(klass: Klass, av: Personal, omrade: str = OMRADE, **mer) -> Plan:
    """A plan for a class, in its first varv; ``mer`` are ``regler.starta``'s."""
    return regler.starta(
        niva=Niva.KLASS, skola=klass.skola, klass=klass, omrade=omrade, av=av, bekraftad=True, **mer
    ).rad


def elevplan(elev: Elev, av: Personal, omrade: str = "Trygghet på rasterna", **mer) -> Plan:
    """A plan for a pupil."""
    return regler.starta(
        niva=Niva.INDIVID, skola=elev.skola, elev=elev, omrade=omrade, av=av, bekraftad=True, **mer
    ).rad


def skolplan(skola: Skola, av: Personal, omrade: str = "Samsyn om närvaro", **mer) -> Plan:
    """A plan for a whole school."""
    return regler.starta(niva=Niva.SKOLA, skola=skola, omrade=omrade, av=av, bekraftad=True, **mer).rad


def varvet(plan: Plan) -> Varv:
    """The varv that the plan is in."""
    return plan.varv.latest("nummer")


def mal(plan: Plan, av: Personal, text: str = "Alla är med på NO-lektionerna.") -> Mal:
    """A goal, last in the plan."""
    return regler.lagg_mal(plan, text, av=av, bekraftad=True).rad.mal


def insats(
    mal: Mal,
    av: Personal,
    text: str = "Lektionerna börjar på samma sätt.",
    *,
    typ: str = "forebyggande",
    grunder: Iterable[str] = ("bedomning",),
    **val,
) -> Insats:
    """An insats, last under the goal; ``val`` are what is chosen of it."""
    ny = regler.lagg_insats(mal, text, typ=typ, grunder=set(grunder), av=av, bekraftad=True).rad.insats
    return regler.andra_insats(ny, val, fore={f: getattr(ny, f) for f in val}, av=av).rad if val else ny


def skriv(plan: Plan, nyckel: str, text: str, av: Personal) -> Text:
    """The text at a place of the plan, whatever stood there."""
    nu = urval.text_for(plan, nyckel)
    return regler.spara_text(plan, nyckel, text, ersatter=nu.version, av=av, bekraftad=True).rad


def skriv_falt(plan: Plan, agare: str, av: Personal, *, varv: Varv | None = None, rad=None) -> None:
    """Every text that is asked of such a row, "<the field's name> om <the area>", where nothing stands."""
    for falt in mallar.las(plan.mallar).falt.values():
        nyckel = platser.nyckel(falt.nyckel, varv.kod if varv else "", rad.kod if rad else "")
        if falt.agare == agare and not plan.texter.filter(nyckel=nyckel).exists():
            skriv(plan, nyckel, f"{falt.namn} om {plan.omrade.lower()}.", av)


def boka(plan: Plan, av: Personal, dag: date = DAG, **mer) -> Varv:
    """The plan's follow-up on a day; ``mer`` are ``regler.satt_uppfoljning``'s."""
    varv = varvet(plan)
    nytt = {"uppfoljning": dag, **mer}
    fore = {f: set(varv.kallade.values_list("id", flat=True)) if f == "kallade" else getattr(varv, f) for f in nytt}
    return regler.satt_uppfoljning(varv, nytt, fore=fore, av=av).rad


def fylld(plan: Plan, av: Personal) -> Plan:
    """The plan with two goals, three insatser that somebody answers for, every text of its varv, and a follow-up."""
    for text, insatser in [
        ("Alla är med på NO-lektionerna.", ["Lektionerna börjar på samma sätt.", "Mentorn ringer hem samma dag."]),
        ("Lärarna arbetar med språket i NO.", ["Två träffar om språkutvecklande arbete."]),
    ]:
        m = mal(plan, av, text)
        skriv_falt(plan, "mal", av, rad=m)
        for nummer, vad in enumerate(insatser):
            i = insats(m, av, vad, ansvarig=None if nummer else av, ovriga="kurator" if nummer else "", klart=DAG)
            skriv_falt(plan, "insats", av, rad=i)
    skriv_falt(plan, "varv", av, varv=varvet(plan))
    boka(plan, av, foljer_upp=av, kallade={av.id}, ovriga="specialpedagog")
    return Plan.objects.get(pk=plan.pk)


# --- What has become of it ------------------------------------------------------------------------------------------


def senast(plan: Plan) -> tuple[str, str, str]:
    """The plan's last entry in the log: what was done, its text, and the school."""
    h = Handelse.objects.filter(objekt_kod=plan.kod).latest("id")
    return h.handling, h.text, h.skola_kod


def version(plan: Plan) -> int:
    """How many changes the plan has counted."""
    return Plan.objects.get(pk=plan.pk).version
