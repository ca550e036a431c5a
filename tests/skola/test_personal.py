"""Staff: added, given roles, let in by one-time links, and let go."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Inbjudan, Mentorskap, Personal, Roll, Tjanst
from skolanknytning.skola.regler import personal as regler

from .. import fabrik
from ..klient import Klient

LOSENORD = "ett-helt-nytt-losenord"


@pytest.fixture
def klient(varld, logga_in):
    return logga_in(varld.administrator)


def lagg_till(klient, varld, epost="ny@exempel.test", roller=("mentor",), namn="Nils Ny"):
    return klient.post(reverse("personal_ny", args=[varld.skola.kod]), {"namn": namn, "epost": epost, "roller": roller})


def lank_i(svar) -> str:
    """The path of the one-time link a page shows."""
    return re.search(r"http://testserver(/inbjudan/[\w-]+/)", svar.content.decode())[1]


def valj_losenord(klient, lank: str, losenord: str = LOSENORD):
    return klient.post(lank, {"new_password1": losenord, "new_password2": losenord})


def test_the_list_has_everyone_with_roles_and_classes(varld, klient):
    rader = klient.get(reverse("personal_lista", args=[varld.skola.kod])).context["rader"]
    assert {r.person.namn: (r.roller, r.klasser) for r in rader} == {
        "Adam Administratör": (["Administratör"], []),
        "Alva Annan": (["Mentor"], ["7B"]),
        "Elsa Hälsa": (["Elevhälsa"], []),
        "Lena Lärare": (["Lärare"], []),
        "Maja Mentor": (["Mentor"], ["7A"]),
        "Milo Mentor": (["Mentor"], ["7A"]),
        "Rut Rektor": (["Rektor"], []),
    }


@pytest.mark.parametrize("antal", [1, 20])
def test_queries_do_not_grow_with_staff(varld, klient, django_assert_num_queries, antal):
    for i in range(antal):
        fabrik.klass(varld.skola, f"8{chr(65 + i)}", fabrik.personal(f"P{i} Person", varld.skola, Roll.MENTOR))
    klient.get(reverse("personal_lista", args=[varld.skola.kod]))
    with django_assert_num_queries(7):
        klient.get(reverse("personal_lista", args=[varld.skola.kod]))


# --- Invitations ----------------------------------------------------------------------------------------------------


def test_a_new_person_chooses_a_password_and_is_logged_in(varld, klient):
    svar = lagg_till(klient, varld, "Ny@Exempel.test", ["mentor", "rektor"])
    person = Personal.objects.get(email="ny@exempel.test")
    assert set(person.tjanster.values_list("skola", "roll")) == {
        (varld.skola.pk, "mentor"),
        (varld.skola.pk, "rektor"),
    }
    lank = lank_i(svar)
    token = lank.split("/")[2]
    assert token not in repr(list(Inbjudan.objects.values()))
    ny = Klient()
    assert "Välkommen Nils Ny" in ny.get(lank).content.decode()
    assert valj_losenord(ny, lank)["Location"] == reverse("start")
    assert ny.get(reverse("start")).status_code == 200
    assert Handelse.objects.get(handling="loggade_in").vem_kod == person.kod
    person.refresh_from_db()
    assert person.check_password(LOSENORD)


def test_looking_at_the_link_does_not_use_it_up(varld, klient):
    lank = lank_i(lagg_till(klient, varld))
    for _ in range(3):
        assert Klient().get(lank).status_code == 200
    assert valj_losenord(Klient(), lank).status_code == 302


@pytest.mark.parametrize("losenord", ["kort", "1234567890", "nils ny 123"])
def test_weak_passwords_are_refused(varld, klient, losenord):
    lank = lank_i(lagg_till(klient, varld, epost="nils.ny.123@exempel.test", namn="Nils Ny 123"))
    svar = valj_losenord(Klient(), lank, losenord)
    assert (svar.status_code, bool(svar.context["form"].errors)) == (200, True)
    assert Inbjudan.objects.get().anvand is None


def test_a_link_is_used_once(varld, klient):
    lank = lank_i(lagg_till(klient, varld))
    valj_losenord(Klient(), lank)
    assert Klient().get(lank).status_code == 404
    svar = valj_losenord(Klient(), lank, "ett-annat-langt-losenord")
    assert (svar.status_code, "Länken gäller inte längre" in svar.content.decode()) == (404, True)
    assert Personal.objects.get(email="ny@exempel.test").check_password(LOSENORD)


def test_two_who_use_the_link_at_once(varld, klient):
    lagg_till(klient, varld)
    inbjudan = Inbjudan.objects.select_related("personal").get()
    regler.anvand_inbjudan(inbjudan, LOSENORD)
    with pytest.raises(regler.OgiltigError):
        regler.anvand_inbjudan(inbjudan, "ett-annat-langt-losenord")


def test_a_link_ends_after_fourteen_days(varld, klient):
    lank = lank_i(lagg_till(klient, varld))
    kvar = Inbjudan.objects.get().galler_till - timezone.now()
    assert timedelta(days=13, hours=23) < kvar <= timedelta(days=14)
    Inbjudan.objects.update(galler_till=timezone.now())
    assert Klient().get(lank).status_code == 404


def test_a_new_link_ends_the_one_before_and_open_log_ins(varld, klient, logga_in):
    adress = reverse("personal_lank", args=[varld.skola.kod, varld.mentor.kod])
    forsta, andra = lank_i(klient.post(adress)), lank_i(klient.post(adress))
    oppen = logga_in(varld.mentor)
    assert Klient().get(forsta).status_code == 404
    assert oppen.get(reverse("start")).status_code == 200
    valj_losenord(Klient(), andra)
    assert oppen.get(reverse("start")).status_code == 302


def test_links_and_the_password_are_logged(varld, klient):
    Tjanst.objects.create(personal=varld.mentor, skola=varld.granne, roll=Roll.MENTOR)
    Tjanst.objects.create(personal=varld.administrator, skola=varld.granne, roll=Roll.ADMINISTRATOR)
    lank = lank_i(klient.post(reverse("personal_lank", args=[varld.skola.kod, varld.mentor.kod])))
    valj_losenord(Klient(), lank)
    rader = Handelse.objects.filter(objekt_kod=varld.mentor.kod, handling__in=["andrade", "skapade"])
    assert sorted(rader.values_list("skola_kod", "vem_namn", "text")) == sorted(
        [
            (varld.skola.kod, "Adam Administratör", "en ny engångslänk till Maja Mentor"),
            (varld.skola.kod, "Maja Mentor", "sitt lösenord, med engångslänk"),
            (varld.granne.kod, "Maja Mentor", "sitt lösenord, med engångslänk"),
        ]
    )


def test_an_unknown_link(db):
    assert Klient().get(reverse("inbjudan", args=["finns-inte"])).status_code == 404


def test_the_link_is_mailed_where_mail_is_set_up(varld, klient, settings):
    settings.EMAIL_HOST = "mejl.exempel.test"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    svar = lagg_till(klient, varld)
    assert "Länken är skickad till ny@exempel.test" in svar.content.decode()
    (brev,) = mail.outbox
    assert brev.to == ["ny@exempel.test"]
    assert f"http://testserver{lank_i(svar)}" in brev.body


def test_mail_that_fails_leaves_the_link_on_the_page(varld, klient, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    svar = lagg_till(klient, varld)
    assert "Lämna länken till Nils Ny" in svar.content.decode()
    assert Klient().get(lank_i(svar)).status_code == 200


def test_without_mail_nothing_is_sent(varld, klient):
    lagg_till(klient, varld)
    assert mail.outbox == []


# --- Somebody who also works elsewhere ------------------------------------------------------------------------------


def test_an_account_of_another_school_is_not_given_away(varld, klient):
    Inbjudan.objects.create(personal=varld.utanfor, digest="x", galler_till=timezone.now() + timedelta(days=1))
    svar = lagg_till(klient, varld, varld.utanfor.email, namn="Falskt Namn")
    assert svar.status_code == 302
    sagt = [str(m) for m in svar.wsgi_request._messages]
    assert sagt == [
        f"{varld.utanfor.email} har redan ett konto, som öppnar även en annan skola, och loggar in som vanligt."
    ]
    varld.utanfor.refresh_from_db()
    assert (varld.utanfor.namn, varld.utanfor.check_password(fabrik.LOSENORD)) == ("Gun Granne", True)
    assert Tjanst.objects.filter(personal=varld.utanfor).count() == 2
    assert Inbjudan.objects.filter(digest="x").exists()
    for adress in ["personal_lank", "personal_konto"]:
        svar = klient.post(
            reverse(adress, args=[varld.skola.kod, varld.utanfor.kod]), {"namn": "X", "epost": "x@exempel.test"}
        )
        assert svar.status_code == 403
    assert (
        "arbetar också på en annan skola"
        in klient.get(reverse("personal_uppgifter", args=[varld.skola.kod, varld.utanfor.kod])).content.decode()
    )


def test_letting_go_leaves_the_other_school(varld, klient):
    lagg_till(klient, varld, varld.utanfor.email)
    klient.post(reverse("personal_avsluta", args=[varld.skola.kod, varld.utanfor.kod]))
    varld.utanfor.refresh_from_db()
    assert varld.utanfor.is_active
    assert list(varld.utanfor.tjanster.values_list("skola", flat=True)) == [varld.granne.pk]


# --- Roles ----------------------------------------------------------------------------------------------------------


def andra_roller(klient, varld, person, *roller):
    return klient.post(reverse("personal_roller", args=[varld.skola.kod, person.kod]), {"roller": roller})


def test_a_changed_role_holds_at_the_next_request(varld, klient, logga_in):
    mentor = logga_in(varld.mentor)
    klassen = reverse("klass_las_in", args=[varld.klass.kod])
    assert mentor.get(klassen).status_code == 200
    andra_roller(klient, varld, varld.mentor, "elevhalsa")
    assert mentor.get(klassen).status_code == 403
    assert not Mentorskap.objects.filter(personal=varld.mentor).exists()
    assert Handelse.objects.get(objekt_kod=varld.mentor.kod).text == (
        "roller för Maja Mentor: elevhälsa (förut mentor)"
    )


def test_the_last_administrator_stays(varld, klient):
    svar = andra_roller(klient, varld, varld.administrator, "rektor")
    assert "är skolans enda administratör" in svar.content.decode()
    svar = klient.post(reverse("personal_avsluta", args=[varld.skola.kod, varld.administrator.kod]))
    assert (svar.status_code, "är skolans enda administratör" in svar.content.decode()) == (409, True)
    andra_roller(klient, varld, varld.rektor, "rektor", "administrator")
    assert andra_roller(klient, varld, varld.administrator, "rektor").status_code == 302
    assert klient.get(reverse("skola_administration", args=[varld.skola.kod])).status_code == 403


def test_no_role_at_all_is_refused(varld, klient):
    assert andra_roller(klient, varld, varld.mentor).status_code == 422
    assert varld.mentor.tjanster.count() == 1


def test_the_same_person_is_not_added_twice(varld, klient):
    svar = lagg_till(klient, varld, varld.mentor.email.upper())
    assert "Det finns redan någon med den e-postadressen" in svar.content.decode()


def test_name_and_email_change(varld, klient):
    adress = reverse("personal_konto", args=[varld.skola.kod, varld.mentor.kod])
    klient.post(adress, {"namn": "Maja Ny", "epost": "Maja.Ny@exempel.test"})
    varld.mentor.refresh_from_db()
    assert (varld.mentor.namn, varld.mentor.email) == ("Maja Ny", "maja.ny@exempel.test")
    svar = klient.post(adress, {"namn": "Maja Ny", "epost": varld.rektor.email})
    assert "används redan av ett annat konto" in svar.content.decode()


# --- Letting go -----------------------------------------------------------------------------------------------------


def test_who_is_let_go_is_out_at_once(varld, klient, logga_in):
    oppen = logga_in(varld.mentor)
    klient.post(reverse("personal_avsluta", args=[varld.skola.kod, varld.mentor.kod]))
    varld.mentor.refresh_from_db()
    assert (varld.mentor.is_active, varld.mentor.tjanster.count(), varld.mentor.mentorskap.count()) == (False, 0, 0)
    assert oppen.get(reverse("start"))["Location"].startswith(reverse("account_login"))
    svar = Klient().post(
        reverse("account_login"), {"login": varld.mentor.email, "password": fabrik.LOSENORD}, follow=True
    )
    assert "Kontot är avstängt." in svar.content.decode()
    assert not svar.context["request"].user.is_authenticated


def test_who_comes_back_gets_a_new_link(varld, klient):
    klient.post(reverse("personal_avsluta", args=[varld.skola.kod, varld.mentor.kod]))
    lank = lank_i(lagg_till(klient, varld, varld.mentor.email))
    assert valj_losenord(Klient(), lank).status_code == 302
    varld.mentor.refresh_from_db()
    assert varld.mentor.is_active


def test_protected_pupils_are_handed_on(varld, klient):
    ensam = fabrik.elev(varld.klass, "Skyddad elev 1", "", skyddad=True)
    delad = fabrik.elev(varld.klass, "Skyddad elev 2", "", skyddad=True)
    ensam.far_se.add(varld.mentor)
    delad.far_se.add(varld.mentor, varld.mentor2)
    svar = klient.post(reverse("personal_avsluta", args=[varld.skola.kod, varld.mentor.kod]), follow=True)
    assert "ensam om att få se 1 elever" in svar.content.decode()
    assert list(ensam.far_se.all()) == [varld.administrator]
    assert list(delad.far_se.all()) == [varld.mentor2]
    assert Elev.objects.filter(far_se=varld.mentor).count() == 0
