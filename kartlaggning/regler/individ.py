"""Changes on the individual level: a form is started or declined, gets new dates, and colleagues are asked.

Marks and notes are saved as on the class level (``markeringar``, ``kartlaggning.anteckningar``).
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola import amnen, behorighet
from skolanknytning.skola.models import Elev, Personal, idag
from skolanknytning.skrivet import OgiltigError

from .. import instrument, urval
from ..eleven import elever
from ..models import Beslut, Kartlaggning, Niva, Val
from ..tal import eskalering
from . import rundor
from .grund import StangdError, anteckna_andring, las_elev, las_oppen
from .markeringar import Onskan, Sparat, spara_markeringar

NYTT_DATUM = "Nästa datum började."


def starta(
    elev: Elev,
    *,
    av: Personal,
    datum: date,
    forslag: Kartlaggning | None = None,
    ord_: str = "",
    hamta: bool = False,
) -> Kartlaggning:
    """Begin the pupil's individual form, or go on with the date that is open; the decision is recorded.

    ``forslag`` is the class round that proposed it. ``hamta`` takes over what the class round says of the ten shared
    statements, to be confirmed. Raises OgiltigError when the pupil is in no class.
    """
    with transaction.atomic():
        # Two mentors who press at once get the same form.
        las_elev(elev.pk)
        oppet = elever.oppet_datum(elev)
        if oppet:
            return oppet
        ny = _dagens_igen(elev, datum, av=av) or _ny(elev, av=av, datum=datum)
        Beslut.objects.create(
            kartlaggning=forslag, elev=elev, val=Val.STARTA, skal=_skal(forslag, elev), ord=ord_, individ=ny, av=av
        )
        anteckna_andring(av, ny, ny.vad, Handling.SKAPADE)
        if hamta:
            hamta_fran_klassen(ny, av=av)
    return ny


def avsta(elev: Elev, forslag: Kartlaggning, *, av: Personal, ord_: str) -> Beslut:
    """Decline a proposal, with a word on why. Raises OgiltigError without one, and when a form was just started."""
    ord_ = ord_.strip()
    if not ord_:
        raise OgiltigError("Skriv med ett par ord varför ni avstår.")
    with transaction.atomic():
        las_elev(elev.pk)
        if elever.oppet_datum(elev):
            raise OgiltigError("En individuell kartläggning av eleven har redan startats.")
        beslut = Beslut.objects.create(
            kartlaggning=forslag, elev=elev, val=Val.AVSTA, skal=_skal(forslag, elev), ord=ord_, av=av
        )
        text = f"beslut att avstå från individuell kartläggning av en elev i {forslag.klass}"
        anteckna(av, Handling.SKAPADE, elev, text, skola_kod=elev.skola.kod)
    return beslut


def nytt_datum(elev: Elev, *, av: Personal) -> Kartlaggning:
    """Begin today's date of the form: what is open is closed, as it stands.

    An open date on which nothing is judged or written is moved to today instead, and today's own, if it has been
    closed, is opened again: a form has one column a day. Raises OgiltigError for a pupil who has no form, or is in no
    class.
    """
    with transaction.atomic():
        oppet = _last_oppet_datum(elev)
        if oppet is None and not elever.datum_for(elev).exists():
            raise OgiltigError("Eleven har ingen individuell kartläggning än.")
        if oppet and oppet.datum == idag():
            return oppet
        if oppet and ar_tom(oppet):
            oppet.datum = idag()
            oppet.save(update_fields=["datum"])
            anteckna_andring(av, oppet, f"ett tomt datum till i dag i {oppet.vad}")
            return oppet
        if oppet:
            rundor.stang(oppet, av=av, skal=NYTT_DATUM if rundor.luckor(oppet, av=av) else "")
        ny = _dagens_igen(elev, idag(), av=av)
        if ny is None:
            ny = _ny(elev, av=av, datum=idag())
            anteckna_andring(av, ny, f"nytt datum i {ny.vad}", Handling.SKAPADE)
    return ny


def fraga_kollegor(elev: Elev, kollegor: Iterable[Personal], *, av: Personal) -> list[Personal]:
    """Ask colleagues for their view: a column each, dated today. Who is asked already is not asked again.

    All or none. Raises OgiltigError for somebody who cannot be asked about this pupil.
    """
    kollegor = list(kollegor)
    kan = set(behorighet.kan_tillfragas(elev).filter(pk__in=[k.pk for k in kollegor]))
    if nekad := next((k for k in kollegor if k not in kan), None):
        raise OgiltigError(f"{nekad.namn} kan inte tillfrågas om den här eleven.")
    with transaction.atomic():
        las_elev(elev.pk)
        redan = set(elever.datum_for(elev).filter(stangd=None).values_list("tillfragad", flat=True))
        for kollega in kollegor:
            if kollega.id not in redan:
                ny = _ny(elev, av=av, datum=idag(), tillfragad=kollega)
                anteckna_andring(av, ny, f"frågan till {kollega.namn} i {ny.vad}", Handling.SKAPADE)
    return kollegor


def ta_tillbaka(kartlaggning: Kartlaggning, *, av: Personal) -> None:
    """Remove a date that was begun, or a colleague who was asked, by mistake: with the decision behind it.

    Raises OgiltigError when something has been judged or written, StangdError when it is closed.
    """
    with transaction.atomic():
        last = las_oppen(kartlaggning)
        if not ar_tom(last):
            raise OgiltigError("Det finns redan något bedömt eller skrivet. Stäng datumet i stället.")
        # On the pupil: the date itself is gone, and what happened to it is part of the pupil's extract.
        anteckna(av, Handling.TOG_BORT, last.elev, last.vad, skola_kod=last.klass.skola.kod)
        last.delete()


def ar_tom(kartlaggning: Kartlaggning) -> bool:
    """Whether nothing has been judged here or ever written; what waits to be confirmed comes from elsewhere."""
    if kartlaggning.anteckningar.filter(~Q(text="") | Q(versioner__isnull=False)).exists():
        return False
    return not any(ruta.bedomd or ruta.undersok for ruta in urval.rutor(kartlaggning).values())


def hamta_fran_klassen(kartlaggning: Kartlaggning, *, av: Personal) -> Sparat | None:
    """Take over the ten shared statements from the latest class round, to be confirmed; only into empty squares.

    None when the pupil is in no class round. Raises StangdError.
    """
    elev = kartlaggning.elev
    runda = elever.klassens_senaste(elev)
    if runda is None:
        return None
    har, finns = urval.rutor(kartlaggning), urval.instrument_for(kartlaggning).per_nyckel
    onskade = []
    for (elev_id, pastaende), ruta in urval.rutor(runda).items():
        star = har.get((elev_id, pastaende), urval.TOM)
        if elev_id != elev.id or pastaende not in finns or not ruta.farg or star.farg or star.undersok:
            continue
        onskade.append(Onskan(elev.kod, pastaende, ruta.farg, amnen=ruta.amnen, ersatter=star.version, hamtad=True))
    return _spara(kartlaggning, onskade, av=av)


def bekrafta_hamtade(kartlaggning: Kartlaggning, *, av: Personal) -> Sparat:
    """Confirm everything that was taken over and still waits. Raises StangdError."""
    hamtade = [(p, ruta) for (_, p), ruta in urval.rutor(kartlaggning).items() if ruta.hamtad]
    onskade = [
        Onskan(kartlaggning.elev.kod, p, ruta.farg, ruta.undersok, ruta.amnen, ersatter=ruta.version)
        for p, ruta in hamtade
    ]
    return _spara(kartlaggning, onskade, av=av)


def _spara(kartlaggning: Kartlaggning, onskade: list[Onskan], *, av: Personal) -> Sparat:
    koder = amnen.for_skola(kartlaggning.klass.skola).amnen
    # A subject the school has taken away since is left behind.
    onskade = [o._replace(amnen=tuple(a for a in o.amnen if a in koder)) for o in onskade]
    return spara_markeringar(kartlaggning, onskade, av=av, amneskoder=koder)


def _ny(elev: Elev, *, av: Personal, datum: date, tillfragad: Personal | None = None) -> Kartlaggning:
    klass = elever.klass_nu(elev, av)
    if klass is None:
        raise OgiltigError("Eleven går inte i någon klass.")
    ny = Kartlaggning(
        klass=klass,
        elev=elev,
        niva=Niva.INDIVID,
        instrument=instrument.SENASTE_INDIVID,
        datum=datum,
        skapad_av=av,
        tillfragad=tillfragad,
    )
    ny.save(force_insert=True)
    return ny


def _last_oppet_datum(elev: Elev) -> Kartlaggning | None:
    """The date the mentors are working on, locked with the pupil; None when somebody closed it just now."""
    las_elev(elev.pk)
    oppet = elever.oppet_datum(elev)
    if oppet is None:
        return None
    oppet.elev = elev
    try:
        return las_oppen(oppet)
    except StangdError:
        return None


def _dagens_igen(elev: Elev, datum: date, *, av: Personal) -> Kartlaggning | None:
    """The mentors' own date of that day, opened again; None when there is none. For when none is open."""
    dagens = elever.datum_for(elev).filter(datum=datum, tillfragad=None).last()
    if dagens is None:
        return None
    dagens.elev = elev
    return rundor.oppna(dagens, av=av)


def _skal(forslag: Kartlaggning | None, elev: Elev) -> str:
    """Why the class round proposes it, as it was when somebody decided."""
    grund = elever.foreslas(forslag, elev) if forslag else None
    if grund is None:
        return ""
    kort = {p.nyckel: p.kort for p in urval.instrument_for(forslag).pastaenden}
    return eskalering.skal(grund, kort)[:600]
