"""What a plan holds, read in as many questions however much it is."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.http import Http404

from analys.rader import PERSONAL, Kanda, Rader
from skolanknytning.fraga import Fraga
from skolanknytning.skola.models import Personal

from .. import mallar, platser
from ..models import Forflyttning, Insats, Mal, Plan, Text, Tidigare, Varv


@dataclass(slots=True)
class Malrad:
    """A goal with its insatser, in order."""

    mal: Mal
    insatser: list[Insats] = field(default_factory=list)


class Ord(NamedTuple):
    """A text that is only to be read: where it stands, what it says, and how many times it has been saved."""

    nyckel: str
    falt: str
    text: str
    version: int


@dataclass(slots=True)
class Innehall:
    """A plan with its varv, its goals in order (also those that have been left), and every text by its place.

    ``kallade`` are invited to the follow-up of the varv that it is in now. ``texter`` are ``Ord`` where they are only
    to be read.
    """

    plan: Plan
    varv: list[Varv]
    mal: list[Malrad]
    texter: dict[str, Text | Ord]
    forflyttningar: dict[tuple[int, int], Forflyttning]
    kallade: list[Personal]

    @property
    def nu(self) -> Varv:
        """The varv that is open, or the last of a plan that has been closed."""
        return self.varv[-1]

    @property
    def aktuella(self) -> list[Malrad]:
        """The goals that are worked towards, with the insatser that are: without what has been left."""
        return [Malrad(r.mal, [i for i in r.insatser if i.slut_id is None]) for r in self.mal if r.mal.slut_id is None]

    def text(self, falt: str, rad: Varv | Mal | Insats | None = None, varv: Varv | None = None) -> str:
        """What stands under a field of the plan or of ``rad``, in ``varv`` where it is asked anew in each varv."""
        text = self.texter.get(platser.nyckel(falt, varv.kod if varv else "", rad.kod if rad else ""))
        return text.text if text else ""

    def forflyttning(self, varv: Varv, mal: Mal) -> Forflyttning | None:
        """How far the goal had come in the varv; None where nothing has been said."""
        return self.forflyttningar.get((varv.id, mal.id))


def innehall(plan: Plan, *, bara_ord: bool = False) -> Innehall:
    """All that the plan holds. Whoever asks may read it.

    ``bara_ord``: of the texts what they say, not who wrote them and when; a plan has fifty, and that is half the time.
    """
    kanda: Kanda = {}
    varv = list(_VARV(kanda, plan.id))
    rader = {mal.id: Malrad(mal) for mal in _MAL(kanda, plan.id)}
    # An insats under a goal that a colleague has made since they were read comes with the next look.
    for insats in _INSATSER(kanda, plan.id):
        if insats.mal_id in rader:
            insats.mal = rader[insats.mal_id].mal
            rader[insats.mal_id].insatser.append(insats)
    texter = [Ord(*rad) for rad in _ORDEN(plan.id)] if bara_ord else list(_TEXTER(kanda, plan.id))
    for rad in (*varv, *(rad.mal for rad in rader.values()), *(() if bara_ord else texter)):
        rad.plan = plan
    return Innehall(
        plan,
        varv,
        list(rader.values()),
        {text.nyckel: text for text in texter},
        {(rad.varv_id, rad.mal_id): rad for rad in _FORFLYTTNINGAR(kanda, plan.id)},
        _kallade(varv[-1]),
    )


_VARV = Rader(Varv, lambda rader, plan: rader.filter(plan=plan), {"foljer_upp": PERSONAL})
_MAL = Rader(Mal, lambda rader, plan: rader.filter(plan=plan), {})
_INSATSER = Rader(Insats, lambda rader, plan: rader.filter(mal__plan=plan), {"ansvarig": PERSONAL})
_TEXTER = Rader(Text, lambda rader, plan: rader.filter(plan=plan), {"andrad_av": PERSONAL})
_ORDEN = Fraga(lambda plan: Text.objects.filter(plan=plan).order_by().values_list(*Ord._fields))
_FORFLYTTNINGAR = Rader(Forflyttning, lambda rader, plan: rader.filter(varv__plan=plan), {})


def _kallade(varv: Varv) -> list[Personal]:
    return [Personal.from_db(DEFAULT_DB_ALIAS, PERSONAL, rad) for rad in _KALLADE(varv.id)]


_KALLADE = Fraga(
    lambda varv: (
        Varv.kallade.through.objects.filter(varv=varv)
        .order_by("personal__namn", "personal_id")
        .values_list(*(f"personal__{falt}" for falt in PERSONAL))
    )
)


def text_for(plan: Plan, nyckel: str) -> Text:
    """The text at a place of the plan as it stands; an unsaved empty one (version 0) when nobody has written.

    404 for what is no place of the plan.
    """
    try:
        plats = platser.las(nyckel, mallar.las(plan.mallar).falt)
    except ValueError as fel:
        raise Http404 from fel
    rad = (
        Text.objects.select_related("andrad_av", "varv", "mal", "insats__mal").filter(plan=plan, nyckel=nyckel).first()
    )
    if rad is None:
        rad = Text(falt=plats.falt, nyckel=nyckel, **_rader(plan, plats))
    rad.plan = plan
    return rad


def _rader(plan: Plan, plats: platser.Plats) -> dict[str, Varv | Mal | Insats]:
    """The rows that a place names, by the text's columns; 404 when the plan has no such row."""
    svar: dict[str, Varv | Mal | Insats] = {}
    if plats.varv:
        svar["varv"] = plan.varv.filter(kod=plats.varv).first()
    agare = mallar.las(plan.mallar).falt[plats.falt].agare
    if agare in platser.AV_MAL:
        svar["mal"] = plan.mal.filter(kod=plats.rad).first()
    elif plats.rad:
        svar["insats"] = Insats.objects.select_related("mal").filter(mal__plan=plan, kod=plats.rad).first()
    if None in svar.values():
        raise Http404
    return svar


def tidigare(text: Text) -> QuerySet[Tidigare]:
    """Earlier texts of a place, newest first; none of one that nobody has written at."""
    if not text.pk:
        return Tidigare.objects.none()
    return text.tidigare.select_related("andrad_av")
