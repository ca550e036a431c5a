"""Fictional schools in any number, written to the database in bulk.

Each school has twenty classes of thirty pupils and two rounds: one closed, with its pupils, and one open; every square
is judged, and the log tells of them. Beside them stands one large school, for the pages of those who follow
many classes and plans (``storskola``, ``planer``).
What is few is made with the program's models; what is many (2.4 million squares for two hundred schools) by the
database itself, from what is already there.
"""

import random
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from kartlaggning import instrument
from kartlaggning.models import Anteckning, Beslut, Deltagare, Kartlaggning, Markering, Niva, Val
from skolanknytning.logg.models import Handelse
from skolanknytning.skola import kod
from skolanknytning.skola.models import Elev, Klass, Mentorskap, Personal, Placering, Roll, Skola, Tjanst
from tests.fabrik import EFTERNAMN, FORNAMN

from . import moten, planer, storskola

KLASSER, ELEVER = 20, 30
LASAR = 2026
FORRA, NU = date(2026, 9, 7), date(2026, 11, 9)
# The first pupil of each class has a form with so many dates; with the class's two rounds the pupil's page shows ten.
DATUM = [FORRA + timedelta(days=7 * n) for n in range(8)]
# Two more have forms, with the last of those dates: three pupils for the class's meeting to talk of.
MED_FORM, DE_ANDRAS = 3, DATUM[-3:]
LOGGRADER_PER_RUNDA = 30
TEXT = "Frånvaron är ojämn i NO-ämnena, mest på eftermiddagar. Gruppen är trygg i arbetslaget. " * 3


def fyll(skolor: int) -> None:
    """Fill an empty database with so many schools, and let it count what it holds."""
    koder = _koder(random.Random(1))
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # What is made here refers to what is here; to check seven million references takes a minute.
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute("SET LOCAL work_mem = '256MB'")
        _skolor(skolor, koder)
        _elever(koder)
        _rundor(koder)
        _individer(koder)
        storskola.skapa(koder)
        _mangder()
        storskola.summor()
        moten.skapa(koder)
        planer.skapa(koder)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def matt_runda() -> Kartlaggning:
    """The open round that is measured: a class in the middle of the school in the middle."""
    skolor = Skola.objects.exclude(namn=storskola.NAMN).order_by("id")
    klasser = skolor[skolor.count() // 2].klasser.order_by("id")
    return klasser[KLASSER // 2].kartlaggningar.select_related("klass__skola").get(stangd=None, niva=Niva.GRUPP)


def matt_elev(runda: Kartlaggning) -> Elev:
    """The pupil of the measured class whose form has the most dates."""
    return Elev.objects.filter(kartlaggningar__klass=runda.klass_id).order_by("id")[0]


def _koder(slump: random.Random):
    """Opaque ids like the program's own, in an order of chance that is the same every time."""
    while True:
        yield "".join(slump.choices(kod.ALFABET, k=kod.LANGD))


def _skolor(antal: int, koder) -> None:
    """Schools with their staff and classes, each class with a mentor of its own."""
    skolor = Skola.objects.bulk_create([Skola(namn=f"Skola {n:03d}", kod=next(koder)) for n in range(antal)])
    klasser, roller = [], []
    for n, skola in enumerate(skolor):
        for k in range(KLASSER):
            ny = next(koder)
            klasser.append(Klass(skola=skola, namn=f"{7 + k // 7}{'ABCDEFG'[k % 7]}", lasar=LASAR, kod=ny, stam=ny))
            roller.append((_person(f"mentor{n}-{k}", koder), skola, Roll.MENTOR))
        roller += [(_person(f"{roll}{n}", koder), skola, roll) for roll in Roll if roll != Roll.MENTOR]
    Klass.objects.bulk_create(klasser)
    Personal.objects.bulk_create([person for person, _, _ in roller])
    Tjanst.objects.bulk_create([Tjanst(personal=p, skola=s, roll=r) for p, s, r in roller])
    mentorer = [person for person, _, roll in roller if roll == Roll.MENTOR]
    Mentorskap.objects.bulk_create([Mentorskap(klass=k, personal=m) for k, m in zip(klasser, mentorer, strict=True)])


def _person(namn: str, koder) -> Personal:
    return Personal(email=f"{namn}@exempel.test", namn=namn.capitalize(), kod=next(koder), password="!")


def _elever(koder) -> None:
    elever, klasser = [], []
    for klass in Klass.objects.order_by("id").only("id", "skola_id"):
        for n in range(ELEVER):
            fornamn, efternamn = FORNAMN[n % len(FORNAMN)], EFTERNAMN[n % len(EFTERNAMN)]
            elever.append(Elev(skola_id=klass.skola_id, fornamn=fornamn, efternamn=efternamn, kod=next(koder)))
            klasser.append(klass.id)
    Elev.objects.bulk_create(elever, batch_size=5000)
    Placering.objects.bulk_create(
        [Placering(elev=e, klass_id=k) for e, k in zip(elever, klasser, strict=True)], batch_size=5000
    )


def _rundor(koder) -> None:
    """A closed and an open round for each class, with notes by its mentor."""
    rundor, stangd = [], timezone.now() - timedelta(days=60)
    falt = {"instrument": instrument.SENASTE_GRUPP, "version": 60}
    for klass_id, mentor_id in Mentorskap.objects.order_by("id").values_list("klass_id", "personal_id"):
        gemensamt = falt | {"klass_id": klass_id, "skapad_av_id": mentor_id}
        rundor.append(Kartlaggning(kod=next(koder), datum=FORRA, stangd=stangd, stangd_av_id=mentor_id, **gemensamt))
        rundor.append(Kartlaggning(kod=next(koder), datum=NU, **gemensamt))
    Kartlaggning.objects.bulk_create(rundor, batch_size=2000)
    fragor = instrument.las(instrument.SENASTE_GRUPP).anteckningar
    Anteckning.objects.bulk_create(
        [
            Anteckning(kartlaggning=r, falt=f.nyckel, text=TEXT, version=1, andrad=stangd, andrad_av_id=r.skapad_av_id)
            for r in rundor
            for f in fragor
        ],
        batch_size=5000,
    )


def _individer(koder) -> None:
    """The forms of the first pupils of each class: their dates, the last one open, each with its comments."""
    elever: dict[int, list[int]] = {}
    for klass_id, elev_id in Placering.objects.order_by("id").values_list("klass_id", "elev_id"):
        elever.setdefault(klass_id, []).append(elev_id)
    stangd, datumen = timezone.now() - timedelta(days=20), []
    for klass_id, mentor_id in Mentorskap.objects.order_by("id").values_list("klass_id", "personal_id"):
        for nr, elev_id in enumerate(elever[klass_id][:MED_FORM]):
            for dag in DE_ANDRAS if nr else DATUM:
                slut = {} if dag == DATUM[-1] else {"stangd": stangd, "stangd_av_id": mentor_id}
                datumen.append(
                    Kartlaggning(
                        kod=next(koder), niva=Niva.INDIVID, instrument=instrument.SENASTE_INDIVID, version=60,
                        datum=dag, klass_id=klass_id, elev_id=elev_id, skapad_av_id=mentor_id, **slut,
                    )
                )  # fmt: skip
    Kartlaggning.objects.bulk_create(datumen, batch_size=2000)
    forsta = {k.elev_id: k for k in reversed(datumen)}
    Beslut.objects.bulk_create(
        [Beslut(elev_id=e, val=Val.STARTA, individ=k, av_id=k.skapad_av_id) for e, k in forsta.items()],
        batch_size=5000,
    )
    fragor = instrument.las(instrument.SENASTE_INDIVID).anteckningar
    Anteckning.objects.bulk_create(
        [
            Anteckning(kartlaggning=k, falt=f.nyckel, text=TEXT, version=1, andrad=stangd, andrad_av_id=k.skapad_av_id)
            for k in datumen
            for f in fragor
        ],
        batch_size=5000,
    )


def _mangder() -> None:
    """Squares, the pupils of the closed rounds, and the log: made in the database.

    The squares are laid statement by statement across all classes, so that those of one class lie scattered as they do
    where many schools rate in the same weeks.
    """
    tabeller = {m.__name__: m._meta.db_table for m in (Markering, Kartlaggning, Placering, Deltagare, Handelse, Klass)}
    tabeller |= {"Skola": Skola._meta.db_table, "Personal": Personal._meta.db_table}
    json_typ = Markering._meta.get_field("amnen").db_type(connection)
    tomt, amnen = (f"CAST('{v}' AS {json_typ})" if connection.vendor == "postgresql" else f"'{v}'"
                   for v in ("[]", '["BI", "FY", "KE"]'))  # fmt: skip
    nu = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(days=10))
    with connection.cursor() as cursor:
        for form in (instrument.SENASTE_GRUPP, instrument.SENASTE_INDIVID):
            sql = MARKERINGAR.format(rader=_pastaenderader(form), tomt=tomt, amnen=amnen, **tabeller)
            cursor.execute(sql, [form, nu])
        cursor.execute(DELTAGARE.format(**tabeller))
        nummer = ", ".join(f"({n})" for n in range(LOGGRADER_PER_RUNDA))
        cursor.execute(LOGG.format(nummer=nummer, **tabeller), [nu])


def _pastaenderader(form: str) -> str:
    """A form's statements as rows; the keys are the program's own, no value from outside comes into the question."""
    return ", ".join(
        f"({nr}, CAST('{p.nyckel}' AS varchar(30)), {'TRUE' if p.amnen else 'FALSE'})"
        for nr, p in enumerate(instrument.las(form).pastaenden, start=1)
    )


MARKERINGAR = """
    WITH pastaende (nr, nyckel, fragar) AS (VALUES {rader}),
    ruta AS (
        SELECT k.id AS runda, k.skapad_av_id, p.elev_id, s.nr, s.nyckel, s.fragar, k.stangd IS NULL AS pagar,
            (p.elev_id * 7 + s.nr * 11 + (p.elev_id * s.nr) %% 5 + k.id %% 2 * 3) %% 10 AS slump
        FROM {Kartlaggning} k
            JOIN {Placering} p ON p.klass_id = k.klass_id AND (k.elev_id IS NULL OR k.elev_id = p.elev_id)
            CROSS JOIN pastaende s
        WHERE k.instrument = %s
    )
    INSERT INTO {Markering}
        (kartlaggning_id, elev_id, pastaende, farg, undersok, amnen, samlat, hamtad, version, andrad, andrad_av_id)
    SELECT runda, elev_id, nyckel, CASE WHEN slump < 6 THEN 1 WHEN slump < 9 THEN 2 ELSE 3 END, slump = 8,
        CASE WHEN fragar AND slump >= 6 THEN {amnen} ELSE {tomt} END, FALSE, FALSE, 1 + (nr * 6 + elev_id) %% 60, %s,
        skapad_av_id
    FROM ruta ORDER BY pagar, nr, runda, elev_id
"""
DELTAGARE = """
    INSERT INTO {Deltagare} (kartlaggning_id, elev_id)
    SELECT k.id, p.elev_id FROM {Kartlaggning} k JOIN {Placering} p ON p.klass_id = k.klass_id
    WHERE k.stangd IS NOT NULL AND (k.elev_id IS NULL OR k.elev_id = p.elev_id)
"""
LOGG = """
    WITH nummer (n) AS (VALUES {nummer})
    INSERT INTO {Handelse} (tid, vem_kod, vem_namn, skola_kod, handling, objekt_typ, objekt_kod, text)
    SELECT %s, v.kod, v.namn, s.kod, 'andrade', 'kartläggning', k.kod, '10 markeringar i kartläggning'
    FROM {Kartlaggning} k JOIN {Klass} c ON c.id = k.klass_id JOIN {Skola} s ON s.id = c.skola_id
        JOIN {Personal} v ON v.id = k.skapad_av_id CROSS JOIN nummer
    WHERE k.elev_id IS NULL
    ORDER BY nummer.n, k.id
"""
