"""How long a log-in lasts, and what a request gets when it has ended."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path, reverse

from skolanknytning import session
from skolanknytning.htmx import FelMetodMiddleware
from skolanknytning.start import urval
from skolanknytning.start.views import forlang

from .klient import HTMX, Klient

urlpatterns = [path("", forlang, name="start"), path("forlang/", forlang)]
MINUT, TIMME = 60, 3600


@pytest.fixture
def klocka(monkeypatch):
    """A clock that the test moves: seconds since some day, as ``time.time`` gives them."""

    class Klocka:
        nu = time.time()

        def fram(self, sekunder):
            self.nu += sekunder

    klocka = Klocka()
    monkeypatch.setattr(session.time, "time", lambda: klocka.nu)
    return klocka


@pytest.fixture
def mentor(varld, logga_in, klocka):
    """The mentor's client, just logged in."""
    klient = logga_in(varld.mentor)
    assert inloggad(klient)
    return klient


def inloggad(klient, **rubriker) -> bool:
    """Whether a request from this client is answered as one of a person who is logged in."""
    return klient.get(reverse("start"), headers=rubriker).status_code == 200


def test_the_limits_are_half_an_hour_and_ten_hours():
    assert (settings.SESSION_TYST_SEKUNDER, settings.SESSION_LANGST_SEKUNDER) == (30 * MINUT, 10 * TIMME)


def test_a_log_in_in_use_lasts(mentor, klocka):
    for _ in range(3):
        klocka.fram(29 * MINUT)
        assert inloggad(mentor)


def test_half_an_hour_idle_ends_it(mentor, klocka):
    klocka.fram(30 * MINUT + 1)
    assert not inloggad(mentor)
    assert "_auth_user_id" not in mentor.session


def test_ten_hours_end_it_however_much_it_is_used(mentor, klocka):
    for _ in range(24):
        klocka.fram(25 * MINUT)
        assert inloggad(mentor)
    klocka.fram(1)
    assert not inloggad(mentor)


def test_a_slow_page_does_not_write_over_what_another_tab_has_put_in_the_session(varld, mentor, klocka, monkeypatch):
    """As that mötesläge is on: the names would be back on the wall at the next click."""
    andra_fliken = Klient()
    andra_fliken.cookies = mentor.cookies
    skolvyer = urval.skolvyer

    def medan_sidan_gors(person):
        sessionen = andra_fliken.session
        sessionen["fran_andra_fliken"] = True
        sessionen.save()
        return skolvyer(person)

    klocka.fram(2 * MINUT)
    monkeypatch.setattr(urval, "skolvyer", medan_sidan_gors)
    assert inloggad(mentor)
    assert mentor.session["fran_andra_fliken"]
    assert mentor.session[session.SENAST] == klocka.nu


def test_a_page_s_background_questions_are_not_use(mentor, klocka):
    klocka.fram(20 * MINUT)
    assert inloggad(mentor, **{"X-Bakgrund": "1"})
    klocka.fram(11 * MINUT)
    assert not inloggad(mentor)


def test_extending_is_use(mentor, klocka):
    klocka.fram(29 * MINUT)
    assert mentor.post(reverse("session_forlang"), headers=HTMX).status_code == 204
    klocka.fram(29 * MINUT)
    assert inloggad(mentor)


def test_extending_is_not_for_links(mentor):
    assert mentor.get(reverse("session_forlang")).status_code == 405


def test_an_address_that_takes_no_get_has_a_page_that_says_so(mentor):
    svar = mentor.get(reverse("session_forlang"))
    assert (svar.status_code, svar.headers["Allow"]) == (405, "POST")
    html = svar.content.decode()
    assert "<h1>Sidan kan inte öppnas så här</h1>" in html
    assert f'<a class="btn btn-primary" href="{reverse("start")}">' in html


def test_head_is_answered_as_get_and_without_a_body(mentor, rf):
    """The test client takes bodies away itself, so the middleware is asked directly about that."""
    lang = len(mentor.get(reverse("om")).content)
    svar = mentor.head(reverse("om"))
    assert (svar.status_code, svar.headers["Content-Length"]) == (200, str(lang))
    assert mentor.head(reverse("session_forlang")).status_code == 405
    utan = FelMetodMiddleware(lambda request: HttpResponse("sex b."))(rf.head("/"))
    assert (utan.content, utan.headers["Content-Length"]) == (b"", "6")


@pytest.mark.parametrize("rubriker", [HTMX, {"Accept": "application/json"}])
def test_a_script_gets_no_page(mentor, rubriker):
    svar = mentor.get(reverse("session_forlang"), headers=rubriker)
    assert (svar.status_code, svar.content) == (405, b"")


def test_the_session_is_written_at_most_once_a_minute(mentor, klocka, django_assert_num_queries):
    klocka.fram(61)
    mentor.post(reverse("session_forlang"))
    klocka.fram(30)
    with django_assert_num_queries(2):  # the session and the person; nothing is written
        mentor.post(reverse("session_forlang"))


class TestWithoutLogIn:
    """The same address asked for in three ways."""

    def test_a_page_leads_to_the_log_in_page_and_back(self, klient):
        svar = klient.get(reverse("start"))
        assert (svar.status_code, svar.url) == (302, f"{reverse('account_login')}?next={reverse('start')}")

    def test_htmx_is_sent_there_as_a_whole(self, klient):
        svar = klient.get(reverse("start"), headers=HTMX)
        assert svar.status_code == 401
        assert svar.headers["HX-Redirect"] == f"{reverse('account_login')}?next={reverse('start')}"
        assert svar.content.decode() == "Du är utloggad."

    @pytest.mark.parametrize(
        ("fran", "till"),
        [
            ("http://testserver/logga-in/?steg=2#del", "/logga-in/?steg=2"),
            ("http://testserver", "/"),
            ("http://annan.test/sida/", "/"),
            ("javascript:alert(1)", "/"),
            ("", "/"),
        ],
    )
    @pytest.mark.parametrize("rubriker", [{}, HTMX])
    def test_a_refused_post_leads_back_to_its_page(self, klient, fran, till, rubriker):
        svar = klient.post(reverse("session_forlang"), headers=rubriker | {"Referer": fran})
        adress = svar.headers["HX-Redirect"] if rubriker else svar.url
        assert parse_qs(urlsplit(adress).query) == {"next": [till]}

    def test_a_page_with_unsaved_work_is_left_where_it_is(self, klient):
        svar = klient.post(reverse("session_forlang"), headers=HTMX | {"X-Behall-Sidan": "1"})
        assert svar.status_code == 401
        assert "HX-Redirect" not in svar.headers
        assert "Location" not in svar.headers

    def test_an_ended_session_is_answered_the_same_way(self, mentor, klocka):
        klocka.fram(31 * MINUT)
        svar = mentor.post(reverse("session_forlang"), headers=HTMX | {"X-Behall-Sidan": "1"})
        assert (svar.status_code, svar.headers["Content-Type"]) == (401, "text/plain; charset=utf-8")


def test_the_frame_holds_the_limit_and_the_warning(mentor):
    html = mentor.get(reverse("start")).content.decode()
    assert 'id="session-varning" data-tyst="1800"' in html


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_needs_log_in_without_saying_so(klient):
    """Default deny: a view that names no decorator is closed."""
    with override_settings(LOGIN_URL="/in/"):
        assert klient.post("/forlang/").status_code == 302
