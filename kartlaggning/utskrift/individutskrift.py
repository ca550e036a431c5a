"""What the printouts of a pupil's individual form show.

A pupil with protected identity is printed alone and under the alias, by those who are named to see the pupil.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from skolanknytning.skola.models import Elev, Personal

from .. import instrument, urval
from ..eleven import elever, formular
from ..eleven.formular import Formular, Kolumn
from ..instrument import Anteckningsfraga, Dimension, Instrument
from . import individblankett


@dataclass(frozen=True, slots=True)
class Del:
    """A dimension on a sheet: its table, and what is asked and written under it as (date and name, text)."""

    tabell: SafeString
    fraga: str
    kommentarer: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ark:
    """A sheet with as many dates as stand side by side. ``rubrik`` stands on the sheets after the first."""

    rubrik: str
    delar: list[Del]


@dataclass(frozen=True, slots=True)
class Utskrift:
    """An individual form ready for its template. ``hamtat``: some square waits to be confirmed."""

    titel: str
    instrument: Instrument
    ark: list[Ark]
    ifylld: bool
    vem: str
    nar: datetime
    namn: str = ""
    klass: str = ""
    mentorer: str = ""
    antal: str = ""
    hamtat: bool = False


def ifylld(elev: Elev, person: Personal) -> Utskrift:
    """The form with all its dates: the latest six columns on the first sheet, earlier ones on the next."""
    form = formular.las(elev)
    # A colleague who has not handed in yet has nothing to print.
    form = replace(form, kolumner=[k for k in form.kolumner if not (k.kollega and k.oppen)])
    grupper = individblankett.pa_ark(form.kolumner)
    return Utskrift(
        instrument=form.instrument,
        ark=[_ark(form, kolumner, nummer) for nummer, kolumner in enumerate(grupper)],
        ifylld=True,
        antal=_antal(form) if len(grupper) > 1 else "",
        hamtat=any(ruta.hamtad for ruta in form.rutor.values()),
        **_huvud("Individuell kartläggning", elev, person),
    )


def elevens_blankett(elev: Elev, person: Personal) -> Utskrift:
    """The form to fill in by hand, with the pupil's name."""
    return _tom(_huvud("Blankett individuell kartläggning", elev, person))


def tom_blankett(person: Personal) -> Utskrift:
    """The form to fill in by hand, wholly blank."""
    return _tom({"titel": "Blankett individuell kartläggning", "vem": person.namn, "nar": timezone.localtime()})


def html(utskrift: Utskrift) -> str:
    """The printout as the page that becomes the PDF."""
    return render_to_string("kartlaggning/individ_utskrift.html", {"utskrift": utskrift, "pdf": True})


def _huvud(vad: str, elev: Elev, person: Personal) -> dict:
    """Who it is about and who prints it. The title, which a browser's tab shows, names nobody."""
    klass = elever.klass_nu(elev, person)
    return {
        "titel": f"{vad}, elev i {klass}" if klass else vad,
        "namn": elev.namn,
        "klass": str(klass) if klass else "",
        "mentorer": urval.mentorer(klass) if klass else "",
        "vem": person.namn,
        "nar": timezone.localtime(),
    }


def _antal(form: Formular) -> str:
    """Said when the columns take more than one sheet."""
    return (
        f"Formuläret har {len(form.kolumner)} kolumner. De {individblankett.I_BREDD} senaste står först, "
        "tidigare datum på de följande sidorna."
    )


def _ark(form: Formular, kolumner: Sequence[Kolumn], nummer: int) -> Ark:
    rubrik = ""
    if nummer:
        forsta, sista = individblankett.datum(kolumner[0]), individblankett.datum(kolumner[-1])
        rubrik = f"Tidigare datum: {forsta}" if forsta == sista else f"Tidigare datum: {forsta} till {sista}"
    return Ark(rubrik, [_del(form, dimension, kolumner) for dimension in form.instrument.dimensioner])


def _del(form: Formular, dimension: Dimension, kolumner: Sequence[Kolumn]) -> Del:
    fraga = _fraga(form.instrument, dimension)
    skrivna = [(k, form.kommentarer.get((k.id, fraga.nyckel))) for k in kolumner]
    return Del(
        individblankett.tabell(form.instrument, dimension, kolumner, form.rutor),
        fraga.fraga,
        [(_rubrik(k), rad.text) for k, rad in skrivna if rad],
    )


def _rubrik(kolumn: Kolumn) -> str:
    datum = individblankett.datum(kolumn)
    return f"{datum}, {kolumn.kollega}" if kolumn.kollega else datum


def _fraga(form: Instrument, dimension: Dimension) -> Anteckningsfraga:
    """The note question of a dimension."""
    return next(f for f in form.anteckningar if f.dimension == dimension.nyckel)


def _tom(huvud: dict) -> Utskrift:
    form = instrument.las(instrument.SENASTE_INDIVID)
    delar = [Del(individblankett.tom_tabell(d), _fraga(form, d).fraga, []) for d in form.dimensioner]
    # Two dimensions a page, so that there is room for a pen.
    ark = [Ark("", delar[n : n + 2]) for n in range(0, len(delar), 2)]
    return Utskrift(instrument=form, ark=ark, ifylld=False, **huvud)
