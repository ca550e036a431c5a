"""How long a log-in lasts: 30 minutes idle, 10 hours at most (krav.md, Security)."""

import time

from django.conf import settings
from django.contrib.auth import logout

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


class SessionstidMiddleware:
    """Log out what has been idle too long. A page's own background questions do not count as use."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            nu = time.time()
            session = request.session
            if gangen_ut(session, nu):
                logout(request)
            else:
                session.setdefault(START, nu)
                if BAKGRUND not in request.headers and nu - session.get(SENAST, 0) > SKRIVINTERVALL:
                    session[SENAST] = nu
        return self.get_response(request)
