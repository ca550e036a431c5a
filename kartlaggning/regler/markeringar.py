"""Marks: a batch is saved square by square with compare-and-set, in a constant number of statements."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from skolanknytning.skola.models import Personal
from skolanknytning.skrivet import OgiltigError

from .. import instrument, urval
from ..models import Farg, Kartlaggning, Markering
from ..urval import Ruta, Rutor
from .grund import anteckna_andring, las_oppen


class Onskan(NamedTuple):
    """A mark somebody wants to set. ``ersatter`` is the version of the square they saw (0: an empty one).

    ``hamtad``: it comes from the class round, and waits for somebody to confirm it.
    """

    elev: str
    pastaende: str
    farg: int
    undersok: bool = False
    amnen: tuple[str, ...] = ()
    samlat: bool = False
    ersatter: int = 0
    hamtad: bool = False


@dataclass(frozen=True, slots=True)
class Krock:
    """A wanted mark that was not saved because a colleague had changed the square.

    ``ruta`` is what stands there, since ``nar`` (None: nothing has ever stood there), set by ``vem``.
    """

    onskan: Onskan
    ruta: Ruta
    nar: datetime | None
    vem: str


@dataclass(frozen=True, slots=True)
class Sparat:
    """What became of a batch: the round's version after it, what was saved, what collided, what was turned away.

    With all pupils and squares as they stand now, so that the answer needs no second reading.
    """

    version: int
    sparade: list[Onskan]
    krockar: list[Krock]
    avvisade: list[Onskan]
    elever: list[urval.Elevrad]
    rutor: Rutor


def spara_markeringar(kartlaggning: Kartlaggning, onskade: list[Onskan], *, av: Personal, amneskoder) -> Sparat:
    """Save a batch of marks, square by square with compare-and-set (design.md, Saving).

    A square that has changed since ``ersatter`` is left alone and returned as a collision, unless what stands there is
    what was wanted: then the batch was sent twice, or two people agree. A mark for a pupil who has left the class is
    turned away. ``amneskoder`` are the school's subject codes. Only on a mentors' own date of a pupil's form can a mark
    be one that comes from the class round.
    Raises StangdError, OgiltigError; then nothing of the batch is saved.
    """
    with transaction.atomic():
        ny_version = _nasta_version(kartlaggning)
        elevrader = urval.elever_i(kartlaggning, av)
        elever = {e.kod: e.id for e in elevrader}
        instr = urval.instrument_for(kartlaggning)
        kan_hamtas = kartlaggning.elev_id is not None and kartlaggning.tillfragad_id is None
        for onskan in onskade:
            _granska(onskan, instr, amneskoder)
            if onskan.hamtad and not kan_hamtas:
                raise OgiltigError("Här hämtas inget från klassens kartläggning.")
        rutor = urval.rutor(kartlaggning)
        sparade, krockar, nya = [], [], {}
        avvisade = [o for o in onskade if o.elev not in elever]
        for onskan in onskade:
            if onskan.elev not in elever:
                continue
            plats = (elever[onskan.elev], onskan.pastaende)
            star = rutor.get(plats, urval.TOM)
            if _samma(star, onskan):
                sparade.append(onskan)
            elif star.version != onskan.ersatter:
                krockar.append((onskan, plats, star))
            else:
                sparade.append(onskan)
                nya[plats] = Ruta(
                    onskan.farg, onskan.undersok, onskan.amnen, onskan.samlat, ny_version, av.id, onskan.hamtad
                )
                rutor[plats] = nya[plats]
        if nya:
            _skriv(kartlaggning, nya, ny_version, av)
        kartlaggning.version = ny_version if nya else ny_version - 1
        sparat = Sparat(kartlaggning.version, sparade, _nar_och_vem(kartlaggning, krockar), avvisade, elevrader, rutor)
        # A batch that changed nothing leaves the round its version, and has nothing to write.
        transaction.set_rollback(not nya)
    return sparat


def _nasta_version(kartlaggning: Kartlaggning) -> int:
    """Give an open round its next version, which also locks it for the rest of the transaction: one statement for both.

    Raises StangdError when it has been closed.
    """
    sql = "UPDATE {} SET version = version + 1 WHERE id = %s AND stangd IS NULL RETURNING version"
    with connection.cursor() as markor:
        markor.execute(sql.format(Kartlaggning._meta.db_table), [kartlaggning.pk])
        rad = markor.fetchone()
    if rad is None:
        las_oppen(kartlaggning)
    kartlaggning.stangd = None
    return rad[0]


def _skriv(kartlaggning: Kartlaggning, rutor: Rutor, version: int, av: Personal) -> None:
    _satt_rutor(kartlaggning, rutor, version, av)
    antal = "1 markering" if len(rutor) == 1 else f"{len(rutor)} markeringar"
    anteckna_andring(av, kartlaggning, f"{antal} i {kartlaggning.vad}")


_SATT_RUTOR = """
    INSERT INTO {tabell} (kartlaggning_id, version, andrad, andrad_av_id,
        elev_id, pastaende, farg, undersok, samlat, hamtad, amnen)
    SELECT %s, %s, %s, %s, {ruta} FROM {rutor} WHERE true
    ON CONFLICT (kartlaggning_id, elev_id, pastaende) DO UPDATE SET farg = excluded.farg, undersok = excluded.undersok,
        samlat = excluded.samlat, hamtad = excluded.hamtad, amnen = excluded.amnen,
        version = excluded.version, andrad = excluded.andrad, andrad_av_id = excluded.andrad_av_id
"""
# How each database takes a list of squares apart.
_UR_JSON = {
    "sqlite": {
        "rutor": "json_each(%s)",
        "ruta": ", ".join(f"json_extract(value, '$[{n}]')" for n in range(7)),
    },
    "postgresql": {
        "rutor": "jsonb_array_elements(CAST(%s AS jsonb))",
        "ruta": "CAST(value ->> 0 AS bigint), value ->> 1, CAST(value ->> 2 AS smallint),"
        " CAST(value ->> 3 AS boolean), CAST(value ->> 4 AS boolean), CAST(value ->> 5 AS boolean), value -> 6",
    },
}


def _satt_rutor(kartlaggning: Kartlaggning, rutor: Rutor, version: int, av: Personal) -> None:
    """Write squares, new ones and over those that stand, in one statement however many they are.

    ``bulk_create`` takes 40 µs to prepare a square, the database five to write it, and a batch is what people wait for.
    """
    lista = [(elev, p, r.farg, r.undersok, r.samlat, r.hamtad, r.amnen) for (elev, p), r in rutor.items()]
    nu = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as markor:
        markor.execute(
            _SATT_RUTOR.format(tabell=Markering._meta.db_table, **_UR_JSON[connection.vendor]),
            [kartlaggning.pk, version, nu, av.pk, json.dumps(lista)],
        )


def _nar_och_vem(kartlaggning: Kartlaggning, krockar: list[tuple[Onskan, tuple[int, str], Ruta]]) -> list[Krock]:
    """Collisions with when and by whom the standing squares were set; asks only when there are any."""
    if not krockar:
        return []
    elever = {elev for _, (elev, _), _ in krockar}
    rader = Markering.objects.filter(kartlaggning=kartlaggning, elev__in=elever)
    nar = {(elev, p): tid for elev, p, tid in rader.values_list("elev_id", "pastaende", "andrad")}
    namn = urval.personnamn(ruta.andrad_av for _, _, ruta in krockar)
    return [Krock(o, ruta, nar.get(plats), namn.get(ruta.andrad_av, "")) for o, plats, ruta in krockar]


def _samma(ruta: Ruta, onskan: Onskan) -> bool:
    star = (ruta.farg, ruta.undersok, ruta.amnen, ruta.hamtad)
    return star == (onskan.farg, onskan.undersok, onskan.amnen, onskan.hamtad)


_FARGER = frozenset(Farg.values)


def _granska(onskan: Onskan, instr: instrument.Instrument, amneskoder) -> None:
    """Raise OgiltigError unless the mark can stand in this round."""
    pastaende = instr.per_nyckel.get(onskan.pastaende)
    if pastaende is None or onskan.farg not in _FARGER or not pastaende.tar_farg(onskan.farg):
        raise OgiltigError("Okänt påstående eller okänd färg.")
    if onskan.amnen and (onskan.pastaende not in instr.amnesfragor or not set(onskan.amnen) <= set(amneskoder)):
        raise OgiltigError("Okänt ämne.")


def resten_gront(kartlaggning: Kartlaggning, pastaende: str, *, av: Personal, amneskoder) -> Sparat:
    """Fill the statement's empty squares with grönt, remembered as *samlat satt*."""
    rutor = urval.rutor(kartlaggning)
    tomma = []
    for elev in urval.elever_i(kartlaggning, av):
        ruta = rutor.get((elev.id, pastaende), urval.TOM)
        if ruta.farg == Farg.EJ_BEDOMD and not ruta.undersok:
            tomma.append(Onskan(elev.kod, pastaende, Farg.GRON, samlat=True, ersatter=ruta.version))
    return spara_markeringar(kartlaggning, tomma, av=av, amneskoder=amneskoder)
