"""The meeting's folder: the class's grid, pupils' forms and the analysis as one PDF with bookmarks.

What is chosen is kept in codes (``Val``), so that the folder can be made by the worker; what the person may see is
asked when it is chosen, when it is made and when it is fetched.
"""

from dataclasses import asdict, dataclass
from time import monotonic

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from kartlaggning import urval as kartlaggningar
from kartlaggning.urval import FLYTTAD
from kartlaggning.utskrift import individutskrift, klassutskrift
from skolanknytning import pdf
from skolanknytning.bakgrund import regler as bakgrund
from skolanknytning.bakgrund.models import Utskriftsjobb
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Elev, Personal
from skolanknytning.svenska import sorteringsnyckel

from .. import urval
from ..models import Analys
from . import analysen

# Pages that are made while the person waits: about three seconds.
DIREKT = 12
# So many patterns, each with its factors and in the recap, fill a page more.
MONSTER_PER_SIDA = 5
# Seconds between two words of how far the worker has come.
BESKED = 0.5
INTE_LANGRE = "Det du valde får du inte längre se. Gör en ny mapp."
TOM = "Välj minst en del."


@dataclass(frozen=True, slots=True)
class Erbjudande:
    """What a person can have in a folder: the grid, pupils' forms, and the analysis which all who read it can have.

    ``omtalade`` are the pupils on a sheet of the analysis.
    """

    rutnat: bool
    elever: list[Elev]
    omtalade: list[Elev]


@dataclass(frozen=True, slots=True)
class Val:
    """What somebody chose. ``elever`` are codes of the pupils with a form in the folder or a sheet in the analysis.

    ``i_rutnatet`` are those of the pupils named in the grid, ``monster`` how many patterns the analysis has.
    """

    rutnat: bool
    formular: tuple[str, ...]
    analys: bool
    omtalade: tuple[str, ...]
    i_rutnatet: tuple[str, ...]
    monster: int = 0

    @classmethod
    def ur(cls, innehall: dict) -> "Val":
        """The choice as an order keeps it."""
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in innehall.items()})

    @property
    def innehall(self) -> dict:
        """The choice in JSON's own types."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @property
    def tom(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.rutnat or self.formular or self.analys)

    @property
    def sidor(self) -> int:
        """About how many pages it becomes."""
        analysen_ = (3 + 2 * len(self.omtalade) + self.monster // MONSTER_PER_SIDA) * self.analys
        return 1 + 2 * self.rutnat + 2 * len(self.formular) + analysen_

    @property
    def direkt(self) -> bool:
        """Whether it is small enough to be made while the person waits."""
        return self.sidor <= DIREKT


def erbjudande(analys: Analys, person: Personal) -> Erbjudande:
    """What the person can have in the folder of this meeting. Pupils with protected identity are never in it."""
    omtalade = analysen.elever_pa_utskrift(urval.innehall(analys, person))
    formular = urval.med_formular([elev.id for elev in omtalade])
    rutnat = analys.klass is not None and behorighet.far_se_farger(person, analys.klass)
    return Erbjudande(rutnat, [elev for elev in omtalade if elev.id in formular], omtalade)


def valj(analys: Analys, person: Personal, *, rutnat: bool, formular: list[str], med_analys: bool) -> Val:
    """The choice, of what the person can have; what they cannot is left out."""
    finns = erbjudande(analys, person)
    rutnat = rutnat and finns.rutnat
    return Val(
        rutnat,
        tuple(elev.kod for elev in finns.elever if elev.kod in formular),
        med_analys,
        tuple(elev.kod for elev in finns.omtalade) if med_analys else (),
        tuple(sorted(_namn_i_rutnatet(analys, person))) if rutnat else (),
        analys.monster.count() if med_analys else 0,
    )


def _namn_i_rutnatet(analys: Analys, person: Personal) -> set[str]:
    """Codes of the pupils whose names stand in the grid as the person prints it."""
    rader = kartlaggningar.elever_pa_utskrift(analys.kartlaggning, person)
    return {rad.kod for rad in rader if rad.namn != FLYTTAD}


def far_hamta(analys: Analys, person: Personal, val: Val) -> bool:
    """Whether the person may still see everything that was chosen."""
    finns = erbjudande(analys, person)
    return (
        (finns.rutnat or not val.rutnat)
        and {elev.kod for elev in finns.elever}.issuperset(val.formular)
        and {elev.kod for elev in finns.omtalade}.issuperset(val.omtalade)
        and (not val.rutnat or _namn_i_rutnatet(analys, person).issuperset(val.i_rutnatet))
    )


# --- Making it ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mapp:
    """A folder ready for its template."""

    analys: Analys
    rubrik: str
    uppgifter: list[tuple[str, str]]
    rutnat: klassutskrift.Utskrift | None
    formular: list[individutskrift.Utskrift]
    analysen: analysen.Utskrift | None
    vem: str

    @property
    def nar(self):
        """When it is printed."""
        return timezone.localtime()


def html(analys: Analys, person: Personal, val: Val) -> str:
    """The folder as the page that becomes the PDF, with what the person may see of the choice now."""
    elever = {elev.kod: elev for elev in erbjudande(analys, person).elever}
    valda = sorted((elever[kod] for kod in val.formular if kod in elever), key=lambda e: sorteringsnyckel(e.namn))
    far_rutnat = val.rutnat and behorighet.far_se_farger(person, analys.klass)
    mapp = Mapp(
        analys,
        f"Mötesmapp {analys.klass or analys.skola.namn}",
        analysen.uppgifter(analys),
        klassutskrift.ifylld(analys.kartlaggning, person) if far_rutnat else None,
        [individutskrift.ifylld(elev, person) for elev in valda],
        analysen.ifylld(analys, person) if val.analys else None,
        person.namn,
    )
    return render_to_string("analys/mapp_utskrift.html", {"mapp": mapp})


def tillverka(jobb: Utskriftsjobb, framsteg: bakgrund.Framsteg) -> bytes:
    """The folder of an order. Raises AvbojdError when the person may no longer see it."""
    person, val = jobb.personal, Val.ur(jobb.innehall)
    try:
        behorighet.krav(person.is_active)
        analys = urval.hamta_analys(person, jobb.objekt)
        behorighet.krav(far_hamta(analys, person, val))
    except (Http404, PermissionDenied) as fel:
        raise bakgrund.AvbojdError(INTE_LANGRE) from fel
    # Until the first page is laid out goes as much time as for all of them; then some are laid out again.
    av = val.sidor * 3
    sagt = monotonic()

    def besked(steg: int) -> None:
        nonlocal sagt
        if monotonic() - sagt >= BESKED:
            sagt = monotonic()
            framsteg(min(val.sidor + steg, av - 1), av)

    framsteg(0, av)
    sida = html(analys, person, val)
    framsteg(val.sidor // 2, av)
    return pdf.rendera(sida, besked)


@task()
def gor_mapp(kod: str) -> None:
    """Make the folder with that order's code."""
    bakgrund.gor(kod, tillverka)


def bestall(analys: Analys, person: Personal, val: Val) -> Utskriftsjobb:
    """Order the folder: made by the worker, or at once when it is small."""
    jobb = bakgrund.bestall(person, gor_mapp, objekt=analys.kod, innehall=val.innehall, ko=not val.direkt)
    if val.direkt:
        bakgrund.gor(jobb.kod, tillverka)
        jobb.refresh_from_db(fields=["fel", "fardig", "puls", "omgang"])
    return jobb
