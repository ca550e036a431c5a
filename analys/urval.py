"""Reads of meetings and what they found. Each starts from what the person may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from kartlaggning.models import Kartlaggning
from kartlaggning.models import Niva as Kartniva
from skolanknytning.fraga import Fraga
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Personal, Roll

from .models import Analys, Avfardat, Koppling, Monster, Niva, Punkt, Skrivet, Steg, Svar, Tidigare
from .rader import ALLT, MOTET, OM_ELEV, PUNKTER, Kanda, Rader, gruppens_fragor


def far_lasa(person: Personal, analys: Analys) -> bool:
    """Read what the meeting found about the class or the school; what it found about a pupil is asked besides."""
    if analys.niva == Niva.SKOLA:
        return behorighet.far_se_skolniva(person, analys.skola)
    return behorighet.far_lasa_analys(person, analys.klass)


def far_skriva(person: Personal, analys: Analys) -> bool:
    """Write in the meeting, whether or not it is open."""
    if analys.niva == Niva.SKOLA:
        return behorighet.far_se_skolniva(person, analys.skola)
    return behorighet.far_analysera(person, analys.klass)


def hamta_analys(person: Personal, kod: str, far=far_lasa) -> Analys:
    """The meeting with its class, school and round; 404 outside the person's schools, 403 when ``far`` says no."""
    skolor = {skola.id: skola for skola in behorighet.mina_skolor(person)}
    analys = next(MOTET({}, kod), None)
    if analys is None or analys.skola_id not in skolor:
        raise Http404
    analys.skola = skolor[analys.skola_id]
    if analys.klass:
        analys.klass.skola = analys.skola
        analys.kartlaggning.klass = analys.klass
    behorighet.krav(far(person, analys))
    return analys


def hamta_rad(person: Personal, analys: Analys, modell: type[Skrivet], kod: str) -> Skrivet:
    """A row of the meeting; 404 when it is not there, or is about a pupil that the person does not follow."""
    hor_till = "monster__" if modell in (Koppling, Steg) else ""
    rader = modell.objects.filter(**{f"{hor_till}analys": analys}).select_related(f"{hor_till}elev", "andrad_av")
    rad = rader.filter(kod=kod).first()
    if rad is None or (rad.elev is not None and rad.elev.id not in foljda(person, analys, [rad.elev.id])):
        raise Http404
    (rad.monster if hor_till else rad).analys = analys
    return rad


def hamta_elev(person: Personal, analys: Analys, kod: str) -> Elev:
    """A pupil on the meeting's agenda, or whom it has written about, for who follows the pupil; 404 otherwise."""
    pa, om, svar = (rader.values("elev") for rader in (analys.punkter, analys.monster.exclude(elev=None), analys.svar))
    elev = Elev.objects.filter(Q(id__in=pa) | Q(id__in=om) | Q(id__in=svar), kod=kod).first()
    if elev is None or elev.id not in foljda(person, analys, [elev.id]):
        raise Http404
    elev.skola = analys.skola
    return elev


def foljda(person: Personal, analys: Analys, elever: Collection[int]) -> set[int]:
    """Which of the pupils the person follows (``behorighet.far_folja_elev``), in two questions for all of them.

    The mentors those in a class of theirs now, the rektor all, elevhälsan those with an individual form. Of pupils
    with protected identity those the person is named for.
    """
    svar = _enligt_roll(person, analys, elever)
    if not svar:
        return svar
    return set(behorighet.utan_dolda(person, Elev.objects.filter(id__in=svar)).values_list("id", flat=True))


def _foljda(person: Personal, analys: Analys, elever: Mapping[int, Elev]) -> set[int]:
    """The same of pupils who have been read, by id: nothing more is asked unless one of them is protected."""
    svar = _enligt_roll(person, analys, elever)
    dolda = {elev for elev in svar if elever[elev].skyddad}
    return svar - (dolda - behorighet.namngiven_for(person)) if dolda else svar


def _enligt_roll(person: Personal, analys: Analys, elever: Collection[int]) -> set[int]:
    """Which of the pupils the person's roles let them follow, protected or not."""
    if not elever:
        return set()
    skola = analys.skola_id
    if behorighet.har_roll(person, skola, Roll.REKTOR):
        return set(elever)
    svar = behorighet.elever_att_bedoma(person, skola, elever)
    if behorighet.har_roll(person, skola, Roll.ELEVHALSA):
        svar |= med_formular(elever)
    return svar


def med_formular(elever: Collection[int]) -> set[int]:
    """Those of the pupils who have an individual form."""
    formular = Kartlaggning.objects.filter(niva=Kartniva.INDIVID, elev__in=elever)
    return set(formular.values_list("elev_id", flat=True))


# --- What a meeting holds -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Monsterrad:
    """A pattern with its factors and next steps."""

    monster: Monster
    kopplingar: list[Koppling] = field(default_factory=list)
    steg: list[Steg] = field(default_factory=list)


@dataclass(slots=True)
class Innehall:
    """The patterns of the class or the school in their order, those of each pupil, and the answers about pupils.

    ``elever`` are the pupils on the agenda that the person follows, in its order; what is about others is not here.
    """

    analys: Analys
    monster: list[Monsterrad]
    per_elev: dict[int, list[Monsterrad]]
    svar: dict[tuple[int, str], Svar]
    punkter: list[Punkt]

    def eleven(self, kod: str) -> Elev | None:
        """A pupil on the agenda, or whom the meeting has written about, by code; None for others."""
        skrivna = (rad.monster for rader in self.per_elev.values() for rad in rader)
        alla = (rad.elev for rad in (*self.punkter, *skrivna, *self.svar.values()))
        return next((elev for elev in alla if elev.kod == kod), None)

    def i(self, slag: str, dimension: str = "", elev: Elev | None = None) -> list[Monsterrad]:
        """The patterns of a kind, and of a dimension if one is asked for."""
        rader = self.monster if elev is None else self.per_elev.get(elev.id, [])
        return [r for r in rader if r.monster.slag == slag and dimension in ("", r.monster.dimension)]

    @property
    def alla(self) -> list[Monsterrad]:
        """The class's, then the pupils' in the agenda's order, and last of those who have been taken off it."""
        ordning = dict.fromkeys([*(p.elev_id for p in self.punkter), *self.per_elev])
        return self.monster + [rad for elev in ordning for rad in self.per_elev.get(elev, ())]


def innehall(analys: Analys, person: Personal, om: str = "") -> Innehall:
    """All that the meeting holds and the person may see, in as many questions however much it is.

    With a pupil's kod in ``om``, for that pupil's page: all about the pupil, the agenda, and of the group's patterns
    which questions they are under.
    """
    kanda: Kanda = {}
    monstren, kopplingar, stegen, svaren = (
        (partial(las, kanda, analys.id, om) for las in OM_ELEV)
        if om
        else (partial(las, kanda, analys.id) for las in ALLT)
    )
    rader = {m.id: Monsterrad(m) for m in monstren()}
    # A pattern that a colleague has made since they were read comes with the next look.
    for koppling in kopplingar():
        if koppling.monster_id in rader:
            rader[koppling.monster_id].kopplingar.append(koppling)
    for steg in stegen():
        if steg.monster_id in rader:
            rader[steg.monster_id].steg.append(steg)
    punkter = list(PUNKTER(kanda, analys.id))
    ser = _foljda(person, analys, {rad.id: rad for rad in kanda.values() if isinstance(rad, Elev)})
    svar = [s for s in svaren() if s.elev_id in ser] if ser else []
    per_elev = defaultdict(list)
    for rad in rader.values():
        if rad.monster.elev_id in ser:
            per_elev[rad.monster.elev_id].append(rad)
        for under in (*rad.kopplingar, *rad.steg):
            under.monster = rad.monster
    for rad in (*(rad.monster for rad in rader.values()), *punkter, *svar):
        rad.analys = analys
    if om:
        gruppens = [Monsterrad(m) for m in gruppens_fragor(analys.id)]
    else:
        gruppens = [r for r in rader.values() if r.monster.elev_id is None]
    return Innehall(
        analys,
        gruppens,
        per_elev,
        {(s.elev_id, s.fraga): s for s in svar},
        [p for p in punkter if p.elev_id in ser],
    )


def avfardade(analys: Analys, elev: Elev | None = None) -> set[str]:
    """The keys of the drafts that the meeting has left out, about the class or about the pupil."""
    rader = _AVFARDADE_OM_ELEV(analys.id, elev.id) if elev else _AVFARDADE(analys.id)
    return {nyckel for (nyckel,) in rader}


_AVFARDADE = Fraga(lambda analys: Avfardat.objects.filter(analys=analys, elev__isnull=True).values_list("utkast"))
_AVFARDADE_OM_ELEV = Fraga(lambda analys, elev: Avfardat.objects.filter(analys=analys, elev=elev).values_list("utkast"))


def oskrivet(analys: Analys) -> bool:
    """Whether nobody has written a pattern or an answer in it, so that it can be called off."""
    return not (analys.monster.exists() or analys.svar.exists())


def tidigare(rad: Skrivet) -> QuerySet[Tidigare]:
    """Earlier texts of a row, newest first."""
    return Tidigare.objects.filter(rad=rad.kod).select_related("andrad_av")


# --- Which meetings there are ----------------------------------------------------------------------------------------


def for_klass(klass) -> QuerySet[Analys]:
    """The meetings about a class, also in earlier läsår; newest first."""
    return Analys.objects.filter(
        klass__stam=klass.stam, klass__skola=klass.skola_id, klass__lasar__lte=klass.lasar
    ).select_related("klass")


def mote_att_planera(klass) -> Kartlaggning | None:
    """The round that a new meeting about the class would rest on: the latest closed one of this läsår."""
    rundor = Kartlaggning.objects.filter(klass=klass, niva=Kartniva.GRUPP, stangd__isnull=False)
    return rundor.select_related("klass__skola").order_by("-datum", "-id").first()


def att_satta_upp(analys: Analys, person: Personal) -> list[Elev]:
    """Pupils of the class with an individual form who are not on the agenda yet, of those the person follows.

    None in a meeting about the school.
    """
    if analys.klass_id is None:
        return []
    elever = {elev.id: elev for elev in _ATT_SATTA_UPP({}, analys.id, analys.klass_id)}
    ser = _foljda(person, analys, elever)
    return [elev for elev in elever.values() if elev.id in ser]


_ATT_SATTA_UPP = Rader(
    Elev,
    lambda elever, analys, klass: elever.filter(
        Exists(Kartlaggning.objects.filter(niva=Kartniva.INDIVID, elev=OuterRef("pk"))),
        placeringar__klass=klass,
        placeringar__till=None,
    ).exclude(id__in=Punkt.objects.filter(analys=analys).values("elev")),
    {},
)


def senaste_per_klass(klasser: Iterable[int]) -> dict[int, Analys]:
    """The latest meeting of each class that has one, by class id: the one not ended before any other."""
    svar: dict[int, Analys] = {}
    for analys in Analys.objects.filter(klass__in=klasser, niva=Niva.KLASS).order_by("datum", "id"):
        if analys.klass_id not in svar or not svar[analys.klass_id].oppen:
            svar[analys.klass_id] = analys
    return svar
