"""Meetings and what they hold, made in one go, for the tests that read them."""

from collections.abc import Iterable
from datetime import date

from analys import regler
from analys.models import Analys, Koppling, Monster, Steg
from kartlaggning.models import Kartlaggning
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Klass, Personal

from ..kartlaggning.rundor import GRON, runda

DAG = date(2026, 11, 22)


def stangd_runda(klass: Klass, av: Personal, farger: dict[Elev, str] | None = None, **mer) -> Kartlaggning:
    """A closed round of the class; who is not in ``farger`` is green on all ten."""
    alla = dict.fromkeys(klass.elever.order_by("id"), GRON) | (farger or {})
    return runda(klass, av, alla, stangd=True, **mer)


def mote(
    klass: Klass,
    av: Personal,
    *,
    elever: Iterable[Elev] = (),
    runda: Kartlaggning | None = None,
    datum: date = DAG,
    deltagare: Iterable[Personal] = (),
) -> Analys:
    """An open meeting about the class, resting on ``runda`` or a green round, with ``elever`` on the agenda."""
    runda = runda or stangd_runda(klass, av)
    return regler.planera(runda, datum=datum, elever=elever, deltagare=deltagare, av=av)


def monster(
    analys: Analys,
    av: Personal,
    text: str = "Hälften kommer sent till NO.",
    *,
    slag: str = "oro",
    dimension: str = "beteende",
    elev: Elev | None = None,
    utkast: str = "",
    angelagen: bool = False,
    underlag: dict | None = None,
) -> Monster:
    """A pattern, last in its list."""
    ny = regler.lagg_till(
        analys,
        slag=slag,
        dimension=dimension,
        text=text,
        underlag=underlag or {},
        utkast=utkast,
        elev=elev,
        av=av,
        bekraftad=True,
    ).rad
    return regler.angelagen(ny, True, av=av) if angelagen else ny


def koppling(monster: Monster, av: Personal, faktor: str = "org-schema", text: str = "") -> Koppling:
    """The pattern tied to a factor, with a motivation if one is given."""
    ny = regler.koppla(monster, faktor, av=av)
    return regler.spara(ny, text, ersatter=0, av=av, bekraftad=True).rad if text else ny


def steg(
    monster: Monster,
    av: Personal,
    text: str = "Se över schemat.",
    *,
    ansvarig: Personal | None = None,
    klart: date | None = None,
) -> Steg:
    """Who does what next about the pattern."""
    return regler.lagg_steg(monster, text, ansvarig=ansvarig, klart=klart, av=av, bekraftad=True).rad


def svar(analys: Analys, elev: Elev, av: Personal, text: str = "Ja, i NO.", fraga: str = "sticker-ut"):
    """The answer to one of the guide's questions about the pupil."""
    nu = regler.svar_for(analys, elev, fraga)
    return regler.spara(nu, text, ersatter=nu.version, av=av, bekraftad=True).rad


# --- What has become of it ------------------------------------------------------------------------------------------


def senast(analys: Analys) -> tuple[str, str, str]:
    """The meeting's last entry in the log: what was done, its text, and the school."""
    h = Handelse.objects.filter(objekt_kod=analys.kod).latest("id")
    return h.handling, h.text, h.skola_kod


def version(analys: Analys) -> int:
    """How many changes the meeting has counted."""
    return Analys.objects.get(pk=analys.pk).version


def dagordning(analys: Analys) -> list[str]:
    """The given names on the agenda, in its order."""
    return [p.elev.fornamn for p in analys.punkter.select_related("elev")]


def texter(analys: Analys) -> list[str]:
    """The texts of all its patterns, in order."""
    return list(analys.monster.values_list("text", flat=True))
