"""Into *mötesläge* and out of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from .. import moteslage as lage
from .. import urval


@require_http_methods(["GET", "HEAD", "POST"])
def moteslage(request: HttpRequest, kod: str) -> HttpResponse:
    """Turn the mode on or off (``lage``: "pa" or "av"); the page itself says that it is on, and offers two ways."""
    pa = request.moteslage is not None and request.moteslage.kod == kod
    if not pa:
        analys = urval.hamta_analys(request.user, kod)
    if request.method == "POST":
        if request.POST.get("lage") == "av":
            lage.ga_ur(request)
        elif not pa:
            lage.ga_in(request, analys)
        return redirect(_vidare(request, kod))
    return render(request, "analys/i_moteslage.html", {"kod": kod}) if pa else redirect("analys", kod)


def _vidare(request: HttpRequest, kod: str) -> str:
    """The page that the button was pressed on, when it is one of ours; otherwise the meeting."""
    sidan = request.POST.get("vidare", "")
    egen = sidan.startswith("/") and url_has_allowed_host_and_scheme(sidan, allowed_hosts=None)
    return sidan if egen else reverse("analys", args=[kod])
