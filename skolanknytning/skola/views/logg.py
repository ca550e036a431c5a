"""The rektor's log: who read and changed what."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from skolanknytning.logg import urval as logg
from skolanknytning.logg.regler import anteckna_lasning

from .. import behorighet
from ..forms.logg import LoggForm
from ..models import Roll


@require_safe
def visa(request, kod):
    """The school's log, newest first, by day, person and what was done. Reading it is itself written."""
    skola = behorighet.hamta_skola(request.user, kod, Roll.REKTOR)
    anteckna_lasning(request.user, skola, "loggen", skola_kod=skola.kod)
    form = LoggForm(request.GET or None, personer=logg.personer(skola.kod))
    val = form.cleaned_data if form.is_valid() else {}
    fore = request.GET.get("fore", "")
    sida = logg.for_skola(
        skola.kod,
        dag=val.get("dag"),
        vem_kod=val.get("person", ""),
        handling=val.get("handling", ""),
        fore=int(fore) if fore.isdecimal() and len(fore) < 19 else None,
    )
    filter_ = {k: request.GET[k] for k in ("dag", "person", "handling") if request.GET.get(k)}
    kontext = {"skola": skola, "form": form, "sida": sida, "filter": filter_, "fore": fore}
    if sida.fore:
        kontext["aldre"] = urlencode(filter_ | {"fore": sida.fore})
    return render(request, "skola/logg.html", kontext)
