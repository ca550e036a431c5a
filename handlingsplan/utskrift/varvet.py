"""A varv of a plan as it stands on paper: plain values, of what the plan holds now or of the copy kept when it ended.

Goals and insatser change from varv to varv, so an earlier one has them from its copy. What belongs to the varv itself
(its texts, its follow-up, how far each goal had come) is not written in once it has ended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from kartlaggning.resa import dag_och_ar

from .. import avskrift, platser
from ..avskrift import Avskriften
from ..mallar import Agare, Mallar
from ..models import Forflyttning, Insats, Mal, Skal, Typ, Varv
from ..urval import Innehall

GRUNDER = (
    ("vetenskap", "Vetenskap och beprövad erfarenhet"),
    ("bedomning", "Professionell bedömning"),
    ("avstamning", "Avstämning med elever"),
)
Kryss = tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Insatsen:
    """An insats with its texts by field. ``nummer``: the goal's and its own, "1.2".

    ``val`` is a sentence of all that was chosen, in place of boxes and days, where it comes from a copy.
    """

    nummer: str
    texter: dict[str, str]
    typ: Kryss = ()
    grund: Kryss = ()
    ansvarig: str = ""
    tider: str = ""
    gjord: str = ""
    val: str = ""


@dataclass(frozen=True, slots=True)
class Malet:
    """A goal with its texts by field, how far it had come in the varv, and its insatser."""

    nummer: int
    texter: dict[str, str]
    uppnatt: str = ""
    konkret: bool | None = None
    insatser: list[Insatsen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Varvet:
    """A varv with its texts by field, and in the last one the plan's too.

    ``uppfoljning`` (who) and ``nar`` are facts (name, value). ``tidigare``: it has been followed up, on ``avslutat``.
    """

    nummer: int
    datum: date
    texter: dict[str, str]
    mal: list[Malet]
    uppfoljning: list[tuple[str, str]]
    nar: list[tuple[str, str]]
    avslutat: date | None = None
    tidigare: bool = False

    @property
    def insatser(self) -> list[Insatsen]:
        """Those of all goals."""
        return [insats for mal in self.mal for insats in mal.insatser]

    @property
    def forsta(self) -> bool:
        """Whether it is the plan's first."""
        return self.nummer == 1


def alla(innehall: Innehall, mallar: Mallar) -> list[Varvet]:
    """The plan's varv in order: the earlier ones from their copies, and the last as it stands now."""
    kopior = {
        kopia.varv_id: avskrift.ur_json(kopia.innehall)
        for kopia in innehall.plan.avskrifter.filter(skal=Skal.VARV).order_by("tid", "id")
    }
    *tidigare, nu = innehall.varv
    kallade = _kallade(tidigare)
    ut = [_tidigare(innehall, mallar, v, kopior[v.id], kallade[v.id]) for v in tidigare if v.id in kopior]
    return [*ut, nuet(innehall, mallar, nu)]


def _kallade(varv: Sequence[Varv]) -> dict[int, list[str]]:
    """The names of those who were invited to the follow-ups."""
    svar: dict[int, list[str]] = {v.id: [] for v in varv}
    rader = Varv.kallade.through.objects.filter(varv__in=list(svar)).order_by("personal__namn", "personal_id")
    for varv_id, namn in rader.values_list("varv_id", "personal__namn"):
        svar[varv_id].append(namn)
    return svar


def nuet(innehall: Innehall, mallar: Mallar, varv: Varv) -> Varvet:
    """The varv that the plan is in, without the goals and insatser that have been left."""
    mal = [
        _mal(innehall, mallar, varv, rad.mal, nummer, _texter(innehall, mallar, Agare.MAL, rad.mal), rad.insatser)
        for nummer, rad in enumerate(innehall.aktuella, start=1)
    ]
    texter = _texter(innehall, mallar, Agare.VARV, varv) | _texter(innehall, mallar, Agare.PLAN)
    return _varvet(varv, texter, mal, [person.namn for person in innehall.kallade], tidigare=False)


def _texter(innehall: Innehall, mallar: Mallar, agare: Agare, rad=None, varv: Varv | None = None) -> dict[str, str]:
    return {f.nyckel: innehall.text(f.nyckel, rad, varv) for f in mallar.falt.values() if f.agare == agare}


def _varvet(varv: Varv, texter: dict[str, str], mal: list[Malet], kallade: Iterable[str], *, tidigare: bool) -> Varvet:
    dag = dag_och_ar(varv.uppfoljning) if varv.uppfoljning else ""
    klockan = f" kl. {varv.klockan:%H.%M}" if varv.klockan else ""
    return Varvet(
        varv.nummer,
        varv.datum,
        texter,
        mal,
        [
            ("Ansvarar", varv.foljer_upp.namn if varv.foljer_upp_id else ""),
            ("Kallade", ", ".join(filter(None, [*kallade, varv.ovriga]))),
        ],
        [
            ("Datum", f"{dag}{klockan}" if dag else ""),
            ("Underlaget klart senast", dag_och_ar(varv.insamlat) if varv.insamlat else ""),
        ],
        timezone.localdate(varv.avslutat) if varv.avslutat else None,
        tidigare,
    )


def _mal(
    innehall: Innehall,
    mallar: Mallar,
    varv: Varv,
    mal: Mal,
    nummer: int,
    texter: dict[str, str],
    insatser: Sequence[Insats],
) -> Malet:
    return Malet(
        nummer,
        texter | _texter(innehall, mallar, Agare.VARV_MAL, mal, varv),
        *_laget(innehall.forflyttning(varv, mal)),
        [_insats(innehall, mallar, varv, insats, f"{nummer}.{n}") for n, insats in enumerate(insatser, start=1)],
    )


def _laget(sagt: Forflyttning | None) -> tuple[str, bool | None]:
    return (sagt.uppnatt, sagt.konkret) if sagt else ("", None)


def _insats(innehall: Innehall, mallar: Mallar, varv: Varv, insats: Insats, nummer: str) -> Insatsen:
    texter = _texter(innehall, mallar, Agare.INSATS, insats)
    return Insatsen(
        nummer,
        texter | _texter(innehall, mallar, Agare.VARV_INSATS, insats, varv),
        tuple((insats.typ == varde, namn) for varde, namn in Typ.choices),
        tuple((getattr(insats, falt), namn) for falt, namn in GRUNDER),
        ", ".join(filter(None, [insats.ansvarig.namn if insats.ansvarig_id else "", insats.ovriga])),
        _tider(insats),
        dag_och_ar(timezone.localdate(insats.genomford)) if insats.genomford else "",
    )


def _tider(insats: Insats) -> str:
    """When it begins and is to be done: "Startar 1 december 2026, klart senast 31 januari 2027"."""
    delar = [("startar", insats.start), ("klart senast", insats.klart)]
    rad = ", ".join(f"{ord_} {dag_och_ar(dag)}" for ord_, dag in delar if dag)
    return rad[:1].upper() + rad[1:]


# --- Earlier varv, from their copies --------------------------------------------------------------------------------


def _tidigare(innehall: Innehall, mallar: Mallar, varv: Varv, kopia: Avskriften, kallade: Iterable[str]) -> Varvet:
    texter = {
        f.nyckel: kopia.text(platser.nyckel(f.nyckel, varv.kod)) for f in mallar.falt.values() if f.agare == Agare.VARV
    }
    return _varvet(varv, texter, _malen_ur(innehall, mallar, varv, kopia), kallade, tidigare=True)


def _malen_ur(innehall: Innehall, mallar: Mallar, varv: Varv, kopia: Avskriften) -> list[Malet]:
    """The goals that the copy speaks of, in its order, each with the insatser that it speaks of."""
    koder = dict.fromkeys(kod for s in kopia.stycken for kod in s.nyckel.split("-")[:-1])
    plats = {kod: nummer for nummer, kod in enumerate(koder)}
    ut = []
    for rad in innehall.mal:
        insatser = sorted((i for i in rad.insatser if i.kod in plats), key=lambda i: plats[i.kod])
        if rad.mal.kod in plats or insatser:
            ut.append((plats.get(rad.mal.kod, len(plats)), rad.mal, insatser))
    return [
        _mal_ur(innehall, mallar, varv, kopia, mal, nummer, insatser)
        for nummer, (_, mal, insatser) in enumerate(sorted(ut, key=lambda trio: trio[0]), start=1)
    ]


def _mal_ur(
    innehall: Innehall,
    mallar: Mallar,
    varv: Varv,
    kopia: Avskriften,
    mal: Mal,
    nummer: int,
    insatser: Sequence[Insats],
) -> Malet:
    return Malet(
        nummer,
        _texter_ur(mallar, kopia, mal.kod, varv.kod, {Agare.MAL, Agare.VARV_MAL}),
        *_laget(innehall.forflyttning(varv, mal)),
        [
            Insatsen(
                f"{nummer}.{n}",
                _texter_ur(mallar, kopia, insats.kod, varv.kod, {Agare.INSATS, Agare.VARV_INSATS}),
                val=kopia.text(f"{insats.kod}-val"),
            )
            for n, insats in enumerate(insatser, start=1)
        ],
    )


def _texter_ur(mallar: Mallar, kopia: Avskriften, rad: str, varv: str, agare: set[Agare]) -> dict[str, str]:
    return {
        f.nyckel: kopia.text(platser.nyckel(f.nyckel, varv if f.agare in platser.AV_VARV else "", rad))
        for f in mallar.falt.values()
        if f.agare in agare
    }
