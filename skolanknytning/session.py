"""How long a log-in lasts: 30 minutes idle, 10 hours at most (krav.md, Security)."""

import time
from contextlib import suppress

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.http import HttpRequest

START, SENAST = "inloggad_tid", "senast_tid"
# The last use is written at most once a minute, so that reading pages does not write the session every time.
SKRIVINTERVALL = 60
BAKGRUND = "X-Bakgrund"


def gangen_ut(session, nu: float) -> bool:
    """Whether the log-in is too old, or has been idle too long, at the time ``nu`` (seconds)."""
    return (
        nu - session.get(START, nu) > settings.SESSION_LANGST_SEKUNDER
        or nu - session.get(SENAST, nu) > settings.SESSION_TYST_SEKUNDER
    )


def anvand(session: SessionBase, nu: float) -> None:
    """Write that the log-in has been used, at once and not when the page is ready.

    A session is stored whole. What another tab puts in it while a slow page is made, as that mötesläge is on, would be
    gone when that page wrote what it read before. Nothing happens to a log-in that has been ended meanwhile.
    """
    session[SENAST] = nu
    with suppress(UpdateError):
        session.save()
        session.modified = False


def avsluta(request: HttpRequest) -> None:
    """Log out who has been idle too long. What ``SESSION_BEHALLS`` names outlives it, until the browser is closed.

    A projector that nobody has touched for half an hour must not show names when somebody logs in to it again.
    """
    kvar = {namn: request.session[namn] for namn in settings.SESSION_BEHALLS if namn in request.session}
    logout(request)
    if kvar:
        request.session.update(kvar)


class SessionstidMiddleware:
    """Log out what has been idle too long. A page's own background questions do not count as use."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            nu = time.time()
            session = request.session
            if gangen_ut(session, nu):
                avsluta(request)
            else:
                session.setdefault(START, nu)
                if BAKGRUND not in request.headers and nu - session.get(SENAST, 0) > SKRIVINTERVALL:
                    anvand(session, nu)
        return self.get_response(request)
