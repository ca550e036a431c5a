"""The administrator's classes: made, renamed, given mentors, removed when read in by mistake."""

import pytest
from django.urls import reverse

from kartlaggning.models import Kartlaggning, Markering
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Klass, Placering, idag

from .. import fabrik


def test_the_list_shows_a_lasar(varld, logga_in):
    fabrik.klass(varld.skola, "6A", lasar=2025)
    klient = logga_in(varld.administrator)
    nu = klient.get(reverse("klass_lista", args=[varld.skola.kod]))
    assert [k.namn for k in nu.context["klasser"]] == ["7A", "7B"]
    assert [k.antal for k in nu.context["klasser"]] == [5, 3]
    forr = klient.get(reverse("klass_lista", args=[varld.skola.kod]) + "?lasar=2025")
    assert [k.namn for k in forr.context["klasser"]] == ["6A"]
    fel = klient.get(reverse("klass_lista", args=[varld.skola.kod]) + "?lasar=9²")
    assert fel.context["lasar"] == 2026


def test_pupils_who_left_or_are_hidden_are_not_counted(varld, logga_in):
    dold = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    dold.far_se.add(varld.mentor)
    Placering.objects.filter(elev=varld.elever[0]).update(till=idag())
    klient = logga_in(varld.administrator)
    klasser = klient.get(reverse("klass_lista", args=[varld.skola.kod])).context["klasser"]
    assert {k.namn: k.antal for k in klasser} == {"7A": 4, "7B": 3}
    sida = klient.get(reverse("klass_uppgifter", args=[varld.klass.kod])).content.decode()
    assert "Skyddad elev 1" not in sida
    assert varld.elever[0].namn not in sida
    assert "4 elever" in sida


@pytest.mark.parametrize("antal", [1, 9])
def test_queries_do_not_grow_with_classes_or_pupils(varld, logga_in, django_assert_num_queries, antal):
    for i in range(antal):
        fabrik.klass(varld.skola, f"8{chr(65 + i)}", varld.mentor, varld.mentor2, elever=antal)
    klient = logga_in(varld.administrator)
    klient.get(reverse("klass_lista", args=[varld.skola.kod]))
    with django_assert_num_queries(7):
        klient.get(reverse("klass_lista", args=[varld.skola.kod]))
    klient.get(reverse("klass_uppgifter", args=[varld.klass.kod]))
    with django_assert_num_queries(7):
        klient.get(reverse("klass_uppgifter", args=[varld.klass.kod]))


def test_a_new_class(varld, logga_in):
    svar = logga_in(varld.administrator).post(
        reverse("klass_ny", args=[varld.skola.kod]),
        {"namn": "8A", "lasar": "2026", "arskurs": "8", "mentorer": [varld.mentor.kod]},
    )
    klass = Klass.objects.get(namn="8A")
    assert svar["Location"] == reverse("klass_uppgifter", args=[klass.kod])
    assert (klass.lasar, klass.arskurs, klass.grupp, list(klass.mentorer.all())) == (2026, 8, False, [varld.mentor])
    rad = Handelse.objects.filter(objekt_kod=klass.kod).get()
    assert (rad.handling, rad.text) == ("skapade", "8A 2026/27")


@pytest.mark.parametrize("namn", ["7A", "7 a"])
def test_one_name_a_lasar_in_any_spelling(varld, logga_in, namn):
    svar = logga_in(varld.administrator).post(
        reverse("klass_ny", args=[varld.skola.kod]), {"namn": namn, "lasar": "2026"}
    )
    assert "Det finns redan en klass eller grupp" in svar.content.decode()
    assert Klass.objects.filter(skola=varld.skola, lasar=2026).count() == 2


def test_only_the_schools_mentors_can_be_chosen(varld, logga_in):
    svar = logga_in(varld.administrator).post(
        reverse("klass_andra", args=[varld.klass.kod]), {"namn": "7A", "mentorer": [varld.utanfor.kod]}
    )
    assert "mentorer" in svar.context["form"].errors
    assert set(varld.klass.mentorer.all()) == {varld.mentor, varld.mentor2}


def test_name_and_mentors_change_and_are_logged(varld, logga_in):
    logga_in(varld.administrator).post(
        reverse("klass_andra", args=[varld.klass.kod]),
        {"namn": "7Ä", "arskurs": "7", "mentorer": [varld.mentor2.kod, varld.annan_mentor.kod]},
    )
    varld.klass.refresh_from_db()
    assert (varld.klass.namn, set(varld.klass.mentorer.all())) == ("7Ä", {varld.mentor2, varld.annan_mentor})
    assert Handelse.objects.get(objekt_kod=varld.klass.kod, handling="andrade").text == (
        "7Ä 2026/27: hette 7A, Alva Annan är ny mentor, Maja Mentor är inte längre mentor"
    )


def test_a_class_read_in_by_mistake_goes_with_the_pupils_it_alone_had(varld, logga_in):
    tva = fabrik.elev(varld.klass, "Två", "Klasser")
    Placering.objects.create(elev=tva, klass=varld.annan_klass)
    svar = logga_in(varld.administrator).post(reverse("klass_ta_bort", args=[varld.klass.kod]), follow=True)
    assert "5 elever utan annan klass togs bort" in svar.content.decode()
    assert not Klass.objects.filter(pk=varld.klass.pk).exists()
    assert set(Elev.objects.filter(skola=varld.skola)) == {tva, *varld.annan_klass.elever.all()}
    rad = Handelse.objects.get(objekt_kod=varld.klass.kod)
    assert (rad.handling, rad.text) == ("tog_bort", "7A 2026/27")


def test_a_class_with_a_pupil_one_may_not_know_of_stays(varld, logga_in):
    dold = fabrik.elev(varld.klass, "Skyddad elev X", "", skyddad=True)
    dold.far_se.add(varld.mentor)
    adress = reverse("klass_ta_bort", args=[varld.klass.kod])
    klient = logga_in(varld.administrator)
    assert "Klassen har 5 elever." in klient.get(adress).content.decode()
    svar = klient.post(adress)
    assert (svar.status_code, dold.placeringar.get().till, varld.klass.elever.count()) == (409, None, 6)
    assert not Handelse.objects.filter(handling="tog_bort").exists()
    dold.delete()
    Kartlaggning.objects.create(klass=varld.klass, instrument="grupp-1")
    assert klient.post(adress).context["fel"] == svar.context["fel"]


def test_a_class_goes_with_a_protected_pupil_one_may_see(varld, logga_in):
    egen = fabrik.elev(varld.klass, "Skyddad elev X", "", skyddad=True)
    egen.far_se.add(varld.administrator)
    svar = logga_in(varld.administrator).post(reverse("klass_ta_bort", args=[varld.klass.kod]), follow=True)
    assert "6 elever utan annan klass togs bort" in svar.content.decode()


def test_reading_the_names_is_logged(varld, logga_in):
    klient = logga_in(varld.administrator)
    for _ in range(2):
        klient.get(reverse("klass_uppgifter", args=[varld.klass.kod]))
    rad = Handelse.objects.get(objekt_kod=varld.klass.kod)
    assert (rad.handling, rad.text) == ("laste", "elevlistan för 7A 2026/27")


@pytest.mark.parametrize("kod", ["9" * 20, "\x00", "9" * 5000, "zzzzzzzzzzzz"])
@pytest.mark.parametrize("sida", ["klass_ny", "klass_andra"])
def test_nonsense_is_no_mentor(varld, logga_in, kod, sida):
    adress = reverse(sida, args=[varld.skola.kod if sida == "klass_ny" else varld.klass.kod])
    svar = logga_in(varld.administrator).post(adress, {"namn": "8A", "lasar": "2026", "mentorer": [kod]})
    assert svar.context["form"].errors == {"mentorer": ["Valet finns inte längre i listan. Välj igen."]}


def test_a_lasar_that_is_none_is_not_repeated(varld, logga_in):
    klient = logga_in(varld.administrator)
    svar = klient.post(reverse("klass_ny", args=[varld.skola.kod]), {"namn": "8A", "lasar": "7" * 5000})
    assert svar.context["form"].errors == {"lasar": ["Välj ett av läsåren i listan."]}
    svar = klient.get(reverse("klass_lista", args=[varld.skola.kod]), {"lasar": "7" * 5000})
    assert svar.context["lasar"] == 2026


@pytest.mark.parametrize("namn", ["\u200b", "\u202eA7", "@SUM(1)", '7"A', "7A\x00", "20100101-1234"])
def test_a_class_has_a_name(varld, logga_in, namn):
    svar = logga_in(varld.administrator).post(
        reverse("klass_ny", args=[varld.skola.kod]), {"namn": namn, "lasar": "2026"}
    )
    assert list(svar.context["form"].errors) == ["namn"]


def test_a_class_somebody_has_judged_stays(varld, logga_in):
    Kartlaggning.objects.create(klass=varld.klass, instrument="grupp-1")
    svar = logga_in(varld.administrator).post(reverse("klass_ta_bort", args=[varld.klass.kod]))
    assert (
        svar.status_code,
        "har en kartläggning eller andra uppgifter som ska finnas kvar" in svar.content.decode(),
    ) == (409, True)
    assert varld.klass.elever.count() == 5
    assert not Handelse.objects.filter(handling="tog_bort").exists()


def test_a_pupil_judged_elsewhere_is_kept(varld, logga_in):
    runda = Kartlaggning.objects.create(klass=varld.annan_klass, instrument="grupp-1")
    Markering.objects.create(
        kartlaggning=runda, elev=varld.elever[0], pastaende="x", version=1, andrad="2026-10-01T10:00Z"
    )
    logga_in(varld.administrator).post(reverse("klass_ta_bort", args=[varld.klass.kod]))
    assert list(Elev.objects.filter(pk__in=[e.pk for e in varld.elever])) == [varld.elever[0]]


def test_asking_to_remove_says_what_goes_with_it(varld, logga_in):
    svar = logga_in(varld.administrator).get(reverse("klass_ta_bort", args=[varld.klass.kod]))
    assert "Klassen har 5 elever." in svar.content.decode()


def test_a_classs_pupils_stand_in_the_same_order_everywhere(varld, logga_in):
    for fornamn in ("Östen", "Åsa", "Ärla"):
        fabrik.elev(varld.annan_klass, fornamn, "Alm")
    vantat = ["Ada Ek", "Åsa Alm", "Ärla Alm", "Östen Alm"]
    administrator, mentor = logga_in(varld.administrator), logga_in(varld.annan_mentor)
    for klient, sida in [(administrator, "klass_uppgifter"), (mentor, "klass")]:
        html = klient.get(reverse(sida, args=[varld.annan_klass.kod])).content.decode()
        assert sorted(vantat, key=html.index) == vantat
