"""The school level: patterns across classes, as a page, a print and a workbook. Each reading is logged by name.

Before any round is closed there is nothing to print, and who asks is sent to the page, which says so.
"""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kartlaggning.tal.termin import las_terminskod, terminskod, terminsnamn
from skolanknytning import export, pdf
from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna, anteckna_lasning
from skolanknytning.skola import behorighet
from skolanknytning.skola.models import Skola

from ..skolniva import html as rita
from ..skolniva import utskrift as papper
from ..skolniva.arbetsbok import arbetsbok
from ..skolniva.lasning import las, oppen_analys
from ..skolniva.skolbild import UTAN_ARSKURS, Skolbild, arskursnamn

VAD = "mönster på skolnivå"


@require_safe
def skolniva(request: HttpRequest, kod: str) -> HttpResponse:
    """The school's patterns in a term, of the whole school or of one årskurs."""
    skola, bild = _hamta(request, kod)
    anteckna_lasning(request.user, skola, VAD, skola_kod=skola.kod)
    kontext = {"skola": skola, "bild": bild, "oppen_analys": oppen_analys(skola)}
    if bild is not None:
        kontext |= {
            "terminsval": _terminsval(bild),
            "arskursval": _arskursval(bild),
            "valt": _fraga(bild.termin, None),
            "terminen": terminsnamn(bild.termin),
            "for_fa": [arskursnamn(g) for g in bild.tabell.for_fa],
            "tabell": rita.varmetabell(bild),
            "pastaenden": rita.pastaenden(bild),
            "amnen": rita.amnen(bild, papper.amnesnamn(skola)),
            "terminer": rita.terminstabell(bild, rorelser=bild.visar_rorelser and bild.arskurs is None),
        }
    return render(request, "analys/skolniva.html", kontext)


@require_safe
def skolniva_utskrift(request: HttpRequest, kod: str) -> HttpResponse:
    """The tables as a page to print from the browser."""
    skola, bild = _hamta(request, kod)
    if bild is None:
        return redirect("skolniva", skola.kod)
    sida = papper.utskrift(skola, bild, request.user)
    anteckna(request.user, Handling.SKREV_UT, skola, VAD, skola_kod=skola.kod)
    kontext = {"utskrift": sida, "skola": skola, "valt": _fraga(bild.termin, None)}
    return render(request, "analys/skolniva_utskrift.html", kontext)


@require_safe
def skolniva_pdf(request: HttpRequest, kod: str) -> HttpResponse:
    """The tables as a PDF."""
    skola, bild = _hamta(request, kod)
    if bild is None:
        return redirect("skolniva", skola.kod)
    svar = pdf.svar(pdf.rendera(papper.html(papper.utskrift(skola, bild, request.user))), "skolniva.pdf")
    anteckna(request.user, Handling.SKREV_UT, skola, f"{VAD} (PDF)", skola_kod=skola.kod)
    return svar


@require_safe
def skolniva_xlsx(request: HttpRequest, kod: str) -> HttpResponse:
    """The tables as a workbook."""
    skola, bild = _hamta(request, kod)
    if bild is None:
        return redirect("skolniva", skola.kod)
    uppgifter = [
        ("Skola", skola.namn),
        ("Termin", terminsnamn(bild.termin)),
        ("Uttagen", f"{timezone.localtime():%Y-%m-%d %H.%M} av {request.user.namn}"),
        ("Källa", bild.form.kalla),
    ]
    svar = export.svar(arbetsbok(bild, papper.amnesnamn(skola), uppgifter), "skolniva.xlsx")
    anteckna(request.user, Handling.EXPORTERADE, skola, f"{VAD} (Excel)", skola_kod=skola.kod)
    return svar


def _hamta(request: HttpRequest, kod: str) -> tuple[Skola, Skolbild | None]:
    """The school and what the address asks to see of it; 404 outside the person's schools, 403 for other roles."""
    skola = next((skola for skola in behorighet.mina_skolor(request.user) if skola.kod == kod), None)
    if skola is None:
        raise Http404
    behorighet.krav(behorighet.far_se_skolniva(request.user, skola))
    arskurs = request.GET.get("arskurs", "")
    vald = UTAN_ARSKURS if arskurs == "utan" else int(arskurs) if arskurs.isdecimal() and len(arskurs) < 3 else None
    return skola, las(skola, las_terminskod(request.GET.get("termin", "")), vald)


def _fraga(termin: int, arskurs: int | None) -> str:
    """What follows the address for a term and an årskurs."""
    val = {"termin": terminskod(termin)}
    if arskurs is not None:
        val["arskurs"] = "utan" if arskurs == UTAN_ARSKURS else arskurs
    return f"?{urlencode(val)}"


def _terminsval(bild: Skolbild) -> list[tuple[str, str, bool]]:
    """The terms to choose among, newest first: name, address, chosen."""
    return [(terminsnamn(t).capitalize(), _fraga(t, bild.arskurs), t == bild.termin) for t in bild.terminer[::-1]]


def _arskursval(bild: Skolbild) -> list[tuple[str, str, bool]]:
    """The school and its årskurser to choose among: name, address, chosen."""
    return [
        (arskursnamn(a).capitalize(), _fraga(bild.termin, a), a == bild.arskurs) for a in (None, *bild.tabell.grupper)
    ]
