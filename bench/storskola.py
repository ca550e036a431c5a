"""One large school: forty classes followed over three läsår, with a closed round each term, six in all.

Its page across classes is measured. Three of its pupils have protected identity, so that they are counted away.
"""

from datetime import date, timedelta
from itertools import islice

from django.db import connection
from django.utils import timezone

from kartlaggning import instrument
from kartlaggning.models import Deltagare, Kartlaggning, Markering, Niva, Terminstal
from kartlaggning.tal.termin import termin_for
from skolanknytning.skola.models import Elev, Klass, Personal, Placering, Roll, Skola, Tjanst, idag, lasar_for
from tests.fabrik import EFTERNAMN, FORNAMN

NAMN = "Storskolan"
KLASSER, ELEVER, LASAR = 40, 30, 3
SKYDDADE = 3
AMNEN = ("BI,FY,KE", "MA", "EN,MA", "FY", "", "GE,HI,RE,SH", "BI,KE", "SV,SVA")


def matt_rektor() -> Personal:
    """Who looks at the page that is measured."""
    return Personal.objects.get(tjanster__skola__namn=NAMN)


def matt_storskola() -> Skola:
    """The school whose page is measured."""
    return Skola.objects.get(namn=NAMN)


def skapa(koder) -> None:
    """The school with its classes, pupils and rounds; their squares are made with all others'."""
    skola = Skola.objects.create(namn=NAMN, kod=next(koder))
    rektor = Personal.objects.create(email="storrektor@exempel.test", namn="Stig Stor", kod=next(koder), password="!")
    Tjanst.objects.create(personal=rektor, skola=skola, roll=Roll.REKTOR)
    elever = [
        Elev(
            skola=skola,
            fornamn=FORNAMN[n % len(FORNAMN)],
            efternamn=EFTERNAMN[n % len(EFTERNAMN)],
            kod=next(koder),
            skyddad=n < SKYDDADE,
        )
        for n in range(KLASSER * ELEVER)
    ]
    Elev.objects.bulk_create(elever)
    i_ar, stammar = lasar_for(idag()), list(islice(koder, KLASSER))
    for lasar in range(i_ar - LASAR + 1, i_ar + 1):
        _lasaret(skola, rektor, lasar, elever, stammar, koder)


def _lasaret(skola: Skola, rektor: Personal, lasar: int, elever: list[Elev], stammar: list[str], koder) -> None:
    """The classes of a läsår, seven to each årskurs, the same pupils in them, and a round each term."""
    klasser = Klass.objects.bulk_create(
        Klass(
            skola=skola,
            namn=f"{n // 7 + 3}{'ABCDEFG'[n % 7]}",
            arskurs=n // 7 + 3,
            lasar=lasar,
            stam=stam,
            kod=next(koder),
        )
        for n, stam in enumerate(stammar)
    )
    Placering.objects.bulk_create(
        Placering(elev=elev, klass=klasser[n // ELEVER], till=None if lasar == lasar_for(idag()) else idag())
        for n, elev in enumerate(elever)
    )
    nu = timezone.now()
    Kartlaggning.objects.bulk_create(
        Kartlaggning(
            kod=next(koder), klass=klass, niva=Niva.GRUPP, instrument=instrument.SENASTE_GRUPP, version=60, datum=datum,
            stangd=nu - timedelta(days=30), stangd_av=rektor, skapad_av=rektor,
        )
        for klass in klasser
        for datum in (date(lasar, 9, 7), date(lasar + 1, 3, 2))
    )  # fmt: skip


def summor() -> None:
    """The stored sums of every school's closed rounds, their movement and subjects made up."""
    stangda = Kartlaggning.objects.filter(niva=Niva.GRUPP, stangd__isnull=False).select_related("klass")
    farger, senaste = _fargerna(), {}
    rader = [
        Terminstal(skola_id=k.klass.skola_id, klass=k.klass, termin=termin_for(k.datum), kartlaggning=k)
        for k in stangda.order_by("datum", "id")
    ]
    fragar = sorted(instrument.las(instrument.SENASTE_GRUPP).amnesfragor)
    for nr, rad in enumerate(rader):
        if forra := senaste.get(rad.klass.stam):
            rad.jamford_id, rad.jamford_termin = forra.kartlaggning_id, forra.termin
        rad.farger = {nyckel: [*tre, 0] for nyckel, tre in farger[rad.kartlaggning_id].items()}
        rad.rorelser = {nyckel: [5, 7, 18, 0, 0] for nyckel in rad.farger} if forra else {}
        rad.amnen = {nyckel: {koder: 1 + (nr + n) % 3 for n, koder in enumerate(AMNEN)} for nyckel in fragar}
        senaste[rad.klass.stam] = rad
    Terminstal.objects.bulk_create(rader, batch_size=2000)


def _fargerna() -> dict[int, dict[str, tuple[int, int, int]]]:
    """Grönt, gult and rött of each closed round and statement; every square is judged."""
    tabeller = {m.__name__: m._meta.db_table for m in (Kartlaggning, Deltagare, Markering)}
    svar: dict[int, dict[str, tuple[int, int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(SUMMOR.format(**tabeller))
        for runda, pastaende, *farger in cursor.fetchall():
            svar.setdefault(runda, {})[pastaende] = tuple(farger)
    return svar


SUMMOR = """
    SELECT k.id, m.pastaende, SUM(CASE WHEN m.farg = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN m.farg = 2 THEN 1 ELSE 0 END),
        SUM(CASE WHEN m.farg = 3 THEN 1 ELSE 0 END)
    FROM {Kartlaggning} k JOIN {Deltagare} d ON d.kartlaggning_id = k.id
        JOIN {Markering} m ON m.kartlaggning_id = k.id AND m.elev_id = d.elev_id
    WHERE k.elev_id IS NULL
    GROUP BY k.id, m.pastaende
"""
