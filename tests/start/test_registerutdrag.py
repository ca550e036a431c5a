"""The extract from the register: everything that is stored of a pupil, as a file and on paper, for the rektor alone."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from analys import regler as analysregler
from analys.models import Analys, Avfardat, Koppling, Monster, Punkt, Steg, Svar, Tidigare
from handlingsplan import models as plan
from handlingsplan import regler as planregler
from handlingsplan.models import Kalenderadress, Paminnelse
from kartlaggning.models import (
    Anteckning,
    Anteckningsversion,
    Beslut,
    Deltagare,
    Farginlasning,
    Kartlaggning,
    Markering,
    Val,
)
from skolanknytning.bakgrund.models import Utskriftsjobb
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.logg.regler import anteckna
from skolanknytning.skola.models import (
    Elev,
    Inbjudan,
    Inlasning,
    Klass,
    Mentorskap,
    Personal,
    Placering,
    Roll,
    Skola,
    Tjanst,
)
from skolanknytning.start import registerutdrag
from skolanknytning.start.registerutskrift import html, lasbar, per_dag, underlagsrader, utskrift

from .. import fabrik
from ..analys import moten
from ..handlingsplan import planer
from ..kartlaggning.individuella import FORM, GRON, eget_datum, skyddad_elev
from ..kartlaggning.rundor import notera, runda
from ..kartlaggning.test_utskrift import dokument, taggar, text
from ..klient import utan_nycklar
from ..test_struktur import PAKET

NAR = datetime(2026, 11, 21, 13, 37, 42, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def fylld(varld):
    """Ada with something in every table, each value unlike the others, and Bo with what must not follow along."""
    v = varld
    v.ada, v.bo = v.elever[:2]
    v.ada.externt_id = "id-4711"
    v.ada.save()
    v.kollega = fabrik.personal("Karim Kollega", v.skola, Roll.LARARE)
    v.gammal = fabrik.klass(v.skola, "6A", lasar=2025)
    Placering.objects.create(elev=v.ada, klass=v.gammal, fran=date(2025, 8, 18), till=date(2026, 6, 12))
    v.runda = runda(v.klass, v.mentor, {v.ada: "rG", v.bo: "yy"}, stangd=True, amnen={(v.ada, 0): ["BI", "XX"]})
    Kartlaggning.objects.filter(pk=v.runda.pk).update(stangd_skal="Klassens hemlighet.")
    notera(v.runda, v.mentor, "reflektion", "Gruppens text.")
    v.datum = eget_datum(v.ada, v.mentor, "yH?ggggge", datum=date(2026, 11, 18), amnen={0: ["MA"]})
    stangd = {"stangd_skal": "Nästa datum började.", "stangd_av": v.mentor2, "version": 9}
    Kartlaggning.objects.filter(pk=v.datum.pk).update(**stangd)
    v.bild = eget_datum(v.ada, v.mentor, "r", datum=date(2026, 11, 19), tillfragad=v.kollega, stangd=False)
    kommentar = notera(v.datum, v.mentor, "kommentar-akademisk", "Läser mer än sist.")
    Anteckningsversion.objects.create(
        anteckning=kommentar, version=7, text="Läser lite.", andrad=NAR, andrad_av=v.mentor2
    )
    Beslut.objects.create(
        kartlaggning=v.runda,
        elev=v.ada,
        val=Val.STARTA,
        skal="Rött på närvaro.",
        ord="Vi följer.",
        individ=v.datum,
        av=v.mentor,
        nar=NAR,
    )
    Markering.objects.filter(kartlaggning=v.datum, pastaende="beteende-1").update(version=31, andrad=NAR)
    eget_datum(v.bo, v.mentor)
    Beslut.objects.create(kartlaggning=v.runda, elev=v.bo, val=Val.AVSTA, skal="Bos skäl.", ord="Bos ord.", av=v.mentor)
    ha_ett_mote(v)
    ha_en_plan(v)
    return v


UNDERLAG = {
    "dag": "2026-11-21",
    "kartlaggning": "2026-11-18",
    "mening": "Rött på närvaron.",
    "rader": [
        {
            "pastaende": "beteende-1",
            "farg": 3,
            "datum": "2026-11-17",
            "avviker": True,
            "fran": 2,
            "amnen": ["KE", "FY"],
            "andra": {"gron": 3, "gul": 1, "rod": 0, "ej_bedomda": 7},
        }
    ],
}


def ha_ett_mote(v) -> None:
    """A meeting where Ada has something of every kind, each with an earlier wording, and Bo and the class too."""
    v.analys = moten.mote(v.klass, v.mentor, runda=v.runda, elever=[v.bo, v.ada], deltagare=[v.rektor])
    v.monster = moten.monster(
        v.analys, v.mentor2, "Kommer inte till KE.", elev=v.ada, utkast="oro:b-1", underlag=UNDERLAG
    )
    v.koppling = moten.koppling(v.monster, v.mentor, "larare-kvalitet", "Rörigt i labbet.")
    v.steg = moten.steg(v.monster, v.mentor, "Prata med Ada.", ansvarig=v.elevhalsa, klart=date(2026, 12, 11))
    v.svaret = moten.svar(v.analys, v.ada, v.mentor, "Ja, i KE.")
    for rad, ord_ in [(v.monster, "Är sen."), (v.koppling, "Oklart."), (v.steg, "Ring."), (v.svaret, "Kanske.")]:
        Tidigare.objects.create(analys=v.analys, rad=rad.kod, version=23, text=ord_, andrad=NAR, andrad_av=v.mentor2)
    analysregler.avfarda(v.analys, "styrka:b-2", av=v.mentor2, elev=v.ada)
    Punkt.objects.filter(elev=v.ada).update(ordning=41, klar=True)
    Monster.objects.filter(pk=v.monster.pk).update(ordning=43, angelagen=True, skapad=NAR)
    Steg.objects.filter(pk=v.steg.pk).update(gjort=NAR)
    moten.monster(v.analys, v.mentor, "Bos mönster.", elev=v.bo)
    moten.monster(v.analys, v.mentor, "Klassens mönster.")
    moten.svar(v.analys, v.bo, v.mentor, "Bos svar.")
    v.analys = analysregler.avsluta(v.analys, av=v.rektor)


def ha_en_plan(v) -> None:
    """Plans for Ada with something of every kind in the later, plans for Bo and the class, and figures of absence."""
    forst = planer.elevplan(v.ada, v.mentor, "Det första området")
    planregler.avsluta(forst, v.rektor)
    fran = {"analys": v.analys, "monster": [v.monster], "foregaende": forst}
    v.plan = planer.fylld(planer.elevplan(v.ada, v.mentor2, **fran), v.mentor)
    mal = v.plan.mal.first()
    granskning = planregler.skicka(v.plan, v.mentor2)
    planregler.kommentera(granskning, "", "Fint, men när?", ersatter=0, av=v.rektor)
    planregler.kommentera(granskning, f"{mal.kod}-mal", "Mätbart?", ersatter=0, av=v.rektor)
    plan.TidigareKommentar.objects.create(
        rad=plan.Kommentar.objects.get(avsnitt=""), version=53, text="Fint.", andrad=NAR, andrad_av=v.mentor2
    )
    planregler.aterlamna(v.plan, v.rektor)
    varv = planregler.folj_upp(v.plan, v.mentor)
    planregler.satt_forflyttning(varv, mal, uppnatt="pa_vag", konkret=True, fore=FORE, av=v.mentor)
    for nyckel, ord_ in [
        ("resultat", "Fler dagar i skolan."),
        (f"{varv.kod}-{mal.kod}-forflyttning", "Fyra dagar av fem."),
        (f"{varv.kod}-{mal.insatser.first().kod}-ansvaret_gick", "Samtalen blev av."),
    ]:
        planer.skriv(v.plan, nyckel, ord_, v.mentor)
    plan.Tidigare.objects.create(
        rad=v.plan.texter.get(falt="resultat"), version=51, text="Inget än.", andrad=NAR, andrad_av=v.mentor2
    )
    planregler.lamna_mal(v.plan.mal.last(), True, v.mentor)
    planer.boka(v.plan, v.mentor, date(2027, 1, 20), klockan=time(8, 10), insamlat=date(2027, 1, 19))
    satt = {"start": date(2026, 11, 30), "genomford": NAR, "resurs_ordnad": NAR, "vetenskap": True}
    plan.Insats.objects.filter(pk=mal.insatser.first().pk).update(**satt)
    plan.Varv.objects.filter(pk=varv.pk).update(stod_ordnat=NAR)
    planregler.avsluta(v.plan, v.rektor)
    v.plan.refresh_from_db()
    for om, ord_ in (({"elev": v.ada}, "11.5"), ({"elev": v.bo}, "77.5"), ({"klass": v.klass}, "78.5")):
        dagar = {"fran": date(2026, 8, 18), "till": date(2026, 10, 30)}
        period = plan.Narvaroperiod.objects.create(skola=v.skola, **om, **dagar, version=57, andrad_av=v.mentor2)
        plan.Narvarorad.objects.create(period=period, amne="KE", giltig=ord_, ogiltig="3.5")
    planer.fylld(planer.elevplan(v.bo, v.mentor, "Bos område"), v.mentor)
    planer.fylld(planer.plan(v.klass, v.mentor, "Klassens område"), v.mentor)


FORE = {"uppnatt": "", "konkret": None}


def uttag(elev, av) -> dict:
    return registerutdrag.ta_ut(Elev.objects.get(pk=elev.pk), av=av)


def hamta(klient, namn, elev):
    return klient.get(reverse(namn, args=[elev.kod]))


# --- The shape: nothing that points at a pupil is forgotten ---


def pekar_pa(*modeller: type[Model]) -> set[type[Model]]:
    """Every model from which foreign keys lead to these, over however many steps, and the tables between many and many.

    Stops at the log-ins and the schools, which are nobody's pupil.
    """
    funna, kvar = set(), list(modeller)
    while kvar:
        for rel in kvar.pop()._meta.get_fields(include_hidden=True):
            if rel.auto_created and not rel.concrete and (rel.one_to_many or rel.one_to_one):
                modell = rel.related_model
                if modell not in funna:
                    funna.add(modell)
                    kvar.append(modell)
    return funna


# What each table stands under in the extract. A table that is new here must be taken out too.
TAS_UT = {
    Placering: "placeringar",
    Elev.far_se.through: "elev.far_se",
    Kartlaggning: "kartlaggningar",
    Deltagare: "kartlaggningar.deltog",
    Markering: "kartlaggningar.markeringar",
    Anteckning: "kartlaggningar.anteckningar",
    Anteckningsversion: "kartlaggningar.anteckningar.tidigare",
    Beslut: "beslut",
    Analys: "analyser",
    Analys.deltagare.through: "analyser.deltagare",
    Punkt: "analyser.punkt",
    Monster: "analyser.monster",
    Koppling: "analyser.monster.kopplingar",
    Steg: "analyser.monster.steg",
    Svar: "analyser.svar",
    Avfardat: "analyser.avfardade",
    Tidigare: "analyser, under tidigare",
    plan.Plan: "planer",
    plan.Plan.monster.through: "planer.monster",
    plan.Varv: "planer.varv",
    plan.Varv.kallade.through: "planer.varv.kallade",
    plan.Mal: "planer.mal",
    plan.Forflyttning: "planer.mal.forflyttningar",
    plan.Insats: "planer.mal.insatser",
    plan.Text: "planer, under texter",
    plan.Tidigare: "planer, under texter.tidigare",
    plan.Avskrift: "planer.avskrifter",
    plan.Granskning: "planer.granskningar",
    plan.Kommentar: "planer.granskningar.kommentarer",
    plan.TidigareKommentar: "planer.granskningar.kommentarer.tidigare",
    plan.Narvaroperiod: "narvaro",
    plan.Narvarorad: "narvaro.rader",
    # No key leads to the pupil: it is found by the codes of what it is about.
    Handelse: "logg",
}
# What is nobody's: tables that no pupil stands in, or that are forgotten soon. ``OM_KLASSEN`` a key leads to by way of
# a round of the whole class.
OM_KLASSEN = {"Terminstal", "Pastaendetal", "Amnestal"}
OM_ANNAT = {
    Skola,
    Personal,
    Tjanst,
    Inbjudan,
    Klass,
    Mentorskap,
    Inlasning,
    Farginlasning,
    Utskriftsjobb,
    Kalenderadress,
    Paminnelse,
}
# Fields that say nothing of their own: rows' numbers, and what is said by where a row stands.
OSAGDA = {
    "id",
    "Elev.skola",
    "Placering.elev",
    "Kartlaggning.elev",
    "Markering.kartlaggning",
    "Markering.elev",
    "Deltagare.kartlaggning",
    "Deltagare.elev",
    "Anteckning.kartlaggning",
    "Anteckningsversion.anteckning",
    "Beslut.elev",
    "Elev_far_se.elev",
    "Analys.niva",
    "Analys.skola",
    "Analys.version",
    "Analys_deltagare.analys",
    "Punkt.analys",
    "Punkt.elev",
    "Monster.analys",
    "Monster.elev",
    "Monster.underlag",
    "Koppling.monster",
    "Steg.monster",
    "Svar.analys",
    "Svar.elev",
    "Avfardat.analys",
    "Avfardat.elev",
    "Tidigare.analys",
    "Tidigare.rad",
    "TidigareKommentar.rad",
    "Plan.niva",
    "Plan.skola",
    "Plan.elev",
    "Plan_monster.plan",
    "Varv.plan",
    "Varv_kallade.varv",
    "Mal.plan",
    "Forflyttning.mal",
    "Insats.mal",
    "Text.plan",
    "Text.mal",
    "Text.insats",
    # Put together of the codes of what it belongs to, and the field.
    "Text.nyckel",
    "Avskrift.plan",
    "Avskrift.innehall",
    "Granskning.plan",
    "Kommentar.granskning",
    "Narvaroperiod.skola",
    "Narvaroperiod.elev",
    "Narvarorad.period",
}


def egna_modeller() -> set[type[Model]]:
    """Every table of the program's own apps."""
    alla = apps.get_models(include_auto_created=True)
    return {m for m in alla if apps.get_app_config(m._meta.app_label).name.split(".")[0] in PAKET}


def obedomda(modeller: set[type[Model]]) -> set[str]:
    """The tables of which nobody has said whether they are the pupil's."""
    sagda = {*TAS_UT, *OM_ANNAT, Elev}
    return {m.__name__ for m in modeller - sagda} - OM_KLASSEN


def test_every_table_that_leads_to_a_pupil_is_taken_out():
    assert {m for m in pekar_pa(Elev) if m.__name__ not in OM_KLASSEN} == set(TAS_UT) - {Handelse}


def test_every_table_of_every_app_is_the_pupils_or_said_not_to_be():
    """Also those that no key leads from, as the log."""
    assert obedomda(egna_modeller()) == set()
    assert not OM_ANNAT & pekar_pa(Elev)


def test_a_table_of_any_app_that_is_forgotten_is_found():
    for modell in (Handelse, Svar, Utskriftsjobb, Markering):
        kvar = {k: v for k, v in TAS_UT.items() if k is not modell}
        with pytest.MonkeyPatch.context() as m:
            m.setitem(globals(), "TAS_UT", kvar)
            m.setitem(globals(), "OM_ANNAT", OM_ANNAT - {modell})
            assert obedomda(egna_modeller()) == {modell.__name__}


def lov(varde) -> list:
    """Every value at the ends of a nested dict."""
    if isinstance(varde, dict | list):
        return [lovet for v in (varde.values() if isinstance(varde, dict) else varde) for lovet in lov(v)]
    return [varde]


def som_i_utdraget(objekt: Model, falt) -> list:
    """What a field of a row must be found as."""
    varde = getattr(objekt, falt.name)
    if falt.choices and falt.name != "niva":
        return [getattr(objekt, f"get_{falt.name}_display")()]
    if isinstance(varde, datetime):
        return [timezone.localtime(varde).isoformat(timespec="seconds")]
    if isinstance(varde, date):
        return [varde.isoformat()]
    if isinstance(varde, time):
        return [f"{varde:%H.%M}"]
    if isinstance(varde, plan.Varv):
        return [varde.nummer]
    if isinstance(varde, Kartlaggning | Analys | Monster | plan.Plan | plan.Avskrift):
        return [varde.kod]
    if isinstance(varde, Decimal):
        return [str(varde)]
    return varde if isinstance(varde, list) else [str(varde) if isinstance(varde, Model) else varde]


def test_every_field_of_every_row_is_in_the_extract(fylld):
    """A field that is new, and neither taken out nor said to be nothing, is found here."""
    ut = lov(uttag(fylld.ada, fylld.rektor))
    elevens = {"elev": fylld.ada}
    rader = [fylld.ada, *Placering.objects.filter(**elevens), fylld.datum, fylld.bild]
    rader += [*Markering.objects.filter(**elevens), *Beslut.objects.filter(**elevens)]
    rader += [*Deltagare.objects.filter(**elevens), *Anteckning.objects.filter(kartlaggning__elev=fylld.ada)]
    rader += Anteckningsversion.objects.filter(anteckning__kartlaggning__elev=fylld.ada)
    rader += [fylld.analys, fylld.monster, fylld.koppling, fylld.steg, fylld.svaret, *Tidigare.objects.all()]
    rader += [
        *Punkt.objects.filter(**elevens),
        *Avfardat.objects.filter(**elevens),
        *Analys.deltagare.through.objects.all(),
    ]
    rader += planens_rader(fylld.plan)
    for rad in rader:
        rad.refresh_from_db()
        for falt in rad._meta.concrete_fields:
            if {falt.name, f"{type(rad).__name__}.{falt.name}"} & OSAGDA:
                continue
            for varde in som_i_utdraget(rad, falt):
                assert varde in ut, (rad, falt.name)
    assert {type(rad) for rad in rader} | {Elev.far_se.through, Handelse} == {Elev, *TAS_UT}


def planens_rader(p: plan.Plan) -> list[Model]:
    """Every row that is about the pupil whose plan it is."""
    egna = [plan.Varv, plan.Mal, plan.Text, plan.Avskrift, plan.Granskning]
    rader = [p, *(rad for modell in egna for rad in modell.objects.filter(plan=p))]
    rader += plan.Insats.objects.filter(mal__plan=p)
    rader += plan.Forflyttning.objects.filter(mal__plan=p)
    rader += plan.Tidigare.objects.filter(rad__plan=p)
    rader += plan.Kommentar.objects.filter(granskning__plan=p)
    rader += plan.TidigareKommentar.objects.filter(rad__granskning__plan=p)
    rader += plan.Plan.monster.through.objects.filter(plan=p)
    rader += plan.Varv.kallade.through.objects.filter(varv__plan=p)
    rader += plan.Narvaroperiod.objects.filter(elev=p.elev)
    return [*rader, *plan.Narvarorad.objects.filter(period__elev=p.elev)]


def test_a_table_that_is_new_is_found():
    """Seen from the class: placements and rounds lead to it, and so on, over several steps."""
    assert Anteckningsversion in pekar_pa(Kartlaggning)
    assert Placering not in pekar_pa(Kartlaggning)


# --- What it holds ---


def test_the_pupils_facts_and_classes(fylld):
    ut = uttag(fylld.ada, fylld.rektor)
    assert ut["elev"] == {
        "kod": fylld.ada.kod,
        "fornamn": "Ada",
        "efternamn": "Ek",
        "elev_id": "id-4711",
        "skola": "Björkskolan",
        "skyddade_personuppgifter": False,
        "far_se": [],
    }
    assert ut["placeringar"] == [
        {"klass": "6A", "lasar": "2025/26", "grupp": False, "fran": "2025-08-18", "till": "2026-06-12"},
        {
            "klass": "7A",
            "lasar": "2026/27",
            "grupp": False,
            "fran": timezone.localdate().isoformat(),
            "till": None,
        },
    ]


def test_every_mark_of_both_levels(fylld):
    kartor = uttag(fylld.ada, fylld.rektor)["kartlaggningar"]
    assert [(k["datum"], k["niva"], k["klass"], k["tillfragad"], k["deltog"]) for k in kartor] == [
        ("2026-11-18", "individ", "7A", None, True),
        ("2026-11-19", "individ", "7A", "Karim Kollega", False),
        ("2026-11-20", "grupp", "7A", None, True),
    ]
    egen, bild, klassens = kartor
    assert [m["farg"] for m in egen["markeringar"]] == ["gult", "gult", "ej bedömd", *["grönt"] * 5, "ej aktuellt"]
    assert [m["nyckel"] for m in egen["markeringar"] if m["hamtad"]] == ["beteende-2"]
    assert [m["nyckel"] for m in egen["markeringar"] if m["undersok"]] == ["beteende-3"]
    assert [m["nyckel"] for m in egen["markeringar"] if m["om_skolan"]] == ["akademisk-4", "akademisk-5"]
    assert [(m["farg"], m["andrad_av"]) for m in bild["markeringar"]] == [("rött", "Karim Kollega")]
    narvaro, interagerar = klassens["markeringar"]
    assert narvaro["pastaende"] == "Eleven är närvarande på undervisningen i alla ämnen."
    assert narvaro["amnen"] == [{"kod": "BI", "namn": "Biologi"}, {"kod": "XX", "namn": "XX"}]
    assert (narvaro["farg"], interagerar["samlat"]) == ("rött", True)
    assert egen["markeringar"][0]["andrad"] == "2026-11-21T13:37:42+01:00"


def test_comments_with_earlier_wordings_and_decisions(fylld):
    ut = uttag(fylld.ada, fylld.rektor)
    (kommentar,) = ut["kartlaggningar"][0]["anteckningar"]
    assert (kommentar["dimension"], kommentar["text"]) == ("Akademiska dimensionen", "Läser mer än sist.")
    assert kommentar["tidigare"] == [
        {"text": "Läser lite.", "version": 7, "andrad": "2026-11-21T13:37:42+01:00", "andrad_av": "Milo Mentor"}
    ]
    assert ut["beslut"] == [
        {
            "val": "Startade",
            "nar": "2026-11-21T13:37:42+01:00",
            "av": "Maja Mentor",
            "skal": "Rött på närvaro.",
            "ord": "Vi följer.",
            "foreslagen_av": fylld.runda.kod,
            "individuell_kartlaggning": fylld.datum.kod,
        }
    ]


def test_nothing_about_others_or_the_whole_class_follows_along(fylld):
    ut = json.dumps(uttag(fylld.ada, fylld.rektor), ensure_ascii=False)
    om_andra = ("Gruppens text.", "Klassens hemlighet.", "Bos ord.", "Bos skäl.", "Bo Björk1", fylld.bo.kod)
    i_motet = ("Klassens mönster.", "Bos mönster.", "Bos svar.", '"andra":', "ej_bedomda")
    i_planer = ("Bos område", "Klassens område", "77.5", "78.5")
    for frammande in (*om_andra, *i_motet, *i_planer):
        assert frammande not in ut
    assert "Nästa datum började." in ut, "skälet till luckor i elevens egen är elevens"


def test_a_pupil_of_whom_nothing_is_judged(varld):
    ut = uttag(varld.elever[3], varld.rektor)
    assert [ut[del_] for del_ in ("kartlaggningar", "beslut", "analyser", "planer", "narvaro", "logg")] == [[]] * 6
    assert len(ut["placeringar"]) == 1


def test_who_was_in_a_round_without_a_mark_is_in_it(varld):
    tom = runda(varld.klass, varld.mentor, {varld.elever[0]: ""}, stangd=True)
    (karta,) = uttag(varld.elever[0], varld.rektor)["kartlaggningar"]
    assert (karta["kod"], karta["deltog"], karta["markeringar"]) == (tom.kod, True, [])


def test_what_the_meetings_found_of_the_pupil(fylld):
    (mote,) = uttag(fylld.ada, fylld.rektor)["analyser"]
    assert (mote["datum"], mote["klass"], mote["kartlaggning"]) == ("2026-11-22", "7A", fylld.runda.kod)
    assert (mote["deltagare"], mote["avslutad_av"]) == (["Rut Rektor"], "Rut Rektor")
    assert mote["punkt"] == {"ordning": 41, "klar": True}
    (monster,) = mote["monster"]
    assert (monster["slag"], monster["dimension"]) == ("Väcker oro", "Beteendemässiga dimensionen")
    assert (monster["text"], monster["angelagen"], monster["utkast"]) == ("Kommer inte till KE.", True, "oro:b-1")
    (rad,) = monster["underlag"]["rader"]
    assert rad == {k: v for k, v in UNDERLAG["rader"][0].items() if k != "andra"}
    (koppling,), (steg,), (svaret,) = monster["kopplingar"], monster["steg"], mote["svar"]
    assert (koppling["faktor"], koppling["text"]) == ("Undervisningskvalitet", "Rörigt i labbet.")
    assert (steg["text"], steg["ansvarig"], steg["klart"]) == ("Prata med Ada.", "Elsa Hälsa", "2026-12-11")
    assert (svaret["nyckel"], svaret["text"]) == ("sticker-ut", "Ja, i KE.")
    forr = [rad["tidigare"] for rad in (monster, koppling, steg, svaret)]
    assert [[t["text"] for t in lista] for lista in forr] == [["Är sen."], ["Oklart."], ["Ring."], ["Kanske."]]
    assert mote["avfardade"] == [{"utkast": "styrka:b-2", "av": "Milo Mentor"}]


def test_a_meeting_that_is_not_about_the_pupil_is_not_in_it(fylld):
    dag = fylld.elever[3]
    assert uttag(dag, fylld.rektor)["analyser"] == []
    Punkt.objects.create(analys=fylld.analys, elev=dag)
    (mote,) = uttag(dag, fylld.rektor)["analyser"]
    assert (mote["monster"], mote["svar"], mote["avfardade"]) == ([], [], [])


def test_the_pupils_plans(fylld):
    v, (forst, egen) = fylld, uttag(fylld.ada, fylld.rektor)["planer"]
    assert (forst["omrade"], forst["varv"][0]["uppfoljning"]) == ("Det första området", None)
    assert (egen["analys"], egen["monster"], egen["foregaende"]) == (v.analys.kod, [v.monster.kod], forst["kod"])
    assert (egen["lage"], egen["skapad_av"], egen["avslutad_av"]) == ("Återlämnad", "Milo Mentor", "Rut Rektor")
    assert [(a["nummer"], a["uppfoljning"], a["klockan"]) for a in egen["varv"]] == [
        (1, "2026-12-15", None),
        (2, "2027-01-20", "08.10"),
    ]
    ett, tva = egen["mal"]
    assert [(m["varv"], m["slut"], len(m["insatser"])) for m in (ett, tva)] == [(1, None, 2), (1, 2, 1)]
    assert ett["forflyttningar"] == [{"varv": 2, "uppnatt": "På väg", "konkret": True}]
    assert [(t["rubrik"], t["varv"], t["text"]) for t in ett["texter"] if t["varv"]] == [
        ("Det som visar det", 2, "Fyra dagar av fem.")
    ]
    assert ett["insatser"][0]["grunder"] == ["vetenskaplig grund och beprövad erfarenhet", "professionell bedömning"]
    (resultat,) = egen["texter"]
    assert (resultat["text"], [t["text"] for t in resultat["tidigare"]]) == ("Fler dagar i skolan.", ["Inget än."])


def test_their_reviews_and_copies(fylld):
    egen = uttag(fylld.ada, fylld.rektor)["planer"][1]
    (granskning,) = egen["granskningar"]
    assert [(k["avsnitt"][-3:], k["text"]) for k in granskning["kommentarer"]] == [
        ("", "Fint, men när?"),
        ("mal", "Mätbart?"),
    ]
    assert [[t["text"] for t in k["tidigare"]] for k in granskning["kommentarer"]] == [["Fint."], []]
    assert [a["skal"] for a in egen["avskrifter"]] == ["Skickad till rektor", "Uppföljd", "Avslutad"]
    assert granskning["avskrift"] == egen["avskrifter"][0]["kod"]
    assert [a["innehall"] for a in egen["avskrifter"]] == list(
        plan.Avskrift.objects.filter(plan=fylld.plan).order_by("id").values_list("innehall", flat=True)
    )


def test_the_pupils_figures_of_absence(fylld):
    (period,) = uttag(fylld.ada, fylld.rektor)["narvaro"]
    assert (period["fran"], period["till"], period["andrad_av"]) == ("2026-08-18", "2026-10-30", "Milo Mentor")
    assert period["rader"] == [{"amne": "KE", "giltig": "11.5", "ogiltig": "3.5"}]


def test_what_is_done_with_a_plan_is_in_the_log_once(fylld):
    gjort = [(h["gjorde"], h["vad"]) for h in uttag(fylld.ada, fylld.rektor)["logg"] if "plan för en elev" in h["vad"]]
    assert gjort.count(("skapade", "plan för en elev")) == 2
    assert gjort.count(("ändrade", "nytt varv i plan för en elev")) == 1


def test_the_evidence_is_in_words_on_paper():
    assert underlagsrader({}, FORM) == []
    alla, rad = underlagsrader(UNDERLAG, FORM)
    assert alla == "dag: 2026-11-21, kartläggning: 2026-11-18, mening: Rött på närvaron."
    assert rad.startswith(
        "påstående: beteende-1, färg: rött, datum: 2026-11-17, avviker från gruppen: ja, färg förra gången: gult, "
        "ämnen: KE FY"
    )


# --- The log ---


def handelser(v, elev) -> list[str]:
    return [h["vad"] for h in uttag(elev, v.rektor)["logg"]]


def test_the_log_has_who_did_what_about_the_pupil(fylld):
    v = fylld
    for objekt, vad in [
        (v.ada, "en elevs uppgifter"),
        (v.datum, "individuell kartläggning av en elev i 7A"),
        (v.bild, "kollegans kolumn"),
        (v.runda, "kartläggning av 7A"),
        (v.analys, "mötet"),
        (v.klass, "elevlistan för 7A"),
        (v.bo, "Bos sida"),
        (v.bo.kartlaggningar.get(), "Bos kartläggning"),
        (v.annan_klass, "elevlistan för 7B"),
        (v.skola, "loggen"),
    ]:
        anteckna(v.mentor, Handling.LASTE, objekt, vad, skola_kod=v.skola.kod)
    anteckna(v.rektor, Handling.SKREV_UT, v.ada, "på papper", skola_kod=v.skola.kod)
    logg = [h for h in uttag(v.ada, v.rektor)["logg"] if h["gjorde"] in ("öppnade", "skrev ut")]
    assert [h["vad"] for h in logg] == [
        "en elevs uppgifter",
        "individuell kartläggning av en elev i 7A",
        "kollegans kolumn",
        "kartläggning av 7A",
        "mötet",
        "elevlistan för 7A",
        "på papper",
    ]
    assert (logg[0]["vem"], logg[0]["gjorde"]) == ("Maja Mentor", "öppnade")
    assert (logg[-1]["vem"], logg[-1]["gjorde"]) == ("Rut Rektor", "skrev ut")
    assert datetime.fromisoformat(logg[0]["tid"]).utcoffset() is not None


def test_the_classes_log_counts_while_the_pupil_is_there(varld):
    """Before and after it is about others; a round the pupil is in concerns the pupil whenever it is read."""
    v, ada = varld, varld.elever[0]
    egen = runda(v.klass, v.mentor, {ada: "r"}, stangd=True)
    utan = runda(v.klass, v.mentor, {v.elever[1]: "r"}, stangd=True)
    Placering.objects.filter(elev=ada).update(fran=date(2026, 9, 10), till=date(2026, 9, 20))
    for dag in (9, 10, 20, 21):
        for objekt, vad in ((v.klass, "klassen"), (egen, "egen runda"), (utan, "annan runda")):
            Handelse.objects.create(
                tid=datetime(2026, 9, dag, 12, tzinfo=ZoneInfo("Europe/Stockholm")),
                vem_kod=v.mentor.kod,
                vem_namn="Maja Mentor",
                skola_kod=v.skola.kod,
                handling=Handling.LASTE,
                objekt_typ="elev",
                objekt_kod=objekt.kod,
                text=f"{vad} {dag}",
            )
    assert handelser(v, ada) == [
        "egen runda 9",
        "klassen 10",
        "egen runda 10",
        "annan runda 10",
        "klassen 20",
        "egen runda 20",
        "annan runda 20",
        "egen runda 21",
    ]


def test_saves_of_a_day_stand_on_one_line_on_paper():
    def h(tid, vad, vem="Maja", gjorde="ändrade"):
        return {"tid": f"2026-11-{tid}:00+01:00", "vem": vem, "gjorde": gjorde, "vad": vad}

    logg = [
        h("20T08:02", "1 markering i kartläggning av 7A"),
        h("20T08:03", "12 markeringar i kartläggning av 7A", vem="Milo"),
        h("20T09:15", "12 markeringar i kartläggning av 7A"),
        h("21T08:00", "3 markeringar i kartläggning av 7A"),
        h("21T08:01", "kartläggning av 7A", gjorde="öppnade"),
    ]
    rader = [(r.dag, r.fran, r.till, r.vem, r.gjorde, r.vad, r.antal) for r in per_dag(logg)]
    assert rader == [
        ("2026-11-20", "08.02", "09.15", "Maja", "ändrade", "markeringar i kartläggning av 7A", 2),
        ("2026-11-20", "08.03", "08.03", "Milo", "ändrade", "markeringar i kartläggning av 7A", 1),
        ("2026-11-21", "08.00", "08.00", "Maja", "ändrade", "markeringar i kartläggning av 7A", 1),
        ("2026-11-21", "08.01", "08.01", "Maja", "öppnade", "kartläggning av 7A", 1),
    ]
    var_for_sig = per_dag(logg, var_for_sig=True)
    assert [r.vad for r in var_for_sig] == [h["vad"] for h in logg]
    assert sum(r.antal for r in per_dag(logg)) == len(logg)


def test_times_are_made_readable_and_texts_left_alone():
    data = {
        "andrad": "2026-11-21T13:37:42+01:00",
        "stangd": None,
        "text": "2026-11-21T13:37:42+01:00",
        "l": [{"tid": "2026-01-02T03:04:05+01:00"}],
    }
    assert lasbar(data) == {
        "andrad": "2026-11-21 kl. 13.37",
        "stangd": None,
        "text": "2026-11-21T13:37:42+01:00",
        "l": [{"tid": "2026-01-02 kl. 03.04"}],
    }


# --- The file ---


def test_the_file_is_plain_json_in_swedish(fylld, logga_in):
    svar = hamta(logga_in(fylld.rektor), "registerutdrag_json", fylld.ada)
    assert svar.status_code == 200
    assert svar.headers["Content-Type"] == "application/json"
    assert svar.headers["Content-Disposition"] == 'attachment; filename="registerutdrag.json"'
    assert svar.headers["Cache-Control"] == "no-store"
    ren = svar.content.decode("utf-8")
    assert "Läser mer än sist." in ren, "inga omskrivna tecken"
    ut = json.loads(ren)
    delar = ["elev", "placeringar", "kartlaggningar", "beslut", "analyser", "planer", "narvaro", "logg"]
    assert list(ut) == ["beskrivning", "uttaget", *delar]
    assert (ut["uttaget"]["av"], ut["uttaget"]["skola"]) == ("Rut Rektor", "Björkskolan")
    for nyckel in list(ut)[2:]:
        assert any(f"”{nyckel}”" in rad for rad in ut["beskrivning"]), nyckel
    for nyckel in ("kartlaggningar", "analyser", "planer", "narvaro"):
        assert ut[nyckel] == uttag(fylld.ada, fylld.rektor)[nyckel]


# --- On paper ---


def test_the_pdf_holds_the_same(fylld, logga_in):
    anteckna(fylld.mentor, Handling.LASTE, fylld.ada, "en elevs uppgifter", skola_kod=fylld.skola.kod)
    svar = hamta(logga_in(fylld.rektor), "registerutdrag_pdf", fylld.ada)
    assert svar.headers["Content-Disposition"] == 'inline; filename="registerutdrag.pdf"'
    pdf = dokument(svar)
    assert pdf.trailer["/Root"]["/Lang"] == "sv"
    assert pdf.metadata.title == "Registerutdrag"
    alla = " ".join(text(sida) for sida in pdf.pages)
    ut = lasbar(uttag(fylld.ada, fylld.rektor))
    for varde in lov({k: v for k, v in ut.items() if k not in ("beskrivning", "uttaget", "logg")}):
        if isinstance(varde, str) and varde not in ("individ", "grupp"):
            assert varde in alla, varde
    assert "en elevs uppgifter" in alla
    assert f"Sida 1 av {len(pdf.pages)}" in alla
    assert "Registerutdrag, Ada Ek · Utskriven" in alla
    assert "bedömer skolan" in alla


def test_the_pdf_is_tagged(fylld, logga_in, monkeypatch):
    # The log goes over as many pages as it takes.
    monkeypatch.setattr(registerutdrag.logg, "om", lambda *_, **__: [])
    slag = taggar(dokument(hamta(logga_in(fylld.rektor), "registerutdrag_pdf", fylld.ada)))
    assert slag.count("/H1") == 1
    assert slag.count("/H2") == 9
    # Placements, three rounds, and absence.
    assert slag.count("/Table") == 5
    # Four heads a table, three in that of absence, and a row head a row.
    assert slag.count("/TH") == 4 * 4 + 2 + 9 + 1 + 2 + 3 + 1


def test_hostile_texts_are_escaped(varld):
    elak = fabrik.elev(varld.klass, "<b>Ada", '"&', externt_id="<u>")
    ny = eget_datum(elak, varld.mentor, "y", amnen={0: ["<X>"]})
    notera(ny, varld.mentor, "kommentar-beteende", "<i>Lugnt</i>")
    Beslut.objects.create(elev=elak, val=Val.STARTA, skal="<em>", ord="<s>", individ=ny, av=varld.mentor)
    sida = html(utskrift(uttag(elak, varld.rektor), "Rut <q>"))
    markta = ["&lt;b&gt;Ada", "&lt;i&gt;Lugnt&lt;/i&gt;", *(f"&lt;{ord_}&gt;" for ord_ in ("u", "X", "em", "s", "q"))]
    for markt in markta:
        assert markt in sida
    for ratt in ("<b>Ada", "<u>", "<X>", "<i>", "<em>", "<s>", "<q>"):
        assert ratt not in sida


@pytest.mark.parametrize("antal", [1, 8])
def test_it_asks_as_much_however_much_there_is(varld, logga_in, django_assert_num_queries, antal):
    ada = varld.elever[0]
    for nummer in range(antal):
        klass = fabrik.klass(varld.skola, f"{nummer + 1}X", varld.mentor)
        Placering.objects.create(elev=ada, klass=klass)
        forslag = runda(klass, varld.mentor, {ada: "rrr"}, stangd=True)
        ny = eget_datum(ada, varld.mentor, GRON, datum=date(2026, 1, 1) + timedelta(days=nummer))
        kommentar = notera(ny, varld.mentor, "kommentar-beteende", f"Text {nummer}.")
        Anteckningsversion.objects.create(
            anteckning=kommentar, version=1, text="x", andrad=NAR, andrad_av=varld.mentor2
        )
        Beslut.objects.create(kartlaggning=forslag, elev=ada, val=Val.STARTA, individ=ny, av=varld.mentor)
        mote = moten.mote(klass, varld.mentor, runda=forslag, elever=[ada], deltagare=[varld.rektor])
        monster = moten.monster(mote, varld.mentor, elev=ada)
        moten.koppling(monster, varld.mentor)
        moten.steg(monster, varld.mentor)
        moten.svar(mote, ada, varld.mentor)
        p = planer.fylld(planer.elevplan(ada, varld.mentor, and_anda=True), varld.mentor)
        granskning = planregler.skicka(p, varld.mentor)
        planregler.kommentera(granskning, "", "Bra.", ersatter=0, av=varld.rektor)
        planregler.godkann(p, varld.rektor)
        dag = date(2026, 8, 18) + timedelta(days=nummer)
        period = plan.Narvaroperiod.objects.create(skola=varld.skola, elev=ada, fran=dag, till=dag)
        plan.Narvarorad.objects.create(period=period, giltig=1, ogiltig=2)
        for objekt in (ada, ny, klass, forslag):
            anteckna(varld.mentor, Handling.LASTE, objekt, "läste", skola_kod=varld.skola.kod)
    klient = logga_in(varld.rektor)
    hamta(klient, "registerutdrag_json", ada)
    with django_assert_num_queries(FRAGOR):
        ut = hamta(klient, "registerutdrag_json", ada).json()
    assert len(ut["kartlaggningar"]) == 2 * antal
    assert [len(a["monster"]) for a in ut["analyser"]] == [1] * antal
    assert len([h for h in ut["logg"] if h["vad"] == "läste"]) == 4 * antal


FRAGOR = 40


# --- The page ---


def test_the_page_says_what_it_holds_and_leads_to_both(fylld, logga_in):
    svar = hamta(logga_in(fylld.rektor), "registerutdrag", fylld.ada)
    sida = utan_nycklar(svar)
    assert "Registerutdrag för Ada Ek" in sida
    for namn in ("registerutdrag_pdf", "registerutdrag_json"):
        assert f'href="{reverse(namn, args=[fylld.ada.kod])}"' in sida


# --- Protected identity, access, log ---

ADRESSER = ["registerutdrag", "registerutdrag_pdf", "registerutdrag_json"]
VEM = {"mentor": 403, "elevhalsa": 403, "annan_mentor": 403, "rektor": 200, "administrator": 403, "utanfor": 404}


@pytest.mark.parametrize(("vem", "status"), VEM.items())
@pytest.mark.parametrize("namn", ADRESSER)
def test_it_checks_access(varld, logga_in, namn, vem, status):
    eget_datum(varld.elever[0], varld.mentor)
    assert hamta(logga_in(getattr(varld, vem)), namn, varld.elever[0]).status_code == status
    uttagna = Handelse.objects.filter(handling__in=[Handling.SKREV_UT, Handling.EXPORTERADE])
    assert uttagna.count() == (status == 200 and namn != "registerutdrag")


def test_another_schools_rektor_knows_nothing(varld, logga_in):
    granne = fabrik.personal("Rune Granne", varld.granne, Roll.REKTOR)
    for namn in ADRESSER:
        assert hamta(logga_in(granne), namn, varld.elever[0]).status_code == 404


@pytest.fixture
def skyddad(varld):
    """A protected pupil with a form, whom the mentor is named to see and the rektor not."""
    return skyddad_elev(varld.klass, varld.mentor)


def test_a_rektor_who_is_not_named_does_not_know_of_a_protected_pupil(varld, skyddad, logga_in):
    for namn in ADRESSER:
        assert hamta(logga_in(varld.rektor), namn, skyddad).status_code == 404


def test_a_protected_pupil_is_on_paper_and_never_in_a_file(varld, skyddad, logga_in):
    skyddad.far_se.add(varld.rektor)
    for nummer in (1, 2):
        anteckna(varld.mentor, Handling.ANDRADE, skyddad, f"{nummer} markeringar i något", skola_kod=varld.skola.kod)
    klient = logga_in(varld.rektor)
    sida = utan_nycklar(hamta(klient, "registerutdrag", skyddad))
    assert reverse("registerutdrag_json", args=[skyddad.kod]) not in sida
    assert "Då finns utdraget bara på papper" in sida
    nekad = hamta(klient, "registerutdrag_json", skyddad)
    assert nekad.status_code == 403
    assert "En elev med skyddade personuppgifter förs aldrig ut som fil." in utan_nycklar(nekad)
    assert not Handelse.objects.filter(handling=Handling.EXPORTERADE).exists()
    papper = " ".join(text(s) for s in dokument(hamta(klient, "registerutdrag_pdf", skyddad)).pages)
    assert "Skyddad elev XYZ" in papper
    assert "Får se eleven Maja Mentor, Rut Rektor" in papper
    assert "1 markeringar i något" in papper, "var händelse för sig, när det inte finns någon fil"
    assert "2 markeringar i något" in papper


def test_everything_is_logged_without_a_name(varld, logga_in):
    ada = varld.elever[0]
    klient = logga_in(varld.rektor)
    for namn in ADRESSER:
        hamta(klient, namn, ada)
    assert [(h.vem_namn, h.handling, h.text, h.objekt_kod) for h in Handelse.objects.order_by("id")] == [
        ("Rut Rektor", "laste", "sidan om registerutdrag för en elev", ada.kod),
        ("Rut Rektor", "skrev_ut", "registerutdrag (PDF) för en elev", ada.kod),
        ("Rut Rektor", "exporterade", "registerutdrag (fil) för en elev", ada.kod),
    ]
    assert [h["gjorde"] for h in uttag(ada, varld.rektor)["logg"]] == ["öppnade", "skrev ut", "exporterade"]
