"""*Mötesläge*: what the projector shows while a meeting is on it (krav.md, Personal data).

The mode is the log-in's, not the person's: it is kept in the session on the server, with an order of the pupils that
is shuffled anew each time it is entered. While it is on, every address but the meeting's own answers with a page that
says so, so that no wrong click throws a class list on the wall. The default is no: an address that is to be reached in
the mode stands in ``TILLATNA``, and promises to show what it shows through ``visning.Visning``.
"""

import secrets
from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from skolanknytning.htmx import BEHALL_SIDAN
from skolanknytning.session import BAKGRUND
from skolanknytning.skola.models import Elev

from .models import Analys

SESSION = "moteslage"
# The page says in which mode it was made: what is fetched into a page of the other mode is not answered.
SIDANS_LAGE = "X-Moteslage"
# The meeting's own pages; all others are closed, printouts and planning with them.
TILLATNA = frozenset({
    "analys", "analys_steg", "analys_faktorer", "analys_dagordning", "analys_elev", "analys_sammanfattning",
    "analys_nytt", "analys_text", "analys_svar", "analys_tidigare", "analys_svar_tidigare",
    "analys_monster_nytt", "analys_monster_angelagen", "analys_monster_flytta", "analys_monster_ta_bort",
    "analys_monster_koppla", "analys_monster_steg", "analys_koppling_ta_bort",
    "analys_steget_planera", "analys_steget_gjort", "analys_steget_ta_bort",
    "analys_utkast_avfarda", "analys_utkast_ta_fram",
    "analys_avsluta", "analys_oppna",
})  # fmt: skip
# What works whatever is on: leaving the mode, logging out, and staying logged in.
ALLTID = frozenset({"analys_moteslage", "account_logout", "session_forlang"})


@dataclass(frozen=True, slots=True)
class Lage:
    """The mode as the session has it: which meeting (``kod``), and its pupils (ids) in a shuffled order."""

    kod: str
    ordning: tuple[int, ...]


def laget(request: HttpRequest) -> Lage | None:
    """The mode of this log-in, or None when it is off."""
    if not request.user.is_authenticated:
        return None
    sparat = request.session.get(SESSION)
    return Lage(sparat["analys"], tuple(sparat["ordning"])) if sparat else None


def ga_in(request: HttpRequest, analys: Analys) -> None:
    """Turn the mode on for the meeting: the pupils get their labels, and what was about to be told is not told.

    The pupils on the agenda come first, so that they are A, B, C …; within them, and after them, by chance.
    """
    dagordning = list(analys.punkter.filter(elev__skyddad=False).values_list("elev_id", flat=True))
    i_klassen = Elev.objects.filter(placeringar__klass=analys.klass_id, skyddad=False).order_by()
    ovriga = list(set(i_klassen.values_list("id", flat=True)) - set(dagordning)) if analys.klass_id else []
    slump = secrets.SystemRandom()
    slump.shuffle(dagordning)
    slump.shuffle(ovriga)
    request.session[SESSION] = {"analys": analys.kod, "ordning": dagordning + ovriga}
    for _ in get_messages(request):
        """A message may name a pupil; read here it is gone."""
    request.moteslage = laget(request)


def ga_ur(request: HttpRequest) -> None:
    """Turn the mode off; the labels are forgotten."""
    request.session.pop(SESSION, None)
    request.moteslage = None


class MoteslageMiddleware:
    """Default deny while the mode is on: only the meeting's own pages are answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.moteslage = laget(request)
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """The page that says that the mode is on, instead of any other than the meeting's own."""
        namn = request.resolver_match.url_name
        if namn in ALLTID:
            return None
        if _hamtar_till_annat_lage(request):
            text = "Mötesläget har ändrats i en annan flik. Ladda om sidan."
            return HttpResponse(text, status=409, content_type=TEXT)
        lage = request.moteslage
        if lage is None or (namn in TILLATNA and view_kwargs.get("kod") == lage.kod):
            return None
        return stopp(request, lage)


TEXT = "text/plain; charset=utf-8"


def _hamtar_till_annat_lage(request: HttpRequest) -> bool:
    """Whether a part is asked for into a page that was made in the other mode: names would come into a page without."""
    return bool(request.htmx) and (SIDANS_LAGE in request.headers) != (request.moteslage is not None)


def stopp(request: HttpRequest, lage: Lage) -> HttpResponse:
    """The page with two ways on, back to the meeting or out of the mode; a background question gets a bare 409."""
    if request.htmx or BAKGRUND in request.headers:
        svar = HttpResponse("Du är i mötesläge.", status=409, content_type=TEXT)
        if request.htmx and BAKGRUND not in request.headers and BEHALL_SIDAN not in request.headers:
            svar.headers["HX-Redirect"] = reverse("analys_moteslage", args=[lage.kod])
        return svar
    vidare = request.get_full_path() if request.method == "GET" else ""
    return render(request, "analys/i_moteslage.html", {"kod": lage.kod, "vidare": vidare}, status=409)
