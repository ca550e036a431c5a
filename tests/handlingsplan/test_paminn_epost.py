"""The week's letter through a mail server: it comes as it was written, and none is lost or comes twice."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from handlingsplan.models import Paminnelse
from skolanknytning.skola.models import Personal

from ..epostserver import BRYTER, SENARE, VAGRAR, epostserver
from .test_kalender import plan

IDAG, SEN = date(2026, 11, 25), date(2026, 11, 16)


@pytest.fixture
def server(varld, settings, monkeypatch):
    """A mail server, and a follow-up that is late: of it hear Maja, Milo and Rut, in that order."""
    plan(varld.skola, klass=varld.klass, uppfoljning=SEN)
    monkeypatch.setattr("handlingsplan.management.commands.paminn.idag", lambda: IDAG)
    with epostserver() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        settings.DEFAULT_FROM_EMAIL, settings.ADRESS = "Skolanknytning <brev@skola.example>", "https://skola.example"
        yield server


def test_the_letter_comes_as_it_was_written(varld, server):
    Personal.objects.filter(pk=varld.mentor.pk).update(namn="Åsa Öberg-Ärlig")
    call_command("paminn")
    assert server.till() == ["maja", "milo", "rut"]
    brev = server.brevet(varld.mentor.email)
    # A long subject begins on a line of its own, and mail programs leave out the space it begins with.
    assert {namn: brev[namn].strip() for namn in ("From", "To", "Subject", "List-Unsubscribe", "Auto-Submitted")} == {
        "From": "Skolanknytning <brev@skola.example>",
        "To": varld.mentor.email,
        "Subject": "Skolanknytning vecka 48: 1 försenad uppföljning",
        "List-Unsubscribe": "<https://skola.example/paminnelser/>",
        "Auto-Submitted": "auto-generated",
    }
    assert brev["Content-Language"] == "sv"
    assert all(brev[namn] for namn in ("Date", "Message-ID"))
    assert [(d.get_content_type(), d.get_content_charset()) for d in brev.iter_parts()] == [
        ("text/plain", "utf-8"),
        ("text/html", "utf-8"),
    ]
    text, html = (brev.get_body((slag,)).get_content().replace("\r\n", "\n") for slag in ("plain", "html"))
    assert text.startswith("Hej Åsa Öberg-Ärlig!\n")
    assert "- Plan för 7A, skulle ha följts upp 16 november 2026\n" in text
    assert "<h1>Hej Åsa Öberg-Ärlig!</h1>" in html
    assert ">Skulle ha följts upp 16 november 2026<" in html
    # RFC 5321: no line longer than a thousand octets.
    assert max(len(rad) for rad in server.brev[0][1].split(b"\r\n")) < 998


@pytest.mark.parametrize(
    ("nyck", "ord_"),
    [(VAGRAR, "No such address"), (SENARE, "Try again later"), (BRYTER, "Connection unexpectedly closed")],
    ids=["no such address", "not now", "the line goes dead in the middle"],
)
def test_what_befalls_one_letter_befalls_no_other_and_it_comes_the_next_time(varld, server, capsys, nyck, ord_):
    milo = varld.mentor2
    server.nycker[milo.email] = nyck
    for _ in range(2):
        with pytest.raises(CommandError, match="1 brev kunde inte skickas"):
            call_command("paminn")
        fel = capsys.readouterr().err
        assert fel.startswith(f"Brevet till {milo.email} kunde inte skickas: ")
        assert ord_ in fel
        assert server.till() == ["maja", "rut"]
        assert Paminnelse.objects.get(personal=milo).skickad is None
    server.nycker.clear()
    for _ in range(2):
        call_command("paminn")
        assert server.till() == ["maja", "milo", "rut"]
