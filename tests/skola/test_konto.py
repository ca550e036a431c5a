"""Logging in, and the account pages in Swedish."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Roll, Tjanst

from .. import fabrik
from ..klient import Klient


@pytest.fixture(autouse=True)
def _utan_rakneverk():
    """The counters of throttling live in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


def logga_in_som(klient, epost: str, losenord: str = fabrik.LOSENORD):
    return klient.post(reverse("account_login"), {"login": epost, "password": losenord})


def gjort_med_kontot(varld) -> list[str]:
    """What the log says that the mentor has done with the account, at their school."""
    rader = Handelse.objects.filter(vem_kod=varld.mentor.kod, objekt_kod=varld.mentor.kod, handling="andrade")
    return list(rader.filter(skola_kod=varld.skola.kod).values_list("text", flat=True))


def test_logging_in_is_logged_at_each_school(varld, klient):
    Tjanst.objects.create(personal=varld.mentor, skola=varld.granne, roll=Roll.MENTOR)
    assert logga_in_som(klient, varld.mentor.email.upper())["Location"] == reverse("start")
    rader = Handelse.objects.filter(handling="loggade_in").values_list("vem_kod", "skola_kod")
    assert set(rader) == {(varld.mentor.kod, varld.skola.kod), (varld.mentor.kod, varld.granne.kod)}


def test_a_wrong_password_says_so_in_swedish(varld, klient):
    for epost in (varld.mentor.email, "okand@exempel.test"):
        svar = logga_in_som(klient, epost, "fel")
        assert "E-postadressen och lösenordet hör inte ihop." in svar.content.decode()
    assert not Handelse.objects.exists()


def test_after_five_failures_one_has_to_wait(varld, klient):
    for _ in range(5):
        logga_in_som(klient, varld.mentor.email, "fel")
    svar = logga_in_som(klient, varld.mentor.email)
    assert "För många försök som inte lyckades. Vänta fem minuter" in svar.content.decode()
    assert logga_in_som(Klient(), varld.mentor2.email).status_code == 302


def test_too_many_requests_get_a_plain_page(varld, klient):
    for i in range(120):
        logga_in_som(klient, f"p{i}@exempel.test", "fel")
    svar = logga_in_som(klient, varld.mentor.email)
    assert (svar.status_code, "Vänta en stund" in svar.content.decode()) == (429, True)


def test_a_person_without_a_password_cannot_log_in(varld, klient):
    varld.mentor.set_unusable_password()
    varld.mentor.save()
    assert logga_in_som(klient, varld.mentor.email, "").status_code == 200
    assert logga_in_som(klient, varld.mentor.email, "!").status_code == 200


def test_logging_out(varld, logga_in):
    klient = logga_in(varld.mentor)
    assert "Logga ut?" in klient.get(reverse("account_logout")).content.decode()
    assert klient.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert klient.get(reverse("start")).status_code == 302


def test_changing_the_password(varld, logga_in):
    klient = logga_in(varld.mentor)
    adress = reverse("account_change_password")
    assert "Byt lösenord" in klient.get(adress).content.decode()
    nytt = "ett-helt-nytt-losenord"
    svar = klient.post(adress, {"oldpassword": "fel", "password1": nytt, "password2": nytt})
    assert "Skriv ditt nuvarande lösenord." in svar.content.decode()
    svar = klient.post(adress, {"oldpassword": fabrik.LOSENORD, "password1": nytt, "password2": nytt}, follow=True)
    assert "Lösenordet är bytt." in svar.content.decode()
    assert gjort_med_kontot(varld) == ["sitt lösenord"]
    varld.mentor.refresh_from_db()
    assert varld.mentor.check_password(nytt)


def test_the_password_pages_say_what_is_asked_for_once(varld, logga_in, klient):
    klient.post(reverse("account_reset_password"), {"email": varld.mentor.email})
    lank = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    glomt = klient.get(reverse("account_reset_password")).content.decode()
    valj = klient.get(lank, follow=True).content.decode()
    byt = logga_in(varld.mentor).get(reverse("account_change_password")).content.decode()
    for html in (valj, byt):
        assert html.count("Minst 10 tecken. Inte ett vanligt ord, och inte ditt namn.") == 1
        assert html.count("Nytt lösenord en gång till") == 1
    assert "placeholder" not in glomt + valj + byt


def test_a_forgotten_password(varld, klient):
    svar = klient.post(reverse("account_reset_password"), {"email": varld.mentor.email}, follow=True)
    assert "Titta i din mejl" in svar.content.decode()
    (brev,) = mail.outbox
    assert brev.subject == "Skolanknytning: Välj ett nytt lösenord"
    lank = re.search(r"http://testserver(/\S+)", brev.body)[1]
    svar = klient.get(lank, follow=True)
    assert "Välj ett nytt lösenord" in svar.content.decode()
    nytt = "ett-helt-nytt-losenord"
    svar = klient.post(svar.redirect_chain[-1][0], {"password1": nytt, "password2": nytt}, follow=True)
    assert "Lösenordet är bytt" in svar.content.decode()
    assert gjort_med_kontot(varld) == ["sitt lösenord, med länk i mejl"]
    assert "Länken gäller inte längre" in Klient().get(lank).content.decode()
    assert logga_in_som(Klient(), varld.mentor.email, nytt).status_code == 302


def test_an_unknown_address_gets_the_same_answer(varld, klient):
    svar = klient.post(reverse("account_reset_password"), {"email": "okand@exempel.test"}, follow=True)
    assert "Titta i din mejl" in svar.content.decode()
    assert mail.outbox == []


def test_who_is_let_go_gets_no_new_password(varld, klient):
    varld.mentor.is_active = False
    varld.mentor.save()
    klient.post(reverse("account_reset_password"), {"email": varld.mentor.email})
    assert mail.outbox == []


def test_nobody_signs_up(varld):
    from allauth.account.adapter import get_adapter

    assert not get_adapter().is_open_for_signup(None)


def test_the_demo_accounts_stand_on_the_page_in_demo_only(klient):
    assert "exempel.test" not in klient.get(reverse("account_login")).content.decode()
