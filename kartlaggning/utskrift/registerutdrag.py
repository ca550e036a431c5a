"""All that is stored about one pupil, for the person it is about: who may ask is ``far_ta_ut_registerutdrag``.

One nested dict is both the machine-readable file and what the PDF is drawn from, so that neither says more than the
other. Times are the school's, as ISO 8601. Notes about a whole class are not the pupil's, and are not in it. Of a
pupil with protected identity there is the PDF alone, for the rektor who is named to see the pupil; a file that other
programs read is an export, and such pupils are never exported (krav.md, Personal data).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from skolanknytning.logg import urval as logg
from skolanknytning.logg.models import Handelse
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Elev, Personal, Placering

from .. import instrument
from ..models import Anteckning, Anteckningsversion, Beslut, Deltagare, Farg, Kartlaggning, Markering, Niva

BESKRIVNING = (
    "Det här är allt som är sparat om eleven i programmet Skolanknytning, och vem som har läst, ändrat, skrivit ut "
    "eller exporterat det. Personnummer, adress, vårdnadshavare och hälsouppgifter finns inte i programmet.",
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
    "”logg” är vem som har läst, ändrat, skrivit ut eller exporterat något som rör eleven: elevens egna sidor, de "
    "kartläggningar eleven är med i, och klassens sidor och kartläggningar under tiden i klassen.",
    "Anteckningar om hela klassen hör inte till en enskild elev och är inte med, och inte heller klasslistor och "
    "arbetsböcker som väntar på att den som läste in dem ska granska dem.",
    "Tider står som år-månad-dag och klockslag i svensk tid.",
)


def ta_ut(elev: Elev, *, av: Personal) -> dict:
    """Everything; the number of questions is the same however much there is."""
    rundor, placeringar = list(_rundor(elev)), list(_placeringar(elev))
    return {
        "beskrivning": list(BESKRIVNING),
        "uttaget": {"tid": _tid(timezone.now()), "av": av.namn, "skola": elev.skola.namn},
        "elev": _elev(elev),
        "placeringar": [_placering(p) for p in placeringar],
        "kartlaggningar": _kartlaggningar(elev, rundor),
        "beslut": [_beslut(b) for b in _beslut_om(elev)],
        "logg": [_handelse(h) for h in _logg(elev, rundor, placeringar)],
    }


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


def _logg(elev: Elev, rundor: Iterable[Kartlaggning], placeringar: Iterable[Placering]) -> QuerySet[Handelse]:
    """What concerns the pupil: itself and its rounds always, its classes and their rounds while placed there."""
    egna = [elev.kod, *(runda.kod for runda in rundor)]
    klassens: dict[int, list[str]] = {}
    i_klasserna = Kartlaggning.objects.filter(niva=Niva.GRUPP, klass__placeringar__elev=elev).distinct()
    for klass, kod in i_klasserna.values_list("klass_id", "kod"):
        klassens.setdefault(klass, []).append(kod)
    tider = [([p.klass.kod, *klassens.get(p.klass_id, [])], p.fran, p.till) for p in placeringar]
    return logg.om(egna, under=tider)


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
    namn = {kod: amne.namn for kod, amne in amnen.for_skola(elev.skola).amnen.items()}
    return [_runda(runda, markeringar.get(runda.id, []), runda.id in deltog, namn) for runda in rundor]


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
        "startad_av": _namn(runda.skapad_av),
        "tillfragad": _namn(runda.tillfragad),
        "stangd": _tid(runda.stangd),
        "stangd_av": _namn(runda.stangd_av),
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
        "andrad": _tid(m.andrad),
        "andrad_av": _namn(m.andrad_av),
    }


def _anteckning(a: Anteckning, form: instrument.Instrument) -> dict:
    fraga = form.anteckning(a.falt)
    dimension = next((d.namn for d in form.dimensioner if d.nyckel == fraga.dimension), None)
    tidigare = [_lydelse(v) for v in a.versioner.all()]
    return {"nyckel": a.falt, "dimension": dimension, "fraga": fraga.fraga, **_lydelse(a), "tidigare": tidigare}


def _lydelse(a: Anteckning | Anteckningsversion) -> dict:
    return {"text": a.text, "version": a.version, "andrad": _tid(a.andrad), "andrad_av": _namn(a.andrad_av)}


def _beslut(b: Beslut) -> dict:
    return {
        "val": b.get_val_display(),
        "nar": _tid(b.nar),
        "av": _namn(b.av),
        "skal": b.skal,
        "ord": b.ord,
        "foreslagen_av": b.kartlaggning.kod if b.kartlaggning else None,
        "individuell_kartlaggning": b.individ.kod if b.individ else None,
    }


def _handelse(h: Handelse) -> dict:
    return {"tid": _tid(h.tid), "vem": h.vem_namn, "gjorde": h.get_handling_display(), "vad": h.text}


def _namn(person: Personal | None) -> str | None:
    return person.namn if person else None


def _tid(tid: datetime | None) -> str | None:
    """The moment in the school's time, to the second: 2026-11-22T06:07:00+01:00."""
    return timezone.localtime(tid).isoformat(timespec="seconds") if tid else None
