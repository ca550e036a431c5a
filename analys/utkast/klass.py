"""The drafts about a class: a concern or a strength in a statement, and a clear change since the last round.

The rules are krav.md's, Sound numbers, with the school's thresholds (``granser``). Nothing is proposed of a statement
that too few are judged on. In each dimension concerns come before strengths, and the sentence that counts most pupils
first: what concerns most of the class is most likely to lie in what the class has in common. Among as many, the state
comes before the change, a statement with more rött before one with less, and then the form's order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kartlaggning.instrument import Instrument, Pastaende
from kartlaggning.resa import dag_och_ar
from kartlaggning.tal.forandring import Forandring, ar_tydlig
from kartlaggning.tal.fordelning import Fordelning

from .amnesord import om_amnen
from .fraser import fras
from .granser import Granser
from .orden import andelen
from .typer import ORO, STYRKA, Amnesrad, Sammanstallning, Utkast
from .underlag import JSON, ihop, klassrad


@dataclass(frozen=True, slots=True)
class Klassbild:
    """What the drafts of a class are computed from, all of it by statement.

    ``kartlaggning`` is the day of the round, ``dag`` today. ``amnen`` stand by statements that ask for subjects;
    ``forandringar`` where there is an earlier round, of the day ``sedan``, to compare with.
    """

    form: Instrument
    dag: date
    kartlaggning: date
    fordelningar: Mapping[str, Fordelning]
    amnen: Mapping[str, Amnesrad] = field(default_factory=dict)
    forandringar: Mapping[str, Forandring] = field(default_factory=dict)
    sedan: date | None = None


def klassbild(form: Instrument, s: Sammanstallning, *, dag: date, kartlaggning: date) -> Klassbild:
    """The picture of a class from its round's summary, of the pupils that the summary counts."""
    return Klassbild(
        form,
        dag,
        kartlaggning,
        fordelningar={rad.pastaende.nyckel: rad.fordelning for rad in s.rader},
        amnen={rad.pastaende.nyckel: rad for rad in s.amnen},
        forandringar={rad.pastaende.nyckel: rad.forandring for rad in s.rader if rad.forandring},
        sedan=s.forra,
    )


def klassens(bild: Klassbild, granser: Granser) -> list[Utkast]:
    """Every draft about the class, in the form's order of dimensions, concerns before strengths, most pupils first."""
    svar: list[Utkast] = []
    for dimension in bild.form.dimensioner:
        fynd = [f for p in dimension.pastaenden for f in _om_pastaendet(bild, p, granser)]
        for slag in (ORO, STYRKA):
            dessa = sorted((f for f in fynd if f.slag == slag), key=lambda f: f.vikt)
            svar += [_utkast(bild, f) for f in dessa]
    return svar


def klassens_underlag(bild: Klassbild, dimension: str) -> JSON:
    """The evidence for a pattern that was written without a draft: all of the dimension. Raises KeyError."""
    pastaenden = {d.nyckel: d.pastaenden for d in bild.form.dimensioner}[dimension]
    return _underlag(bild, [p for p in pastaenden if p.nyckel in bild.fordelningar])


@dataclass(frozen=True, slots=True)
class _Fynd:
    """Something to propose of a statement; ``vikt`` sorts, the first to be read first."""

    nyckel: str
    slag: str
    pastaende: Pastaende
    mening: str
    vikt: tuple[int, ...]


def _om_pastaendet(bild: Klassbild, p: Pastaende, granser: Granser) -> Iterator[_Fynd]:
    f = bild.fordelningar.get(p.nyckel)
    if f is None or not granser.nog_bedomda(f):
        return
    if oro := _oro(f, bild.amnen.get(p.nyckel), p, granser):
        yield oro
    if granser.ar_styrka(f):
        ingen_rod = "; ingen har rött" if f.gul else ""
        mening = f"{andelen(f.gron, f)} {fras(p.nyckel).gront}{ingen_rod}."
        yield _Fynd(f"styrka:{p.nyckel}", STYRKA, p, mening, (-f.gron, 0))
    forandring = bild.forandringar.get(p.nyckel)
    if forandring and bild.sedan and ar_tydlig(forandring.battre, forandring.samre):
        yield _rorelse(forandring, bild.sedan, p)


def _oro(f: Fordelning, amnen: Amnesrad | None, p: Pastaende, granser: Granser) -> _Fynd | None:
    """The concern in a statement: gult or rött together, or rött alone where only that is enough."""
    if granser.ar_oro(f):
        antal, mening = f.gul_eller_rod, f"{andelen(f.gul_eller_rod, f)} {fras(p.nyckel).gult_eller_rott}"
        if granser.ar_oro_i_rott(f):
            mening += f"; {f.rod} av de {antal} har rött" if f.gul else f"; alla {antal} har rött"
    elif granser.ar_oro_i_rott(f):
        antal, mening = f.rod, f"{andelen(f.rod, f)} {fras(p.nyckel).rott}"
        mening += f"; {f.gul_eller_rod} av {f.bedomda} har gult eller rött" if f.gul else ""
    else:
        return None
    if amnen:
        mening += om_amnen(amnen, f.gul_eller_rod, granser.minst_elever)
    return _Fynd(f"oro:{p.nyckel}", ORO, p, f"{mening}.", (-antal, 0, -f.rod))


def _rorelse(f: Forandring, sedan: date, p: Pastaende) -> _Fynd:
    """A clear movement, with every count of it."""
    if f.samre > f.battre:
        slag, antal, ordning = ORO, f.samre, "en sämre färg än en bättre"
    else:
        slag, antal, ordning = STYRKA, f.battre, "en bättre färg än en sämre"
    mening = f"Fler elever har fått {ordning} på {fras(p.nyckel).pa} sedan {dag_och_ar(sedan)}: {f.i_ord}."
    return _Fynd(f"{slag}:forandring:{p.nyckel}", slag, p, mening, (-antal, 1))


def _utkast(bild: Klassbild, f: _Fynd) -> Utkast:
    underlag = _underlag(bild, [f.pastaende], f.mening)
    return Utkast(f.nyckel, f.slag, f.pastaende.dimension, f.mening, (f.pastaende.nyckel,), underlag)


def _underlag(bild: Klassbild, pastaenden: list[Pastaende], mening: str = "") -> JSON:
    rader = [
        klassrad(p.nyckel, bild.fordelningar[p.nyckel], bild.amnen.get(p.nyckel), bild.forandringar.get(p.nyckel))
        for p in pastaenden
    ]
    return ihop(rader, dag=bild.dag, kartlaggning=bild.kartlaggning, sedan=bild.sedan, mening=mening)
