"""What the pupil's page shows: one pupil's way through every step, read in a constant number of questions.

Whoever asks has been let in before (``kartlaggning.eleven.elever.hamta_elev``).
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextField
from django.db.models.functions import Cast

from handlingsplan import lagen as planlagen
from handlingsplan import urval as planurval
from handlingsplan.models import Niva
from handlingsplan.resa import Planlage
from kartlaggning import instrument, resa
from kartlaggning.eleven import elevhistoria, elevkarta, elevresa, elevsida_html
from kartlaggning.eleven.elevhistoria import Historia
from kartlaggning.eleven.elevresa import Stallning
from kartlaggning.eleven.formular import Kolumn
from kartlaggning.tal import avvikelse, eskalering, utveckling
from skolanknytning.fraga import Fraga
from skolanknytning.skola import amnen, behorighet
from skolanknytning.skola.models import Elev, Klass, Personal, Placering, Roll, idag
from skolanknytning.svenska import sorteringsnyckel

from . import elevanalys, klassresa, planresa
from .elevanalys import Elevmote

# So many dates' comments stand open; earlier ones are folded away.
OPPNA_DATUM = 2
# Where something of the surveys is in somebody's hands, and goes before a plan that can wait.
IGANG = frozenset({Stallning.KLASSEN_PAGAR, Stallning.FORESLAS, Stallning.PAGAR})


@dataclass(frozen=True, slots=True)
class Plats:
    """A class the pupil is in, or was in until ``till`` (not including), with the names of its mentors now."""

    klass: Klass
    till: date | None
    mentorer: set[str]


def platser(elev: Elev) -> tuple[list[Plats], list[Plats]]:
    """The pupil's classes now, before groups beside them; and the earlier ones, the latest left first."""
    alla: dict[int, Plats] = {}
    for placering, till, mentor, klass, kod, namn, lasar, grupp, stam in _PLATSER(elev.id):
        if placering not in alla:
            klassen = Klass(id=klass, kod=kod, namn=namn, lasar=lasar, grupp=bool(grupp), stam=stam, skola=elev.skola)
            alla[placering] = Plats(klassen, till and date.fromisoformat(till), set())
        if mentor:
            alla[placering].mentorer.add(mentor)
    nu = [p for p in alla.values() if p.till is None]
    nu.sort(key=lambda p: (p.klass.grupp, sorteringsnyckel(p.klass.namn)))
    return nu, sorted((p for p in alla.values() if p.till), key=lambda p: p.till, reverse=True)


_PLATSER = Fraga(
    lambda elev: (
        Placering.objects.filter(elev=elev)
        .annotate(slut=Cast("till", TextField()))
        .values_list(
            "id",
            "slut",
            "klass__mentorskap__personal__namn",
            "klass_id",
            "klass__kod",
            "klass__namn",
            "klass__lasar",
            "klass__grupp",
            "klass__stam",
        )
    )
)


def kontext(elev: Elev, person: Personal) -> dict:
    """All that the page's template takes."""
    historia = elevhistoria.las(elev)
    nu, tidigare = platser(elev)
    motena = elevanalys.las(elev, person)
    planer = planlagen.for_eleven(elev.id)
    med_insyn = behorighet.med_insyn(elev, flaggad=historia.flaggad)
    return {
        "elev": elev,
        "klasser": [p.klass for p in nu],
        "oppna_klasser": [p.klass for p in nu if behorighet.far_se_klass(person, p.klass)],
        "tidigare": tidigare,
        "mentorer": sorted({namn for p in nu for namn in p.mentorer}, key=sorteringsnyckel),
        "mentor": behorighet.far_bedoma_elev(person, elev),
        "registerutdrag": behorighet.far_ta_ut_registerutdrag(person, elev),
        "formular": historia.formular,
        "beslut": historia.beslut[::-1],
        "insyn": elevsida_html.insyn(
            [(mer.namn, mer.id == person.id, varfor) for mer, varfor in med_insyn],
            _tillfragade(historia),
        ),
        "motena": motena,
        "planer": planresa.rader(planer, idag()),
        "far_starta_plan": planurval.far_starta(person, niva=Niva.INDIVID, skola=elev.skola, elev=elev),
        "idag": idag(),
        **_resa(historia, motena, planer, person),
        **_over_tid(historia),
        **_med_klassen(historia, person),
        **_kommentarer(historia),
    }


def _tillfragade(historia: Historia) -> list[Kolumn]:
    """The colleagues who have not answered; of a protected pupil those who may see the pupil still."""
    vantar = [k for k in historia.formular.kolumner if k.kollega and k.oppen]
    if not historia.elev.skyddad:
        return vantar
    far_se = set(historia.elev.far_se.values_list("id", flat=True))
    return [k for k in vantar if k.kollega_id in far_se]


def _resa(historia: Historia, motena: list[Elevmote], planer: list[Planlage], person: Personal) -> dict:
    """Where the pupil stands, and the one next thing."""
    fakta, tillstand = _fakta(historia), historia.tillstand
    stallning = elevresa.stallning(fakta)
    efter = fakta.egna[-1] if fakta.egna else fakta.klassens
    steg, nasta = elevanalys.pa_vagen(elevresa.steg(fakta), elevresa.nasta(fakta), stallning, motena, efter=efter)
    mote = elevanalys.hallet(motena, efter=efter)
    igang = stallning in IGANG or any(m.analys.oppen for m in motena)
    infor_planen = {"igang": igang, "hallet": mote and mote.analys.datum, "idag": idag()}
    plan = planresa.planen(planer, **infor_planen)
    # Whoever sees the page may write in the pupil's plans.
    granskar = behorighet.har_roll(person, historia.elev.skola_id, Roll.REKTOR)
    vem = klassresa.Vem(analyserar=True, granskar=granskar)
    return {
        "steg": planresa.med_planer(steg, planer, **infor_planen),
        "stallning": stallning,
        "nasta": nasta,
        "nasta_plan": klassresa.nasta_plan(plan, vem, idag()) if plan else None,
        "plan_av": mote.analys if mote and mote.fynd and not plan and stallning not in IGANG else None,
        "till_motet": elevanalys.till_motet(stallning, motena),
        "svarade": fakta.svarade,
        "fragor": fakta.fragor,
        "avstod": tillstand.beslut if tillstand else None,
    }


def _fakta(historia: Historia) -> elevresa.Fakta:
    """What the pupil's journey through the surveys is told from."""
    grund, tillstand = historia.forslag, historia.tillstand
    form, senaste = historia.formular, historia.rundor[-1] if historia.rundor else None
    egna, klassens = form.egna, instrument.las(senaste.instrument).pastaenden if senaste else ()
    bedomda = sum(1 for (runda, _), ruta in historia.rutor.items() if senaste and runda == senaste.id and ruta.farg)
    return elevresa.Fakta(
        klassens=senaste and senaste.datum,
        klassens_oppen=bool(senaste and senaste.oppen),
        bedomda=bedomda,
        av=len(klassens),
        skal=eskalering.skal(grund, {p.nyckel: p.kort for p in klassens}) if grund else "",
        forslag=tillstand,
        egna=tuple(k.datum for k in egna),
        oppet=form.oppen is not None,
        svarade=form.svarade(form.oppen) if form.oppen else 0,
        fragor=len(form.instrument.pastaenden),
    )


def _over_tid(historia: Historia) -> dict:
    """What has moved, the whole table, and the subjects."""
    form, tillfallen = historia.form, historia.tillfallen()
    if not tillfallen:
        return {"tillfallen": []}
    utvecklat = utveckling.utveckla(form, tillfallen, historia.farger)
    namn = {kod: amne.namn for kod, amne in amnen.for_skola(historia.elev.skola).amnen.items()}
    tabeller = [
        (p, elevkarta.amnestabell(form, p, tillfallen, historia.rutor, namn)) for p in form.pastaenden if p.amnen
    ]
    return {
        "tillfallen": tillfallen,
        "inledning": elevsida_html.inledning(elevkarta.slag(tillfallen), utvecklat.mellan),
        "tecken": elevkarta.tecken(form.nyckel, elevkarta.slag(tillfallen)),
        "utveckling": elevsida_html.utveckling(form, utvecklat),
        "karta_huvud": elevkarta.huvud(tillfallen, "Påstående"),
        "karta_kropp": elevkarta.kropp(form, tillfallen, historia.rutor),
        "amnen": [(p, tabell) for p, tabell in tabeller if tabell],
    }


def _med_klassen(historia: Historia, person: Personal) -> dict:
    """The pupil beside the others of the latest class round."""
    rader = elevhistoria.med_klassen(historia, person)
    if not rader:
        return {}
    runda = historia.rundor[-1]
    ser_klassen = behorighet.far_se_sammanstallning(person, historia.senaste_klass())
    if not ser_klassen:
        rader = [avvikelse.utat(rad) for rad in rader]
    return {
        "jamfor_med": f"{runda.klass} den {resa.dag_och_ar(runda.datum)}",
        "ser_klassen": ser_klassen,
        "avviker": [rad.pastaende.kort for rad in rader if rad.utfall.avviker],
        "jamforelse": elevsida_html.jamforelse(historia.form, rader, ser_klassen=ser_klassen),
    }


def _kommentarer(historia: Historia) -> dict:
    """The comments, latest date first."""
    form = historia.formular
    skrivna = {kolumn for kolumn, _ in form.kommentarer}
    kolumner = [k for k in reversed(form.kolumner) if k.id in skrivna]
    return {
        "kommentarer": elevsida_html.kommentarer(form, kolumner[:OPPNA_DATUM]),
        "tidigare_kommentarer": elevsida_html.kommentarer(form, kolumner[OPPNA_DATUM:]),
        "tidigare_datum": len(kolumner[OPPNA_DATUM:]),
    }
