"""The questions about what waits: their SQL is written once for who sees the whole school's plans, and once for who
sees those of their own classes and pupils. Together they are ``urval.synliga_planer``.

All begin with the school's plans, whatever there is of other schools': asked for a day or for what is unanswered, a
database would rather begin with every school's.
"""

from collections.abc import Callable

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When, Window

from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Placering

from ..models import Granskning, Insats, Lage, Plan, Svar, Text, Varv

# So many rows of each list are shown.
VISAS = 6
# Own insatser are few; the list is whole, but not without end.
EGNA = 60
# What a plan asks for is the rektor's to see to when the plan has been sent.
EFTERFRAGAR = [Lage.SKICKAD, Lage.GODKAND]
FORST = F("insats__klart").asc(nulls_last=True)
OM = ("kod", "omrade", "niva", "klass__namn", "elev__fornamn", "elev__efternamn")
Far = Callable[..., QuerySet]


def _alla(rader: QuerySet, person: int, skola: int, plan: str, *, slutna: bool = False) -> QuerySet:
    """Rows of the school's plans that go on (``plan`` leads to them), for rektor and elevhälsa.

    Without those about a pupil whom protected identity hides. ``slutna``: those that have been closed too.
    """
    namngiven = Elev.far_se.through.objects.filter(personal=person).values("elev")
    dolda = Elev.objects.filter(skola=skola, skyddad=True).exclude(id__in=namngiven)
    rader = rader.filter(**{f"{plan}skola": skola}).exclude(**{f"{plan}elev__in": dolda})
    return rader if slutna else rader.filter(**{f"{plan}avslutad": None})


def _egna(rader: QuerySet, person: int, skola: int, plan: str, *, slutna: bool = False) -> QuerySet:
    """The same of a mentor's own classes and pupils."""
    egen_klass = behorighet.mentorskap_nu().filter(
        personal=person, klass__stam=OuterRef(f"{plan}klass__stam"), klass__skola=OuterRef(f"{plan}skola")
    )
    egen_elev = Placering.objects.filter(elev=OuterRef(f"{plan}elev"), till=None, klass__mentorskap__personal=person)
    return _alla(rader, person, skola, plan, slutna=slutna).filter(Exists(egen_klass) | Exists(egen_elev))


def _forsta(rader: QuerySet, plan: str, *falt: str) -> QuerySet:
    """The first rows: what the plan is about, the fields, and how many rows there are in all."""
    om = [f"{plan}{namn}" for namn in OM]
    return rader.annotate(i_allt=Window(Count("pk"))).values_list(*om, *falt, "i_allt")[:VISAS]


def _behov(texter: QuerySet) -> QuerySet:
    """The first texts (ids) of what insatser ask for that has not been seen to, and how many there are in all."""
    kvar = texter.filter(
        falt="resurser",
        plan__lage__in=EFTERFRAGAR,
        insats__slut=None,
        insats__resurs_ordnad=None,
    ).exclude(text="")
    return kvar.order_by(FORST, "id").annotate(i_allt=Window(Count("pk"))).values_list("id", "i_allt")[:VISAS]


def _stod(texter: QuerySet) -> QuerySet:
    """The first texts of what those responsible need in the varv that goes on and that has not been seen to."""
    kvar = texter.filter(falt="stod", plan__lage__in=EFTERFRAGAR, varv__avslutat=None, varv__stod_ordnat=None).exclude(
        text=""
    )
    return _forsta(kvar.order_by("andrad", "id"), "plan__", "varv__kod", "text")


class Fragor:
    """The questions, of the plans that ``far`` lets through; each takes the ids of a person and a school first."""

    def __init__(self, far: Far):
        def granskningar(person: int, skola: int, **villkor) -> QuerySet:
            return far(Granskning.objects.filter(**villkor), person, skola, "plan__")

        senare = Granskning.objects.filter(plan=OuterRef("plan"), skickad__gt=OuterRef("skickad"))
        # Every plan that goes on, in few words: the varv it is in, when that is followed up, what it is about, which
        # varv it is and since when.
        self.oppna = Fraga(
            lambda person, skola: (
                far(Varv.objects.filter(avslutat=None), person, skola, "plan__")
                .order_by()
                .values_list(
                    "id",
                    "uppfoljning",
                    "plan__niva",
                    "nummer",
                    "datum",
                    "plan__klass__kod",
                    "plan__klass__namn",
                    "plan__klass__lasar",
                )
            )
        )
        self.granska = Fraga(
            lambda person, skola: _forsta(
                granskningar(person, skola, svar="", plan__lage=Lage.SKICKAD).order_by("skickad", "id"),
                "plan__",
                "skickad",
                "skickad_av__namn",
            )
        )
        self.aterlamnade = Fraga(
            lambda person, skola: _forsta(
                granskningar(person, skola, svar=Svar.ATERLAMNAD, plan__lage=Lage.ATERLAMNAD)
                .exclude(Exists(senare.exclude(svar=Svar.TILLBAKA)))
                .order_by("besvarad", "id"),
                "plan__",
                "besvarad",
                "besvarad_av__namn",
            )
        )
        self.klasser = Fraga(
            lambda person, skola: (
                far(Plan.objects.filter(klass__isnull=False), person, skola, "", slutna=True)
                .order_by()
                .values_list("klass__kod", "klass__namn", "klass__lasar")
                .distinct()
            )
        )
        self.behov = Fraga(lambda person, skola: _behov(far(Text.objects.all(), person, skola, "plan__")))
        self.stod = Fraga(lambda person, skola: _stod(far(Text.objects.all(), person, skola, "plan__")))


ALLAS, MENTORS = Fragor(_alla), Fragor(_egna)

# The varv (ids) whose follow-ups are shown.
FOLJS_UPP = Fraga(
    lambda *ids: (
        Varv.objects.filter(id__in=ids)
        .order_by("uppfoljning", "id")
        .values_list(*(f"plan__{namn}" for namn in OM), "uppfoljning", "foljer_upp__namn")
    )
)
_VAD = Text.objects.filter(insats=OuterRef("insats"), falt="insats").values("text")
# The texts that are shown of what is asked for (ids), each with the text of its insats: they are long, and the others
# are not read.
BEHOVEN = Fraga(
    lambda *ids: (
        Text.objects.filter(id__in=ids)
        .annotate(vad=Subquery(_VAD[:1]))
        .order_by(FORST, "id")
        .values_list(*(f"plan__{namn}" for namn in OM), "insats__kod", "vad", "text")
    )
)


def _ord_om(falt: str) -> Subquery:
    """What is written of an insats under a heading."""
    return Subquery(Text.objects.filter(insats=OuterRef("pk"), falt=falt).values("text")[:1])


# The insatser that a person is responsible for and that are not done, with what may be read of them asked besides.
MINA = Fraga(
    lambda person: (
        Insats.objects.filter(ansvarig=person, genomford=None, slut=None, mal__slut=None, mal__plan__avslutad=None)
        .annotate(
            vad=_ord_om("insats"),
            forvantan=_ord_om("forvantan"),
            uppfoljning=Subquery(
                Varv.objects.filter(plan=OuterRef("mal__plan"), avslutat=None).values("uppfoljning")[:1]
            ),
            utan_dag=Case(When(klart=None, then=Value(1)), default=Value(0)),
        )
        .order_by("utan_dag", "klart", "id")
        .values_list(
            "kod",
            "vad",
            "klart",
            "mal__plan__kod",
            "mal__plan__niva",
            "mal__plan__skola_id",
            *(f"mal__plan__klass__{falt}" for falt in ("id", "kod", "skola_id", "namn", "lasar", "stam")),
            *(f"mal__plan__elev__{falt}" for falt in ("id", "fornamn", "efternamn", "skyddad")),
            "forvantan",
            "uppfoljning",
        )[:EGNA]
    )
)
