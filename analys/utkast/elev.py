"""The drafts about one pupil: what is red, what stands out from the group, what has moved, subjects, and strengths.

No threshold of the school's enters and nothing is summed: each sentence is about one statement, or names those it is
about. Of a pupil no share is said. A statement that rates the school has the school as its subject, also in gult: it
tells where the school can make a difference. In each dimension the order is the reasons', the strongest first: red
that stands out from the group, red, yellow that stands out or rates the school, yellow that has got worse, several
yellow; and of strengths green that stands out, what has got better, green. Then the form's order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kartlaggning.instrument import Dimension, Instrument, Pastaende
from kartlaggning.resa import dag_och_ar
from kartlaggning.tal.avvikelse import Bedomning, Jamforelserad, Utfall, utat
from kartlaggning.tal.fordelning import GRON, GUL, ROD
from kartlaggning.tal.utveckling import FARGORD, Flytt, Utveckling

from .fraser import fras, om_eleven, vem
from .orden import rakneord, upprakning
from .typer import ORO, STYRKA, Utkast
from .underlag import JSON, elevrad, ihop

# So many yellow in one dimension are "gult på flera frågor", as the material says of when to look closer.
FLERA_GULA = 2


@dataclass(frozen=True, slots=True)
class Elevbild:
    """What the drafts of a pupil are computed from, by statement.

    ``bedomningar`` are the mentors' latest confirmed colours; a row of ``rader`` (the pupil beside the others of the
    class round, the pupil not among them) goes before, since it may be later. ``visa_antal``: the person may read the
    class's counts; otherwise no count of the others leaves this module. ``amnen`` are the codes named by the colour
    that is shown, ``block`` the school's blocks of subjects. ``kartlaggning`` is the day of the latest form, ``dag``
    today.
    """

    form: Instrument
    dag: date
    kartlaggning: date | None
    bedomningar: Mapping[str, Bedomning]
    rader: Sequence[Jamforelserad] = ()
    visa_antal: bool = False
    amnen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    block: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    utveckling: Utveckling | None = None


def elevens(bild: Elevbild) -> list[Utkast]:
    """Every draft about the pupil, in the form's order of dimensions, concerns before strengths, strongest first."""
    lagen, svar = _lagen(bild), []
    for dimension in bild.form.dimensioner:
        dessa = [lagen[p.nyckel] for p in dimension.pastaenden]
        fynd = [f for lage in dessa for f in _om_pastaendet(lage, bild)]
        fynd += _flera_gula(dimension, dessa, fynd)
        fynd += _samma_amnen(dimension, lagen, bild.form)
        for slag in (ORO, STYRKA):
            svar += [_utkast(bild, f, dimension) for f in sorted(fynd, key=lambda f: f.ordning) if f.slag == slag]
    return svar


def elevens_underlag(bild: Elevbild, dimension: str) -> JSON:
    """The evidence for a pattern that was written without a draft: all of the dimension. Raises KeyError."""
    pastaenden = {d.nyckel: d.pastaenden for d in bild.form.dimensioner}[dimension]
    lagen = _lagen(bild)
    return _underlag(bild, [lagen[p.nyckel] for p in pastaenden])


# --- Where the pupil stands on each statement -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lage:
    """One statement: the colour, the others, how it has moved (None: it has not), and the subjects named."""

    pastaende: Pastaende
    bedomning: Bedomning | None
    rad: Jamforelserad | None
    flytt: Flytt | None
    amnen: tuple[str, ...]

    @property
    def farg(self) -> int:
        """The colour's value, 0 for not judged."""
        return self.bedomning.farg if self.bedomning else 0

    @property
    def avviker(self) -> bool:
        """Whether the pupil deviates from the group."""
        return self.rad is not None and self.rad.utfall.avviker


def _lagen(bild: Elevbild) -> dict[str, _Lage]:
    rader = {rad.pastaende.nyckel: rad if bild.visa_antal else utat(rad) for rad in bild.rader}
    flyttar = {flytt.pastaende.nyckel: flytt for flytt in _flyttade(bild.utveckling)}
    return {p.nyckel: _lage(p, bild, rader.get(p.nyckel), flyttar.get(p.nyckel)) for p in bild.form.pastaenden}


def _lage(p: Pastaende, bild: Elevbild, rad: Jamforelserad | None, flytt: Flytt | None) -> _Lage:
    bedomning = rad.eleven if rad and rad.eleven else bild.bedomningar.get(p.nyckel)
    farg = bedomning.farg if bedomning else 0
    # A movement is told only when it led to the colour that stands.
    flytt = flytt if flytt and flytt.till == farg else None
    amnen = tuple(dict.fromkeys(bild.amnen.get(p.nyckel, ()))) if farg in (GUL, ROD) else ()
    return _Lage(p, bedomning, rad, flytt, amnen)


def _flyttade(utveckling: Utveckling | None) -> Iterator[Flytt]:
    for d in utveckling.dimensioner if utveckling else ():
        for kurva in (d.eleven, d.skolan):
            if kurva and kurva.rorelse:
                yield from kurva.rorelse.flyttade


# --- What there is to propose -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fynd:
    """Something to propose; ``ordning`` sorts, the lowest to be read first."""

    nyckel: str
    slag: str
    lagen: tuple[_Lage, ...]
    mening: str
    ordning: int


def _om_pastaendet(lage: _Lage, bild: Elevbild) -> Iterator[_Fynd]:
    nyckel = lage.pastaende.nyckel
    if (ordning := _oro(lage)) is not None:
        delar = [om_eleven(lage.pastaende, lage.farg), _galler(lage.amnen, bild.block), *_fler_skal(lage, bild)]
        yield _Fynd(f"oro:{nyckel}", ORO, (lage,), _mening(delar), ordning)
    if (ordning := _styrka(lage)) is not None:
        if lage.farg == GRON:
            mening = _mening([om_eleven(lage.pastaende, GRON), *_fler_skal(lage, bild)])
        else:
            pa = f" på {fras(nyckel).pa}"
            mening = _mening([f"{vem(lage.pastaende)} har gått {_rorelse(lage, bild, pa)}"])
        yield _Fynd(f"styrka:{nyckel}", STYRKA, (lage,), mening, ordning)


def _oro(lage: _Lage) -> int | None:
    """How early a concern is read, None for no concern."""
    if lage.farg == ROD:
        return 0 if lage.avviker else 1
    if lage.farg == GUL and (lage.avviker or lage.pastaende.om_skolan):
        return 2
    return 3 if lage.farg == GUL and lage.flytt and not lage.flytt.battre else None


def _styrka(lage: _Lage) -> int | None:
    """How early a strength is read, None for no strength. What has got better is one also before it is green."""
    if lage.farg == GRON and lage.avviker:
        return 0
    if lage.flytt and lage.flytt.battre:
        return 1
    return 2 if lage.farg == GRON else None


def _flera_gula(dimension: Dimension, lagen: Sequence[_Lage], fynd: Sequence[_Fynd]) -> Iterator[_Fynd]:
    """Several yellow in a dimension, when some are proposed by nothing else; the school's are not the pupil's."""
    bedomda = [lage for lage in lagen if lage.farg in (GRON, GUL, ROD) and not lage.pastaende.om_skolan]
    gula = tuple(lage for lage in bedomda if lage.farg == GUL)
    redan = {lage.pastaende.nyckel for f in fynd if f.slag == ORO for lage in f.lagen}
    if len(gula) >= FLERA_GULA and not all(lage.pastaende.nyckel in redan for lage in gula):
        namn = f"den {dimension.namn[0].lower()}{dimension.namn[1:]}"
        vilka = ", ".join(lage.pastaende.kort for lage in gula)
        mening = f"Eleven har gult på {len(gula)} av {len(bedomda)} bedömda påståenden i {namn} ({vilka})."
        yield _Fynd(f"oro:gult:{dimension.nyckel}", ORO, gula, mening, 4)


def _samma_amnen(dimension: Dimension, lagen: Mapping[str, _Lage], form: Instrument) -> Iterator[_Fynd]:
    """Subjects that stand by every statement that asks for them; it is read under the last one's dimension."""
    fragade = tuple(lagen[p.nyckel] for p in form.pastaenden if p.amnen)
    if len(fragade) < 2 or fragade[-1].pastaende.dimension != dimension.nyckel:
        return
    samma = [kod for kod in fragade[0].amnen if all(kod in lage.amnen for lage in fragade)]
    if samma:
        angivna = "Samma ämne är angivet" if len(samma) == 1 else "Samma ämnen är angivna"
        pa = upprakning([f"för {fras(lage.pastaende.nyckel).pa}" for lage in fragade])
        yield _Fynd("oro:amnen", ORO, fragade, f"{angivna} {pa}: {upprakning(samma)}.", 1)


# --- The words --------------------------------------------------------------------------------------------------------


def _mening(delar: Sequence[str]) -> str:
    return f"{'; '.join(filter(None, delar))}."


def _fler_skal(lage: _Lage, bild: Elevbild) -> list[str]:
    """What else is said of a colour: that it stands out, and how it has moved."""
    return [_avviker(lage), _rorelse(lage, bild)]


def _avviker(lage: _Lage) -> str:
    """That the pupil stands out; never by how many, since a text goes with the pupil and is read by who may not read
    the class. The others' counts stand in the evidence, which stays in the meeting.
    """
    return "det avviker från gruppen" if lage.avviker else ""


def _rorelse(lage: _Lage, bild: Elevbild, pa: str = "") -> str:
    if not lage.flytt:
        return ""
    return f"från {FARGORD[lage.flytt.fran]} till {FARGORD[lage.flytt.till]}{pa} sedan {dag_och_ar(_sedan(bild))}"


def _sedan(bild: Elevbild) -> date | None:
    """The day of the earlier of the two occasions that the movements are between."""
    return bild.utveckling.mellan[0].datum if bild.utveckling and bild.utveckling.mellan else None


def _galler(amnen: Sequence[str], block: Mapping[str, tuple[str, ...]]) -> str:
    """The subjects, whole blocks first: "gäller samtliga tre NO-ämnen (BI, FY, KE) samt BL"."""
    if not amnen:
        return ""
    hela = {namn: koder for namn, koder in block.items() if set(koder) <= set(amnen)}
    ovriga = [kod for kod in amnen if not any(kod in koder for koder in hela.values())]
    delar = [f"samtliga {rakneord(len(koder))} {namn}-ämnen ({', '.join(koder)})" for namn, koder in hela.items()]
    return f"gäller {' samt '.join(filter(None, [upprakning(delar), upprakning(ovriga)]))}"


# --- The evidence -----------------------------------------------------------------------------------------------------


def _utkast(bild: Elevbild, f: _Fynd, dimension: Dimension) -> Utkast:
    nycklar = tuple(lage.pastaende.nyckel for lage in f.lagen)
    return Utkast(f.nyckel, f.slag, dimension.nyckel, f.mening, nycklar, _underlag(bild, f.lagen, f.mening))


def _underlag(bild: Elevbild, lagen: Sequence[_Lage], mening: str = "") -> JSON:
    rader = [
        elevrad(
            lage.pastaende.nyckel,
            lage.bedomning,
            andra=_andra(lage, bild),
            avviker=lage.avviker,
            amnen=lage.amnen,
            fran=lage.flytt.fran if lage.flytt else None,
        )
        for lage in lagen
    ]
    return ihop(rader, dag=bild.dag, kartlaggning=bild.kartlaggning, sedan=_sedan(bild), mening=mening)


def _andra(lage: _Lage, bild: Elevbild):
    """The others, where they are compared with and may be told."""
    jamfors = lage.rad is not None and lage.rad.utfall not in (Utfall.FOR_FA, Utfall.EJ_BEDOMD)
    return lage.rad.andra if jamfors and bild.visa_antal else None
