"""What an action on a meeting's page is answered with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .. import gruppens
from ..html import levande, vagar
from ..models import Analys
from ..visning import Visning

TEXT = "text/plain; charset=utf-8"


def svar(
    request: HttpRequest, analys: Analys, del_: str, *, besked: str = "", ankare: str = "", **mer: str
) -> HttpResponse:
    """For htmx the fresh part, with what is to be told; otherwise the page of the part, at ``ankare``."""
    if request.htmx:
        analys.refresh_from_db(fields=["version", "avslutad"])
        visning = Visning.for_request(request, analys)
        innehall = gruppens.innehall(analys, request.user, del_)
        return HttpResponse(levande.svar(visning, innehall, del_, besked=besked, **mer))
    if besked:
        messages.warning(request, besked)
    return redirect(f"{vagar.sida(analys, del_)}{f'#{ankare}' if ankare else ''}")


def olasligt() -> HttpResponse:
    """What was sent is not what our own pages send."""
    return HttpResponse("Det gick inte att läsa. Ladda om sidan.", status=400, content_type=TEXT)
