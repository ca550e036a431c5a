"""What the surveys hold of one pupil, for the extract from the register that the roof puts together.

Times are the school's, as ISO 8601. Notes about a whole class are not the pupil's, and are not in it.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from skolanknytning.skola import amnen
from skolanknytning.skola.models import Elev, Personal, Placering

from .. import instrument
from ..models import Anteckning, Anteckningsversion, Beslut, Deltagare, Farg, Kartlaggning, Markering, Niva

BESKRIVNING = (
    "”elev” är elevens uppgifter. ”placeringar” är klasser och grupper över tid; ”till” saknar värde när eleven går "
    "kvar.",
    "”kartlaggningar” är det personalen har bedömt, äldst först. Nivån ”grupp” är elevens rutor i klassens "
    "kartläggning, ”individ” är ett datum i elevens egen. ”tillfragad” är den kollega som bads om sin bild.",
    "Varje markering är ett påstående ur blanketten med sin färg: grönt (stämmer helt), gult (stämmer delvis), rött "
    "(stämmer inte alls) eller ej aktuellt. ”om_skolan” betyder att påståendet bedömer skolan. ”undersok”: behöver "
    "undersökas. ”samlat”: satt för flera elever på en gång. ”hamtad”: hämtad från klassens kartläggning och inte "
    "bekräftad. ”version” räknar sparningar.",
    "”deltog” betyder att eleven fanns med när kartläggningen stängdes. ”anteckningar” är sammanfattande kommentarer, "
    "med tidigare lydelser.",
    "”beslut” är när någon startade en individuell kartläggning eller avstod, med regelns skäl och personens egna ord.",
)


def ta_ut(elev: Elev) -> dict:
    """The pupil, the placements, the rounds and the decisions; as many questions however much there is."""
    return {
        "elev": _elev(elev),
        "placeringar": [_placering(p) for p in _placeringar(elev)],
        "kartlaggningar": _kartlaggningar(elev, list(_rundor(elev))),
        "beslut": [_beslut(b) for b in _beslut_om(elev)],
    }


def klassernas(elev: Elev) -> list[tuple[list[str], date, date | None]]:
    """What of the classes concerns the pupil, and when: (codes of a class and its rounds, from, to)."""
    klassens: dict[int, list[str]] = {}
    i_klasserna = Kartlaggning.objects.filter(niva=Niva.GRUPP, klass__placeringar__elev=elev).distinct()
    for klass, kod in i_klasserna.values_list("klass_id", "kod"):
        klassens.setdefault(klass, []).append(kod)
    return [([p.klass.kod, *klassens.get(p.klass_id, [])], p.fran, p.till) for p in _placeringar(elev)]


def namn(person: Personal | None) -> str | None:
    """A colleague's name, or None for nobody."""
    return person.namn if person else None


def tid(nar: datetime | None) -> str | None:
    """The moment in the school's time, to the second: 2026-11-22T06:07:00+01:00."""
    return timezone.localtime(nar).isoformat(timespec="seconds") if nar else None


# --- Reads ----------------------------------------------------------------------------------


def _rundor(elev: Elev) -> QuerySet[Kartlaggning]:
    """The pupil's own dates, and the class rounds where the pupil is judged or was in when it closed."""
    markerad = Markering.objects.filter(kartlaggning=OuterRef("pk"), elev=elev)
    deltagare = Deltagare.objects.filter(kartlaggning=OuterRef("pk"), elev=elev)
    med_versioner = Anteckning.objects.select_related("andrad_av").prefetch_related(
        Prefetch("versioner", Anteckningsversion.objects.select_related("andrad_av").order_by("version"))
    )
    return (
        Kartlaggning.objects.filter(Q(elev=elev) | Exists(markerad) | Exists(deltagare))
        .select_related("klass", "tillfragad", "skapad_av", "stangd_av")
        .prefetch_related(Prefetch("anteckningar", med_versioner.filter(kartlaggning__elev=elev).order_by("id")))
        .order_by("datum", "id")
    )


def _placeringar(elev: Elev) -> QuerySet[Placering]:
    return elev.placeringar.select_related("klass").order_by("fran", "id")


def _beslut_om(elev: Elev) -> QuerySet[Beslut]:
    return elev.beslut.select_related("kartlaggning__klass", "individ", "av").order_by("nar", "id")


# --- Shapes ---------------------------------------------------------------------------------


def _elev(elev: Elev) -> dict:
    return {
        "kod": elev.kod,
        "fornamn": elev.fornamn,
        "efternamn": elev.efternamn,
        "elev_id": elev.externt_id,
        "skola": elev.skola.namn,
        "skyddade_personuppgifter": elev.skyddad,
        "far_se": list(elev.far_se.order_by("namn").values_list("namn", flat=True)),
    }


def _placering(p: Placering) -> dict:
    return {
        "klass": p.klass.namn,
        "lasar": p.klass.lasar_text,
        "grupp": p.klass.grupp,
        "fran": p.fran.isoformat(),
        "till": p.till.isoformat() if p.till else None,
    }


def _kartlaggningar(elev: Elev, rundor: list[Kartlaggning]) -> list[dict]:
    deltog = set(Deltagare.objects.filter(elev=elev).values_list("kartlaggning_id", flat=True))
    markeringar: dict[int, list[Markering]] = {}
    for m in Markering.objects.filter(elev=elev).select_related("andrad_av"):
        markeringar.setdefault(m.kartlaggning_id, []).append(m)
    amnesnamn = {kod: amne.namn for kod, amne in amnen.for_skola(elev.skola).amnen.items()}
    return [_runda(runda, markeringar.get(runda.id, []), runda.id in deltog, amnesnamn) for runda in rundor]


def _runda(runda: Kartlaggning, markeringar: list[Markering], deltog: bool, amnesnamn: dict[str, str]) -> dict:
    """A round. Why it was closed with gaps stands for the pupil's own only: otherwise it is about the class."""
    form = instrument.las(runda.instrument)
    ordning = {p.nyckel: plats for plats, p in enumerate(form.pastaenden)}
    markeringar.sort(key=lambda m: ordning[m.pastaende])
    egen = runda.niva == Niva.INDIVID
    return {
        "kod": runda.kod,
        "niva": runda.niva,
        "blankett": form.rubrik,
        "instrument": runda.instrument,
        "klass": runda.klass.namn,
        "datum": runda.datum.isoformat(),
        "startad_av": namn(runda.skapad_av),
        "tillfragad": namn(runda.tillfragad),
        "stangd": tid(runda.stangd),
        "stangd_av": namn(runda.stangd_av),
        "stangd_skal": runda.stangd_skal if egen else None,
        "version": runda.version,
        "deltog": deltog,
        "markeringar": [_markering(m, form, amnesnamn) for m in markeringar],
        "anteckningar": [_anteckning(a, form) for a in runda.anteckningar.all()],
    }


def _markering(m: Markering, form: instrument.Instrument, amnesnamn: dict[str, str]) -> dict:
    p = form.per_nyckel[m.pastaende]
    return {
        "nyckel": m.pastaende,
        "pastaende": p.text,
        "om_skolan": p.om_skolan,
        "farg": Farg(m.farg).label,
        "amnen": [{"kod": kod, "namn": amnesnamn.get(kod, kod)} for kod in m.amnen],
        "undersok": m.undersok,
        "samlat": m.samlat,
        "hamtad": m.hamtad,
        "version": m.version,
        "andrad": tid(m.andrad),
        "andrad_av": namn(m.andrad_av),
    }


def _anteckning(a: Anteckning, form: instrument.Instrument) -> dict:
    fraga = form.anteckning(a.falt)
    dimension = next((d.namn for d in form.dimensioner if d.nyckel == fraga.dimension), None)
    tidigare = [_lydelse(v) for v in a.versioner.all()]
    return {"nyckel": a.falt, "dimension": dimension, "fraga": fraga.fraga, **_lydelse(a), "tidigare": tidigare}


def _lydelse(a: Anteckning | Anteckningsversion) -> dict:
    return {"text": a.text, "version": a.version, "andrad": tid(a.andrad), "andrad_av": namn(a.andrad_av)}


def _beslut(b: Beslut) -> dict:
    return {
        "val": b.get_val_display(),
        "nar": tid(b.nar),
        "av": namn(b.av),
        "skal": b.skal,
        "ord": b.ord,
        "foreslagen_av": b.kartlaggning.kod if b.kartlaggning else None,
        "individuell_kartlaggning": b.individ.kod if b.individ else None,
    }
