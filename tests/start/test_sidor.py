"""The pages about the program, open to anyone, and the pages shown when something went wrong."""

import pytest
from django.urls import reverse

from ..klient import Klient


@pytest.mark.parametrize("namn", ["om", "tillganglighet"])
def test_they_are_open_to_anyone(klient, varld, logga_in, namn):
    assert klient.get(reverse(namn)).status_code == 200
    assert logga_in(varld.mentor).get(reverse(namn)).status_code == 200


def test_the_material_is_credited_and_its_use_left_to_those_who_run_it(klient):
    html = klient.get(reverse("om")).content.decode()
    for rad in [
        "<strong>Plug Innan</strong>, ett material från Göteborgsregionen",
        "Den som driver programmet kommer överens med Göteborgsregionen om hur materialet får användas.",
        "MIT-licensen",
        "Aldrig personnummer",
    ]:
        assert rad in html


def test_the_accessibility_statement_has_what_the_law_asks_for(klient):
    html = klient.get(reverse("tillganglighet")).content.decode()
    for rad in [
        "lagen om tillgänglighet till digital offentlig service",
        "delvis förenlig",
        "WCAG 2.2 på nivå AA",
        "Brister vi känner till",
        "oskäligt betungande",
        "Myndigheten för digital förvaltning, Digg",
        "Senaste bedömningen gjordes den 22 november 2026",
    ]:
        assert rad in html


def test_it_names_whom_to_turn_to_only_for_those_who_work_there(klient, varld, logga_in):
    assert varld.administrator.email not in klient.get(reverse("tillganglighet")).content.decode()
    html = logga_in(varld.mentor).get(reverse("tillganglighet")).content.decode()
    assert f'{varld.administrator.namn}, <a href="mailto:{varld.administrator.email}">' in html
    assert varld.administrator.email not in logga_in(varld.utanfor).get(reverse("tillganglighet")).content.decode()


@pytest.mark.parametrize(
    ("status", "rad"),
    [(404, "Sidan finns inte"), (403, "Den här sidan är inte öppen för dig")],
)
def test_what_is_refused_is_told_in_swedish_with_a_way_on(varld, logga_in, status, rad):
    klass = varld.granneklass if status == 404 else varld.annan_klass
    svar = logga_in(varld.mentor).get(reverse("klass", args=[klass.kod]))
    assert svar.status_code == status
    html = svar.content.decode()
    assert rad in html
    assert f'href="{reverse("start")}">Till startsidan' in html
    assert klass.namn + "<" not in html


def test_an_address_that_does_not_exist(varld, logga_in, klient):
    assert logga_in(varld.mentor).get("/finns/inte/").status_code == 404
    assert klient.get("/finns/inte/").status_code == 404


def test_a_form_from_an_old_page(varld):
    klient = Klient(enforce_csrf_checks=True)
    klient.force_login(varld.mentor)
    svar = klient.post(reverse("session_forlang"))
    assert svar.status_code == 403
    assert "Sidan var för gammal" in svar.content.decode()


def test_an_error_of_ours_shows_no_details(varld, logga_in, monkeypatch):
    from skolanknytning.start import views

    def fel(person):
        raise RuntimeError("hemligt")

    monkeypatch.setattr(views.urval, "skolvyer", fel)
    klient = logga_in(varld.mentor)
    klient.raise_request_exception = False
    svar = klient.get(reverse("start"))
    assert svar.status_code == 500
    assert "Något gick fel hos oss" in svar.content.decode()
    assert "hemligt" not in svar.content.decode()
