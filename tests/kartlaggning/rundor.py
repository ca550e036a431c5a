"""Rounds made in one go, for the tests that read them."""

from datetime import date

from django.utils import timezone

from kartlaggning import instrument
from kartlaggning.models import Anteckning, Deltagare, Kartlaggning, Markering
from kartlaggning.regler import terminstal
from skolanknytning.skola.models import Elev, Klass, Personal

FORM = instrument.las(instrument.SENASTE_GRUPP)
NYCKLAR = [p.nyckel for p in FORM.pastaenden]
# One letter a statement, in the form's order; a space is not judged.
FARG = {"g": 1, "G": 1, "y": 2, "r": 3, " ": 0}
GRON = "g" * len(NYCKLAR)


def runda(
    klass: Klass,
    person: Personal,
    farger: dict[Elev, str],
    *,
    datum: date = date(2026, 11, 20),
    stangd: bool = False,
    undersok: set[tuple[Elev, int]] = frozenset(),
    amnen: dict[tuple[Elev, int], list[str]] | None = None,
) -> Kartlaggning:
    """A round with ten letters a pupil (``G``: grönt set collectively); squares otherwise by (pupil, number from 0)."""
    nu, amnen = timezone.now(), amnen or {}
    ny = Kartlaggning.objects.create(
        klass=klass, instrument=FORM.nyckel, datum=datum, skapad_av=person, version=1, stangd=nu if stangd else None
    )
    Markering.objects.bulk_create(
        Markering(
            kartlaggning=ny,
            elev=elev,
            pastaende=NYCKLAR[plats],
            farg=FARG[bokstav],
            samlat=bokstav == "G",
            undersok=(elev, plats) in undersok,
            amnen=amnen.get((elev, plats), []),
            version=1,
            andrad=nu,
            andrad_av=person,
        )
        for elev, bokstaver in farger.items()
        for plats, bokstav in enumerate(bokstaver)
        if bokstav != " " or (elev, plats) in undersok
    )
    if stangd:
        Deltagare.objects.bulk_create(Deltagare(kartlaggning=ny, elev=elev) for elev in farger)
        terminstal.rakna_om(ny)
    return ny


def notera(runda: Kartlaggning, person: Personal, falt: str, text: str) -> Anteckning:
    return Anteckning.objects.create(
        kartlaggning=runda, falt=falt, text=text, version=1, andrad=timezone.now(), andrad_av=person
    )
