"""Mina påminnelser: the calendar's address, shown once and ended; the week's letter on and off."""

import re

import pytest
from django.urls import reverse

from handlingsplan.models import Kalenderadress, Paminnelse
from handlingsplan.regler import paminnelser as regler
from skolanknytning.logg.models import Handelse
from tests.klient import Klient


@pytest.fixture
def mentor(varld, logga_in):
    """The mentor's client."""
    return logga_in(varld.mentor)


def ny_adress(klient) -> str:
    """Press the button, and read the address from the page that one comes to."""
    svar = klient.post(reverse("kalender_ny"), follow=True)
    assert svar.redirect_chain == [(reverse("paminnelser"), 302)]
    return re.search(r"http://testserver(/kalender/\S+\.ics)<", svar.content.decode())[1]


def loggat() -> list[str]:
    return list(Handelse.objects.order_by("id").values_list("text", flat=True))


def test_the_address_is_shown_once_and_opens_the_calendar(mentor):
    adress = ny_adress(mentor)
    svar = Klient().get(adress)
    assert (svar.status_code, svar.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    igen = mentor.get(reverse("paminnelser")).content.decode()
    assert adress not in igen
    assert "Den visades när du gjorde den." in igen
    assert "Gör en ny adress" in igen
    assert Klient().get(adress).status_code == 200, "att ladda om sidan gör ingen ny"
    assert loggat() == ["sin kalenderadress"]


def test_the_secret_is_nowhere_but_in_a_cookie_of_a_minute(mentor, settings):
    settings.SESSION_COOKIE_SECURE = True
    svar = mentor.post(reverse("kalender_ny"))
    kaka = svar.cookies["ny_kalender"]
    assert {namn: kaka[namn] for namn in ("path", "max-age", "httponly", "samesite", "secure")} == {
        "path": reverse("paminnelser"),
        "max-age": 60,
        "httponly": True,
        "samesite": "Strict",
        "secure": True,
    }
    assert svar.url == reverse("paminnelser")
    assert not any(kaka.value in str(varde) for varde in mentor.session.values())
    visad = mentor.get(reverse("paminnelser"))
    assert kaka.value in visad.content.decode()
    assert (visad.cookies["ny_kalender"].value, visad.cookies["ny_kalender"]["max-age"]) == ("", 0)


def test_an_address_is_shown_to_nobody_else_and_not_when_it_has_ended(varld, mentor, logga_in):
    nyckel = mentor.post(reverse("kalender_ny")).cookies["ny_kalender"].value
    annan = logga_in(varld.mentor2)
    ny_adress(annan)
    regler.ny_kalender(varld.mentor)
    for klient in (annan, mentor):
        klient.cookies["ny_kalender"] = nyckel
        assert nyckel not in klient.get(reverse("paminnelser")).content.decode()


def test_the_secret_has_256_bits_and_is_not_kept(varld):
    nyckel = regler.ny_kalender(varld.mentor)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", nyckel)
    (rad,) = Kalenderadress.objects.values_list("digest", flat=True)
    assert rad == regler.digest(nyckel) != nyckel


def test_a_new_address_ends_the_old(mentor):
    forsta, andra = ny_adress(mentor), ny_adress(mentor)
    assert [Klient().get(a).status_code for a in (forsta, andra)] == [404, 200]
    assert loggat() == ["sin kalenderadress"] * 2


def test_the_address_is_removed(varld, mentor):
    adress = ny_adress(mentor)
    svar = mentor.post(reverse("kalender_ta_bort"), follow=True)
    assert "Kalenderadressen är borttagen" in svar.content.decode()
    assert "Gör en kalenderadress" in svar.content.decode()
    assert Klient().get(adress).status_code == 404
    regler.ta_bort_kalender(varld.mentor)
    assert loggat() == ["sin kalenderadress"] * 2


def test_nobody_elses_address_is_touched(varld, mentor, logga_in):
    annans = ny_adress(logga_in(varld.mentor2))
    ny_adress(mentor)
    mentor.post(reverse("kalender_ta_bort"))
    assert Klient().get(annans).status_code == 200


def test_the_letter_is_turned_off_and_on(varld, mentor):
    adress = reverse("veckobrev")
    assert "Du får veckobrevet." in mentor.get(reverse("paminnelser")).content.decode()
    sida = mentor.post(adress, {"vill_ha": "nej"}, follow=True).content.decode()
    assert "Du får inte veckobrevet." in sida
    assert list(Paminnelse.objects.values_list("personal", "vill_ha")) == [(varld.mentor.id, False)]
    mentor.post(adress, {"vill_ha": "nej"})
    assert "Du får veckobrevet." in mentor.post(adress, {"vill_ha": "ja"}, follow=True).content.decode()
    assert loggat() == ["veckobrevet: av", "veckobrevet: på"]


def test_the_page_says_when_no_letter_can_be_sent(mentor, settings):
    kan_inte = "Programmet kan inte skicka e-post just nu"
    assert kan_inte in mentor.get(reverse("paminnelser")).content.decode()
    settings.EMAIL_HOST = "mejl.exempel.test"
    assert kan_inte not in mentor.get(reverse("paminnelser")).content.decode()


def test_the_account_menu_leads_to_the_page(mentor):
    assert f'<a href="{reverse("paminnelser")}">Mina påminnelser</a>' in mentor.get(reverse("om")).content.decode()
