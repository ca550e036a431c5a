"""Moving classes up a läsår: previewed, then carried out all at once; doing it again changes nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from .. import behorighet
from ..klasslista_plan import klassnyckel
from ..lasarsbyte import Vag, Val, nasta_arskurs
from ..models import Elev, Klass, Mentorskap, Personal, Placering, Roll, Skola, Tjanst, lasar_text
from ..text import klassnamnsfel
from . import OgiltigError, en_i_taget
from .elever import avsluta


class ForandradError(Exception):
    """The school changed between preview and confirmation: look at the preview again."""


@dataclass(frozen=True)
class Flytt:
    """What happens to one class. ``mal`` is the class it continues in, None when that is made; ids of pupils.

    ``mentorer`` are those it will have; ``nya_mentorer`` those of them it does not have already.
    """

    klass: Klass
    vag: Vag
    namn: str
    mal: Klass | None
    placeras: tuple[int, ...]
    lamnar: tuple[int, ...]
    synliga: int
    mentorer: tuple[Personal, ...]
    nya_mentorer: tuple[Personal, ...]

    @property
    def andrar(self) -> bool:
        """Whether carrying this out changes anything."""
        return bool(self.lamnar or self.placeras) or (self.vag == Vag.UPP and self.mal is None)


@dataclass(frozen=True)
class Bytesplan:
    """The whole preview: from ``lasar`` to the one after."""

    lasar: int
    flyttar: tuple[Flytt, ...]
    problem: tuple[str, ...]

    @property
    def andrar(self) -> bool:
        """Whether carrying it out changes anything."""
        return any(f.andrar for f in self.flyttar)

    @property
    def berorda(self) -> list[Klass]:
        """The classes that something happens to."""
        return [f.klass for f in self.flyttar if f.andrar]

    def avtryck(self) -> str:
        """A digest that is the same as long as nothing the preview rests on has changed."""
        delar = [
            (f.klass.pk, f.vag, f.namn, f.mal and f.mal.pk, f.placeras, f.lamnar, [m.pk for m in f.mentorer])
            for f in self.flyttar
        ]
        return hashlib.sha256(repr((self.lasar, delar, self.problem)).encode()).hexdigest()


def planera(skola: Skola, lasar: int, val: Iterable[Val], *, mentorer: bool, av: Personal) -> Bytesplan:
    """What moving the chosen classes from ``lasar`` would do."""
    per_kod = {k.kod: k for k in Klass.objects.filter(skola=skola, lasar=lasar)}
    val = [v for v in val if v.vag != Vag.INTE and v.klass in per_kod]
    nasta = list(Klass.objects.filter(skola=skola, lasar=lasar + 1))
    elever = _elever([per_kod[v.klass] for v in val])
    redan = _placerade(skola, lasar + 1)
    ledare = _mentorer([per_kod[v.klass] for v in val] + nasta)
    synliga = set(behorighet.utan_dolda(av, Elev.objects.filter(skola=skola)).values_list("id", flat=True))
    flyttar, problem = [], []
    for v in val:
        klass = per_kod[v.klass]
        mal = _mal(klass, v, nasta, problem) if v.vag == Vag.UPP else None
        har, nya = _mentorer_efter(klass, mal, ledare, problem) if v.vag == Vag.UPP else ((), ())
        nya = nya if mentorer else ()
        lamnar = tuple(elever.get(klass.id, ()))
        flyttar.append(
            Flytt(
                klass=klass,
                vag=v.vag,
                namn=mal.namn if mal else v.namn,
                mal=mal,
                placeras=_att_placera(klass, mal, lamnar, redan) if v.vag == Vag.UPP else (),
                lamnar=lamnar,
                synliga=len(synliga.intersection(lamnar)),
                mentorer=tuple(sorted((*har, *nya), key=lambda p: p.namn)),
                nya_mentorer=nya,
            )
        )
    return Bytesplan(lasar, tuple(flyttar), tuple(problem + _krockar(flyttar)))


def _elever(klasser: list[Klass]) -> dict[int, list[int]]:
    """The ids of the pupils in each class now."""
    per_klass: dict[int, list[int]] = {}
    oppna = Placering.objects.filter(klass__in=klasser, till__isnull=True).order_by("elev_id")
    for klass_id, elev_id in oppna.values_list("klass_id", "elev_id"):
        per_klass.setdefault(klass_id, []).append(elev_id)
    return per_klass


def _placerade(skola: Skola, fran_lasar: int) -> dict[int, set[tuple[int, bool]]]:
    """By pupil: the classes (id, whether a group) of that läsår and later they are in already."""
    per_elev: dict[int, set[tuple[int, bool]]] = {}
    oppna = Placering.objects.filter(klass__skola=skola, klass__lasar__gte=fran_lasar, till__isnull=True)
    for elev_id, klass_id, grupp in oppna.values_list("elev_id", "klass_id", "klass__grupp"):
        per_elev.setdefault(elev_id, set()).add((klass_id, grupp))
    return per_elev


def _mentorer(klasser: list[Klass]) -> dict[int, list[Personal]]:
    """The mentors of each class who still are mentors at the school."""
    kvar = Tjanst.objects.filter(roll=Roll.MENTOR, skola__in={k.skola_id for k in klasser}, personal__is_active=True)
    per_klass: dict[int, list[Personal]] = {}
    rader = Mentorskap.objects.filter(klass__in=klasser, personal__in=kvar.values("personal"))
    for m in rader.select_related("personal").order_by("personal__namn"):
        per_klass.setdefault(m.klass_id, []).append(m.personal)
    return per_klass


def _mentorer_efter(klass: Klass, mal: Klass | None, ledare: dict, problem: list[str]) -> tuple[tuple, tuple]:
    """The mentors ``mal`` has, and those of the class who would come to it.

    A class that goes on already keeps the mentors it has been given. One that becomes the continuation opens the
    class's earlier colours to its mentors, so a mentor the class does not have is a problem.
    """
    forr, har = tuple(ledare.get(klass.id, ())), tuple(ledare.get(mal.id, ())) if mal else ()
    if mal and mal.stam == klass.stam:
        return har, () if har else forr
    if mal and (frammande := [p.namn for p in har if p not in forr]):
        problem.append(
            f"{mal} finns redan läsåret {mal.lasar_text} med mentor {', '.join(frammande)}, som inte är mentor för "
            f"{klass}. Ta bort mentorn från {mal} eller välj ett annat namn. Mentorer kan ändras efter flytten."
        )
    return har, tuple(p for p in forr if p not in har)


def _mal(klass: Klass, val: Val, nasta: list[Klass], problem: list[str]) -> Klass | None:
    """The class of next läsår this one goes on in: the one that already does, or one of that name read in
    before.
    """
    fortsattning = next((k for k in nasta if k.stam == klass.stam), None)
    if fortsattning:
        return fortsattning
    if fel := klassnamnsfel(val.namn):
        problem.append(f"Det nya namnet på {klass}: {fel}")
    samma_namn = next((k for k in nasta if klassnyckel(k.namn) == klassnyckel(val.namn)), None)
    if samma_namn and (samma_namn.stam != samma_namn.kod or samma_namn.grupp != klass.grupp):
        problem.append(
            f"{samma_namn} finns redan läsåret {samma_namn.lasar_text} som fortsättning på en annan klass. "
            f"Välj ett annat namn för {klass}."
        )
    return samma_namn


def _att_placera(klass: Klass, mal: Klass | None, elever: Iterable[int], redan: dict) -> tuple[int, ...]:
    """Those who are not yet placed next läsår; a pupil already in another class then is left there."""
    return tuple(
        e
        for e in elever
        if not any((mal and k == mal.id) or (not grupp and not klass.grupp) for k, grupp in redan.get(e, ()))
    )


def _krockar(flyttar: list[Flytt]) -> list[str]:
    """Two classes cannot become the same one."""
    namn = Counter(klassnyckel(f.namn) for f in flyttar if f.vag == Vag.UPP)
    lika = {f.namn: None for f in flyttar if f.vag == Vag.UPP and namn[klassnyckel(f.namn)] > 1}
    return [f"Flera klasser skulle heta {n}. Ge dem olika namn." for n in lika]


@transaction.atomic
def genomfor(skola: Skola, lasar: int, val: Iterable[Val], *, mentorer: bool, avtryck: str, av: Personal) -> Bytesplan:
    """Carry out the preview with this ``avtryck``. ForandradError when the preview no longer holds."""
    en_i_taget(skola.pk)
    plan = planera(skola, lasar, val, mentorer=mentorer, av=av)
    if plan.problem:
        raise OgiltigError(" ".join(plan.problem))
    if plan.avtryck() != avtryck:
        raise ForandradError
    for flytt in plan.flyttar:
        if flytt.vag == Vag.UPP:
            _flytta_upp(flytt, av)
        else:
            _ga_ut(flytt, av)
    return plan


def _flytta_upp(flytt: Flytt, av: Personal) -> None:
    klass, mal = flytt.klass, flytt.mal
    if mal is None:
        mal = Klass.objects.create(
            skola=klass.skola,
            namn=flytt.namn,
            lasar=klass.lasar + 1,
            arskurs=nasta_arskurs(klass.arskurs),
            grupp=klass.grupp,
            stam=klass.stam,
        )
    elif mal.stam != klass.stam:
        Klass.objects.filter(pk=mal.pk).update(stam=klass.stam)
    nya = (Mentorskap(klass=mal, personal=p) for p in flytt.nya_mentorer)
    Mentorskap.objects.bulk_create(nya, ignore_conflicts=True)
    avsluta(Placering.objects.filter(klass=klass, elev__in=flytt.lamnar))
    Placering.objects.bulk_create(Placering(elev_id=e, klass=mal) for e in flytt.placeras)
    if flytt.andrar:
        text = f"{klass} {klass.lasar_text}: uppflyttad till {mal} {lasar_text(mal.lasar)}"
        anteckna(av, Handling.ANDRADE, mal, text, skola_kod=klass.skola.kod)


def _ga_ut(flytt: Flytt, av: Personal) -> None:
    """The pupils leave the class; those who leave a class, not a group, leave the school."""
    klass = flytt.klass
    oppna = Placering.objects.filter(elev__in=flytt.lamnar, klass__lasar__lte=klass.lasar)
    avsluta(oppna.filter(klass=klass) if klass.grupp else oppna)
    if flytt.lamnar:
        text = f"{klass} {klass.lasar_text}"
        anteckna(av, Handling.STANGDE, klass, text, skola_kod=klass.skola.kod)
