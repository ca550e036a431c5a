"""Dates of a pupil's individual form made in one go, for the tests that read them."""

from datetime import date

from django.utils import timezone

from kartlaggning import instrument
from kartlaggning.models import Deltagare, Kartlaggning, Markering, Niva
from skolanknytning.skola.models import Elev, Klass, Personal

from .. import fabrik

FORM = instrument.las(instrument.SENASTE_INDIVID)
# One letter a statement, in the form's order. H: gult taken over from the class; ?: to be looked into.
FARG = {"g": 1, "y": 2, "r": 3, "e": 4, "H": 2, "?": 0}
GRON = "g" * len(FORM.pastaenden)


def eget_datum(
    elev: Elev,
    person: Personal,
    farger: str = GRON,
    *,
    klass: Klass | None = None,
    datum: date = date(2026, 11, 20),
    tillfragad: Personal | None = None,
    stangd: bool = True,
    amnen: dict[int, list[str]] | None = None,
) -> Kartlaggning:
    """A date of the form, a colleague's with ``tillfragad``: 21 letters; subjects by the statement's place from 0."""
    nu = timezone.now()
    ny = Kartlaggning.objects.create(
        klass=klass or elev.klasser.first(),
        elev=elev,
        niva=Niva.INDIVID,
        instrument=FORM.nyckel,
        datum=datum,
        skapad_av=person,
        tillfragad=tillfragad,
        version=1,
        stangd=nu if stangd else None,
    )
    Markering.objects.bulk_create(
        Markering(
            kartlaggning=ny,
            elev=elev,
            pastaende=p.nyckel,
            farg=FARG[bokstav],
            undersok=bokstav == "?",
            hamtad=bokstav == "H",
            amnen=(amnen or {}).get(plats, []),
            version=1,
            andrad=nu,
            andrad_av=tillfragad or person,
        )
        for plats, (p, bokstav) in enumerate(zip(FORM.pastaenden, farger, strict=False))
        if bokstav != " "
    )
    if stangd:
        Deltagare.objects.create(kartlaggning=ny, elev=elev)
    return ny


def skyddad_elev(klass: Klass, *far_se: Personal) -> Elev:
    """A protected pupil with a date of the form, and those who are named to see the pupil."""
    elev = fabrik.elev(klass, "Skyddad elev XYZ", "", skyddad=True)
    elev.far_se.set(far_se)
    eget_datum(elev, far_se[0])
    return elev
