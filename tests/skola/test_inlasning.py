"""Class lists in, from the file to the confirmed change, for the administrator and for a mentor."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Inlasning, Klass, Mentorskap, Placering, idag

from .. import fabrik
from .filer import arbetsbok, lista, uppladdad


def ladda_upp(klient, adress: str, data: bytes, **mer):
    """Choose a file, and follow to the preview when it is not refused."""
    return klient.post(adress, {"fil": uppladdad(data), "lasar": "2026", **mer}, follow=True)


def bekrafta(klient, svar, *slutar: str):
    """Confirm the preview that was answered."""
    adress = reverse("inlasning_granska", args=[svar.context["inlasning"].kod])
    return klient.post(adress, {"avtryck": svar.context["avtryck"], "slutar": slutar}, follow=True)


def namn_i(klass: Klass) -> list[str]:
    """The names of those in the class now."""
    return sorted(p.elev.namn for p in klass.placeringar.filter(till=None).select_related("elev"))


@pytest.fixture
def skolans(varld):
    """Where the school's lists are read in."""
    return reverse("klasslista_las_in", args=[varld.skola.kod])


@pytest.fixture
def klassens(varld):
    """Where the list of 7A is read in."""
    return reverse("klass_las_in", args=[varld.klass.kod])


def test_nothing_changes_until_it_is_confirmed(varld, logga_in, skolans):
    klient = logga_in(varld.administrator)
    svar = ladda_upp(klient, skolans, lista(["Ny", "Elev", "9A", "n1"]))
    assert svar.context["antal"] == {"nya": 1, "flyttade": 0, "andrade": 0, "oforandrade": 0, "saknas": 0}
    assert not Klass.objects.filter(namn="9A").exists()
    assert not Elev.objects.filter(fornamn="Ny").exists()
    bekrafta(klient, svar)
    klass = Klass.objects.get(namn="9A")
    assert (klass.lasar, klass.arskurs, klass.grupp, namn_i(klass)) == (2026, 9, False, ["Ny Elev"])
    assert not Inlasning.objects.exists()


def test_new_changed_moved_and_missing(varld, logga_in, skolans):
    ada, bo, *_ = varld.elever
    Elev.objects.filter(pk=ada.pk).update(externt_id="a1")
    flyttas = fabrik.elev(varld.annan_klass, "Flo", "Flytt", externt_id="f1")
    data = lista(["Ada", "Nyttnamn", "7A", "a1"], ["Flo", "Flytt", "7A", "f1"], ["Ny", "Elev", "7A", "n1"])
    klient = logga_in(varld.administrator)
    svar = ladda_upp(klient, skolans, data)
    assert svar.context["antal"] == {"nya": 1, "flyttade": 1, "andrade": 1, "oforandrade": 0, "saknas": 4}
    for text in ["Ada Nyttnamn", "hette Ada Ek", "från 7B", "Ny Elev", bo.namn]:
        assert text in svar.content.decode()
    svar = bekrafta(klient, svar, f"{bo.kod}.{varld.klass.kod}")
    assert svar.redirect_chain == [(reverse("klass_uppgifter", args=[varld.klass.kod]), 302)]
    kvar = [e.namn for e in varld.elever[2:]]
    assert namn_i(varld.klass) == sorted(["Ada Nyttnamn", "Flo Flytt", "Ny Elev", *kvar])
    assert list(flyttas.placeringar.values_list("klass__namn", "till").order_by("id")) == [
        ("7B", idag()),
        ("7A", None),
    ]
    assert bo.placeringar.get().till == idag()
    assert Handelse.objects.filter(handling="andrade", text__startswith="klasslista").values_list(
        "text", flat=True
    ).get() == ("klasslista för 7A 2026/27: 1 nya, 1 ändrade, 1 flyttade hit, 1 har lämnat klassen")


def test_those_missing_are_not_touched_unless_ticked(varld, logga_in, klassens):
    klient = logga_in(varld.mentor)
    forr = namn_i(varld.klass)
    svar = bekrafta(klient, ladda_upp(klient, klassens, lista(["Ny", "Elev", "7A", ""])))
    assert namn_i(varld.klass) == sorted([*forr, "Ny Elev"])
    assert svar.redirect_chain == [(reverse("klass", args=[varld.klass.kod]), 302)]


def test_only_those_listed_as_missing_can_be_ticked(varld, logga_in, klassens):
    klient = logga_in(varld.mentor)
    frammande = varld.annan_klass.elever.first()
    svar = ladda_upp(klient, klassens, lista(["Ny", "Elev", "7A", ""]))
    bekrafta(klient, svar, f"{frammande.kod}.{varld.annan_klass.kod}", f"{frammande.kod}.{varld.klass.kod}")
    assert frammande.placeringar.get().till is None


def test_the_same_file_twice_changes_nothing_and_says_so(varld, logga_in, skolans):
    data = arbetsbok(
        ["Namn", "Klass", "Elev-id", "Skyddad"],
        ["Ny Elev", "9A", "n1", None],
        ["Utan Id", "9A", None, None],
        ["Hemlig Ett", "9A", "h1", "ja"],
        ["Hemlig Två", "9A", None, "ja"],
    )
    klient = logga_in(varld.administrator)
    bekrafta(klient, ladda_upp(klient, skolans, data))
    forr = list(Elev.objects.order_by("id").values()), list(Placering.objects.order_by("id").values())
    svar = ladda_upp(klient, skolans, data)
    assert svar.context["antal"] == {"nya": 0, "flyttade": 0, "andrade": 0, "oforandrade": 4, "saknas": 0}
    assert "Inget att ändra: klasslistan stämmer redan." in svar.content.decode()
    assert "Läs in listan" not in svar.content.decode()
    bekrafta(klient, svar)
    assert (list(Elev.objects.order_by("id").values()), list(Placering.objects.order_by("id").values())) == forr


def test_a_changed_school_gives_a_new_preview_instead(varld, logga_in, klassens):
    klient = logga_in(varld.mentor)
    svar = ladda_upp(klient, klassens, lista(["Ny", "Elev", "7A", ""]))
    fabrik.elev(varld.klass, "Ny", "Elev")
    nytt = bekrafta(klient, svar)
    assert "Något har ändrats på skolan" in nytt.content.decode()
    assert nytt.context["antal"]["nya"] == 0
    assert Elev.objects.filter(fornamn="Ny").count() == 1


def test_what_was_ticked_stays_ticked_in_the_new_preview(varld, logga_in, klassens):
    klient = logga_in(varld.mentor)
    svar = ladda_upp(klient, klassens, lista(["Ny", "Elev", "7A", ""]))
    fabrik.elev(varld.klass, "Zoe", "Ny")
    vald = f"{varld.elever[0].kod}.{varld.klass.kod}"
    nytt = bekrafta(klient, svar, vald)
    assert f'value="{vald}" id="slutar-{varld.klass.kod}-{varld.elever[0].kod}" checked' in nytt.content.decode()


@pytest.mark.parametrize("adress", ["inlasning_granska", "inlasning_avbryt"])
def test_a_preview_is_ones_own_and_expires(varld, logga_in, skolans, adress):
    klient = logga_in(varld.administrator)
    kod = ladda_upp(klient, skolans, lista(["Ny", "Elev", "9A", ""])).context["inlasning"].kod
    annan = logga_in(fabrik.personal("Ana Admin", varld.skola, "administrator"))
    assert annan.post(reverse(adress, args=[kod])).status_code == 404
    Inlasning.objects.update(skapad=timezone.now() - timedelta(minutes=61))
    assert klient.post(reverse(adress, args=[kod])).status_code == 404
    ladda_upp(klient, skolans, lista(["Ny", "Elev", "9A", ""]))
    assert not Inlasning.objects.filter(kod=kod).exists()


def test_confirming_twice_says_that_it_is_gone(varld, logga_in, skolans):
    klient = logga_in(varld.administrator)
    svar = ladda_upp(klient, skolans, lista(["Ny", "Elev", "9A", ""]))
    bekrafta(klient, svar)
    igen = klient.post(reverse("inlasning_granska", args=[svar.context["inlasning"].kod]), {"avtryck": "x"})
    assert (igen.status_code, "finns inte kvar" in igen.content.decode()) == (404, True)
    assert Elev.objects.filter(fornamn="Ny").count() == 1


def test_cancelling_forgets_the_list(varld, logga_in, skolans):
    klient = logga_in(varld.administrator)
    svar = ladda_upp(klient, skolans, lista(["Ny", "Elev", "9A", ""]))
    klient.post(reverse("inlasning_avbryt", args=[svar.context["inlasning"].kod]))
    assert not Inlasning.objects.exists()
    assert not Elev.objects.filter(fornamn="Ny").exists()


def test_a_role_taken_away_ends_the_preview(varld, logga_in, klassens):
    klient = logga_in(varld.mentor)
    svar = ladda_upp(klient, klassens, lista(["Ny", "Elev", "7A", ""]))
    Mentorskap.objects.filter(personal=varld.mentor).delete()
    assert bekrafta(klient, svar).status_code == 403
    assert not Elev.objects.filter(fornamn="Ny").exists()


def test_problems_columns_and_ignored_headings_stand_in_the_preview(varld, logga_in, skolans):
    data = arbetsbok(["Namn", "Klass", "E-post"], ["Ny Elev", "9A", "a@exempel.test"], ["=A1", "9A", ""])
    svar = ladda_upp(logga_in(varld.administrator), skolans, data).content.decode()
    for text in ["Cell A3 innehåller en formel", 'class="siffra">3</td>', "Kolumner som inte läses in: E-post."]:
        assert text in svar
    assert "a@exempel.test" not in svar + json.dumps(list(Inlasning.objects.values_list("rader", flat=True)))


def test_a_refused_file_says_why_and_keeps_nothing(varld, logga_in, skolans):
    data = arbetsbok(["Namn", "Klass", "Personnummer"], ["Ny Elev", "9A", "20100101-1234"])
    svar = ladda_upp(logga_in(varld.administrator), skolans, data)
    assert svar.status_code == 422
    assert "Kolumnen Personnummer innehåller personnummer." in svar.content.decode()
    assert "20100101" not in svar.content.decode()
    assert not Inlasning.objects.exists()


@pytest.mark.parametrize(
    ("data", "text"), [(b"", "Filen är tom."), (b"a" * (1024 * 1024 + 1), "Filen är större än 1 MB")]
)
def test_the_form_refuses_empty_and_large_files(varld, logga_in, skolans, data, text):
    svar = ladda_upp(logga_in(varld.administrator), skolans, data)
    assert (svar.status_code, text in svar.content.decode()) == (422, True)


# --- A mentor -------------------------------------------------------------------------------------------------------


def test_a_mentor_reads_in_a_new_class_and_becomes_its_mentor(varld, logga_in, skolans):
    klient = logga_in(varld.mentor)
    svar = bekrafta(klient, ladda_upp(klient, skolans, arbetsbok(["Namn"], ["Ny Elev"]), klassnamn="9D"))
    klass = Klass.objects.get(namn="9D")
    assert (namn_i(klass), list(klass.mentorer.all())) == (["Ny Elev"], [varld.mentor])
    assert svar.redirect_chain == [(reverse("klass", args=[klass.kod]), 302)]


def test_an_administrator_does_not_become_mentor(varld, logga_in, skolans):
    klient = logga_in(varld.administrator)
    bekrafta(klient, ladda_upp(klient, skolans, lista(["Ny", "Elev", "9D", ""])))
    assert not Mentorskap.objects.filter(klass__namn="9D").exists()


@pytest.mark.parametrize(
    ("rader", "text"),
    [
        ([["Ny", "Elev", "9C", ""], ["Bo", "Ny", "9D", ""]], "Filen innehåller flera klasser (9C, 9D)."),
        ([["Ny", "Elev", "7b", ""]], "Klassen 7b finns redan och har en annan mentor."),
    ],
)
def test_a_mentor_reads_in_one_class_that_is_new_or_their_own(varld, logga_in, skolans, rader, text):
    svar = ladda_upp(logga_in(varld.mentor), skolans, lista(*rader))
    assert (svar.status_code, text in svar.content.decode()) == (422, True)


def test_a_mentor_never_pulls_in_or_reveals_a_pupil_of_another_class(varld, logga_in, klassens):
    annan = varld.annan_klass.elever.first()
    Elev.objects.filter(pk=annan.pk).update(externt_id="x1", fornamn="Hemma", efternamn="Iannan")
    klient = logga_in(varld.mentor)
    svar = ladda_upp(klient, klassens, lista(["Gissat", "Namn", "7A", "x1"], ["Ny", "Elev", "7A", "n1"]))
    html = svar.content.decode()
    assert "Eleven finns redan i en annan klass. Be administratören flytta eleven." in html
    assert "Hemma" not in html
    bekrafta(klient, svar)
    annan.refresh_from_db()
    assert (annan.namn, annan.placeringar.get().till) == ("Hemma Iannan", None)
    assert not Elev.objects.filter(fornamn="Gissat").exists()
    assert Elev.objects.filter(fornamn="Ny").exists()


def test_a_mentor_moves_between_their_own_classes(varld, logga_in, klassens):
    egen = fabrik.klass(varld.skola, "8B", varld.mentor)
    elev = fabrik.elev(egen, "Flo", "Flytt", externt_id="f1")
    klient = logga_in(varld.mentor)
    bekrafta(klient, ladda_upp(klient, klassens, lista(["Flo", "Flytt", "7A", "f1"])))
    assert list(elev.placeringar.filter(till=None).values_list("klass__namn", flat=True)) == ["7A"]


def test_another_schools_ids_are_another_schools(varld, logga_in, skolans):
    granne = varld.granneklass.elever.first()
    Elev.objects.filter(pk=granne.pk).update(externt_id="g1")
    klient = logga_in(varld.administrator)
    bekrafta(klient, ladda_upp(klient, skolans, lista(["Ny", "Elev", "9A", "g1"])))
    assert Elev.objects.filter(externt_id="g1").count() == 2


# --- Protected identity ---------------------------------------------------------------------------------------------


SKYDDAD = [["Namn", "Klass", "Elev-id", "Skyddade personuppgifter"], ["Hemlig Person", "7A", "h1", "ja"]]


def test_a_protected_name_is_nowhere(varld, logga_in, klassens):
    klient = logga_in(varld.mentor)
    svar = ladda_upp(klient, klassens, arbetsbok(*SKYDDAD))
    assert "Hemlig" not in svar.content.decode() + json.dumps(Inlasning.objects.get().rader)
    bekrafta(klient, svar)
    elev = Elev.objects.get(externt_id="h1")
    assert re.fullmatch(r"Skyddad elev \w{3}", elev.namn)
    assert (elev.skyddad, list(elev.far_se.all())) == (True, [varld.mentor])
    assert not Handelse.objects.filter(text__contains="Hemlig").exists()


def test_a_known_pupil_who_becomes_protected_loses_the_name(varld, logga_in, klassens):
    ada = varld.elever[0]
    klient = logga_in(varld.mentor)
    data = arbetsbok(["Namn", "Skyddad"], ["Ada Ek", "ja"])
    svar = ladda_upp(klient, klassens, data)
    assert "Ada" not in json.dumps(Inlasning.objects.get().rader)
    bekrafta(klient, svar)
    ada.refresh_from_db()
    assert re.fullmatch(r"Skyddad elev \w{3}", ada.fornamn)
    assert (ada.efternamn, ada.skyddad) == ("", True)
    assert list(ada.far_se.all()) == [varld.mentor]
    igen = ladda_upp(klient, klassens, data)
    assert (igen.context["antal"]["nya"], igen.context["antal"]["oforandrade"]) == (0, 1)


def test_a_hidden_pupil_is_never_shown_touched_or_missing(varld, logga_in, klassens):
    dold = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True, externt_id="d1")
    dold.far_se.add(varld.mentor2)
    klient = logga_in(varld.mentor)
    svar = ladda_upp(klient, klassens, arbetsbok(["Namn", "Elev-id"], ["Ny Elev", "n1"], ["Riktigt Namn", "d1"]))
    assert [e.kod for k in svar.context["plan"].klasser for e in k.saknas] == [e.kod for e in varld.elever]
    assert "Skyddad elev 1" not in svar.content.decode()
    assert [(p.rad, p.kolumn) for p in svar.context["plan"].problem] == [(3, "Elev-id")]
    bekrafta(klient, svar, f"{dold.kod}.{varld.klass.kod}")
    dold.refresh_from_db()
    assert (dold.fornamn, dold.placeringar.get().till) == ("Skyddad elev 1", None)


# --- Speed ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("antal", [1, 30])
def test_queries_do_not_grow_with_pupils(varld, logga_in, skolans, django_assert_num_queries, antal):
    klient = logga_in(varld.administrator)
    rader = [[f"Elev{chr(65 + i)}", "Ny", "9A", f"n{i}"] for i in range(antal)]
    svar = ladda_upp(klient, skolans, lista(*rader))
    adress = reverse("inlasning_granska", args=[svar.context["inlasning"].kod])
    klient.get(adress)
    with django_assert_num_queries(12):
        klient.get(adress)
    with django_assert_num_queries(22):
        klient.post(adress, {"avtryck": svar.context["avtryck"]})
