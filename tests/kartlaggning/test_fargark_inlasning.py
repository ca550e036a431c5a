"""Reading in by the rules: into which round, for whom, all of it or nothing, and what is remembered."""

import io
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from kartlaggning import regler, urval
from kartlaggning.fargark import farginlasning
from kartlaggning.fargark.farginlasning import ForandradError
from kartlaggning.fargark.tolkning.typer import FargarkError
from kartlaggning.fargark.tolkning.val import Val
from kartlaggning.models import Farginlasning, Kartlaggning, Markering
from kartlaggning.utskrift.klassutskrift import arbetsbok
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.regler.elever import gor_skyddad

from .. import fabrik
from .fargbocker import rak
from .rundor import NYCKLAR, runda

DATUM = date(2026, 11, 3)


def svar_for(elever, farg: int = 1) -> dict[tuple[int, str], int]:
    return {(i, nyckel): farg for i in range(len(elever)) for nyckel in NYCKLAR}


def las(varld, data: bytes | None = None, **mer) -> Farginlasning:
    data = data or rak([e.namn for e in varld.elever], svar_for(varld.elever))
    return farginlasning.las_in(data, klass=varld.klass, av=varld.mentor, **mer)


def bekrafta(inlasning, person, *, avtryck: str | None = None, datum=DATUM):
    avtryck = avtryck or farginlasning.lage_for(inlasning, person).avtryck()
    return farginlasning.bekrafta(inlasning, avtryck=avtryck, datum=datum, av=person)


def star(kartlaggning) -> dict[tuple[str, str], int]:
    rader = Markering.objects.filter(kartlaggning=kartlaggning).select_related("elev")
    return {(m.elev.fornamn, m.pastaende): m.farg for m in rader}


# --- Where it goes ---


def test_without_an_open_round_a_new_one_is_begun(varld):
    runda(varld.klass, varld.mentor, {varld.elever[0]: "rrrrrrrrrr"}, stangd=True)
    utfall = bekrafta(las(varld), varld.mentor)
    assert (utfall.ny, utfall.fyllda, utfall.kvar) == (True, 50, 0)
    assert (utfall.runda.datum, utfall.runda.klass, utfall.runda.skapad_av) == (DATUM, varld.klass, varld.mentor)
    assert set(star(utfall.runda).values()) == {1}
    assert len(star(utfall.runda)) == 50
    assert not Farginlasning.objects.exists()


def test_a_new_round_needs_a_date(varld):
    inlasning = las(varld)
    with pytest.raises(regler.OgiltigError, match="vilken dag"):
        bekrafta(inlasning, varld.mentor, datum=None)
    assert not Kartlaggning.objects.exists()
    assert Farginlasning.objects.exists()


def test_into_the_open_round_only_empty_squares_are_filled(varld):
    ada, bo, cleo, *_ = varld.elever
    farger = {ada: "rrrrr     ", bo: "gggggggggg", cleo: "          "}
    oppen = runda(varld.klass, varld.mentor2, farger, undersok={(cleo, 3)})
    utfall = bekrafta(las(varld), varld.mentor, datum=None)
    assert (utfall.ny, utfall.runda, utfall.fyllda, utfall.kvar) == (False, oppen, 34, 6)
    nu = star(oppen)
    assert [nu[ada.fornamn, n] for n in NYCKLAR] == [3] * 5 + [1] * 5
    assert nu[cleo.fornamn, NYCKLAR[3]] == 0, "behöver undersökas är någons ord, och inte en tom ruta"
    assert Kartlaggning.objects.count() == 1
    assert Markering.objects.filter(elev=bo, andrad_av=varld.mentor2).count() == 10


def test_an_emptied_square_is_empty_though_it_has_been_filled_before(varld):
    ada = varld.elever[0]
    oppen = runda(varld.klass, varld.mentor, {ada: "rrrrrrrrrr"})
    Markering.objects.filter(elev=ada).update(farg=0, version=1)
    assert bekrafta(las(varld), varld.mentor).fyllda == 50
    assert set(star(oppen).values()) == {1}


# --- Never half, never something else than was shown ---


def test_it_does_only_what_was_shown(varld):
    inlasning = las(varld)
    visat = farginlasning.lage_for(inlasning, varld.mentor).avtryck()
    runda(varld.klass, varld.mentor2, {varld.elever[0]: "r         "})
    with pytest.raises(ForandradError):
        bekrafta(inlasning, varld.mentor, avtryck=visat)
    assert Markering.objects.count() == 1
    assert Farginlasning.objects.exists()


def test_a_correction_that_was_not_drawn_is_not_done(varld):
    inlasning = las(varld)
    visat = farginlasning.lage_for(inlasning, varld.mentor).avtryck()
    farginlasning.ratta(inlasning, Val(tecken={"F92D050": 3}))
    with pytest.raises(ForandradError):
        bekrafta(inlasning, varld.mentor, avtryck=visat)
    assert set(star(bekrafta(inlasning, varld.mentor).runda).values()) == {3}


def test_when_the_marks_are_refused_no_round_is_left(varld, monkeypatch):
    inlasning = las(varld)

    def vagra(*_args, **_mer):
        raise regler.OgiltigError("Okänt ämne.")

    monkeypatch.setattr(regler, "spara_markeringar", vagra)
    with pytest.raises(regler.OgiltigError):
        bekrafta(inlasning, varld.mentor)
    assert not Kartlaggning.objects.exists()
    assert not Handelse.objects.exists()
    assert Farginlasning.objects.exists()


def test_it_is_done_once(varld):
    inlasning = las(varld)
    visat = farginlasning.lage_for(inlasning, varld.mentor).avtryck()
    bekrafta(inlasning, varld.mentor)
    with pytest.raises(Farginlasning.DoesNotExist):
        bekrafta(inlasning, varld.mentor, avtryck=visat)
    assert Kartlaggning.objects.count() == 1


def test_nothing_to_read_in_begins_no_round(varld):
    inlasning = las(varld, rak([e.namn for e in varld.elever], {(0, "beteende-1"): 1}))
    farginlasning.ratta(inlasning, Val(kolumner={"0-2": ""}))
    with pytest.raises(regler.OgiltigError, match="inget att läsa in"):
        bekrafta(inlasning, varld.mentor)
    assert not Kartlaggning.objects.exists()


# --- Who ---


def test_a_protected_pupil_hidden_from_the_person_is_neither_matched_nor_named(varld):
    skyddad = fabrik.elev(varld.klass, "Zeta", "Xi", skyddad=True)
    namn = [*(e.namn for e in varld.elever), skyddad.namn]
    inlasning = las(varld, rak(namn, svar_for(namn)))
    lage = farginlasning.lage_for(inlasning, varld.mentor)
    assert skyddad.namn not in [e.namn for e in lage.elever]
    assert [n.elev for n in lage.plan.blad[0].namn if n.namn == "Zeta Xi"] == [""]
    farginlasning.ratta(inlasning, Val(namn={"0-7": skyddad.kod}))
    utfall = bekrafta(inlasning, varld.mentor)
    assert utfall.fyllda == 50
    assert not Markering.objects.filter(elev=skyddad).exists()


def test_a_protected_pupil_is_known_by_the_alias_to_who_may_see_it(varld):
    ada = varld.elever[0]
    gor_skyddad(ada, "Elev Alfa")
    ada.save()
    ada.far_se.add(varld.mentor)
    inlasning = las(varld, rak(["Elev Alfa"], svar_for(["Elev Alfa"])))
    assert bekrafta(inlasning, varld.mentor).fyllda == 10
    inlasning = farginlasning.las_in(
        rak(["Elev Alfa", "Bo Björk1"], svar_for(range(2), 2)), klass=varld.klass, av=varld.mentor2
    )
    assert bekrafta(inlasning, varld.mentor2).fyllda == 10, "bara Bo"


def test_a_pupil_of_another_class_cannot_be_chosen(varld):
    annan = varld.annan_klass.elever.first()
    inlasning = las(varld, rak([varld.elever[0].namn, "Kim Norr"], svar_for(range(2))))
    farginlasning.ratta(inlasning, Val(namn={"0-3": annan.kod}))
    assert bekrafta(inlasning, varld.mentor).fyllda == 10
    assert not Markering.objects.filter(elev=annan).exists()


def test_a_pupil_who_has_left_meanwhile_changes_the_preview(varld):
    inlasning = las(varld)
    visat = farginlasning.lage_for(inlasning, varld.mentor).avtryck()
    varld.elever[0].placeringar.update(till=timezone.localdate())
    with pytest.raises(ForandradError):
        bekrafta(inlasning, varld.mentor, avtryck=visat)


# --- What waits, and the log ---


def test_a_preview_is_ones_own_and_waits_an_hour(varld):
    inlasning = las(varld)
    assert farginlasning.hamta(varld.mentor, inlasning.kod) == inlasning
    with pytest.raises(Http404):
        farginlasning.hamta(varld.mentor2, inlasning.kod)
    Farginlasning.objects.update(skapad=timezone.now() - timedelta(hours=1, seconds=1))
    with pytest.raises(Http404):
        farginlasning.hamta(varld.mentor, inlasning.kod)


def test_old_previews_are_removed_when_another_is_made(varld):
    gammal = las(varld)
    Farginlasning.objects.update(skapad=timezone.now() - timedelta(hours=2))
    ny = las(varld)
    assert list(Farginlasning.objects.all()) == [ny] != [gammal]


def test_a_refused_workbook_leaves_nothing(varld):
    with pytest.raises(FargarkError):
        las(varld, b"PK inget")
    assert not Farginlasning.objects.exists()


def test_the_log_says_who_and_how_many_and_no_name_or_colour(varld):
    bekrafta(las(varld), varld.mentor)
    texter = [(h.vem_namn, h.text) for h in Handelse.objects.order_by("id")]
    assert texter == [
        ("Maja Mentor", "kartläggning av 7A"),
        ("Maja Mentor", "50 markeringar i kartläggning av 7A"),
        ("Maja Mentor", "kartläggning av 7A: 50 rutor ur en färgad arbetsbok"),
    ]


# --- Our own export goes back in unchanged ---


def test_the_programs_own_export_goes_back_in_unchanged(varld):
    ada, bo, cleo, dag, _edda = varld.elever
    forsta = runda(
        varld.klass,
        varld.mentor,
        {ada: "rygggggggg", bo: "y ggggGrgy", cleo: "gggggyyyrr", dag: "          "},
        undersok={(bo, 1), (ada, 2), (dag, 4)},
        amnen={(ada, 0): ["BI", "FY"], (cleo, 5): ["MA"], (bo, 0): ["EN"]},
    )
    ut = io.BytesIO()
    arbetsbok(forsta, varld.mentor).save(ut)
    forut = {p: (r.farg, r.undersok, r.amnen) for p, r in urval.rutor(forsta).items()}
    assert len(forut) == 31
    forsta.stangd = timezone.now()
    forsta.save()
    inlasning = las(varld, ut.getvalue())
    lage = farginlasning.lage_for(inlasning, varld.mentor)
    assert lage.plan.anmarkningar == ()
    assert all(t.sakert for t in lage.plan.tecken)
    assert all(k.kolumn.sakert for k in lage.plan.blad[0].kolumner)
    utfall = bekrafta(inlasning, varld.mentor)
    nu = {p: (r.farg, r.undersok, r.amnen) for p, r in urval.rutor(utfall.runda).items()}
    assert utfall.ny
    assert nu == forut


def test_the_export_of_the_open_round_changes_nothing(varld):
    oppen = runda(varld.klass, varld.mentor, {varld.elever[0]: "rygggggggg"})
    ut = io.BytesIO()
    arbetsbok(oppen, varld.mentor).save(ut)
    plan = farginlasning.lage_for(las(varld, ut.getvalue()), varld.mentor).plan
    assert (plan.nya, plan.kvar, plan.lika) == ({}, 0, 10)
