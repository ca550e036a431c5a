"""Moving classes up a läsår: choose, look, confirm."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import behorighet, urval
from ..klasslista_typer import MAX_KLASS
from ..lasarsbyte import Vag, Val, forslag, nasta_namn
from ..models import Roll, idag, lasar_for, lasar_text
from ..regler import OgiltigError
from ..regler import lasar as regler
from ..text import stada
from . import valt_lasar

# When a läsår is so near its end that moving its classes up is no surprise.
SISTA_MANADER = (6,)


@require_http_methods(["GET", "HEAD", "POST"])
def nytt_lasar(request, kod):
    """The classes of a läsår and what becomes of each. POST shows the preview, and carries it out when confirmed."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.ADMINISTRATOR)
    lasar, alla = _valt_lasar(request, skola)
    klasser = list(urval.klasser_i_lasar(request.user, skola, lasar))
    kontext = {
        "skola": skola,
        "lasar": lasar,
        "fran": lasar_text(lasar),
        "till": lasar_text(lasar + 1),
        "alla_lasar": [(ar, lasar_text(ar)) for ar in alla],
        "pagar": lasar == lasar_for(idag()) and idag().month not in SISTA_MANADER,
    }
    if request.method != "POST":
        return render(request, "skola/nytt_lasar.html", kontext | {"rader": _rader(klasser), "mentorer": True})
    val, mentorer = _val(request.POST, klasser), "mentorer" in request.POST
    if "andra" in request.POST:
        return render(request, "skola/nytt_lasar.html", kontext | {"rader": _rader(klasser, val), "mentorer": mentorer})
    if avtryck := request.POST.get("avtryck"):
        try:
            plan = regler.genomfor(skola, lasar, val, mentorer=mentorer, avtryck=avtryck, av=request.user)
        except regler.ForandradError:
            messages.warning(request, "Något har ändrats på skolan sedan du tittade. Se över och bekräfta igen.")
        except OgiltigError:
            pass
        else:
            flyttade = "1 klass är flyttad" if len(plan.flyttar) == 1 else f"{len(plan.flyttar)} klasser är flyttade"
            messages.success(request, f"{flyttade}. Här är läsåret {kontext['till']}.")
            svar = redirect("klass_lista", skola.kod)
            svar["Location"] += f"?lasar={lasar + 1}"
            return svar
    plan = regler.planera(skola, lasar, val, mentorer=mentorer, av=request.user)
    return render(request, "skola/nytt_lasar_granska.html", kontext | {"plan": plan, "val": val, "mentorer": mentorer})


def _valt_lasar(request, skola) -> tuple[int, list[int]]:
    """The läsår to move from: the one asked for, or the latest before the coming one that has classes."""
    alla = urval.lasar_med_klasser(skola)
    valt = request.POST.get("lasar") or request.GET.get("lasar", "")
    return valt_lasar(valt, alla) or urval.lasar_att_flytta(skola) or lasar_for(idag()), alla


def _rader(klasser, val: list[Val] | None = None) -> list[dict]:
    """The classes with what is chosen for each, or what is likely."""
    valda = {v.klass: v for v in val or []}
    rader = []
    for klass in klasser:
        v = valda.get(klass.kod)
        vag = v.vag if v else Vag.INTE if val is not None else forslag(klass.namn, klass.arskurs, klass.antal)
        namn = v.namn if v else "" if vag == Vag.UT else nasta_namn(klass.namn)
        rader.append({"klass": klass, "vag": vag, "namn": namn})
    return rader


def _val(post, klasser) -> list[Val]:
    """What was chosen; a class without a choice is left, and one without a name keeps the likely one."""
    val = []
    for klass in klasser:
        vag = post.get(f"vag-{klass.kod}", "")
        skrivet = "".join(t for t in stada(post.get(f"namn-{klass.kod}", "")) if t.isprintable())
        namn = skrivet[:MAX_KLASS] or nasta_namn(klass.namn)
        if vag in (Vag.UPP, Vag.UT):
            val.append(Val(klass.kod, Vag(vag), namn))
    return val
