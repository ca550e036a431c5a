"""What htmx needs of Django, the same on every page."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

BEHALL_SIDAN = "X-Behall-Sidan"


def rendera(request: HttpRequest, mall: str, kontext: dict, *, del_: str = "", status: int = 200) -> HttpResponse:
    """Render a page, or for an htmx request the named partial of the same template.

    The server names the part; the client can never pick one.
    """
    namn = f"{mall}#{del_}" if del_ and request.htmx and not request.htmx.boosted else mall
    svar = render(request, namn, kontext, status=status)
    svar.headers["Vary"] = ", ".join(filter(None, [svar.headers.get("Vary"), "HX-Request"]))
    return svar


class InloggningKravsMiddleware(LoginRequiredMiddleware):
    """Default deny. An htmx request without log-in is sent to the log-in page as a whole, never into a cell.

    A page that holds unsaved work says so with the header ``X-Behall-Sidan``: it gets a bare 401, stays, and tells
    the person to log in again in another tab.
    Nothing a logged-in person is shown may be kept by the browser or by a proxy.
    Log-in leads back to a page: an address that only takes a POST has nothing to show.
    """

    def __call__(self, request):
        svar = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            svar.headers["Cache-Control"] = "no-store"
        return svar

    def handle_no_permission(self, request, view_func):
        if request.method in ("GET", "HEAD"):
            svar = super().handle_no_permission(request, view_func)
        else:
            svar = redirect_to_login(_sidan(request), resolve_url(self.get_login_url(view_func)))
        if not request.htmx:
            return svar
        vidare = HttpResponse("Du är utloggad.", status=401, content_type="text/plain; charset=utf-8")
        if BEHALL_SIDAN not in request.headers:
            vidare.headers["HX-Redirect"] = svar.url
        return vidare


class FelMetodMiddleware:
    """A page for whoever opens an address that only takes a POST; the view's own 405 is blank.

    HEAD is answered as GET, and what it is not to have, the body, is taken away here and not left to the server.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        svar = self.get_response(request)
        laser = request.method in ("GET", "HEAD")
        if svar.status_code == 405 and laser and not (request.htmx or svar.streaming or svar.content):
            svar = _fel_metod(request, svar.headers["Allow"]) if request.accepts("text/html") else svar
        if request.method == "HEAD" and not svar.streaming:
            svar.headers.setdefault("Content-Length", str(len(svar.content)))
            svar.content = b""
        return svar


def _fel_metod(request: HttpRequest, tillatna: str) -> HttpResponse:
    kontext = {
        "rubrik": "Sidan kan inte öppnas så här",
        "rad": "Adressen tar bara emot det som skickas från en annan sida. Börja om från startsidan.",
    }
    sida = render(request, "fel.html", kontext, status=405)
    sida.headers["Allow"] = tillatna
    return sida


def _sidan(request: HttpRequest) -> str:
    """The path of the page a form was sent from, or the start page when that page is not one of ours."""
    sidan = request.headers.get("Referer", "")
    egen = url_has_allowed_host_and_scheme(sidan, {request.get_host()}, require_https=request.is_secure())
    if not egen:
        return resolve_url("start")
    delar = urlsplit(sidan)
    return delar._replace(scheme="", netloc="", fragment="").geturl() or resolve_url("start")
